"""What the form of a visit asks and accepts; plain functions."""

from __future__ import annotations

from datetime import date, time

from expertiseteam.basics.dates import clock_time, short_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.spoken_times import read_time
from expertiseteam.visits.records import NOBODY_SEEN, NextTry, Outcome, VisitView

# The ones that happen most stand in the row at once; the others come out of "Andere…".
USUAL = (Outcome.NOT_HOME, Outcome.NOT_LET_IN, Outcome.AT_THE_DOOR, Outcome.HELP_ACCEPTED, Outcome.HELP_REFUSED)


def visit_time(text: str) -> time | None:
    """Return the time that was typed, None for an empty text. Refused for what is no time."""
    at = read_time(text)
    if at is None and text.strip():
        raise Refused("Schrijf de tijd als 19.00. Uw tekst blijft staan.")
    return at


def minutes_of(text: str) -> int:
    """Return how many minutes were typed, 0 for an empty text. Refused for what is no number."""
    if text and not text.isdecimal():
        raise Refused("Schrijf bij “Hoe lang?” alleen het aantal minuten, bijvoorbeeld 45. Uw tekst blijft staan.")
    return int(text or "0")


def time_words(at: time | None) -> str:
    """Return a time as it stands in the field."""
    return f"{at.hour}.{at.minute:02d}" if at else ""


def missing(*, day: bool, outcome: Outcome | None, seen: bool, consent: bool = True) -> list[str]:
    """Return the names of what must still be filled in before the visit can be saved."""
    found = [] if day else ["dag"]
    if outcome is None:
        found.append("uitkomst")
    if not consent:
        found.append("of u binnen mocht komen")
    if not seen and outcome not in (*NOBODY_SEEN, Outcome.OBJECTION):
        found.append("wat u zag")
    return found


def missing_words(names: list[str]) -> str:
    """Return "Nog 2 verplichte velden: dag en uitkomst", or "" when nothing is missing."""
    if not names:
        return ""
    many = "Nog 1 verplicht veld" if len(names) == 1 else f"Nog {len(names)} verplichte velden"
    return f"{many}: {' en '.join([', '.join(names[:-1]), names[-1]] if len(names) > 1 else names)}"


def next_words(planned: NextTry) -> str:
    """Return how and when it is tried again: "bellen, ochtend, uiterlijk do 12 november"."""
    part = f", {planned.part}" if planned.part else ""
    return f"{planned.mode}{part}, uiterlijk {short_date(planned.before)}"


def plan_words(view: VisitView, today: date) -> list[str]:
    """Return when the duo goes and how careful it must be, in words for the head of the form."""
    found = []
    if view.planned_on is not None:
        at = f" {clock_time(view.planned_at)}" if view.planned_at else ""
        found.append(f"Gaat {short_date(view.planned_on, today)}{at}")
    if view.risk is not None:
        found.append(f"Kleur: {view.risk}" + (f" ({view.measures})" if view.measures else ""))
    if view.check_in_due is not None:
        found.append("Duo is terug" if view.checked_in else f"Achterwacht om {clock_time(view.check_in_due)}")
    return found


def covered_for(view: VisitView, me: str) -> str:
    """Return which field stays covered for who is signed in, or "": the two write apart, and see each other's side when both are there."""
    if me == view.enforcement_id and view.care_view and not view.enforcement_view:
        return "care_view"
    if me == view.care_id and view.enforcement_view and not view.care_view:
        return "enforcement_view"
    return ""


def whose(view: VisitView, me: str) -> tuple[str, str]:
    """Return who writes left and right, seen from the member who is signed in."""
    care, enforcement = view.care.split()[0], view.enforcement.split()[0]
    return (
        "Hier schrijft u" if me == view.care_id else f"{care} schrijft hier",
        "Hier schrijft u" if me == view.enforcement_id else f"{enforcement} schrijft hier",
    )
