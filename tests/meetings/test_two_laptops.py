"""Chair and secretary on two laptops at one overleg, at once: no line is lost, and no number is given twice or left out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread

from expertiseteam.access.workspace import Workspace
from expertiseteam.basics.sentences import Conflict, Refused
from expertiseteam.cases.actions import open_actions
from expertiseteam.cases.opening import open_case
from expertiseteam.insight.soundness import problems
from expertiseteam.meetings.agenda import agenda, prepare_agenda
from expertiseteam.meetings.attending import attendance, set_present
from expertiseteam.meetings.conduct import (
    agree,
    change_line,
    decide,
    item_still_open,
    note,
    open_item,
    retype_line,
    start_meeting,
    tell,
)
from expertiseteam.meetings.cycle import meeting, plan_series
from expertiseteam.meetings.recognise import LineKind
from expertiseteam.meetings.records import ItemState, SaidLine
from expertiseteam.meetings.what_comes import Wanted
from tests.dossier import Team

ROUNDS = 6


def test_two_write_at_once(team: Team) -> None:
    cases = [
        team.femke.do(
            open_case, (), label=f"Laan {n} · gezin", lead_id=team.ids["noor"], legal_basis="Wmo 2015", purpose="hulp", goal="Weten",
            bringing_partner="gemeente",
        )
        for n in (1, 2)
    ]  # fmt: skip
    [overleg] = team.femke.do(plan_series, first=date(2026, 11, 17), times=1, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    team.femke.do(prepare_agenda, overleg)
    team.clock.at(2026, 11, 17, 13, 30)
    team.wil.do(start_meeting, team.wil.ask(meeting, overleg))
    first, second = (next(one.id for one in team.wil.ask(agenda, overleg).items if one.case_id == case) for case in cases)
    wil, femke, errors = team.wil, team.femke, list[BaseException]()
    ready = Barrier(2)

    def laptop(name: str, workspace: Workspace, item: str) -> Callable[[], None]:
        def work() -> None:
            try:
                ready.wait(30)
                for n in range(ROUNDS):
                    workspace.do(open_item, item)  # the one goes on to a point while the other writes on another
                    workspace.do(note, item, f"{name} notitie {n}")
                    workspace.do(decide, item, f"{name} besluit {n}")
                    workspace.do(agree, item, f"{name} actie {n}", owner_id=team.ids["noor"], due=date(2026, 12, 1))
                    workspace.do(tell, item, LineKind.VIEW, f"{name} kijk {n}")
            except BaseException as error:
                errors.append(error)

        return work

    threads = [Thread(target=laptop("Wil", wil, first)), Thread(target=laptop("Femke", femke, second))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert errors == []

    lines: list[SaidLine] = []
    for name, item in (("Wil", first), ("Femke", second)):
        taken = femke.ask(item_still_open, item, overleg).lines
        expected = [f"{name} {what} {n}" for n in range(ROUNDS) for what in ("notitie", "besluit", "actie", "kijk")]
        assert [line.text for line in taken] == expected  # each in the order in which it was typed
        lines += taken
    assert sorted(line.decision_number for line in lines if line.decision_number) == [f"2026-{n:03d}" for n in range(1, 2 * ROUNDS + 1)]
    assert sorted(action.number for action in femke.ask(open_actions)) == list(range(1, 2 * ROUNDS + 1))
    assert [item.state for item in femke.ask(agenda, overleg).items].count(ItemState.BUSY) == 1

    # The same line, the same person, the same decision: whoever is second is told, and what he typed is not gone.
    shown = lines[0]
    wil.do(change_line, shown, text="Wil verbetert")
    try:
        femke.do(change_line, shown, text="Femke verbetert")
    except Conflict as conflict:
        assert conflict.fields["text"] == ("Femke verbetert", "Wil verbetert")
    else:
        raise AssertionError("nobody was told")
    there = next(line for line in femke.ask(attendance, overleg) if line.member_id == team.ids["karim"])
    wil.do(set_present, there, False, "met bericht")
    try:
        femke.do(set_present, there, False, "ziek")
    except Refused as refused:
        assert isinstance(refused, Conflict)
    decided = next(line for line in lines if line.decision_number == "2026-001")
    if wil.do(retype_line, decided, Wanted(LineKind.NOTE, decided.text)):
        taken = [line for item in (first, second) for line in femke.ask(item_still_open, item, overleg).lines]
        numbers = sorted(line.decision_number for line in taken if line.decision_number)
        assert numbers == [f"2026-{n:03d}" for n in range(1, 2 * ROUNDS)]  # no gap, also in what the other took down
    assert femke.ask(problems) == []
