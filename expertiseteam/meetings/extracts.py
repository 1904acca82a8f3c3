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
from expertiseteam.cases.tables import Case
from expertiseteam.meetings.minutes_parts import Frame, assembled, parts_of, read_frame
from expertiseteam.meetings.minutes_records import IssuedLine
from expertiseteam.meetings.papers import MinutesPaper
from expertiseteam.meetings.records import PaperKind
from expertiseteam.meetings.tables import IssuedPaper, Meeting
from expertiseteam.storage.reading import Reader, select_for
from expertiseteam.team.settings import team_settings
from expertiseteam.team.tables import Covenant, Organisation


@dataclass(frozen=True, slots=True)
class Recipient:
    """An organisation to which paper may go."""

    id: str
    name: str


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
def issue_paper(
    work: Work, meeting_id: str, *, kind: PaperKind, title: str, recipient: str, purpose: str, sha256: str, encrypted: bool = False
) -> None:
    """Note that a paper goes out: to whom, what for, and by which bytes it is known again. Refused without recipient or purpose."""
    work.about.append(meeting_id)
    circle_id = work.get(Meeting, meeting_id).circle_id
    note_issued(
        work,
        IssuedPaper(
            meeting_id=meeting_id,
            circle_id=circle_id,
            kind=kind,
            title=title,
            recipient=recipient.strip(),
            purpose=purpose.strip(),
            sha256=sha256,
            encrypted=encrypted,
            at=work.now,
            by_id=work.who.id,
        ),
    )


@act("papier opgeslagen", by=TEAM)
def note_saved(
    work: Work,
    *,
    kind: PaperKind,
    title: str,
    recipient: str,
    purpose: str,
    sha256: str,
    meeting_id: str = "",
    case_id: str = "",
    for_resident: bool = False,
    only_for: str = "",
) -> None:
    """Note that paper of the team itself becomes a file: of an overleg, or else of a case, in the circle of that.

    Refused without recipient or purpose; for who is neither the team nor somebody in it who may know of the case, because what others may
    not know stands on it too. `for_resident`: it was written for the resident; that goes to any name but that of an organisation.
    `only_for`: the name of the one reader of whom it is a copy already; it goes to nobody else.
    """
    about = work.get(Meeting, meeting_id) if meeting_id else work.get(Case, case_id)
    work.about.append(about.id)
    if only_for and recipient.strip() and fold(recipient.strip()) != fold(only_for):
        raise Refused(
            f"Dit is het exemplaar van {only_for}. Er is niets opgeslagen of afgedrukt. Laat bij Voor wie {only_for} staan, of maak voor "
            "een collega de agenda."
        )
    if for_resident:
        _refuse_organisation(work, recipient)
    elif recipient.strip() and fold(recipient.strip()) not in _team_names(work):
        member = _member_named(work, recipient)
        if not meeting_id:  # of an overleg his own copy is made, of a case there is no other
            require_knowing(work, about.circle_id, member, "Er is niets opgeslagen of afgedrukt. Kies iemand die ervan weet.")
    paper = IssuedPaper(
        meeting_id=meeting_id or None,
        circle_id=about.circle_id,
        kind=kind,
        title=title,
        recipient=recipient.strip(),
        purpose=purpose.strip(),
        sha256=sha256,
        encrypted=False,
        at=work.now,
        by_id=work.who.id,
    )
    note_issued(work, paper)


@act("papier afgedrukt", by=TEAM)
def note_printed(
    work: Work,
    *,
    kind: PaperKind,
    title: str,
    recipient: str,
    purpose: str,
    sha256: str,
    meeting_id: str = "",
    case_id: str = "",
    for_resident: bool = False,
    only_for: str = "",
) -> None:
    """Note that paper of the team itself is printed; refused as `note_saved` is."""
    note_saved(
        work,
        kind=kind,
        title=title,
        recipient=recipient,
        purpose=purpose,
        sha256=sha256,
        meeting_id=meeting_id,
        case_id=case_id,
        for_resident=for_resident,
        only_for=only_for,
    )


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


def note_issued(work: Work, paper: IssuedPaper) -> None:
    """Write down that a paper goes out, with recipient and purpose in the log. Refused without one of these."""
    if not paper.recipient or not paper.purpose:
        raise Refused("Er staat nog niet voor wie het is en waarvoor. Er is niets uitgereikt of opgeslagen. Vul beide in.")
    work.why = f"{paper.recipient}: {paper.purpose}"
    work.add(paper)


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
