"""Paper about a case is shown inside the window, from the menu of the case."""

from __future__ import annotations

import pytest

from expertiseteam.cases.actions import agree_action
from expertiseteam.cases.opening import add_person
from expertiseteam.meetings.case_letters import addressees
from tests.ui.cases.conftest import Open
from tests.ui.cases.stage import Story
from ui.shell.pdf_view import PdfPage


@pytest.mark.parametrize(("command", "title"), [("cases.handover", "Overdracht 26-001"), ("cases.resident", "Blad voor de bewoner 26-001")])
def test_a_sheet_is_shown_and_saved_nowhere(story: Story, open_stage: Open, command: str, title: str) -> None:
    stage = open_stage(story.team.noor)
    stage.go("case", story.case)
    next(one for one in stage.cases.commands() if one.id == command).run()
    stage.settle()
    [page] = stage.window.findChildren(PdfPage)
    assert page.accessibleName() == title and page.document.pageCount() == 1
    stage.shoot(command.replace(".", "-"))


def test_a_letter_is_changed_first_and_then_stands_in_the_window_and_in_the_log(story: Story, open_stage: Open) -> None:
    noor = story.team.noor
    noor.do(add_person, story.case, name="Gerrit Oosterwiel")
    noor.do(agree_action, story.case, what="Het slot vervangen", owner_id=story.team.ids["noor"], due=None, is_promise=True)
    stage = open_stage(noor)
    stage.go("case", story.case)
    stage.key("Alt+B")
    panel = stage.cases.detail.letter
    panel.to.setCurrentIndex(0)
    panel.to.activated.emit(0)
    stage.settle()
    assert "• Het slot vervangen" in panel.text.value() and "{telefoon}" in panel.text.value()
    stage.key("Ctrl+Return")
    assert panel.purpose_field.fault == "Schrijf waarvoor de brief is."
    panel.purpose.setText("meneer weet wat wij doen")
    stage.key("Ctrl+Return")
    assert "{telefoon}" in panel.bar.text
    hard = "Met betrekking tot de schuldhulpverlening informeren wij u dat daarvoor een afspraak bij de gemeente gemaakt moet worden."
    panel.text.set_value(hard)
    panel.plain.look()
    assert "Gewone taal: Zin van 18 woorden" in panel.plain.text() and "schuldhulpverlening" in panel.plain.text()
    stage.shoot("letter-panel")
    panel.text.set_value("Beste meneer, wij komen dinsdag om tien uur.")
    panel.plain.look()
    assert panel.plain.text() == "Gewone taal: leest vlot (te kort voor een leesscore)."
    stage.key("Ctrl+Return")
    [page] = stage.window.findChildren(PdfPage)
    assert page.accessibleName() == "Brief aan Gerrit Oosterwiel" and "wij komen dinsdag om tien uur" in page.text()
    stage.shoot("letter")
    assert [one.purpose for one in noor.ask(addressees, story.case).earlier] == ["meneer weet wat wij doen"]
    stage.key("Escape")
    panel.sealed.setChecked(True)
    stage.key("Ctrl+Return")
    assert [one.encrypted for one in noor.ask(addressees, story.case).earlier] == [True, False]
    stage.key("Escape")
    assert panel.bar.text.startswith("Wachtzin: ")
    stage.shoot("letter-wachtzin")
