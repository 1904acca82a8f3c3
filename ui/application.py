"""The program: from the unlock window to the main window and back. The one place where windows follow each other."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from expertiseteam.basics.clock import Clock, system_clock
from expertiseteam.basics.workplace import read_workplace
from ui.look.theme import Theme
from ui.shell.application import dress, follow_system, make_application
from ui.shell.preferences import Preferences
from ui.shell.runner import Lane
from ui.shell.unlock import UnlockWindow
from ui.way_in import WayIn

if TYPE_CHECKING:
    from expertiseteam.access.who import Who
    from expertiseteam.safety.restoring import Prepared
    from expertiseteam.vault.policy import VaultPolicy
    from ui.entrances import Opened
    from ui.safety.keeper import Keeper
    from ui.shell.desk import Place
    from ui.shell.ending import Ending
    from ui.shell.window import Window
    from ui.team.folder_watch import FolderWatch

SETTLED = 50  # milliseconds: the first window is on the screen by then
LONGEST_GOODBYE = 3.0  # seconds: a session that ends does not wait longer for one program


def run(dossier: Path | None = None, *, example: bool = False, fresh: bool = False) -> int:
    """Open the program and stay until it is closed; returns the exit code. `fresh` makes the example anew."""
    app = make_application(sys.argv[:1])
    program = Program(app, Preferences(workplace=read_workplace()))
    program.boundary.install()
    ending: list[Ending] = []
    try:
        if example:
            program.open_example(fresh=fresh)
        else:
            program.start(dossier)
        QTimer.singleShot(SETTLED, program, lambda: ending.append(_listen_for_the_end(app, program)))
        return app.exec()
    finally:
        for one in ending:
            one.stop()
        program.boundary.uninstall()


def _listen_for_the_end(app: QApplication, program: Program) -> Ending:
    """Listen for the system that ends the program. Begun when the first window is there: before that nothing was typed."""
    from ui.shell.ending import Ending

    ending = Ending(app)
    ending.asked.connect(program.quit)
    ending.announced.connect(program.keep_what_is_typed)
    return ending


class Program(WayIn):
    """From the way in to the main window and back."""

    home = "today"  # where one comes in

    def __init__(
        self,
        app: QApplication,
        preferences: Preferences,
        *,
        clock: Clock = system_clock,
        policy: VaultPolicy | None = None,
        passphrases: Mapping[str, str] | None = None,
    ) -> None:
        """`passphrases`, by member id, are shown on the unlock window: for the example only."""
        super().__init__(preferences, clock, policy, passphrases)
        self._app = app
        self._theme = Theme()
        self.dress()
        follow_system(app, self._theme, preferences)
        self._back_to: tuple[str, Place] | None = None  # who was where when the dossier was locked
        self._keeper: Keeper | None = None
        self.folder: FolderWatch | None = None  # of the dossier that is open
        self._why_locked = ""

    def dress(self) -> None:
        """Apply the look that the user prefers."""
        dress(self._app, self._theme, self._preferences)

    @property
    def main(self) -> Window:
        """The main window; AssertionError while the dossier is locked."""
        from ui.shell.window import Window

        assert isinstance(self.window, Window)
        return self.window

    def unlock(self, member_id: str, passphrase: str) -> None:
        """Unlock in the unlock window that is shown and wait for the main window: for pictures and tests."""
        window = self.window
        assert isinstance(window, UnlockWindow)
        while not window.is_ready:  # who can unlock is read once the window has been painted
            self._app.processEvents()
            self.wait_until_idle()
        window.who.set_value(member_id)
        window.passphrase.set_text(passphrase)
        window.unlock()
        self.wait_until_idle()

    def wait_until_idle(self) -> None:
        """Let everything that was asked for arrive: for pictures and tests."""
        from ui.shell.window import Window

        self._background.wait_until_idle(60_000)
        if isinstance(self.window, Window):
            self.window.desk.runner.wait_until_idle()

    def quit(self) -> None:
        """Close whatever is open; what is typed is kept."""
        if self.window is not None:
            self.window.close()
        self._background.close()

    def keep_what_is_typed(self) -> None:
        """The session may end any moment now: put drafts on disk at once."""
        from ui.shell.window import Window

        if isinstance(self.window, Window):
            self.window.keep_what_is_typed(LONGEST_GOODBYE)

    # The main window

    def _enter_dossier(self, opened: Opened) -> None:
        from ui.inside import who_unlocked

        self._background.work(partial(self._enter, opened), who_unlocked, opened, self.clock)

    def _enter(self, opened: Opened, me: Who) -> None:
        from ui.inside import Asks, go_inside
        from ui.shell.desk import Place

        asks = Asks(
            look=self._on_look_changed,
            put_back=partial(self._put_back, opened, me.id),
            lock=partial(self._lock, opened, me.id),
            lock_for=self._lock_for,
        )
        inside = go_inside(opened, me, asks, self.boundary, self._theme, self._preferences, self.clock)
        window, self._keeper, self.folder = inside
        self._show(window)
        place = self._back_to[1] if self._back_to and self._back_to[0] == me.id else self.first_place or Place(self.home)
        self._back_to = self.first_place = None
        window.go(place)
        if opened.told:
            window.say(" ".join(opened.told))
        inside.begin(self.boundary)

    def _on_look_changed(self) -> None:
        from ui.shell.window import Window

        self.dress()
        if isinstance(self.window, Window):
            self.window.refresh_facts()

    def _lock(self, opened: Opened, member_id: str) -> None:
        from ui.shell.window import Window

        window = self.window
        assert isinstance(window, Window)
        place = window.place
        self._let_go_of_files()
        window.desk.runner.close()  # acts that were asked for, drafts among them, are finished first
        opened.workspace.close()
        self._back_to = (member_id, place) if place else None
        told, self._why_locked = self._why_locked, ""
        self.ask_passphrase(opened.path, member_id, told=told)

    def _lock_for(self, reason: str) -> None:
        """Lock as Ctrl+L does, once the answer that tells it has been dealt with, and say why where the passphrase is asked."""
        self._why_locked = reason
        QTimer.singleShot(0, self.main, self.main.lock)

    def _let_go_of_files(self) -> None:
        if self._keeper is not None:
            self._keeper.give_up()
        if self.folder is not None:
            self.folder.close()

    def _put_back(self, opened: Opened, member_id: str, prepared: Prepared) -> None:
        """Close the dossier, put the copy in its place, and ask for the passphrase again."""
        from ui.shell.desk import Place

        self._let_go_of_files()
        self.main.desk.runner.close()
        opened.workspace.close()
        self._back_to = (member_id, Place("copies"))
        welcome = self._welcome()
        welcome.busy(self.tr("Het dossier van nu wordt bewaard en de kopie wordt teruggezet…"))
        lane = Lane(self._background, welcome, self._on_refused, latest=False)
        lane.work(lambda _: self.ask_passphrase(opened.path, member_id), prepared.put_back, self.clock)
