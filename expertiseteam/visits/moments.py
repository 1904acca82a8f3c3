"""A day and a time on a Dutch wall clock as a moment; the hour that the clock skips in spring is none."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from expertiseteam.basics.clock import amsterdam
from expertiseteam.basics.dates import clock_time
from expertiseteam.basics.sentences import Refused


def dutch_moment(on: date, at: time) -> datetime:
    """The moment in UTC; of an hour that the clock gave twice, the first. Refused for a time that was not on the clock that night."""
    moment = datetime.combine(on, at, amsterdam()).astimezone(UTC)
    if moment.astimezone(amsterdam()).time() != at:
        raise Refused(f"Om {clock_time(at)} ging die nacht de klok vooruit: dat tijdstip was er niet. Vul de tijd in die op de klok stond.")
    return moment
