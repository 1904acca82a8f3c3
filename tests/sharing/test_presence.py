"""Who is in the same case is seen when the folder says so, holds nobody up, and costs next to nothing."""

from __future__ import annotations

import os
from typing import Any

import pytest

from expertiseteam.sharing import sharer as sharer_module
from expertiseteam.storage.folder import files as files_module
from expertiseteam.storage.folder.presence import GONE, RENEWED
from tests.sharing.laptops import Laptop, Office
from ui.team.folder_words import present_words

CASE, OTHER = "c" * 32, "d" * 32


def look(*laptops: Laptop, times: int = sharer_module.BESIDE) -> None:
    for _ in range(times):
        for laptop in laptops:
            laptop.seconds += sharer_module.POLL
            laptop.sharer.turn()


def test_who_is_in_the_same_case_is_known_within_seconds_and_decides_nothing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    femke, noor, sem = office.begun(), office.colleague("noor"), office.colleague("sem")
    here = office.folder / "here"
    for laptop in (noor, sem):
        laptop.share()
    assert list(here.iterdir()) == [], "who has no case open writes nothing"
    femke.sharer.stand_in(CASE)
    look(femke, times=1)
    assert femke.sharer.state.present == ()
    noor.sharer.stand_in(CASE)
    sem.sharer.stand_in(OTHER)
    look(noor, sem, times=1)
    assert (noor.sharer.state.present, sem.sharer.state.present) == (("Femke Aarts",), ())
    assert present_words(noor.sharer.state) == "Femke heeft deze casus ook open"
    look(femke)
    assert femke.states[-1].present == ("Noor Elzinga",) and femke.states[-1].is_shared
    told = b"".join(path.read_bytes() for path in here.iterdir())
    assert CASE.encode() not in told and office.team.ids["noor"].encode() not in told and b"Noor" not in told

    (here / ("a" * 16)).write_bytes(b"x" * 304)  # nobody knows this one
    (here / "Thumbs.db").write_bytes(b"x")
    sem.sharer.stand_in(CASE)
    look(sem, femke)
    assert present_words(femke.states[-1]) == "Noor en Sem hebben deze casus ook open"
    noor.sharer.stand_in("")
    look(noor, femke)
    assert femke.states[-1].present == ("Sem de Graaf",)

    calls: list[str] = []

    class Counting:
        def __getattr__(self, name: str) -> Any:
            if name in ("open", "link", "rename", "unlink", "fsync", "listdir", "stat"):
                calls.append(name)
            return getattr(os, name)

    monkeypatch.setattr(files_module, "os", Counting())
    at: list[int] = []
    for n in range(3 * sharer_module.AROUND):
        at.append(len(calls))
        femke.seconds += RENEWED if n == 10 else 0
        look(femke, times=1)
    in_five_seconds = int(5 / sharer_module.POLL) + 1
    assert max(after - before for before, after in zip(at, at[in_five_seconds:], strict=False)) <= 8
    monkeypatch.undo()

    # Sem's program was killed: his note is not renewed, and goes.
    femke.seconds += GONE
    look(femke)
    assert femke.states[-1].present == ()
    assert len([path for path in here.iterdir() if path.name != "Thumbs.db"]) == 1, "only her own"
    away = office.folder.rename(office.root / "weg")
    assert "niet bereikbaar" in femke.sharer.share_now().stopped and femke.states[-1].present == ()
    away.rename(office.folder)
