"""A copy is put back whole or not at all; what would be lost is told by name; what stood there can be put back again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from expertiseteam.access.workspace import Workspace
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.opening import add_note, open_case
from expertiseteam.meetings.cycle import plan_series
from expertiseteam.opening import open_dossier, prepare_copy, recover, unlock_dossier
from expertiseteam.privacy.reading_log import whole_log
from expertiseteam.safety.records import Matter
from expertiseteam.safety.restoring import Prepared, take_out
from expertiseteam.storage.file import integrity_problems, rekey
from expertiseteam.team.members import add_village, villages
from expertiseteam.vault import copies, putting_back
from expertiseteam.vault.copies import Copy, Reason
from expertiseteam.vault.identity import Identity
from expertiseteam.vault.keyfile import key_file_of
from tests.dossier import PASSPHRASE, Team, make_strangers, make_team
from tests.faults.surroundings import write_down


def names(workspace: Workspace) -> set[str]:
    return {village.name for village in workspace.ask(villages)}


def identity_of(team: Team, first_name: str = "femke") -> Identity:
    workspace, identity = unlock_dossier(
        team.path, team.ids[first_name], PASSPHRASE.format(first_name), policy=team.policy, clock=team.clock
    )
    workspace.close()
    return identity


def again(team: Team, first_name: str = "femke") -> Workspace:
    return open_dossier(team.path, team.ids[first_name], PASSPHRASE.format(first_name), policy=team.policy, clock=team.clock)


@pytest.fixture
def copy(team: Team) -> Copy:
    team.femke.do(add_village, name="Van toen")
    team.clock.at(2026, 11, 2, 14, 5)
    made = team.femke.copy(Reason.HAND)
    team.clock.at(2026, 11, 3, 10, 0)
    team.femke.do(add_village, name="Van later")
    return made


@pytest.fixture
def prepared(team: Team, copy: Copy) -> Iterator[Prepared]:
    made = prepare_copy(team.path, copy, identity_of(team), team.clock, policy=team.policy)
    yield made
    made.discard()


def test_what_is_newer_in_the_dossier_is_told_by_name(team: Team) -> None:
    def a_case(label: str) -> str:
        return team.femke.do(
            open_case, (), label=label, lead_id=team.ids["noor"], legal_basis="Wmo 2015", purpose="hulp", goal="Weten.",
            bringing_partner="gemeente",
        )  # fmt: skip

    old = a_case("Beukenlaan · man")
    made = team.femke.copy(Reason.HAND)
    a_case("Iepenlaan · vrouw")
    write_down(team.noor, "een later signaal")
    team.noor.do(add_note, old, "na de kopie")
    team.femke.do(plan_series, first=date(2026, 11, 17), times=1, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    prepared = prepare_copy(team.path, made, identity_of(team), team.clock, policy=team.policy)
    found = {d.matter: d for d in prepared.compare(team.femke)}
    prepared.discard()
    assert set(found) == {Matter.CASE, Matter.CONCERN, Matter.NOTE, Matter.MEETING}
    assert found[Matter.CASE].added == ("26-002",) and found[Matter.CASE].changed == ()
    assert found[Matter.CONCERN].added == ("26-001",)
    assert found[Matter.NOTE].added == ("26-001",)
    assert found[Matter.MEETING].added == ("17-11-2026",)
    assert all(d.back == () for d in found.values())


def test_only_the_officer_compares(team: Team, prepared: Prepared) -> None:
    with pytest.raises(Refused, match="kan een teamlid niet doen"):
        prepared.compare(team.noor)


def test_a_copy_is_put_back_and_that_can_be_undone(team: Team, prepared: Prepared) -> None:
    team.close()
    undo = prepared.put_back(team.clock, "proef")
    assert undo is not None and undo.reason is Reason.RESTORE
    femke = again(team)
    assert "Van toen" in names(femke) and "Van later" not in names(femke)
    newest = femke.ask(whole_log)[1]  # after looking in the log
    behind = "wat het logboek van daarna had, staat hier niet in: 1 regel"
    assert (newest.what, newest.why) == ("reservekopie teruggezet", f"kopie van 2 november 2026, 14.05 uur; {behind}; proef")
    femke.close()
    back = prepare_copy(team.path, undo, identity_of(team), team.clock, policy=team.policy)
    back.put_back(team.clock)
    femke = again(team)
    assert {"Van toen", "Van later"} <= names(femke)
    femke.close()
    assert integrity_problems(team.path, identity_of(team).dossier_key) == []
    assert not (copies.copies_folder(team.path) / putting_back.DECIDED).exists()
    assert not [place for place in copies.copies_folder(team.path).iterdir() if place.name.startswith(copies.HALF)]


def test_a_dossier_that_is_open_elsewhere_is_not_replaced(team: Team, prepared: Prepared) -> None:
    write_down(team.noor, "noor werkt nog")
    named = r"Naast u werkte Noor Elzinga er het laatst in, 3 november 2026, 10\.00 uur\."
    with pytest.raises(Refused, match=rf"nog in een ander venster open\. {named} Het dossier zoals het nu is, is niet veranderd"):
        prepared.put_back(team.clock)
    assert "Van later" in names(team.femke)


def test_without_room_nothing_changes(team: Team, prepared: Prepared, monkeypatch: pytest.MonkeyPatch) -> None:
    team.close()
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 10, 0))  # type: ignore[attr-defined]
    with pytest.raises(Refused, match="te weinig ruimte"):
        prepared.put_back(team.clock)
    assert "Van later" in names(again(team))


def test_a_damaged_dossier_is_replaced_and_kept_as_it_is(team: Team, prepared: Prepared) -> None:
    team.close()
    raw = bytearray(team.path.read_bytes())
    raw[100] ^= 1
    team.path.write_bytes(raw)
    assert prepared.put_back(team.clock) is None
    kept = next(copies.copies_folder(team.path).glob("* beschadigd")) / team.path.name
    assert kept.read_bytes() == raw
    assert "Van toen" in names(again(team))


@pytest.mark.parametrize("harm", ["flipped", "cut", "empty", "other key", "newer"])
def test_a_copy_that_is_not_right_is_refused_and_nothing_changes(team: Team, copy: Copy, harm: str) -> None:
    identity = identity_of(team)
    raw = bytearray(copy.dossier.read_bytes())
    match harm:
        case "flipped":
            raw[30 * 4096 + 99] ^= 1
        case "cut":
            del raw[-3 * 4096 :]
        case "empty":
            raw.clear()
    copy.dossier.write_bytes(raw)
    if harm == "other key":
        rekey(copy.dossier, identity.dossier_key, os.urandom(32))
    if harm == "newer":
        from contextlib import closing

        from expertiseteam.storage.file import connect

        with closing(connect(copy.dossier, identity.dossier_key)) as c:
            c.execute("PRAGMA user_version = 9999")
    with pytest.raises(Refused):
        prepare_copy(team.path, copy, identity, team.clock, policy=team.policy)
    assert "Van later" in names(team.femke)
    assert not [place for place in copies.copies_folder(team.path).iterdir() if place.name.startswith(copies.HALF)]


def test_a_copy_of_another_team_is_refused(team: Team, tmp_path: Path) -> None:
    other = make_team(tmp_path / "ander")
    made = other.femke.copy(Reason.HAND)
    other.close()
    stranger = make_strangers()
    identity = identity_of(stranger)
    stranger.close()
    with pytest.raises(Refused, match="hoort bij een ander dossier"):
        prepare_copy(stranger.path, made, identity, team.clock)


def test_a_lost_key_file_comes_back_with_the_copy(team: Team, copy: Copy) -> None:
    identity = identity_of(team)
    team.close()
    key_file_of(team.path).unlink()
    prepare_copy(team.path, copy, identity, team.clock, policy=team.policy).put_back(team.clock)
    assert "Van toen" in names(again(team))


def test_a_copy_opens_on_another_laptop_with_the_recovery_sheet(team: Team, copy: Copy, tmp_path: Path) -> None:
    """The stick and the sheet are all that is there: no key store, no other file."""
    stick, laptop = tmp_path / "stick", tmp_path / "laptop"
    there = copies.put_in(copy, stick)
    shutil.rmtree(team.path.parent / "weidevoort-kopieen")
    laptop.mkdir()
    moved = laptop / "weidevoort.dossier"
    take_out(there, moved)
    sheet = " ".join(team.recovery.groups())
    femke, _ = recover(moved, team.ids["femke"], sheet, "een heel nieuwe wachtzin hier", policy=team.policy, clock=team.clock)
    assert "Van toen" in names(femke)
    femke.close()
    with pytest.raises(Refused, match="Er staat al een dossier"):
        take_out(there, moved)
    assert copies.copy_at(there.dossier) == there
    assert copies.copy_at(moved) is None


def test_an_old_copy_on_a_stick_opens_with_the_newest_sheet_and_not_for_who_left(team: Team, tmp_path: Path) -> None:
    """A new laptop, with the second place and the sheet of today; the copy that is wanted is from before the sheet and the leaving."""
    from expertiseteam import custody
    from expertiseteam.team.members import members

    stick, laptop = tmp_path / "stick", tmp_path / "laptop"
    laptop.mkdir()
    team.femke.do(add_village, name="Van toen")
    wanted = copies.put_in(team.femke.copy(Reason.HAND), stick)
    team.close()
    femke, identity = unlock_dossier(team.path, team.ids["femke"], PASSPHRASE.format("femke"), policy=team.policy, clock=team.clock)
    hugo = next(member for member in femke.ask(members) if member.id == team.ids["hugo"])
    identity = custody.let_go(team.path, femke, identity, hugo, policy=team.policy).identity
    sheet = custody.renew_sheet(team.path, femke, identity, policy=team.policy)
    team.clock.at(2026, 11, 3, 10, 0)
    copies.put_in(femke.copy(Reason.HAND), stick)
    femke.close()
    moved = laptop / "weidevoort.dossier"
    take_out(wanted, moved)
    groups = sheet[1] if isinstance(sheet, tuple) else sheet
    with pytest.raises(Refused, match="vervangen door een nieuwer"):
        recover(
            moved, team.ids["wil"], " ".join(team.recovery.groups()), "een heel nieuwe wachtzin hier", policy=team.policy, clock=team.clock
        )
    with pytest.raises(Refused, match="staat niet in het sleutelbestand"):
        open_dossier(moved, team.ids["hugo"], PASSPHRASE.format("hugo"), policy=team.policy, clock=team.clock)
    wil, _ = recover(
        moved, team.ids["wil"], " ".join(groups.groups()), "een heel nieuwe wachtzin hier", policy=team.policy, clock=team.clock
    )
    assert "Van toen" in names(wil)
    wil.close()
