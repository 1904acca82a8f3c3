"""Who holds the keys over the life of a dossier: invited, left, a new sheet, a drill; also when it was broken off in between."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from expertiseteam import custody
from expertiseteam.access.sealing import Resealed
from expertiseteam.access.who import Discipline, Role
from expertiseteam.access.workspace import Workspace
from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.reporter import reveal_reporter
from expertiseteam.opening import open_dossier, recover, unlock_dossier, workspace_for
from expertiseteam.privacy.reading_log import my_log
from expertiseteam.storage.file import check_opens, connect, integrity_problems
from expertiseteam.team.deputation import deputise
from expertiseteam.team.key_notes import last_seen
from expertiseteam.team.members import add_member, add_village, members, villages
from expertiseteam.team.sheet import last_drill
from expertiseteam.vault import invitations, keys, renewing
from expertiseteam.vault.identity import Identity
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.overview import key_ring
from tests.access.test_sealing import GREET, give_role, line, told_by
from tests.dossier import PASSPHRASE, Team

NEW = "molen zilver klaver stoep egel"


def as_(team: Team, who: str, passphrase: str = "") -> tuple[Workspace, Identity]:
    return unlock_dossier(team.path, team.ids[who], passphrase or PASSPHRASE.format(who), policy=team.policy, clock=team.clock)


def test_from_invitation_to_unlocking(team: Team) -> None:
    femke, identity = as_(team, "femke")
    bram = femke.do(add_member, name="Bram Vos", role=Role.LAWYER, discipline=Discipline.LAW)
    told = custody.invite(team.path, femke, identity, next(m for m in femke.ask(members) if m.id == bram), policy=team.policy)
    said = invitations.accept(key_file_of(team.path), bram, " ".join(told.groups).lower(), NEW, team.policy)
    assert "zodra een aandachtsfunctionaris het dossier heeft geopend" in said
    with pytest.raises(Refused, match="staat niet in het sleutelbestand"):
        open_dossier(team.path, bram, NEW, policy=team.policy, clock=team.clock)
    settled = custody.settle(team.path, femke, identity, policy=team.policy)
    assert settled.admitted == ("Bram Vos",) and settled.told == ("Bram Vos heeft de code gebruikt en kan nu ontgrendelen.",)
    opened = open_dossier(team.path, bram, NEW, policy=team.policy, clock=team.clock)
    assert opened.me().name == "Bram Vos"
    assert custody.settle(team.path, femke, identity, policy=team.policy).told == ()
    opened.close()
    femke.close()


def test_a_guest_is_not_invited(team: Team) -> None:
    femke, identity = as_(team, "femke")
    gast = femke.do(add_member, name="Bram Vos", role=Role.GUEST, discipline=Discipline.LAW)
    with pytest.raises(Refused, match="is gast"):
        custody.invite(team.path, femke, identity, next(m for m in femke.ask(members) if m.id == gast), policy=team.policy)
    femke.close()


def test_an_invitation_that_was_withdrawn_lets_nobody_in(team: Team) -> None:
    femke, identity = as_(team, "femke")
    bram = femke.do(add_member, name="Bram Vos", role=Role.LAWYER, discipline=Discipline.LAW)
    told = custody.invite(team.path, femke, identity, line_of(femke, "Bram Vos"), policy=team.policy)
    custody.withdraw(team.path, femke, identity, bram, policy=team.policy)
    with pytest.raises(Refused, match="al gebruikt of ingetrokken"):
        invitations.accept(key_file_of(team.path), bram, " ".join(told.groups), NEW, team.policy)
    assert [entry.what for entry in femke.ask(my_log, identity.member_id)][:2] == ["uitnodiging ingetrokken", "lid uitgenodigd"]
    with pytest.raises(Refused, match="geen uitnodiging open"):
        custody.withdraw(team.path, femke, identity, bram, policy=team.policy)
    femke.close()


def test_who_may_not_invites_and_withdraws_nobody_and_the_key_file_stays(team: Team) -> None:
    before = key_file_of(team.path).read_bytes()
    wil, identity = as_(team, "wil")
    sem = line_of(wil, "Sem de Graaf")
    for refused in (
        lambda: custody.invite(team.path, wil, identity, sem, policy=team.policy),
        lambda: custody.withdraw(team.path, wil, identity, sem.id, policy=team.policy),
        lambda: custody.let_in(team.path, wil, identity, sem.id, NEW, policy=team.policy),
        lambda: custody.renew_sheet(team.path, wil, identity, policy=team.policy),
        lambda: custody.drill(team.path, wil, " ".join(team.recovery.groups())),
    ):
        with pytest.raises(Refused, match="secretaris"):
            refused()
    assert key_file_of(team.path).read_bytes() == before
    wil.close()


def test_who_stands_in_lets_nobody_go(team: Team) -> None:
    """Before anything changed: leaving that only half happened would be ended by an administrator later, and in nobody's name."""
    team.femke.do(deputise, line(team, "noor"), team.clock.today)
    noor, identity = as_(team, "noor")
    with pytest.raises(Refused, match="Alleen een beheerder"):
        custody.let_go(team.path, noor, identity, line_of(noor, "Sem de Graaf"), policy=team.policy)
    assert line_of(noor, "Sem de Graaf").is_active
    noor.close()


def test_what_the_key_file_tells(team: Team) -> None:
    femke, identity = as_(team, "femke")
    bram = femke.do(add_member, name="Bram Vos", role=Role.LAWYER, discipline=Discipline.LAW)
    custody.invite(team.path, femke, identity, line_of(femke, "Bram Vos"), policy=team.policy)
    ring = key_ring(key_file_of(team.path), identity.member_id, team.policy)
    invited = ring.invitation_of(bram)
    assert invited is not None and invited.until > team.clock.now and not invited.is_accepted
    assert ring.holders[team.ids["wil"]].since is not None and not ring.holders[team.ids["wil"]].is_admin
    assert bram not in ring.holders and (ring.sheet_by, ring.mark) == ("Femke Aarts", keys.fingerprint(key_file_of(team.path)))
    assert (ring.steps[0].what, ring.steps[0].about, ring.steps[0].by) == ("uitgenodigd", "Bram Vos", "Femke Aarts")
    assert [step.what for step in ring.steps_about(team.ids["wil"])] == ["lid geworden"]
    assert not ring.is_moving
    custody.offer_move(team.path, femke, identity, policy=team.policy)
    assert key_ring(key_file_of(team.path), identity.member_id, team.policy).is_moving
    femke.close()


def test_when_somebody_was_last_seen_is_for_the_aandachtsfunctionaris_and_for_oneself(team: Team) -> None:
    before = team.clock.now
    told_by(team)  # by Łucja
    seen = team.femke.ask(last_seen)
    assert before < seen[team.ids["lucja"]] <= team.clock.now
    assert team.ids["sem"] not in seen
    assert set(team.lucja.ask(last_seen)) == {team.ids["lucja"]}


def test_who_left_opens_nothing_that_is_written_after(team: Team, tmp_path: Path) -> None:
    old_copy = tmp_path / "oud"
    old_copy.mkdir()
    for file in (team.path, key_file_of(team.path)):
        shutil.copy(file, old_copy)
    _, sem = as_(team, "sem")
    concern = told_by(team)
    team.close()
    femke, identity = as_(team, "femke")
    custody.let_go(team.path, femke, identity, line_of(femke, "Sem de Graaf"), policy=team.policy)
    femke.do(add_village, name="Na het vertrek")  # the same workspace goes on
    assert femke.do(reveal_reporter, concern, "controle") == GREET
    with pytest.raises(Refused, match="beschadigd, of het hoort bij een ander"):
        check_opens(team.path, sem.dossier_key)
    with pytest.raises(Refused, match="staat niet in het sleutelbestand"):
        as_(team, "sem")
    wil, his = as_(team, "wil")
    assert "Na het vertrek" in [v.name for v in wil.ask(villages)]
    assert his.dossier_key != sem.dossier_key and his.earlier == (sem.dossier_key,)
    assert check_opens(old_copy / team.path.name, sem.dossier_key) > 0  # said honestly: an old copy stays readable to him
    assert not line_of(femke, "Sem de Graaf").can_sign_in
    wil.close()
    femke.close()


def line_of(workspace: Workspace, name: str):  # type: ignore[no-untyped-def]
    return next(m for m in workspace.ask(members, active_only=False) if m.name == name)


def test_a_colleague_who_has_the_dossier_open_is_told_and_loses_nothing(team: Team) -> None:
    wil = team.wil
    wil.do(add_village, name="Nog net")
    femke, identity = as_(team, "femke")
    custody.let_go(team.path, femke, identity, line_of(femke, "Sem de Graaf"), policy=team.policy)
    with pytest.raises(Refused, match="verplaatst, vervangen|nieuwe sleutel"):
        wil.do(add_village, name="Te laat")
    again, his = as_(team, "wil")
    again.do(add_village, name="Daarna")
    wil.close()  # the last one on the old file: takes nothing of the new one along
    names = [v.name for v in again.ask(villages)]
    assert "Nog net" in names and "Daarna" in names and "Te laat" not in names
    again.close()
    femke.close()
    assert integrity_problems(team.path, his.dossier_key) == []


def test_leaving_that_was_broken_off_is_ended_at_the_next_unlocking(team: Team) -> None:
    """The member was put out of the team, and then the power failed; or the key file was written, and then it did."""
    give_role(team, "sem", Role.MEMBER, is_active=False)
    team.close()
    femke, identity = as_(team, "femke")
    settled = custody.settle(team.path, femke, identity, policy=team.policy)
    assert settled.gone == ("Sem de Graaf",) and "nieuwe sleutel, die Sem de Graaf niet heeft" in settled.told[0]
    iris = next(card for card in keys.current_cards(key_file_of(team.path)) if card.name == "Iris Kuyper")
    renewing.leave(key_file_of(team.path), identity, iris.member_id, policy=team.policy)
    femke.close()
    wil, his = as_(team, "wil")  # a member who is no administrator goes on with the writing anew
    with connect(team.path, his.dossier_key) as file:
        assert file.execute("PRAGMA user_version").fetchone()[0] > 0
    wil.close()


def test_the_only_aandachtsfunctionaris_cannot_go_and_nobody_lets_himself_go(team: Team) -> None:
    femke, identity = as_(team, "femke")
    with pytest.raises(Refused, match="uzelf niet uitschrijven"):
        custody.let_go(team.path, femke, identity, line_of(femke, "Femke Aarts"), policy=team.policy)
    femke.close()


def test_a_new_sheet_replaces_the_old_one_for_keys_and_seals(team: Team) -> None:
    concern = told_by(team)
    old = " ".join(team.recovery.groups())
    team.close()
    femke, identity = as_(team, "femke")
    newer = " ".join(custody.renew_sheet(team.path, femke, identity, policy=team.policy)[1].groups())
    assert femke.do(reveal_reporter, concern, "controle") == GREET
    with pytest.raises(Refused, match="vervangen door een nieuwer"):
        custody.drill(team.path, femke, old)
    femke.close()
    again, _ = recover(team.path, team.ids["femke"], newer, NEW, policy=team.policy, clock=team.clock)
    assert again.do(reveal_reporter, concern, "controle") == GREET
    again.close()


def test_a_drill_proves_the_sheet_changes_nothing_and_keeps_the_day(team: Team) -> None:
    femke, _ = as_(team, "femke")
    sheet, before = " ".join(team.recovery.groups()), key_file_of(team.path).read_bytes()
    assert femke.ask(last_drill) is None
    with pytest.raises(Refused, match="Groep 1 klopt niet"):
        custody.drill(team.path, femke, "XXXXX" + sheet[5:])
    assert femke.ask(last_drill) is None
    custody.drill(team.path, femke, sheet)
    assert femke.ask(last_drill) == team.clock.today
    team.clock.now += timedelta(days=30)
    custody.drill(team.path, femke, sheet)
    assert femke.ask(last_drill) == team.clock.today
    assert key_file_of(team.path).read_bytes() == before
    femke.close()


def test_a_lost_laptop_opens_nothing_that_is_written_after_the_sheet_was_used(team: Team) -> None:
    concern = told_by(team)
    _, lost = as_(team, "femke")
    team.close()
    femke, new = recover(team.path, team.ids["femke"], " ".join(team.recovery.groups()), NEW, policy=team.policy, clock=team.clock)
    assert femke.do(reveal_reporter, concern, "controle") == GREET
    assert new.dossier_key != lost.dossier_key
    with pytest.raises(Refused, match="hoort bij een ander"):
        check_opens(team.path, lost.dossier_key)
    with pytest.raises(Refused, match="verplaatst, vervangen|ander|lid"):
        workspace_for(team.path, lost, team.clock)
    femke.close()
    wil, _ = as_(team, "wil")  # for everybody else nothing changes
    assert wil.me().name == "Wil Stam"
    wil.close()


def test_when_the_only_holder_is_gone_the_sheet_seals_again(team: Team) -> None:
    """A lawyer is made aandachtsfunctionaris with the sheet's help; what was sealed to the one who is gone opens for the new one."""
    concern = told_by(team)
    team.close()
    sheet = " ".join(team.recovery.groups())
    femke, _ = recover(team.path, team.ids["femke"], sheet, NEW, policy=team.policy, clock=team.clock)
    femke.close()
    femke, identity = as_(team, "femke", NEW)
    assert custody.reseal_with_sheet(team.path, femke, sheet) == Resealed(0, 0)  # recovering did it already
    assert femke.do(reveal_reporter, concern, "controle") == GREET
    assert custody.settle(team.path, femke, identity, policy=team.policy).resealed == Resealed(0, 0)
    femke.close()
