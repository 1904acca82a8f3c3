"""Agenda, minutes and action list of one overleg as PDF files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from expertiseteam.basics.causes import cause_of
from expertiseteam.basics.clock import local, local_day
from expertiseteam.basics.dates import full_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.text import fold
from expertiseteam.vault.files import put_for_user
from ui.terminal.surroundings import Surroundings
from ui.terminal.unlocking import Door, unlocked

if TYPE_CHECKING:
    from expertiseteam.access.workspace import Workspace
    from expertiseteam.meetings.records import MeetingLine

Kind = Literal["agenda", "minutes", "actions"]
UNSEALED = "Dit bestand is niet versleuteld. Bewaar het niet langer dan nodig."
NEXT, LAST = ("next", "volgende"), ("last", "laatste")


@dataclass(frozen=True)
class Whom:
    """Who gets a paper and what for, as it stands in the log."""

    recipient: str
    purpose: str


def make_paper(kind: Kind, door: Door, meeting: str, out: Path, *, whom: Whom, force: bool, around: Surroundings) -> None:
    """Write one paper of the overleg that is meant: a date, "next" or "last". An existing file is not overwritten unless `force`."""
    _refuse_files(around)
    refuse_existing(out, force=force)
    from expertiseteam.meetings.extracts import note_saved
    from expertiseteam.meetings.records import Leaving, PaperKind

    with unlocked(door, around) as workspace:
        chosen = meeting_meant(workspace, meeting)
        pdf = paper_of(kind, workspace, chosen, _reader(workspace, whom))
        workspace.do(
            note_saved,
            Leaving(
                PaperKind[kind.upper()],
                f"{TITLES[kind]} {full_date(chosen.on)}",
                whom.recipient,
                whom.purpose,
                hashlib.sha256(pdf).hexdigest(),
                meeting_id=chosen.id,
            ),
        )
    save(out, pdf, force=force)
    around.tell(f"{TITLES[kind]} van het overleg van {full_date(chosen.on)}: {out}")
    around.tell(UNSEALED)


def make_book(door: Door, year: int, out: Path, *, whom: Whom, force: bool, around: Surroundings) -> None:
    """Write all adopted minutes of a year as one PDF. An existing file is not overwritten unless `force`."""
    _refuse_files(around)
    refuse_existing(out, force=force)
    from expertiseteam.meetings.book import minutes_book
    from expertiseteam.meetings.cycle import meetings
    from expertiseteam.meetings.extracts import note_saved
    from expertiseteam.meetings.records import Leaving, PaperKind
    from reports.minutes_book import minutes_book_pdf

    with unlocked(door, around) as workspace:
        reader = _reader(workspace, whom)
        paper = workspace.ask_for(reader, minutes_book, year, reader) if reader else workspace.ask(minutes_book, year)
        pdf = minutes_book_pdf(paper)
        last = next(line.id for line in workspace.ask(meetings) if line.on == paper.head.day)
        digest = hashlib.sha256(pdf).hexdigest()
        workspace.do(note_saved, Leaving(PaperKind.MINUTES, f"Notulenboek {year}", whom.recipient, whom.purpose, digest, last))
    save(out, pdf, force=force)
    count = len(paper.minutes)
    around.tell(f"Notulenboek van {year}, {'1 overleg' if count == 1 else f'{count} overleggen'}: {out}")
    around.tell(UNSEALED)


def make_year(door: Door, year: int, out: Path, *, force: bool, around: Surroundings) -> None:
    """Write the figures of a year as PDF. Nobody is named in it, so the log need not know who gets it."""
    _refuse_files(around)
    refuse_existing(out, force=force)
    from expertiseteam.insight.year_report import year_report
    from reports.year_report import year_report_pdf

    with unlocked(door, around) as workspace:
        pdf = year_report_pdf(workspace.ask(year_report, year, local_day(workspace.clock())))
    save(out, pdf, force=force)
    around.tell(f"Jaaroverzicht {year}: {out}")


def _refuse_files(around: Surroundings) -> None:
    if not around.workplace().of("save_files", True):
        raise Refused("Uw organisatie wil niet dat papier een bestand wordt. Er is niets gemaakt. Druk het af vanuit het programma.")


def _reader(workspace: Workspace, whom: Whom) -> str:
    """The id of the colleague of this name; "" for any other reader."""
    from expertiseteam.team.members import members

    return next((member.id for member in workspace.ask(members) if fold(member.name) == fold(whom.recipient.strip())), "")


def paper_of(kind: Kind, workspace: Workspace, chosen: MeetingLine, reader: str = "") -> bytes:
    """The PDF; for a `reader` of the team with only what he may know. Refused for an agenda that is not prepared, or minutes of an overleg
    that has not begun."""
    from expertiseteam.meetings import minutes
    from expertiseteam.meetings.records import MeetingState
    from expertiseteam.privacy.log_mark import log_mark

    day = full_date(chosen.on)
    ask: Callable[..., Any] = partial(workspace.ask_for, reader) if reader else workspace.ask
    if kind == "agenda":
        if chosen.state in (MeetingState.PLANNED, MeetingState.CANCELLED):
            raise Refused(f"Het overleg van {day} heeft nog geen agenda. Er is niets gemaakt. Bereid het overleg eerst voor.")
        from reports.agenda import agenda_pdf

        return agenda_pdf(ask(minutes.agenda_paper, chosen.id, reader))
    if kind == "minutes":
        if chosen.state not in (MeetingState.RUNNING, MeetingState.HELD):
            raise Refused(f"Het overleg van {day} is nog niet geweest. Er zijn geen notulen. Kies een eerder overleg.")
        from reports.minutes import minutes_pdf

        paper = ask(minutes.minutes_paper, chosen.id, reader)
        mark = workspace.ask(log_mark)
        return minutes_pdf(replace(paper, log_mark=mark.mark) if mark is not None else paper)
    from reports.action_list import action_list_pdf

    return action_list_pdf(ask(minutes.action_list_paper, chosen.id, reader))


def verify(file: Path, door: Door, around: Surroundings) -> bool:
    """Tell whether a file is paper that went out of this dossier, byte for byte; needs no network. Refused when it cannot be read."""
    try:
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        why = cause_of(error)
        raise Refused(f"“{file.name}” kon niet worden gelezen ({why}). Er is niets nagekeken. Noem een ander bestand.") from None
    from expertiseteam.meetings.extracts import known_paper

    with unlocked(door, around) as workspace:
        found = workspace.ask(known_paper, digest)
    for line in found:
        day = full_date(local(line.at).date())
        around.tell(f"“{file.name}” is echt en onveranderd: {line.title}, uitgereikt aan {line.recipient} op {day} door {line.by}.")
    if not found:
        around.tell(f"“{file.name}” is niet uit dit dossier uitgereikt, of is daarna veranderd. Vertrouw de inhoud niet zonder navragen.")
    return bool(found)


TITLES: dict[Kind, str] = {"agenda": "Agenda", "minutes": "Notulen", "actions": "Actielijst"}


def meeting_meant(workspace: Workspace, said: str) -> MeetingLine:
    """The overleg of a day, the next one or the last one that was held. Refused when there is none."""
    from expertiseteam.basics.spoken_dates import parse_date_field
    from expertiseteam.meetings.cycle import meetings
    from expertiseteam.meetings.records import MeetingState

    today = local_day(workspace.clock())
    every = [line for line in workspace.ask(meetings) if line.state is not MeetingState.CANCELLED]
    if said.casefold() in NEXT:
        coming = [line for line in every if line.on >= today and line.state is not MeetingState.HELD]
        return _first(coming, min, "Er staat geen volgend overleg gepland. Er is niets gemaakt. Plan er een, of noem een datum.")
    if said.casefold() in LAST:
        been = [line for line in every if line.state in (MeetingState.HELD, MeetingState.RUNNING)]
        return _first(been, max, "Er is nog geen overleg geweest. Er is niets gemaakt. Noem een datum of kies next.")
    day = parse_date_field(said, today)
    on_day = [line for line in every if line.on == day]
    return _first(on_day, min, f"Op {full_date(day)} is er geen overleg. Er is niets gemaakt. Kies een andere datum.")


def _first(lines: list[MeetingLine], choose: Callable[..., MeetingLine], otherwise: str) -> MeetingLine:
    if not lines:
        raise Refused(otherwise)
    return choose(lines, key=_day_of)


def _day_of(line: MeetingLine) -> date:
    return line.on


def refuse_existing(path: Path, *, force: bool) -> None:
    """Refused when something stands there already, before anybody has to type a passphrase."""
    if path.is_dir():
        raise Refused(f"“{path.name}” is een map. Er is niets gemaakt. Noem een bestand dat op .pdf eindigt.")
    if path.exists() and not force:
        raise Refused(f"Het bestand “{path.name}” staat er al. Het is niet overschreven. Kies een andere naam, of zet er --force bij.")
    if not path.absolute().parent.is_dir():
        raise Refused(f"De map “{path.parent}” is er niet. Er is niets gemaakt. Maak de map eerst, of kies een andere.")


def save(path: Path, content: bytes, *, force: bool) -> None:
    """Write a file whole or not at all. Refused when it cannot be written, or appeared meanwhile without `force`."""
    refuse_existing(path, force=force)
    try:
        put_for_user(path, content)
    except OSError as error:
        why = cause_of(error)
        raise Refused(f"“{path.name}” kon niet worden bewaard ({why}). Er is niets gemaakt. Kies een andere map.") from None
