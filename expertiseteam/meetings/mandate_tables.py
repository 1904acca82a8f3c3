"""Under which mandate a decision was taken."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from expertiseteam.cases.tables import OfCase
from expertiseteam.storage.rows import Keep, Row


class DecisionMandate(OfCase, Row):
    """The mandate of one decision, in the words that the team's list had then; or the escalation that it asked for."""

    __tablename__ = "decision_mandate"
    remembers = ("mandate",)
    keeps = Keep()
    decision_id: Mapped[str] = mapped_column(ForeignKey("decision.id", deferrable=True, initially="DEFERRED"), index=True)
    mandate: Mapped[str]
    escalation_id: Mapped[str | None] = mapped_column(ForeignKey("escalation.id", deferrable=True, initially="DEFERRED"))
