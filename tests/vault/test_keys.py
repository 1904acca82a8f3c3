"""Making keys, unlocking, and who may change what."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.vault.identity import PrivateKeys, is_signed_by
from expertiseteam.vault.keys import (
    Identity,
    WrongTry,
    add_member,
    change_passphrase,
    create_keys,
    current_cards,
    dossier_id_of,
    fingerprint,
    key_file_of,
    recovery_recipient,
    renew_member,
    set_admin,
    signing_keys,
    unlock,
    who_can_unlock,
)
from expertiseteam.vault.policy import VaultPolicy
from tests.vault.conftest import FEMKE, WIL, Team

NEW = "trommel hazelaar kompas wafel vijver"


def test_key_file_stands_beside_the_dossier() -> None:
    assert key_file_of(Path("map/weidevoort.dossier")) == Path("map/weidevoort.sleutels")


def test_who_made_the_keys_unlocks_the_same_dossier_again(team: Team) -> None:
    again = unlock(team.path, "femke", FEMKE, team.policy)
    assert (again.member_id, again.name, again.is_admin) == ("femke", "Femke Aarts", True)
    assert again.dossier_key == team.femke.dossier_key and len(again.dossier_key) == 32
    assert again.dossier_id == team.femke.dossier_id == dossier_id_of(team.path)
    assert again.card() == team.femke.card()


def test_added_member_unlocks_with_the_own_passphrase_and_is_no_administrator(team: Team) -> None:
    wil = unlock(team.path, "wil", WIL, team.policy)
    assert wil.dossier_key == team.femke.dossier_key
    assert wil.card() == team.wil and not wil.is_admin
    with pytest.raises(WrongTry):
        unlock(team.path, "wil", FEMKE, team.policy)


def test_unlock_window_shows_the_members_without_a_passphrase(team: Team) -> None:
    assert [card.name for card in who_can_unlock(team.path)] == ["Femke Aarts", "Wil Stam"]
    assert current_cards(team.path) == [team.femke.card(), team.wil]


def test_unlocking_on_an_accented_keyboard_does_not_depend_on_how_the_accent_is_typed(key_path: Path, policy: VaultPolicy) -> None:
    create_keys(key_path, member_id="lucja", name="Łucja Şahin-van ’t Hof", passphrase="caf\u00e9 terras vijf rivier brug", policy=policy)
    assert unlock(key_path, "lucja", "cafe\u0301 terras vijf rivier brug", policy).name == "Łucja Şahin-van ’t Hof"


def test_wrong_passphrase_says_so_and_what_it_means(team: Team) -> None:
    with pytest.raises(
        WrongTry, match="De wachtzin klopt niet.*niets gewijzigd.*Caps Lock.*Voor het andere lid verandert er niets"
    ) as refused:
        unlock(team.path, "femke", FEMKE.upper(), team.policy)
    assert refused.value.tries_left == 4


def test_wrong_passphrase_with_a_space_at_the_end_says_where_to_look(team: Team) -> None:
    with pytest.raises(WrongTry, match="Er staat een spatie aan het begin of het einde"):
        unlock(team.path, "femke", FEMKE + " ", team.policy)


@pytest.mark.parametrize("typed", ["", "\x00", "\ud800", "é" * 5000])
def test_odd_passphrases_are_just_wrong(team: Team, typed: str) -> None:
    with pytest.raises(WrongTry):
        unlock(team.path, "femke", typed, team.policy)


def test_number_of_others_is_counted(team: Team) -> None:
    add_member(team.path, team.femke, member_id="noor", name="Noor Elzinga", passphrase=NEW, policy=team.policy)
    with pytest.raises(WrongTry, match="Voor de 2 andere leden verandert er niets"):
        unlock(team.path, "femke", WIL, team.policy)


def test_unknown_member_is_refused(team: Team) -> None:
    with pytest.raises(Refused, match="Dit lid staat niet in het sleutelbestand"):
        unlock(team.path, "sem", FEMKE, team.policy)


def test_key_file_of_another_dossier_is_named_by_its_mark(team: Team) -> None:
    assert unlock(team.path, "femke", FEMKE, team.policy, dossier_id=team.femke.dossier_id)
    with pytest.raises(Refused, match=f"kenmerk {fingerprint(team.path)}.*hoort bij een ander dossier"):
        unlock(team.path, "femke", FEMKE, team.policy, dossier_id="0" * 32)


def test_existing_key_file_is_never_overwritten(team: Team) -> None:
    before = team.path.read_bytes()
    with pytest.raises(Refused, match="Er staat al een sleutelbestand"):
        create_keys(team.path, member_id="sem", name="Sem de Graaf", passphrase=NEW, policy=team.policy)
    assert team.path.read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="Windows guards files by the folder's rights")
def test_only_the_owner_can_read_the_key_file_and_nothing_is_left_beside_it(team: Team) -> None:
    change_passphrase(team.path, "wil", WIL, NEW, team.policy)
    assert team.path.stat().st_mode & 0o777 == 0o600
    assert list(team.path.parent.iterdir()) == [team.path]


@pytest.mark.parametrize("passphrase", ["", "geheim", "welkom01welkom02", "Femke Aarts Femke 1"])
def test_easy_passphrase_makes_no_keys(key_path: Path, policy: VaultPolicy, passphrase: str) -> None:
    with pytest.raises(Refused):
        create_keys(key_path, member_id="femke", name="Femke Aarts", passphrase=passphrase, policy=policy)
    assert not key_path.exists()


@pytest.mark.parametrize("name", ["", "  ", "Fem\nke", "F" * 201])
def test_name_that_cannot_be_shown_is_refused(key_path: Path, policy: VaultPolicy, name: str) -> None:
    with pytest.raises(Refused, match="De naam van het lid"):
        create_keys(key_path, member_id="femke", name=name, passphrase=FEMKE, policy=policy)


def test_what_is_sealed_to_one_opens_for_no_other(team: Team) -> None:
    wil = unlock(team.path, "wil", WIL, team.policy)
    sealed = wil.seal(b"Greet Hilkens", [team.femke.card().age, recovery_recipient(team.path)])
    assert team.femke.open(sealed) == b"Greet Hilkens"
    with pytest.raises(Refused, match="niet voor u verzegeld"):
        wil.open(sealed)


def test_damaged_seal_says_damaged(team: Team) -> None:
    sealed = team.femke.seal(b"Greet Hilkens", [team.femke.card().age])
    for broken in (b"", sealed[:40], sealed[:-1], sealed[:-1] + bytes([sealed[-1] ^ 1])):
        with pytest.raises(Refused, match="beschadigd"):
            team.femke.open(broken)


def test_sealing_to_nobody_is_a_mistake_of_the_program(team: Team) -> None:
    for recipients in ([], ["age1onzin"]):
        with pytest.raises(ValueError, match="cannot seal"):
            team.femke.seal(b"x", recipients)


def test_signature_holds_for_the_signer_and_the_text_only(team: Team) -> None:
    signature = team.femke.sign(b"regel 1")
    assert is_signed_by(team.femke.card().signing, b"regel 1", signature)
    assert not is_signed_by(team.femke.card().signing, b"regel 2", signature)
    assert not is_signed_by(team.wil.signing, b"regel 1", signature)
    assert not is_signed_by("onzin", b"regel 1", signature)


def test_no_key_is_shown_when_an_identity_is_printed(team: Team) -> None:
    for shown in (repr(team.femke), repr(team.recovery), repr(team.femke.private), str(team.femke)):
        for secret in (team.femke.dossier_key, team.femke.private.age_secret, team.femke.private.signing_seed, team.recovery.secret):
            assert repr(secret)[2:-1] not in shown and secret.hex() not in shown


def test_member_who_is_no_administrator_adds_nobody(team: Team) -> None:
    wil = unlock(team.path, "wil", WIL, team.policy)
    for pretending in (wil, replace(wil, is_admin=True), replace(wil, member_id="femke")):
        with pytest.raises(Refused, match="Alleen een beheerder"):
            add_member(team.path, pretending, member_id="sem", name="Sem de Graaf", passphrase=NEW, policy=team.policy)
    assert len(current_cards(team.path)) == 2


def test_member_is_added_once(team: Team) -> None:
    with pytest.raises(Refused, match="heeft al toegang"):
        add_member(team.path, team.femke, member_id="wil", name="Wil Stam", passphrase=NEW, policy=team.policy)


def test_id_of_the_recovery_sheet_is_no_member(team: Team) -> None:
    for odd in ("recovery", "", "a b", "é", "x" * 65):
        with pytest.raises(ValueError):
            add_member(team.path, team.femke, member_id=odd, name="Sem de Graaf", passphrase=NEW, policy=team.policy)


def test_setting_what_already_holds_changes_nothing(team: Team) -> None:
    before = team.path.read_bytes()
    set_admin(team.path, team.femke, "femke", True)
    assert team.path.read_bytes() == before


def test_member_alone_hears_of_no_others(key_path: Path, policy: VaultPolicy) -> None:
    create_keys(key_path, member_id="femke", name="Femke Aarts", passphrase=FEMKE, policy=policy)
    with pytest.raises(WrongTry) as refused:
        unlock(key_path, "femke", WIL, policy)
    assert "ander" not in str(refused.value)


def test_private_keys_are_two_of_a_known_length() -> None:
    keys = PrivateKeys.generate()
    assert PrivateKeys.from_bytes(keys.to_bytes()).to_bytes() == keys.to_bytes()
    with pytest.raises(ValueError, match="two keys"):
        PrivateKeys.from_bytes(b"x" * 63)


def test_new_administrator_may_add_and_the_last_one_stays(team: Team) -> None:
    with pytest.raises(Refused, match="laatste beheerder"):
        set_admin(team.path, team.femke, "femke", False)
    set_admin(team.path, team.femke, "wil", True)
    wil = unlock(team.path, "wil", WIL, team.policy)
    set_admin(team.path, wil, "femke", False)
    add_member(team.path, wil, member_id="sem", name="Sem de Graaf", passphrase=NEW, policy=team.policy)
    assert [(card.name, card.is_admin) for card in current_cards(team.path)] == [
        ("Femke Aarts", False),
        ("Wil Stam", True),
        ("Sem de Graaf", False),
    ]
    with pytest.raises(Refused, match="Alleen een beheerder"):
        set_admin(team.path, team.femke, "femke", True)


def test_changed_passphrase_opens_and_the_old_one_does_not(team: Team) -> None:
    change_passphrase(team.path, "wil", WIL, NEW, team.policy)
    assert unlock(team.path, "wil", NEW, team.policy).card() == team.wil
    with pytest.raises(WrongTry):
        unlock(team.path, "wil", WIL, team.policy)
    assert unlock(team.path, "femke", FEMKE, team.policy)


def test_passphrase_is_not_changed_without_the_old_one_nor_to_an_easy_or_the_same_one(team: Team) -> None:
    before = team.path.read_bytes()
    for old, new, sentence in ((FEMKE, NEW, "klopt niet"), (WIL, WIL, "dezelfde"), (WIL, "geheim", "te kort")):
        with pytest.raises(Refused, match=sentence):
            change_passphrase(team.path, "wil", old, new, team.policy)
    assert team.path.read_bytes() == before


def test_member_who_forgot_the_passphrase_gets_new_keys_in_person(team: Team) -> None:
    old = unlock(team.path, "wil", WIL, team.policy)
    sealed = old.seal(b"oud", [old.card().age])
    for _ in range(5):
        with pytest.raises(WrongTry):
            unlock(team.path, "wil", "vergeten vergeten weg", team.policy)
    card = renew_member(team.path, team.femke, member_id="wil", passphrase=NEW, policy=team.policy)
    wil = unlock(team.path, "wil", NEW, team.policy)  # at once: the old tries no longer count
    assert wil.card() == card and wil.name == "Wil Stam" and wil.dossier_key == old.dossier_key
    with pytest.raises(Refused, match="niet voor u verzegeld"):
        wil.open(sealed)
    with pytest.raises(Refused, match="Alleen een beheerder"):
        renew_member(team.path, wil, member_id="femke", passphrase=NEW, policy=team.policy)


def test_twenty_five_members_unlock_as_well(team: Team) -> None:
    for number in range(23):
        add_member(team.path, team.femke, member_id=f"lid{number}", name=f"Lid {number}", passphrase=NEW, policy=team.policy)
    assert unlock(team.path, "lid22", NEW, team.policy).dossier_key == team.femke.dossier_key
    assert team.path.stat().st_size < 400_000


def test_key_file_that_would_become_too_large_is_not_written(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    before = team.path.read_bytes()
    monkeypatch.setattr("expertiseteam.vault.keyfile.LARGEST", len(before) + 100)
    with pytest.raises(Refused, match="te groot.*niets gewijzigd"):
        add_member(team.path, team.femke, member_id="sem", name="Sem de Graaf", passphrase=NEW, policy=team.policy)
    assert team.path.read_bytes() == before


def test_memory_that_is_not_there_gives_a_sentence(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    class Starved:
        def __init__(self, **_: object) -> None:
            pass

        def derive(self, _: bytes) -> bytes:
            raise MemoryError

    monkeypatch.setattr("cryptography.hazmat.primitives.kdf.argon2.Argon2id", Starved)
    with pytest.raises(Refused, match="te weinig geheugen"):
        unlock(team.path, "femke", FEMKE, team.policy)


def test_true_cost_works(key_path: Path, tmp_path: Path) -> None:
    policy = VaultPolicy(state_folder=tmp_path / "state", own_folder=tmp_path / "own")
    made, _ = create_keys(key_path, member_id="femke", name="Femke Aarts", passphrase=FEMKE, policy=policy)
    assert unlock(key_path, "femke", FEMKE, policy).dossier_key == made.dossier_key
    [own] = (tmp_path / "own").iterdir()
    assert b'"memory_kib":262144' in own.read_bytes() and b'"passes":4' in own.read_bytes()
    assert b'"identities":{}' in key_path.read_bytes()


def test_identity_compares_by_itself_only(team: Team) -> None:
    assert isinstance(team.femke, Identity)
    assert team.femke != unlock(team.path, "femke", FEMKE, team.policy)


def test_unlock_window_loads_the_vault_without_its_libraries(team: Team) -> None:
    loads_them = {"__init__", "ahead"}  # the second is there to load them, while somebody types a passphrase
    rooms = sorted(path.stem for path in Path("expertiseteam/vault").glob("*.py") if path.stem not in loads_them)
    assert "keys" in rooms
    program = (
        f"import sys; {'; '.join(f'import expertiseteam.vault.{room}' for room in rooms)}; from pathlib import Path;"
        f"names = [c.name for c in expertiseteam.vault.keys.who_can_unlock(Path({str(team.path)!r}))]; assert names[0] == 'Femke Aarts';"
        "heavy = {'keyring', 'cryptography', 'pyrage', 'platformdirs', 'sqlalchemy', 'PySide6'} & set(sys.modules); assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_signature_from_before_new_keys_still_proves_who_signed(team: Team) -> None:
    wil = unlock(team.path, "wil", WIL, team.policy)
    signature = wil.sign(b"regel 1")
    new = renew_member(team.path, team.femke, member_id="wil", passphrase=NEW, policy=team.policy)
    known = signing_keys(team.path)["wil"]
    assert known == (team.wil.signing, new.signing)
    assert [is_signed_by(key, b"regel 1", signature) for key in known] == [True, False]
    assert signing_keys(team.path)["femke"] == (team.femke.card().signing,)
