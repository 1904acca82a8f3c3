"""Two years of a made-up team, lived through day by day, with the story as its last weeks."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.working_days import add_working_days, series
from expertiseteam.cases.records import CaseState, EvictionState
from expertiseteam.example.case_life import CaseLife
from expertiseteam.example.clock import PastClock
from expertiseteam.example.diary import Diary, OnProgress, in_office, on
from expertiseteam.example.households import Household, Town, households
from expertiseteam.example.lived import Past
from expertiseteam.example.overleg import Overleggen, quotas
from expertiseteam.example.promises import Promises
from expertiseteam.example.readiness import (
    choose_village_contacts,
    not_to_this_door,
    write_absences,
    write_campaigns,
    write_group_trainings,
    write_trainings,
)
from expertiseteam.example.rest_of_meeting import rest_of_meeting
from expertiseteam.example.signals import Signals
from expertiseteam.example.stage import Stage
from expertiseteam.example.story import (
    EARLIER_SIGNAL,
    GAS_IS_GONE,
    MEETING_DAY,
    MOMENTS,
    Step,
    Story,
    earlier_signal,
    gas_is_gone,
    step_1,
    step_2,
    step_3,
    step_4,
    step_5,
    step_6,
    step_7,
    step_8,
    step_9,
    step_10,
    step_11,
)
from expertiseteam.example.telling import Telling
from expertiseteam.example.together import LOOKED_BACK, look_back
from expertiseteam.example.tracks import plan_tracks
from expertiseteam.example.visiting import Visiting
from expertiseteam.example.walks import WALKS, begin_rounds, walk
from expertiseteam.example.words import Words

SEED = 20261117
WAITS_UNTIL = date(2027, 1, 18)  # a quiet case is not spoken about before


@dataclass(frozen=True)
class Size:
    """How much past there is. `periods`: so many cases between two days, besides the story's own. `concerns`: about so many signals.

    `series`: first day and number of overleggen that Femke plans at once, each at the start or in the month before its first day.
    `decisions`: so many in all in the story's year, before the story's own. `spots`: so many times that Łucja answers two questions on
    the spot. `findings`: so many signals that are for enforcement and nothing else.
    """

    start: date
    periods: tuple[tuple[date, date, int], ...]
    running: int
    concerns: int
    series: tuple[tuple[date, int], ...]
    decisions: int
    spots: int = 0
    findings: int = 0


SIZES: Mapping[str, Size] = {
    # 40 cases and 30 decisions in 2026, so that the story makes 26-041 and 2026-031.
    "full": Size(
        start=date(2024, 11, 6),
        periods=(
            (date(2024, 11, 11), date(2024, 12, 20), 8),
            (date(2025, 1, 6), date(2025, 12, 19), 70),
            (date(2026, 1, 5), date(2026, 10, 30), 40),
            (date(2026, 11, 9), date(2026, 11, 10), 1),
        ),
        running=14,
        concerns=400,
        series=((date(2024, 12, 3), 19), (date(2026, 1, 6), 17)),
        decisions=30,
        spots=3,
        findings=5,
    ),
    "small": Size(
        start=date(2026, 8, 24),
        periods=((date(2026, 8, 27), date(2026, 10, 30), 8), (date(2026, 11, 9), date(2026, 11, 10), 1)),
        running=6,
        concerns=30,
        series=((date(2026, 8, 25), 6),),
        decisions=8,
    ),
}


class Life:
    """Everything that happens, planned in one diary; `run` lives it."""

    def __init__(self, stage: Stage, clock: PastClock, size: Size) -> None:
        words, aside = Words(random.Random(SEED)), Words(random.Random(SEED + 1))
        self._past = Past(stage, Diary(clock), clock, words, aside, Telling(words), Town(words), MOMENTS[Step.PREPARED])
        self._promises = Promises(self._past)
        self._signals = Signals(self._past)
        self._visiting = Visiting(self._past, self._promises)
        self._cases = CaseLife(self._past, self._signals, self._promises, self._visiting)
        self.story = Story(stage, clock)
        self._plan(size)
        self._plan_story()

    def run(self, until: Step, on_progress: OnProgress | None = None) -> None:
        """Live up to and with a step of the story."""
        self._past.diary.run(MOMENTS[until], on_progress)

    def _plan(self, size: Size) -> None:
        past, end = self._past, local_day(self._past.end)
        past.diary.plan(on(size.start, 8, 40), partial(write_trainings, past.stage))
        past.diary.plan(on(date(2026, 11, 10), 8, 40), partial(write_absences, past.stage))
        past.diary.plan(on(date(2026, 11, 10), 8, 45), partial(choose_village_contacts, past.stage))
        past.diary.plan(on(LOOKED_BACK, 8, 30), partial(look_back, past.stage))
        past.diary.plan(on(date(2026, 11, 10), 8, 50), partial(write_campaigns, past.stage))
        past.diary.plan(on(date(2026, 11, 10), 8, 55), partial(write_group_trainings, past.stage))
        past.diary.plan(on(date(2026, 11, 3), 8, 50), partial(begin_rounds, past.stage))
        for number, day in enumerate(WALKS):
            past.diary.plan(on(day, 15, 10), partial(walk, past.stage, number))
        this_year = [day for first, times in size.series for day in series(first, times) if day.year == end.year and day < MEETING_DAY]
        self._overleggen = Overleggen(past, self._promises, quotas(past.words.rng, this_year, size.decisions))
        for first, times in size.series:
            planned = max(size.start, first - timedelta(days=33))
            past.diary.plan(on(planned, 8, 45), partial(self._overleggen.plan_year, first, times))
        found = households(past.words, past.town, list(size.periods), end, size.running)
        taken = sum(self._cases.plan(household) for household in found)
        more = round(0.3 * len(found))  # signals that come later on in a case
        self._signals.plan_waiting(past.end)
        self._signals.plan_rest(max(0, size.concerns - taken - more - 9), size.start, past.end)
        Signals(replace(past, words=past.aside)).plan_at_once(size.start, past.end, size.spots, size.findings)
        self._threaten(found)
        self._send_after(found)
        self._stand(found)
        plan_tracks(past, found)

    def _threaten(self, found: list[Household]) -> None:
        """Two of the cases that still run have an eviction ahead, both after the story's own."""
        themes = self._past.words.themes
        able = [h for h in found if h.ends is None and themes[h.theme].get("may_evict") and h.opens < MOMENTS[Step.PAST]]
        states = ((EvictionState.DATED, date(2026, 12, 15)), (EvictionState.SUMMONED, None))
        for household, (state, day) in zip(able, states, strict=False):
            moment = in_office(self._past.words.rng, add_working_days(max(local_day(household.opens), date(2026, 10, 12)), 4))
            self._past.diary.plan(moment, partial(self._cases.threaten, household, state, day, "Woonpunt"))

    def _send_after(self, found: list[Household]) -> None:
        """Three duos are on their way when the story ends, one with Noor, and one with a colleague in the place of another."""
        still = [h for h in found if h.ends is None and h.opens < MOMENTS[Step.PAST]]
        still.sort(key=lambda h: "noor" not in h.duo)
        for n, household in enumerate(still[:1] + still[-2:]):
            goes = date(2026, 11, 18 + n)
            self._past.diary.plan(
                on(date(2026, 11, 12), 9 + n), partial(self._visiting.send_for, household, goes, other=not n, away=n == 2)
            )

    def _stand(self, found: list[Household]) -> None:
        """Not every case that runs is in full swing: two are only watched, one waits, the newest is being explored."""
        still = [h for h in found if h.ends is None]
        states = (CaseState.MONITORING, CaseState.MONITORING, CaseState.ON_HOLD)
        for n, (household, state) in enumerate(zip(still[:1] + still[2:4], states, strict=False)):
            moment = in_office(self._past.words.rng, max(date(2026, 10, 14 + n), local_day(household.opens) + timedelta(days=1)))
            self._past.diary.plan(moment + timedelta(hours=1), partial(self._cases.set_state, household, state))
        newest = still[-1]
        self._past.diary.plan(newest.opens + timedelta(minutes=10), partial(self._cases.set_state, newest, CaseState.EXPLORING))

    def _plan_story(self) -> None:
        plan, story = self._past.diary.plan, self.story
        plan(EARLIER_SIGNAL, partial(earlier_signal, story))
        plan(MOMENTS[Step.DOOR] + timedelta(minutes=5), lambda: not_to_this_door(story.stage, story.ids["case"]))
        for step, told in zip(list(Step)[1:8], (step_1, step_2, step_3, step_4, step_5, step_6, step_7), strict=True):
            plan(MOMENTS[step], partial(told, story))
        plan(GAS_IS_GONE, partial(gas_is_gone, story))
        plan(MOMENTS[Step.PREPARED], self._prepare)
        plan(MOMENTS[Step.MEETING], partial(step_9, story))
        plan(MOMENTS[Step.POWER_FAILS], partial(step_10, story))
        plan(MOMENTS[Step.POWER_FAILS] + timedelta(minutes=1), partial(rest_of_meeting, story))
        plan(MOMENTS[Step.CLOSED], partial(step_11, story))

    def _prepare(self) -> None:
        self._overleggen.make_it_fit(step_8(self.story), WAITS_UNTIL)
