"""What was done in a village, beside the signals that came after: nothing of it is about a household."""

from __future__ import annotations

from datetime import date

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.campaigns import record_campaign, signal_trend, withdraw_campaign
from expertiseteam.concerns.intake import record_concern
from expertiseteam.concerns.records import Certainty, Channel
from tests.dossier import Team

PAPER = date(2026, 10, 15)


def came(team: Team, month: int, day: int, place: str) -> None:
    team.clock.at(2026, month, day, 9, 0)
    team.noor.do(record_concern, what="Gordijnen dicht.", place=place, certainty=Certainty.SEEN, channel=Channel.PHONE)


def test_signals_are_counted_around_what_was_done(team: Team) -> None:
    for month, day, place in (
        (9, 16, "Beukenlaan 7, Turfven"),  # four weeks and a day before: too early
        (9, 17, "Beukenlaan 9, Turfven"),
        (10, 14, "Kerkpad 1, Ganzenhoek"),
        (10, 15, "Beukenlaan 11, Turfven"),
        (10, 30, "Beukenlaan 13, Turfven"),
        (10, 31, "Kerkpad 3, Ganzenhoek"),
    ):
        for _ in range(5):
            came(team, month, day, place)
    team.clock.at(2026, 11, 2, 9, 0)
    team.lucja.do(record_campaign, "Stukje in de dorpskrant", PAPER, "Turfven")
    team.lucja.do(record_campaign, "Stukje in de dorpskrant", PAPER)
    for what, on, words in (
        (" ", PAPER, "Schrijf in één zin"),
        ("Kraam op de markt", date(2026, 11, 3), "moet nog komen"),
        ("stukje in de DORPSKRANT", PAPER, "staat er al"),
    ):
        with pytest.raises(Refused, match=words):
            team.noor.do(record_campaign, what, on, "Turfven")
    trend = team.noor.ask(signal_trend, date(2026, 11, 2))
    counted = [(one.line.village, one.before, one.after, one.is_running) for one in trend.campaigns]
    assert trend.weeks == 4 and counted == [("", "10", "15", True), ("Turfven", "5", "10", True)]
    assert trend.months[0] == (date(2025, 12, 1), "0")
    assert trend.months[-3:] == ((date(2026, 9, 1), "10"), (date(2026, 10, 1), "20"), (date(2026, 11, 1), "0"))
    assert not team.noor.ask(signal_trend, date(2026, 11, 12)).campaigns[0].is_running, "the four weeks are over"
    team.sem.do(withdraw_campaign, trend.campaigns[0].line)
    assert [one.line.village for one in team.noor.ask(signal_trend, date(2026, 11, 2)).campaigns] == ["Turfven"]
