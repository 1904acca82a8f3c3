"""Meetings, agenda items, who was there, what was said and decided."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import ClassVar

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from expertiseteam.access.tables import InCircle
from expertiseteam.cases.tables import OfCaseOrMeeting
from expertiseteam.meetings.recognise import LineKind
from expertiseteam.meetings.records import ItemKind, ItemState, MeetingState
from expertiseteam.storage.rows import Keep, Numbered, Row


class Meeting(InCircle, Row):
    """One overleg. Its own circle holds what belongs to no case."""

    __tablename__ = "meeting"
    keeps = Keep("on", 120)
    on: Mapped[date] = mapped_column(index=True)
    starts: Mapped[time]
    minutes: Mapped[int]
    place: Mapped[str]
    chair_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
    secretary_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
    state: Mapped[MeetingState] = mapped_column(default=MeetingState.PLANNED)
    agenda_version: Mapped[int] = mapped_column(default=0)
    started_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)


class OfMeeting(MappedAsDataclass, kw_only=True):
    meeting_id: Mapped[str] = mapped_column(ForeignKey("meeting.id", deferrable=True, initially="DEFERRED"), index=True)


class AgendaItem(OfMeeting, OfCaseOrMeeting, InCircle, Row):
    __tablename__ = "agenda_item"
    keeps = Keep()
    kind: Mapped[ItemKind]
    position: Mapped[int]
    reasons: Mapped[str] = mapped_column(default="[]")  # JSON: what stood on paper stays as it was
    question: Mapped[str] = mapped_column(default="")
    since_last: Mapped[str] = mapped_column(default="")
    last_agreement: Mapped[str] = mapped_column(default="")
    minutes: Mapped[int] = mapped_column(default=5)
    state: Mapped[ItemState] = mapped_column(default=ItemState.PLANNED)
    because: Mapped[str] = mapped_column(default="")
    seconds: Mapped[int] = mapped_column(default=0)  # spoken so far, without the time since opened_at
    opened_at: Mapped[datetime | None] = mapped_column(default=None)


class Attendance(OfMeeting, InCircle, Row):
    __tablename__ = "attendance"
    keeps = Keep()
    member_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
    is_present: Mapped[bool]
    remark: Mapped[str] = mapped_column(default="")


class Said(OfMeeting, OfCaseOrMeeting, InCircle, Row):
    """One line taken down during the meeting, on disk at once."""

    __tablename__ = "said"
    searched = ("text",)
    keeps = Keep()
    item_id: Mapped[str] = mapped_column(ForeignKey("agenda_item.id", deferrable=True, initially="DEFERRED"), index=True)
    kind: Mapped[LineKind]
    text: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
    in_minutes: Mapped[bool] = mapped_column(default=True)
    decision_id: Mapped[str | None] = mapped_column(default=None)
    action_id: Mapped[str | None] = mapped_column(default=None)
    move_id: Mapped[str | None] = mapped_column(default=None)
    front_before: Mapped[int | None] = mapped_column(default=None)
    front_after: Mapped[int | None] = mapped_column(default=None)


class Decision(OfMeeting, OfCaseOrMeeting, InCircle, Row):
    """What was decided; its number runs per year without gaps."""

    __tablename__ = "decision"
    searched = ("code", "text")
    numbered: ClassVar[Numbered] = Numbered(("year",), "{year}-{number:03d}")
    keeps = Keep()
    year: Mapped[int | None]
    number: Mapped[int | None]
    code: Mapped[str]  # "2026-031"
    text: Mapped[str]
    on: Mapped[date]


Index("ix_decision_year_number", Decision.year, Decision.number)
