"""What waits until a day, and what was agreed again because it was not done."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from expertiseteam.access.tables import InCircle
from expertiseteam.cases.tables import OfCase, OfCaseOrMeeting
from expertiseteam.storage.rows import Keep, Row


class NotBefore(OfCase, Row):
    """*Niet voor*: a case, or one action of it, is not brought to an overleg before a day, with the reason."""

    __tablename__ = "not_before"
    keeps = Keep()
    action_id: Mapped[str | None] = mapped_column(ForeignKey("action.id", deferrable=True, initially="DEFERRED"))
    until: Mapped[date]
    because: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))


class AgreedAgain(OfCaseOrMeeting, InCircle, Row):
    """An action that is another one anew, which was not done."""

    __tablename__ = "agreed_again"
    keeps = Keep()
    action_id: Mapped[str] = mapped_column(ForeignKey("action.id", deferrable=True, initially="DEFERRED"), index=True)
    before_id: Mapped[str] = mapped_column(ForeignKey("action.id", deferrable=True, initially="DEFERRED"), index=True)
