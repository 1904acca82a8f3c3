from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertiseteam.basics.text import fold
from expertiseteam.cases.records import Place
from expertiseteam.meetings.recognise import LineKind, Person, Recognised, recognise

TODAY = date(2026, 11, 17)  # a Tuesday
NEXT_MEETING = date(2026, 12, 8)
FEMKE = Person("1", "Femke Aarts", "gemeente")
WIL = Person("2", "Wil Stam", "secretariaat")
NOOR = Person("3", "Noor Elzinga", "bemoeizorg")
SEM = Person("4", "Sem de Graaf", "boa")
IRIS = Person("5", "Iris Kuyper", "jeugd")
HUGO = Person("6", "Hugo Brandt", "schuldhulp")
KARIM = Person("7", "Karim Ziani", "Woonpunt")
LUCJA = Person("8", "Łucja Şahin-van ’t Hof", "leefbaarheid")
OTHER_NOOR = Person("9", "Noor Peters", "jeugdteam")
TEAM = (FEMKE, WIL, NOOR, SEM, IRIS, HUGO, KARIM, LUCJA)
ORGANISATIONS = ("Woonpunt", "schuldhulp", "wijkverpleging", "wijkagent", "bemoeizorg", "jeugdteam", "jeugdteam Zuid")


def line(text: str, kind: LineKind | None = None, people: tuple[Person, ...] = TEAM) -> Recognised:
    return recognise(text, people=people, organisations=ORGANISATIONS, today=TODAY, next_meeting=NEXT_MEETING, kind=kind)


def action(text: str, people: tuple[Person, ...] = TEAM) -> Recognised:
    return line(text, LineKind.ACTION, people)


def named(text: str, found: Recognised) -> list[tuple[Person, str]]:
    return [(one.person, text[one.start : one.end]) for one in found.people]


# The story ------------------------------------------------------------------------------------------------------------------------


def test_the_lines_that_wil_types_in_the_story() -> None:
    note = line("Noor: meneer is twee keer geweest, wil hulp bij post.")
    assert note.kind is LineKind.NOTE
    assert [one.person for one in note.people] == [NOOR]

    decision = line("! Woonpunt vraagt uitstel van de ontruiming aan.")
    assert (decision.kind, decision.text) == (LineKind.DECISION, "Woonpunt vraagt uitstel van de ontruiming aan.")

    text = "Karim belt advocaat Woonpunt voor vrijdag"
    agreed = action(text)
    assert (agreed.owner, agreed.text) == (KARIM, text)
    assert agreed.due is not None
    assert (agreed.due.day, agreed.due.before, text[agreed.due.start : agreed.due.end]) == (date(2026, 11, 20), True, "voor vrijdag")
    assert agreed.action_text == "Karim belt advocaat Woonpunt"

    door = line("schuldhulp aan de deur", LineKind.DOOR).door
    assert door is not None
    assert (door.organisation, door.place) == ("schuldhulp", Place.FRONT)


def test_the_line_on_the_picture_of_the_live_overleg() -> None:
    found = action("Noor belt de school over de overstap, volgende week donderdag")
    assert found.owner == NOOR
    assert found.due is not None
    assert found.due.day == date(2026, 11, 26)
    assert found.action_text == "Noor belt de school over de overstap"


# Kind -----------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("meneer wil hulp", LineKind.NOTE, "meneer wil hulp"),
        ("notitie: meneer wil hulp", LineKind.NOTE, "meneer wil hulp"),
        ("!uitstel", LineKind.DECISION, "uitstel"),
        ("  Besluit : uitstel ", LineKind.DECISION, "uitstel"),
        ("> bellen", LineKind.ACTION, "bellen"),
        ("ACTIE: bellen", LineKind.ACTION, "bellen"),
        ("voordeur: Woonpunt vooraan", LineKind.DOOR, "Woonpunt vooraan"),
        ("schuldhulp aan de deur", LineKind.NOTE, "schuldhulp aan de deur"),  # only when asked for
        ("besluiten: geen", LineKind.NOTE, "besluiten: geen"),
        ("", LineKind.NOTE, ""),
        (">", LineKind.ACTION, ""),
    ],
)
def test_a_prefix_makes_the_kind_and_leaves_the_text(text: str, kind: LineKind, words: str) -> None:
    found = line(text)
    assert (found.kind, found.text) == (kind, words)


@pytest.mark.parametrize("kind", LineKind)
def test_a_kind_chosen_with_a_key_wins(kind: LineKind) -> None:
    assert line("Karim belt", kind).kind is kind
    assert line("! Karim belt", kind).kind is kind


def test_a_prefix_that_agrees_with_the_key_is_taken_off() -> None:
    assert line("> Karim belt", LineKind.ACTION).text == "Karim belt"
    assert line("> Karim belt", LineKind.NOTE).text == "> Karim belt"


def test_a_promise_is_an_action_that_says_so() -> None:
    found = line("Toezegging: Noor komt dinsdag terug met soep")
    assert (found.kind, found.is_promise, found.text) == (LineKind.ACTION, True, "Noor komt dinsdag terug met soep")
    assert found.owner is not None and found.owner.name.startswith("Noor")
    assert line("toezegging: soep", LineKind.ACTION).is_promise
    assert line("toezegging: soep", LineKind.NOTE).text == "toezegging: soep"
    assert not line("actie: een toezegging nakomen").is_promise


def test_spans_count_the_prefix_in() -> None:
    text = "  actie: Łucja belt met Noor voor vrijdag."
    found = line(text)
    assert named(text, found) == [(LUCJA, "Łucja"), (NOOR, "Noor")]
    assert found.due is not None
    assert text[found.due.start : found.due.end] == "voor vrijdag"
    text = "voordeur: de wijkagent doet een stapje opzij"
    door = line(text).door
    assert door is not None
    assert text[door.start : door.end] == "wijkagent doet een stapje opzij"


# People ---------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Noor is langs geweest", [(NOOR, "Noor")]),
        ("Noor Elzinga is langs geweest", [(NOOR, "Noor Elzinga")]),
        ("noor elzinga is langs geweest", [(NOOR, "noor elzinga")]),
        ("Lucja is langs geweest", [(LUCJA, "Lucja")]),
        ("gesproken met Lucja Sahin", [(LUCJA, "Lucja Sahin")]),
        ("Łucja Şahin-van ’t Hof was er", [(LUCJA, "Łucja Şahin-van ’t Hof")]),
        ("Lucja Sahin van 't Hof was er", [(LUCJA, "Lucja Sahin van 't Hof")]),
        ("Sem de Graaf en Iris zijn binnengelaten", [(SEM, "Sem de Graaf"), (IRIS, "Iris")]),
        ("Sem de sleutel gegeven", [(SEM, "Sem")]),
        ("Noor, Sem en Karim gaan samen", [(NOOR, "Noor"), (SEM, "Sem"), (KARIM, "Karim")]),
        ("gehoord van Karim Woonpunt", [(KARIM, "Karim")]),
        ("Karim GGD laten bellen", [(KARIM, "Karim")]),
        ("Noor's verslag is klaar", [(NOOR, "Noor")]),
        ("NOOR BELT", [(NOOR, "NOOR")]),
        ("Noor en Wil gaan langs", [(NOOR, "Noor"), (WIL, "Wil")]),
        ("Wil en Noor gaan langs", [(WIL, "Wil"), (NOOR, "Noor")]),
        ("Wil belt de huisarts", [(WIL, "Wil")]),
        ("Wil: ik bel de huisarts", [(WIL, "Wil")]),
        ("Meneer wil niet. Wil belt opnieuw.", [(WIL, "Wil")]),
        ("gevraagd aan Wil", [(WIL, "Wil")]),
        ("wil stam belt", [(WIL, "wil stam")]),
    ],
)
def test_members_are_recognised_however_they_are_named(text: str, who: list[tuple[Person, str]]) -> None:
    assert named(text, line(text)) == who


@pytest.mark.parametrize(
    "text",
    [
        "Meneer wil hulp",
        "Wil hulp bij post",
        "Wil geen hulp",
        "Wil niet praten",
        "Wil met de huisarts praten",
        "Meneer sliep. Wil rust.",
        "“Wil eerst slapen”",
        "WIL HULP",
        "noor is langs geweest",  # small letters: only where an owner stands
        "zoon Sem gaat niet naar school",
        "mevrouw Iris deed open",
        "buurman Hugo belde",
        "Sem Jansen is gezien",
        "Noor de Vries deed open",
        "Noor-Anne deed open",
        "mail naar noor@weidevoort.example",
        "Noordzijde van het erf",
        "de semester is voorbij",
        "Karima belde",
    ],
)
def test_others_and_other_words_are_left_alone(text: str) -> None:
    found = line(text)
    assert (found.people, found.ambiguous) == ((), ())


def test_namesakes_are_asked_and_told_apart_by_organisation() -> None:
    text = "Noor belt de school"
    found = action(text, (*TEAM, OTHER_NOOR))
    assert (found.people, found.owner) == ((), None)
    [which] = found.ambiguous
    assert [(person.name, person.organisation) for person in which.choices] == [
        ("Noor Elzinga", "bemoeizorg"),
        ("Noor Peters", "jeugdteam"),
    ]
    assert text[which.start : which.end] == "Noor"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Noor Peters belt", "Noor Peters"),
        ("Noor van jeugdteam belt", "Noor van jeugdteam"),
        ("Noor van het jeugdteam belt", "Noor van het jeugdteam"),
        ("Noor (jeugdteam) belt", "Noor (jeugdteam)"),
        ("Noor P. belt", "Noor P."),
    ],
)
def test_a_namesake_who_is_named_well_enough_is_the_owner(text: str, name: str) -> None:
    found = action(text, (*TEAM, OTHER_NOOR))
    assert found.owner == OTHER_NOOR
    assert named(text, found) == [(OTHER_NOOR, name)]
    assert found.ambiguous == ()


# Owner ----------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Karim belt de advocaat", KARIM),
        ("karim belt de advocaat", KARIM),
        ("karim: advocaat bellen", KARIM),
        ("Karim advocaat bellen", KARIM),
        ("Karim, bel de advocaat", KARIM),
        ("@Karim advocaat bellen", KARIM),
        ("Karim van Woonpunt belt", KARIM),
        ("lucja spreekt de vrijwilligers", LUCJA),
        ("wil belt de huisarts", WIL),
        ("Wil belt de huisarts", WIL),
        ("Advocaat bellen door Karim", KARIM),
        ("advocaat bellen door karim", KARIM),
        ("Advocaat bellen (Karim).", KARIM),
        ("Noor bellen door Karim", KARIM),
        ("Sem haalt met meneer de gasfles weg", SEM),
    ],
)
def test_the_owner_stands_at_the_beginning_or_after_door(text: str, owner: Person) -> None:
    assert action(text).owner == owner


@pytest.mark.parametrize(
    "text",
    [
        "Overzicht van de schulden opvragen",
        "Noor bellen over de post",  # who calls is not said
        "Noor's verslag opvragen",
        "De brief door Karim geschreven nalopen",
        "wil hulp regelen",
        "Wil graag hulp regelen",
        "samen met Noor langsgaan",
        "zoon Sem aanmelden bij school",
    ],
)
def test_without_a_clear_owner_nobody_is_the_owner(text: str) -> None:
    assert action(text).owner is None


def test_two_at_the_beginning_are_a_choice() -> None:
    text = "Noor en Sem gaan samen langs"
    found = action(text)
    assert found.owner is None
    assert named(text, found) == [(NOOR, "Noor"), (SEM, "Sem")]
    [which] = found.ambiguous
    assert (which.choices, text[which.start : which.end]) == ((NOOR, SEM), "Noor en Sem")


def test_only_an_action_has_an_owner_and_a_term() -> None:
    for kind in (LineKind.NOTE, LineKind.DECISION, LineKind.DOOR):
        found = line("Karim belt voor vrijdag", kind)
        assert (found.owner, found.due, found.action_text) == (None, None, "")


# Term -----------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Karim belt voor vrijdag", "Karim belt"),
        ("Karim belt, uiterlijk 4 december.", "Karim belt."),
        ("Karim belt (voor 4-12)", "Karim belt"),
        ("Karim belt vrijdag de advocaat", "Karim belt vrijdag de advocaat"),
        ("Hugo vraagt het overzicht op voor vrijdag", "Hugo vraagt het overzicht op"),
        ("Hugo bereidt de zitting voor voor vrijdag", "Hugo bereidt de zitting voor"),
        ("Hugo levert dit voor het volgende overleg", "Hugo levert dit"),
        ("Hugo bespreekt dit in het volgende overleg", "Hugo bespreekt dit in het volgende overleg"),
        ("Femke vraagt of het kan voor vrijdag", "Femke vraagt of het kan voor vrijdag"),
        ("voor vrijdag", "voor vrijdag"),
        ("Karim belt de advocaat", "Karim belt de advocaat"),
    ],
)
def test_a_last_day_at_the_end_leaves_the_action_and_nothing_else_does(text: str, kept: str) -> None:
    found = action(text)
    assert (found.action_text, found.text) == (kept, text)


def test_a_day_that_is_past_is_no_term() -> None:
    found = action("Karim belt over de brief die op 5 november kwam")
    assert found.due is None
    assert found.action_text == "Karim belt over de brief die op 5 november kwam"


def test_two_days_are_not_guessed() -> None:
    assert action("Karim belt maandag of dinsdag").due is None


# Front door -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "organisation", "place"),
    [
        ("schuldhulp aan de deur", "schuldhulp", Place.FRONT),
        ("WOONPUNT weer aan de voordeur.", "Woonpunt", Place.FRONT),
        ("aan de deur komt schuldhulp", "schuldhulp", Place.FRONT),
        ("Woonpunt op de achterhand", "Woonpunt", Place.RESERVE),
        ("Woonpunt gaat in reserve", "Woonpunt", Place.RESERVE),
        ("wijkagent stapje opzij", "wijkagent", Place.STEPPED_ASIDE),
        ("De wijkverpleging doet een stapje opzij", "wijkverpleging", Place.STEPPED_ASIDE),
        ("het jeugdteam Zuid aan de deur", "jeugdteam Zuid", Place.FRONT),
    ],
)
def test_who_goes_where_at_the_front_door(text: str, organisation: str, place: Place) -> None:
    door = line(text, LineKind.DOOR).door
    assert door is not None
    assert (door.organisation, door.place) == (organisation, place)


@pytest.mark.parametrize(
    "text",
    [
        "Woonpunt",
        "aan de deur",
        "politie aan de deur",
        "Woonpunt niet aan de deur",
        "Woonpunt en schuldhulp in reserve",
        "wijkagent opzij, Woonpunt aan de deur",
        "Woonpuntje aan de deur",
        "Hugo aan de deur",
    ],
)
def test_an_unclear_front_door_is_not_guessed(text: str) -> None:
    assert line(text, LineKind.DOOR).door is None


# Whatever is typed ----------------------------------------------------------------------------------------------------------------

words = st.sampled_from(
    "Noor noor wil Wil Karim Łucja lucja Şahin van ’t Hof Sem de Graaf belt bellen door en , : ! > actie: voordeur: Woonpunt aan de deur"
    " voor vrijdag 5-12 31-2 (Hugo) 's opzij. volgende week .".split(" ")
)
typed = st.text(max_size=100) | st.lists(words, max_size=12).map(" ".join)


@given(typed, st.none() | st.sampled_from(LineKind), st.dates())
def test_no_line_makes_it_fall_over_and_all_spans_are_true(text: str, kind: LineKind | None, today: date) -> None:
    found = recognise(text, people=(*TEAM, OTHER_NOOR), organisations=ORGANISATIONS, today=today, next_meeting=None, kind=kind)
    assert kind in (None, found.kind)
    assert found.text in text
    last = 0
    for one in found.people:
        assert last <= one.start < one.end <= len(text)
        assert fold(text[one.start : one.end]).startswith(fold(one.person.name.split()[0]))
        last = one.end
    for which in found.ambiguous:
        assert 0 <= which.start < which.end <= len(text)
        assert len(which.choices) > 1
    if found.owner:
        assert found.owner in [one.person for one in found.people]
        assert found.kind is LineKind.ACTION
    if found.due:
        assert found.due.day >= today
        assert 0 <= found.due.start < found.due.end <= len(text)
    if found.door:
        assert fold(found.door.organisation) in fold(text[found.door.start : found.door.end])


@given(st.lists(st.text(max_size=20), max_size=5), typed)
def test_no_name_makes_it_fall_over(names: list[str], text: str) -> None:
    people = [Person(str(number), name, name) for number, name in enumerate(names)]
    for kind in (LineKind.ACTION, LineKind.DOOR):
        recognise(text, people=people, organisations=names, today=TODAY, next_meeting=None, kind=kind)


def test_a_team_without_people_or_organisations() -> None:
    found = recognise("> Noor belt", people=(), organisations=("",), today=TODAY)
    assert (found.people, found.owner, found.text) == ((), None, "Noor belt")
