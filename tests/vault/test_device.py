"""The secret of this computer in the key store: working, missing, locked, failing, slow, emptied, and another one."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyStoreAtAll
from keyring.backends.null import Keyring as ForgetsAtOnce
from keyring.errors import InitError, KeyringLocked, NoKeyringError

from expertiseteam.basics.sentences import Refused
from expertiseteam.vault.device import DeviceSecret
from expertiseteam.vault.keyfile import read_key_file
from expertiseteam.vault.keys import (
    WrongTry,
    change_passphrase,
    create_keys,
    new_identity_from_recovery,
    protection,
    renew_member,
    unlock,
    unlock_with_recovery,
)
from expertiseteam.vault.policy import Cost, VaultPolicy
from expertiseteam.vault.sealing import _key
from tests.vault.conftest import CHEAP, FEMKE, WIL, FakeKeyStore, SetClock, Team

NEW = "trommel hazelaar kompas wafel vijver"


@pytest.fixture
def bound_team(key_store: FakeKeyStore, key_path: Path, bound_policy: VaultPolicy) -> Team:
    return Team(key_path, bound_policy)


def computer_of(path: Path, member: str) -> str:
    return str(json.loads(path.read_text(encoding="utf-8"))["identities"][member]["computer"])


def test_with_a_key_store_both_passphrase_and_secret_are_needed(bound_team: Team, key_store: FakeKeyStore) -> None:
    assert unlock(bound_team.path, "femke", FEMKE, bound_team.policy).dossier_key == bound_team.femke.dossier_key
    with pytest.raises(WrongTry):
        unlock(bound_team.path, "femke", WIL, bound_team.policy)
    [(service, user)] = key_store.kept  # one secret for all members on this computer
    assert service == "expertiseteam"
    assert user == f"{bound_team.femke.dossier_id}:{computer_of(bound_team.path, 'wil')}"
    assert computer_of(bound_team.path, "femke") == computer_of(bound_team.path, "wil")


def test_secret_of_the_computer_is_part_of_the_key(bound_team: Team) -> None:
    sealed = read_key_file(bound_team.path).identities["femke"]
    keys = {_key(sealed, FEMKE, device) for device in (DeviceSecret("c", "", b"a" * 32), DeviceSecret("c", "", b"b" * 32), None)}
    assert len(keys) == 3


def test_secret_fits_in_every_key_store_and_holds_no_name(bound_team: Team, key_store: FakeKeyStore) -> None:
    [(name, kept)] = key_store.kept.items()
    assert len(kept) == 44
    assert "Femke" not in str(name) + kept and kept not in bound_team.path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("failing", "sentence"),
    [
        (NoKeyringError("none"), "is niet te vinden.*niets gewijzigd.*herstelblad"),
        (KeyringLocked("dismissed"), "is op slot.*niets gewijzigd.*Ontgrendel de kluis"),
        (InitError("no bus"), "gaf een fout.*niets gewijzigd.*herstelblad"),
        (OSError(1783, "The stub received bad data"), "gaf een fout"),
    ],
)
def test_key_store_that_does_not_help_says_what_to_do(
    bound_team: Team, key_store: FakeKeyStore, failing: Exception, sentence: str, expect_log: Callable[[str], None]
) -> None:
    if "gaf een fout" in sentence:
        expect_log(f"the key store failed with {type(failing).__name__}")
    key_store.failing = failing
    before = bound_team.path.read_bytes()
    with pytest.raises(Refused, match=sentence) as refused:
        unlock(bound_team.path, "femke", FEMKE, bound_team.policy)
    assert not isinstance(refused.value, WrongTry)  # not counted as a wrong passphrase
    assert "wis" not in str(refused.value) and "verwijder" not in str(refused.value)
    assert bound_team.path.read_bytes() == before
    key_store.failing = None
    assert unlock(bound_team.path, "femke", FEMKE, bound_team.policy)


def test_key_store_that_gives_no_answer_is_not_waited_for(bound_team: Team, key_store: FakeKeyStore) -> None:
    answered = threading.Event()
    key_store.before = answered.wait
    with pytest.raises(Refused, match="geeft geen antwoord.*venster openstaat"):
        unlock(bound_team.path, "femke", FEMKE, replace(bound_team.policy, key_store_seconds=0.02))
    answered.set()


def test_who_waits_for_a_slow_key_store_hears_why(bound_team: Team, key_store: FakeKeyStore) -> None:
    heard: list[str] = []
    waits = threading.Event()
    key_store.before = waits.wait

    def tell(sentence: str) -> None:
        heard.append(sentence)
        waits.set()  # the person answered the window of the operating system

    policy = replace(bound_team.policy, key_store_patience=0.01, tell=tell)
    assert unlock(bound_team.path, "femke", FEMKE, policy).dossier_key == bound_team.femke.dossier_key
    assert heard == ["Wachten op de sleutelkluis van deze computer. Kijk of er een venster openstaat dat om toestemming vraagt."]


def test_passphrase_that_stands_alone_is_five_words(key_store: FakeKeyStore, key_path: Path, bound_policy: VaultPolicy) -> None:
    keyring.set_keyring(NoKeyStoreAtAll())
    with pytest.raises(Refused, match="geen sleutelkluis.*minstens 5 woorden"):
        create_keys(key_path, member_id="femke", name="Femke Aarts", passphrase="kastanjebruinelepel", policy=bound_policy)
    assert not key_path.exists()
    create_keys(key_path, member_id="femke", name="Femke Aarts", passphrase=FEMKE, policy=bound_policy)
    assert "Alleen uw wachtzin beschermt uw sleutels" in protection(key_path, "femke", bound_policy)
    keyring.set_keyring(key_store)
    change_passphrase(key_path, "femke", FEMKE, NEW, bound_policy)
    assert "Uw wachtzin en een geheim in de sleutelkluis" in protection(key_path, "femke", bound_policy)


def test_emptied_key_store_says_that_the_dossier_is_safe(bound_team: Team, key_store: FakeKeyStore) -> None:
    key_store.kept.clear()
    with pytest.raises(Refused, match="staat niet in de sleutelkluis.*het dossier zelf is in orde.*aandachtsfunctionaris.*herstelblad"):
        unlock(bound_team.path, "femke", FEMKE, bound_team.policy)


@pytest.mark.parametrize("kept", ["", "onzin", "A" * 43 + "="])
def test_another_secret_is_told_apart_from_a_wrong_passphrase(bound_team: Team, key_store: FakeKeyStore, kept: str) -> None:
    key_store.kept = dict.fromkeys(key_store.kept, kept)
    with pytest.raises(Refused, match="een ander geheim dan waarmee uw sleutels zijn verzegeld"):
        unlock(bound_team.path, "femke", FEMKE, bound_team.policy)


def test_emptied_key_store_is_mended_by_the_recovery_sheet_and_by_an_administrator(bound_team: Team, key_store: FakeKeyStore) -> None:
    key_store.kept.clear()
    recovered = unlock_with_recovery(bound_team.path, " ".join(bound_team.recovery.groups()))
    femke = new_identity_from_recovery(bound_team.path, recovered, member_id="femke", passphrase=NEW, policy=bound_team.policy)
    renew_member(bound_team.path, femke, member_id="wil", passphrase=WIL, policy=bound_team.policy)
    assert unlock(bound_team.path, "femke", NEW, bound_team.policy).earlier == (bound_team.femke.dossier_key,)
    assert unlock(bound_team.path, "wil", WIL, bound_team.policy)
    assert len(key_store.kept) == 1


def test_copied_key_file_opens_on_no_other_computer(bound_team: Team) -> None:
    keyring.set_keyring(FakeKeyStore())
    with pytest.raises(Refused, match="staat niet in de sleutelkluis"):
        unlock(bound_team.path, "femke", FEMKE, bound_team.policy)


@pytest.mark.parametrize("backend", [NoKeyStoreAtAll, ForgetsAtOnce])
def test_without_a_key_store_the_passphrase_alone_is_used_at_its_own_cost(
    key_store: FakeKeyStore, key_path: Path, bound_policy: VaultPolicy, backend: type[NoKeyStoreAtAll]
) -> None:
    keyring.set_keyring(backend())
    policy = replace(bound_policy, alone=Cost(128, 1, 1), least_alone=Cost(128, 1, 1), most=Cost(128, 1, 4))
    team = Team(key_path, policy)
    assert computer_of(key_path, "femke") == ""
    assert unlock(key_path, "femke", FEMKE, policy).dossier_key == team.femke.dossier_key
    assert '"memory_kib":128' in key_path.read_text(encoding="utf-8")


def test_store_that_is_only_a_plain_file_is_not_used(key_store: FakeKeyStore, key_path: Path, bound_policy: VaultPolicy) -> None:
    key_store.priority = 0.5  # type: ignore[assignment]
    Team(key_path, bound_policy)
    assert computer_of(key_path, "femke") == "" and not key_store.kept


@pytest.mark.parametrize(("failing", "sentence"), [(KeyringLocked("dismissed"), "is op slot"), (NoKeyringError("gone"), "")])
def test_locked_key_store_at_creation_is_for_a_person_to_open(
    key_store: FakeKeyStore, key_path: Path, bound_policy: VaultPolicy, failing: Exception, sentence: str
) -> None:
    key_store.failing = failing
    if sentence:
        with pytest.raises(Refused, match=sentence):
            create_keys(key_path, member_id="femke", name="Femke Aarts", passphrase=FEMKE, policy=bound_policy)
        assert not key_path.exists()
    else:
        create_keys(key_path, member_id="femke", name="Femke Aarts", passphrase=FEMKE, policy=bound_policy)
        assert computer_of(key_path, "femke") == ""


def test_who_wants_no_key_store_needs_none(key_store: FakeKeyStore, key_path: Path, policy: VaultPolicy) -> None:
    key_store.failing = KeyringLocked("locked")
    assert Team(key_path, policy).femke


def test_changing_the_passphrase_binds_to_the_computer_that_has_a_key_store_by_now(
    key_store: FakeKeyStore, key_path: Path, policy: VaultPolicy, bound_policy: VaultPolicy
) -> None:
    Team(key_path, policy)
    assert computer_of(key_path, "wil") == ""
    change_passphrase(key_path, "wil", WIL, NEW, bound_policy)
    assert computer_of(key_path, "wil") != ""
    assert unlock(key_path, "wil", NEW, bound_policy).name == "Wil Stam"


def test_bound_and_unbound_have_each_their_least_cost(key_store: FakeKeyStore, key_path: Path, tmp_path: Path, clock: SetClock) -> None:
    policy = VaultPolicy(
        bound=CHEAP,
        least_bound=CHEAP,
        least_alone=Cost(128, 1),
        most=Cost(256, 2, 4),
        state_folder=tmp_path / "s",
        travels=True,
        clock=clock,
    )
    Team(key_path, policy)
    assert unlock(key_path, "femke", FEMKE, policy)
    clock.move(timedelta(days=1))
    stored = json.loads(key_path.read_text(encoding="utf-8"))
    assert stored["identities"]["femke"]["cost"] == {"memory_kib": 64, "passes": 1, "lanes": 4}
