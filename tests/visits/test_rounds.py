"""The weekly round: prepared with who walked along last time, written down in one go, and only once."""

from __future__ import annotations

from datetime import date, time

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.intake import concerns
from expertiseteam.concerns.records import Certainty, Channel
from expertiseteam.visits.round_records import RoundState, SeenOnRound
from expertiseteam.visits.rounds import past_rounds, plan_rounds, record_round, rounds_of_week, skip_round, stop_rounds
from tests.dossier import Team

LAST, NOW = date(2026, 11, 4), date(2026, 11, 11)
SEEN = (
    SeenOnRound("Gordijnen al weken dicht", "Beukenlaan 7, Turfven", Certainty.SEEN),
    SeenOnRound("Hangplek achter de school", "", Certainty.GUT),
    SeenOnRound(" ", "", Certainty.GUT),
    SeenOnRound("Post steekt uit de bus", "Molenweg 2, Turfven", Certainty.SEEN),
)


def test_a_round_is_prepared_walked_once_and_yields_signals(team: Team) -> None:
    series = team.lucja.do(plan_rounds, area="Turfven", weekday=2, starts=time(13), spot="")
    with pytest.raises(Refused, match="Op woensdag is er al een rondje in turfven"):
        team.wil.do(plan_rounds, area="turfven ", weekday=2, starts=time(9))
    team.clock.at(2026, 11, 4, 15, 0)
    [first] = team.noor.ask(rounds_of_week, LAST)
    assert (first.on, first.present_ids, first.walked) == (LAST, (), None)
    walkers = [team.ids["lucja"], team.ids["sem"], team.ids["sem"]]
    team.lucja.do(
        record_round, series, LAST, present=walkers, guests="Piet van het groen", learned="Eerst zwaaien, dan praten.", signals=SEEN
    )
    assert [(c.what, c.place, c.channel) for c in team.femke.ask(concerns)] == [
        ("Gordijnen al weken dicht", "Beukenlaan 7, Turfven", Channel.ROUND),
        ("Hangplek achter de school", "Turfven", Channel.ROUND),
        ("Post steekt uit de bus", "Molenweg 2, Turfven", Channel.ROUND),
    ]
    with pytest.raises(Refused, match="Łucja Şahin-van ’t Hof schreef al op wat er was bij het rondje van 4 november 2026 in Turfven"):
        team.sem.do(record_round, series, LAST, present=walkers, signals=SEEN)
    assert len(team.femke.ask(concerns)) == 3
    [line] = team.noor.ask(past_rounds)
    assert (line.present, line.guests, line.signals) == (("Sem de Graaf", "Łucja Şahin-van ’t Hof"), "Piet van het groen", 3)
    assert (line.learned, line.by, line.is_double) == ("Eerst zwaaien, dan praten.", "Łucja Şahin-van ’t Hof", False)
    [plan] = team.noor.ask(rounds_of_week, NOW)
    assert plan.on == NOW and set(plan.present_ids) == {team.ids["lucja"], team.ids["sem"]}
    assert (plan.guests, plan.learned, plan.walked) == ("Piet van het groen", "Eerst zwaaien, dan praten.", None)
    with pytest.raises(Refused, match="moet nog komen"):
        team.sem.do(record_round, series, NOW, present=walkers)
    team.clock.at(2026, 11, 11, 15, 0)
    with pytest.raises(Refused, match="Kies wie er meeliep"):
        team.sem.do(record_round, series, NOW, present=[])
    with pytest.raises(Refused, match="Een signaal staat er twee keer"):
        team.sem.do(record_round, series, NOW, present=walkers, signals=[SEEN[0], SEEN[0]])
    with pytest.raises(Refused, match="Schrijf waarom"):
        team.sem.do(skip_round, series, NOW, " ")
    team.sem.do(skip_round, series, NOW, "storm")
    with pytest.raises(Refused, match="Sem de Graaf schreef al op dat het niet doorging"):
        team.lucja.do(record_round, series, NOW, present=walkers)
    assert [(r.on, r.state, r.because) for r in team.noor.ask(past_rounds)][0] == (NOW, RoundState.SKIPPED, "storm")
    [plan] = team.noor.ask(rounds_of_week, date(2026, 11, 20))  # a round that was not walked prepares nothing
    assert set(plan.present_ids) == {team.ids["lucja"], team.ids["sem"]}
    team.lucja.do(stop_rounds, series)
    assert team.noor.ask(rounds_of_week, NOW) == [] and len(team.noor.ask(past_rounds)) == 2
