"""Which lines were let through to the screen in the room."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from expertiseteam.access.tables import InCircle
from expertiseteam.cases.tables import OfCaseOrMeeting
from expertiseteam.meetings.tables import OfMeeting
from expertiseteam.storage.rows import Keep, Row


class WallLine(OfMeeting, OfCaseOrMeeting, InCircle, Row):
    """One line that somebody let through, in the very words that were looked over: once the line says something else, it is off."""

    __tablename__ = "wall_line"
    keeps = Keep()
    said_id: Mapped[str] = mapped_column(index=True)
    text: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
