"""One boundary: a refusal is said calmly, a bug is logged without personal data and said once."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from expertiseteam.basics.sentences import Refused
from tests.screens.harness import rest
from ui.shell.errors import ErrorBoundary, describe

SECRET = "Beukenlaan 7, meneer De Boer"


@pytest.fixture
def boundary(qtbot: QtBot) -> ErrorBoundary:
    boundary = ErrorBoundary()
    boundary.said = []  # type: ignore[attr-defined]
    boundary.told.connect(lambda *told: boundary.said.append(told))  # type: ignore[attr-defined]
    return boundary


def caught(error: BaseException) -> BaseException:
    try:
        raise error
    except BaseException as raised:
        return raised


def test_a_refusal_is_said_as_it_is(boundary: ErrorBoundary) -> None:
    boundary.handle(Refused("Dit mag u niet. Er is niets gewijzigd. Vraag Femke."))
    rest()
    assert boundary.said == [("Dit mag u niet. Er is niets gewijzigd. Vraag Femke.", "warn")]  # type: ignore[attr-defined]


def test_a_bug_is_logged_without_what_it_is_about(
    boundary: ErrorBoundary, expect_log: Callable[[str], None], caplog: pytest.LogCaptureFixture
) -> None:
    expect_log(r"fault [0-9A-F]{4}: ValueError at tests\.ui\.shell\.test_errors:\d+")
    boundary.handle(caught(ValueError(SECRET)))
    rest()
    assert SECRET not in caplog.text
    assert "/" not in caplog.records[-1].getMessage()
    sentence, tone = boundary.said[0]  # type: ignore[attr-defined]
    assert tone == "alert"
    assert "Wat bewaard is, staat er nog." in sentence
    assert sentence.split("code ")[1][:4] in caplog.records[-1].getMessage()


def test_the_same_bug_is_said_once(boundary: ErrorBoundary, expect_log: Callable[[str], None]) -> None:
    expect_log("fault .*")
    expect_log("fault .*")
    error = caught(KeyError(SECRET))
    boundary.handle(error)
    boundary.handle(error)
    rest()
    assert len(boundary.said) == 1  # type: ignore[attr-defined]


def test_an_error_in_another_thread_is_told_on_the_windows_thread(boundary: ErrorBoundary) -> None:
    threads: list[threading.Thread] = []
    boundary.told.connect(lambda *_: threads.append(threading.current_thread()))
    worker = threading.Thread(target=lambda: boundary.handle(Refused("Kan niet.")))
    worker.start()
    worker.join()
    rest()
    assert threads == [threading.current_thread()]


def test_installed_it_catches_what_a_timer_or_thread_drops(
    boundary: ErrorBoundary, expect_log: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    expect_log("fault .*ZeroDivisionError.*")
    expect_log("fault .*IndexError.*")
    before, before_threads = sys.excepthook, threading.excepthook
    boundary.install()
    try:
        sys.excepthook(ZeroDivisionError, caught(ZeroDivisionError()), None)
        worker = threading.Thread(target=lambda: [][1])
        worker.start()
        worker.join()
        QTimer.singleShot(0, lambda: None)
        rest()
    finally:
        boundary.uninstall()
    assert len(boundary.said) == 2  # type: ignore[attr-defined]
    assert sys.excepthook is before
    assert threading.excepthook is before_threads


def test_describing_names_our_own_code_and_not_the_library_beneath() -> None:
    from ui.look.icons import pixmap

    try:
        pixmap("huis", "#000000", 16)
    except FileNotFoundError as error:
        kind, where = describe(error)
    assert kind == "FileNotFoundError"
    assert where.startswith("ui.look.icons:")
