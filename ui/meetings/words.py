"""What the screens of the overleg say, without Qt, so that it can be read and tested on its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from expertiseteam.basics.clock import local
from expertiseteam.basics.dates import clock_time, day_month, long_date, short_date
from expertiseteam.basics.working_days import series
from expertiseteam.meetings.outline_records import MeetingOutline, PointLine
from expertiseteam.meetings.records import AgendaLine, Deadlines, ItemState, MeetingLine, MeetingState, ReasonKind, SharingState, YearLine
from expertiseteam.meetings.rhythm import flag

DOT = " \u2009·\u2009 "
TONES = {
    ReasonKind.SERIOUS: "alert",
    ReasonKind.EVICTION: "alert",
    ReasonKind.PROMISE: "warn",
    ReasonKind.MISSED: "warn",
    ReasonKind.ESCALATION: "warn",
    ReasonKind.UNREPORTED: "alert",
    ReasonKind.TERM: "warn",
    ReasonKind.SWITCHED: "warn",
    ReasonKind.DEFERRED: "warn",
    ReasonKind.UNTOLD: "warn",
    ReasonKind.LATE_ACTION: "warn",
    ReasonKind.CROWDED_DOOR: "warn",
    ReasonKind.SILENCE: "warn",
    ReasonKind.NOT_OPEN: "warn",
    ReasonKind.EXPLORED: "warn",
    ReasonKind.NEW_CASE: "calm",
    ReasonKind.NEW_CONCERN: "calm",
    ReasonKind.NO_FOLLOW_UP: "warn",
    ReasonKind.VISIT: "accent",
    ReasonKind.AT_DOOR: "accent",
    ReasonKind.PARKED: "calm",
    ReasonKind.NO_DUO: "calm",
    ReasonKind.HELD: "muted",
    ReasonKind.RUNNING: "muted",
}
URGENT = {ReasonKind.SERIOUS: "ernstig voorval", ReasonKind.EVICTION: "dreigt uithuiszetting"}
COMING = (MeetingState.PLANNED, MeetingState.PREPARED, MeetingState.RUNNING)


def capital(text: str) -> str:
    """Return the text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def point_title(item: AgendaLine, *, hidden: bool = False) -> str:
    """Return "26-041 · Beukenlaan · gezin", only the code while names are hidden, or the name of a fixed point."""
    if item.case_id is None:
        return item.title
    return item.code if hidden or not item.title else f"{item.code} · {item.title}"


def why_now(item: AgendaLine) -> tuple[str, str, str]:
    """Return the tone, the most pressing reason and the other reasons of a point, as they stand on the agenda."""
    if item.case_id is None:
        return ("muted", "vast punt", item.since_last) if item.is_fixed else ("accent", capital(item.since_last), "")
    first, *rest = item.reasons
    return TONES[first.kind], capital(first.text), " · ".join(reason.text for reason in rest)


def urgent_words(item: AgendaLine) -> str:
    """Return why a point cannot wait, in words for a chip: what happened, or that a home is at stake; "" when it can wait."""
    kinds = {reason.kind for reason in item.reasons} if item.is_urgent else set()
    return capital(", ".join(words for kind, words in URGENT.items() if kind in kinds))


def times(meeting: MeetingLine) -> str:
    """Return "13.30 tot 15.00 uur"."""
    begins = datetime.combine(meeting.on, meeting.starts)
    return f"{clock_time(begins).removesuffix(' uur')} tot {clock_time(begins + timedelta(minutes=meeting.minutes))}"


def minutes_text(minutes: int) -> str:
    """Return "1 minuut" or "5 minuten"."""
    return "1 minuut" if minutes == 1 else f"{minutes} minuten"


def budget(planned: int, available: int) -> tuple[str, bool]:
    """Return what is left of the time there is, in words, and whether it fits."""
    if planned > available:
        return f"{minutes_text(planned - available)} te veel", False
    return (f"{minutes_text(available - planned)} over", True) if planned < available else ("precies genoeg", True)


def seconds_spoken(item: AgendaLine, now: datetime) -> int:
    """Return how long a point has been spoken about, the running stretch included."""
    running = int((now - item.opened_at).total_seconds()) if item.opened_at is not None else 0
    return item.seconds + max(0, running)


def stopwatch(seconds: int) -> str:
    """Return "6:40", above an hour "1:02:03"."""
    hours, rest = divmod(max(0, seconds), 3600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60}:{rest % 60:02d}"


def time_left(meeting: MeetingLine, now: datetime) -> tuple[str, bool]:
    """Return how many minutes the meeting still has ("nog 60 minuten"), and whether that is within its time."""
    spent = int((now - meeting.started_at).total_seconds() // 60) if meeting.started_at is not None else 0
    left = meeting.minutes - spent
    return (f"Nog {minutes_text(left)}", True) if left >= 0 else (f"{minutes_text(-left)} over tijd", False)


def place_in(items: Sequence[AgendaLine], item_id: str) -> int:
    """Return the number of a point, 1 for the first; 0 when it is not there."""
    return next((n for n, item in enumerate(items, 1) if item.id == item_id), 0)


def neighbour(items: Sequence[AgendaLine], item_id: str, step: int) -> AgendaLine | None:
    """Return the point before (-1) or after (1) another, or None at the end."""
    number = place_in(items, item_id) - 1 + step
    return items[number] if item_id and 0 <= number < len(items) else None


def next_to_discuss(items: Sequence[AgendaLine], item_id: str) -> AgendaLine | None:
    """Return the first point after this one that is still to come, else the first that is anywhere."""
    at = place_in(items, item_id)
    return next((item for item in (*items[at:], *items[:at]) if item.state is ItemState.PLANNED), None)


def series_days(first: date, how_many: int, closed: frozenset[date]) -> list[tuple[date, str]]:
    """Return the days of a series with for each why it does not suit, or "". `closed`: days on which the team's own office is closed."""
    return [(day, flag(day, closed)) for day in series(first, how_many)]


def meeting_title(meeting: MeetingLine, today: date) -> str:
    """Return "di 17 november", with the year when it is another year than this."""
    return short_date(meeting.on, today)


def head_line(meeting: MeetingLine) -> str:
    """Return "13.30 tot 15.00 uur · gemeentehuis, kamer 2"."""
    return DOT.join(part for part in (times(meeting), meeting.place) if part)


def held_line(meeting: MeetingLine) -> str:
    """Return when a meeting really began and ended, or when it should."""
    if meeting.started_at is None or meeting.ended_at is None:
        return head_line(meeting)
    began, ended = clock_time(local(meeting.started_at)).removesuffix(" uur"), clock_time(local(meeting.ended_at))
    return DOT.join(part for part in (f"{began} tot {ended}", meeting.place) if part)


def counted(number: int, one: str, many: str) -> str:
    """Return "1 besluit" or "3 besluiten"."""
    return f"{number} {one if number == 1 else many}"


def outline_text(outline: MeetingOutline, *, told: bool) -> str:
    """Return what an overleg holds in one line: its points, and once it was held what came of it and who was there."""
    parts = [counted(len(outline.points), "punt", "punten")]
    if told:
        parts.append(counted(sum(len(p.decisions) for p in outline.points), "besluit", "besluiten"))
        parts.append(counted(sum(p.actions for p in outline.points), "actie", "acties"))
        parts.append(f"{outline.present} van {outline.expected} aanwezig")
    if outline.skipped:
        parts.append(f"{counted(outline.skipped, 'casus', 'casussen')} niet besproken" if told else f"{outline.skipped} niet bespreken")
    return DOT.join(parts)


def outcome_text(point: PointLine) -> str:
    """Return what came of a point besides decisions: "2 acties · aan de deur: van 2 naar 3"."""
    parts = [counted(point.actions, "actie", "acties")] if point.actions else []
    if point.front_before is not None and point.front_after is not None:
        parts.append(f"aan de deur: van {point.front_before} naar {point.front_after}")
    return " · ".join(parts)


def deadlines_text(until: Deadlines, *, told: bool = False) -> str:
    """Return until when the work around an overleg is; without its agenda once it has begun (`told`)."""
    parts = [] if told else [f"agenda klaar {day_month(until.agenda)}"]
    parts += [f"acties rond {day_month(until.actions)}", f"concept-notulen {day_month(until.concept)}"]
    if until.adoption is not None:
        parts.append(f"vaststellen {day_month(until.adoption)}")
    return capital(" · ".join(parts))


def year_chip(line: YearLine) -> tuple[str, bool]:
    """Return the one thing to see of an overleg in its year, and whether something is wrong with its day or with the days before it."""
    if line.meeting.state in (MeetingState.HELD, MeetingState.CANCELLED):
        return str(line.meeting.state), False
    if line.day.remark:
        return "dag past niet", True
    if line.gap_remark:
        return f"{line.gap} dagen ertussen", True
    return str(line.meeting.state), False


def year_foot(line: YearLine) -> str:
    """Return what is wrong with an overleg in its year, else when and where it is, and what day it was moved from."""
    shown = line.meeting
    if shown.state not in (MeetingState.HELD, MeetingState.CANCELLED) and (line.day.remark or line.gap_remark):
        return " ".join(part for part in (line.day.remark, line.gap_remark) if part)
    moved = f"verzet van {day_month(shown.series_on)}" if shown.series_on is not None and shown.series_on != shown.on else ""
    gap = f"{line.gap} dagen na het vorige" if line.gap is not None else ""
    return DOT.join(part for part in (clock_time(shown.starts), shown.place, gap, moved) if part)


def join_names(names: Sequence[str]) -> str:
    """Return "Hugo", "Hugo en Iris" or "Hugo, Iris en Sem"."""
    return " en ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def file_name(kind: str, day: date) -> str:
    """Return what saving a paper proposes: "notulen 2026-11-17.pdf"."""
    return f"{kind} {day.isoformat()}.pdf"


def long_day(meeting: MeetingLine) -> str:
    """Return "Overleg dinsdag 17 november 2026"."""
    return f"Overleg {long_date(meeting.on)}"


def sharing_line(state: SharingState | None, today: date) -> tuple[str, bool]:
    """Return how sharing with the partners in the room stands, in one line, and whether something is still to be gone through."""
    if state is None:
        return "", False
    if state.missing:
        names = join_names([partner.name for partner in state.missing])
        return f"Nog niet nagegaan of we dit delen met {names}. Doel: {state.purpose}.", True
    shared = join_names([check.partner.name for check in state.checked if check.shares])
    kept = join_names([check.partner.name for check in state.checked if not check.shares])
    day = short_date(max(check.on for check in state.checked), today)
    said = [f"delen met {shared}" if shared else "", f"niet delen met {kept}" if kept else ""]
    return capital(f"{' · '.join(part for part in said if part)} · {state.purpose} · nagegaan {day}"), False


def moved_text(fields: Mapping[str, object]) -> str:
    """Return a day, a time and a place as people read them, as far as they are there."""
    said = []
    for value in fields.values():
        said.append(long_date(value) if isinstance(value, date) else clock_time(value) if isinstance(value, time) else str(value))
    return DOT.join(said)
