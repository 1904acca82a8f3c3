"""Errors that carry a sentence for the user. Anything else that is raised is our bug."""

from __future__ import annotations


class Refused(Exception):
    """Carries one Dutch text for the user: what happened, what it means, what to do now."""


class Conflict(Refused):
    """A colleague changed the same fields. `fields`: name -> (yours, theirs); nothing is thrown away."""

    def __init__(self, fields: dict[str, tuple[object, object]]) -> None:
        super().__init__("Een collega heeft dit intussen gewijzigd. Uw tekst staat er nog. Kies welke tekst blijft.")
        self.fields = fields
