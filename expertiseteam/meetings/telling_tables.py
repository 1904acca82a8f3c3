"""What an overleg decided and somebody is to tell: to the household, or to the one who signalled."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from expertiseteam.cases.tables import OfCase
from expertiseteam.meetings.tables import OfMeeting
from expertiseteam.meetings.telling_records import Hearer, ToldHow
from expertiseteam.storage.rows import Keep, Row


class Telling(OfMeeting, OfCase, Row):
    """Beside the line of the overleg that says who tells. `teller_id`: None when nobody of the team was named: then who leads the case."""

    __tablename__ = "telling"
    keeps = Keep()
    stated = ("told_on", "told_by_id", "how")
    said_id: Mapped[str] = mapped_column(ForeignKey("said.id", deferrable=True, initially="DEFERRED"), index=True)
    hearer: Mapped[Hearer]
    teller_id: Mapped[str | None] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
    told_on: Mapped[date | None] = mapped_column(default=None)
    told_by_id: Mapped[str | None] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"), default=None)
    how: Mapped[ToldHow | None] = mapped_column(default=None)
