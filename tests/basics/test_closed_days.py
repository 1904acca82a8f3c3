"""Days on which the office is closed, as a team writes them."""

from __future__ import annotations

from datetime import date

import pytest

from expertiseteam.basics.closed_days import closed_days, written
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.settings import BY_KEY


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("24-12-2026", "24 december 2026"),
        ("  donderdag 24 dec 2026 ", "24 december 2026"),
        ("15 februari 2027 t/m 19-2-2027", "15 februari 2027 tot en met 19 februari 2027"),
        ("24 december 2026 tot en met 24 december 2026", "24 december 2026"),
    ],
)
def test_a_line_is_kept_in_one_way_that_reads_back_the_same(line: str, kept: str) -> None:
    assert written(line) == kept
    assert written(kept) == kept
    assert closed_days([kept]) == closed_days([line])


def test_a_stretch_holds_its_first_and_its_last_day() -> None:
    assert closed_days(["30 december 2026 tot en met 1 januari 2027", "5 mei 2027"]) == {
        date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 1), date(2027, 5, 5),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("24 december", "ontbreekt het jaar"),
        ("morgen", "ontbreekt het jaar"),
        ("carnaval", "is geen datum"),
        ("31-2-2027", "is geen datum"),
        ("2 januari 2027 tot en met 24 december 2026", "eindigt voordat het begint"),
        ("1 januari 2026 tot en met 1 januari 2027", "duurt langer dan 62 dagen"),
        ("1 mei 2027 tot 3 mei 2027 tot 5 mei 2027", "meer dan twee dagen"),
    ],
)
def test_what_names_no_days_is_refused_with_the_setting_and_the_line(line: str, words: str) -> None:
    setting = BY_KEY["closed_days"]
    with pytest.raises(Refused, match=words) as refused:
        setting.checked(("5 mei 2027", line))
    assert str(refused.value).startswith(f"{setting.title}: ")
    assert "De instelling is niet gewijzigd." in str(refused.value)


def test_there_may_be_none() -> None:
    assert BY_KEY["closed_days"].checked(()) == ()
