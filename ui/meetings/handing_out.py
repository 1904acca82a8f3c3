"""Making the copy that goes out: asked on behalf of its reader, drawn, encrypted when wished, noted in the dossier, and only then shown."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from expertiseteam.access.circles import as_viewer
from expertiseteam.basics.dates import full_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.meetings.extracts import Recipient, extract_frame, extract_paper, issue_paper
from expertiseteam.meetings.minutes import minutes_paper
from expertiseteam.meetings.minutes_parts import Frame
from expertiseteam.meetings.papers import MinutesPaper
from expertiseteam.meetings.records import MinutesStanding, PaperKind
from expertiseteam.vault.passphrases import suggest_passphrase
from ui.meetings.words import file_name
from ui.shell.screen import Screen

TEAM = "team"  # in the list of recipients: the whole copy, for ourselves


@dataclass(frozen=True)
class _Made:
    """A copy as it was drawn, and as it is saved when it is encrypted."""

    pdf: bytes
    sealed: bytes | None
    passphrase: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.sealed or self.pdf).hexdigest()


@dataclass(frozen=True)
class _Wish:
    standing: MinutesStanding
    recipient: str
    purpose: str
    sealed: bool
    kind: PaperKind


class Extracts(QObject):
    """Makes copies on behalf of a screen, which hears the passphrase of an encrypted one through `tell_secret`."""

    def __init__(self, screen: Screen, tell_secret: Callable[[str], None]) -> None:
        super().__init__(screen)
        self._screen, self._lane, self._tell_secret = screen, screen.lane(), tell_secret

    def make(self, standing: MinutesStanding, recipient: str, name: str, purpose: str, *, sealed: bool) -> None:
        """Make a copy for an organisation (its id) or TEAM."""
        meeting_id = standing.meeting.id
        self._screen.busy(self.tr("Uittreksel maken…"))
        if recipient == TEAM:
            wish = _Wish(standing, name, purpose, sealed, PaperKind.MINUTES)
            self._lane.ask(lambda paper: self._draw(wish, paper), minutes_paper, meeting_id)
            return

        def on_frame(found: tuple[Frame, Recipient]) -> None:
            frame, organisation = found
            wish = _Wish(standing, organisation.name, purpose, sealed, PaperKind.EXTRACT)
            viewer = as_viewer(recipient)
            self._lane.ask_for(lambda paper: self._draw(wish, paper), viewer, extract_paper, meeting_id, recipient, frame, organisation)

        self._lane.ask(on_frame, extract_frame, meeting_id, recipient)

    def _draw(self, wish: _Wish, paper: MinutesPaper) -> None:
        self._lane.work(lambda made: self._note(wish, made), _made, paper, sealed=wish.sealed)

    def _note(self, wish: _Wish, made: _Made) -> None:
        day = full_date(wish.standing.meeting.on)
        title = self.tr("Notulen {0}").format(day) if wish.kind is PaperKind.MINUTES else self.tr("Uittreksel {0}").format(day)
        self._lane.do(
            lambda _: self._show(wish, made, title),
            issue_paper,
            wish.standing.meeting.id,
            kind=wish.kind,
            title=title,
            recipient=wish.recipient,
            purpose=wish.purpose,
            sha256=made.sha256,
            encrypted=made.sealed is not None,
        )

    def _show(self, wish: _Wish, made: _Made, title: str) -> None:
        self._screen.busy("")
        if made.passphrase:
            self._tell_secret(made.passphrase)
        self._screen.desk.paper(title, made.pdf, file_name(str(wish.kind), wish.standing.meeting.on), sealed=made.sealed)


def sha256_of(path: str) -> str:
    """Return the hash by which a file is known. Refused when it cannot be read."""
    try:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()
    except OSError:
        raise Refused("Het bestand kon niet worden gelezen. Er is niets gecontroleerd. Kies het opnieuw.") from None


def _made(paper: MinutesPaper, *, sealed: bool) -> _Made:
    from reports.archive import encrypted  # ReportLab is loaded at the first page, in the background
    from reports.minutes import minutes_pdf

    pdf = minutes_pdf(paper)
    if not sealed:
        return _Made(pdf, None, "")
    passphrase = suggest_passphrase()
    return _Made(pdf, encrypted(pdf, passphrase), passphrase)
