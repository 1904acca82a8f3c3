"""Chair and secretary, each on a laptop with the team folder between them, in one overleg: nothing is lost, and both read the same."""

from __future__ import annotations

from datetime import date, timedelta

from expertiseteam.cases.actions import open_actions
from expertiseteam.cases.opening import open_case
from expertiseteam.insight.soundness import problems
from expertiseteam.meetings.agenda import agenda, prepare_agenda
from expertiseteam.meetings.attending import attendance, came_or_went, set_present
from expertiseteam.meetings.closing import close_meeting
from expertiseteam.meetings.conduct import agree, decide, defer_item, item_still_open, note, open_item, start_meeting
from expertiseteam.meetings.cycle import meeting, plan_series
from expertiseteam.meetings.minutes import minutes_paper
from expertiseteam.meetings.records import ItemState
from tests.sharing.laptops import Laptop, Office
from tests.storage.folder.test_with_a_dossier import NEW


def test_two_laptops_take_one_overleg_down(office: Office) -> None:
    femke, wil = office.begun(), office.colleague("wil")
    ids, clock, of_femke, of_wil = office.team.ids, office.team.clock, femke.workspace, wil.workspace
    for place in ("Kerkpad 2, Turfven", "Beukenlaan 7, Turfven", "Eindpad 12, Ganzenhoek"):
        of_femke.do(open_case, (), lead_id=ids["noor"], place=place, **NEW)
    [overleg] = of_femke.do(plan_series, first=date(2026, 11, 17), times=1, chair_id=ids["femke"], secretary_id=ids["wil"])
    of_femke.do(prepare_agenda, overleg)
    clock.at(2026, 11, 17, 13, 30)
    of_femke.do(start_meeting, of_femke.ask(meeting, overleg))
    opening, first, second, third = pick(femke, overleg)
    of_femke.do(open_item, opening)
    share(femke, wil)

    def write(on: Laptop, item: str, words: str) -> None:
        clock.now += timedelta(minutes=1)
        on.workspace.do(note, item, f"{words} notitie")
        on.workspace.do(decide, item, f"{words} besluit")
        on.workspace.do(agree, item, f"{words} actie", owner_id=ids["noor"], due=date(2026, 12, 1))

    # Neither sees the other: both go on from the same point, to another one and to the same one, and say who came and went.
    clock.now += timedelta(minutes=5)
    of_wil.do(open_item, first)
    write(wil, first, "Wil 1")
    clock.now += timedelta(minutes=1)
    of_femke.do(open_item, second)
    write(femke, second, "Femke 1")
    write(wil, first, "Wil 2")
    write(femke, first, "Femke 2")
    for laptop in (wil, femke):
        clock.now += timedelta(minutes=1)
        laptop.workspace.do(open_item, third)
        write(laptop, third, f"{laptop.name} 3")
        lines = {line.name: line for line in laptop.workspace.ask(attendance, overleg)}
        laptop.workspace.do(came_or_went, lines["Karim Ziani"], False)
        own = "Hugo Brandt" if laptop is wil else "Iris Kuyper"
        laptop.workspace.do(set_present, lines[own], False, "met bericht")
    states = [laptop.share() for laptop in (femke, wil, femke)]
    assert [state.aside for state in states] == [0, 0, 0], "nothing is asked: both only went on"

    for laptop in (femke, wil):
        taken = {item: laptop.workspace.ask(item_still_open, item, overleg).lines for item in (first, second, third)}
        said = {item: [line.text for line in lines] for item, lines in taken.items()}
        kinds = ("notitie", "besluit", "actie")
        assert said[first] == [f"{words} {kind}" for words in ("Wil 1", "Wil 2", "Femke 2") for kind in kinds]  # as they were typed
        assert said[third] == [f"{words} {kind}" for words in ("wil 3", "femke 3") for kind in kinds]
        numbers = [line.decision_number for lines in taken.values() for line in lines if line.decision_number]
        assert sorted(numbers) == [f"2026-{n:03d}" for n in range(1, 7)]
        assert sorted(str(action.number) for action in laptop.workspace.ask(open_actions)) == [str(n) for n in range(1, 7)]
        shown = laptop.workspace.ask(agenda, overleg)
        assert shown.busy is not None and shown.busy.id == third
        there = {line.name: (line.is_present, line.told) for line in laptop.workspace.ask(attendance, overleg)}
        assert there["Karim Ziani"] == (False, "tot 13.42 uur")  # both said it: the first time counts
        assert not there["Hugo Brandt"][0] and not there["Iris Kuyper"][0]

    # Holding over is a choice, and is not lost to a colleague who went on at the same moment.
    of_wil.do(defer_item, third)
    of_femke.do(open_item, second)
    share(wil, femke, wil)
    of_femke.do(close_meeting, of_femke.ask(meeting, overleg))
    share(femke, wil)
    papers = [laptop.workspace.ask(minutes_paper, overleg) for laptop in (femke, wil)]
    assert papers[0] == papers[1] and len(papers[0].decisions) == 6
    assert [item.state for item in of_wil.ask(agenda, overleg).items if item.id == third] == [ItemState.DEFERRED]
    assert of_femke.ask(problems) == []


def pick(on: Laptop, overleg: str) -> list[str]:
    """The opening and the three cases."""
    items = on.workspace.ask(agenda, overleg).items
    return [items[0].id, *(item.id for item in items if item.case_id)]


def share(*laptops: Laptop) -> None:
    for laptop in laptops:
        laptop.share()
