"""The folder fails, or the program is killed, at any one of its file operations: nothing that was saved is lost, nothing is there twice."""

from __future__ import annotations

import errno
import itertools
import os
from contextlib import suppress
from pathlib import Path
from unittest import mock

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.folder.files import FULL
from tests.storage.folder.history import wrongs
from tests.storage.folder.lab import Lab, Unruly, with_faults

pytestmark = pytest.mark.timeout(600)
HOW = ("fails before", "fails after", "killed before", "killed after")


def a_day(lab: Lab, n: str) -> None:
    femke, noor = lab
    femke.edit("case0", goal=f"femke {n}")
    noor.edit("case0", place=f"noor {n}")
    noor.act((f"INSERT INTO note VALUES ('n{n}', 1, 'case1', 'noor {n}')",))
    noor.open_case(f"c{n}")


@pytest.mark.parametrize("how", HOW)
def test_a_fault_at_every_operation(tmp_path: Path, how: str) -> None:
    lab = Lab(tmp_path)
    femke, noor = lab
    days = 0
    for at in itertools.count(1):
        days += 1
        a_day(lab, str(days))
        femke.share()
        unruly = Unruly(at, how)
        shared = with_faults(unruly, noor.share)
        if unruly.calls < at:
            break  # there is no such operation any more
        if unruly.is_dead:
            noor.start()
        else:
            assert shared.stopped == "" or "niet bereikbaar" in shared.stopped
        noor.share()
        femke.share()
        assert femke.value(f"c{days}", "number") == 3 + days
    lab.settle()
    assert wrongs(lab) == []
    assert at > 10  # it did come past operations


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_folder_is_called_full(tmp_path: Path, fault: int) -> None:
    femke, noor = lab = Lab(tmp_path)
    a_day(lab, "1")
    with mock.patch.object(os, "fsync", side_effect=OSError(fault, "no room")):
        assert noor.share().stopped == FULL
    assert list((lab.folder / "tmp").iterdir()) == [], "half a file takes room of others"
    noor.share()
    femke.share()
    assert femke.value("c1", "number") == 4
    lab.settle()


@pytest.mark.parametrize("how", HOW)
def test_a_fault_while_mending(tmp_path: Path, how: str) -> None:
    lab = Lab(tmp_path)
    femke, noor = lab
    for n in "123":
        a_day(lab, n)
        noor.share()
        femke.share()
    whole = [path.read_bytes() for path in lab.log()]
    for at in itertools.count(1):
        lab.log()[1].unlink()
        lab.log()[-1].write_bytes(bytes(300))
        unruly = Unruly(at, how)
        with suppress(OSError, Refused):
            with_faults(unruly, femke.team.heal)
        femke.start()
        femke.team.heal()
        assert [path.read_bytes() for path in lab.log()] == whole
        if unruly.calls < at:
            break
    a_day(lab, "4")
    lab.settle()
    assert wrongs(lab) == []


def test_work_goes_on_while_the_folder_is_away(tmp_path: Path) -> None:
    lab = Lab(tmp_path)
    femke, noor = lab
    for n in range(5):
        femke.edit("case0", goal=str(n))
        away = with_faults(Unruly(1, "away"), femke.share)
        assert (away.published, away.waiting) == (0, n + 1)
        assert "Uw werk staat op deze computer" in away.stopped
    lab.settle()
    assert noor.value("case0", "goal") == "4"
    assert wrongs(lab) == []
