"""How each rule that every act keeps is looked at afterwards. Rows are named by code, number or date, never by a person's name."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Enum, String, and_, func, or_, select, type_coerce
from sqlalchemy.orm import aliased

from expertiseteam.access.log import broken_lines
from expertiseteam.access.log_rows import changed_rows
from expertiseteam.access.tables import Circle, LogLine, Member
from expertiseteam.access.who import Role
from expertiseteam.basics.dates import full_date
from expertiseteam.cases.records import RUNNING, ActionState, AgreedAt, CaseState, Place
from expertiseteam.cases.safety_tables import AveStep, CodeStepRow, Escalation, EvictionStep, ReportingCode
from expertiseteam.cases.tables import (
    Action,
    Binned,
    Case,
    CaseEnding,
    CaseLink,
    ChosenDomain,
    DoorMove,
    DoorWord,
    FactUse,
    Involvement,
    Kin,
    KnownFact,
    Note,
    Person,
    PersonChange,
    SeriousEvent,
    Subject,
    TakenBack,
)
from expertiseteam.cases.track_tables import EnforcementPath, PathStep, PlanGoal, PlanStep, SocialPlan, TrackSwitch
from expertiseteam.concerns.records import ConcernState
from expertiseteam.concerns.tables import Concern
from expertiseteam.concerns.triage import OF_A_CONCERN
from expertiseteam.meetings.mandate_tables import DecisionMandate
from expertiseteam.meetings.recognise import LineKind
from expertiseteam.meetings.records import ItemState, MeetingState, ReasonKind
from expertiseteam.meetings.sharing_tables import SharingCheck
from expertiseteam.meetings.tables import AgendaItem, Attendance, Decision, Meeting, Said
from expertiseteam.meetings.telling_tables import Telling
from expertiseteam.meetings.wait_tables import NotBefore
from expertiseteam.storage import search
from expertiseteam.storage.planted import planted
from expertiseteam.storage.reading import Reader
from expertiseteam.storage.rows import Row, Word
from expertiseteam.team.tables import CatalogueWord
from expertiseteam.visits.records import VisitState
from expertiseteam.visits.tables import Visit

_OF_A_CASE: tuple[Any, ...] = (
    *(Person, Involvement, DoorMove, Note, CaseEnding, SeriousEvent, Action, Visit, AgendaItem, Said, Decision),
    *(EvictionStep, ReportingCode, CodeStepRow, AveStep, Escalation, DecisionMandate, NotBefore, SharingCheck, Telling),
    *(SocialPlan, PlanGoal, PlanStep, EnforcementPath, PathStep, TrackSwitch),
    *(Kin, PersonChange, Subject, ChosenDomain, CaseLink, DoorWord, KnownFact, FactUse, Binned, TakenBack),
)
_WORDS = {
    "action": "actie",
    "agenda_item": "agendapunt",
    "attendance": "aanwezigheid",
    "ave_step": "AVE-fase",
    "case": "casus",
    "code_step": "stap van de meldcode",
    "concern": "signaal",
    "decision": "besluit",
    "decision_mandate": "mandaat van een besluit",
    "door_move": "verandering aan de voordeur",
    "door_word": "afspraak rond de voordeur",
    "enforcement_path": "handhaving",
    "escalation": "escalatie",
    "eviction_step": "melding van uithuiszetting",
    "feedback": "terugkoppeling",
    "involvement": "plaats aan de voordeur",
    "known_fact": "al bekend gegeven",
    "meeting": "overleg",
    "not_before": "dag waarop iets wacht",
    "note": "notitie",
    "path_step": "stap in de handhaving",
    "person": "bewoner",
    "plan_goal": "doel in het plan",
    "plan_step": "verandering van het plan",
    "reporter": "melder",
    "reporting_code": "meldcode",
    "said": "regel van een overleg",
    "sharing_check": "afweging om te delen",
    "serious_event": "ernstig voorval",
    "social_plan": "sociaal plan",
    "telling": "wat nog verteld moet worden",
    "track_switch": "wissel van spoor",
    "visit": "huisbezoek",
}


def _unknown_values(read: Reader) -> Iterable[str]:
    for mapper in Row.registry.mappers:
        for stored in mapper.local_table.columns:
            if isinstance(stored.type, Enum | Word):
                known = stored.type.enums if isinstance(stored.type, Enum) else stored.type.kind.__members__
                plain = type_coerce(stored, String)
                odd = select(func.count()).where(plain.is_not(None), plain.not_in(known))
                if isinstance(stored.type, Word):
                    odd = odd.where(plain.not_in(select(CatalogueWord.code)))
                if count := read.value(odd):
                    yield f"{mapper.local_table.name}.{stored.name}: {count}"  # type: ignore[attr-defined]


def _bad_reasons(read: Reader) -> Iterable[str]:
    for on, stored in read.tuples(select(Meeting.on, AgendaItem.reasons).join(Meeting, Meeting.id == AgendaItem.meeting_id)):
        try:
            sound = all(kind in ReasonKind.__members__ and isinstance(said, str) for kind, said, _days in json.loads(stored))
        except (ValueError, TypeError):
            sound = False
        if not sound:
            yield f"agenda van {full_date(on)}"


def _incomplete_cases(read: Reader) -> Iterable[str]:
    empty = or_(*(func.trim(field) == "" for field in (Case.goal, Case.legal_basis, Case.purpose)))
    return _cases(read, Case.state.in_(RUNNING), or_(func.trim(Case.label) == "", and_(Case.state != CaseState.EXPLORING, empty)))


def _leadless_cases(read: Reader) -> Iterable[str]:
    return _cases(read, Case.lead_id.not_in(select(Member.id)))


def _without_circle(read: Reader) -> Iterable[str]:
    for kind in (row.class_ for row in Row.registry.mappers):
        if hasattr(kind, "circle_id"):
            lost = read.value(select(func.count()).select_from(kind).where(kind.circle_id.not_in(select(Circle.id))))
            if lost:
                yield f"{_WORDS.get(kind.__tablename__, kind.__tablename__)}: {lost}"


def _linked_to_nothing(read: Reader) -> Iterable[str]:
    found = select(Concern.code).where(Concern.state == ConcernState.LINKED, Concern.circle_id.not_in(select(Case.circle_id)))
    return [f"signaal {code}" for code in read.values(found.order_by(Concern.code))]


def _apart_from_their_concern(read: Reader) -> Iterable[str]:
    for kind in OF_A_CONCERN:
        apart = select(Concern.code).join(kind, kind.concern_id == Concern.id).where(kind.circle_id != Concern.circle_id)
        yield from (f"signaal {code}" for code in read.values(apart.order_by(Concern.code)))


def _apart_from_their_case(read: Reader) -> Iterable[str]:
    for kind in _OF_A_CASE:
        apart = select(Case.code).join(kind, kind.case_id == Case.id).where(kind.circle_id != Case.circle_id)
        yield from (f"casus {code}: {_WORDS[kind.__tablename__]}" for code in read.values(apart.order_by(Case.code)))


def _action_numbers(read: Reader) -> Iterable[str]:
    counted = read.tuples(select(Action.number, func.count()).group_by(Action.number).order_by(Action.number))
    return [f"actie {number}" for number, times in counted if number < 1 or times > 1]


def _double_codes(read: Reader) -> Iterable[str]:
    for kind, word in ((Case, "casus"), (Concern, "signaal")):
        doubles = select(kind.code).where(kind.code != "").group_by(kind.code).having(func.count() > 1)
        yield from (f"{word} {code}" for code in read.values(doubles.order_by(kind.code)))


def _decision_numbers(read: Reader) -> Iterable[str]:
    by_year: dict[int, list[int]] = defaultdict(list)
    for year, number in read.tuples(select(Decision.year, Decision.number).where(Decision.year.is_not(None), Decision.number.is_not(None))):
        by_year[year].append(number)
    for year, numbers in sorted(by_year.items()):
        counts = Counter(numbers)
        yield from (f"besluit {year}-{n:03d} ontbreekt" for n in range(1, max(counts) + 1) if not counts[n])
        yield from (f"besluit {year}-{n:03d} staat er {times} keer" for n, times in sorted(counts.items()) if times > 1)


def _loose_decisions(read: Reader) -> Iterable[str]:
    told = select(Said.decision_id).where(Said.decision_id.is_not(None))
    loose = or_(Decision.meeting_id.not_in(select(Meeting.id)), Decision.id.not_in(told))
    return [f"besluit {code}" for code in read.values(select(Decision.code).where(loose).order_by(Decision.code))]


def _lines_without_their_matter(read: Reader) -> Iterable[str]:
    gone: list[Any] = []
    for kind, reference, target in (
        (LineKind.DECISION, Said.decision_id, Decision),
        (LineKind.ACTION, Said.action_id, Action),
        (LineKind.DOOR, Said.move_id, DoorMove),
    ):
        # Nothing is in an empty table, not even "no reference": without the first half every line is loose until there is a first decision.
        gone += [reference.is_not(None) & reference.not_in(select(target.id)), (Said.kind == kind) & reference.is_(None)]
    found = select(Meeting.on, Said.at).join(Meeting, Meeting.id == Said.meeting_id).where(or_(*gone)).order_by(Said.at)
    return [f"overleg van {full_date(on)}, regel van {at:%H:%M:%S} (UTC)" for on, at in read.tuples(found)]


def _lost_origins(read: Reader) -> Iterable[str]:
    for where, origin in ((AgreedAt.MEETING, Meeting), (AgreedAt.VISIT, Visit)):
        lost = select(Action.number).where(Action.agreed_at == where, Action.agreed_at_id.not_in(select(origin.id)))
        yield from (f"actie {number}" for number in read.values(lost.order_by(Action.number)))


def _involved_twice(read: Reader) -> Iterable[str]:
    twice = select(Case.code).join(Involvement, Involvement.case_id == Case.id)
    twice = twice.group_by(Case.id, Case.code, Involvement.organisation_id).having(func.count() > 1)
    return [f"casus {code}" for code in read.values(twice.order_by(Case.code))]


def _broken_door_chains(read: Reader) -> Iterable[str]:
    at_front = select(Involvement.case_id, func.count()).where(Involvement.place == Place.FRONT).group_by(Involvement.case_id)
    standing: dict[str, int] = {case_id: count for case_id, count in read.tuples(at_front)}
    codes: dict[str, str] = {case_id: code for case_id, code in read.tuples(select(Case.id, Case.code))}
    counts: dict[str, int] = defaultdict(int)
    broken = set()
    moves = select(DoorMove.case_id, DoorMove.front_before, DoorMove.front_after).order_by(DoorMove.at, DoorMove.id)
    for case_id, before, after in read.tuples(moves):
        if before != counts[case_id] or abs(after - before) > 1:
            broken.add(case_id)
        counts[case_id] = after
    broken |= {case_id for case_id in {*counts, *standing} if counts[case_id] != standing.get(case_id, 0)}
    return sorted(f"casus {codes.get(case_id, case_id)}" for case_id in broken)


def _visits_without_outcome(read: Reader) -> Iterable[str]:
    found = select(Case.code).join(Visit, Visit.case_id == Case.id).where(Visit.state == VisitState.DONE)
    found = found.where(or_(Visit.on.is_(None), Visit.outcome.is_(None)))
    return [f"huisbezoek bij casus {code}" for code in read.values(found.order_by(Case.code))]


def _closed_with_open_actions(read: Reader) -> Iterable[str]:
    still = select(Action.case_id).where(Action.state == ActionState.OPEN, Action.case_id.is_not(None))
    return _cases(read, Case.state == CaseState.CLOSED, Case.id.in_(still))


def _closed_without_result(read: Reader) -> Iterable[str]:
    return _cases(read, Case.state == CaseState.CLOSED, or_(Case.closed_on.is_(None), Case.result.is_(None)))


def _search_index(read: Reader) -> Iterable[str]:
    entry = search.ENTRY.c
    in_text = search.in_index(read)
    entries = {(kind, row_id): (n, circle, said) for kind, row_id, n, circle, said in read.tuples(
        select(entry.kind, entry.row_id, entry.n, entry.circle_id, entry.said)
    )}  # fmt: skip
    wrong: Counter[str] = Counter()
    for kind in (row.class_ for row in Row.registry.mappers if row.class_.searched):
        columns = [getattr(kind, name) for name in kind.searched]
        for row_id, circle, *values in read.tuples(select(kind.id, kind.circle_id, *columns)):
            n, known_circle, said = entries.pop((kind.__tablename__, row_id), (None, None, ""))
            if n not in in_text or known_circle != circle or said != search.said_of(values):
                wrong[kind.__tablename__] += 1
            in_text.discard(n)
    yield from (f"{_WORDS[kind]}: {count}" for kind, count in sorted(wrong.items()))
    if entries or in_text:
        yield f"zonder gegeven: {len(entries) + len(in_text)}"


def _strangers_in_the_log(read: Reader) -> Iterable[str]:
    found = select(LogLine.member_id, func.count()).where(LogLine.member_id.not_in(select(Member.id))).group_by(LogLine.member_id)
    return [f"{member_id}: {count} regels" for member_id, count in read.tuples(found)]


def _broken_chains(read: Reader) -> Iterable[str]:
    return [f"logboek {device[:8]}, regel {number}" for device, number in broken_lines(read)]


def _rows_unlike_the_log(read: Reader) -> Iterable[str]:
    counts = Counter(row.table for row in changed_rows(read))
    return [f"{_WORDS.get(name, name)}: {count}" for name, count in sorted(counts.items())]


def _nobody_opens_reporters(read: Reader) -> Iterable[str]:
    able = select(func.count()).where(Member.role == Role.OFFICER, Member.is_active.is_(True), Member.card != "")
    return [] if read.value(able) else ["aandachtsfunctionaris"]


def _several_running(read: Reader) -> Iterable[str]:
    days = read.values(select(Meeting.on).where(Meeting.state == MeetingState.RUNNING).order_by(Meeting.on))
    return [_meeting(day) for day in days] if len(days) > 1 else []


def _meeting_times(read: Reader) -> Iterable[str]:
    began = Meeting.state.in_((MeetingState.RUNNING, MeetingState.HELD)) & Meeting.started_at.is_(None)
    ended = (Meeting.state == MeetingState.HELD) & Meeting.ended_at.is_(None)
    return [_meeting(day) for day in read.values(select(Meeting.on).where(began | ended).order_by(Meeting.on))]


def _busy_items(read: Reader) -> Iterable[str]:
    busy = select(Meeting.on).join(AgendaItem, AgendaItem.meeting_id == Meeting.id).where(AgendaItem.state == ItemState.BUSY)
    wrong = or_(func.count() > 1, Meeting.state != MeetingState.RUNNING)
    return [_meeting(on) for on in read.values(busy.group_by(Meeting.id, Meeting.on, Meeting.state).having(wrong).order_by(Meeting.on))]


def _item_positions(read: Reader) -> Iterable[str]:
    twice = select(Meeting.on).join(AgendaItem, AgendaItem.meeting_id == Meeting.id).where(AgendaItem.state != ItemState.SKIPPED)
    return [_meeting(on) for on in read.values(twice.group_by(Meeting.id, Meeting.on, AgendaItem.position).having(func.count() > 1))]


def _attendance_twice(read: Reader) -> Iterable[str]:
    twice = select(Meeting.on).join(Attendance, Attendance.meeting_id == Meeting.id)
    return [_meeting(on) for on in read.values(twice.group_by(Meeting.id, Meeting.on, Attendance.member_id).having(func.count() > 1))]


def _lost_doubles(read: Reader) -> Iterable[str]:
    first = aliased(Concern)
    lost = select(Concern.code).where(Concern.state == ConcernState.DOUBLE)
    lost = lost.where(or_(Concern.double_of_id.is_(None), Concern.double_of_id.not_in(select(first.id))))
    return [f"signaal {code}" for code in read.values(lost.order_by(Concern.code))]


def _cases(read: Reader, *where: Any) -> list[str]:
    return [f"casus {code}" for code in read.values(select(Case.code).where(*where).order_by(Case.code))]


def _meeting(on: Any) -> str:
    return f"overleg van {full_date(on)}"


Looks = Callable[[Reader], Iterable[str]]
CHECKS: dict[str, Looks] = {
    "UNKNOWN_VALUE": _unknown_values,
    "AGENDA_REASONS": _bad_reasons,
    "CASE_INCOMPLETE": _incomplete_cases,
    "CASE_LEAD": _leadless_cases,
    "NO_CIRCLE": _without_circle,
    "CONCERN_LINKED": _linked_to_nothing,
    "REPORTER_APART": _apart_from_their_concern,
    "CASE_PART_APART": _apart_from_their_case,
    "ACTION_NUMBER": _action_numbers,
    "DOUBLE_CODE": _double_codes,
    "DECISION_NUMBER": _decision_numbers,
    "DECISION_LOOSE": _loose_decisions,
    "LINE_LOOSE": _lines_without_their_matter,
    "ACTION_ORIGIN": _lost_origins,
    "INVOLVED_TWICE": _involved_twice,
    "DOOR_COUNTS": _broken_door_chains,
    "VISIT_OUTCOME": _visits_without_outcome,
    "CLOSED_WITH_ACTIONS": _closed_with_open_actions,
    "CLOSED_RESULT": _closed_without_result,
    "SEARCH_INDEX": _search_index,
    "LOG_STRANGER": _strangers_in_the_log,
    "LOG_CHAIN": _broken_chains,
    "LOG_ROWS": _rows_unlike_the_log,
    "NO_OFFICER": _nobody_opens_reporters,
    "SEVERAL_RUNNING": _several_running,
    "MEETING_TIMES": _meeting_times,
    "BUSY_ITEMS": _busy_items,
    "ITEM_POSITIONS": _item_positions,
    "ATTENDANCE_TWICE": _attendance_twice,
    "DOUBLE_OF": _lost_doubles,
    "PLANTED": planted,
}
