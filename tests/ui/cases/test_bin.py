"""The timeline tells who changed what, and what is thrown away comes back, by keyboard."""

from __future__ import annotations

from expertiseteam.cases.opening import change_case
from expertiseteam.cases.reading import case_view, notes
from tests.screens.accessibility import complaints, spoken
from tests.ui.cases.conftest import Open
from tests.ui.cases.stage import Story


def test_a_note_goes_to_the_bin_and_back_and_a_change_stays_told(story: Story, open_stage: Open) -> None:
    team = story.team
    team.noor.do(change_case, team.noor.ask(case_view, story.case), {"goal": "Meneer eet weer warm."})
    stage = open_stage(team.noor)
    stage.go("case", story.case)
    stage.key("Alt+2")
    stage.settle()
    tab = stage.cases.detail.timeline_tab
    told = [e.title for e in tab.list.events]
    assert "Doel van de casus gewijzigd" in told
    tab.list.setFocus()
    tab.list.setCurrentIndex(tab.list.model().index(told.index("Doel van de casus gewijzigd"), 0))
    stage.key("Delete")
    assert stage.status.startswith("Dit hoort bij de geschiedenis en blijft staan.")
    tab.list.setCurrentIndex(tab.list.model().index(told.index("Noor Elzinga"), 0))
    stage.key("Delete")
    stage.settle()
    assert team.noor.ask(notes, story.case) == []
    tab.bin_button.click()
    stage.settle()
    assert "Notitie: De buurvrouw van nummer 9" in spoken(tab.bin)
    stage.shoot("casus-prullenbak")
    assert complaints(stage.window) == []
    stage.key("Ctrl+Z")
    stage.settle()
    assert len(team.noor.ask(notes, story.case)) == 1 and "De prullenbak is leeg." in spoken(tab.bin)
    stage.key("Esc")
    assert tab.list.isVisible()
    stage.shoot("casus-tijdlijn-wijziging")
