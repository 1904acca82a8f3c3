"""Who is away: by keys, and a training that asks to be refreshed."""

from __future__ import annotations

from datetime import date

from expertiseteam.cases.opening import open_case
from expertiseteam.team.absence import absences
from expertiseteam.team.training import record_training
from expertiseteam.visits.duos import send_duo
from expertiseteam.visits.records import Plan
from tests.dossier import Team
from tests.screens.accessibility import complaints
from tests.ui.team.conftest import Open
from tests.visits.test_duos import NEW
from ui.team.absence_section import AbsenceSection
from ui.team.people_section import PeopleSection
from ui.team.training_section import TrainingSection


def test_a_visit_that_was_planned_on_such_a_day_is_told(open_stage: Open, team: Team) -> None:
    case = team.femke.do(open_case, (), lead_id=team.ids["noor"], place="Beukenlaan 7, Turfven", **NEW)
    duo = {"care_id": team.ids["noor"], "enforcement_id": team.ids["sem"]}
    plan = Plan(planned_on=date(2026, 11, 5))
    team.femke.do(send_duo, case, task="Samen langs.", before=date(2026, 11, 6), plan=plan, **duo)
    stage = open_stage("noor")
    stage.go("members", "absence")
    stage.key("N")
    stage.type("5 november")
    stage.key("Ctrl+Return")
    told = "Noor Elzinga is afwezig op do 5 november. In die dagen staat nog een huisbezoek: 26-001. Verplaats het in het weekplan."
    assert stage.members.bar.text == told


def test_the_secretary_says_who_is_away_and_that_he_is_back(open_stage: Open, team: Team) -> None:
    stage = open_stage("wil")
    stage.go("members", "absence")
    section = stage.members.section
    assert isinstance(section, AbsenceSection)
    stage.key("N")
    section.panel.who.set_value(team.ids["sem"])
    section.panel.since.setFocus()
    stage.type("2 november")
    section.panel.until.setFocus()
    stage.type("6 november")
    stage.shoot("leden-afwezigheid-formulier")
    assert complaints(stage.window) == []
    stage.key("Ctrl+Return")
    assert stage.members.bar.text == "Sem de Graaf is afwezig van ma 2 november tot en met vr 6 november."
    [row] = section.list.rows
    assert (row.title, row.chip) == ("Sem de Graaf", "afwezig")
    stage.shoot("leden-afwezigheid")
    assert complaints(stage.window) == []
    stage.go("members", "people")
    people = stage.members.section
    assert isinstance(people, PeopleSection)
    people.list.choose(team.ids["sem"])
    stage.settle()
    assert people.card.facts["Afwezig"] == "van ma 2 november tot en met vr 6 november"
    stage.shoot("leden-kaart-afwezig")
    stage.go("members", "absence")
    stage.key("N")
    section.panel.who.set_value(team.ids["sem"])
    section.panel.since.setFocus()
    stage.type("4 november")
    stage.key("Ctrl+Return")
    assert "Er staat al dat Sem de Graaf afwezig is" in section.panel.bar.text
    stage.key("Escape")
    section.list.setFocus()
    stage.key("B")
    assert team.noor.ask(absences, team.clock.today) == []


def test_a_training_that_ages_says_so(open_stage: Open, team: Team) -> None:
    team.femke.do(record_training, team.ids["noor"], subject="Signaleren van zorg", parts=3, on=date(2023, 12, 1))
    stage = open_stage("femke")
    stage.go("members", "training")
    section = stage.members.section
    assert isinstance(section, TrainingSection)
    row = next(row for row in section.list.rows if row.key == team.ids["noor"])
    assert row.foot.startswith("opfrissen vóór 1 december 2026")
    stage.shoot("leden-training-opfrissen")
