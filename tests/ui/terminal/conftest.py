"""Terminals of two members, and overleggen to make paper of."""

from __future__ import annotations

from datetime import date

import pytest

from expertiseteam.meetings.agenda import agenda, prepare_agenda
from expertiseteam.meetings.closing import close_meeting
from expertiseteam.meetings.conduct import decide, open_item, start_meeting
from expertiseteam.meetings.cycle import meeting, plan_series
from tests.dossier import PASSPHRASE, Team
from tests.ui.terminal.terminal import Terminal


@pytest.fixture
def femke(team: Team) -> Terminal:
    return Terminal(team, PASSPHRASE.format("femke"))


@pytest.fixture
def wil(team: Team) -> Terminal:
    return Terminal(team, PASSPHRASE.format("wil"))


@pytest.fixture
def overleggen(team: Team) -> None:
    """One overleg held on 3 November, one prepared for the 24th."""
    held, coming = team.wil.do(plan_series, first=date(2026, 11, 3), times=2, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    team.clock.at(2026, 11, 3, 13, 30)
    team.wil.do(prepare_agenda, held)
    team.wil.do(start_meeting, team.wil.ask(meeting, held))
    point = team.wil.ask(agenda, held).items[0]
    team.wil.do(open_item, point.id)
    team.wil.do(decide, point.id, "We nodigen de huisarts uit.")
    team.wil.do(close_meeting, team.wil.ask(meeting, held))
    team.wil.do(prepare_agenda, coming)
