"""What the team chose itself: usable values only, a default for whatever is broken, and nobody's change lost in silence."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import time
from typing import Any

import pytest

from expertiseteam.access.who import DESK
from expertiseteam.access.work import Work, act
from expertiseteam.basics.sentences import Conflict, Refused
from expertiseteam.basics.settings import BY_KEY
from expertiseteam.team.settings import TITLES, TeamSettings, change_settings, checked, team_settings, unusable_settings
from expertiseteam.team.tables import Setting
from tests.dossier import Team

NUMBERS = ("door_limit", "triage_days", "feedback_days", "meeting_minutes")
LINES = ("working_agreements", "legal_bases", "purposes")
TEXTS = ("municipality", "team_name", "meeting_start", "meeting_place")


@act("instelling kapot gemaakt", by=DESK)
def store(work: Work, key: str, value: str) -> None:
    """Put a raw value in the table, as a newer program or a mistake would."""
    work.add(Setting(key=key, value=value))


def test_every_setting_has_a_title_and_every_title_a_setting() -> None:
    assert list(TITLES) == [field.name for field in fields(TeamSettings)]


def test_a_new_team_works_by_the_defaults(team: Team) -> None:
    settings = team.noor.ask(team_settings)
    assert (settings.door_limit, settings.triage_days, settings.feedback_days, settings.meeting_minutes) == (2, 2, 10, 90)
    assert settings.meeting_time == time(13, 30)
    assert (settings.municipality, settings.team_name) == ("Weidevoort", "Expertiseteam Weidevoort")


@pytest.mark.parametrize(
    ("key", "given", "kept"),
    [
        ("municipality", "  Turfven ", "Turfven"),
        ("team_name", "Expertiseteam Ganzenhoek", "Expertiseteam Ganzenhoek"),
        ("door_limit", " 3 ", 3),
        ("triage_days", 1, 1),
        ("feedback_days", "60", 60),
        ("meeting_start", "9.30", "09:30"),
        ("meeting_start", "13:30 uur", "13:30"),
        ("meeting_minutes", 120, 120),
        ("meeting_place", "de Weide", "de Weide"),
        ("working_agreements", [" Wij bellen eerst. ", "", "Wij komen terug."], ("Wij bellen eerst.", "Wij komen terug.")),
        ("legal_bases", ("Wmo 2015",), ("Wmo 2015",)),
        ("purposes", ["hulp aanbieden"], ("hulp aanbieden",)),
        ("wall_shows_code_only", True, True),
    ],
)
def test_a_usable_value_is_kept_and_everyone_sees_it(team: Team, key: str, given: Any, kept: Any) -> None:
    team.wil.do(change_settings, {key: given})
    assert getattr(team.noor.ask(team_settings), key) == kept
    assert getattr(team.femke.ask(team_settings), key) == kept


REFUSED = [
    *((key, value) for key in NUMBERS for value in ("", "nul", "0", "-1", "2,5", "481", 0, 2.5, True, None, [3])),
    *((key, BY_KEY[key].least - 1) for key in NUMBERS),
    *((key, BY_KEY[key].most + 1) for key in NUMBERS),
    *((key, value) for key in LINES for value in ([], ["  "], "hulp aanbieden", None, 7)),
    *((key, value) for key in TEXTS for value in ("", "   ", None, 5, ["x"])),
    *(("meeting_start", value) for value in ("half twee", "25.00", "13.60", "13.3", "13:30+01:00")),
    *(("wall_shows_code_only", value) for value in ("ja", 1, None)),
]


@pytest.mark.parametrize(("key", "value"), REFUSED)
def test_what_cannot_be_used_is_refused_by_its_title(key: str, value: Any) -> None:
    with pytest.raises(Refused) as caught:
        checked(key, value)
    assert str(caught.value).startswith(f"{TITLES[key]}: ")
    assert str(caught.value).endswith("De instelling is niet gewijzigd.")


def test_one_unusable_value_keeps_the_others_out_too(team: Team) -> None:
    with pytest.raises(Refused, match="heel getal"):
        team.femke.do(change_settings, {"triage_days": 5, "feedback_days": "veel"})
    assert team.femke.ask(team_settings).triage_days == 2


def test_a_setting_that_does_not_exist_is_our_bug(team: Team) -> None:
    with pytest.raises(KeyError):
        team.femke.do(change_settings, {"colour": "groen"})


def test_only_the_desk_changes_settings(team: Team) -> None:
    with pytest.raises(Refused, match="aandachtsfunctionaris, secretaris"):
        team.noor.do(change_settings, {"door_limit": 3})
    assert team.noor.ask(team_settings).door_limit == 2


@pytest.mark.parametrize(
    ("key", "raw"),
    [
        ("door_limit", "{"),
        ("door_limit", '"veel"'),
        ("door_limit", "[2]"),
        ("feedback_days", "0"),
        ("meeting_start", '"25:00"'),
        ("meeting_start", "1330"),
        ("meeting_place", "null"),
        ("working_agreements", "[]"),
        ("working_agreements", "5"),
        ("legal_bases", "[1, 2]"),
        ("purposes", '"hulp"'),
        ("wall_shows_code_only", '"nee"'),
    ],
)
def test_a_broken_value_falls_back_to_its_default_and_harms_no_other(team: Team, key: str, raw: str) -> None:
    team.femke.do(store, key, raw)
    if key != "triage_days":
        team.femke.do(store, "triage_days", "4")
    settings = team.noor.ask(team_settings)
    assert getattr(settings, key) == getattr(TeamSettings(), key)
    assert settings.triage_days == 4
    assert team.noor.ask(unusable_settings) == (TITLES[key],)


def test_a_value_of_a_newer_program_is_left_alone(team: Team) -> None:
    team.femke.do(store, "colour_of_the_door", json.dumps("groen"))
    assert team.femke.ask(team_settings) == team.noor.ask(team_settings)
    assert team.femke.ask(unusable_settings) == ()


def test_a_broken_value_can_be_set_right(team: Team) -> None:
    team.femke.do(store, "door_limit", "{")
    team.femke.do(change_settings, {"door_limit": 3})
    assert team.femke.ask(team_settings).door_limit == 3


def test_two_changes_of_one_setting_show_both(team: Team) -> None:
    shown = team.femke.ask(team_settings)
    team.wil.do(change_settings, {"meeting_place": "de Weide"}, shown)
    with pytest.raises(Conflict) as caught:
        team.femke.do(change_settings, {"meeting_place": "raadszaal", "door_limit": 3}, shown)
    assert caught.value.fields == {"meeting_place": ("raadszaal", "de Weide")}
    assert team.femke.ask(team_settings).door_limit == 2


def test_changes_of_different_settings_go_together(team: Team) -> None:
    shown = team.femke.ask(team_settings)
    team.wil.do(change_settings, {"meeting_place": "de Weide"}, shown)
    team.femke.do(change_settings, {"door_limit": 3}, shown)
    now = team.noor.ask(team_settings)
    assert (now.meeting_place, now.door_limit) == ("de Weide", 3)
