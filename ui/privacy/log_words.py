"""How lines of the log are shown and found. Knows no window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from expertiseteam.basics.clock import local
from expertiseteam.basics.dates import clock_time, long_date, moment_text
from expertiseteam.basics.text import fold
from expertiseteam.privacy.reading_log import LogEntry
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
    """Lines of the log with their words folded once, so that filtering follows every key."""

    def __init__(self, entries: Sequence[LogEntry] = ()) -> None:
        self.entries = list(entries)
        self._folded = [fold(" ".join((e.who, e.what, e.why, e.about, full_moment(e)))) for e in entries]

    def matching(self, words: str, views: bool | None = None) -> list[int]:
        """Return the numbers of the lines that hold every word, in any order; `views` True for looking only, False for changing only."""
        wanted = fold(words).split()
        return [
            number
            for number, text in enumerate(self._folded)
            if (views is None or self.entries[number].is_view is views) and all(word in text for word in wanted)
        ]

    def plus(self, older: Sequence[LogEntry]) -> Findable:
        """Return these lines with older ones after them."""
        both = Findable(older)
        both.entries, both._folded = [*self.entries, *both.entries], [*self._folded, *both._folded]
        return both
