from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from expertiseteam.cases.records import ActionLine, ActionState, CaseLine, CaseState, EvictionState, HouseholdKind
from expertiseteam.insight.find import Hit
from expertiseteam.insight.today import Today
from expertiseteam.meetings.records import MeetingLine, MeetingState
from ui.insight.search import LONGEST, as_shown, excerpt, place_of
from ui.insight.words import action_row, actions_aside, eviction_days, eviction_words, greeting, meeting_distance, meeting_when
from ui.shell.desk import Place
from ui.widgets.labels import ChipKind

DAY = date(2026, 11, 13)
ACTION = ActionLine(
    id="a", version=1, number=14, case_id="c", code="26-041", label="Beukenlaan · man", what="Post ordenen", owner_id="n",
    owner="Noor Elzinga", due=date(2026, 11, 11), is_promise=False, state=ActionState.OPEN, result="", done_on=None,
    agreed_on=date(2026, 11, 2),
)  # fmt: skip
CASE = CaseLine(
    id="c", version=1, code="26-041", label="Beukenlaan · man", place="Beukenlaan 7", village="Turfven", household=HouseholdKind.UNKNOWN,
    state=CaseState.ACTIVE, lead_id="n", lead="Noor Elzinga", opened=date(2026, 11, 2), eviction=EvictionState.DATED,
    eviction_on=date(2026, 11, 27), last_contact=None, at_door=1,
)  # fmt: skip
NOTHING = Today((), (), (), (), (), 0, None, 0, 0, None)


def test_the_greeting_counts_in_words_what_waits_today() -> None:
    assert greeting(NOTHING, DAY, weighs=True) == "Er wacht vandaag niets op u."
    assert greeting(replace(NOTHING, actions=(ACTION,)), DAY, weighs=False) == "Eén actie wacht vandaag op u."
    later = replace(ACTION, due=date(2026, 11, 20))
    assert greeting(replace(NOTHING, actions=(ACTION, ACTION, later)), DAY, weighs=False) == "Twee acties wachten vandaag op u."
    busy = replace(NOTHING, actions=(ACTION,) * 4, waiting=13)
    assert greeting(busy, DAY, weighs=True) == "13 signalen en vier acties wachten vandaag op u."
    assert greeting(busy, DAY, weighs=False) == "Vier acties wachten vandaag op u."


def test_an_action_says_how_late_it_is_and_of_which_case() -> None:
    row = action_row(ACTION, DAY, hidden=False)
    assert (row.title, row.foot, row.chip, row.kind) == ("Post ordenen", "26-041 · Beukenlaan · man", "2 dagen te laat", ChipKind.URGENT)
    promise = action_row(replace(ACTION, is_promise=True, due=DAY), DAY, hidden=False)
    assert (promise.title, promise.chip) == ("Toegezegd: Post ordenen", "vandaag")
    assert action_row(replace(ACTION, due=None), DAY, hidden=False).chip == "geen datum"
    done = action_row(replace(ACTION, state=ActionState.DONE, done_on=DAY), DAY, hidden=False, with_owner=True)
    assert done.faded and done.chip == "gedaan" and "Noor Elzinga" in done.foot


def test_with_names_hidden_an_action_is_a_number_and_a_code() -> None:
    row = action_row(ACTION, DAY, hidden=True, with_owner=True)
    assert "Post" not in row.words() and "Beukenlaan" not in row.words()
    assert row.title == "Actie 14" and "26-041" in row.foot


def test_what_is_due_is_counted_beside_the_heading() -> None:
    assert actions_aside([ACTION, replace(ACTION, due=DAY)], DAY) == "2 vandaag, waarvan 1 te laat"
    assert actions_aside([replace(ACTION, due=date(2026, 12, 1))], DAY) == "niets vandaag"
    assert actions_aside([], DAY) == ""


@pytest.mark.parametrize(
    ("on", "figure"),
    [
        (date(2026, 11, 27), ("10", "werkdagen")),
        (date(2026, 11, 16), ("1", "werkdag")),
        (DAY, ("0", "vandaag")),
        (date(2026, 11, 12), ("0", "voorbij")),
        (None, ("?", "geen datum")),
    ],
)
def test_a_threatened_home_counts_working_days(on: date | None, figure: tuple[str, str]) -> None:
    assert eviction_days(replace(CASE, eviction_on=on), DAY) == figure


def test_what_threatens_is_said_with_its_day() -> None:
    assert eviction_words(CASE, DAY) == "Ontruiming op vr 27 november"
    assert eviction_words(replace(CASE, eviction=EvictionState.ANNOUNCED, eviction_on=None), DAY) == "Ontruiming aangekondigd"
    assert eviction_words(replace(CASE, eviction=EvictionState.POSTPONED), DAY) == "Ontruiming uitgesteld tot vr 27 november"


def test_the_next_overleg_is_said_as_people_say_it() -> None:
    meeting = MeetingLine(
        "m", 1, date(2026, 11, 17), time(13, 30), 90, "gemeentehuis", MeetingState.PLANNED, "", "", "", "", 0, None, None, None, ""
    )
    assert meeting_when(meeting) == "Di 17 november, 13.30 uur"
    assert meeting_distance(meeting, DAY).startswith("over 2 werkdagen")
    assert meeting_distance(meeting, meeting.on).startswith("vandaag")


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("concern", Place("concern", "r")),
        ("case", Place("case", "r")),
        ("action", Place("actions", "r")),
        ("visit", Place("visit", "r")),
        ("person", Place("case", "c")),
        ("note", Place("case", "c")),
        ("said", Place("case", "c")),
        ("decision", Place("case", "c")),
    ],
)
def test_every_kind_of_hit_has_its_place(kind: str, place: Place) -> None:
    assert place_of(Hit(kind, kind, "r", "woorden", "c", "26-041", "Beukenlaan")) == place


def test_what_belongs_to_no_case_leads_to_the_overleggen() -> None:
    assert place_of(Hit("decision", "Besluit", "r", "woorden", None, "", "")) == Place("meetings")


def test_a_long_text_shows_the_piece_in_which_the_word_stands() -> None:
    text = "Begin. " + "Woorden die er niet toe doen. " * 20 + "Hier staat de gasfles. " + "Nog meer woorden. " * 10
    found = excerpt(text, "gasfl")
    assert "gasfles" in found and len(found) <= LONGEST + 2
    assert found.startswith("…") and found.endswith("…")
    assert excerpt("kort", "kort") == "kort"


def test_with_names_hidden_a_hit_is_a_code() -> None:
    person = as_shown(Hit("person", "Bewoner", "r", "Piet Paal · bewoner", "c", "26-041", "Beukenlaan"), "piet", hidden=True)
    assert (person.title, person.subtitle) == ("26-041", "")
    case = as_shown(Hit("case", "Casus", "r", "26-041 · Beukenlaan", "r", "26-041", "Beukenlaan"), "beuk", hidden=True)
    assert case.title == "26-041"
