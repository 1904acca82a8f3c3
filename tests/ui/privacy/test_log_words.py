"""Lines of the log as rows, and finding them, without a window."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from expertiseteam.access.tables import LogKind
from expertiseteam.privacy.reading_log import LogEntry
from ui.privacy.log_words import Findable, full_moment, log_row

NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
LOOKED = LogEntry(datetime(2026, 11, 3, 8, 5, tzinfo=UTC), "Łucja Şahin-van ’t Hof", LogKind.VIEW, "casus bekeken", "werk", "26-041")
CHANGED = LogEntry(datetime(2026, 11, 2, 8, 0, tzinfo=UTC), "Femke Aarts", LogKind.ACT, "casus gewijzigd", "", "26-041, 26-118")
SETTING = LogEntry(datetime(2026, 10, 1, 7, 0, tzinfo=UTC), "Wil Stam", LogKind.ACT, "instelling gewijzigd", "", "")


def test_a_row_says_what_who_when_and_about_which_numbers() -> None:
    row = log_row(7, LOOKED, NOW)
    assert (row.key, row.title, row.foot) == ("7", "Casus bekeken", "Łucja Şahin-van ’t Hof · 26-041")
    assert (row.right, row.icon) == ("vandaag 9.05 uur", "eye")  # the clock on a Dutch wall
    assert (log_row(1, SETTING, NOW).foot, log_row(1, SETTING, NOW).icon) == ("Wil Stam", "pencil")


def test_the_moment_is_written_out() -> None:
    assert full_moment(LOOKED) == "dinsdag 3 november 2026, 9.05 uur"


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("", [0, 1, 2]),
        ("26-041", [0, 1]),
        ("sahin lucja", [0]),
        ("GEWIJZIGD", [1, 2]),
        ("oktober wil", [2]),
        ("maandag", [1]),
        ("greet", []),
    ],
)
def test_every_word_must_be_there_in_any_order(words: str, numbers: list[int]) -> None:
    assert Findable([LOOKED, CHANGED, SETTING]).matching(words) == numbers


def test_looking_and_changing_can_be_told_apart() -> None:
    found = Findable([LOOKED, CHANGED, SETTING])
    assert (found.matching("", True), found.matching("", False), found.matching("26-041", False)) == ([0], [1, 2], [1])


def test_older_lines_come_after() -> None:
    both = Findable([LOOKED]).plus([CHANGED, SETTING])
    assert both.entries == [LOOKED, CHANGED, SETTING]
    assert both.matching("instelling") == [2]
