"""A dossier becomes that of a team folder, and other laptops begin with the folder alone; broken off, it can be done again."""

from __future__ import annotations

import itertools
from contextlib import suppress
from pathlib import Path

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.folder.files import Files
from expertiseteam.storage.folder.founding import MARK, found, join
from expertiseteam.storage.folder.replica import Replica
from expertiseteam.storage.folder.ring import read_links
from expertiseteam.storage.folder.sharing import Author, TeamFolder
from expertiseteam.vault.encoding import canonical, strict_json
from tests.storage.folder.lab import CLOCK, KEY, KINDS, NAMES, SCHEMA, Laptop, Unruly, keys, template, with_faults

HOW = ("fails before", "fails after", "killed before", "killed after")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "teammap").mkdir()
    (tmp_path / "femke.dossier").write_bytes(template())
    return tmp_path / "teammap"


def founded(place: Path, name: str = "femke", members: int = len(NAMES)) -> TeamFolder:
    replica = Replica(place.parent / "femke.dossier", KEY, KINDS)
    return found(Files(place), replica, keys().ring(name, members), Author(name, keys().private[name]), schema=SCHEMA, clock=CLOCK)


def joined(place: Path, name: str, file: str = "") -> Laptop:
    path = place.parent / f"{file or name}.dossier"
    join(Files(place), keys().private[name], KINDS, path, KEY, newest_schema=SCHEMA)
    return Laptop(name, place, path, members=len(read_links(Files(place))))


def test_what_was_in_the_dossier_is_on_every_laptop(place: Path) -> None:
    team = founded(place)
    femke, noor = Laptop("femke", place, place.parent / "femke.dossier"), joined(place, "noor")
    assert noor.ask('SELECT * FROM "case" ORDER BY id') == femke.ask('SELECT * FROM "case" ORDER BY id') != []
    assert team.to_confirm() is None
    noor.edit("case0", goal="van noor")
    for laptop in (noor, femke, noor):
        assert laptop.share().stopped == ""
    assert noor.team.to_confirm() is None  # nobody can vouch for what came before the folder, and nobody needs to
    assert femke.value("case0", "goal") == "van noor"
    assert femke.replica.digest() == noor.replica.digest()
    assert founded(place).replica.position() == femke.replica.position()  # once more changes nothing
    assert strict_json((place / MARK).read_bytes()) == {
        "dossier": keys().links[0].dossier_id,
        "format": "expertiseteam-teammap",
        "founding": keys().links[0].hash(),
        "version": 1,
    }


@pytest.mark.timeout(600)
def test_broken_off_at_any_operation_it_can_be_done_again(tmp_path: Path) -> None:
    for at in itertools.count(1):
        place = tmp_path / str(at) / "teammap"
        place.mkdir(parents=True)
        (place.parent / "femke.dossier").write_bytes(template())
        unruly = Unruly(at, HOW[at % len(HOW)])
        with suppress(OSError, Refused):
            with_faults(unruly, lambda place=place: founded(place, members=1))
        if unruly.calls < at:
            break
        femke = Laptop("femke", place, place.parent / "femke.dossier", members=1)
        if femke.replica.is_begun():
            femke.edit("case0", goal="intussen")
        founded(place, members=1)
        femke.share()
        again = joined(place, "femke", "again")
        again.share()
        assert femke.replica.digest() == again.replica.digest()
        assert again.value("case0", "goal") == femke.value("case0", "goal")
    assert at > 10


def test_refused(place: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Alleen een beheerder"):
        founded(place, "noor")
    with pytest.raises(Refused, match="geen teammap"):
        joined(place, "noor")
    assert list(place.iterdir()) == []
    founded(place)
    mark = (place / MARK).read_bytes()
    said = strict_json(mark)
    assert isinstance(said, dict)
    for other, words in ((said | {"version": 2}, "nieuwere versie"), (said | {"dossier": "0"}, "ander dossier"), ("x", "ander dossier")):
        (place / MARK).write_bytes(canonical(other))
        with pytest.raises(Refused, match=words):
            joined(place, "noor")
        assert not (tmp_path / "noor.dossier").exists()
    (place / MARK).write_bytes(b"\0\0")
    with pytest.raises(Refused, match="ander dossier van een team"):
        founded(place)


def test_a_folder_with_the_log_of_others_is_not_taken(place: Path) -> None:
    founded(place)
    (place / MARK).unlink()
    (place.parent / "femke.dossier").write_bytes(template())
    for beside in place.parent.glob("femke.dossier-*"):
        beside.unlink()
    with pytest.raises(Refused, match="wijzigingen van een ander dossier"):
        founded(place)
    (place / "keys" / "000004").write_bytes(b"x")
    with pytest.raises(Refused, match="sleutels van een ander dossier"):
        founded(place)
