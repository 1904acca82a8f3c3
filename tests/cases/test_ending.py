"""A case ends with answers, and keeps them when it runs again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.ending import before_ending, close_case, endings, reopen_case
from expertiseteam.cases.opening import open_case
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import BeforeEnding, CaseResult, CaseState, GoalReached, ReportersTold, ResidentTold
from expertiseteam.concerns.feedback import give_feedback, open_feedback
from expertiseteam.concerns.intake import concerns, record_concern
from expertiseteam.concerns.records import Certainty, Channel, ReporterText, Source
from expertiseteam.insight.opened_case import opened_case
from expertiseteam.insight.timeline import timeline
from tests.cases.endings import ended
from tests.cases.test_cases import NEW
from tests.dossier import Team

WHOLE = replace(ended(CaseResult.PARTLY, "Rust helpt."), goal_reached=GoalReached.PARTLY, reporters_told=ReportersTold.YES)


@pytest.fixture
def case(team: Team) -> str:
    team.lucja.do(
        record_concern,
        what="Gordijnen dicht",
        place="Beukenlaan 7, Turfven",
        certainty=Certainty.SEEN,
        channel=Channel.PHONE,
        source=Source.VOLUNTEER,
        reporter=ReporterText("Greet"),
    )
    return team.femke.do(open_case, team.femke.ask(concerns), lead_id=team.ids["noor"], **NEW)


def test_closing_asks_who_keeps_an_eye_and_who_was_told(team: Team, case: str) -> None:
    shown = team.femke.ask(case_view, case)
    for lacking, sentence in (
        (replace(WHOLE, watch=" "), "oogje houdt"),
        (replace(WHOLE, resident_told=ResidentTold.NO), "waarom het huishouden niet weet"),
        (WHOLE, "nog 1 antwoord aan een melder open"),
        (replace(WHOLE, reporters_told=ReportersTold.NOBODY), "nog 1 antwoord aan een melder open"),
    ):
        with pytest.raises(Refused, match=sentence):
            team.femke.do(close_case, shown, lacking)
    assert team.femke.ask(case_view, case).state is CaseState.ACTIVE
    assert team.femke.ask(before_ending, case) == BeforeEnding(concerns=1, owed=1)
    team.lucja.do(give_feedback, team.lucja.ask(open_feedback)[0], said="Het is opgepakt.")
    team.femke.do(close_case, shown, WHOLE)
    [end] = team.noor.ask(endings, case)
    assert (end.result, end.goal_reached, end.watch, end.by) == (CaseResult.PARTLY, GoalReached.PARTLY, "de huisarts", "Femke Aarts")


def test_reopening_keeps_every_end_on_the_timeline(team: Team, case: str) -> None:
    team.femke.do(close_case, team.femke.ask(case_view, case), ended(CaseResult.GOAL_REACHED, "Meneer kookt weer."))
    with pytest.raises(Refused, match="waarom casus 26-001 weer loopt"):
        team.femke.do(reopen_case, case, " ")
    team.clock.at(2026, 12, 1, 9, 0)
    team.femke.do(reopen_case, case, "De buren bellen weer.")
    now = team.femke.ask(case_view, case)
    assert (now.state, now.result, now.result_remark, now.closed_on) == (CaseState.ACTIVE, None, "", None)
    team.clock.at(2027, 1, 4, 9, 0)
    team.femke.do(close_case, now, ended(CaseResult.MOVED))
    told = team.noor.ask(timeline, case)
    titles = [e.title for e in told if "afgesloten" in e.title or "heropend" in e.title]
    assert titles == ["Casus afgesloten: verhuisd", "Casus heropend door Femke Aarts", "Casus afgesloten: doel bereikt"]
    first = next(e for e in told if e.title == "Casus afgesloten: doel bereikt")
    assert first.detail.startswith("Meneer kookt weer.") and "Wie houdt een oogje? de huisarts" in first.detail
    assert next(e for e in told if "heropend" in e.title).detail == "De buren bellen weer."
    assert [(e.on, e.reopened_why) for e in team.noor.ask(endings, case)] == [
        (date(2027, 1, 4), ""),
        (date(2026, 11, 2), "De buren bellen weer."),
    ]
    assert team.noor.ask(opened_case, case, team.clock.today).events == len(told)
