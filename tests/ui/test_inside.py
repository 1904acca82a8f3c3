"""What is done ahead, while somebody types a passphrase, is what the first screen needs."""

from __future__ import annotations

from pathlib import Path

from expertiseteam.cases.opening import open_case
from expertiseteam.insight.alerts import my_alerts
from expertiseteam.insight.case_list import case_list
from expertiseteam.insight.opened_case import opened_case_again
from expertiseteam.insight.today import today
from expertiseteam.meetings.cycle import next_meeting
from expertiseteam.storage import store
from tests.acceptance.play import NEW
from tests.dossier import make_team
from ui.inside import rehearse


def test_vandaag_asks_nothing_that_was_not_put_into_words_before(tmp_path: Path) -> None:
    team = make_team(tmp_path)
    member, day = team.femke.me().id, team.clock().date()
    store._COMPILED.clear()
    rehearse(team.clock, lambda: True)
    rehearsed = len(store._COMPILED)
    for question in (today, my_alerts):
        team.femke.ask(question, member, day)
    team.femke.ask(next_meeting, day)
    assert rehearsed > 15
    assert len(store._COMPILED) <= rehearsed + 2, "besides only who asks, and what the aandachtsfunctionaris alone is shown"
    rehearse(team.clock, lambda: False)
    case = team.femke.do(open_case, (), label="Beukenlaan · man", lead_id=member, place="Beukenlaan 7, Turfven", **NEW)
    before = len(store._COMPILED)
    for question in (case_list, opened_case_again):
        team.femke.ask(question, *((day, False) if question is case_list else (case, day)))
    assert len(store._COMPILED) == before, "nor do the list of cases and a case, when nobody hurries"
    team.close()
