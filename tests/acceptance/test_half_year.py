"""Half a year of overleggen through the real windows: Christmas, a closed office, one skipped, summer time, two years of numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from expertiseteam.cases.opening import open_case
from expertiseteam.insight.soundness import problems
from expertiseteam.meetings.adoption import minutes_standing
from expertiseteam.meetings.cycle import meetings
from expertiseteam.meetings.minutes import minutes_paper
from expertiseteam.meetings.outline import meeting_outline
from expertiseteam.meetings.records import MeetingState
from expertiseteam.team.settings import change_settings
from tests.acceptance.play import NEW, Play
from tests.dossier import Team
from ui.meetings.minutes_screen import MinutesScreen
from ui.meetings.overview import MeetingsScreen
from ui.shell.unlock import UnlockWindow

RHYTHM = [date(2026, 11, 13), date(2026, 12, 4), date(2026, 12, 25), date(2027, 1, 15), date(2027, 2, 5), date(2027, 2, 26)]
RHYTHM += [date(2027, 3, 19), date(2027, 4, 9), date(2027, 4, 30)]
CHRISTMAS, SKIPPED, CLOSED = RHYTHM[2], RHYTHM[4], RHYTHM[5]
HELD = [date(2026, 12, 24) if day == CHRISTMAS else date(2027, 3, 1) if day == CLOSED else day for day in RHYTHM if day != SKIPPED]
MOST_KEYS = 14  # per overleg with a decision and an action, besides the words themselves


class Counting(Play):
    """Counts the keys that are no words."""

    pressed = 0

    def key(self, *keys: str) -> None:
        self.pressed += len(keys)
        super().key(*keys)


@pytest.fixture
def play(team: Team, tmp_path: Path) -> Iterator[Counting]:
    team.clock.at(2026, 11, 2, 9, 0)
    team.femke.do(open_case, (), label="Kerkstraat · gezin", lead_id=team.ids["iris"], place="Kerkstraat 1", **NEW)
    team.femke.do(change_settings, {"closed_days": ("26 februari 2027",)})
    team.close()
    team._open.clear()
    made = Counting(team, tmp_path)
    yield made
    made.close()


def overview(play: Play, day: date) -> MeetingsScreen:
    play.key("Ctrl+4")
    screen = play.screen
    assert isinstance(screen, MeetingsScreen)
    wanted = next(m.id for m in play.team.noor.ask(meetings) if m.on == day)
    if wanted not in [row.key for row in screen.list.rows]:  # what was held stands in front after rounding off
        screen.filter.pill(True).click()
        play.settle()
    screen.list.choose(wanted)
    play.settle()
    return screen


def hold(play: Counting, day: date, *, has_before: bool) -> None:
    """One overleg: prepared, the minutes of before adopted, a case spoken about, rounded off."""
    play.team.clock.at(day.year, day.month, day.day, 13, 30)
    if isinstance(play.program.window, UnlockWindow):
        play.as_member("femke")
    play.pressed = 0
    overview(play, day)
    play.key("V", "Space", "Ctrl+Return")
    if has_before:
        play.key("Alt+N")
        screen = play.screen
        assert isinstance(screen, MinutesScreen)
        screen.adopt_button.click()
        play.settle()
        play.key("Esc")
    play.key("Ctrl+Down", "Ctrl+Down")
    play.type(f"! Besluit {day.isoformat()}")
    play.key("Return")
    play.type("> Noor belt voor 14 mei" if day == HELD[-1] else "> Noor belt voor het volgende overleg")  # after the last there is none yet
    play.key("Return")
    play.key("Ctrl+E", "Ctrl+Return")
    assert play.pressed <= MOST_KEYS, play.pressed


@pytest.mark.timeout(400)
def test_half_a_year(play: Counting, team: Team) -> None:
    play.as_member("femke")
    play.key("Ctrl+4", "R")
    play.type("13 november 2026")
    play.key("Tab", *["Down"] * 8, "Ctrl+Return")  # 17 times becomes 9
    assert [m.on for m in reversed(team.noor.ask(meetings))] == RHYTHM
    for day, chosen in ((CHRISTMAS, "Verzet naar do 24 december"), (CLOSED, "Verzet naar ma 1 maart")):
        points = overview(play, day).points
        button = points.before_button if day == CHRISTMAS else points.after_button
        assert button.text() == chosen
        button.click()
        play.settle()
    screen = overview(play, SKIPPED)
    play.key("S")
    assert screen.forms.skip.gap.text() != ""  # it says how long it is from the one before to the one after
    play.type("Voorjaarsvakantie")
    play.key("Ctrl+Return")

    for n, day in enumerate(HELD):
        hold(play, day, has_before=n > 0)

    look = team.noor
    held = [m for m in reversed(look.ask(meetings)) if m.state is MeetingState.HELD]
    assert [m.on for m in held] == HELD
    assert [m.on for m in look.ask(meetings) if m.state is MeetingState.CANCELLED] == [SKIPPED]
    assert [m.on for m in look.ask(meetings) if m.state is MeetingState.PLANNED] == [date(2027, 5, 21)]  # the rhythm goes on as it was
    for m in held[:-1]:
        assert look.ask(minutes_standing, m.id).is_whole and look.ask(minutes_standing, m.id).adopted_on is not None
    assert look.ask(minutes_standing, held[-1].id).adopted_on is None
    numbers = [number for m in held for point in look.ask(meeting_outline, m.id).points for number in point.decisions]
    in_2026, in_2027 = (sum(m.on.year == year for m in held) for year in (2026, 2027))
    assert numbers == [f"2026-{n:03d}" for n in range(1, in_2026 + 1)] + [f"2027-{n:03d}" for n in range(1, in_2027 + 1)]
    last = look.ask(minutes_paper, held[-1].id)
    assert [item.decisions[0].text for item in last.items if item.code] == ["Besluit 2027-04-30"]
    assert last.earlier_actions and not play.program.main.desk.workspace.ask(problems)
