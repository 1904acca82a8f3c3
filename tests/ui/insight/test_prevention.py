"""What is to be destroyed in time: from Vandaag to what is proposed, to keep one longer and destroy the rest, by keys alone."""

from __future__ import annotations

from expertiseteam.concerns.intake import concerns
from expertiseteam.concerns.records import ConcernState
from tests.dossier import Team
from tests.privacy.test_prevention import watched
from tests.screens.accessibility import complaints
from tests.ui.insight.conftest import OpenBench
from ui.concerns.prevention import PreventionScreen
from ui.insight.today import TodayScreen


def test_one_signal_is_kept_longer_and_the_rest_is_destroyed(team: Team, bench_of: OpenBench) -> None:
    kept, *_ = [watched(team, at) for at in ("Heikant 3, Ganzenhoek", "Kerkpad 4, Turfven", "Beukenlaan 7, Turfven")]
    team.clock.at(2027, 6, 1, 9, 0)
    bench = bench_of(team.femke)
    screen = bench.go("today")
    assert isinstance(screen, TodayScreen)
    [row] = screen.forgetting.list.rows
    assert row.title == "3 signalen zonder vervolg"
    bench.shoot("vandaag-voorkomen")
    screen.forgetting.list.opened.emit(row.key)
    bench.settle()
    screen = bench.screen
    assert isinstance(screen, PreventionScreen)
    assert [row.title for row in screen.list.rows][0] == "Signaal 26-001 · Heikant 3, Ganzenhoek"
    assert "langer dan 6 maanden geleden" in screen.told.text() and not screen.destroy_button.isEnabled()
    bench.shoot("voorkomen")
    assert complaints(bench.window) == []
    screen.until.setFocus()
    bench.type("1 juli")
    bench.key("Tab", "Space")
    assert len(screen.list.rows) == 2
    screen.seen.setFocus()
    bench.key("Space", "Tab", "Space")
    assert screen.list.rows == [] and not screen.destroy_button.isVisible()
    assert bench.status == "2 signalen vernietigd."
    assert [c.id for c in team.femke.ask(concerns, (ConcernState.OBSERVED,))] == [kept]


def test_the_oldest_lines_of_the_log_are_proposed_to_the_officer_alone(team: Team, bench_of: OpenBench) -> None:
    team.clock.at(2028, 10, 1, 9, 0)
    bench = bench_of(team.femke)
    screen = bench.go("today")
    assert isinstance(screen, TodayScreen) and screen.forgetting.list.rows == []
    team.clock.at(2032, 6, 1, 9, 0)
    screen.load()
    bench.settle()
    [row] = screen.forgetting.list.rows
    assert row.title == "Oude regels van het logboek" and row.foot == "Bewaartermijn van 5 jaar voorbij"
    bench.shoot("vandaag-logboek")
    screen.forgetting.list.opened.emit(row.key)
    assert bench.window.place is not None and bench.window.place.kind == "log"
    other = bench_of(team.noor).go("today")
    assert isinstance(other, TodayScreen) and not other.forgetting.list.rows
