"""A threatened home through time, the reporting code with its five steps, and scaling up and down."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from expertiseteam.cases.records import EvictionState
from expertiseteam.cases.safety_records import CodeKind, CodeStep, Danger, Weighed
from expertiseteam.cases.scale_records import AvePhase, EscalateTo, EscalationReason
from expertiseteam.cases.tables import OfCase
from expertiseteam.storage.rows import Keep, Row


class EvictionStep(OfCase, Row):
    """What was reported of a threatened eviction: the case itself holds only how it stands now."""

    __tablename__ = "eviction_step"
    keeps = Keep()
    state: Mapped[EvictionState]
    day: Mapped[date | None]
    source: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))


class ReportingCode(OfCase, Row):
    """The reporting code in one case: what was weighed, and what was decided."""

    __tablename__ = "reporting_code"
    remembers = ("suspicion", "danger", "can_help", "accepted", "in_time", "children_asked")
    keeps = Keep()
    stated = ("suspicion", "danger", "can_help", "accepted", "in_time", "children_asked", "reports", "helps", "decided_on", "why_not")
    kind: Mapped[CodeKind]
    begun_on: Mapped[date]
    suspicion: Mapped[Weighed | None] = mapped_column(default=None)
    danger: Mapped[Danger | None] = mapped_column(default=None)
    can_help: Mapped[Weighed | None] = mapped_column(default=None)
    accepted: Mapped[Weighed | None] = mapped_column(default=None)
    in_time: Mapped[Weighed | None] = mapped_column(default=None)
    children_asked: Mapped[bool] = mapped_column(default=False)
    decided_on: Mapped[date | None] = mapped_column(default=None)
    reports: Mapped[bool | None] = mapped_column(default=None)
    helps: Mapped[bool | None] = mapped_column(default=None)
    why_not: Mapped[str] = mapped_column(default="")
    seen_on: Mapped[date | None] = mapped_column(default=None)


class CodeStepRow(OfCase, Row):
    """One of the five steps of a reporting code."""

    __tablename__ = "code_step"
    remembers = ("owner_id", "done_on", "remark")
    keeps = Keep()
    code_id: Mapped[str] = mapped_column(ForeignKey("reporting_code.id", deferrable=True, initially="DEFERRED"))
    step: Mapped[CodeStep]
    owner_id: Mapped[str | None] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"), default=None)
    done_on: Mapped[date | None] = mapped_column(default=None)
    remark: Mapped[str] = mapped_column(default="")


class AveStep(OfCase, Row):
    """A case that went up or down the ladder of AVE."""

    __tablename__ = "ave_step"
    keeps = Keep()
    before: Mapped[AvePhase | None]
    after: Mapped[AvePhase]
    on: Mapped[date]
    at: Mapped[datetime]
    by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
    why: Mapped[str]


class Escalation(OfCase, Row):
    """A question to wethouder, burgemeester or Zorg- en Veiligheidshuis, with the times of asking and answering."""

    __tablename__ = "escalation"
    remembers = ("answer",)
    searched = ("question",)
    keeps = Keep()
    to: Mapped[EscalateTo]
    reason: Mapped[EscalationReason]
    question: Mapped[str]
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    answered_by_id: Mapped[str | None] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"), default=None)
