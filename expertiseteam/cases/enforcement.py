"""The enforcement path: from exploring to met or forfeited, with the days that count (domain.md, section 3 and R-33).

Only how far it is stands here; notice, order and other documents stay in the enforcement system.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from expertiseteam.access.circles import refuse_enforcing
from expertiseteam.access.tables import Member
from expertiseteam.access.who import Role
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.dates import full_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.working_days import add_working_days
from expertiseteam.cases.running import note_taken_back, refuse_unsaid, running_case
from expertiseteam.cases.tables import TakenBack
from expertiseteam.cases.track_records import (
    BEFORE_SAFETY,
    PATH_ENDED,
    PATH_NEXT,
    OrderKind,
    PathLine,
    PathState,
    PathStepLine,
    Track,
)
from expertiseteam.cases.track_tables import EnforcementPath, PathStep
from expertiseteam.cases.tracks import track_of
from expertiseteam.storage.reading import Reader, select_for
from expertiseteam.team.settings import TeamSettings, team_settings

Back = aliased(Member)
JURIST = frozenset({Role.OFFICER, Role.LAWYER})


@dataclass(frozen=True, slots=True)
class Terms:
    """How long the steps last, as the team chose it."""

    viewpoint_days: int
    compliance_days: int
    control_days: int  # working days

    @classmethod
    def of(cls, chosen: TeamSettings) -> Terms:
        """Take them from the team's settings."""
        return cls(chosen.viewpoint_days, chosen.compliance_days, chosen.control_days)


def next_steps(path: PathLine) -> tuple[PathState, ...]:
    """Return where a path may go from here: on, and to hold or withdrawal as long as it has not ended."""
    if path.state in PATH_ENDED:
        return ()
    if path.state is PathState.ON_HOLD:
        return (path.held_in or PathState.EXPLORING, PathState.WITHDRAWN)
    return (*PATH_NEXT[path.state], PathState.ON_HOLD, PathState.WITHDRAWN)


def counted_until(to: PathState, on: date, before: date | None, terms: Terms) -> date | None:
    """Return the day that counts after a step of `on`; None where none does. `before`: the day that counted until then.

    Notice: the viewpoint, usually about two weeks (source S57). Compliance: as the order says, else the team's term. The control comes some
    working days after the last day to comply.
    """
    match to:
        case PathState.NOTICE:
            return on + timedelta(days=terms.viewpoint_days)
        case PathState.COMPLYING:
            return on + timedelta(days=terms.compliance_days)
        case PathState.CHECK:
            return add_working_days(max(on, before or on), terms.control_days)
        case _:
            return None


@act("handhaving verkend", by=JURIST)
def begin_path(work: Work, case_id: str, *, what: str, kind: OrderKind) -> str:
    """Begin to explore what enforcement could do. Returns the id of the path. Refused without saying which rule is broken."""
    if not what.strip():
        raise Refused("Schrijf welke regel wordt overtreden. Er is nog niets bewaard.")
    case = running_case(work, case_id)
    refuse_enforcing(work, case.circle_id)
    path = work.add(
        EnforcementPath(
            case_id=case_id, circle_id=case.circle_id, what=what.strip(), kind=kind, state=PathState.EXPLORING, since=work.today
        )
    )
    _note(work, path, PathState.EXPLORING, work.today, None, "")
    return path.id


@act("stap in de handhaving vastgelegd", by=JURIST)
def step_path(
    work: Work, shown: PathLine, to: PathState, *, on: date, until: date | None = None, order: str = "", remark: str = ""
) -> None:
    """Go one step on, hold, withdraw, or go on after holding. `until`: the day that counts, where the decision says another than the term.

    Refused for a step that does not follow, for a day before the step before it (both are named) or to come, for an order that does not say
    what must have happened (R-33), for a decision while the resident may still give a viewpoint, and beyond exploring on the track of care.
    """
    running_case(work, shown.case_id)
    now = work.get(EnforcementPath, shown.id).state
    if now is not shown.state:
        raise Refused(f"De handhaving staat intussen op ‘{now}’. Er is niets veranderd. Bekijk het spoor opnieuw.")
    if to not in next_steps(shown):
        raise Refused(f"De handhaving staat op ‘{shown.state}’; daarna komt niet ‘{to}’. Er is niets veranderd. Bekijk het spoor opnieuw.")
    if to not in BEFORE_SAFETY and track_of(work, shown.case_id) is Track.CARE:
        raise Refused(
            "Deze casus loopt op het spoor zorg. Er is niets veranderd. Wissel eerst van spoor: daar hoort een besluit bij, en hulp "
            "die is aangeboden en geweigerd."
        )
    terms = Terms.of(team_settings(work))
    _refuse_days(work, shown, to, on, until)
    wanted = order.strip() or shown.order
    if to is PathState.DECIDED and not wanted:
        raise Refused("Schrijf precies wat er gebeurd moet zijn en waar. Het besluit is nog niet vastgelegd.")
    if to in (PathState.ON_HOLD, PathState.WITHDRAWN) and not remark.strip():
        raise Refused(f"Schrijf waarom de handhaving wordt {to}. Er is niets veranderd.")
    counted = until or counted_until(to, on, shown.until, terms)
    held_in = shown.state if to is PathState.ON_HOLD else None
    path = work.edit(EnforcementPath, shown, state=to, since=on, until=counted, order=wanted, held_in=held_in)
    _note(work, path, to, on, counted, remark)


@act("stap in de handhaving teruggenomen", by=JURIST)
def take_back_step(work: Work, shown: PathLine, why: str) -> None:
    """The last step of a path does not hold: the path is where it was before it, with the day that counted there. The order stays written.

    Refused without a reason, for the first step (a path that was begun is withdrawn), when a colleague set another step meanwhile, and
    when what stood before asks the track of safety and the case is on the track of care.
    """
    case = running_case(work, shown.case_id)
    refuse_unsaid(work, why)
    if (now := work.get(EnforcementPath, shown.id).state) is not shown.state:
        raise Refused(f"De handhaving staat intussen op ‘{now}’. Er is niets teruggenomen. Bekijk het spoor opnieuw.")
    stands = [step for step in path_steps(work, shown.case_id) if step.path_id == shown.id and step.back_at is None]
    if len(stands) == 1:
        raise Refused("Verkennen is het begin. Er is niets teruggenomen. Klopt het niet, trek de handhaving dan in, met de reden.")
    *earlier, before, last = stands
    if before.after not in BEFORE_SAFETY and track_of(work, shown.case_id) is Track.CARE:
        raise Refused(
            f"Dan staat de handhaving weer op ‘{before.after}’, en deze casus loopt op het spoor zorg. Er is niets teruggenomen. "
            "Wissel eerst van spoor."
        )
    held_in = earlier[-1].after if before.after is PathState.ON_HOLD and earlier else None
    work.edit(EnforcementPath, shown, state=before.after, since=before.on, until=before.until, held_in=held_in)
    note_taken_back(work, case, last.id, f"{str(shown.kind).capitalize()}: {last.after} van {full_date(last.on)}", why)


def hold_paths(work: Work, case_id: str, why: str) -> None:
    """Hold what runs, because the household takes part again: the way back parks the order (domain.md, row 46)."""
    for path in paths(work, case_id):
        if path.state not in (*PATH_ENDED, PathState.ON_HOLD):
            held = work.edit(EnforcementPath, path, state=PathState.ON_HOLD, since=work.today, until=None, held_in=path.state)
            _note(work, held, PathState.ON_HOLD, work.today, None, why)


@query()
def paths(read: Reader, case_id: str) -> list[PathLine]:
    """The paths of a case that is open on the screen, the newest first."""
    wanted = select_for(PathLine, EnforcementPath).where(EnforcementPath.case_id == case_id)
    return read.all(PathLine, wanted.order_by(EnforcementPath.state.in_(PATH_ENDED), EnforcementPath.since.desc(), EnforcementPath.id))


@query()
def path_steps(read: Reader, case_id: str) -> list[PathStepLine]:
    """Every step of its paths, oldest first, also what was taken back (`take_back_step`)."""
    back = {"back_at": _of_back(TakenBack.at), "back_by": func.coalesce(_of_back(Back.name), "")}
    wanted = select_for(PathStepLine, PathStep, by=Member.name, back_why=func.coalesce(_of_back(TakenBack.why), ""), **back)
    wanted = wanted.join(Member, Member.id == PathStep.by_id)
    return read.all(PathStepLine, wanted.where(PathStep.case_id == case_id).order_by(PathStep.at))


def _of_back(column: Any) -> Any:
    """What is said of a step that was taken back: once, also when two laptops took it back."""
    said = select(column).select_from(TakenBack).join(Back, Back.id == TakenBack.by_id).where(TakenBack.row_id == PathStep.id)
    return said.order_by(TakenBack.at).limit(1).scalar_subquery()


def _refuse_days(work: Work, shown: PathLine, to: PathState, on: date, until: date | None) -> None:
    if on > work.today:
        raise Refused(f"{full_date(on)} moet nog komen. Er is niets vastgelegd. Leg de stap vast als hij gezet is.")
    if on < shown.since:
        raise Refused(
            f"De stap ‘{to}’ van {full_date(on)} ligt vóór ‘{shown.state}’ van {full_date(shown.since)}. Er is niets vastgelegd. "
            "Verbeter de dag."
        )
    if until is not None and until < on:
        raise Refused(
            f"De termijn tot {full_date(until)} eindigt vóór de stap van {full_date(on)}. Er is niets vastgelegd. Verbeter een van beide."
        )
    if to is PathState.DECIDED:
        steps = [step for step in path_steps(work, shown.case_id) if step.path_id == shown.id and step.back_at is None]
        notice = next((step.until for step in reversed(steps) if step.after is PathState.NOTICE), None)
        heard = next((step.remark for step in reversed(steps) if step.after is PathState.VIEWPOINT), "")
        if notice is not None and on <= notice and not heard:
            raise Refused(
                f"De bewoner mag tot en met {full_date(notice)} reageren, en een besluit van {full_date(on)} ligt daarvoor. Er is niets "
                "vastgelegd. Wacht die dag af, of leg bij de zienswijze vast wat de bewoner zei."
            )
    if to is PathState.CHECK and shown.until is not None and on <= shown.until:
        raise Refused(
            f"Er is tijd tot en met {full_date(shown.until)} om te voldoen; een controle op {full_date(on)} is te vroeg. Er is niets "
            "vastgelegd."
        )


def _note(work: Work, path: EnforcementPath, after: PathState, on: date, until: date | None, remark: str) -> None:
    work.add(
        PathStep(
            case_id=path.case_id,
            circle_id=path.circle_id,
            path_id=path.id,
            after=after,
            on=on,
            at=work.now,
            by_id=work.who.id,
            until=until,
            remark=remark.strip(),
        )
    )
