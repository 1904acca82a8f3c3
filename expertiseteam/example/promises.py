"""Actions and promises: how somebody words one, and how it ends: mostly done, sometimes late, now and then not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import WEEKDAYS
from expertiseteam.basics.working_days import add_working_days
from expertiseteam.cases.actions import close_action, open_actions
from expertiseteam.cases.records import ActionState
from expertiseteam.example.diary import in_office
from expertiseteam.example.households import Household
from expertiseteam.example.lived import Past
from expertiseteam.example.people import BY_KEY


class Promises:
    """Words actions and plans their end."""

    def __init__(self, past: Past) -> None:
        self._past, self._rng, self._words = past, past.words.rng, past.words

    def worded(self, household: Household, owner: str, text: str, due: date) -> str:
        """The action as it is agreed: who, and what; a day that is named is the day that is meant."""
        near = (due - local_day(self._past.clock.now)).days <= 6
        named = {
            "volgende": WEEKDAYS[due.weekday()] if near else "volgende week",
            "weekdag": self._rng.choice(WEEKDAYS[:5]),
        }
        return f"{BY_KEY[owner].first_name} {self._words.fill(text, household.slots() | named)}"

    def due(self, least: int, most: int) -> date:
        """A last day, this many working days from now."""
        return add_working_days(local_day(self._past.clock.now), self._rng.randint(least, most))

    def plan_end(self, household: Household, owner: str, what: str, due: date) -> None:
        """Plan when the owner closes the action that was just agreed; a few stay open until somebody asks."""
        chance = self._rng.random()
        if chance < 0.05:
            return
        late = chance < 0.17
        day = due + timedelta(days=self._rng.randint(3, 20)) if late else due - timedelta(days=self._rng.randint(0, 3))
        day = max(day, local_day(self._past.clock.now) + timedelta(days=1))
        state = ActionState.DONE if chance < 0.94 else self._rng.choice((ActionState.NOT_DONE, ActionState.NO_LONGER_POSSIBLE))
        self._past.diary.plan(in_office(self._rng, day), partial(self._end, household, owner, what, state))

    def _end(self, household: Household, owner: str, what: str, state: ActionState) -> None:
        stage = self._past.stage
        found = (a for a in stage.ask(owner, open_actions, stage.ids[owner]) if a.case_id == household.case_id and a.what == what)
        results: Mapping[ActionState, str] = {
            ActionState.DONE: "done",
            ActionState.NOT_DONE: "not_done",
            ActionState.NO_LONGER_POSSIBLE: "no_longer",
        }
        for action in found:
            stage.do(owner, close_action, action, state, self._words.general_one(results[state]))
            return
