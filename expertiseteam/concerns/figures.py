"""Signals in figures: noise, doubles and answers per source; themes per village; counts per spot. Never a name or an address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, func, select

from expertiseteam.access.work import query
from expertiseteam.concerns.records import WAITING, ConcernState, FeedbackState, Source
from expertiseteam.concerns.tables import Concern, Feedback
from expertiseteam.storage.reading import Reader
from expertiseteam.team.catalogues import code_of
from expertiseteam.team.settings import team_settings

HELPED = (ConcernState.HELP_REQUEST, ConcernState.HANDED_OVER, ConcernState.ANSWERED)


@dataclass(frozen=True, slots=True)
class SourceFigure:
    """What came of the signals of one kind of source. `answers`: content answers that were due or given, `on_time`: given by their day."""

    source: Source
    total: int
    noise: int
    double: int
    answers: int
    on_time: int
    joined: int  # to a case
    helped: int  # a question for help, handed over, or answered at once
    waiting: int


@dataclass(frozen=True, slots=True)
class SignalFigures:
    """Since a moment. Themes and spots are codes of the catalogue."""

    since: datetime
    sources: tuple[SourceFigure, ...]
    themes: tuple[tuple[str, str, int], ...]  # village ("" unknown), code of a sign, how many; most first
    spots: tuple[tuple[str, int], ...]
    channels: tuple[tuple[str, int], ...]  # codes of the list of channels, also of those that the team added; most first
    smallest: int  # a smaller count of a village or a group is not shown as a number (domain.md, R-40)

    def with_signs(self, codes: Sequence[str]) -> int:
        """How often any of these signs was named, such as those of the farm."""
        return sum(count for _, code, count in self.themes if code in codes)


@query()
def signal_figures(read: Reader, since: datetime, today: date) -> SignalFigures:
    """The figures of everything that came in since; what they count: see the records (domain.md, rows 10, 16, 23, 26, 39, 41 and 116)."""
    of_source: dict[Source, Counter[ConcernState]] = {source: Counter() for source in Source}
    counted = select(Concern.source, Concern.state, func.count()).where(Concern.received >= since)
    for source, state, count in read.tuples(counted.group_by(Concern.source, Concern.state)):
        of_source[source][state] += count
    owed: dict[Source, Counter[str]] = {source: Counter() for source in Source}
    answers = select(Concern.source, Feedback.state, Feedback.before, Feedback.given_on).join(
        Feedback, and_(Feedback.concern_id == Concern.id, Feedback.is_receipt.is_(False))
    )
    for source, state, before, given_on in read.tuples(answers.where(Concern.received >= since)):
        if state is FeedbackState.GIVEN or (state is FeedbackState.OPEN and before < today):
            owed[source]["answers"] += 1
            owed[source]["on_time"] += given_on is not None and given_on <= before
    themes: Counter[tuple[str, str]] = Counter()
    for village, signs in read.tuples(select(Concern.village, Concern.signs).where(Concern.received >= since, Concern.signs != "")):
        themes.update((village, code) for code in signs.split())
    at = select(Concern.spot, func.count()).where(Concern.received >= since, Concern.spot != "").group_by(Concern.spot)
    came = select(Concern.channel, func.count()).where(Concern.received >= since).group_by(Concern.channel)
    return SignalFigures(
        since,
        tuple(
            SourceFigure(
                source,
                states.total(),
                states[ConcernState.NOISE],
                states[ConcernState.DOUBLE],
                owed[source]["answers"],
                owed[source]["on_time"],
                states[ConcernState.LINKED],
                sum(states[state] for state in HELPED),
                sum(states[state] for state in WAITING),
            )
            for source, states in of_source.items()
            if states.total()
        ),
        tuple((village, code, count) for (village, code), count in themes.most_common()),
        tuple(sorted(((spot, count) for spot, count in read.tuples(at)), key=lambda pair: -pair[1])),
        tuple(sorted(((code_of(word), count) for word, count in read.tuples(came)), key=lambda pair: (-pair[1], pair[0]))),
        team_settings(read).smallest_count,
    )
