"""Who may know of a case is chosen on the case, by the aandachtsfunctionaris."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QMenu

from expertiseteam.insight.find import find
from tests.screens.accessibility import complaints
from tests.ui.cases.conftest import Open
from tests.ui.cases.stage import Story
from ui.visits.knowers import KnowersPanel


def test_a_case_is_closed_to_the_team_and_opened_again(story: Story, open_stage: Open) -> None:
    team = story.team
    stage = open_stage(team.femke)
    stage.go("case", story.case)
    forms = stage.cases.detail
    forms.more_button.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.text() == "Wie mag deze casus zien").trigger()
    menu.close()
    stage.settle()
    panel = forms.panel
    assert isinstance(panel, KnowersPanel) and stage.focus is panel.closed_to_others
    assert not any(check.isEnabled() for check in panel.checks.values())
    stage.key("Space")
    lead = panel.checks[team.ids["noor"]]
    assert lead.isChecked() and not lead.isEnabled() and lead.text() == "Noor Elzinga, regisseur"
    for member, check in panel.checks.items():
        check.setChecked(member in (team.ids["noor"], team.ids["hugo"]))
    assert complaints(stage.window) == []
    stage.shoot("wie-mag-zien")
    stage.key("Ctrl+Return")
    assert stage.status == "Besloten: 2 leden en de aandachtsfunctionaris weten van deze casus."
    assert forms.chip.text().startswith("Besloten")
    stage.shoot("besloten")
    assert team.sem.ask(find, "beukenlaan") == [] and len(team.hugo.ask(find, "beukenlaan")) == 1

    noor = open_stage(team.noor)
    noor.go("case", story.case)
    noor.cases.detail.ask_knowers()
    assert noor.cases.detail.panel is None, "who may know of it is not hers to choose"
