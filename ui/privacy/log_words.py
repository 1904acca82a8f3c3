"""How lines of the log are shown and found. Knows no window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path

from expertiseteam.basics.clock import local
from expertiseteam.basics.dates import clock_time, long_date, moment_text
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.text import fold
from expertiseteam.privacy.reading_log import LogEntry
from expertiseteam.vault.files import put_for_user
from ui.widgets.rows import Row


def capital(text: str) -> str:
    """Return the text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def full_moment(entry: LogEntry) -> str:
    """Return "maandag 2 november 2026, 9.10 uur"."""
    return f"{long_date(local(entry.at).date())}, {clock_time(entry.at)}"


def log_row(number: int, entry: LogEntry, now: datetime) -> Row:
    """Return a line as a row: what, who, when, about which numbers."""
    return Row(
        str(number),
        capital(entry.what),
        foot=" · ".join(part for part in (entry.who, entry.about) if part),
        right=moment_text(entry.at, now),
        icon="eye" if entry.is_view else "pencil",
    )


class Findable:
    """Lines of the log with their words folded once, when somebody first looks for some, so that filtering follows every key."""

    def __init__(self, entries: Sequence[LogEntry] = ()) -> None:
        self.entries = list(entries)

    @cached_property
    def _folded(self) -> list[str]:
        return [fold(" ".join((e.who, e.what, e.why, e.about, full_moment(e)))) for e in self.entries]

    def matching(self, words: str) -> list[int]:
        """Return the numbers of the lines that hold every word, in any order."""
        wanted = fold(words).split()
        if not wanted:
            return list(range(len(self.entries)))
        return [number for number, text in enumerate(self._folded) if all(word in text for word in wanted)]

    def plus(self, older: Sequence[LogEntry]) -> Findable:
        """Return these lines with older ones after them."""
        return Findable([*self.entries, *older])


def log_text(entries: Sequence[LogEntry], which: str, by: str, now: datetime, *, most: int) -> str:
    """Return lines of the log as text to keep: one line each, whatever people typed as a reason. `which` says what was asked for."""
    made = f"Gemaakt op {long_date(local(now).date())}, {clock_time(now)}, door {by}. Dit bestand is niet versleuteld."
    head = ["Logboek: wie keek en wie wijzigde", f"Regels: {which}", made]
    if len(entries) == most:
        head.append(f"Er zijn er meer: dit zijn de nieuwste {most}. Kies een periode om oudere te bewaren.")
    lines = []
    for e in entries:
        parts = (full_moment(e), e.who, e.kind.value, e.what, e.about or "–", e.why or "–")
        lines.append(" | ".join(_one_line(part) for part in parts))
    return "\n".join((*head, "", "wanneer | wie | soort | wat | waarover | waarom", *lines, ""))


def write_text(path: Path, text: str) -> None:
    """Write a text whole or not at all. Refused when it cannot be written there."""
    try:
        put_for_user(path, text.replace("\n", "\r\n").encode())
    except OSError:
        raise Refused(
            "Opslaan is niet gelukt: de map is vol of u mag er niet schrijven. Er is niets bewaard. Kies een andere map."
        ) from None


def _one_line(text: str) -> str:
    """A text without line ends and other signs that do not print, and without the bar that parts columns."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).replace("|", "/").split())
