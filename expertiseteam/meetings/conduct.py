"""The meeting itself: each line is one act and on disk at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select

from expertiseteam.access.drafts import drop_draft
from expertiseteam.access.who import DESK
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.actions import action_lines
from expertiseteam.cases.records import ActionState, DoorAnswers, Place
from expertiseteam.cases.tables import Action
from expertiseteam.meetings.agenda import read_agenda
from expertiseteam.meetings.agreements import agreements_of
from expertiseteam.meetings.mandate_tables import DecisionMandate
from expertiseteam.meetings.next_concept import touch_minutes
from expertiseteam.meetings.recognise import LineKind
from expertiseteam.meetings.records import AgendaLine, ItemFile, ItemKind, ItemState, MeetingLine, MeetingState, SaidLine
from expertiseteam.meetings.releasing import take_off
from expertiseteam.meetings.room import away_from, closed_for_room
from expertiseteam.meetings.sharing import sharing_of
from expertiseteam.meetings.tables import AgendaItem, Decision, Meeting, Said
from expertiseteam.meetings.telling import not_to_tell, tell_by, telling_lines, to_tell
from expertiseteam.meetings.telling_records import TellingLine
from expertiseteam.meetings.telling_tables import Telling
from expertiseteam.meetings.waits import not_before_words, waits
from expertiseteam.meetings.what_comes import NOTHING, Wanted, advice_text, door_text, undo, what_comes
from expertiseteam.storage.reading import Reader
from expertiseteam.team.service_numbers import refuse_service_number

TOLD = (LineKind.VIEW, LineKind.SECRECY, LineKind.ADVICE, LineKind.RESIDENT, LineKind.REPORTER)
LINE_FORM = "line"  # the draft of the line that is being typed


@act("overleg begonnen", by=DESK)
def start_meeting(work: Work, shown: MeetingLine) -> None:
    """From now on lines are taken down. Refused without an agenda."""
    if shown.state is MeetingState.RUNNING:
        return
    if shown.state is not MeetingState.PREPARED:
        raise Refused("Bereid het overleg eerst voor: er is nog geen agenda. Er is niets begonnen.")
    work.edit(Meeting, shown, state=MeetingState.RUNNING, started_at=work.now)


@act("agendapunt geopend", by=DESK)
def open_item(work: Work, item_id: str) -> None:
    """This point is spoken about now; the one before stops its clock and counts as discussed."""
    item = work.get(AgendaItem, item_id)
    _running(work, item.meeting_id)
    for busy in work.values(select(AgendaItem.id).where(AgendaItem.meeting_id == item.meeting_id, AgendaItem.state == ItemState.BUSY)):
        if busy != item_id:
            _stop(work, work.get(AgendaItem, busy), ItemState.DISCUSSED)
    if item.state is not ItemState.BUSY:
        work.edit(AgendaItem, item, state=ItemState.BUSY, opened_at=work.now, began_at=item.began_at or work.now)


@act("agendapunt aangehouden", by=DESK)
def defer_item(work: Work, item_id: str, because: str = "") -> None:
    """Somebody was called away: the point comes back next time with its lines."""
    item = work.get(AgendaItem, item_id)
    _running(work, item.meeting_id)
    refuse_service_number(work, because)
    _stop(work, item, ItemState.DEFERRED, because.strip())


@act("notitie genotuleerd", by=DESK)
def note(work: Work, item_id: str, text: str) -> str:
    """A line of what was said. Returns the line's id."""
    return _say(work, item_id, LineKind.NOTE, text)


@act("regel genotuleerd", by=DESK)
def tell(work: Work, item_id: str, kind: LineKind, text: str, *, teller_id: str | None = None) -> str:
    """A deviating view, secrecy, the advice of a trade, or who tells the household or the reporter. Returns the line's id.

    `teller_id`: the one of the team who tells; None when nobody is named: then it is for who leads the case.
    """
    if kind not in TOLD:
        raise TypeError("a note, decision, action or move has an act of its own")
    line_id = _say(work, item_id, kind, advice_text(text) if kind is LineKind.ADVICE else text)
    to_tell(work, work.get(Said, line_id), teller_id)
    return line_id


@act("besluit genotuleerd", by=DESK)
def decide(work: Work, item_id: str, text: str) -> str:
    """A decision; its number is the year's next, without gaps. Returns the line's id."""
    return _say(work, item_id, LineKind.DECISION, text, **what_comes(work, item_id, Wanted(LineKind.DECISION, text)))


@act("actie genotuleerd", by=DESK)
def agree(work: Work, item_id: str, text: str, *, owner_id: str | None, due: date | None, is_promise: bool = False) -> str:
    """An action; without owner or date it stays amber until the end. Returns the line's id."""
    wanted = Wanted(LineKind.ACTION, text, owner_id=owner_id, due=due, is_promise=is_promise)
    return _say(work, item_id, LineKind.ACTION, text, **what_comes(work, item_id, wanted))


@act("voordeur genotuleerd", by=DESK)
def move_at_door(
    work: Work, item_id: str, organisation_id: str, place: Place, *, condition: str = "", answers: DoorAnswers | None = None
) -> str:
    """Somebody comes to the door or steps aside; one above the limit asks the four questions. Returns the line's id."""
    text = door_text(work, organisation_id, place, condition, answers)
    wanted = Wanted(LineKind.DOOR, text, organisation_id=organisation_id, place=place, condition=condition, answers=answers)
    return _say(work, item_id, LineKind.DOOR, text, **what_comes(work, item_id, wanted))


@act("soort regel gewijzigd", by=DESK)
def retype_line(work: Work, shown: SaidLine, wanted: Wanted) -> bool:
    """Make a line another kind, until the overleg is closed: what it did is undone, and what it now does is done.

    Returns whether later decisions of this overleg got a number lower, so that there is no gap.
    """
    line = work.get(Said, shown.id)
    _running(work, line.meeting_id)
    _needs_text(work, wanted.text)
    text = wanted.text.strip()
    if wanted.kind is LineKind.ADVICE:
        text = advice_text(text)
    if wanted.kind is LineKind.DOOR and wanted.place is not None:
        text = door_text(work, wanted.organisation_id, wanted.place, wanted.condition, wanted.answers)
        refuse_service_number(work, text)
    changed = work.edit(Said, shown, kind=wanted.kind, **({"text": text} if text != shown.text else {}))
    renumbered = undo(work, line)
    not_to_tell(work, line.id)
    came = NOTHING | what_comes(work, line.item_id, replace(wanted, text=changed.text))
    to_tell(work, work.edit(Said, changed, in_minutes=True, **came), wanted.owner_id)
    return renumbered


@act("regel ongedaan gemaakt", by=DESK)
def take_back(work: Work, line_id: str) -> str:
    """Undo my own last line in this meeting, with its decision, action or move; returns its text.

    An earlier line stays, and so does a decision after which a colleague's was numbered: nobody's number changes unseen.
    """
    line = work.get(Said, line_id)
    _running(work, line.meeting_id)
    if line.by_id != work.who.id:
        raise Refused("Deze regel schreef een collega. Hij staat er nog. Terughalen kan alleen met uw eigen laatste regel.")
    newest = work.value(select(func.max(Said.at)).where(Said.meeting_id == line.meeting_id, Said.by_id == work.who.id))
    if newest is not None and line.at < newest:
        raise Refused("Alleen uw laatste regel kan ongedaan gemaakt worden. Schrijf een nieuwe regel die de oude verbetert.")
    if line.decision_id and _colleague_decided_after(work, line.decision_id):
        raise Refused(
            "Na dit besluit is al een besluit van een collega genummerd. De regel staat er nog. Maak er een notitie van (Enter op de "
            "regel, dan F2), of schrijf een besluit dat dit intrekt."
        )
    undo(work, line)
    not_to_tell(work, line_id)
    take_off(work, line_id)
    work.remove(line)
    return line.text


def _colleague_decided_after(work: Work, decision_id: str) -> bool:
    own = work.get(Decision, decision_id)
    later = select(Said.id).join(Decision, Decision.id == Said.decision_id).where(Decision.year == own.year, Decision.number > own.number)
    return bool(work.values(later.where(Said.by_id != work.who.id).limit(1)))


@act("regel gewijzigd", by=DESK)
def change_line(
    work: Work, shown: SaidLine, *, text: str | None = None, in_minutes: bool | None = None, teller_id: str | None = None
) -> None:
    """Mend the text, or leave a note out of the minutes. `teller_id`: who tells, of a mended line that says so."""
    new: dict[str, Any] = {}
    if text is not None:
        _needs_text(work, text)
        new["text"] = text.strip()
    if in_minutes is not None:
        new["in_minutes"] = in_minutes
    touch_minutes(work, work.get(Said, shown.id).meeting_id)
    line = work.edit(Said, shown, **new)
    if text is not None and line.decision_id:
        work.edit(Decision, work.get(Decision, line.decision_id), text=line.text)
    if text is not None and line.action_id:
        work.edit(Action, work.get(Action, line.action_id), what=line.text)
    if text is not None:
        tell_by(work, line.id, teller_id)


def case_of_point(read: Reader, item_id: str, meeting_id: str) -> list[str]:
    """The case of a point; none while it stays shut: then nothing of the case is shown."""
    found = select(AgendaItem.case_id).where(AgendaItem.id == item_id, AgendaItem.case_id.is_not(None))
    return [] if item_id in closed_for_room(read, meeting_id) else [case for case in read.values(found) if case]


@query("agendapunt bekeken", why="overleg over de casus", within=case_of_point)
def item_file(read: Reader, item_id: str, meeting_id: str) -> ItemFile:
    """One point as the live screen shows it: nothing but its code while somebody is in the room who may not hear it."""
    agenda = read_agenda(read, meeting_id)
    item = next((i for i in (*agenda.items, *agenda.skipped) if i.id == item_id), None)
    if item is None:
        raise Refused("Dit agendapunt is er niet (meer). Ga terug naar de agenda.")
    away = away_from(read, meeting_id).get(item_id, ())
    if outsiders := closed_for_room(read, meeting_id).get(item_id, ()):
        shut = replace(item, title="", reasons=(), question="", since_last="", last_agreement="", is_urgent=False, at_door=None)
        shut = replace(shut, lead="", track=None, phase=None)
        return ItemFile(shut, (), (), outsiders=outsiders, away=away)
    earlier = action_lines(read, Action.case_id == item.case_id, Action.agreed_at_id != meeting_id) if item.case_id else []
    since = agenda.previous or date.min
    shown = [a for a in earlier if a.state is ActionState.OPEN or (a.done_on or date.min) >= since]
    waiting = waits(read, agenda.meeting.on).actions if shown else {}
    held = {action.id: not_before_words(*waiting[action.id]) for action in shown if action.id in waiting}
    lines = tuple(said_lines(read, Said.item_id == item_id))
    before, before_on = _held_over(read, item, agenda.meeting.on)
    untold = _untold(read, item.case_id, agenda.meeting.on) if item.case_id else ()
    agreements = agreements_of(read, meeting_id) if item.kind is ItemKind.OPENING else ()
    more: dict[str, Any] = {"sharing": sharing_of(read, item_id), "untold": untold, "agreements": agreements}
    return ItemFile(item, tuple(shown), lines, held, away=away, before=before, before_on=before_on, **more)


@query()
def item_still_open(read: Reader, item_id: str, meeting_id: str) -> ItemFile:
    """The point again while it stands open on the screen, after a line. Opening it wrote the log line; use `item_file` for that."""
    return item_file(read, item_id, meeting_id)


@query()
def agreed_so_far(read: Reader, meeting_id: str) -> tuple[int, int]:
    """How many decisions and actions this meeting has taken down: numbers, no view."""
    decisions = read.value(select(func.count()).select_from(Decision).where(Decision.meeting_id == meeting_id)) or 0
    actions = read.value(select(func.count()).select_from(Action).where(Action.agreed_at_id == meeting_id)) or 0
    return decisions, actions


def said_lines(read: Reader, *where: Any) -> list[SaidLine]:
    """Lines in the order in which they were taken down, with their decision number and action."""
    columns = (Said.id, Said.version, Said.item_id, Said.kind, Said.text, Said.in_minutes, Said.at, Decision.code, Said.action_id)
    mandate = Decision.id, DecisionMandate.mandate, DecisionMandate.escalation_id
    statement = select(*columns, Said.front_before, Said.front_after, *mandate, Said.by_id).outerjoin(
        Decision, Decision.id == Said.decision_id
    )
    statement = statement.outerjoin(DecisionMandate, DecisionMandate.decision_id == Decision.id).where(*where)
    rows = read.tuples(statement.order_by(Said.at, Said.id))
    wanted = [row[8] for row in rows if row[8]]
    actions = {a.id: a for a in action_lines(read, Action.id.in_(wanted))} if wanted else {}
    return [
        SaidLine(
            i, version, item, kind, text, minuted, at, number or "", actions.get(action), before, after, of or "", under or "", bool(up), by
        )
        for i, version, item, kind, text, minuted, at, number, action, before, after, of, under, up, by in rows
    ]


def _held_over(read: Reader, item: AgendaLine, on: date) -> tuple[tuple[SaidLine, ...], date | None]:
    """What was taken down when a point was held over the last time it was on an agenda.

    Of a case its actions stand among those of before; of a point that somebody proposed they stand here.
    """
    if item.case_id is None and not item.point_id:
        return (), None
    same = AgendaItem.case_id == item.case_id if item.case_id else AgendaItem.point_id == item.point_id
    last = select(AgendaItem.id, AgendaItem.state, Meeting.on).join(Meeting, Meeting.id == AgendaItem.meeting_id)
    last = last.where(same, Meeting.on < on, Meeting.state == MeetingState.HELD)
    for item_id, state, day in read.tuples(last.order_by(Meeting.on.desc()).limit(1)):
        if state is ItemState.DEFERRED:
            lines = said_lines(read, Said.item_id == item_id)
            return tuple(line for line in lines if line.action is None or not item.case_id), day
    return (), None


def _untold(read: Reader, case_id: str, on: date) -> tuple[TellingLine, ...]:
    """What earlier overleggen decided and nobody told yet, or told today."""
    lasting = or_(Telling.told_on.is_(None), Telling.told_on >= on)
    return tuple(telling_lines(read, Telling.case_id == case_id, Meeting.on < on, lasting))


def _say(work: Work, item_id: str, kind: LineKind, text: str, **more: Any) -> str:
    _needs_text(work, text)
    item = work.get(AgendaItem, item_id)
    _running(work, item.meeting_id)
    drop_draft(work, LINE_FORM, item.meeting_id)
    said = Said(
        meeting_id=item.meeting_id,
        item_id=item_id,
        case_id=item.case_id,
        circle_id=item.circle_id,
        kind=kind,
        text=text.strip(),
        at=work.now,
        by_id=work.who.id,
        **more,
    )
    return work.add(said).id


def _needs_text(work: Work, text: str) -> None:
    if not text.strip():
        raise Refused("De regel is leeg. Er is niets genotuleerd.")
    refuse_service_number(work, text)


def _running(work: Work, meeting_id: str) -> None:
    if work.get(Meeting, meeting_id).state is not MeetingState.RUNNING:
        raise Refused("Dit overleg is niet bezig. Er is niets genotuleerd.")


def _stop(work: Work, item: AgendaItem, state: ItemState, because: str = "") -> None:
    spoken = int((work.now - item.opened_at).total_seconds()) if item.opened_at else 0
    work.edit(AgendaItem, item, state=state, because=because, seconds=item.seconds + spoken, opened_at=None, stopped_at=work.now)
