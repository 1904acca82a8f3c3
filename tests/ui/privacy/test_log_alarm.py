"""A minute after opening, the log and what acts by itself in the file are looked at behind the work: silence, or one sentence."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from expertiseteam.storage.file import connect
from expertiseteam.team.members import add_village
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.keys import unlock
from tests.dossier import PASSPHRASE, Team
from tests.screens.accessibility import spoken
from tests.ui.privacy.conftest import Open
from tests.ui.safety.test_mend_window import Bench
from ui.look.theme import Theme
from ui.privacy import log_alarm
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


@pytest.mark.parametrize(
    "planted",
    [
        "CREATE TRIGGER opruimen AFTER INSERT ON note BEGIN DELETE FROM note; END",
        "CREATE VIEW overzicht AS SELECT * FROM note",
        "CREATE VIRTUAL TABLE kijkje USING fts5(wat)",
    ],
)
def test_what_somebody_put_in_the_file_is_told_in_the_window(
    qtbot: QtBot, team: Team, tmp_path: Path, theme: Theme, monkeypatch: pytest.MonkeyPatch, planted: str
) -> None:
    """To any member, once the first screen stands: not only to who runs `check`."""
    key = unlock(key_file_of(team.path), team.ids["noor"], PASSPHRASE.format("noor"), team.policy).dossier_key
    with closing(connect(team.path, key)) as bare:
        bare.execute(planted)
    monkeypatch.setattr(log_alarm, "AFTER", 1)
    bench = Bench(team, tmp_path, theme)
    bench.start()
    bench.unlock("noor")
    qtbot.waitUntil(lambda: bool(bench.failed))
    [(said, tone)] = bench.failed
    assert tone == "alert" and "niet van dit programma" in said and "sluit het programma" in said and "reservekopie" in said
    assert said in spoken(bench.program.main)
    bench.shoot("privacy-iets-in-het-bestand")
    bench.program.quit()
    QApplication.processEvents()
