"""Every way in which a key file can be wrong, by accident or on purpose: one clear sentence each, never a traceback."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertiseteam.basics.sentences import Refused
from expertiseteam.vault.encoding import from_base64, to_base64
from expertiseteam.vault.keyfile import KeyFile, create_key_file, read_key_file, replace_key_file
from expertiseteam.vault.keys import (
    add_member,
    create_keys,
    current_cards,
    unlock,
    who_can_unlock,
)
from expertiseteam.vault.policy import Cost, VaultPolicy
from tests.vault.conftest import FEMKE, WIL, Team
from tests.vault.editing import rewritten, sentence_of

NEW = "trommel hazelaar kompas wafel vijver"


def test_each_wrong_file_has_its_own_sentence(team: Team, tmp_path: Path) -> None:
    good = team.path.read_bytes()
    said = []
    for content, expected in [
        (None, "is er niet. Zonder dit bestand gaat het dossier niet open. Zet het uit een reservekopie terug"),
        (b"", "is leeg"),
        (b"SQLite format 3\0" + b"\0" * 4000, "is geen sleutelbestand van dit programma"),
        (good[: len(good) // 2], "is beschadigd of buiten dit programma om gewijzigd: de tekst is afgebroken of onleesbaar"),
        (good.replace(b"Femke", b"Famke"), "is beschadigd of buiten dit programma om gewijzigd: de inhoud is veranderd"),
        (good.replace(b'"version":2', b'"version":4'), "nieuwere versie van dit programma (indeling 4, u hebt 3)"),
        (good + b" " * 4_000_000, "is te groot voor een sleutelbestand (meer dan 4 MB). Het is niet verder gelezen"),
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
    return [v for v in (None, {}, [], [*value, *value] if isinstance(value, list) else {**value, "extra": 1}) if v != value]


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
    path.write_bytes(b'{"format":"expertiseteam-sleutels",\n"version":2,' + content)
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


def test_member_whose_keys_are_elsewhere_is_told_so(team: Team) -> None:
    rewritten(team.path, lambda stored: stored["identities"].pop("wil"))
    assert [card.name for card in who_can_unlock(team.path)] == ["Femke Aarts"]
    with pytest.raises(Refused, match="De sleutels van Wil Stam staan niet op deze computer"):
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
    with pytest.raises(Refused, match="kon niet worden bewaard: het bestand of de map is er niet"):
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
