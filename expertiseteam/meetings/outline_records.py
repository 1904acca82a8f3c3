"""What leaves this folder about one overleg at a glance."""

from __future__ import annotations

from dataclasses import dataclass

from expertiseteam.meetings.records import DayChoice, Deadlines, ItemState, ReasonKind


@dataclass(frozen=True, slots=True)
class PointLine:
    """One point of an overleg at a glance: code and label, and how much came of it."""

    id: str
    case_id: str | None
    code: str
    title: str
    state: ItemState
    minutes: int
    reasons: tuple[ReasonKind, ...]  # most pressing first; empty for a fixed point
    decisions: tuple[str, ...]  # "2026-031"
    actions: int
    front_before: int | None
    front_after: int | None
    is_own: bool = False  # somebody proposed it
    is_shut: bool = False  # the overleg goes on, and somebody in the room may not hear it: only its code is to be seen


@dataclass(frozen=True, slots=True)
class MeetingOutline:
    """The points of one overleg; `skipped`: how many cases are not discussed; `present` of `expected` people.

    `gap_remark`: that it comes too long after the one before, "" when it does not.
    """

    points: tuple[PointLine, ...]
    skipped: int
    present: int
    expected: int
    day: DayChoice
    gap_remark: str
    deadlines: Deadlines
