"""The settings as a whole: parts, keys, what a screen reader hears, and pictures of every part."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QScrollArea

from expertiseteam.team.settings import team_settings
from tests.dossier import Team
from tests.screens.accessibility import complaints, stops
from tests.screens.harness import shoot
from tests.ui.team.conftest import Open
from ui.privacy.log_screen import LogScreen
from ui.team.ways_section import WaysSection
from ui.widgets.checks import Picker
from ui.widgets.fields import TextArea

PARTS = ("organisations", "villages", "words", "ways", "logo", "signpost", "window", "protection", "about")


def test_arrows_show_the_parts_and_enter_goes_in(open_stage: Open) -> None:
    stage = open_stage("femke")
    stage.go("settings")
    assert stage.settings.nav.hasFocus()
    seen = [stage.settings.key]
    for _ in PARTS[1:]:
        stage.key("Down")
        seen.append(stage.settings.key)
    assert tuple(seen) == PARTS
    stage.key("Home", *["Down"] * PARTS.index("ways"), "Return")
    assert stage.settings.key == "ways"
    assert stage.settings.section.isAncestorOf(stage.focus)
    stage.key("Escape")
    assert stage.settings.nav.hasFocus()


def test_f6_goes_between_the_parts_and_what_they_hold(open_stage: Open) -> None:
    stage = open_stage("femke")
    stage.go("settings", "window")
    assert stage.settings.section.isAncestorOf(stage.focus)
    stage.key("F6", "F6", "F6")
    assert stage.settings.nav.hasFocus()
    stage.key("F6")
    assert stage.settings.section.isAncestorOf(stage.focus)


def test_the_log_is_one_button_away(open_stage: Open) -> None:
    stage = open_stage("noor")
    stage.go("settings")
    stage.settings.log_button.setFocus()
    stage.key("Space")
    assert isinstance(stage.screen, LogScreen)


def test_the_palette_names_what_can_be_added_here(open_stage: Open) -> None:
    stage = open_stage("femke")
    titles = {}
    for part in ("organisations", "villages"):
        stage.go("settings", part)
        titles[part] = next(command.title for command in stage.settings.commands() if command.id == "settings.add")
    assert titles == {"organisations": "Voeg een organisatie toe", "villages": "Voeg een kern toe"}
    go = next(command for command in stage.settings.commands() if command.id == "settings.window")
    go.run()
    stage.settle()
    assert stage.settings.key == "window"


@pytest.mark.parametrize("part", PARTS)
def test_every_part_can_be_heard_and_fits(open_stage: Open, part: str) -> None:
    stage = open_stage("femke")
    stage.go("settings", part)
    shoot(stage.theme, stage.window, f"instellingen-{part}", settle=stage.settle)
    assert complaints(stage.window) == []
    assert "Onderdelen van de instellingen" in stops(stage.window)
    assert stage.told == []


@pytest.mark.parametrize("part", ["ways", "window"])
def test_every_part_fits_in_large_letters(open_stage: Open, part: str) -> None:
    stage = open_stage("femke")
    stage.preferences.change(scale=130)
    stage._dress()
    stage.go("settings", part)
    assert complaints(stage.window) == []


def test_a_value_with_choices_is_picked(open_stage: Open, team: Team) -> None:
    stage = open_stage("femke")
    stage.go("settings", "ways")
    section = stage.settings.section
    assert isinstance(section, WaysSection)
    group = section.groups["duos"]
    picker = group.editors["mode_young"]
    assert isinstance(picker, Picker) and picker.value == "app of sms"
    picker.setFocus()
    stage.type("Bel")
    section.findChildren(QScrollArea)[0].ensureWidgetVisible(picker, 0, 260)
    stage.shoot("instellingen-duos")
    assert complaints(stage.window) == []
    stage.key("Ctrl+Return")
    assert team.femke.ask(team_settings).mode_young == "bellen"

    # what residents read gets advice on plain Dutch, and may be saved as it is
    group = section.groups["sheets"]
    card, advice = group.editors["card_lines"], group.plain["card_lines"]
    assert isinstance(card, TextArea) and advice.text() == "Gewone taal: leest vlot (leesscore 88)."
    card.set_value("Wij bieden schuldhulpverlening aan, ook als u nog niet precies weet of u daarvoor in aanmerking komt of wilt komen.")
    advice.look()
    assert "Zin van 20 woorden" in advice.text() and "schuldhulpverlening" in advice.text()
    section.findChildren(QScrollArea)[0].ensureWidgetVisible(advice, 0, 260)
    stage.shoot("instellingen-gewone-taal")
    assert complaints(stage.window) == []
    card.setFocus()
    stage.key("Ctrl+Return")
    assert team.femke.ask(team_settings).card_lines == (card.toPlainText(),)
