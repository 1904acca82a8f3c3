"""A dossier that does not open, in the windows of the program: looked at again first, then mended, by keys and in plain words."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from expertiseteam.cases.opening import open_case
from expertiseteam.safety import mending
from expertiseteam.storage.file import Health
from expertiseteam.team.members import add_village, villages
from expertiseteam.vault import copies, keys
from expertiseteam.vault.copies import Reason
from expertiseteam.vault.keyfile import key_file_of
from tests.dossier import PASSPHRASE, Team
from tests.safety.test_mending import PAGE, flip
from tests.safety.test_restoring import identity_of
from tests.screens.accessibility import complaints, spoken
from tests.screens.harness import shoot
from ui.application import Program
from ui.look.theme import Theme
from ui.safety.mend_window import MendWindow
from ui.shell.application import make_application
from ui.shell.preferences import Preferences
from ui.shell.unlock import UnlockWindow
from ui.welcome import WelcomeWindow


class Bench:
    """The program on the dossier of the team, as somebody without IT meets it."""

    def __init__(self, team: Team, folder: Path, theme: Theme) -> None:
        self.team, self.theme = team, theme
        self.program = Program(make_application([]), Preferences(folder / "venster.json"), clock=team.clock, policy=team.policy)
        self.failed: list[tuple[str, str]] = []
        self.program.boundary.told.connect(lambda *said: self.failed.append(said))

    def start(self) -> None:
        self.program.start(self.team.path)
        self.settle()

    def settle(self) -> None:
        for _ in range(3):
            QApplication.processEvents()
            self.program.wait_until_idle()

    def unlock(self, first_name: str = "femke") -> None:
        self.program.unlock(self.team.ids[first_name], PASSPHRASE.format(first_name))
        self.settle()

    @property
    def closed(self) -> UnlockWindow:
        assert isinstance(self.program.window, UnlockWindow)
        return self.program.window

    @property
    def mend(self) -> MendWindow:
        assert isinstance(self.program.window, MendWindow)
        return self.program.window

    def press(self, button: object) -> None:
        QTest.keyClick(button, Qt.Key.Key_Space)  # type: ignore[arg-type]
        self.settle()

    def shoot(self, name: str) -> None:
        shoot(self.theme, self.program.window, name, settle=self.settle)
        assert complaints(self.program.window) == []

    def names(self) -> set[str]:
        return {village.name for village in self.program.main.desk.workspace.ask(villages)}


@pytest.fixture
def bench(qtbot: QtBot, team: Team, tmp_path: Path, theme: Theme) -> Iterator[Bench]:
    bench = Bench(team, tmp_path, theme)
    yield bench
    bench.program.quit()
    QApplication.processEvents()
    assert bench.failed == []


def a_past(team: Team) -> None:
    """A copy, and a case after it."""
    team.femke.do(add_village, name="Van toen")
    team.clock.at(2026, 11, 2, 14, 5)
    team.femke.copy(Reason.HAND)
    team.clock.at(2026, 11, 3, 10, 0)
    team.femke.do(
        open_case, (), label="Beukenlaan · man", lead_id=team.ids["noor"], legal_basis="Wmo 2015", purpose="hulp", goal="Weten.",
        bringing_partner="gemeente",
    )  # fmt: skip
    team.close()


def test_a_damaged_dossier_is_looked_at_again_and_the_copy_is_put_back(bench: Bench, team: Team) -> None:
    a_past(team)
    flip(team.path, 0)
    bench.start()
    assert "Laatste reservekopie: gisteren 14.05 uur" in spoken(bench.closed)
    bench.unlock()
    assert "beschadigd" in bench.closed.fault and "Uw wachtzin klopt wel" in bench.closed.fault
    bench.shoot("herstellen-ontgrendelen")
    bench.press(bench.closed.mend_button)
    window = bench.mend
    assert "ook niet toen er nog eens werd gekeken" in window.bar.text
    assert [row.title for row in window.list.rows] == ["Gisteren 14.05 uur"]
    assert window.restore_button.isEnabled() and not window.save_button.isEnabled() and not window.open_button.isVisible()
    bench.shoot("herstellen-kiezen")
    bench.press(window.restore_button)
    assert "is niet te lezen" in spoken(window.restore_page) and "Het gaat" in spoken(window.restore_page)
    bench.shoot("herstellen-vergelijken")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.restore_button.isVisible() and not window.restore_page.isVisible()
    bench.press(window.restore_button)
    bench.press(window.restore_page.go)
    assert "Het dossier staat weer op zijn plek: kopie van 2 november 2026, 14.05 uur." in spoken(bench.closed)
    bench.shoot("herstellen-klaar")
    bench.unlock()
    assert "Van toen" in bench.names()


def test_one_fault_of_the_disk_offers_no_repair(bench: Bench, team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    a_past(team)
    bench.start()
    monkeypatch.setattr(mending, "health", lambda *_: Health.UNANSWERED)
    bench.closed.mend_asked.emit("")
    window = bench.mend
    bench.shoot("herstellen-wie")
    window.passphrase.set_text("niet de goede")
    bench.press(window.look_button)
    assert "De wachtzin klopt niet" in window.bar.text
    window.who.set_value(team.ids["femke"])
    window.passphrase.set_text(PASSPHRASE.format("femke"))
    bench.press(window.look_button)
    assert "antwoordt niet" in window.bar.text
    assert not (window.restore_button.isEnabled() or window.save_button.isEnabled() or window.open_button.isVisible())
    monkeypatch.undo()
    bench.press(window.again_button)
    assert "elke bladzijde is heel" in window.bar.text
    bench.press(window.open_button)
    bench.unlock()
    assert bench.program.main.isVisible()


def test_what_is_whole_is_saved_with_a_list_of_what_is_missing(bench: Bench, team: Team) -> None:
    for n in range(60):
        team.femke.do(add_village, name=f"Buurt {n} " + "x" * 300)
    identity = identity_of(team)
    team.close()
    whole = team.path.read_bytes()
    for page in range(len(whole) // PAGE - 1, 10, -1):
        team.path.write_bytes(whole)
        flip(team.path, page)
        if mending.look_again(team.path, identity).may_save:
            break
    bench.start()
    bench.closed.mend_asked.emit("")
    bench.mend.who.set_value(team.ids["femke"])
    bench.mend.passphrase.set_text(PASSPHRASE.format("femke"))
    bench.press(bench.mend.look_button)
    window = bench.mend
    assert window.save_button.isEnabled() and not window.restore_button.isEnabled(), "there is no copy"
    bench.press(window.save_button)
    assert "Dit is kwijt" in spoken(window.saved_page) and "leden 8" in spoken(window.saved_page)
    assert "log_line" not in spoken(window.saved_page), "tables have names for people"
    bench.shoot("herstellen-gered")
    bench.press(window.saved_page.go)
    bench.unlock()
    assert "Turfven" in bench.names()
    assert len(copies.set_asides(team.path)) == 1
    bench.program.main.lock()
    bench.settle()
    bench.closed.mend_asked.emit("")
    bench.mend.who.set_value(team.ids["femke"])
    bench.mend.passphrase.set_text(PASSPHRASE.format("femke"))
    bench.press(bench.mend.look_button)
    assert "Beschadigd dossier, apart gezet op 02-11-2026, 09.00 uur" in [row.title for row in bench.mend.list.rows]


def test_a_missing_key_file_comes_back_and_then_the_dossier(bench: Bench, team: Team, tmp_path: Path) -> None:
    """Only the folder with copies is left."""
    a_past(team)
    team.path.unlink()
    key_file_of(team.path).unlink()
    shutil.move(copies.copies_folder(team.path), tmp_path / "stick")
    bench.start()
    welcome = bench.program.window
    assert isinstance(welcome, WelcomeWindow) and "is er niet" in welcome.bar.text
    bench.shoot("herstellen-welkom")
    welcome.mend_asked.emit()
    window = bench.mend
    bench.shoot("herstellen-sleutels")
    bench.press(window.keys_button)
    assert "geen reservekopie gevonden" in window.bar.text
    window.point_at(str(tmp_path / "stick"))
    bench.settle()
    assert "Het sleutelbestand uit de kopie van 2 november 2026" in spoken(bench.closed)
    bench.unlock()
    assert "staat niet (meer) op deze plek" in bench.closed.fault
    bench.press(bench.closed.mend_button)
    assert [row.title for row in bench.mend.list.rows] == [] and not bench.mend.restore_button.isEnabled()
    bench.shoot("herstellen-geen-kopie")
    bench.mend.point_at(str(tmp_path / "stick"))
    bench.settle()
    bench.press(bench.mend.restore_button)
    bench.press(bench.mend.restore_page.go)
    bench.unlock()
    assert "Van toen" in bench.names()


def test_a_dossier_of_yesterday_is_told_before_anything_is_written(bench: Bench, team: Team) -> None:
    a_past(team)
    shutil.copy(copies.copies(copies.copies_folder(team.path))[0].dossier, team.path)  # by hand, in the file manager
    before = team.path.read_bytes()
    bench.start()
    bench.unlock()
    window = bench.mend
    assert "Het dossier is ouder dan hier het laatst is gezien, op 3 november 2026;" in window.bar.text
    assert team.path.read_bytes() == before
    bench.shoot("herstellen-ouder")
    bench.press(window.restore_button)
    assert "is niets verschillend" in spoken(window.restore_page), "it is the copy that stands there"
    QTest.keyClick(window, Qt.Key.Key_Escape)
    bench.press(window.accept_button)
    assert "Van toen" in bench.names()
    assert bench.program.main.desk.workspace.look_at_log(deep=True) == []
    bench.program.main.lock()
    bench.settle()
    bench.unlock()
    assert bench.program.main.isVisible(), "it was written down, and is not asked again"


def test_who_is_no_officer_is_told_so_and_may_open_an_older_dossier(bench: Bench, team: Team) -> None:
    _ = team.noor.me()
    a_past(team)
    shutil.copy(copies.copies(copies.copies_folder(team.path))[0].dossier, team.path)
    bench.start()
    bench.unlock("noor")
    bench.press(bench.mend.restore_button)
    assert "kan een teamlid niet doen" in bench.mend.bar.text
    bench.press(bench.mend.accept_button)
    assert "kan een teamlid niet doen" in bench.mend.bar.text
    bench.press(bench.mend.open_button)
    assert "Van toen" in bench.names()


def test_an_older_key_file_is_mended_from_the_copies(bench: Bench, team: Team) -> None:
    key_path = key_file_of(team.path)
    old = key_path.read_bytes()
    keys.set_admin(key_path, identity_of(team), team.ids["wil"], True, policy=team.policy)
    team.femke.copy(Reason.HAND)
    identity_of(team)
    team.close()
    key_path.write_bytes(old)
    bench.start()
    bench.unlock()
    assert "ouder dan laatst gezien" in bench.closed.fault
    bench.press(bench.closed.mend_button)
    bench.mend.passphrase.set_text(PASSPHRASE.format("femke"))
    bench.mend.who.set_value(team.ids["femke"])
    bench.press(bench.mend.look_button)
    bench.press(bench.mend.keys_button)
    bench.unlock()
    assert "Turfven" in bench.names()
