"""Who locks the screen or lets the computer sleep leaves no open dossier behind."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.shell.away import BusEar, is_leaving

MANAGER = ("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep")


@pytest.mark.skipif(not sys.platform.startswith("linux") or shutil.which("dbus-daemon") is None, reason="needs a D-Bus of its own")
def test_the_desktop_and_logind_are_heard_on_a_real_bus(qtbot: QtBot) -> None:
    command = ["dbus-daemon", "--session", "--nofork", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        assert daemon.stdout is not None
        try:
            _hear(qtbot, daemon.stdout.readline().strip())
        finally:
            daemon.kill()


def _hear(qtbot: QtBot, address: str) -> None:
    from PySide6.QtDBus import QDBusConnection, QDBusMessage

    owner, heard = QObject(), list[str]()
    bus, system = (QDBusConnection.connectToBus(address, name) for name in ("ours", "the system"))
    try:
        ear = BusEar(owner, lambda: heard.append("left"), bus, bus)
        system.registerService("org.freedesktop.login1")
        for said, (path, interface, name) in (
            (False, MANAGER),
            (True, MANAGER),
            (True, ("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged")),
            (True, ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged")),
        ):
            message = QDBusMessage.createSignal(path, interface, name)
            message.setArguments([said])
            assert system.send(message)
        qtbot.waitUntil(lambda: heard == ["left"] * 3)
        assert ear.parent() is owner
    finally:
        for name in ("ours", "the system"):
            QDBusConnection.disconnectFromBus(name)


def test_what_windows_says() -> None:
    locked, unlocked, asleep, awake = (0x02B1, 0x7), (0x02B1, 0x8), (0x0218, 0x4), (0x0218, 0x7)
    assert [is_leaving(*said) for said in (locked, unlocked, asleep, awake)] == [True, False, True, False]
