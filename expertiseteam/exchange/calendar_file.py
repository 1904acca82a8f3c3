"""Overleggen for the calendars of people: invitations, changes and cancellations as iCalendar (RFC 5545 and 5546).

Such a file says when and where, and nothing else: not what is spoken about, and not why one is skipped. A team keeps no mail addresses of
its members, so the file is published (`METHOD:PUBLISH`) and goes along with a mail; the calendar knows an overleg again by its UID,
and takes the newest by SEQUENCE.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from expertiseteam.basics.clock import AMSTERDAM
from expertiseteam.meetings.records import MeetingLine, MeetingState

if TYPE_CHECKING:
    from icalendar import Event

NO_MAIL = "invalid:nomail"  # an organiser is asked for; this is how calendars write one without an address


def invitation(meeting: MeetingLine, team: str, now: datetime) -> bytes:
    """One overleg: a first invitation or a change, and a cancellation once it is skipped."""
    method = "CANCEL" if meeting.state is MeetingState.CANCELLED else "PUBLISH"
    return _file([meeting], team, now, method)


def whole_series(meetings: Iterable[MeetingLine], team: str, now: datetime) -> bytes:
    """Several overleggen at once; those that are skipped stand in it as cancelled, so that they go from a calendar that has them."""
    return _file(meetings, team, now, "PUBLISH")


def _file(meetings: Iterable[MeetingLine], team: str, now: datetime, method: str) -> bytes:
    from icalendar import Calendar  # costs a good part of a second, and is needed a few times a year

    calendar = Calendar()
    calendar.add("prodid", "-//expertiseteam//overleg//NL")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for meeting in meetings:
        calendar.add_component(_event(meeting, team, now))
    return bytes(calendar.to_ical())


def _event(meeting: MeetingLine, team: str, now: datetime) -> Event:
    from icalendar import Event, vCalAddress

    starts = datetime.combine(meeting.on, meeting.starts, tzinfo=AMSTERDAM)
    event = Event()
    event.add("uid", f"{meeting.id}@expertiseteam")
    event.add("sequence", meeting.version)
    event.add("dtstamp", now)
    event.add("dtstart", starts.astimezone(UTC))  # as UTC every calendar reads the same moment, without a list of clock changes
    event.add("dtend", starts.astimezone(UTC) + timedelta(minutes=meeting.minutes))
    event.add("summary", f"Overleg {team}")
    if meeting.place:
        event.add("location", meeting.place)
    organiser = vCalAddress(NO_MAIL)
    organiser.params["CN"] = team
    event.add("organizer", organiser)
    event.add("status", "CANCELLED" if meeting.state is MeetingState.CANCELLED else "CONFIRMED")
    return event
