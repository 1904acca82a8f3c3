"""A list that goes further than the team names nobody that the dossier knows."""

from __future__ import annotations

import pytest

from expertiseteam.meetings.people_in_text import Person
from expertiseteam.meetings.without_names import Known, without_names

TEAM = (Person("k", "Karim Ziani", "Woonpunt"), Person("n", "Noor Elzinga", "bemoeizorg"), Person("w", "Wil Stam", "secretaris"))
KNOWN = Known(("Piet van den Heuvel", "Łucja Bąk"), "Beukenlaan 7, Turfven")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Woonpunt vraagt uitstel aan.", "Woonpunt vraagt uitstel aan."),
        ("Karim belt de advocaat.", "Woonpunt belt de advocaat."),
        ("Noor Elzinga en Karim gaan langs.", "bemoeizorg en Woonpunt gaan langs."),
        ("Piet van den Heuvel krijgt hulp.", "de bewoner krijgt hulp."),
        ("Meneer Heuvel wil praten, zegt Piet.", "Meneer de bewoner wil praten, zegt de bewoner."),
        ("PIET VAN DEN HEUVEL", "de bewoner"),
        ("Met LUCJA BAK gesproken.", "Met de bewoner gesproken."),
        ("De heuvel achter het huis blijft.", "De heuvel achter het huis blijft."),
        ("Langs op Beukenlaan 7 om 14 uur.", "Langs op (adres) om 14 uur."),
        ("De hele beukenlaan is schoon.", "De hele (adres) is schoon."),
        ("Bel 06-55512345 of 0182 555 123.", "Bel (nummer) of (nummer)."),
        ("Mail naar piet@weidevoort.example.", "Mail naar (mailadres)."),
        ("Besluit 2026-031 blijft staan, bedrag 1200.", "Besluit 2026-031 blijft staan, bedrag 1200."),
        ("Wil hulp bij post.", "Wil hulp bij post."),
        ("", ""),
    ],
)
def test_everybody_is_named_by_what_they_are(typed: str, told: str) -> None:
    assert without_names(typed, KNOWN, TEAM) == told


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Wil reserveert de zaal.", "secretaris reserveert de zaal."),
        ("wil: zaal vragen aan Karim", "secretaris: zaal vragen aan Woonpunt"),
        ("Wil Stam belt.", "secretaris belt."),
        ("Willem komt langs, wil hulp.", "Willem komt langs, wil hulp."),
        ("Wil-Anne bellen.", "Wil-Anne bellen."),
    ],
)
def test_whose_action_it_is_stands_not_at_its_beginning_by_name(typed: str, told: str) -> None:
    """Also a name that is a word in any other sentence."""
    assert without_names(typed, KNOWN, TEAM, TEAM[2]) == told


def test_without_a_case_only_colleagues_and_numbers_are_replaced() -> None:
    assert without_names("Karim belt Piet op 06-55512345.", None, TEAM) == "Woonpunt belt Piet op (nummer)."
