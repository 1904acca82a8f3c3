"""The words of the settings and of members, without a window."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields, replace
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from expertiseteam.access.who import Discipline, Role
from expertiseteam.basics.settings import BY_KEY
from expertiseteam.team.records import MemberLine
from expertiseteam.team.settings import TeamSettings
from ui.look.icons import pixmap
from ui.team.about_words import PARTS, PROTECTION, licence_text
from ui.team.setting_words import GROUPS, changed_names, full_text, note
from ui.team.words import ORGANISATION_ICONS, ROLE_MAY, resealed_words, value_text, work_of

ROOT = Path(__file__).parents[3]
NOOR = MemberLine("1", 1, "Noor Elzinga", Role.MEMBER, Discipline.CARE, "bemoeizorg", None, "", can_sign_in=True, is_active=True)


def test_every_role_says_what_it_may() -> None:
    assert set(ROLE_MAY) == set(Role)


def test_what_somebody_does_is_said_once() -> None:
    assert work_of(NOOR) == "teamlid · zorg · bemoeizorg"
    assert (
        work_of(replace(NOOR, role=Role.SECRETARY, discipline=Discipline.SECRETARIAT, function="Secretaris")) == "secretaris · secretariaat"
    )


def test_resealing_is_said_with_its_number() -> None:
    assert [resealed_words(n) for n in (0, 1, 3)] == ["", "1 melder is opnieuw verzegeld.", "3 melders zijn opnieuw verzegeld."]


def test_values_of_a_member_are_read_as_words() -> None:
    assert value_text("role", Role.LAWYER, {}) == "handhavingsjurist"
    assert value_text("organisation_id", "7", {"7": "Woonpunt"}) == "Woonpunt"
    assert value_text("organisation_id", None, {"7": "Woonpunt"}) == ""
    assert value_text("is_active", False, {}) == "nee"
    assert value_text("phone", "06 1", {}) == "06 1"


def test_every_organisation_icon_exists(theme: object) -> None:
    for icon, _ in ORGANISATION_ICONS:
        assert not pixmap(icon, "#000000", 18).isNull()


def test_every_setting_stands_in_one_group_with_its_source() -> None:
    names = [name for group in GROUPS for name in group.names]
    assert sorted(names) == sorted(field.name for field in fields(TeamSettings))
    assert all(BY_KEY[name].source and BY_KEY[name].source in note(name) for name in names)


def test_a_note_tells_the_default_but_no_invented_name() -> None:
    assert note("door_limit").startswith("Standaard: 2. ")
    assert note("wall_shows_code_only").startswith("Standaard: nee. ")
    assert note("legal_bases").startswith("Standaard: 6 regels. ")
    assert "Weidevoort" not in note("municipality") + note("team_name")


def test_what_differs_is_named() -> None:
    shown = TeamSettings()
    assert changed_names(shown, {"door_limit": 2, "meeting_place": "de Weide"}) == ["meeting_place"]
    assert full_text(("een", "twee")) == "een\ntwee"
    assert full_text(True) == "ja"


def test_everything_we_stand_on_is_named() -> None:
    """A new requirement, font or icon set is named under *Over*, with its licence."""
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    needed = {canonicalize_name(re.split(r"[\[<>=~!; ]", line)[0]) for line in wanted}
    assert needed - {canonicalize_name(part.package) for part in PARTS} == set()
    shipped = {path.name for path in (ROOT / "resources" / "licences").iterdir()}
    assert shipped == {text for part in PARTS for text in part.texts}
    assert all(part.licence and part.purpose for part in PARTS)
    assert all(part.version for part in PARTS if part.package)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_every_licence_can_be_read(part: object) -> None:
    assert len(licence_text(part)) > 300  # type: ignore[arg-type]


def test_the_limits_are_said_honestly() -> None:
    text = " ".join(words for _, words in PROTECTION)
    for limit in ("geen muur", "kan die kopie nog lezen", "kan een kwaadaardig programma", "laat geen regel achter"):
        assert limit in text
