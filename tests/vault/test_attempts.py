"""Wrong passphrases make the next one wait, per member, also after a restart; the right one always gets in in the end."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from expertiseteam.vault.attempts import WaitFirst, in_words
from expertiseteam.vault.keys import WrongTry, change_passphrase, unlock
from tests.vault.conftest import FEMKE, WIL, SetClock, Team

WRONG = "heel iets anders dan het was"


def try_wrong(team: Team, times: int, member: str = "femke") -> list[WrongTry]:
    said = []
    for _ in range(times):
        with pytest.raises(WrongTry) as refused:
            unlock(team.path, member, WRONG, team.policy)
        said.append(refused.value)
    return said


def test_five_tries_are_free_and_the_last_two_are_announced(team: Team) -> None:
    said = try_wrong(team, 5)
    assert [refused.tries_left for refused in said] == [4, 3, 2, 1, 0]
    assert "nog 2 keer proberen voordat u moet wachten" in str(said[2])
    assert "nog 1 keer proberen voordat u moet wachten" in str(said[3])
    assert "keer proberen" not in str(said[1])


def test_next_try_waits_and_each_wrong_one_doubles_the_wait(team: Team, clock: SetClock) -> None:
    try_wrong(team, 5)
    for wait, words in [(30, "30 seconden"), (60, "60 seconden"), (120, "2 minuten"), (240, "4 minuten")]:
        with pytest.raises(WaitFirst, match=f"niets gewijzigd. Wacht nog {words} en probeer het dan opnieuw") as refused:
            unlock(team.path, "femke", FEMKE, team.policy)  # also the right one has to wait
        assert refused.value.seconds == wait
        clock.move(timedelta(seconds=wait - 1))
        with pytest.raises(WaitFirst, match="Wacht nog 1 seconde en"):
            unlock(team.path, "femke", FEMKE, team.policy)
        clock.move(timedelta(seconds=1))
        try_wrong(team, 1)


def test_wait_never_grows_beyond_an_hour(team: Team, clock: SetClock) -> None:
    try_wrong(team, 5)
    for _ in range(40):
        clock.move(timedelta(hours=1))
        try_wrong(team, 1)
    with pytest.raises(WaitFirst, match="45 keer achter elkaar.*Wacht nog 60 minuten"):
        unlock(team.path, "femke", FEMKE, team.policy)
    clock.move(timedelta(hours=1))
    assert unlock(team.path, "femke", FEMKE, team.policy)


def test_right_passphrase_makes_all_tries_free_again(team: Team) -> None:
    try_wrong(team, 4)
    assert unlock(team.path, "femke", FEMKE, team.policy)
    assert try_wrong(team, 1)[0].tries_left == 4


def test_nobody_else_has_to_wait(team: Team) -> None:
    try_wrong(team, 5)
    assert try_wrong(team, 1, "wil")[0].tries_left == 4
    assert unlock(team.path, "wil", WIL, team.policy)
    with pytest.raises(WaitFirst):
        unlock(team.path, "femke", FEMKE, team.policy)


def test_changing_the_passphrase_counts_too(team: Team) -> None:
    for _ in range(5):
        with pytest.raises(WrongTry):
            change_passphrase(team.path, "femke", WRONG, "trommel hazelaar kompas wafel vijver", team.policy)
    with pytest.raises(WaitFirst):
        unlock(team.path, "femke", FEMKE, team.policy)


def test_clock_put_back_makes_wait_once_and_not_for_ever(team: Team, clock: SetClock) -> None:
    try_wrong(team, 5)
    clock.move(timedelta(days=-400))
    with pytest.raises(WaitFirst) as refused:
        unlock(team.path, "femke", FEMKE, team.policy)
    assert refused.value.seconds == 30
    clock.move(timedelta(seconds=30))
    assert unlock(team.path, "femke", FEMKE, team.policy)


def state_file(team: Team) -> Path:
    assert team.policy.state_folder is not None
    return team.policy.state_folder / "pogingen.json"


def test_state_file_is_kept_over_a_restart_and_names_nobody(team: Team) -> None:
    try_wrong(team, 5)
    written = state_file(team).read_text(encoding="utf-8")
    assert "femke" not in written.casefold() and team.femke.dossier_id not in written and WRONG not in written
    again = replace(team.policy)
    with pytest.raises(WaitFirst):
        unlock(team.path, "femke", FEMKE, again)
    assert {path.name for path in state_file(team).parent.iterdir()} == {"pogingen.json", "gezien.json"}


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"7", b"\xff", b"[" * 90_000, b'{"x": 1}', "{KEY: 7}", '{KEY: {"wrong": "5", "last": 3}}']
)
def test_damaged_state_counts_from_nothing(team: Team, content: bytes | str) -> None:
    try_wrong(team, 5)
    [key] = json.loads(state_file(team).read_bytes())
    state_file(team).write_bytes(content if isinstance(content, bytes) else content.replace("KEY", json.dumps(key)).encode())
    assert unlock(team.path, "femke", FEMKE, team.policy)


@pytest.mark.parametrize("last", ["gisteren", "0001-01-01T00:00:00", "9999-12-31T23:59:59+00:00", ""])
def test_odd_moment_in_the_state_locks_nobody_out(team: Team, clock: SetClock, last: str) -> None:
    try_wrong(team, 5)
    state = {key: {"wrong": 10**9, "last": last} for key in json.loads(state_file(team).read_bytes())}
    state_file(team).write_text(json.dumps(state), encoding="utf-8")
    try:
        unlock(team.path, "femke", FEMKE, team.policy)
    except WaitFirst as refused:
        clock.move(timedelta(seconds=refused.seconds))
        assert unlock(team.path, "femke", FEMKE, team.policy)


def test_state_that_cannot_be_written_keeps_nobody_out(
    team: Team, monkeypatch: pytest.MonkeyPatch, expect_log: Callable[[str], None]
) -> None:
    expect_log("wrong tries are not remembered: PermissionError")

    def denied(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as broken:
        broken.setattr("expertiseteam.vault.state.os.replace", denied)
        try_wrong(team, 6)
    assert unlock(team.path, "femke", FEMKE, team.policy)


def test_without_a_folder_the_state_goes_where_the_system_keeps_it(team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_state_dir", lambda name, appauthor: os.fspath(tmp_path / "system" / name))
    with pytest.raises(WrongTry):
        unlock(team.path, "femke", WRONG, replace(team.policy, state_folder=None))
    assert (tmp_path / "system" / "expertiseteam" / "pogingen.json").is_file()


def test_waiting_time_in_words() -> None:
    assert [in_words(s) for s in (1, 2, 119, 120, 121, 3600)] == [
        "1 seconde",
        "2 seconden",
        "119 seconden",
        "2 minuten",
        "3 minuten",
        "60 minuten",
    ]
