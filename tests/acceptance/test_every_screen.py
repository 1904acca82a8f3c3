"""The walk for who cannot see a screen or has no mouse, over every screen that the program has, with usual and with large letters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from expertiseteam.access.who import Discipline, Role
from expertiseteam.cases.opening import open_case
from expertiseteam.meetings.agenda import agenda, prepare_agenda
from expertiseteam.meetings.closing import close_meeting
from expertiseteam.meetings.conduct import agree, decide, open_item, start_meeting, tell
from expertiseteam.meetings.cycle import meeting, plan_series
from expertiseteam.meetings.recognise import LineKind
from expertiseteam.team.members import add_member
from expertiseteam.visits.duos import send_duo
from tests.acceptance.play import NEW, Play
from tests.dossier import Team
from tests.screens.accessibility import complaints, poor_contrast, stops
from tests.screens.harness import rest, shoot
from ui.shell.desk import Place

LARGE = 130  # per cent, the largest letters that the program has


@dataclass
class Lived:
    """A team with something on every screen: a case, a duo on its way, an overleg that was held and one that is going on.

    `places`: where a screen is that shows one thing only, by its key. A new screen of that kind gets its place here.
    """

    team: Team
    case: str = ""
    visit: str = ""
    held: str = ""
    running: str = ""
    prepared: str = ""
    guest: str = ""
    places: dict[str, Place] = field(default_factory=dict)


@pytest.fixture
def lived(team: Team) -> Lived:
    made = Lived(team)
    team.clock.at(2026, 10, 27, 13, 30)
    made.held, made.running, made.prepared = team.femke.do(
        plan_series, first=date(2026, 10, 27), times=3, chair_id=team.ids["femke"], secretary_id=team.ids["wil"]
    )
    team.femke.do(prepare_agenda, made.held)
    team.femke.do(start_meeting, team.femke.ask(meeting, made.held))
    team.femke.do(close_meeting, team.femke.ask(meeting, made.held))
    team.clock.at(2026, 11, 2, 9, 0)
    made.case = team.femke.do(
        open_case, (), label="Beukenlaan · alleenstaande man", lead_id=team.ids["noor"], place="Beukenlaan 7, Turfven", **NEW
    )
    made.visit = team.femke.do(
        send_duo, made.case, care_id=team.ids["femke"], enforcement_id=team.ids["sem"], task="Samen langs.", before=date(2026, 11, 20)
    )
    team.clock.at(2026, 11, 17, 13, 30)
    team.femke.do(prepare_agenda, made.running)
    team.femke.do(start_meeting, team.femke.ask(meeting, made.running))
    item = next(i.id for i in team.femke.ask(agenda, made.running).items if i.case_id)
    team.femke.do(open_item, item)
    team.femke.do(decide, item, "Woonpunt vraagt uitstel van de ontruiming aan.")
    team.femke.do(tell, item, LineKind.RESIDENT, "van Femke", teller_id=team.ids["femke"])
    team.femke.do(agree, item, "uitzoeken of de huur via het loon betaald kan worden", owner_id=None, due=None)
    made.guest = team.femke.do(add_member, name="Dokter Bos", role=Role.GUEST, discipline=Discipline.CARE, function="huisarts")
    made.places = {
        "case": Place("case", made.case),
        "visit": Place("visit", made.visit),
        "prepare": Place("prepare", made.prepared),
        "live": Place("live", made.running),
        "minutes": Place("minutes", made.held),
        "closing": Place("closing", made.running),
        "guest": Place("guest", made.prepared, made.guest),
    }
    team.close()
    return made


@pytest.fixture(params=[100, LARGE], ids=["usual letters", "large letters"])
def play(lived: Lived, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Play]:
    lived.team._open.clear()
    made = Play(lived.team, tmp_path)
    made.program._preferences.change(scale=request.param)
    made.program.dress()
    made.as_member("femke")
    yield made
    made.program._preferences.change(scale=100)
    made.program.dress()
    made.close()


def test_every_screen_can_be_worked_by_everybody(play: Play, lived: Lived) -> None:
    """Each screen of the program, by its own key: names, order, targets, nothing cut off, and it fits on the least window."""
    window = play.program.main
    kinds = [entry.key for entry in window._entries]
    assert len(kinds) >= 16
    found = {}
    for kind in (*kinds, "case"):
        window.go(lived.places.get(kind, Place(kind)))
        play.settle()
        rest()
        play.settle()
        assert window.screen_now is not None
        found[kind] = complaints(window)
        if play.program._theme.scale == 100:
            shoot(play.program._theme, window, f"scherm-{kind}", settle=play.settle)
        order = stops(window.screen_now)
        found[kind] += [] if len(order) == len(set(order)) else [f"two stops of one name: {sorted(n for n in order if order.count(n) > 1)}"]
        focus = QApplication.focusWidget()
        if focus is None or not (window.screen_now.isAncestorOf(focus) or focus is window.screen_now):
            found[kind].append(f"the keyboard is not on the screen but on {focus}")
    assert {kind: wrong for kind, wrong in found.items() if wrong} == {}
    assert not poor_contrast()
