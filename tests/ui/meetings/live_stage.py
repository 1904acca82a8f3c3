"""The overleg of 17 November, live: what stands on the screen and in the dossier, and taking a line down."""

from __future__ import annotations

from expertiseteam.meetings.agenda import agenda_still_open
from expertiseteam.meetings.conduct import item_still_open
from expertiseteam.meetings.records import ItemState, SaidLine
from tests.ui.meetings.stage import Stage
from ui.meetings.live import LiveScreen

NOTE = "Noor: meneer is twee keer geweest, wil hulp bij post."
DECISION = "Woonpunt vraagt uitstel van de ontruiming aan."
ACTION = "Karim belt advocaat Woonpunt voor vrijdag"


def live(stage: Stage) -> LiveScreen:
    screen = stage.screen
    assert isinstance(screen, LiveScreen)
    return screen


def line(stage: Stage) -> str:
    return live(stage).parts.line.field.text()


def said(stage: Stage, ids: dict[str, str]) -> list[SaidLine]:
    """What stands in the dossier on the point that is spoken about."""
    shown = stage.team.femke.ask(agenda_still_open, ids["november"])
    busy = next(item for item in shown.items if item.state is ItemState.BUSY)
    return list(stage.team.femke.ask(item_still_open, busy.id, ids["november"]).lines)


def write(stage: Stage, text: str, key: str = "") -> None:
    if key:
        stage.key(key)
    stage.type(text)
    stage.key("Return")


def digit(stage: Stage, name: str) -> str:
    """The digit with which somebody is picked in the panel of who and when."""
    return str([pill.text() for pill in live(stage).parts.line.who_when.who._pills].index(name) + 1)


def states(stage: Stage, ids: dict[str, str]) -> list[str]:
    return [item.state.name for item in stage.team.femke.ask(agenda_still_open, ids["november"]).items]
