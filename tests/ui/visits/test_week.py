"""The week plan through the window: dragged and by keys, what clashes is shown, and a file for the own calendar."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from expertiseteam.team.absence import record_absence
from expertiseteam.visits.duos import planned_visits, send_duo
from expertiseteam.visits.records import Plan, Risk
from tests.screens.accessibility import complaints, spoken
from tests.ui.cases.conftest import Open
from tests.ui.cases.stage import Story, more_cases
from ui.visits.days import DayList, carried
from ui.visits.week import WeekScreen


def drop(visit: str, on: DayList) -> None:
    """Let go of a visit above a day, as Qt tells it."""
    data = carried(visit)
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    on.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.MoveAction, data, buttons, keys))


def test_a_week_is_planned_by_hand_and_by_keys(story: Story, open_stage: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    team, others = story.team, more_cases(story.team)
    last = date(2026, 11, 13)

    def send(case: str, care: str, other: str, plan: Plan) -> str:
        ids = {"care_id": team.ids[care], "enforcement_id": team.ids[other]}
        return team.femke.do(send_duo, case, task="Samen langs.", before=last, plan=plan, **ids)

    first = send(story.case, "noor", "sem", Plan())
    send(others["Molenweg"], "noor", "karim", Plan(planned_on=date(2026, 11, 4), planned_at=time(10)))
    red = Plan(planned_on=date(2026, 11, 5), planned_at=time(14), risk=Risk.RED, measures="met de wijkagent")
    send(others["Eindpad"], "hugo", "sem", red)
    team.wil.do(record_absence, team.ids["iris"], date(2026, 11, 5), date(2026, 11, 6))
    stage = open_stage(team.noor)
    stage.go("visits")
    stage.key("W")
    week = stage.window.screen_now
    assert isinstance(week, WeekScreen)
    assert [len(rows.rows) for rows in week.lists] == [1, 0, 0, 1, 1, 0]  # no weekend as long as nobody goes there
    assert "afwezig: Iris" in spoken(week) and week.name.text() == "2 november tot en met 8 november"
    drop(first, week.days[3])
    stage.settle()
    assert {v.id: v.planned_on for v in team.sem.ask(planned_visits)}[first] == date(2026, 11, 5)
    assert stage.focus is week.days[3] and week.days[3].current == first
    stage.key("Ctrl+Left")
    assert week.days[2].current == first
    stage.key("T")
    stage.type("10.30")
    stage.key("Return")
    assert [row.chip for row in week.days[2].rows] == ["Botst", "Botst"]
    assert "Noor gaat om 10.30 uur ook naar 26-001" in week.clash_words.text()
    assert (
        week.load_words.text()
        == "Bezoeken in november, geweest en gepland: Hugo 1, Karim 1, Noor 2, Sem 2. Alleen wat u mag zien, telt mee."
    )
    stage.shoot("weekplan")
    assert complaints(stage.window) == []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "week.ics"), ""))
    week.days[2].setFocus()
    stage.key("K")
    assert (tmp_path / "week.ics").read_bytes().count(b"BEGIN:VEVENT") == 2
    stage.key("Delete")
    assert [row.key for row in week.waiting.rows] == [first]
    team.wil.do(record_absence, team.ids["noor"], date(2026, 11, 6), date(2026, 11, 6))
    drop(first, week.days[4])
    stage.settle()
    assert "Noor Elzinga is afwezig op vr 6 november." in week.bar.text
    stage.shoot("weekplan-geweigerd")
    week.waiting.setFocus()
    stage.key("L")
    assert week.name.text() == "9 november tot en met 15 november"
    stage.key("Ctrl+Right")
    assert week.days[0].current == first and stage.status == "26-001 gaat ma 9 november."
    stage.key("E")
    assert "Verzet of vervallen: 26-001 ma 9 november." in week.file_words.text()
    stage.shoot("weekplan-verzet")
    stage.key("K")
    assert "uw agenda past dat aan" in stage.status and (tmp_path / "week.ics").read_bytes().count(b"BEGIN:VEVENT") == 2
    stage.key("L")
    week.days[0].setFocus()
    week.days[0].choose(first)
    stage.key("Return")
    assert stage.visit.place is not None and stage.visit.place.id == first
