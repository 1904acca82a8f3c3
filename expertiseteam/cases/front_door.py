"""Who stands behind the front door. Fewer people at the door is better, so one more than the limit asks four questions."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, bindparam, exists, func, or_, select
from sqlalchemy import case as sql_case

from expertiseteam.access.circles import require_worker
from expertiseteam.access.tables import Member
from expertiseteam.access.who import TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.dates import full_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.door_records import DoorWordKind
from expertiseteam.cases.records import CALLED_FROM, RUNNING, AtTheDoor, DoorAnswers, DoorMoveLine, Place
from expertiseteam.cases.tables import Case, DoorMove, DoorWord, Involvement
from expertiseteam.storage.reading import AnySelect, Reader, select_for
from expertiseteam.team.service_numbers import refuse_service_number
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
    back_on: date | None = None,
) -> str:
    """Put an organisation at the door, in reserve, aside or at a distance; returns the id of the move.

    `back_on`: the day on which the team looks whether who stepped aside comes back, or until which who is called in comes (without one as
    long as `call_in_weeks` says). Refused for a closed case, and for such a day that is over. Coming to the door above the limit needs
    answers (QuestionsNeeded); coming *back* to the door below or on the limit asks nothing.
    """
    case = _running(work, case_id)
    refuse_service_number(work, condition, *(asdict(answers).values() if answers else ()))
    if back_on is not None and back_on < work.today:
        raise Refused(f"{full_date(back_on)} is al voorbij. Aan de voordeur is niets veranderd. Kies een dag die nog komt.")
    rows = {i.organisation_id: i for i in front_door(work, case_id)}
    known = rows.get(organisation_id)
    before = known.place if known else None
    front = sum(1 for i in rows.values() if i.place is Place.FRONT)
    after = front + (place is Place.FRONT) - (before is Place.FRONT)
    settings = team_settings(work)
    limit = settings.door_limit
    if after > limit and after > front and (answers is None or answers.is_empty):
        raise QuestionsNeeded(front, limit)
    if back_on is None and place is Place.FRONT and before in CALLED_FROM:
        back_on = work.today + timedelta(weeks=settings.call_in_weeks)
    back_on = back_on if place in (Place.STEPPED_ASIDE, Place.FRONT) else None
    new: dict[str, Any] = {"place": place, "condition": condition.strip(), "since": work.today, "back_on": back_on}
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
        looked_on=known.back_on if known else None,
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


@act("organisatie van een casus gehaald", by=TEAM)
def take_off(work: Work, case_id: str, organisation_id: str, because: str) -> str:
    """An organisation is no longer part of a case: what was agreed with it ends, and no copy for it holds the case. Returns the move's id.

    That it was there stays told, with why it left. Refused without a reason, and for who has no place at this door.
    """
    case = _running(work, case_id)
    if not because.strip():
        raise Refused("Schrijf waarom deze organisatie niet meer bij de casus hoort. Er is niets veranderd.")
    refuse_service_number(work, because)
    door = front_door(work, case_id)
    known = next((one for one in door if one.organisation_id == organisation_id), None)
    if known is None:
        raise Refused("Deze organisatie hoort al niet meer bij deze casus. Er is niets veranderd.")
    row = work.get(Involvement, known.id)
    front = sum(1 for one in door if one.place is Place.FRONT)
    move = DoorMove(
        case_id=case_id,
        circle_id=case.circle_id,
        organisation_id=organisation_id,
        before=known.place,
        after=Place.NO_ROLE,
        at=work.now,
        by_id=work.who.id,
        front_before=front,
        front_after=front - (known.place is Place.FRONT),
        condition=because.strip(),
        is_off=True,
        member_id=row.member_id,
        looked_on=row.back_on,
    )
    for word_id in work.values(_words_with(case_id, organisation_id).where(DoorWord.ended_at.is_(None))):
        work.edit(DoorWord, work.get(DoorWord, word_id), ended_at=work.now)
    work.remove(row)
    return work.add(move).id


def _words_with(case_id: str, organisation_id: str) -> AnySelect:
    """What was agreed with an organisation around one door, and with others about it."""
    about = or_(DoorWord.organisation_id == organisation_id, DoorWord.other_id == organisation_id)
    return select(DoorWord.id).where(DoorWord.case_id == case_id, about)


@act("voordeur teruggezet", by=TEAM)
def take_back_move(work: Work, move_id: str) -> None:
    """Undo the last move at a door. Refused when anybody was moved there since: the counts of the moves follow on each other."""
    move = work.get(DoorMove, move_id)
    _running(work, move.case_id)
    known = next((i for i in front_door(work, move.case_id) if i.organisation_id == move.organisation_id), None)
    newest = work.value(select(func.max(DoorMove.at)).where(DoorMove.case_id == move.case_id))
    if (known is None) is not move.is_off or newest is None or newest > move.at:
        raise Refused("De voordeur is intussen weer veranderd. Er is niets teruggezet. Zet de organisatie zelf op haar plaats.")
    earlier = _last_condition(work, move)
    if known is None:
        assert move.before is not None  # it stood somewhere, or it could not be taken off
        back = {"place": move.before, "since": work.today, "condition": earlier, "member_id": move.member_id, "back_on": move.looked_on}
        work.add(Involvement(case_id=move.case_id, circle_id=move.circle_id, organisation_id=move.organisation_id, **back))  # type: ignore[arg-type]
        for word_id in work.values(_words_with(move.case_id, move.organisation_id).where(DoorWord.ended_at == move.at)):
            work.edit(DoorWord, work.get(DoorWord, word_id), ended_at=None)
    elif move.before is None:
        work.remove(work.get(Involvement, known.id))
    else:
        row = work.get(Involvement, known.id)
        work.edit(Involvement, row, place=move.before, since=work.today, condition=earlier, back_on=move.looked_on)
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
    order = sql_case(*((Involvement.place == place, number) for number, place in enumerate(Place)), else_=len(Place))
    holds = (
        DoorWord.case_id == Involvement.case_id,
        DoorWord.organisation_id == Involvement.organisation_id,
        DoorWord.ended_at.is_(None),
    )
    wish = exists().where(*holds, DoorWord.kind == DoorWordKind.WISH)
    agreed = select(DoorWord.other_id).where(*holds, DoorWord.other_id.is_not(None))
    room = select(DoorWord.text).where(*holds, DoorWord.kind == DoorWordKind.ROOM)
    statement = select_for(
        AtTheDoor,
        Involvement,
        organisation=Organisation.name,
        icon=Organisation.icon,
        member=func.coalesce(Member.name, ""),
        supports=func.coalesce(agreed.order_by(DoorWord.at.desc()).limit(1).scalar_subquery(), ""),
        has_asked=wish,
        room=func.coalesce(room.order_by(DoorWord.at.desc()).limit(1).scalar_subquery(), ""),
    )
    statement = statement.join(Organisation, Organisation.id == Involvement.organisation_id)
    statement = statement.outerjoin(Member, Member.id == Involvement.member_id)
    return statement.where(Involvement.case_id == bindparam("case")).order_by(order, Organisation.name)


@query()
def door_moves(read: Reader, case_id: str) -> list[DoorMoveLine]:
    """Every move at one door, oldest first: the picture can be replayed."""
    statement = select_for(DoorMoveLine, DoorMove, organisation=Organisation.name, by=Member.name)
    statement = statement.join(Organisation, Organisation.id == DoorMove.organisation_id).join(Member, Member.id == DoorMove.by_id)
    return read.all(DoorMoveLine, statement.where(DoorMove.case_id == case_id).order_by(DoorMove.at))
