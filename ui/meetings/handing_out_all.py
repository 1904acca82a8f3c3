"""The extracts of all partners of an overleg, saved in one folder: each its own file, with its own reader on every page."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject

from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.text import fold
from expertiseteam.meetings.extracts import Partner, partners_of
from expertiseteam.vault.files import put_for_user
from ui.meetings.handing_out import Extracts, Made, Wish
from ui.shell.screen import Screen

NAME_SIGNS = 40


class AllExtracts(QObject):
    """One after the other: who signed no covenant, or was at no case that was discussed, is passed by and named."""

    def __init__(self, screen: Screen, tell: Callable[[str], None]) -> None:
        """`tell`: shows words that stay, such as passphrases."""
        super().__init__(screen)
        self._screen, self._tell, self._lane = screen, tell, screen.lane()
        self._extracts = Extracts(screen, self._save, self._on_refused)
        self._waiting: list[Partner] = []
        self._now: Partner | None = None
        self._saved: list[str] = []
        self._passed_by: list[str] = []
        self._secrets: list[str] = []

    @property
    def is_busy(self) -> bool:
        return self._now is not None

    def make(self, wish: Wish, folder: Path) -> None:
        """Make them all, for the same purpose; an existing file is never overwritten."""
        self._wish, self._folder = wish, folder
        self._saved, self._passed_by, self._secrets = [], [], []
        self._lane.ask(self._on_partners, partners_of, wish.meeting.id)

    def _on_partners(self, found: Sequence[Partner]) -> None:
        self._waiting = [partner for partner in found if partner.has_signed]
        self._passed_by = [self.tr("{0} (geen getekend convenant)").format(partner.name) for partner in found if not partner.has_signed]
        self._next()

    def _next(self) -> None:
        self._now = self._waiting.pop(0) if self._waiting else None
        if self._now is not None:
            self._extracts.make(replace(self._wish, recipient=self._now.id, name=self._now.name))
        else:
            self._finish("")

    def _on_refused(self, refused: Refused) -> None:
        if self._now is not None:
            why = str(refused).split(". ")[0].rstrip(".")
            self._passed_by.append(f"{self._now.name} ({why[:1].lower()}{why[1:]})")
        self._next()

    def _save(self, wish: Wish, made: Made) -> None:
        """Write it, now that the log knows of it."""
        self._lane.work(lambda written: self._on_written(written, wish, made), _write, self._folder, wish, made.saved)

    def _on_written(self, written: str, wish: Wish, made: Made) -> None:
        if not written:
            self._waiting = []
            self._now = None
            told = self.tr("Opslaan is niet gelukt bij {0}: de map is vol of u mag er niet schrijven. Kies een andere map.")
            self._finish(told.format(wish.name))
            return
        self._saved.append(written)
        if made.passphrase:
            self._secrets.append(self.tr("{0}: {1}").format(wish.name, made.passphrase))
        self._next()

    def _finish(self, wrong: str) -> None:
        tr, count = self.tr, len(self._saved)
        self._screen.busy("")
        how = tr("Ze openen alleen met de wachtzin.") if self._wish.sealed else tr("Deze bestanden zijn niet versleuteld.")
        there = tr("Er staat 1 uittreksel in de map {0}.") if count == 1 else tr("Er staan {1} uittreksels in de map {0}.")
        told = [wrong, f"{there.format(self._folder.name, count)} {how}" if count else tr("Er is geen uittreksel opgeslagen.")]
        if self._passed_by:
            told.append(tr("Overgeslagen: {0}.").format("; ".join(self._passed_by)))
        if self._secrets:
            self._tell(tr("Wachtzinnen. {0}. Geef elke apart door. Ze worden niet bewaard.").format("; ".join(self._secrets)))
        self._screen.inform(" ".join(part for part in told if part), "warn" if wrong or self._passed_by else "accent")


def _write(folder: Path, wish: Wish, content: bytes) -> str:
    """Write the file under a name that is still free; return that name, or "" when it could not be written."""
    path = free_path(folder, wish.file_name, wish.name)
    try:
        put_for_user(path, content)
    except OSError:
        return ""
    return path.name


def free_path(folder: Path, name: str, reader: str) -> Path:
    """Return where a paper for this reader comes: "uittreksel 2026-11-17 woonpunt.pdf", or with a number where that stands already.

    The name of an organisation stands in the name of its file, so that it is not sent to another one: only its letters and figures do, no
    sign that people typed.
    """
    whose = "-".join(re.findall("[a-z0-9]+", fold(reader)))[:NAME_SIGNS] or "partner"
    path, number = folder / name.replace(".pdf", f" {whose}.pdf"), 1
    while path.exists():
        number += 1
        path = folder / name.replace(".pdf", f" {whose} {number}.pdf")
    return path
