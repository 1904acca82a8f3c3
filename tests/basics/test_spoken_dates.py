from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertiseteam.basics.dates import WEEKDAYS, day_month, full_date, long_date, relative, short_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.spoken_dates import find_date, parse_date_field

TUESDAY = date(2026, 11, 17)
FRIDAY = date(2026, 11, 20)
NEXT_MEETING = date(2026, 12, 8)

todays = st.dates(date(1950, 1, 1), date(2150, 12, 31))
lines = st.text(max_size=120) | st.text(alphabet="0123456789-/. voruijdagmtepl'€", max_size=60)
# Words of the grammar in any order: more often nearly a date than random letters are.
nearly_dates = st.lists(
    st.sampled_from(
        "voor vóór uiterlijk op over binnen de het een eind van week weken volgende komende deze afgelopen vrijdag do. "
        "maandagochtend morgen "
        "5 31 2 maart feb. 5-3 31-2 5-3-2026 05/03/26 2026-03-05 overleg dagen 2026 999 maanden werkdagen twee geleden en of begin".split()
    ),
    max_size=8,
).map(" ".join)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Karim belt advocaat Woonpunt voor vrijdag", FRIDAY),
        ("Noor belt de school over de overstap, volgende week donderdag", date(2026, 11, 26)),
        ("uiterlijk 5-12", date(2026, 12, 5)),
        ("5-3", date(2027, 3, 5)),
        ("5-3-2026", date(2026, 3, 5)),
        ("05/03/26", date(2026, 3, 5)),
        ("5.3.2026", date(2026, 3, 5)),
        ("2026-03-05", date(2026, 3, 5)),
        ("op 5/12", date(2026, 12, 5)),
        ("5 mrt", date(2027, 3, 5)),
        ("5 mrt. 2026", date(2026, 3, 5)),
        ("5 maart 2026", date(2026, 3, 5)),
        ("de 5e december", date(2026, 12, 5)),
        ("VRIJDAG", FRIDAY),
        ("vrijdagochtend", FRIDAY),
        ("vrijdag om 14.30 uur", FRIDAY),
        ("vóór vr 20 november", FRIDAY),
        ("vo\u0301o\u0301r vrijdag", FRIDAY),  # the accents as separate characters
        ("vr. 20 nov", FRIDAY),
        ("vrijdag 20-11", FRIDAY),
        ("vrijdag 20", FRIDAY),
        ("vóór vr", FRIDAY),
        ("komende vrijdag", FRIDAY),
        ("vrijdag a.s.", FRIDAY),
        ("deze vrijdag", FRIDAY),
        ("vrijdag deze week", FRIDAY),
        ("dinsdag", date(2026, 11, 24)),  # said on a Tuesday: a week later
        ("maandag", date(2026, 11, 23)),
        ("donderdag volgende week", date(2026, 11, 26)),
        ("volgende week, uiterlijk donderdag", date(2026, 11, 26)),
        ("donderdag over een week", date(2026, 11, 26)),
        ("vrijdag over twee weken", date(2026, 12, 4)),
        ("morgen", date(2026, 11, 18)),
        ("morgenochtend", date(2026, 11, 18)),
        ("morgen over een week", date(2026, 11, 25)),
        ("overmorgen", date(2026, 11, 19)),
        ("vandaag nog", TUESDAY),
        ("vanavond", TUESDAY),
        ("over 2 weken", date(2026, 12, 1)),
        ("over drie dagen", FRIDAY),
        ("over één week", date(2026, 11, 24)),
        ("over een maand", date(2026, 12, 17)),
        ("binnen 10 werkdagen", date(2026, 12, 1)),
        ("eind van de week", FRIDAY),
        ("voor het einde van de week", FRIDAY),
        ("eind deze week", FRIDAY),
        ("eind volgende week", date(2026, 11, 27)),
        ("eind november", date(2026, 11, 30)),
        ("eind februari", date(2027, 2, 28)),
        ("voor het eind van de maand", date(2026, 11, 30)),
        ("voor het volgende overleg", NEXT_MEETING),
        ("bespreken in het volgende overleg", NEXT_MEETING),
    ],
)
def test_dates_as_people_say_them(text: str, day: date) -> None:
    found = find_date(text, TUESDAY, next_meeting=NEXT_MEETING)
    assert found is not None
    assert found.day == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "7",
        "26-041",
        "casus 26-041-3",
        "besluit 2026-031",
        "om 14.30 uur",
        "van 14.30-15.30 uur",
        "tussen 9-11 uur",
        "06-12345678",
        "06-12 34 56 78",
        "0475-12-34-56",
        "6039 AB",
        "Beukenlaan 5-3",
        "Beukenlaan 10 Jan doet open",
        "twee keer geweest",
        "2-3 keer gebeld",
        "45-60 minuten",
        "bereikbaar 24/7",
        "1/2 van de huur",
        "€ 5-3",
        "zo snel mogelijk",
        "soep voor ma",
        "tot zo",
        "goede morgen",
        "in de morgen",
        "'s morgens",
        "zondagsrust",
        "met goede vrijdag",
        "elke vrijdag",
        "sinds vrijdag",
        "vanaf 5 december",
        "na 5 december",
        "de brief van 5 november",
        "afgelopen vrijdag",
        "vorige week vrijdag",
        "vrijdag jl.",
        "gisteren",
        "drie weken geleden",
        "niet voor vrijdag",
        "de vrijdag erna",
        "een vrijdag",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert find_date(text, TUESDAY, next_meeting=NEXT_MEETING) is None


@pytest.mark.parametrize(
    "text",
    [
        "31-2",
        "voor 31-4-2027",
        "2026-13-05",
        "31 november",
        "29-2",  # not within a year
        "do 20 november",  # a Friday
        "vrijdag 21",
        "5 of 6 maart",
        "5/6 december",
        "maandag of dinsdag",
        "maandag en donderdag",
        "vrijdag/zaterdag",
        "tussen maandag en vrijdag",
        "volgende vrijdag",
        "volgende week",
        "komende week donderdag",
        "maandag deze week",
        "over een week vrijdag",
        "over een week of twee",
        "over een paar dagen",
        "begin december",
        "medio december",
        "rond 5 december",
        "eerste vrijdag van december",
        "dinsdag over een week",  # said on a Tuesday
        "5 maart 1430",
        "12-5-48",
    ],
)
def test_what_names_no_single_day_is_not_guessed(text: str) -> None:
    assert find_date(text, TUESDAY, next_meeting=NEXT_MEETING) is None


def test_the_next_overleg_is_a_date_only_when_it_is_planned() -> None:
    assert find_date("voor het volgende overleg", TUESDAY) is None


@pytest.mark.parametrize(
    ("text", "day", "said"),
    [
        ("Noor komt dinsdag terug, uiterlijk vrijdag belt Karim", FRIDAY, "uiterlijk vrijdag"),
        ("de brief van 5 november voor vrijdag sturen", FRIDAY, "voor vrijdag"),
        ("op vrijdag, vr 20 november", FRIDAY, "op vrijdag"),
        ("na 1 december, voor 5 december", date(2026, 12, 5), "voor 5 december"),
    ],
)
def test_of_several_days_the_last_day_counts(text: str, day: date, said: str) -> None:
    found = find_date(text, TUESDAY)
    assert found is not None
    assert (found.day, text[found.start : found.end]) == (day, said)


@pytest.mark.parametrize(
    ("text", "said", "before"),
    [
        ("Karim belt advocaat Woonpunt voor vrijdag", "voor vrijdag", True),
        ("Łucja belt vo\u0301o\u0301r vrijdag.", "vo\u0301o\u0301r vrijdag", True),
        ("Sem gaat vrijdag langs", "vrijdag", False),
        ("Sem gaat op vr 20 november langs", "op vr 20 november", False),
        ("binnen twee weken bellen", "binnen twee weken", True),
        ("Hugo vraagt het overzicht op voor vrijdag", "voor vrijdag", True),
        ("Hugo bereidt het voor voor vrijdag", "voor vrijdag", True),
        ("uitstel vragen aan tot 18 december", "tot 18 december", True),
        ("niet later dan 5-12 bellen", "niet later dan 5-12", True),
        ("volgende week, uiterlijk donderdag", "volgende week, uiterlijk donderdag", True),
    ],
)
def test_the_span_is_what_was_typed_and_tells_a_last_day(text: str, said: str, before: bool) -> None:
    found = find_date(text, TUESDAY)
    assert found is not None
    assert text[found.start : found.end] == said
    assert found.before is before


def test_a_day_without_a_year_looks_thirty_days_back() -> None:
    assert find_date("18-10", TUESDAY).day == date(2026, 10, 18)  # type: ignore[union-attr]
    assert find_date("17 oktober", TUESDAY).day == date(2027, 10, 17)  # type: ignore[union-attr]


@given(todays, st.sampled_from(WEEKDAYS))
def test_a_weekday_is_always_one_to_seven_days_ahead(today: date, name: str) -> None:
    found = find_date(name, today)
    assert found is not None
    assert 1 <= (found.day - today).days <= 7
    assert WEEKDAYS[found.day.weekday()] == name


@given(todays, st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_date_that_was_shown_is_read_back(today: date, day: date) -> None:
    for shown in (long_date(day), full_date(day), f"{day.day}-{day.month}-{day.year}", day.isoformat(), day.strftime("%d/%m/%Y")):
        found = find_date(shown, today)
        assert found is not None
        assert (found.day, found.start, found.end) == (day, 0, len(shown))
        assert parse_date_field(shown, today) == day


@given(todays, st.integers(-30, 330))
def test_a_short_date_is_read_back_within_the_year_it_speaks_of(today: date, distance: int) -> None:
    day = today + timedelta(days=distance)
    if (day.month, day.day) != (2, 29):
        assert find_date(day_month(day), today).day == day  # type: ignore[union-attr]
        assert find_date(short_date(day), today).day == day  # type: ignore[union-attr]
    assert parse_date_field(relative(day, today), today) == day


@given(lines | nearly_dates, st.dates())
def test_no_text_makes_it_fall_over(text: str, today: date) -> None:
    found = find_date(text, today, next_meeting=today)
    if found is not None:
        assert 0 <= found.start < found.end <= len(text)
    try:
        parse_date_field(text, today, next_meeting=today)
        parse_date_field(text, today, looking_back=True)
    except Refused as refused:
        assert "Schrijf bijvoorbeeld" in str(refused)


@given(st.text(alphabet="abcdefgł é,’", max_size=20), st.sampled_from(["voor vrijdag", "5 maart 2027", "op 5-12-2026"]))
def test_what_stands_before_it_does_not_shift_the_span(before: str, said: str) -> None:
    text = f"{before}; {said}"
    found = find_date(text, TUESDAY)
    assert found is not None
    assert text[found.start : found.end] == said


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (" 20-11-2026 ", FRIDAY),
        ("20.11.26", FRIDAY),
        ("20.11", FRIDAY),
        ("20 11 2026", FRIDAY),
        ("20112026", FRIDAY),
        ("20/11", FRIDAY),
        ("vr", FRIDAY),
        ("ma", date(2026, 11, 23)),
        ("vóór vrijdag.", FRIDAY),
        ("gisteren", date(2026, 11, 16)),
        ("3 dagen geleden", date(2026, 11, 14)),
        ("twee weken geleden", date(2026, 11, 3)),
        ("afgelopen vrijdag", date(2026, 11, 13)),
        ("afgelopen dinsdag", date(2026, 11, 10)),
        ("vorige week donderdag", date(2026, 11, 12)),
    ],
)
def test_a_field_takes_what_people_type_in_it(text: str, day: date) -> None:
    assert parse_date_field(text, TUESDAY) == day


def test_a_field_about_the_past_looks_back() -> None:
    def past(text: str) -> date:
        return parse_date_field(text, TUESDAY, looking_back=True)

    assert past("vrijdag") == date(2026, 11, 13)
    assert past("5 december") == date(2025, 12, 5)
    assert past("17-11") == TUESDAY
    with pytest.raises(Refused):
        past("dinsdag")  # today, or a week ago


@pytest.mark.parametrize(
    "text", ["", "7", "31-2", "snel", "20-11-2026 of later", "elke vrijdag", "maandag en dinsdag", "12-5-48", "x" * 5000]
)
def test_a_field_refuses_with_the_ways_it_knows(text: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_date_field(text, TUESDAY)
    assert str(refused.value).endswith("Schrijf bijvoorbeeld 20-11-2026, 20 november, vrijdag, morgen of over 2 weken.")
    assert len(str(refused.value)) < 250
