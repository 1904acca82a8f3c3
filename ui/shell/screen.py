"""What every screen is: it is entered at a place, loads in the background, and hears what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractSlider, QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.sentences import Refused
from ui.shell.commands import Command
from ui.shell.desk import Desk, Place
from ui.shell.runner import Lane
from ui.widgets.buttons import Run
from ui.widgets.frames import MessageBar, Scrolled

if TYPE_CHECKING:
    from expertiseteam.access.workspace import Changes

BUSY_AFTER = 1000  # milliseconds before a screen says that it is still fetching
KEPT_FOR = timedelta(minutes=5)  # that a screen may be entered again without loading, when nothing that we know of changed
NOT_SHOWN = frozenset({"draft", "log_line"})  # tables whose rows stand on no screen that keeps what it loaded


class Screen(QWidget):
    """Base of all screens. Give `title` and `watches` (table names), put widgets in `content`, and write `load`.

    `load` asks the desk's runner and shows what comes back. It is called at every `refresh`: on entering, and when something in `watches`
    changed while the screen is shown; when it is hidden the loading waits until it is shown again.

    A screen that `keeps` what it loaded is there at once when it is entered again: it loads only when an act changed anything meanwhile
    (whatever it watches), on another day, and after KEPT_FOR.
    """

    title = ""
    watches: frozenset[str] = frozenset()
    keeps = False
    alone = False  # whether the screen has the window for itself: no rail beside it and no bar above

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setProperty("role", "page")
        self.place: Place | None = None
        self._stale = True
        self._arriving = False
        self._kept_since: datetime | None = None  # None: something changed, or nothing was loaded yet
        outer = QVBoxLayout(self)
        outer.setContentsMargins(18, 14, 18, 12)
        outer.setSpacing(12)
        self.bar = MessageBar()
        outer.addWidget(self.bar)
        self.content = QWidget()
        outer.addWidget(self.content, 1)
        self._busy_timer = QTimer(self, singleShot=True, interval=BUSY_AFTER)
        self._busy_timer.timeout.connect(self._on_still_busy)
        self._busy_words = ""
        self._refusal = ""  # the last sentence that said why something was not done
        desk.names.switched.connect(self._on_names_switched)

    # What a screen writes itself

    def load(self) -> None:
        """Ask for what is shown. Overridden by every screen that shows records."""

    def commands(self) -> Sequence[Command]:
        """Return what can be done here, for Ctrl+K and F1."""
        return ()

    def enter(self, place: Place) -> None:
        """Come here. `place.id` may name a row. Overriders call this one first."""
        self.place = place
        if self.is_kept:
            self._load_stale()
        else:
            self.refresh()

    def leave(self) -> None:
        """Go away, also when the dossier is locked or the window closed: the moment to write a draft down (with `desk.runner.do`)."""

    def escape(self) -> bool:
        """Esc was pressed. Return True when it meant something here (closing a form); else the window goes back."""
        return False

    def panes(self) -> Sequence[QWidget]:
        """Return the parts between which F6 goes round, such as the list and the detail."""
        return (self.content,)

    def names_switched(self) -> None:
        """Show or hide names of residents; as given, everything is loaded anew."""
        self.refresh()

    # What the window uses

    def arrive(self, place: Place, show: Callable[[], None]) -> None:
        """Be shown and enter a place, and load once for both. Why something was not done before does not stand there any more."""
        self.drop_refusal()
        self._arriving = True
        show()
        self._arriving = False
        self.enter(place)

    def forget(self) -> None:
        """Load at the next entering: what is shown may no longer hold."""
        self._kept_since = None

    # What a screen uses

    @property
    def is_kept(self) -> bool:
        """Whether what was loaded still holds, so that entering loads nothing."""
        if not self.keeps or self._kept_since is None:
            return False
        now = self.desk.clock()
        return now - self._kept_since < KEPT_FOR and local_day(now) == local_day(self._kept_since)

    def refresh(self) -> None:
        """Load anew, at once when shown, else when shown again."""
        self._stale = True
        if self.isVisible():
            self._load_stale()

    def changed(self, changes: Changes) -> None:
        """Hear what an act changed."""
        if any(kind not in NOT_SHOWN for kind, _ in changes.rows):
            self.forget()
        if self.watches and changes.touch(*self.watches):
            self.refresh()

    def lane(self, *, latest: bool = False) -> Lane:
        """Return a lane of the runner for this screen; a refusal is shown in its bar."""
        return self.desk.runner.lane(self, self.show_refusal, latest=latest)

    def show_refusal(self, refused: Refused) -> None:
        """Say calmly why something was not done. What was typed stays."""
        self.forget()  # it may have been the loading that was refused
        self.busy("")
        self._refusal = str(refused)
        self.bar.tell(self._refusal, "warn")

    def drop_refusal(self) -> None:
        """Take away why something was not done, when that is over; anything else in the bar stays."""
        if self._refusal and self.bar.text == self._refusal:
            self.bar.close_bar()
        self._refusal = ""

    def inform(self, text: str, tone: str = "calm", buttons: Iterable[tuple[str, Run]] = ()) -> None:
        """Say something above the screen, with things that can be done about it."""
        self.bar.tell(text, tone, buttons)

    def busy(self, words: str) -> None:
        """Say that something takes time ("Verslag maken…"), only when it really does; empty words when it is done."""
        showing = self._busy_words and self.bar.text == self._busy_words
        self._busy_words = words
        if words:
            self._busy_timer.start()
        else:
            self._busy_timer.stop()
            if showing:
                self.bar.close_bar()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Down and Page Up that nobody wanted read on in the largest part that is longer than it shows: that takes no keys."""
        steps = {
            Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
            Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
        }
        wanted = event.key() in steps and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        long = [part for part in self.findChildren(Scrolled) if part.isVisible() and part.verticalScrollBar().maximum()] if wanted else []
        if not long:
            super().keyPressEvent(event)
            return
        step = steps[Qt.Key(event.key())]
        max(long, key=lambda part: part.width() * part.height()).verticalScrollBar().triggerAction(step)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._load_stale()

    def _load_stale(self) -> None:
        if self._stale and self.place is not None and not self._arriving:
            self._stale = False
            self._kept_since = self.desk.clock()
            self.load()

    def _on_still_busy(self) -> None:
        self.bar.tell(self._busy_words, "calm", closable=False)

    def _on_names_switched(self) -> None:
        self.names_switched()
