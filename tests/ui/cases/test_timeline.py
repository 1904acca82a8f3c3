"""How the timeline paints what was told: all of it, broken between words."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from expertiseteam.insight.timeline import Event, EventKind
from tests.screens.harness import painted
from ui.cases.timeline import TimelineList, wrapped
from ui.look.fonts import sized
from ui.look.theme import Theme
from ui.look.tokens import TYPE

LONG = "Wie betaalt het opruimen? Woonpunt, Wmo-loket en gemeente wijzen naar elkaar, en er moet vandaag iets gebeuren."


def test_who_did_it_takes_no_room_from_what_was_told(qtbot: QtBot, theme: Theme) -> None:
    pictures = []
    for by in ("", "Noor Elzinga"):
        view = TimelineList("Tijdlijn")
        qtbot.addWidget(view)
        view.resize(720, 200)
        view.show()
        told = Event(datetime(2026, 11, 2, 9, tzinfo=UTC), EventKind.SAFETY, "Gevraagd", LONG, "x", by)
        view.show_events([told], lambda: date(2026, 11, 2))
        row = view.visualRect(view.model().index(0, 0))
        title = QFontMetrics(sized(TYPE.base, 100)).height() + 12
        pictures.append(painted(view.viewport()).toImage().copy(row.adjusted(0, title, 0, 0)))
    assert pictures[0] == pictures[1] and row.height() > 2 * title


@pytest.mark.parametrize(("text", "within"), [("een woord", False), (LONG, False), ("a" * 60, True), (f"kort {'b' * 60}", True)])
def test_a_text_breaks_between_words_and_only_what_is_wider_than_the_line_within_one(theme: Theme, text: str, within: bool) -> None:
    metrics = QFontMetrics(sized(TYPE.base, 100))
    how, high = wrapped(metrics, 200, text)
    room = metrics.boundingRect(QRect(0, 0, 200, 9999), how, text)
    assert (room.width() <= 200, room.height()) == (True, high)
    assert bool(how & int(Qt.TextFlag.TextWrapAnywhere)) == within
