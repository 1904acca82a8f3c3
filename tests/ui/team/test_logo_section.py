"""*Logo op papier*: a file is chosen, seen and taken off again; what is no picture changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from expertiseteam.team.logo import logo
from tests.dossier import Team
from tests.screens.accessibility import complaints
from tests.team.test_logo import picture
from tests.ui.team.conftest import Open
from ui.team.logo_section import LogoSection


def test_a_logo_is_chosen_and_taken_off(open_stage: Open, team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = open_stage("wil")
    stage.go("settings", "logo")
    section = stage.settings.section
    assert isinstance(section, LogoSection) and not section.remove_button.isEnabled()
    broken = tmp_path / "geen.png"
    broken.write_bytes(b"geen plaatje")
    chosen = iter((str(broken), "", picture(tmp_path)))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (next(chosen), ""))
    for _ in range(3):
        section.choose()
        stage.settle()
        if not team.noor.ask(logo):
            assert "geen plaatje dat het programma kan lezen" in section.host.bar.text
    assert stage.status == "Het logo staat vanaf nu op papier."
    assert section.picture.pixmap().height() == 68 and section.remove_button.isEnabled()
    stage.shoot("instellingen-logo")
    assert complaints(stage.window) == []
    section.remove_button.click()
    stage.settle()
    assert team.noor.ask(logo) == b"" and section.picture.text() == "Er is nog geen logo gekozen."
