"""Visits by a duo."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from expertiseteam.cases.tables import OfCase
from expertiseteam.storage.rows import Keep, Row
from expertiseteam.visits.records import Outcome, VisitState


class Visit(OfCase, Row):
    """A duo's task at one door, and what came of it: two views, one outcome."""

    __tablename__ = "visit"
    searched = ("task", "care_view", "enforcement_view")
    keeps = Keep()
    task: Mapped[str]
    before: Mapped[date]
    care_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"), index=True)
    enforcement_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"), index=True)
    sent_by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
    sent_on: Mapped[date]
    is_announced: Mapped[bool] = mapped_column(default=True)
    on: Mapped[date | None] = mapped_column(default=None, index=True)
    at: Mapped[time | None] = mapped_column(default=None)
    state: Mapped[VisitState] = mapped_column(default=VisitState.PLANNED, index=True)
    outcome: Mapped[Outcome | None] = mapped_column(default=None)
    care_view: Mapped[str] = mapped_column(default="")
    enforcement_view: Mapped[str] = mapped_column(default="")
    told: Mapped[str] = mapped_column(default="")  # what the resident was told
    cancelled_because: Mapped[str] = mapped_column(default="")
