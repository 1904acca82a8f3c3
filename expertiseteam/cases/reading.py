"""Lists of cases and one case opened."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sqlalchemy import and_, bindparam, func, select

from expertiseteam.access.tables import Circle, Member
from expertiseteam.access.work import query
from expertiseteam.cases.actions import action_lines
from expertiseteam.cases.front_door import front_door
from expertiseteam.cases.records import RUNNING, CaseFile, CaseLine, CaseState, CaseView, NoteLine, Place
from expertiseteam.cases.tables import Action, Case, Involvement, Note, Subject
from expertiseteam.concerns.tables import Concern
from expertiseteam.storage.reading import AnySelect, Gone, Reader, select_for
from expertiseteam.team.settings import chosen, known

AT_ONCE = 5_000  # ids in one question; SQLite takes no more than 32,766 in all


@query()
def cases(read: Reader, states: tuple[CaseState, ...] = RUNNING) -> list[CaseLine]:
    """Cases in these states: threatened homes first by date, then the newest."""
    return read.all(
        CaseLine, case_lines().where(Case.state.in_(states)).order_by(Case.eviction_on.is_(None), Case.eviction_on, Case.code.desc())
    )


@cache
def case_lines() -> AnySelect:
    """The select that fills CaseLine; callers add their own where."""
    at_door = (
        select(func.count())
        .select_from(Involvement)
        .where(and_(Involvement.case_id == Case.id, Involvement.place == Place.FRONT))
        .scalar_subquery()
    )
    lines = select_for(CaseLine, Case, lead=Member.name, at_door=at_door, tenure=Subject.tenure)
    return lines.join(Member, Member.id == Case.lead_id).outerjoin(Subject, Subject.case_id == Case.id)


@query()
def case_view(read: Reader, case_id: str) -> CaseView:
    """The case alone, without a line in the log: for acts that need the version shown. Screens open `case_file`."""
    return read.one(CaseView, _case(), case=case_id)


@cache
def _case() -> AnySelect:
    found = select_for(CaseView, Case, lead=Member.name, is_confidential=Circle.closed).join(Member, Member.id == Case.lead_id)
    return found.join(Circle, Circle.id == Case.circle_id).where(Case.id == bindparam("case"))


@query("casus bekeken")
def case_file(read: Reader, case_id: str) -> CaseFile:
    """The case with its front door and its actions; who lives there is `subject.household`."""
    found = read.tuples(_opened(), case=case_id)
    if not found:
        raise Gone
    *values, limit, meetings = found[0]
    actions = action_lines(read, Action.case_id == case_id)
    return CaseFile(
        case=CaseView(*values),
        door=tuple(front_door(read, case_id)),
        door_limit=known("door_limit", limit),
        stall_meetings=known("stall_meetings", meetings),
        actions=tuple(actions),
    )


@cache
def _opened() -> AnySelect:
    """The case and what the team chose that decides how it looks, in one statement: opening one takes twelve at most."""
    return _case().add_columns(chosen("door_limit"), chosen("stall_meetings"))


@query()
def notes(read: Reader, case_id: str) -> list[NoteLine]:
    """Notes on a case that is open on the screen, newest first."""
    statement = select_for(NoteLine, Note, written_by=Member.name).join(Member, Member.id == Note.written_by_id)
    return read.all(NoteLine, statement.where(Note.case_id == case_id).order_by(Note.at.desc()))


def codes_of(read: Reader, ids: Sequence[str]) -> dict[str, str]:
    """Return the numbers of cases and signals by their id and their circle, of those that the reader may know of."""
    codes: dict[str, str] = {}
    for table in (Concern, Case):  # a case's code wins: its circle also holds its signals
        for start in range(0, len(ids), AT_ONCE):
            some = ids[start : start + AT_ONCE]
            found = select(table.id, table.circle_id, table.code).where(table.id.in_(some) | table.circle_id.in_(some))
            for row_id, circle, code in read.tuples(found):
                codes[row_id] = codes[circle] = code
    return codes


def codes_in(about: str, codes: dict[str, str]) -> str:
    """Return the numbers in what a line of the log is about: "26-041, 26-118"."""
    return ", ".join(sorted({codes[part] for part in about.split() if part in codes}))
