"""What the list and the head of a case say, without a window."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from expertiseteam.cases.records import (
    ActionLine,
    ActionState,
    AtTheDoor,
    CaseLine,
    CaseState,
    CaseView,
    EvictionState,
    HouseholdKind,
    Place,
)
from ui.cases.door_words import chip_words, condition_words, in_words, spoken
from ui.cases.words import Filter, action_chip, days_left, door_caption, head_chip, head_line, kept_by, list_chip, next_step, rows
from ui.widgets.labels import ChipKind

TODAY = date(2026, 11, 13)
LINE = CaseLine(
    "1", 1, "26-041", "Beukenlaan · alleenstaande man", "Beukenlaan 7, Turfven", "Turfven", HouseholdKind.SINGLE_MAN, CaseState.ACTIVE,
    "n", "Noor Elzinga", date(2026, 11, 2), EvictionState.NONE, None, date(2026, 11, 10), 1,
)  # fmt: skip
VIEW = CaseView(
    "1", 1, "c", "26-041", "Beukenlaan · alleenstaande man", "Beukenlaan 7, Turfven", "Turfven", HouseholdKind.SINGLE_MAN,
    CaseState.ACTIVE, "n", "Noor Elzinga", "gemeente", "Wmo", "hulp", "Weten", "", date(2026, 11, 2), None, None, "", EvictionState.NONE,
    None, "", None,
)  # fmt: skip
ACTION = ActionLine(
    "a", 1, 14, "1", "26-041", "Beukenlaan", "Bellen", "n", "Noor Elzinga", date(2026, 11, 20), False, ActionState.OPEN, "", None,
    date(2026, 11, 2),
)  # fmt: skip


def shown(name: str, code: str) -> str:
    return name


def hidden(name: str, code: str) -> str:
    return code


@pytest.mark.parametrize(
    ("chosen", "change", "kept"),
    [
        (Filter.MINE, {}, False),
        (Filter.MINE, {"lead_id": "me"}, True),
        (Filter.RUNNING, {"state": CaseState.ON_HOLD}, True),
        (Filter.RUNNING, {"state": CaseState.CLOSED}, False),
        (Filter.CLOSED, {"state": CaseState.CLOSED}, True),
        (Filter.CROWDED, {"at_door": 2}, False),
        (Filter.CROWDED, {"at_door": 3}, True),
        (Filter.EVICTION, {"eviction": EvictionState.SUMMONED}, True),
        (Filter.EVICTION, {"eviction": EvictionState.AVERTED}, False),
        (Filter.STILL, {"id": "2"}, True),
        (Filter.STILL, {}, False),
        (Filter.NO_DUO, {"last_contact": None}, True),
        (Filter.NO_DUO, {}, False),
        (Filter.NO_DUO, {"last_contact": None, "id": "2"}, False),  # a duo is on its way
        (Filter.NO_DUO, {"last_contact": None, "state": CaseState.MONITORING}, False),
    ],
)
def test_what_a_filter_keeps(chosen: Filter, change: dict[str, object], kept: bool) -> None:
    case = replace(LINE, **change)  # type: ignore[arg-type]
    assert kept_by(chosen, case, me="me", limit=2, with_duo={"2"}, still={"2"}) is kept


def test_a_row_says_who_leads_and_when_somebody_was_seen() -> None:
    [row] = rows([LINE], names=shown, today=TODAY)
    assert (row.title, row.subtitle, row.foot, row.chip) == (
        "Beukenlaan · alleenstaande man", "26-041 · Beukenlaan 7, Turfven", "Noor · 3 dagen geleden", "Loopt",
    )  # fmt: skip
    [row] = rows([LINE], names=hidden, today=TODAY)
    assert "Beukenlaan" not in f"{row.title}{row.subtitle}{row.words()}"
    assert "26-041" in row.title


def test_the_threat_with_its_day_and_the_working_days_left() -> None:
    threatened = replace(VIEW, eviction=EvictionState.DATED, eviction_on=date(2026, 11, 27))
    words, kind = head_chip(threatened, TODAY)
    assert (words.replace("\u2009", ""), kind) == ("Ontruiming 27 november · nog 10 werkdagen", ChipKind.URGENT)
    assert (
        head_chip(replace(threatened, eviction_on=None, eviction=EvictionState.SUMMONED), TODAY)[0] == "Dreigt uithuiszetting: dagvaarding"
    )
    assert head_chip(replace(threatened, eviction=EvictionState.AVERTED), TODAY) == ("Loopt", ChipKind.RUNNING)
    assert list_chip(replace(LINE, eviction=EvictionState.JUDGED))[0] == "Dreigt uithuiszetting"
    assert list_chip(replace(LINE, eviction=EvictionState.JUDGED, state=CaseState.CLOSED))[0] == "Afgesloten"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 13), "vandaag"),
        (date(2026, 11, 16), "nog 1 werkdag"),
        (date(2026, 11, 12), "deze dag is voorbij"),
    ],
)
def test_days_left(day: date, words: str) -> None:
    assert days_left(day, TODAY) == words


def test_the_head_says_no_household_twice_and_hides_the_address() -> None:
    assert head_line(VIEW, shown).replace("\u2009", "") == "26-041 · Beukenlaan 7, Turfven · regie Noor · sinds 2 november 2026"
    other = replace(VIEW, household=HouseholdKind.FAMILY)
    assert "gezin" in head_line(other, shown)
    assert "Beukenlaan" not in head_line(VIEW, lambda name, instead: instead)
    assert (door_caption(VIEW, shown), door_caption(VIEW, hidden)) == ("Beukenlaan 7", "26-041")


def test_what_is_special_about_an_action() -> None:
    assert action_chip(ACTION, TODAY) == ("", ChipKind.CALM)
    assert action_chip(replace(ACTION, is_promise=True), TODAY)[0] == "Toezegging"
    assert action_chip(replace(ACTION, due=date(2026, 11, 12)), TODAY) == ("1 dag te laat", ChipKind.URGENT)
    assert action_chip(replace(ACTION, owner_id=None), TODAY) == ("Wie doet dit?", ChipKind.WAITING)
    assert action_chip(replace(ACTION, due=None), TODAY) == ("Wanneer?", ChipKind.WAITING)


def test_the_next_step_is_what_comes_first() -> None:
    assert next_step((), (), TODAY)[0] == "Er is nog geen volgende stap"
    assert next_step((ACTION,), (), TODAY) == ("Bellen", "Noor Elzinga · uiterlijk vr 20 november")
    late = replace(ACTION, due=date(2026, 11, 11))
    assert next_step((late,), (), TODAY)[1] == "Noor Elzinga · 2 dagen te laat"


@pytest.mark.parametrize(
    ("place", "typed", "words"),
    [
        (Place.RESERVE, "er een ontruimingsdatum komt", "inroepen als er een ontruimingsdatum komt"),
        (Place.RESERVE, "Inroepen als er een ontruimingsdatum komt", "inroepen als er een ontruimingsdatum komt"),
        (Place.STEPPED_ASIDE, "als meneer erom vraagt", "terug als meneer erom vraagt"),
        (Place.STEPPED_ASIDE, "  ", ""),
        (Place.FRONT, "", ""),
    ],
)
def test_a_condition_reads_as_a_sentence_however_it_was_typed(place: Place, typed: str, words: str) -> None:
    assert condition_words(place, typed) == words


def test_the_door_in_words() -> None:
    one = AtTheDoor("i", 1, "o", "Schuldhulp", "coins", "Hugo Brandt", Place.RESERVE, "inroepen als het moet", date(2026, 11, 2), "")
    assert chip_words(one) == "Schuldhulp · Hugo"
    assert spoken(one) == "Schuldhulp, Hugo Brandt, op de achterhand, inroepen als het moet, sinds ma 2 november"
    assert in_words((one,), 2) == (
        "Aan de deur (0): niemand.\nOp de achterhand (1): Schuldhulp · Hugo (inroepen als het moet).\nStapje opzij (0): niemand."
    )
