"""What stands at the point about new signals: how many wait, and what was seen often in one village lately (domain.md, row 9)."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from expertiseteam.basics.clock import amsterdam
from expertiseteam.concerns.intake import waiting_count
from expertiseteam.concerns.tables import Concern
from expertiseteam.storage.reading import Reader
from expertiseteam.team.catalogues import catalogue_words
from expertiseteam.team.settings import team_settings


def concerns_words(read: Reader, on: date) -> str:
    """The words for an overleg on a day: never a person, a street, or a number that is too small to show."""
    settings = team_settings(read)
    since = datetime.combine(on - timedelta(days=settings.pattern_days), datetime.min.time(), tzinfo=amsterdam())
    told = select(Concern.village, Concern.signs, func.count()).where(Concern.received >= since, Concern.signs != "", Concern.village != "")
    seen: Counter[tuple[str, str]] = Counter()
    for village, signs, count in read.tuples(told.group_by(Concern.village, Concern.signs)):
        seen.update({(village, sign): count for sign in signs.split()})
    most = sorted(seen.items(), key=lambda one: (-one[1], one[0]))[: settings.pattern_most]
    often = [(place, sign, count) for (place, sign), count in most if count >= settings.smallest_count]
    labels = {word.code: word.label for word in catalogue_words(read)} if often else {}
    patterns = ", ".join(f"{place}: {labels.get(sign, sign)} ({count})" for place, sign, count in often)
    return f"{waiting_count(read)} nieuw of in observatie" + (f"; in {settings.pattern_days} dagen: {patterns}" if patterns else "")
