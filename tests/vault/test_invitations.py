"""Inviting with a one-time code: right, wrong, late, used, withdrawn, forged; and what a found slip of paper is worth."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.vault import invitations
from expertiseteam.vault.attempts import WaitFirst
from expertiseteam.vault.changes import put_back
from expertiseteam.vault.codes import Code, WrongCode, parse_code
from expertiseteam.vault.encoding import canonical
from expertiseteam.vault.groups import WrongGroups
from expertiseteam.vault.identity import PrivateKeys
from expertiseteam.vault.invitations import Invited, accept, admit, invite, open_invitations, withdraw
from expertiseteam.vault.keyfile import KeyFile
from expertiseteam.vault.keys import current_cards, unlock
from expertiseteam.vault.policy import VaultPolicy
from tests.vault.conftest import FEMKE, WIL, SetClock, Team

SEM = "dakpan roeiboot kaneel spijker meeuw"


@pytest.fixture
def told(team: Team) -> Invited:
    return invite(team.path, team.femke, member_id="sem", name="Sem de Graaf", policy=team.policy)


def said(told: Invited) -> str:
    return " ".join(told.groups)


def request_of(team: Team) -> Path:
    [path] = team.path.parent.glob("*.aanvraag-*")
    return path


def test_a_code_is_long_enough_to_guess_never_and_short_enough_to_say() -> None:
    codes = {Code.generate().bits for _ in range(200)}
    assert len(codes) == 200 and max(codes) >= 2**75
    groups = Code.generate().groups()
    assert len(groups) == 4 and all(len(group) == 5 for group in groups)
    assert parse_code("-".join(groups).lower()).groups() == groups
    assert repr(Code(1)).count("1") == 0 or "Code object" in repr(Code(1))


def test_a_slip_names_its_group(told: Invited, team: Team) -> None:
    groups = list(told.groups)
    groups[2] = groups[2][:3] + ("0" if groups[2][3] != "0" else "7") + groups[2][4]
    with pytest.raises(WrongGroups, match="Groep 3 klopt niet. Vergelijk die groep met de code") as refused:
        accept(team.path, "sem", " ".join(groups), SEM, team.policy)
    assert refused.value.groups == (3,)


def test_who_accepts_is_in_once_an_administrator_was_there(team: Team, told: Invited) -> None:
    [waiting] = open_invitations(team.path, team.policy)
    assert (waiting.name, waiting.is_accepted) == ("Sem de Graaf", False)
    accept(team.path, "sem", said(told), SEM, team.policy)
    assert open_invitations(team.path, team.policy)[0].is_accepted
    with pytest.raises(Refused, match="staat niet in het sleutelbestand"):
        unlock(team.path, "sem", SEM, team.policy)
    admitted = admit(team.path, team.femke, team.policy)
    assert [card.name for card in admitted.cards] == ["Sem de Graaf"] and not admitted.cards[0].is_admin
    assert unlock(team.path, "sem", SEM, team.policy).dossier_key == team.femke.dossier_key
    assert open_invitations(team.path, team.policy) == [] and not list(team.path.parent.glob("*.aanvraag-*"))


def test_who_accepts_while_another_is_let_in_is_let_in_the_next_time(team: Team, told: Invited, monkeypatch: pytest.MonkeyPatch) -> None:
    iris = invite(team.path, team.femke, member_id="iris", name="Iris Kuyper", policy=team.policy)
    accept(team.path, "sem", said(told), SEM, team.policy)

    def meanwhile(path: Path, file: KeyFile, policy: VaultPolicy) -> None:
        put_back(path, file, policy)
        accept(team.path, "iris", said(iris), SEM, team.policy)

    monkeypatch.setattr(invitations, "put_back", meanwhile)
    assert [card.name for card in admit(team.path, team.femke, team.policy).cards] == ["Sem de Graaf"]
    monkeypatch.undo()
    assert [card.name for card in admit(team.path, team.femke, team.policy).cards] == ["Iris Kuyper"]


def test_at_another_computer_the_keys_stay_there(team: Team, told: Invited, tmp_path: Path) -> None:
    laptop = replace(team.policy, travels=False, own_folder=tmp_path / "laptop", state_folder=tmp_path / "laptop state")
    accept(team.path, "sem", said(told), SEM, laptop)
    assert json.loads(request_of(team).read_bytes())["identity"] is None
    admit(team.path, team.femke, team.policy)
    assert unlock(team.path, "sem", SEM, laptop).name == "Sem de Graaf"
    with pytest.raises(Refused, match="staan niet op deze computer"):
        unlock(team.path, "sem", SEM, team.policy)


def test_a_code_works_once(team: Team, told: Invited) -> None:
    accept(team.path, "sem", said(told), SEM, team.policy)
    admit(team.path, team.femke, team.policy)
    with pytest.raises(Refused, match="al gebruikt of ingetrokken"):
        accept(team.path, "sem", said(told), SEM, team.policy)


def test_a_code_is_worth_nothing_after_its_time(team: Team, told: Invited, clock: SetClock) -> None:
    assert told.until == clock.now + timedelta(days=7)
    clock.move(timedelta(days=7, seconds=1))
    assert open_invitations(team.path, team.policy) == []
    with pytest.raises(Refused, match="is verlopen"):
        accept(team.path, "sem", said(told), SEM, team.policy)


def test_a_request_that_comes_too_late_is_refused_by_name(team: Team, told: Invited, clock: SetClock) -> None:
    accept(team.path, "sem", said(told), SEM, team.policy)
    clock.move(timedelta(days=8))
    admitted = admit(team.path, team.femke, team.policy)
    assert admitted.cards == () and "Sem de Graaf kwam te laat" in admitted.refused[0]
    assert len(current_cards(team.path)) == 2 and not list(team.path.parent.glob("*.aanvraag-*"))


def test_withdrawn_and_replaced_codes_are_worth_nothing(team: Team, told: Invited) -> None:
    second = invite(team.path, team.femke, member_id="sem", name="Sem de Graaf", policy=team.policy)
    with pytest.raises(WrongCode):
        accept(team.path, "sem", said(told), SEM, team.policy)
    accept(team.path, "sem", said(second), SEM, team.policy)
    withdraw(team.path, team.femke, "sem", policy=team.policy)
    assert admit(team.path, team.femke, team.policy).cards == ()
    with pytest.raises(Refused, match="al gebruikt of ingetrokken"):
        accept(team.path, "sem", said(second), SEM, team.policy)
    with pytest.raises(Refused, match="geen uitnodiging open"):
        withdraw(team.path, team.femke, "sem", policy=team.policy)


def test_guessing_is_limited(team: Team, told: Invited) -> None:
    wrong = " ".join(Code.generate().groups())
    left = []
    for _ in range(5):
        with pytest.raises(WrongCode) as refused:
            accept(team.path, "sem", wrong, SEM, team.policy)
        left.append(refused.value.tries_left)
    assert left == [4, 3, 2, 1, 0]
    with pytest.raises(WaitFirst):
        accept(team.path, "sem", said(told), SEM, team.policy)


def test_a_weak_passphrase_leaves_the_code_good(team: Team, told: Invited) -> None:
    for passphrase, sentence in (("geheim", "te kort"), ("sem de graaf wil stam", "namen van uw team")):
        with pytest.raises(Refused, match=sentence):
            accept(team.path, "sem", said(told), passphrase, team.policy)
    accept(team.path, "sem", said(told), SEM, team.policy)


def test_only_an_administrator_invites_and_admits(team: Team, told: Invited) -> None:
    accept(team.path, "sem", said(told), SEM, team.policy)
    wil = unlock(team.path, "wil", WIL, team.policy)
    for does in (
        lambda: admit(team.path, wil, team.policy),
        lambda: invite(team.path, wil, member_id="iris", name="Iris Kuyper", policy=team.policy),
        lambda: withdraw(team.path, wil, "sem", policy=team.policy),
    ):
        with pytest.raises(Refused, match="Alleen een beheerder"):
            does()
    with pytest.raises(Refused, match="al toegang"):
        invite(team.path, team.femke, member_id="wil", name="Wil Stam", policy=team.policy)


@pytest.mark.parametrize("change", ["age", "signing", "invitation", "proof", "founding", "noise", "other code"])
def test_a_request_that_was_not_made_with_the_code_is_refused(team: Team, told: Invited, change: str) -> None:
    accept(team.path, "sem", said(told), SEM, team.policy)
    path = request_of(team)
    asked, mine = json.loads(path.read_bytes()), PrivateKeys.generate()
    if change == "age":
        asked["age"] = mine.recipient()  # whoever may write the folder wants the card to be his
    elif change == "signing":
        asked["signing"] = mine.signing_public()
    elif change == "proof":
        asked["proof"] = team.femke.card().signing
    elif change in ("invitation", "founding"):
        asked[change] = "0" * len(asked[change])
    elif change == "other code":
        invite(team.path, team.femke, member_id="sem", name="Sem de Graaf", policy=team.policy)
    path.write_bytes(b"\x00\xff{" if change == "noise" else canonical(asked))
    admitted = admit(team.path, team.femke, team.policy)
    assert admitted.cards == () and len(current_cards(team.path)) == 2
    assert change == "other code" or "niet met de goede code gemaakt" in admitted.refused[0]


def test_a_found_slip_with_an_old_copy_of_the_files_opens_nothing(team: Team, told: Invited) -> None:
    """The code only proves a request; no key of the dossier lies under it."""
    raw = team.path.read_bytes()
    code = parse_code(said(told))
    last = json.loads(raw)["epochs"][-1]["entry"]
    [invitation] = last["invitations"]
    assert set(invitation) == {"id", "member", "name", "admin", "until", "salt", "cost", "check", "code_key"}
    with pytest.raises(Refused, match="niet voor u verzegeld|beschadigd"):
        from expertiseteam.vault.encoding import from_base64
        from expertiseteam.vault.policy import Cost

        stretched = code.stretched(from_base64(invitation["salt"]), Cost(64, 1, 4))
        PrivateKeys(stretched, stretched).open(from_base64(last["key"]))
    assert said(told).replace(" ", "").encode() not in raw


def test_an_invitation_does_not_outlive_who_joined_in_person(team: Team, told: Invited, policy: VaultPolicy) -> None:
    from expertiseteam.vault.keys import add_member

    add_member(team.path, team.femke, member_id="sem", name="Sem de Graaf", passphrase=SEM, policy=policy)
    assert open_invitations(team.path, policy) == []
    assert unlock(team.path, "femke", FEMKE, policy)
