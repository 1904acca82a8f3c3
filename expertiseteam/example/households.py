"""Which households the team meets in the example, where they live, and when their case opens and ends."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.working_days import is_working_day
from expertiseteam.cases.records import HouseholdKind
from expertiseteam.example.diary import in_office
from expertiseteam.example.people import BY_KEY, VILLAGES
from expertiseteam.example.words import THEMES, Somebody, Words

TAKEN = ("Beukenlaan", 7)  # the story's own door
SHORTEST, LONGEST, USUAL = 18, 270, 74  # days that a case runs


@dataclass
class Household:
    """One household with what makes its past hang together. `case_id` is empty until its case opens."""

    theme: str
    kind: HouseholdKind
    somebody: Somebody
    street: str
    number: int
    village: str
    lead: str
    duo: tuple[str, str]
    opens: datetime
    ends: date | None = None  # None: still running when the story ends
    case_id: str = ""
    is_closed: bool = False
    is_evicted: bool = False
    visits: int = 0
    met: bool = False  # somebody of them was spoken to
    helped: bool = False  # they want the help
    told: set[str] = field(default_factory=set)  # sentences used in this case

    @property
    def place(self) -> str:
        return f"{self.street} {self.number}, {self.village}"

    @property
    def label(self) -> str:
        return f"{self.street} · {self.kind}"

    def slots(self, *, of_home: bool = False) -> dict[str, str]:
        """The words for a sentence about this household (see Somebody)."""
        words = self.somebody.slots_of_home() if of_home else self.somebody.slots()
        first, second = (BY_KEY[key].first_name for key in self.duo)
        return words | {"regie": BY_KEY[self.lead].first_name, "een": first, "ander": second}


class Town:
    """Gives every household a door of its own; cases of about the same time have different labels."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._doors = {TAKEN}
        self._labels: deque[tuple[str, HouseholdKind]] = deque(maxlen=30)

    def door(self, *, farm: bool = False) -> tuple[str, int, str]:
        """A street, a number and a village that nobody has yet."""
        rng, places = self._words.rng, self._words.places
        while True:
            village = rng.choices(VILLAGES, (5, 3, 2))[0]
            found = rng.choice(places["farms"] if farm else places[village]), rng.randint(1, 96)
            if found not in self._doors:
                self._doors.add(found)
                return *found, VILLAGES[2] if farm else village

    def household(self, theme: str, opens: datetime) -> Household:
        """A new household that fits a theme."""
        rng, known = self._words.rng, self._words.themes[theme]
        for _ in range(20):
            kind = HouseholdKind[rng.choice(known["households"])]
            street, number, village = self.door(farm=kind is HouseholdKind.FARM)
            if (street, kind) not in self._labels and (street, kind) != (TAKEN[0], HouseholdKind.SINGLE_MAN):
                break
            self._doors.discard((street, number))
        self._labels.append((street, kind))
        lead = rng.choice(known["lead"])
        first, second = rng.choice([duo for duo in known["duos"] if lead in duo] or known["duos"])
        return Household(theme, kind, self._words.somebody(kind), street, number, village, lead, (first, second), opens)


def households(words: Words, town: Town, periods: list[tuple[date, date, int]], end: date, running: int) -> list[Household]:
    """So many households per period of days, in the order in which their cases open; `running` of them still run at the end."""
    found = []
    for first, last, count in periods:
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        working = [day for day in days if is_working_day(day)]
        chosen = [working[int((n + words.rng.random()) * len(working) / count)] for n in range(count)]  # never too many at once
        for moment in sorted(in_office(words.rng, day) for day in chosen):
            found.append(town.household(_theme(words, moment), moment))
    _let_end(words, found, end, running)
    return found


def _theme(words: Words, moment: datetime) -> str:
    """The next theme that suits the time of year."""
    while True:
        theme: str = words.draw("theme", THEMES)
        if moment.month in words.themes[theme].get("months", range(1, 13)):
            return theme


def _let_end(words: Words, found: list[Household], end: date, running: int) -> None:
    """Give each case the day on which it closes; those that would close last still run."""
    rng = words.rng
    lasting = {}
    for n, household in enumerate(found):
        days = min(LONGEST, max(SHORTEST, round(USUAL * math.exp(rng.gauss(0.0, 0.62)))))
        lasting[n] = local_day(household.opens) + timedelta(days=days)
    newest = end - timedelta(days=10)
    still = set(sorted(lasting, key=lambda n: (local_day(found[n].opens) > newest, lasting[n]))[-running:])
    for n, household in enumerate(found):
        if n in still:
            continue
        last = end - timedelta(days=rng.randint(5, 40))
        day = min(lasting[n], max(last, local_day(household.opens) + timedelta(days=9)))
        household.ends = local_day(in_office(rng, day))
