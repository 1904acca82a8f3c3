"""The screen in the room: what it says, and that no name, address or sentence can be found on it."""

from __future__ import annotations

import dataclasses
import enum
import typing
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from expertiseteam.cases.front_door import set_place
from expertiseteam.cases.opening import add_note, add_person, open_case, report_eviction
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import DoorAnswers, EvictionState, HouseholdKind
from expertiseteam.cases.records import Place as Behind
from expertiseteam.meetings.agenda import agenda_still_open, change_item
from expertiseteam.meetings.conduct import agree, decide, move_at_door, note, open_item
from expertiseteam.meetings.projection import ProjectionItem, ProjectionLine
from expertiseteam.team.members import add_organisation
from expertiseteam.team.settings import change_settings
from tests.dossier import Team
from tests.screens.accessibility import complaints, spoken
from tests.screens.harness import shoot
from tests.ui.meetings.conftest import Open
from tests.ui.meetings.stage import GOAL, Stage, start
from ui.meetings.live import LiveScreen
from ui.meetings.wall import WallWindow

MARK = "Zzyx"  # stands in everything that people type


@pytest.fixture
def stage(open_stage: Open, team: Team, ids: dict[str, str]) -> Stage:
    """Wil, in the overleg, with the screen in the room open on 26-003."""
    start(team, ids)
    stage = open_stage(team.wil)
    stage.go("live", ids["november"])
    stage.key("Ctrl+Down", "Ctrl+Down")
    live(stage).parts.wall_button.click()
    stage.settle()
    return stage


def live(stage: Stage) -> LiveScreen:
    screen = stage.screen
    assert isinstance(screen, LiveScreen)
    return screen


def wall_of(stage: Stage) -> WallWindow:
    wall = live(stage).wall
    assert wall is not None
    return wall


def texts(window: QWidget) -> Iterator[str]:
    """Everything that a window says or could say: words, titles, hints, names for a screen reader."""
    for widget in (window, *window.findChildren(QWidget)):
        yield from (widget.windowTitle(), widget.toolTip(), widget.statusTip(), widget.whatsThis())
        yield from (widget.accessibleName(), widget.accessibleDescription(), widget.objectName())
        if isinstance(widget, QLabel):
            yield widget.text()
    yield spoken(window)


def write(stage: Stage, text: str, key: str = "") -> None:
    if key:
        stage.key(key)
    stage.type(text)
    stage.key("Return")


def test_the_story_on_the_wall(stage: Stage) -> None:
    write(stage, "Noor: meneer is twee keer geweest, wil hulp bij post.")
    write(stage, "Woonpunt vraagt uitstel van de ontruiming aan.", "F3")
    write(stage, "Karim belt advocaat Woonpunt voor vrijdag", "F4")
    write(stage, "schuldhulp aan de deur", "F5")
    stage.type("tot de regeling er is")
    stage.key("Ctrl+Return")
    wall = wall_of(stage)
    assert wall._position.text() == "Punt 3 van 8"
    assert wall._title.text() == "Casus 26-003"
    assert wall._about.text().split(" \u2009·\u2009 ") == ["Turfven", "alleenstaande man", "dreigende uithuiszetting"]
    assert wall.lines == ["Besluit genomen", "Actie: vóór vr 20 november", "Voordeur: van 2 naar 3 organisaties"]
    assert "Dit scherm toont geen namen en adressen" in list(texts(wall))
    said = "\n".join(texts(wall)).casefold()
    for word in ("noor", "meneer", "karim", "woonpunt", "beukenlaan", "schuldhulp", "regeling", "advocaat", "wil stam", "post"):
        assert word not in said, word


def test_nothing_typed_by_people_reaches_the_wall(open_stage: Open, team: Team, ids: dict[str, str]) -> None:
    organisation = team.femke.do(add_organisation, name=f"{MARK} organisatie")
    case = team.femke.do(
        open_case, (), label=f"{MARK}laan · gezin", lead_id=team.ids["noor"], legal_basis=f"{MARK} wet", purpose=f"{MARK} doel",
        goal=GOAL + MARK, bringing_partner=f"{MARK} partner", household=HouseholdKind.FAMILY, place=f"{MARK}laan 9, {MARK}dorp",
    )  # fmt: skip
    team.femke.do(add_person, case, name=f"Piet {MARK}", phone=MARK)
    team.femke.do(add_note, case, f"{MARK} notitie")
    team.femke.do(report_eviction, team.femke.ask(case_view, case), EvictionState.DATED, date(2026, 12, 1), f"{MARK} bron")
    team.femke.do(set_place, case, organisation, Behind.FRONT, condition=f"{MARK} voorwaarde")
    meeting = start(team, ids)
    item = next(i for i in team.femke.ask(agenda_still_open, meeting).items if i.case_id == case)
    team.femke.do(change_item, item, question=f"{MARK} vraag?")
    team.femke.do(open_item, item.id)
    team.femke.do(note, item.id, f"{MARK} zegt iets")
    team.femke.do(decide, item.id, f"{MARK} besluit")
    team.femke.do(agree, item.id, f"{MARK} actie", owner_id=team.ids["noor"], due=None)
    answers = DoorAnswers(*[f"{MARK} antwoord"] * 4)
    for name in ("Woonpunt", "Schuldhulp"):
        team.femke.do(move_at_door, item.id, team.organisations[name], Behind.FRONT, condition=MARK, answers=answers)
    stage = open_stage(team.wil)
    stage.go("live", meeting)
    live(stage).parts.wall_button.click()
    stage.settle()
    wall = wall_of(stage)
    assert wall.lines == [
        "Besluit genomen",
        "Actie: nog zonder datum",
        "Voordeur: van 1 naar 2 organisaties",
        "Voordeur: van 2 naar 3 organisaties",
    ]
    said = "\n".join(texts(wall)).casefold()
    hidden = [MARK, *(name for member in ("Femke Aarts", "Wil Stam", "Noor Elzinga", "Karim Ziani") for name in member.split())]
    assert [word for word in hidden if word.casefold() in said] == []
    shoot(stage.theme, wall, "overleg-scherm-in-de-zaal", settle=stage.settle)


def test_the_type_behind_the_wall_has_no_room_for_typed_text() -> None:
    """Only `code` and `village` are texts: the one is made by the program, the other comes from the team's own list."""
    free = {"code", "village"}
    for kind in (ProjectionItem, ProjectionLine):
        hints = typing.get_type_hints(kind)
        for field in dataclasses.fields(kind):
            parts = typing.get_args(hints[field.name]) or (hints[field.name],)
            for part in parts:
                allowed = part in (int, bool, date, datetime, type(None), ProjectionLine, ...) or (
                    isinstance(part, type) and issubclass(part, enum.Enum)
                )
                assert allowed or field.name in free, (kind.__name__, field.name)


def test_the_team_may_choose_for_the_code_alone(stage: Stage, team: Team) -> None:
    stage.runner.workspace.do(change_settings, {"wall_shows_code_only": True})
    stage.settle()
    assert wall_of(stage)._title.text() == "Casus 26-003"
    assert not wall_of(stage)._about.isVisible()


def test_it_follows_the_meeting_and_tells_the_time(stage: Stage, team: Team) -> None:
    wall = wall_of(stage)
    team.clock.now += timedelta(minutes=6, seconds=40)
    wall._timer.timeout.emit()
    assert wall._time.text() == "6:40 van 10 minuten"
    stage.key("Ctrl+Down")
    assert wall._position.text() == "Punt 4 van 8"
    stage.key("Ctrl+Up", "Ctrl+Up")
    assert wall._title.text() == "Acties van vorige keer"
    assert not wall._about.isVisible()


def test_f9_blanks_it_and_typing_goes_on(stage: Stage) -> None:
    stage.type("half")
    stage.key("F9")
    wall = wall_of(stage)
    assert wall.is_blank
    assert not wall._title.isVisible()
    assert stage.status == "Het scherm in de zaal is leeg."
    assert stage.focus is live(stage).parts.line.field
    stage.key("F9")
    assert wall._title.isVisible()


def test_it_is_a_window_of_its_own_that_takes_no_keyboard_and_closes_alone(stage: Stage) -> None:
    wall = wall_of(stage)
    assert wall.isWindow() and wall.isVisible()
    assert wall.windowTitle() == "Scherm in de zaal"
    assert stage.focus is live(stage).parts.line.field
    assert complaints(wall) == []
    wall.close()
    stage.settle()
    assert live(stage).wall is None
    assert live(stage).parts.wall_button.text() == "Scherm in de zaal"


def test_between_points_it_says_nothing(open_stage: Open, team: Team, ids: dict[str, str]) -> None:
    stage = open_stage(team.wil)
    wall = WallWindow(stage.runner, team.clock, ids["november"])
    wall.show()
    stage.settle()
    assert [text for text in ("Het overleg gaat zo verder",) if text in list(texts(wall))]
    assert wall.lines == []
    wall.close()
    wall.deleteLater()


def test_one_line_goes_to_the_room_after_a_second_look_and_comes_off_again(stage: Stage) -> None:
    write(stage, "Noor: meneer is twee keer geweest.")
    stage.key("F8")
    assert "Hier staat een naam" in live(stage).bar.text and "meneer" not in "\n".join(texts(wall_of(stage)))
    write(stage, "Eerst de gasfles weg, dan het gesprek over de tuin.")
    stage.key("F8")
    assert "Dit komt in de zaal te staan" in live(stage).bar.text and "gasfles" not in "\n".join(texts(wall_of(stage)))
    stage.shoot("overleg-f8")
    stage.key("F8")
    assert "Eerst de gasfles weg, dan het gesprek over de tuin." in list(texts(wall_of(stage)))
    shoot(stage.theme, wall_of(stage), "zaal-met-regel", size=(1280, 720))
    stage.key("F8")
    assert "gasfles" not in "\n".join(texts(wall_of(stage))) and stage.told == []
