"""Duos: sent, gone, and what two pairs of eyes saw."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from functools import partial

from expertiseteam.basics.clock import local, local_day
from expertiseteam.basics.working_days import add_working_days
from expertiseteam.cases.reading import case_file
from expertiseteam.example.diary import in_office, on, soon
from expertiseteam.example.households import Household
from expertiseteam.example.lived import Past
from expertiseteam.example.promises import Promises
from expertiseteam.visits.duos import NO_PLAN, cancel_visit, send_duo, visit_view
from expertiseteam.visits.planning import plan_visit
from expertiseteam.visits.recording import record_visit
from expertiseteam.visits.records import INSIDE, REACHED, Agreement, Consent, ContactMode, Outcome, Plan

# How a visit goes, by what came before: nobody met yet, met, help accepted.
_UNKNOWN = {
    Outcome.NOT_HOME: 20,
    Outcome.NOT_REACHED: 2,
    Outcome.NOT_LET_IN: 11,
    Outcome.AT_THE_DOOR: 31,
    Outcome.HELP_ACCEPTED: 22,
    Outcome.HELP_REFUSED: 6,
    Outcome.NO_NEED: 3,
    Outcome.APPOINTMENT: 5,
    Outcome.WRONG_ADDRESS: 2,
    Outcome.BROKEN_OFF: 2,
}
_KNOWN = {
    Outcome.NOT_HOME: 8,
    Outcome.NOT_LET_IN: 4,
    Outcome.AT_THE_DOOR: 20,
    Outcome.HELP_ACCEPTED: 58,
    Outcome.HELP_REFUSED: 8,
    Outcome.APPOINTMENT: 2,
}
_HELPED = {Outcome.NOT_HOME: 8, Outcome.AT_THE_DOOR: 16, Outcome.HELP_ACCEPTED: 70, Outcome.ACUTE_CARE: 6}
_FRAIL = (
    "lonely",
    "forgetful",
    "waste",
    "carer",
    "no_home",
    "full_house",
    "paperwork",
)  # where somebody may be found in need of care at once
_NO_DUO_YET = 0.04
_MOST = 4
_DAYS_PER_VISIT = 65


class Visiting:
    """Plans and records the visits of all cases."""

    def __init__(self, past: Past, promises: Promises) -> None:
        self._past, self._promises = past, promises
        self._stage, self._diary, self._words, self._rng = past.stage, past.diary, past.words, past.words.rng
        self._decks: dict[int, list[Outcome]] = {}  # outcomes still to come, so that rare ones do come

    def plan_first(self, household: Household) -> None:
        """A duo goes soon after the case opened."""
        if self._rng.random() > _NO_DUO_YET:
            self._diary.plan(soon(self._rng, self._past.clock.now, 0, 2), partial(self._send, household))

    def _last_day(self, household: Household) -> date:
        return household.ends or local_day(self._past.end) + timedelta(days=30)

    def send_for(self, household: Household, goes: date, *, other: bool = False, away: bool = False) -> None:
        """A duo is sent now, to go on a day that lies beyond the end of the story. `other`: a colleague takes the place of one of them.

        `away`: not at the door but discreetly, in another village.
        """
        visit = self._send(household, goes)
        if visit and other:
            self._past.clock.forward(20)
            shown = self._stage.ask("femke", visit_view, visit)
            comes = next(key for key in ("karim", "iris") if key not in household.duo)
            self._stage.do("femke", plan_visit, shown, shown.plan, duo=(shown.care_id, self._stage.ids[comes]))
        if visit and away:
            self._past.clock.forward(20)
            shown = self._stage.ask("femke", visit_view, visit)
            village = next(one for one in ("Ganzenhoek", "Turfven") if one not in shown.place)
            plan = replace(shown.plan, is_discreet=True, safe_place=f"Dorpshuis {village}")
            self._stage.do("femke", plan_visit, shown, plan, mode=ContactMode.CONSULT_ELSEWHERE)

    def _send(self, household: Household, goes: date | None = None) -> str:
        rng, today = self._rng, local_day(self._past.clock.now)
        plan = Plan(planned_on=goes, planned_at=time(10)) if goes else NO_PLAN
        goes = goes or add_working_days(today, rng.randint(1, 6))
        if household.is_closed or goes >= self._last_day(household):
            return ""
        before = goes if rng.random() < 0.3 else add_working_days(goes, rng.randint(0, 3))
        if rng.random() < 0.1 and goes <= local_day(self._past.end):  # they do not manage in time
            goes = add_working_days(before, rng.randint(1, 3))
        first, second = household.duo
        sender = "femke" if household.visits == 0 else household.lead
        visit = self._stage.do(
            sender,
            send_duo,
            household.case_id,
            care_id=self._stage.ids[first],
            enforcement_id=self._stage.ids[second],
            task=self._past.telling.task(household),
            before=before,
            is_announced=rng.random() < 0.6,
            plan=plan,
        )
        household.visits += 1
        if rng.random() < 0.06:
            self._diary.plan(in_office(rng, goes - timedelta(days=1)), partial(self._cancel, household, visit))
        else:
            goes = local_day(in_office(rng, goes))
            self._diary.plan(on(goes, rng.randint(9, 19), rng.choice((0, 15, 30, 45))), partial(self._go, household, visit))
        return visit

    def _cancel(self, household: Household, visit: str) -> None:
        if household.is_closed:
            return
        view = self._stage.ask(household.duo[0], visit_view, visit)
        self._stage.do(household.duo[0], cancel_visit, view, self._past.telling.general(household, "cancelled"))
        self._diary.plan(soon(self._rng, self._past.clock.now, 1, 3), partial(self._send, household))

    def _go(self, household: Household, visit: str) -> None:
        """They ring the bell; an hour later the first of the two writes down what came of it."""
        if household.is_closed:
            return
        rng, first, second = self._rng, *household.duo
        if self._past.is_recent:
            self._stage.ask(first, case_file, household.case_id)
        went = self._past.clock.now
        took = rng.randint(35, 80)
        self._past.clock.forward(took)
        outcome = self._outcome(household)
        care, enforcement = self._past.telling.seen(household, outcome)
        agreements = self._agreed(household, outcome)
        view = self._stage.ask(first, visit_view, visit)
        apart = bool(enforcement) and rng.random() < 0.2
        on_day, announced = local_day(went), view.is_announced if rng.random() < 0.9 else False
        consent = Consent.GIVEN if outcome in INSIDE else None
        told = self._words.general_one("told") if outcome in REACHED and not household.met else ""
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
            consent=consent,
            told_purpose=outcome in REACHED,
            minutes=took if went.day % 3 else 0,  # not everybody writes it down
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
                consent=consent,
                told_purpose=outcome in REACHED,
            )
        for owner, agreement in agreements:
            if agreement.due:
                self._promises.plan_end(household.case_id, owner, agreement.what, agreement.due)
        household.met |= outcome in REACHED
        household.helped |= outcome is Outcome.HELP_ACCEPTED
        self._plan_next(household, outcome)

    def _outcome(self, household: Household) -> Outcome:
        chances = _HELPED if household.helped else _KNOWN if household.met else _UNKNOWN
        deck = self._decks.setdefault(id(chances), [])
        if not deck:
            deck.extend(outcome for outcome, times in chances.items() for _ in range(times))
            self._rng.shuffle(deck)
        found = deck.pop()
        if found is not Outcome.ACUTE_CARE or household.theme in _FRAIL:
            return found
        deck.insert(max(0, len(deck) - 3), found)  # it soon comes up again, where it can be true
        return Outcome.HELP_ACCEPTED

    def _agreed(self, household: Household, outcome: Outcome) -> list[tuple[str, Agreement]]:
        """What was agreed on the spot: nothing at a closed door, else one or two things."""
        count = {Outcome.HELP_ACCEPTED: (1, 1, 2), Outcome.AT_THE_DOOR: (0, 1), Outcome.NOT_LET_IN: (0, 1), Outcome.APPOINTMENT: (1,)}
        most = self._rng.choice(count.get(outcome, (0,)))
        kinds = ("promise",) if outcome is not Outcome.HELP_ACCEPTED else self._rng.sample(("care", "enf", "promise", "care"), 2)
        found, today = [], local_day(self._past.clock.now)
        for kind in list(dict.fromkeys(kinds))[:most]:
            due = self._promises.due(2, 9)
            agreed = self._past.telling.agreed(household, outcome, kind)
            if agreed:
                owner, text = agreed
                what = self._past.telling.promised(household, owner, text, due, today)
                found.append((owner, Agreement(what, self._stage.ids[owner], due, is_promise=kind == "promise")))
        return found

    def _plan_next(self, household: Household, outcome: Outcome) -> None:
        lasts = (self._last_day(household) - local_day(household.opens)).days
        most = min(_MOST, 1 + lasts // _DAYS_PER_VISIT)
        soon_again = outcome in (Outcome.NOT_HOME, Outcome.NOT_REACHED, Outcome.APPOINTMENT)
        if household.visits < most or (soon_again and household.visits < _MOST):
            days = self._rng.randint(2, 6) if soon_again else self._rng.randint(10, 26)
            self._diary.plan(in_office(self._rng, local_day(self._past.clock.now) + timedelta(days=days)), partial(self._send, household))
