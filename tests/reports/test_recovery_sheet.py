"""The recovery sheet: readable by a hand that types it over years later, on one page, honest about what it opens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from expertiseteam.vault.recovery import RecoveryKey, parse_recovery
from reports.recovery_sheet import GROUP_LIMIT, MOST_GROUPS, recovery_sheet_pdf
from tests.reports import samples
from tests.reports.reading import pages_of, words_by_pdfium, words_of


@pytest.mark.parametrize("read", [words_of, words_by_pdfium])
def test_the_groups_are_numbered_and_can_be_copied_whole(read: Callable[[bytes], str]) -> None:
    sheet = samples.recovery_sheet()
    words = read(recovery_sheet_pdf(sheet))
    assert " ".join(f"{number} {group}" for number, group in enumerate(sheet.groups, 1)) in words


def test_what_stands_on_the_sheet_opens_the_dossier() -> None:
    key = RecoveryKey(bytes(range(32)))
    words = words_of(recovery_sheet_pdf(replace(samples.recovery_sheet(), groups=key.groups())))
    begin = words.index(f"1 {key.groups()[0]}")
    typed = [word for word in words[begin : words.index("Wat u ermee kunt")].split() if not word.isdigit() or len(word) == 5]
    assert parse_recovery(" ".join(typed)).secret == key.secret


@pytest.mark.parametrize(
    "told",
    [
        "Dossier 7F3A 91C2 04DE B8A6",
        "Gemaakt op 2 november 2026",
        "Met dit blad kunt u alles lezen, ook wie een signaal heeft gegeven.",
        "in een kluis of een kast met slot",
        "Is het blad kwijt",
    ],
)
def test_it_says_what_it_is_and_how_to_keep_it(told: str) -> None:
    assert told in words_of(recovery_sheet_pdf(samples.recovery_sheet()))


def test_it_is_one_page_even_with_the_longest_names_and_most_groups() -> None:
    full = replace(samples.recovery_sheet(), team="Expertiseteam " * 20, member="Naam " * 60, groups=("W" * GROUP_LIMIT,) * MOST_GROUPS)
    (page,) = pages_of(recovery_sheet_pdf(full))
    assert f"{MOST_GROUPS} {'W' * GROUP_LIMIT} Wat u ermee kunt" in page


@pytest.mark.parametrize("groups", [(), ("ABCDE",) * (MOST_GROUPS + 1), ("A" * 7,)])
def test_groups_that_cannot_be_shown_whole_are_not_printed(groups: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="groups"):
        recovery_sheet_pdf(replace(samples.recovery_sheet(), groups=groups))
