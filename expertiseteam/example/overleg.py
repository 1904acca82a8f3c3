"""The overleggen of the past: prepared, held, taken down line by line, closed."""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import partial

from expertiseteam.basics.clock import local_day
from expertiseteam.cases.front_door import front_door
from expertiseteam.cases.records import Place
from expertiseteam.example.diary import on
from expertiseteam.example.households import Household
from expertiseteam.example.lived import Past
from expertiseteam.example.people import BY_KEY, PEOPLE, VILLAGES
from expertiseteam.example.promises import Promises
from expertiseteam.meetings.adoption import adopt_minutes
from expertiseteam.meetings.agenda import agenda, change_item, minutes_by_reason, prepare_agenda, skip_item
from expertiseteam.meetings.attending import attendance, set_present
from expertiseteam.meetings.closing import close_meeting
from expertiseteam.meetings.conduct import agree, decide, defer_item, move_at_door, note, open_item, start_meeting, tell
from expertiseteam.meetings.cycle import meeting, plan_series
from expertiseteam.meetings.minutes import minutes_paper
from expertiseteam.meetings.recognise import LineKind
from expertiseteam.meetings.records import Agenda, AgendaLine, ItemKind, ReasonKind
from expertiseteam.meetings.telling import record_told, tellings
from expertiseteam.meetings.telling_records import ToldHow
from expertiseteam.meetings.waiting import hold_case
from expertiseteam.team.settings import TeamSettings

_SAYS = {ItemKind.OPENING: "opening", ItemKind.CONCERNS: "concerns_said", ItemKind.LEARNING: "learning", ItemKind.CLOSING: "closing_said"}
LAST_BEFORE = date(2026, 10, 27)  # the overleg before the story's own; what it leaves to do is still open then
_OFTEN_PASSED = (ItemKind.ACTIONS, ItemKind.LEARNING, ItemKind.CLOSING)
_MAY_WAIT = (ReasonKind.RUNNING, ReasonKind.VISIT)
_MAY_WAIT_IF_NEEDED = (
    *(ReasonKind.SILENCE, ReasonKind.NEW_CONCERN, ReasonKind.CROWDED_DOOR, ReasonKind.LATE_ACTION),
    ReasonKind.NO_FOLLOW_UP,
)
_WANTED = minutes_by_reason(TeamSettings())
_ALWAYS = ("femke", "wil")


class Overleggen:
    """Plans and lives the series. `decisions`: how many are taken per overleg, by its day; where none is given two or three."""

    def __init__(self, past: Past, promises: Promises, decisions: dict[date, int]) -> None:
        self._past, self._promises, self._decisions = past, promises, decisions
        self._stage, self._diary, self._words, self._rng = past.stage, past.diary, past.words, past.words.rng
        self.ids: dict[date, str] = {}
        self._held = ""  # the overleg before, of which the minutes are adopted in the next

    def plan_year(self, first: date, times: int) -> None:
        """Femke puts a series in the calendar, now; each is prepared and held on its day."""
        ids = self._stage.do(
            "femke", plan_series, first=first, times=times, chair_id=self._stage.ids["femke"], secretary_id=self._stage.ids["wil"]
        )
        for n, meeting_id in enumerate(ids):
            day = first + timedelta(days=21 * n)
            self.ids[day] = meeting_id
            if day < local_day(self._past.end):
                self._diary.plan(on(day, 9, self._rng.randint(0, 40)), partial(self.prepare, meeting_id))
                self._diary.plan(on(day, 13, 30), partial(self._hold, meeting_id))

    def prepare(self, meeting_id: str) -> None:
        """Femke lets the agenda fill itself, and takes off what need not be spoken about until it fits the time there is."""
        self._stage.do("femke", prepare_agenda, meeting_id)
        self.make_it_fit(meeting_id)

    def make_it_fit(self, meeting_id: str, until: date | None = None) -> None:
        """*Niet bespreken, omdat*, from the least pressing case up; what presses more only when that is not enough.

        `until`: the first of them waits until that day.
        """
        made = self._stage.ask("femke", agenda, meeting_id)
        wanted = {item.id: _WANTED[item.reasons[0].kind.value] for item in made.items if item.case_id and item.reasons}
        over = sum(wanted.get(item.id, item.minutes) for item in made.items) - made.meeting.minutes
        left = [item for item in reversed(made.items) if item.case_id in self._past.by_case and item.reasons]
        for reasons in (_MAY_WAIT, _MAY_WAIT_IF_NEEDED):
            for item in left:
                why = item.reasons[0].kind
                if over <= 0 or why not in reasons:
                    continue
                name = "skip_pressed" if why in _MAY_WAIT_IF_NEEDED else "skip_visit" if why is ReasonKind.VISIT else "skip"
                household = self._past.by_case[item.case_id or ""]
                because = self._past.telling.general(household, name)
                if until is not None:
                    self._stage.do("femke", hold_case, item, until, because)
                    until = None
                else:
                    self._stage.do("femke", skip_item, item, because)
                over -= wanted.pop(item.id)
        for item in made.items:  # what is left gets the minutes back that it gave up for them
            if item.minutes < wanted.get(item.id, 0):
                self._stage.do("femke", change_item, item, minutes=wanted[item.id])

    def _hold(self, meeting_id: str) -> None:
        stage = self._stage
        stage.do("wil", start_meeting, stage.ask("wil", meeting, meeting_id))
        present = self._who_is_there(meeting_id)
        made = stage.ask("wil", agenda, meeting_id)
        if self._held and local_day(self._past.clock.now).year == local_day(self._past.end).year:
            stage.do("femke", adopt_minutes, self._held)
        self._held = meeting_id
        self.discuss(made, present, made.items)
        stage.do("wil", close_meeting, stage.ask("wil", meeting, meeting_id))
        if (day := local_day(self._past.clock.now)) == LAST_BEFORE:
            for one in stage.ask("wil", tellings):
                stage.do(stage.key_of(one.teller_id), record_told, one, on=day, how=ToldHow.AT_HOME)  # on their way home
        if self._past.is_recent:
            stage.ask("wil", minutes_paper, meeting_id)

    def _who_is_there(self, meeting_id: str) -> set[str]:
        holiday = local_day(self._past.clock.now).month in (7, 8)
        present = set()
        for line in self._stage.ask("wil", attendance, meeting_id):
            person = BY_KEY[self._stage.key_of(line.member_id)]
            away = 0.5 if person.on_request else 0.25 if holiday else 0.08
            if person.key in _ALWAYS or self._rng.random() > away:
                present.add(person.key)
            else:
                remark = "sluit aan op verzoek" if person.on_request else self._words.general_one("absent")
                self._stage.do("wil", set_present, line, False, remark)
        later = min((key for key in present if key not in _ALWAYS), default="") if self._past.is_recent else ""
        for line in self._stage.ask("wil", attendance, meeting_id) if later else ():
            if self._stage.key_of(line.member_id) == later:
                self._stage.do("wil", set_present, line, True, "vanaf 13.45 uur")
        return present

    def discuss(self, made: Agenda, present: set[str], items: tuple[AgendaLine, ...]) -> None:
        """Go through these points, with lines, decisions and actions."""
        quota = self._decisions.get(made.meeting.on, self._rng.choice((2, 3)))
        cases = [item.id for item in items if item.case_id]
        deciding = set(cases[:1] + self._rng.sample(cases[1:], min(len(cases) - 1, quota - 1))) if cases and quota else set()
        extra = quota - len(deciding)  # few cases, as in the first weeks: the rest is decided on what comes first
        for item in items:
            if item.kind in _OFTEN_PASSED and self._rng.random() < 0.55:
                continue
            self._stage.do("wil", open_item, item.id)
            self._past.clock.forward(max(2, item.minutes + self._rng.randint(-2, 1)))
            if item.case_id is None:
                self._fixed_point(item, present)
            elif item.case_id in self._past.by_case:
                times = (item.id in deciding) + (extra if item.id == cases[0] else 0)
                self._case(item, self._past.by_case[item.case_id], present, times)

    def _fixed_point(self, item: AgendaLine, present: set[str]) -> None:
        if item.kind is ItemKind.ACTIONS:
            name = "actions_late" if "te laat" in item.since_last else "actions_fine"
        elif item.kind not in _SAYS:  # a point that is there only when there is something: what stands there is gone through
            return
        else:
            name = _SAYS[item.kind]
        named = {person.first_name for person in PEOPLE if person.key not in present}
        for _ in range(4):
            text = self._words.general_one(name).format(kern=self._rng.choice(VILLAGES))
            if not any(first_name in text for first_name in named):
                self._stage.do("wil", note, item.id, text)
                break
        if item.kind is ItemKind.CONCERNS and local_day(self._past.clock.now) == LAST_BEFORE:
            for owner, (text, due) in self._words.general["still_to_do"].items():
                what = f"{BY_KEY[owner].first_name} {text}"
                self._stage.do("wil", agree, item.id, what, owner_id=self._stage.ids[owner], due=date.fromisoformat(due))
        elif item.kind is ItemKind.CONCERNS and self._rng.random() < 0.4:
            self._for_the_team(item, present)

    def _case(self, item: AgendaLine, household: Household, present: set[str], decisions: int) -> None:
        rng = self._rng
        for _ in range(rng.choice((0, 1, 1, 1, 2))):
            text = self._past.telling.said(household, present)
            if text:
                self._stage.do("wil", note, item.id, text)
        if not decisions and rng.random() < 0.04:
            self._stage.do("wil", defer_item, item.id, self._past.telling.general(household, "deferred"))
            return
        for _ in range(decisions):
            self._stage.do("wil", decide, item.id, self._past.telling.decision(household))
        if decisions and local_day(self._past.clock.now) == LAST_BEFORE:
            self._stage.do("wil", tell, item.id, LineKind.RESIDENT, "van de regisseur")
        if rng.random() < 0.4:
            self._agree(item, household, present)
        if (item.at_door or 0) > 2 or (not decisions and rng.random() < 0.07):
            self._move(item, household)

    def _agree(self, item: AgendaLine, household: Household, present: set[str]) -> None:
        due = self._promises.due(3, 12)
        agreed = self._past.telling.action(household, present, due, local_day(self._past.clock.now))
        if agreed:
            self._take_down(item, *agreed, due)

    def _for_the_team(self, item: AgendaLine, present: set[str]) -> None:
        """Something to do that is about no case."""
        known = self._words.general["team_actions"]
        owner = self._words.draw("team_actions", [who for who, texts in known.items() for _ in texts])
        if owner in present:
            text = self._words.draw(f"team_actions/{owner}", known[owner])
            self._take_down(item, owner, f"{BY_KEY[owner].first_name} {text}", self._promises.due(8, 14))

    def _take_down(self, item: AgendaLine, owner: str, what: str, due: date) -> None:
        self._stage.do("wil", agree, item.id, what, owner_id=self._stage.ids[owner], due=due)
        self._promises.plan_end(item.case_id, owner, what, due)

    def _move(self, item: AgendaLine, household: Household) -> None:
        """Somebody steps aside where it is crowded, or comes back to where there is room."""
        door = self._stage.ask("wil", front_door, household.case_id)
        first: str = self._words.themes[household.theme]["door"][0]
        others = [who for who in door if who.place is Place.FRONT and who.organisation != first]
        if others and (item.at_door or 0) > 1:
            condition = self._past.telling.general(household, "aside")
            place = self._rng.choice((Place.STEPPED_ASIDE, Place.RESERVE))
            chosen = self._rng.choice(others)
        elif reserve := [who for who in door if who.place is Place.RESERVE]:
            condition, place, chosen = "", Place.FRONT, self._rng.choice(reserve)
        else:
            return
        self._stage.do("wil", move_at_door, item.id, chosen.organisation_id, place, condition=condition)


def quotas(rng: random.Random, days: list[date], total: int) -> dict[date, int]:
    """Spread so many decisions over these overleggen: an even share each, now and then one more or less."""
    share = {day: total // len(days) for day in days}
    for day in days[: total - sum(share.values())]:
        share[day] += 1
    for giving, getting in zip(days[::3], days[1::3], strict=False):
        if rng.random() < 0.6 and share[giving] > 1:
            share[giving] -= 1
            share[getting] += 1
    return share
