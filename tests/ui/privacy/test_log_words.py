"""Lines of the log as rows, and finding them, without a window."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from expertiseteam.access.tables import LogKind
from expertiseteam.basics.sentences import Refused
from expertiseteam.privacy.reading_log import LogEntry
from ui.privacy.log_words import Findable, full_moment, log_row, log_text, write_text

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


def test_kept_as_text_every_line_stays_one_line() -> None:
    hostile = replace(LOOKED, why="terug\nbellen | =HYPERLINK(1)\x00\u202e\tnu")
    text = log_text([hostile, SETTING], "casus 26-041", "Femke Aarts", NOW, most=2)
    head, lines = text.split("\n\n")
    assert "Regels: casus 26-041" in head and "dit zijn de nieuwste 2" in head and "niet versleuteld" in head
    assert lines.splitlines() == [
        "wanneer | wie | soort | wat | waarover | waarom",
        "dinsdag 3 november 2026, 9.05 uur | Łucja Şahin-van ’t Hof | bekeken | casus bekeken | 26-041 | terug bellen / =HYPERLINK(1) nu",
        "donderdag 1 oktober 2026, 9.00 uur | Wil Stam | vastgelegd | instelling gewijzigd | – | –",
    ]
    assert "Er zijn er meer" not in log_text([LOOKED], "alle regels", "Femke Aarts", NOW, most=2)


def test_a_text_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    write_text(tmp_path / "logboek.txt", "één\ntwee\n")
    assert (tmp_path / "logboek.txt").read_bytes() == "één\r\ntwee\r\n".encode()
    with pytest.raises(Refused, match="Er is niets bewaard"):
        write_text(tmp_path / "geen map" / "logboek.txt", "tekst")
    (tmp_path / "map.txt").mkdir()
    with pytest.raises(Refused, match="Er is niets bewaard"):
        write_text(tmp_path / "map.txt", "tekst")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["logboek.txt", "map.txt"]


def test_older_lines_come_after() -> None:
    both = Findable([LOOKED]).plus([CHANGED, SETTING])
    assert both.entries == [LOOKED, CHANGED, SETTING]
    assert both.matching("instelling") == [2]
