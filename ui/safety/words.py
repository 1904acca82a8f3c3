"""Copies in words. Knows no window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from expertiseteam.basics.clock import local
from expertiseteam.basics.dates import clock_time, long_date, moment_text
from expertiseteam.safety.records import CopiesState, CopyLine, Difference, Drill, Matter, SavedMatter
from ui.widgets.rows import Row

ONE = {
    Matter.CASE: "casus",
    Matter.CONCERN: "signaal",
    Matter.VISIT: "huisbezoek",
    Matter.MEETING: "overleg",
    Matter.DECISION: "besluit",
    Matter.ACTION: "actie",
    Matter.NOTE: "notitie",
    Matter.MEMBER: "lid",
}
SHOWN = 12  # names in one line
LONGEST_NAME = 32  # signs: what is as long is no name but an id
COUNTED = (("case", Matter.CASE), ("concern", Matter.CONCERN), ("visit", Matter.VISIT), ("meeting", Matter.MEETING))


def counted(matter: Matter, count: int) -> str:
    """Return "1 casus" or "34 casussen"."""
    return f"{count} {ONE[matter] if count == 1 else matter.value}"


def copy_row(line: CopyLine, now: datetime) -> Row:
    """One copy in the list: when, why, how much."""
    counts = ", ".join(counted(matter, line.counts[table]) for table, matter in COUNTED[:2])
    title = moment_text(line.at, now)
    return Row(line.key, title[:1].upper() + title[1:], foot=f"{line.reason} · {counts}", right=size(line.size), icon="copy")


def aside_row(name: str) -> Row:
    """A dossier that could not be read and was set aside, in the list below the copies; `name` is that of its folder."""
    day, clock = name.split(" ")[:2]
    when = f"{day[8:10]}-{day[5:7]}-{day[:4]}, {clock[:5]}"
    return Row(
        name,
        f"Beschadigd dossier, apart gezet op {when} uur",
        foot="geen kopie; er is misschien nog iets uit te redden",
        icon="triangle-alert",
    )


def copy_facts(line: CopyLine, folder: str) -> dict[str, str]:
    """What there is to know of a copy, by title."""
    return {
        "Gemaakt": full_moment(line.at),
        "Waarom": str(line.reason),
        "Wat erin staat": ", ".join(counted(matter, line.counts[table]) for table, matter in COUNTED),
        "Grootte": size(line.size),
        "Nagekeken": "geopend, elke bladzijde gecontroleerd en geteld toen hij werd gemaakt",
        "Staat in": str(Path(folder) / line.key),
    }


def full_moment(moment: datetime) -> str:
    """Return "maandag 2 november 2026, 14.05 uur"."""
    return f"{long_date(local(moment).date())}, {clock_time(moment)}"


def size(count: int) -> str:
    """Return bytes as "2,1 MB" or "0,4 MB"."""
    return f"{max(0.1, count / 1_000_000):,.1f} MB".replace(",", " ").replace(".", ",")


def latest_words(state: CopiesState, now: datetime) -> str:
    """Return what the foot of the window says."""
    return f"Laatste reservekopie: {moment_text(state.lines[0].at, now)}" if state.lines else "Nog geen reservekopie"


def notice_words(state: CopiesState, now: datetime, *, second_needed: bool = False) -> str:
    """Return what *Vandaag* has to say about the copies; empty when all is well. `second_needed`: the organisation wants a second place."""
    if state.failed:
        return f"De laatste reservekopie is niet gemaakt. {state.failed}"
    if state.second_is_missing:
        last = f"De laatste kopie daar is van {moment_text(state.second_at, now)}." if state.second_at else "Er staat nog geen kopie."
        return (
            f"De tweede plek voor reservekopieën is niet bereikbaar: {state.second}. {last} U kunt gewoon doorwerken. "
            "Sluit de schijf aan, of kies een andere plek."
        )
    if second_needed and not state.second:
        return "Uw organisatie vraagt om een tweede plek voor reservekopieën. Die is er nog niet. Kies er een bij Reservekopieën."
    return ""


def second_words(state: CopiesState, now: datetime, *, second_needed: bool = False) -> str:
    """Return how the second place stands."""
    if not state.second and second_needed:
        return f"{notice_words(state, now, second_needed=True)} Vastgelegd door uw organisatie."
    if not state.second:
        return "Er is nog geen tweede plek. Gaat deze computer stuk of wordt hij gestolen, dan zijn de kopieën mee weg."
    if state.second_is_missing:
        return notice_words(state, now)
    last = f"Bijgewerkt: {moment_text(state.second_at, now)}." if state.second_at else "De eerstvolgende kopie komt daar ook."
    warning = " Let op: dit is dezelfde schijf als die van het dossier." if state.second_is_same_disk else ""
    return f"{state.second}. {last}{warning}"


def drilled_words(at: datetime | None, now: datetime) -> str:
    """Return when putting back was last practised."""
    return f"Laatst geoefend: {moment_text(at, now)}." if at else "Nog niet geoefend. Zo weet u zeker dat een kopie echt opengaat."


def drill_words(drill: Drill, now: datetime) -> str:
    """Return how a practice went."""
    counts = ", ".join(counted(matter, drill.counted[matter]) for matter in (Matter.CASE, Matter.CONCERN, Matter.VISIT))
    which = moment_text(drill.copy.at, now)
    return f"Geoefend met de kopie van {which}: hij gaat open en is heel. Erin staan {counts}. Er is niets veranderd."


def difference_lines(found: Sequence[Difference]) -> Mapping[str, Sequence[str]]:
    """Return what putting back does, by heading: lost, turned back, brought back; headings without lines are left out."""
    headings: dict[str, list[str]] = {"Dit bent u dan kwijt": [], "Dit wordt weer zoals toen": [], "Dit komt terug": []}
    for difference in found:
        for heading, names in zip(headings, (difference.added, difference.changed, difference.back), strict=True):
            if names:
                headings[heading].append(f"{counted(difference.matter, len(names))}: {_some(names)}")
    return {heading: lines for heading, lines in headings.items() if lines}


def saved_lines(found: Sequence[SavedMatter]) -> Mapping[str, Sequence[str]]:
    """Return what came of saving what is whole, by heading: what is missing, what came from a copy, what was saved, what is not sure."""
    gone = [_counted_names(matter.name, matter.missing) for matter in found if matter.missing]
    unsure = [matter.name for matter in found if matter.unsure]
    headings = {
        "Dit is kwijt": gone or ["Niets waarvan bekend is dat het er was."],
        "Misschien is er meer kwijt van": [", ".join(unsure)] if unsure else [],
        "Dit komt uit de nieuwste kopie": [_counted_names(matter.name, matter.from_copy) for matter in found if matter.from_copy],
        "Dit is gered": [", ".join(f"{matter.name} {matter.saved}" for matter in found if matter.saved)],
    }
    return {heading: lines for heading, lines in headings.items() if lines}


def _counted_names(matter: str, names: Sequence[str]) -> str:
    """Return "casussen: 3 (26-001, 26-004)": by number where that is still known."""
    known = [name for name in names if len(name) < LONGEST_NAME]
    return f"{matter}: {len(names)}" + (f" ({_some(known)})" if known else "")


def _some(names: Sequence[str]) -> str:
    different = list(dict.fromkeys(names))
    more = len(different) - SHOWN
    return ", ".join(different[:SHOWN]) + (f" en nog {more}" if more > 0 else "")
