"""What opening a case asks of the dossier: twelve statements with all that is on its first view (design, section 7)."""

from __future__ import annotations

from benchmarks.bench import statements
from benchmarks.window import STATEMENTS
from expertiseteam.cases.around_door import support
from expertiseteam.cases.front_door import front_door
from expertiseteam.cases.opening import link_concern
from expertiseteam.concerns.intake import concern_view, record_concern
from expertiseteam.concerns.joint import call_us_in
from expertiseteam.concerns.records import Certainty, Channel
from expertiseteam.meetings.serious import report_serious_event
from tests.screens.accessibility import spoken
from tests.ui.cases.conftest import Open
from tests.ui.cases.stage import FRONT, RESERVE, Story, more_cases

WITH_LIST = STATEMENTS + 10  # from elsewhere: the list with what its filters count, and what the forms choose from


def test_a_case_opens_with_all_of_its_first_view_in_twelve_statements(story: Story, open_stage: Open) -> None:
    team = story.team
    other = more_cases(team)["Eindpad"]
    story.stand("Woonpunt", FRONT)
    story.stand("Bemoeizorg", RESERVE)
    homes, care = team.organisations["Woonpunt"], team.organisations["Bemoeizorg"]
    team.noor.do(support, story.case, care, homes)
    team.noor.do(report_serious_event, story.case, on=team.clock.today, what="Brand in de keuken.")
    told = team.sem.do(record_concern, what="Er blaft een hond.", place="", certainty=Certainty.SEEN, channel=Channel.ROUND)
    concern = team.femke.ask(concern_view, told)
    team.femke.do(link_concern, concern, story.case)
    team.sem.do(call_us_in, told, "er loopt een hond los")
    stage = open_stage(team.noor)
    stage.go("cases")
    with statements() as opening:
        stage.cases.list.opened.emit(story.case)
        stage.settle()
    detail = stage.cases.detail
    assert detail.case_id == story.case and "Brand in de keuken" in spoken(detail.strip)
    assert f"Bij signaal {concern.code} is een bezoek samen gevraagd." in spoken(detail.strip)
    stage.shoot("casus-bezoek-samen")
    assert [one.supports for one in team.noor.ask(front_door, story.case)] == ["", homes]
    assert len(opening) <= STATEMENTS, [sql for sql, _ in opening]
    stage.go("case", other)
    team.clock.at(2027, 3, 1, 9, 0)
    team.noor.me()  # the day begins
    stage.go("today")
    with statements() as from_elsewhere:
        stage.go("case", story.case)
    assert "Deze casus ligt stil" in spoken(detail.strip)
    assert len(from_elsewhere) <= WITH_LIST, [sql for sql, _ in from_elsewhere]
