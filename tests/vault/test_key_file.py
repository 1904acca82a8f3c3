"""Every way in which a key file can be wrong, by accident or on purpose: one clear sentence each, never a traceback."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertiseteam.basics.sentences import Refused
from expertiseteam.vault.chain import _ENTRY, Entry, check_links, check_signatures, first_entry, next_entry
from expertiseteam.vault.encoding import canonical, from_base64, strict_json, to_base64
from expertiseteam.vault.identity import Card, PrivateKeys, digest
from expertiseteam.vault.keyfile import KeyFile, canonical_with_sum, create_key_file, read_key_file, replace_key_file
from expertiseteam.vault.keys import (
    add_member,
    create_keys,
    current_cards,
    fingerprint,
    new_identity_from_recovery,
    recovery_recipient,
    renew_member,
    unlock,
    unlock_with_recovery,
    who_can_unlock,
)
from expertiseteam.vault.policy import Cost, VaultPolicy
from expertiseteam.vault.recovery import RecoveryKey
from tests.vault.conftest import FEMKE, WIL, Team

NEW = "trommel hazelaar kompas wafel vijver"


def rewritten(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Edit a key file as someone would who knows the format: the sum is made right again."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    del stored["sum"]
    change(stored)
    path.write_bytes(canonical_with_sum(stored))


def sentence_of(path: Path, policy: VaultPolicy) -> str:
    """Return the sentence that every way in says about this file."""
    ways = (
        lambda: who_can_unlock(path),
        lambda: unlock(path, "femke", FEMKE, policy),
        lambda: current_cards(path),
        lambda: recovery_recipient(path),
        lambda: fingerprint(path),
        lambda: unlock_with_recovery(path, " ".join(RecoveryKey.generate().groups())),
    )
    said = set()
    for way in ways:
        with pytest.raises(Refused) as refused:
            way()
        said.add(str(refused.value))
    assert len(said) == 1, said
    return said.pop()


def test_each_wrong_file_has_its_own_sentence(team: Team, tmp_path: Path) -> None:
    good = team.path.read_bytes()
    said = []
    for content, expected in [
        (None, "is er niet. Zonder dit bestand gaat het dossier niet open. Zet het uit een reservekopie terug"),
        (b"", "is leeg"),
        (b"SQLite format 3\0" + b"\0" * 4000, "is geen sleutelbestand van dit programma"),
        (good[: len(good) // 2], "is beschadigd of buiten dit programma om gewijzigd: de tekst is afgebroken of onleesbaar"),
        (good.replace(b"Femke", b"Famke"), "is beschadigd of buiten dit programma om gewijzigd: de inhoud is veranderd"),
        (good.replace(b'"version":1', b'"version":2'), "nieuwere versie van dit programma (indeling 2, u hebt 1)"),
        (good + b" " * 1_000_000, "is te groot voor een sleutelbestand (meer dan 1 MB). Het is niet verder gelezen"),
    ]:
        team.path.unlink(missing_ok=True)
        if content is not None:
            team.path.write_bytes(content)
        said.append(sentence_of(team.path, team.policy))
        assert expected in said[-1] and "weidevoort.sleutels" in said[-1]
        assert content is None or team.path.read_bytes() == content
    team.path.unlink()
    team.path.mkdir()
    said.append(sentence_of(team.path, team.policy))
    assert "is een map en geen sleutelbestand" in said[-1]
    assert len(set(said)) == 8


@pytest.mark.parametrize(
    "content",
    [
        b"\x00",
        b"hallo",
        b"[]",
        b"null",
        b"{}",
        b'{"format":"anders"}',
        b"\xff\xfe{",
        b"[" * 100_000,
        b'{"a":1,"a":1}',
        "{".encode("utf-16"),
    ],
)
def test_anything_else_is_no_key_file(key_path: Path, policy: VaultPolicy, content: bytes) -> None:
    key_path.write_bytes(content)
    assert "is geen sleutelbestand van dit programma" in sentence_of(key_path, policy)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
def test_pipe_is_not_waited_for(key_path: Path, policy: VaultPolicy) -> None:
    os.mkfifo(key_path)
    assert "is geen gewoon bestand" in sentence_of(key_path, policy)


def test_huge_file_is_not_read(key_path: Path, policy: VaultPolicy) -> None:
    with key_path.open("wb") as file:
        file.truncate(50 * 1024**3)  # a hole: reading it would take all memory
    assert "Het is niet verder gelezen" in sentence_of(key_path, policy)


def test_folder_that_cannot_be_entered_is_told(key_path: Path, policy: VaultPolicy, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(self: Path, **_: object) -> os.stat_result:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "stat", denied)
    with pytest.raises(Refused, match="kan niet worden gelezen: u hebt daar geen rechten voor"):
        who_can_unlock(key_path)


@pytest.mark.parametrize("version", [0, -1, "1", True, None, 1.0, [1]])
def test_version_that_is_none_is_damage(team: Team, version: object) -> None:
    rewritten(team.path, lambda stored: stored.update(version=version))
    assert "beschadigd" in sentence_of(team.path, team.policy)


def leaves(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the place of each single value in a JSON text, and of each object and list."""
    if at:
        yield at
    if isinstance(value, dict):
        for name, part in value.items():
            yield from leaves(part, (*at, name))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from leaves(part, (*at, number))


def flipped(value: Any) -> list[Any]:
    """Return values that look much like this one, among them some of the right form."""
    if isinstance(value, bool):
        return [not value, None]
    if isinstance(value, int):
        return [value + 1, value - 1, 0, 2**40, float(value), str(value)]
    if isinstance(value, str):
        start = "A" if value[:1] != "A" else "B"
        other = [start + value[1:], value[:-1], value + "A", value.swapcase(), "", None, 7]
        if len(value) > 20 and value.endswith("="):
            other.append(value.replace("=", ""))
        return [v for v in other if v != value]
    return [None, {}, [], *([[*value, *value]] if isinstance(value, list) else [{**value, "extra": 1}])]


def test_every_part_edited_with_the_sum_made_right_is_refused(team: Team, policy: VaultPolicy) -> None:
    free = replace(policy, free_tries=10**9)  # each edit is a first try
    good = team.path.read_bytes()
    stored = json.loads(good)
    del stored["sum"]
    tried = 0
    for place in leaves(stored):
        for other in flipped(at(stored, place)):

            def edit(target: dict[str, Any], place: tuple[Any, ...] = place, other: Any = other) -> None:
                at(target, place[:-1])[place[-1]] = other

            team.path.write_bytes(good)
            rewritten(team.path, edit)
            for member, passphrase in (("femke", FEMKE), ("wil", WIL)):
                if place[0] == "identities" and len(place) > 1 and place[1] != member:
                    continue  # whose keys were not touched may go on
                with pytest.raises(Refused):
                    unlock(team.path, member, passphrase, free)
            tried += 1
        if isinstance(place[-1], str):
            team.path.write_bytes(good)
            rewritten(team.path, lambda target, place=place: at(target, place[:-1]).pop(place[-1]))
            with pytest.raises(Refused):
                unlock(team.path, "wil" if place[:2] == ("identities", "wil") else "femke", WIL if "wil" in place[:2] else FEMKE, free)
    assert tried > 300
    team.path.write_bytes(good)
    assert unlock(team.path, "femke", FEMKE, free) and unlock(team.path, "wil", WIL, free)


def at(value: Any, place: tuple[Any, ...]) -> Any:
    for step in place:
        value = value[step]
    return value


def test_one_byte_off_anywhere_is_never_taken(team: Team) -> None:
    good = team.path.read_bytes()
    for position in range(0, len(good), 7):
        broken = bytearray(good)
        broken[position] ^= 0x01
        team.path.write_bytes(bytes(broken))
        if broken.strip() == good.strip():
            continue
        with pytest.raises(Refused):
            who_can_unlock(team.path)


@given(content=st.binary(max_size=300))
def test_noise_after_a_right_beginning_never_gives_a_traceback(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("noise") / "x.sleutels"
    path.write_bytes(b'{"format":"expertiseteam-sleutels",\n"version":1,' + content)
    with pytest.raises(Refused):
        who_can_unlock(path)


@pytest.mark.parametrize(
    "cost",
    [
        {"memory_kib": 1, "passes": 1, "lanes": 1},
        {"memory_kib": 4 * 1024**2, "passes": 1, "lanes": 4},
        {"memory_kib": 64, "passes": 10**6, "lanes": 4},
        {"memory_kib": 64, "passes": 1, "lanes": 0},
        {"memory_kib": 64, "passes": 1, "lanes": 10**6},
        {"memory_kib": 64, "passes": 0, "lanes": 4},
    ],
)
def test_cost_out_of_bounds_is_refused_before_it_is_paid(team: Team, cost: dict[str, int]) -> None:
    rewritten(team.path, lambda stored: stored["identities"]["femke"].update(cost=cost))
    with pytest.raises(Refused, match="lichter of zwaarder ingesteld dan dit programma toestaat"):
        unlock(team.path, "femke", FEMKE, team.policy)


def test_file_made_at_a_lower_cost_than_the_rules_is_refused(team: Team) -> None:
    strict = replace(team.policy, least_alone=Cost(128, 1, 4))
    with pytest.raises(Refused, match="lichter of zwaarder"):
        unlock(team.path, "femke", FEMKE, strict)
    with pytest.raises(Refused, match="lichter of zwaarder"):
        unlock(team.path, "femke", FEMKE, VaultPolicy())


def test_keys_under_another_member_do_not_open(team: Team) -> None:
    def swap(stored: dict[str, Any]) -> None:
        sealed = stored["identities"]
        sealed["femke"], sealed["wil"] = sealed["wil"], sealed["femke"]

    rewritten(team.path, swap)
    with pytest.raises(Refused, match="klopt niet"):
        unlock(team.path, "femke", WIL, team.policy)


def test_member_whose_keys_are_elsewhere_is_told_so(team: Team) -> None:
    rewritten(team.path, lambda stored: stored["identities"].pop("wil"))
    assert [card.name for card in who_can_unlock(team.path)] == ["Femke Aarts"]
    with pytest.raises(Refused, match="De sleutels van Wil Stam staan niet op deze computer"):
        unlock(team.path, "wil", WIL, team.policy)


def test_keys_of_two_dossiers_in_one_file_are_refused(team: Team) -> None:
    rewritten(team.path, lambda stored: stored.update(dossier="0" * 32))
    assert "staan sleutels van een ander dossier" in sentence_of(team.path, team.policy)


def outsider_card() -> tuple[Card, PrivateKeys]:
    keys = PrivateKeys.generate()
    return Card("hugo", "Hugo Brandt", keys.recipient(), keys.signing_public(), True), keys


def forged_chain(team: Team) -> Callable[[dict[str, Any]], None]:
    """Return an edit by someone who may write the file but has no key: a chain of his own, in which Femke and he are administrators."""
    card, keys = outsider_card()
    key = os.urandom(32)
    first = first_entry(team.femke.dossier_id, card, keys, RecoveryKey.generate().private(), key)
    second = next_entry(first, [card, team.femke.card(), team.wil], "hugo", keys, key)

    def edit(stored: dict[str, Any]) -> None:
        stored["epochs"] = [first.stored(), second.stored()]

    return edit


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
    cards = [team.femke.card(), replace(team.wil, is_admin=True)]
    for by, signer in (("wil", wil.private), ("femke", wil.private), ("recovery", wil.private), ("niemand", wil.private)):
        with pytest.raises(ValueError, match="handtekening"):
            next_entry(entries[-1], cards, by, signer, wil.dossier_key)
    with pytest.raises(ValueError, match="not the key"):
        next_entry(entries[-1], cards, "femke", team.femke.private, b"\0" * 32)


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


def signed(entry: Entry, signer: PrivateKeys) -> Entry:
    """Sign an entry as it is, with whatever someone who has keys may put in it."""
    return replace(entry, signature=to_base64(signer.sign(_ENTRY, canonical(entry.body()))))


def stored_chain(team: Team, *entries: Entry) -> None:
    rewritten(team.path, lambda stored: stored.update(epochs=[entry.stored() for entry in entries]))


def test_key_that_does_not_match_its_proof_is_not_used(team: Team) -> None:
    """Whoever signs a wrong check value, by mistake or not, makes nobody open the dossier with a wrong key."""
    first, second = read_key_file(team.path).entries
    wrong = signed(replace(second, epoch=2, check=to_base64(b"\0" * 32)), team.femke.private)
    stored_chain(team, first, wrong)
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
    entries = read_key_file(team.path).entries
    newer = RecoveryKey.generate().private()
    last = replace(
        entries[-1],
        number=3,
        previous=entries[-1].hash(),
        recovery_age=newer.recipient(),
        recovery_signing=newer.signing_public(),
        key=to_base64(team.femke.seal(team.femke.dossier_key, [team.femke.card().age, team.wil.age, newer.recipient()])),
    )
    stored_chain(team, *entries, signed(last, team.femke.private))
    assert unlock(team.path, "wil", WIL, team.policy)
    with pytest.raises(Refused, match="hoort niet bij dit dossier"):
        unlock_with_recovery(team.path, " ".join(team.recovery.groups()))
    with pytest.raises(Refused, match="geldt niet meer voor dit dossier"):
        new_identity_from_recovery(team.path, recovered, member_id="wil", passphrase=NEW, policy=team.policy)


def test_old_keys_beside_a_new_card_are_told_apart_from_a_wrong_passphrase(team: Team) -> None:
    old = json.loads(team.path.read_text(encoding="utf-8"))["identities"]["wil"]
    renew_member(team.path, team.femke, member_id="wil", passphrase=NEW, policy=team.policy)
    rewritten(team.path, lambda stored: stored["identities"].update(wil=old))
    with pytest.raises(Refused, match="De sleutels van Wil Stam zijn intussen vervangen"):
        unlock(team.path, "wil", WIL, team.policy)


def test_two_changes_at_once_lose_neither(team: Team) -> None:
    one, other = read_key_file(team.path), read_key_file(team.path)
    replace_key_file(team.path, one.with_identity("femke", one.identities["femke"]))
    assert read_key_file(team.path).read_from == one.read_from  # nothing changed, so the other may go on
    add_member(team.path, team.femke, member_id="sem", name="Sem de Graaf", passphrase=NEW, policy=team.policy)
    with pytest.raises(Refused, match="intussen elders gewijzigd.*Probeer het opnieuw"):
        replace_key_file(team.path, other)
    assert [card.member_id for card in current_cards(team.path)] == ["femke", "wil", "sem"]


@pytest.mark.parametrize("call", ["fsync", "replace", "open"])
def test_disk_that_fails_while_changing_leaves_the_old_file(team: Team, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    before = team.path.read_bytes()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(f"expertiseteam.vault.keyfile.os.{call}", full)
        with pytest.raises(Refused, match="kon niet worden bewaard: de schijf is vol. Wat er stond, staat er nog"):
            add_member(team.path, team.femke, member_id="sem", name="Sem de Graaf", passphrase=NEW, policy=team.policy)
    assert team.path.read_bytes() == before
    assert list(team.path.parent.iterdir()) == [team.path]


def test_disk_that_fails_while_creating_leaves_nothing(key_path: Path, policy: VaultPolicy, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("expertiseteam.vault.keyfile.os.fsync", full)
        with pytest.raises(Refused, match="kon niet worden bewaard"):
            create_keys(key_path, member_id="femke", name="Femke Aarts", passphrase=FEMKE, policy=policy)
    assert not list(key_path.parent.iterdir())
    with pytest.raises(Refused, match="kon niet worden bewaard: de map is er niet"):
        create_keys(key_path.parent / "weg" / "x.sleutels", member_id="femke", name="Femke Aarts", passphrase=FEMKE, policy=policy)


def test_file_system_without_hard_links_works_too(key_path: Path, policy: VaultPolicy, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("expertiseteam.vault.keyfile.os.link", unknown)
    with monkeypatch.context() as broken:
        broken.setattr("expertiseteam.vault.keyfile.os.replace", unknown)
        with pytest.raises(Refused, match="kon niet worden bewaard. Wat"):
            Team(key_path, policy)
        assert not list(key_path.parent.iterdir())
    team = Team(key_path, policy)
    assert unlock(key_path, "femke", FEMKE, policy).dossier_key == team.femke.dossier_key
    assert list(key_path.parent.iterdir()) == [key_path]


@pytest.mark.skipif(os.name == "nt", reason="folders are not opened there")
def test_folder_that_cannot_be_flushed_is_no_reason_to_say_not_saved(
    key_path: Path, policy: VaultPolicy, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open

    def no_folders(path: Path, flags: int, mode: int = 0o777) -> int:
        if Path(path).is_dir():
            raise PermissionError(13, "Permission denied")
        return opened(path, flags, mode)

    monkeypatch.setattr("expertiseteam.vault.keyfile.os.open", no_folders)
    team = Team(key_path, policy)
    assert unlock(key_path, "wil", WIL, policy).dossier_key == team.femke.dossier_key


def test_file_that_appears_while_creating_is_kept(team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = read_key_file(team.path)
    theirs = tmp_path / "theirs.sleutels"
    link = os.link

    def late(source: Path, target: Path) -> None:
        target.write_bytes(b"van een ander")
        link(source, target)

    monkeypatch.setattr("expertiseteam.vault.keyfile.os.link", late)
    with pytest.raises(Refused, match="Er staat al een sleutelbestand"):
        create_key_file(theirs, KeyFile(file.dossier_id, file.entries, file.identities))
    assert theirs.read_bytes() == b"van een ander"


def test_no_secret_stands_in_the_file(team: Team) -> None:
    wil = unlock(team.path, "wil", WIL, team.policy)
    raw = team.path.read_bytes()
    secrets = {
        "passphrase": FEMKE.encode(),
        "other passphrase": WIL.encode(),
        "dossier key": team.femke.dossier_key,
        "recovery": team.recovery.secret,
        "recovery groups": "".join(team.recovery.groups()).encode(),
    } | {
        f"{who.name} {kind}": key
        for who in (team.femke, wil)
        for kind, key in (("age", who.private.age_secret), ("signing", who.private.signing_seed), ("both", who.private.to_bytes()))
    }
    decoded = b"".join(from_base64(part) for part in base64_parts(json.loads(raw)))
    for what, secret in secrets.items():
        for shape in (secret, secret.hex().encode(), secret.hex().upper().encode(), to_base64(secret).rstrip("=")[:-1].encode()):
            assert shape not in raw and shape not in decoded, what


def base64_parts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for part in value.values():
            yield from base64_parts(part)
    elif isinstance(value, list):
        for part in value:
            yield from base64_parts(part)
    elif isinstance(value, str):
        try:
            from_base64(value)
        except ValueError:
            return
        yield value


def test_another_age_tool_opens_the_dossier_key_with_the_sheet(team: Team) -> None:
    """The emergency way that the format promises: base64, an age file, an age secret key."""
    import base64

    import pyrage

    from expertiseteam.vault.encoding import age_secret_text

    blob = json.loads(team.path.read_text(encoding="utf-8"))["epochs"][-1]["entry"]["key"]
    secret = age_secret_text(team.recovery.secret)
    assert secret.startswith("AGE-SECRET-KEY-1") and len(secret) == 74
    assert pyrage.decrypt(base64.b64decode(blob), [pyrage.x25519.Identity.from_str(secret)]) == team.femke.dossier_key


@given(secret=st.binary(min_size=32, max_size=32))
def test_age_secret_is_written_as_age_writes_it(secret: bytes) -> None:
    import pyrage

    from expertiseteam.vault.encoding import age_secret_text

    written = age_secret_text(secret)
    assert str(pyrage.x25519.Identity.from_str(written)) == written


@given(data=st.binary(max_size=50))
def test_bytes_are_written_in_one_way_only(data: bytes) -> None:
    written = to_base64(data)
    assert from_base64(written, len(data)) == data
    for other in (written + "=", written + "\n", " " + written, written.rstrip("=") if written.endswith("=") else written + "A"):
        with pytest.raises(ValueError):
            from_base64(other)


def test_canonical_json_is_one_text() -> None:
    assert canonical({"b": [1, True], "a": "é"}) == '{"a":"é","b":[1,true]}'.encode()
    assert strict_json(canonical({"a": 1})) == {"a": 1}
    assert digest(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    for wrong in (b'{"a":1.5}', b'{"a":NaN}', b'{"a":1,"a":2}', b"\xff"):
        with pytest.raises(ValueError):
            strict_json(wrong)
