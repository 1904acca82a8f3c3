"""The screens of cases as somebody sees them: pictures for a person to look at, and nothing cut off or nameless."""

from __future__ import annotations

from datetime import date

import pytest

from expertiseteam.cases.actions import agree_action
from expertiseteam.cases.opening import add_person, report_eviction
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import EvictionState
from expertiseteam.visits.duos import send_duo
from tests.screens.accessibility import complaints
from tests.ui.cases.conftest import Open
from tests.ui.cases.stage import ASIDE, FRONT, RESERVE, Story, more_cases


def fill(story: Story) -> None:
    team = story.team
    story.stand("Bemoeizorg", FRONT, member="noor")
    story.stand("Wijkagent", FRONT, member="sem")
    story.stand("Schuldhulp", RESERVE, "inroepen als er een ontruimingsdatum komt", "hugo")
    story.stand("Woonpunt", RESERVE, "", "karim")
    story.stand("Wijkverpleging", ASIDE, "terug als meneer erom vraagt")
    story.stand("Jeugdteam", ASIDE)
    team.noor.do(
        agree_action,
        story.case,
        what="Noor komt dinsdag terug met soep",
        owner_id=team.ids["noor"],
        due=date(2026, 11, 10),
        is_promise=True,
    )
    team.noor.do(agree_action, story.case, what="Advocaat van Woonpunt bellen", owner_id=team.ids["karim"], due=date(2026, 11, 3))
    team.noor.do(agree_action, story.case, what="Uitzoeken wie de sleutel heeft", owner_id=None, due=None)
    team.femke.do(
        send_duo,
        story.case,
        care_id=team.ids["noor"],
        enforcement_id=team.ids["sem"],
        task="Samen langs, rustig beginnen.",
        before=date(2026, 11, 6),
    )
    team.clock.at(2026, 11, 13, 10, 0)
    team.karim.do(report_eviction, team.karim.ask(case_view, story.case), EvictionState.DATED, date(2026, 11, 27), "Woonpunt")
    team.noor.do(add_person, story.case, name="Gerrit Oosterwiel", part="bewoner", phone="0612345678")


def test_the_list_and_the_overview(story: Story, open_stage: Open) -> None:
    more_cases(story.team)
    fill(story)
    stage = open_stage(story.team.femke)
    stage.go("cases")
    stage.shoot("casussen-lijst")
    assert complaints(stage.window) == []
    stage.go("case", story.case)
    stage.shoot("casus-overzicht")
    assert complaints(stage.window) == []


@pytest.mark.parametrize(("number", "name"), list(enumerate(("tijdlijn", "acties", "huisbezoeken", "gegevens", "wie-keek"), 2)))
def test_a_tab(story: Story, open_stage: Open, number: int, name: str) -> None:
    fill(story)
    stage = open_stage(story.team.femke)
    stage.go("case", story.case)
    stage.key(f"Alt+{number}")
    stage.shoot(f"casus-{name}")
    assert complaints(stage.window) == []


@pytest.mark.parametrize("name", ["duo", "eviction", "note", "action", "closing", "newcomer"])
def test_a_form(story: Story, open_stage: Open, name: str) -> None:
    fill(story)
    stage = open_stage(story.team.femke)
    stage.go("case", story.case)
    getattr(stage.cases.detail, f"ask_{name}")()
    stage.settle()
    stage.shoot(f"casus-{name}")
    assert complaints(stage.window) == []
    stage.key("Esc")
    assert stage.cases.detail.panel is None


def test_what_a_move_asks(story: Story, open_stage: Open) -> None:
    fill(story)
    stage = open_stage(story.team.femke)
    stage.go("case", story.case)
    stage.key("Alt+V", "3")
    stage.shoot("casus-terug-als")
    assert complaints(stage.window) == []
    stage.key("Esc", "Right", "Right", "1")
    stage.shoot("casus-vier-vragen")
    assert complaints(stage.window) == []


@pytest.mark.parametrize("scale", [115, 130])
def test_larger_letters_cut_nothing_off(story: Story, open_stage: Open, scale: int) -> None:
    fill(story)
    stage = open_stage(story.team.femke)
    stage.go("case", story.case)
    stage.letters(scale)
    stage.window.resize(1680, 1050)
    stage.settle()
    assert complaints(stage.window, largest=(1680, 1050)) == []
