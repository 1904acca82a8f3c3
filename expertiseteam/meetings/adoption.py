"""The life of minutes: a concept, reactions to it, adopted in the next overleg and fixed from then on; corrections are additions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from expertiseteam.access.who import DESK, OFFICER, TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.dates import full_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.meetings.fixed import fingerprint_of, hash_of, in_groups, to_text
from expertiseteam.meetings.minutes_parts import live_parts, read_frame, remarks_of
from expertiseteam.meetings.minutes_records import MinutesStanding
from expertiseteam.meetings.next_concept import touch_minutes
from expertiseteam.meetings.recognise import LineKind
from expertiseteam.meetings.records import ItemKind, MeetingState, RemarkKind
from expertiseteam.meetings.tables import AgendaItem, Meeting, Minutes, MinutesPart, MinutesRemark, Said
from expertiseteam.storage.reading import Reader, select_for
from expertiseteam.storage.rows import PROVISIONAL
from expertiseteam.team.service_numbers import refuse_service_number


@act("reactie op de notulen", by=TEAM)
def react(work: Work, meeting_id: str, text: str, item_id: str | None = None) -> None:
    """Say what should be different in the concept; the secretary changes the lines. Refused once they are adopted."""
    touch_minutes(work, meeting_id, is_new_version=False)
    _remark(work, meeting_id, RemarkKind.REACTION, text, item_id)


@act("nagekomen inbreng bij de notulen", by=TEAM)
def add_late(work: Work, meeting_id: str, text: str, item_id: str | None = None) -> None:
    """Something that came in after the overleg: it stands in the minutes with its date. Refused once they are adopted."""
    touch_minutes(work, meeting_id)
    _remark(work, meeting_id, RemarkKind.LATE, text, item_id)


@act("notulen vastgesteld", by=OFFICER)
def adopt_minutes(work: Work, meeting_id: str) -> str:
    """Fix the minutes as they are now, in the overleg that came after; returns their fingerprint.

    By the aandachtsfunctionaris: only she sees every point, and what is adopted is adopted whole.
    """
    frame = read_frame(work, meeting_id)
    day = full_date(frame.meeting.on)
    if frame.adopted_on is not None:
        raise Refused(f"De notulen van {day} zijn al vastgesteld. Er is niets veranderd. Een verbetering schrijft u als erratum.")
    if frame.meeting.state is not MeetingState.HELD:
        raise Refused(f"Het overleg van {day} is nog niet afgerond. De notulen zijn niet vastgesteld. Rond het overleg eerst af.")
    later = select(Meeting.id).where(Meeting.on > frame.meeting.on, Meeting.state.in_((MeetingState.RUNNING, MeetingState.HELD)))
    at_ids = work.values(later.order_by(Meeting.on).limit(1))
    if not at_ids:
        raise Refused(
            f"De notulen van {day} worden vastgesteld in het volgende overleg, en dat is nog niet begonnen. "
            "Ze zijn nog concept. Begin het volgende overleg en stel ze daar vast."
        )
    hashes = []
    for position, part in enumerate(live_parts(work, frame)):
        content = to_text(part.content)
        if PROVISIONAL in content and work.is_replica:
            raise Refused(
                f"Nummers in de notulen van {day} zijn nog voorlopig: het team heeft ze nog niet. De notulen zijn niet vastgesteld. "
                "Deel eerst met het team (Leden, onderdeel Teammap) en stel ze dan vast."
            )
        hashes.append(hash_of(position, part.kind, content))
        fixed = MinutesPart(
            meeting_id=meeting_id, case_id=part.case_id, circle_id=part.circle_id, position=position, kind=part.kind, content=content
        )
        work.add(fixed)
    fingerprint = fingerprint_of(meeting_id, hashes)
    at = work.get(Meeting, at_ids[0])
    work.add(
        Minutes(
            meeting_id=meeting_id,
            circle_id=work.get(Meeting, meeting_id).circle_id,
            adopted_on=at.on,
            adopted_at_id=at.id,
            by_id=work.who.id,
            parts=" ".join(hashes),
            fingerprint=fingerprint,
        )
    )
    if at.state is MeetingState.RUNNING:
        _tell_in_minutes(work, at, f"De notulen van {day} zijn vastgesteld.")
    return in_groups(fingerprint)


@act("erratum bij de notulen", by=DESK)
def add_erratum(work: Work, meeting_id: str, text: str, item_id: str | None = None) -> int:
    """Correct adopted minutes: a numbered, dated addition; what was adopted stays as it is. Returns the number."""
    frame = read_frame(work, meeting_id)
    if frame.adopted_on is None:
        raise Refused("Deze notulen zijn nog concept. Er is geen erratum gemaakt. Verander de regel zelf, of schrijf een reactie.")
    return _remark(work, meeting_id, RemarkKind.ERRATUM, text, item_id)


@query("notulen bekeken", by=TEAM, why="verslag van het overleg")
def minutes_standing(read: Reader, meeting_id: str) -> MinutesStanding:
    """How far the minutes are, and what was said about them; a view, because remarks tell about people."""
    return _standing(read, meeting_id)


@query(by=TEAM)
def minutes_still_open(read: Reader, meeting_id: str) -> MinutesStanding:
    """The same while it stands open on the screen, after a change. Opening it wrote the log line."""
    return _standing(read, meeting_id)


@dataclass(frozen=True, slots=True)
class _Adopted:
    parts: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class _Content:
    position: int
    kind: str
    content: str


def _standing(read: Reader, meeting_id: str) -> MinutesStanding:
    frame = read_frame(read, meeting_id)
    remarks = tuple(remark for _, remark in remarks_of(read, meeting_id, *RemarkKind))
    is_whole, forgotten = _looked_over(read, meeting_id) if frame.adopted_on else (True, 0)
    shown = in_groups(frame.fingerprint)
    return MinutesStanding(frame.meeting, frame.version, frame.adopted_on, shown, is_whole, forgotten, remarks)


def _looked_over(read: Reader, meeting_id: str) -> tuple[bool, int]:
    """Whether what was adopted is still what it was, as far as this viewer sees it, and how many pieces are not there (for him)."""
    kept = read.one(_Adopted, select_for(_Adopted, Minutes).where(Minutes.meeting_id == meeting_id))
    hashes: Sequence[str] = kept.parts.split()
    there = read.all(_Content, select_for(_Content, MinutesPart).where(MinutesPart.meeting_id == meeting_id))
    same = all(p.position < len(hashes) and hashes[p.position] == hash_of(p.position, p.kind, p.content) for p in there)
    return same and kept.fingerprint == fingerprint_of(meeting_id, hashes), len(hashes) - len(there)


def _remark(work: Work, meeting_id: str, kind: RemarkKind, text: str, item_id: str | None) -> int:
    if not text.strip():
        raise Refused("Er staat nog niets. Er is niets bewaard. Schrijf eerst wat u wilt toevoegen.")
    refuse_service_number(work, text)
    item = work.get(AgendaItem, item_id) if item_id else None
    circle = item.circle_id if item else work.get(Meeting, meeting_id).circle_id
    number = work.next_number(MinutesRemark, meeting_id=meeting_id, kind=kind)
    remark = MinutesRemark(
        meeting_id=meeting_id,
        item_id=item_id,
        case_id=item.case_id if item else None,
        circle_id=circle,
        kind=kind,
        number=number,
        text=text.strip(),
        on=work.today,
        at=work.now,
        by_id=work.who.id,
    )
    work.add(remark)
    return number


def _tell_in_minutes(work: Work, at: Meeting, words: str) -> None:
    """Take down in the overleg that goes on, at its first point, what was adopted. No draft of a line is touched."""
    opening = select(AgendaItem.id).where(AgendaItem.meeting_id == at.id, AgendaItem.kind == ItemKind.OPENING)
    for item_id in work.values(opening):
        line = Said(
            meeting_id=at.id,
            item_id=item_id,
            case_id=None,
            circle_id=at.circle_id,
            kind=LineKind.NOTE,
            text=words,
            at=work.now,
            by_id=work.who.id,
        )
        work.add(line)
