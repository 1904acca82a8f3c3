"""Signals in figures: noise, doubles and answers per source; themes per village; counts per spot. Never a name or an address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, or_, select

from expertiseteam.access.work import query
from expertiseteam.basics.clock import local_day
from expertiseteam.basics.small_counts import DERIVED, parts_told, told, with_share
from expertiseteam.concerns.records import SPOTTED, WAITING, ConcernState, FeedbackState, Source
from expertiseteam.concerns.tables import Concern, Feedback, Presence
from expertiseteam.concerns.triage import FARM
from expertiseteam.storage.reading import Reader
from expertiseteam.team.catalogues import catalogue_words, code_of
from expertiseteam.team.settings import team_settings

HELPED = (ConcernState.HELP_REQUEST, ConcernState.HANDED_OVER, ConcernState.ANSWERED)


@dataclass(frozen=True, slots=True)
class SourceFigure:
    """What came of the signals of one kind of source, each count as it may be told (basics/small_counts.py).

    `on_time`: of the content answers that were due or given, those given by their day.
    """

    source: Source
    total: str
    noise: str
    double: str
    on_time: str
    joined: str  # to a case
    helped: str  # a question for help, handed over, or answered at once
    waiting: str


@dataclass(frozen=True, slots=True)
class SignalFigures:
    """Since a moment, each count as it may be told: no small number leaves this module. Themes and spots are codes of the catalogue."""

    since: datetime
    sources: tuple[SourceFigure, ...]
    themes: tuple[tuple[str, str, str], ...]  # village ("" unknown), code of a sign, how many; most first
    farm: str  # how often any sign of the farm was named
    spots: tuple[tuple[str, str], ...]
    channels: tuple[tuple[str, str], ...]  # codes of the list of channels, also of those that the team added; most first
    villages: tuple[tuple[str, str], ...]  # "" where no village was named; most first
    certainties: tuple[tuple[str, str], ...]  # codes of the list of how sure, most first
    presence: tuple[tuple[str, int, int], ...]  # code of a spot, or of a channel where none was named; days that the team was there; of how
    # many colleagues together. Most days first.
    weighed: str  # of those that were weighed or should have been, how many were by their day, with their share; "" without any


@query()
def signal_figures(read: Reader, since: datetime, today: date, until: datetime | None = None) -> SignalFigures:
    """The figures of everything that came in since, before `until`; what they count: see the records (domain.md, rows 10, 16, 23, 26, 39,
    41 and 116)."""
    came_in = and_(Concern.received >= since, Concern.received < until) if until is not None else Concern.received >= since
    smallest = team_settings(read).smallest_count
    of_source: dict[Source, Counter[ConcernState]] = {source: Counter() for source in Source}
    channels: Counter[str] = Counter()
    spots: Counter[str] = Counter()
    villages: Counter[str] = Counter()
    certainties: Counter[str] = Counter()
    by = Concern.source, Concern.state, Concern.channel, Concern.spot, Concern.village, Concern.certainty
    counted = select(*by, func.count()).where(came_in).group_by(*by)
    for source, state, channel, spot, village, certainty, count in read.tuples(counted):
        of_source[source][state] += count
        villages[village] += count
        certainties[code_of(certainty)] += count
        channels[code_of(channel)] += count
        if channel in SPOTTED:
            spots[spot] += count  # also "", no spot named: the channels tell how many there are together
    themes, farm = _themes(read, came_in, smallest)
    return SignalFigures(
        since,
        tuple(_sources(of_source, _answers(read, came_in, today), smallest)),
        themes,
        farm,
        spots=tuple(line for line in _ranked(spots, smallest) if line[0]),
        channels=tuple(_ranked(channels, smallest)),
        villages=tuple(_ranked(villages, smallest)),
        certainties=tuple(_ranked(certainties, smallest)),
        presence=_presence(read, since, until),
        weighed=_weighed(read, came_in, today, smallest),
    )


def _weighed(read: Reader, came_in: ColumnElement[bool], today: date, smallest: int) -> str:
    """How many had an outcome by the day that the team promises itself. What is in observation has none yet, and does not count."""
    late = and_(Concern.state == ConcernState.NEW, Concern.triage_before < today)
    ended = select(Concern.triage_before, Concern.concluded).where(came_in, or_(Concern.concluded.is_not(None), late))
    days = Counter(concluded is not None and local_day(concluded) <= before for before, concluded in read.tuples(ended))
    return with_share(told((days[True], days[False]), smallest)[0], days[True], days.total()) if days else ""


def _presence(read: Reader, since: datetime, until: datetime | None) -> tuple[tuple[str, int, int], ...]:
    """How often the team was at each place, and with how many: no household follows from it, and no colleague is counted alone."""
    days: Counter[str] = Counter()
    people: Counter[str] = Counter()
    noted = select(Presence.channel, Presence.spot, Presence.present).where(Presence.on >= local_day(since))
    if until is not None:
        noted = noted.where(Presence.on < local_day(until))
    for channel, spot, present in read.tuples(noted):
        days[spot or code_of(channel)] += 1
        people[spot or code_of(channel)] += len(present.split())
    return tuple((place, often, people[place]) for place, often in days.most_common())


def _sources(of_source: dict[Source, Counter[ConcernState]], owed: dict[Source, Counter[bool]], smallest: int) -> Iterator[SourceFigure]:
    there = {source: states for source, states in of_source.items() if states.total()}
    totals = told([states.total() for states in there.values()], smallest)
    for (source, states), total in zip(there.items(), totals, strict=True):
        noise, double, joined = states[ConcernState.NOISE], states[ConcernState.DOUBLE], states[ConcernState.LINKED]
        helped, waiting = sum(states[state] for state in HELPED), sum(states[state] for state in WAITING)
        rest = states.total() - noise - double - joined - helped - waiting
        said = parts_told(total, (noise, double, joined, helped, waiting, rest), smallest)
        answers = owed[source]
        on_time = told((answers[True], answers[False]), smallest)[0] if answers else ""
        yield SourceFigure(
            source,
            total,
            with_share(said[0], noise, states.total()),
            with_share(said[1], double, states.total()),
            with_share(on_time, answers[True], answers.total()),
            *said[2:5],
        )


def _answers(read: Reader, came_in: ColumnElement[bool], today: date) -> dict[Source, Counter[bool]]:
    """The content answers that were due or given, by whether they were given by their day."""
    owed: dict[Source, Counter[bool]] = {source: Counter() for source in Source}
    on_time = and_(Feedback.given_on.is_not(None), Feedback.given_on <= Feedback.before)
    due = or_(Feedback.state == FeedbackState.GIVEN, and_(Feedback.state == FeedbackState.OPEN, Feedback.before < today))
    answers = select(Concern.source, on_time, func.count()).join(Feedback, Feedback.concern_id == Concern.id)
    answers = answers.where(came_in, Feedback.is_receipt.is_(False), due)
    for source, was_on_time, count in read.tuples(answers.group_by(Concern.source, on_time)):
        owed[source][bool(was_on_time)] += count
    return owed


def _themes(read: Reader, came_in: ColumnElement[bool], smallest: int) -> tuple[tuple[tuple[str, str, str], ...], str]:
    """How often each sign was named in each village, and those of the farm together: not where a small one follows from that."""
    themes: Counter[tuple[str, str]] = Counter()
    named = select(Concern.village, Concern.signs, func.count()).where(came_in, Concern.signs != "")
    for village, signs, count in read.tuples(named.group_by(Concern.village, Concern.signs)):
        themes.update({(village, code): count for code in signs.split()})
    of_farm = {word.code for word in catalogue_words(read) if word.leads == FARM} if themes else set()
    farm = [count for (_, code), count in themes.items() if code in of_farm]
    small = [count for count in farm if count < smallest]
    follows = bool(small) and (len(small) == 1 or sum(small) < smallest)
    lines = [(village, code, told((count,), smallest)[0]) for (village, code), count in themes.most_common()]
    return tuple(lines), DERIVED if follows and sum(farm) >= smallest else told((sum(farm),), smallest)[0]


def _ranked(counts: Counter[str], smallest: int) -> Iterator[tuple[str, str]]:
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return zip((code for code, _ in ranked), told([count for _, count in ranked], smallest), strict=True)
