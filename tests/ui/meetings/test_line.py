"""The line that is being typed: what it means, what is still missing, and how it is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertiseteam.cases.records import DoorAnswers, Place
from expertiseteam.meetings.recognise import LineKind, Person
from expertiseteam.team.records import OrganisationLine
from ui.meetings.line import Known, Typed, chips, from_fields, meaning, to_fields, without_mark

KARIM, NOOR, OTHER_NOOR = (
    Person("k", "Karim Ziani", "Woonpunt"),
    Person("n", "Noor Elzinga", "bemoeizorg"),
    Person("o", "Noor de Wit", "Jeugdteam"),
)
KNOWN = Known(
    (KARIM, NOOR), (OrganisationLine("s", 1, "Schuldhulp", "coins", True, None),), today=date(2026, 11, 17), next_meeting=date(2026, 12, 8)
)
WORDS = {"who": "wie?", "which": "wie van deze?", "when": "wanneer?", "organisation": "welke organisatie?", "where": "waar?"}


def shown(typed: Typed, known: Known = KNOWN) -> list[tuple[str, bool]]:
    return chips(meaning(typed, known), known, WORDS)


def test_a_line_is_a_note_unless_it_says_otherwise() -> None:
    means = meaning(Typed("Karim belt morgen"), KNOWN)
    assert means.kind is LineKind.NOTE
    assert means.text == "Karim belt morgen"
    assert shown(Typed("Karim belt morgen")) == []


def test_an_action_shows_who_and_when_and_loses_its_day() -> None:
    typed = Typed("Karim belt advocaat Woonpunt voor vrijdag", LineKind.ACTION)
    means = meaning(typed, KNOWN)
    assert (means.text, means.owner, means.due) == ("Karim belt advocaat Woonpunt", KARIM, date(2026, 11, 20))
    assert shown(typed) == [("Karim", False), ("vr 20 november", False)]
    assert means.is_whole


def test_what_is_not_said_is_not_guessed() -> None:
    assert shown(Typed("> gasfles ophalen")) == [("wie?", True), ("wanneer?", True)]
    assert not meaning(Typed("> gasfles ophalen"), KNOWN).is_whole


def test_namesakes_are_left_open_and_told_apart_by_where_they_work() -> None:
    known = replace(KNOWN, people=(NOOR, OTHER_NOOR))
    means = meaning(Typed("Noor belt de school", LineKind.ACTION), known)
    assert means.owner is None
    assert set(means.maybe) == {NOOR, OTHER_NOOR}
    assert shown(Typed("Noor belt de school", LineKind.ACTION), known)[0] == ("wie van deze?", True)
    assert known.told_apart(NOOR) == "Noor Elzinga, bemoeizorg"
    assert KNOWN.told_apart(NOOR) == "Noor"
    called = [known.called_by_id(one, whole) for one, whole in (("n", "Noor Elzinga"), (None, ""), ("gone", "Piet Jansen"))]
    assert called == ["Noor Elzinga", "", "Piet Jansen"]  # who left the team keeps the whole name


def test_what_was_chosen_by_hand_wins_from_what_the_text_says() -> None:
    typed = Typed("> Karim belt vrijdag", owner_id="n", has_owner=True, due=None, has_due=True)
    assert shown(typed) == [("Noor", False), ("wanneer?", True)]


def test_the_door_knows_who_where_and_on_what_condition() -> None:
    typed = Typed("schuldhulp aan de deur tot de regeling er is", LineKind.DOOR)
    means = meaning(typed, KNOWN)
    assert (means.organisation, means.place, means.condition) == ("Schuldhulp", Place.FRONT, "tot de regeling er is")
    assert shown(typed) == [("Schuldhulp", False), ("aan de deur", False), ("tot de regeling er is", False)]
    assert shown(Typed("iemand erbij", LineKind.DOOR)) == [("welke organisatie?", True), ("waar?", True)]
    chosen = meaning(Typed("iemand erbij", LineKind.DOOR, organisation="Schuldhulp", place=Place.RESERVE), KNOWN)
    assert chosen.is_whole


@pytest.mark.parametrize(("typed", "bare"), [("! besluit", "besluit"), ("> actie", "actie"), ("gewoon", "gewoon"), ("", ""), ("  !x", "x")])
def test_a_mark_makes_way_for_a_key(typed: str, bare: str) -> None:
    assert without_mark(typed) == bare


lines = st.builds(
    Typed,
    text=st.text(min_size=1).filter(str.strip),
    kind=st.none() | st.sampled_from(LineKind),
    answers=st.none() | st.builds(DoorAnswers, st.text(), st.text(), st.text(), st.text()),
    mends=st.sampled_from(["", "abc"]),
) | st.builds(
    Typed,
    text=st.just("iets doen"),
    owner_id=st.none() | st.just("n"),
    has_owner=st.just(True),
    due=st.none() | st.dates(),
    has_due=st.just(True),
)


@given(lines)
def test_a_draft_gives_back_the_line_as_it_was(typed: Typed) -> None:
    assert from_fields(to_fields(typed, "item")) == typed


def test_an_empty_line_is_no_draft_and_a_strange_draft_does_no_harm() -> None:
    assert to_fields(Typed("  "), "item") == {}
    assert from_fields({"text": "iets", "kind": "SONG", "due": "nooit", "place": "MOON"}) == Typed("iets")


@given(st.text(max_size=80))
def test_any_text_has_a_meaning(text: str) -> None:
    for kind in (None, *LineKind):
        assert meaning(Typed(text, kind), KNOWN).kind in LineKind
