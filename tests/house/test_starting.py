"""What starts the program loads only what it needs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

# What nobody needs before somebody typed a passphrase, or asked for more than a window. Some cost a tenth of the start once.
AFTER_THE_FIRST_PAINT = (
    "sqlalchemy", "sqlcipher3", "alembic", "reportlab", "cryptography", "pyrage", "keyring", "holidays", "PySide6.QtPdf",
    "argparse", "socket", "ctypes.util", "concurrent.futures.thread", "dataclasses", "json", "zoneinfo", "tomllib",
    "expertiseteam.vault", "expertiseteam.storage", "expertiseteam.team", "expertiseteam.access.workspace", "expertiseteam.opening",
    "expertiseteam.basics.settings", "expertiseteam.basics.dates", "expertiseteam.basics.working_days",
    "ui.terminal.commands", "ui.entrances", "ui.entries", "ui.shell.window", "ui.shell.desk", "ui.shell.ending", "ui.shell.create",
    "ui.welcome",
)  # fmt: skip
# Paper, lists in and out, the server and the key store: what nobody needs to see Vandaag.
AFTER_THE_FIRST_SCREEN = ("reportlab", "pikepdf", "PIL", "openpyxl", "icalendar", "psycopg", "keyring", "ui.terminal.commands", "unittest")
MODULES_BY_THEN = 1145  # besides the holidays of 300 countries; there were 1036 when this was written, and 1165 with paper
OURS_BY_THEN = 43  # modules of ours; there were 40 when this was written

BARE = "import sys, PySide6.QtWidgets; print(*sys.modules)"  # what Qt brings along by itself
FIRST_PAINT = """
import os, sys
from ui import application, way_in
from ui.shell import unlock
from ui.command_line import main
class Watched(unlock.UnlockWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print(*sorted(sys.modules), flush=True)
        os._exit(0)
way_in.UnlockWindow = application.UnlockWindow = Watched
application.SETTLED = 600_000  # on a busy machine the first paint may take longer than it is given
main(["nergens.dossier"])
"""


def test_the_command_line_starts_without_a_window_or_a_database() -> None:
    """Its help, and the first paint of the unlock window, must not wait for what they do not use."""
    heavy = "[name for name in ('PySide6', 'sqlalchemy', 'reportlab', 'sqlcipher3') if name in sys.modules]"
    run = subprocess.run(
        [sys.executable, "-c", f"import sys, ui.command_line; print({heavy})"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == "[]"


def test_the_unlock_window_is_painted_before_anything_else_is_loaded(tmp_path: Path) -> None:
    """Design section 7: from start to unlock window at most 1.4 times a bare window. What creeps in here, everybody waits for."""
    home = {name: str(tmp_path) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")}
    env = {**os.environ, **home, "QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run([sys.executable, "-c", FIRST_PAINT], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    bare = subprocess.run([sys.executable, "-c", BARE], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split()) - set(bare.stdout.split())
    assert "ui.shell.unlock" in loaded
    assert [name for name in AFTER_THE_FIRST_PAINT if name in loaded] == []
    ours = {name for name in loaded if name.startswith(("ui.", "expertiseteam."))}
    assert len(ours) <= OURS_BY_THEN, sorted(ours)


def test_what_is_loaded_while_somebody_types_a_passphrase_is_what_the_first_screen_needs() -> None:
    """It takes a second or two, and who types fast waits for it."""
    script = "import sys, ui.way_in; ui.way_in._load_ahead(lambda: False); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    assert {"ui.insight.today", "expertiseteam.opening", "pyrage", "sqlcipher3"} <= loaded
    assert [name for name in AFTER_THE_FIRST_SCREEN if name in loaded] == []
    assert len([name for name in loaded if not name.startswith("holidays.")]) <= MODULES_BY_THEN
