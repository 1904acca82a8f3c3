from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from expertiseteam.cases.records import HouseholdKind
from expertiseteam.concerns.records import (
    AddressHistory,
    Certainty,
    Channel,
    ConcernKind,
    ConcernLine,
    ConcernState,
    KnownDoor,
    Source,
    Urgency,
)
from ui.concerns.address_field import Doors
from ui.concerns.case_panel import suggested_label
from ui.concerns.pick_panels import Option, fitting
from ui.concerns.words import age, concern_row, day_list, door_hint, duration, history_line, saved_text, source_text, spelled_otherwise
from ui.widgets.labels import ChipKind

NOW = datetime(2026, 11, 2, 8, 40, tzinfo=UTC)  # 9.40 in Weidevoort
TODAY = date(2026, 11, 2)
LINE = ConcernLine(
    id="a", version=1, code="26-118", what="De buurman zet\nal drie weken geen afval buiten.", place="Beukenlaan 7, Turfven",
    village="Turfven", certainty=Certainty.GUT, channel=Channel.PHONE, source=Source.VOLUNTEER, urgency=Urgency.NORMAL,
    state=ConcernState.NEW, received=datetime(2026, 11, 2, 8, 35, tzinfo=UTC), triage_before=date(2026, 11, 4), review_on=None,
)  # fmt: skip


def test_a_new_signal_says_its_words_its_code_and_how_fresh_it_is() -> None:
    row = concern_row(LINE, NOW)
    assert row.title == "De buurman zet al drie weken geen afval buiten."
    assert "26-118" in row.foot and "Beukenlaan 7, Turfven" in row.foot
    assert (row.right, row.chip) == ("nu net", "")


@pytest.mark.parametrize(
    ("change", "chip", "kind"),
    [
        ({"triage_before": date(2026, 10, 30)}, "weging te laat", ChipKind.URGENT),
        ({"triage_before": TODAY}, "vandaag wegen", ChipKind.WAITING),
        ({"urgency": Urgency.ACUTE}, "nu", ChipKind.URGENT),
        ({"urgency": Urgency.SOON}, "spoed", ChipKind.WAITING),
        ({"state": ConcernState.OBSERVED, "review_on": date(2026, 11, 20)}, "kijken op vr 20 november", ChipKind.CALM),
        ({"state": ConcernState.OBSERVED, "review_on": TODAY}, "nu opnieuw kijken", ChipKind.WAITING),
        ({"state": ConcernState.LINKED}, "bij een casus", ChipKind.CALM),
        ({"kind": ConcernKind.QUESTION}, "vraag", ChipKind.CALM),
    ],
)
def test_what_presses_about_a_signal_stands_in_its_chip(change: dict[str, object], chip: str, kind: ChipKind) -> None:
    row = concern_row(replace(LINE, **change), NOW)  # type: ignore[arg-type]
    assert (row.chip, row.kind) == (chip, kind)


def test_with_names_hidden_a_row_is_code_and_village() -> None:
    row = concern_row(LINE, NOW, hidden=True)
    assert (row.title, row.foot) == ("Signaal 26-118", "Turfven")
    assert "buurman" not in row.words() and "Beukenlaan" not in row.words()


def test_age_is_said_as_people_say_it() -> None:
    assert age(NOW, NOW) == "nu net"
    assert age(datetime(2026, 11, 2, 6, 0, tzinfo=UTC), NOW) == "vandaag"
    assert age(datetime(2026, 11, 1, 12, 0, tzinfo=UTC), NOW) == "gisteren"
    assert age(datetime(2026, 9, 14, 8, 0, tzinfo=UTC), NOW) == "ma 14 september"


@pytest.mark.parametrize(
    ("earlier", "waiting", "code", "hint"),
    [
        (2, 1, "26-044", "casus 26-044 loopt · 2 eerdere signalen"),
        (1, 0, "", "1 eerder signaal, afgehandeld"),
        (1, 1, "", "1 eerder signaal"),
        (0, 0, "26-044", "casus 26-044 loopt"),
    ],
)
def test_behind_a_suggestion_stands_what_is_known_of_the_door(earlier: int, waiting: int, code: str, hint: str) -> None:
    assert door_hint(earlier, waiting, code) == hint


def test_earlier_signals_on_a_door() -> None:
    earlier = AddressHistory(
        "b", "26-090", "Beukenln 7", datetime(2026, 9, 14, 8, 0, tzinfo=UTC), Certainty.HEARD, Channel.CABIN, ConcernState.NEW, "zelfde"
    )
    assert history_line(earlier, TODAY, {"CHANNEL_CABIN": "keet"}) == ("14 september", "keet · gehoord")
    assert history_line(replace(earlier, received=datetime(2025, 9, 14, 8, 0, tzinfo=UTC)), TODAY, {})[0] == "zo 14 september 2025"
    assert spelled_otherwise("Beukenlaan 7", [earlier]) == "Beukenln 7"
    assert spelled_otherwise("beukenln  7", [earlier]) == ""


def test_days_are_joined_as_in_a_sentence() -> None:
    def at(*days: tuple[int, int]) -> list[datetime]:
        return [datetime(2026, month, day, 12, tzinfo=UTC) for month, day in days]

    assert day_list(at((11, 27), (11, 12))) == "12 en 27 november"
    assert day_list(at((9, 14), (10, 2), (10, 9))) == "14 september, 2 en 9 oktober"
    assert day_list(at((9, 14), (9, 14))) == "14 september"
    assert day_list([]) == ""


def test_the_source_is_all_that_anyone_learns() -> None:
    assert source_text(Source.VOLUNTEER) == "Bron: vrijwilliger."
    assert source_text(Source.ANONYMOUS) == "Anoniem verteld."
    assert source_text(Source.UNKNOWN) == "Bron: niet genoemd."


def test_the_sentence_after_saving_names_the_term() -> None:
    assert saved_text("26-118", date(2026, 11, 16), TODAY) == "Signaal 26-118 bewaard. Terugkoppeling uiterlijk 16 november."
    assert saved_text("26-400", date(2027, 1, 4), date(2026, 12, 18)) == "Signaal 26-400 bewaard. Terugkoppeling uiterlijk 4 januari 2027."
    assert saved_text("26-118", None, TODAY) == "Signaal 26-118 bewaard."


def test_a_case_is_called_after_street_and_household_and_never_after_a_number() -> None:
    assert suggested_label("Beukenlaan 7, Turfven", "Turfven", HouseholdKind.SINGLE_MAN) == "Beukenlaan · alleenstaande man"
    assert suggested_label("Beukenln. 7", "", HouseholdKind.UNKNOWN) == "Beukenlaan"
    assert suggested_label("", "Turfven", HouseholdKind.FAMILY) == "Turfven · gezin"


def test_two_spellings_of_one_door_are_one_suggestion() -> None:
    doors = Doors(
        [
            KnownDoor("Beukenln 7", "beukenlaan 7", 1, 1),
            KnownDoor("Beukenlaan 7, Turfven", "beukenlaan 7 turfven", 2, 0),
            KnownDoor("Beukenlaan 17, Turfven", "beukenlaan 17 turfven", 1, 0),
        ],
        ["Turfven", "Ganzenhoek"],
        [("Beukenlaan 7, Turfven", "26-044")],
    )
    found = doors.suggest("Beukenl")
    assert [s.place for s in found] == ["Beukenlaan 7, Turfven", "Beukenlaan 17, Turfven"]
    assert found[0].hint == "casus 26-044 loopt · 3 eerdere signalen"


def test_a_village_is_suggested_before_a_street() -> None:
    doors = Doors([KnownDoor("Turfweg 3, Turfven", "turfweg 3 turfven", 1, 0)], ["Turfven"], [])
    assert [(s.place, s.is_village) for s in doors.suggest("turf")] == [("Turfven", True), ("Turfweg 3, Turfven", False)]
    assert doors.suggest("t") == []


def test_what_stands_on_the_same_address_comes_first() -> None:
    options = [Option("a", "26-001", "", "26-001 Kerkstraat", near=False), Option("b", "26-002", "", "26-002 Beukenlaan", near=True)]
    assert [o.key for o in fitting(options, "")] == ["b", "a"]
    assert [o.key for o in fitting(options, "kerk 001")] == ["a"]
    assert fitting(options, "molen") == []


@pytest.mark.parametrize(
    ("since", "said"),
    [
        (TODAY, "vandaag begonnen"),
        (date(2026, 11, 1), "1 dag"),
        (date(2026, 10, 20), "13 dagen"),
        (date(2026, 10, 19), "2 weken"),
        (date(2026, 9, 21), "6 weken"),
        (date(2026, 7, 3), "3 maanden"),
        (date(2024, 11, 3), "23 maanden"),
        (date(2024, 11, 2), "2 jaar"),
    ],
)
def test_how_long_something_lasts_is_counted(since: date, said: str) -> None:
    assert duration(since, TODAY) == said
