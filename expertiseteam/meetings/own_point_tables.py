"""Points for an overleg that are about no case: somebody of the team proposes them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from expertiseteam.access.tables import InCircle
from expertiseteam.meetings.own_point_records import PointKind
from expertiseteam.storage.rows import Keep, Row


class OwnPoint(InCircle, Row):
    """In an open circle of its own: for the team, not for guests. It names nobody, because it stands on the agenda with codes only too."""

    __tablename__ = "own_point"
    keeps = Keep("on", 120)  # as an overleg
    kind: Mapped[PointKind]
    title: Mapped[str]
    question: Mapped[str]
    minutes: Mapped[int]
    by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
    on: Mapped[date]
    not_before: Mapped[date | None] = mapped_column(default=None)
    because: Mapped[str] = mapped_column(default="")
    ended_on: Mapped[date | None] = mapped_column(default=None)
    result: Mapped[str] = mapped_column(default="")
