"""What starts the program loads only what it needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_command_line_starts_without_a_window_or_a_database() -> None:
    """Its help, and the first paint of the unlock window, must not wait for what they do not use."""
    heavy = "[name for name in ('PySide6', 'sqlalchemy', 'reportlab', 'sqlcipher3') if name in sys.modules]"
    run = subprocess.run(
        [sys.executable, "-c", f"import sys, ui.command_line; print({heavy})"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == "[]"
