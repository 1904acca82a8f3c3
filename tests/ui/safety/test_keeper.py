"""A copy after every quarter of an hour in which something changed, and the whole way of putting one back in the program."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QFileDialog

from expertiseteam.safety.keeping import choose_second_place, copies_state
from expertiseteam.safety.records import CopiesState
from expertiseteam.team.members import add_village, villages
from expertiseteam.vault.copies import Reason
from tests.acceptance.play import Play
from tests.dossier import PASSPHRASE, Team
from ui.safety.copies_screen import CopiesScreen
from ui.safety.keeper import AFTER_OPENING, QUARTER, Keeper
from ui.safety.words import latest_words, notice_words
from ui.shell.errors import ErrorBoundary
from ui.shell.runner import Runner
from ui.welcome import WelcomeWindow


class Kept:
    """A keeper on a clock that the test moves."""

    def __init__(self, team: Team) -> None:
        self.team, self.seconds, self.owner = team, 1000.0, QObject()
        self.runner = Runner(team.femke, ErrorBoundary().handle)
        self.states: list[CopiesState] = []
        self.keeper = Keeper(self.runner, self.owner, seconds=lambda: self.seconds)
        self.keeper.told.connect(self.states.append)
        self.settle()

    def settle(self) -> None:
        for _ in range(3):
            QApplication.processEvents()
            self.runner.wait_until_idle()

    def passes(self, seconds: float) -> int:
        """Let time pass; returns how many copies there are then."""
        self.seconds += seconds
        self.keeper.look()
        self.settle()
        return len(copies_state(self.team.path).lines)

    def change(self) -> None:
        self.team.femke.do(add_village, name=f"Kern {self.seconds}")
        self.settle()


@pytest.fixture
def kept(qapp: QApplication, team: Team) -> Iterator[Kept]:
    team.femke.copy(Reason.HAND)
    made = Kept(team)
    yield made
    made.runner.close()


def test_a_quarter_of_work_makes_a_copy_and_rest_makes_none(kept: Kept) -> None:
    assert kept.passes(QUARTER * 10) == 1, "nothing changed since the last copy"
    kept.change()
    assert kept.passes(QUARTER - 1) == 1
    kept.change()
    assert kept.passes(1) == 2, "a quarter after the first change, not the last"
    assert latest_words(kept.states[-1], kept.team.clock()) == "Laatste reservekopie: vandaag 9.00 uur"
    assert kept.passes(QUARTER * 10) == 2
    kept.change()
    assert kept.passes(QUARTER) == 3


def test_what_was_not_copied_before_closing_is_copied_soon_after_opening(qapp: QApplication, team: Team) -> None:
    made = Kept(team)
    assert latest_words(made.states[-1], team.clock()) == "Nog geen reservekopie"
    assert made.passes(AFTER_OPENING) == 1
    made.runner.close()


def test_after_sleep_one_copy_is_made_and_not_one_for_each_quarter(kept: Kept) -> None:
    kept.change()
    assert kept.passes(QUARTER * 100) == 2


def test_closing_does_not_wait_for_a_copy(kept: Kept) -> None:
    kept.change()
    kept.keeper.give_up()
    assert kept.passes(QUARTER) == 1
    assert "niet afgemaakt" in kept.states[-1].failed


def test_a_missing_second_place_stands_on_vandaag_with_a_way_to_it(team: Team, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    choose_second_place(team.path, str(stick), team.clock())
    team.femke.copy(Reason.HAND)
    assert notice_words(copies_state(team.path), team.clock()) == ""
    stick.rename(tmp_path / "eruit")
    play = Play(team, tmp_path)
    play.as_member("wil")
    today = play.program.main.screen_now
    assert today is not None
    assert "De tweede plek voor reservekopieën is niet bereikbaar" in today.bar.text and "U kunt gewoon doorwerken" in today.bar.text
    play.program.main.grab()
    play.close()
    assert play.told == []


def test_a_copy_is_put_back_in_the_program_and_the_passphrase_asked_again(team: Team, tmp_path: Path) -> None:
    team.femke.copy(Reason.HAND)
    team.femke.do(add_village, name="Van later")
    play = Play(team, tmp_path)
    team.close()
    play.as_member("femke")
    from ui.shell.desk import Place

    play.program.main.go(Place("copies"))
    play.settle()
    screen = play.program.main.screen_now
    assert isinstance(screen, CopiesScreen)
    screen.look()
    play.settle()
    screen.restore_page.go.click()
    assert isinstance(play.program.window, WelcomeWindow)
    play.program.wait_until_idle()
    play.as_member("femke")
    assert isinstance(play.program.main.screen_now, CopiesScreen), "back where the copies are"
    names = [village.name for village in play.program.main.desk.workspace.ask(villages)]
    assert "Van later" not in names
    assert [line.reason for line in copies_state(team.path).lines][0] == Reason.RESTORE.value
    play.close()
    assert play.told == []


def test_a_copy_from_a_stick_becomes_a_dossier_where_people_will_work(team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = team.femke.copy(Reason.HAND)
    laptop = tmp_path / "laptop"
    laptop.mkdir()
    play = Play(team, tmp_path)
    asked: list[str] = []

    def choose(_: object, title: str, *__: object) -> tuple[str, str]:
        asked.append(title)
        return str(laptop / "weidevoort"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    play.program.open_chosen(copy.dossier)
    play.program.wait_until_idle()
    assert "Dit is een reservekopie" in asked[0]
    assert (laptop / "weidevoort.dossier").exists()
    play.program.unlock(team.ids["femke"], PASSPHRASE.format("femke"))
    assert play.program.main.desk.workspace.path == laptop / "weidevoort.dossier"
    play.close()
    assert play.told == []
