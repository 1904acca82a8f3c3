"""Visits as rows, for the screen of visits and for the tab of a case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from expertiseteam.basics.dates import clock_time, lateness, short_date
from expertiseteam.visits.outcome_words import outcome_words
from expertiseteam.visits.records import ContactMode, Risk, VisitLine, VisitState
from ui.widgets.labels import ChipKind
from ui.widgets.rows import Row

NamesOf = Callable[[str, str], str]


def visit_when(visit: VisitLine, today: date) -> str:
    """Return how and when the duo goes, or when it was there."""
    where = f" ({visit.meets_at})" if visit.meets_at else ""
    way = f"{visit.way}{where}, " if visit.way else ""
    if visit.on is None and visit.planned_on is not None:
        return f"{way}gaat {short_date(visit.planned_on, today)}" + (f", {clock_time(visit.planned_at)}" if visit.planned_at else "")
    if visit.on is None:
        return f"{way}uiterlijk {short_date(visit.before, today)}"
    how = f"{visit.how}, " if visit.how is not ContactMode.VISIT else ""
    return how + short_date(visit.on, today) + (f", {clock_time(visit.at)}" if visit.at else "")


def visit_chip(visit: VisitLine, today: date) -> tuple[str, ChipKind]:
    """Return the outcome, or how pressing it is."""
    if visit.state is VisitState.CANCELLED:
        return visit.state.value.capitalize(), ChipKind.CALM
    if visit.state is VisitState.DONE:
        said = outcome_words(visit.outcome, visit.how) if visit.outcome else visit.state.value
        return said.capitalize(), ChipKind.RUNNING
    if visit.before < today:
        return lateness(visit.before, today).capitalize(), ChipKind.URGENT
    if visit.risk is Risk.RED:
        return "Rood", ChipKind.URGENT
    if visit.risk is Risk.ORANGE:
        return "Oranje", ChipKind.WAITING
    return ("Aangekondigd" if visit.is_announced else "Onaangekondigd"), ChipKind.NEW


def case_visit_rows(visits: Sequence[VisitLine], today: date) -> list[Row]:
    """Return the visits of one case."""
    found = []
    for visit in visits:
        chip, kind = visit_chip(visit, today)
        title = f"{visit.duo} · {visit_when(visit, today)}"
        faded = visit.state is VisitState.CANCELLED
        found.append(Row(visit.id, title, foot=visit.task, chip=chip, kind=kind, faded=faded))
    return found


def visit_rows(visits: Sequence[VisitLine], names: NamesOf, today: date) -> list[Row]:
    """Return visits of all cases, each with its case."""
    found = []
    for visit in visits:
        chip, kind = visit_chip(visit, today)
        title = names(f"{visit.code} · {visit.label}", visit.code)
        foot = f"{visit.duo} · {visit_when(visit, today)}"
        faded = visit.state is VisitState.CANCELLED
        found.append(Row(visit.id, title, subtitle=visit.task, foot=foot, chip=chip, kind=kind, faded=faded))
    return found
