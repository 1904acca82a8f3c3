"""A one-time code: who was invited, and who has a new laptop, gets in with it and an own passphrase."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from expertiseteam import custody
from expertiseteam.access.who import Discipline, Role
from expertiseteam.opening import open_dossier, unlock_dossier
from expertiseteam.team.members import add_member, members
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.moving import offer_move
from tests.dossier import PASSPHRASE, Team
from tests.screens.accessibility import complaints, spoken
from tests.screens.harness import rest, shoot
from ui.entrances import Accepting
from ui.look.theme import Theme
from ui.shell.code import CodeWindow
from ui.shell.runner import Background

NEW = "molen zilver klaver stoep egel"


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    background = Background([].append)
    yield background
    background.close()


def shown(qtbot: QtBot, background: Background, model: Accepting) -> tuple[CodeWindow, list[str]]:
    window, said = CodeWindow(background, model), []
    window.recovered.connect(lambda sentence: said.append(str(sentence)))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window, said


def fill_in(window: CodeWindow, code: tuple[str, ...]) -> None:
    for group, text in zip(window.groups, code, strict=True):
        group.setText(text)
    window.passphrase.first.set_text(NEW)
    window.passphrase.second.set_text(NEW)
    window.recover()


def test_an_invitation_is_accepted_by_keyboard(qtbot: QtBot, theme: Theme, background: Background, team: Team) -> None:
    femke, identity = unlock_dossier(team.path, team.ids["femke"], PASSPHRASE.format("femke"), policy=team.policy, clock=team.clock)
    bram = femke.do(add_member, name="Bram Vos", role=Role.LAWYER, discipline=Discipline.LAW)
    told = custody.invite(team.path, femke, identity, next(m for m in femke.ask(members) if m.id == bram), policy=team.policy)
    window, said = shown(qtbot, background, Accepting(team.path, team.clock, team.policy))
    rest()
    assert complaints(window) == []
    assert "Ik heb een code" in spoken(window) and [holder.name for holder in window._model.members] == ["Bram Vos"]
    fill_in(window, (*told.groups[:3], "00000"))
    background.wait_until_idle()
    assert window.bar.text.startswith("Groep 4 klopt niet")
    shoot(theme, window, "code", size=None)
    fill_in(window, told.groups)
    background.wait_until_idle()
    assert "zodra een aandachtsfunctionaris het dossier heeft geopend" in said[0]
    custody.settle(team.path, femke, identity, policy=team.policy)
    open_dossier(team.path, bram, NEW, policy=team.policy, clock=team.clock).close()
    femke.close()


def test_a_new_laptop_takes_the_keys_over(qtbot: QtBot, theme: Theme, background: Background, team: Team, tmp_path: Path) -> None:
    wil, identity = unlock_dossier(team.path, team.ids["wil"], PASSPHRASE.format("wil"), policy=team.policy, clock=team.clock)
    wil.close()
    code = offer_move(key_file_of(team.path), identity, team.policy)
    laptop = replace(team.policy, travels=False, own_folder=tmp_path / "own", state_folder=tmp_path / "laptop")
    window, said = shown(qtbot, background, Accepting(team.path, team.clock, laptop))
    fill_in(window, code.groups)
    background.wait_until_idle()
    assert "Uw sleutels staan nu op deze computer" in said[0]
    open_dossier(team.path, team.ids["wil"], NEW, policy=laptop, clock=team.clock).close()


def test_without_anything_to_use_a_code_for_it_says_whom_to_ask(qtbot: QtBot, theme: Theme, background: Background, team: Team) -> None:
    window, _ = shown(qtbot, background, Accepting(team.path, team.clock, team.policy))
    assert "Vraag de aandachtsfunctionaris om een code" in window.bar.text
    assert not window.button.isEnabled()
