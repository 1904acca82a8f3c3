"""The book of a year: all minutes that were adopted, in one paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import select

from expertiseteam.access.who import TEAM
from expertiseteam.access.work import query
from expertiseteam.basics.sentences import Refused
from expertiseteam.meetings.minutes import minutes_on_paper, name_of
from expertiseteam.meetings.minutes_parts import head_of, read_frame
from expertiseteam.meetings.papers import BookPaper
from expertiseteam.meetings.records import MeetingState
from expertiseteam.meetings.tables import Meeting, Minutes
from expertiseteam.storage.reading import Reader


@query("notulenboek van een jaar gemaakt", by=TEAM, why="verslag van het overleg")
def minutes_book(read: Reader, year: int, recipient: str = "") -> BookPaper:
    """The adopted minutes of a year; a concept is only named, for it can still change. Refused when none was adopted."""
    held = select(Meeting.id, Meeting.on).where(
        Meeting.on >= date(year, 1, 1), Meeting.on <= date(year, 12, 31), Meeting.state == MeetingState.HELD
    )
    meetings = read.tuples(held.order_by(Meeting.on, Meeting.id))
    adopted = set(read.values(select(Minutes.meeting_id)))
    if not (chosen := [its_id for its_id, _ in meetings if its_id in adopted]):
        raise Refused(f"In {year} zijn geen notulen vastgesteld. Er is geen boek gemaakt. Kies een ander jaar, of stel ze eerst vast.")
    papers = tuple(minutes_on_paper(read, its_id, recipient) for its_id in chosen)
    head = head_of(read_frame(read, chosen[-1]), f"notulen van {year}", name_of(read, recipient))
    return BookPaper(
        replace(head, holds_closed=any(paper.head.holds_closed for paper in papers)),
        year,
        papers,
        tuple(on for its_id, on in meetings if its_id not in adopted),
    )
