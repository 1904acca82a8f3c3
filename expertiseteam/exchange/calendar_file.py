"""Overleggen and visits for the calendars of people: invitations, changes and cancellations as iCalendar (RFC 5545 and 5546).

Such a file says when and where, and nothing else: not what is spoken about, who is visited, or why one is skipped. A team keeps no mail
addresses of its members, so the file is published (`METHOD:PUBLISH`) and goes along with a mail; the calendar knows an overleg again by its
UID, and takes the newest by SEQUENCE.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from expertiseteam.basics.clock import amsterdam
from expertiseteam.meetings.learning_records import ActivityLine
from expertiseteam.meetings.records import MeetingLine, MeetingState
from expertiseteam.visits.records import CONSULT, MEETS_AWAY, VisitLine, VisitState

if TYPE_CHECKING:
    from icalendar import Event

WAIT = timedelta(minutes=15)  # how long it stands in a calendar that somebody waits: a call, and time to act when none came
NO_MAIL = "invalid:nomail"  # an organiser is asked for; this is how calendars write one without an address


def invitation(meeting: MeetingLine, team: str, now: datetime) -> bytes:
    """One overleg: a first invitation or a change, and a cancellation once it is skipped."""
    method = "CANCEL" if meeting.state is MeetingState.CANCELLED else "PUBLISH"
    return _file([meeting], team, now, method)


def whole_series(meetings: Iterable[MeetingLine], team: str, now: datetime) -> bytes:
    """Several overleggen at once; those that are skipped stand in it as cancelled, so that they go from a calendar that has them."""
    return _file(meetings, team, now, "PUBLISH")


def visits_file(visits: Iterable[VisitLine], team: str, now: datetime, minutes: int, waits: Iterable[VisitLine] = ()) -> bytes:
    """Visits for the calendar of who goes: the number of the case and the village, and nothing that leads to a household.

    Of a consult hour the place stands there, where anybody may come; of a meeting elsewhere it does not: that may be with a neighbour.

    `minutes`: how long a visit takes of which nobody said when it ends. Without a time it stands on the day as a whole; what does not go on
    stands in it as cancelled, what was moved on its new day: a calendar that has it takes the newest, by UID and SEQUENCE.
    `waits`: evening visits after which the owner of the calendar waits for the duo, and those for which he does so no longer, as
    cancelled.
    """
    events = [_visit(one, team, now, minutes) for one in visits if one.planned_on is not None]
    events += [_wait(one, team, now) for one in waits]
    return _calendar(events, "huisbezoek", "PUBLISH")


def activities_file(activities: Iterable[ActivityLine], team: str, now: datetime) -> bytes:
    """What the team does together besides its overleg, each an hour long."""
    return _calendar((_activity(one, team, now) for one in activities), "samen", "PUBLISH")


def _file(meetings: Iterable[MeetingLine], team: str, now: datetime, method: str) -> bytes:
    return _calendar((_meeting(meeting, team, now) for meeting in meetings), "overleg", method)


def _calendar(events: Iterable[Event], what: str, method: str) -> bytes:
    from icalendar import Calendar  # costs a good part of a second, and is needed a few times a year

    calendar = Calendar()
    calendar.add("prodid", f"-//expertiseteam//{what}//NL")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _meeting(meeting: MeetingLine, team: str, now: datetime) -> Event:
    event = _event(meeting.id, meeting.version, team, now, cancelled=meeting.state is MeetingState.CANCELLED)
    starts = datetime.combine(meeting.on, meeting.starts, tzinfo=amsterdam())
    event.add("dtstart", starts.astimezone(UTC))  # as UTC every calendar reads the same moment, without a list of clock changes
    event.add("dtend", starts.astimezone(UTC) + timedelta(minutes=meeting.minutes))
    event.add("summary", f"Overleg {team}")
    if meeting.place:
        event.add("location", meeting.place)
    return event


def _activity(one: ActivityLine, team: str, now: datetime) -> Event:
    event = _event(one.id, one.version, team, now, cancelled=False)
    starts = datetime.combine(one.on, one.starts, tzinfo=amsterdam()).astimezone(UTC)
    event.add("dtstart", starts)
    event.add("dtend", starts + timedelta(hours=1))
    event.add("summary", f"{one.kind.capitalize()} {team}")
    if one.what:
        event.add("description", one.what)
    if one.place:
        event.add("location", one.place)
    return event


def _visit(visit: VisitLine, team: str, now: datetime, minutes: int) -> Event:
    event = _event(visit.id, visit.version, team, now, cancelled=visit.state is VisitState.CANCELLED)
    on = visit.planned_on
    assert on is not None  # only those with a day come here
    if visit.planned_at is None:
        event.add("dtstart", on)
        event.add("dtend", on + timedelta(days=1))
    else:
        starts = datetime.combine(on, visit.planned_at, tzinfo=amsterdam()).astimezone(UTC)
        ends = starts + timedelta(minutes=minutes)
        if visit.ends_at is not None:
            ends = datetime.combine(on, visit.ends_at, tzinfo=amsterdam()).astimezone(UTC)
        event.add("dtstart", starts)
        event.add("dtend", ends)
    away = visit.how in MEETS_AWAY
    event.add("summary", f"Gesprek {visit.code}" if away else f"Huisbezoek {visit.code}")
    where = visit.meets_at if visit.how in CONSULT else "" if away else visit.village
    if where:
        event.add("location", where)
    event.add("class", "PRIVATE")
    return event


def _wait(visit: VisitLine, team: str, now: datetime) -> Event:
    event = _event(f"{visit.id}-achterwacht", visit.version, team, now, cancelled=visit.state is VisitState.CANCELLED)
    due = visit.check_in_due
    if due is not None:
        event.add("dtstart", due.astimezone(UTC))
        event.add("dtend", due.astimezone(UTC) + WAIT)
    else:  # nobody waits any more: who did hears that it is off, and a calendar asks for a day
        event.add("dtstart", visit.planned_on or visit.before)
    event.add("summary", f"Achterwacht {visit.code}")
    if visit.who_phones:
        event.add("description", visit.who_phones.capitalize())
    event.add("class", "PRIVATE")
    return event


def _event(row_id: str, version: int, team: str, now: datetime, *, cancelled: bool) -> Event:
    from icalendar import Event, vCalAddress

    event = Event()
    event.add("uid", f"{row_id}@expertiseteam")
    event.add("sequence", version)
    event.add("dtstamp", now)
    organiser = vCalAddress(NO_MAIL)
    organiser.params["CN"] = team
    event.add("organizer", organiser)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    return event
