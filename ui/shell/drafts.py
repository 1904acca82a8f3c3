"""What is typed in a form is kept as its author's draft, encrypted in the dossier, until it is recorded or thrown away.

There is one `DraftKeeper` for every form; what is in a draft, and when it goes, is for the form to say.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from expertiseteam.access.drafts import DraftText, drop_draft, keep_draft, my_draft
from expertiseteam.basics.sentences import Refused
from ui.shell.runner import Runner

REST = 1000  # milliseconds without a key
LONGEST = 2000  # milliseconds that typed text is ever without a draft, however long somebody types on
Fields = dict[str, str]
WAS = "was "  # before the name of a field in a draft: what stood in the record when its author began


class Pace(QObject):
    """Tells `due` after a second of rest, and at least every two seconds while somebody types on. Call `touched` at every change."""

    due = Signal()

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self.rest = QTimer(self, singleShot=True, interval=REST)
        self.longest = QTimer(self, singleShot=True, interval=LONGEST)
        self.rest.timeout.connect(self.due)
        self.longest.timeout.connect(self.due)

    @property
    def is_waiting(self) -> bool:
        """Whether something was typed since the last time it stopped."""
        return self.rest.isActive() or self.longest.isActive()

    def touched(self) -> None:
        """Something was typed or chosen."""
        self.rest.start()
        if not self.longest.isActive():
            self.longest.start()

    def stop(self) -> None:
        """The text is being kept, or needs no draft any more."""
        self.rest.stop()
        self.longest.stop()


class DraftKeeper(QObject):
    """Keeps the fields of one form about one thing, and gives them back to their author alone.

    `read` gives what is typed now, `restore` puts an earlier draft back. `secret` gives what goes sealed (see `keep_draft`); None leaves
    what was sealed before. An earlier draft comes back unless something was typed before it came; with `merges` it comes back then too,
    and `restore` puts both together.

    Call `begin` when the form opens, `touched` at every change, `keep_now` when the screen is left or locked, `leave` when the form closes
    and `finish` when its text was recorded.
    """

    def __init__(
        self,
        owner: QObject,
        runner: Runner,
        form: str,
        read: Callable[[], Fields],
        restore: Callable[[Fields], None],
        *,
        secret: Callable[[], str | None] = lambda: None,
        merges: bool = False,
    ) -> None:
        super().__init__(owner)
        self._form, self._read, self._restore, self._secret, self._merges = form, read, restore, secret, merges
        self._runner, self._lane = runner, runner.lane(self, self._on_refused, latest=True)
        self._about: str | None = None
        self._blank: Fields = {}
        self._is_touched = self._has_sealed = self._failed = False
        self._on_disk: tuple[Fields, str | None] | None = None
        self.found: DraftText | None = None  # what came back since `begin`
        self.pace = Pace(self)
        self.pace.due.connect(self.keep_now)

    def begin(self, about: str = "") -> None:
        """The form shows something else now, in its first state; an earlier draft about it comes back."""
        self.pace.stop()
        self._about, self._blank, self._on_disk, self.found = about, self._read(), None, None
        self._is_touched = self._has_sealed = False
        self._lane.ask(self._on_found, my_draft, self._form, about)

    def touched(self, *_: object) -> None:
        """Something was typed or chosen."""
        if self._about is not None:
            self._is_touched = True
            self.pace.touched()

    def keep_now(self, then: Callable[[], None] | None = None) -> None:
        """Write down what was typed, when it is not on disk yet; a form that is blank again has no draft.

        `then` hears that what is typed now is on disk; with it a text is written again though it was written before.
        """
        self.pace.stop()
        if self._about is None or not (self._is_touched or self._on_disk):
            return
        fields, secret = self._read(), self._secret()
        seals = self._has_sealed if secret is None else bool(secret)
        if fields == self._blank and not seals:
            self.drop()
        elif then is not None or self._failed or self._on_disk != (fields, secret):
            self._on_disk, self._has_sealed = (fields, secret), seals
            self._lane.do(partial(self._on_kept, then), keep_draft, self._form, self._about, fields, secret=secret)

    def leave(self) -> None:
        """The form closes without recording: what was typed stays as a draft."""
        self.keep_now()
        self._about = self._on_disk = None

    def pause(self) -> None:
        """An act is recording the text: keep nothing until it says how that went, or the draft would come back after it."""
        self.pace.stop()

    def recorded(self) -> None:
        """The act that recorded the text dropped its draft in the same stroke; the form goes on about the same thing."""
        self.pace.stop()
        self._on_disk, self._is_touched, self._has_sealed, self._failed = None, False, False, False

    def drop(self) -> None:
        """The text is not wanted any more; the form goes on about the same thing."""
        if self._about is not None and self._on_disk is not None:
            self._lane.do(_nothing, drop_draft, self._form, self._about)
        self.recorded()

    def finish(self) -> None:
        """The text was recorded, or thrown away: the form closes."""
        self.drop()
        self._about = None

    def _on_kept(self, then: Callable[[], None] | None, _: None) -> None:
        self._failed = False
        if then is not None:
            then()

    def _on_refused(self, refused: Refused) -> None:
        """A full disk, a share that dropped away: said once, and tried again with the next key, on leaving, and every two seconds."""
        if not self._failed:
            self._runner.fail(refused)
        self._failed = True
        if self._about is not None and self._is_touched:
            self.pace.touched()

    def _on_found(self, draft: DraftText | None) -> None:
        if draft is None or draft.about != self._about:
            return
        self._on_disk, self._has_sealed = (draft.fields, None), draft.has_sealed
        if self._merges or self._read() == self._blank:
            self.found = draft
            self._restore(draft.fields)
            self.pace.stop()


def _nothing(_: object) -> None:
    """The draft is gone; nobody needs to hear it."""
