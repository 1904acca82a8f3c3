"""What every screen can say: busy only when it really takes long, and why something was not done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from expertiseteam.basics.sentences import Refused
from tests.screens.harness import rest
from tests.ui.shell.stage import Kept, Stage, refuse
from ui.shell.desk import Place


def test_a_refused_act_is_said_on_the_screen_that_asked(stage: Stage) -> None:
    stage.window.go(Place("desktop"))
    stage.screen.lane().do(lambda _: None, refuse)  # type: ignore[arg-type]
    stage.runner.wait_until_idle()
    assert stage.screen.bar.text == "Dit mag u niet. Er is niets gewijzigd. Vraag Femke."
    assert stage.told == []


def test_busy_is_said_after_a_while_and_taken_away(stage: Stage) -> None:
    stage.window.go(Place("desktop"))
    screen = stage.screen
    screen.busy("Verslag maken…")
    assert not screen.bar.isVisible()
    screen._on_still_busy()
    assert screen.bar.text == "Verslag maken…"
    screen.busy("")
    assert not screen.bar.isVisible()
    assert not screen._busy_timer.isActive()


def test_being_ready_does_not_take_another_message_away(stage: Stage) -> None:
    stage.window.go(Place("desktop"))
    screen = stage.screen
    screen.busy("Verslag maken…")
    screen.show_refusal(Refused("Dit lukt niet. Er is niets gemaakt. Probeer het opnieuw."))
    screen.busy("")
    assert screen.bar.isVisible()


def test_a_message_can_offer_something_to_do(stage: Stage) -> None:
    done: list[str] = []
    stage.window.go(Place("desktop"))
    stage.screen.inform("2 open acties zijn mee gesloten.", "accent", [("Bekijk de acties", lambda: done.append("acties"))])
    rest()
    from ui.widgets.buttons import Button

    stage.screen.bar.findChildren(Button)[-1].click()
    assert done == ["acties"]
    assert not stage.screen.bar.isVisible()


def test_refreshing_a_hidden_screen_waits_until_it_is_shown(stage: Stage) -> None:
    stage.window.go(Place("desktop"))
    desktop = stage.screen
    stage.window.go(Place("other"))
    loads = len(desktop.loads)
    desktop.refresh()
    desktop.refresh()
    assert len(desktop.loads) == loads
    stage.window.back()
    assert len(desktop.loads) == loads + 1


def touching(*kinds: str) -> Callable[[], None]:
    """An act that changes rows of these tables."""

    def act() -> None: ...

    act.touches = kinds  # type: ignore[attr-defined]
    return act


def test_a_screen_that_keeps_is_entered_again_without_loading(stage: Stage) -> None:
    stage.window.go(Place("kept"))
    kept = stage.screen
    stage.window.go(Place("other"))
    stage.window.go(Place("kept", "1"))
    assert isinstance(kept, Kept)
    assert len(kept.loads) == 1
    assert kept.place == Place("kept", "1")


@pytest.mark.parametrize(("kinds", "loads"), [(("visit",), 2), (("member",), 2), (("draft", "member"), 2), (("draft", "log_line"), 1)])
def test_a_screen_that_keeps_loads_after_any_change_that_could_show(stage: Stage, kinds: tuple[str, ...], loads: int) -> None:
    stage.window.go(Place("kept"))
    kept = stage.screen
    stage.window.go(Place("other"))
    stage.runner.do(lambda _: None, touching(*kinds))  # type: ignore[arg-type]
    stage.runner.wait_until_idle()
    rest()
    stage.window.go(Place("kept"))
    assert len(kept.loads) == loads


@pytest.mark.parametrize(("later", "loads"), [(timedelta(minutes=4), 1), (timedelta(minutes=6), 2), (timedelta(days=1), 2)])
def test_a_screen_that_keeps_loads_when_time_went_by(stage: Stage, later: timedelta, loads: int) -> None:
    stage.window.go(Place("kept"))
    kept = stage.screen
    stage.window.go(Place("other"))
    stage.now += later
    stage.window.go(Place("kept"))
    assert len(kept.loads) == loads


def test_a_screen_that_keeps_loads_again_after_a_day_that_turned_within_minutes(stage: Stage) -> None:
    stage.now = stage.now.replace(hour=22, minute=58)  # 23.58 in Amsterdam
    stage.window.go(Place("kept"))
    kept = stage.screen
    stage.window.go(Place("other"))
    stage.now += timedelta(minutes=3)
    stage.window.go(Place("kept"))
    assert len(kept.loads) == 2


def test_a_screen_that_keeps_tries_again_after_a_refusal_and_after_a_fault(stage: Stage) -> None:
    stage.window.go(Place("kept"))
    kept = stage.screen
    kept.show_refusal(Refused("Dit mag u niet. Er is niets getoond. Vraag Femke."))
    stage.window.go(Place("other"))
    stage.window.go(Place("kept"))
    assert len(kept.loads) == 2
    stage.boundary.handle(Refused("Dit lukt niet. Er is niets gedaan. Probeer het opnieuw."))
    rest()
    stage.window.go(Place("other"))
    stage.window.go(Place("kept"))
    assert len(kept.loads) == 3
