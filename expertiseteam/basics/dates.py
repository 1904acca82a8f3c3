"""How dates and moments are shown. Dutch names stand in tables here; the computer's language settings are never asked.

Everything shown here is read back by `spoken_dates.py`.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from expertiseteam.basics.clock import local

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december")
NEAR_DAYS = 14  # from this distance on, counting days says less than the date itself


def long_date(day: date) -> str:
    """Return "dinsdag 17 november 2026", as it stands at the head of paper."""
    return f"{WEEKDAYS[day.weekday()]} {full_date(day)}"


def full_date(day: date) -> str:
    """Return "20 november 2026"."""
    return f"{day_month(day)} {day.year:04d}"


def day_month(day: date) -> str:
    """Return "17 november"."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def short_date(day: date, today: date | None = None) -> str:
    """Return "vr 20 november"; with `today` given, the year is added when it is another year than today's."""
    year = f" {day.year:04d}" if today is not None and day.year != today.year else ""
    return f"{WEEKDAYS[day.weekday()][:2]} {day_month(day)}{year}"


def clock_time(moment: time | datetime) -> str:
    """Return "13.30 uur". A moment that knows its zone is shown as the clock on a Dutch wall shows it."""
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        moment = local(moment)
    return f"{moment.hour}.{moment.minute:02d} uur"


def relative(day: date, today: date) -> str:
    """Return the day as people say it: "vandaag", "morgen", "over 3 dagen", "3 dagen geleden"; 14 days or more away: the short date."""
    distance = (day - today).days
    if abs(distance) >= NEAR_DAYS:
        return short_date(day, today)
    near = {0: "vandaag", 1: "morgen", -1: "gisteren"}
    if distance in near:
        return near[distance]
    return f"over {distance} dagen" if distance > 0 else f"{-distance} dagen geleden"


def lateness(due: date, today: date) -> str:
    """Return what stands behind a term: "2 dagen te laat", "te laat sinds 3 mei", "vandaag", "morgen" or "ma 7 december"."""
    late = (today - due).days
    if late >= NEAR_DAYS:
        return f"te laat sinds {day_month(due) if due.year == today.year else full_date(due)}"
    if late > 0:
        return f"{late} {'dag' if late == 1 else 'dagen'} te laat"
    return relative(due, today) if late >= -1 else short_date(due, today)


def moment_text(moment: datetime, now: datetime) -> str:
    """Return an aware moment as seen from `now`: "vandaag 14.02 uur", "gisteren 9.10 uur" or "vr 20 november 14.02 uur"."""
    day, today = local(moment).date(), local(now).date()
    said = relative(day, today) if abs((day - today).days) <= 1 else short_date(day, today)
    return f"{said} {clock_time(moment)}"


def length_text(length: timedelta) -> str:
    """How long something took or differs, in its largest whole unit: *12 minuten*, *3 uur*, *2 dagen*."""
    minutes = int(length.total_seconds() // 60)
    if minutes < 120:
        return "1 minuut" if minutes == 1 else f"{minutes} minuten"
    return f"{minutes // 60} uur" if minutes < 48 * 60 else f"{minutes // (24 * 60)} dagen"
