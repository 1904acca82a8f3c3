"""Standing in for the aandachtsfunctionaris: for some days, and then no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from expertiseteam.access.sealing import Resealed
from expertiseteam.access.who import Role
from expertiseteam.access.work import Work
from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.reporter import reveal_reporter
from expertiseteam.custody import settle
from expertiseteam.opening import unlock_dossier
from expertiseteam.privacy.reading_log import whole_log
from expertiseteam.team import deputation
from expertiseteam.team.deputation import deputations, deputise, end_deputation, end_due_deputations
from expertiseteam.team.members import change_member, members
from tests.access.test_sealing import GREET, give_role, line, seals, told_by
from tests.dossier import PASSPHRASE, Team


def test_who_stands_in_may_what_the_role_may_and_reads_the_seals(team: Team) -> None:
    concern, until = told_by(team), team.clock.today + timedelta(days=14)
    assert team.femke.do(deputise, line(team, "noor"), until) == Resealed(1, 0)
    assert team.noor.me().role is Role.OFFICER
    assert team.noor.do(reveal_reporter, concern, "terugbellen") == GREET
    [one] = team.wil.ask(deputations)
    assert (one.member_id, one.since, one.until) == (team.ids["noor"], team.clock.today, until)


def test_it_ends_when_somebody_ends_it(team: Team) -> None:
    concern = told_by(team)
    team.femke.do(deputise, line(team, "noor"), team.clock.today)
    team.noor.do(reveal_reporter, concern, "terugbellen")
    [one] = team.femke.ask(deputations)
    assert team.femke.do(end_deputation, one) == Resealed(1, 0)
    assert team.noor.me().role is Role.MEMBER
    with pytest.raises(Refused, match="teamlid"):
        team.noor.do(reveal_reporter, concern, "terugbellen")
    with pytest.raises(Refused, match="niet voor u verzegeld"):
        team.noor._keys.open(team.femke.ask(seals)[0])
    assert team.femke.ask(deputations) == []


@pytest.mark.parametrize("who", ["noor", "wil"])
def test_it_begins_on_a_later_day_whoever_works_first_and_reads_what_was_told_since(team: Team, who: str) -> None:
    """The aandachtsfunctionaris arranged it and is away on the first day; both windows have been open since before."""
    before, until = told_by(team), team.clock.today + timedelta(days=14)
    noor, first = team.noor, getattr(team, who)
    assert team.femke.do(deputise, line(team, "noor"), until, team.clock.today + timedelta(days=7)) == Resealed(1, 0)
    assert noor.me().role is Role.MEMBER
    with pytest.raises(Refused, match="teamlid"):
        noor.do(reveal_reporter, before, "te vroeg")
    since = told_by(team)
    team.clock.now += timedelta(days=7)
    first.ask(members)
    assert noor.me().role is Role.OFFICER
    assert noor.do(reveal_reporter, before, "terugbellen") == noor.do(reveal_reporter, since, "terugbellen") == GREET
    assert "waarneming ingegaan" in [entry.what for entry in team.femke.ask(whole_log)]
    team.clock.now += timedelta(days=8)
    first.ask(members)
    assert noor.me().role is Role.MEMBER and team.femke.ask(deputations) == []


def test_one_that_is_still_to_come_can_be_ended_and_runs_out_when_nobody_worked(team: Team) -> None:
    concern, noor = told_by(team), line(team, "noor")
    days = [team.clock.today + timedelta(days=n) for n in (7, 14)]
    team.femke.do(deputise, noor, days[1], days[0])
    with pytest.raises(Refused, match="Er staat al dat Noor Elzinga gaat waarnemen"):
        team.femke.do(deputise, noor, days[1])
    [one] = team.femke.ask(deputations)
    assert team.femke.do(end_deputation, one) == Resealed(1, 0)
    assert line(team, "noor").role is Role.MEMBER
    with pytest.raises(Refused, match="niet voor u verzegeld"):
        team.noor._keys.open(team.femke.ask(seals)[0])
    team.femke.do(deputise, noor, days[1], days[0])
    team.clock.now += timedelta(days=15)
    assert team.femke.ask(deputations) == [] and team.noor.me().role is Role.MEMBER
    assert team.femke.do(reveal_reporter, concern, "controle") == GREET


def test_a_role_that_changed_before_the_first_day_ends_what_was_arranged(team: Team) -> None:
    team.femke.do(deputise, line(team, "noor"), team.clock.today + timedelta(days=9), team.clock.today + timedelta(days=7))
    give_role(team, "noor", Role.LAWYER)
    team.clock.now += timedelta(days=8)
    assert team.femke.ask(deputations) == [] and team.noor.me().role is Role.LAWYER


@pytest.mark.parametrize("who", ["noor", "femke", "wil"])
def test_it_ends_by_itself_after_the_last_day_whoever_opens_first(team: Team, who: str) -> None:
    concern = told_by(team)
    team.femke.do(deputise, line(team, "noor"), team.clock.today + timedelta(days=2))
    noor = team.noor
    team.clock.now += timedelta(days=2)
    assert noor.do(reveal_reporter, concern, "laatste dag") == GREET
    team.clock.now += timedelta(days=1)
    workspace, identity = unlock_dossier(team.path, team.ids[who], PASSPHRASE.format(who), policy=team.policy, clock=team.clock)
    settle(team.path, workspace, identity, policy=team.policy)
    workspace.close()
    assert noor.me().role is Role.MEMBER and noor.ask(deputations) == []
    if who == "wil":  # his keys open no seal: it waits for an aandachtsfunctionaris
        femke, keys = unlock_dossier(team.path, team.ids["femke"], PASSPHRASE.format("femke"), policy=team.policy, clock=team.clock)
        assert settle(team.path, femke, keys, policy=team.policy).resealed == Resealed(1, 0)
        femke.close()
    with pytest.raises(Refused, match="niet voor u verzegeld"):
        noor._keys.open(team.femke.ask(seals)[0])
    assert team.femke.do(reveal_reporter, concern, "controle") == GREET


def test_in_a_window_that_stays_open_it_ends_with_the_last_day(team: Team) -> None:
    concern = told_by(team)
    team.femke.do(deputise, line(team, "noor"), team.clock.today)
    noor = team.noor
    assert noor.do(reveal_reporter, concern, "laatste dag") == GREET
    team.clock.now += timedelta(days=1)
    with pytest.raises(Refused, match="Dit kan een teamlid niet doen"):
        noor.do(reveal_reporter, concern, "een dag te laat")
    assert noor.ask(deputations) == []
    assert "waarneming afgelopen" in [entry.what for entry in team.femke.ask(whole_log)]


def test_the_first_question_of_a_colleague_ends_it_too_and_paper_for_who_stood_in_shows_no_more(team: Team) -> None:
    team.femke.do(deputise, line(team, "noor"), team.clock.today)
    assert team.femke.ask_for(team.ids["noor"], whole_log)
    team.clock.now += timedelta(days=1)
    assert team.femke.ask_for(team.ids["noor"], whole_log) == []  # Noor did nothing herself, and reads no more of others


def test_who_stood_in_is_kept_out_while_the_end_cannot_be_written_and_others_work_on(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    team.femke.do(deputise, line(team, "noor"), team.clock.today)
    noor, wil = team.noor, team.wil
    team.clock.now += timedelta(days=1)

    def full(work: Work) -> Resealed:
        raise Refused("De schijf is vol.")

    monkeypatch.setattr(deputation, "end_due_deputations", replace(end_due_deputations, run=full))
    with pytest.raises(Refused, match="schijf is vol"):
        noor.ask(members)
    assert len(wil.ask(members)) == 8


def test_the_days_have_bounds_and_the_member_needs_keys(team: Team) -> None:
    noor, today = line(team, "noor"), team.clock.today
    for until in (today - timedelta(days=1), today + timedelta(days=185)):
        with pytest.raises(Refused, match="half jaar"):
            team.femke.do(deputise, noor, until)
    for since in (today - timedelta(days=1), today + timedelta(days=3)):
        with pytest.raises(Refused, match="eerste dag van vandaag tot en met de laatste"):
            team.femke.do(deputise, noor, today + timedelta(days=2), since)
    with pytest.raises(Refused, match="al aandachtsfunctionaris"):
        team.femke.do(deputise, line(team, "femke"), today)
    with pytest.raises(Refused, match="teamlid"):
        team.noor.do(deputise, line(team, "sem"), today)


def test_who_stands_in_does_not_count_as_the_last_aandachtsfunctionaris(team: Team) -> None:
    team.femke.do(deputise, line(team, "noor"), team.clock.today + timedelta(days=5))
    femke = line(team, "femke")
    with pytest.raises(Refused, match="enige aandachtsfunctionaris"):
        team.femke.do(change_member, femke, role=Role.MEMBER, discipline=femke.discipline, function="")


def test_who_leaves_while_standing_in_does_not_come_back_as_aandachtsfunctionaris(team: Team) -> None:
    team.femke.do(deputise, line(team, "noor"), team.clock.today + timedelta(days=5))
    noor = line(team, "noor")
    team.femke.do(change_member, noor, role=noor.role, discipline=noor.discipline, function=noor.function, is_active=False)
    gone = line(team, "noor")
    assert gone.role is Role.MEMBER and team.femke.ask(deputations) == []
    team.femke.do(change_member, gone, role=gone.role, discipline=gone.discipline, function=gone.function)
    assert line(team, "noor").role is Role.MEMBER


def test_another_role_meanwhile_ends_it_without_giving_the_old_one_back(team: Team) -> None:
    team.femke.do(deputise, line(team, "noor"), team.clock.today)
    give_role(team, "noor", Role.LAWYER)
    assert team.femke.ask(deputations) == []
    team.clock.now += timedelta(days=3)
    team.femke.do(end_due_deputations)
    assert team.noor.me().role is Role.LAWYER
