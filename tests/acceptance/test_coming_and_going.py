"""Members come and go, through the real windows on two computers: invited by code, at work, standing in, and shut out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from expertiseteam.access.who import Role
from expertiseteam.opening import open_dossier
from expertiseteam.team.deputation import deputise
from expertiseteam.team.members import change_member, members
from tests.acceptance.play import Play
from tests.access.test_sealing import line, told_by
from tests.dossier import PASSPHRASE, Team
from tests.screens.accessibility import spoken
from ui.concerns.inbox import ConcernsScreen
from ui.shell.code import CodeWindow
from ui.shell.desk import Place
from ui.shell.unlock import UnlockWindow
from ui.team.invite_panel import InvitePanel
from ui.team.leave_panel import LeavePanel
from ui.team.members_screen import MembersScreen
from ui.team.people_section import PeopleSection


@pytest.fixture
def computers(team: Team, tmp_path: Path) -> Iterator[tuple[Play, Play]]:
    """Femke's computer and Bram's; each keeps the keys that are made on it, and what it remembers."""
    told_by(team)
    team.close()
    team._open.clear()
    made = []
    for name in ("femke", "bram"):
        folder = tmp_path / name
        folder.mkdir()
        own = replace(team.policy, travels=False, own_folder=folder / "sleutels", state_folder=folder / "toestand")
        made.append(Play(replace(team, policy=own, ids=dict(team.ids), _open={}), folder))
    yield made[0], made[1]
    for play in made:
        play.close()


def unlock_window(play: Play) -> UnlockWindow:
    window = play.program.window
    assert isinstance(window, UnlockWindow)
    while not window.is_ready:
        play.settle()
    return window


def people(play: Play) -> PeopleSection:
    play.program.main.go(Place("members", "people"))
    play.settle()
    assert isinstance(play.screen, MembersScreen)
    section = play.screen.section
    assert isinstance(section, PeopleSection)
    return section


def test_invited_by_code_at_work_on_the_own_computer_and_shut_out_again(computers: tuple[Play, Play]) -> None:
    femke, bram = computers
    femke.as_member("femke")
    section = people(femke)
    femke.key("N")
    femke.type("Bram Vos")
    femke.key("Tab", "3", "Tab", "4", "Ctrl+Return", "U", "Ctrl+Return")
    panel = section.panel
    assert isinstance(panel, InvitePanel)
    groups = panel.code.groups
    femke.key("Ctrl+L")

    waiting = unlock_window(bram)
    assert "Bram Vos" not in spoken(waiting)
    waiting.code_asked.emit()
    bram.settle()
    window = bram.program.window
    assert isinstance(window, CodeWindow)
    window.activateWindow()
    window.groups[0].setFocus()
    QApplication.processEvents()
    for group in groups:
        bram.type(group.lower())
    window.passphrase.setFocus()
    bram.type(PASSPHRASE.format("bram"))
    bram.key("Return")
    bram.type(PASSPHRASE.format("bram"))
    bram.key("Return")
    assert "De code klopt en uw wachtzin is ingesteld." in spoken(unlock_window(bram))

    femke.as_member("femke")
    assert femke.status == "Bram Vos heeft de code gebruikt en kan nu ontgrendelen."
    found = femke.program.main.desk.workspace.ask(members)
    bram.team.ids["bram"] = next(member.id for member in found if member.name == "Bram Vos")
    assert sorted(file.name for file in (bram._folder / "sleutels").iterdir()) and not (femke._folder / "sleutels").exists()

    femke.key("Ctrl+L")
    bram.program.start(bram.team.path)
    bram.as_member("bram")
    bram.key("Ctrl+2")
    assert isinstance(bram.screen, ConcernsScreen)
    assert "Post puilt uit" in spoken(bram.program.main)
    bram.key("Ctrl+L")

    femke.as_member("femke")
    section = people(femke)
    section.list.choose(bram.team.ids["bram"])
    section.card.leave_button.click()
    leave = section.panel
    assert isinstance(leave, LeavePanel)
    leave.submit()
    femke.settle()
    assert isinstance(femke.screen, MembersScreen)
    assert femke.screen.bar.text.startswith("De toegang van Bram Vos is beëindigd. Het dossier heeft een nieuwe sleutel")

    bram.program.start(bram.team.path)
    assert "Bram Vos" not in spoken(unlock_window(bram))
    assert femke.told == [] and bram.told == []


def test_the_window_of_who_stood_in_locks_when_the_role_ends(team: Team, tmp_path: Path) -> None:
    team.femke.do(deputise, line(team, "noor"), team.clock.today)
    team._open.clear()
    play = Play(team, tmp_path)
    play.as_member("noor")
    assert play.program.main.desk.me.role is Role.OFFICER
    play.key("Ctrl+2")
    team.clock.now += timedelta(days=1)
    play.key("Ctrl+3")
    play.settle()
    window = unlock_window(play)
    assert "U bent nu teamlid in dit dossier." in spoken(window)
    play.as_member("noor")
    assert play.program.main.desk.me.role is Role.MEMBER
    assert play.told == []
    play.close()


def test_a_role_changed_on_another_computer_is_heard_at_the_next_thing_that_is_done(team: Team, tmp_path: Path) -> None:
    team._open.clear()
    play = Play(team, tmp_path)
    play.as_member("noor")
    play.key("Ctrl+2")
    elsewhere = open_dossier(team.path, team.ids["femke"], PASSPHRASE.format("femke"), policy=team.policy, clock=team.clock)
    noor = next(member for member in elsewhere.ask(members) if member.id == team.ids["noor"])
    elsewhere.do(change_member, noor, role=Role.LAWYER, discipline=noor.discipline, function=noor.function)
    elsewhere.close()
    play.key("Ctrl+3")
    play.settle()
    assert "U bent nu handhavingsjurist in dit dossier." in spoken(unlock_window(play))
    assert play.told == []
    play.close()
