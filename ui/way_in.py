"""The windows before the main window, one after another: unlock, welcome, make, recover, a code, mend, the example."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from expertiseteam.basics.clock import Clock, system_clock
from expertiseteam.basics.endings import SERVER
from expertiseteam.basics.sentences import Misplaced, Refused, Unopened
from ui.shell.errors import ErrorBoundary
from ui.shell.preferences import Preferences
from ui.shell.runner import Background, Lane
from ui.shell.unlock import UnlockWindow
from ui.unlocking import Unlocking, load_core, policy_of

if TYPE_CHECKING:
    from expertiseteam.vault.copies import Copy
    from expertiseteam.vault.identity import Identity
    from expertiseteam.vault.policy import VaultPolicy
    from ui.entrances import Opened
    from ui.shell.desk import Place
    from ui.welcome import WelcomeWindow

SUFFIX = ".dossier"
NOT_JOINED = "U wacht niet langer op de teammap. Er is niets gewijzigd. Kijk of u met het netwerk verbonden bent en probeer het opnieuw."


class WayIn(QObject):
    """Shows one window at a time. `clock` and `policy` are what dossiers are opened with; `_enter_dossier` is told of one that opened."""

    def __init__(self, preferences: Preferences, clock: Clock, policy: VaultPolicy | None, passphrases: Mapping[str, str] | None) -> None:
        """`passphrases`, by member id, are shown on the unlock window: for the example only."""
        super().__init__()
        self._preferences, self.clock = preferences, clock
        self._usual_policy = self._policy = policy or policy_of(preferences.workplace)
        self.boundary = ErrorBoundary()
        self._background = Background(self.boundary.handle)
        self._passphrases: Mapping[str, str] = passphrases or {}
        self.window: QWidget | None = None
        self.first_place: Place | None = None  # where who made a dossier chose to begin

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
        window: UnlockWindow
        ahead = partial(_load_ahead, lambda: window.is_opening)
        window = UnlockWindow(self._background, model, ahead, read_members=model.read_members)
        window.unusable.connect(lambda refused: self._cannot_unlock(path, refused))
        window.mend_asked.connect(lambda said: self._mend(path, model.identity, said))
        window.opened.connect(self._on_opened)
        window.other_dossier_asked.connect(self._choose)
        window.new_dossier_asked.connect(lambda: self._make_new())
        window.passphrase_forgotten.connect(lambda: self._recover(path))
        window.code_asked.connect(lambda: self._use_code(path))
        window.folder_asked.connect(self._join)
        window.move_asked.connect(lambda: self._bring_home(path))
        model.tell = partial(_tell, window)
        self._show(window)
        window.tell(told)

    def open_example(self, *, fresh: bool = False) -> None:
        """Open the example dossier, which is made when it is not there yet."""
        welcome = self._welcome()
        welcome.making_example(0)
        Lane(self._background, welcome, self._on_refused, latest=False).work(self._on_example, partial(_prepare_example, welcome), fresh)

    def _on_example(self, found: object) -> None:
        from ui.example import ExampleHere

        assert isinstance(found, ExampleHere)
        self._passphrases, self.clock, self._policy = found.passphrases, found.clock, found.policy
        self.ask_passphrase(found.path)

    def _cannot_unlock(self, path: Path, refused: Refused) -> None:
        if isinstance(refused, Misplaced):
            self._welcome().offer(str(refused), self.tr("Verplaatsen…"), partial(self._bring_home, path))
            return
        welcome = self._welcome(str(refused), may_mend=isinstance(refused, Unopened) and path.suffix != SERVER)
        welcome.mend_asked.connect(lambda: self._mend(path))

    def _welcome(self, sentence: str = "", *, may_mend: bool = False) -> WelcomeWindow:
        from ui.welcome import WelcomeWindow

        window = WelcomeWindow(sentence, may_mend=may_mend)
        window.new_dossier_asked.connect(lambda: self._make_new())
        window.other_dossier_asked.connect(self._choose)
        window.folder_asked.connect(self._join)
        window.example_asked.connect(self.open_example)
        self._show(window)
        return window

    def _choose(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        chosen, _ = QFileDialog.getOpenFileName(
            self.window, self.tr("Dossier openen"), "", self.tr("Dossiers (*.dossier *.expertiseteam-server);;Alle bestanden (*)")
        )
        if chosen:
            self._forget_example()
            self.open_chosen(Path(chosen))

    def open_chosen(self, path: Path) -> None:
        """Ask for the passphrase of a dossier; one in a folder of copies is first taken out to where people will work in it."""
        from PySide6.QtWidgets import QFileDialog

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

    def _bring_home(self, path: Path) -> None:
        """Move a dossier that stands where it is not safe to a place of the user's choice on this computer."""
        place = self._choose_here(self.tr("Waar op deze computer komt het dossier?"), path.name)
        if place is not None:
            lane = Lane(self._background, self, self._on_refused, latest=False)
            lane.work(lambda told: self.ask_passphrase(place, told=told), _brought_home, path, place)

    def _choose_here(self, title: str, name: str) -> Path | None:
        """Ask for a place for a dossier, beginning in the user's own folder; the one of last time may be on the network."""
        from PySide6.QtWidgets import QFileDialog

        chosen, _ = QFileDialog.getSaveFileName(self.window, title, str(Path.home() / name), self.tr("Dossiers (*.dossier)"))
        return Path(chosen).with_suffix(SUFFIX) if chosen else None

    def _make_new(self, *, to_share: bool = False) -> None:
        path = self._choose_here(self.tr("Waar komt het dossier?"), "team.dossier")
        if path is not None:
            self._forget_example()
            self.make_new(path, to_share=to_share)

    def make_new(self, path: Path, *, to_share: bool = False) -> None:
        """Show the pages for a new dossier at a path, or why none can stand there. `to_share`: for a team folder, which comes after."""
        lane = Lane(self._background, self, self._cannot_make, latest=False)
        lane.work(lambda _: self._pages_for(path, to_share), _refuse_to_make, path)

    def _cannot_make(self, refused: Refused) -> None:
        self._welcome().offer(str(refused), self.tr("Kies een map op deze computer…"), partial(self._make_new, to_share=True))

    def _pages_for(self, path: Path, to_share: bool) -> None:
        from ui.entrances import Making
        from ui.shell.create import CreateWindow

        model = Making(path, self.clock, self._policy)
        window = CreateWindow(self._background, model, may_save=self._preferences.may_save_files, to_share=to_share)
        window.created.connect(self._on_created)
        window.cancelled.connect(lambda: self.start())
        self._show(window)

    def _join(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        folder = QFileDialog.getExistingDirectory(self.window, self.tr("De map van uw team op het netwerk"))
        if not folder:
            return
        path = self._choose_here(self.tr("Waar komt het dossier op deze computer?"), "team.dossier")
        if path is not None:
            self._forget_example()
            self.join(Path(folder), path)

    def join(self, folder: Path, path: Path) -> None:
        """Come into a team folder: ask for a code, or for the passphrase of who has keys on this computer already."""
        from dataclasses import replace

        from expertiseteam.vault.policy import VaultPolicy
        from ui.shell.patience import Waiting

        welcome = self._welcome()
        words = self.tr("De teammap wordt bekeken…")
        welcome.busy(words)
        waiting = Waiting(welcome.bar)
        lane = Lane(self._background, welcome, self._on_refused, latest=False)
        waiting.stopped.connect(lane.forget)
        waiting.stopped.connect(lambda: self._on_refused(Refused(NOT_JOINED)))
        policy = replace(self._policy or VaultPolicy(), patience=waiting.begin(words))
        lane.work_apart(partial(self._on_joining, path), _begin_joining, folder, path, policy)

    def _on_joining(self, path: Path, has_keys: bool) -> None:
        if has_keys:
            self.ask_passphrase(path)
        else:
            self._use_code(path)

    def _recover(self, path: Path) -> None:
        from ui.entrances import Recovering
        from ui.shell.recover import RecoverWindow

        window = RecoverWindow(self._background, Recovering(path, self.clock, self._policy))
        window.recovered.connect(self._on_opened)
        window.cancelled.connect(lambda: self.ask_passphrase(path))
        self._show(window)

    def _use_code(self, path: Path) -> None:
        from ui.entrances import Accepting
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
        from ui.entrances import settled
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

    def _on_created(self, opened: object, place: Place) -> None:
        self.first_place = place
        self._on_opened(opened)

    def _on_opened(self, opened: object) -> None:
        from ui.entrances import Opened

        assert isinstance(opened, Opened)
        if not self._passphrases:
            self._preferences.change(last_dossier=str(opened.path))
        if opened.older:
            self._mend(opened.path, opened.identity, opened=opened)
            return
        self._enter_dossier(opened)

    def _enter_dossier(self, opened: Opened) -> None:
        """Show the main window of this dossier."""
        raise NotImplementedError

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


def _brought_home(dossier: Path, place: Path) -> str:
    from expertiseteam.safety.bringing_home import bring_home

    return bring_home(dossier, place)


def _refuse_to_make(path: Path) -> None:
    from expertiseteam.vault.disk_kind import refuse_to_make

    refuse_to_make(path)


def _load_ahead(hurried: Callable[[], bool]) -> None:
    """Load the core and all screens, while the user types; `hurried` says that the typing is done."""
    first = "expertiseteam.opening" not in sys.modules
    load_core()
    from ui.inside import rehearse

    if first:
        rehearse(system_clock, hurried)
        gc.freeze()  # a few hundred thousand objects that stay: sweeping need not look at them ever again


def _begin_joining(folder: Path, path: Path, policy: VaultPolicy) -> bool:
    """Returns whether somebody can unlock here already."""
    from expertiseteam.sharing.joining import begin_joining
    from expertiseteam.vault.keyfile import key_file_of
    from expertiseteam.vault.keys import who_can_unlock

    begin_joining(folder, path, policy)
    return bool(who_can_unlock(key_file_of(path), policy))


def _prepare_example(welcome: WelcomeWindow, fresh: bool) -> object:
    from ui.example import example_here

    return example_here(fresh=fresh, on_progress=partial(_tell_days, welcome))


def _tell_days(window: WelcomeWindow, lived: int, days: int) -> None:
    """Called from the thread that makes the example; the window may be gone by then."""
    tenth = 10 * (10 * lived // max(days, 1))
    with suppress(RuntimeError):
        window.example_made.emit(tenth)


def _tell(window: UnlockWindow, sentence: str) -> None:
    """Called from the thread that unlocks; the window may be gone by then."""
    with suppress(RuntimeError):
        window.waiting.emit(sentence)
