"""A copy is made while people work, holds one moment, is proven before it is called a copy, and old ones go by the rule."""

from __future__ import annotations

import os
import shutil
import threading
from collections import namedtuple
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from expertiseteam.basics.sentences import Refused, Unopened
from expertiseteam.storage import backup
from expertiseteam.storage.file import connect, integrity_problems
from expertiseteam.team.members import add_village, villages
from expertiseteam.vault import copies
from expertiseteam.vault.copies import Copy, Notes, Reason
from expertiseteam.vault.keyfile import key_file_of
from tests.dossier import Team

NOW = datetime(2026, 11, 22, 13, 5, 10, tzinfo=UTC)
Room = namedtuple("Room", "total used free")


def key_of(team: Team) -> bytes:
    return team.femke._store._key


def test_a_copy_is_a_whole_dossier_with_its_keys(team: Team) -> None:
    team.femke.do(add_village, name="Nieuwdorp")
    copy = team.femke.copy(Reason.HAND)
    assert copy.folder.parent == team.path.with_name("weidevoort-kopieen")
    assert copy.folder.name == "2026-11-02 09.00.00 met de hand"  # the clock on a Dutch wall
    assert {file.name for file in copy.folder.iterdir()} == {"weidevoort.dossier", "weidevoort.sleutels", "kopie.json"}
    assert integrity_problems(copy.dossier, key_of(team)) == []
    with closing(connect(copy.dossier, key_of(team))) as c:
        assert ("Nieuwdorp",) in c.execute("SELECT name FROM village").fetchall()
        assert copy.rows == backup.count(c)
    assert copy.rows["member"] == 8
    assert key_file_of(copy.dossier).read_bytes() == key_file_of(team.path).read_bytes()
    assert b"Nieuwdorp" not in copy.dossier.read_bytes()
    assert copies.copies(copy.folder.parent) == [copy]


def test_people_work_on_while_a_copy_is_made(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """It holds the moment at which it began, not what was written meanwhile, however often."""
    monkeypatch.setattr(backup, "AT_ONCE", 1)
    before = len(team.femke.ask(villages))
    began, done = threading.Event(), threading.Event()
    real_count = backup.count

    def count(connection: object) -> dict[str, int]:
        rows = real_count(connection)
        if not done.is_set():
            began.set()
            assert done.wait(20)
        return rows

    monkeypatch.setattr(backup, "count", count)
    made: list[Copy] = []
    copying = threading.Thread(target=lambda: made.append(team.noor.copy(Reason.CHANGE)))
    _ = team.noor.me()
    copying.start()
    assert began.wait(20)
    for n in range(20):
        team.femke.do(add_village, name=f"Buurt {n}")
    done.set()
    copying.join()
    assert made[0].rows["village"] == before
    assert len(team.femke.ask(villages)) == before + 20


@pytest.mark.parametrize("harm", ["a page", "a row", "cut"])
def test_what_did_not_come_whole_is_no_copy_and_no_older_one_goes(team: Team, monkeypatch: pytest.MonkeyPatch, harm: str) -> None:
    kept = team.femke.copy(Reason.HAND)
    real = copies.settle

    def settle(place: Path) -> None:
        real(place)
        if place.suffix != ".dossier":
            return
        if harm == "a row":
            with closing(connect(place, key_of(team))) as c:
                c.execute("DELETE FROM village WHERE name = 'Turfven'")
        else:
            with place.open("r+b") as file:
                file.seek(20 * 4096 + 300)
                file.write(b"damage") if harm == "a page" else file.truncate()

    monkeypatch.setattr(copies, "settle", settle)
    with pytest.raises(Refused, match="niet goed gelukt"):
        team.femke.copy(Reason.HAND)
    folder = copies.copies_folder(team.path)
    assert [place for place in folder.iterdir() if place.is_dir()] == [kept.folder]


@pytest.mark.parametrize("page", [40, 100])
def test_a_damaged_dossier_is_called_damaged_and_not_its_copy(team: Team, page: int) -> None:
    """Who reads that the disk of the copies is at fault would look there, and try again for ever."""
    kept = team.femke.copy(Reason.HAND)
    team.close()
    with team.path.open("r+b") as file:
        file.seek(page * 4096 + 300)
        file.write(b"damage")
    with pytest.raises(Unopened, match=r"Een deel van het dossier zelf is beschadigd.*de oudere staan er nog.*Herstellen"):
        team.noor.copy(Reason.CHANGE)
    assert [place for place in copies.copies_folder(team.path).iterdir() if place.is_dir()] == [kept.folder]


def test_without_room_older_copies_go_first_and_the_newest_never(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    for minute in range(6):
        team.clock.at(2026, 11, 2, 9, minute)
        team.femke.copy(Reason.HAND)
    folder = copies.copies_folder(team.path)
    assert len(copies.copies(folder)) == 4  # three made by hand, and the newest four
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Room(10**9, 10**9, 1000))
    with pytest.raises(Refused, match=r"te weinig ruimte voor een reservekopie: nodig is 2\d MB, vrij is 1 MB"):
        team.femke.copy(Reason.HAND)
    assert len(copies.copies(folder)) == 4
    monkeypatch.setattr(copies, "NEWEST", 2)
    with pytest.raises(Refused, match="te weinig ruimte"):
        team.femke.copy(Reason.HAND)
    assert [copy.at.minute for copy in copies.copies(folder)] == [5, 4]


def test_a_season_of_copies_is_thinned_to_hours_days_and_weeks() -> None:
    def made(at: datetime, reason: Reason = Reason.CHANGE) -> Copy:
        return Copy(Path(f"{at:%Y%m%d%H%M}{reason.name}"), "x.dossier", at, reason, 1, {}, 1)

    stood: list[Copy] = []
    at = NOW - timedelta(days=100)
    while at <= NOW:  # every quarter of a working day
        if 7 <= at.hour < 17:
            stood.append(made(at))
            for copy in copies.may_go(stood, at):
                stood.remove(copy)
        at += timedelta(minutes=15)
    ages = sorted(NOW - copy.at for copy in stood)
    assert ages[:4] == [timedelta(minutes=minutes) for minutes in (0, 15, 30, 45)]
    assert len([age for age in ages if age <= timedelta(hours=24)]) in range(10, 17)
    assert len({(NOW - age).date() for age in ages if age <= timedelta(days=14)}) == 15
    assert max(ages) > timedelta(weeks=7)
    assert max(ages) <= timedelta(weeks=9)
    assert len(stood) < 45
    before, long_before = (made(NOW - timedelta(days=days), Reason.MIGRATION) for days in (50, 60))
    assert before not in copies.may_go([*stood, before, long_before], NOW), "the last ones before something large stay"
    assert long_before in copies.may_go([*stood, before, long_before], NOW), "but what was destroyed is gone after eight weeks"


def test_half_copies_and_what_is_none_are_not_listed_and_halves_go(team: Team) -> None:
    copy = team.femke.copy(Reason.HAND)
    folder = copy.folder.parent
    shutil.copytree(copy.folder, folder / ".half-1-dead")
    shutil.copytree(copy.folder, folder / "leeg")
    (folder / "leeg" / copy.file).write_bytes(b"")
    (folder / "los").mkdir()
    shutil.copytree(copy.folder, folder / "stuk")
    (folder / "stuk" / "kopie.json").write_text('{"file": "../../weidevoort.dossier", "at": "gisteren"}')
    assert copies.copies(folder) == [copy]
    team.femke.copy(Reason.HAND)
    assert not (folder / ".half-1-dead").exists()


def test_two_copies_in_one_second_both_stay(team: Team) -> None:
    first, second = team.femke.copy(Reason.HAND), team.femke.copy(Reason.HAND)
    assert second.folder.name == f"{first.folder.name} 2"
    assert copies.copies(first.folder.parent) == [second, first]


def test_the_second_place_gets_the_same_bytes(team: Team, tmp_path: Path) -> None:
    copy = team.femke.copy(Reason.HAND)
    there = copies.put_in(copy, tmp_path / "stick" / "weidevoort-kopieen")
    assert there.folder.name == copy.folder.name
    for file in copy.folder.iterdir():
        assert (there.folder / file.name).read_bytes() == file.read_bytes()


def test_a_place_that_does_not_give_back_what_it_took_has_no_copy(team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = team.femke.copy(Reason.HAND)
    real = shutil.copyfile

    def worn(source: Path, target: Path) -> None:
        real(source, target)
        os.truncate(target, 100)

    monkeypatch.setattr(shutil, "copyfile", worn)
    with pytest.raises(OSError, match="not taken whole"):
        copies.put_in(copy, tmp_path / "stick")
    assert list((tmp_path / "stick").iterdir()) == []


def test_notes_are_kept_and_damaged_notes_are_none(team: Team) -> None:
    notes = Notes("/media/stick", NOW, NOW, "vol")
    copies.write_notes(team.path, notes)
    assert copies.read_notes(team.path) == notes
    (copies.copies_folder(team.path) / copies.NOTES).write_text("[1, 2")
    assert copies.read_notes(team.path) == Notes()


def test_a_locked_dossier_is_not_copied(team: Team) -> None:
    team.femke.close()
    with pytest.raises(Refused, match="vergrendeld"):
        team.femke.copy(Reason.HAND)


def test_a_dossier_with_a_row_that_points_at_nothing_is_copied_too(team: Team) -> None:
    """As after saving what is whole: that is no reason to go without copies."""
    with closing(connect(team.path, key_of(team))) as c:
        c.execute("PRAGMA foreign_keys = OFF")
        c.execute("INSERT INTO circle_member(circle_id, member_id, id, version) VALUES ('x', 'niemand', 'y', 1)")
    assert team.femke.copy(Reason.HAND).rows["circle_member"] == 1
