"""A snapshot that two members vouch for starts a new laptop, lets old entries go, and brings back who was away too long."""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.file import connect
from expertiseteam.storage.folder.entry import Claim
from expertiseteam.storage.folder.files import Files
from expertiseteam.storage.folder.snapshots import make_snapshot, prove_snapshot, start_from_snapshot
from tests.storage.folder.lab import CLOCK, KEY, KINDS, SCHEMA, Lab, Laptop, Unruly, keys, with_faults


@pytest.fixture
def lab(tmp_path: Path) -> Lab:
    lab = Lab(tmp_path)
    femke, noor = lab
    for n in range(4):
        femke.edit("case0", goal=f"goal {n}")
        noor.act((f"INSERT INTO note VALUES ('n{n}', 1, 'case1', 'post {n}')",))
        lab.settle()
    return lab


def made(laptop: Laptop) -> Claim:
    claim = make_snapshot(Files(laptop.folder), laptop.replica, keys().ring(laptop.name, laptop.members), laptop.path.parent)
    assert laptop.team.say(claim)
    return claim


def vouch(laptop: Laptop) -> None:
    laptop.share()
    claim = laptop.team.to_confirm()
    assert claim is not None
    prove_snapshot(Files(laptop.folder), laptop.replica, keys().ring(laptop.name, laptop.members), claim, laptop.path.parent, CLOCK())
    assert laptop.team.say(claim)


def started(lab: Lab, name: str, path: Path | None = None) -> Laptop:
    path = path or lab.root / f"{name}.dossier"
    start_from_snapshot(Files(lab.folder), keys().ring(name, lab.members), KINDS, path, KEY, newest_schema=SCHEMA)
    return Laptop(name, lab.folder, path, lab.members)


def test_a_new_laptop_starts_from_what_two_members_vouch_for(lab: Lab) -> None:
    femke, noor = lab
    claim = made(femke)
    assert femke.team.to_confirm() is None
    with pytest.raises(Refused, match="twee leden bevestigden haar niet"):
        started(lab, "sem")
    assert femke.team.clear() == 0
    vouch(noor)
    assert noor.team.to_confirm() is None
    femke.share()
    assert noor.team.clear() == claim.number == 8
    assert [int(path.name) for path in lab.log()] == [9, 10]
    assert [laptop.replica.kept(8) for laptop in lab] == [None, None]
    sem = lab.laptops["sem"] = started(lab, "sem")
    sem.edit("case2", goal="van sem")
    lab.settle()
    assert femke.value("case2", "goal") == "van sem"
    assert sem.ask("SELECT row_id FROM search_entry JOIN search_text ON search_text.rowid = n WHERE search_text MATCH 'post'")
    assert len({laptop.replica.digest() for laptop in lab}) == 1
    assert sorted(path.name for path in lab.root.iterdir() if path.name.startswith(".")) == []


def test_nothing_of_the_laptop_is_in_it(lab: Lab) -> None:
    femke, _ = lab
    digest = femke.replica.digest()
    femke.act(("INSERT INTO draft VALUES ('d', 1, 'half')",), line=False)
    femke.edit("case0", goal="nog niet gedeeld")
    femke.act(("INSERT INTO note VALUES ('later', 1, 'case1', 'nog niet gedeeld')",))
    position, told = femke.replica.pour(lab.root / "poured", KEY)
    assert (position.number, told) == (8, digest)
    with closing(connect(lab.root / "poured", KEY)) as c:
        for table in ("draft", "folder_outbox", "folder_before", "folder_touched", "folder_entry", "folder_aside"):
            assert c.execute(f"SELECT * FROM {table}").fetchall() == []
        assert c.execute("PRAGMA freelist_count").fetchone() == (0,)
        assert c.execute("SELECT goal FROM \"case\" WHERE id = 'case0'").fetchone() == ("goal 3",)
        assert c.execute("SELECT device, number FROM log_head ORDER BY device").fetchall() == [("femke", 4), ("noor", 4)]
        assert c.execute("SELECT said FROM search_entry ORDER BY said").fetchall() == [(f"post {n}",) for n in range(4)]
    assert len(femke.replica.waiting()) == 2


@pytest.mark.parametrize("harm", ("flipped", "cut", "other"))
def test_a_snapshot_that_is_not_right_is_not_used_and_an_older_one_is(lab: Lab, harm: str) -> None:
    femke, noor = lab
    made(femke)
    vouch(noor)
    femke.edit("case0", goal="later")
    lab.settle()
    claim = made(femke)
    path = lab.folder / "snap" / claim.name
    raw = bytearray(path.read_bytes())
    match harm:
        case "flipped":
            raw[5000] ^= 1
        case "cut":
            del raw[8192:]
        case "other":
            raw = bytearray(next(p for p in path.parent.iterdir() if p != path).read_bytes())
    path.write_bytes(raw)
    noor.share()
    with pytest.raises(Refused, match="beschadigd"):
        vouch(noor)
    lab.laptops["sem"] = started(lab, "sem")
    lab.settle()
    assert lab.laptops["sem"].value("case0", "goal") == "later"


def test_who_says_something_else_of_a_snapshot_does_not_vouch_for_it(lab: Lab) -> None:
    femke, noor = lab
    claim = made(femke)
    noor.share()
    assert noor.team.say(Claim(claim.number, claim.name, "0" * 64, claim.file))
    assert noor.replica.confirmed() is None


def test_rows_changed_on_the_own_laptop_alone_are_found(lab: Lab) -> None:
    femke, noor = lab
    made(femke)
    with closing(connect(noor.path, KEY)) as c:
        c.execute("UPDATE folder_state SET recording = 0")
        c.execute("UPDATE \"case\" SET goal = 'stiekem' WHERE id = 'case2'")
        c.execute("UPDATE folder_state SET recording = 1")
    with pytest.raises(Refused):
        vouch(noor)


def test_who_was_away_too_long_starts_again_and_keeps_his_own_work(lab: Lab) -> None:
    femke, noor = lab
    sem = lab.laptops["sem"] = lab.new_laptop("sem")
    sem.share()
    sem.edit("case1", place="van sem")
    sem.edit("case0", goal="van sem")
    sem.act(("INSERT INTO draft VALUES ('d', 1, 'half')",), line=False)
    sem.open_case("s1")
    femke.edit("case0", goal="van femke")
    femke.open_case("f1")
    femke.share()
    noor.share()
    made(femke)
    vouch(noor)
    assert noor.team.clear() > 0
    away = sem.share()
    assert "langer weg geweest" in away.stopped
    assert (away.waiting, sem.value("case1", "place")) == (3, "van sem")
    again = started(lab, "sem", lab.root / "sem-again.dossier")
    assert again.replica.carry_over(sem.replica, CLOCK()) == 1
    lab.laptops["sem"] = again
    assert again.ask("SELECT said FROM draft") == [("half",)]
    lab.settle()
    assert again.clashes() == [{"goal": ("van sem", "van femke")}]
    assert [femke.value("case1", "place"), femke.value("s1", "number"), again.value("s1", "number")] == ["van sem", 5, 5]
    assert femke.ask("SELECT count(*) FROM log_line WHERE device = 'sem'") == [(3,)]
    assert len({laptop.replica.digest() for laptop in lab}) == 1


def test_what_was_published_before_the_snapshot_is_not_published_again(lab: Lab) -> None:
    femke, noor = lab
    old = lab.root / "old.dossier"
    femke.edit("case1", goal="een keer")
    old.write_bytes(b"")
    with closing(connect(femke.path, KEY)) as c:
        c.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    old.write_bytes(femke.path.read_bytes())  # a copy of the laptop's disk, with the outbox in it
    femke.share()
    made(femke)
    vouch(noor)
    again = started(lab, "femke", lab.root / "femke-again.dossier")
    assert again.replica.carry_over(Laptop("femke", lab.folder, old).replica, CLOCK()) == 0
    assert again.replica.waiting() == []


def test_a_member_alone_vouches_twice(tmp_path: Path) -> None:
    lab = Lab(tmp_path, ("femke",), members=1)
    (femke,) = lab
    femke.edit("case0", goal="alleen")
    femke.share()
    made(femke)
    with pytest.raises(Refused):
        started(lab, "femke", tmp_path / "new.dossier")
    femke.start()
    vouch(femke)
    assert femke.team.clear() == 1
    assert started(lab, "femke", tmp_path / "new.dossier").value("case0", "goal") == "alleen"


def test_a_folder_from_before_what_was_let_go_is_not_filled_half(lab: Lab) -> None:
    femke, noor = lab
    yesterday = lab.keep("yesterday")
    for n in range(3):
        femke.edit("case0", goal=f"later {n}")
        femke.share()
    noor.share()
    made(femke)
    vouch(noor)
    femke.share()
    lab.put_back(yesterday)
    femke.edit("case0", goal="vandaag")
    assert "te oud is om aan te vullen" in femke.share().stopped
    assert femke.value("case0", "goal") == "vandaag"
    assert len(lab.log()) == 8


@pytest.mark.parametrize("how", ("fails before", "fails after", "killed before", "killed after"))
def test_a_fault_while_making_a_snapshot(lab: Lab, how: str) -> None:
    femke, noor = lab
    for at in range(1, 8):
        unruly = Unruly(at, how)
        with suppress(OSError, Refused):
            with_faults(unruly, lambda: made(femke))
        assert unruly.calls >= at
        femke.start()
    claim = made(femke)
    vouch(noor)
    assert noor.replica.confirmed() == claim
    assert started(lab, "sem").value("case0", "goal") == "goal 3"
