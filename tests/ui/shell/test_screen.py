"""What every screen can say: busy only when it really takes long, and why something was not done."""

from __future__ import annotations

from expertiseteam.basics.sentences import Refused
from tests.screens.harness import rest
from tests.ui.shell.stage import Stage, refuse
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
