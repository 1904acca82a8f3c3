"""The right half of *Overleg*: the points of the overleg that is chosen, and once it was held what was decided."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from expertiseteam.meetings.agenda import agenda, prepare_agenda
from expertiseteam.meetings.closing import close_meeting
from expertiseteam.meetings.conduct import decide, open_item
from expertiseteam.meetings.cycle import meeting
from tests.dossier import Team
from tests.screens.accessibility import complaints, stops
from tests.screens.harness import shoot
from tests.ui.meetings.conftest import Open
from tests.ui.meetings.stage import Stage, start
from ui.meetings.overview import MeetingsScreen
from ui.meetings.points_view import SETTLED

SENTENCE = "Woonpunt vraagt uitstel van de ontruiming aan."


def overview(stage: Stage) -> MeetingsScreen:
    screen = stage.screen
    assert isinstance(screen, MeetingsScreen)
    return screen


def rows(stage: Stage) -> list[str]:
    return [row.words() for row in overview(stage).points.list.rows]


def held(team: Team, ids: dict[str, str]) -> None:
    """The overleg of 17 November has been held, with one decision on 26-041."""
    start(team, ids)
    item = next(i.id for i in team.wil.ask(agenda, ids["november"]).items if i.case_id == ids["case"])
    team.wil.do(open_item, item)
    team.wil.do(decide, item, SENTENCE)
    team.wil.do(close_meeting, team.wil.ask(meeting, ids["november"]))


def test_of_an_overleg_to_come_the_points_stand_beside_it_without_a_line_in_the_log(
    open_stage: Open, team: Team, ids: dict[str, str]
) -> None:
    team.femke.do(prepare_agenda, ids["november"])
    stage = open_stage(team.iris)
    stage.go("meetings")
    assert (
        rows(stage)[2]
        == "26-003 · Beukenlaan · alleenstaande man, Ontruiming, toezegging open · actie te laat · nieuw · huisbezoek geweest · "
        "afgesproken aan de deur, 10 minuten"
    )
    assert overview(stage).points.summary.text().replace("\u2009", "") == "8 punten"
    assert stage.did == []
    assert "Punten van dit overleg" in stops(stage.window)
    assert not complaints(stage.window)
    shoot(stage.theme, stage.window, "overleg-punten", settle=stage.settle)


def test_an_empty_agenda_says_how_it_is_filled(open_stage: Open, team: Team) -> None:
    stage = open_stage(team.iris)
    stage.go("meetings")
    assert "Bij het voorbereiden komt elke lopende casus er vanzelf op" in overview(stage).points.empty.sentence
    assert overview(stage).points.empty.isVisible()


def test_what_was_decided_is_read_once_somebody_stays_and_is_logged_once(
    open_stage: Open, team: Team, ids: dict[str, str], qtbot: QtBot
) -> None:
    held(team, ids)
    stage = open_stage(team.iris)
    stage.go("meeting", ids["november"])
    point = next(row for row in overview(stage).points.list.rows if row.title.startswith("26-003"))
    assert point.foot == "Besluit 2026-001"
    assert SENTENCE not in "".join(rows(stage)) and stage.did == []
    with qtbot.waitSignal(overview(stage).points.read, timeout=SETTLED * 20):
        pass
    stage.settle()
    point = next(row for row in overview(stage).points.list.rows if row.title.startswith("26-003"))
    assert point.foot == f"Besluit 2026-001: {SENTENCE}"
    overview(stage).refresh()
    stage.settle()
    assert f"Besluit 2026-001: {SENTENCE}" in "".join(rows(stage))
    assert stage.did == ["besluiten van een overleg bekeken"]
    stage.shoot("overleg-besluiten")
    stage.window.desk.names.hide(True)
    stage.settle()
    assert SENTENCE not in "".join(rows(stage)) and "Beukenlaan" not in "".join(rows(stage))


def test_enter_on_a_point_opens_its_case(open_stage: Open, team: Team, ids: dict[str, str]) -> None:
    team.femke.do(prepare_agenda, ids["november"])
    stage = open_stage(team.iris)
    stage.go("meetings")
    points = overview(stage).points.list
    points.setFocus()
    stage.key("Down", "Down", "Return")
    assert stage.window.place is not None
    assert (stage.window.place.kind, stage.window.place.id) == ("case", ids["case"])


def test_another_list_begins_at_its_first_row(open_stage: Open, team: Team, ids: dict[str, str]) -> None:
    held(team, ids)
    stage = open_stage(team.iris)
    stage.go("meeting", ids["december"])
    stage.key("Alt+Left")
    overview(stage).filter.set_value(True)
    overview(stage).list.choose(ids["december"])
    overview(stage).filter.pill(False).click()
    stage.settle()
    assert overview(stage).list.current == ids["november"]
