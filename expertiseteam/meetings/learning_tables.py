"""What the team learns and does together, apart from any case: evaluations, points to improve, lessons, cards, activities."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from expertiseteam.access.tables import InCircle
from expertiseteam.access.who import Discipline
from expertiseteam.meetings.learning_records import ActivityKind
from expertiseteam.storage.rows import Keep, Row, SeenBy


class Evaluation(Row):
    """The team looked at its own work on a day: the questions with what was said, never about one colleague."""

    __tablename__ = "evaluation"
    keeps = Keep()
    seen_by = SeenBy.EVERYONE
    on: Mapped[date]
    told: Mapped[str]
    by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))


class Improvement(Row):
    """A point to improve that came of an evaluation; it stands on every agenda until somebody says what came of it."""

    __tablename__ = "improvement"
    keeps = Keep()
    seen_by = SeenBy.EVERYONE
    evaluation_id: Mapped[str] = mapped_column(ForeignKey("evaluation.id", deferrable=True, initially="DEFERRED"), index=True)
    what: Mapped[str]
    result: Mapped[str] = mapped_column(default="")
    ended_on: Mapped[date | None] = mapped_column(default=None)


class Lesson(InCircle, Row):
    """Something learned of the work, without anybody in it. In an open circle of its own, so that the search finds it for the team."""

    __tablename__ = "lesson"
    searched = ("text",)
    keeps = Keep()
    on: Mapped[date]
    text: Mapped[str]
    by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))


class DisciplineCard(Row):
    """*Wat kan ik betekenen*: what others may ask of a trade."""

    __tablename__ = "discipline_card"
    keeps = Keep()
    seen_by = SeenBy.EVERYONE
    discipline: Mapped[Discipline]
    text: Mapped[str]
    on: Mapped[date]


class TeamActivity(Row):
    """Something that the team does together besides its overleg."""

    __tablename__ = "team_activity"
    keeps = Keep("on", 60)
    seen_by = SeenBy.EVERYONE
    kind: Mapped[ActivityKind]
    on: Mapped[date] = mapped_column(index=True)
    starts: Mapped[time]
    place: Mapped[str]
    what: Mapped[str]
