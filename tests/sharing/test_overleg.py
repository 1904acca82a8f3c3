"""Chair and secretary, each on a laptop with the team folder between them, in one overleg: nothing is lost, and both read the same."""

from __future__ import annotations

from datetime import date, timedelta

from expertiseteam.cases.actions import open_actions
from expertiseteam.cases.opening import open_case
from expertiseteam.insight.soundness import problems
from expertiseteam.meetings.agenda import agenda, change_item, prepare_agenda, skip_item
from expertiseteam.meetings.attending import attendance, came_or_went, set_present
from expertiseteam.meetings.closing import close_meeting
from expertiseteam.meetings.conduct import agree, decide, defer_item, item_still_open, note, open_item, start_meeting
from expertiseteam.meetings.cycle import meeting, plan_series
from expertiseteam.meetings.minutes import minutes_paper
from expertiseteam.meetings.newcomers import add_newcomers
from expertiseteam.meetings.own_point_records import PointKind
from expertiseteam.meetings.own_points import propose_point
from expertiseteam.meetings.placing import place_points
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


def test_an_agenda_that_two_laptops_make_apart_is_one_agenda(office: Office) -> None:
    femke, wil = office.begun(), office.colleague("wil")
    ids, clock, of_femke, of_wil = office.team.ids, office.team.clock, femke.workspace, wil.workspace
    for place in ("Kerkpad 2, Turfven", "Beukenlaan 7, Turfven"):
        of_femke.do(open_case, (), lead_id=ids["noor"], place=place, **NEW)
    of_femke.do(propose_point, PointKind.THEME, "Parkeren bij de school")
    [overleg] = of_femke.do(plan_series, first=date(2026, 11, 17), times=1, chair_id=ids["femke"], secretary_id=ids["wil"])
    share(femke, wil)
    for laptop in (of_femke, of_wil):
        laptop.do(prepare_agenda, overleg)
    # What each does with its own is done with the one that stays.
    shown = of_femke.ask(agenda, overleg)
    of_femke.do(change_item, shown.items[2], minutes=17)
    own = of_wil.ask(agenda, overleg)
    of_wil.do(change_item, own.items[2], question="Wie gaat erheen?")
    of_wil.do(skip_item, own.items[3], "rustig")
    karim = next(line for line in of_wil.ask(attendance, overleg) if line.member_id == ids["karim"])
    of_wil.do(set_present, karim, False, "met bericht")
    clock.at(2026, 11, 17, 13, 30)
    of_wil.do(start_meeting, of_wil.ask(meeting, overleg))
    of_wil.do(open_item, own.items[2].id)
    of_wil.do(decide, own.items[2].id, "Samen langs")
    assert [laptop.share().aside for laptop in (femke, wil, femke)] == [0, 0, 0]
    for laptop in (of_femke, of_wil):
        now = laptop.ask(agenda, overleg)
        assert [item.kind for item in now.items] == [item.kind for item in shown.items if item.id != shown.items[3].id]
        assert [item.code for item in now.skipped] == [shown.items[3].code]
        assert (now.items[2].minutes, now.items[2].question) == (17, "Wie gaat erheen?")
        there = laptop.ask(attendance, overleg)
        assert len(there) == len({line.member_id for line in there})
        assert [line.remark for line in there if not line.is_present] == ["met bericht"]
        assert [decision.text for decision in laptop.ask(minutes_paper, overleg).decisions] == ["Samen langs"]
    # Both bring on what came since, at the same moment.
    of_femke.do(open_case, (), lead_id=ids["noor"], place="Eindpad 12, Ganzenhoek", **NEW)
    of_wil.do(propose_point, PointKind.THEME, "Verlichting in het park")
    share(femke, wil, femke)
    for act in (place_points, add_newcomers):
        assert of_femke.do(act, overleg) == of_wil.do(act, overleg) == 1
        assert [laptop.share().aside for laptop in (femke, wil, femke)] == [0, 0, 0]
    assert [item.title for item in of_wil.ask(agenda, overleg).items].count("Verlichting in het park") == 1
    assert len([item for item in of_wil.ask(agenda, overleg).items if item.case_id]) == 2
    assert of_femke.ask(problems) == [] and of_wil.look_at_log(deep=True) == []
    assert femke.sharer._team is not None and wil.sharer._team is not None
    assert femke.sharer._team[1].replica.digest() == wil.sharer._team[1].replica.digest()


def test_what_a_colleague_wrote_on_a_point_that_was_left_out_is_in_the_minutes(office: Office) -> None:
    femke, wil = office.begun(), office.colleague("wil")
    ids, of_femke, of_wil = office.team.ids, femke.workspace, wil.workspace
    of_femke.do(open_case, (), lead_id=ids["noor"], place="Kerkpad 2, Turfven", **NEW)
    [overleg] = of_femke.do(plan_series, first=date(2026, 11, 17), times=1, chair_id=ids["femke"], secretary_id=ids["wil"])
    of_femke.do(prepare_agenda, overleg)
    office.team.clock.at(2026, 11, 17, 13, 30)
    of_femke.do(start_meeting, of_femke.ask(meeting, overleg))
    share(femke, wil)
    _, item = pick(femke, overleg)
    of_femke.do(skip_item, next(one for one in of_femke.ask(agenda, overleg).items if one.id == item), "geen tijd")
    of_wil.do(open_item, item)
    of_wil.do(decide, item, "Uitstel vragen")
    share(femke, wil, femke)
    for laptop in (of_femke, of_wil):
        paper = laptop.ask(minutes_paper, overleg)
        assert [decision.text for decision in paper.decisions] == ["Uitstel vragen"] and paper.skipped == ()


def pick(on: Laptop, overleg: str) -> list[str]:
    """The opening and the three cases."""
    items = on.workspace.ask(agenda, overleg).items
    return [items[0].id, *(item.id for item in items if item.case_id)]


def share(*laptops: Laptop) -> None:
    for laptop in laptops:
        laptop.share()
