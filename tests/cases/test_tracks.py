"""Care and safety: help that is offered, the plan that waits in the drawer, the path with its days, and the switch between them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from expertiseteam.access.who import Discipline, Role
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.enforcement import begin_path, next_steps, path_steps, paths, step_path, take_back_step
from expertiseteam.cases.offer_records import NewOffer, OfferAnswer, OfferKind
from expertiseteam.cases.offers import record_offer
from expertiseteam.cases.opening import open_case
from expertiseteam.cases.plan import add_goal, change_goal, goals, move_plan, plan_of
from expertiseteam.cases.scale_records import AvePhase
from expertiseteam.cases.scaling import set_phase
from expertiseteam.cases.track_records import (
    Authority,
    GoalState,
    OrderKind,
    PathLine,
    PathState,
    PlanState,
    Track,
)
from expertiseteam.cases.tracks import switches, track_of
from expertiseteam.insight.field_changes import field_changes
from expertiseteam.insight.opened_case import opened_case
from expertiseteam.insight.soundness import problems
from expertiseteam.insight.timeline import EventKind, timeline
from expertiseteam.insight.two_tracks import two_tracks
from expertiseteam.meetings.agenda import agenda, prepare_agenda
from expertiseteam.meetings.conduct import decide, open_item, start_meeting
from expertiseteam.meetings.cycle import meeting, plan_series
from expertiseteam.meetings.minutes import agenda_paper, minutes_paper
from expertiseteam.meetings.records import ReasonKind
from expertiseteam.meetings.switching import switch_track
from expertiseteam.team.members import add_member, members
from expertiseteam.team.settings import change_settings
from expertiseteam.visits.duos import send_duo, visit_view
from expertiseteam.visits.recording import record_visit
from expertiseteam.visits.records import Consent, Outcome
from tests.acceptance.play import NEW
from tests.dossier import Team

MONDAY = date(2026, 11, 2)


@pytest.fixture
def case(team: Team) -> str:
    return team.femke.do(
        open_case,
        (),
        label="Eindpad · erf",
        lead_id=team.ids["noor"],
        legal_basis="Wet publieke gezondheid, bemoeizorg",
        purpose="hulp aanbieden",
        goal="De dieren zijn verzorgd en meneer heeft hulp.",
        bringing_partner="gemeente",
        place="Eindpad 22, Ganzenhoek",
    )


def lawyer(team: Team) -> str:
    known = [m.id for m in team.femke.ask(members) if m.role is Role.LAWYER]
    if known:
        return known[0]
    return team.femke.do(add_member, name="Joris Blom", role=Role.LAWYER, discipline=Discipline.LAW, function="handhavingsjurist")


def refused(team: Team, case: str) -> None:
    """A duo was let in, and help was not accepted."""
    visit = team.femke.do(
        send_duo, case, care_id=team.ids["noor"], enforcement_id=team.ids["sem"], task="Hulp voor de dieren aanbieden", before=MONDAY
    )
    team.noor.do(
        record_visit,
        team.noor.ask(visit_view, visit),
        on=MONDAY,
        is_announced=True,
        outcome=Outcome.HELP_REFUSED,
        consent=Consent.GIVEN,
        care_view="Meneer wil rust.",
    )


def to_safety(team: Team, case: str, to: Track = Track.SAFETY) -> str:
    spoken = team.femke.ask(track_of, case)
    return team.femke.do(switch_track, case, spoken, to, why="de dieren lijden", authority=Authority.URGENT, with_id=lawyer(team))


def only_path(team: Team, case: str) -> PathLine:
    [path] = team.femke.ask(paths, case)
    return path


def test_a_plan_runs_waits_in_the_drawer_and_comes_out_as_it_was(team: Team, case: str) -> None:
    team.noor.do(add_goal, case, what="De stal is schoon", helper="Sem", due=date(2026, 12, 1))
    team.noor.do(add_goal, case, what="Meneer eet elke dag warm")
    plan = team.noor.ask(plan_of, case)
    assert plan is not None and plan.state is PlanState.DRAFT
    team.noor.do(move_plan, plan, PlanState.RUNNING)
    first, second = team.noor.ask(goals, case)
    past = {"what": "Meneer slaapt thuis", "helper": "", "due": date(2026, 1, 5)}
    for act, args, more in ((add_goal, (case,), {}), (change_goal, (second,), {"state": GoalState.OPEN})):
        with pytest.raises(Refused, match="op 5 januari 2026, maar is opgeschreven op "):
            team.noor.do(act, *args, **past, **more)
    team.noor.do(change_goal, first, what=first.what, helper="Sem", due=first.due, state=GoalState.REACHED)
    plan = team.noor.ask(plan_of, case)
    assert plan is not None
    with pytest.raises(Refused, match="nog 1 doel"):
        team.noor.do(move_plan, plan, PlanState.DONE)
    with pytest.raises(Refused, match="waarom"):
        team.noor.do(move_plan, plan, PlanState.PARKED, " ")
    team.noor.do(move_plan, plan, PlanState.PARKED, "meneer doet de deur niet meer open")
    before = team.noor.ask(goals, case)
    for act, args, more in (
        (add_goal, (case,), {"what": "Nog iets"}),
        (change_goal, (second,), {"what": "Anders", "helper": "", "due": None, "state": GoalState.OPEN}),
    ):
        with pytest.raises(Refused, match="ligt in de la"):
            team.noor.do(act, *args, **more)
    parked = team.noor.ask(plan_of, case)
    assert parked is not None and parked.why == "meneer doet de deur niet meer open"
    with pytest.raises(Refused, match="kan nu niet naar"):
        team.noor.do(move_plan, parked, PlanState.DONE)
    team.clock.at(2026, 12, 1, 9, 0)
    team.noor.do(move_plan, parked, PlanState.RESUMED)
    assert team.noor.ask(goals, case) == before
    with pytest.raises(Refused, match="waarom dit doel vervalt"):
        team.noor.do(change_goal, second, what=second.what, helper="", due=None, state=GoalState.DROPPED)


def test_the_days_of_the_path_are_computed_and_clashing_days_are_both_named(team: Team, case: str) -> None:
    refused(team, case)
    team.femke.do(begin_path, case, what="Honden zonder water en droog bed", kind=OrderKind.PENALTY)
    with pytest.raises(Refused, match="Wissel eerst van spoor"):
        team.femke.do(step_path, only_path(team, case), PathState.NOTICE, on=MONDAY)
    to_safety(team, case)
    team.femke.do(step_path, only_path(team, case), PathState.NOTICE, on=MONDAY)
    assert only_path(team, case).until == date(2026, 11, 16)  # two weeks
    team.femke.do(step_path, only_path(team, case), PathState.VIEWPOINT, on=MONDAY)
    team.clock.at(2026, 11, 10, 9, 0)
    shown = only_path(team, case)
    with pytest.raises(Refused, match=r"tot en met 16 november 2026 reageren, en een besluit van 10 november 2026"):
        team.femke.do(step_path, shown, PathState.DECIDED, on=date(2026, 11, 10), order="Elke hond heeft water.")
    team.clock.at(2026, 11, 17, 9, 0)
    with pytest.raises(Refused, match=r"‘besluit’ van 1 november 2026 ligt vóór ‘zienswijze’ van 2 november 2026"):
        team.femke.do(step_path, shown, PathState.DECIDED, on=date(2026, 11, 1), order="Elke hond heeft water.")
    with pytest.raises(Refused, match="precies wat er gebeurd moet zijn"):
        team.femke.do(step_path, shown, PathState.DECIDED, on=date(2026, 11, 17))
    with pytest.raises(Refused, match="daarna komt niet ‘controle’"):
        team.femke.do(step_path, shown, PathState.CHECK, on=date(2026, 11, 17))
    team.femke.do(step_path, shown, PathState.DECIDED, on=date(2026, 11, 17), order="Elke hond heeft water en een droog bed.")
    dearer = "Elke hond heeft water en een droog bed, op straffe van € 250 per dag."
    team.femke.do(step_path, only_path(team, case), PathState.COMPLYING, on=date(2026, 11, 17), order=dearer)
    assert only_path(team, case).until == date(2026, 12, 15)  # the team's 28 days
    orders = [(c.before, c.after) for c in team.femke.ask(field_changes, case) if c.title.startswith("Wat er volgens de handhaving")]
    assert set(orders) == {("", "Elke hond heeft water en een droog bed."), ("Elke hond heeft water en een droog bed.", dearer)}
    team.clock.at(2026, 12, 15, 9, 0)
    with pytest.raises(Refused, match="te vroeg"):
        team.femke.do(step_path, only_path(team, case), PathState.CHECK, on=date(2026, 12, 15))
    team.clock.at(2026, 12, 16, 9, 0)
    team.femke.do(step_path, only_path(team, case), PathState.CHECK, on=date(2026, 12, 16))
    assert only_path(team, case).until == date(2026, 12, 18)  # two working days
    team.femke.do(step_path, only_path(team, case), PathState.MET, on=date(2026, 12, 16), remark="alles in orde")
    assert next_steps(only_path(team, case)) == ()
    assert [step.after for step in team.femke.ask(path_steps, case)][-2:] == [PathState.CHECK, PathState.MET]


def test_another_day_than_the_term_and_a_withdrawal_with_its_reason(team: Team, case: str) -> None:
    refused(team, case)
    team.femke.do(change_settings, {"viewpoint_days": 7})
    to_safety(team, case, Track.BOTH)
    team.femke.do(begin_path, case, what="Afval op het erf", kind=OrderKind.COERCION)
    with pytest.raises(Refused, match=r"tot 1 november 2026 eindigt vóór de stap van 2 november 2026"):
        team.femke.do(step_path, only_path(team, case), PathState.NOTICE, on=MONDAY, until=date(2026, 11, 1))
    team.femke.do(step_path, only_path(team, case), PathState.NOTICE, on=MONDAY)
    assert only_path(team, case).until == MONDAY + timedelta(days=7)
    with pytest.raises(Refused, match="waarom"):
        team.femke.do(step_path, only_path(team, case), PathState.WITHDRAWN, on=MONDAY)
    team.femke.do(step_path, only_path(team, case), PathState.ON_HOLD, on=MONDAY, remark="meneer ruimt zelf op")
    held = only_path(team, case)
    assert (held.until, next_steps(held)) == (None, (PathState.NOTICE, PathState.WITHDRAWN))
    team.femke.do(step_path, held, PathState.NOTICE, on=MONDAY, until=date(2026, 11, 20))
    assert only_path(team, case).until == date(2026, 11, 20)
    with pytest.raises(Refused, match="wat er niet klopte"):
        team.femke.do(take_back_step, only_path(team, case), " ")
    stood = []
    for _ in range(3):
        team.femke.do(take_back_step, only_path(team, case), "verkeerde casus")
        stood.append((only_path(team, case).state, only_path(team, case).until, only_path(team, case).held_in))
    assert stood == [
        (PathState.ON_HOLD, None, PathState.NOTICE),
        (PathState.NOTICE, MONDAY + timedelta(days=7), None),
        (PathState.EXPLORING, None, None),
    ]
    with pytest.raises(Refused, match="trek de handhaving dan in"):
        team.femke.do(take_back_step, only_path(team, case), "verkeerde casus")
    assert [bool(step.back_at) for step in team.femke.ask(path_steps, case)] == [False, True, True, True]
    events = team.femke.ask(timeline, case)
    told = [(e.detail, e.by) for e in events if e.title == "Teruggenomen"]
    assert told[0] == ("Last onder bestuursdwang: voornemen van 2 november 2026\nverkeerde casus", "Femke Aarts")
    assert sum("Teruggenomen door Femke Aarts op 2 november 2026." in e.detail for e in events) == 3
    assert team.femke.ask(opened_case, case, team.clock.today).events == len(events)


def test_help_that_was_offered_and_refused_counts_as_much_as_at_a_visit_and_each_occasion_once(team: Team, case: str) -> None:
    assert team.femke.ask(two_tracks, case).refused == ()
    team.noor.do(record_offer, case, NewOffer("budgetcoach", OfferKind.FINANCIAL, OfferAnswer.REFUSED))
    team.noor.do(record_offer, case, NewOffer("maatje", OfferKind.OTHER, OfferAnswer.REFUSED))
    team.noor.do(record_offer, case, NewOffer("soep", OfferKind.OTHER, OfferAnswer.THINKING))
    [first] = team.femke.ask(two_tracks, case).refused
    assert (first.on, first.how) == (team.clock.today, "als aanbod")
    refused(team, case)
    visit = next(one.id for one in team.femke.ask(two_tracks, case).refused if one.how == "bij het huisbezoek")
    team.noor.do(record_offer, case, NewOffer("hulp voor de dieren", OfferKind.OTHER, OfferAnswer.REFUSED), visit)
    assert len(team.femke.ask(two_tracks, case).refused) == 2, "what was refused at one visit is one time"
    team.femke.do(change_settings, {"refusals_before_safety": 3})
    with pytest.raises(Refused, match="2 keer geweigerd"):
        team.femke.do(switch_track, case, Track.CARE, Track.SAFETY, why="de dieren lijden", authority=Authority.MEETING)


def test_no_switch_to_safety_without_refused_help_a_decision_and_a_reason(team: Team, case: str) -> None:
    def switch(**more: object) -> str:
        wanted = {"why": "de dieren lijden", "authority": Authority.MEETING, **more}
        return team.femke.do(switch_track, case, Track.CARE, Track.SAFETY, **wanted)

    with pytest.raises(Refused, match="geen keer geweigerd"):
        switch()
    refused(team, case)
    with pytest.raises(Refused, match="Kies het besluit"):
        switch()
    with pytest.raises(Refused, match="kies de handhavingsjurist"):
        switch(authority=Authority.URGENT, with_id=team.ids["noor"])
    with pytest.raises(Refused, match="Schrijf waarom"):
        switch(why=" ")
    assert team.femke.ask(track_of, case) is Track.CARE
    held, *_ = team.femke.do(plan_series, first=MONDAY, times=2, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    team.femke.do(prepare_agenda, held)
    team.wil.do(start_meeting, team.wil.ask(meeting, held))
    item = next(i for i in team.wil.ask(agenda, held).items if i.case_id == case)
    team.wil.do(open_item, item.id)
    team.wil.do(decide, item.id, "Naar het spoor veiligheid.")
    [decision] = team.femke.ask(two_tracks, case).decisions
    switch(decision_id=decision.id)
    [done] = team.femke.ask(switches, case)
    assert (done.before, done.after, done.decision, done.refused) == (Track.CARE, Track.SAFETY, decision.number, 1)
    with pytest.raises(Refused, match="intussen op het spoor veiligheid"):
        switch(decision_id=decision.id)
    team.femke.do(set_phase, case, None, AvePhase.THREE, "te veel tegelijk")
    told = next(one for one in team.wil.ask(minutes_paper, held).items if one.code)
    assert told.changes == (
        f"van zorg naar veiligheid, met besluit {decision.number}: de dieren lijden",
        "AVE-fase 3: problemen op meer gebieden: te veel tegelijk",
    )


def test_help_refused_at_the_door_counts_and_the_team_chooses_how_often(team: Team, case: str) -> None:
    refused(team, case)
    assert [(r.what, r.on) for r in team.noor.ask(two_tracks, case).refused] == [("Hulp voor de dieren aanbieden", MONDAY)]
    team.femke.do(change_settings, {"refusals_before_safety": 2})
    with pytest.raises(Refused, match="1 keer geweigerd; het spoor veiligheid vraagt dat hulp minstens 2 keer"):
        to_safety(team, case)
    refused(team, case)
    to_safety(team, case)
    assert team.femke.ask(track_of, case) is Track.SAFETY


def test_the_switch_parks_the_plan_and_the_way_back_holds_the_order(team: Team, case: str) -> None:
    team.noor.do(add_goal, case, what="De stal is schoon", helper="Sem")
    plan = team.noor.ask(plan_of, case)
    assert plan is not None
    team.noor.do(move_plan, plan, PlanState.RUNNING)
    before = team.noor.ask(goals, case)
    refused(team, case)
    to_safety(team, case)
    parked = team.noor.ask(plan_of, case)
    assert parked is not None and parked.state is PlanState.PARKED
    team.femke.do(begin_path, case, what="Honden zonder water", kind=OrderKind.PENALTY)
    team.femke.do(step_path, only_path(team, case), PathState.NOTICE, on=MONDAY)

    quiet = team.femke.do(open_case, (), label="Laan 2 · man", lead_id=team.ids["noor"], **NEW)
    [overleg, *_] = team.femke.do(plan_series, first=date(2026, 11, 17), times=2, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    team.femke.do(prepare_agenda, overleg)
    item, beside = (next(i for i in team.femke.ask(agenda, overleg).items if i.case_id == one) for one in (case, quiet))
    assert not {ReasonKind.TERM, ReasonKind.SWITCHED, ReasonKind.PARKED} & {reason.kind for reason in beside.reasons}
    told = {reason.kind: reason.text for reason in item.reasons}
    assert told[ReasonKind.TERM] == "handhaving: zienswijze mogelijk tot en met 16 november"
    assert told[ReasonKind.SWITCHED] == "op 2 november met spoed naar het spoor veiligheid"
    assert told[ReasonKind.PARKED] == "het sociaal plan ligt sinds 2 november in de la"
    urgent = [(line.day, line.what) for line in team.femke.ask(agenda_paper, overleg).urgent]
    assert urgent == [(date(2026, 11, 16), "zienswijze mogelijk tot en met")]

    team.clock.at(2026, 11, 9, 9, 0)
    to_safety(team, case, Track.CARE)
    resumed, held = team.noor.ask(plan_of, case), only_path(team, case)
    assert resumed is not None and resumed.state is PlanState.RESUMED
    assert team.noor.ask(goals, case) == before
    assert (held.state, held.held_in, held.until) == (PathState.ON_HOLD, PathState.NOTICE, None)

    events = team.noor.ask(timeline, case)
    assert [e.title for e in events if e.kind is EventKind.SWITCH] == ["Van veiligheid naar zorg", "Van zorg naar veiligheid"]
    assert "Sociaal plan uit de la gehaald" in [e.title for e in events if e.kind is EventKind.CARE]
    assert "Last onder dwangsom: aangehouden" in [e.title for e in events if e.kind is EventKind.SAFETY]
    assert team.noor.ask(opened_case, case, team.clock.today).events == len(events)
    assert team.femke.ask(problems) == []
