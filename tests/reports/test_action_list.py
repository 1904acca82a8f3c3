"""The list of actions can be read without the minutes beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from reports.action_list import action_list_pdf
from tests.reports import samples
from tests.reports.reading import words_by_pdfium, words_of


@pytest.mark.parametrize("read", [words_of, words_by_pdfium])
def test_every_action_has_number_case_owner_and_full_date(read: Callable[[bytes], str]) -> None:
    words = read(action_list_pdf(samples.story_action_list()))
    for told in (
        "Actielijst Bij het overleg van dinsdag 17 november 2026",
        "5 acties · 1 toezegging · 1 te laat · 1 zonder eigenaar",
        "Actie Casus Wat Wie Vóór 21 26-041 Karim belt advocaat Woonpunt Beukenlaan · alleenstaande man Karim Ziani 20 november 2026",
        "22 26-041 Noor komt dinsdag terug met soep Beukenlaan · alleenstaande man toezegging Noor Elzinga 24 november 2026",
        "Łucja Şahin-van ’t Hof 5 januari 2027",
        "Iris Kuyper 3 november 2026 te laat",
        "Overzicht van de schulden opvragen Beukenlaan · alleenstaande man nog niemand geen datum",
    ):
        assert told in words


def test_what_became_of_an_action_stands_under_it() -> None:
    done = samples.action("Kredietbank bellen", state="niet meer mogelijk", remark="De bewoner regelde het zelf")
    words = words_of(action_list_pdf(replace(samples.story_action_list(), actions=(done,))))
    assert "1 actie " in words
    assert "Niet meer mogelijk. De bewoner regelde het zelf" in words


def test_a_list_of_nothing_says_so() -> None:
    words = words_of(action_list_pdf(replace(samples.story_action_list(), actions=())))
    assert "Er staan geen acties open." in words
    assert "Casus" not in words
