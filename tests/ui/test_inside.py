"""What is done ahead, while somebody types a passphrase, is what the first screen needs."""

from __future__ import annotations

from pathlib import Path

from expertiseteam.insight.alerts import my_alerts
from expertiseteam.insight.today import today
from expertiseteam.meetings.cycle import next_meeting
from expertiseteam.storage import store
from tests.dossier import make_team
from ui.inside import rehearse


def test_vandaag_asks_nothing_that_was_not_put_into_words_before(tmp_path: Path) -> None:
    team = make_team(tmp_path)
    member, day = team.femke.me().id, team.clock().date()
    store._COMPILED.clear()
    rehearse(team.clock)
    rehearsed = len(store._COMPILED)
    for question in (today, my_alerts):
        team.femke.ask(question, member, day)
    team.femke.ask(next_meeting, day)
    assert rehearsed > 15
    assert len(store._COMPILED) <= rehearsed + 2, "besides only who asks, and what the aandachtsfunctionaris alone is shown"
    team.close()
