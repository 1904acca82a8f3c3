"""Care and safety of one case beside each other: what was refused, the plan, the enforcement path, and how the case went between them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from expertiseteam.access.work import query
from expertiseteam.cases.enforcement import Terms, path_steps, paths
from expertiseteam.cases.plan import goals, plan_of
from expertiseteam.cases.track_records import (
    GoalLine,
    PathLine,
    PathStepLine,
    PlanLine,
    RefusedHelp,
    SwitchLine,
    Track,
)
from expertiseteam.cases.tracks import switches
from expertiseteam.meetings.records import DecisionLine
from expertiseteam.meetings.switching import refused_help
from expertiseteam.meetings.tables import Decision
from expertiseteam.storage.reading import Reader
from expertiseteam.team.settings import team_settings


@dataclass(frozen=True, slots=True)
class TwoTracks:
    """What the tab *Sporen* of a case shows. `decisions`: of this case, newest first, one of which carries a switch."""

    track: Track
    switches: tuple[SwitchLine, ...]
    refused: tuple[RefusedHelp, ...]
    plan: PlanLine | None
    goals: tuple[GoalLine, ...]
    paths: tuple[PathLine, ...]
    steps: tuple[PathStepLine, ...]
    decisions: tuple[DecisionLine, ...]
    terms: Terms
    refusals_needed: int


@query()
def two_tracks(read: Reader, case_id: str) -> TwoTracks:
    """Both tracks of a case that is open on the screen (opening the case wrote the log line)."""
    switched = switches(read, case_id)
    decided = select(Decision.id, Decision.code, Decision.text, Decision.on).where(Decision.case_id == case_id)
    chosen = team_settings(read)
    return TwoTracks(
        track=switched[0].after if switched else Track.CARE,
        switches=tuple(switched),
        refused=tuple(refused_help(read, case_id)),
        plan=plan_of(read, case_id),
        goals=tuple(goals(read, case_id)),
        paths=tuple(paths(read, case_id)),
        steps=tuple(path_steps(read, case_id)),
        decisions=tuple(
            DecisionLine(row_id, code, case_id, "", text, on)
            for row_id, code, text, on in read.tuples(decided.order_by(Decision.on.desc(), Decision.code.desc()))
        ),
        terms=Terms.of(chosen),
        refusals_needed=chosen.refusals_before_safety,
    )
