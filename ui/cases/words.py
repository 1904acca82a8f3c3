"""What the list and the head of a case say. Plain functions, tried without a window."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from enum import StrEnum

from expertiseteam.basics.dates import day_month, full_date, lateness, relative, short_date
from expertiseteam.basics.working_days import working_days_between
from expertiseteam.cases.records import (
    RUNNING,
    THREATENING,
    ActionLine,
    ActionState,
    CaseLine,
    CaseState,
    CaseView,
    EvictionState,
    HouseholdKind,
)
from expertiseteam.visits.records import VisitLine, VisitState
from ui.widgets.labels import ChipKind
from ui.widgets.rows import Row

NamesOf = Callable[[str, str], str]
SEPARATOR = " \u2009·\u2009 "


class Filter(StrEnum):
    """The chips above the list, in their order."""

    MINE = "Van mij"
    RUNNING = "Alle lopende"
    CLOSED = "Afgesloten"
    EVICTION = "Dreigt uithuiszetting"
    NO_DUO = "Zonder duo"
    CROWDED = "Te druk aan de deur"
    STILL = "Ligt stil"


def kept_by(chosen: Filter, case: CaseLine, *, me: str, limit: int, with_duo: Collection[str], still: Collection[str] = ()) -> bool:
    """Whether a case stands in the list under this filter. Of cases: `with_duo` where one is on its way, `still` that stand still."""
    if case.state is CaseState.CLOSED:
        return chosen is Filter.CLOSED
    if chosen is Filter.MINE:
        return case.lead_id == me
    if chosen is Filter.CROWDED:
        return case.at_door > limit
    if chosen is Filter.EVICTION:
        return case.eviction in THREATENING
    if chosen is Filter.NO_DUO:
        return case.state in (CaseState.EXPLORING, CaseState.ACTIVE) and case.last_contact is None and case.id not in with_duo
    if chosen is Filter.STILL:
        return case.id in still
    return chosen is Filter.RUNNING


def counts(
    running: Sequence[CaseLine], *, me: str, limit: int, with_duo: Collection[str], still: Collection[str] = ()
) -> dict[object, int]:
    """Return how many cases each filter keeps. What is closed is not counted: it is fetched only when asked for."""
    return {
        chosen: sum(kept_by(chosen, case, me=me, limit=limit, with_duo=with_duo, still=still) for case in running)
        for chosen in Filter
        if chosen is not Filter.CLOSED
    }


def rows(cases: Iterable[CaseLine], *, names: NamesOf, today: date) -> list[Row]:
    """Return the list as it is drawn."""
    return [_row(case, names, today) for case in cases]


def _row(case: CaseLine, names: NamesOf, today: date) -> Row:
    chip, kind = list_chip(case)
    place = names(case.place, case.village)
    seen = relative(case.last_contact, today) if case.last_contact else "nog geen contact"
    return Row(
        case.id,
        names(case.label, case.code),
        subtitle=f"{case.code} · {place}" if place else case.code,
        foot=f"{case.lead.split()[0]} · {seen}",
        chip=chip,
        kind=kind,
        chip_low=True,
        faded=case.state is CaseState.CLOSED,
        spoken=f"{names(case.label, case.code)}, {case.code}, {place}, {chip}, regie {case.lead}, laatste contact {seen}",
    )


def list_chip(case: CaseLine) -> tuple[str, ChipKind]:
    """Return the one state that matters most."""
    if case.eviction in THREATENING and case.state is not CaseState.CLOSED:
        return "Dreigt uithuiszetting", ChipKind.URGENT
    return state_chip(case.state)


def state_chip(state: CaseState) -> tuple[str, ChipKind]:
    """Return a state with what its colour means."""
    kinds = {
        CaseState.EXPLORING: ChipKind.NEW,
        CaseState.ACTIVE: ChipKind.RUNNING,
        CaseState.ON_HOLD: ChipKind.WAITING,
    }
    return state.value.capitalize(), kinds.get(state, ChipKind.CALM)


def head_chip(case: CaseView, today: date) -> tuple[str, ChipKind]:
    """Return what stands beside the name of an open case: the threat with its date and the working days left, else the state."""
    if case.state is CaseState.CLOSED:
        ended = f"Afgesloten op {full_date(case.closed_on)}" if case.closed_on else "Afgesloten"
        return (f"{ended}: {case.result}" if case.result else ended), ChipKind.CALM
    if case.eviction not in THREATENING:
        words, kind = state_chip(case.state)
        return (f"Besloten{SEPARATOR}{words.lower()}" if case.is_confidential else words), kind
    if case.eviction_on is None:
        return f"Dreigt uithuiszetting: {case.eviction}", ChipKind.URGENT
    what = "Uitgesteld tot" if case.eviction is EvictionState.POSTPONED else "Ontruiming"
    return f"{what} {day_month(case.eviction_on)}{SEPARATOR}{days_left(case.eviction_on, today)}", ChipKind.URGENT


def days_left(day: date, today: date) -> str:
    """Return "nog 10 werkdagen", "vandaag" or "dag is voorbij"."""
    if day < today:
        return "deze dag is voorbij"
    left = working_days_between(today, day)
    if day == today:
        return "vandaag"
    return f"nog {left} {'werkdag' if left == 1 else 'werkdagen'}"


def head_line(case: CaseView, names: NamesOf) -> str:
    """Return the line below the name: code, place, lead, household (unless the name says it), since."""
    place = names(case.place, case.village)
    told = case.household is HouseholdKind.UNKNOWN or case.household.value in case.label
    parts = (case.code, place, f"regie {case.lead.split()[0]}", "" if told else case.household.value, f"sinds {full_date(case.opened)}")
    return SEPARATOR.join(part for part in parts if part)


def door_caption(case: CaseView, names: NamesOf) -> str:
    """Return what stands below the painted door: the address without its village, or the code."""
    return names(case.place.split(",")[0], case.code) or case.code


def next_step(actions: Sequence[ActionLine], visits: Sequence[VisitLine], today: date) -> tuple[str, str]:
    """Return what happens first, with who and when."""
    planned = min((v for v in visits if v.state is VisitState.PLANNED), key=lambda v: v.before, default=None)
    first = next((a for a in actions if a.state is ActionState.OPEN), None)
    if planned is not None and (first is None or first.due is None or planned.before <= first.due):
        return f"{planned.duo} gaan langs", f"uiterlijk {short_date(planned.before, today)} · {planned.task}"
    if first is None:
        return "Er is nog geen volgende stap", "Spreek een actie af, of stuur een duo op pad."
    if first.due and first.due < today:
        return first.what, f"{first.owner or 'nog niemand'} · {lateness(first.due, today)}"
    return first.what, action_foot(first, today)


def action_foot(action: ActionLine, today: date) -> str:
    """Return who and when, or that somebody still has to say so."""
    who = action.owner or "nog niemand"
    if action.state is not ActionState.OPEN:
        ended = f"{action.state} op {short_date(action.done_on, today)}" if action.done_on else action.state.value
        return " · ".join(part for part in (who, ended, action.result) if part)
    when = f"uiterlijk {short_date(action.due, today)}" if action.due else "nog geen dag"
    return f"{who} · {when}"


def action_chip(action: ActionLine, today: date) -> tuple[str, ChipKind]:
    """Return what is special about an action, most pressing first."""
    if action.state is not ActionState.OPEN:
        return action.state.value.capitalize(), ChipKind.CALM
    if action.due and action.due < today:
        late = (today - action.due).days
        return f"{late} {'dag' if late == 1 else 'dagen'} te laat", ChipKind.URGENT
    if action.owner_id is None or action.due is None:
        return ("Wie doet dit?" if action.owner_id is None else "Wanneer?"), ChipKind.WAITING
    return ("Toezegging", ChipKind.NEW) if action.is_promise else ("", ChipKind.CALM)


def is_running(case: CaseView) -> bool:
    """Whether something may still be done in this case."""
    return case.state in RUNNING
