"""What is typed in a form is kept as its author's draft until it is recorded or thrown away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from expertiseteam.access.drafts import DraftText, drop_draft, keep_draft, my_draft
from ui.shell.desk import Desk
from ui.shell.drafts import Pace

Fields = dict[str, str]


class KeptText(QObject):
    """Keeps the fields of one form about one thing. `read` gives what is typed now, `restore` puts an earlier draft back.

    Call `begin` when the form opens, `touch` at every change, `keep_now` when the screen is left, `leave` when the form closes and `finish`
    once it was recorded.
    """

    def __init__(self, desk: Desk, form: str, read: Callable[[], Fields], restore: Callable[[Fields], None], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._form, self._read, self._restore = desk, form, read, restore
        self._lane = desk.runner.lane(self, latest=True)
        self._about: str | None = None
        self._blank: Fields = {}
        self._on_disk: Fields | None = None
        self._pace = Pace(self)
        self._pace.due.connect(self.keep_now)

    def begin(self, about: str) -> None:
        """The form shows something else now, in its first state. An earlier draft comes back, unless something was typed before it came."""
        self._pace.stop()
        self._about, self._blank, self._on_disk = about, self._read(), None
        self._lane.ask(self._on_found, my_draft, self._form, about)

    def touch(self) -> None:
        """Something was typed or chosen."""
        if self._about is not None:
            self._pace.touched()

    def keep_now(self) -> None:
        """Write down what was typed, when that is not on disk yet."""
        self._pace.stop()
        if self._about is None:
            return
        typed = self._read()
        if typed == self._blank:
            if self._on_disk is not None:
                self._drop()
        elif typed != self._on_disk:
            self._on_disk = typed
            self._desk.runner.do(_nothing, keep_draft, self._form, self._about, typed)

    def leave(self) -> None:
        """The form closes without recording: what was typed stays as a draft."""
        self.keep_now()
        self._about = None

    def finish(self) -> None:
        """The text was recorded."""
        self._pace.stop()
        if self._on_disk is not None:
            self._drop()
        self._about = None

    def _drop(self) -> None:
        self._on_disk = None
        self._desk.runner.do(_nothing, drop_draft, self._form, self._about or "")

    def _on_found(self, draft: DraftText | None) -> None:
        if draft is None or self._about != draft.about:
            return
        self._on_disk = draft.fields
        if self._read() == self._blank:
            self._restore(draft.fields)
            self._pace.stop()


def _nothing(_: object) -> None:
    """The draft is on disk; nobody needs to hear it."""
