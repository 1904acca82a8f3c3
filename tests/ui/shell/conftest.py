from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.shell.stage import Stage
from ui.look.theme import Theme


@pytest.fixture
def stage(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Stage]:
    """Return a shown window around a cardboard workspace, at no place yet."""
    stage = Stage(qtbot, theme, tmp_path)
    yield stage
    stage.close()
