"""The dossier under a new key: killed at every line it opens with the old or the new, whole, and nobody writes into the wrong file."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import closing
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from expertiseteam.basics.sentences import Refused
from expertiseteam.opening import open_dossier
from expertiseteam.storage import rekey
from expertiseteam.storage.file import check_opens, connect, integrity_problems
from expertiseteam.storage.rekey import opens, renew_key
from expertiseteam.team.members import add_village, villages
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.keys import unlock
from tests.dossier import PASSPHRASE, Team
from tests.faults.sampling import LONG, sample

NEW = os.urandom(32)


def key_of(team: Team) -> bytes:
    return unlock(key_file_of(team.path), team.ids["femke"], PASSPHRASE.format("femke"), team.policy).dossier_key


def rows(path: Path, key: bytes) -> dict[str, list[Any]]:
    with closing(connect(path, key)) as file:
        names = [
            name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'").fetchall()
        ]
        return {name: file.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}


def beside(path: Path) -> set[str]:
    return {found.name for found in path.parent.iterdir() if found.name.startswith((path.name, f".{path.name}"))}


def test_every_row_is_there_under_the_new_key_and_the_old_one_opens_nothing(team: Team) -> None:
    old = key_of(team)
    team.close()
    before, schema = rows(team.path, old), check_opens(team.path, old)
    renew_key(team.path, old, NEW)
    assert rows(team.path, NEW) == before and check_opens(team.path, NEW) == schema
    assert not opens(team.path, old) and integrity_problems(team.path, NEW) == []
    assert beside(team.path) == {team.path.name}


def test_what_stood_only_in_the_log_comes_along_and_others_are_told(team: Team) -> None:
    """Somebody has the dossier open, so that the log is still there when the file is written anew."""
    old = key_of(team)
    team.femke.do(add_village, name="Alleen in het log")
    assert Path(f"{team.path}-wal").stat().st_size > 0
    renew_key(team.path, old, NEW)
    with closing(connect(team.path, NEW)) as file:
        assert file.execute("SELECT count(*) FROM village WHERE name = 'Alleen in het log'").fetchone() == (1,)
    with pytest.raises(Refused, match="verplaatst, vervangen"):
        team.femke.do(add_village, name="In het oude")
    with pytest.raises(Refused, match="verplaatst, vervangen"):
        team.femke.ask(villages)
    team.close()
    assert integrity_problems(team.path, NEW) == []


def test_who_writes_meanwhile_is_refused_and_told(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    old, told = key_of(team), []
    copied = rekey._copy

    def while_it_is_copied(*given: Any) -> None:
        try:
            team.femke.do(add_village, name="Te laat")
        except Refused as refused:
            told.append(str(refused))
        copied(*given)

    monkeypatch.setattr(rekey, "_copy", while_it_is_copied)
    renew_key(team.path, old, NEW)
    assert len(told) == 1 and "krijgt op dit moment een nieuwe sleutel" in told[0]


@pytest.mark.parametrize("failing", ["copy", "prove", "replace", "busy log"])
def test_when_it_cannot_be_done_all_is_as_it_was(team: Team, monkeypatch: pytest.MonkeyPatch, failing: str) -> None:
    old = key_of(team)
    team.close()
    before = rows(team.path, old)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    def locked(*_: object, **__: object) -> None:
        raise sqlcipher.OperationalError("database is locked")

    if failing == "copy":
        monkeypatch.setattr(rekey, "connect_to_fill", full)
    elif failing == "prove":
        monkeypatch.setattr(rekey, "integrity_problems", lambda *_: ["page 3"])
    elif failing == "replace":
        monkeypatch.setattr("expertiseteam.storage.rekey.take_place", full)
    else:
        monkeypatch.setattr(rekey, "_take_place", locked)
    with pytest.raises(Refused, match="Alles staat er nog|schijf is vol"):
        renew_key(team.path, old, NEW)
    monkeypatch.undo()
    assert rows(team.path, old) == before
    femke = open_dossier(team.path, team.ids["femke"], PASSPHRASE.format("femke"), policy=team.policy, clock=team.clock)
    femke.do(add_village, name="Werkt gewoon door")
    femke.close()
    assert beside(team.path) == {team.path.name}


def test_a_file_that_is_being_written_anew_is_refused_in_its_own_words(team: Team) -> None:
    old = key_of(team)
    team.close()
    rekey._mark(team.path, old)
    with pytest.raises(Refused, match="krijgt op dit moment een nieuwe sleutel"):
        check_opens(team.path, old)
    renew_key(team.path, old, NEW)  # who goes on where it was broken off
    assert check_opens(team.path, NEW) > 0


@pytest.mark.skipif(os.name == "nt", reason="needs fork")
@pytest.mark.parametrize("has_log", sample([False, True], 1, "log"))
def test_killed_at_every_line_it_opens_with_the_old_or_the_new_key(team: Team, tmp_path: Path, has_log: bool) -> None:
    old = key_of(team)
    source = tmp_path / "source"
    source.mkdir()
    if has_log:
        team.femke.do(add_village, name="Alleen in het log")
        for part in ("", "-wal"):
            shutil.copy(f"{team.path}{part}", source)
    team.close()
    if not has_log:
        shutil.copy(team.path, source)
    before = rows(_copied(source, tmp_path / "whole", team.path.name), old)
    assert ("Alleen in het log" in str(before["village"])) == has_log
    opened = {"old": 0, "new": 0}
    last = _lines(_copied(source, tmp_path / "counted", team.path.name), old)
    for line in sorted({*range(1 + has_log, last, 1 if LONG else 8), *range(last - 4, last + 1)}):
        path = _copied(source, tmp_path / f"killed{line}", team.path.name)
        _killed(path, old, line)
        which = "new" if opens(path, NEW) else "old"
        opened[which] += 1
        assert opens(path, NEW if which == "new" else old), f"neither, after line {line}"
        if which == "old":
            renew_key(path, old, NEW)
        assert rows(path, NEW) == before, f"after line {line}"
        assert beside(path) == {path.name}
        shutil.rmtree(path.parent)
    assert opened["old"] >= 5 and opened["new"] >= 1, opened


def _copied(source: Path, folder: Path, name: str) -> Path:
    shutil.copytree(source, folder)
    return folder / name


class Watch:
    """Counts the lines of storage/rekey.py that are run, and stops the process at one of them."""

    def __init__(self, last: int = 0) -> None:
        self.seen, self.last = 0, last

    def __call__(self, frame: FrameType, event: str, _: object) -> Any:
        if frame.f_code.co_filename != rekey.__file__:
            return None
        if event == "line":
            self.seen += 1
            if self.seen == self.last:
                os._exit(9)
        return self


def _lines(path: Path, old: bytes) -> int:
    """How many lines are run when nobody is killed."""
    watch, before = Watch(), sys.gettrace()
    sys.settrace(watch)
    try:
        renew_key(path, old, NEW)
    finally:
        sys.settrace(before)
    return watch.seen


def _killed(path: Path, old: bytes, line: int) -> None:
    """Renew the key in a process of its own, which is gone when so many lines were run."""
    child = os.fork()
    if child == 0:
        try:
            sys.settrace(Watch(line))
            renew_key(path, old, NEW)
        except BaseException:
            os._exit(1)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) in (0, 9)
