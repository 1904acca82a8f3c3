"""The report of a folder test: what was tried, what was seen, and whether a team may start on it. For the team and for its IT."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from expertiseteam import __version__
from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import clock_time, full_date
from expertiseteam.storage.folder.trial import Tried, Verdict, try_folder

FIT = "Deze map is geschikt als teammap, voor zover dat vanaf één computer te zien is."
SLOW = "Deze map is te gebruiken als teammap, maar zij is traag. Uw werk wordt altijd eerst op uw eigen computer bewaard."
UNFIT = "Deze map is niet geschikt als teammap. Begin er niet op. Geef dit verslag aan uw beheerder en vraag om een gewone netwerkmap."


@dataclass(frozen=True)
class FolderReport:
    """What came of the test. `text` is the whole report, one line per part; `why_not` the part that makes the folder unfit, or ""."""

    is_fit: bool
    text: str
    why_not: str = ""


def report_on(place: Path, now: datetime) -> FolderReport:
    """Try a folder and tell about it; what is made for it is taken away again. Refused when it is no folder."""
    found = try_folder(place)
    is_fit = all(tried.verdict is not Verdict.BAD for tried in found)
    is_slow = any(tried.verdict is Verdict.SLOW for tried in found)
    lines = [
        f"Proef van de map “{place.name}” op {full_date(local_day(now))}, {clock_time(now)}",
        f"expertiseteam {__version__}, {platform.system()} {platform.release()}",
        "",
        *map(_line, found),
        "",
        (SLOW if is_slow else FIT) if is_fit else UNFIT,
    ]
    return FolderReport(is_fit, "\n".join(lines), next((t.seen for t in found if t.verdict is Verdict.BAD), ""))


def _line(tried: Tried) -> str:
    return f"{tried.verdict:<13} {tried.what}: {tried.seen}."
