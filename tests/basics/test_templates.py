"""Own texts of a team: a few fixed places, and a sentence for every other."""

from __future__ import annotations

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.settings import BY_KEY
from expertiseteam.basics.templates import check_places, filled

SETTING = BY_KEY["agenda_text"]


def test_places_are_filled_in() -> None:
    assert filled(("Overleg van {team}", "{datum} in {plaats}."), {"team": "ons", "datum": "dinsdag", "plaats": "kamer 2"}) == (
        "Overleg van ons",
        "dinsdag in kamer 2.",
    )


def test_what_stands_in_a_value_is_never_a_place() -> None:
    assert filled(("{plaats}",), {"plaats": "{team} \\1", "team": "ons"}) == ("{team} \\1",)


@pytest.mark.parametrize("wrong", ["{naam}", "{}", "{ datum }", "{datum", "datum}", "{{datum}}", "{datum.year}", "{0}", "{Datum}"])
def test_an_unknown_place_is_named_with_its_line(wrong: str) -> None:
    with pytest.raises(
        Refused, match=r"^Eigen tekst op de agenda: regel 2: .* bestaat niet\. U kunt kiezen uit \{gemeente\}, \{team\}"
    ) as refused:
        SETTING.checked(("Goed {datum}.", f"Fout {wrong}."))
    assert "De instelling is niet gewijzigd." in str(refused.value)


def test_no_text_at_all_is_allowed() -> None:
    assert SETTING.checked(()) == () == SETTING.checked(["  "])
    check_places(("100 % zonder accolades",))
