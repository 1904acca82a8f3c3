"""What the tab *Veiligheid* says. Plain functions, tried without a window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import clock_time, full_date, short_date
from expertiseteam.cases.reporting_code import expected_of_veilig_thuis
from expertiseteam.cases.safety_records import CodeLine, Danger, StepLine
from expertiseteam.cases.scale_records import AvePhase, EscalationLine
from expertiseteam.meetings.mandate import MandatedDecision
from expertiseteam.team.settings import TeamSettings
from ui.widgets.labels import ChipKind
from ui.widgets.rows import Row


def code_chip(code: CodeLine) -> tuple[str, ChipKind]:
    """Return how a reporting code stands."""
    if code.decided_on is None:
        return "Loopt", ChipKind.RUNNING
    if code.reports:
        return "Gemeld", ChipKind.CALM
    return ("Niet gemeld", ChipKind.URGENT) if code.danger is not Danger.NONE else ("Niet gemeld", ChipKind.CALM)


def code_line(code: CodeLine, chosen: TeamSettings) -> str:
    """Return what it is about, what was decided, and what to expect of Veilig Thuis. Counts working days: not on the window's thread."""
    parts = [f"{code.kind}, sinds {full_date(code.begun_on)}."]
    if code.danger is not None:
        parts.append(f"Onveiligheid: {code.danger}.")
    if code.decided_on is not None:
        parts.append(
            f"Besloten op {full_date(code.decided_on)}: {'wel' if code.reports else 'niet'} melden, {'wel' if code.helps else 'geen'} hulp."
        )
        if code.why_not:
            parts.append(f"Waarom niet gemeld: {code.why_not.rstrip('.')}.")
        if code.reports:
            weighed, looked = expected_of_veilig_thuis(code.decided_on, chosen)
            parts.append(
                f"Verwachting: Veilig Thuis beoordeelt de veiligheid uiterlijk {full_date(weighed)}, en is klaar met onderzoek rond "
                f"{full_date(looked)}."
            )
    words = " ".join(parts)
    return words[0].upper() + words[1:]


def step_rows(steps: Sequence[StepLine], today: date) -> list[Row]:
    """Return the five steps as rows."""
    found = []
    for step in steps:
        foot = " · ".join(part for part in (step.owner or "nog aan niemand gegeven", step.remark) if part)
        chip = short_date(step.done_on, today) if step.done_on else ""
        title = f"{step.step.number} · {step.step.value.capitalize()}"
        icon = "circle-check" if step.done_on else "circle"
        found.append(Row(step.id, title, foot=foot, chip=chip, kind=ChipKind.CALM, icon=icon))
    return found


def phase_chip(phase: AvePhase | None) -> tuple[str, ChipKind]:
    """Return the phase with what its colour means."""
    if phase is None:
        return "Nog geen fase", ChipKind.CALM
    kinds = (ChipKind.NEW, ChipKind.RUNNING, ChipKind.WAITING, ChipKind.URGENT)
    return f"AVE {phase.number}", kinds[phase.number - 1]


def phase_words(phase: AvePhase | None, chosen: TeamSettings) -> str:
    """Return what the phase means and who directs in it, as the team set it."""
    if phase is None:
        return "De AVE-fase zegt wie de regie heeft."
    directs = chosen.ave_direction[phase.number - 1] if phase.number <= len(chosen.ave_direction) else ""
    words = phase.value.split(": ", 1)[1]
    return f"{words[0].upper()}{words[1:]}. Regie: {directs}." if directs else f"{words[0].upper()}{words[1:]}."


def escalation_rows(escalations: Sequence[EscalationLine], today: date) -> list[Row]:
    """Return the questions as rows, with the times."""
    found = []
    for one in escalations:
        asked = f"{short_date(local_day(one.asked_at), today)} {clock_time(one.asked_at)}, {one.asked_by}"
        answered = ""
        if one.answered_at is not None:
            answered = f"antwoord {short_date(local_day(one.answered_at), today)} {clock_time(one.answered_at)}: {one.answer}"
        foot = " · ".join(part for part in (one.reason.value, asked, answered) if part)
        chip, kind = ("Beantwoord", ChipKind.CALM) if one.answered_at else ("Wacht", ChipKind.URGENT)
        to = one.to.value[0].upper() + one.to.value[1:]
        found.append(Row(one.id, f"{to}: {one.question}", foot=foot, chip=chip, kind=kind, faded=one.answered_at is not None))
    return found


def decision_rows(decisions: Sequence[MandatedDecision]) -> list[Row]:
    """Return decisions as rows with their mandate."""
    found = []
    for one in decisions:
        outside = one.escalation_id is not None
        chip, kind = (
            ("Buiten mandaat", ChipKind.WAITING) if outside else ("", ChipKind.CALM) if one.mandate else ("Welk mandaat?", ChipKind.WAITING)
        )
        found.append(Row(one.id, f"{one.code}: {one.text}", foot=one.mandate or full_date(one.on), chip=chip, kind=kind))
    return found
