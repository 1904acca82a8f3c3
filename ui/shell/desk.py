"""What every screen is handed: one frozen Desk. There are no singletons; whoever needs something finds it here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal

from expertiseteam.basics.clock import Clock
from ui.look.theme import Theme
from ui.shell.preferences import Preferences
from ui.shell.runner import Runner

if TYPE_CHECKING:
    from expertiseteam.access.who import Who
    from expertiseteam.access.work import Act, Query
    from expertiseteam.access.workspace import Workspace
    from ui.shell.saving import Saving


@dataclass(frozen=True)
class Place:
    """Somewhere in the program. `kind` is a screen's key or one of its kinds ("cases", "case"), `id` the row, `extra` anything frozen."""

    kind: str
    id: str | None = None
    extra: object = None


class Say(Protocol):
    """Says something in the status line, with an offer to undo it."""

    def __call__(self, text: str, undo: Callable[[], None] | None = None) -> None: ...


class ShowPaper(Protocol):
    """Shows a PDF inside the window. `pdf` stays in memory; `file_name` is what saving proposes, without names of people.

    `sealed`: what is saved instead of `pdf`, the same paper encrypted. `saving`: who gets it and why is asked when it is saved; without it,
    that was noted already, or nobody is named on it. `warning`: what to know before it is saved or printed.
    """

    def __call__(
        self, title: str, pdf: bytes, file_name: str, *, sealed: bytes | None = None, saving: Saving | None = None, warning: str = ""
    ) -> None: ...


class Names(QObject):
    """Whether names of residents are shown on this window: a courtesy when somebody walks in, not the guarantee of the projector."""

    switched = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._hidden = False

    @property
    def hidden(self) -> bool:
        return self._hidden

    def hide(self, hidden: bool) -> None:
        """Hide or show names everywhere; screens hear it through `switched`."""
        if hidden != self._hidden:
            self._hidden = hidden
            self.switched.emit(hidden)

    def of(self, name: str, instead: str) -> str:
        """Return the name, or what stands in its place ("26-041") while names are hidden."""
        return instead if self._hidden else name


@dataclass(frozen=True)
class Desk:
    """Everything a screen may use. `go` moves to a place, `say` speaks in the status line, `paper` shows a PDF.

    `back` is for a form that is done: to where the user came from, and the form is no place to go back to.
    """

    runner: Runner
    workspace: Workspace
    theme: Theme
    names: Names
    clock: Clock
    me: Who
    preferences: Preferences
    go: Callable[[Place], None]
    back: Callable[[], None]
    say: Say
    paper: ShowPaper

    def may(self, thing: Act[..., Any] | Query[..., Any]) -> bool:
        """Whether who is signed in may start this: for buttons that would only be refused. What counts is asked again when it is done."""
        from expertiseteam.access.permission import may

        return may(self.me, thing.permission)
