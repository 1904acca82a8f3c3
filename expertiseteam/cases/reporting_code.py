"""The reporting code (meldcode): five dated steps, five weighings, a decision to report and to help (domain.md, R-29, rows 93 and 96)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from sqlalchemy import func, select

from expertiseteam.access.tables import Member
from expertiseteam.access.who import OFFICER, TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.dates import full_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.working_days import add_working_days
from expertiseteam.cases.records import RUNNING
from expertiseteam.cases.running import note_taken_back, refuse_unsaid, running_case
from expertiseteam.cases.safety_records import CodeKind, CodeLine, CodeStep, Danger, StepLine, Unreported, Weighing
from expertiseteam.cases.safety_tables import CodeStepRow, ReportingCode
from expertiseteam.cases.tables import Case
from expertiseteam.storage.reading import AnySelect, Reader, select_for
from expertiseteam.team.service_numbers import refuse_service_number
from expertiseteam.team.settings import TeamSettings, team_settings
from expertiseteam.team.training import trained


def level_needed(step: CodeStep, chosen: TeamSettings, *, keeps_register: bool) -> int:
    """Return the training step that somebody needs for a step of the code; 0 for none. Who only signals does none of the five (row 96).

    To talk and to report are no work for everybody. The rest asks nothing of a team that writes no training down (`keeps_register`):
    there nobody can be told from who only signals, and concern for somebody's safety does not wait for a list.
    """
    others = chosen.code_other_level if keeps_register else 0
    return {CodeStep.TALK: chosen.code_talk_level, CodeStep.DECIDE: chosen.code_report_level}.get(step, others)


def expected_of_veilig_thuis(reported_on: date, chosen: TeamSettings) -> tuple[date, date]:
    """Return by when Veilig Thuis aims to have weighed the safety and looked into it: their aim, not our term (R-30, source S18)."""
    return (
        add_working_days(reported_on, chosen.vt_assessment_days, chosen.closed),
        reported_on + timedelta(weeks=chosen.vt_research_weeks),
    )


@act("meldcode begonnen", by=TEAM)
def begin_code(work: Work, case_id: str, kind: CodeKind) -> str:
    """Begin the reporting code in a case, with its five steps still to do. Returns its id. Refused while another one of it runs."""
    case = running_case(work, case_id)
    if work.value(select(ReportingCode.id).where(ReportingCode.case_id == case_id, ReportingCode.decided_on.is_(None))):
        raise Refused("De meldcode loopt al in deze casus. Er is niets begonnen. Ga verder met de stappen die er staan.")
    code = work.add(ReportingCode(case_id=case_id, circle_id=case.circle_id, kind=kind, begun_on=work.today))
    for step in CodeStep:
        work.add(CodeStepRow(case_id=case_id, circle_id=case.circle_id, code_id=code.id, step=step))
    return code.id


@act("stap van de meldcode vastgelegd", by=TEAM)
def change_step(work: Work, shown: StepLine, *, owner_id: str | None, on: date | None = None, remark: str = "") -> None:
    """Give a step to somebody, or say on which day it was done. To weigh and to decide have acts of their own: here they are only given.

    Refused for who has not the training that the step needs (row 96), for a day to come, and for one before the code began.
    """
    if on is not None and shown.step not in (CodeStep.WEIGH, CodeStep.DECIDE):
        _finish(work, shown, on, remark, owner_id)
        return
    refuse_service_number(work, remark)
    running_case(work, work.get(CodeStepRow, shown.id).case_id)
    _refuse_untrained(work, shown.step, owner_id)
    new = {} if shown.step in (CodeStep.WEIGH, CodeStep.DECIDE) else {"done_on": None, "remark": remark.strip()}
    work.edit(CodeStepRow, shown, owner_id=owner_id, **new)


@act("meldcode gewogen", by=TEAM)
def weigh(work: Work, shown: CodeLine, answers: Weighing, *, on: date, children_asked: bool, remark: str = "") -> None:
    """Step four: the five answers, and whether was asked after children (R-36). Refused for who has not the training that it needs."""
    _refuse_decided(shown)
    _finish(work, code_step(work, shown.id, CodeStep.WEIGH), on, remark)
    work.edit(
        ReportingCode,
        shown,
        suspicion=answers.suspicion,
        danger=answers.danger,
        can_help=answers.can_help,
        accepted=answers.accepted,
        in_time=answers.in_time,
        children_asked=children_asked,
    )


@act("meldcode: besloten over melden en hulp", by=TEAM)
def decide_code(work: Work, shown: CodeLine, *, reports: bool, helps: bool, on: date, why_not: str = "", remark: str = "") -> None:
    """Step five: report to Veilig Thuis or not, organise help or not.

    Refused before it was weighed, for a day before the weighing (both are named), and where there is acute or structural danger and no
    report without saying why; the aandachtsfunctionaris then sees it on the same day.
    """
    _refuse_decided(shown)
    refuse_service_number(work, why_not)
    weighed = code_step(work, shown.id, CodeStep.WEIGH)
    if shown.danger is None or weighed.done_on is None:
        raise Refused("Er is nog niet gewogen. Het besluit is niet vastgelegd. Beantwoord eerst de vijf vragen van stap 4.")
    if on < weighed.done_on:
        raise Refused(
            f"Het besluit van {full_date(on)} ligt vóór de weging van {full_date(weighed.done_on)}. Het is niet vastgelegd. "
            "Verbeter de dag."
        )
    if shown.danger is not Danger.NONE and not reports and not why_not.strip():
        raise Refused(
            "Er is acute of structurele onveiligheid, en dan hoort er een melding bij Veilig Thuis. Het besluit is niet vastgelegd. "
            "Kies melden, of schrijf waarom niet; de aandachtsfunctionaris ziet dat."
        )
    _finish(work, code_step(work, shown.id, CodeStep.DECIDE), on, remark)
    work.edit(ReportingCode, shown, reports=reports, helps=helps, decided_on=on, why_not="" if reports else why_not.strip())


@act("besluit van de meldcode teruggenomen", by=TEAM)
def take_back_decision(work: Work, shown: CodeLine, why: str) -> None:
    """Step five does not hold: the code runs again, and can be weighed and decided anew.

    Refused without a reason, when nothing was decided, and when the code was begun anew since.
    """
    case = running_case(work, shown.case_id)
    refuse_unsaid(work, why)
    if shown.decided_on is None:
        raise Refused("Over deze meldcode is nog niet besloten. Er is niets teruggenomen.")
    if work.value(select(ReportingCode.id).where(ReportingCode.case_id == case.id, ReportingCode.decided_on.is_(None))):
        raise Refused("De meldcode loopt alweer in deze casus. Er is niets teruggenomen. Ga verder met de stappen die er staan.")
    said = f"Meldcode, besluit van {full_date(shown.decided_on)}: {'wel' if shown.reports else 'niet'} melden bij Veilig Thuis, "
    said += "wel hulp bieden of regelen" if shown.helps else "geen hulp bieden of regelen"
    code = work.edit(ReportingCode, shown, decided_on=None, reports=None, helps=None, why_not="")
    work.edit(ReportingCode, code, seen_on=None)  # stands on no form
    work.edit(CodeStepRow, code_step(work, shown.id, CodeStep.DECIDE), done_on=None, remark="")
    note_taken_back(work, case, shown.id, f"{said}. {shown.why_not}".strip() if shown.why_not else said, why)


@act("meldcode zonder melding gezien", by=OFFICER)
def note_unreported_seen(work: Work, shown: CodeLine) -> None:
    """The aandachtsfunctionaris looked at danger that was not reported."""
    work.edit(ReportingCode, shown, seen_on=work.today)


@query()
def codes(read: Reader, case_id: str) -> list[CodeLine]:
    """The reporting codes of a case that is open on the screen, what runs first."""
    wanted = select_for(CodeLine, ReportingCode).where(ReportingCode.case_id == case_id)
    return read.all(CodeLine, wanted.order_by(ReportingCode.decided_on.is_not(None), ReportingCode.begun_on.desc()))


@query()
def code_steps(read: Reader, case_id: str) -> list[StepLine]:
    """The steps of its codes, in their order."""
    found = read.all(StepLine, _steps().where(CodeStepRow.case_id == case_id))
    return sorted(found, key=lambda step: (step.code_id, step.step.number))


@query(by=OFFICER)
def unreported_dangers(read: Reader) -> list[Unreported]:
    """Acute or structural danger that was not reported and that no aandachtsfunctionaris looked at yet."""
    wanted = select_for(Unreported, ReportingCode, code=Case.code, label=Case.label).join(Case, Case.id == ReportingCode.case_id)
    danger = ReportingCode.reports.is_(False), ReportingCode.danger != Danger.NONE, ReportingCode.seen_on.is_(None)
    return read.all(Unreported, wanted.where(*danger, Case.state.in_(RUNNING)).order_by(ReportingCode.decided_on))


def _finish(work: Work, shown: StepLine, on: date, remark: str, owner_id: str | None = None) -> None:
    refuse_service_number(work, remark)
    row = work.get(CodeStepRow, shown.id)
    running_case(work, row.case_id)
    begun = work.get(ReportingCode, shown.code_id).begun_on
    if on > work.today:
        raise Refused(f"{full_date(on)} moet nog komen. De stap is niet vastgelegd. Leg hem vast als hij gezet is.")
    if on < begun and shown.step is not CodeStep.MAP:
        raise Refused(
            f"De stap van {full_date(on)} ligt vóór het begin van de meldcode op {full_date(begun)}. Hij is niet "
            "vastgelegd. Verbeter de dag."
        )
    owner = owner_id or shown.owner_id or work.who.id
    _refuse_untrained(work, shown.step, owner)
    work.edit(CodeStepRow, shown, owner_id=owner, done_on=on, remark=remark.strip())


def _refuse_untrained(work: Work, step: CodeStep, owner_id: str | None) -> None:
    if owner_id is None:
        return
    register = trained(work)
    needed = level_needed(step, team_settings(work), keeps_register=bool(register))
    has = register[owner_id].level if owner_id in register else 0
    if has < needed:
        name = work.get(Member, owner_id).name
        raise Refused(
            f"Stap {step.number} ({step}) vraagt trainingsstap {needed}; bij {name} staat {has or 'nog geen training'}. Er is niets "
            "veranderd. Kies iemand die de training heeft, of vul bij Leden de training aan."
        )


def _refuse_decided(shown: CodeLine) -> None:
    if shown.decided_on is not None:
        raise Refused("Over deze meldcode is al besloten. Er is niets veranderd. Begin de meldcode opnieuw als er nieuwe zorgen zijn.")


def code_step(work: Work, code_id: str, step: CodeStep) -> StepLine:
    """Return one of the five steps of a code, as it is now."""
    return work.one(StepLine, _steps().where(CodeStepRow.code_id == code_id, CodeStepRow.step == step))


@cache
def _steps() -> AnySelect:
    statement: AnySelect = select_for(StepLine, CodeStepRow, owner=func.coalesce(Member.name, ""))
    return statement.outerjoin(Member, Member.id == CodeStepRow.owner_id)
