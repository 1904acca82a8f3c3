"""A minute after opening, every line of the log is looked at behind the work: silence when it is whole, a sentence when it is not."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

import pytest
from PySide6.QtCore import QObject, QTimer

from expertiseteam.storage.file import connect
from expertiseteam.team.members import add_village
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.keys import unlock
from tests.dossier import PASSPHRASE, Team
from tests.ui.privacy.conftest import Open
from ui.privacy.log_alarm import watch_log

Waiting = list[tuple[int, QObject, Callable[[], None]]]


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> Waiting:
    """What waits for its time: (milliseconds, for whom, what)."""
    found: Waiting = []
    monkeypatch.setattr(QTimer, "singleShot", lambda after, whose, run: found.append((after, whose, run)))
    return found


def test_a_whole_log_is_looked_at_after_a_minute_and_nothing_is_said(team: Team, open_stage: Open, waiting: Waiting) -> None:
    stage = open_stage("noor")
    waiting.clear()
    watch_log(stage.runner, stage.window, stage.boundary)
    [(after, whose, run)] = waiting
    assert after == 60_000
    assert whose is stage.window, "a window that was closed meanwhile is not told anything"
    run()
    assert stage.runner.busy, "it is done beside the work, not in the window's own thread"
    stage.runner.wait_until_idle()
    assert stage.told == []


def test_a_line_that_was_changed_with_another_tool_is_told(team: Team, open_stage: Open, waiting: Waiting) -> None:
    team.femke.do(add_village, name="Nieuwdorp")
    stage = open_stage("noor")
    waiting.clear()
    watch_log(stage.runner, stage.window, stage.boundary)
    key = unlock(key_file_of(team.path), team.ids["femke"], PASSPHRASE.format("femke"), team.policy).dossier_key
    with closing(connect(team.path, key)) as bare:
        assert bare.execute("UPDATE log_line SET what = 'niets gedaan' WHERE what = 'kern toegevoegd'").rowcount > 0
    waiting[0][2]()
    stage.runner.wait_until_idle()
    assert len(stage.told) == 1 and "logboek" in stage.told[0], stage.told
