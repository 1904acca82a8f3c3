"""One page to hand a case over, one for the resident, one for who is worried: what is on them, and what never is."""

from __future__ import annotations

from datetime import date, time

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.actions import agree_action
from expertiseteam.cases.front_door import set_place
from expertiseteam.cases.opening import add_note, add_person, open_case, report_eviction
from expertiseteam.cases.plan import add_goal, move_plan, plan_of
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import EvictionState, Place
from expertiseteam.cases.reporting_code import begin_code, change_step, code_steps
from expertiseteam.cases.safety_records import CodeKind
from expertiseteam.cases.scale_records import AvePhase
from expertiseteam.cases.scaling import set_phase
from expertiseteam.cases.track_records import PlanState
from expertiseteam.concerns.intake import concerns, record_concern
from expertiseteam.concerns.records import Certainty, Channel, ReporterText, Source
from expertiseteam.insight.case_sheets import handover_sheet, resident_sheet
from expertiseteam.meetings.serious import report_serious_event
from expertiseteam.privacy.reading_log import log_of_case
from expertiseteam.team.settings import change_settings
from expertiseteam.team.signpost import last_handed_out, note_handed_out, signpost
from expertiseteam.visits.duos import case_visits, send_duo, visit_view
from expertiseteam.visits.records import IncidentKind
from expertiseteam.visits.safety import record_incident
from reports.case_sheets import handover_pdf, resident_pdf
from reports.signpost import signpost_pdf
from tests.dossier import Team
from tests.reports.reading import pages_of, words_of

MONDAY = date(2026, 11, 2)


@pytest.fixture
def case(team: Team) -> str:
    team.lucja.do(
        record_concern,
        what="Gordijnen dicht",
        place="Beukenlaan 7, Turfven",
        certainty=Certainty.SEEN,
        channel=Channel.PHONE,
        source=Source.VOLUNTEER,
        reporter=ReporterText("Greet Manders"),
    )
    case = team.femke.do(
        open_case,
        team.femke.ask(concerns),
        label="Beukenlaan · alleenstaande man",
        lead_id=team.ids["noor"],
        legal_basis="Wet publieke gezondheid, bemoeizorg",
        purpose="hulp aanbieden",
        goal="Weten of meneer hulp wil.",
        bringing_partner="gemeente",
    )
    team.noor.do(add_person, case, name="Gerrit Oosterwiel")
    team.noor.do(add_note, case, "Meneer drinkt soms.")
    team.noor.do(set_place, case, team.organisations["Bemoeizorg"], Place.FRONT, member_id=team.ids["noor"])
    team.noor.do(set_place, case, team.organisations["Schuldhulp"], Place.RESERVE, condition="inroepen als er een datum komt")
    team.noor.do(add_goal, case, what="Elke dag warm eten", helper="De buurvrouw", due=date(2026, 12, 1))
    for number in range(7):
        team.noor.do(agree_action, case, what=f"Bellen {number}", owner_id=team.ids["karim"], due=date(2026, 11, 20 + number))
    send = {"care_id": team.ids["noor"], "enforcement_id": team.ids["sem"], "before": date(2026, 11, 6)}
    team.femke.do(send_duo, case, task="Rustig beginnen.", **send)
    team.karim.do(report_eviction, team.karim.ask(case_view, case), EvictionState.DATED, date(2026, 11, 27), "Woonpunt")
    return case


def test_the_handover_sheet_is_one_page_and_names_no_resident_and_no_reporter(team: Team, case: str) -> None:
    team.noor.do(begin_code, case, CodeKind.ELDER)
    first, second, *_ = team.noor.ask(code_steps, case)
    team.noor.do(change_step, first, owner_id=team.ids["noor"], on=MONDAY)
    team.noor.do(change_step, second, owner_id=team.ids["karim"])
    team.noor.do(set_phase, case, None, AvePhase.THREE, "meer problemen")
    team.noor.do(report_serious_event, case, on=MONDAY, what="Brand in de keuken.")
    team.noor.do(record_incident, team.noor.ask(visit_view, team.noor.ask(case_visits, case)[0].id), IncidentKind.DOG, "De hond beet.")
    pdf = handover_pdf(team.iris.ask(handover_sheet, case, MONDAY))
    words = words_of(pdf)
    for told in (
        "Overdracht 26-001 Beukenlaan · alleenstaande man",
        "Regie: Noor Elzinga",
        "Spoor zorg.",
        "Uithuiszetting dreigt: datum gezegd op 27 november 2026.",
        "De meldcode loopt. Nog te doen: stap 2 overleg met een collega (Karim Ziani), 3 gesprek",
        "AVE-fase 3: problemen op meer gebieden.",
        "Laatste ernstig voorval, 2 november 2026: Brand in de keuken.",
        "Laatste incident bij een huisbezoek, 2 november 2026:",
        "op de achterhand Schuldhulp · inroepen als er een datum komt",
        "Bellen 0 (Karim Ziani)",
        "En nog 2 in het programma.",
        "Exemplaar van het team. Voor wie overneemt. Daarna vernietigen.",
        "pagina 1 van 1",
    ):
        assert told in words
    for never in ("Oosterwiel", "Greet", "Manders", "drinkt"):
        assert never not in words
    assert "overdrachtsblad gemaakt" in [line.what for line in team.femke.ask(log_of_case, case)]
    assert handover_pdf(team.iris.ask(handover_sheet, case, MONDAY)) == pdf
    noor = team.ids["noor"]
    [mine] = pages_of(handover_pdf(team.femke.ask_for(noor, handover_sheet, case, MONDAY, time(14, 5), noor)))
    assert "stand van 14.05 uur" in mine and "VERTROUWELIJK" in mine and "Exemplaar voor Noor Elzinga. Voor wie overneemt." in mine


def test_the_residents_page_says_who_comes_and_nothing_of_the_file(team: Team, case: str) -> None:
    words = words_of(resident_pdf(team.noor.ask(resident_sheet, case, MONDAY)))
    assert "Noor Elzinga, bemoeizorg" in words and "Wij maken samen met u een plan." in words  # the plan is still a draft
    plan = team.noor.ask(plan_of, case)
    assert plan is not None
    team.noor.do(move_plan, plan, PlanState.RUNNING)
    words = words_of(resident_pdf(team.noor.ask(resident_sheet, case, MONDAY)))
    for told in ("vóór 1 december Elke dag warm eten. De buurvrouw helpt daarbij.", "Bemoeizorg Noor Elzinga", "uiterlijk 6 november 2026"):
        assert told in words
    for never in ("26-001", "Schuldhulp", "Bellen", "drinkt", "ntruiming", "Spoor", "VERTROUWELIJK", "Greet"):
        assert never not in words
    running = team.noor.ask(plan_of, case)
    assert running is not None
    team.noor.do(move_plan, running, PlanState.PARKED, "meneer wil even niet")
    words = words_of(resident_pdf(team.noor.ask(resident_sheet, case, MONDAY)))
    assert "Uw plan ligt even stil." in words and "meneer wil even niet" not in words


def test_the_signpost_has_one_number_no_case_and_a_date_on_which_it_went_out(team: Team, case: str) -> None:
    assert team.noor.ask(last_handed_out) is None
    team.wil.do(change_settings, {"signpost_phone": "0475 12 34 56", "signpost_name": "Femke Aarts"})
    words = words_of(signpost_pdf(team.noor.ask(signpost, MONDAY)))
    assert "Bel 0475 12 34 56 en vraag naar Femke Aarts." in words and "pagina 1 van 1" in words
    for never in ("26-001", "Beukenlaan", "VERTROUWELIJK"):
        assert never not in words
    with pytest.raises(Refused, match="aan wie"):
        team.noor.do(note_handed_out, " ")
    team.noor.do(note_handed_out, "de vrijwilligers van de open inloop")
    team.clock.at(2026, 12, 1, 9, 0)
    team.noor.do(note_handed_out, "de collega’s van milieu")
    found = team.noor.ask(last_handed_out)
    assert found is not None and (found.on, found.to) == (date(2026, 12, 1), "de collega’s van milieu")
