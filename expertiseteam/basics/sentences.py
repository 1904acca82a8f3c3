"""Errors that carry a sentence for the user. Anything else that is raised is our bug."""

from __future__ import annotations

from datetime import datetime


class Refused(Exception):
    """Carries one Dutch text for the user: what happened, what it means, what to do now."""


class Unopened(Refused):
    """The dossier's own files, or the disk they stand on, are why it does not open or read: looking again, a copy or saving what is whole
    may help (`safety/mending.py`)."""


class Misplaced(Refused):
    """A dossier would stand, or stands, on a disk that does not keep it safe (`vault/disk_kind.py`): another place is to be chosen."""


class TeamIsOlder(Refused):
    """The team still works with an older program, and all of it has to go over at once. `may_raise`: who is here may decide that."""

    def __init__(self, sentence: str, *, may_raise: bool = False) -> None:
        super().__init__(sentence)
        self.may_raise = may_raise


class Conflict(Refused):
    """A colleague changed the same fields. `fields`: name -> (yours, theirs); `by` and `at`: who did it, and when (an aware moment).

    Both are empty where nobody can tell. Nothing is thrown away. `left`: the same for fields that only the colleague changed; yours is what
    the form still shows there, and must not go over it when the form is sent again.
    """

    def __init__(
        self,
        fields: dict[str, tuple[object, object]],
        by: str = "",
        at: datetime | None = None,
        left: dict[str, tuple[object, object]] | None = None,
    ) -> None:
        super().__init__(f"{by or 'Een collega'} heeft dit intussen gewijzigd. Uw tekst staat er nog. Kies welke tekst blijft.")
        self.fields, self.by, self.at, self.left = fields, by, at, left or {}
