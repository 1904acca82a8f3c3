"""Operations of the real program in processes of its own: start, unlocking, going to another screen, opening a case."""

from __future__ import annotations

import statistics
import tempfile
from collections import defaultdict
from pathlib import Path

from benchmarks.bench import dossier_copy
from benchmarks.measure import BARE_WINDOW, Figure, Settings, bare_window, milliseconds, process, side_by_side, until_painted
from benchmarks.rows import OLD_CASE, OTHER_CASE

SCREENS = ("concerns", "concern-new", "cases", "meetings", "actions", "visits", "import", "log", "settings", "today")
STATEMENTS = 12  # that opening a case may take
AGAIN = 3  # visits of a screen that was there before, in each process

# The program as `expertiseteam FILE` starts it; it only says when its unlock window has been painted, children and all.
# Like the program (`ui/terminal/display.py`) it sweeps nothing up from before Qt is loaded, which is earlier here.
START = """
import gc, sys
gc.disable()
from PySide6.QtCore import QTimer
from ui.command_line import main
from ui.shell.unlock import UnlockWindow
class Painted(UnlockWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, lambda: print("painted", flush=True))
import ui.way_in
ui.way_in.UnlockWindow = Painted
main([sys.argv[1]])
"""


def start(settings: Settings) -> dict[str, Figure]:
    """From the start of the process to the painted unlock window, against F; both with an empty home."""
    with dossier_copy(settings.size) as path, tempfile.TemporaryDirectory(prefix="expertiseteam-bench-") as folder:
        home = {name: folder for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")}
        mine, f, painted = side_by_side(
            settings.runs,
            lambda: until_painted("-c", START, str(path), extra=home),
            lambda: bare_window(extra=home),
            lambda: until_painted("-c", BARE_WINDOW, extra=home),
        )
    remark = f"{milliseconds(mine)}, leeg venster {milliseconds(f)}; zonder diens afsluiten gerekend {mine / painted:.2f}"
    return {"start": Figure(mine / f, remark)}


def unlocked(settings: Settings) -> dict[str, Figure]:
    """In a fresh process each time: unlock, go to every screen and back again, and open a case with ten years of history."""
    first: dict[str, list[float]] = defaultdict(list)
    again: dict[str, list[float]] = defaultdict(list)
    changed: dict[str, list[float]] = defaultdict(list)
    opened: list[float] = []
    statements: list[int] = []
    from_elsewhere: list[int] = []

    def one_process(path: Path) -> float:
        with process("-m", "benchmarks.window_child", str(path)) as ask:
            taken = float(ask("unlock"))
            for screen in SCREENS:
                first[screen].append(float(ask(f"go {screen}").split()[0]))
            for _ in range(AGAIN):
                for screen in SCREENS:
                    again[screen].append(float(ask(f"go {screen}").split()[0]))
                ask("go cases")
                seconds, count = ask(f"open {OLD_CASE}").split()
                opened.append(float(seconds))
                statements.append(int(count))
                ask(f"go case {OTHER_CASE}")  # so that the next time the old one is opened again
            for _ in range(AGAIN):
                for screen in SCREENS:
                    ask("change")
                    changed[screen].append(float(ask(f"go {screen}").split()[0]))
            ask("go today")
            from_elsewhere.append(int(ask(f"go case {OLD_CASE}").split()[1]))
        return taken

    with dossier_copy(settings.size) as path:
        unlocking, f = side_by_side(settings.runs, lambda: one_process(path), bare_window)
    count = max(statements)
    opening = statistics.median(opened)
    return {
        "unlock": Figure(unlocking / f, f"{milliseconds(unlocking)}, leeg venster {milliseconds(f)}"),
        "first_visit": _slowest(first, f),
        "switch": _slowest(again, f),
        "switch_changed": _slowest(changed, f),
        "open_case": Figure(
            opening / f,
            f"uit de lijst {milliseconds(opening)}, {count} opdrachten; van elders met de lijst erbij {max(from_elsewhere)} opdrachten",
            f"{count} opdrachten, hoogstens {STATEMENTS}" if count > STATEMENTS else "",
        ),
    }


def _slowest(times: dict[str, list[float]], f: float) -> Figure:
    """The slowest screen counts; the remark names them all."""
    ratios = sorted(((statistics.median(taken) / f, screen) for screen, taken in times.items()), reverse=True)
    return Figure(ratios[0][0], ", ".join(f"{screen} {ratio:.2f}" for ratio, screen in ratios))
