"""The round after the buurtkeet, through the real program: three signals and a lesson in one form, weighed, and never twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from expertiseteam.concerns.intake import concerns
from expertiseteam.concerns.records import Channel
from tests.acceptance.play import Play
from tests.dossier import Team
from tests.screens.accessibility import spoken
from ui.concerns.inbox import ConcernsScreen
from ui.visits.rounds import RoundsScreen


@pytest.fixture
def play(team: Team, tmp_path: Path) -> Iterator[Play]:
    made = Play(team, tmp_path)
    yield made
    made.close()


def to_rounds(play: Play, who: str) -> RoundsScreen:
    """Sign in and go there by keys, as somebody who does not know where it is."""
    play.as_member(who)
    play.key("Ctrl+K")
    play.type("wekelijkse rondjes")
    play.key("Return")
    screen = play.screen
    assert isinstance(screen, RoundsScreen)
    return screen


def test_a_round_with_three_signals(play: Play, team: Team) -> None:
    team.clock.at(2026, 11, 4, 15, 0)
    screen = to_rounds(play, "lucja")
    play.key("N")
    screen.new.area.set_value("Turfven")
    screen.new.weekday.set_value("2")
    screen.new.starts.setFocus()
    play.type("13.00")
    play.key("Ctrl+Return", "Return")  # planned; the round of this week opens
    for what, where in (("Gordijnen dicht", "Beukenlaan 9"), ("Veel post", "Molenweg 2"), ("Hangplek achter de school", "")):
        play.type(what)
        play.key("Tab")
        play.type(where)
        play.key("Tab", "Tab")  # past how sure it is
    screen.form.learned.setFocus()
    play.type("Eerst zwaaien, dan praten.")
    for who in ("lucja", "sem"):
        screen.form.walkers[team.ids[who]].click()
    play.key("Ctrl+Return")
    assert play.status == "Het rondje is vastgelegd. 3 signalen staan bij de weging."
    again = to_rounds(play, "sem")
    again.week.setFocus()
    play.key("Return")
    assert "Łucja Şahin-van ’t Hof heeft dit rondje al vastgelegd" in again.bar.text
    assert "Eerst zwaaien, dan praten." in spoken(again.past)
    play.as_member("femke")
    play.key("Ctrl+2")
    inbox = play.screen
    assert isinstance(inbox, ConcernsScreen)
    seen = spoken(inbox)
    assert all(what in seen for what in ("Gordijnen dicht", "Veel post", "Hangplek achter de school"))
    assert {concern.channel for concern in team.femke.ask(concerns)} == {Channel.ROUND} and len(team.femke.ask(concerns)) == 3
    assert play.told == []
