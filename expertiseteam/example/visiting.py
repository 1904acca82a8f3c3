"""Duos: sent, gone, and what two pairs of eyes saw."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from expertiseteam.basics.clock import local, local_day
from expertiseteam.basics.working_days import add_working_days
from expertiseteam.cases.reading import case_file
from expertiseteam.example.diary import in_office, on, soon
from expertiseteam.example.households import Household
from expertiseteam.example.lived import Past
from expertiseteam.example.promises import Promises
from expertiseteam.visits.duos import cancel_visit, record_visit, send_duo, visit_view
from expertiseteam.visits.records import Agreement, Outcome

_FIRST = {
    Outcome.NOT_HOME: 20,
    Outcome.NOT_LET_IN: 12,
    Outcome.AT_THE_DOOR: 36,
    Outcome.HELP_ACCEPTED: 20,
    Outcome.HELP_REFUSED: 8,
}
_LATER = {
    Outcome.NOT_HOME: 10,
    Outcome.NOT_LET_IN: 5,
    Outcome.AT_THE_DOOR: 20,
    Outcome.HELP_ACCEPTED: 55,
    Outcome.HELP_REFUSED: 10,
}
_RARE_EVERY = 11  # one visit in so many ends in one of the outcomes that hardly ever happen
_NO_DUO_YET = 0.04
_MOST = 5
_DAYS_PER_VISIT = 38


class Visiting:
    """Plans and records the visits of all cases."""

    def __init__(self, past: Past, promises: Promises) -> None:
        self._past, self._promises = past, promises
        self._stage, self._diary, self._words, self._rng = past.stage, past.diary, past.words, past.words.rng
        self._sent = 0

    def plan_first(self, household: Household) -> None:
        """A duo goes soon after the case opened."""
        if self._rng.random() > _NO_DUO_YET:
            self._diary.plan(soon(self._rng, self._past.clock.now, 0, 2), partial(self._send, household))

    def _last_day(self, household: Household) -> date:
        return household.ends or local_day(self._past.end) + timedelta(days=30)

    def _send(self, household: Household) -> None:
        rng, now = self._rng, self._past.clock.now
        today = local_day(now)
        goes = add_working_days(today, rng.randint(1, 6))
        if household.is_closed or goes >= self._last_day(household):
            return
        before = goes if rng.random() < 0.3 else add_working_days(goes, rng.randint(0, 3))
        if rng.random() < 0.1:  # they do not manage in time
            goes = add_working_days(before, rng.randint(1, 3))
        first, second = household.duo
        sender = "femke" if household.visits == 0 else household.lead
        visit = self._stage.do(
            sender,
            send_duo,
            household.case_id,
            care_id=self._stage.ids[first],
            enforcement_id=self._stage.ids[second],
            task=self._words.fill(self._words.theme_one(household.theme, "tasks"), household.slots()),
            before=before,
            is_announced=rng.random() < 0.6,
        )
        household.visits += 1
        self._sent += 1
        if rng.random() < 0.06:
            self._diary.plan(in_office(rng, goes - timedelta(days=1)), partial(self._cancel, household, visit))
        else:
            goes = local_day(in_office(rng, goes))
            self._diary.plan(on(goes, rng.randint(9, 19), rng.choice((0, 15, 30, 45))), partial(self._go, household, visit))

    def _cancel(self, household: Household, visit: str) -> None:
        if household.is_closed:
            return
        view = self._stage.ask(household.duo[0], visit_view, visit)
        because = self._words.fill(self._words.general_one("cancelled"), household.slots())
        self._stage.do(household.duo[0], cancel_visit, view, because)
        self._diary.plan(soon(self._rng, self._past.clock.now, 1, 3), partial(self._send, household))

    def _go(self, household: Household, visit: str) -> None:
        """They ring the bell; an hour later the first of the two writes down what came of it."""
        if household.is_closed:
            return
        rng, first, second = self._rng, *household.duo
        if self._past.is_recent:
            self._stage.ask(first, case_file, household.case_id)
        went = self._past.clock.now
        self._past.clock.forward(rng.randint(35, 80))
        outcome, care, enforcement = self._seen(household)
        agreements = self._agreed(household, outcome)
        view = self._stage.ask(first, visit_view, visit)
        apart = bool(enforcement) and rng.random() < 0.4
        on_day, announced = local_day(went), view.is_announced if rng.random() < 0.9 else False
        told = self._words.general_one("told") if outcome not in (Outcome.NOT_HOME, Outcome.NOT_REACHED, Outcome.WRONG_ADDRESS) else ""
        at = local(went).time().replace(second=0, microsecond=0)
        self._stage.do(
            first,
            record_visit,
            view,
            on=on_day,
            at=at,
            is_announced=announced,
            outcome=outcome,
            care_view=care,
            enforcement_view="" if apart else enforcement,
            told=told,
            agreements=[agreement for _, agreement in agreements],
        )
        if apart:
            seen = self._stage.ask(second, visit_view, visit)
            self._stage.do(
                second,
                record_visit,
                seen,
                on=on_day,
                at=at,
                is_announced=announced,
                outcome=outcome,
                care_view=seen.care_view,
                enforcement_view=enforcement,
                told=told,
            )
        for owner, agreement in agreements:
            if agreement.due:
                self._promises.plan_end(household, owner, agreement.what, agreement.due)
        self._plan_next(household, outcome)

    def _seen(self, household: Household) -> tuple[Outcome, str, str]:
        """How it went, and both views."""
        chances = _FIRST if household.visits <= 1 else _LATER
        outcome = self._rng.choices(list(chances), list(chances.values()))[0]
        slots = household.slots()
        if self._sent % _RARE_EVERY == 0:
            outcome = Outcome[self._words.draw("rare", list(self._words.general["rare"]))]
            care, enforcement = self._words.draw(f"rare/{outcome.name}", self._words.general["rare"][outcome.name])
            return outcome, self._words.fill(care, slots), self._words.fill(enforcement, slots)
        if outcome is Outcome.NOT_HOME:
            return outcome, self._words.general_one("not_home"), ""
        care = self._words.theme_one(household.theme, "care", outcome.name)
        enforcement = self._words.theme_one(household.theme, "enforcement", outcome.name)
        return outcome, self._words.fill(care, slots), self._words.fill(enforcement, slots)

    def _agreed(self, household: Household, outcome: Outcome) -> list[tuple[str, Agreement]]:
        """What was agreed on the spot: nothing at a closed door, else one or two things."""
        count = {Outcome.HELP_ACCEPTED: (1, 2), Outcome.AT_THE_DOOR: (0, 1, 1), Outcome.NOT_LET_IN: (0, 0, 1), Outcome.APPOINTMENT: (1,)}
        found = []
        kinds = [self._words.draw("agreed", ("care", "enf", "promise", "care")) for _ in range(self._rng.choice(count.get(outcome, (0,))))]
        for kind in dict.fromkeys(kinds):
            owner = household.duo[1] if kind == "enf" else household.duo[0]
            due = self._promises.due(2, 9)
            what = self._promises.worded(household, owner, self._words.theme_one(household.theme, "agreements", kind), due)
            found.append((owner, Agreement(what, self._stage.ids[owner], due, is_promise=kind == "promise")))
        return found

    def _plan_next(self, household: Household, outcome: Outcome) -> None:
        lasts = (self._last_day(household) - local_day(household.opens)).days
        most = min(_MOST, 1 + lasts // _DAYS_PER_VISIT)
        soon_again = outcome in (Outcome.NOT_HOME, Outcome.NOT_REACHED, Outcome.APPOINTMENT)
        if household.visits < most or (soon_again and household.visits < _MOST):
            days = self._rng.randint(2, 6) if soon_again else self._rng.randint(10, 26)
            self._diary.plan(in_office(self._rng, local_day(self._past.clock.now) + timedelta(days=days)), partial(self._send, household))
