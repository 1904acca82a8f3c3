"""How heavy reasons are, what waits until a day, what is not done twice, and the points that come and go with them."""

from __future__ import annotations

from datetime import date

import pytest

from expertiseteam.access.who import Discipline, Role
from expertiseteam.basics.meeting_settings import MEETING_SETTINGS
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.setting import numbers_of
from expertiseteam.cases.actions import agree_action, open_actions
from expertiseteam.cases.opening import open_case, report_eviction
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import EvictionState
from expertiseteam.cases.scale_records import EscalateTo, EscalationReason
from expertiseteam.cases.scaling import escalate
from expertiseteam.concerns.check_round import ask_partners
from expertiseteam.concerns.intake import record_concern
from expertiseteam.concerns.records import Certainty, Channel
from expertiseteam.meetings.agenda import agenda, prepare_agenda, unskip_item
from expertiseteam.meetings.cycle import plan_series
from expertiseteam.meetings.guests import invite_guest, withdraw_guest
from expertiseteam.meetings.minutes import agenda_paper
from expertiseteam.meetings.not_done import missed_twice, not_done
from expertiseteam.meetings.reasons import weights_of
from expertiseteam.meetings.records import Agenda, AgendaLine, ItemKind, ReasonKind, Sharing
from expertiseteam.meetings.waiting import hold_action, hold_case
from expertiseteam.team.members import add_member
from expertiseteam.team.settings import change_settings, team_settings
from tests.dossier import Team

NEW = {"legal_basis": "Wmo 2015", "purpose": "hulp", "goal": "Weten", "bringing_partner": "gemeente"}


@pytest.fixture
def planned(team: Team) -> list[str]:
    """Two cases, of which the first has a late action; overleggen on 17 November and 8 December."""
    team.clock.at(2026, 9, 1, 9, 0)
    for label in ("Laan 1 · gezin", "Laan 2 · man"):
        team.femke.do(open_case, (), label=label, lead_id=team.ids["noor"], **NEW)
    team.clock.at(2026, 11, 2, 9, 0)
    series = team.femke.do(plan_series, first=date(2026, 11, 17), times=2, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    return series


def filled(team: Team, meeting_id: str) -> Agenda:
    team.femke.do(prepare_agenda, meeting_id)
    return team.femke.ask(agenda, meeting_id)


def case(shown: Agenda, street: str) -> AgendaLine:
    return next(item for item in (*shown.items, *shown.skipped) if item.title.startswith(street))


def kinds(shown: Agenda, street: str) -> set[ReasonKind]:
    return {reason.kind for reason in case(shown, street).reasons}


def late_action(team: Team, case_id: str) -> None:
    team.noor.do(agree_action, case_id, what="Bel de huisarts", owner_id=team.ids["noor"], due=date(2026, 11, 9))


def test_every_reason_has_its_weight_and_its_minutes_among_the_settings() -> None:
    kinds = {str(kind) for kind in ReasonKind if kind is not ReasonKind.RUNNING}
    declared = {setting.key: setting.default for setting in MEETING_SETTINGS}
    for key in ("reason_weights", "reason_minutes"):
        lines = declared[key]
        assert isinstance(lines, tuple) and set(numbers_of(lines)) == kinds
    assert weights_of(("ontruiming: 3",)) == weights_of(()) | {ReasonKind.EVICTION: 3}, "a kind that came later weighs as proposed"


def test_the_team_decides_how_heavy_a_reason_is(team: Team, planned: list[str]) -> None:
    first = case(filled(team, planned[0]), "Laan 1")
    late_action(team, first.case_id or "")
    team.femke.do(change_settings, {"reason_weights": ("geen verandering: 0", "nog geen duo: 99"), "reason_minutes": ("nog geen duo: 12",)})
    later = filled(team, planned[1])
    assert [reason.kind for reason in case(later, "Laan 1").reasons] == [ReasonKind.NO_DUO, ReasonKind.LATE_ACTION]
    assert case(later, "Laan 2").minutes == 12
    assert team.femke.ask(team_settings).reason_weights[:2] == ("ernstig voorval: 100", "nog geen duo: 99")
    for wrong, said in (
        ("ontruimd: 5", "regel 1: ‘ontruimd’ bestaat niet"),
        ("ontruiming: 101", "van 0 tot en met 100"),
        ("kast", "‘kast’"),
    ):
        with pytest.raises(Refused, match=said):
            team.femke.do(change_settings, {"reason_weights": (wrong,)})


def test_a_case_waits_until_its_day_with_the_reason_unless_something_presses(team: Team, planned: list[str]) -> None:
    second = case(filled(team, planned[0]), "Laan 2")
    with pytest.raises(Refused, match="na 17 november 2026"):
        team.femke.do(hold_case, second, date(2026, 11, 17), "zitting")
    team.femke.do(hold_case, second, date(2026, 12, 9), "de zitting is dan geweest")
    waiting = "niet voor 9 december 2026: de zitting is dan geweest"
    later = filled(team, planned[1])
    assert [item.because for item in later.skipped] == [waiting]  # by itself, also in the next one
    assert [(s.label, s.because) for s in team.femke.ask(agenda_paper, planned[1]).skipped] == [("Laan 2 · man", waiting)]
    team.femke.do(unskip_item, later.skipped[0])
    assert not filled(team, planned[1]).skipped  # who puts it back means it
    team.femke.do(hold_case, case(filled(team, planned[1]), "Laan 2"), date(2027, 2, 1), "rust")
    team.karim.do(report_eviction, team.karim.ask(case_view, second.case_id or ""), EvictionState.DATED, date(2026, 12, 20), "Woonpunt")
    series = team.femke.do(plan_series, first=date(2026, 12, 15), times=1, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    assert case(filled(team, series[0]), "Laan 2").is_urgent and not team.femke.ask(agenda, series[0]).skipped
    left = [line.working_days for line in team.femke.ask(agenda_paper, series[0]).urgent]
    team.wil.do(change_settings, {"closed_days": ("17 december 2026",)})
    assert (left, [line.working_days for line in team.femke.ask(agenda_paper, series[0]).urgent]) == (
        [3],
        [2],
    )  # a closed day does not count


def test_an_action_that_waits_says_so_and_drags_no_case_along(team: Team, planned: list[str]) -> None:
    first = case(filled(team, planned[0]), "Laan 1")
    late_action(team, first.case_id or "")
    [action] = team.noor.ask(open_actions)
    assert case(filled(team, planned[0]), "Laan 1").reasons[0].kind is ReasonKind.LATE_ACTION
    with pytest.raises(Refused, match="waarop"):
        team.noor.do(hold_action, action, date(2027, 1, 4), " ")
    team.noor.do(hold_action, action, date(2027, 1, 4), "de huisarts is op reis")
    reasons = case(filled(team, planned[0]), "Laan 1").reasons
    assert reasons[-1].text == "actie 1 niet voor 4 januari 2027: de huisarts is op reis" and reasons[0].kind is not ReasonKind.LATE_ACTION
    assert reasons[-1].kind is ReasonKind.HELD and ReasonKind.HELD not in kinds(filled(team, planned[0]), "Laan 2")


def test_an_action_that_is_not_done_twice_goes_to_the_escalations(team: Team, planned: list[str]) -> None:
    first = case(filled(team, planned[0]), "Laan 1").case_id or ""
    late_action(team, first)
    team.clock.at(2026, 11, 17, 14, 0)
    [action] = team.noor.ask(open_actions)
    with pytest.raises(Refused, match="waarom"):
        team.noor.do(not_done, action, " ", date(2026, 12, 8))
    team.noor.do(not_done, action, "niet aan toegekomen", date(2026, 12, 8), meeting_id=planned[0])
    [again] = team.noor.ask(open_actions)
    assert (again.what, again.owner, again.due) == (action.what, action.owner, date(2026, 12, 8))
    assert not team.noor.ask(missed_twice)
    team.clock.at(2026, 12, 8, 14, 0)
    team.noor.do(not_done, again, "weer niet", None)
    [missed] = team.noor.ask(missed_twice)
    assert (missed.number, missed.why) == (again.number, "weer niet")
    series = team.femke.do(plan_series, first=date(2026, 12, 29), times=1, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    shown = filled(team, series[0])
    assert case(shown, "Laan 1").reasons[0].kind is ReasonKind.MISSED and ReasonKind.MISSED not in kinds(shown, "Laan 2")
    [point] = [item for item in shown.items if item.kind is ItemKind.ESCALATIONS]
    assert point.since_last == f"{case(shown, 'Laan 1').code}: actie 2 twee keer niet gedaan"
    team.clock.at(2026, 12, 9, 9, 0)
    team.femke.do(escalate, first, to=EscalateTo.ALDERMAN, reason=EscalationReason.STUCK, question="Wie kan dit?")
    assert not team.noor.ask(missed_twice)
    [point] = [item for item in filled(team, series[0]).items if item.kind is ItemKind.ESCALATIONS]
    assert point.since_last.endswith("wethouder: wacht sinds 9 december")


def test_check_rounds_and_escalations_are_points_when_there_is_something(team: Team, planned: list[str]) -> None:
    shown = filled(team, planned[0])
    assert not {ItemKind.CHECKS, ItemKind.ESCALATIONS} & {item.kind for item in shown.items}
    concern = team.noor.do(record_concern, what="Gordijnen dicht", place="Laan 9", certainty=Certainty.GUT, channel=Channel.PHONE)
    team.femke.do(ask_partners, concern, [team.organisations["Woonpunt"]], "hulp aanbieden", "wij weten niet wie er woont")
    shown = filled(team, planned[0])
    kinds = [item.kind for item in shown.items if item.case_id is None]
    assert kinds[2:] == [ItemKind.CONCERNS, ItemKind.CHECKS, ItemKind.LEARNING, ItemKind.CLOSING]
    [point] = [item for item in shown.items if item.kind is ItemKind.CHECKS]
    assert point.since_last == "signaal 26-001: antwoord was er nog niet op 9 november"
    assert [item.position for item in shown.items] == list(range(len(shown.items)))


def test_who_hears_a_point_stands_on_the_agenda_and_a_guest_is_let_in_for_one(team: Team, planned: list[str]) -> None:
    guest = team.femke.do(add_member, name="Dokter Bos", role=Role.GUEST, discipline=Discipline.CARE, function="huisarts")
    team.femke.do(open_case, (), label="Pad · besloten", lead_id=team.ids["noor"], closed=True, **NEW)
    shown = filled(team, planned[0])
    assert case(shown, "Laan 1").heard_by == "" and case(shown, "Laan 1").sharing is Sharing.TEAM
    assert case(shown, "Pad").sharing is Sharing.CLOSED and "Noor Elzinga" in case(shown, "Pad").heard_by
    team.wil.do(invite_guest, case(shown, "Laan 1").id, guest)
    team.wil.do(invite_guest, case(shown, "Laan 1").id, guest)
    shown = team.femke.ask(agenda, planned[0])
    assert [item.title for item in shown.items if item.invited == ("Dokter Bos",)] == ["Laan 1 · gezin"]
    assert case(shown, "Laan 1").heard_by == "met Dokter Bos als gast"
    paper = team.femke.ask(agenda_paper, planned[0])
    assert [item.heard_by for item in paper.items if item.title == "Laan 1 · gezin"] == ["met Dokter Bos als gast"]
    with pytest.raises(Refused, match="geen gast"):
        team.wil.do(invite_guest, case(shown, "Laan 1").id, team.ids["noor"])
    with pytest.raises(Refused, match="niet over een casus"):
        team.wil.do(invite_guest, shown.items[0].id, guest)
    team.wil.do(withdraw_guest, case(shown, "Laan 1").id, guest)
    assert case(team.femke.ask(agenda, planned[0]), "Laan 1").heard_by == ""
