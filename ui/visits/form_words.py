"""What the form of a visit asks and accepts; plain functions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from expertiseteam.basics.dates import clock_time, short_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.spoken_times import read_time
from expertiseteam.team.catalogues import spoken
from expertiseteam.team.records import CatalogueLine
from expertiseteam.visits.records import LIGHT_FOLLOW, NOBODY_SEEN, NextTry, Outcome, VisitView

# The ones that happen most stand in the row at once; the others come out of "Andere…".
USUAL = (Outcome.NOT_HOME, Outcome.NOT_LET_IN, Outcome.AT_THE_DOOR, Outcome.HELP_ACCEPTED, Outcome.HELP_REFUSED)

TITLES = {
    "on": "Dag",
    "at": "Tijd",
    "is_announced": "Aankondiging",
    "mode": "Hoe het contact was",
    "outcome": "Uitkomst",
    "refusal": "Waarom niet",
    "consent": "Mocht u binnenkomen",
    "consent_because": "Welke nood",
    "told_purpose": "Gezegd wie u bent",
    "care_view": "Zorgbril",
    "enforcement_view": "Handhavingsbril",
    "common": "Waar u het over eens bent",
    "told": "Wat verteld is",
    "minutes": "Hoe lang het duurde",
}


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


def task_words(view: VisitView, trusted_contact: str, today: date) -> str:
    """Return what the duo is sent for, until when, and how: the line below the name of the form."""
    parts = [f"Opdracht: {view.task}", f"uiterlijk {short_date(view.before, today)}", *plan_words(view, today), f"Doel: {view.goal}"]
    if trusted_contact:
        parts.append(f"Vast gezicht: {trusted_contact}")
    return " \u2009·\u2009 ".join(parts)


def saved_words(agreements: int, outcome: Outcome | None, planned: NextTry | None) -> str:
    """Return what saving did: with so many agreements, this outcome, and the next try when one was planned."""
    said = "Het huisbezoek is vastgelegd."
    if outcome is Outcome.OBJECTION:
        return f"{said} De casus is beperkt: alleen de aandachtsfunctionaris ziet haar nog."
    if agreements:
        said += " 1 afspraak staat bij de acties." if agreements == 1 else f" {agreements} afspraken staan bij de acties."
    if planned is None:
        return said
    told = "Licht contact" if outcome in LIGHT_FOLLOW else "De volgende poging"
    return f"{said} {told} staat gepland: {next_words(planned)}."


def value_words(words: Sequence[CatalogueLine], name: str, value: object) -> str:
    """Return a value of a field as two people who wrote at once see it beside each other, in the words of the team."""
    if name == "at":
        return time_words(value)  # type: ignore[arg-type]
    if name == "told_purpose":
        return "Ja" if value else "Nee"
    if name == "refusal":
        return spoken(words, value).capitalize() if isinstance(value, str) else ""
    if name in ("mode", "consent"):
        return str(value or "").capitalize()
    if name == "is_announced":
        return "Aangekondigd" if value else "Onaangekondigd"
    return str(value or "")
