"""The sheet to thank with: what the signals of a year led to, per group, in general words (domain.md, row 10). No person, no place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from expertiseteam.access.work import query
from expertiseteam.basics.clock import local_day
from expertiseteam.concerns.figures import SourceFigure, signal_figures
from expertiseteam.concerns.records import Source
from expertiseteam.concerns.trades import TradeFigure
from expertiseteam.insight.sheet_records import ThanksLine, ThanksPaper
from expertiseteam.storage.reading import Reader
from expertiseteam.team.catalogues import catalogue_words
from expertiseteam.team.settings import team_settings

THANKED = (Source.RESIDENT, Source.VOLUNTEER, Source.PROFESSIONAL, Source.ANONYMOUS)


@query()
def thanks_paper(read: Reader, since: datetime, today: date, trades: Sequence[TradeFigure] = ()) -> ThanksPaper:
    """The sheet of what came in since. `trades`: counted by the aandachtsfunctionaris a moment ago (`concerns.count_trades`).

    By name of the group, because it is no ranking; a count that is too small to show is only said to be small (domain.md, R-40).
    """
    chosen = team_settings(read)
    labels = {word.code: word.label for word in catalogue_words(read)}
    told = {figure.source: figure for figure in signal_figures(read, since, today).sources}

    def line(group: str, figure: SourceFigure | TradeFigure) -> ThanksLine:
        return ThanksLine(group, *(_none(count) for count in (figure.total, figure.joined, figure.helped, figure.waiting)))

    return ThanksPaper(
        chosen.municipality,
        chosen.team_name,
        today,
        local_day(since),
        chosen.thanks_lines,
        tuple(line(source.value, figure) for source, figure in told.items() if source in THANKED),
        tuple(sorted((line(labels.get(one.trade, one.trade), one) for one in trades), key=lambda found: found.group)),
    )


def _none(count: str) -> str:
    return "geen" if count == "0" else count
