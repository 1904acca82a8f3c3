"""Three stories of the field that belong to cases, through the real windows: the farm, seven organisations, the lock on a child's door."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from expertiseteam.cases.around_door import words_at_door
from expertiseteam.cases.ending import endings
from expertiseteam.cases.front_door import front_door, set_place
from expertiseteam.cases.opening import open_case
from expertiseteam.cases.reading import case_view, cases
from expertiseteam.cases.records import CaseResult, CaseState, DoorAnswers, GoalReached, HouseholdKind, ReportersTold, ResidentTold
from expertiseteam.cases.records import Place as Behind
from expertiseteam.cases.reporting_code import codes
from expertiseteam.cases.safety_records import CodeKind
from expertiseteam.cases.subject import household
from expertiseteam.cases.subject_records import LifeDomain, SubjectKind
from expertiseteam.concerns.acute import acute_steps
from expertiseteam.concerns.intake import concerns
from expertiseteam.concerns.joint import joint_calls
from expertiseteam.concerns.records import AcuteStep, Certainty, Channel, Urgency
from expertiseteam.meetings.agenda import agenda, prepare_agenda
from expertiseteam.meetings.closing import close_meeting
from expertiseteam.meetings.conduct import start_meeting
from expertiseteam.meetings.cycle import meeting, plan_series
from expertiseteam.team.members import add_organisation, organisations
from expertiseteam.visits.duos import planned_visits, send_duo, visit_view
from expertiseteam.visits.records import Outcome
from tests.acceptance.play import NEW, Play, write_down
from tests.dossier import Team
from tests.screens.accessibility import spoken
from ui.cases.screen import CasesScreen
from ui.concerns.case_panel import NewCasePanel
from ui.concerns.form import ConcernForm
from ui.concerns.inbox import ConcernsScreen
from ui.concerns.tiles import DIGITS
from ui.concerns.tiles import Outcome as Outcomes
from ui.concerns.together_panels import TogetherPanel
from ui.shell.desk import Place

EVEN = DoorAnswers("even, tot er rust is", "", "", "")


@pytest.fixture
def play(team: Team, tmp_path: Path) -> Iterator[Play]:
    made = Play(team, tmp_path)
    yield made
    made.close()


def at_case(play: Play, who: str, case: str) -> CasesScreen:
    """Sign in and open a case."""
    play.as_member(who)
    play.program.main.go(Place("case", case))
    play.settle()
    screen = play.screen
    assert isinstance(screen, CasesScreen)
    return screen


def to_signal(play: Play, concern_id: str) -> ConcernsScreen:
    play.program.main.go(Place("concern", concern_id))
    play.settle()
    screen = play.screen
    assert isinstance(screen, ConcernsScreen)
    return screen


def test_seven_organisations_at_one_door_become_one(play: Play, team: Team) -> None:
    team.femke.do(add_organisation, name="Thuishulp Weidevoort", icon="heart-handshake")
    [planned] = team.femke.do(plan_series, first=date(2026, 11, 3), times=1, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    case = team.femke.do(open_case, (), label="Lindestraat · gezin", lead_id=team.ids["iris"], place="Lindestraat 3, Weidevoort", **NEW)
    seven = [o for o in team.femke.ask(organisations) if o.name in {*team.organisations, "Thuishulp Weidevoort"}]
    assert len(seven) == 7
    for one in seven:
        team.femke.do(set_place, case, one.id, Behind.FRONT, answers=EVEN)
    team.clock.at(2026, 11, 3, 13, 30)
    team.femke.do(prepare_agenda, planned)
    team.wil.do(start_meeting, team.wil.ask(meeting, planned))
    team.wil.do(close_meeting, team.wil.ask(meeting, planned))

    team.clock.at(2026, 11, 4, 9, 0)
    screen = at_case(play, "femke", case)
    overview = screen.detail.overview
    assert overview.counter.text().startswith("7 aan de deur (grens 2)")
    for one in seven:
        if one.name != "Jeugdteam":
            overview.picture.chip(one.id).setFocus()
            play.key("3" if one.name == "Wijkagent" else "2")
            play.type("er gevaar is" if one.name == "Wijkagent" else "Iris het vraagt")
            play.key("Return")
    assert overview.counter.text() == "1 aan de deur · 5 op de achterhand · 1 stapje opzij"
    assert {o.condition for o in team.iris.ask(front_door, case) if o.place is Behind.RESERVE} == {"inroepen als Iris het vraagt"}
    play.key("Alt+R")  # the one who goes in gets room
    screen.detail.agree.text.setFocus()
    play.type("wie er wanneer langskomt")
    play.key("Ctrl+Return")
    assert [(w.organisation, w.text) for w in team.iris.ask(words_at_door, case)] == [("Jeugdteam", "wie er wanneer langskomt")]
    play.key("Alt+T")
    assert overview.history.sum.text() == "3 november 2026: 7 aan de deur → nu: 1 aan de deur"


def test_neglected_animals_on_a_farm_ask_for_help_and_the_end_is_kept_when_it_starts_again(play: Play, team: Team) -> None:
    play.as_member("sem")  # on his round; a fine alone would miss the call for help
    play.key("Ctrl+N")
    form = play.screen
    assert isinstance(form, ConcernForm)
    play.type("Mager vee, mest tot aan de deur.")
    form.where.set_place("Eindpad 22, Ganzenhoek")
    form.sure.set_value(Certainty.SEEN)
    form.channel.set_value(Channel.ROUND)
    play.key("Ctrl+Return")
    [told] = team.femke.ask(concerns)
    to_signal(play, told.id)
    play.key("R")
    play.type("Samen gaan: dit is meer dan een boete.")
    play.key("Ctrl+Return")
    play.as_member("femke")
    signal = to_signal(play, told.id)
    play.key("8", "3", "Ctrl+Return")  # only a fine, and whether there is a care question: I do not know
    assert "Zo doet u het niet af." in spoken(play.screen)
    play.key("Escape", DIGITS[Outcomes.NEW_CASE])  # it is a case after all
    new = signal.detail.panel
    assert isinstance(new, NewCasePanel)
    new.household.set_value(HouseholdKind.FARM)
    new.lead.set_value(team.ids["lucja"])
    for picker in (new.partner, new.basis, new.purpose):
        picker.set_value(picker._values[0])
    new.label.setText("Eindpad · erf")
    new.goal.setText("Het vee heeft het goed, en de boer hulp.")
    play.key("Ctrl+Return")
    [case] = [one.id for one in team.femke.ask(cases)]
    screen = at_case(play, "lucja", case)
    play.key("Alt+5")
    facts = screen.detail.facts
    facts.subject.pickers["kind"].set_value(SubjectKind.FARM.name)
    facts.subject.pickers["kind"].chosen.emit(SubjectKind.FARM.name)
    play.settle()
    facts.subject.domains.pill(LifeDomain.ANIMALS).click()
    play.settle()
    found = team.noor.ask(household, case)
    assert found.subject is not None and (found.subject.kind, found.domains) == (SubjectKind.FARM, (LifeDomain.ANIMALS,))
    called = screen.detail.strip.called
    assert called.isVisible() and "bezoek samen gevraagd" in called.text
    signal = to_signal(play, told.id)
    play.key("D")
    pair = signal.detail.panel
    assert isinstance(pair, TogetherPanel)
    pair.pair.suggested.buttons[0].click()
    play.type("6-11")
    play.key("Ctrl+Return")
    assert team.femke.ask(joint_calls) == []  # planned: nobody has to ask again
    [visit] = team.femke.ask(planned_visits)
    play.as_member(next(name for name, member_id in team.ids.items() if member_id == visit.care_id))
    write_down(play, visit.id, Outcome.HELP_ACCEPTED, "Alleen sinds zijn broer weg is.")
    assert team.lucja.ask(visit_view, visit.id).outcome is Outcome.HELP_ACCEPTED

    team.clock.at(2026, 12, 14, 9, 0)
    screen = at_case(play, "femke", case)
    screen.detail.ask_closing()
    play.settle()
    panel = screen.detail.closing
    panel.result.set_value(CaseResult.GOAL_REACHED.name)
    panel.goal.set_value(GoalReached.YES.name)
    panel.resident.set_value(ResidentTold.YES.name)
    panel.reporters.set_value(ReportersTold.STILL_OWED.name)
    play.key("Ctrl+Return")
    assert "Schrijf wie, of waarom niemand." in panel._fields_asked["watch"].fault
    play.type("de veearts, elke maand")
    play.key("Ctrl+Return")
    assert team.lucja.ask(case_view, case).state is CaseState.CLOSED
    screen.detail.ask_reopening()
    play.settle()
    assert "de veearts, elke maand" in screen.detail.reopening.before.text()
    play.type("De veearts belt: het gaat weer mis.")
    play.key("Ctrl+Return")
    play.key("Alt+2")
    told = [e.title for e in screen.detail.timeline_tab.list.events]
    assert "Casus heropend door Femke Aarts" in told and "Casus afgesloten: doel bereikt" in told
    [end] = team.lucja.ask(endings, case)
    assert (end.watch, end.reopened_why) == ("de veearts, elke maand", "De veearts belt: het gaat weer mis.")


def test_a_lock_on_the_outside_of_a_childs_door_is_not_let_go(play: Play, team: Team) -> None:
    [planned] = team.femke.do(plan_series, first=date(2026, 11, 17), times=1, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    for label in ("Kerkpad · vrouw", "Dorpsstraat · echtpaar"):
        team.femke.do(open_case, (), label=label, lead_id=team.ids["hugo"], **NEW)
    play.as_member("karim")  # the fitter phones him from the stairs
    play.key("Ctrl+N")
    form = play.screen
    assert isinstance(form, ConcernForm) and not form.code.isVisible()
    play.type("Slot aan de buitenkant van een slaapkamerdeur.")
    assert form.code.isVisible() and "3 gesprek met betrokkenen" in spoken(form.code) and not form.code.button.isVisible()
    form.where.set_place("Molenweg 7, Turfven")
    form.sure.set_value(Certainty.SEEN)
    form.channel.set_value(Channel.PHONE)
    form.haste.urgency.set_value(Urgency.ACUTE)
    play.key("Ctrl+Return")
    play.key("1")  # 112 was called: danger waits for no weighing
    play.key("Ctrl+Return")
    shown = [c for c in team.femke.ask(concerns) if "Slot" in c.what]
    assert [step.step for step in team.femke.ask(acute_steps, shown[0].id)] == [AcuteStep.CALLED_112]
    case = team.femke.do(open_case, shown, label="Molenweg · gezin", lead_id=team.ids["iris"], **NEW)
    team.femke.do(prepare_agenda, planned)
    visit = team.femke.do(
        send_duo, case, care_id=team.ids["iris"], enforcement_id=team.ids["sem"], task="Kindcheck, samen", before=date(2026, 11, 3)
    )
    team.clock.at(2026, 11, 3, 16, 0)
    play.as_member("iris")
    write_down(play, visit, Outcome.NOT_LET_IN, "Deur bleef dicht.")
    screen = at_case(play, "iris", case)
    assert team.iris.ask(case_view, case).state is CaseState.ACTIVE  # a door that stays shut ends nothing
    play.key("Alt+5")
    screen.detail.facts.subject.has_child.click()
    play.settle()
    found = team.iris.ask(household, case)
    assert found.subject is not None and found.subject.has_child and screen.detail.case_id == case  # a flag, no file of a child
    play.key("Alt+N")
    play.type("Het kind had blauwe plekken op zijn rug.")
    screen.detail.note.code.button.setFocus()
    play.key("Space")  # the note is kept, and the code begins as soon as she says so
    assert team.iris.ask(codes, case) == [] and screen.detail.tabs.value == "safety"
    play.key("1")
    play.key("Ctrl+Return")
    assert [code.kind for code in team.iris.ask(codes, case)] == [CodeKind.CHILD]
    play.key("Alt+E")
    play.type("Het kind zat een avond opgesloten. Veilig Thuis is gebeld.")
    play.key("Ctrl+Return")
    assert play.status == "Het voorval is vastgelegd. Het staat bovenaan de volgende agenda."
    first = next(i for i in team.femke.ask(agenda, planned).items if i.case_id)
    assert (first.case_id, first.reasons[0].text) == (case, "ernstig voorval op 3 november")
    assert "huisbezoek van 3 november: niet binnengelaten" in [r.text for r in first.reasons]
    play.key("Ctrl+1")
    assert [row.chip for row in play.screen.hold.list.rows] == ["Ernstig voorval"]  # type: ignore[attr-defined]
