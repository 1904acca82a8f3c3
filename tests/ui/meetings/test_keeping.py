"""Drafts: soon after the last key, and at least every two seconds while somebody types on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from expertiseteam.access.drafts import drop_draft, keep_draft
from ui.meetings.keeping import Keeper


class Desk:
    """Remembers what was asked of it."""

    def __init__(self) -> None:
        self.done: list[tuple[object, ...]] = []

    def do(self, then: Callable[[object], None], act: object, *args: object) -> None:
        self.done.append((act, *args))


@pytest.fixture
def owner(qapp: QApplication) -> QObject:
    return QObject()


def keeper_of(owner: QObject, desk: Desk, fields: dict[str, str]) -> Keeper:
    keeper = Keeper(owner, cast(Any, desk), "line", lambda: dict(fields))
    keeper.about("overleg")
    return keeper


def test_text_is_kept_after_a_rest_and_no_later_than_the_longest_time(owner: QObject) -> None:
    desk, fields = Desk(), {"text": "half"}
    keeper = keeper_of(owner, desk, fields)
    keeper.typed()
    assert keeper._pace.is_waiting
    keeper._pace.longest.timeout.emit()
    assert desk.done == [(keep_draft, "line", "overleg", {"text": "half"})]
    assert not keeper._pace.is_waiting


def test_what_is_kept_already_is_not_written_again(owner: QObject) -> None:
    desk, fields = Desk(), {"text": "half"}
    keeper = keeper_of(owner, desk, fields)
    keeper.about("overleg", fields)
    keeper.keep_now()
    assert desk.done == []


def test_a_text_that_was_wiped_out_takes_its_draft_along(owner: QObject) -> None:
    desk, fields = Desk(), {"text": "half"}
    keeper = keeper_of(owner, desk, fields)
    keeper.keep_now()
    fields.clear()
    keeper.keep_now()
    assert desk.done[-1] == (drop_draft, "line", "overleg")


def test_nothing_is_kept_while_the_text_is_being_recorded_and_a_recorded_text_leaves_no_draft(owner: QObject) -> None:
    desk, fields = Desk(), {"text": "heel"}
    keeper = keeper_of(owner, desk, fields)
    keeper.typed()
    keeper.pause()
    assert not keeper._pace.is_waiting
    fields.clear()
    keeper.settled()
    keeper.keep_now()
    assert desk.done == []
