"""Drafts: soon after the last key, and at least every two seconds while somebody types on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from ui.shell.drafts import Pace


@pytest.fixture
def pace(qapp: QApplication) -> Pace:
    owner = QObject(qapp)
    return Pace(owner)


def test_a_rest_is_a_second_and_no_text_waits_longer_than_two(pace: Pace) -> None:
    assert not pace.is_waiting
    pace.touched()
    assert pace.is_waiting
    assert (pace.rest.interval(), pace.longest.interval()) == (1000, 2000)


def test_typing_on_puts_off_the_rest_but_not_the_longest_time(pace: Pace) -> None:
    pace.touched()
    left = pace.longest.remainingTime()
    pace.touched()
    assert pace.longest.remainingTime() <= left


def test_both_tell_that_it_is_time(pace: Pace) -> None:
    heard: list[str] = []
    pace.due.connect(lambda: heard.append("nu"))
    pace.rest.timeout.emit()
    pace.longest.timeout.emit()
    assert heard == ["nu", "nu"]


def test_what_was_kept_waits_no_more(pace: Pace) -> None:
    pace.touched()
    pace.stop()
    assert not pace.is_waiting
