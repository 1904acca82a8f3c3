"""Why each running case is on the agenda now: in words that name the record and the date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

from sqlalchemy import and_, bindparam, exists, func, or_, select

from expertiseteam.basics.dates import day_month
from expertiseteam.basics.setting import numbers_of
from expertiseteam.basics.settings import default
from expertiseteam.basics.working_days import SERIES_DAYS
from expertiseteam.cases.door_records import DoorWordKind
from expertiseteam.cases.exploring import long_explored
from expertiseteam.cases.records import RUNNING, THREATENING, ActionState, EvictionState, HouseholdKind, Place
from expertiseteam.cases.serious import events_to_discuss
from expertiseteam.cases.tables import Action, Case, DoorWord, Involvement
from expertiseteam.concerns.tables import Concern
from expertiseteam.meetings.follow_up import reasons_without_follow_up
from expertiseteam.meetings.not_done import missed_twice
from expertiseteam.meetings.records import ItemState, Reason, ReasonKind
from expertiseteam.meetings.stall import last_changes, quiet_since, silence_words
from expertiseteam.meetings.tables import AgendaItem, Decision, Meeting
from expertiseteam.meetings.telling import reasons_untold
from expertiseteam.meetings.track_reasons import reasons_of_tracks
from expertiseteam.meetings.waits import not_before_words, waits
from expertiseteam.storage.reading import AnySelect, Reader, select_for
from expertiseteam.team.settings import team_settings
from expertiseteam.team.tables import Organisation
from expertiseteam.visits.records import VisitState
from expertiseteam.visits.tables import Visit

ORDER = {kind: n for n, kind in enumerate(ReasonKind)}  # where two weigh the same
NO_TIME = "past niet in de tijd, volgende keer"  # why a case is not discussed (fitting.py); the next agenda knows it by this
PRESSING = (ReasonKind.SERIOUS, ReasonKind.EVICTION, ReasonKind.UNREPORTED)  # these wait for no day


@dataclass(frozen=True, slots=True)
class RunningCase:
    """A case as the agenda weighs it."""

    id: str
    circle_id: str
    code: str
    label: str
    household: HouseholdKind
    opened: date
    eviction: EvictionState
    eviction_on: date | None
    at_door: int  # organisations
    has_duo: bool  # one that went, or will go


@dataclass(frozen=True, slots=True)
class Weighed:
    """A case with its reasons (most pressing first), what changed and what was agreed last."""

    case: RunningCase
    reasons: tuple[Reason, ...]
    since_last: str
    last_agreement: str
    weight: int  # of the heaviest reason
    waits: str  # "niet voor 3 februari 2027: …" where people said so and nothing presses, else ""

    @property
    def order(self) -> tuple[int, int, int, str]:
        """Sort key: the heaviest reason, then its days, then the code."""
        first = self.reasons[0]
        return -self.weight, ORDER[first.kind], first.days, self.case.code


def weigh_cases(read: Reader, on: date, previous: date | None, only: str | None = None) -> list[Weighed]:
    """Every running case that the viewer may see with its reasons for an overleg on a day, most pressing first.

    A fixed number of statements, however many cases there are. `previous`: the last held overleg; three weeks before when there is none.
    """
    since = previous or on - timedelta(days=SERIES_DAYS)
    cases = read.all(RunningCase, _running_cases().where(Case.id == only) if only else _running_cases())
    facts = _Facts(read, on, since)
    return sorted((facts.weighed(case) for case in cases), key=lambda w: w.order)


# Each statement is built once. What ended weighs nothing and would be most of the rows: only running cases are read, by their index.
@cache
def _running_cases() -> AnySelect:
    at_door = select(func.count()).select_from(Involvement).where(Involvement.case_id == Case.id, Involvement.place == Place.FRONT)
    has_duo = exists().where(Visit.case_id == Case.id, Visit.state != VisitState.CANCELLED)
    return select_for(RunningCase, Case, at_door=at_door.scalar_subquery(), has_duo=has_duo).where(Case.state.in_(RUNNING))


@cache
def _late_actions() -> AnySelect:
    """No case that ended has an open action (cases/ending.py)."""
    late = select(Action.case_id, Action.id, Action.number, Action.due, Action.is_promise)
    return late.where(Action.state == ActionState.OPEN, Action.due < bindparam("on")).order_by(Action.due)


@cache
def _visits_since() -> AnySelect:
    went = select(Visit.case_id, Visit.state, Visit.on, Visit.outcome, Visit.said_purpose, Visit.not_open_because)
    return went.where(Visit.on > bindparam("since")).order_by(Visit.on)


@cache
def _agreed_at_door() -> AnySelect:
    """What a duo agreed on the spot (domain.md, row 33); by its visit, for of these there are few since the last overleg."""
    agreed = select(Action.case_id, Visit.on, Action.number).join(Visit, Visit.id == Action.agreed_at_id)
    return agreed.where(Visit.on > bindparam("since")).order_by(Visit.on, Action.number)


@cache
def _concerns_since() -> AnySelect:
    received = select(Concern.circle_id, Concern.code).where(Concern.received > bindparam("recent"))
    return received.order_by(Concern.received)


@cache
def _deferred() -> AnySelect:
    held = select(AgendaItem.case_id, AgendaItem.state, Meeting.on).join(Meeting, Meeting.id == AgendaItem.meeting_id)
    no_time = and_(AgendaItem.state == ItemState.SKIPPED, AgendaItem.because == NO_TIME)
    waits = or_(AgendaItem.state == ItemState.DEFERRED, no_time)
    return held.where(waits, Meeting.on >= bindparam("since"), Meeting.on < bindparam("on"))


@cache
def _rooms() -> AnySelect:
    held = select(DoorWord.case_id, Organisation.name, DoorWord.text).join(Organisation, Organisation.id == DoorWord.organisation_id)
    standing = exists().where(
        Involvement.case_id == DoorWord.case_id,
        Involvement.organisation_id == DoorWord.organisation_id,
        Involvement.place == Place.FRONT,
    )
    return held.where(DoorWord.kind == DoorWordKind.ROOM, DoorWord.ended_at.is_(None), standing).order_by(DoorWord.at)


@cache
def _last_agreements() -> AnySelect:
    """One decision for each case that has any: the last."""
    of_case = select(Decision.id).where(Decision.case_id == Case.id, Decision.on < bindparam("on"))
    last = of_case.order_by(Decision.on.desc(), Decision.code.desc()).limit(1).correlate(Case).scalar_subquery()
    return select(Case.id, Decision.text, Decision.on).join(Decision, Decision.id == last).where(Case.state.in_(RUNNING))


class _Facts:
    """What the reasons rest on, read once for all cases."""

    def __init__(self, read: Reader, on: date, since: date) -> None:
        self.on, self.since = on, since
        settings = team_settings(read)
        self.limit, self.meetings = settings.door_limit, settings.stall_meetings
        self.weights = weights_of(settings.reason_weights)
        self.rank = {kind: (-weight, ORDER[kind]) for kind, weight in self.weights.items() if weight}  # of what counts
        self.quiet_since = quiet_since(read, on, self.meetings)
        self.waits = waits(read, on)
        self.late: dict[str, list[tuple[str, int, date, bool]]] = defaultdict(list)
        for case_id, action_id, number, due, promise in read.tuples(_late_actions(), on=on):
            self.late[case_id].append((action_id, number, due, promise))
        self.visits: dict[str, list[tuple[date, str]]] = defaultdict(list)
        self.not_open: dict[str, list[tuple[date, str]]] = defaultdict(list)  # another purpose was told at the door (domain.md, row 11)
        for case_id, state, day, outcome, said, because in read.tuples(_visits_since(), since=since):
            if state is VisitState.DONE:
                self.visits[case_id].append((day, outcome.value if outcome else ""))
                if said:
                    self.not_open[case_id].append((day, because))
        self.at_door: dict[str, dict[date, list[int]]] = defaultdict(lambda: defaultdict(list))
        for case_id, day, number in read.tuples(_agreed_at_door(), since=since):
            self.at_door[case_id][day].append(number)
        self.concerns: dict[str, list[str]] = defaultdict(list)
        recent = datetime.combine(since, datetime.min.time(), tzinfo=UTC)
        for circle, code in read.tuples(_concerns_since(), recent=recent):
            self.concerns[circle].append(code)
        self.deferred: dict[str, Reason] = {
            case_id: Reason(ReasonKind.DEFERRED, f"aangehouden in het overleg van {day_month(d)}")
            if state is ItemState.DEFERRED
            else Reason(ReasonKind.DEFERRED, f"geen tijd op {day_month(d)}", -1)  # it did not even begin: first of these
            for case_id, state, d in read.tuples(_deferred(), since=since, on=on)
        }
        self.agreement = {case_id: f"{day_month(day)}: {text}" for case_id, text, day in read.tuples(_last_agreements(), on=on)}
        self.tracks = reasons_of_tracks(read, on, since)
        self.untold = reasons_untold(read, on)
        self.without_follow_up = reasons_without_follow_up(read, on, settings.follow_up_days)
        self.changed = last_changes(read, on, self.quiet_since)
        self.missed: dict[str, list[tuple[int, date]]] = defaultdict(list)
        for missed in missed_twice(read):
            self.missed[missed.case_id].append((missed.number, missed.on))
        self.explored = {one.id: one for one in long_explored(read, on)}
        self.room: dict[str, list[str]] = defaultdict(list)  # what who stands at the door may decide alone (domain.md, row 80)
        for case_id, organisation, text in read.tuples(_rooms()):
            self.room[case_id].append(f"{organisation} beslist zelf over {text.rstrip('.')}")
        self.serious: dict[str, list[date]] = defaultdict(list)
        for event in events_to_discuss(read):
            self.serious[event.case_id].append(event.on)

    def weighed(self, case: RunningCase) -> Weighed:
        """One case with all that the agenda says of it."""
        found = tuple(self.reasons(case))
        until, because = self.waits.cases.get(case.id, (None, ""))
        presses = any(reason.kind in PRESSING for reason in found)
        held = not_before_words(until, because) if until is not None and not presses else ""
        return Weighed(case, found, self.changes(case), self.agreement.get(case.id, ""), self.weights[found[0].kind], held)

    def reasons(self, case: RunningCase) -> list[Reason]:
        """The reasons of one case, the heaviest first; always at least one. What weighs nothing is left out."""
        found = [
            *(Reason(ReasonKind.SERIOUS, f"ernstig voorval op {day_month(d)}", (d - self.on).days) for d in self.serious[case.id]),
            *self._eviction(case),
            *self._late(case),
            *(
                Reason(ReasonKind.MISSED, f"actie {number} twee keer niet gedaan, nu op {day_month(d)}", (d - self.on).days)
                for number, d in self.missed[case.id]
            ),
            *self.tracks.get(case.id, ()),
            *self.untold.get(case.id, ()),
            *([self.deferred[case.id]] if case.id in self.deferred else []),
        ]
        is_new = case.opened > self.since
        if is_new:
            found.append(Reason(ReasonKind.NEW_CASE, "nieuw sinds vorig overleg", (self.on - case.opened).days))
        else:
            # Without its day: beside that of a visit it can point at who signalled (domain.md, section 4).
            found += [Reason(ReasonKind.NEW_CONCERN, f"nieuw signaal {code}") for code in self.concerns[case.circle_id]]
        if case.at_door > self.limit:
            crowded = f"{case.at_door} organisaties aan de deur, afgesproken is {self.limit}"
            found.append(Reason(ReasonKind.CROWDED_DOOR, crowded, -case.at_door))
        if (explored := self.explored.get(case.id)) is not None:
            words = f"verkenning sinds {day_month(explored.since)}, afgesproken was tot {day_month(explored.until)}"
            found.append(Reason(ReasonKind.EXPLORED, words, (explored.until - self.on).days))
        for day, because in self.not_open[case.id]:
            said = f"bij het huisbezoek van {day_month(day)} is een ander doel genoemd, omdat: {because}"
            found.append(Reason(ReasonKind.NOT_OPEN, said, (self.on - day).days))
        found += [self.without_follow_up[case.id]] if case.id in self.without_follow_up else []
        found += [
            Reason(ReasonKind.VISIT, f"huisbezoek van {day_month(d)}: {outcome}", (self.on - d).days)
            for d, outcome in self.visits[case.id][-1:]
        ]
        for day, numbers in self.at_door[case.id].items():
            said = f"gemeld: op {day_month(day)} aan de deur afgesproken, {_actions(numbers)}"
            found.append(Reason(ReasonKind.AT_DOOR, said, (self.on - day).days))
        if not case.has_duo:
            found.append(Reason(ReasonKind.NO_DUO, f"nog geen duo sinds {day_month(case.opened)}", -(self.on - case.opened).days))
        last = max(self.changed.get(case.id, case.opened), case.opened)
        if last <= self.quiet_since:
            found.append(Reason(ReasonKind.SILENCE, silence_words(self.meetings, last), -(self.on - last).days))
        counting = sorted((r for r in found if r.kind in self.rank), key=lambda r: (self.rank[r.kind], r.days))
        return counting or [Reason(ReasonKind.RUNNING, "lopende casus")]

    def changes(self, case: RunningCase) -> str:
        """What happened since the last overleg, in a few words."""
        words = [
            f"{len(self.visits[case.id])} huisbezoek" if len(self.visits[case.id]) == 1 else f"{len(self.visits[case.id])} huisbezoeken"
        ]
        words = words if self.visits[case.id] else []
        if self.concerns[case.circle_id]:
            n = len(self.concerns[case.circle_id])
            words.append("1 signaal" if n == 1 else f"{n} signalen")
        if case.at_door:
            words.append(f"{case.at_door} aan de deur")
        words += self.room[case.id]
        return ", ".join(words) or "niets veranderd"

    def _eviction(self, case: RunningCase) -> list[Reason]:
        if case.eviction not in THREATENING:
            return []
        if case.eviction_on is None:
            return [Reason(ReasonKind.EVICTION, f"uithuiszetting: {case.eviction}", 1000)]
        return [Reason(ReasonKind.EVICTION, f"ontruiming op {day_month(case.eviction_on)}", (case.eviction_on - self.on).days)]

    def _late(self, case: RunningCase) -> list[Reason]:
        found = []
        for action_id, number, due, promise in self.late[case.id]:
            days = (due - self.on).days
            if action_id in self.waits.actions:
                until, because = self.waits.actions[action_id]
                found.append(Reason(ReasonKind.HELD, f"actie {number} {not_before_words(until, because)}", (until - self.on).days))
            elif promise:
                found.append(Reason(ReasonKind.PROMISE, f"toezegging van {day_month(due)} nog open", days))
            else:
                found.append(Reason(ReasonKind.LATE_ACTION, f"actie {number} te laat sinds {day_month(due)}", days))
        return found


def _actions(numbers: Sequence[int]) -> str:
    """Return "actie 14", "acties 14, 15 en 17"."""
    *first, last = (str(number) for number in numbers)
    return f"acties {', '.join(first)} en {last}" if first else f"actie {last}"


def weights_of(lines: tuple[str, ...]) -> dict[ReasonKind, int]:
    """How heavy each kind of reason is, as the team set it; as proposed where it said nothing, of a kind that came later."""
    numbers = numbers_of(default("reason_weights")) | numbers_of(lines)
    return {kind: numbers.get(kind.value, 0) for kind in ReasonKind}
