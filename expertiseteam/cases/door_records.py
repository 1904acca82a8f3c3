"""What is agreed around a front door besides the places, and what is known already, as it leaves this folder."""

from __future__ import annotations

import enum
import json
from dataclasses import dataclass, fields
from datetime import date, datetime

from expertiseteam.cases.records import DOOR_QUESTIONS, AtTheDoor, DoorAnswers


class DoorWordKind(enum.StrEnum):
    """What is agreed with one organisation at a front door (domain.md, rows 80 and 81); a wish to come was heard, and not granted yet."""

    ROOM = "mag zelf beslissen over"
    SUPPORTS = "ondersteunt"
    VIEW = "ziet het anders"
    WISH = "wil ook aan de deur"


@dataclass(frozen=True, slots=True)
class DoorWordLine:
    """One agreement or view. `other`: whom it supports; `about`: the decision that a view is about, in its number."""

    id: str
    version: int
    organisation_id: str
    organisation: str
    kind: DoorWordKind
    other_id: str | None
    other: str
    about: str
    text: str
    at: datetime
    by: str
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class DoorFrame:
    """Who stood where at the end of one day: that of an overleg, or now."""

    on: date
    is_now: bool
    door: tuple[AtTheDoor, ...]


@dataclass(frozen=True, slots=True)
class FactLine:
    """Something that the household told once. `used`: who used it since, each with the purpose."""

    id: str
    version: int
    topic: str
    text: str
    organisation: str
    on: date
    used: tuple[str, ...]


def answered(stored: str) -> list[tuple[str, str]]:
    """The questions that were answered at a move, each with its answer, from what is stored with it."""
    given = json.loads(stored) if stored else {}
    return [(q, given[f.name]) for q, f in zip(DOOR_QUESTIONS, fields(DoorAnswers), strict=True) if given.get(f.name, "").strip()]
