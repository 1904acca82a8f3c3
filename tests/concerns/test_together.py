"""The farm, the acute path, answers in two parts, undoing a merge, and what one door says of itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from expertiseteam.access.workspace import Workspace
from expertiseteam.basics.addresses import nearly_same, why_same
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.actions import open_actions
from expertiseteam.cases.ending import close_case
from expertiseteam.cases.opening import open_case
from expertiseteam.cases.promises import answer_and_promise
from expertiseteam.cases.reading import case_view, cases
from expertiseteam.cases.records import CaseResult
from expertiseteam.concerns.acute import acute_steps, take_step
from expertiseteam.concerns.feedback import feedback_not_possible, give_feedback, open_feedback
from expertiseteam.concerns.figures import signal_figures
from expertiseteam.concerns.intake import concern_view, concerns, record_concern, waiting_count
from expertiseteam.concerns.joint import call_us_in, joint_calls
from expertiseteam.concerns.matching import address_history, nearly_known, pattern
from expertiseteam.concerns.records import (
    AcuteStep,
    CareQuestion,
    Certainty,
    Channel,
    ConcernState,
    Extra,
    FeedbackState,
    NoiseReason,
    ReporterText,
    Source,
    Urgency,
)
from expertiseteam.concerns.reporter import reveal_reporter
from expertiseteam.concerns.triage import (
    earlier_outcomes,
    hand_over,
    observe,
    reopen,
    set_double,
    set_enforcement,
    set_noise,
    take_back,
    unmerge,
)
from expertiseteam.insight.opened_case import opened_case
from expertiseteam.insight.today import today
from expertiseteam.team.settings import change_settings
from expertiseteam.visits.duos import planned_visits
from expertiseteam.visits.joint import plan_together
from tests.cases.endings import ended
from tests.dossier import Team

WHAT = "Dood vee achter de schuur."
NEW = {"legal_basis": "Wmo 2015", "purpose": "hulp aanbieden", "goal": "Hulp.", "bringing_partner": "gemeente"}


def written(team: Team, place: str = "Heikant 3, Ganzenhoek", source: Source = Source.PROFESSIONAL, **more: object) -> str:
    given = {"what": WHAT, "certainty": Certainty.SEEN, "channel": Channel.ROUND, **more}
    return team.sem.do(record_concern, place=place, source=source, **given)  # type: ignore[arg-type]


def asked(who: Workspace) -> list[str]:
    """Why a visit together was asked of who is signed in, on his *Vandaag*."""
    return [call.why for call in who.ask(today, who.me().id, who.clock.today).calls]


@pytest.mark.parametrize("care", [None, CareQuestion.YES, CareQuestion.UNSURE])
def test_a_finding_does_not_end_as_enforcement_while_there_may_be_a_care_question(team: Team, care: CareQuestion | None) -> None:
    concern = written(team)
    with pytest.raises(Refused, match="misschien ook een zorgvraag"):
        team.femke.do(set_enforcement, team.femke.ask(concern_view, concern), "team handhaving", care, "")
    assert team.femke.ask(concern_view, concern).state is ConcernState.NEW


def test_without_a_care_question_it_ends_as_enforcement_with_the_reason(team: Team) -> None:
    concern = written(team)
    with pytest.raises(Refused, match="waarom er geen zorgvraag"):
        team.femke.do(set_enforcement, team.femke.ask(concern_view, concern), "team handhaving", CareQuestion.NO, " ")
    team.femke.do(set_enforcement, team.femke.ask(concern_view, concern), "team handhaving", CareQuestion.NO, "boer is weg")
    view = team.femke.ask(concern_view, concern)
    assert (view.state, view.outcome) == (ConcernState.ENFORCED, "team handhaving; geen zorgvraag: boer is weg")
    with pytest.raises(Refused, match="al afgedaan"):
        team.sem.do(call_us_in, concern, "toch samen")


@pytest.mark.parametrize(
    ("to", "more", "asks"),
    [
        ("team Handhaving", {}, True),
        ("Sem de Graaf", {}, True),
        ("de dierenarts", {"extra": Extra(signs=("FARM_POOR_FEED",))}, True),
        ("Veilig Thuis", {}, False),
    ],
)
def test_what_goes_from_the_farm_or_to_enforcement_asks_for_a_care_question_first(
    team: Team, to: str, more: dict[str, Extra], asks: bool
) -> None:
    concern = team.femke.ask(concern_view, written(team, **more))
    if asks:
        with pytest.raises(Refused, match="misschien ook een zorgvraag"):
            team.femke.do(hand_over, concern, to)
        with pytest.raises(Refused, match="waarom er geen zorgvraag"):
            team.femke.do(hand_over, concern, to, CareQuestion.NO, " ")
    team.femke.do(hand_over, concern, to, *((CareQuestion.NO, "boer is weg") if asks else ()))
    view = team.femke.ask(concern_view, concern.id)
    assert (view.state, view.outcome) == (ConcernState.HANDED_OVER, f"{to}; geen zorgvraag: boer is weg" if asks else to)


def test_only_what_is_due_waits_for_weighing(team: Team) -> None:
    _, watched = written(team), written(team)
    team.femke.do(observe, team.femke.ask(concern_view, watched), team.clock.today + timedelta(days=20))
    me, day = team.ids["femke"], team.clock.today
    assert [team.femke.ask(today, me, day + timedelta(days=n)).waiting for n in (0, 19, 20)] == [1, 1, 2]
    assert team.femke.ask(waiting_count) == 2


def test_call_us_in_becomes_a_visit_of_a_duo(team: Team) -> None:
    concern = written(team)
    team.sem.do(call_us_in, concern, "de boer redt het niet")
    assert [line.is_called for line in team.femke.ask(concerns)] == [True]
    assert [asked(who) for who in (team.femke, team.noor, team.sem)] == [["de boer redt het niet"], [], []], "who weighs answers"
    with pytest.raises(Refused, match="al een bezoek samen gevraagd"):
        team.noor.do(call_us_in, concern, "ik wil ook")
    call = team.femke.ask(joint_calls)[0]
    duo = {"care_id": team.ids["noor"], "enforcement_id": team.ids["sem"], "task": "Kijken hoe het gaat.", "before": date(2026, 11, 6)}
    with pytest.raises(Refused, match="nog niet bij een casus"):
        team.femke.do(plan_together, call, **duo)
    team.femke.do(open_case, [team.femke.ask(concern_view, concern)], label="Heikant", lead_id=team.ids["noor"], **NEW)
    case = team.noor.ask(cases)[0].id
    assert [asked(who) for who in (team.femke, team.noor)] == [[], ["de boer redt het niet"]], "who leads the case answers"
    assert team.noor.ask(opened_case, case, team.clock.today).called == (concern, call.code)
    team.femke.do(plan_together, call, **duo)
    assert (team.femke.ask(joint_calls), asked(team.noor)) == ([], [])
    assert team.noor.ask(opened_case, case, team.clock.today).called is None
    visit = team.noor.ask(planned_visits)[0]
    assert (visit.care, visit.enforcement) == ("Noor Elzinga", "Sem de Graaf")
    with pytest.raises(Refused, match="al gepland"):
        team.femke.do(plan_together, call, **duo)


def test_a_step_at_danger_makes_the_signal_one_of_today(team: Team) -> None:
    concern = written(team)
    team.sem.do(take_step, concern, AcuteStep.CALLED_112, "ambulance komt")
    view = team.femke.ask(concern_view, concern)
    assert (view.urgency, view.triage_before) == (Urgency.ACUTE, date(2026, 11, 2))
    taken = team.femke.ask(acute_steps, concern)
    assert [(s.step, s.remark, s.by) for s in taken] == [(AcuteStep.CALLED_112, "ambulance komt", "Sem de Graaf")]


def test_a_letter_is_owed_two_answers_each_with_its_own_term(team: Team) -> None:
    concern = written(team, channel=Channel.LETTER, source=Source.RESIDENT)
    receipt, content = team.sem.ask(open_feedback)
    assert (receipt.is_receipt, receipt.before) == (True, date(2026, 11, 4))
    assert (content.is_receipt, content.before) == (False, date(2026, 11, 16))
    team.sem.do(give_feedback, receipt, said="Uw bericht is binnen.", channel="brief")
    view = team.femke.ask(concern_view, concern)
    assert (view.receipt, view.feedback) == (FeedbackState.GIVEN, FeedbackState.OPEN)


def test_the_terms_of_both_answers_are_settings(team: Team) -> None:
    team.wil.do(change_settings, {"receipt_days": 1, "feedback_days": 3})
    written(team, channel=Channel.LETTER, source=Source.RESIDENT)
    assert [f.before for f in team.sem.ask(open_feedback)] == [date(2026, 11, 3), date(2026, 11, 5)]


def test_who_was_spoken_to_knows_already_that_it_came_in_and_anonymous_cannot_be_answered(team: Team) -> None:
    spoken = written(team, channel=Channel.PHONE)
    assert [f.is_receipt for f in team.sem.ask(open_feedback)] == [False]
    assert team.femke.ask(concern_view, spoken).receipt is None
    nobody = written(team, source=Source.ANONYMOUS, channel=Channel.LETTER)
    assert team.femke.ask(concern_view, nobody).feedback is FeedbackState.NOT_POSSIBLE
    assert len(team.sem.ask(open_feedback)) == 1


def test_what_is_promised_to_a_reporter_is_an_action_of_a_promise(team: Team) -> None:
    written(team)
    owed = team.sem.ask(open_feedback)[0]
    more = {"said": "Het is opgepakt.", "channel": "telefoon", "promise": "Volgende week nog eens bellen"}
    with pytest.raises(Refused, match="een dag die nog komt"):
        team.sem.do(answer_and_promise, owed, due=date(2026, 11, 1), **more)
    assert len(team.sem.ask(open_feedback)) == 1
    team.sem.do(answer_and_promise, owed, due=date(2026, 11, 9), **more)
    assert team.sem.ask(open_feedback) == []
    action = team.sem.ask(open_actions, team.ids["sem"])[0]
    assert (action.what, action.is_promise, action.due) == ("Volgende week nog eens bellen", True, date(2026, 11, 9))


def test_a_merge_is_undone_at_any_later_time_with_all_that_hangs_on_it(team: Team) -> None:
    first, second = written(team), written(team, reporter=ReporterText("Greet Hilkens"))
    team.femke.do(set_double, team.femke.ask(concern_view, second), first)
    team.femke.do(set_noise, team.femke.ask(concern_view, first), NoiseReason.VAGUE)
    team.clock.at(2026, 11, 20, 9, 0)
    shown = team.femke.ask(concern_view, second)
    with pytest.raises(Refused, match="toch een ander signaal"):
        team.femke.do(unmerge, shown, "")
    team.femke.do(unmerge, shown, "ander huis")
    view = team.femke.ask(concern_view, second)
    assert (view.state, view.outcome) == (ConcernState.NEW, "")
    assert [(e.state, e.why) for e in team.femke.ask(earlier_outcomes, second)] == [(ConcernState.DOUBLE, "ander huis")]
    assert view.circle_id != team.femke.ask(concern_view, first).circle_id
    assert "Greet" in team.femke.do(reveal_reporter, second, "nabellen").name
    with pytest.raises(Refused, match="geen dubbel"):
        team.femke.do(unmerge, view, "nog eens")


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Beukenlaan 7, Turfven", "beukenlaan 7 turfven", "zelfde adres"),
        ("Beukenlaan 7", "Beukenln. 7, Turfven", "zelfde adres, straat afgekort, een keer zonder dorp"),
        ("Dijkstraat 4", "Dykstraat 4", "zelfde adres, ij of y"),
        ("Burg. v.d. Bosch-str. 2", "Burg. van den Boschstraat 2", "zelfde adres, tussenvoegsel anders geschreven"),
        ("Cafépad 1", "Cafepad 1", "zelfde adres, met andere accenten"),
        ("Kerkpad 3-A", "Kerkpad 3a", "zelfde adres"),
        ("Kerkpad 3", "Kerkpad 3a", ""),
        ("Kerkpad 3, Turfven", "Kerkpad 3, Ganzenhoek", ""),
    ],
)
def test_it_says_why_two_writings_are_one_house(one: str, other: str, why: str) -> None:
    assert why_same(one, other) == why


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Kerkpad 3", "Kerkpad 3a", "zelfde nummer, andere toevoeging (3 en 3a)"),
        ("Beukenlaan 7", "Buekenlaan 7, Turfven", "straat bijna zo geschreven"),
        ("Kerkpad 3, Turfven", "Kerkpad 3a, Ganzenhoek", ""),
        ("Kerkpad 3", "Kerkpad 4", ""),
        ("Molenstraat 7", "Dorpsstraat 7", ""),
        ("Kerkpad 3", "Kerkpad 3", ""),
        ("Turfven", "Turfven", ""),
    ],
)
def test_houses_that_are_alike_are_named_with_the_reason_and_never_the_same(one: str, other: str, why: str) -> None:
    assert nearly_same(one, other) == why


def test_a_house_that_is_alike_is_suggested_and_does_not_count(team: Team) -> None:
    other = written(team, place="Buekenlaan 7, Turfven")
    mine = written(team, place="Beukenlaan 7, Turfven")
    near = team.femke.ask(nearly_known, "Beukenlaan 7, Turfven", mine)
    assert [(h.id, h.is_same, h.why) for h in near] == [(other, False, "straat bijna zo geschreven")]
    assert team.femke.ask(address_history, "Beukenlaan 7, Turfven", mine) == []
    now = team.femke.ask(concern_view, mine).received
    assert pattern(now, near, multiple_days=31, recurrent_months=6) == ""


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "Meervoudig: 2 signalen binnen 31 dagen."),
        (30, "Meervoudig: 2 signalen binnen 31 dagen."),
        (31, "Opeenvolgend: een eerder signaal binnen 6 maanden, op 2 oktober."),
        (184, "Opeenvolgend: een eerder signaal binnen 6 maanden, op 2 mei."),
        (185, ""),
    ],
)
def test_several_signals_on_one_door_are_named(team: Team, days: int, said: str) -> None:
    mine = written(team)
    now = team.femke.ask(concern_view, mine).received
    team.clock.now = now - timedelta(days=days)
    written(team)
    history = team.femke.ask(address_history, "Heikant 3, Ganzenhoek", mine)
    assert pattern(now, history, multiple_days=31, recurrent_months=6) == said


def test_noise_doubles_answers_themes_and_spots_are_figures_without_names(team: Team) -> None:
    first = written(team, extra=Extra(signs=("FARM_DEAD_CATTLE", "WASTE"), spot="STREET"))
    second = written(team, extra=Extra(signs=("FARM_DEAD_CATTLE",)))
    third = written(team, place="Turfven", source=Source.VOLUNTEER)
    team.femke.do(set_noise, team.femke.ask(concern_view, first), NoiseReason.VAGUE)
    team.femke.do(set_double, team.femke.ask(concern_view, second), third)
    told, other, _ = team.sem.ask(open_feedback)
    team.sem.do(give_feedback, told, said="Het is opgepakt.")
    team.sem.do(feedback_not_possible, other, "verhuisd")
    team.clock.at(2026, 12, 1, 9, 0)
    figures = team.noor.ask(signal_figures, team.clock.now - timedelta(days=365), team.clock.today)
    assert [(f.source, f.total, f.noise, f.double, f.on_time) for f in figures.sources] == [
        (Source.VOLUNTEER, "<5", "0 (0%)", "0 (0%)", "0 (0%)"),
        (Source.PROFESSIONAL, "<5", "<5", "<5", "<5"),
    ]
    assert figures.themes[0] == ("Ganzenhoek", "FARM_DEAD_CATTLE", "<5")
    assert (figures.farm, figures.spots) == ("<5", (("STREET", "<5"),))
    assert "Heikant" not in repr(figures)


def test_no_small_figure_follows_from_a_total_beside_it(team: Team) -> None:
    """Domain.md, R-40: of 14 signals, 9 by phone, 4 in the cabin and 1 otherwise, nothing tells of the one."""
    for number in range(14):
        channel = Channel.PHONE if number < 9 else Channel.CABIN if number < 13 else Channel.OTHER
        signs = ("FARM_DEAD_CATTLE",) if number < 12 else ("FARM_POOR_FEED",)
        source = Source.RESIDENT if number < 8 else Source.VOLUNTEER
        concern = written(team, channel=channel, source=source, extra=Extra(signs=signs))
        if number in (0, 8, 9, 10, 11, 12):
            team.femke.do(set_noise, team.femke.ask(concern_view, concern), NoiseReason.VAGUE)
    figures = team.noor.ask(signal_figures, team.clock.now - timedelta(days=365), team.clock.today)
    assert figures.channels == (("CHANNEL_PHONE", "9"), ("CHANNEL_CABIN", "<5"), ("CHANNEL_OTHER", "<5"))
    assert [(f.source, f.total, f.noise, f.waiting) for f in figures.sources] == [
        (Source.RESIDENT, "8", "<5", "–"),  # eight less the seven that wait would be one
        (Source.VOLUNTEER, "6", "–", "<5"),
    ]
    assert (figures.villages, figures.certainties) == ((("Ganzenhoek", "14"),), (("CERTAINTY_SEEN", "14"),))
    assert figures.weighed == "6 (100%)"
    assert [count for _, _, count in figures.themes] == ["12", "<5"]
    assert figures.farm == "–"  # fourteen less twelve


def test_a_visit_that_was_asked_for_goes_along_to_the_first_signal_and_back(team: Team) -> None:
    first, second = written(team), written(team)
    team.sem.do(call_us_in, second, "de boer redt het niet")
    team.noor.do(call_us_in, first, "samen langs")
    before = team.femke.ask(concern_view, second)
    team.femke.do(set_double, before, first)
    assert team.sem.ask(joint_calls, second) == []
    assert [(one.asked_by, one.waits) for one in team.sem.ask(joint_calls, first)] == [
        (team.sem.me().name, True),
        (team.noor.me().name, True),
    ]
    team.femke.do(take_back, before)
    assert [one.why for one in team.sem.ask(joint_calls, second)] == ["de boer redt het niet"]
    team.femke.do(set_double, team.femke.ask(concern_view, second), first)
    team.femke.do(open_case, [team.femke.ask(concern_view, first)], label="Heikant", lead_id=team.ids["noor"], **NEW)
    assert asked(team.noor) == ["de boer redt het niet", "samen langs"]
    call = team.noor.ask(joint_calls)[0]
    team.noor.do(
        plan_together, call, care_id=team.ids["noor"], enforcement_id=team.ids["sem"], task="Samen kijken", before=date(2026, 11, 13)
    )
    assert [one.planned for one in team.noor.ask(joint_calls, first)] == [True, True]  # one visit answers both
    assert asked(team.noor) == []


def test_who_asked_for_a_visit_that_does_not_come_reads_why(team: Team) -> None:
    concern = written(team)
    team.sem.do(call_us_in, concern, "de boer redt het niet")
    team.femke.do(set_noise, team.femke.ask(concern_view, concern), NoiseReason.NO_CONCERN)
    [line] = team.sem.ask(joint_calls, concern)
    assert (line.waits, line.ended_because) == (False, "Het signaal is afgehandeld: ruis.")
    assert asked(team.sem) == ["de boer redt het niet"] and asked(team.femke) == []
    with pytest.raises(Refused, match="komt er niet meer|hoort nog niet bij een casus"):
        team.noor.do(plan_together, line, care_id=team.ids["noor"], enforcement_id=team.ids["sem"], task="x", before=date(2026, 11, 13))
    double = written(team)
    team.noor.do(call_us_in, double, "samen langs")
    team.femke.do(set_double, team.femke.ask(concern_view, double), concern)  # the first is done with already
    assert [one.ended_because for one in team.noor.ask(joint_calls, double)] == ["Dit signaal is dubbel met 26-001, en dat is afgehandeld."]
    team.femke.do(reopen, team.femke.ask(concern_view, concern), "toch gezien")
    assert [one.waits for one in team.sem.ask(joint_calls, concern)] == [True]
    case_id = team.femke.do(open_case, [team.femke.ask(concern_view, concern)], label="Heikant", lead_id=team.ids["noor"], **NEW)
    team.femke.do(close_case, team.femke.ask(case_view, case_id), ended(CaseResult.GOAL_REACHED, "Klaar."))
    assert [one.ended_because for one in team.sem.ask(joint_calls, concern)] == ["De casus is afgesloten."]
    team.clock.at(2027, 1, 20, 9, 0)
    assert asked(team.sem) == []
