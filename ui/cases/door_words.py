"""The front door in words: the counter, and the whole picture as text for a screen reader."""

from __future__ import annotations

from collections.abc import Sequence

from expertiseteam.basics.dates import short_date
from expertiseteam.cases.door_records import DoorWordKind
from expertiseteam.cases.records import AT_A_DISTANCE, AtTheDoor, Place

RINGS = {
    Place.FRONT: "Aan de deur",
    Place.RESERVE: "Op de achterhand",
    Place.STEPPED_ASIDE: "Stapje opzij",
    Place.ADVISER: "Adviseur",
    Place.NO_ROLE: "Geen rol",
}
CONDITIONS = {Place.RESERVE: "inroepen als", Place.STEPPED_ASIDE: "terug als", Place.ADVISER: "vragen over", Place.NO_ROLE: "omdat"}
UNTIL = "tot en met"  # until when who is called in comes to the door
OFF = "omdat"  # why an organisation is taken off a case


def at(door: Sequence[AtTheDoor], place: Place) -> list[AtTheDoor]:
    """Return who stands in one ring, in the order given."""
    return [one for one in door if one.place is place]


def first_name(member: str) -> str:
    """Return the name by which colleagues call each other, or ""."""
    return member.split()[0] if member.strip() else ""


def chip_words(one: AtTheDoor) -> str:
    """Return what stands on a chip: "Schuldhulp · Hugo"."""
    return f"{one.organisation} · {first_name(one.member)}" if one.member else one.organisation


def on_chip(one: AtTheDoor) -> str:
    """The same in the picture, where no ring says that somebody only advises, or has no role."""
    return f"{chip_words(one)} · {one.place}" if one.place in AT_A_DISTANCE else chip_words(one)


def room_words(one: AtTheDoor) -> str:
    """Return what an organisation may decide alone at this door, or ""."""
    return f"{DoorWordKind.ROOM.value} {one.room}" if one.room else ""


def back_words(one: AtTheDoor) -> str:
    """Return when the team looks whether it comes back, or until when it was called in; or ""."""
    when = "tot en met" if one.place is Place.FRONT else "kijken op"
    return f"{when} {short_date(one.back_on)}" if one.back_on else ""


def spoken(one: AtTheDoor) -> str:
    """Return a chip as it is read aloud."""
    agreed = condition_words(one.place, one.condition), back_words(one), room_words(one), wish_words(one)
    parts = [one.organisation, one.member, one.place.value, *agreed]
    return ", ".join([part for part in parts if part] + [f"sinds {short_date(one.since)}"])


def wish_words(one: AtTheDoor) -> str:
    """Return that an organisation wants to come to the door too; "" when it did not ask."""
    return "wil ook aan de deur" if one.has_asked and one.place is not Place.FRONT else ""


def condition_words(place: Place, condition: str) -> str:
    """Return "inroepen als er een ontruimingsdatum komt", however the condition was typed; "" without one."""
    lead, text = CONDITIONS.get(place, ""), " ".join(condition.split())
    if not text or not lead:
        return text
    for start in (f"{lead} ", f"{lead.split()[0]} als ", "als "):
        if text.casefold().startswith(start.casefold()):
            text = text[len(start) :]
    return f"{lead} {text}"


def counter(door: Sequence[AtTheDoor]) -> tuple[tuple[int, str], ...]:
    """Return the three counts with the words behind them; of who advises or has no role only when there is any."""
    counted = ((place, len(at(door, place))) for place in Place)
    return tuple((count, place.value) for place, count in counted if count or place not in AT_A_DISTANCE)


def in_words(door: Sequence[AtTheDoor], limit: int) -> str:
    """Return the whole picture as text."""
    if not door:
        return "Er staat nog niemand bij deze voordeur."
    lines = []
    for place in Place:
        here = at(door, place)
        if not here and place in AT_A_DISTANCE:
            continue
        names = "; ".join(_with_condition(one) for one in here) or "niemand"
        lines.append(f"{RINGS[place]} ({len(here)}): {names}.")
    if (front := len(at(door, Place.FRONT))) > limit:
        lines.append(f"Dat zijn er {front} aan de deur; de grens is {limit}.")
    return "\n".join(lines)


def moved(organisation: str, place: Place) -> str:
    """Return what the status line says after a move."""
    return {
        Place.FRONT: f"{organisation} staat nu aan de deur.",
        Place.RESERVE: f"{organisation} staat nu op de achterhand.",
        Place.STEPPED_ASIDE: f"{organisation} doet een stapje opzij, en helpt zo mee.",
        Place.ADVISER: f"{organisation} adviseert, en komt niet aan de deur.",
        Place.NO_ROLE: f"{organisation} heeft hier geen rol.",
    }[place]


def _with_condition(one: AtTheDoor) -> str:
    agreed = condition_words(one.place, one.condition), back_words(one), room_words(one), wish_words(one)
    words = ", ".join(part for part in agreed if part)
    return f"{chip_words(one)} ({words})" if words else chip_words(one)
