"""The dossier vanishes, is replaced, locked or emptied while somebody works in it: a sentence, and never "bewaard" for what is not."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.opening import open_dossier
from expertiseteam.storage.file import connect
from expertiseteam.vault.keyfile import key_file_of
from tests.dossier import PASSPHRASE, Team, make_team
from tests.faults.surroundings import ROOT, connections, faults, write_down, written

on_posix = pytest.mark.skipif(os.name == "nt", reason="Windows keeps an open file where it is")


def moved(team: Team, tmp_path: Path) -> None:
    team.path.rename(tmp_path / "ergens anders.dossier")


def removed(team: Team, tmp_path: Path) -> None:
    team.path.unlink()


def replaced(team: Team, tmp_path: Path) -> None:
    """As a program does that puts yesterday's copy back."""
    copy = tmp_path / "gisteren"
    shutil.copy(team.path, copy)
    os.replace(copy, team.path)


def without_its_folder(team: Team, tmp_path: Path) -> None:
    team.path.parent.rename(tmp_path / "weg")


@on_posix
@pytest.mark.parametrize("happens", [moved, removed, replaced, without_its_folder])
def test_nothing_is_called_kept_in_a_dossier_that_is_no_longer_there(
    happens: Callable[[Team, Path], None], tmp_path_factory: pytest.TempPathFactory
) -> None:
    team = make_team(tmp_path_factory.mktemp("dossier"))
    write_down(team.noor, "het eerste signaal")
    happens(team, tmp_path_factory.mktemp("elders"))
    with pytest.raises(Refused, match=r"verplaatst, vervangen of weggehaald.*niet bewaard"):
        write_down(team.noor, "het tweede signaal")
    with pytest.raises(Refused, match="verplaatst, vervangen of weggehaald"):
        written(team.noor)
    team.close()


@on_posix
def test_what_was_acknowledged_outlives_its_log_and_a_kill(tmp_path: Path) -> None:
    """The log deleted, emptied, put back from before, once and twice: nothing is refused, all is there after SIGKILL and after closing."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.vanishing_log", str(tmp_path)], cwd=ROOT, capture_output=True, text=True, timeout=100
    )
    assert done.returncode == 0, done.stderr[-3000:]
    outcome = json.loads(done.stdout)
    assert len(outcome) == 10
    for case, found in outcome.items():
        assert found == {"acknowledged": 4, "refused": [], "lost": 0, "faults": []}, case


@on_posix
def test_who_has_the_dossier_open_twice_is_told_and_loses_nothing(team: Team) -> None:
    """Beginning a new log beside a colleague's lost one would damage the dossier. When he has closed or worked, it goes on."""
    kept = {write_down(team.noor, "het eerste signaal"), write_down(team.sem, "het tweede signaal")}
    team.femke.close()
    Path(f"{team.path}-wal").unlink()
    for _ in range(2):
        with pytest.raises(Refused, match="twee keer open was. Er is niets bewaard"):
            write_down(team.noor, "dit niet")
    kept.add(write_down(team.sem, "sem is nu de enige en begint opnieuw"))
    kept.add(write_down(team.noor, "en noor kan weer mee"))
    assert written(team.noor) == written(team.sem) == kept
    team.close()
    assert faults(team) == []


@on_posix
def test_nothing_is_folded_in_while_another_program_may_have_begun_anew(team: Team) -> None:
    """Both files gone and made again: whoever has them open now writes there. Saying so is all that can be done."""
    write_down(team.noor, "het eerste signaal")
    for beside in ("-wal", "-shm"):
        Path(f"{team.path}{beside}").unlink()
        Path(f"{team.path}{beside}").touch()
    with pytest.raises(Refused, match="verplaatst, vervangen of weggehaald"):
        write_down(team.noor, "het tweede signaal")


@on_posix
def test_after_a_replacement_the_dossier_that_stands_there_now_opens(team: Team, tmp_path: Path) -> None:
    write_down(team.noor, "het eerste signaal")
    team.close()
    team = _open_again(team)
    kept = written(team.noor)
    replaced(team, tmp_path)
    with pytest.raises(Refused):
        write_down(team.noor, "dit komt nergens")
    team.close()
    team = _open_again(team)
    assert written(team.noor) == kept
    kept.add(write_down(team.noor, "het tweede signaal"))
    assert written(team.femke) == kept
    team.close()
    assert faults(team) == []


def test_a_dossier_that_is_gone_does_not_open(team: Team) -> None:
    team.femke.close()
    team.path.unlink()
    with pytest.raises(Refused, match=r"“weidevoort.dossier” staat niet \(meer\) op deze plek"):
        _open_again(team)


def test_a_key_file_that_is_gone_is_named(team: Team) -> None:
    team.femke.close()
    key_file_of(team.path).unlink()
    with pytest.raises(Refused, match="weidevoort.sleutels"):
        _open_again(team)


@on_posix
def test_a_file_that_was_emptied_is_told(team: Team) -> None:
    write_down(team.noor, "het eerste signaal")
    team.close()
    os.truncate(team.path, 0)
    with pytest.raises(Refused, match="“weidevoort.dossier” is leeg"):
        _open_again(team)


def test_a_colleague_who_writes_too_long_is_waited_for_and_then_named(team: Team) -> None:
    """Another program keeps the dossier locked: after the waiting time a sentence; reading goes on; writing works when it is free."""
    with connections() as made:
        kept = {write_down(team.noor, "het eerste signaal")}
        for connection in made:
            connection.execute("PRAGMA busy_timeout = 50")
        other = connect(team.path, team.noor._store._key)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Refused, match="Het dossier is even bezet. Er is niets bewaard."):
            write_down(team.noor, "het tweede signaal")
        assert written(team.noor) == kept
        other.execute("ROLLBACK")
        other.close()
        kept.add(write_down(team.noor, "het tweede signaal"))
    assert written(team.noor) == kept


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is forbidden to this user")
def test_a_folder_in_which_nothing_may_be_written(team: Team) -> None:
    team.close()
    team.path.parent.chmod(0o500)
    try:
        with pytest.raises(Refused, match="of u er mag schrijven"):
            written(_open_again(team).noor)
    finally:
        team.path.parent.chmod(0o700)


def _open_again(team: Team) -> Team:
    femke = open_dossier(team.path, team.ids["femke"], PASSPHRASE.format("femke"), policy=team.policy, clock=team.clock)
    return Team(team.path, team.clock, team.policy, team.recovery, femke, team.ids, team.organisations)
