from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertiseteam.basics.addresses import Address, AddressBook, full_street, normalise, parse_address, same_address, similar

KNOWN = [
    "Beukenlaan 7, Turfven",
    "Beukenlaan 17, Turfven",
    "Beukenlaan 7a, Turfven",
    "Beukenlaan 9, Turfven",
    "Molenweg 7, Turfven",
    "Molenweg 7a, Turfven",
    "Molenwal 7, Ganzenhoek",
    "Kerkstraat 1, Turfven",
    "Turfven",
]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Beukenlaan 7, Turfven", ("Beukenlaan", "7", "", "Turfven")),
        ("Beukenln. 7-A Turfven", ("Beukenln", "7", "A", "Turfven")),
        ("  Beukenlaan   7  bis,Turfven ", ("Beukenlaan", "7", "bis", "Turfven")),
        ("Beukenlaan7", ("Beukenlaan", "7", "", "")),
        ("Beukenlaan nr. 7 in Turfven", ("Beukenlaan", "7", "", "Turfven")),
        ("Beukenlaan 7, 6031 AB Turfven", ("Beukenlaan", "7", "", "Turfven")),
        ("Beukenlaan 7 6031AB Turfven", ("Beukenlaan", "7", "", "Turfven")),
        ("Beukenlaan, 7, Turfven", ("Beukenlaan", "7", "", "Turfven")),
        ("Beukenlaan 7 's-Gravenhoek", ("Beukenlaan", "7", "", "'s-Gravenhoek")),
        ("Plein 1940-1945 3, Turfven", ("Plein 1940-1945", "3", "", "Turfven")),
        ("Laan 1940 12", ("Laan 1940", "12", "", "")),
        ("1e Dwarsstraat 5", ("1e Dwarsstraat", "5", "", "")),
        ("Oude 2e Dwarsstraat", ("Oude 2e Dwarsstraat", "", "", "")),
        ("Kerkstraat 12-14", ("Kerkstraat", "12", "14", "")),
        ("Turfven", ("Turfven", "", "", "")),
        ("bij de vijver, Turfven", ("bij de vijver", "", "", "Turfven")),
        ("", ("", "", "", "")),
        (" , ,", ("", "", "", "")),
    ],
)
def test_an_address_is_read_apart(text: str, parts: tuple[str, str, str, str]) -> None:
    assert parse_address(text) == Address(*parts)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Beukenln 7", "Beukenlaan 7, Turfven"),
        ("beukenlaan 7", "BEUKENLAAN 7"),
        ("Beukenlaan 7a", "Beukenlaan 7-A"),
        ("Beukenlaan 7a", "Beukenlaan 7 a"),
        ("Beukenlaan 7bis", "Beukenlaan 7 Bis"),
        ("Kerkstr. 1", "Kerkstraat 1"),
        ("Kerkpl 1", "Kerkplein 1"),
        ("Molenwg 1", "Molenweg 1"),
        ("Polder dr. 4", "Polderdreef 4"),
        ("Dr. Molenaarstraat 4", "Dokter Molenaarstr 4"),
        ("Dijkstraat 1", "Dykstraat 1"),
        ("Dĳkstraat 1", "Dijkstraat 1"),
        ("Eerste Dwarsstr. 5", "1e Dwarsstraat 5"),
        ("Burg. v.d. Boschstraat 12", "Burgemeester van den Boschstr 12"),
        ("Burg. v/d Boschstraat 12", "Burg. van der Bosch-straat 12"),
        ("Van ’t Hofweg 3", "van 't hofwg 3"),
        ("Van het Hofweg 3", "v.'t Hofweg 3"),
        ("Sint Jansplein 3", "St. Jansplein 3"),
        ("Łąkowa 7", "Lakowa 7"),
        ("Beukenlaan 7, 6031 AB Turfven", "Beukenlaan 007 (Turfven)"),
    ],
)
def test_one_house_however_it_is_written(one: str, other: str) -> None:
    assert same_address(one, other)
    assert same_address(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Beukenlaan 7", "Beukenlaan 17"),
        ("Beukenlaan 7", "Beukenlaan 7a"),
        ("Beukenlaan 7a", "Beukenlaan 7b"),
        ("Beukenlaan 7-2", "Beukenlaan 72"),
        ("Beukenlaan 7", "Beukenlaan 7-2"),
        ("Beukenlaan 7, Turfven", "Beukenlaan 7, Ganzenhoek"),
        ("Beukenlaan 7", "Eikenlaan 7"),
        ("Beukenlaan 7", "naast Beukenlaan 7"),
        ("Beukenlaan", "Beukenlaan"),  # a street is no house
        ("Turfven", "Turfven"),
        ("", ""),
    ],
)
def test_two_houses_stay_two(one: str, other: str) -> None:
    assert not same_address(one, other)
    assert not same_address(other, one)


def test_the_key_is_the_same_for_one_spelling_of_the_whole_address() -> None:
    assert normalise("Beukenln. 7-A, Turfven") == normalise("beukenlaan 7 a Turfven") == "beukenlaan 7a turfven"
    assert normalise("Turfven") == "turfven"
    assert normalise("  ") == ""


@pytest.mark.parametrize(
    ("street", "full"),
    [
        ("Beukenln", "Beukenlaan"),
        ("Beukenln.", "Beukenlaan"),
        ("BEUKENLN", "BEUKENLAAN"),
        ("Kerk-str.", "Kerkstraat"),
        ("Kerk str", "Kerk straat"),
        ("Pl. 1940-1945", "Plein 1940-1945"),
        ("Burg. v.d. Boschstr.", "Burg. v.d. Boschstraat"),
        ("Polder dr.", "Polder dreef"),
        ("Dr. Molenaarwg", "Dr. Molenaarweg"),
        ("dr.", "dr."),
        ("Beukenlaan", "Beukenlaan"),
        ("naast de kerk", "naast de kerk"),
        ("", ""),
    ],
)
def test_a_label_has_the_kind_of_street_written_out(street: str, full: str) -> None:
    assert full_street(street) == full


def test_typing_the_beginning_of_a_street_finds_its_houses() -> None:
    found = similar("Beukenl", KNOWN)
    assert found[0].text == "Beukenlaan 7, Turfven"
    assert {match.text for match in found} == {text for text in KNOWN if text.startswith("Beuken")}
    assert {match.why for match in found} == {"straat begint zo"}


def test_another_spelling_of_the_same_house_comes_first_and_says_why() -> None:
    first, *others = similar("Beukenln 7", KNOWN)
    assert (first.text, first.score, first.why) == ("Beukenlaan 7, Turfven", 100, "zelfde huis, anders geschreven")
    assert all(match.score < 100 for match in others)
    assert [match.why for match in others if match.text == "Beukenlaan 7a, Turfven"] == ["zelfde straat en nummer, andere toevoeging"]
    assert [match.why for match in others if match.text == "Beukenlaan 17, Turfven"] == ["zelfde straat, ander nummer"]


def test_a_house_written_the_same_is_not_called_written_otherwise() -> None:
    assert similar("beukenlaan 7, turfven", KNOWN)[0].why == "zelfde huis"
    assert similar("Beukenlaan 7", KNOWN)[0].why == "zelfde huis"


def test_street_and_number_while_typing() -> None:
    assert [match.text for match in similar("molenw 7", KNOWN)] == ["Molenwal 7, Ganzenhoek", "Molenweg 7, Turfven", "Molenweg 7a, Turfven"]
    assert similar("Beukenlaan 7, T", KNOWN)[0].text == "Beukenlaan 7, Turfven"
    assert similar("Beukenlaan 7 t", KNOWN)[0].text == "Beukenlaan 7, Turfven"


def test_a_slip_of_the_finger_still_finds_the_street() -> None:
    assert similar("Buekenlaan 7", KNOWN)[0].text == "Beukenlaan 7, Turfven"
    assert similar("buekenl", KNOWN)[0].why == "straat lijkt erop"
    assert similar("Perenlaan 7", KNOWN) == []


def test_another_village_is_said_and_comes_last() -> None:
    match = similar("Molenwal 7, Turfven", KNOWN)[0]
    assert match.why == "zelfde straat en nummer, ander dorp"
    assert match.score < 80


def test_nothing_typed_suggests_nothing() -> None:
    assert similar("", KNOWN) == similar("  ,", KNOWN) == similar("xx", KNOWN) == similar("b", []) == []


def test_no_more_than_asked() -> None:
    assert len(similar("Beukenlaan", KNOWN, most=2)) == 2


def test_the_right_address_comes_first_among_twenty_thousand() -> None:
    streets = [f"{head}{tail}" for head in ("Beuken", "Eiken", "Molen", "Kerk", "Dorps") for tail in ("laan", "straat", "weg", "pad")]
    book = AddressBook(
        f"{street} {number}, {village}" for street in streets for number in range(1, 501) for village in ("Turfven", "Weidevoort")
    )
    for typed, meant in (("Beukenln 7", "Beukenlaan 7, "), ("Buekenlaan 7", "Beukenlaan 7, "), ("Kerkstraat 312, W", "Kerkstraat 312, W")):
        assert book.similar(typed)[0].text.startswith(meant)


@given(st.text(max_size=60) | st.text(alphabet="Bbeuknl 17a-,./'v dst", max_size=40))
def test_no_text_makes_it_fall_over(text: str) -> None:
    parse_address(text)
    assert full_street(full_street(text)) == full_street(text)
    assert same_address(text, text) in (True, False)
    for match in similar(text, [*KNOWN, text]):
        assert match.text in KNOWN or match.text == text
        assert 0 <= match.score <= 100


@given(st.text(max_size=30), st.text(max_size=30))
def test_sameness_has_no_direction(one: str, other: str) -> None:
    assert same_address(one, other) == same_address(other, one)


streets = st.sampled_from(["Beukenlaan", "Kerkstraat", "Burg. van den Boschweg", "Plein 1940", "1e Dwarsstraat"])
suffixes = st.sampled_from(["", "a", "b", "bis", "2"])


@given(streets, st.integers(1, 999), suffixes, st.integers(1, 999), suffixes)
def test_a_key_never_joins_two_houses(street: str, number: int, suffix: str, other_number: int, other_suffix: str) -> None:
    one, other = f"{street} {number}-{suffix}".rstrip("-"), f"{street} {other_number}-{other_suffix}".rstrip("-")
    assert same_address(one, other) == ((number, suffix) == (other_number, other_suffix))
    assert parse_address(f"{one}, Turfven") == Address(street, str(number), suffix, "Turfven")
