"""Pictures of the main screens, taken of the real windows without a display."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from expertiseteam.basics.clock import Clock
    from expertiseteam.vault.policy import VaultPolicy
    from ui.application import Program
    from ui.shell.desk import Place


@dataclass(frozen=True)
class Picture:
    """One picture: its file name without a suffix, the place in the program, and for the wall in the room the meeting."""

    name: str
    place: Place | None = None
    wall: str = ""


def write_screens(
    dossier: Path,
    member_id: str,
    passphrase: str,
    pictures: Sequence[Picture],
    out: Path,
    *,
    clock: Clock,
    policy: VaultPolicy,
    size: tuple[int, int] = (1280, 720),
) -> list[Path]:
    """Unlock a dossier as a member, go to each place and write a PNG; returns the files. A picture without a place is the unlock window."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.application import Program
    from ui.shell.application import make_application
    from ui.shell.preferences import Look, Preferences

    app = make_application(["expertiseteam"])
    preferences = Preferences(out / ".venster.json")
    preferences.change(look=Look.LIGHT)
    program = Program(app, preferences, clock=clock, policy=policy, passphrases={member_id: passphrase})
    written = []
    try:
        program.ask_passphrase(dossier, member_id)
        for picture in pictures:
            if picture.place is None and not picture.wall:
                written.append(_take(program.window, picture.name, out, None))
        program.unlock(member_id, passphrase)
        for picture in pictures:
            if picture.place is not None:
                written.append(_visit(program, picture, out, size))
            elif picture.wall:
                written.append(_wall(program, picture, out, size))
    finally:
        program.quit()
        preferences.path.unlink(missing_ok=True)
    return written


def _visit(program: Program, picture: Picture, out: Path, size: tuple[int, int]) -> Path:
    window = program.main
    assert picture.place is not None
    window.resize(*size)
    window.go(picture.place)
    window.desk.runner.wait_until_idle()
    return _take(window, picture.name, out, window.desk.runner)


def _wall(program: Program, picture: Picture, out: Path, size: tuple[int, int]) -> Path:
    from ui.meetings.wall import WallWindow

    runner = program.main.desk.runner
    wall = WallWindow(runner, program.clock, picture.wall)
    wall.resize(*size)
    wall.show()
    runner.wait_until_idle()
    path = _take(wall, picture.name, out, runner)
    wall.close()
    return path


def _take(widget: QWidget | None, name: str, out: Path, runner: object) -> Path:
    from PySide6.QtWidgets import QApplication

    assert widget is not None
    for _ in range(6):  # lines that wrap ask for their height once they know their width
        QApplication.processEvents()
        if runner is not None:
            runner.wait_until_idle()  # type: ignore[attr-defined]
    path = out / f"{name}.png"
    if not widget.grab().save(str(path)):
        raise OSError(f"could not write {path}")
    return path
