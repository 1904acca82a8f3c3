"""Leden en toegang as a whole: parts, keys, what a screen reader hears, what others see, and pictures of every part."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from expertiseteam import custody
from expertiseteam.access.who import Discipline, Role
from expertiseteam.team.deputation import deputise
from expertiseteam.team.members import add_member, members
from tests.access.test_sealing import line, told_by
from tests.dossier import Team
from tests.faults.sampling import LONG
from tests.screens.accessibility import complaints, spoken, stops
from tests.ui.team.conftest import Open
from tests.ui.team.stage import Stage
from ui.team.sheet_section import SheetSection

PARTS = ("people", "invitations", "deputies", "absence", "training", "groups", "sheet", "own", "history")


def fill(stage: Stage, team: Team) -> None:
    """Somebody was invited, somebody stands in, somebody has no access yet."""
    stage.opened.workspace.do(add_member, name="Mees Bakker", role=Role.MEMBER, discipline=Discipline.HOUSING)
    bram = stage.opened.workspace.do(add_member, name="Bram Vos", role=Role.LAWYER, discipline=Discipline.LAW)
    shown = next(m for m in team.femke.ask(members) if m.id == bram)
    custody.invite(team.path, stage.opened.workspace, stage.opened.identity, shown, policy=team.policy)
    team.femke.do(deputise, line(team, "noor"), team.clock.today.replace(day=20))


def test_arrows_show_the_parts_and_enter_goes_in(open_stage: Open) -> None:
    stage = open_stage("femke")
    stage.go("members")
    assert stage.members.nav.hasFocus()
    seen = [stage.members.key]
    for _ in PARTS[1:]:
        stage.key("Down")
        seen.append(stage.members.key)
    assert tuple(seen) == PARTS
    stage.key("Home", "Down", "Down", "Return")
    assert stage.members.section.isAncestorOf(stage.focus)
    stage.key("Escape")
    assert stage.members.nav.hasFocus()


SCALES = (130, 100) if LONG else (130,)  # what fits and can be heard with large letters does with small ones


@pytest.mark.parametrize("scale", SCALES)
def test_every_part_can_be_heard_and_fits(open_stage: Open, team: Team, scale: int) -> None:
    told_by(team)
    stage = open_stage("femke")
    if scale != 100:
        stage.preferences.change(scale=scale)
        stage._dress()
    for part in PARTS:
        stage.go("members", part)
        stage.shoot(f"leden-{part}-leeg", scale=scale)
    fill(stage, team)
    for part in PARTS:
        stage.go("log")
        stage.go("members", part)
        stage.shoot(f"leden-{part}-{scale}", scale=scale)
        assert complaints(stage.window) == [], part
        assert "Onderdelen van leden en toegang" in stops(stage.window), part
    assert stage.told == []


FORMS: dict[str, tuple[str, Callable[[Stage], object]]] = {
    "nieuw-lid": ("people", lambda s: s.key("N")),
    "uitnodigen": ("people", lambda s: s.key("End", "Up", "Home", "U")),
    "code": ("people", lambda s: s.key("Home", "U", "Ctrl+Return")),
    "hier-ontgrendelen": ("people", lambda s: s.key("Home", "O")),
    "toegang-beeindigen": ("people", lambda s: (s.key("End"), s.members.section.leave_or_return(), s.settle())),  # type: ignore[attr-defined]
    "waarnemen": ("deputies", lambda s: s.key("N")),
    "oefenen": ("sheet", lambda s: s.key("Space")),
    "nieuw-blad": ("sheet", lambda s: (s.members.section.renew(), s.settle())),  # type: ignore[attr-defined]
    "nieuw-blad-gemaakt": ("sheet", lambda s: (s.members.section.renew(), s.settle(), s.key("Ctrl+Return"))),  # type: ignore[attr-defined]
    "nieuwe-laptop": ("own", lambda s: (s.members.section.offer(), s.settle())),  # type: ignore[attr-defined]
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_can_be_heard_and_fits(open_stage: Open, team: Team, form: str) -> None:
    team.femke.do(add_member, name="Aad Bos", role=Role.LAWYER, discipline=Discipline.LAW)
    team.close()
    stage = open_stage("femke")
    part, open_ = FORMS[form]
    stage.go("members", part)
    open_(stage)
    for scale in SCALES:
        stage.preferences.change(scale=scale)
        stage._dress()
        stage.settle()
        stage.shoot(f"leden-{form}-{scale}", scale=scale)
        assert complaints(stage.window) == [], scale
    assert stage.told == []


def test_others_read_it_and_see_what_concerns_themselves(open_stage: Open, team: Team) -> None:
    stage = open_stage("wil")
    words = {}
    for part in PARTS:
        stage.go("members", part)
        stage.shoot(f"leden-{part}-ander")
        assert complaints(stage.window) == [], part
        enabled = {command.id for command in stage.members.commands() if command.enabled()}
        own = {"members.add"} if part == "absence" else set()  # everybody says it himself
        assert enabled & {"members.add", "members.change", "members.invite", "members.let-in", "members.end"} == own, part
        words[part] = spoken(stage.members.section)
        if part == "sheet":
            hidden = stage.members.section
            assert isinstance(hidden, SheetSection) and not hidden.drill_button.isVisible() and not hidden.reseal_button.isVisible()
    assert "Wil Stam kreeg eigen sleutels. Toegelaten door Femke Aarts." in words["history"]
    assert "Sem de Graaf" not in words["history"]
    assert "door Femke Aarts" in words["sheet"]
    assert "Alleen uw wachtzin beschermt uw sleutels" in words["own"]
    assert stage.told == []
