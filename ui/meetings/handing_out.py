"""Making the copy that goes out: asked on behalf of its reader, drawn, encrypted when wished, noted in the dossier, and only then shown."""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject

from expertiseteam.access.circles import as_viewer
from expertiseteam.basics.dates import full_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.meetings.book import minutes_book
from expertiseteam.meetings.extracts import Recipient, extract_frame, extract_paper, issue_paper
from expertiseteam.meetings.lists import bare_actions, bare_decisions, case_paper, frames_of_case
from expertiseteam.meetings.minutes import minutes_paper
from expertiseteam.meetings.minutes_parts import Frame
from expertiseteam.meetings.papers import BareListPaper, BookPaper, CasePaper, MinutesPaper, MinutesSection
from expertiseteam.meetings.records import Leaving, MeetingLine, PaperKind
from expertiseteam.privacy.log_mark import LogMark, log_mark
from expertiseteam.vault.passphrases import suggest_passphrase
from ui.meetings.paper import closed_warning, marked
from ui.meetings.words import file_name
from ui.shell.screen import Screen

TEAM = "team"  # in the list of recipients: for ourselves
OTHER = "other"  # there: somebody whose name is typed
Paper = MinutesPaper | BareListPaper | CasePaper | BookPaper


class What(enum.StrEnum):
    """What can be handed out. The label is what the list says."""

    EXTRACT = "Notulen van dit overleg"
    DECISIONS = "Besluiten van een periode, zonder namen"
    ACTIONS = "Open acties, zonder namen"
    CASE = "Alles over één casus"
    BOOK = "Notulenboek van het hele jaar"


BARE = (What.DECISIONS, What.ACTIONS)  # without names: these may go to whoever is named


_KINDS = {
    What.DECISIONS: PaperKind.DECISIONS,
    What.ACTIONS: PaperKind.ACTIONS,
    What.CASE: PaperKind.CASE,
    What.BOOK: PaperKind.MINUTES,
}


@dataclass(frozen=True)
class Wish:
    """What somebody wants to hand out. `recipient`: the id of an organisation, TEAM or OTHER; `name` is what the paper says."""

    what: What
    meeting: MeetingLine
    recipient: str
    name: str
    purpose: str
    sealed: bool
    since: date
    until: date
    case_id: str = ""
    without: tuple[MinutesSection, ...] = ()  # what is left out of minutes

    @property
    def kind(self) -> PaperKind:
        if self.what is What.EXTRACT:
            return PaperKind.MINUTES if self.recipient == TEAM else PaperKind.EXTRACT
        return _KINDS[self.what]

    @property
    def title(self) -> str:
        return (
            f"Notulenboek {self.meeting.on.year}"
            if self.what is What.BOOK
            else f"{str(self.kind).capitalize()} {full_date(self.meeting.on)}"
        )

    @property
    def file_name(self) -> str:
        return f"notulenboek {self.meeting.on.year}.pdf" if self.what is What.BOOK else file_name(str(self.kind), self.meeting.on)


@dataclass(frozen=True)
class Made:
    """A copy as it was drawn, and as it is saved when it is encrypted."""

    pdf: bytes
    sealed: bytes | None
    passphrase: str
    warning: str = ""

    @property
    def saved(self) -> bytes:
        return self.sealed or self.pdf

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.saved).hexdigest()


class Extracts(QObject):
    """Makes copies on behalf of a screen. `then`: what is done with one once it is noted in the dossier; `refused`: else the bar tells."""

    def __init__(self, screen: Screen, then: Callable[[Wish, Made], None], refused: Callable[[Refused], None] | None = None) -> None:
        super().__init__(screen)
        self._screen, self._then = screen, then
        self._lane = screen.lane() if refused is None else screen.desk.runner.lane(self, refused)

    def make(self, wish: Wish) -> None:
        """Make the copy; what may not go to this reader is refused in the screen's bar."""
        self._screen.busy(self.tr("Papier maken…"))
        meeting_id = wish.meeting.id
        if wish.recipient != TEAM and not _typed(wish):
            made = f"geen {wish.kind}"
            self._lane.ask(lambda found: self._for_organisation(wish, *found), extract_frame, meeting_id, wish.recipient, made=made)
        elif wish.what is What.DECISIONS:
            self._lane.ask(self._drawn(wish), bare_decisions, meeting_id, wish.since, wish.until, _typed(wish))
        elif wish.what is What.ACTIONS:
            self._lane.ask(self._drawn(wish), bare_actions, meeting_id, _typed(wish))
        elif wish.what is What.EXTRACT:
            self._lane.ask(self._drawn(wish), minutes_paper, meeting_id)
        elif wish.what is What.BOOK:
            self._lane.ask(self._drawn(wish), minutes_book, wish.meeting.on.year)
        else:
            self._lane.ask(
                lambda frames: self._lane.ask(self._drawn(wish), case_paper, wish.case_id, frames, ""), frames_of_case, wish.case_id
            )

    def _for_organisation(self, wish: Wish, frame: Frame, recipient: Recipient) -> None:
        viewer, named, to = as_viewer(recipient.id), replace(wish, name=recipient.name), recipient.name
        if wish.what is What.DECISIONS:
            self._lane.ask_for(self._drawn(named), viewer, bare_decisions, wish.meeting.id, wish.since, wish.until, to, frame=frame)
            return
        if wish.what is What.ACTIONS:
            self._lane.ask_for(self._drawn(named), viewer, bare_actions, wish.meeting.id, to, frame=frame)
            return
        if wish.what is What.EXTRACT:
            self._lane.ask_for(self._drawn(named), viewer, extract_paper, wish.meeting.id, recipient.id, frame, recipient)
            return

        def on_frames(frames: list[Frame]) -> None:
            self._lane.ask_for(self._drawn(named), viewer, case_paper, wish.case_id, frames, recipient.name)

        self._lane.ask(on_frames, frames_of_case, wish.case_id)

    def _drawn(self, wish: Wish) -> Callable[[Paper], None]:
        def draw(paper: Paper) -> None:
            def on_mark(mark: LogMark | None) -> None:
                last = marked(replace(paper, without=wish.without), mark) if isinstance(paper, MinutesPaper) else paper
                self._lane.work(lambda made: self._note(wish, made), _made, last, sealed=wish.sealed)

            self._lane.ask(on_mark, log_mark)

        return draw

    def _note(self, wish: Wish, made: Made) -> None:
        self._lane.do(
            lambda _: self._then(wish, made),
            issue_paper,
            Leaving(
                wish.kind, wish.title, wish.name, wish.purpose, made.sha256, meeting_id=wish.meeting.id, encrypted=made.sealed is not None
            ),
        )


def _typed(wish: Wish) -> str:
    """The name for whom a list without names is; "" for the team, and for what only goes to an organisation."""
    return wish.name if wish.recipient == OTHER and wish.what in BARE else ""


def sha256_of(path: str) -> str:
    """Return the hash by which a file is known. Refused when it cannot be read."""
    try:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()
    except OSError:
        raise Refused("Het bestand kon niet worden gelezen. Er is niets gecontroleerd. Kies het opnieuw.") from None


def _made(paper: Paper, *, sealed: bool) -> Made:
    from reports.archive import encrypted  # ReportLab is loaded at the first page, in the background

    pdf, warning = _pdf_of(paper), closed_warning(paper.head)
    if not sealed:
        return Made(pdf, None, "", warning)
    passphrase = suggest_passphrase()
    return Made(pdf, encrypted(pdf, passphrase), passphrase, warning)


def _pdf_of(paper: Paper) -> bytes:
    from reports.bare_list import bare_list_pdf
    from reports.case_minutes import case_minutes_pdf
    from reports.minutes import minutes_pdf
    from reports.minutes_book import minutes_book_pdf

    if isinstance(paper, MinutesPaper):
        return minutes_pdf(paper)
    if isinstance(paper, BookPaper):
        return minutes_book_pdf(paper)
    return case_minutes_pdf(paper) if isinstance(paper, CasePaper) else bare_list_pdf(paper)
