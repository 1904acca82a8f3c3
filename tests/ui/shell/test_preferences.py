"""Window preferences survive a restart, hold no records, and a bad file is put aside with one sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ui.shell.preferences import FILE_NAME, LARGEST_FILE, Look, Preferences, Settings, folder


def test_the_first_time_there_are_defaults_and_nothing_to_say(tmp_path: Path) -> None:
    preferences = Preferences(tmp_path / FILE_NAME)
    assert preferences.settings == Settings()
    assert preferences.settings.idle_minutes == 10
    assert preferences.notice is None
    assert not (tmp_path / FILE_NAME).exists()


def test_a_change_is_there_the_next_time(tmp_path: Path) -> None:
    where = tmp_path / "diep" / FILE_NAME
    Preferences(where).change(
        look=Look.DARK, scale=130, geometry=(10, 20, 1280, 720), last_dossier="/huis/weidevoort.dossier", maximised=True
    )
    found = Preferences(where)
    assert found.settings == Settings(Look.DARK, 130, (10, 20, 1280, 720), True, "/huis/weidevoort.dossier", 10)
    assert sorted(path.name for path in where.parent.iterdir()) == [FILE_NAME]


def test_the_usual_place_is_the_users_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert "expertiseteam" in str(folder())
    assert Preferences().path == folder() / FILE_NAME


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"geen json",
        b"\xff\xfe\x00\x01",
        b"[1, 2]",
        b'{"scale": "groot"}',
        b'{"scale": 900}',
        b'{"scale": 107}',
        b'{"scale": true}',
        b'{"look": "ROZE"}',
        b'{"geometry": [1, 2, 3]}',
        b'{"geometry": [1, 2, 3, 1e99]}',
        b'{"idle_minutes": 0}',
        b'{"maximised": "ja"}',
        b'{"last_dossier": 4}',
        b"[" * 5000,
        b" " * (LARGEST_FILE + 1),
    ],
)
def test_a_file_that_cannot_be_used_is_kept_aside_and_told(tmp_path: Path, raw: bytes) -> None:
    where = tmp_path / FILE_NAME
    where.write_bytes(raw)
    preferences = Preferences(where)
    assert preferences.settings == Settings()
    assert preferences.notice is not None
    assert "uw dossier is niet geraakt" in preferences.notice
    assert where.with_suffix(".kapot").read_bytes() == raw
    assert Preferences(where).notice is None, "it is told once"


def test_what_a_newer_program_added_is_no_reason_to_forget_the_rest(tmp_path: Path) -> None:
    where = tmp_path / FILE_NAME
    where.write_text(json.dumps({"scale": 115, "hologram": True}), encoding="utf-8")
    preferences = Preferences(where)
    assert preferences.settings.scale == 115
    assert preferences.notice is None


def test_a_computer_that_refuses_writing_is_told_of(tmp_path: Path) -> None:
    where = tmp_path / "bestand" / FILE_NAME
    (tmp_path / "bestand").write_text("geen map")
    preferences = Preferences(where)
    preferences.change(scale=115)
    assert preferences.settings.scale == 115
    assert preferences.notice is not None


def test_only_matters_of_the_window_are_kept(tmp_path: Path) -> None:
    where = tmp_path / FILE_NAME
    Preferences(where).change(scale=115)
    kept = {"look", "scale", "geometry", "maximised", "last_dossier", "idle_minutes", "names_hidden"}
    assert set(json.loads(where.read_text(encoding="utf-8"))) == kept
