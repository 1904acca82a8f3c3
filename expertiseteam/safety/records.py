"""What leaves this room."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


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


@dataclass(frozen=True, slots=True)
class CopyLine:
    """One copy in a list. `counts`: rows of case, concern, visit and meeting; `size` in bytes; `made`: the file's own time, in seconds."""

    key: str
    at: datetime
    reason: str
    counts: Mapping[str, int]
    size: int
    made: float


@dataclass(frozen=True, slots=True)
class CopiesState:
    """How the copies of a dossier stand on this computer. `failed`: why the last one could not be made."""

    lines: tuple[CopyLine, ...]
    folder: str
    second: str
    second_is_missing: bool
    second_is_same_disk: bool
    second_at: datetime | None
    drilled: datetime | None
    failed: str


@dataclass(frozen=True, slots=True)
class Drill:
    """A practice: which copy, and how many rows of each matter it gave."""

    copy: CopyLine
    counted: Mapping[Matter, int]
    at: datetime


@dataclass(frozen=True, slots=True)
class SavedMatter:
    """What was saved of one kind of data. `missing` and `from_copy` by code where they have one; `unsure`: more may be missing."""

    name: str
    saved: int
    missing: tuple[str, ...]
    from_copy: tuple[str, ...]
    unsure: bool


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What is the matter with a dossier, in a sentence, and what may be offered.

    `may_restore` is off while the disk may only be away, `may_save` on when the file opens but a part of it cannot be read.
    """

    sentence: str
    is_whole: bool
    may_restore: bool
    may_save: bool
