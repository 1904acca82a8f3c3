"""The reporting code, scaling, and a threatened home: dated, weighed, by who is trained, and never lost."""

from __future__ import annotations

from datetime import date

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.eviction import eviction_steps
from expertiseteam.cases.opening import open_case, report_eviction
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import EvictionState
from expertiseteam.cases.reporting_code import (
    begin_code,
    change_step,
    code_steps,
    codes,
    decide_code,
    expected_of_veilig_thuis,
    note_unreported_seen,
    take_back_decision,
    unreported_dangers,
    weigh,
)
from expertiseteam.cases.safety_records import CodeKind, CodeStep, Danger, StepLine, Weighed, Weighing
from expertiseteam.cases.scale_records import AvePhase, EscalateTo, EscalationReason
from expertiseteam.cases.scaling import answer_escalation, escalate, escalations, phase_of, set_phase
from expertiseteam.cases.suspicion import OF_SIGNS, suspected
from expertiseteam.insight.alerts import my_alerts
from expertiseteam.insight.covered_work import WorkKind, covered_work
from expertiseteam.insight.field_changes import field_changes
from expertiseteam.insight.open_work import open_work
from expertiseteam.insight.opened_case import opened_case
from expertiseteam.insight.safety_file import safety_file
from expertiseteam.insight.soundness import problems
from expertiseteam.insight.timeline import timeline
from expertiseteam.insight.today import today
from expertiseteam.meetings.agenda import agenda, prepare_agenda
from expertiseteam.meetings.conduct import decide, open_item, start_meeting
from expertiseteam.meetings.cycle import meeting, plan_series
from expertiseteam.meetings.mandate import escalate_decision, mandated_decisions, set_mandate
from expertiseteam.meetings.minutes import agenda_paper
from expertiseteam.meetings.records import ReasonKind
from expertiseteam.meetings.serious import report_serious_event
from expertiseteam.team.catalogues import shipped
from expertiseteam.team.members import members
from expertiseteam.team.settings import TeamSettings, team_settings
from expertiseteam.team.training import record_training
from expertiseteam.visits.at_once import TASK, preset_duo, report_and_go
from expertiseteam.visits.duos import planned_visits
from tests.acceptance.play import NEW
from tests.dossier import Team

MONDAY = date(2026, 11, 2)
DANGEROUS = Weighing(Weighed.YES, Danger.STRUCTURAL, Weighed.NO, Weighed.UNSURE, Weighed.NO)
SAFE = Weighing(Weighed.NO, Danger.NONE, Weighed.YES, Weighed.YES, Weighed.YES)


@pytest.fixture
def case(team: Team) -> str:
    return team.femke.do(
        open_case,
        (),
        label="Lindestraat · gezin",
        lead_id=team.ids["iris"],
        legal_basis="Jeugdwet, toeleiding naar hulp",
        purpose="veiligheid in en om het huis",
        goal="De kinderen zijn veilig.",
        bringing_partner="gemeente",
        place="Lindestraat 3, Weidevoort",
    )


def step(team: Team, case: str, wanted: CodeStep) -> StepLine:
    return next(s for s in team.femke.ask(code_steps, case) if s.step is wanted)


def trained(team: Team, name: str, parts: int) -> None:
    team.femke.do(record_training, team.ids[name], subject="Signaleren van zorg", parts=parts, on=date(2026, 3, 1))


def weighed(team: Team, case: str, answers: Weighing) -> None:
    team.iris.do(begin_code, case, CodeKind.CHILD)
    team.iris.do(weigh, team.iris.ask(codes, case)[0], answers, on=team.clock.today, children_asked=True)


def test_who_only_signals_is_given_no_step_and_the_talk_and_the_decision_ask_more(team: Team, case: str) -> None:
    team.iris.do(begin_code, case, CodeKind.CHILD)
    with pytest.raises(Refused, match="loopt al"):
        team.iris.do(begin_code, case, CodeKind.CHILD)
    assert [s.step.number for s in team.iris.ask(code_steps, case)] == [1, 2, 3, 4, 5]
    team.iris.do(change_step, step(team, case, CodeStep.MAP), owner_id=team.ids["karim"], on=MONDAY, remark="slot aan de buitenkant")
    with pytest.raises(Refused, match=r"Stap 3 .* vraagt trainingsstap 3; bij Karim Ziani staat nog geen training"):
        team.iris.do(change_step, step(team, case, CodeStep.TALK), owner_id=team.ids["karim"])
    trained(team, "karim", 2)
    with pytest.raises(Refused, match="bij Karim Ziani staat 2"):
        team.iris.do(change_step, step(team, case, CodeStep.TALK), owner_id=team.ids["karim"])
    for other in (CodeStep.MAP, CodeStep.CONSULT):
        with pytest.raises(Refused, match=r"vraagt trainingsstap 2; bij Noor Elzinga staat nog geen training"):
            team.iris.do(change_step, step(team, case, other), owner_id=team.ids["noor"])
    trained(team, "noor", 1)
    with pytest.raises(Refused, match=r"Stap 4 \(wegen\) vraagt trainingsstap 2; bij Noor Elzinga staat 1"):
        team.noor.do(weigh, team.noor.ask(codes, case)[0], SAFE, on=MONDAY, children_asked=True)
    assert team.noor.ask(codes, case)[0].danger is None and step(team, case, CodeStep.WEIGH).done_on is None
    team.iris.do(change_step, step(team, case, CodeStep.WEIGH), owner_id=team.ids["karim"])
    team.iris.do(change_step, step(team, case, CodeStep.DECIDE), owner_id=team.ids["karim"])
    given = [(one.kind, one.at_id, one.what) for one in team.karim.ask(today, team.ids["karim"], MONDAY).owed]
    assert sorted(given) == [(WorkKind.CODE_STEP, case, "4, wegen"), (WorkKind.CODE_STEP, case, "5, beslissen")]
    assert WorkKind.CODE_STEP in {one.kind for one in team.femke.ask(covered_work, team.ids["karim"])}
    assert team.femke.ask(open_work, team.ids["karim"]).code_steps == 2
    with pytest.raises(Refused, match="bij Iris Kuyper staat nog geen training"):
        team.iris.do(change_step, step(team, case, CodeStep.TALK), owner_id=None, on=MONDAY)
    trained(team, "iris", 2)
    trained(team, "iris", 2)  # the same course again teaches no next step
    with pytest.raises(Refused, match="bij Iris Kuyper staat 2"):
        team.iris.do(change_step, step(team, case, CodeStep.TALK), owner_id=None, on=MONDAY)
    trained(team, "iris", 3)
    team.iris.do(change_step, step(team, case, CodeStep.TALK), owner_id=None, on=MONDAY, remark="moeder vertelde het zelf")
    done = step(team, case, CodeStep.TALK)
    assert (done.owner, done.done_on) == ("Iris Kuyper", MONDAY)
    team.noor.do(change_step, step(team, case, CodeStep.WEIGH), owner_id=team.ids["iris"])
    told = {(c.before, c.after, c.by) for c in team.iris.ask(field_changes, case) if c.title == "Wie een stap van de meldcode doet"}
    assert {("", "Karim Ziani", "Iris Kuyper"), ("Karim Ziani", "Iris Kuyper", "Noor Elzinga")} <= told


def test_danger_that_is_not_reported_asks_why_and_shows_to_the_aandachtsfunctionaris(team: Team, case: str) -> None:
    trained(team, "iris", 2)
    team.iris.do(begin_code, case, CodeKind.CHILD)
    shown = team.iris.ask(codes, case)[0]
    with pytest.raises(Refused, match="nog niet gewogen"):
        team.iris.do(decide_code, shown, reports=False, helps=True, on=MONDAY)
    team.clock.at(2026, 11, 3, 9, 0)
    team.iris.do(weigh, shown, DANGEROUS, on=date(2026, 11, 3), children_asked=True)
    shown = team.iris.ask(codes, case)[0]
    with pytest.raises(Refused, match=r"besluit van 2 november 2026 ligt vóór de weging van 3 november 2026"):
        team.iris.do(decide_code, shown, reports=True, helps=True, on=MONDAY)
    with pytest.raises(Refused, match="schrijf waarom niet"):
        team.iris.do(decide_code, shown, reports=False, helps=True, on=date(2026, 11, 3))
    why = "Er loopt al een onderzoek van Veilig Thuis."
    team.iris.do(decide_code, shown, reports=False, helps=True, on=date(2026, 11, 3), why_not=why)
    assert [(u.case_id, u.danger, u.why_not) for u in team.femke.ask(unreported_dangers)] == [(case, Danger.STRUCTURAL, why)]
    assert [u.code for u in team.femke.ask(my_alerts, team.ids["femke"], date(2026, 11, 3)).unreported] == ["26-001"]
    assert team.iris.ask(my_alerts, team.ids["iris"], date(2026, 11, 3)).unreported == ()
    quiet = team.femke.do(open_case, (), label="Laan 2 · man", lead_id=team.ids["noor"], **NEW)
    [overleg] = team.femke.do(plan_series, first=date(2026, 11, 17), times=1, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    team.femke.do(prepare_agenda, overleg)
    told = {i.case_id: [r.text for r in i.reasons if r.kind is ReasonKind.UNREPORTED] for i in team.femke.ask(agenda, overleg).items}
    assert (told[case], told[quiet]) == (["structurele onveiligheid, op 3 november niet gemeld"], [])
    with pytest.raises(Refused, match="al besloten"):
        team.iris.do(weigh, team.iris.ask(codes, case)[0], SAFE, on=date(2026, 11, 3), children_asked=False)
    team.femke.do(note_unreported_seen, team.femke.ask(codes, case)[0])
    assert team.femke.ask(unreported_dangers) == []
    with pytest.raises(Refused, match="wat er niet klopte"):
        team.iris.do(take_back_decision, team.iris.ask(codes, case)[0], "")
    team.iris.do(take_back_decision, team.iris.ask(codes, case)[0], "Het onderzoek ging over een ander gezin.")
    [again] = team.iris.ask(codes, case)
    assert (again.decided_on, again.reports, again.seen_on, step(team, case, CodeStep.DECIDE).done_on) == (None, None, None, None)
    assert [one.what for one in team.iris.ask(today, team.ids["iris"], MONDAY).owed] == ["5, beslissen"]
    events = team.iris.ask(timeline, case)
    [gone] = [event for event in events if event.title == "Teruggenomen"]
    assert why in gone.detail and "niet melden bij Veilig Thuis" in gone.detail and gone.by == "Iris Kuyper"
    assert team.iris.ask(opened_case, case, team.clock.today).events == len(events)
    with pytest.raises(Refused, match="nog niet besloten"):
        team.iris.do(take_back_decision, again, "nog eens")
    team.iris.do(weigh, again, SAFE, on=date(2026, 11, 3), children_asked=True)
    team.iris.do(decide_code, team.iris.ask(codes, case)[0], reports=False, helps=True, on=date(2026, 11, 3))
    assert team.femke.ask(unreported_dangers) == []


def test_who_reports_knows_what_to_expect_of_veilig_thuis_and_no_danger_needs_no_reason(team: Team, case: str) -> None:
    trained(team, "iris", 2)
    weighed(team, case, SAFE)
    team.iris.do(decide_code, team.iris.ask(codes, case)[0], reports=False, helps=True, on=MONDAY)
    assert team.femke.ask(unreported_dangers) == []
    weighed(team, case, DANGEROUS)
    team.iris.do(decide_code, team.iris.ask(codes, case)[0], reports=True, helps=True, on=MONDAY, why_not="blijft leeg")
    chosen = team.iris.ask(team_settings)
    assert expected_of_veilig_thuis(MONDAY, chosen) == (date(2026, 11, 9), date(2027, 1, 11))
    assert {code.why_not for code in team.iris.ask(codes, case)} == {""}
    team.iris.do(report_serious_event, case, on=MONDAY, what="Brand in de keuken.")
    [overleg] = team.femke.do(plan_series, first=date(2026, 11, 17), times=1, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    team.femke.do(prepare_agenda, overleg)
    urgent = {(line.day, line.what) for line in team.femke.ask(agenda_paper, overleg).urgent}
    assert urgent == {(MONDAY, "ernstig voorval"), (MONDAY, "structurele onveiligheid, gemeld")}


def test_scaling_names_its_reason_and_unrest_goes_to_the_burgemeester(team: Team, case: str) -> None:
    team.iris.do(set_phase, case, None, AvePhase.TWO, "er is een vraag")
    with pytest.raises(Refused, match="Schrijf waarom"):
        team.iris.do(set_phase, case, AvePhase.TWO, AvePhase.THREE, " ")
    with pytest.raises(Refused, match="staat intussen in fase 2"):
        team.iris.do(set_phase, case, None, AvePhase.THREE, "meer problemen")
    with pytest.raises(Refused, match="Kies de burgemeester"):
        team.iris.do(escalate, case, to=EscalateTo.ALDERMAN, reason=EscalationReason.UNREST, question="Wat zegt u tegen de buurt?")
    team.iris.do(escalate, case, to=EscalateTo.MAYOR, reason=EscalationReason.UNREST, question="Wat zegt u tegen de buurt?")
    assert team.iris.ask(phase_of, case) is AvePhase.FOUR
    [asked] = team.iris.ask(escalations, case)
    waits = [len(team.iris.ask(today, team.ids["iris"], date(2026, 11, day)).owed) for day in (9, 10)]
    assert waits == [0, 1], "five working days from Monday"
    [overleg, *_] = team.femke.do(plan_series, first=date(2026, 11, 17), times=2, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    team.femke.do(prepare_agenda, overleg)
    item = next(i for i in team.femke.ask(agenda, overleg).items if i.case_id == case)
    assert "wacht op antwoord van burgemeester sinds 2 november" in [r.text for r in item.reasons if r.kind is ReasonKind.ESCALATION]
    team.femke.do(answer_escalation, asked, "De burgemeester gaat zondag naar de buurt.")
    team.femke.do(prepare_agenda, overleg)
    told = "Antwoord op een escalatie"
    assert told not in {c.title for c in team.iris.ask(field_changes, case)}, "the first answer is an event"
    [answered] = team.iris.ask(escalations, case)
    team.iris.do(answer_escalation, answered, "De burgemeester gaat maandag naar de buurt.")
    [change] = [c for c in team.iris.ask(field_changes, case) if c.title == told]
    assert (change.words, change.by) == (
        "Was: De burgemeester gaat zondag naar de buurt.\nNu: De burgemeester gaat maandag naar de buurt.",
        "Iris Kuyper",
    )
    assert team.iris.ask(opened_case, case, team.clock.today).events == len(team.iris.ask(timeline, case))
    item = next(i for i in team.femke.ask(agenda, overleg).items if i.case_id == case)
    assert ReasonKind.ESCALATION not in {r.kind for r in item.reasons}
    team.iris.do(set_phase, case, AvePhase.FOUR, AvePhase.THREE, "de rust is terug")
    assert [p.after for p in team.iris.ask(safety_file, case).phases] == [AvePhase.THREE, AvePhase.FOUR, AvePhase.TWO]


def test_a_decision_shows_its_mandate_and_outside_it_somebody_is_asked(team: Team, case: str) -> None:
    held, *_ = team.femke.do(plan_series, first=MONDAY, times=2, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    team.femke.do(prepare_agenda, held)
    team.wil.do(start_meeting, team.wil.ask(meeting, held))
    item = next(i for i in team.wil.ask(agenda, held).items if i.case_id == case)
    team.wil.do(open_item, item.id)
    team.wil.do(decide, item.id, "Hulp inzetten.")
    team.wil.do(decide, item.id, "De woning op slot.")
    close, helping = team.femke.ask(mandated_decisions, case)
    mandate = team.femke.ask(team_settings).mandates[0]
    team.femke.do(set_mandate, case, helping.id, mandate)
    other = team.femke.ask(team_settings).mandates[1]
    team.iris.do(set_mandate, case, helping.id, other)
    team.femke.do(set_mandate, case, helping.id, mandate)
    changed = [(c.before, c.after, c.by) for c in team.femke.ask(field_changes, case) if c.title == "Mandaat van een besluit"]
    assert set(changed) == {(mandate, other, "Iris Kuyper"), (other, mandate, "Femke Aarts")}
    with pytest.raises(Refused, match="staat niet"):
        team.femke.do(set_mandate, case, close.id, "Alles mag")
    with pytest.raises(Refused, match="Schrijf de vraag"):
        team.femke.do(escalate_decision, case, close.id, to=EscalateTo.MAYOR, question="")
    team.femke.do(escalate_decision, case, close.id, to=EscalateTo.MAYOR, question="Mag de woning dicht?")
    close, helping = team.femke.ask(mandated_decisions, case)
    [asked] = team.femke.ask(escalations, case)
    assert (helping.mandate, helping.escalation_id) == (mandate, None)
    assert (close.mandate, close.escalation_id, asked.reason) == ("", asked.id, EscalationReason.MANDATE)


def test_the_preset_duo_goes_the_same_day_and_every_report_stays(team: Team, case: str) -> None:
    everyone = team.femke.ask(members)
    duo = preset_duo(everyone, team.femke.ask(team_settings).eviction_duo)
    assert duo is not None and [m.first_name for m in duo] == ["Łucja", "Karim"]  # nobody is woonconsulent: somebody of wonen
    assert preset_duo(everyone, ("Iris Kuyper", "boa")) is not None
    assert preset_duo(everyone, ("tovenaar", "heks")) is None
    care, other = duo
    shown = team.karim.ask(case_view, case)
    team.karim.do(report_and_go, shown, EvictionState.JUDGED, None, "Woonpunt", care_id=care.id, enforcement_id=other.id)
    [visit] = team.lucja.ask(planned_visits, team.ids["lucja"])
    assert (visit.before, visit.task) == (MONDAY, TASK)
    team.clock.at(2026, 11, 4, 9, 0)
    team.karim.do(report_eviction, team.karim.ask(case_view, case), EvictionState.DATED, date(2026, 11, 27), "Woonpunt")
    with pytest.raises(Refused, match=r"ontruiming op 3 november 2026 ligt vóór vandaag, 4 november 2026"):
        team.karim.do(report_eviction, team.karim.ask(case_view, case), EvictionState.POSTPONED, date(2026, 11, 3))
    team.karim.do(report_eviction, team.karim.ask(case_view, case), EvictionState.LEFT, None)
    assert [s.state for s in team.karim.ask(eviction_steps, case)] == [EvictionState.JUDGED, EvictionState.DATED, EvictionState.LEFT]
    weighed(team, case, SAFE)
    team.iris.do(set_phase, case, None, AvePhase.TWO, "er is een vraag")
    events = team.karim.ask(timeline, case)
    titles = {event.title for event in events}
    assert {"Uithuiszetting: vonnis", "Uithuiszetting: vrijwillig vertrokken", "Meldcode begonnen", "Meldcode, stap 4: wegen"} <= titles
    assert team.karim.ask(opened_case, case, team.clock.today).events == len(events)
    assert team.femke.ask(problems) == []


@pytest.mark.parametrize(
    ("text", "signs", "kind"),
    [
        ("Hij heeft blauwe plekken op zijn arm.", (), CodeKind.OTHER),
        ("Ze wordt MISHANDELD, zegt de buurvrouw.", (), CodeKind.OTHER),
        ("Er zit een slot aan de buitenkant van de deur.", (), CodeKind.OTHER),
        ("Geweldige tuin, en hij kreeg een klap van de molen.", (), None),
        ("", ("CURTAINS_CLOSED", "VIOLENCE_ELDER"), CodeKind.ELDER),
        ("Stapels post.", ("CURTAINS_CLOSED",), None),
    ],
)
def test_words_and_signs_of_violence_point_at_the_code(text: str, signs: tuple[str, ...], kind: CodeKind | None) -> None:
    assert suspected((text,), TeamSettings().code_words, signs) is kind


def test_every_sign_that_points_at_the_code_stands_in_the_catalogue() -> None:
    assert set(OF_SIGNS) <= {word.code for word in shipped()}
