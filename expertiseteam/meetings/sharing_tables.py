"""Whether a case is shared with a partner, as the team went through it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from expertiseteam.cases.tables import OfCase
from expertiseteam.storage.rows import Keep, Row


class SharingCheck(OfCase, Row):
    """For one purpose of a case and one partner: is it shared, why that is needed, what is and what is not, and why less will not do."""

    __tablename__ = "sharing_check"
    keeps = Keep()
    fixed = True
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id", deferrable=True, initially="DEFERRED"))
    purpose: Mapped[str]
    shares: Mapped[bool]
    necessity: Mapped[str]
    proportion: Mapped[str]
    less: Mapped[str]
    on: Mapped[date]
    at: Mapped[datetime]
    by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
