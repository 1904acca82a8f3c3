from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from expertiseteam.access.workspace import Workspace
from tests.dossier import Team
from tests.ui.concerns.entries import concern_entries, elsewhere_entries
from tests.ui.stage import Elsewhere, Stage
from ui.insight.actions import ActionsScreen
from ui.insight.case_figures import CaseFiguresScreen
from ui.insight.cover_screen import CoverScreen
from ui.insight.search import searcher
from ui.insight.today import TodayScreen
from ui.insight.what_works import WhatWorksScreen
from ui.look.theme import Theme
from ui.shell.rail import Entry

OpenBench = Callable[[Workspace], Stage]


@pytest.fixture
def bench_of(qtbot: QtBot, theme: Theme, team: Team, tmp_path: Path) -> Iterator[OpenBench]:
    """Return a function that opens the window of one member, with today, signals, actions and the search."""
    opened: list[Stage] = []
    entries = [
        Entry("today", "Vandaag", "sun", TodayScreen),
        *concern_entries(),
        *elsewhere_entries(),
        Entry("actions", "Acties", "list-checks", ActionsScreen),
        Entry("case-figures", "Cijfers over casussen", "chart-column", CaseFiguresScreen, rail=False),
        Entry("cover", "Werk van een collega", "list-checks", CoverScreen, rail=False, under="today"),
        Entry("minutes", "Notulen", "presentation", Elsewhere, rail=False),
        Entry("what-works", "Wat werkt hier", "chart-column", WhatWorksScreen, rail=False),
    ]

    def open_bench(workspace: Workspace) -> Stage:
        bench = Stage(qtbot, theme, team, workspace, tmp_path, entries, searcher)
        opened.append(bench)
        return bench

    yield open_bench
    for bench in opened:
        bench.close()
        assert bench.told == []
