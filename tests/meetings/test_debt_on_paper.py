"""A signal of unpaid bills on the papers of an overleg: no amount, no creditor, no debt, whoever reads them (domain.md, R-11, R-12)."""

from __future__ import annotations

import re
from datetime import date

import pytest

from expertiseteam.access.circles import as_viewer
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.front_door import set_place
from expertiseteam.cases.opening import add_person, open_case
from expertiseteam.cases.promises import answer_and_promise
from expertiseteam.cases.records import Place
from expertiseteam.concerns.arrears import arrears_of
from expertiseteam.concerns.feedback import feedback_not_possible, feedback_now, give_feedback, open_feedback
from expertiseteam.concerns.intake import concern_view
from expertiseteam.concerns.records import FeedbackState, PartnerStatus
from expertiseteam.exchange.calendar_file import invitation
from expertiseteam.insight.case_sheets import handover_sheet, resident_sheet
from expertiseteam.meetings.agenda import agenda, prepare_agenda
from expertiseteam.meetings.case_letters import partner_letter, resident_letter
from expertiseteam.meetings.closing import close_meeting
from expertiseteam.meetings.conduct import agree, decide, note, open_item, start_meeting
from expertiseteam.meetings.cycle import meeting, plan_series
from expertiseteam.meetings.extracts import extract_frame, extract_paper
from expertiseteam.meetings.lists import bare_actions, bare_decisions, case_paper, frames_of_case
from expertiseteam.meetings.minutes import action_list_paper, agenda_paper, minutes_paper
from expertiseteam.meetings.prints import chair_script, code_agenda, secretary_sheet
from expertiseteam.meetings.projection import projection
from expertiseteam.team.members import set_covenant
from reports.action_list import action_list_pdf
from reports.agenda import agenda_pdf
from reports.agenda_prints import code_agenda_pdf, script_pdf, sheet_pdf
from reports.bare_list import bare_list_pdf
from reports.case_minutes import case_minutes_pdf
from reports.case_sheets import handover_pdf, resident_pdf
from reports.letter import letter_pdf
from reports.minutes import minutes_pdf
from tests.dossier import Team
from tests.exchange.test_arrears import NEW, taken_over
from tests.meetings.test_extracts import everything_in
from tests.reports.reading import words_of

DAY = date(2026, 11, 10)
_UID = re.compile(r"^UID:.*(?:\r?\n[ \t].*)*", re.MULTILINE)  # of a calendar: random signs, in which any digits may stand
LETTER = ("Beste {ontvanger},", "{toezeggingen}")
TOLD = ("Energie Zuid", "Greet Hilkens", "06-12345678", "chterstand", "schulden")
AMOUNTS = ("812", "3 maanden")  # sought in what a reader sees: as bare digits they may be a place on the page


def papers_before(team: Team, held: str, case: str) -> dict[str, bytes]:
    femke = team.femke
    return {
        "agenda": agenda_pdf(femke.ask(agenda_paper, held)),
        "draaiboek": script_pdf(femke.ask(chair_script, held)),
        "blad van de secretaris": sheet_pdf(femke.ask(secretary_sheet, held)),
        "agenda met nummers": code_agenda_pdf(femke.ask(code_agenda, held)),
        "overdracht": handover_pdf(femke.ask(handover_sheet, case, DAY)),
        "bewoner": resident_pdf(femke.ask(resident_sheet, case, DAY)),
        "uitnodiging": invitation(femke.ask(meeting, held), "Expertiseteam", team.clock()),
        "zaal": repr(femke.ask(projection, held)).encode(),
    }


def papers_after(team: Team, held: str, case: str) -> dict[str, bytes]:
    femke, frames = team.femke, team.femke.ask(frames_of_case, case)
    return {
        "notulen": minutes_pdf(femke.ask(minutes_paper, held)),
        "actielijst": action_list_pdf(femke.ask(action_list_paper, held)),
        "besluiten": bare_list_pdf(femke.ask(bare_decisions, held, DAY, DAY)),
        "acties zonder namen": bare_list_pdf(femke.ask(bare_actions, held)),
        "casus": case_minutes_pdf(femke.ask(case_paper, case, frames, "")),
        "brief aan de bewoner": letter_pdf(femke.ask(resident_letter, case, femke.do(add_person, case, name="Ria Bos"), LETTER, DAY)),
    }


@pytest.mark.parametrize("joined", [True, False], ids=["with a case", "still waiting"])
def test_no_paper_of_the_overleg_holds_an_amount_or_a_debt(team: Team, joined: bool) -> None:
    femke, concern = team.femke, taken_over(team)
    case = femke.do(
        open_case, (femke.ask(concern_view, concern),) if joined else (), label="Beukenlaan · mevrouw", lead_id=team.ids["noor"], **NEW
    )
    femke.do(set_covenant, team.organisations["Woonpunt"], date(2026, 1, 15))
    femke.do(set_place, case, team.organisations["Woonpunt"], Place.FRONT)
    held, _ = femke.do(plan_series, first=DAY, times=2, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    team.clock.at(2026, 11, 10, 13, 30)
    femke.do(prepare_agenda, held)
    femke.do(start_meeting, femke.ask(meeting, held))
    point = next(i.id for i in femke.ask(agenda, held).items if i.case_id == case)
    femke.do(open_item, point)
    before = papers_before(team, held, case)
    femke.do(note, point, "Noor gaat langs.")
    femke.do(decide, point, "Er wordt hulp aangeboden.")
    femke.do(agree, point, "Bellen voor een afspraak", owner_id=team.ids["noor"], due=date(2026, 11, 20))
    femke.do(close_meeting, femke.ask(meeting, held))
    told = femke.ask(arrears_of, concern)
    assert told is not None and told.cents == 81250, "what must not be found is in the dossier"
    after = papers_after(team, held, case)
    woonpunt = team.organisations["Woonpunt"]
    frame = femke.ask(extract_frame, held, woonpunt)
    if joined:  # what is only for help goes to no partner at all
        with pytest.raises(Refused, match="geen uittreksel gemaakt"):
            femke.ask_for(as_viewer(woonpunt), extract_paper, held, woonpunt, *frame)
        with pytest.raises(Refused, match="geen brief gemaakt"):
            femke.ask_for(as_viewer(woonpunt), partner_letter, case, woonpunt, "Woonpunt", ("{afspraken}",), DAY)
    else:
        after["uittreksel"] = minutes_pdf(femke.ask_for(as_viewer(woonpunt), extract_paper, held, woonpunt, *frame))
    named = [name for name in ("notulen", "actielijst", "uittreksel") if name in after]
    assert all("Beukenlaan" in everything_in(after[name]) for name in named), "the search finds"
    for name, paper in {**before, **after}.items():
        is_pdf = paper.startswith(b"%PDF")
        inside, shown = (everything_in(paper), words_of(paper)) if is_pdf else (paper.decode(), _UID.sub("", paper.decode()))
        assert not [word for word in TOLD if word in inside] + [word for word in AMOUNTS if word in shown], name


def test_the_partner_hears_where_the_offer_stands_and_nothing_else(team: Team) -> None:
    taken_over(team)
    receipt, content = sorted(team.femke.ask(open_feedback), key=lambda line: not line.is_receipt)
    assert receipt.is_status_only and content.is_status_only
    with pytest.raises(Refused, match="hoort alleen hoe het met het aanbod van hulp staat"):
        team.femke.do(give_feedback, content, said="Mevrouw heeft nog twee andere achterstanden.")
    with pytest.raises(Refused, match="belooft u niets"):
        team.femke.do(
            answer_and_promise, content, said=PartnerStatus.OFFERED, channel="brief", promise="u hoort meer", due=date(2026, 12, 1)
        )
    assert len(team.femke.ask(open_feedback)) == 2
    team.femke.do(give_feedback, content, said=PartnerStatus.DECLINED.value, channel="brief")
    assert team.femke.ask(feedback_now, content.id).state is FeedbackState.GIVEN
    team.femke.do(feedback_not_possible, receipt, "de lijst had geen afzender")
    assert team.femke.ask(open_feedback) == []
