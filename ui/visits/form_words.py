"""What the form of a visit asks and accepts; plain functions."""

from __future__ import annotations

from datetime import time

from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.spoken_times import read_time
from expertiseteam.visits.records import Outcome, VisitView

# The ones that happen most stand in the row at once; the others come out of "Andere…".
USUAL = (Outcome.NOT_HOME, Outcome.NOT_LET_IN, Outcome.AT_THE_DOOR, Outcome.HELP_ACCEPTED, Outcome.HELP_REFUSED)
NOBODY_SEEN = (Outcome.NOT_HOME, Outcome.NOT_REACHED, Outcome.WRONG_ADDRESS)


def visit_time(text: str) -> time | None:
    """Return the time that was typed, None for an empty text. Refused for what is no time."""
    at = read_time(text)
    if at is None and text.strip():
        raise Refused("Schrijf de tijd als 19.00. Uw tekst blijft staan.")
    return at


def time_words(at: time | None) -> str:
    """Return a time as it stands in the field."""
    return f"{at.hour}.{at.minute:02d}" if at else ""


def missing(*, day: bool, outcome: Outcome | None, seen: bool) -> list[str]:
    """Return the names of what must still be filled in before the visit can be saved."""
    found = [] if day else ["dag"]
    if outcome is None:
        found.append("uitkomst")
    if not seen and outcome not in NOBODY_SEEN:
        found.append("wat u zag")
    return found


def missing_words(names: list[str]) -> str:
    """Return "Nog 2 verplichte velden: dag en uitkomst", or "" when nothing is missing."""
    if not names:
        return ""
    many = "Nog 1 verplicht veld" if len(names) == 1 else f"Nog {len(names)} verplichte velden"
    return f"{many}: {' en '.join([', '.join(names[:-1]), names[-1]] if len(names) > 1 else names)}"


def whose(view: VisitView, me: str) -> tuple[str, str]:
    """Return who writes left and right, seen from the member who is signed in."""
    care, enforcement = view.care.split()[0], view.enforcement.split()[0]
    return (
        "Hier schrijft u" if me == view.care_id else f"{care} schrijft hier",
        "Hier schrijft u" if me == view.enforcement_id else f"{enforcement} schrijft hier",
    )
