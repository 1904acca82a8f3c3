"""A newer program has another layout: the team goes over together, and what was done before on whatever laptop goes along."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.file import connect
from expertiseteam.storage.folder import replica as replica_module
from expertiseteam.storage.folder.files import Files, Outcome
from expertiseteam.storage.folder.snapshots import start_from_snapshot
from expertiseteam.storage.folder.tables import position_of
from tests.storage.folder.lab import CLOCK, KEY, NEWER_KINDS, SCHEMA, Lab, Laptop, Unruly, keys, make_newer, with_faults
from tests.storage.folder.test_snapshots import made, started, vouch

NEWER = SCHEMA + 1
LONG = bool(os.environ.get("EXPERTISETEAM_LONG"))
STEP = 3 if LONG else 29  # statements between two kills
TABLES = ('"case"', "wish", "note", "setting", "minutes", "log_line")


@pytest.fixture
def lab(tmp_path: Path) -> Lab:
    lab = Lab(tmp_path, ("femke", "noor", "sem"))
    femke, noor, _ = lab
    femke.edit("case0", goal="gezien")
    noor.act(("INSERT INTO note VALUES ('n0', 1, 'case1', 'post puilt uit')",))
    lab.settle()
    return lab


def work_of_a_week(laptop: Laptop) -> None:
    """Every kind of change, without the folder: an edit, two on one row, a new row that is changed again, one that goes, one that moves."""
    laptop.edit("case0", goal="een kop koffie")
    laptop.edit("case0", place="Kerkpad 2")
    laptop.open_case("nieuw")
    laptop.edit("nieuw", goal="kennismaken", code="2026-004")
    laptop.act(("DELETE FROM note WHERE id = 'n0'",))
    laptop.act(("UPDATE minutes SET first = 'anders', version = version + 1 WHERE id = 'minutes0'",))
    laptop.act(("INSERT INTO note VALUES ('n1', 1, 'nieuw', 'belde aan')",), ("DELETE FROM \"case\" WHERE id = 'case2'",))


def rows(laptop: Laptop) -> dict[str, list[tuple[Any, ...]]]:
    """All rows, but for their versions."""
    found = {}
    with closing(connect(laptop.path, KEY)) as c:
        for table in TABLES:
            columns = [f'"{row[1]}"' for row in c.execute(f"PRAGMA table_info({table})") if row[1] != "version"]
            if columns:
                found[table] = c.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY id").fetchall()
    return found


def as_migrated(laptop: Laptop) -> dict[str, list[tuple[Any, ...]]]:
    """What the rows that this laptop shows would be after the migration."""
    copy = Laptop(laptop.name, laptop.folder, laptop.path.with_suffix(".copy"))
    shutil.copy(laptop.path, copy.path)
    with closing(connect(copy.path, KEY)) as c:
        c.execute("UPDATE folder_state SET recording = 0")
        c.execute("PRAGMA foreign_keys = OFF")
        make_newer(c, NEWER)
    return rows(copy)


def go_over(laptop: Laptop) -> None:
    assert laptop.install().team.raise_schema()


def test_work_of_before_goes_along_and_all_end_with_the_same(lab: Lab) -> None:
    femke, noor, sem = lab
    work_of_a_week(noor)
    go_over(femke)

    told = noor.share()
    assert "nieuwere versie" in told.stopped and "gaat ook wat u intussen doet naar het team" in told.stopped
    assert (told.published, told.waiting) == (0, 7)
    noor.edit("case1", goal="werk gaat door")  # the older program works on, and gives nothing to the team
    assert noor.share().waiting == 8 and noor.ask("SELECT place FROM \"case\" WHERE id = 'case0'") == [("Kerkpad 2",)]
    acts, expected = [one.id for one in noor.replica.waiting()], as_migrated(noor)

    noor.install().team.catch_up()
    assert noor.replica.position().schema == NEWER and noor.replica.aside() == []
    shown = rows(noor)
    assert shown == expected
    assert [one.id for one in noor.replica.waiting() if one.id in acts] == acts, "act by act"
    for laptop in (noor, femke):
        shared = laptop.share()
        assert (shared.stopped, shared.aside, shared.waiting) == ("", 0, 0)
    assert "nieuwere versie" in sem.share().stopped, "his program is still the older one"
    sem.install()
    lab.settle()
    assert len({laptop.replica.digest() for laptop in lab}) == 1
    assert {str(rows(laptop)) for laptop in lab} == {str(shown)}


def test_every_table_is_noted_again_and_clashes_are_seen_in_the_new_layout(lab: Lab) -> None:
    femke, noor, _ = lab
    noor.edit("case0", goal="van Noor")
    go_over(femke)
    femke.edit("case0", goal="van Femke")
    assert femke.share().waiting == 0
    assert noor.install().share().aside == 1
    assert noor.clashes()[0]["goal"] == ("van Noor", "van Femke")
    femke.act(("UPDATE \"case\" SET risk = 'hoog', version = version + 1 WHERE id = 'case1'",))
    femke.act(("UPDATE wish SET said = 'rust', version = version + 1 WHERE id = 'wish-case1'",))
    femke.act(("INSERT INTO note VALUES ('n9', 1, 'case1', 'x')",))
    assert femke.share().published == 3
    noor.share()
    assert noor.ask("SELECT risk FROM \"case\" WHERE id = 'case1'") == [("hoog",)]
    assert noor.ask("SELECT said FROM wish WHERE id = 'wish-case1'") == [("rust",)]
    assert femke.replica.digest() == noor.replica.digest()


def test_a_clash_of_before_can_still_be_settled(lab: Lab) -> None:
    femke, noor, _ = lab
    femke.edit("case0", goal="van Femke", place="Kerkpad 2")
    femke.share()
    noor.edit("case0", goal="van Noor", place="Beukenlaan 7")
    assert noor.share().aside == 1
    go_over(femke)
    noor.install().team.catch_up()
    assert noor.clashes() == [{"goal": ("van Noor", "van Femke")}], "the column that went is not asked about"
    said = noor.ask("SELECT said FROM folder_aside")[0][0]
    assert "van Noor" in said and "Beukenlaan" not in said


def test_only_an_administrator_and_somebody_may_be_first(lab: Lab) -> None:
    femke, noor, sem = lab
    with pytest.raises(Refused, match="Alleen een beheerder"):
        noor.install().team.raise_schema()
    assert noor.replica.position().schema == SCHEMA and sem.share().stopped == ""
    sem.edit("case1", goal="net op tijd")
    publish, was_first = Files.publish, []

    def second(files: Files, raw: bytes, name: str) -> Outcome:
        if not was_first:
            was_first.append(name)
            assert sem.share().published == 1
        return publish(files, raw, name)

    with mock.patch.object(Files, "publish", second):
        go_over(femke)
    assert femke.value("case1", "goal") == "net op tijd"
    assert femke.team.raise_schema() and len(lab.log()) == femke.replica.position().number, "once is enough"


def test_a_new_laptop_and_who_was_away_too_long(lab: Lab) -> None:
    femke, noor, sem = lab
    sem.edit("case1", goal="van ver")
    sem.act(("INSERT INTO draft VALUES ('d', 1, 'half')",))
    made(femke)  # with the older program
    go_over(femke)
    vouch(noor.install())  # he makes the rows of the newer one from it
    femke.share()
    karim = Laptop("karim", lab.folder, started_newer(lab, "karim"), schema=NEWER)
    assert karim.replica.position().schema == SCHEMA
    karim.share()
    assert karim.replica.digest() == femke.replica.digest()
    made(femke)
    vouch(noor)
    femke.share()
    assert noor.team.clear() and sem.install().share().is_behind
    anew = Laptop("sem", lab.folder, started_newer(lab, "sem2"), schema=NEWER)
    assert anew.replica.carry_over(sem.replica, CLOCK()) == 0
    shared = anew.share()
    assert (shared.published, shared.waiting, shared.stopped) == (3, 0, ""), "two acts, and what the migration makes of the first"
    assert anew.ask("SELECT goal, risk FROM \"case\" WHERE id = 'case1'") == [("van ver", "risk of van ver")]
    assert anew.ask("SELECT said FROM draft") == [("half",)]


def started_newer(lab: Lab, name: str) -> Path:
    path = lab.root / f"{name}.dossier"
    ring = keys().ring(name.rstrip("2"), lab.members)
    start_from_snapshot(Files(lab.folder), ring, NEWER_KINDS, path, KEY, newest_schema=NEWER)
    return path


def test_an_older_program_does_not_begin_with_a_newer_snapshot(lab: Lab) -> None:
    femke, noor, _ = lab
    go_over(femke)
    made(femke)
    vouch(noor.install())
    with pytest.raises(Refused, match="Installeer de nieuwe versie"):
        started(lab, "karim")


@pytest.mark.parametrize("how", ["killed before", "killed after", "fails before", "fails after"])
def test_a_fault_at_every_step_of_the_folder(tmp_path: Path, how: str) -> None:
    for at in range(1, 30, 1 if LONG else 4):
        lab = Lab(tmp_path / str(at), ("femke", "noor"))
        femke, noor = lab
        noor.edit("case0", goal="van Noor")
        femke.install()
        unruly = Unruly(at, how)
        with_faults(unruly, lambda femke=femke: _quietly(femke.team.raise_schema))
        is_over = femke.replica.position().schema == NEWER
        assert not is_over or len(lab.log()) == 1
        femke.start()
        assert femke.team.raise_schema()
        noor.install()
        lab.settle()
        assert len(lab.log()) == 2 and femke.replica.digest() == noor.replica.digest()
        if unruly.calls < at:
            break
    else:
        pytest.fail("it never came to an end")


def _quietly(do: Callable[[], object]) -> None:
    try:
        do()
    except (Refused, OSError):
        return


def test_killed_at_every_statement_a_replica_is_all_old_or_all_new(lab: Lab) -> None:
    """A real kill, in a process of its own, at one statement in so many."""
    femke, noor, _ = lab
    work_of_a_week(noor)
    go_over(femke)
    noor.schema = NEWER
    before = noor.path.read_bytes()
    old, seen = rows(noor), set()
    whole = noor.replica.digest()
    for at in range(1, 10_000, STEP):
        noor.path.write_bytes(before)
        for beside in ("-wal", "-shm"):
            Path(f"{noor.path}{beside}").unlink(missing_ok=True)
        child = os.fork()
        if not child:
            _die_at(noor, at)
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        with closing(connect(noor.path, KEY)) as c:
            schema = position_of(c).schema
        seen.add(schema)
        assert schema == NEWER or (rows(noor) == old and noor.replica.digest() == whole), at
        noor.start()
        noor.team.catch_up()
        assert noor.replica.position().schema == NEWER and len(noor.replica.waiting()) == 9, at
        if ended:
            break
    assert seen == {SCHEMA, NEWER}


def _die_at(laptop: Laptop, at: int) -> None:
    left = at

    def watched(path: Path, key: bytes) -> Any:
        def count(_sql: str) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        c = connect(path, key)
        c.set_trace_callback(count)
        return c

    replica_module.connect = watched  # type: ignore[attr-defined]
    laptop.start()
    laptop.team.catch_up()
    os._exit(0)
