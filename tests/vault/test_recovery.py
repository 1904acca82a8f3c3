"""The recovery sheet: typed over with mistakes, and used."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from expertiseteam.basics.sentences import Refused
from expertiseteam.vault.groups import ALPHABET, WrongGroups
from expertiseteam.vault.keys import (
    add_member,
    change_passphrase,
    create_keys,
    current_cards,
    fingerprint,
    new_identity_from_recovery,
    recovery_recipient,
    unlock,
    unlock_with_recovery,
)
from expertiseteam.vault.policy import VaultPolicy
from expertiseteam.vault.recovery import RecoveryKey, parse_recovery
from tests.vault.conftest import FEMKE, WIL, Team

NEW = "trommel hazelaar kompas wafel vijver"
keys_of_paper = st.binary(min_size=32, max_size=32).map(RecoveryKey)
SHEET = RecoveryKey(bytes(range(32)))


@given(key=keys_of_paper)
def test_thirteen_groups_of_five_read_back(key: RecoveryKey) -> None:
    groups = key.groups()
    assert len(groups) == 13 and all(len(group) == 5 and set(group) <= set(ALPHABET) for group in groups)
    assert parse_recovery(" ".join(groups)).secret == key.secret


@given(key=keys_of_paper, between=st.sampled_from([" ", "-", "\n", " - ", "", ".", " – ", "\t", "_", ", "]), data=st.data())
def test_reads_as_people_type(key: RecoveryKey, between: str, data: st.DataObject) -> None:
    typed = between.join(key.groups())
    look_alikes = {"0": "0Oo", "1": "1IiLl"}
    typed = "".join(data.draw(st.sampled_from(look_alikes.get(c, c + c.lower()))) for c in typed)
    assert parse_recovery(f" {typed}\n").secret == key.secret


@given(key=keys_of_paper, group=st.integers(0, 12), place=st.integers(0, 4), typed=st.characters(min_codepoint=33, max_codepoint=0x2FF))
def test_every_single_wrong_character_is_noticed_and_its_group_named(key: RecoveryKey, group: int, place: int, typed: str) -> None:
    groups = list(key.groups())
    read_as = typed.upper().translate(str.maketrans("OIL", "011"))
    assume(read_as != groups[group][place])
    groups[group] = groups[group][:place] + typed + groups[group][place + 1 :]
    with pytest.raises(WrongGroups, match=f"Groep {group + 1} klopt niet") as refused:
        parse_recovery(" ".join(groups))
    assert refused.value.groups == (group + 1,)
    assert "Er is niets gewijzigd." in str(refused.value)


@given(key=keys_of_paper, group=st.integers(0, 12), place=st.integers(0, 4), typed=st.sampled_from(ALPHABET))
def test_missing_or_extra_character_names_its_group(key: RecoveryKey, group: int, place: int, typed: str) -> None:
    groups = list(key.groups())
    for wrong in (groups[group][:place] + groups[group][place + 1 :], groups[group][:place] + typed + groups[group][place:]):
        with pytest.raises(WrongGroups, match=f"Groep {group + 1} klopt niet: die heeft {len(wrong)} tekens in plaats van 5") as refused:
            parse_recovery(" ".join([*groups[:group], wrong, *groups[group + 1 :]]))
        assert refused.value.groups == (group + 1,)


def test_group_too_short_and_group_too_long_are_both_named() -> None:
    groups = list(SHEET.groups())
    groups[2], groups[5] = groups[2][:4], groups[5] + "7"
    with pytest.raises(WrongGroups, match="De groepen 3 en 6 kloppen niet"):
        parse_recovery(" ".join(groups))


@given(key=keys_of_paper, group=st.integers(0, 12), place=st.integers(0, 3))
def test_swapped_neighbours_name_their_group(key: RecoveryKey, group: int, place: int) -> None:
    groups = list(key.groups())
    was = groups[group]
    assume(was[place] != was[place + 1])
    groups[group] = was[:place] + was[place + 1] + was[place] + was[place + 2 :]
    with pytest.raises(WrongGroups, match=f"Groep {group + 1} klopt niet"):
        parse_recovery("-".join(groups))


@given(key=keys_of_paper, pair=st.sampled_from(list(itertools.combinations(range(13), 2))))
def test_groups_in_the_wrong_order_are_named(key: RecoveryKey, pair: tuple[int, int]) -> None:
    groups = list(key.groups())
    one, other = pair
    groups[one], groups[other] = groups[other], groups[one]
    with pytest.raises(WrongGroups, match=f"De groepen {one + 1} en {other + 1} kloppen niet") as refused:
        parse_recovery(" ".join(groups))
    assert refused.value.groups == (one + 1, other + 1)


@given(key=keys_of_paper, left_out=st.integers(0, 12))
def test_missing_group_is_named(key: RecoveryKey, left_out: int) -> None:
    groups = [group for number, group in enumerate(key.groups()) if number != left_out]
    with pytest.raises(WrongGroups, match=f"Groep {left_out + 1} ontbreekt: u hebt 12 van de 13 groepen getypt") as refused:
        parse_recovery(" ".join(groups))
    assert refused.value.groups == (left_out + 1,)


def test_several_missing_groups_are_named() -> None:
    groups = SHEET.groups()
    with pytest.raises(WrongGroups, match="De groepen 9 tot en met 13 ontbreken: u hebt 8 van de 13") as refused:
        parse_recovery(" ".join(groups[:8]))
    assert refused.value.groups == (9, 10, 11, 12, 13)
    with pytest.raises(WrongGroups, match="De groepen 2 tot en met 4 ontbreken"):
        parse_recovery(" ".join((groups[0], *groups[4:])))


def test_text_without_groups_says_from_where_it_goes_wrong() -> None:
    groups = SHEET.groups()
    joined = "".join(groups)
    with pytest.raises(WrongGroups, match="vanaf groep 6: u hebt 64 tekens in plaats van 65"):
        parse_recovery(joined[:27] + joined[28:])
    with pytest.raises(WrongGroups, match="De groepen 12 tot en met 13 ontbreken|Het klopt niet vanaf groep 12"):
        parse_recovery(joined[:55])


def test_text_that_is_no_sheet_at_all_is_refused() -> None:
    for text, sentence in [
        ("", "U hebt nog niets getypt. Typ de 13 groepen van het herstelblad over."),
        (" - . ", "U hebt nog niets getypt"),
        ("hallo", "Groep 1 klopt niet"),
        ("x", "niet"),
        (" ".join((*SHEET.groups(), "ABCDE")), "Na groep 13 staat nog tekst"),
        ("é" * 65, "De groepen 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 en 13 kloppen niet"),
        ("A" * 100_000, "niet"),
        ("A " * 100_000, "niet"),
    ]:
        with pytest.raises(WrongGroups, match=sentence):
            parse_recovery(text)


def test_groups_that_fit_each_but_not_together_are_noticed() -> None:
    """Two slips in one group may cancel out in its check; most of those are caught by the last four bits."""
    first = SHEET.groups()[0]
    caught = tried = 0
    for pair in itertools.product(ALPHABET, repeat=2):
        group = "".join(pair) + first[2:]
        if group == first:
            continue
        try:
            parse_recovery(" ".join((group, *SHEET.groups()[1:])))
        except WrongGroups as refused:
            if "samen kloppen ze niet" in str(refused):
                caught += 1
            continue
        tried += 1
    assert caught >= 20 and tried <= 8


def test_sheet_opens_the_dossier_and_what_is_sealed_to_it(team: Team) -> None:
    sealed = team.femke.seal(b"Greet Hilkens", [team.femke.card().age, recovery_recipient(team.path)])
    recovered = unlock_with_recovery(team.path, "-".join(team.recovery.groups()).lower())
    assert recovered.dossier_key == team.femke.dossier_key and recovered.dossier_id == team.femke.dossier_id
    assert recovered.open(sealed) == b"Greet Hilkens"
    with pytest.raises(Refused, match="niet voor u verzegeld"):
        recovered.open(team.femke.seal(b"x", [team.femke.card().age]))
    for secret in (recovered.dossier_key, team.recovery.secret):
        assert secret.hex() not in repr(recovered) and repr(secret)[2:-1] not in repr(recovered)


def test_sheet_gives_the_only_administrator_new_keys(team: Team) -> None:
    sealed = team.femke.seal(b"Greet Hilkens", [team.femke.card().age, recovery_recipient(team.path)])
    recovered = unlock_with_recovery(team.path, " ".join(team.recovery.groups()))
    femke = new_identity_from_recovery(team.path, recovered, member_id="femke", passphrase=NEW, policy=team.policy)
    again = unlock(team.path, "femke", NEW, team.policy)
    assert again.card() == femke.card() and again.is_admin and again.name == "Femke Aarts"
    assert again.dossier_key == femke.dossier_key != team.femke.dossier_key  # whoever has the lost laptop opens nothing new
    assert again.earlier == (team.femke.dossier_key,)
    with pytest.raises(Refused, match="klopt niet"):
        unlock(team.path, "femke", FEMKE, team.policy)
    with pytest.raises(Refused, match="niet voor u verzegeld"):
        again.open(sealed)
    assert again.open(again.seal(recovered.open(sealed), [again.card().age])) == b"Greet Hilkens"
    add_member(team.path, again, member_id="sem", name="Sem de Graaf", passphrase=NEW, policy=team.policy)
    assert [card.name for card in current_cards(team.path)] == ["Femke Aarts", "Wil Stam", "Sem de Graaf"]
    with pytest.raises(Refused, match="Alleen een beheerder"):  # whoever still has the old keys in memory
        add_member(team.path, team.femke, member_id="iris", name="Iris Kuyper", passphrase=NEW, policy=team.policy)


def test_sheet_may_make_another_member_administrator_but_not_leave_none(team: Team) -> None:
    recovered = unlock_with_recovery(team.path, " ".join(team.recovery.groups()))
    with pytest.raises(Refused, match="laatste beheerder"):
        new_identity_from_recovery(team.path, recovered, member_id="femke", passphrase=NEW, policy=team.policy, is_admin=False)
    wil = new_identity_from_recovery(team.path, recovered, member_id="wil", passphrase=NEW, policy=team.policy, is_admin=True)
    assert wil.is_admin and unlock(team.path, "wil", NEW, team.policy).is_admin
    assert unlock(team.path, "femke", FEMKE, team.policy)


def test_recovering_asks_a_known_member_and_a_good_passphrase(team: Team) -> None:
    recovered = unlock_with_recovery(team.path, " ".join(team.recovery.groups()))
    before = team.path.read_bytes()
    with pytest.raises(Refused, match="staat niet in het sleutelbestand"):
        new_identity_from_recovery(team.path, recovered, member_id="sem", passphrase=NEW, policy=team.policy)
    with pytest.raises(Refused, match="te kort"):
        new_identity_from_recovery(team.path, recovered, member_id="femke", passphrase="geheim", policy=team.policy)
    assert team.path.read_bytes() == before


def test_sheet_of_another_dossier_is_refused_and_the_right_mark_told(team: Team, policy: VaultPolicy) -> None:
    other = team.path.with_name("turfven.sleutels")
    _, sheet = create_keys(other, member_id="femke", name="Femke Aarts", passphrase=FEMKE, policy=policy)
    with pytest.raises(Refused, match=f"hoort niet bij dit dossier.*kenmerk {fingerprint(team.path)}"):
        unlock_with_recovery(team.path, " ".join(sheet.groups()))
    recovered = unlock_with_recovery(other, " ".join(sheet.groups()))
    with pytest.raises(Refused, match="van een ander dossier"):
        new_identity_from_recovery(team.path, recovered, member_id="femke", passphrase=NEW, policy=policy)


def test_mark_stays_while_members_come_and_passphrases_change(team: Team) -> None:
    mark = fingerprint(team.path)
    assert len(mark) == 9 and mark[4] == "-"
    add_member(team.path, team.femke, member_id="sem", name="Sem de Graaf", passphrase=NEW, policy=team.policy)
    change_passphrase(team.path, "wil", WIL, NEW, team.policy)
    assert fingerprint(team.path) == mark
    assert unlock_with_recovery(team.path, " ".join(team.recovery.groups()))
