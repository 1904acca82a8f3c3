"""A dossier that does not open: looked at twice, nothing promised that cannot be done, and everything brought back that can be."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from expertiseteam.basics.sentences import Refused, Unopened
from expertiseteam.opening import open_dossier, prepare_copy, save_whole, unlock_dossier, workspace_for
from expertiseteam.privacy.reading_log import whole_log
from expertiseteam.safety import mending
from expertiseteam.storage import file
from expertiseteam.team.members import add_village, villages
from expertiseteam.vault import copies, keys, renewing
from expertiseteam.vault.copies import Copy, Reason
from expertiseteam.vault.keyfile import key_file_of, read_key_file
from tests.dossier import PASSPHRASE, Team
from tests.faults.surroundings import write_down
from tests.safety.test_restoring import again, identity_of, names

PAGE = 4096


def flip(path: Path, page: int) -> bytes:
    """Damage one page; returns what the file is then."""
    raw = bytearray(path.read_bytes())
    raw[page * PAGE + 1234] ^= 1
    path.write_bytes(raw)
    return bytes(raw)


def of_no_use(path: Path, harm: str) -> None:
    raw = path.read_bytes()
    match harm:
        case "missing":
            path.unlink()
        case "empty":
            path.write_bytes(b"")
        case "noise":
            path.write_bytes(os.urandom(20 * PAGE))
        case "plain":
            path.write_bytes(b"SQLite format 3\0" + bytes(2 * PAGE))
        case "text":
            path.write_text("mijn dossier\n" * 1000)
        case "cut":
            path.write_bytes(raw[: len(raw) // 2])
        case "first page":
            flip(path, 0)
        case "a page":
            flip(path, len(raw) // PAGE - 3)


HARMS = ("missing", "empty", "noise", "plain", "text", "cut", "first page", "a page")


@pytest.mark.parametrize("harm", HARMS)
def test_whatever_became_of_the_file_the_newest_copy_comes_back(team: Team, harm: str) -> None:
    team.femke.do(add_village, name="Van toen")
    copy = team.femke.copy(Reason.HAND)
    identity = identity_of(team)
    team.close()
    assert mending.look_again(team.path, identity).is_whole
    of_no_use(team.path, harm)
    damaged = team.path.read_bytes() if harm != "missing" else b""
    found = mending.look_again(team.path, identity)
    assert not found.is_whole and found.may_restore and found.sentence.endswith(".")
    assert found.may_save is (harm == "a page")
    prepared = prepare_copy(team.path, mending.copies_for(team.path)[copy.folder.name], identity, team.clock, policy=team.policy)
    assert prepared.put_back(team.clock) is None, "what stood there was no dossier any more"
    assert "Van toen" in names(femke := again(team)) and femke.look_at_log(deep=True) == []
    asides = copies.set_asides(team.path)
    assert [aside.read_bytes() for aside in asides] == ([damaged] if harm != "missing" else []), "it is kept as it was"


def test_a_disk_that_does_not_answer_is_never_called_damage(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLCipher says the same of a lost share as of damage, until one looks again (quality.md, section 0.2)."""
    identity = identity_of(team)
    team.close()
    real, falls = file.connect, [1]

    def connect(*given: object, **more: object) -> object:
        if falls and falls.pop():
            error = file.sqlcipher.DatabaseError("database disk image is malformed")
            error.sqlite_errorcode = file.CORRUPT
            raise error
        return real(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(file, "connect", connect)
    assert mending.look_again(team.path, identity).is_whole
    monkeypatch.undo()
    error = file.sqlcipher.OperationalError("disk I/O error")
    error.sqlite_errorcode = 10

    def gone(*_: object, **__: object) -> object:
        raise error

    monkeypatch.setattr(file, "connect", gone)
    found = mending.look_again(team.path, identity)
    assert "antwoordt niet" in found.sentence and not (found.may_restore or found.may_save or found.is_whole)
    monkeypatch.undo()
    shutil.move(team.path.parent, team.path.parent.with_name("elders"))
    found = mending.look_again(team.path, identity)
    assert "antwoordt niet" in found.sentence and not (found.may_restore or found.may_save)


def test_what_is_whole_takes_the_place_of_a_damaged_dossier(team: Team, tmp_path: Path) -> None:
    for n in range(60):
        team.femke.do(add_village, name=f"Buurt {n} " + "x" * 300)
    team.femke.copy(Reason.HAND)
    team.femke.do(add_village, name="Na de kopie")
    identity = identity_of(team)
    team.close()
    whole = team.path.read_bytes()
    for page in range(len(whole) // PAGE - 1, 10, -1):  # one that costs rows, and not what the file needs to open
        team.path.write_bytes(whole)
        damaged = flip(team.path, page)
        if not mending.look_again(team.path, identity).may_save:
            continue
        prepared, found = save_whole(team.path, team.path, identity, team.clock, policy=team.policy)
        if any(matter.from_copy for matter in found):
            break
        prepared.discard()
    assert prepared.put_back(team.clock) is None
    femke = again(team)
    assert {"Na de kopie", "Turfven"} <= names(femke)
    written = femke.ask(whole_log)[1]
    assert written.what == "wat heel was uit een beschadigd dossier gered" and written.why.startswith("wat nog heel was")
    femke.do(add_village, name="Er wordt weer gewerkt")
    femke.close()
    (aside,) = copies.set_asides(team.path)
    assert aside.read_bytes() == damaged
    later, _ = save_whole(team.path, aside, identity, team.clock, policy=team.policy)  # what was set aside can still be saved from
    later.discard()
    assert "Er wordt weer gewerkt" in names(again(team))


def test_only_the_officer_puts_anything_in_its_place(team: Team) -> None:
    copy = team.femke.copy(Reason.HAND)
    noor = identity_of(team, "noor")
    team.close()
    flip(team.path, 0)
    prepared = prepare_copy(team.path, copy, noor, team.clock, policy=team.policy)
    with pytest.raises(Refused, match="kan een teamlid niet doen"):
        prepared.count()
    prepared.discard()


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b""), lambda path: path.write_text("{"), "older"])
def test_the_key_file_comes_back_from_the_newest_copy(
    team: Team, harm: Callable[[Path], object] | str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key_path = key_file_of(team.path)
    first = team.femke.copy(Reason.HAND)
    before = key_path.read_bytes()
    with pytest.raises(Refused, match="geen reservekopie gevonden met een beter"):
        mending.put_keys_back(team.path, team.clock)
    keys.set_admin(key_path, identity_of(team), team.ids["wil"], True, policy=team.policy)
    team.clock.at(2026, 11, 3, 9, 0)
    copies.put_in(team.femke.copy(Reason.HAND), tmp_path / "stick")
    shutil.rmtree(copies.copies(copies.copies_folder(team.path))[0].folder)
    assert copies.copies(copies.copies_folder(team.path)) == [first]
    unlock_dossier(team.path, team.ids["femke"], PASSPHRASE.format("femke"), policy=team.policy, clock=team.clock)[0].close()
    team.close()
    newest = key_path.read_bytes()
    if callable(harm):
        harm(key_path)
    else:
        key_path.write_bytes(before)
    with pytest.raises(Unopened):
        again(team)
    with monkeypatch.context() as away:
        away.setattr(mending, "_answers", lambda _: False)
        away.setattr(Path, "exists", lambda _: True)
        with pytest.raises(Refused, match="antwoordt niet"):  # a share that drops away is no reason to put an older one there
            mending.put_keys_back(team.path, team.clock, tmp_path / "stick")
    assert "3 november 2026" in mending.put_keys_back(team.path, team.clock, tmp_path / "stick")
    assert key_path.read_bytes() == newest and "Turfven" in names(again(team))
    assert read_key_file(key_path).last.number == len(read_key_file(key_path).entries)


def test_old_copies_open_for_who_is_a_member_now(team: Team) -> None:
    """Under earlier keys, by a member with new keys of his own, and with a key file that is newer than the copy."""
    team.femke.do(add_village, name="Van toen")
    copy = team.femke.copy(Reason.HAND)
    sheet = " ".join(team.recovery.groups())
    team.close()
    from expertiseteam.opening import recover

    femke, identity = recover(team.path, team.ids["femke"], sheet, "molen zilver klaver stoep egel", policy=team.policy, clock=team.clock)
    femke.do(add_village, name="Van later")
    assert identity.earlier and "Van later" in names(femke)
    prepared = prepare_copy(team.path, copy, identity, team.clock, policy=team.policy)
    femke.close()
    assert prepared.put_back(team.clock) is not None
    femke = workspace_for(team.path, identity, team.clock, policy=team.policy)
    assert "Van toen" in names(femke) and "Van later" not in names(femke)
    femke.close()


def test_a_dossier_gets_a_new_key_only_after_a_proven_copy(team: Team) -> None:
    identity = identity_of(team)
    renewed = renewing.leave(key_file_of(team.path), identity, team.ids["hugo"], policy=team.policy)
    team.close()
    workspace_for(team.path, renewed, team.clock, policy=team.policy).close()
    (copy,) = copies.copies(copies.copies_folder(team.path))
    assert copy.reason is Reason.KEYS and read_key_file(key_file_of(copy.dossier)).last.open_key(renewed.private) == renewed.dossier_key
    prepared = prepare_copy(team.path, copy, renewed, team.clock, policy=team.policy)
    assert prepared.put_back(team.clock) is not None
    femke = open_dossier(team.path, team.ids["femke"], PASSPHRASE.format("femke"), policy=team.policy, clock=team.clock)
    assert "Turfven" in {village.name for village in femke.ask(villages)}
    femke.close()


def test_a_restore_that_is_broken_off_before_it_counts_leaves_no_alarm(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    copy: Copy = team.femke.copy(Reason.HAND)
    team.femke.do(add_village, name="Van later")
    identity = identity_of(team)
    team.close()
    prepared = prepare_copy(team.path, copy, identity, team.clock, policy=team.policy)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("expertiseteam.vault.putting_back.decide", full)
    with pytest.raises(Refused, match="zoals het nu is, is niet veranderd"):
        prepared.put_back(team.clock)
    femke = again(team)
    assert "Van later" in names(femke) and femke.look_at_log(deep=True) == [], "the dossier of now is not called an older one"


def test_old_copies_go_after_a_restore_too_here_and_in_the_second_place(team: Team, tmp_path: Path) -> None:
    from expertiseteam.safety.keeping import choose_second_place, copies_state, keep_copy

    stick = tmp_path / "stick"
    stick.mkdir()
    choose_second_place(team.path, str(stick), team.clock())
    for day in range(2, 9):
        team.clock.at(2026, 9, day, 9, 0)
        keep_copy(team.femke, Reason.CHANGE)
    identity = identity_of(team)
    team.close()
    flip(team.path, 0)
    team.clock.at(2026, 9, 9, 9, 0)
    newest = next(iter(mending.copies_for(team.path).values()))
    assert prepare_copy(team.path, newest, identity, team.clock, policy=team.policy).put_back(team.clock) is None
    assert len(copies.set_asides(team.path)) == 1
    team.clock.at(2026, 11, 20, 9, 0)
    undo = prepare_copy(team.path, newest, identity, team.clock, policy=team.policy).put_back(team.clock)
    assert undo is not None
    there = [line.at.day for line in copies_state(team.path).lines]
    assert there == [20, 8, 7, 6], "the four newest stay, whatever their age"
    assert copies.set_asides(team.path) == [], "what could not be read goes as well"
    assert [copy.at.day for copy in copies.copies(stick / "weidevoort-kopieen")] == [20, 8, 7, 6]


def test_a_colleague_elsewhere_is_not_alarmed_by_what_was_put_back_and_named(team: Team, tmp_path: Path) -> None:
    """Also not about the chain that this colleague's computer began after the copy was made."""
    copy = team.femke.copy(Reason.HAND)
    identity = identity_of(team)
    elsewhere = replace(team.policy, state_folder=tmp_path / "elders")
    noor = open_dossier(team.path, team.ids["noor"], PASSPHRASE.format("noor"), policy=elsewhere, clock=team.clock)
    write_down(noor, "op een andere computer opgeschreven")
    noor.close()
    prepared = prepare_copy(team.path, copy, identity, team.clock, policy=team.policy)
    assert prepared.compare(team.femke) and prepared.lines_behind() >= 1
    team.close()
    assert prepared.put_back(team.clock) is not None
    noor = open_dossier(team.path, team.ids["noor"], PASSPHRASE.format("noor"), policy=elsewhere, clock=team.clock)
    assert noor.look_at_log(deep=True) == []
    write_down(noor, "en hier gaat het verder")
    assert noor.look_at_log(deep=True) == []
    noor.close()
    assert again(team).look_at_log(deep=True) == []
