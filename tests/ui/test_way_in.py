"""A dossier that would stand, or stands, where it is not safe: what is said, and the way from there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from expertiseteam.basics.sentences import Misplaced, Refused
from expertiseteam.opening import open_dossier
from expertiseteam.safety.bringing_home import bring_home
from expertiseteam.vault import disk_kind
from expertiseteam.vault.copies import Reason, copies, copies_folder
from expertiseteam.vault.keyfile import key_file_of
from tests.dossier import PASSPHRASE, Team
from ui.application import Program
from ui.inside import lock_when_left
from ui.look.theme import Theme
from ui.shell.application import make_application
from ui.shell.away import BusEar
from ui.shell.create import CreateWindow
from ui.shell.preferences import Preferences
from ui.shell.unlock import UnlockWindow
from ui.welcome import WelcomeWindow


@pytest.fixture
def share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on the network, by what the system says of it."""
    folder = tmp_path / "netwerk"
    folder.mkdir()
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"1 0 254:0 / / rw - ext4 /dev/vda rw\n2 1 0:9 / {folder.resolve()} rw - cifs //server/team rw\n")
    monkeypatch.setattr(disk_kind, "MOUNTS", mounts)
    return folder


@pytest.fixture
def program(qtbot: QtBot, theme: Theme, team: Team, tmp_path: Path) -> Iterator[Program]:
    policy = team.policy
    team.close()
    program = Program(make_application([]), Preferences(tmp_path / "venster.json"), clock=team.clock, policy=policy)
    told: list[str] = []
    program.boundary.told.connect(lambda sentence, tone: told.append(sentence))
    yield program
    program.quit()
    assert told == []


def _settled(program: Program) -> None:
    for _ in range(3):
        QApplication.processEvents()
        program.wait_until_idle()


def test_a_new_dossier_on_the_network_leads_to_one_here_and_a_team_folder(
    program: Program, share: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.make_new(share / "team.dossier")
    _settled(program)
    assert isinstance(program.window, WelcomeWindow)
    assert "“netwerk” staat op het netwerk" in program.window.bar.text and "teammap" in program.window.bar.text
    assert list(share.iterdir()) == []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "nieuw"), ""))
    program.window.lead_button.click()
    _settled(program)
    assert isinstance(program.window, CreateWindow)
    assert program.window.next_steps.buttons[0].text() == "Maak de teammap"


def test_a_dossier_that_stands_wrong_is_moved_with_its_keys_and_copies(
    program: Program, team: Team, share: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_dossier(team.path, team.ids["femke"], PASSPHRASE.format("femke"), policy=team.policy, clock=team.clock)
    opened.copy(Reason.HAND)
    cloud, home = tmp_path / "OneDrive" / team.path.name, tmp_path / "laptop" / "team.dossier"
    with pytest.raises(Refused, match="nog ergens open"):
        bring_home(team.path, tmp_path / "elders.dossier")
    opened.close()
    for place in (cloud, home):
        place.parent.mkdir()
    with pytest.raises(Misplaced):
        bring_home(team.path, cloud)

    whole = shutil.copytree

    def badly(source: Path, target: Path, *rest: Any) -> None:
        whole(source, target, *rest)
        for file in Path(target).glob("*.dossier"):
            file.write_bytes(file.read_bytes()[:-1] + b"?")

    with monkeypatch.context() as disk, pytest.raises(Refused, match="reservekopieën van .* kwamen niet gelijk over"):
        disk.setattr(shutil, "copytree", badly)
        bring_home(team.path, home)
    assert not any(home.parent.iterdir()), "the old files stay, and nothing half stands in the new place"
    for old, new in ((team.path, cloud), (key_file_of(team.path), key_file_of(cloud)), (copies_folder(team.path), copies_folder(cloud))):
        old.rename(new)
    before = cloud.read_bytes()
    program.ask_passphrase(cloud)
    _settled(program)
    assert isinstance(program.window, UnlockWindow)
    assert "“OneDrive”" in program.window.ground_bar.text, "it may be opened, and is warned of"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(home), ""))
    program.window.move_button.click()
    _settled(program)
    assert home.read_bytes() == before and not any(cloud.parent.iterdir())
    assert len(copies(copies_folder(home))) == 1
    program.unlock(team.ids["femke"], PASSPHRASE.format("femke"))
    assert program.main.desk.workspace.path == home
    lock_when_left(program.main)
    if isinstance(ear := program.main.ear, BusEar):
        ear.on_told(False)
        assert program.main.isVisible(), "woken up, or the screen opened again"
        ear.on_told(True)
        ear.on_told(True)
    else:
        program.main.lock()
    assert isinstance(program.window, UnlockWindow)
    for old in (home, key_file_of(home)):
        old.rename(share / old.name)
    program.ask_passphrase(share / home.name)
    _settled(program)
    assert isinstance(program.window, WelcomeWindow)
    assert "niet geopend" in program.window.bar.text
    assert program.window.lead_button.isVisible() and program.window.lead_button.text() == "Verplaatsen…"
