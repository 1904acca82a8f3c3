"""What leaves this room."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Matter(enum.StrEnum):
    """What is compared between the dossier and a copy, in the order in which it is told."""

    CASE = "casussen"
    CONCERN = "signalen"
    VISIT = "huisbezoeken"
    MEETING = "overleggen"
    DECISION = "besluiten"
    ACTION = "acties"
    NOTE = "notities"
    MEMBER = "leden"


@dataclass(frozen=True, slots=True)
class Difference:
    """Of one matter: the names of what the dossier has and the copy has not, what is newer in the dossier, and what comes back."""

    matter: Matter
    added: tuple[str, ...]
    changed: tuple[str, ...]
    back: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shadow:
    """One row for comparing: what it is called, and how often it was changed."""

    id: str
    version: int
    name: str


@dataclass(frozen=True, slots=True)
class Stand:
    """All rows for comparing."""

    rows: dict[Matter, tuple[Shadow, ...]]
