"""A whole day's work leaves no readable word on disk outside the encrypted dossier, and none inside it without its key."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from tests.faults.sampling import LONG
from tests.faults.traces import disguises, traces

ROOT = Path(__file__).parents[2]
HOMES = {
    "HOME": "home",
    "USERPROFILE": "home",
    "APPDATA": "appdata",
    "LOCALAPPDATA": "localappdata",
    "TMPDIR": "temporary",
    "TEMP": "temporary",
    "TMP": "temporary",
    "SQLITE_TMPDIR": "temporary",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
    "XDG_RUNTIME_DIR": "runtime",
}


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    "end", [*(["closed"] if LONG else []), pytest.param("killed", marks=pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL"))]
)
def test_a_day_leaves_no_word_behind(tmp_path: Path, end: str) -> None:
    for name in {*HOMES.values(), "dossier", "here"}:
        (tmp_path / name).mkdir(mode=0o700)
    homes = {variable: str(tmp_path / name) for variable, name in HOMES.items()}
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.day", str(tmp_path / "dossier"), end],
        env={**os.environ, **homes, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=tmp_path / "here",  # what is written beside no path lands here
        capture_output=True,
        timeout=280,
    )
    assert done.returncode == (-9 if end == "killed" else 0), done.stderr.decode()[-3000:]
    day = json.loads(done.stdout)
    assert day["told"] == [] and day["wal"] > 0
    words = [*day["words"], bytes.fromhex(day["key"])]
    names = {file.name for file in (tmp_path / "dossier").iterdir()}
    assert {"weidevoort.dossier", "weidevoort.sleutels"} <= names
    assert ("weidevoort.dossier-wal" in names) == (end == "killed"), "the write-ahead log is part of what is searched"
    assert traces([tmp_path], words) == []
    assert list((tmp_path / "here").iterdir()) == []
    for word in day["words"]:
        assert word.encode() not in done.stderr


@pytest.mark.parametrize("disguise", sorted(disguises("Kanariëngeel")))
def test_a_word_is_found_in_whatever_clothes(tmp_path: Path, disguise: str) -> None:
    (tmp_path / "spoor").write_bytes(b"iets ervoor " + disguises("Kanariëngeel")[disguise] + b" iets erna")
    assert any(hit.startswith("spoor holds 'Kanariëngeel'") for hit in traces([tmp_path], ["Kanariëngeel"]))


def test_a_word_is_found_in_a_name_and_paper_is_found_at_all(tmp_path: Path) -> None:
    (tmp_path / "Kanariëngeel.txt").touch()
    (tmp_path / "notulen.tmp").write_bytes(b"%PDF-1.7 ...")
    found = traces([tmp_path], ["Kanariëngeel"])
    assert any(hit.startswith("the name ") for hit in found)
    assert "notulen.tmp is a PDF" in found


def test_the_database_library_sorts_in_memory() -> None:
    """Large sorts go to temporary files unless the library was built otherwise; those would hold plain words."""
    with closing(sqlcipher.connect(":memory:")) as connection:
        options = {row[0] for row in connection.execute("PRAGMA compile_options")}
    assert options & {"TEMP_STORE=2", "TEMP_STORE=3"}
