"""The main window: rail, bar, one screen at a time, status line. It moves between places and tells screens what changed.

It knows no subject: the screens come as entries.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.clock import Clock
from expertiseteam.basics.dates import clock_time
from ui.look.theme import Theme, wear
from ui.look.tokens import MINIMUM_WINDOW
from ui.shell.bars import StatusLine, TopBar
from ui.shell.commands import Command
from ui.shell.desk import Desk, Names, Place
from ui.shell.errors import ErrorBoundary
from ui.shell.keys_panel import KeysPanel
from ui.shell.lock import IdleLock
from ui.shell.pages import Pages
from ui.shell.palette import Groups, Palette, Search
from ui.shell.panes import Panes, can_stop, first_stop
from ui.shell.preferences import Preferences
from ui.shell.rail import Entry, Rail
from ui.shell.runner import Runner
from ui.shell.screen import Screen
from ui.widgets.frames import MessageBar

if TYPE_CHECKING:
    from expertiseteam.access.who import Who
    from expertiseteam.access.workspace import Changes
    from ui.shell.saving import Saving

LONGEST_HISTORY = 50


class Window(QWidget):
    """Made once per unlocked dossier. `lock` locks it: called by the button, Ctrl+L and the idle lock after every screen has been left.

    `search` finds in the dossier for Ctrl+K, with a desk in hand. `closing` is told when the user closes the window.
    """

    closing = Signal()
    went = Signal(object)

    def __init__(
        self,
        *,
        runner: Runner,
        theme: Theme,
        preferences: Preferences,
        clock: Clock,
        me: Who,
        entries: Sequence[Entry],
        search: Callable[[Desk], Search],
        lock: Callable[[], None],
        boundary: ErrorBoundary,
    ) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setWindowTitle(self.tr("Expertiseteam"))  # never a name or a case: it stands in the task bar
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        wear(self)
        self.setMinimumSize(*MINIMUM_WINDOW)
        self._entries, self._lock_dossier, self._preferences, self._clock = tuple(entries), lock, preferences, clock
        self._pages: dict[str, Screen] = {}
        self._history: list[Place] = []
        self._place: Place | None = None
        self._paper: QWidget | None = None
        self._before_paper: QWidget | None = None
        self._shortcuts: dict[str, list[QShortcut]] = {}
        self._panes = Panes()
        self.names = Names()
        self.names.hide(preferences.settings.names_hidden)
        self.desk = Desk(
            runner=runner,
            workspace=runner.workspace,
            theme=theme,
            names=self.names,
            clock=clock,
            me=me,
            preferences=preferences,
            go=self.go,
            back=self._back_from_done,
            say=self.say,
            paper=self.show_paper,
        )
        self.rail = Rail(self._entries, lambda key: self.go(Place(key)), self.lock)
        self.top = TopBar(self.names, me.name, self._open_palette)
        self.foot = StatusLine()
        self.bar, self.alarm = MessageBar(), MessageBar()
        self.stack = Pages()
        self._lay_out()
        self.palette_panel = Palette(self, self._command_groups, search(self.desk))
        self.palette_panel.went.connect(self.go)
        self.keys_panel = KeysPanel(self, self._command_groups)
        self.ear: QObject | None = None  # hears that the screen is locked or the computer goes to sleep
        self.idle = IdleLock(self.lock, preferences.settings.idle_minutes)
        self.idle.setParent(self)  # it must not outlive the window it would lock
        self._everywhere = self._make_everywhere()
        for command in self._everywhere:
            self._bind(command, self)
        runner.changed.connect(self._on_changed)
        boundary.told.connect(self._on_told)
        self._facts: tuple[str, ...] = ()
        self.refresh_facts()
        if notice := preferences.take_notice():
            self._on_told(notice, "warn")

    # Where the user is

    @property
    def place(self) -> Place | None:
        return self._place

    @property
    def screen_now(self) -> Screen | None:
        """The screen that is shown; None while paper is shown or nothing is."""
        page = self.stack.currentWidget()
        return page if isinstance(page, Screen) else None

    def go(self, place: Place) -> None:
        """Show a place. A screen is made at its first visit and kept."""
        entry = self._entry(place.kind)
        if self._place is not None and self._place != place:
            self._history = [*self._history[-LONGEST_HISTORY:], self._place]
        self._show(entry, place)

    def back(self) -> None:
        """Go to where the user came from."""
        if self._paper is not None:
            self._close_paper()
        elif self._history:
            place = self._history.pop()
            self._show(self._entry(place.kind), place)

    def _back_from_done(self) -> None:
        """Go to where the user came from, or to the first screen; what is done here is no place to come back to."""
        done = self._place
        self._history = [place for place in self._history if place != done]
        if self._history:
            self.back()
        else:
            self._show(self._entries[0], Place(self._entries[0].key))

    def say(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Say something in the status line."""
        self.foot.say(text, undo)

    def show_alarm(self, text: str, buttons: Sequence[tuple[str, Callable[[], None]]] = ()) -> None:
        """Let a sentence stand in red above every screen until it is taken away; "" takes it away."""
        if text != self.alarm.text or not text:
            self._alarm_holder.setVisible(bool(text))
            if text:
                self.alarm.tell(text, "alert", buttons, closable=False)
            else:
                self.alarm.close_bar()

    def show_paper(
        self, title: str, pdf: bytes, file_name: str, *, sealed: bytes | None = None, saving: Saving | None = None, warning: str = ""
    ) -> None:
        """Show a PDF in place of the screen. It stays in memory until the user saves it."""
        from ui.shell.pdf_view import PdfPage

        self._close_paper()
        self._before_paper = self.focusWidget()
        may_save = self._preferences.may_save_files
        self._paper = PdfPage(title, pdf, file_name, close=self._close_paper, say=self.say, may_save=may_save, sealed=sealed, saving=saving)
        self.stack.addWidget(self._paper)
        self.stack.setCurrentWidget(self._paper)
        self._paper.setFocus(Qt.FocusReason.OtherFocusReason)
        if warning:
            self._paper.bar.tell(warning, "warn")

    def lock(self) -> None:
        """Leave every screen, so that drafts are written, and lock the dossier."""
        self._leave()
        self.idle.stop()
        self._lock_dossier()

    def keep_what_is_typed(self, seconds: float) -> bool:
        """Let the screen write its drafts and wait until they are on disk; returns whether they are. The work can go on afterwards."""
        self._leave()
        return self.desk.runner.finish_acts(seconds)

    def refresh_facts(self, *facts: str) -> None:
        """Write the right of the status line: the lock time, and facts that others add; without facts those of before stay."""
        self._facts = facts or self._facts
        minutes = self._preferences.settings.idle_minutes
        term = self.tr("1 minuut") if minutes == 1 else self.tr("{0} minuten").format(minutes)
        self.foot.facts.setText(" \u2009·\u2009 ".join([self.tr("Vergrendelt na {0}").format(term), *self._facts]))
        self.idle.set_minutes(minutes)

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.windowHandle() is not None:
            self.idle.watch(self.windowHandle())

    def closeEvent(self, event: QCloseEvent) -> None:
        self.idle.stop()  # a window that is gone asks nobody for a passphrase
        self._leave()
        area = self.normalGeometry() if self.isMaximized() else self.geometry()
        self._preferences.change(geometry=(area.x(), area.y(), area.width(), area.height()), maximised=self.isMaximized())
        self.closing.emit()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            screen = self.screen_now
            if screen is None or not screen.escape():
                self.back()
        else:
            super().keyPressEvent(event)

    def show_where_it_was(self) -> None:
        """Show the window where it stood last time, within a screen that is there now."""
        settings = self._preferences.settings
        if settings.geometry is not None:
            self.setGeometry(clamp(QRect(*settings.geometry), [screen.availableGeometry() for screen in QGuiApplication.screens()]))
        if settings.maximised:
            self.showMaximized()
        else:
            self.show()

    # Parts

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.top)
        self._bar_holder = QWidget()
        holder = QVBoxLayout(self._bar_holder)
        holder.setContentsMargins(18, 10, 18, 0)
        holder.addWidget(self.bar)
        self._bar_holder.hide()
        self.bar.closed.connect(self._bar_holder.hide)
        right.addWidget(self._bar_holder)
        self._alarm_holder = QWidget()
        alarm = QVBoxLayout(self._alarm_holder)
        alarm.setContentsMargins(18, 10, 18, 0)
        alarm.addWidget(self.alarm)
        self._alarm_holder.hide()
        right.insertWidget(0, self._alarm_holder)
        right.addWidget(self.stack, 1)
        row.addLayout(right, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(row, 1)
        outer.addWidget(self.foot)

    def _make_everywhere(self) -> list[Command]:
        return [
            *(command for entry in self._entries for command in entry.everywhere(self.desk)),
            *self.rail.commands(),
            Command("search", self.tr("Zoek een naam, adres of opdracht"), self._open_palette, "Ctrl+K", key_only=True),
            Command("names", self.tr("Toon of verberg namen van bewoners"), self._switch_names, "Ctrl+Shift+N"),
            Command("undo", self.tr("Maak het laatste ongedaan"), self.foot.undo, "Ctrl+Z", lambda: self.foot.can_undo),
            Command("keys", self.tr("Toon de toetsen van dit scherm"), self._open_keys, "F1"),
            Command("panes", self.tr("Ga naar het volgende deel van het venster"), self._next_pane, "F6", key_only=True),
            Command("back", self.tr("Ga terug"), self.back, "Alt+Left", lambda: bool(self._history) or self._paper is not None),
            Command("lock", self.tr("Vergrendel het dossier"), self.lock, "Ctrl+L"),
        ]

    def _command_groups(self) -> Groups:
        here = self.screen_now
        groups: list[tuple[str, Sequence[Command]]] = []
        if here is not None and (own := here.commands()):
            groups.append((self.tr("Op dit scherm"), own))
        groups.append((self.tr("Overal"), self._everywhere))
        return groups

    def _bind(self, command: Command, owner: QWidget) -> QShortcut | None:
        if not command.shortcut:
            return None
        context = Qt.ShortcutContext.WindowShortcut if owner is self else Qt.ShortcutContext.WidgetWithChildrenShortcut
        shortcut = QShortcut(QKeySequence(command.shortcut), owner, context=context)
        shortcut.activated.connect(lambda: command.run() if command.enabled() else None)
        return shortcut

    def _bind_screen(self, key: str, screen: Screen) -> None:
        """Let the keys of a screen work; again at every visit, for what can be done there may have changed."""
        for old in self._shortcuts.pop(key, []):
            old.setEnabled(False)
            old.deleteLater()
        self._shortcuts[key] = [shortcut for command in screen.commands() if (shortcut := self._bind(command, screen)) is not None]

    def _entry(self, kind: str) -> Entry:
        for entry in self._entries:
            if entry.shows(kind):
                return entry
        raise LookupError(f"no screen shows {kind}")

    def _show(self, entry: Entry, place: Place) -> None:
        before = self.screen_now
        screen = self._pages.get(entry.key)
        if screen is None:
            screen = self._pages[entry.key] = entry.make(self.desk)
            self.stack.addWidget(screen)
        if before is not None and before is not screen:
            before.leave()
        self._close_paper()
        self._place = place
        self.rail.mark(entry.under or entry.key)
        self.rail.setVisible(not screen.alone)
        self.top.setVisible(not screen.alone)
        screen.arrive(place, partial(self.stack.setCurrentWidget, screen))
        self._bind_screen(entry.key, screen)
        focused = self.focusWidget()
        if focused is None or not screen.isAncestorOf(focused):
            first = first_stop(screen)
            if first is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.went.emit(place)

    def _close_paper(self) -> None:
        if self._paper is None:
            return
        paper, self._paper = self._paper, None
        self.stack.removeWidget(paper)
        paper.deleteLater()
        if self._place is not None:
            self.stack.setCurrentWidget(self._pages[self._entry(self._place.kind).key])
        stop, self._before_paper = self._before_paper, None
        if stop is not None and can_stop(stop):
            stop.setFocus(Qt.FocusReason.OtherFocusReason)  # to where the keyboard was when the paper came

    def _leave(self) -> None:
        if (screen := self.screen_now) is not None:
            screen.leave()

    def _switch_names(self) -> None:
        self.names.hide(not self.names.hidden)

    def _open_palette(self) -> None:
        self.keys_panel.close_overlay()
        self.palette_panel.open()

    def _open_keys(self) -> None:
        if self.keys_panel.isVisible():
            self.keys_panel.close_overlay()
        else:
            self.palette_panel.close_overlay()
            self.keys_panel.open()

    def _next_pane(self) -> None:
        screen = self.screen_now
        self._panes.go_on([self.rail, self.top, *(screen.panes() if screen is not None else [self.stack])], self.focusWidget())

    # Slots

    def _on_changed(self, changes: Changes) -> None:
        if changes.is_ours:
            self.foot.saved(self.tr("Alles bewaard om {0}").format(clock_time(self._clock())))
        for screen in self._pages.values():
            screen.changed(changes)

    def _on_told(self, sentence: str, tone: str) -> None:
        for screen in self._pages.values():
            screen.forget()  # what went wrong may have left one half filled
        self._bar_holder.show()
        self.bar.tell(sentence, tone)


def clamp(wanted: QRect, screens: Sequence[QRect]) -> QRect:
    """Return the wanted rectangle, moved and shrunk so that it lies within the screen it overlaps most."""
    if not screens:
        return wanted

    def shared(screen: QRect) -> int:
        common = screen.intersected(wanted)
        return common.width() * common.height() if common.isValid() else 0

    best = max(screens, key=shared)
    width, height = min(wanted.width(), best.width()), min(wanted.height(), best.height())
    x = max(best.left(), min(wanted.x(), best.right() + 1 - width))
    y = max(best.top(), min(wanted.y(), best.bottom() + 1 - height))
    return QRect(x, y, width, height)
