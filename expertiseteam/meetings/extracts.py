"""Copies for outside: minutes with only one organisation's cases; and what went out, known again by its hash."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select

from expertiseteam.access.circles import require_knowing
from expertiseteam.access.tables import Member
from expertiseteam.access.who import DESK, TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.text import fold
from expertiseteam.cases.records import Place
from expertiseteam.cases.tables import Case, Involvement
from expertiseteam.meetings.minutes_parts import Frame, assembled, parts_of, read_frame
from expertiseteam.meetings.minutes_records import IssuedLine
from expertiseteam.meetings.papers import MinutesPaper
from expertiseteam.meetings.records import ItemState, Leaving
from expertiseteam.meetings.tables import AgendaItem, IssuedPaper, Meeting
from expertiseteam.storage.reading import Reader, select_for
from expertiseteam.team.settings import team_settings
from expertiseteam.team.tables import Covenant, Organisation


@dataclass(frozen=True, slots=True)
class Recipient:
    """An organisation to which paper may go."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation at the door of a case of an overleg; paper goes to it when it signed a covenant."""

    id: str
    name: str
    has_signed: bool


@query(by=DESK)
def partners_of(read: Reader, meeting_id: str) -> list[Partner]:
    """The organisations that stand at the door, in front or in reserve, of a case that was discussed in this overleg; by name."""
    discussed = AgendaItem.meeting_id == meeting_id, AgendaItem.case_id.is_not(None), AgendaItem.state != ItemState.SKIPPED
    at_door = select(Involvement.organisation_id).where(
        Involvement.case_id.in_(select(AgendaItem.case_id).where(*discussed)), Involvement.place.in_((Place.FRONT, Place.RESERVE))
    )
    signed = set(read.values(select(Covenant.organisation_id)))
    found = select(Organisation.id, Organisation.name).where(Organisation.id.in_(at_door)).order_by(Organisation.name)
    return [Partner(its_id, name, its_id in signed) for its_id, name in read.tuples(found)]


@query(by=DESK)
def extract_frame(read: Reader, meeting_id: str, organisation_id: str, *, made: str = "geen uittreksel") -> tuple[Frame, Recipient]:
    """What stands around a copy for an organisation, and for whom it is. Refused without a signed covenant (`made`: what was not made)."""
    return read_frame(read, meeting_id), covenanted(read, organisation_id, made)


def covenanted(read: Reader, organisation_id: str, made: str) -> Recipient:
    """The organisation to which paper may go. Refused without a signed covenant; `made`: what was not made then."""
    recipient = read.one(Recipient, select_for(Recipient, Organisation).where(Organisation.id == organisation_id))
    if not read.values(select(Covenant.id).where(Covenant.organisation_id == organisation_id)):
        raise Refused(
            f"{recipient.name} heeft geen getekend convenant. Er is {made} gemaakt. "
            "Vul bij Instellingen, Organisaties in wanneer het is getekend."
        )
    return recipient


@query("uittreksel gemaakt", by=DESK, why="delen met een partner")
def extract_paper(read: Reader, meeting_id: str, organisation_id: str, frame: Frame, recipient: Recipient) -> MinutesPaper:
    """The minutes for one organisation: ask it with `ask_for(as_viewer(organisation_id), ...)`, so that the rest is not there at all.

    The overleg itself belongs to the team: who was there and its fixed points are left out. Refused when nothing is left.
    """
    paper = assembled(read, frame, parts_of(read, frame), recipient.name)
    if not paper.items:
        raise Refused(f"In dit overleg is geen casus besproken waar {recipient.name} bij is. Er is geen uittreksel gemaakt.")
    return paper


@act("papier uitgereikt", by=DESK)
def issue_paper(work: Work, paper: Leaving) -> None:
    """Note that a paper of an overleg goes out. Refused without recipient or purpose."""
    note_issued(work, paper, work.get(Meeting, paper.meeting_id))


@act("papier opgeslagen", by=TEAM)
def note_saved(work: Work, paper: Leaving) -> None:
    """Note that paper of the team itself becomes a file: in the circle of what it is about.

    Refused without recipient or purpose; for who is neither the team nor somebody in it who may know of the case, because what others may
    not know stands on it too. What is for the resident goes to any name but that of an organisation, one reader's copy to nobody else.
    """
    about, to = work.get(Meeting, paper.meeting_id) if paper.meeting_id else work.get(Case, paper.case_id), paper.recipient.strip()
    if paper.only_for and to and fold(to) != fold(paper.only_for):
        raise Refused(
            f"Dit is het exemplaar van {paper.only_for}. Er is niets opgeslagen of afgedrukt. Laat bij Voor wie {paper.only_for} staan, of "
            "maak voor een collega de agenda."
        )
    if paper.for_resident:
        _refuse_organisation(work, to)
    elif to and fold(to) not in _team_names(work):
        member = _member_named(work, to)
        if not paper.meeting_id:  # of an overleg his own copy is made, of a case there is no other
            require_knowing(work, about.circle_id, member, "Er is niets opgeslagen of afgedrukt. Kies iemand die ervan weet.")
    note_issued(work, paper, about)


@act("papier afgedrukt", by=TEAM)
def note_printed(work: Work, paper: Leaving) -> None:
    """Note that paper of the team itself is printed; refused as `note_saved` is."""
    note_saved(work, paper)


def _team_names(read: Reader) -> frozenset[str]:
    """The ways to write the team itself as a reader."""
    return frozenset(fold(name) for name in ("eigen team", "het team", "team", "het hele team", team_settings(read).team_name))


def _member_named(work: Work, name: str) -> Member:
    """The colleague of this name. Refused for any other name, with where a partner gets his copy."""
    named = {fold(member): its_id for its_id, member in work.tuples(select(Member.id, Member.name).where(Member.is_active.is_(True)))}
    if (found := named.get(fold(name.strip()))) is not None:
        return work.get(Member, found)
    raise Refused(
        f"Dit is papier van het team zelf, en {name.strip()} staat niet in het team. Er is niets opgeslagen of afgedrukt. Wat een partner "
        "mag weten, staat in een uittreksel: kies bij de notulen Vaststellen en uitreiken. Is het voor een collega, schrijf dan de hele "
        "naam van die collega."
    )


def _refuse_organisation(work: Work, name: str) -> None:
    """Refused when the name of an organisation stands in this one."""
    if organisation := organisation_in(work, name):
        raise Refused(
            f"Dit is papier voor de bewoner. Er is niets opgeslagen of afgedrukt. {organisation} krijgt een brief: kies op de casus "
            "Brief (Alt+B)."
        )


def organisation_in(read: Reader, name: str) -> str:
    """The organisation whose name stands in a name that somebody typed, whatever stands around it; "" for none."""
    known = read.values(select(Organisation.name))
    return next((its for its in known if re.search(rf"(?<!\w){re.escape(fold(its))}(?!\w)", fold(name))), "")


def note_issued(work: Work, paper: Leaving, about: Meeting | Case) -> None:
    """Write down that a paper goes out, with recipient and purpose in the log. Refused without one of these."""
    recipient, purpose = paper.recipient.strip(), paper.purpose.strip()
    if not recipient or not purpose:
        raise Refused("Er staat nog niet voor wie het is en waarvoor. Er is niets uitgereikt of opgeslagen. Vul beide in.")
    work.about.append(about.id)
    work.why = f"{recipient}: {purpose}"
    row = IssuedPaper(
        meeting_id=paper.meeting_id or None,
        circle_id=about.circle_id,
        kind=paper.kind,
        title=paper.title,
        recipient=recipient,
        purpose=purpose,
        sha256=paper.sha256,
        encrypted=paper.encrypted,
        at=work.now,
        by_id=work.who.id,
    )
    work.add(row)


@query(by=TEAM)
def issued_papers(read: Reader, meeting_id: str) -> list[IssuedLine]:
    """What went out of one overleg, newest first."""
    return issued_lines(read, IssuedPaper.meeting_id == meeting_id)


@query(by=TEAM)
def known_paper(read: Reader, sha256: str) -> list[IssuedLine]:
    """The times that a file with exactly these bytes went out; [] for a file that is none of ours, or was changed since."""
    return read.all(IssuedLine, _issued().where(IssuedPaper.sha256 == sha256).order_by(IssuedPaper.at))


def issued_lines(read: Reader, *where: ColumnElement[bool]) -> list[IssuedLine]:
    """What went out, newest first."""
    return read.all(IssuedLine, _issued().where(*where).order_by(IssuedPaper.at.desc()))


def _issued() -> Any:
    return select_for(IssuedLine, IssuedPaper, by=Member.name).join(Member, Member.id == IssuedPaper.by_id)
