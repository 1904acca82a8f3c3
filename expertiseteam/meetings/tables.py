"""Meetings, agenda items, who was there, what was said and decided."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import ClassVar

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from expertiseteam.access.tables import InCircle
from expertiseteam.cases.tables import OfCaseOrMeeting
from expertiseteam.meetings.recognise import LineKind
from expertiseteam.meetings.records import ItemKind, ItemState, MeetingState, PaperKind, RemarkKind
from expertiseteam.storage.rows import Closed, GivenNumber, Keep, Numbered, Row


class Meeting(InCircle, Row):
    """One overleg. Its own circle holds what belongs to no case."""

    __tablename__ = "meeting"
    keeps = Keep("on", 120)
    stated = ("state", "because")
    yields: ClassVar = {"agenda_version": ()}  # how often an agenda was changed is nothing to ask anybody
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
    series_on: Mapped[date | None] = mapped_column(default=None)  # its day in the rhythm, once it was moved away from that
    because: Mapped[str] = mapped_column(default="")  # why it is skipped


class OfMeeting(MappedAsDataclass, kw_only=True):
    meeting_id: Mapped[str] = mapped_column(ForeignKey("meeting.id", deferrable=True, initially="DEFERRED"), index=True)


class AgendaItem(OfMeeting, OfCaseOrMeeting, InCircle, Row):
    __tablename__ = "agenda_item"
    keeps = Keep()
    # Two laptops that go on at the same moment mean the same: the clock of the first counts. Holding a point over never gives way.
    yields: ClassVar = {"state": ("BUSY", "DISCUSSED"), "seconds": (), "opened_at": (), "began_at": (), "stopped_at": ()}
    stated = ("state", "because")
    once_per = ("meeting_id", "kind", "case_id", "point_id")  # an agenda that two laptops make apart is one agenda
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
    began_at: Mapped[datetime | None] = mapped_column(default=None)  # when it was first spoken about
    stopped_at: Mapped[datetime | None] = mapped_column(default=None)  # when the room went on to another point, the last time
    point_id: Mapped[str] = mapped_column(default="")  # of a point that somebody proposed; it may be forgotten before its overleg


class Attendance(OfMeeting, InCircle, Row):
    __tablename__ = "attendance"
    keeps = Keep()
    closed_by = Closed("minutes", "meeting_id", frozenset({"is_present", "remark"}))
    stated = ("is_present", "remark")
    once_per = ("meeting_id", "member_id")
    member_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
    is_present: Mapped[bool]
    remark: Mapped[str] = mapped_column(default="")


class RoomMove(OfMeeting, InCircle, Row):
    """Somebody came in or went out while the overleg went on. Who has none was there from the beginning to the end, or not at all."""

    __tablename__ = "room_move"
    keeps = Keep()
    member_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
    at: Mapped[datetime]
    is_in: Mapped[bool]


class StepOut(OfMeeting, InCircle, Row):
    """Somebody who left the room for one point: in the circle of that point, for its code alone may tell too much."""

    __tablename__ = "step_out"
    keeps = Keep()
    item_id: Mapped[str] = mapped_column(ForeignKey("agenda_item.id", deferrable=True, initially="DEFERRED"), index=True)
    member_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
    at: Mapped[datetime]


class Said(OfMeeting, OfCaseOrMeeting, InCircle, Row):
    """One line taken down during the meeting, on disk at once."""

    __tablename__ = "said"
    searched = ("text",)
    keeps = Keep()
    closed_by = Closed("minutes", "meeting_id", frozenset({"kind", "text", "in_minutes"}))
    stated = ("kind", "in_minutes")
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
    by_id: Mapped[str | None] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"), default=None)


class Minutes(OfMeeting, InCircle, Row):
    """That the minutes of a meeting were adopted: from then on they are what stands in the parts, for ever."""

    __tablename__ = "minutes"
    keeps = Keep()
    fixed = True
    closed_by = Closed("minutes", "meeting_id")  # adopted once
    adopted_on: Mapped[date]
    adopted_at_id: Mapped[str | None] = mapped_column(ForeignKey("meeting.id", deferrable=True, initially="DEFERRED"))
    by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
    parts: Mapped[str]  # the hash of every part in order, so that one that was forgotten later is missed and no other is doubted
    fingerprint: Mapped[str]  # SHA-256 over these


class MinutesPart(OfMeeting, OfCaseOrMeeting, InCircle, Row):
    """A piece of adopted minutes, in the circle of what it is about: who may not know of that reads the minutes without it."""

    __tablename__ = "minutes_part"
    keeps = Keep()
    fixed = True
    position: Mapped[int]
    kind: Mapped[str]
    content: Mapped[str]  # JSON of a record of papers.py


class MinutesRemark(OfMeeting, OfCaseOrMeeting, InCircle, Row):
    """What came after the overleg: a reaction to the concept, a change in it, a late contribution, an erratum. `number`: of its kind."""

    __tablename__ = "minutes_remark"
    numbered: ClassVar[Numbered] = Numbered(("meeting_id", "kind"))
    searched = ("text",)
    keeps = Keep()
    fixed = True
    closed_by = Closed("minutes", "meeting_id", but=("kind", RemarkKind.ERRATUM.name))
    item_id: Mapped[str | None] = mapped_column(ForeignKey("agenda_item.id", deferrable=True, initially="DEFERRED"))
    kind: Mapped[RemarkKind]
    number: Mapped[int] = mapped_column(GivenNumber)
    text: Mapped[str]
    on: Mapped[date]
    at: Mapped[datetime]
    by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))


class IssuedPaper(InCircle, Row):
    """Paper that went out: to whom, what for, and the hash of its bytes, by which the file is known again."""

    __tablename__ = "issued_paper"
    keeps = Keep()
    fixed = True
    meeting_id: Mapped[str | None] = mapped_column(ForeignKey("meeting.id", deferrable=True, initially="DEFERRED"), index=True)
    kind: Mapped[PaperKind]
    title: Mapped[str]
    recipient: Mapped[str]
    purpose: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    encrypted: Mapped[bool]
    at: Mapped[datetime]
    by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))


Index("ix_decision_year_number", Decision.year, Decision.number)
