"""Who writes the key file without having the keys, or signs what he may not: nobody is fooled."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.vault.chain import _ENTRY, Change, Entry, check_links, check_signatures, first_entry, next_entry
from expertiseteam.vault.encoding import canonical, to_base64
from expertiseteam.vault.identity import Card, PrivateKeys
from expertiseteam.vault.keyfile import read_key_file
from expertiseteam.vault.keys import (
    add_member,
    fingerprint,
    new_identity_from_recovery,
    renew_member,
    unlock,
    unlock_with_recovery,
)
from expertiseteam.vault.recovery import RecoveryKey
from expertiseteam.vault.renewing import renew_sheet
from expertiseteam.vault.steps import Step
from tests.vault.conftest import FEMKE, WIL, Team
from tests.vault.editing import rewritten, sentence_of

NEW = "trommel hazelaar kompas wafel vijver"


def outsider_card() -> tuple[Card, PrivateKeys]:
    keys = PrivateKeys.generate()
    return Card("hugo", "Hugo Brandt", keys.recipient(), keys.signing_public(), True), keys


def forged_chain(team: Team) -> Callable[[dict[str, Any]], None]:
    """Return an edit by someone who may write the file but has no key: a chain of his own, in which Femke and he are administrators."""
    card, keys = outsider_card()
    key = os.urandom(32)
    now = team.policy.clock()
    first = first_entry(team.femke.dossier_id, card, keys, RecoveryKey.generate().private(), key, now)
    second = next_entry(first, [card, team.femke.card(), team.wil], Change(Step.JOINED, "hugo", "femke", now), keys, key)

    def edit(stored: dict[str, Any]) -> None:
        stored["epochs"] = [first.stored(), second.stored()]

    return edit


def signed(entry: Entry, signer: PrivateKeys) -> Entry:
    """Sign an entry as it is, with whatever someone who has keys may put in it."""
    return replace(entry, signature=to_base64(signer.sign(_ENTRY, canonical(entry.body()))))


def stored_chain(team: Team, *entries: Entry) -> None:
    rewritten(team.path, lambda stored: stored.update(epochs=[entry.stored() for entry in entries]))


def forget_what_was_seen(team: Team) -> None:
    """On another computer, that never saw this dossier, only the chain itself speaks."""
    assert team.policy.state_folder is not None
    (team.policy.state_folder / "gezien.json").unlink()


def test_keys_under_another_member_do_not_open(team: Team) -> None:
    def swap(stored: dict[str, Any]) -> None:
        sealed = stored["identities"]
        sealed["femke"], sealed["wil"] = sealed["wil"], sealed["femke"]

    rewritten(team.path, swap)
    with pytest.raises(Refused, match="klopt niet"):
        unlock(team.path, "femke", WIL, team.policy)


def test_chain_made_by_an_outsider_opens_nothing(team: Team) -> None:
    rewritten(team.path, forged_chain(team))
    with pytest.raises(Refused):
        unlock(team.path, "femke", FEMKE, team.policy)


def test_chain_put_there_after_unlocking_is_never_sealed_to(team: Team) -> None:
    rewritten(team.path, forged_chain(team))
    before = team.path.read_bytes()
    with pytest.raises(Refused, match="het sleutelbestand van een ander dossier"):
        add_member(team.path, team.femke, member_id="sem", name="Sem de Graaf", passphrase=NEW, policy=team.policy)
    assert team.path.read_bytes() == before


def test_entry_signed_by_who_may_not_is_refused(team: Team) -> None:
    wil = unlock(team.path, "wil", WIL, team.policy)
    entries = read_key_file(team.path).entries
    cards, now = [team.femke.card(), replace(team.wil, is_admin=True)], team.policy.clock()
    for by, signer in (("wil", wil.private), ("femke", wil.private), ("recovery", wil.private), ("niemand", wil.private)):
        with pytest.raises(ValueError, match="handtekening"):
            next_entry(entries[-1], cards, Change(Step.RIGHTS, by, "wil", now), signer, wil.dossier_key)
    with pytest.raises(ValueError, match="not the key"):
        next_entry(entries[-1], cards, Change(Step.RIGHTS, "femke", "wil", now), team.femke.private, b"\0" * 32)


def test_entries_left_out_or_in_another_order_are_refused(team: Team) -> None:
    add_member(team.path, team.femke, member_id="sem", name="Sem de Graaf", passphrase=NEW, policy=team.policy)
    first, second, third = read_key_file(team.path).entries
    check_links((first, second, third))
    check_signatures((first, second, third))
    for wrong in ((), (second, third), (first, third), (first, third, second), (first, first)):
        with pytest.raises(ValueError, match="schakel|keten"):
            check_links(wrong)
    for other, sentence in [
        (replace(second, number=3), "keten"),
        (replace(second, previous=third.hash()), "keten"),
        (replace(second, epoch=3), "volgen elkaar niet op"),
        (replace(second, check=to_base64(b"\0" * 32)), "volgen elkaar niet op"),
    ]:
        with pytest.raises(ValueError, match=sentence):
            check_links((first, other))
    with pytest.raises(ValueError, match="handtekening"):
        check_signatures((signed(replace(first, by="recovery"), team.recovery.private()),))


def test_key_that_does_not_match_its_proof_is_not_used(team: Team) -> None:
    """Whoever signs a wrong check value, by mistake or not, makes nobody open the dossier with a wrong key."""
    first, second = read_key_file(team.path).entries
    wrong = signed(
        replace(second, epoch=2, step=Step.SHEET, earlier=to_base64(b"\0" * 60), check=to_base64(b"\0" * 32)), team.femke.private
    )
    stored_chain(team, first, wrong)
    forget_what_was_seen(team)
    with pytest.raises(Refused, match="past niet bij dit dossier"):
        unlock(team.path, "wil", WIL, team.policy)


def test_signed_record_is_never_a_signed_entry(team: Team) -> None:
    """A text of one's own choice, signed as a record, must not become a change of members."""
    first, second = read_key_file(team.path).entries
    entry = replace(second, cards=(team.femke.card(), replace(team.wil, is_admin=True)))
    check_signatures((first, signed(entry, team.femke.private)))
    with pytest.raises(ValueError, match="handtekening"):
        check_signatures((first, replace(entry, signature=to_base64(team.femke.sign(canonical(entry.body()))))))


def test_member_named_as_the_recovery_sheet_is_damage(team: Team) -> None:
    first, second = read_key_file(team.path).entries
    stored_chain(team, first, signed(replace(second, cards=(*second.cards, replace(team.wil, member_id="recovery"))), team.femke.private))
    assert "de lijst met leden klopt niet" in sentence_of(team.path, team.policy)


def test_replaced_recovery_sheet_gives_no_more_keys(team: Team) -> None:
    recovered = unlock_with_recovery(team.path, " ".join(team.recovery.groups()))
    femke, newer = renew_sheet(team.path, team.femke, policy=team.policy)
    assert unlock(team.path, "wil", WIL, team.policy).dossier_key == femke.dossier_key != team.femke.dossier_key
    with pytest.raises(Refused, match=f"vervangen door een nieuwer.*kenmerk {fingerprint(team.path)}"):
        unlock_with_recovery(team.path, " ".join(team.recovery.groups()))
    with pytest.raises(Refused, match="geldt niet meer voor dit dossier"):
        new_identity_from_recovery(team.path, recovered, member_id="wil", passphrase=NEW, policy=team.policy)
    assert unlock_with_recovery(team.path, " ".join(newer.groups())).dossier_key == femke.dossier_key


def test_old_keys_beside_a_new_card_are_told_apart_from_a_wrong_passphrase(team: Team) -> None:
    old = json.loads(team.path.read_text(encoding="utf-8"))["identities"]["wil"]
    renew_member(team.path, team.femke, member_id="wil", passphrase=NEW, policy=team.policy)
    rewritten(team.path, lambda stored: stored["identities"].update(wil=old))
    with pytest.raises(Refused, match="De sleutels van Wil Stam zijn intussen vervangen"):
        unlock(team.path, "wil", WIL, team.policy)


def test_keys_of_two_dossiers_in_one_file_are_refused(team: Team) -> None:
    rewritten(team.path, lambda stored: stored.update(dossier="0" * 32))
    assert "staan sleutels van een ander dossier" in sentence_of(team.path, team.policy)
