"""Points that people propose for an overleg: a theme, a visitor, something learned, a question. They are about no case.

Whoever prepares the agenda puts them on it or lets them wait with a reason. What was not spoken about comes back by itself, until it was
or somebody takes it off.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from expertiseteam.access.circles import open_circle
from expertiseteam.access.tables import Member
from expertiseteam.access.who import DESK, TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.dates import full_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.meetings.named import refuse_named
from expertiseteam.meetings.own_point_records import OwnPointLine, PointKind
from expertiseteam.meetings.own_point_tables import OwnPoint
from expertiseteam.meetings.records import ItemKind, ItemState, MeetingState
from expertiseteam.meetings.tables import AgendaItem, Meeting
from expertiseteam.storage.reading import Reader, select_for
from expertiseteam.team.service_numbers import refuse_service_number

LEAST, MOST = 1, 60  # minutes, as of any point


@act("punt voorgesteld voor het overleg", by=TEAM)
def propose_point(work: Work, kind: PointKind, title: str, *, question: str = "", minutes: int = 5) -> str:
    """A point about no case, for the next overleg. Returns its id. Refused without words, and when somebody is named in them."""
    if not title.strip():
        raise Refused("Schrijf waarover u het wilt hebben. Er is nog niets voorgesteld.")
    said = f"{title} {question}"
    refuse_service_number(work, said)
    refuse_named(work, said, nothing="Er is nog niets voorgesteld. Gaat het over een huishouden, schrijf het dan bij de casus.")
    point = OwnPoint(
        circle_id=open_circle(work),
        kind=kind,
        title=title.strip(),
        question=question.strip(),
        minutes=max(LEAST, min(MOST, minutes)),
        by_id=work.who.id,
        on=work.today,
    )
    return work.add(point).id


@act("voorgesteld punt van de lijst gehaald", by=TEAM)
def end_point(work: Work, shown: OwnPointLine, because: str) -> None:
    """It need not be spoken about any more; it leaves an agenda that did not begin yet. Only by who proposed it or who prepares the
    overleg, with the reason.
    """
    if shown.by_id != work.who.id and work.who.role not in DESK:
        raise Refused(f"Dit punt stelde {shown.by} voor. Het staat er nog. Vraag het aan {shown.by} of aan de secretaris.")
    if not because.strip():
        raise Refused("Schrijf waarom het niet meer hoeft. Het punt staat er nog.")
    if shown.ended_on is not None:
        raise Refused("Dit punt stond al niet meer op de lijst. Er is niets veranderd.")
    refuse_named(work, because, nothing="Het punt staat er nog.")
    work.edit(OwnPoint, shown, ended_on=work.today, result=because.strip())
    placed = select(AgendaItem.id).join(Meeting, Meeting.id == AgendaItem.meeting_id)
    for item in work.values(placed.where(AgendaItem.point_id == shown.id, Meeting.state == MeetingState.PREPARED)):
        work.remove(work.get(AgendaItem, item))


@query()
def own_points(read: Reader) -> list[OwnPointLine]:
    """All of them: those to speak about first, oldest first, then what was spoken about or taken off, newest first."""
    found = _lines(read)
    ended = [one for one in found if one.ended_on is not None]
    return [one for one in found if one.ended_on is None] + sorted(ended, key=lambda one: str(one.ended_on), reverse=True)


def point_items(read: Reader, meeting: Meeting, there: Collection[str] = ()) -> list[AgendaItem]:
    """A point on the agenda for all that is to be spoken about and waits for no later day; `there`: ids of those that it has."""
    waits_no_longer = or_(OwnPoint.not_before.is_(None), OwnPoint.not_before <= meeting.on)
    found = _lines(read, OwnPoint.ended_on.is_(None), waits_no_longer)
    return [
        AgendaItem(
            meeting_id=meeting.id,
            case_id=None,
            circle_id=meeting.circle_id,
            kind=ItemKind.OWN,
            position=0,
            question=one.question,
            since_last=one.about,
            minutes=one.minutes,
            point_id=one.id,
        )
        for one in found
        if one.id not in there
    ]


def count_unplaced(read: Reader, meeting_id: str, on: date) -> int:
    """How many points were proposed that an agenda does not have."""
    there = select(AgendaItem.point_id).where(AgendaItem.meeting_id == meeting_id)
    waits_no_longer = or_(OwnPoint.not_before.is_(None), OwnPoint.not_before <= on)
    return len(read.values(select(OwnPoint.id).where(OwnPoint.ended_on.is_(None), waits_no_longer, OwnPoint.id.not_in(there))))


def point_waits(work: Work, point_id: str, because: str, until: date | None = None) -> None:
    """It is not spoken about now, with the reason; `until`: nor at an overleg before that day."""
    for row in work.values(select(OwnPoint.id).where(OwnPoint.id == point_id)):
        work.edit(OwnPoint, work.get(OwnPoint, row), because=because.strip(), not_before=until)


def settle_points(work: Work, meeting: Meeting) -> None:
    """An overleg is over: what was spoken about ended, the rest comes back."""
    items = select(AgendaItem.point_id, AgendaItem.state, AgendaItem.because).where(AgendaItem.meeting_id == meeting.id)
    for point_id, state, because in work.tuples(items.where(AgendaItem.point_id != "", AgendaItem.state != ItemState.SKIPPED)):
        if state is not ItemState.DISCUSSED:
            point_waits(work, point_id, because or "aangehouden")
            continue
        for row in work.values(select(OwnPoint.id).where(OwnPoint.id == point_id, OwnPoint.ended_on.is_(None))):
            said = f"besproken in het overleg van {full_date(meeting.on)}"
            work.edit(OwnPoint, work.get(OwnPoint, row), ended_on=meeting.on, result=said)


def _lines(read: Reader, *where: Any) -> list[OwnPointLine]:
    lines = select_for(OwnPointLine, OwnPoint, by=Member.name).join(Member, Member.id == OwnPoint.by_id)
    return read.all(OwnPointLine, lines.where(*where).order_by(OwnPoint.on, OwnPoint.id))
