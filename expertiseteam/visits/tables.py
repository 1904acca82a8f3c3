"""Visits by a duo."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, ForeignKey, and_, or_
from sqlalchemy.orm import Mapped, mapped_column

from expertiseteam.basics.clock import amsterdam
from expertiseteam.cases.tables import OfCase
from expertiseteam.storage.rows import Keep, Row, SeenBy, Word
from expertiseteam.visits.records import Consent, ContactMode, DayPart, IncidentKind, Outcome, Phones, Purpose, Refusal, Risk, VisitState
from expertiseteam.visits.round_records import RoundState


class Visit(OfCase, Row):
    """A duo's task at one door, and what came of it: two views, one outcome."""

    __tablename__ = "visit"
    searched = ("task", "care_view", "enforcement_view")
    remembers = ("care_id", "enforcement_id", "planned_on", "cancelled_because", "check_in_id")
    keeps = Keep()
    stated = ("state", "cancelled_because")
    yields: ClassVar = {"sent_by_id": (), "sent_on": ()}  # nobody edits these: of a next attempt that both of a duo planned the first stays
    task: Mapped[str]
    before: Mapped[date]
    care_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"), index=True)
    enforcement_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"), index=True)
    sent_by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
    sent_on: Mapped[date]
    is_announced: Mapped[bool] = mapped_column(default=True)
    mode: Mapped[ContactMode | None] = mapped_column(default=None)  # empty in visits of before there was a choice: they went there
    part: Mapped[DayPart | None] = mapped_column(default=None)  # of the day, as planned
    planned_on: Mapped[date | None] = mapped_column(default=None)
    planned_at: Mapped[time | None] = mapped_column(default=None)
    ends_at: Mapped[time | None] = mapped_column(default=None)
    purpose: Mapped[Purpose | None] = mapped_column(default=None)
    is_sensitive: Mapped[bool] = mapped_column(default=False)
    is_discreet: Mapped[bool] = mapped_column(default=False)
    said_purpose: Mapped[str] = mapped_column(default="")
    not_open_because: Mapped[str] = mapped_column(default="")
    why_now: Mapped[str] = mapped_column(default="")
    lighter: Mapped[str] = mapped_column(default="")
    risk: Mapped[Risk | None] = mapped_column(default=None)
    prompts: Mapped[str] = mapped_column(default="")
    measures: Mapped[str] = mapped_column(default="")
    safe_place: Mapped[str] = mapped_column(default="")
    alone_because: Mapped[str] = mapped_column(default="")  # then one and the same member stands for both pairs of eyes
    approach: Mapped[str] = mapped_column(default="")  # code of the catalogue (domain.md, row 70)
    check_in_id: Mapped[str | None] = mapped_column(default=None)
    check_in_at: Mapped[time | None] = mapped_column(default=None)
    check_in_phones: Mapped[Phones | None] = mapped_column(default=None)
    check_in_due: Mapped[datetime | None] = mapped_column(default=None, index=True)
    checked_in: Mapped[datetime | None] = mapped_column(default=None)
    on: Mapped[date | None] = mapped_column(default=None, index=True)
    at: Mapped[time | None] = mapped_column(default=None)
    state: Mapped[VisitState] = mapped_column(default=VisitState.PLANNED, index=True)
    outcome: Mapped[Outcome | None] = mapped_column(default=None)
    refusal: Mapped[Refusal | str | None] = mapped_column(Word(Refusal), default=None)  # a str: the code of a word that the team added
    consent: Mapped[Consent | None] = mapped_column(default=None)
    consent_because: Mapped[str] = mapped_column(default="")
    told_purpose: Mapped[bool] = mapped_column(default=False)  # who they are, and that they come for help or to supervise
    care_view: Mapped[str] = mapped_column(default="")
    enforcement_view: Mapped[str] = mapped_column(default="")
    common: Mapped[str] = mapped_column(default="")  # what both pairs of eyes agree on
    told: Mapped[str] = mapped_column(default="")  # what the resident was told
    cancelled_because: Mapped[str] = mapped_column(default="")
    minutes: Mapped[int] = mapped_column(default=0)  # how long it took, the way there too; 0: nobody wrote it down (domain.md, row 104)

    @classmethod
    def called_off(cls, now: datetime, because: str) -> tuple[ColumnElement[bool], dict[str, Any]]:
        """Planned visits, but not one that is under way while somebody waits for the duo: that alarm must stand until they are back."""
        here = now.astimezone(amsterdam())
        later = or_(cls.planned_on > here.date(), and_(cls.planned_on == here.date(), cls.planned_at > here.time()))
        nobody_waits = or_(cls.check_in_due.is_(None), cls.checked_in.is_not(None))
        which = and_(cls.state == VisitState.PLANNED, or_(nobody_waits, later))
        return which, {"state": VisitState.CANCELLED, "cancelled_because": because}


class Incident(OfCase, Row):
    """Something went wrong at a door: kept with the visit, and told to who plans the next one."""

    __tablename__ = "incident"
    keeps = Keep()
    visit_id: Mapped[str] = mapped_column(index=True)
    kind: Mapped[IncidentKind | str] = mapped_column(Word(IncidentKind))
    what: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
    done: Mapped[str] = mapped_column(default="")


class Unavailable(OfCase, Row):
    """A member does not go to this door: his own street, or he knows the family. Only that it is so is kept, never why."""

    __tablename__ = "unavailable"
    keeps = Keep()
    member_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))


class Budget(OfCase, Row):
    """What comes in and goes out in a month, in cents: two totals, kept because the resident wants that (domain.md, row 108)."""

    __tablename__ = "budget"
    keeps = Keep()
    visit_id: Mapped[str] = mapped_column(index=True)
    earned: Mapped[int]
    spent: Mapped[int]
    on: Mapped[date]
    by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))


class RoundSeries(Row):
    """A round every week through an area, after the buurtkeet (domain.md, row 25)."""

    __tablename__ = "round_series"
    keeps = Keep()
    seen_by = SeenBy.EVERYONE
    area: Mapped[str]
    weekday: Mapped[int]  # 0 is Monday
    starts: Mapped[time]
    spot: Mapped[str] = mapped_column(default="")  # code of the catalogue
    is_active: Mapped[bool] = mapped_column(default=True)


class Round(Row):
    """One round, walked or not. What was seen stands in signals; nothing here is about a resident."""

    __tablename__ = "round"
    keeps = Keep()
    seen_by = SeenBy.EVERYONE
    series_id: Mapped[str] = mapped_column(ForeignKey("round_series.id", deferrable=True, initially="DEFERRED"), index=True)
    on: Mapped[date]
    by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
    at: Mapped[datetime]
    state: Mapped[RoundState] = mapped_column(default=RoundState.WALKED)
    guests: Mapped[str] = mapped_column(default="")  # who walked along and is no member, such as the greenkeeper
    learned: Mapped[str] = mapped_column(default="")
    signals: Mapped[int] = mapped_column(default=0)  # only how many: which ones were seen here stands nowhere, they go their own way
    because: Mapped[str] = mapped_column(default="")


class RoundMember(Row):
    """Somebody of the team who walked along."""

    __tablename__ = "round_member"
    keeps = Keep()
    seen_by = SeenBy.EVERYONE
    round_id: Mapped[str] = mapped_column(ForeignKey("round.id", deferrable=True, initially="DEFERRED"), index=True)
    member_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
