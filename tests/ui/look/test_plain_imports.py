"""PySide6 6.12.0 reads and keeps the source of every module that is loaded after it; ours is not read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("first", ["PySide6.QtWidgets", "PySide6.QtWidgets, ui.look.theme"])
def test_sources_are_not_read(first: str) -> None:
    """The other way round too, so that we hear when PySide6 no longer needs it."""
    script = f"import {first}; import colorsys, linecache; print('colorsys' in ''.join(linecache.cache))"
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == str("theme" not in first)
