"""What an organisation laid down, in the real windows: lock time, names, passphrase, files; and what the screen says of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from expertiseteam.basics.workplace import FILE_NAME, Workplace, read_workplace
from expertiseteam.vault.policy import Demand
from reports.action_list import action_list_pdf
from tests.dossier import PASSPHRASE, Team
from tests.reports.samples import story_action_list
from tests.screens.accessibility import complaints
from tests.screens.harness import shoot
from tests.ui.team.conftest import Open
from tests.ui.team.conftest import open_stage as open_stage  # the fixture
from tests.ui.team.stage import Stage
from ui.application import Program
from ui.look.theme import Theme
from ui.shell.application import make_application
from ui.shell.preferences import Preferences
from ui.shell.unlock import UnlockWindow
from ui.team.own_section import OwnSection
from ui.team.window_section import WindowSection

STRICT = Workplace({"idle_minutes": 5, "names_hidden": True, "passphrase_words": 7, "save_files": False})


def section(stage: Stage) -> WindowSection:
    found = stage.settings.section
    assert isinstance(found, WindowSection)
    return found


def words(stage: Stage) -> str:
    return "\n".join(label.text() for label in stage.screen.findChildren(QLabel) if label.isVisible())


def test_without_policy_everything_can_be_chosen(open_stage: Open) -> None:
    stage = open_stage("noor")
    stage.go("settings", "window")
    assert section(stage).idle.isEnabled() and section(stage).hidden.isEnabled() and section(stage).laid_down is None
    assert "organisatie" not in words(stage)
    section(stage).hidden.setChecked(True)
    assert Preferences(stage.preferences.path).settings.names_hidden


def test_what_is_laid_down_is_said_and_cannot_be_changed(open_stage: Open) -> None:
    stage = open_stage("noor", workplace=STRICT)
    assert stage.window.names.hidden
    assert "5 minuten" in stage.window.foot.facts.text() and stage.window.idle.minutes == 5
    stage.go("settings", "window")
    shown = section(stage)
    assert shown.idle.value == 5 and not shown.idle.isEnabled()
    assert shown.hidden.isChecked() and not shown.hidden.isEnabled()
    said = words(stage)
    assert said.count("Vastgelegd door uw organisatie") == 3
    assert "Een nieuwe wachtzin heeft minstens zoveel woorden: 7" in said
    assert "Papier en het logboek mogen als bestand worden opgeslagen: nee" in said
    assert complaints(stage.window) == []
    shoot(stage.theme, stage.window, "instellingen-beleid", settle=stage.settle)
    stage.key("1")
    kept = Preferences(stage.preferences.path).settings
    assert (kept.idle_minutes, kept.names_hidden) == (10, False), "only what somebody chose is kept"


def test_a_shorter_time_of_ones_own_stays(open_stage: Open) -> None:
    stage = open_stage("noor", workplace=STRICT)
    stage.preferences.change(idle_minutes=3)
    assert stage.preferences.settings.idle_minutes == 3


def test_paper_is_shown_but_not_saved(open_stage: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: asked.append("waar?") or ("", ""))
    pdf = action_list_pdf(story_action_list())
    for workplace, saves in ((None, True), (STRICT, False)):
        asked.clear()
        stage = open_stage("wil", workplace=workplace)
        stage.window.show_paper("Actielijst", pdf, "acties.pdf")
        page = stage.window._paper
        assert page.save_button.isEnabled() is saves
        stage.key("Ctrl+S")
        assert bool(asked) is saves
        assert ("vastgelegd door uw organisatie" in page.bar.text) is not saves


def test_a_new_passphrase_is_as_long_as_was_laid_down(qtbot: QtBot, team: Team, tmp_path: Path, theme: Theme) -> None:
    """From the file of IT to the passphrase, through the program as it starts."""
    (tmp_path / FILE_NAME).write_text("wachtzin_woorden = 7\nkleur = 'groen'\n", encoding="utf-8")
    preferences = Preferences(tmp_path / "venster.json", read_workplace(tmp_path / FILE_NAME))
    program = Program(make_application([]), preferences, clock=team.clock)
    assert program._policy is not None and program._policy.demand.words == 7
    assert preferences.notice is not None and preferences.notice.count("kleur") == 1


def test_the_screens_ask_for_it_too(open_stage: Open, team: Team) -> None:
    team.policy = replace(team.policy, demand=Demand(words=7))
    stage = open_stage("noor")
    stage.go("members", "own")
    part = stage.members.section
    assert isinstance(part, OwnSection)
    shown = part.passphrase
    stage.type(PASSPHRASE.format("noor"))
    shown.new.setFocus()
    stage.type("molen zilver klaver stoep egel")
    shown.new.second.setFocus()
    stage.type("molen zilver klaver stoep egel")
    stage.key("Ctrl+Return")
    assert "minstens 7 woorden" in words(stage)
    assert len(shown.new._suggest().split()) == 7


def test_the_one_notice_is_told_in_the_window(qtbot: QtBot, team: Team, tmp_path: Path, theme: Theme) -> None:
    """Damaged preferences and a damaged policy give one message, once the window stands there."""
    (tmp_path / "venster.json").write_bytes(b"kapot")
    (tmp_path / FILE_NAME).write_bytes(b"kapot =")
    preferences = Preferences(tmp_path / "venster.json", read_workplace(tmp_path / FILE_NAME))
    program = Program(make_application([]), preferences, clock=team.clock, policy=team.policy)
    program.start(team.path)
    assert isinstance(program.window, UnlockWindow)
    program.unlock(team.ids["noor"], PASSPHRASE.format("noor"))
    said = program.main.bar.text
    assert "De instellingen van het venster waren niet te lezen" in said and "Het beleid van uw organisatie" in said
    program.main.lock()
    program.wait_until_idle()
    program.unlock(team.ids["noor"], PASSPHRASE.format("noor"))
    assert not program.main.bar.isVisible(), "it is told once, not at every unlocking"
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file())[:3] == [FILE_NAME, "venster.json", "venster.kapot"]
    program.quit()
    QApplication.processEvents()
