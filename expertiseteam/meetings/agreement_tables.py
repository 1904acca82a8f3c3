"""The working agreements at the head of an overleg, gone through while it is held."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from expertiseteam.access.tables import InCircle
from expertiseteam.meetings.tables import OfMeeting
from expertiseteam.storage.rows import Closed, Keep, Row


class AgreementCheck(OfMeeting, InCircle, Row):
    """One agreement at one overleg, with its words of then: a team that changes them does not change its minutes."""

    __tablename__ = "agreement_check"
    keeps = Keep()
    closed_by = Closed("minutes", "meeting_id", frozenset({"is_ticked", "remark"}))
    text: Mapped[str]
    is_ticked: Mapped[bool]
    remark: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
