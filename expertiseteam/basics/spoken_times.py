"""Times of day as people type them. Shown only by `dates.clock_time`, read only here."""

from __future__ import annotations

import re
from datetime import time

_TIME = re.compile(r"(\d{1,2})(?:\s*[.:u]\s*(\d{2})|(\d{2}))?\s*(?:uur|u)?\.?", re.IGNORECASE)


def read_time(text: str) -> time | None:
    """Return a time of day: "19", "19.00", "9:05", "1930", "19.30 uur", "7u", "7u30"; None for anything else, also for no text."""
    match = _TIME.fullmatch(text.strip())
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or match[3] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
