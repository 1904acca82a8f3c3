"""The agenda writes itself and says why each case is on it; people order, shorten and skip."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from expertiseteam.access.tables import Circle, CircleMember, Member
from expertiseteam.access.who import DESK, Role
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.dates import day_month
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.setting import numbers_of
from expertiseteam.cases.records import ActionState, Place
from expertiseteam.cases.safety_tables import AveStep
from expertiseteam.cases.scale_records import AvePhase
from expertiseteam.cases.tables import Action, Case, Involvement
from expertiseteam.cases.track_records import Track
from expertiseteam.cases.track_tables import TrackSwitch
from expertiseteam.meetings.attending import expect_everyone
from expertiseteam.meetings.coming import coming_words
from expertiseteam.meetings.cycle import meeting as meeting_line
from expertiseteam.meetings.cycle import neighbours
from expertiseteam.meetings.minutes_fit import fit
from expertiseteam.meetings.named import refuse_named
from expertiseteam.meetings.own_point_tables import OwnPoint
from expertiseteam.meetings.own_points import point_items, point_waits
from expertiseteam.meetings.patterns import concerns_words
from expertiseteam.meetings.questions import QUESTIONS
from expertiseteam.meetings.reason_text import from_stored, to_stored
from expertiseteam.meetings.reasons import Weighed, weigh_cases
from expertiseteam.meetings.records import (
    Agenda,
    AgendaLine,
    ItemKind,
    ItemState,
    MeetingState,
    ReasonKind,
    Sharing,
)
from expertiseteam.meetings.special_points import special_words
from expertiseteam.meetings.tables import AgendaItem, Meeting, Minutes
from expertiseteam.meetings.waits import SAYS, wait_no_longer
from expertiseteam.storage.reading import Reader, select_for
from expertiseteam.team.service_numbers import refuse_service_number
from expertiseteam.team.settings import TeamSettings, team_settings

FIXED_BEFORE = ((ItemKind.OPENING, 5), (ItemKind.ACTIONS, 5))
FIXEDAFTER_CASES = ((ItemKind.CONCERNS, 5), (ItemKind.LEARNING, 5), (ItemKind.CLOSING, 5))
WHEN_NEEDED = ((ItemKind.CHECKS, 3), (ItemKind.ESCALATIONS, 4))  # behind the signals, only when there is something
AFTER_CASES = (ItemKind.OWN, *(kind for kind, _ in FIXEDAFTER_CASES), *(kind for kind, _ in WHEN_NEEDED))
STILL_OPEN = (MeetingState.PLANNED, MeetingState.PREPARED)
SPOKEN = (ItemState.BUSY, ItemState.DISCUSSED, ItemState.DEFERRED)


@act("overleg voorbereid", by=DESK)
def prepare_agenda(work: Work, meeting_id: str) -> None:
    """Fill the overview agenda: every running case with its reasons, between the fixed points.

    Doing it again refreshes the reasons and adds what is new; order, minutes, questions and what is skipped stay as people left them.
    """
    meeting = work.get(Meeting, meeting_id)
    if meeting.state not in STILL_OPEN:
        raise Refused("Dit overleg is al begonnen of geweest. De agenda verandert niet meer.")
    previous, _ = neighbours(work, meeting.on)
    known = points_in_order(work, meeting_id)
    by_case = {item.case_id: item for item in known if item.case_id}
    settings = team_settings(work)
    minutes_for = minutes_by_reason(settings)
    new: list[AgendaItem] = []
    for weighed in weigh_cases(work, meeting.on, previous):
        earlier = by_case.pop(weighed.case.id, None)
        if earlier is None:
            new.append(case_item(meeting, weighed, minutes_for))
        else:
            stored = {"reasons": to_stored(weighed.reasons), "since_last": weighed.since_last, "last_agreement": weighed.last_agreement}
            work.edit(AgendaItem, work.get(AgendaItem, earlier.id), **stored, **_waiting(weighed, earlier))
    for gone in by_case.values():  # closed since the agenda was made
        work.remove(work.get(AgendaItem, gone.id))
    before = [] if any(item.kind is ItemKind.OPENING for item in known) else [_fixed(meeting, *one) for one in FIXED_BEFORE]
    after = [_fixed(meeting, *one) for one in FIXEDAFTER_CASES] if before else []
    needed = _needed_now(work, meeting, known)
    gone_ids = {gone.id for gone in by_case.values()}
    own = point_items(work, meeting, {item.point_id for item in known})
    taken = sum(item.minutes for item in known if item.state is not ItemState.SKIPPED and item.id not in gone_ids)
    fit_new(new, meeting.minutes - taken - sum(item.minutes for item in (*before, *own, *after, *needed)), settings.least_minutes)
    shut = set(work.values(select(Circle.id).where(Circle.closed.is_(True))))
    new.sort(key=lambda item: item.circle_id in shut and ReasonKind.SERIOUS.name not in item.reasons)  # who leaves, leaves once
    if before:
        after[1:1] = needed
        for position, item in enumerate([*before, *new, *own, *after]):
            item.position = position
            work.add(item)
    else:
        end = next(
            item.position for item in known if item.kind in (ItemKind.OWN, ItemKind.CONCERNS) and item.state is not ItemState.SKIPPED
        )
        for place in known:
            if place.position >= end and new:
                work.edit(AgendaItem, work.get(AgendaItem, place.id), position=place.position + len(new))
        for offset, item in enumerate(new):
            item.position = end + offset
            work.add(item)
        if needed or own:
            spoken = [i for i in points_in_order(work, meeting_id) if i.state is not ItemState.SKIPPED]
            order, at = [i.id for i in spoken], own_places(spoken)
            own_ids, needed_ids = ([work.add(item).id for item in items] for items in (own, needed))
            number_points(work, meeting_id, [*order[:at], *own_ids, order[at], *needed_ids, *order[at + 1 :]])
    expect_everyone(work, meeting)
    work.edit(Meeting, meeting, state=MeetingState.PREPARED, agenda_version=meeting.agenda_version + 1)


@act("agendapunt verplaatst", by=DESK)
def move_item(work: Work, shown: AgendaLine, to: int) -> None:
    """Put a point on another place (0 is the first) among those that will be discussed. Refused once the overleg is over."""
    must_still_change(work, shown.meeting_id)
    order = [i.id for i in points_in_order(work, shown.meeting_id) if i.state is not ItemState.SKIPPED and i.id != shown.id]
    order.insert(max(0, min(to, len(order))), shown.id)
    number_points(work, shown.meeting_id, order)


@act("agendapunt gewijzigd", by=DESK)
def change_item(work: Work, shown: AgendaLine, *, minutes: int | None = None, question: str | None = None) -> None:
    """Other minutes (1 to 60) or another question to decide. Refused once the overleg is over: its agenda is what minutes rest on."""
    must_still_change(work, shown.meeting_id)
    refuse_service_number(work, question or "")
    new: dict[str, Any] = {}
    if minutes is not None:
        new["minutes"] = max(1, min(60, minutes))
    if question is not None:
        if shown.kind is ItemKind.OWN:  # it stands on the agenda with codes only too
            refuse_named(work, question, nothing="De vraag is niet veranderd.")
        new["question"] = question.strip()
    work.edit(AgendaItem, shown, **new)


@act("agendapunt niet bespreken", by=DESK)
def skip_item(work: Work, shown: AgendaLine, because: str) -> None:
    """*Niet bespreken, omdat*: the reason stands on the agenda. Refused for a point that was spoken about already."""
    must_still_change(work, shown.meeting_id)
    refuse_spoken(work, shown)
    if not because.strip():
        raise Refused("Schrijf waarom deze casus nu niet besproken wordt. Hij staat nog op de agenda.")
    if shown.is_fixed:
        raise Refused("Een vast punt van het overleg blijft op de agenda. Zet het op 1 minuut als er niets is.")
    refuse_service_number(work, because)
    point_waits(work, shown.point_id, because)
    work.edit(AgendaItem, shown, state=ItemState.SKIPPED, because=because.strip())


@act("agendapunt toch bespreken", by=DESK)
def unskip_item(work: Work, shown: AgendaLine) -> None:
    """Back on the agenda, as the last of its cases; it waits for no day any more. Refused once the overleg is over."""
    must_still_change(work, shown.meeting_id)
    if shown.case_id is not None:
        wait_no_longer(work, shown.case_id)
    point_waits(work, shown.point_id, "")
    work.edit(AgendaItem, shown, state=ItemState.PLANNED, because="")
    others = [i for i in points_in_order(work, shown.meeting_id) if i.state is not ItemState.SKIPPED and i.id != shown.id]
    last = next((n for n, i in enumerate(others) if i.kind in AFTER_CASES), len(others))
    number_points(work, shown.meeting_id, [*(i.id for i in others[:last]), shown.id, *(i.id for i in others[last:])])


def must_still_change(work: Work, meeting_id: str) -> None:
    """Refuse to change the agenda of an overleg that is over, or does not go on."""
    if work.get(Meeting, meeting_id).state not in (MeetingState.PREPARED, MeetingState.RUNNING):
        raise Refused("Dit overleg is al afgerond, of het gaat niet door. De agenda ligt vast. Er is niets veranderd.")


def refuse_spoken(work: Work, shown: AgendaLine) -> None:
    """Refuse to leave out what was spoken about: its lines would be missing in the minutes."""
    if work.get(AgendaItem, shown.id).state in SPOKEN:
        raise Refused(f"Over {shown.code or shown.title} is in dit overleg al gesproken. Het punt blijft op de agenda en in de notulen.")


def own_places(spoken: Sequence[_Position]) -> int:
    """Where proposed points come among those that are spoken about: before the new signals, behind the cases."""
    return next(place for place, item in enumerate(spoken) if item.kind is ItemKind.CONCERNS)


def number_points(work: Work, meeting_id: str, order: list[str]) -> None:
    """Give these points the places 0, 1, 2 and so on; what is not discussed stands behind them."""
    skipped = [i.id for i in points_in_order(work, meeting_id) if i.id not in set(order)]
    for position, item_id in enumerate([*order, *skipped]):
        work.edit(AgendaItem, work.get(AgendaItem, item_id), position=position)


@query("agenda bekeken", why="voorbereiding van het overleg")
def agenda(read: Reader, meeting_id: str) -> Agenda:
    """One meeting with its points; a view, because the reasons tell about people."""
    return read_agenda(read, meeting_id)


@query()
def agenda_still_open(read: Reader, meeting_id: str) -> Agenda:
    """The agenda again while it stands open on the screen, after a change. Opening it wrote the log line; use `agenda` for that."""
    return read_agenda(read, meeting_id)


def read_agenda(read: Reader, meeting_id: str) -> Agenda:
    """The agenda without a log line of its own: for queries that log themselves."""
    meeting = meeting_line(read, meeting_id)
    before, after = neighbours(read, meeting.on)
    lines = agenda_lines(read, meeting_id, meeting.on)
    shown = tuple(line for line in lines if line.state is not ItemState.SKIPPED)
    skipped = tuple(line for line in lines if line.state is ItemState.SKIPPED)
    settings = team_settings(read)
    return Agenda(meeting, shown, skipped, settings.working_agreements, before, after, settings.least_minutes)


def planned_points(read: Reader, meeting_id: str) -> tuple[int, int]:
    """How many points will be discussed, and the minutes planned for them together: numbers, no view."""
    shown = select(func.count(), func.coalesce(func.sum(AgendaItem.minutes), 0)).where(
        AgendaItem.meeting_id == meeting_id, AgendaItem.state != ItemState.SKIPPED
    )
    [(points, minutes)] = read.tuples(shown)
    return points, int(minutes)


@dataclass(frozen=True, slots=True)
class _Stored:
    id: str
    version: int
    meeting_id: str
    kind: ItemKind
    case_id: str | None
    code: str
    label: str
    reasons: str
    question: str
    since_last: str
    last_agreement: str
    minutes: int
    state: ItemState
    because: str
    at_door: int
    position: int
    seconds: int
    opened_at: datetime | None
    circle_id: str
    closed: bool
    help_only: bool
    lead: str
    track: Track | None
    phase: AvePhase | None
    point_id: str
    own_title: str


@dataclass(frozen=True, slots=True)
class _Position:
    id: str
    case_id: str | None
    kind: ItemKind
    state: ItemState
    because: str
    position: int
    minutes: int
    point_id: str


def points_in_order(read: Reader, meeting_id: str) -> list[_Position]:
    """The points of an overleg in their order, those that are not discussed too."""
    return read.all(_Position, select_for(_Position, AgendaItem).where(AgendaItem.meeting_id == meeting_id).order_by(AgendaItem.position))


def agenda_lines(read: Reader, meeting_id: str, on: date) -> list[AgendaLine]:
    """All points of an overleg in order, also those that are not discussed, as far as the viewer may see them."""
    door = select(func.count()).select_from(Involvement).where(Involvement.case_id == AgendaItem.case_id, Involvement.place == Place.FRONT)
    lead = aliased(Member)
    statement = select_for(
        _Stored,
        AgendaItem,
        code=func.coalesce(Case.code, ""),
        label=func.coalesce(Case.label, ""),
        at_door=door.scalar_subquery(),
        closed=Circle.closed,
        help_only=Circle.help_only,
        lead=func.coalesce(lead.name, ""),
        track=_last(TrackSwitch),
        phase=_last(AveStep),
        own_title=func.coalesce(OwnPoint.title, ""),
    )
    statement = statement.outerjoin(OwnPoint, OwnPoint.id == AgendaItem.point_id)
    statement = statement.outerjoin(Case, Case.id == AgendaItem.case_id).outerjoin(lead, lead.id == Case.lead_id)
    statement = statement.join(Circle, Circle.id == AgendaItem.circle_id).where(AgendaItem.meeting_id == meeting_id)
    extra, inside = _fixed_words(read, on), _let_in(read, meeting_id)
    return [_line(stored, extra, inside) for stored in read.all(_Stored, statement.order_by(AgendaItem.position))]


def _last(steps: type[TrackSwitch] | type[AveStep]) -> Any:
    """Where the last step of the case of a point led."""
    return select(steps.after).where(steps.case_id == AgendaItem.case_id).order_by(steps.at.desc()).limit(1).scalar_subquery()


def _let_in(read: Reader, meeting_id: str) -> dict[str, list[tuple[str, Role]]]:
    """Who is let in by name, by the circle of each point about a case."""
    inside: dict[str, list[tuple[str, Role]]] = defaultdict(list)
    about = select(AgendaItem.circle_id).where(AgendaItem.meeting_id == meeting_id, AgendaItem.case_id.is_not(None))
    rows = select(CircleMember.circle_id, Member.name, Member.role).join(Member, Member.id == CircleMember.member_id)
    for circle, name, role in read.tuples(rows.where(CircleMember.circle_id.in_(about)).distinct().order_by(Member.name)):
        inside[circle].append((name, role))
    return inside


def _line(s: _Stored, extra: dict[ItemKind, str], inside: dict[str, list[tuple[str, Role]]]) -> AgendaLine:
    reasons = from_stored(s.reasons)
    return AgendaLine(
        id=s.id,
        version=s.version,
        meeting_id=s.meeting_id,
        kind=s.kind,
        case_id=s.case_id,
        code=s.code,
        title=s.label if s.case_id else s.own_title or s.kind.value,
        reasons=reasons,
        question=s.question,
        since_last=extra.get(s.kind, "") if s.case_id is None and s.kind is not ItemKind.OWN else s.since_last,
        last_agreement=s.last_agreement,
        minutes=s.minutes,
        state=s.state,
        because=s.because,
        at_door=s.at_door if s.case_id else None,
        is_urgent=any(reason.kind in (ReasonKind.SERIOUS, ReasonKind.EVICTION) for reason in reasons),
        position=s.position,
        seconds=s.seconds,
        opened_at=s.opened_at,
        sharing=Sharing.CLOSED if s.closed else Sharing.HELP if s.help_only else Sharing.TEAM,
        invited=tuple(name for name, role in inside.get(s.circle_id, ()) if s.closed or role is Role.GUEST),
        lead=s.lead,
        track=(s.track or Track.CARE) if s.case_id else None,
        phase=s.phase,
        point_id=s.point_id,
    )


def _fixed_words(read: Reader, on: Any) -> dict[ItemKind, str]:
    late = read.value(select(func.count()).select_from(Action).where(Action.state == ActionState.OPEN, Action.due < on)) or 0
    before, after = neighbours(read, on)
    return {
        ItemKind.OPENING: _previous_minutes(read, before) if before else "",
        ItemKind.ACTIONS: f"{late} te laat" if late else "alles op tijd",
        ItemKind.CONCERNS: concerns_words(read, on),
        **special_words(read, on),
        ItemKind.CLOSING: coming_words(read, on, after),
    }


def _previous_minutes(read: Reader, before: date) -> str:
    held = select(Meeting.id).where(Meeting.on == before, Meeting.state == MeetingState.HELD)
    is_adopted = read.value(select(func.count()).select_from(Minutes).where(Minutes.meeting_id.in_(held)))
    return f"notulen van {day_month(before)}: " + ("vastgesteld" if is_adopted else "nog vast te stellen")


def _waiting(weighed: Weighed, item: _Position) -> dict[str, Any]:
    """What changes at a point because its case waits for a day, or no longer does. What people left out for this once stays out."""
    if weighed.waits and item.state is ItemState.PLANNED:
        return {"state": ItemState.SKIPPED, "because": weighed.waits}
    if item.state is ItemState.SKIPPED and item.because.startswith(SAYS) and not weighed.waits:
        return {"state": ItemState.PLANNED, "because": ""}
    return {}


def _needed_now(read: Reader, meeting: Meeting, known: list[_Position]) -> list[AgendaItem]:
    """The points that are only there when there is something, as far as they are not there yet."""
    there, words = {item.kind for item in known}, special_words(read, meeting.on)
    return [_fixed(meeting, kind, minutes) for kind, minutes in WHEN_NEEDED if kind not in there and words[kind]]


def minutes_by_reason(settings: TeamSettings) -> Mapping[str, int]:
    """Return how many minutes each reason asks, also those for which the team chose none."""
    return defaultdict(lambda: settings.other_minutes, numbers_of(settings.reason_minutes))


def case_item(meeting: Meeting, weighed: Weighed, minutes_for: Mapping[str, int]) -> AgendaItem:
    """A point for a case, with its question and minutes from the reason that weighs most; it has no place yet."""
    top = weighed.reasons[0].kind
    return AgendaItem(
        meeting_id=meeting.id,
        case_id=weighed.case.id,
        circle_id=weighed.case.circle_id,
        kind=ItemKind.CASE,
        position=0,
        reasons=to_stored(weighed.reasons),
        question=QUESTIONS[top],
        since_last=weighed.since_last,
        last_agreement=weighed.last_agreement,
        minutes=minutes_for[top.value],
        state=ItemState.SKIPPED if weighed.waits else ItemState.PLANNED,
        because=weighed.waits,
    )


def fit_new(new: list[AgendaItem], room: int, least: int) -> None:
    """Give what comes on the agenda now the minutes that are left for it: what people chose for the rest stays."""
    spoken = [(str(place), item.minutes) for place, item in enumerate(new) if item.state is not ItemState.SKIPPED]
    for place, minutes in fit(spoken, room, least).minutes.items():
        new[int(place)].minutes = minutes


def _fixed(meeting: Meeting, kind: ItemKind, minutes: int) -> AgendaItem:
    return AgendaItem(meeting_id=meeting.id, case_id=None, circle_id=meeting.circle_id, kind=kind, position=0, minutes=minutes)
