"""Actions and promises: when they are due, and how they end: mostly done, sometimes late, now and then not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.working_days import add_working_days
from expertiseteam.cases.actions import close_action, open_actions
from expertiseteam.cases.records import ActionState
from expertiseteam.example.diary import in_office
from expertiseteam.example.lived import Past


class Promises:
    """Plans the end of actions."""

    def __init__(self, past: Past) -> None:
        self._past, self._rng, self._words = past, past.words.rng, past.words

    def due(self, least: int, most: int) -> date:
        """A last day, this many working days from now."""
        return add_working_days(local_day(self._past.clock.now), self._rng.randint(least, most))

    def plan_end(self, case_id: str | None, owner: str, what: str, due: date) -> None:
        """Plan when the owner closes the action that was just agreed: one in six late, one in twenty only when somebody asks."""
        chance = self._rng.random()
        if chance < 0.17:
            day = due + timedelta(days=self._rng.randint(20, 45) if chance < 0.05 else self._rng.randint(3, 16))
        else:
            day = max(due - timedelta(days=self._rng.randint(0, 3)), local_day(self._past.clock.now) + timedelta(days=1))
        state = ActionState.DONE if chance < 0.94 else self._rng.choice((ActionState.NOT_DONE, ActionState.NO_LONGER_POSSIBLE))
        self._past.diary.plan(in_office(self._rng, day), partial(self._end, case_id, owner, what, state))

    def _end(self, case_id: str | None, owner: str, what: str, state: ActionState) -> None:
        stage = self._past.stage
        found = (a for a in stage.ask(owner, open_actions, stage.ids[owner]) if a.case_id == case_id and a.what == what)
        results: Mapping[ActionState, str] = {
            ActionState.DONE: "done",
            ActionState.NOT_DONE: "not_done",
            ActionState.NO_LONGER_POSSIBLE: "no_longer",
        }
        for action in found:
            stage.do(owner, close_action, action, state, self._words.general_one(results[state]))
            return
