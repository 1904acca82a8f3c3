"""What the tab *Sporen* says. Plain functions, tried without a window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import full_date, lateness, short_date
from expertiseteam.cases.track_records import (
    IN_FORCE,
    PATH_ENDED,
    UNTIL_WORDS,
    GoalLine,
    GoalState,
    PathLine,
    PathState,
    PathStepLine,
    PlanLine,
    PlanState,
    RefusedHelp,
    Track,
)
from expertiseteam.insight.two_tracks import TwoTracks
from expertiseteam.meetings.switching import decision_words
from ui.widgets.labels import ChipKind
from ui.widgets.rows import Row

_PLAN_KINDS = {PlanState.RUNNING: ChipKind.RUNNING, PlanState.RESUMED: ChipKind.RUNNING, PlanState.PARKED: ChipKind.WAITING}
PLAN_VERBS = {
    PlanState.RUNNING: "Laat het plan lopen",
    PlanState.PARKED: "Leg het plan in de la",
    PlanState.RESUMED: "Haal het plan uit de la",
    PlanState.DONE: "Rond het plan af",
}


def track_chip(track: Track) -> tuple[str, ChipKind]:
    """Return the track with what its colour means."""
    kinds = {Track.CARE: ChipKind.RUNNING, Track.SAFETY: ChipKind.URGENT}
    return f"Spoor {track}", kinds.get(track, ChipKind.WAITING)


def track_line(found: TwoTracks) -> str:
    """Return since when, why and by whom; of a case that never switched, how it began."""
    if not found.switches:
        return "Een casus begint met zorg."
    last = found.switches[0]
    return f"sinds {full_date(last.on)}, {decision_words(last)}: {last.why}"


def plan_chip(plan: PlanLine) -> tuple[str, ChipKind]:
    """Return the state of a plan."""
    return plan.state.value.capitalize(), _PLAN_KINDS.get(plan.state, ChipKind.CALM)


def plan_line(plan: PlanLine, goals: Sequence[GoalLine]) -> str:
    """Return since when, how far, and why it waits."""
    ended = sum(goal.state is not GoalState.OPEN for goal in goals)
    parts = (f"sinds {full_date(plan.since)}", f"{ended} van {len(goals)} doelen klaar", plan.why if plan.state not in IN_FORCE else "")
    return " · ".join(part for part in parts if part)


def goal_rows(goals: Sequence[GoalLine], today: date) -> list[Row]:
    """Return goals as rows; what ended is faded."""
    found = []
    for goal in goals:
        is_open = goal.state is GoalState.OPEN
        late = is_open and goal.due is not None and goal.due < today
        chip = (lateness(goal.due, today) if goal.due else "") if is_open else goal.state.value.capitalize()
        foot = " · ".join(part for part in (goal.helper, goal.remark) if part) or "nog niet afgesproken wie helpt"
        found.append(Row(goal.id, goal.what, foot=foot, chip=chip, kind=ChipKind.URGENT if late else ChipKind.CALM, faded=not is_open))
    return found


def refused_rows(refused: Sequence[RefusedHelp], today: date) -> list[Row]:
    """Return what was offered and refused as rows."""
    return [Row(one.id, one.what, foot=f"{short_date(one.on, today)} · {one.how}", chip="Geweigerd") for one in refused]


def path_title(path: PathLine) -> str:
    """Return "Last onder dwangsom: afval op het erf"."""
    return f"{path.kind.value.capitalize()}: {path.what}"


def path_rows(paths: Sequence[PathLine], steps: Sequence[PathStepLine], today: date) -> list[Row]:
    """Return each path, followed by its steps, newest first."""
    found = []
    for path in paths:
        chip, kind = path.state.value.capitalize(), ChipKind.CALM if path.state in (*PATH_ENDED, PathState.ON_HOLD) else ChipKind.WAITING
        if path.until is not None and path.state in UNTIL_WORDS:
            foot = f"{UNTIL_WORDS[path.state]} {short_date(path.until, today)}"
            kind = ChipKind.URGENT if path.until < today else kind
        elif path.held_in is not None:
            foot = f"ging tot en met ‘{path.held_in}’ en kan daar weer verder"
        else:
            foot = f"sinds {full_date(path.since)}"
        found.append(Row(path.id, path_title(path), foot=foot, chip=chip, kind=kind, faded=path.state in PATH_ENDED))
        for step in reversed([s for s in steps if s.path_id == path.id]):
            until = f"{UNTIL_WORDS.get(step.after, 'tot en met')} {short_date(step.until, today)}" if step.until else ""
            said = " · ".join(part for part in (step.by, until, step.remark) if part)
            if step.back_at is not None:
                said = f"door {step.back_by} op {short_date(local_day(step.back_at), today)}: {step.back_why}"
            chip = "teruggenomen" if step.back_at else ""
            found.append(Row(f"{path.id} {step.id}", f"{short_date(step.on, today)}: {step.after}", foot=said, chip=chip, faded=True))
    return found
