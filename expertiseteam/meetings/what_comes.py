"""What a line of the overleg does besides being there: it decides, agrees an action or moves somebody at the door; and takes that back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from expertiseteam.access.who import AT_THE_DOOR, Discipline
from expertiseteam.access.work import Work
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.text import fold
from expertiseteam.cases.actions import agree_action
from expertiseteam.cases.front_door import set_place, take_back_move
from expertiseteam.cases.records import ActionState, AgreedAt, DoorAnswers, Place
from expertiseteam.cases.tables import Action, DoorMove
from expertiseteam.meetings.recognise import LineKind
from expertiseteam.meetings.tables import AgendaItem, Decision, Meeting, Said
from expertiseteam.team.tables import Organisation

NOTHING: dict[str, Any] = {"decision_id": None, "action_id": None, "move_id": None, "front_before": None, "front_after": None}
_CALLED = {"jurist": Discipline.LAW, "handhavingsjurist": Discipline.LAW, "boa": Discipline.ENFORCEMENT, "bemoeizorg": Discipline.CARE}
_TRADES = {discipline.value: discipline for discipline in Discipline if discipline in AT_THE_DOOR} | _CALLED


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a line is to be. Owner, day and promise belong to an action, the rest to a change at the front door."""

    kind: LineKind
    text: str
    owner_id: str | None = None
    due: date | None = None
    is_promise: bool = False
    organisation_id: str = ""
    place: Place | None = None
    condition: str = ""
    answers: DoorAnswers | None = None


def door_text(work: Work, organisation_id: str, place: Place, condition: str, answers: DoorAnswers | None) -> str:
    """The sentence of a change at the front door: "Schuldhulp aan de deur: tot de regeling er is"."""
    text = f"{work.get(Organisation, organisation_id).name} {place}"
    reason = condition.strip() or (answers.intended.strip() if answers else "")
    return f"{text}: {reason}" if reason else text


def what_comes(work: Work, item_id: str, wanted: Wanted) -> dict[str, Any]:
    """Do what a line of this kind does besides being there; the columns of the line that say what came of it."""
    item = work.get(AgendaItem, item_id)
    if not wanted.text.strip():
        raise Refused("De regel is leeg. Er is niets genotuleerd.")
    match wanted.kind:
        case LineKind.NOTE | LineKind.VIEW | LineKind.SECRECY | LineKind.ADVICE | LineKind.RESIDENT | LineKind.REPORTER:
            return {}
        case LineKind.DECISION:
            return {"decision_id": _decided(work, item, wanted.text).id}
        case LineKind.ACTION:
            action = agree_action(
                work,
                item.case_id,
                what=wanted.text,
                owner_id=wanted.owner_id,
                due=wanted.due,
                is_promise=wanted.is_promise,
                agreed_at=AgreedAt.MEETING,
                agreed_at_id=item.meeting_id,
                circle_id=item.circle_id,
                said_on=work.get(Meeting, item.meeting_id).on,
            )
            return {"action_id": action}
        case LineKind.DOOR:
            if item.case_id is None or wanted.place is None:
                raise Refused("Dit punt gaat niet over een casus. Er is geen voordeur om te veranderen.")
            moved = set_place(work, item.case_id, wanted.organisation_id, wanted.place, condition=wanted.condition, answers=wanted.answers)
            move = work.get(DoorMove, moved)
            return {"move_id": move.id, "front_before": move.front_before, "front_after": move.front_after}


def _decided(work: Work, item: AgendaItem, text: str) -> Decision:
    on = work.get(Meeting, item.meeting_id).on
    number = work.next_number(Decision, year=on.year)
    decision = Decision(
        meeting_id=item.meeting_id,
        case_id=item.case_id,
        circle_id=item.circle_id,
        year=on.year,
        number=number,
        code=Decision.numbered.code_of(year=on.year, number=number),
        text=text.strip(),
        on=on,
        by_id=work.who.id,
    )
    return work.add(decision)


def undo(work: Work, line: Said) -> bool:
    """Take back what came of a line. Returns whether later decisions were numbered anew."""
    renumbered = _withdraw(work, line.decision_id, line.meeting_id) if line.decision_id else False
    if line.action_id:
        action = work.get(Action, line.action_id)
        if action.state is not ActionState.OPEN:
            raise Refused(f"Actie {action.number} is al {action.state}. De regel blijft een actie. Heropen de actie eerst.")
        work.remove(action)
    if line.move_id:
        take_back_move(work, line.move_id)
    return renumbered


def _withdraw(work: Work, decision_id: str, meeting_id: str) -> bool:
    """Take a decision away; those of this overleg that came after it move up, for the numbers of a year have no gaps."""
    decision = work.get(Decision, decision_id)
    later = select(Decision.id).where(Decision.year == decision.year, Decision.number > decision.number).order_by(Decision.number)
    followers = [work.get(Decision, one) for one in work.values(later)]
    if decision.year is not None and decision.number is not None:
        highest = work.next_number(Decision, year=decision.year) - 1
        others = any(one.meeting_id != meeting_id for one in followers)
        if others or highest != decision.number + len(followers):
            raise Refused(
                f"Na besluit {decision.code} zijn al andere besluiten genummerd. Het blijft een besluit. "
                "Schrijf een nieuw besluit dat dit intrekt."
            )
    work.remove(decision)
    for one in followers:
        assert one.year is not None and one.number is not None
        code = Decision.numbered.code_of(year=one.year, number=one.number - 1)
        work.edit(Decision, one, number=one.number - 1, code=code)
    return bool(followers)


def advice_text(text: str) -> str:
    """Return an advice as it is kept: "recht: eerst een brief", the trade before a colon. Refused without a trade or words."""
    before, colon, said = text.partition(":")
    trade = _TRADES.get(fold(before).strip())
    if not colon or trade is None or not said.strip():
        known = ", ".join(sorted(discipline.value for discipline in AT_THE_DOOR))
        raise Refused(
            f"Bij een advies staat van welk vak het komt ({known}). Er is niets genotuleerd; uw regel staat er nog. "
            "Typ bijvoorbeeld: recht: eerst een brief."
        )
    return f"{trade.value}: {said.strip()}"
