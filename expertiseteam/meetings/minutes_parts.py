"""What minutes consist of: pieces that each belong to one circle, from what was recorded or, once adopted, from what was fixed then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any, TypeAlias

from sqlalchemy import and_, func, or_, select

from expertiseteam.access.tables import Circle, Member
from expertiseteam.basics.clock import local
from expertiseteam.basics.dates import full_date, long_date
from expertiseteam.basics.templates import filled
from expertiseteam.basics.text import fold
from expertiseteam.cases.actions import action_lines
from expertiseteam.cases.front_door import door_moves
from expertiseteam.cases.records import ActionLine, ActionState, Place
from expertiseteam.cases.safety_tables import AveStep
from expertiseteam.cases.tables import Action, Case
from expertiseteam.cases.track_records import Authority
from expertiseteam.cases.track_tables import TrackSwitch
from expertiseteam.meetings.agenda import agenda_lines
from expertiseteam.meetings.agreements import agreement_words
from expertiseteam.meetings.attending import attendance
from expertiseteam.meetings.conduct import said_lines
from expertiseteam.meetings.cycle import meeting as meeting_line
from expertiseteam.meetings.cycle import neighbours
from expertiseteam.meetings.door_standing import door_standing
from expertiseteam.meetings.fixed import from_text, in_groups
from expertiseteam.meetings.minutes_records import RemarkLine
from expertiseteam.meetings.papers import (
    ActionPaper,
    Attendee,
    DecisionPaper,
    DoorPaper,
    ErratumPaper,
    LatePaper,
    MinutesHead,
    MinutesPaper,
    MinutesPaperItem,
    PaperHead,
    SkippedLine,
)
from expertiseteam.meetings.recognise import LineKind
from expertiseteam.meetings.records import AgendaLine, ItemKind, ItemState, MeetingLine, RemarkKind, SaidLine
from expertiseteam.meetings.room import away_from
from expertiseteam.meetings.tables import AgendaItem, Meeting, Minutes, MinutesPart, MinutesRemark, Said
from expertiseteam.meetings.telling import told_since
from expertiseteam.storage.reading import Reader, select_for
from expertiseteam.team.logo import logo
from expertiseteam.team.settings import team_settings
from expertiseteam.team.tables import Cover

OUTSIDE = "buiten het mandaat van het team, gevraagd aan wie verantwoordelijk is"
Content: TypeAlias = MinutesHead | MinutesPaperItem | SkippedLine | ActionPaper
KINDS: dict[str, type[Content]] = {"head": MinutesHead, "item": MinutesPaperItem, "skipped": SkippedLine, "earlier": ActionPaper}


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of minutes and whose it is. `kind`: one of KINDS."""

    kind: str
    content: Content
    circle_id: str
    case_id: str | None


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the minutes of one overleg and tells of no case."""

    meeting: MeetingLine
    team: str
    municipality: str
    own_text: tuple[str, ...]  # of the minutes, with its places still open
    previous: date | None
    next: date | None
    version: str
    adopted_on: date | None
    fingerprint: str  # 64 signs; "" for a concept
    logo: bytes = b""


@dataclass(frozen=True, slots=True)
class _Adopted:
    adopted_on: date
    fingerprint: str


@dataclass(frozen=True, slots=True)
class _Fixed:
    kind: str
    content: str
    circle_id: str
    case_id: str | None


def read_frame(read: Reader, meeting_id: str) -> Frame:
    """The frame of one overleg; says whether its minutes are a concept or adopted."""
    meeting = meeting_line(read, meeting_id)
    before, after = neighbours(read, meeting.on)
    adopted = read.maybe(_Adopted, select_for(_Adopted, Minutes).where(Minutes.meeting_id == meeting_id))
    settings = team_settings(read)
    about = (meeting, settings.team_name, settings.municipality, settings.minutes_text, before, after)
    if adopted is None:
        is_changed = MinutesRemark.meeting_id == meeting_id, MinutesRemark.kind == RemarkKind.CHANGE
        changes = read.value(select(func.count()).select_from(MinutesRemark).where(*is_changed)) or 0
        return Frame(*about, f"concept {changes + 1}", None, "", logo(read))
    return Frame(*about, f"vastgesteld op {full_date(adopted.adopted_on)}", adopted.adopted_on, adopted.fingerprint, logo(read))


def parts_of(read: Reader, frame: Frame) -> list[Part]:
    """The pieces that this viewer may see, in order: fixed ones when the minutes were adopted, else what is recorded now."""
    if frame.adopted_on is None:
        return live_parts(read, frame)
    statement = select_for(_Fixed, MinutesPart).where(MinutesPart.meeting_id == frame.meeting.id).order_by(MinutesPart.position)
    return [Part(f.kind, from_text(KINDS[f.kind], f.content), f.circle_id, f.case_id) for f in read.all(_Fixed, statement)]


def live_parts(read: Reader, frame: Frame) -> list[Part]:
    """The pieces as they are recorded now: only what was taken down, note lines unless unticked."""
    meeting = frame.meeting
    lines: dict[str, list[SaidLine]] = defaultdict(list)
    for line in said_lines(read, Said.meeting_id == meeting.id):
        lines[line.item_id].append(line)
    late: dict[str | None, list[LatePaper]] = defaultdict(list)
    for item_id, remark in remarks_of(read, meeting.id, RemarkKind.LATE):
        late[item_id].append(LatePaper(remark.on, remark.by, remark.text))
    points, away = agenda_lines(read, meeting.id, meeting.on), away_from(read, meeting.id)
    circles = dict(read.tuples(select(AgendaItem.id, AgendaItem.circle_id).where(AgendaItem.meeting_id == meeting.id)))
    left_out = [point for point in points if point.state is ItemState.SKIPPED and not lines[point.id]]  # else a colleague wrote on it
    items = [point for point in points if point not in left_out]
    cases = [item.case_id for item in items if item.case_id]
    leads, standing = leads_of(read, cases), door_standing(read, cases, meeting.ended_at)
    under = {case_id: f"regie: {lead}" for case_id, lead in leads.items()}
    changes, told = _changes(read, meeting, lines), told_since(read, meeting.on, frame.previous)
    own = read.value(select(Meeting.circle_id).where(Meeting.id == meeting.id)) or ""
    parts = [Part("head", _head(read, frame, tuple(late[None])), own, None)] if own else []
    for number, item in enumerate(items, 1):
        if _is_told(item, lines[item.id]) or late[item.id]:
            made = _minutes_item(read, number, item, lines[item.id], under, late[item.id], changes.get(item.case_id or "", ()))
            case_id = item.case_id or ""
            whole = replace(made, away=away.get(item.id, ()), at_door=standing.get(case_id, ""), told=tuple(told.get(case_id, ())))
            parts.append(Part("item", whole, circles[item.id], item.case_id))
    for point in left_out:
        parts.append(Part("skipped", SkippedLine(point.code, point.title, point.because), circles[point.id], point.case_id))
    return parts + _earlier(read, frame)


def assembled(read: Reader, frame: Frame, parts: Sequence[Part], recipient: str = "") -> MinutesPaper:
    """The minutes on paper from their pieces, with the errata that came later. `recipient`: the name on every page."""
    head = next((part.content for part in parts if isinstance(part.content, MinutesHead)), None) or _bare_head(frame)
    items = tuple(part.content for part in parts if isinstance(part.content, MinutesPaperItem))
    errata = tuple(ErratumPaper(r.number, r.on, r.code, r.text) for _, r in remarks_of(read, frame.meeting.id, RemarkKind.ERRATUM))
    version = frame.version
    if errata:
        version += ", met 1 erratum" if len(errata) == 1 else f", met {len(errata)} errata"
    return MinutesPaper(
        head=PaperHead(head.team, head.day, head.starts, head.ends, head.place, version, recipient, head.chair, head.secretary, frame.logo),
        attendees=head.attendees,
        items=items,
        skipped=tuple(part.content for part in parts if isinstance(part.content, SkippedLine)),
        decisions=tuple(decision for item in items for decision in item.decisions),
        actions=tuple(action for item in items for action in item.actions),
        earlier_actions=tuple(part.content for part in parts if isinstance(part.content, ActionPaper)),
        next_day=head.next_day,
        adopted_on=frame.adopted_on,
        fingerprint=in_groups(frame.fingerprint),
        errata=errata,
        late=head.late,
        own_text=head.own_text,
        agreements=head.agreements,
    )


def remarks_of(read: Reader, meeting_id: str, *kinds: RemarkKind) -> list[tuple[str | None, RemarkLine]]:
    """What was said about the minutes later, oldest first, each with the agenda item that it is about."""
    statement = _remarks().add_columns(MinutesRemark.item_id).where(MinutesRemark.meeting_id == meeting_id, MinutesRemark.kind.in_(kinds))
    return [(item, RemarkLine(*told)) for *told, item in read.tuples(statement.order_by(MinutesRemark.at))]


def _remarks() -> Any:
    by, code = Member.name, func.coalesce(Case.code, "")
    statement = select_for(RemarkLine, MinutesRemark, by=by, code=code).join(Member, Member.id == MinutesRemark.by_id)
    return statement.outerjoin(Case, Case.id == MinutesRemark.case_id)


def head_of(frame: Frame, version: str, recipient: str = "") -> PaperHead:
    """The head of a paper about this overleg."""
    bare = _bare_head(frame)
    return PaperHead(bare.team, bare.day, bare.starts, bare.ends, bare.place, version, recipient, bare.chair, bare.secretary, frame.logo)


def marked_closed(read: Reader, head: PaperHead, codes: Iterable[str]) -> PaperHead:
    """The head of the team's own paper with these cases: it says so when not everybody of the team may know of one of them."""
    if head.recipient:
        return head  # one reader's copy holds what he may know of
    known_to_some = select(Case.code).join(Circle, Circle.id == Case.circle_id).where(or_(Circle.closed, Circle.help_only))
    return replace(head, holds_closed=not set(codes).isdisjoint(read.values(known_to_some)))


def _head(read: Reader, frame: Frame, late: tuple[LatePaper, ...]) -> MinutesHead:
    attendees, agreements = attendees_of(read, frame.meeting.id), agreement_words(read, frame.meeting.id)
    return replace(_bare_head(frame), attendees=attendees, late=late, agreements=agreements)


def _bare_head(frame: Frame) -> MinutesHead:
    meeting = frame.meeting
    ends = local(meeting.ended_at).time().replace(second=0, microsecond=0) if meeting.ended_at else _planned_end(meeting)
    starts = local(meeting.started_at).time().replace(second=0, microsecond=0) if meeting.started_at else meeting.starts
    own = filled(frame.own_text, places_of(frame))
    return MinutesHead(frame.team, meeting.on, starts, ends, meeting.place, meeting.chair, meeting.secretary, (), frame.next, (), own)


def places_of(frame: Frame) -> dict[str, str]:
    """What the fixed places of an own text hold for this overleg (basics/templates.py)."""
    meeting = frame.meeting
    return {
        "gemeente": frame.municipality,
        "team": frame.team,
        "datum": long_date(meeting.on),
        "plaats": meeting.place,
        "voorzitter": meeting.chair,
        "secretaris": meeting.secretary,
        "volgende datum": long_date(frame.next) if frame.next is not None else "nog niet bekend",
    }


def _planned_end(meeting: MeetingLine) -> time:
    minutes = meeting.starts.hour * 60 + meeting.starts.minute + meeting.minutes
    return meeting.starts.replace(hour=minutes // 60 % 24, minute=minutes % 60)


def _earlier(read: Reader, frame: Frame) -> list[Part]:
    """Actions of before that were late at this overleg, or that ended since the one before."""
    on, meeting_id = frame.meeting.on, frame.meeting.id
    still_late = and_(Action.state == ActionState.OPEN, Action.due < on)
    done_since = and_(Action.done_on > (frame.previous or date.min), Action.done_on <= on)
    found = action_lines(read, Action.agreed_at_id != meeting_id, Action.agreed_on <= on, or_(still_late, done_since))
    whose = {
        i: (circle, case)
        for i, circle, case in read.tuples(select(Action.id, Action.circle_id, Action.case_id).where(Action.id.in_([a.id for a in found])))
    }
    return [Part("earlier", action_on_paper(a, on), *whose[a.id]) for a in found]


def attendees_of(read: Reader, meeting_id: str) -> tuple[Attendee, ...]:
    """Who is expected at an overleg or was there, with the trade and the part that each has in it."""
    meeting, found = meeting_line(read, meeting_id), []
    names = dict(read.tuples(select(Member.id, Member.name)))
    day = select(Cover.member_id, Cover.deputy_id, Cover.ended).where(Cover.since <= meeting.on, Cover.until >= meeting.on)
    covered = [(away, deputy) for away, deputy, ended in read.tuples(day) if ended is None or local(ended).date() > meeting.on]
    for line in attendance(read, meeting.id):
        function = "voorzitter" if line.member_id == meeting.chair_id else "notulen" if line.member_id == meeting.secretary_id else ""
        is_said = fold(line.organisation) in fold(line.function)
        stands_in = tuple(names[away] for away, deputy in covered if deputy == line.member_id and line.was_there)
        deputies = tuple(names[deputy] for away, deputy in covered if away == line.member_id and not line.was_there)
        words = ", ".join(w for w in (line.function, function) if w)
        organisation = "" if is_said else line.organisation
        found.append(Attendee(line.name, words, line.was_there, line.told, organisation, stands_in, deputies))
    return tuple(found)


def _is_told(item: AgendaLine, lines: list[SaidLine]) -> bool:
    """A fixed point without a line says nothing on paper; a case or a proposed point that was on the agenda always does."""
    return bool(lines) or (not item.is_fixed and item.state in (ItemState.DISCUSSED, ItemState.DEFERRED, ItemState.BUSY))


def _minutes_item(
    read: Reader,
    n: int,
    item: AgendaLine,
    lines: list[SaidLine],
    under: dict[str, str],
    late: Sequence[LatePaper],
    changes: Sequence[str],
) -> MinutesPaperItem:
    shown = [line for line in lines if line.in_minutes]
    on = [action_on_paper(line.action, line.action.agreed_on) for line in lines if line.action]
    decisions, early = _decisions(item, lines)

    def told(kind: LineKind) -> tuple[str, ...]:
        return tuple(line.text for line in lines if line.kind is kind)

    return MinutesPaperItem(
        number=n,
        code=item.code,
        title=item.title,
        under_title=item.since_last if item.kind is ItemKind.OWN else under.get(item.case_id or "", ""),
        question=item.question,
        notes=tuple([*(line.text for line in shown if line.kind is LineKind.NOTE), *(f"Andere kijk: {view}" for view in early)]),
        decisions=decisions,
        actions=tuple(on),
        door=_door(read, item, lines),
        deferred=item.state is ItemState.DEFERRED,
        late=tuple(late),
        silent=told(LineKind.SECRECY),
        advice=told(LineKind.ADVICE),
        resident=told(LineKind.RESIDENT),
        reporter=told(LineKind.REPORTER),
        changes=tuple(changes),
    )


def _changes(read: Reader, meeting: MeetingLine, lines: dict[str, list[SaidLine]]) -> dict[str, list[str]]:
    """What this overleg changed in the track and the phase of cases: a switch by one of its decisions, a step of AVE on its day."""
    codes = [line.decision_number for told in lines.values() for line in told if line.decision_number]
    found: dict[str, list[str]] = defaultdict(list)
    switch = select(TrackSwitch.case_id, TrackSwitch.before, TrackSwitch.after, TrackSwitch.decision, TrackSwitch.why)
    by_it = TrackSwitch.authority == Authority.MEETING, TrackSwitch.decision.in_(codes)
    for case_id, before, after, decision, why in read.tuples(switch.where(*by_it).order_by(TrackSwitch.at)):
        found[case_id].append(f"van {before} naar {after}, met besluit {decision}: {why}")
    if meeting.started_at is not None:
        step = select(AveStep.case_id, AveStep.after, AveStep.why).where(AveStep.at >= meeting.started_at)
        until = (AveStep.at <= meeting.ended_at,) if meeting.ended_at is not None else ()
        for case_id, after, why in read.tuples(step.where(*until).order_by(AveStep.at)):
            found[case_id].append(f"AVE-{after}: {why}")
    return found


def _decisions(item: AgendaLine, lines: list[SaidLine]) -> tuple[tuple[DecisionPaper, ...], list[str]]:
    """The decisions of a point, each with the other views that came after it; and the views from before there was any."""
    found: list[DecisionPaper] = []
    early: list[str] = []
    for line in lines:
        if line.decision_number:
            mandate = OUTSIDE if line.is_escalated else line.mandate
            found.append(DecisionPaper(line.decision_number, item.code, line.text, mandate))
        elif line.kind is LineKind.VIEW and found:
            found[-1] = replace(found[-1], views=(*found[-1].views, line.text))
        elif line.kind is LineKind.VIEW:
            early.append(line.text)
    return tuple(found), early


def _door(read: Reader, item: AgendaLine, lines: list[SaidLine]) -> DoorPaper | None:
    moments = [line.at for line in lines if line.kind is LineKind.DOOR]
    if item.case_id is None or not moments:
        return None
    before: dict[str, Place] = {}
    after: dict[str, Place] = {}
    for move in door_moves(read, item.case_id):
        if move.at < moments[0]:
            before[move.organisation] = move.after
        if move.at <= moments[-1]:
            after[move.organisation] = move.after
    return DoorPaper(_at_front(before), _at_front(after))


def _at_front(places: dict[str, Place]) -> tuple[str, ...]:
    return tuple(sorted(name for name, place in places.items() if place is Place.FRONT))


def leads_of(read: Reader, case_ids: list[str]) -> dict[str, str]:
    """The names of who leads these cases."""
    return dict(read.tuples(select(Case.id, Member.name).join(Member, Member.id == Case.lead_id).where(Case.id.in_(case_ids))))


def action_on_paper(a: ActionLine, on: date) -> ActionPaper:
    """An action as it stands on the day `on`."""
    is_late = a.state is ActionState.OPEN and a.due is not None and a.due < on
    return ActionPaper(str(a.number), a.code, a.label, a.what, a.owner, a.due, a.is_promise, a.state.value, a.result, is_late)
