"""What screens learn of the team folder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class SharedState:
    """How a dossier and its team folder stand.

    `waiting`: things done here that the team does not have yet, the first of them at `since`; `aside`: those that clash with what a
    colleague did, and wait for a choice; `lost`: those that have no place any more, and wait to be read; `stopped`: the sentence that says
    why nothing is shared now, or ""; `knocking`: whether somebody who was invited asks to be let in; `present`: names of colleagues who
    have the same case open, as far as is known; `clock`: says so when a colleague's clock and this one are apart, or "".
    """

    waiting: int = 0
    since: datetime | None = None
    aside: int = 0
    lost: int = 0
    stopped: str = ""
    knocking: bool = False
    present: tuple[str, ...] = ()
    clock: str = ""

    @property
    def is_shared(self) -> bool:
        """Whether the team has all that was done here."""
        return not self.waiting and not self.stopped


@dataclass(frozen=True)
class NotShared:
    """Something done here that the team does not have yet, in the words of the log. `about`: numbers of cases and signals, or ""."""

    at: datetime
    what: str
    about: str


@dataclass(frozen=True)
class Forgetting:
    """Something that was destroyed at `at` and is not gone everywhere yet.

    `confirm`: members of whom one has to open the dossier, to confirm that it is right without it; empty once that was done. `is_proposed`:
    there is something to confirm; `is_alone`: by the only member, who opens the dossier once more. `behind`: members of whose laptops is
    not known that they let go of it; `gone_on`: when the last copy is.
    """

    at: datetime
    is_proposed: bool
    confirm: tuple[str, ...]
    behind: tuple[str, ...] = ()
    gone_on: date | None = None
    is_alone: bool = False


@dataclass(frozen=True)
class Clashing:
    """One text that two people changed at the same time; both as people read them."""

    table: str
    row_id: str
    column: str
    mine: str
    theirs: str

    @property
    def key(self) -> str:
        """Which text it is."""
        return f"{self.table}:{self.row_id}:{self.column}"


@dataclass(frozen=True)
class Clashed:
    """Something done on this laptop that clashed with what a colleague did. `code` and `name`: what people call what it is about.

    `lost`: texts of what is not there any more, or cannot be there twice; they are shown, and cannot be done again.
    """

    id: str
    at: datetime
    code: str
    name: str
    clashing: tuple[Clashing, ...]
    lost: tuple[str, ...]
