"""The agenda tells why each case is on it today and which decision is needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from expertiseteam.meetings.papers import AgendaPaper, UrgentLine
from reports.agenda import agenda_pdf
from tests.reports import samples
from tests.reports.reading import pages_of, words_by_pdfium, words_of


@pytest.mark.parametrize("read", [words_of, words_by_pdfium])
def test_the_agenda_of_the_told_story(read: Callable[[bytes], str]) -> None:
    words = read(agenda_pdf(samples.story_agenda()))
    for told in (
        "Expertiseteam Weidevoort · Agenda · 8 december 2026 · versie 2",
        "Agenda van het overleg Dinsdag 8 december 2026, 13.30 tot 15.00 uur · gemeentehuis Weidevoort, kamer 2",
        "Voorzitter: Femke Aarts · Notulen: Wil Stam · 8 punten, 62 van 90 minuten · daarna op dinsdag 29 december 2026",
        "Zo werken wij Minder organisaties aan de deur is beter. Eén vast gezicht per huishouden.",
        "Dringend wo 9 december 26-029 · Kerkstraat · echtpaar zitting over de woning · nog 1 werkdag",
        "vr 18 december 26-041 · Beukenlaan · alleenstaande man ontruiming · nog 8 werkdagen",
        "Acties die klaar moeten zijn di 1 december Zaal huren Noor Elzinga te laat di 8 december 26-044 · School bellen nog niemand "
        "En nog 4: zie de actielijst. Agenda",
        "Punt Welk besluit is nodig? Min. 1 Opening, wie is er, vorige notulen 5",
        "2 Acties van vorige keer 9 gedaan, 2 te laat met reden 8",
        "3 26-041 · Beukenlaan · alleenstaande man Regie: Noor Elzinga · spoor zorg · AVE-fase 3 · 3 organisaties aan de deur",
        "Waarom nu: ontruiming op 18 december;",
        "Laatste afspraak: Woonpunt vraagt uitstel van de ontruiming aan.",
        "Wie blijft het vaste gezicht? Wat doet Woonpunt tot die dag? 10",
        "Niemand aan de deur",
        "1 organisatie aan de deur ",
        "Niet bespreken 26-008 Kerkstraat · echtpaar rustig, afspraak op 14 december",
        "Exemplaar voor Noor Elzinga. Niet doorsturen, na het overleg inleveren of vernietigen.",
    ):
        assert told in words


def test_the_agenda_of_a_usual_overleg_is_one_sheet() -> None:
    first, *more = pages_of(agenda_pdf(samples.story_agenda()))
    assert "Acties die klaar moeten zijn" in first and "8 Rondvraag en volgend overleg" in first
    assert len(more) == 1, "what is not discussed stands on its back"
    assert len(pages_of(agenda_pdf(replace(samples.story_agenda(), actions=(), more_actions=0)))) == 1


def test_an_empty_agenda_leaves_its_parts_out() -> None:
    words = words_of(agenda_pdf(AgendaPaper(samples.head("versie 1"), (), (), (), 0, 90, (), None)))
    assert "0 punten, 0 van 90 minuten" in words
    assert "Er staat nog niets op de agenda." in words
    for absent in ("Zo werken wij", "Dringend", "Acties die klaar", "Niet bespreken", "daarna", "Punt Welk"):
        assert absent not in words


@pytest.mark.parametrize(
    ("days", "told"), [(1, "nog 1 werkdag"), (0, "op de dag van het overleg"), (-1, "1 werkdag geleden"), (-4, "4 werkdagen geleden")]
)
def test_the_distance_to_an_urgent_date_is_told_in_words(days: int, told: str) -> None:
    urgent = (UrgentLine(date(2027, 1, 4), "26-041", "Beukenlaan · gezin", "ontruiming", days),)
    words = words_of(agenda_pdf(replace(samples.story_agenda(), urgent=urgent)))
    assert f"ma 4 januari 2027 26-041 · Beukenlaan · gezin ontruiming · {told}" in words


def test_sixty_cases_and_sixty_skipped_ones_all_stand_on_it() -> None:
    usual = samples.story_agenda()
    items = tuple(replace(usual.items[2], number=number, code=f"26-{number:03d}") for number in range(1, 61))
    skipped = tuple(replace(usual.skipped[0], code=f"25-{number:03d}") for number in range(1, 61))
    words = words_of(agenda_pdf(replace(usual, items=items, skipped=skipped)))
    for number in range(1, 61):
        assert f"{number} 26-{number:03d} · " in words
        assert f"25-{number:03d} Kerkstraat" in words


def test_the_teams_own_text_stands_on_the_agenda() -> None:
    assert "Neem uw agenda mee." in words_of(agenda_pdf(replace(samples.story_agenda(), own_text=("Neem uw agenda mee.",))))
