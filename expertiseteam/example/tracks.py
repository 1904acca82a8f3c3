"""What weighs heavier, in three cases that still run: a reporting code half-way, a question to the wethouder, enforcement explored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from expertiseteam.basics.clock import local_day
from expertiseteam.cases.enforcement import begin_path
from expertiseteam.cases.reporting_code import begin_code, change_step, code_steps
from expertiseteam.cases.safety_records import CodeKind, CodeStep, StepLine
from expertiseteam.cases.scale_records import AvePhase, EscalateTo, EscalationReason
from expertiseteam.cases.scaling import answer_escalation, escalate, escalations, set_phase
from expertiseteam.cases.track_records import OrderKind
from expertiseteam.example.diary import on
from expertiseteam.example.households import Household
from expertiseteam.example.lived import Past

_CODE = ("youth", "carer")  # the first of these themes in which a case runs
_QUESTION = ("waste", "full_house")
_RULE = ("farm", "yard")
_OPEN_BY = date(2026, 11, 1)


def plan_tracks(past: Past, found: Sequence[Household]) -> None:
    """Plan it in the last weeks before the overleg, with nothing left to chance: the rest of the past stays as it was."""
    plan = past.diary.plan
    code, question, rule = (_running(found, themes) for themes in (_CODE, _QUESTION, _RULE))
    plan(on(date(2026, 11, 10), 9, 20), partial(_begin_code, past, code))
    plan(on(date(2026, 11, 12), 16, 20), partial(_talk_it_over, past, code))
    plan(on(date(2026, 11, 11), 10, 20), partial(_ask, past, question))
    plan(on(date(2026, 11, 13), 11, 40), partial(_answer, past, question))
    plan(on(date(2026, 11, 12), 14, 10), partial(_explore, past, rule))


def _running(found: Sequence[Household], themes: Sequence[str]) -> Household:
    """The newest case of the first theme that has one."""
    still = [h for h in found if h.ends is None and h.theme in themes and local_day(h.opens) < _OPEN_BY]
    return min(reversed(still), key=lambda h: themes.index(h.theme))


def _step(past: Past, household: Household, step: CodeStep) -> StepLine:
    return next(line for line in past.stage.ask(household.lead, code_steps, household.case_id) if line.step is step)


def _begin_code(past: Past, household: Household) -> None:
    """The lead begins the code and puts in order what was seen."""
    kind = CodeKind.CHILD if household.theme == "youth" else CodeKind.OTHER
    past.stage.do(household.lead, begin_code, household.case_id, kind)
    past.clock.forward(25)
    shown, today = _step(past, household, CodeStep.MAP), local_day(past.clock.now)
    seen = "Wat wij en anderen zagen en hoorden, staat op volgorde bij elkaar."
    past.stage.do(household.lead, change_step, shown, owner_id=past.stage.ids[household.lead], on=today, remark=seen)


def _talk_it_over(past: Past, household: Household) -> None:
    """The lead talked with Femke, who takes the next step: it waits for her."""
    stage, today = past.stage, local_day(past.clock.now)
    shown, told = _step(past, household, CodeStep.CONSULT), "Met Femke besproken. Eerst een rustig gesprek, dan wegen."
    stage.do(household.lead, change_step, shown, owner_id=stage.ids[household.lead], on=today, remark=told)
    past.clock.forward(5)
    stage.do(household.lead, change_step, _step(past, household, CodeStep.TALK), owner_id=stage.ids["femke"])


def _ask(past: Past, household: Household) -> None:
    """The lead scales up, and asks the wethouder what the partners do not settle among themselves."""
    stage, case = past.stage, household.case_id
    stage.do(household.lead, set_phase, case, None, AvePhase.THREE, "spullen, brandgevaar en geld, en de partners wachten op elkaar")
    past.clock.forward(5)
    question = "Wie betaalt het opruimen? Woonpunt, Wmo-loket en gemeente wijzen naar elkaar."
    stage.do(household.lead, escalate, case, to=EscalateTo.ALDERMAN, reason=EscalationReason.STUCK, question=question)


def _answer(past: Past, household: Household) -> None:
    """Femke hears the answer."""
    [asked] = past.stage.ask("femke", escalations, household.case_id)
    past.stage.do("femke", answer_escalation, asked, "De gemeente betaalt de eerste keer. De wethouder belt Woonpunt zelf.")


def _explore(past: Past, household: Household) -> None:
    """Mirthe explores what enforcement could do; care goes first."""
    past.stage.do("mirthe", begin_path, household.case_id, what="Wrakken en afval op het erf", kind=OrderKind.PENALTY)
