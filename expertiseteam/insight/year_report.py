"""The overview of a year for council and college: signals, cases, doors and terms in figures, beside those of the years before
(domain.md, rows 8, 15, 16, 37 and section 7).

No person, no place, no ranking of people; a count that could point at somebody is not told (domain.md, R-40).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, or_, select

from expertiseteam.access.work import query
from expertiseteam.basics.clock import from_wall, local_day
from expertiseteam.basics.dates import full_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.small_counts import parts_told, told
from expertiseteam.cases.records import THREATENING, ActionState, CaseResult, EvictionState
from expertiseteam.cases.safety_tables import EvictionStep
from expertiseteam.cases.tables import Action, Case, CaseEnding, DoorMove
from expertiseteam.concerns.figures import SignalFigures, signal_figures
from expertiseteam.concerns.tables import Concern
from expertiseteam.insight.year_records import YearReport, YearTable
from expertiseteam.storage.reading import Reader
from expertiseteam.team.settings import team_settings

BACK = 2  # years that stand beside the one that was asked for: three together show a trend (domain.md, section 7)
BESIDE = (
    "signalen",
    "casussen geopend",
    "casussen afgesloten",
    "meer dan één organisatie aan de deur",
    "daarvan terug naar één",
    "uithuiszetting afgewend",
    "uithuiszetting uitgevoerd",
    "signaal op tijd gewogen",
    "actie op tijd klaar",
    "toezegging op tijd nagekomen",
)
ENDED_AS = ("afgewend", "uitgevoerd", "vrijwillig vertrokken", "dreigt nog")
_ENDS = {EvictionState.AVERTED: 0, EvictionState.CARRIED_OUT: 1, EvictionState.LEFT: 2} | dict.fromkeys(THREATENING, 3)


@query()
def year_report(read: Reader, year: int, today: date) -> YearReport:
    """The figures of a calendar year, of what the viewer may know of. Refused for a year that has not begun."""
    if year > today.year:
        raise Refused(f"Het jaar {year} is nog niet begonnen. Er is geen jaaroverzicht gemaakt. Kies een ander jaar.")
    last, chosen = min(today, date(year, 12, 31)), team_settings(read)
    own = _figures(read, year, today, chosen.smallest_count)
    begun = _first_year(read)
    before = {back: _figures(read, back, today, chosen.smallest_count) for back in range(year - BACK, year) if back >= begun}
    tables = (*own.tables, _beside(before | {year: own}, last)) if before else own.tables
    return YearReport(chosen.municipality, chosen.team_name, year, last, chosen.smallest_count, tables)


@dataclass(frozen=True, slots=True)
class _Figures:
    """Of one year: its tables, and how many signals there were, as it may be told."""

    tables: tuple[YearTable, ...]
    signals: str

    def line(self) -> tuple[str, ...]:
        """What stands beside other years, in the order of `BESIDE`: cells of the tables themselves, so that no year tells more here."""
        _, cases, doors, homes, terms = self.tables
        chosen = (*cases.rows[:2], *doors.rows[:2], *homes.rows[:2], *terms.rows)
        return (self.signals, *(said for _, said in chosen))


def _figures(read: Reader, year: int, today: date, smallest: int) -> _Figures:
    first, last = date(year, 1, 1), min(today, date(year, 12, 31))
    since, until = (from_wall(datetime(day.year, day.month, day.day)) for day in (first, last + timedelta(days=1)))
    signals = signal_figures(read, since, today, until)
    came_in = read.value(select(func.count()).select_from(Concern).where(Concern.received >= since, Concern.received < until)) or 0
    tables = (
        _signals(signals),
        _cases(read, first, last, smallest),
        _doors(read, first, since, until, smallest),
        _evictions(read, since, until, smallest),
        YearTable(
            "Op tijd",
            ("wat", "op tijd"),
            (("signaal gewogen", signals.weighed or "geen"), *_actions(read, first, last, today, smallest)),
            "Van wat in dit jaar klaar moest zijn: hoeveel dat op de afgesproken dag was. Tussen haakjes het deel van het geheel.",
        ),
    )
    return _Figures(tables, told((came_in,), smallest)[0])


def _first_year(read: Reader) -> int:
    """The year in which the dossier begins; without anything in it, one that is still to come."""
    received, opened = read.value(select(func.min(Concern.received))), read.value(select(func.min(Case.opened)))
    days = [day for day in (local_day(received) if received is not None else None, opened) if day is not None]
    return min(days).year if days else date.max.year


def _beside(years: Mapping[int, _Figures], last: date) -> YearTable:
    """The years beside each other. A cell here is the very one of that year's own overview, and no total goes over years: what is hidden
    there cannot follow from this table."""
    part = f" {last.year} is geteld tot en met {full_date(last)}." if (last.month, last.day) != (12, 31) else ""
    return YearTable(
        "Jaren naast elkaar",
        ("wat", *map(str, years)),
        tuple(zip(BESIDE, *(figures.line() for figures in years.values()), strict=True)),
        f"Dezelfde aantallen als in het overzicht van dat jaar zelf.{part} Wat intussen is vernietigd, telt niet meer mee.",
    )


def _signals(found: SignalFigures) -> YearTable:
    return YearTable(
        "Signalen per bron",
        ("bron", "signalen", "ruis", "dubbel", "bij een casus", "hulp of antwoord", "antwoord op tijd"),
        tuple((one.source.value, one.total, one.noise, one.double, one.joined, one.helped, one.on_time or "geen") for one in found.sources),
        "Wat in dit jaar binnenkwam, en wat ervan werd. Antwoord op tijd: van wie het signaal gaf, en nog iets zou horen.",
    )


def _cases(read: Reader, first: date, last: date, smallest: int) -> YearTable:
    opened = read.value(select(func.count()).select_from(Case).where(Case.opened >= first, Case.opened <= last)) or 0
    in_year = CaseEnding.on >= first, CaseEnding.on <= last
    results = Counter(dict(read.tuples(select(CaseEnding.result, func.count()).where(*in_year).group_by(CaseEnding.result))))
    ended = told((results.total(),), smallest)[0]
    there = [result for result in CaseResult if results[result]]
    parts = parts_told(ended, [results[result] for result in there], smallest)
    return YearTable(
        "Casussen",
        ("wat", "casussen"),
        (
            ("geopend", told((opened,), smallest)[0]),
            ("afgesloten", ended),
            *((f"afgesloten: {result}", count) for result, count in zip(there, parts, strict=True)),
        ),
        "Wie later weer begon en opnieuw werd afgesloten, telt twee keer.",
    )


def _doors(read: Reader, first: date, since: datetime, until: datetime, smallest: int) -> YearTable:
    """How many front doors with more than one organisation were brought back to one (domain.md: fewer people at the door is better)."""
    lived = or_(Case.closed_on.is_(None), Case.closed_on >= first)
    moves = select(DoorMove.case_id, DoorMove.at, DoorMove.front_after).join(Case, Case.id == DoorMove.case_id)
    stood: dict[str, int] = {}
    most: dict[str, int] = defaultdict(int)
    for case_id, at, after in read.tuples(moves.where(lived, DoorMove.at < until).order_by(DoorMove.at)):
        most[case_id] = max(most[case_id] if at >= since else 0, stood.get(case_id, 0) if at >= since else 0, after)
        stood[case_id] = after
    several = [case_id for case_id, count in most.items() if count > 1]
    ends = Counter(min(stood[case_id], 2) for case_id in several)
    whole = told((len(several),), smallest)[0]
    now = parts_told(whole, (ends[1], ends[2], ends[0]), smallest)
    return YearTable(
        "Aan de deur",
        ("hoe het aan het eind stond", "voordeuren"),
        (
            ("meer dan één organisatie aan de deur, ergens in dit jaar", whole),
            *zip(("daarvan terug naar één", "daarvan nog meer dan één", "daarvan niemand meer"), now, strict=True),
        ),
        "Minder organisaties aan de deur is beter. Geteld zijn casussen die in dit jaar liepen.",
    )


def _evictions(read: Reader, since: datetime, until: datetime, smallest: int) -> YearTable:
    steps = select(EvictionStep.case_id, EvictionStep.state).where(EvictionStep.at >= since, EvictionStep.at < until)
    newest: dict[str, EvictionState] = dict(read.tuples(steps.order_by(EvictionStep.at)))
    counts = Counter(_ENDS[state] for state in newest.values() if state in _ENDS)
    said = told([counts[number] for number in range(len(ENDED_AS))], smallest)
    return YearTable(
        "Dreigende uithuiszetting",
        ("hoe het afliep", "huishoudens"),
        tuple(zip(ENDED_AS, said, strict=True)),
        "Huishoudens waarover in dit jaar iets over een uithuiszetting is gemeld, elk één keer.",
    )


def _actions(read: Reader, first: date, last: date, today: date, smallest: int) -> Iterator[tuple[str, str]]:
    """Actions and promises that were due: those done by their day, with their share."""
    due = Action.due >= first, Action.due <= min(last, today - timedelta(days=1))
    counted: dict[bool, Counter[bool]] = {False: Counter(), True: Counter()}
    for is_promise, state, done_on, by in read.tuples(select(Action.is_promise, Action.state, Action.done_on, Action.due).where(*due)):
        counted[is_promise][state is ActionState.DONE and done_on is not None and done_on <= by] += 1
    for name, days in (("actie klaar", counted[False]), ("toezegging nagekomen", counted[True])):
        said = told((days[True], days[False]), smallest)[0] if days else "geen"
        share = f" ({round(100 * days[True] / days.total())}%)" if said.isdigit() else ""
        yield name, f"{said}{share}"
