"""Who stands behind the front door. Fewer people at the door is better, so one more than the limit asks four questions."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, bindparam, exists, func, select
from sqlalchemy import case as sql_case

from expertiseteam.access.circles import require_worker
from expertiseteam.access.tables import Member
from expertiseteam.access.who import TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.door_records import DoorWordKind
from expertiseteam.cases.records import RUNNING, AtTheDoor, DoorAnswers, DoorMoveLine, Place
from expertiseteam.cases.tables import Case, DoorMove, DoorWord, Involvement
from expertiseteam.storage.reading import AnySelect, Reader, select_for
from expertiseteam.team.settings import team_settings
from expertiseteam.team.tables import Organisation


class QuestionsNeeded(Refused):
    """One more than the limit would stand at the door; the screen asks the four questions and tries again."""

    def __init__(self, at_door: int, limit: int) -> None:
        super().__init__(
            f"Er staan al {at_door} organisaties aan de deur (grens {limit}). Er is niets veranderd. Beantwoord eerst de vier vragen."
        )


@act("voordeur gewijzigd", by=TEAM)
def set_place(
    work: Work,
    case_id: str,
    organisation_id: str,
    place: Place,
    *,
    condition: str = "",
    member_id: str | None = None,
    answers: DoorAnswers | None = None,
) -> str:
    """Put an organisation at the door, in reserve or aside; returns the id of the move.

    Refused for a closed case. Coming to the door above the limit needs answers (QuestionsNeeded); coming *back* to the door below or on
    the limit asks nothing.
    """
    case = _running(work, case_id)
    rows = {i.organisation_id: i for i in front_door(work, case_id)}
    known = rows.get(organisation_id)
    before = known.place if known else None
    front = sum(1 for i in rows.values() if i.place is Place.FRONT)
    after = front + (place is Place.FRONT) - (before is Place.FRONT)
    limit = team_settings(work).door_limit
    if after > limit and after > front and (answers is None or answers.is_empty):
        raise QuestionsNeeded(front, limit)
    new: dict[str, Any] = {"place": place, "condition": condition.strip(), "since": work.today}
    if known:
        work.edit(Involvement, known, **new, **({"member_id": member_id} if member_id else {}))
    else:
        work.get(Organisation, organisation_id)
        work.add(Involvement(case_id=case_id, circle_id=case.circle_id, organisation_id=organisation_id, member_id=member_id, **new))
    move = DoorMove(
        case_id=case_id,
        circle_id=case.circle_id,
        organisation_id=organisation_id,
        before=before,
        after=place,
        at=work.now,
        by_id=work.who.id,
        front_before=front,
        front_after=after,
        condition=condition.strip(),
        answers=json.dumps(asdict(answers), ensure_ascii=False) if answers and not answers.is_empty else "",
    )
    if place is Place.FRONT:
        for word in _wishes(work, move, DoorWord.ended_at.is_(None)):
            work.edit(DoorWord, word, ended_at=work.now)  # what was asked for has come
    return work.add(move).id


@act("wie er komt gewijzigd", by=TEAM)
def set_who_comes(work: Work, shown: AtTheDoor, member_id: str | None) -> None:
    """Which colleague comes on behalf of an organisation, as soon as that is known; None: not known (any more).

    Refused for a closed case and for who may not know of it; a Conflict when a colleague filled in somebody else meanwhile.
    """
    row = work.get(Involvement, shown.id)
    _running(work, row.case_id)
    if member_id:
        require_worker(work, row.circle_id, member_id)
    work.edit(Involvement, shown, member_id=member_id)


@act("voordeur teruggezet", by=TEAM)
def take_back_move(work: Work, move_id: str) -> None:
    """Undo the last move at a door. Refused when anybody was moved there since: the counts of the moves follow on each other."""
    move = work.get(DoorMove, move_id)
    _running(work, move.case_id)
    known = next((i for i in front_door(work, move.case_id) if i.organisation_id == move.organisation_id), None)
    newest = work.value(select(func.max(DoorMove.at)).where(DoorMove.case_id == move.case_id))
    if known is None or newest is None or newest > move.at:
        raise Refused("De voordeur is intussen weer veranderd. Er is niets teruggezet. Zet de organisatie zelf op haar plaats.")
    row = work.get(Involvement, known.id)
    if move.before is None:
        work.remove(row)
    else:
        earlier = _last_condition(work, move)
        work.edit(Involvement, row, place=move.before, since=work.today, condition=earlier)
    for word in _wishes(work, move, DoorWord.ended_at == move.at):
        work.edit(DoorWord, word, ended_at=None)
    work.remove(move)


def _wishes(work: Work, move: DoorMove, when: ColumnElement[bool]) -> list[DoorWord]:
    """That the organisation which moves had asked to come to the door."""
    same = DoorWord.case_id == move.case_id, DoorWord.organisation_id == move.organisation_id, DoorWord.kind == DoorWordKind.WISH
    return [work.get(DoorWord, word_id) for word_id in work.values(select(DoorWord.id).where(*same, when))]


def _running(work: Work, case_id: str) -> Case:
    case = work.get(Case, case_id)
    if case.state not in RUNNING:
        raise Refused(f"Casus {case.code} is afgesloten. Aan de voordeur is niets veranderd. Heropen de casus als hij weer loopt.")
    return case


def _last_condition(work: Work, move: DoorMove) -> str:
    """The condition that held before a move: that of the organisation's move before it."""
    same = select(DoorMove.condition).where(DoorMove.case_id == move.case_id, DoorMove.organisation_id == move.organisation_id)
    return work.value(same.where(DoorMove.at < move.at).order_by(DoorMove.at.desc()).limit(1)) or ""


@query()
def front_door(read: Reader, case_id: str) -> list[AtTheDoor]:
    """Every organisation and its place: at the door first, then reserve, then aside."""
    return read.all(AtTheDoor, _at_door(), case=case_id)


@cache
def _at_door() -> AnySelect:
    order = sql_case((Involvement.place == Place.FRONT, 0), (Involvement.place == Place.RESERVE, 1), else_=2)
    agreed = select(DoorWord.other_id).where(
        DoorWord.case_id == Involvement.case_id,
        DoorWord.organisation_id == Involvement.organisation_id,
        DoorWord.other_id.is_not(None),
        DoorWord.ended_at.is_(None),
    )
    wish = exists().where(
        DoorWord.case_id == Involvement.case_id,
        DoorWord.organisation_id == Involvement.organisation_id,
        DoorWord.kind == DoorWordKind.WISH,
        DoorWord.ended_at.is_(None),
    )
    statement = select_for(
        AtTheDoor,
        Involvement,
        organisation=Organisation.name,
        icon=Organisation.icon,
        member=func.coalesce(Member.name, ""),
        supports=func.coalesce(agreed.order_by(DoorWord.at.desc()).limit(1).scalar_subquery(), ""),
        has_asked=wish,
    )
    statement = statement.join(Organisation, Organisation.id == Involvement.organisation_id)
    statement = statement.outerjoin(Member, Member.id == Involvement.member_id)
    return statement.where(Involvement.case_id == bindparam("case")).order_by(order, Organisation.name)


@query()
def door_moves(read: Reader, case_id: str) -> list[DoorMoveLine]:
    """Every move at one door, oldest first: the picture can be replayed."""
    statement = select_for(DoorMoveLine, DoorMove, organisation=Organisation.name).join(
        Organisation, Organisation.id == DoorMove.organisation_id
    )
    return read.all(DoorMoveLine, statement.where(DoorMove.case_id == case_id).order_by(DoorMove.at))
