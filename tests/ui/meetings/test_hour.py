"""The size of an overleg: none of the team's cases, forty of them, a point of pages; and how many keys an hour of taking down costs."""

from __future__ import annotations

from collections.abc import Callable

from expertiseteam.cases.records import HouseholdKind
from expertiseteam.meetings.agenda import agenda_still_open, prepare_agenda, skip_item
from expertiseteam.meetings.closing import close_meeting
from expertiseteam.meetings.conduct import agreed_so_far, note, open_item, start_meeting
from expertiseteam.meetings.cycle import meeting, plan_series
from expertiseteam.meetings.minutes import agenda_paper, minutes_paper
from reports.agenda import agenda_pdf
from reports.minutes import minutes_pdf
from tests.dossier import Team
from tests.reports.reading import pages_of, words_of
from tests.screens.accessibility import complaints
from tests.ui.meetings.conftest import Open
from tests.ui.meetings.live_stage import live, said, write
from tests.ui.meetings.stage import open_a_case, start

SHORT = (("", "rustig, plan loopt"),)
ASKED = (("", "nog geen contact"), ("", "> Sem gaat dinsdag langs"))
WHOLE = (("", "meneer wil hulp"), ("", "! uitstel"), ("", "> Noor belt vrijdag"))
HEARD = (("", "! samen langs"), ("Alt+B", "van Noor, morgen"), ("Alt+J", ""))
DOOR = (("F5", "wijkagent op de achterhand"),)
HOUR = (WHOLE, SHORT, ASKED, SHORT, HEARD, SHORT, ASKED, DOOR, SHORT, WHOLE, SHORT, ASKED, SHORT, HEARD, SHORT)  # fifteen points
A_THIRD = 5
MOST_KEYS = 4  # for a point besides its words: on to it, and for each line Enter and at most one key that says what it is


def test_forty_points_and_the_keys_of_an_hour(
    open_stage: Open, team: Team, ids: dict[str, str], tell: Callable[[str], None], long: bool
) -> None:
    for n in range(37):
        open_a_case(team, f"Laan {n} · gezin", HouseholdKind.FAMILY, f"Laan {n}, Turfven")
    overleg = start(team, ids)
    points = [one for one in team.wil.ask(agenda_still_open, overleg).items if one.case_id]
    assert len(points) == 40
    stage = open_stage(team.wil)
    stage.go("live", overleg)
    assert complaints(stage.window) == []
    pressed, words = 1, 0
    stage.key("Ctrl+Down")
    hour = HOUR if long else HOUR[:A_THIRD]
    for number, point in enumerate(hour):
        hours, minutes = divmod(13 * 60 + 30 + number * 4, 60)
        team.clock.at(2026, 11, 17, hours, minutes)
        stage.key("Ctrl+Down")
        pressed += 1
        for key, text in point:
            if text:
                write(stage, text, key)
            else:
                stage.key(key)
            pressed += bool(key) + bool(text)
            words += len(text)
        if point is WHOLE:
            lines = said(stage, ids)
            assert len(lines) == 3 and lines[1].decision_number and lines[2].action is not None and lines[2].action.due is not None
    said_all = [text if text else key for point in hour for key, text in point]
    decided, agreed = sum(text.startswith("!") for text in said_all), sum(text.startswith((">", "Alt+J")) for text in said_all)
    assert team.femke.ask(agreed_so_far, overleg) == (decided, agreed)  # all of it is in the dossier
    counted = f"{len(hour)} points, {len(said_all)} lines: {pressed} keys and {words} signs of text"
    tell(counted)  # the whole hour with --long
    assert pressed <= len(hour) * MOST_KEYS and live(stage).parts.line.field.text() == ""
    team.wil.do(open_item, points[20].id)
    for n in range(60):
        team.wil.do(note, points[20].id, f"Regel {n}: " + "een zin die niet ophoudt, " * 8)  # a point of more than three pages
    team.wil.do(close_meeting, team.wil.ask(meeting, overleg))
    pdf = minutes_pdf(team.wil.ask(minutes_paper, overleg))
    assert len(pages_of(pdf)) >= 4 and "Regel 59:" in words_of(pdf)
    listed = words_of(agenda_pdf(team.wil.ask(agenda_paper, overleg)))
    assert all(point.code in listed for point in points)


def test_an_overleg_without_a_single_case(open_stage: Open, team: Team) -> None:
    """Nothing of a case is on the agenda; it can be held, rounded off and put on paper all the same."""
    [later] = team.femke.do(
        plan_series, first=team.clock.today.replace(month=12, day=22), times=1, chair_id=team.ids["femke"], secretary_id=team.ids["wil"]
    )
    team.femke.do(prepare_agenda, later)
    for item in team.femke.ask(agenda_still_open, later).items:
        if item.case_id:
            team.femke.do(skip_item, item, "rustig")
    team.wil.do(start_meeting, team.wil.ask(meeting, later))
    stage = open_stage(team.wil)
    stage.go("live", later)
    stage.key(*["Ctrl+Down"] * 6)
    assert "laatste punt" in stage.screen.bar.text
    stage.key("Ctrl+E", "Ctrl+Return")
    assert stage.window.place is not None and stage.window.place.kind == "closing"
    words = words_of(minutes_pdf(team.wil.ask(minutes_paper, later)))
    assert "In dit overleg zijn geen besluiten genomen." in words and "Niet besproken" in words
