"""Only a dossier that is being made may be written without waiting for the disk, and it is on disk when it is finished."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from expertiseteam.access import circles
from expertiseteam.example import making, stage
from expertiseteam.example.making import make_example
from expertiseteam.example.story import Step
from expertiseteam.storage.haste import Haste, half_made
from expertiseteam.storage.store import Store
from tests.dossier import Team
from tests.storage.test_migrations import _key

FULL, OFF = 2, 0  # of PRAGMA synchronous


def test_a_dossier_that_people_use_always_waits_for_the_disk(team: Team) -> None:
    with team.femke._store.writing((team.ids["femke"],)) as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == FULL


def test_a_dossier_outside_the_folder_cannot_be_written_in_haste(team: Team, tmp_path: Path) -> None:
    with half_made(tmp_path) as haste, closing(Store(team.path, _key(team), circles.views, haste)) as store:
        with pytest.raises(ValueError, match="never written in haste"), store.reading((team.ids["femke"],)):
            pass


def test_what_was_not_finished_is_thrown_away(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), half_made(tmp_path) as haste:
        (haste.folder / "half.dossier").write_bytes(b"half")
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_still_open_is_not_finished(tmp_path: Path) -> None:
    with half_made(tmp_path) as haste:
        (haste.folder / "x.dossier").write_bytes(b"whole")
        (haste.folder / "x.dossier-wal").write_bytes(b"more")
        with pytest.raises(RuntimeError, match="still open"):
            haste.finish("x.dossier", tmp_path / "x.dossier")
        (haste.folder / "x.dossier-wal").unlink()
        haste.finish("x.dossier", tmp_path / "x.dossier")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("x.dossier", b"whole")]


def test_the_example_is_made_in_haste_and_then_forced_to_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    finished: list[tuple[str, bool]] = []
    finish = Haste.finish

    class Looked(making.Life):
        def run(self, *args: Any, **kwargs: Any) -> None:
            for workspace in self._past.stage.workspaces.values():
                with workspace._store.writing((workspace.me().id,)) as connection:
                    seen.append(connection.exec_driver_sql("PRAGMA synchronous").scalar() or 0)

    def noted(self: Haste, name: str, to: Path) -> None:
        finish(self, name, to)
        finished.append((name, to.exists()))

    monkeypatch.setattr(making, "Life", Looked)
    monkeypatch.setattr(Haste, "finish", noted)
    example = make_example(tmp_path, until=Step.PAST, size="small")
    assert set(seen) == {OFF} and len(seen) == len(stage.PEOPLE)
    assert finished == [("voorbeeld-weidevoort.sleutels", True), (example.path.name, True)]
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(["voorbeeld-weidevoort.sleutels", example.path.name])
