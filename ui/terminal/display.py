"""Opening the window from a terminal or by a double click, where there is a screen to show it on."""

from __future__ import annotations

import gc
import os
import re
import sys
from contextlib import suppress
from pathlib import Path

from expertiseteam.basics.sentences import Refused


def open_window(dossier: Path | None = None, *, example: bool = False, fresh: bool = False) -> int:
    """Open the window and stay until it is closed; returns the exit code. Refused where nothing can be shown."""
    _needs_display()
    gc.disable()  # what loads now stays; from the first window on `ui.shell.sweeper` does the sweeping
    from ui import application

    return application.run(dossier, example=example, fresh=fresh)


def _needs_display() -> None:
    """Refuse where no window can be shown: Qt itself would end the program without a word that helps."""
    if sys.platform.startswith("linux") and not _has_display():
        raise Refused(
            "Er is hier geen beeldscherm, dus het venster kan niet open. Er is niets gedaan. "
            "Start het programma op een computer met een scherm, of gebruik een opdracht zoals demo (zie --help)."
        )


def _has_display() -> bool:
    if os.environ.get("QT_QPA_PLATFORM") or os.environ.get("WAYLAND_DISPLAY"):
        return True
    display = os.environ.get("DISPLAY", "")
    here = re.fullmatch(r"(?:unix)?:(\d+)(?:\.\d+)?", display)
    if here is None:
        return bool(display)  # on another computer: Qt finds out
    import socket

    for place in (f"\0/tmp/.X11-unix/X{here[1]}", f"/tmp/.X11-unix/X{here[1]}"):
        with socket.socket(socket.AF_UNIX) as asking, suppress(OSError):
            asking.connect(place)
            return True
    return False
