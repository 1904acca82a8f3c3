"""The reporter stands nowhere: not in anything that the program writes, not in the database opened with the dossier key alone.

One dossier in which every road that a reporter could take was walked: the form, a series, a check round, a question of joint work, feedback
and a promise, a list, a case with its papers, an overleg with its prints and extracts, a team folder with entries and a snapshot, copies.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from expertiseteam.access.circles import as_viewer
from expertiseteam.access.drafts import keep_draft
from expertiseteam.access.who import Discipline, Role
from expertiseteam.cases.front_door import set_place
from expertiseteam.cases.opening import add_person, open_case
from expertiseteam.cases.promises import answer_and_promise
from expertiseteam.cases.records import Place
from expertiseteam.concerns.check_round import ask_partners
from expertiseteam.concerns.feedback import open_feedback
from expertiseteam.concerns.figures import signal_figures
from expertiseteam.concerns.intake import concern_view, concerns, record_concern, reporter_json
from expertiseteam.concerns.joint import call_us_in
from expertiseteam.concerns.records import Certainty, Channel, Source
from expertiseteam.concerns.reporter import reveal_reporter
from expertiseteam.concerns.series import record_in_series
from expertiseteam.exchange.calendar_file import invitation, whole_series
from expertiseteam.exchange.columns import suggest_columns
from expertiseteam.exchange.concerns import import_concerns, known_concerns
from expertiseteam.exchange.preview import preview
from expertiseteam.exchange.sheet import read_table
from expertiseteam.insight.case_sheets import handover_sheet, resident_sheet
from expertiseteam.insight.covered_work import covered_work
from expertiseteam.insight.find import find
from expertiseteam.insight.sheet_records import BudgetPaper
from expertiseteam.insight.thanks import thanks_paper
from expertiseteam.insight.timeline import timeline
from expertiseteam.insight.today import today
from expertiseteam.insight.visit_sheets import leave_behind_card, visit_sheet
from expertiseteam.insight.what_works import what_works
from expertiseteam.meetings.adoption import adopt_minutes
from expertiseteam.meetings.agenda import agenda, prepare_agenda
from expertiseteam.meetings.case_letters import partner_letter, resident_letter
from expertiseteam.meetings.closing import close_meeting
from expertiseteam.meetings.conduct import agree, decide, note, open_item, start_meeting
from expertiseteam.meetings.cycle import meeting, meetings, plan_series
from expertiseteam.meetings.extracts import extract_frame, extract_paper
from expertiseteam.meetings.guests import guest_frame, guest_points, invite_guest
from expertiseteam.meetings.lists import bare_actions, bare_decisions, case_paper, frames_of_case
from expertiseteam.meetings.minutes import action_list_paper, agenda_paper, minutes_paper
from expertiseteam.meetings.papers import GuestPaper
from expertiseteam.meetings.prints import chair_script, code_agenda, secretary_sheet
from expertiseteam.meetings.projection import projection
from expertiseteam.privacy.log_export import exported_log
from expertiseteam.privacy.reading_log import log_to_keep, whole_log
from expertiseteam.safety.keeping import keep_copy
from expertiseteam.storage.file import connect
from expertiseteam.team.covering import cover_work
from expertiseteam.team.members import add_member, set_covenant
from expertiseteam.team.signpost import signpost
from expertiseteam.vault.copies import Reason
from expertiseteam.visits.duos import send_duo
from reports.action_list import action_list_pdf
from reports.agenda import agenda_pdf
from reports.agenda_prints import code_agenda_pdf, script_pdf, sheet_pdf
from reports.bare_list import bare_list_pdf
from reports.case_minutes import case_minutes_pdf
from reports.case_sheets import handover_pdf, resident_pdf
from reports.guest import guest_pdf
from reports.letter import letter_pdf
from reports.minutes import minutes_pdf
from reports.signpost import signpost_pdf
from reports.thanks import thanks_pdf
from reports.visit_sheets import budget_pdf, card_pdf, visit_pdf
from reports.what_works import what_works_pdf
from tests.access.test_sealing import line
from tests.dossier import Team
from tests.exchange.test_arrears import NEW
from tests.meetings.test_extracts import everything_in
from tests.sharing.laptops import Office
from tests.storage.test_leaks import REPORTER, WORDS, plain_hits
from tests.storage.test_migrations import _key

SECRETS = WORDS[2:]  # of the reporter: name, phone, employer, and the names in what was agreed about it
DAY = date(2026, 11, 10)
LIST = "wat is er;waar;melder;telefoon melder;datum\nDe hond blaft al weken.;Kerkpad 4, Turfven;Greet Hilkens;06-55512345;1-11-2026\n"


def lived(team: Team) -> tuple[str, str, str]:
    """Walk every road; returns a signal, the case that came of it, and the overleg that was held."""
    told = {"certainty": Certainty.SEEN, "channel": Channel.PHONE, "source": Source.VOLUNTEER, "reporter": REPORTER}
    concern = team.lucja.do(record_concern, what="Post puilt uit.", place="Beukenlaan 7, Turfven", **told)
    other = team.lucja.do(record_concern, what="De gordijnen zijn dicht.", place="Kerkpad 2, Turfven", **told)
    team.lucja.do(record_in_series, what="Lamp kapot.", place="", channel=Channel.CABIN)
    team.lucja.do(keep_draft, "concern", "", {"what": "nog een"}, secret=reporter_json(REPORTER))
    team.femke.do(ask_partners, concern, [team.organisations["Woonpunt"]], "hulp aanbieden", "Er doet niemand open.")
    team.lucja.do(call_us_in, concern, "Er loopt een hond los.")
    sheet = read_table(LIST.encode())
    assert sheet.header is not None
    found = preview(sheet, suggest_columns(sheet.header.cells), team.wil.ask(known_concerns), team.clock())
    assert found.rows[0].concern is not None and found.rows[0].concern.reporter.name == "Greet Hilkens"
    team.wil.do(import_concerns, found, found.ticked_at_first())
    assert team.femke.do(reveal_reporter, concern, "terugbellen") == REPORTER
    shown = team.femke.ask(concern_view, concern)
    case = team.femke.do(open_case, (shown,), label="Beukenlaan · man", lead_id=team.ids["noor"], **NEW)
    owed = next(one for one in team.lucja.ask(open_feedback) if one.concern_id == other)
    team.lucja.do(answer_and_promise, owed, said="Het is opgepakt.", channel="telefoon", promise="nog eens bellen", due=date(2026, 11, 20))
    team.femke.do(cover_work, line(team, "lucja"), line(team, "noor"), date(2026, 11, 20))
    team.femke.do(set_covenant, team.organisations["Woonpunt"], date(2026, 1, 15))
    team.femke.do(set_place, case, team.organisations["Woonpunt"], Place.FRONT)
    held, following = team.femke.do(plan_series, first=DAY, times=2, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    for on, now in ((held, (2026, 11, 10, 13, 30)), (following, (2026, 12, 1, 13, 30))):
        team.clock.at(*now)
        team.femke.do(prepare_agenda, on)
        team.femke.do(start_meeting, team.femke.ask(meeting, on))
        if on == held:
            point = next(i.id for i in team.femke.ask(agenda, on).items if i.case_id == case)
            team.femke.do(open_item, point)
            team.femke.do(note, point, "Noor gaat langs.")
            team.femke.do(decide, point, "Er wordt hulp aangeboden.")
            team.femke.do(agree, point, "Bellen", owner_id=team.ids["noor"], due=date(2026, 11, 20))
            team.femke.do(close_meeting, team.femke.ask(meeting, on))
    team.femke.do(adopt_minutes, held)
    return other, case, held


def papers(team: Team, case: str, held: str) -> Iterator[tuple[str, bytes]]:
    """Every paper that the program prints, and every file for a calendar."""
    femke, woonpunt = team.femke, team.organisations["Woonpunt"]
    yield "agenda", agenda_pdf(femke.ask(agenda_paper, held))
    yield "draaiboek", script_pdf(femke.ask(chair_script, held))
    yield "blad van de secretaris", sheet_pdf(femke.ask(secretary_sheet, held))
    yield "agenda met nummers", code_agenda_pdf(femke.ask(code_agenda, held))
    yield "notulen", minutes_pdf(femke.ask(minutes_paper, held))
    yield "actielijst", action_list_pdf(femke.ask(action_list_paper, held))
    yield (
        "uittreksel",
        minutes_pdf(femke.ask_for(as_viewer(woonpunt), extract_paper, held, woonpunt, *femke.ask(extract_frame, held, woonpunt))),
    )
    yield "besluiten", bare_list_pdf(femke.ask(bare_decisions, held, DAY, DAY))
    yield "acties zonder namen", bare_list_pdf(femke.ask(bare_actions, held))
    yield "casus", case_minutes_pdf(femke.ask(case_paper, case, femke.ask(frames_of_case, case), ""))
    yield "overdracht", handover_pdf(femke.ask(handover_sheet, case, DAY))
    yield "bewoner", resident_pdf(femke.ask(resident_sheet, case, DAY))
    resident = femke.do(add_person, case, name="Gerrit Oosterwiel")
    told = ("{ontvanger}", "{toezeggingen}")
    yield "brief aan de bewoner", letter_pdf(femke.ask(resident_letter, case, resident, told, DAY))
    asked = ("{casus}", "{afspraken}")
    yield "brief aan de partner", letter_pdf(femke.ask_for(as_viewer(woonpunt), partner_letter, case, woonpunt, "Woonpunt", asked, DAY))
    yield "waar kan ik terecht", signpost_pdf(femke.ask(signpost, DAY))
    duo = {"care_id": team.ids["noor"], "enforcement_id": team.ids["sem"], "before": team.clock.today}
    visit = femke.do(send_duo, case, task="Rustig beginnen.", **duo)
    yield "bezoekblad", visit_pdf(team.sem.ask(visit_sheet, case, visit, DAY))
    yield "kaartje", card_pdf(team.noor.ask(leave_behind_card, DAY))
    yield "maand in geld", budget_pdf(BudgetPaper("Weidevoort", DAY, (("Uitkering", 128_050),), (("Huur", 64_000),)))
    yield "bedankt", thanks_pdf(femke.ask(thanks_paper, team.clock().replace(year=2025), DAY))
    yield "wat werkt", what_works_pdf(femke.ask(what_works, DAY))
    yield "punten van een gast", guest_pdf(guest_paper(team, held))
    yield "uitnodiging", invitation(femke.ask(meeting, held), "Expertiseteam", team.clock())
    yield "alle overleggen", whole_series(femke.ask(meetings), "Expertiseteam", team.clock())


def guest_paper(team: Team, held: str) -> GuestPaper:
    """The letter of a guest who is let in for the case of the signal, at an overleg that is still to come."""
    guest = team.femke.do(add_member, name="Dokter Bos", role=Role.GUEST, discipline=Discipline.CARE, function="huisarts")
    coming = next(one.id for one in team.femke.ask(meetings) if one.id != held)
    point = next(item.id for item in team.femke.ask(agenda, coming).items if item.case_id)
    team.femke.do(invite_guest, point, guest)
    paper = team.femke.ask_for(guest, guest_points, coming, guest, team.femke.ask(guest_frame, coming, guest))
    assert paper.items
    return paper


@pytest.fixture
def walked(team: Team) -> tuple[str, str, str]:
    return lived(team)


def test_no_paper_no_list_and_no_log_names_the_reporter(team: Team, walked: tuple[str, str, str]) -> None:
    other, case, held = walked
    femke, now = team.femke, team.clock()
    found = {name: everything_in(paper) if paper.startswith(b"%PDF") else paper.decode() for name, paper in papers(team, case, held)}
    assert len(found) == 23 and all(found.values())
    for who in (team.femke, team.noor, team.wil):
        found[f"lijsten van {who.me().name}"] = repr(
            [
                who.ask(concerns),
                who.ask(concern_view, other),
                who.ask(open_feedback),
                who.ask(timeline, case),
                who.ask(covered_work, team.ids["lucja"]),
                who.ask(today, who.me().id, team.clock.today),
                who.ask(signal_figures, team.clock().replace(year=2025), team.clock.today),
                [who.ask(find, word) for word in SECRETS],
            ]
        )
    found["zaal"] = repr(femke.ask(projection, held))
    found["logboek"] = exported_log(femke) + repr(femke.ask(log_to_keep, "")) + repr(femke.ask(whole_log))
    assert "Bellen" in found["lijsten van Noor Elzinga"] and now
    assert [(name, word) for name, text in found.items() for word in SECRETS if word in text] == []


def test_no_row_of_the_database_and_no_file_beside_it_names_the_reporter(team: Team, walked: tuple[str, str, str], tmp_path: Path) -> None:
    keep_copy(team.femke, Reason.HAND)
    with closing(connect(team.path, _key(team))) as c:
        tables = [row[0] for row in c.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
        rows = repr([c.execute(f'SELECT * FROM "{t}"').fetchall() for t in tables if not t.startswith("search_text")])
    assert "Post puilt uit." in rows and "nog eens bellen" in rows
    assert [word for word in SECRETS if word in rows] == []
    assert plain_hits(tmp_path, *SECRETS) == []


@pytest.mark.timeout(300)
def test_nothing_in_a_team_folder_names_the_reporter(team: Team, walked: tuple[str, str, str], tmp_path: Path) -> None:
    """Entries and the snapshot: as bytes, and what a colleague's own replica holds when it is opened with the dossier key."""
    office = Office(team, tmp_path)
    try:
        office.begun()
        noor = office.colleague("noor")
        noor.share()
        assert any(office.folder.rglob("*")) and plain_hits(office.folder, *SECRETS) == []
        with closing(connect(noor.path, noor.identity.dossier_key)) as c:
            tables = [row[0] for row in c.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
            rows = repr([c.execute(f'SELECT * FROM "{t}"').fetchall() for t in tables if not t.startswith("search_text")])
        assert "Post puilt uit." in rows and [word for word in SECRETS if word in rows] == []
        assert plain_hits(tmp_path, *SECRETS) == []
    finally:
        office.close()
