"""The program: from the unlock window to the main window and back. The one place where windows follow each other."""

from __future__ import annotations

import gc
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from expertiseteam.basics.clock import Clock, system_clock
from expertiseteam.basics.endings import SERVER
from expertiseteam.basics.sentences import Refused, Unopened
from expertiseteam.basics.workplace import read_workplace
from ui.entrances import Accepting, Making, Opened, Recovering, Unlocking, load_core, policy_of, settled
from ui.look.theme import Theme
from ui.shell.application import dress, follow_system, make_application
from ui.shell.desk import Place
from ui.shell.ending import Ending
from ui.shell.errors import ErrorBoundary
from ui.shell.preferences import Preferences
from ui.shell.runner import Background, Lane
from ui.shell.unlock import UnlockWindow

if TYPE_CHECKING:
    from expertiseteam.safety.restoring import Prepared
    from expertiseteam.vault.copies import Copy
    from expertiseteam.vault.identity import Identity
    from expertiseteam.vault.policy import VaultPolicy
    from ui.safety.keeper import Keeper
    from ui.shell.runner import Runner
    from ui.shell.window import Window
    from ui.welcome import WelcomeWindow

SUFFIX = ".dossier"
LONGEST_GOODBYE = 3.0  # seconds: a session that ends does not wait longer for one program


def run(dossier: Path | None = None, *, example: bool = False, fresh: bool = False) -> int:
    """Open the program and stay until it is closed; returns the exit code. `fresh` makes the example anew."""
    app = make_application(sys.argv[:1])
    program = Program(app, Preferences(workplace=read_workplace()))
    program.boundary.install()
    ending = Ending(app)
    ending.asked.connect(program.quit)
    ending.announced.connect(program.keep_what_is_typed)
    try:
        if example:
            program.open_example(fresh=fresh)
        else:
            program.start(dossier)
        return app.exec()
    finally:
        ending.stop()
        program.boundary.uninstall()


class Program(QObject):
    """Shows one window at a time and hands over between them. `clock` and `policy` are what dossiers are opened with."""

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
        super().__init__()
        self._app, self._preferences, self.clock = app, preferences, clock
        self._usual_policy = self._policy = policy or policy_of(preferences.workplace)
        self._theme = Theme()
        self.dress()
        follow_system(app, self._theme, preferences)
        self.boundary = ErrorBoundary()
        self._background = Background(self.boundary.handle)
        self._passphrases: Mapping[str, str] = passphrases or {}
        self._back_to: tuple[str, Place] | None = None  # who was where when the dossier was locked
        self.window: QWidget | None = None
        self._keeper: Keeper | None = None

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

    # Which window

    def start(self, dossier: Path | None = None) -> None:
        """Ask for the passphrase of a dossier: the given one, else the last one; else welcome."""
        last = self._preferences.settings.last_dossier
        path = dossier or (Path(last) if last else None)
        if path is None:
            self._welcome()
        else:
            self.ask_passphrase(path)

    def ask_passphrase(self, path: Path, member_id: str | None = None, *, told: str = "") -> None:
        """Show the unlock window of a dossier; one that has no keys says so on the welcome window."""
        model = Unlocking(path, self.clock, self._policy, self._passphrases, member_id)
        window = UnlockWindow(self._background, model, _load_ahead, read_members=model.read_members)
        window.unusable.connect(lambda refused: self._cannot_unlock(path, refused))
        window.mend_asked.connect(lambda said: self._mend(path, model.identity, said))
        window.opened.connect(self._on_opened)
        window.other_dossier_asked.connect(self._choose)
        window.new_dossier_asked.connect(self._make_new)
        window.passphrase_forgotten.connect(lambda: self._recover(path))
        window.code_asked.connect(lambda: self._use_code(path))
        model.tell = partial(_tell, window)
        self._show(window)
        window.tell(told)

    def open_example(self, *, fresh: bool = False) -> None:
        """Open the example dossier, which is made when it is not there yet."""
        welcome = self._welcome()
        welcome.busy(self.tr("Het voorbeelddossier wordt gemaakt: twee jaar werk van een verzonnen team. Dat duurt even…"))
        Lane(self._background, welcome, self._on_refused, latest=False).work(self._on_example, _prepare_example, fresh)

    def _on_example(self, found: object) -> None:
        from ui.example import ExampleHere

        assert isinstance(found, ExampleHere)
        self._passphrases, self.clock, self._policy = found.passphrases, found.clock, found.policy
        self.ask_passphrase(found.path)

    def _cannot_unlock(self, path: Path, refused: Refused) -> None:
        welcome = self._welcome(str(refused), may_mend=isinstance(refused, Unopened) and path.suffix != SERVER)
        welcome.mend_asked.connect(lambda: self._mend(path))

    def _welcome(self, sentence: str = "", *, may_mend: bool = False) -> WelcomeWindow:
        from ui.welcome import WelcomeWindow

        window = WelcomeWindow(sentence, may_mend=may_mend)
        window.new_dossier_asked.connect(self._make_new)
        window.other_dossier_asked.connect(self._choose)
        window.example_asked.connect(self.open_example)
        self._show(window)
        return window

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self.window, self.tr("Dossier openen"), "", self.tr("Dossiers (*.dossier *.expertiseteam-server);;Alle bestanden (*)")
        )
        if chosen:
            self._forget_example()
            self.open_chosen(Path(chosen))

    def open_chosen(self, path: Path) -> None:
        """Ask for the passphrase of a dossier; one in a folder of copies is first taken out to where people will work in it."""
        from expertiseteam.vault.copies import copy_at

        copy = copy_at(path)
        if copy is None:
            self.ask_passphrase(path)
            return
        chosen, _ = QFileDialog.getSaveFileName(
            self.window,
            self.tr("Dit is een reservekopie. Waar komt het dossier waarin u gaat werken?"),
            path.name,
            self.tr("Dossiers (*.dossier)"),
        )
        if chosen:
            place = Path(chosen).with_suffix(SUFFIX)
            lane = Lane(self._background, self, self._on_refused, latest=False)
            lane.work(lambda _: self.ask_passphrase(place), _take_out, copy, place)

    def _make_new(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self.window, self.tr("Waar komt het dossier?"), "team.dossier", self.tr("Dossiers (*.dossier)")
        )
        if chosen:
            self._forget_example()
            self.make_new(Path(chosen).with_suffix(SUFFIX))

    def make_new(self, path: Path) -> None:
        """Show the pages for a new dossier at a path."""
        from ui.shell.create import CreateWindow

        window = CreateWindow(self._background, Making(path, self.clock, self._policy), may_save=self._preferences.may_save_files)
        window.created.connect(self._on_opened)
        window.cancelled.connect(lambda: self.start())
        self._show(window)

    def _recover(self, path: Path) -> None:
        from ui.shell.recover import RecoverWindow

        window = RecoverWindow(self._background, Recovering(path, self.clock, self._policy))
        window.recovered.connect(self._on_opened)
        window.cancelled.connect(lambda: self.ask_passphrase(path))
        self._show(window)

    def _use_code(self, path: Path) -> None:
        from ui.shell.code import CodeWindow

        try:
            window = CodeWindow(self._background, Accepting(path, self.clock, self._policy))
        except Refused as refused:
            self._welcome(str(refused))
            return
        window.recovered.connect(lambda said: self.ask_passphrase(path, told=str(said)))
        window.cancelled.connect(lambda: self.ask_passphrase(path))
        self._show(window)

    def _mend(self, path: Path, identity: Identity | None = None, said: str = "", opened: Opened | None = None) -> None:
        """Look a dossier over that does not open, and mend it; with `opened` one that is older than what was seen here."""
        from expertiseteam.vault.policy import VaultPolicy
        from ui.safety.mend_window import MendWindow
        from ui.safety.mending import Mending

        def again(told: str = "") -> None:
            self.ask_passphrase(path, model.identity.member_id if model.identity is not None else None, told=told)

        def enter() -> None:
            if model.opened is None:
                again()
            else:
                self._background.work(self._on_opened, settled, model.opened)

        model = Mending(path, self.clock, self._policy or VaultPolicy(), identity, opened)
        window = MendWindow(self._background, model, said)
        window.done.connect(again)
        window.cancelled.connect(again)
        window.open_asked.connect(enter)
        self._show(window)

    def _forget_example(self) -> None:
        if self._passphrases:
            self._passphrases, self.clock, self._policy = {}, system_clock, self._usual_policy

    # The main window

    def _on_opened(self, opened: object) -> None:
        assert isinstance(opened, Opened)
        if not self._passphrases:
            self._preferences.change(last_dossier=str(opened.path))
        if opened.older:
            self._mend(opened.path, opened.identity, opened=opened)
            return
        self._background.work(lambda ready: self._enter(opened, ready), _who, opened, self.clock)

    def _enter(self, opened: Opened, me: object) -> None:
        from expertiseteam.access.who import Who
        from ui.entries import entries
        from ui.insight.search import searcher
        from ui.next_meeting import NextMeeting
        from ui.privacy.log_alarm import watch_log
        from ui.safety.keeper import Keeper
        from ui.safety.words import latest_words
        from ui.shell.runner import Runner
        from ui.shell.window import Window

        assert isinstance(me, Who)
        runner = Runner(opened.workspace, self.boundary.handle)
        window = Window(
            runner=runner,
            theme=self._theme,
            preferences=self._preferences,
            clock=self.clock,
            me=me,
            entries=entries(opened, self._on_look_changed, lambda prepared: self._put_back(opened, me.id, prepared)),
            search=searcher,
            lock=lambda: self._lock(opened, me.id),
            boundary=self.boundary,
        )
        self._keeper = keeper = Keeper(runner, window)
        keeper.told.connect(lambda state: window.refresh_facts(latest_words(state, self.clock())))
        window.closing.connect(keeper.give_up)
        window.closing.connect(lambda: _close(runner, opened))
        NextMeeting(runner, window, self.clock)
        self._show(window)
        place = self._back_to[1] if self._back_to and self._back_to[0] == me.id else Place(self.home)
        self._back_to = None
        window.go(place)
        if opened.told:
            window.say(" ".join(opened.told))
        watch_log(runner, window, self.boundary)

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
        self._give_up_copy()
        window.desk.runner.close()  # acts that were asked for, drafts among them, are finished first
        opened.workspace.close()
        self._back_to = (member_id, place) if place else None
        self.ask_passphrase(opened.path, member_id)

    def _give_up_copy(self) -> None:
        if self._keeper is not None:
            self._keeper.give_up()

    def _put_back(self, opened: Opened, member_id: str, prepared: Prepared) -> None:
        """Close the dossier, put the copy in its place, and ask for the passphrase again."""
        self._give_up_copy()
        self.main.desk.runner.close()
        opened.workspace.close()
        self._back_to = (member_id, Place("copies"))
        welcome = self._welcome()
        welcome.busy(self.tr("Het dossier van nu wordt bewaard en de kopie wordt teruggezet…"))
        lane = Lane(self._background, welcome, self._on_refused, latest=False)
        lane.work(lambda _: self.ask_passphrase(opened.path, member_id), prepared.put_back, self.clock)

    def _show(self, window: QWidget) -> None:
        before, self.window = self.window, window
        if hasattr(window, "show_where_it_was"):
            window.show_where_it_was()
        else:
            window.show()
        if before is not None:
            before.hide()
            before.deleteLater()

    def _on_refused(self, refused: Refused) -> None:
        self._welcome(str(refused))


def _take_out(copy: Copy, place: Path) -> None:
    from expertiseteam.safety.restoring import take_out

    take_out(copy, place)


def _load_ahead() -> None:
    """Load the core and all screens, while the user types."""
    first = "expertiseteam.opening" not in sys.modules
    load_core()
    import ui.entries
    import ui.insight.search
    import ui.shell.window  # noqa: F401

    if first:
        gc.freeze()  # a few hundred thousand objects that stay: sweeping need not look at them ever again


def _who(opened: Opened, clock: Clock) -> object:
    """Who unlocked. The example's own time goes on where this member stopped, so that lines keep their order."""
    from expertiseteam.example.clock import RunningClock, catch_up

    if isinstance(clock, RunningClock):
        catch_up(clock, opened.workspace)
    return opened.workspace.me()


def _close(runner: Runner, opened: Opened) -> None:
    runner.close()
    opened.workspace.close()


def _prepare_example(fresh: bool) -> object:
    from ui.example import example_here

    return example_here(fresh=fresh)


def _tell(window: UnlockWindow, sentence: str) -> None:
    """Called from the thread that unlocks; the window may be gone by then."""
    with suppress(RuntimeError):
        window.waiting.emit(sentence)
