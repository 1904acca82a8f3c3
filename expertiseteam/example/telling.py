"""What is said of a household, as far as the team knows it: nobody reports progress behind a door that never opened.

No sentence comes twice in one case.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from datetime import date
from typing import Any

from expertiseteam.basics.dates import WEEKDAYS
from expertiseteam.example.households import Household
from expertiseteam.example.people import BY_KEY, PEOPLE
from expertiseteam.example.words import Words
from expertiseteam.visits.records import Outcome

_KEY_OF = {person.first_name: person.key for person in PEOPLE}
_DAYS_NAMED = 6  # a day of the week is named when it lies no further ahead


class Telling:
    """Picks and fills the sentences of one household at a time."""

    def __init__(self, words: Words) -> None:
        self._words, self._rng = words, words.rng

    def signal(self, household: Household, *, again: bool = False) -> str:
        """What somebody noticed."""
        text = self._fill(household, self._of_theme(household, "again" if again else "signals"))
        return f"{self._words.general_one('again_head')}{text}" if again and self._rng.random() < 0.25 else text

    def glimpse(self, household: Household) -> str:
        """What somebody thought to notice once: too little for a case."""
        return self._fill(household, self._words.draw("watched", self._words.watched))

    def goal(self, household: Household) -> str:
        return self._fill(household, self._of_theme(household, "goals"), of_home=True)

    def task(self, household: Household) -> str:
        """What a duo is asked to do: get to know, try again, or go on."""
        tasks: list[str] = self._theme(household)["tasks"]
        if household.met:
            return self._fill(household, self._fresh(household, ("tasks", tasks[1:]), self._general("tasks_more")) or tasks[-1])
        if household.visits:
            return self._words.general_one("tasks_retry")  # type: ignore[no-any-return]
        return self._fill(household, self._rng.choice((tasks[0], self._words.general_one("tasks_new"))))

    def seen(self, household: Household, outcome: Outcome) -> tuple[str, str]:
        """The care view and the enforcement view."""
        rare: Mapping[str, list[list[str]]] = self._words.general["rare"]
        if outcome.name in rare:
            care, enforcement = self._words.draw(f"rare/{outcome.name}", rare[outcome.name])
        elif outcome is Outcome.NOT_HOME:
            care, enforcement = self._words.general_one("not_home"), ""
        else:
            views = [(("care", outcome.name), "care_more"), (("enforcement", outcome.name), "enforcement_more")]
            care, enforcement = (
                self._fresh(household, self._named(household, *path), self._general(more)) or self._words.general_one(more)
                for path, more in views
            )
        return self._fill(household, care), self._fill(household, enforcement)

    def note(self, household: Household) -> str | None:
        """A line on the timeline, or None when there is nothing new to say."""
        if household.helped:
            text = self._fresh(household, self._named(household, "notes"))
        else:
            text = self._fresh(household, self._general("notes_met" if household.met else "notes_new"))
        return text and self._fill(household, text)

    def said(self, household: Household, present: Set[str]) -> str | None:
        """Something that somebody who is there can have said in the overleg."""
        lists = [self._general("said_met" if household.met else "said_new")]
        if household.helped:
            lists = [self._named(household, "said"), self._general("said")]
            if self._rng.random() < 0.3:
                lists.reverse()
        for _ in range(4):
            text = self._fresh(household, *lists)
            filled = text and self._fill(household, text)
            speaker = _KEY_OF.get(filled.split(":")[0]) if filled else None
            if filled and (speaker is None or speaker in present):
                return filled
        return None

    def decision(self, household: Household) -> str:
        found = self._named(household, "decisions") if household.met else self._general("decisions_new")
        return self._fill(household, self._fresh(household, found) or self._words.draw(*found), of_home=True)

    def action(self, household: Household, present: Set[str], due: date, today: date) -> tuple[str, str] | None:
        """Who of those present does what: (key, text), or None."""
        known: Mapping[str, list[str]] = self._theme(household)["actions"] if household.met else self._words.general["actions_new"]
        stand_ins = {"lead": household.lead, "duo": household.duo[1]}
        options = {text: stand_ins.get(who, who) for who, texts in known.items() for text in texts}
        mine = [text for text, owner in options.items() if owner in present]
        text = self._fresh(household, (f"actions/{household.theme}/{household.met}", mine)) if mine else None
        return (options[text], self.promised(household, options[text], text, due, today)) if text else None

    def agreed(self, household: Household, outcome: Outcome, kind: str) -> tuple[str, str] | None:
        """What was agreed at the door, as (key of the owner, sentence without him); `kind`: care, enf or promise."""
        owner = household.duo[1] if kind == "enf" else household.duo[0]
        if outcome is Outcome.APPOINTMENT:
            text = self._fresh(household, self._general("agreed_appointment"))
        elif outcome is Outcome.NOT_LET_IN:
            text = self._fresh(household, self._general("agreed_closed"))
        else:
            text = self._fresh(household, self._named(household, "agreements", kind))
        return (owner, text) if text else None

    def promised(self, household: Household, owner: str, text: str, due: date, today: date) -> str:
        """An action in full: who does what. A day that is named is the day that is meant."""
        near = (due - today).days <= _DAYS_NAMED
        named = {"volgende": WEEKDAYS[due.weekday()] if near else "volgende week", "weekdag": self._rng.choice(WEEKDAYS[:5])}
        return f"{BY_KEY[owner].first_name} {self._words.fill(text, household.slots() | named)}"

    def closing(self, household: Household, result: str) -> str:
        """How it ended, in a sentence."""
        if household.is_evicted:
            return self._fill(household, self._words.general["after_eviction"])
        if not household.met and result not in ("NO_CASE", "SOLVED_ITSELF"):
            return str(self._words.general["never_met"])
        endings: Mapping[str, list[str]] = self._theme(household)["closing"]
        if result not in endings:
            return self._fill(household, self._words.general["no_case" if result == "NO_CASE" else "refused"])
        return self._fill(household, self._words.theme_one(household.theme, "closing", result), of_home=True)

    def general(self, household: Household, name: str) -> str:
        """One of the sentences that fit every household."""
        return self._fill(household, self._words.general_one(name))

    def reserve(self, household: Household) -> str:
        """When somebody in reserve is called in."""
        may_evict = bool(self._theme(household).get("may_evict"))
        while True:
            text = self.general(household, "reserve")
            if may_evict or "ontruiming" not in text:
                return text

    def _theme(self, household: Household) -> Mapping[str, Any]:
        return self._words.themes[household.theme]

    def _of_theme(self, household: Household, name: str) -> str:
        found = self._named(household, name)
        return self._fresh(household, found) or self._words.draw(*found)

    def _named(self, household: Household, *path: str) -> tuple[str, Sequence[str]]:
        found: Any = self._theme(household)
        for part in path:
            found = found[part]
        return "/".join((household.theme, *path)), found

    def _general(self, name: str) -> tuple[str, Sequence[str]]:
        return f"general/{name}", self._words.general[name]

    def _fresh(self, household: Household, *lists: tuple[str, Sequence[str]]) -> str | None:
        """The next sentence that was not used in this case, from the first list that has one."""
        for name, among in lists:
            left = [text for text in among if text not in household.told]
            if left:
                text: str = self._words.draw(name, among, left)
                household.told.add(text)
                return text
        return None

    def _fill(self, household: Household, text: str, *, of_home: bool = False) -> str:
        return self._words.fill(text, household.slots(of_home=of_home))
