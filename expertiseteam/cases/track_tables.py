"""The two tracks of a case: the social plan with its goals, the enforcement path with its steps, the switches."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from expertiseteam.cases.tables import OfCase
from expertiseteam.cases.track_records import (
    Authority,
    GoalState,
    OrderKind,
    PathState,
    PlanState,
    Track,
)
from expertiseteam.storage.rows import Keep, Row


class SocialPlan(OfCase, Row):
    """The one plan of a household. Parked it lies in the drawer as it was."""

    __tablename__ = "social_plan"
    keeps = Keep()
    stated = ("state", "since", "why")
    state: Mapped[PlanState]
    since: Mapped[date]
    why: Mapped[str] = mapped_column(default="")


class PlanGoal(OfCase, Row):
    """One goal of a plan."""

    __tablename__ = "plan_goal"
    remembers = ("what", "helper", "due", "state", "remark")
    searched = ("what",)
    keeps = Keep()
    plan_id: Mapped[str] = mapped_column(ForeignKey("social_plan.id", deferrable=True, initially="DEFERRED"))
    what: Mapped[str]
    at: Mapped[datetime]  # when it was written: the order in which goals stand
    helper: Mapped[str] = mapped_column(default="")
    due: Mapped[date | None] = mapped_column(default=None)
    state: Mapped[GoalState] = mapped_column(default=GoalState.OPEN)
    remark: Mapped[str] = mapped_column(default="")
    ended_on: Mapped[date | None] = mapped_column(default=None)


class PlanStep(OfCase, Row):
    """A plan that went from one state to another."""

    __tablename__ = "plan_step"
    keeps = Keep()
    plan_id: Mapped[str] = mapped_column(ForeignKey("social_plan.id", deferrable=True, initially="DEFERRED"))
    after: Mapped[PlanState]
    on: Mapped[date]
    at: Mapped[datetime]
    by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
    why: Mapped[str] = mapped_column(default="")


class EnforcementPath(OfCase, Row):
    """How far an order is. The documents themselves stay in the enforcement system (domain.md, R-33)."""

    __tablename__ = "enforcement_path"
    remembers = ("order",)
    searched = ("what",)
    keeps = Keep()
    stated = ("state", "since", "until", "order", "held_in")
    what: Mapped[str]  # which rule is broken
    kind: Mapped[OrderKind]
    state: Mapped[PathState]
    since: Mapped[date]
    order: Mapped[str] = mapped_column(default="")  # what must have happened, precisely
    until: Mapped[date | None] = mapped_column(default=None)
    held_in: Mapped[PathState | None] = mapped_column(default=None)


class PathStep(OfCase, Row):
    """A path that went on, with the day of it and the day that counts from there."""

    __tablename__ = "path_step"
    keeps = Keep()
    path_id: Mapped[str] = mapped_column(ForeignKey("enforcement_path.id", deferrable=True, initially="DEFERRED"))
    after: Mapped[PathState]
    on: Mapped[date]
    at: Mapped[datetime]
    by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
    until: Mapped[date | None] = mapped_column(default=None)
    remark: Mapped[str] = mapped_column(default="")


class TrackSwitch(OfCase, Row):
    """A case that went to another track: why, who decided, and how much help was refused until then."""

    __tablename__ = "track_switch"
    keeps = Keep()
    before: Mapped[Track]
    after: Mapped[Track]
    on: Mapped[date]
    at: Mapped[datetime]
    by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
    why: Mapped[str]
    authority: Mapped[Authority]
    decision: Mapped[str]
    refused: Mapped[int]
