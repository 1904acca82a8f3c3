"""A log or a journal of another dossier lies beside this one (F25): refused and left alone, and never written over its pages."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from expertiseteam.access.workspace import Workspace
from expertiseteam.basics.sentences import Refused
from expertiseteam.opening import open_dossier
from expertiseteam.storage.file import connect, integrity_problems
from expertiseteam.storage.rekey import opens
from tests.dossier import PASSPHRASE, Team, make_strangers
from tests.faults.surroundings import faults, write_down, written


def again(team: Team) -> Workspace:
    return open_dossier(team.path, team.ids["noor"], PASSPHRASE.format("noor"), policy=team.policy, clock=team.clock)


def log_of_others(team: Team, beside: Path) -> None:
    """As it lies there while they work, or after their program was killed."""
    with closing(again(team)) as noor:
        for n in range(20):
            write_down(noor, f"van een ander team {n}")
        shutil.copy(f"{team.path}-wal", beside)


def journal_of_others(team: Team, beside: Path) -> None:
    """As a program leaves it that changes the dossier without a log and is killed."""
    with closing(_without_log(team)) as bare:
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("UPDATE member SET name = name || '!'")
        bare.execute("PRAGMA cache_spill = 1").fetchall()
        bare.execute("PRAGMA cache_size = 1").fetchall()
        bare.execute("CREATE TABLE vol(x)")
        bare.execute(
            "INSERT INTO vol WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 500) SELECT randomblob(4000) FROM n"
        )
        shutil.copy(f"{team.path}-journal", beside)
        bare.execute("ROLLBACK")


def _without_log(team: Team) -> Any:
    with closing(again(team)) as noor:
        bare = connect(team.path, noor._store._key)
    bare.execute("PRAGMA journal_mode = DELETE").fetchall()
    return bare


@pytest.mark.parametrize(("leave", "ending"), [(log_of_others, "-wal"), (journal_of_others, "-journal")])
def test_a_file_of_another_dossier_is_refused_and_nothing_is_merged(team: Team, leave: Callable[[Team, Path], None], ending: str) -> None:
    kept = {write_down(team.noor, "het eerste signaal")}
    team.close()
    stranger = Path(f"{team.path}{ending}")
    leave(make_strangers(), stranger)
    before = team.path.read_bytes(), stranger.read_bytes()
    for _ in range(2):
        with pytest.raises(Refused, match=f"ligt “weidevoort.dossier{ending}”, en dat hoort bij een ander dossier. Er is niets gewijzigd"):
            again(team)
    assert (team.path.read_bytes(), stranger.read_bytes()) == before
    stranger.rename(team.path.with_name("van de anderen"))
    with closing(again(team)) as noor:
        assert written(noor) == kept
        kept.add(write_down(noor, "het tweede signaal"))
        assert written(noor) == kept
    assert faults(team) == []


def test_the_dossier_s_own_log_is_taken_over(team: Team, tmp_path: Path) -> None:
    """What was acknowledged before a crash stands in it."""
    kept = {write_down(team.noor, "net voor de klap")}
    crashed = tmp_path / "na de klap"
    crashed.mkdir()
    for file in team.path.parent.glob("weidevoort.*"):
        shutil.copy(file, crashed)
    team.close()
    team.path = crashed / team.path.name
    with closing(again(team)) as noor:
        assert written(noor) == kept
    assert faults(team) == []


@pytest.mark.parametrize("harm", ["empty", "noise", "half a page", "torn first page"])
def test_a_log_that_holds_nothing_is_passed_by(team: Team, harm: str) -> None:
    """SQLite takes nothing from it either: a crash can leave any of these."""
    kept = {write_down(team.noor, "het eerste signaal")}
    write_down(team.noor, "het tweede")
    raw = Path(f"{team.path}-wal").read_bytes()
    kept = written(team.noor)
    team.close()
    left = {"empty": b"", "noise": b"\x07" * 9000, "half a page": raw[:2000], "torn first page": raw[:2000] + bytes(6000)}[harm]
    Path(f"{team.path}-wal").write_bytes(left)
    with closing(again(team)) as noor:
        assert written(noor) == kept
    assert faults(team) == []


def test_a_wrong_key_is_not_blamed_on_a_file_beside_it(team: Team) -> None:
    """A rekeying that was broken off asks which key opens the file while its own log still lies there."""
    write_down(team.noor, "het eerste signaal")
    key = team.femke._store._key
    assert opens(team.path, key)
    assert not opens(team.path, bytes(32))
    team.close()
    assert integrity_problems(team.path, key) == []
