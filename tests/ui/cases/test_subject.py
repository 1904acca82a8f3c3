"""The tab *Gegevens* by keyboard: what the case is about, who belongs to whom, and which cases belong together."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from expertiseteam.cases.opening import add_person
from expertiseteam.cases.people import correct_person, relate
from expertiseteam.cases.subject import change_subject, household
from expertiseteam.cases.subject_records import LifeDomain, SubjectKind, Tenure
from tests.screens.accessibility import complaints, spoken
from tests.ui.cases.conftest import Open
from tests.ui.cases.stage import Story, more_cases
from ui.cases.person_panel import Step
from ui.cases.words import Filter
from ui.widgets.buttons import IconButton


def test_every_choice_is_kept_at_once_and_nothing_is_asked(story: Story, open_stage: Open) -> None:
    team = story.team
    others = more_cases(team)
    stage = open_stage(team.noor)
    stage.go("case", story.case)
    stage.key("Alt+5")
    stage.settle()
    card = stage.cases.detail.facts.subject
    assert [p.value for p in card.pickers.values()] == [SubjectKind.HOUSEHOLD.name, "", ""]
    for name, code in (("kind", SubjectKind.FARM.name), ("tenure", Tenure.OWNED.name)):
        card.pickers[name].set_value(code)
        card.pickers[name].chosen.emit(code)
        stage.settle()
    card.has_child.click()
    stage.settle()
    card._fold.button.click()
    card.domains.pill(LifeDomain.ANIMALS).setFocus()
    stage.key("Space")
    stage.settle()
    found = team.noor.ask(household, story.case)
    assert found.subject is not None
    assert (found.subject.kind, found.subject.tenure, found.subject.has_child) == (SubjectKind.FARM, Tenure.OWNED, True)
    assert card.prompts.text() == "Hoe staan de dieren en het erf erbij, en wie zorgt ervoor?"
    assert found.domains == (LifeDomain.ANIMALS,) and stage.status == "Dieren en erf doet er hier toe."
    linked = stage.cases.detail.facts.linked
    linked.other.set_value(others["Eindpad"])
    linked.why.setFocus()
    stage.type("Twee broers.")
    stage.key("Return")
    stage.settle()
    assert [one.other_id for one in team.noor.ask(household, story.case).linked] == [others["Eindpad"]]
    linked.button.setFocus()
    stage.shoot("casus-gegevens-onderwerp")
    assert complaints(stage.window) == []


def test_people_are_tied_merged_and_put_back(story: Story, open_stage: Open) -> None:
    team = story.team
    piet = team.noor.do(add_person, story.case, name="Piet Jansen")
    team.noor.do(add_person, story.case, name="P. Jansen", part="bewoner")
    team.noor.do(add_person, story.case, name="Els Jansen", part="zus")
    stage = open_stage(team.noor)
    stage.go("case", story.case)
    stage.key("Alt+5")
    stage.settle()
    everybody = team.noor.ask(household, story.case).people
    people = {p.name: p for p in everybody}
    detail = stage.cases.detail
    detail.ask_person(people["Piet Jansen"], everybody)
    stage.settle()
    panel = detail.person
    panel.words.setText("broer van")
    panel.other.set_value(people["Els Jansen"].id)
    stage.shoot("casus-bewoner")
    assert complaints(stage.window) == []
    stage.key("Ctrl+Return")
    stage.settle()
    assert "broer van Els Jansen" in spoken(detail.facts.people)
    stage.key("Ctrl+Z")
    stage.settle()
    assert "broer van Els Jansen" not in spoken(detail.facts.people) and stage.status == "Teruggedraaid."
    team.noor.do(relate, piet, people["Els Jansen"].id, "broer van")
    stage.cases.refresh()
    stage.settle()
    [cross] = [b for b in detail.facts.people.findChildren(IconButton) if b.accessibleName() == "Haal weg: broer van Els Jansen"]
    cross.click()
    stage.settle()
    assert "broer van Els Jansen" not in spoken(detail.facts.people)
    stage.key("Ctrl+Z")
    stage.settle()
    assert "broer van Els Jansen" in spoken(detail.facts.people) and stage.status == "Teruggezet."
    detail.ask_person(people["P. Jansen"], everybody)
    panel.step.pill(Step.MERGE.name).click()
    stage.key("Ctrl+Return")
    assert panel.other_field.fault
    panel.other.set_value(piet)
    stage.key("Ctrl+Return")
    stage.settle()
    assert "P. Jansen" not in {p.name for p in team.noor.ask(household, story.case).people}
    assert "P. Jansen stond er twee keer · is Piet Jansen" in spoken(detail.facts.people)
    stage.shoot("casus-gegevens-mensen")
    stage.key("Ctrl+Z")
    stage.settle()
    assert "P. Jansen" in {p.name for p in team.noor.ask(household, story.case).people}
    els = people["Els Jansen"]
    detail.ask_person(els, everybody)
    panel.step.pill(Step.CORRECT.name).click()
    panel.name.setText("Elsje Jansen")
    stage.shoot("casus-bewoner-wijzigen")
    assert complaints(stage.window) == []
    team.wil.do(correct_person, els, name="Elsa Jansen", part="zus", phone="06 1234")
    stage.key("Ctrl+Return")
    stage.settle()
    panel.choose(["name"])
    stage.settle()
    [now] = [p for p in team.noor.ask(household, story.case).people if p.id == els.id]
    assert (now.name, now.part, now.phone) == ("Elsje Jansen", "zus", "06 1234")
    assert "Elsje Jansen, zus" in spoken(detail.facts.people)
    stage.key("Ctrl+Shift+N")
    QApplication.processEvents()
    assert "Jansen" not in spoken(detail.facts.people)


def test_the_list_can_be_about_one_way_of_living(story: Story, open_stage: Open) -> None:
    team = story.team
    others = more_cases(team)
    stage = open_stage(team.noor)
    stage.go("cases")
    stage.cases.filters.pill(Filter.RUNNING).click()
    assert not stage.cases.tenure.isVisible(), "nothing was said of it"
    team.noor.do(change_subject, story.case, None, {"tenure": Tenure.OWNED})
    team.noor.do(change_subject, others["Eindpad"], None, {"tenure": Tenure.CORPORATION})
    stage.cases.refresh()
    stage.settle()
    everything = len(stage.cases.list.rows)
    stage.cases.tenure.setFocus()
    stage.type("eigen")
    stage.settle()
    assert [row.key for row in stage.cases.list.rows] == [story.case] and everything > 2
    stage.shoot("casussen-eigen-huis")
    assert complaints(stage.window) == []
    stage.go("case", others["Eindpad"])
    assert others["Eindpad"] in [row.key for row in stage.cases.list.rows], "a case that was asked for is never left out"
