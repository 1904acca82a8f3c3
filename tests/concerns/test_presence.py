"""Who of the team was at a buurtkeet or inloop: one line a day for each place, counted in the figures and never by name."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.figures import signal_figures
from expertiseteam.concerns.presence import named, note_presence, present_on
from expertiseteam.concerns.records import Channel
from expertiseteam.team.members import members
from tests.dossier import Team


def test_presence_is_one_line_for_a_place_and_a_day_and_counts_without_names(team: Team) -> None:
    people, day = team.noor.ask(members), team.clock.today
    noor, sem = team.ids["noor"], team.ids["sem"]
    assert named("Noor, sem en Łucja Şahin", people) == [noor, sem, team.ids["lucja"]]
    with pytest.raises(Refused, match="niemand die zo heet: “Greet”"):
        named("Noor, Greet", people)
    for given, sentence in (
        ({"channel": Channel.ROUND, "present": [noor]}, "bij Rondjes"),
        ({"channel": Channel.CABIN, "present": []}, "Schrijf wie"),
        ({"channel": Channel.CABIN, "present": [noor], "on": day + timedelta(days=1)}, "moet nog komen"),
    ):
        with pytest.raises(Refused, match=sentence):
            team.noor.do(note_presence, **given)
    team.noor.do(note_presence, channel=Channel.CABIN, present=[noor])
    team.sem.do(note_presence, channel=Channel.CABIN, present=[noor, sem])  # who came later: the same line
    team.noor.do(note_presence, channel=Channel.CABIN, present=[noor], on=date(2026, 10, 26))
    team.noor.do(note_presence, channel=Channel.OPEN_HOUSE, spot="SPOT_LIBRARY", present=[sem])
    assert set(team.wil.ask(present_on, Channel.CABIN, "", day)) == {noor, sem}
    figures = team.wil.ask(signal_figures, team.clock() - timedelta(days=30), day)
    assert figures.presence == (("CHANNEL_CABIN", 2, 3), ("SPOT_LIBRARY", 1, 1))
    before = team.wil.ask(signal_figures, team.clock() - timedelta(days=30), day, team.clock() - timedelta(days=3))
    assert before.presence == (("CHANNEL_CABIN", 1, 1),)
    assert not any(person.name in repr(figures) or person.id in repr(figures) for person in people)
