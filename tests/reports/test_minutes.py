"""The minutes hold what the team needs tomorrow: who was there, what was decided, who does what before when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest

from expertiseteam.meetings.papers import DecisionPaper, DoorPaper, ErratumPaper, LatePaper, MinutesPaperItem, MinutesSection
from reports.archive import encrypted
from reports.door import door_sentence
from reports.minutes import minutes_pdf
from tests.reports import samples
from tests.reports.reading import words_by_pdfium, words_of

READERS = pytest.mark.parametrize("read", [words_of, words_by_pdfium])


def printed(*items: MinutesPaperItem, **changes: object) -> str:
    return words_of(minutes_pdf(replace(samples.empty_minutes(), items=items, **changes)))  # type: ignore[arg-type]


@READERS
def test_the_minutes_of_the_told_story(read: Callable[[bytes], str]) -> None:
    words = read(minutes_pdf(samples.story_minutes()))
    for told in (
        "26-041 · Beukenlaan · alleenstaande man",
        "Besluit 2026-031 Woonpunt vraagt uitstel van de ontruiming aan.",
        "Karim belt advocaat Woonpunt Karim Ziani 20 november 2026",
        "van 2 naar 3 organisaties aan de deur",
        "Łucja Şahin-van ’t Hof",
        "Expertiseteam Weidevoort · Notulen · 17 november 2026 · concept 1",
        "pagina 1 van ",
        "Noor: meneer is twee keer geweest, wil hulp bij post.",
        "Het volgende overleg is op dinsdag 8 december 2026.",
        "Mandaat: Huisbezoek en hulp inzetten: het team",
        "Andere kijk: De jurist wil eerst een brief",
        "Nummer Casus Besluit Mandaat 2026-031 26-041 Woonpunt vraagt uitstel van de ontruiming aan. Met een andere kijk, zie het punt",
        "Huisbezoek en hulp inzetten: het team 2026-032 26-044 Noor en Sem vormen het duo.",
        "nog niet vastgelegd",
        "Spoor Van zorg naar zorg en veiligheid, met besluit 2026-031: de gasfles staat er nog",
        "Zegt hier niets over vanwege het beroepsgeheim: schuldhulp",
        "Advies Recht: eerst een brief",
        "Bewoner hoort het van Noor, morgen",
        "Melder hoort het van Femke",
    ):
        assert told in words
    assert "concept" in words
    assert "vertrouwelijk" in words.lower()


def test_the_head_tells_when_where_and_who() -> None:
    words = words_of(minutes_pdf(samples.story_minutes()))
    assert "Dinsdag 17 november 2026, 13.30 tot 14.55 uur · gemeentehuis Weidevoort, kamer 2" in words
    assert "Concept, vast te stellen in het overleg van dinsdag 8 december 2026" in words
    assert "Aanwezig Femke Aarts (aandachtsfunctionaris, voorzitter), Wil Stam" in words
    assert "Karim Ziani (Woonpunt, vanaf 14.05 uur)" in words
    assert "Sem de Graaf (boa, Handhaving, neemt waar voor Iris Kuyper), Hugo" in words
    assert "Afwezig Iris Kuyper (jeugd, Jeugdteam, met bericht, waargenomen door Sem de Graaf) Voorzitter Femke Aarts" in words


def test_adopted_minutes_do_not_call_themselves_a_concept() -> None:
    adopted = replace(samples.story_minutes(), head=samples.head("vastgesteld op 8 december 2026"))
    assert "concept" not in words_of(minutes_pdf(adopted)).lower()


def test_the_foot_says_whose_copy_it_is() -> None:
    assert "Exemplaar voor Noor Elzinga. Bevat alleen wat deze lezer mag weten. Niet doorsturen." in words_of(
        minutes_pdf(samples.story_minutes("Noor Elzinga"))
    )
    assert "Exemplaar van het team. Niet doorsturen." in words_of(minutes_pdf(samples.story_minutes()))


def test_an_item_tells_the_question_what_was_said_and_what_was_agreed_in_that_order() -> None:
    words = words_of(minutes_pdf(samples.story_minutes()))
    places = [
        words.index(told)
        for told in (
            "2 26-041",
            "Regie: Noor Elzinga",
            "Vraag Wie blijft",
            "Besproken Noor:",
            "Besloten Besluit 2026-031",
            "Voordeur Het gaat van 2 naar 3",
            "Voor het overleg 2 aan de deur Bemoeizorg, Woonpunt",
            "Na het overleg 3 aan de deur Bemoeizorg, Woonpunt, Schuldhulp",
            "Acties Karim belt advocaat Woonpunt Karim Ziani vr 20 november",
            "Noor komt dinsdag terug met soep toezegging Noor Elzinga di 24 november",
            "3 26-044",
        )
    ]
    assert places == sorted(places)


def test_only_the_promise_is_called_one() -> None:
    assert words_of(minutes_pdf(samples.story_minutes())).count("toezegging") == 2  # in the item and in the list


def test_an_item_that_was_put_off_says_so() -> None:
    assert "Aangehouden: komt terug in het volgende overleg." in printed(samples.item(1, deferred=True))


def test_empty_parts_of_an_item_are_left_out() -> None:
    words = printed(samples.item(1, notes=("Kort.",)))
    for absent in ("Vraag", "Besloten", "Voordeur", "Aangehouden", "Geen bijzonderheden"):
        assert absent not in words
    assert "Geen bijzonderheden." in printed(samples.item(1))


def test_minutes_of_nothing_at_all_say_so_calmly() -> None:
    words = words_of(minutes_pdf(samples.empty_minutes()))
    assert "vanaf 13.30 uur" in words
    assert "Concept, nog niet vastgesteld" in words
    assert "In dit overleg zijn geen besluiten genomen." in words
    assert "In dit overleg zijn geen nieuwe acties afgesproken." in words
    for absent in ("Aanwezig", "Afwezig", "Acties van vorige keer", "Niet besproken", "Nummer", "Casus"):
        assert absent not in words


def test_a_copy_for_one_reader_speaks_of_itself_and_not_of_the_whole_overleg() -> None:
    """It holds no decision; the overleg may have taken ten that this reader may not know of."""
    empty = samples.empty_minutes()
    words = words_of(minutes_pdf(replace(empty, head=replace(empty.head, recipient="Woonpunt"))))
    assert "Over wat op dit exemplaar staat zijn geen besluiten genomen." in words
    assert "Over wat op dit exemplaar staat zijn geen nieuwe acties afgesproken." in words
    assert "In dit overleg" not in words


def test_a_decision_without_a_final_number_says_that() -> None:
    provisional = DecisionPaper("voorlopig", "26-041", "Woonpunt wacht.")
    assert "Besluit (nummer voorlopig) Woonpunt wacht." in printed(samples.item(1, decisions=(provisional,)))


def test_an_action_without_owner_or_date_says_so() -> None:
    loose = samples.action("School bellen", "", None)
    assert "Acties School bellen nog niemand geen datum" in printed(samples.item(1, actions=(loose,)))


def test_a_date_in_another_year_carries_its_year() -> None:
    assert "di 5 januari 2027" in printed(samples.item(1, actions=(samples.WALK,)))


def test_the_actions_of_last_time_stand_by_outcome_and_only_the_undone_are_spelled_out() -> None:
    words = words_of(minutes_pdf(samples.story_minutes()))
    assert (
        "Acties van vorige keer Uitkomst Aantal Toelichting Gedaan 2 "
        "Niet gedaan 1 26-017: Hulp bij formulieren overnemen. Uitgesteld tot 1 december "
        "Niet meer mogelijk 1 26-033: Kredietbank bellen. De bewoner regelde het zelf "
        "Nog open 1 26-044: School bellen over de overstap"
    ) in words


def test_what_was_not_discussed_stands_with_the_reason() -> None:
    words = words_of(minutes_pdf(samples.story_minutes()))
    assert "Niet besproken 26-008 Kerkstraat · echtpaar rustig, afspraak op 14 december 26-022" in words


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (2, 3, "Het gaat van 2 naar 3 organisaties aan de deur."),
        (4, 1, "Het gaat van 4 naar 1 organisatie aan de deur."),
        (0, 2, "Het gaat van 0 naar 2 organisaties aan de deur."),
        (2, 0, "Het gaat van 2 naar 0 organisaties aan de deur."),
        (2, 2, "Er blijven 2 organisaties aan de deur."),
        (1, 1, "Er blijft 1 organisatie aan de deur."),
        (0, 0, "Er staat niemand aan de deur."),
    ],
)
def test_the_door_is_told_in_one_sentence(before: int, after: int, sentence: str) -> None:
    assert door_sentence(DoorPaper(("Woonpunt",) * before, ("Woonpunt",) * after)) == sentence


def test_a_crowd_at_the_door_is_counted_rather_than_listed() -> None:
    crowd = tuple(f"Organisatie{number}" for number in range(1, 61))
    words = printed(samples.item(1, door=DoorPaper((), crowd)))
    stands = {"at_door": "aan de deur: Woonpunt; op de achterhand: Schuldhulp", "under_title": "regie: Sem de Graaf"}  # nobody moved
    assert "Rollen Regie: Sem de Graaf Aan de deur: Woonpunt Op de achterhand: Schuldhulp" in printed(samples.item(1, **stands))
    assert "60 aan de deur" in words
    assert "Organisatie8 en nog 52" in words
    assert "0 aan de deur nog niemand" in words


def test_adopted_minutes_say_when_and_carry_their_fingerprint() -> None:
    words = printed(adopted_on=date(2026, 12, 8), fingerprint="193F A546 74A6 7AA5")
    assert "Vastgesteld in het overleg van dinsdag 8 december 2026" in words
    assert "Vingerafdruk van wat is vastgesteld: 193F A546 74A6 7AA5" in words
    assert "Concept" not in words


def test_errata_stand_first_with_number_day_and_case() -> None:
    errata = (ErratumPaper(1, date(2026, 12, 10), "26-041", "Het was woensdag."), ErratumPaper(2, date(2026, 12, 11), "", "Kamer 3."))
    words = printed(samples.item(1, notes=("Het was dinsdag.",)), adopted_on=date(2026, 12, 8), errata=errata)
    told = "Errata Nummer 1 10 december 2026, over 26-041 Het was woensdag. Nummer 2 11 december 2026 Kamer 3."
    assert told in words and words.index(told) < words.index("Het was dinsdag.")
    assert "Errata" not in printed()


def test_what_came_later_says_who_and_when() -> None:
    late = LatePaper(date(2026, 11, 19), "Sem de Graaf", "De sleutel is terug.")
    words = printed(samples.item(1, late=(late,)), late=(late,))
    assert words.count("Sem de Graaf, op 19 november 2026, na het overleg De sleutel is terug.") == 2
    assert words.count("Nagekomen") == 2


def test_a_copy_that_is_encrypted_says_nothing_without_its_passphrase() -> None:
    pdf = minutes_pdf(samples.story_minutes())
    sealed = encrypted(pdf, "lantaarn fiets kersen")
    assert b"Weidevoort" not in sealed and b"Notulen" not in sealed and b"pdfaid" not in sealed
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(sealed))
    with pikepdf.open(BytesIO(sealed), password="lantaarn fiets kersen") as file:
        assert "pdfaid:part" not in file.Root.Metadata.read_bytes().decode()
        assert file.encryption.R == 6 and file.allow.accessibility


def test_the_teams_own_text_stands_above_who_was_there_as_it_was_typed() -> None:
    words = words_of(minutes_pdf(replace(samples.story_minutes(), own_text=("Bewaar dit <b>veilig</b>.", "Tot de volgende keer."))))
    assert words.index("Bewaar dit <b>veilig</b>. Tot de volgende keer.") < words.index("Aanwezig Femke Aarts")


def test_the_mark_of_the_log_stands_on_the_last_line() -> None:
    paper = replace(samples.story_minutes(), log_mark="7K2M-Q9XF-3B4C-9D2E")
    words = words_of(minutes_pdf(paper))
    assert words.index("Kenmerk van het logboek: 7K2M-Q9XF-3B4C-9D2E") > words.index("Het volgende overleg is op")
    assert "Kenmerk van het logboek" not in words_of(minutes_pdf(samples.story_minutes()))


@pytest.mark.parametrize(
    ("section", "gone"),
    [
        (MinutesSection.ATTENDANCE, "Afwezig Iris Kuyper"),
        (MinutesSection.SKIPPED, "Niet besproken"),
        (MinutesSection.DECISIONS, "Met een andere kijk, zie het punt"),
        (MinutesSection.ACTIONS, "Karim belt advocaat Woonpunt Karim Ziani 20 november 2026"),
        (MinutesSection.EARLIER, "Acties van vorige keer Uitkomst"),
    ],
)
def test_a_part_that_was_left_out_is_not_there_and_the_paper_says_so(section: MinutesSection, gone: str) -> None:
    whole = samples.story_minutes()
    assert gone in words_of(minutes_pdf(whole))
    words = words_of(minutes_pdf(replace(whole, without=(section,))))
    assert gone not in words and f"Dit is een deel van de notulen, zonder: {section}." in words
    assert "Besluit 2026-031 Woonpunt vraagt uitstel" in words, "what was decided stays at its point"
