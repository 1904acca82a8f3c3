"""Every rule of the dossier, broken by hand on the bare file, is found and named; a sound dossier is left in peace."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.ending import close_case
from expertiseteam.cases.front_door import set_place
from expertiseteam.cases.opening import add_note, add_person, link_concern, open_case
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import CaseResult, DoorAnswers, Place
from expertiseteam.concerns.intake import concern_view, record_concern
from expertiseteam.concerns.records import Certainty, Channel, NoiseReason, ReporterText, Source
from expertiseteam.concerns.triage import set_double, set_noise
from expertiseteam.insight.integrity import file_problems
from expertiseteam.insight.invariants import CHECKS
from expertiseteam.insight.soundness import MEANING, MOST_NAMED, Problem, problems
from expertiseteam.meetings.agenda import agenda, prepare_agenda
from expertiseteam.meetings.closing import close_meeting
from expertiseteam.meetings.conduct import agree, decide, move_at_door, note, open_item, start_meeting
from expertiseteam.meetings.cycle import meeting, plan_series
from expertiseteam.opening import open_dossier
from expertiseteam.privacy.reading_log import whole_log
from expertiseteam.storage.file import connect
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.keys import unlock
from expertiseteam.visits.duos import send_duo, visit_view
from expertiseteam.visits.recording import record_visit
from expertiseteam.visits.records import Agreement, Outcome
from tests.cases.endings import ended
from tests.dossier import PASSPHRASE, Team, make_team
from tests.faults.sampling import sample

NAMES = ("Femke", "Wil", "Noor", "Karim", "Jansen", "Beukenlaan", "Hilkens")


def live_a_little(team: Team) -> None:
    """Signals, two cases, a door, a visit, one overleg held and one running, one case closed."""
    phone = {"certainty": Certainty.GUT, "channel": Channel.PHONE, "source": Source.VOLUNTEER}
    told = phone | {"reporter": ReporterText("Greet Hilkens")}
    ids = [team.lucja.do(record_concern, what=f"Signaal {n} hier", place=f"Beukenlaan {n}, Turfven", **told) for n in range(1, 6)]
    views = [team.femke.ask(concern_view, i) for i in ids]
    what = {
        "lead_id": team.ids["noor"],
        "legal_basis": "Wmo 2015",
        "purpose": "hulp aanbieden",
        "goal": "Weten of hulp nodig is.",
        "bringing_partner": "gemeente",
    }
    case = team.femke.do(open_case, views[:1], label="Beukenlaan · man", **what)
    other = team.femke.do(open_case, views[1:2], label="Beukenlaan · gezin", **what)
    team.femke.do(link_concern, views[2], case)
    team.femke.do(set_noise, views[3], NoiseReason.VAGUE)
    team.femke.do(set_double, views[4], ids[0])
    team.noor.do(add_person, case, name="Piet Jansen")
    team.noor.do(add_note, case, "Gebeld.")
    for place, name in ((Place.FRONT, "Bemoeizorg"), (Place.FRONT, "Woonpunt"), (Place.RESERVE, "Woonpunt"), (Place.RESERVE, "Schuldhulp")):
        team.noor.do(set_place, case, team.organisations[name], place)
    send = {"care_id": team.ids["noor"], "enforcement_id": team.ids["sem"], "task": "Samen langs."}
    visit = team.femke.do(send_duo, case, **send, before=date(2026, 11, 6))
    team.femke.do(send_duo, other, **send, before=date(2026, 11, 9))
    agreement = Agreement("Noor komt terug", team.ids["noor"], date(2026, 11, 10), is_promise=True)
    seen = {"care_view": "Praat graag.", "agreements": (agreement,)}
    team.noor.do(
        record_visit, team.noor.ask(visit_view, visit), on=date(2026, 11, 2), is_announced=False, outcome=Outcome.AT_THE_DOOR, **seen
    )
    first, second, _ = team.wil.do(plan_series, first=date(2026, 11, 3), times=3, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    for meeting_id, day in ((first, 3), (second, 24)):
        team.clock.at(2026, 11, day, 13, 30)
        team.wil.do(prepare_agenda, meeting_id)
        team.wil.do(start_meeting, team.wil.ask(meeting, meeting_id))
        points = [item for item in team.wil.ask(agenda, meeting_id).items if item.case_id == case]
        team.wil.do(open_item, points[0].id)
        team.wil.do(note, points[0].id, "Meneer wil hulp.")
        team.wil.do(decide, points[0].id, "Woonpunt vraagt uitstel aan.")
        team.wil.do(agree, points[0].id, "Karim belt de advocaat", owner_id=team.ids["karim"], due=date(2026, 11, 27))
        if meeting_id == first:
            answers = DoorAnswers("ja", "nee", "Woonpunt", "de buren")
            team.wil.do(move_at_door, points[0].id, team.organisations["Woonpunt"], Place.FRONT, answers=answers)
            team.clock.at(2026, 11, day, 14, 55)
            team.wil.do(close_meeting, team.wil.ask(meeting, first))
    team.femke.do(close_case, team.femke.ask(case_view, other), ended(CaseResult.SOLVED_ITSELF, "Loopt weer."))


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Team:
    team = make_team(tmp_path_factory.mktemp("lived"))
    live_a_little(team)
    team.close()
    return team


@pytest.fixture
def worked_in(lived: Team, tmp_path: Path) -> Iterator[Team]:
    """A copy of one dossier in which people have worked."""
    for file in (lived.path, key_file_of(lived.path)):
        shutil.copy(file, tmp_path)
    copy = replace(lived, path=tmp_path / lived.path.name, _open={})
    copy.femke = open_dossier(copy.path, copy.ids["femke"], PASSPHRASE.format("femke"), policy=copy.policy, clock=copy.clock)
    yield copy
    copy.close()


def plant(team: Team, *statements: str) -> None:
    """Write in the file as no act would: bare, without the program."""
    with closing(connect(team.path, team.femke._store._key)) as bare:
        bare.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            assert bare.execute(statement).rowcount > 0 or statement.startswith("CREATE"), f"nothing to break: {statement}"


def found(team: Team) -> dict[str, Problem]:
    return {problem.code: problem for problem in team.femke.ask(problems)}


def test_a_dossier_in_which_people_worked_is_sound(worked_in: Team) -> None:
    assert worked_in.femke.ask(problems) == []


def test_a_new_dossier_is_sound(team: Team) -> None:
    assert team.femke.ask(problems) == []


A_CASE = "(SELECT id FROM \"case\" WHERE state = 'ACTIVE')"
A_MEETING = "(SELECT id FROM meeting WHERE state = 'RUNNING')"
OTHER_CIRCLE = "(SELECT id FROM circle WHERE closed = 0 AND id NOT IN (SELECT circle_id FROM \"case\" WHERE state = 'ACTIVE') LIMIT 1)"
BROKEN = {
    "UNKNOWN_VALUE": ("UPDATE concern SET urgency = 'GISTEREN' WHERE code = '26-001'",),
    "AGENDA_REASONS": (f"UPDATE agenda_item SET reasons = '[[\"MOOD\", \"slecht humeur\", 0]]' WHERE meeting_id = {A_MEETING}",),
    "CASE_INCOMPLETE": (f"UPDATE \"case\" SET goal = ' ' WHERE id = {A_CASE}",),
    "CASE_LEAD": (f"UPDATE \"case\" SET lead_id = 'nobody' WHERE id = {A_CASE}",),
    "NO_CIRCLE": ("UPDATE note SET circle_id = 'nowhere'",),
    "CONCERN_LINKED": ("UPDATE concern SET state = 'LINKED' WHERE state = 'NOISE'",),
    "REPORTER_APART": (f"UPDATE reporter SET circle_id = {OTHER_CIRCLE} WHERE concern_id IN (SELECT id FROM concern WHERE number = 3)",),
    "CASE_PART_APART": (f"UPDATE person SET circle_id = {OTHER_CIRCLE}",),
    "ACTION_NUMBER": ("UPDATE action SET number = 1 WHERE number = 2",),
    "DOUBLE_CODE": ("UPDATE concern SET code = '26-001' WHERE code = '26-004'",),
    "DECISION_NUMBER": ("UPDATE decision SET number = 3 WHERE number = 2",),
    "DECISION_LOOSE": ("UPDATE decision SET meeting_id = 'nowhere' WHERE number = 1",),
    "LINE_LOOSE": ("DELETE FROM action WHERE number = 2",),
    "ACTION_ORIGIN": ("UPDATE action SET agreed_at_id = 'nowhere' WHERE number = 1",),
    "INVOLVED_TWICE": ("UPDATE involvement SET organisation_id = (SELECT min(organisation_id) FROM involvement)",),
    "DOOR_COUNTS": ("UPDATE door_move SET front_after = 3 WHERE front_after = 2",),
    "VISIT_OUTCOME": ("UPDATE visit SET outcome = NULL WHERE state = 'DONE'",),
    "CLOSED_WITH_ACTIONS": ("UPDATE action SET case_id = (SELECT id FROM \"case\" WHERE state = 'CLOSED') WHERE number = 1",),
    "CLOSED_RESULT": ("UPDATE \"case\" SET result = NULL WHERE state = 'CLOSED'",),
    "SEARCH_INDEX": ("DELETE FROM search_entry WHERE kind = 'person'",),
    "LOG_STRANGER": ("UPDATE log_line SET member_id = 'intruder' WHERE kind = 'VIEW'",),
    "LOG_CHAIN": ("UPDATE log_line SET why = 'nieuwsgierig' WHERE number = 3",),
    "LOG_ROWS": ("UPDATE \"case\" SET purpose = 'iets anders' WHERE code = '26-001'",),
    "NO_OFFICER": ("UPDATE member SET card = '' WHERE role = 'OFFICER'",),
    "SEVERAL_RUNNING": ("UPDATE meeting SET state = 'RUNNING', started_at = '2026-11-03T12:30:00.000000+00:00'",),
    "MEETING_TIMES": ("UPDATE meeting SET ended_at = NULL WHERE state = 'HELD'",),
    "BUSY_ITEMS": (f"UPDATE agenda_item SET state = 'BUSY' WHERE meeting_id = {A_MEETING}",),
    "ITEM_POSITIONS": (f"UPDATE agenda_item SET position = 0 WHERE meeting_id = {A_MEETING}",),
    "ATTENDANCE_TWICE": (f"UPDATE attendance SET member_id = '{'0' * 32}' WHERE meeting_id = {A_MEETING}",),
    "DOUBLE_OF": ("UPDATE concern SET double_of_id = 'nowhere' WHERE state = 'DOUBLE'",),
    "PLANTED": ("CREATE TRIGGER weg AFTER INSERT ON note BEGIN DELETE FROM note; END",),
}  # fmt: skip


def test_every_rule_has_a_meaning_and_a_test() -> None:
    assert list(MEANING) == list(CHECKS) == list(BROKEN)
    assert all(text.count(". ") >= 1 and text.endswith(".") for text in MEANING.values())


@pytest.mark.parametrize("code", sample(list(BROKEN), 20, "rules"))
def test_a_broken_rule_is_found(worked_in: Team, code: str) -> None:
    plant(worked_in, *BROKEN[code])
    problem = found(worked_in)[code]
    assert problem.text == MEANING[code]
    assert problem.rows
    assert not any(name in row for row in problem.rows for name in NAMES), f"a name stands in {problem.rows}"


@pytest.mark.parametrize(
    ("statements", "rows"),
    [
        (BROKEN["CASE_INCOMPLETE"], ("casus 26-001",)),
        (BROKEN["DECISION_NUMBER"], ("besluit 2026-002 ontbreekt",)),
        (("UPDATE decision SET number = 1 WHERE number = 2",), ("besluit 2026-001 staat er 2 keer",)),
        (BROKEN["ACTION_NUMBER"], ("actie 1",)),
        (BROKEN["DOUBLE_CODE"], ("signaal 26-001",)),
        (BROKEN["NO_CIRCLE"], ("notitie: 1",)),
        (BROKEN["CASE_PART_APART"], ("casus 26-001: bewoner",)),
        (BROKEN["MEETING_TIMES"], ("overleg van 3 november 2026",)),
        (("UPDATE involvement SET place = 'STEPPED_ASIDE' WHERE place = 'FRONT'",), ("casus 26-001",)),
        (("DELETE FROM said WHERE kind = 'DECISION'",), ("besluit 2026-001", "besluit 2026-002")),
        (BROKEN["PLANTED"], ("trigger weg bij note",)),
        (("CREATE VIEW melders AS SELECT * FROM reporter",), ("weergave melders",)),
        (("CREATE VIRTUAL TABLE ernaast USING fts5(x)",), ("tabel ernaast",)),
        (("UPDATE said SET decision_id = NULL WHERE kind = 'DECISION'",), ("besluit 2026-001", "besluit 2026-002")),
    ],
)
def test_what_is_wrong_is_named_so_that_a_person_finds_it(worked_in: Team, statements: tuple[str, ...], rows: tuple[str, ...]) -> None:
    plant(worked_in, *statements)
    assert rows in [problem.rows for problem in found(worked_in).values()]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM search_entry WHERE kind = 'note'",
        "UPDATE search_entry SET said = 'iets van vroeger' WHERE kind = 'note'",
        f"UPDATE search_entry SET circle_id = {OTHER_CIRCLE} WHERE kind = 'note'",
        "DELETE FROM search_text WHERE rowid = (SELECT n FROM search_entry WHERE kind = 'note')",
        "DELETE FROM note",
    ],
)
def test_the_search_index_keeps_step_with_the_rows(worked_in: Team, statement: str) -> None:
    plant(worked_in, statement)
    assert "SEARCH_INDEX" in found(worked_in)


@pytest.mark.in_file
def test_many_rows_are_counted_instead_of_named(team: Team) -> None:
    for n in range(MOST_NAMED + 5):
        team.lucja.do(record_concern, what=f"Signaal {n}", place="", certainty=Certainty.GUT, channel=Channel.PHONE)
    plant(team, "UPDATE concern SET state = 'LINKED'")
    rows = found(team)["CONCERN_LINKED"].rows
    assert (len(rows), rows[-1]) == (MOST_NAMED + 1, "en nog 5")


def test_looking_a_dossier_over_is_for_the_aandachtsfunctionaris_and_stands_in_the_log(team: Team) -> None:
    with pytest.raises(Refused, match="secretaris"):
        team.wil.ask(problems)
    team.femke.ask(problems)
    assert "dossier nagekeken" in [entry.what for entry in team.femke.ask(whole_log)]


@pytest.mark.in_file
def test_damage_to_the_file_is_told_with_what_to_do(team: Team) -> None:
    identity = unlock(key_file_of(team.path), team.ids["femke"], PASSPHRASE.format("femke"), team.policy)
    assert file_problems(team.path, identity) == []
    team.close()
    raw = bytearray(team.path.read_bytes())
    raw[-2000] ^= 1
    team.path.write_bytes(raw)
    problem = file_problems(team.path, identity)[0]
    assert problem.code == "FILE" and problem.rows
    assert "reservekopie" in problem.text


def test_an_overleg_with_notes_only_is_sound(team: Team) -> None:
    """Before the first decision, action and move there is nothing that a line could have lost."""
    planned = team.femke.do(plan_series, first=date(2026, 11, 17), times=1, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    team.femke.do(prepare_agenda, planned[0])
    team.wil.do(start_meeting, team.wil.ask(meeting, planned[0]))
    item = team.wil.ask(agenda, planned[0]).items[0].id
    team.wil.do(open_item, item)
    team.wil.do(note, item, "Iedereen is er.")
    assert team.femke.ask(problems) == []
