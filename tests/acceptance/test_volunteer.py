"""The volunteer's worry, through the real windows: she is heard, she hears back, and nobody but Femke ever learns who she is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from expertiseteam.concerns.feedback import open_feedback
from expertiseteam.concerns.intake import concern_view, concerns
from expertiseteam.concerns.records import ConcernState, Source
from expertiseteam.privacy.reading_log import whole_log
from tests.acceptance.play import Play
from tests.dossier import Team
from tests.screens.accessibility import spoken
from tests.storage.test_leaks import plain_hits
from ui.concerns.inbox import ConcernsScreen
from ui.shell.desk import Place

SECRET = ("Greet", "Hilkens", "55512345", "Zuiderzorg")
TEXT = "Mevrouw komt al drie weken niet meer koffiedrinken in de inloop."


@pytest.fixture
def play(team: Team, tmp_path: Path) -> Iterator[Play]:
    made = Play(team, tmp_path)
    yield made
    assert made.told == []
    made.close()


def names_nobody(play: Play) -> None:
    said = spoken(play.program.main)
    assert [word for word in SECRET if word in said] == []


def opened(play: Play, who: str, concern: str) -> ConcernsScreen:
    play.as_member(who)
    play.program.main.go(Place("concern", concern))
    play.settle()
    assert isinstance(play.screen, ConcernsScreen)
    return play.screen


def test_a_volunteer_is_worried_and_stays_hidden(play: Play, team: Team, tmp_path: Path) -> None:
    # She phones Łucja, who writes it down while they speak; the caller is asked who she is and told what happens.
    team.clock.at(2026, 11, 2, 9, 10)
    play.as_member("lucja")
    play.key("Ctrl+N")
    play.type(TEXT)
    play.key("Tab")
    play.type("Beukenlaan 7, Turfven")
    play.key("Tab", "1", "Alt+B", "2", "Tab")
    play.type("Greet Hilkens")
    play.key("Tab")
    play.type("06-55512345")
    play.key("Ctrl+Return")
    assert "Terugkoppeling uiterlijk 16 november." in play.status
    names_nobody(play)
    [line] = team.lucja.ask(concerns)
    seen = team.lucja.ask(concern_view, line.id)
    assert (seen.source, seen.on_behalf, seen.has_reporter) == (Source.VOLUNTEER, True, False)

    # Whoever else opens it reads what she saw, and that a volunteer told it.
    for who in ("sem", "noor", "wil"):
        opened(play, who, line.id)
        assert TEXT in spoken(play.program.main) and "Bron: vrijwilliger" in spoken(play.program.main)
        names_nobody(play)
        play.key("Ctrl+K")
        play.type("Hilkens")
        play.program.main.palette_panel._timer.timeout.emit()
        play.settle()
        assert line.code not in spoken(play.program.main.palette_panel)
        play.key("Esc")

    # Femke has to ask her something: she says why, it is shown for a moment, and it is in the log.
    screen = opened(play, "femke", line.id)
    names_nobody(play)
    screen.detail.sealed.ask()
    play.type("vragen sinds wanneer precies")
    play.key("Return")
    assert "Greet Hilkens" in spoken(play.program.main)
    play.key("Return")  # weer verbergen
    names_nobody(play)
    [told] = [one for one in team.femke.ask(whole_log) if one.why == "vragen sinds wanneer precies"]
    assert told.who == "Femke Aarts"

    # It becomes a question for the Wmo desk in one step; no case, and the volunteer hears that it was taken up.
    play.key("4")
    play.type("Wmo-loket")
    play.key("Ctrl+Return")
    assert team.femke.ask(concern_view, line.id).state is ConcernState.HELP_REQUEST
    team.clock.at(2026, 11, 5, 10, 0)
    opened(play, "lucja", line.id)
    play.key("T", "Tab", "Down", "Ctrl+Return")
    [owed] = [one for one in team.femke.ask(open_feedback) if one.concern_id == line.id] or [None]
    assert owed is None and team.clock.today < date(2026, 11, 16)

    # Nowhere on disk, and in nothing that a window says.
    names_nobody(play)
    assert plain_hits(tmp_path, *SECRET) == []
