"""Papers as long as a measurement wants them; always the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from expertiseteam.meetings.papers import (
    ActionListPaper,
    ActionPaper,
    AgendaPaper,
    AgendaPaperItem,
    Attendee,
    BookPaper,
    DecisionPaper,
    DoorPaper,
    MinutesPaper,
    MinutesPaperItem,
    PaperHead,
)

DAY = date(2026, 11, 17)
NEXT = date(2026, 12, 8)
NAMES = ("Noor Elzinga", "Sem de Graaf", "Iris Kuyper", "Hugo Brandt", "Karim Ziani", "Łucja Şahin-van ’t Hof")
SENTENCES = (
    "Noor en Sem zijn op 3 november binnengelaten en hebben de post samen doorgenomen.",
    "Het gezin aanvaardt hulp bij de post en bij de brief van Woonpunt.",
    "De kinderen gaan naar school en de leerkracht ziet geen reden tot zorg.",
    "De brandgang is nog niet vrij; daarover is een afspraak gemaakt met de leefbaarheidsregisseur.",
    "De wijkverpleging doet een stap opzij zolang er geen medische vraag is.",
    "Afgesproken is wie de bewoner vertelt wat er is besloten, en wanneer.",
)
IN_A_MEETING = 18  # 17 overleggen in a year of three weeks each make 300 items
DOORS = ("Bemoeizorg", "Woonpunt", "Schuldhulp")


def minutes(count: int) -> MinutesPaper:
    """Minutes of so many full items: a question, two notes of three sentences, a decision, one to three actions, every other one a door."""
    items = tuple(_minutes_item(number) for number in range(1, count + 1))
    attendees = tuple(Attendee(name, "lid", True, "") for name in NAMES)
    decisions = tuple(decision for item in items for decision in item.decisions)
    actions = tuple(action for item in items for action in item.actions)
    return MinutesPaper(_head("concept 1"), attendees, items, (), decisions, actions, (), NEXT)


def book(count: int) -> BookPaper:
    """A year of adopted minutes with so many items in all, a usual number of them in each overleg."""
    held = tuple(
        replace(
            minutes(min(IN_A_MEETING, count - begun)), adopted_on=NEXT, head=replace(_head("vastgesteld"), day=DAY + timedelta(days=begun))
        )
        for begun in range(0, count, IN_A_MEETING)
    )
    return BookPaper(_head("notulen van 2026"), DAY.year, held, ())


def agenda(count: int) -> AgendaPaper:
    """An agenda of so many cases with two reasons each."""
    items = tuple(
        AgendaPaperItem(
            number,
            f"26-{number:03d}",
            "Molenweg · gezin",
            (f"actie {number} te laat sinds 3 november", "3 organisaties aan de deur"),
            "Wat proberen we anders?",
            5,
            _sentence(number),
            number % 4,
        )
        for number in range(1, count + 1)
    )
    return AgendaPaper(_head("versie 2"), SENTENCES[:3], (), items, 5 * count, 90, (), NEXT)


def action_list(count: int) -> ActionListPaper:
    """An action list of so many actions."""
    return ActionListPaper(_head("concept 1"), tuple(_action(number, f"26-{number:03d}") for number in range(1, count + 1)))


def _head(version: str) -> PaperHead:
    place = "gemeentehuis Weidevoort, kamer 2"
    return PaperHead("Expertiseteam Weidevoort", DAY, time(13, 30), time(15), place, version, "", "Femke Aarts", "Wil Stam")


def _minutes_item(number: int) -> MinutesPaperItem:
    code = f"26-{number:03d}"
    notes = tuple(" ".join(_sentence(number + line + part) for part in range(3)) for line in range(2))
    actions = tuple(_action(number + turn, code) for turn in range(1 + number % 3))
    door = DoorPaper(DOORS[:1], DOORS[: 1 + number % 3]) if number % 2 else None
    decision = DecisionPaper(f"2026-{number:03d}", code, _sentence(number))
    return MinutesPaperItem(
        number, code, "Molenweg · gezin", "regie: Noor Elzinga", "Wat doen we?", notes, (decision,), actions, door, deferred=False
    )


def _action(number: int, code: str) -> ActionPaper:
    owner = NAMES[number % len(NAMES)]
    return ActionPaper(str(number), code, "Molenweg · gezin", _sentence(number), owner, DAY, False, "open", "", number % 5 == 0)


def _sentence(number: int) -> str:
    return SENTENCES[number % len(SENTENCES)]
