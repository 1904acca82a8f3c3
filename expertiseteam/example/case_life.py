"""The life of one case: from its first signals to its last day, visits apart (see visiting.py)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.working_days import add_working_days
from expertiseteam.cases.actions import close_action, open_actions
from expertiseteam.cases.around_door import ask_to_come
from expertiseteam.cases.ending import before_ending, close_case
from expertiseteam.cases.front_door import set_place
from expertiseteam.cases.opening import add_note, add_person, change_case, link_concern, open_case, report_eviction
from expertiseteam.cases.reading import case_file, case_view
from expertiseteam.cases.records import (
    ActionState,
    CaseResult,
    CaseState,
    DoorAnswers,
    Ending,
    EvictionState,
    GoalReached,
    HouseholdKind,
    Place,
    ReportersTold,
    ResidentTold,
)
from expertiseteam.concerns.records import NoiseReason
from expertiseteam.concerns.triage import set_noise
from expertiseteam.example.diary import in_office, on, soon
from expertiseteam.example.households import Household
from expertiseteam.example.lived import Past
from expertiseteam.example.people import BY_KEY
from expertiseteam.example.promises import Promises
from expertiseteam.example.signals import Signals
from expertiseteam.example.visiting import Visiting
from expertiseteam.visits.duos import cancel_visit, planned_visits

_RESULT_WEIGHTS = {"GOAL_REACHED": 6, "PARTLY": 4, "DIED": 1, "REFUSED": 3}
_REACHED = {CaseResult.GOAL_REACHED: GoalReached.YES, CaseResult.SOLVED_ITSELF: GoalReached.YES, CaseResult.PARTLY: GoalReached.PARTLY}
_NEEDS_HELP = ("GOAL_REACHED", "PARTLY", "MOVED", "HANDED_OVER")
_NOT_SEEN_YET = 5  # how much likelier an ending is that no case had: in two years every one of them happens
_SHORT_RUN = timedelta(days=45)  # longer than this, nobody says that there was no case


class CaseLife:
    """Plans and lives the cases of all households."""

    def __init__(self, past: Past, signals: Signals, promises: Promises, visiting: Visiting) -> None:
        self._past, self._signals, self._promises, self._visiting = past, signals, promises, visiting
        self._stage, self._diary, self._words, self._rng = past.stage, past.diary, past.words, past.words.rng
        self._endings = set[str]()

    def plan(self, household: Household) -> int:
        """Plan how this household comes to the team; the rest follows when its case opens. Returns how many signals that takes."""
        rng, ids = self._rng, list[str]()
        before = add_working_days(local_day(household.opens), -rng.randint(1, 2))
        way = rng.random()
        if way < 0.04:
            moments = []
        elif way < 0.12:
            earlier = in_office(rng, before - timedelta(days=rng.randint(12, 28)))
            self._diary.plan(earlier, partial(self._first_seen, household, ids))
            moments = [in_office(rng, before)]
        else:
            moments = sorted(in_office(rng, before) for _ in range(2 if way > 0.84 else 1))
        taken = len(moments) + (0.04 <= way < 0.12)
        for moment in moments:
            if moment < household.opens:
                self._diary.plan(moment, partial(self._signal, household, ids))
        if rng.random() < 0.16 and moments:
            moment = moments[-1] + timedelta(hours=rng.randint(1, 3))
            self._diary.plan(moment, partial(self._same_again, household, ids))
            taken += 1
        self._diary.plan(household.opens, partial(self._open, household, ids))
        return taken

    # -- how it begins

    def _signal(self, household: Household, ids: list[str]) -> None:
        place = household.place if not ids else self._signals.spelled(household.street, household.number, household.village)
        ids.append(self._signals.record_about(household, place))

    def _first_seen(self, household: Household, ids: list[str]) -> None:
        self._signal(household, ids)
        moment = soon(self._rng, self._past.clock.now, 0, 2)
        self._diary.plan(moment, partial(self._signals.observe_until, ids[-1], local_day(household.opens) + timedelta(days=3)))

    def _same_again(self, household: Household, ids: list[str]) -> None:
        if household.case_id or not ids:
            return
        concern = self._signals.record(self._words.general_one("double"), household.place, channels=("PHONE", "OPEN_HOUSE"))
        self._diary.plan(soon(self._rng, self._past.clock.now, 0, 1), partial(self._signals.double, concern, ids[0]))

    def _open(self, household: Household, ids: list[str]) -> None:
        """Femke opens the case; everything that follows is planned from here."""
        known = self._words.themes[household.theme]
        household.case_id = self._stage.do(
            "femke",
            open_case,
            self._signals.waiting(ids),
            label=household.label,
            lead_id=self._stage.ids[household.lead],
            legal_basis=known["basis"],
            purpose=known["purpose"],
            goal=self._past.telling.goal(household),
            bringing_partner=self._rng.choice(known["partner"]),
            household=household.kind,
            place=household.place,
        )
        self._past.by_case[household.case_id] = household
        self._know_them(household)
        self._first_places(household)
        self._visiting.plan_first(household)
        self._plan_notes(household)
        self._plan_more_signals(household)
        if known.get("may_evict") and household.ends and self._rng.random() < 0.55:
            self.plan_eviction(household, household.ends)
        if household.ends:
            self._plan_end(household, household.ends)

    def _know_them(self, household: Household) -> None:
        names = self._words.names
        is_man = household.somebody.he == "hij"
        first = self._words.draw("men" if is_man else "women", names["men" if is_man else "women"])
        part = {HouseholdKind.SINGLE_PARENT: household.somebody.who, HouseholdKind.FAMILY: household.somebody.who}.get(
            household.kind, "bewoner"
        )
        name = f"{first} {self._words.draw('surnames', names['surnames'])}"
        self._stage.do(household.lead, add_person, household.case_id, name=name, part=part)
        if self._rng.random() < 0.3:
            view = self._stage.ask(household.lead, case_view, household.case_id)
            self._stage.do(household.lead, change_case, view, {"trusted_contact": self._words.general_one("trusted")})

    def _first_places(self, household: Household) -> None:
        """Who is at the door, who waits; now and then it is crowded and four questions are answered."""
        rng = self._rng
        doors: list[str] = list(self._words.themes[household.theme]["door"])
        crowded = rng.random() < 0.14
        at_door = 3 if crowded else rng.choice((1, 1, 1, 2))
        for n, name in enumerate(doors[: at_door + rng.randint(0, 1)]):
            place = Place.FRONT if n < at_door else Place.RESERVE
            condition = "" if place is Place.FRONT else self._past.telling.reserve(household)
            answers = (
                DoorAnswers(*(self._words.fill(a, household.slots()) for a in self._words.general_one("answers")))
                if n == 2 and crowded
                else None
            )
            self._stage.do(
                household.lead,
                set_place,
                household.case_id,
                self._stage.organisations[name],
                place,
                condition=condition,
                answers=answers,
                member_id=self._face_of(name, household),
            )
            if place is Place.RESERVE and crowded:  # it wanted to come as well
                self._stage.do(household.lead, ask_to_come, household.case_id, self._stage.organisations[name])

    def _face_of(self, organisation: str, household: Household) -> str | None:
        """The colleague who comes for this organisation, when it is the lead or one of the duo."""
        keys = [key for key in (household.lead, *household.duo) if BY_KEY[key].organisation == organisation]
        return self._stage.ids[keys[0]] if keys else None

    # -- while it runs

    def _plan_notes(self, household: Household) -> None:
        last = household.ends or local_day(self._past.end)
        days = (last - local_day(household.opens)).days
        for _ in range(round(days / 75 + self._rng.random())):
            day = local_day(household.opens) + timedelta(days=self._rng.randint(6, max(7, days - 3)))
            if day < last:
                self._diary.plan(in_office(self._rng, day), partial(self._note, household))

    def _note(self, household: Household) -> None:
        if household.is_closed:
            return
        text = self._past.telling.note(household)
        if text is None:
            return
        if self._past.is_recent:
            self._stage.ask(household.lead, case_file, household.case_id)
        self._stage.do(household.lead, add_note, household.case_id, text)

    def _plan_more_signals(self, household: Household) -> None:
        if self._rng.random() < 0.36:
            last = household.ends or local_day(self._past.end)
            days = (last - local_day(household.opens)).days
            moment = in_office(self._rng, local_day(household.opens) + timedelta(days=self._rng.randint(5, max(6, days - 6))))
            self._diary.plan(moment, partial(self._more, household))

    def _more(self, household: Household) -> None:
        if household.is_closed:
            return
        place = self._signals.spelled(household.street, household.number, household.village)
        concern = self._signals.record_about(household, place, again=True)
        self._diary.plan(soon(self._rng, self._past.clock.now, 0, 2), partial(self._link, household, concern))

    def _link(self, household: Household, concern: str) -> None:
        for line in self._signals.waiting([concern]):
            if household.is_closed:
                self._stage.do("femke", set_noise, line, NoiseReason.KNOWN, self._words.general["just_closed"])
            else:
                self._stage.do("femke", link_concern, line, household.case_id)

    def plan_eviction(self, household: Household, ends: date) -> None:
        """A home under threat: announced, perhaps a date, and nearly always averted in time."""
        rng, source = self._rng, self._words.general_one("eviction_source")
        first = local_day(household.opens) + timedelta(days=rng.randint(2, 14))
        steps: list[tuple[date, EvictionState, date | None]] = [
            (first, rng.choice((EvictionState.ANNOUNCED, EvictionState.SUMMONED)), None)
        ]
        dated = first + timedelta(days=rng.randint(8, 18))
        out = add_working_days(dated, rng.randint(12, 24))
        if out < ends - timedelta(days=8):
            steps.append((dated, EvictionState.DATED, out))
            if rng.random() < 0.3:
                later = add_working_days(out, 15)
                steps.append((out - timedelta(days=rng.randint(4, 9)), EvictionState.POSTPONED, later))
        if steps[-1][1] is EvictionState.DATED and household.kind is HouseholdKind.SINGLE_MAN and not self._past.has_carried_out:
            self._past.has_carried_out = household.is_evicted = True
            steps.append((out, EvictionState.CARRIED_OUT, out))
        else:
            steps.append((max(ends - timedelta(days=rng.randint(5, 9)), steps[-1][0] + timedelta(days=1)), EvictionState.AVERTED, None))
        for day, state, evicted in steps:
            if day < ends:
                self._diary.plan(in_office(rng, day), partial(self.threaten, household, state, evicted, source))

    def threaten(self, household: Household, state: EvictionState, evicted: date | None, source: str) -> None:
        """Karim passes on where the eviction stands."""
        if household.is_closed:
            return
        view = self._stage.ask("karim", case_view, household.case_id)
        self._stage.do("karim", report_eviction, view, state, evicted, source)

    # -- how it ends

    def _plan_end(self, household: Household, ends: date) -> None:
        days = (ends - local_day(household.opens)).days
        if days > 70 and self._rng.random() < 0.45:
            self._diary.plan(in_office(self._rng, ends - timedelta(days=self._rng.randint(22, 40))), partial(self._monitor, household))
        self._diary.plan(on(ends, 16, self._rng.randint(0, 55)), partial(self._close, household))

    def _monitor(self, household: Household) -> None:
        self.set_state(household, CaseState.MONITORING)
        self._stage.do(household.lead, add_note, household.case_id, self._past.telling.general(household, "monitoring"))

    def set_state(self, household: Household, state: CaseState) -> None:
        """The lead says how the case stands."""
        view = self._stage.ask(household.lead, case_view, household.case_id)
        self._stage.do(household.lead, change_case, view, {"state": state})

    def _close(self, household: Household) -> None:
        for visit in self._stage.ask("femke", planned_visits):
            if visit.case_id == household.case_id:
                self._stage.do("femke", cancel_visit, visit, "de casus is afgesloten")
        for action in self._stage.ask("femke", open_actions):
            if action.case_id == household.case_id and action.owner_id and self._rng.random() < 0.75:
                self._stage.do(self._stage.key_of(action.owner_id), close_action, action, ActionState.DONE, self._words.general_one("done"))
        result = self._result(household)
        remark = self._past.telling.closing(household, result.name)
        view = self._stage.ask("femke", case_view, household.case_id)
        drop = self._words.general_one("drop")
        self._stage.do("femke", close_case, view, self._ending(household, result, remark), drop_actions_because=drop)
        household.is_closed = True

    def _ending(self, household: Household, result: CaseResult, remark: str) -> Ending:
        """What Femke answers when she closes the case."""
        around = self._stage.ask("femke", before_ending, household.case_id)
        told = ReportersTold.STILL_OWED if around.owed else ReportersTold.YES if around.concerns else ReportersTold.NOBODY
        moved = result in (CaseResult.MOVED, CaseResult.DIED)
        return Ending(
            result,
            _REACHED.get(result, GoalReached.NO),
            "niemand, het adres is leeg" if moved else "de huisarts en de open inloop",
            ResidentTold.NO if moved else ResidentTold.YES,
            told,
            "niet meer bereikbaar" if moved else "bij het laatste bezoek",
            remark,
        )

    def _result(self, household: Household) -> CaseResult:
        """How it ended: only where help was accepted can a goal be reached."""
        if household.is_evicted:
            return CaseResult.HANDED_OVER
        lasted = local_day(self._past.clock.now) - local_day(household.opens)
        endings: Mapping[str, list[str]] = self._words.themes[household.theme]["closing"]
        weights = {name: _RESULT_WEIGHTS.get(name, 2) for name in endings}
        if household.helped:
            left_out: tuple[str, ...] = ("REFUSED", "NO_CASE")
        else:
            left_out = _NEEDS_HELP if lasted <= _SHORT_RUN else (*_NEEDS_HELP, "NO_CASE")
        fitting = {name: weight for name, weight in weights.items() if name not in left_out}
        if not household.helped:
            fitting.setdefault("REFUSED", 3)
            if lasted <= _SHORT_RUN:
                fitting.setdefault("NO_CASE", 3)
        if not household.met:
            fitting = {name: weight for name, weight in fitting.items() if name in ("NO_CASE", "SOLVED_ITSELF")} | {"REFUSED": 2}
        likely = [weight if name in self._endings else weight * _NOT_SEEN_YET for name, weight in fitting.items()]
        (chosen,) = self._rng.choices(list(fitting), likely)
        self._endings.add(chosen)
        return CaseResult[chosen]
