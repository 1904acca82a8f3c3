"""The life of minutes: concept, reactions, adopted in the next overleg, and then fixed for ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlcipher3

from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.actions import agree_action, change_action, close_action, open_actions
from expertiseteam.cases.front_door import set_place
from expertiseteam.cases.opening import change_case
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import ActionState, Place
from expertiseteam.meetings.adoption import add_erratum, add_late, adopt_minutes, minutes_standing, react
from expertiseteam.meetings.agenda import agenda, change_item, prepare_agenda, skip_item
from expertiseteam.meetings.attending import attendance, set_present
from expertiseteam.meetings.book import minutes_book
from expertiseteam.meetings.closing import close_meeting, closing_checks
from expertiseteam.meetings.conduct import agree, change_line, decide, defer_item, item_file, note, retype_line, tell
from expertiseteam.meetings.cycle import meeting
from expertiseteam.meetings.fixed import from_text, to_text
from expertiseteam.meetings.lists import case_paper, frames_of_case
from expertiseteam.meetings.minutes import agenda_paper, minutes_paper
from expertiseteam.meetings.not_done import not_done
from expertiseteam.meetings.papers import MinutesPaper
from expertiseteam.meetings.recognise import LineKind
from expertiseteam.meetings.records import RemarkKind
from expertiseteam.meetings.waiting import hold_action, hold_case
from expertiseteam.meetings.what_comes import Wanted
from expertiseteam.privacy.reading_log import whole_log
from expertiseteam.storage.file import connect
from expertiseteam.team.members import change_member, members
from expertiseteam.team.settings import change_settings
from reports.minutes_book import minutes_book_pdf
from tests.dossier import Team
from tests.meetings.paperwork import CLOSED, OTHERS, WOONPUNT, Held, begin_following, hold
from tests.reports import samples
from tests.reports.reading import pages_of
from tests.storage.released import officer_of


@pytest.fixture
def held(team: Team) -> Held:
    return hold(team)


def said(paper: MinutesPaper, word: str) -> bool:
    return word in repr(paper)


def test_minutes_are_adopted_in_the_next_overleg_and_say_so(team: Team, held: Held) -> None:
    assert team.wil.ask(minutes_paper, held.meeting).head.version == "concept 1"
    with pytest.raises(Refused, match="nog niet begonnen"):
        team.femke.do(adopt_minutes, held.meeting)
    begin_following(team, held)
    assert team.femke.ask(agenda_paper, held.following).items[0].reasons == ("notulen van 10 november: nog vast te stellen",)
    fingerprint = team.femke.do(adopt_minutes, held.meeting)
    paper = team.femke.ask(minutes_paper, held.meeting)
    assert (paper.head.version, paper.adopted_on) == ("vastgesteld op 1 december 2026", date(2026, 12, 1))
    assert paper.fingerprint == fingerprint == team.wil.ask(minutes_standing, held.meeting).fingerprint
    assert team.femke.ask(agenda_paper, held.following).items[0].reasons == ("notulen van 10 november: vastgesteld",)
    told = team.femke.ask(minutes_paper, held.following).items[0]
    assert told.notes == ("De notulen van 10 november 2026 zijn vastgesteld.",)
    team.femke.do(close_meeting, team.femke.ask(meeting, held.following))
    book = team.femke.ask(minutes_book, 2026)
    assert (book.minutes, book.not_adopted) == ((paper,), (date(2026, 12, 1),))
    first, *rest = pages_of(minutes_book_pdf(book))
    assert "Dinsdag 10 november 2026 1 december 2026" in first and "niet in dit boek: 1 december 2026" in first
    assert "Bevat besloten casussen." in first and "Overleg van dinsdag 10 november 2026" in rest[0]
    assert first.split("1 december 2026 ")[1].split()[2] == "2"  # the page that it begins on
    mine = team.femke.ask_for(team.ids["sem"], minutes_book, 2026, team.ids["sem"])
    assert CLOSED not in repr(mine) and mine.minutes[0].head.recipient == "Sem de Graaf"
    with pytest.raises(Refused, match="In 2025 zijn geen notulen vastgesteld"):
        team.femke.ask(minutes_book, 2025)


def test_only_the_aandachtsfunctionaris_adopts_because_only_she_sees_every_point(team: Team, held: Held) -> None:
    begin_following(team, held)
    with pytest.raises(Refused, match="secretaris niet"):
        team.wil.do(adopt_minutes, held.meeting)


def test_an_overleg_that_goes_on_has_no_minutes_to_adopt(team: Team, held: Held) -> None:
    begin_following(team, held)
    with pytest.raises(Refused, match="nog niet afgerond"):
        team.femke.do(adopt_minutes, held.following)


def test_adopted_minutes_are_the_same_paper_whatever_happens_afterwards(team: Team, held: Held) -> None:
    begin_following(team, held)
    before = team.femke.ask(minutes_paper, held.meeting)
    team.femke.do(adopt_minutes, held.meeting)
    adopted = team.femke.ask(minutes_paper, held.meeting)
    as_concept = replace(before, head=replace(before.head, version=adopted.head.version))
    assert replace(adopted, adopted_on=None, fingerprint="") == as_concept
    team.clock.at(2027, 3, 1, 9, 0)
    for action in team.femke.ask(open_actions):
        team.femke.do(close_action, action, ActionState.DONE, "klaar")
    noor = next(m for m in team.femke.ask(members) if m.name == "Noor Elzinga")
    team.femke.do(change_member, noor, name="Noor Jansen", role=noor.role, discipline=noor.discipline, function="anders")
    team.femke.do(change_case, team.femke.ask(case_view, held.cases[OTHERS]), {"label": "heel anders"})
    assert team.femke.ask(minutes_paper, held.meeting) == adopted


def test_nothing_in_adopted_minutes_can_be_changed(team: Team, held: Held) -> None:
    begin_following(team, held)
    line = team.femke.ask(item_file, held.items[OTHERS], held.meeting).lines[0]
    who = team.femke.ask(attendance, held.meeting)[0]
    team.femke.do(adopt_minutes, held.meeting)
    for change in (
        lambda: team.femke.do(change_line, line, text="anders"),
        lambda: team.femke.do(set_present, who, False),
        lambda: team.noor.do(react, held.meeting, "te laat"),
        lambda: team.noor.do(add_late, held.meeting, "te laat"),
        lambda: team.femke.do(adopt_minutes, held.meeting),
    ):
        with pytest.raises(Refused, match="vastgesteld"):
            change()


def test_a_change_after_closing_makes_the_next_concept(team: Team, held: Held) -> None:
    line = team.femke.ask(item_file, held.items[OTHERS], held.meeting).lines[0]
    team.femke.do(change_line, line, text=f"{OTHERS} beter gezegd.")
    assert team.wil.ask(minutes_paper, held.meeting).head.version == "concept 2"
    team.noor.do(react, held.meeting, "Het was dinsdag.", held.items[OTHERS])
    assert team.wil.ask(minutes_paper, held.meeting).head.version == "concept 2"
    standing = team.wil.ask(minutes_standing, held.meeting)
    assert [(r.kind, r.by, r.text) for r in standing.remarks if r.kind is not RemarkKind.CHANGE] == [
        (RemarkKind.REACTION, "Noor Elzinga", "Het was dinsdag.")
    ]


def test_a_late_contribution_stands_in_the_minutes_with_its_date(team: Team, held: Held) -> None:
    team.clock.at(2026, 11, 12, 9, 0)
    team.sem.do(add_late, held.meeting, "De sleutel is terug.", held.items[OTHERS])
    team.sem.do(add_late, held.meeting, "Graag een grotere kamer.")
    paper = team.wil.ask(minutes_paper, held.meeting)
    [item] = [i for i in paper.items if i.late]
    assert OTHERS in item.title
    assert [(late.on, late.by, late.text) for late in item.late] == [(date(2026, 11, 12), "Sem de Graaf", "De sleutel is terug.")]
    assert [late.text for late in paper.late] == ["Graag een grotere kamer."]
    begin_following(team, held)
    team.femke.do(adopt_minutes, held.meeting)
    assert [i.late for i in team.wil.ask(minutes_paper, held.meeting).items if i.late] == [item.late]


def test_errata_are_numbered_dated_additions_and_leave_the_rest_alone(team: Team, held: Held) -> None:
    with pytest.raises(Refused, match="nog concept"):
        team.wil.do(add_erratum, held.meeting, "Niet nu.")
    begin_following(team, held)
    team.femke.do(adopt_minutes, held.meeting)
    adopted = team.wil.ask(minutes_paper, held.meeting)
    team.clock.at(2026, 12, 3, 9, 0)
    assert team.wil.do(add_erratum, held.meeting, "Het was 12 november.", held.items[OTHERS]) == 1
    assert team.femke.do(add_erratum, held.meeting, "Kamer 3.") == 2
    [of_case] = team.femke.ask(case_paper, held.cases[OTHERS], team.femke.ask(frames_of_case, held.cases[OTHERS]), "").meetings[:1]
    assert [(e.number, e.text) for e in of_case.errata] == [(1, "Het was 12 november.")]
    with pytest.raises(Refused, match="nog niets"):
        team.wil.do(add_erratum, held.meeting, "  ")
    paper = team.wil.ask(minutes_paper, held.meeting)
    assert [(e.number, e.on, e.text) for e in paper.errata] == [
        (1, date(2026, 12, 3), "Het was 12 november."),
        (2, date(2026, 12, 3), "Kamer 3."),
    ]
    assert paper.head.version == "vastgesteld op 1 december 2026, met 2 errata"
    assert replace(paper, errata=(), head=adopted.head) == adopted


def test_minutes_say_who_stands_at_the_door_also_when_nobody_moved(team: Team, held: Held) -> None:
    team.femke.do(set_place, held.cases[OTHERS], team.organisations["Schuldhulp"], Place.FRONT)  # after the overleg
    stands = {item.title: (item.door, item.at_door) for item in team.femke.ask(minutes_paper, held.meeting).items if item.code}
    assert stands[f"Kerkpad · {OTHERS}"] == (None, "aan de deur: Bemoeizorg")


def test_a_citizen_service_number_reaches_the_minutes_by_no_way(team: Team, held: Held) -> None:
    begin_following(team, held)
    point, number = next(i.id for i in team.femke.ask(agenda, held.following).items if i.case_id), "Zijn nummer is 123456782."
    said = team.femke.do(note, point, "Hij belt terug.")
    line = next(one for one in team.femke.ask(item_file, point, held.following).lines if one.id == said)
    shown = next(i for i in team.femke.ask(agenda, held.following).items if i.id == point)
    there, [first, *_] = team.femke.ask(attendance, held.following)[0], team.karim.ask(open_actions)
    later, woonpunt = date(2027, 1, 5), team.organisations["Woonpunt"]
    for put_in in (
        lambda: team.femke.do(change_item, shown, question=number),
        lambda: team.femke.do(skip_item, shown, number),
        lambda: team.femke.do(hold_case, shown, later, number),
        lambda: team.femke.do(hold_action, first, later, number),
        lambda: team.femke.do(defer_item, point, number),
        lambda: team.karim.do(not_done, first, number),
        lambda: team.karim.do(not_done, first, number, later),
        lambda: team.karim.do(change_action, first, owner_id=first.owner_id, due=first.due, what=number),
        lambda: team.karim.do(agree_action, shown.case_id, what=number, owner_id=None, due=None),
        lambda: team.karim.do(set_place, shown.case_id, woonpunt, Place.FRONT, condition=number),
        lambda: team.femke.do(set_present, there, True, f"belt nog na, {number}"),
        lambda: team.femke.do(
            retype_line, line, Wanted(LineKind.DOOR, "aan de deur", organisation_id=woonpunt, place=Place.RESERVE, condition=number)
        ),
        lambda: team.femke.do(note, point, number),
        lambda: team.femke.do(decide, point, number),
        lambda: team.femke.do(agree, point, number, owner_id=None, due=None),
        lambda: team.femke.do(tell, point, LineKind.VIEW, number),
        lambda: team.femke.do(change_line, line, text=number),
        lambda: team.femke.do(retype_line, line, Wanted(LineKind.DECISION, number)),
        lambda: team.sem.do(add_late, held.meeting, number),
        lambda: team.sem.do(react, held.meeting, number),
    ):
        with pytest.raises(Refused, match="burgerservicenummer"):
            put_in()
    team.femke.do(adopt_minutes, held.meeting)
    with pytest.raises(Refused, match="burgerservicenummer"):
        team.wil.do(add_erratum, held.meeting, number)
    assert "123456782" not in repr(
        [team.femke.ask(paper, one) for one in (held.meeting, held.following) for paper in (minutes_paper, agenda_paper)]
    )


def test_who_may_not_know_of_a_case_reads_adopted_minutes_without_it(team: Team, held: Held) -> None:
    begin_following(team, held)
    team.femke.do(adopt_minutes, held.meeting)
    whole, wil = team.femke.ask(minutes_paper, held.meeting), team.wil.ask(minutes_paper, held.meeting)
    assert said(whole, CLOSED) and said(whole, WOONPUNT)
    assert not said(wil, CLOSED) and said(wil, WOONPUNT) and said(wil, OTHERS)
    standing = team.wil.ask(minutes_standing, held.meeting)
    assert standing.is_whole and standing.fingerprint == whole.fingerprint


def test_an_edit_below_the_program_is_seen(team: Team, held: Held, tmp_path: Path) -> None:
    if team.database:
        pytest.skip("edits a file")
    begin_following(team, held)
    team.femke.do(adopt_minutes, held.meeting)
    assert team.femke.ask(minutes_standing, held.meeting).is_whole
    with opened(team) as raw:
        raw.execute("UPDATE minutes_part SET content = replace(content, 'besluit', 'beslist') WHERE kind = 'item'")
    assert not team.femke.ask(minutes_standing, held.meeting).is_whole


def opened(team: Team) -> sqlcipher3.Connection:
    return connect(team.path, officer_of(team.path).dossier_key)


def test_a_part_that_was_forgotten_is_counted_and_leaves_the_others_sure(team: Team, held: Held) -> None:
    if team.database:
        pytest.skip("edits a file")
    begin_following(team, held)
    team.femke.do(adopt_minutes, held.meeting)
    with opened(team) as raw:
        raw.execute("DELETE FROM minutes_part WHERE case_id = ?", (held.cases[OTHERS],))
    standing = team.femke.ask(minutes_standing, held.meeting)
    assert standing.is_whole and standing.forgotten == 1


def test_the_log_tells_who_adopted(team: Team, held: Held) -> None:
    begin_following(team, held)
    team.femke.do(adopt_minutes, held.meeting)
    assert any(line.what == "notulen vastgesteld" and line.who == "Femke Aarts" for line in team.femke.ask(whole_log))


def test_the_agenda_tells_of_the_minutes_of_before_from_its_first_point(team: Team, held: Held) -> None:
    team.femke.do(prepare_agenda, held.following)
    assert team.femke.ask(agenda, held.following).items[0].since_last == "notulen van 10 november: nog vast te stellen"


def test_the_checklist_names_the_minutes_of_before_until_they_are_adopted(team: Team, held: Held) -> None:
    """Of the overleg before only, and not in the very first one."""
    assert team.femke.ask(closing_checks, held.meeting).concept is None
    begin_following(team, held)
    assert team.wil.ask(closing_checks, held.following).concept == (held.meeting, date(2026, 11, 10))
    team.femke.do(adopt_minutes, held.meeting)
    assert team.wil.ask(closing_checks, held.following).concept is None


@pytest.mark.parametrize(
    "paper", [samples.story_minutes(), samples.empty_minutes(), samples.filled_with(samples.story_minutes(), '"\\☃\n')]
)
def test_what_is_fixed_comes_back_as_it_was(paper: MinutesPaper) -> None:
    assert from_text(MinutesPaper, to_text(paper)) == paper


def test_the_teams_own_text_stands_on_paper_filled_in_and_stays_as_it_was_adopted(team: Team, held: Held) -> None:
    team.femke.do(
        change_settings, {"minutes_text": ("Notulen van {team} op {datum}.",), "agenda_text": ("Zie u op {datum}, {voorzitter}.",)}
    )
    assert team.wil.ask(minutes_paper, held.meeting).own_text == ("Notulen van Expertiseteam Weidevoort op dinsdag 10 november 2026.",)
    begin_following(team, held)
    assert team.wil.ask(agenda_paper, held.following).own_text == ("Zie u op dinsdag 1 december 2026, Femke Aarts.",)
    team.femke.do(adopt_minutes, held.meeting)
    team.femke.do(change_settings, {"minutes_text": ("Heel anders.",)})
    assert team.wil.ask(minutes_paper, held.meeting).own_text == ("Notulen van Expertiseteam Weidevoort op dinsdag 10 november 2026.",)
