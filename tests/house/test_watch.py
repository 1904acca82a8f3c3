"""The rules that conftest.py lays on every test bite."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import keyring
import keyring.errors
import pytest
from pytest_socket import SocketBlockedError

ROOT = Path(__file__).parents[2]

CARELESS = """
import logging
import warnings

import pytest
from PySide6.QtCore import qWarning


def test_unannounced_log():
    logging.getLogger("expertiseteam.somewhere").warning("nobody said so")


def test_announced_log(expect_log):
    expect_log("said .* so")
    logging.getLogger("expertiseteam.somewhere").warning("said it so")


def test_announced_in_vain(expect_log):
    expect_log("never comes")


def test_qt_message(qtbot):
    qWarning("a Qt complaint")


def test_python_warning():
    warnings.warn("old", DeprecationWarning)


@pytest.mark.xfail
def test_mended():
    pass
"""


def test_a_careless_test_fails(tmp_path: Path) -> None:
    """Log lines, Qt messages, Python warnings and a forgotten xfail each fail the test that causes them."""
    (tmp_path / "test_careless.py").write_text(CARELESS, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-c", ROOT / "pyproject.toml", "-p", "tests.conftest", "-rA", "-p", "no:cacheprovider"]
    run = subprocess.run([*command, tmp_path], cwd=ROOT, capture_output=True, text=True, check=False)
    outcomes = {
        line.split("::")[1].split()[0]: line.split()[0]
        for line in run.stdout.splitlines()
        if line.startswith(("PASSED", "FAILED", "ERROR")) and "::" in line
    }
    assert outcomes == {
        "test_unannounced_log": "ERROR",
        "test_announced_log": "PASSED",
        "test_announced_in_vain": "ERROR",
        "test_qt_message": "FAILED",
        "test_python_warning": "FAILED",
        "test_mended": "FAILED",
    }, run.stdout


def test_no_network() -> None:
    # Blocked with a warning first, which is an error here.
    with pytest.raises((SocketBlockedError, UserWarning), match="tried to use socket"):
        socket.socket(socket.AF_INET, socket.SOCK_STREAM)


def test_no_real_key_store() -> None:
    with pytest.raises(keyring.errors.NoKeyringError):
        keyring.get_password("expertiseteam", "somebody")


def test_no_real_home() -> None:
    assert Path.home().name.startswith("expertiseteam-tests-")
    assert Path(os.environ["XDG_CONFIG_HOME"]).is_relative_to(Path.home())


def test_the_clock_on_the_wall_is_utc() -> None:
    assert time.timezone == 0
