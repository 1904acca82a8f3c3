"""One round that two people wrote down on laptops that did not see each other: it is found, and made one."""

from __future__ import annotations

from datetime import date, time

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.intake import concerns
from expertiseteam.concerns.records import ConcernState
from expertiseteam.visits.round_records import SeenOnRound
from expertiseteam.visits.rounds import join_rounds, past_rounds, plan_rounds, record_round, rounds_of_week, stop_rounds
from tests.sharing.laptops import Laptop, Office

ON = date(2026, 10, 28)


def test_a_round_on_two_laptops_becomes_one_and_its_signals_too(office: Office) -> None:
    femke, noor = office.begun(), office.colleague("noor")
    noor.share()
    for laptop, learned, other in ((femke, "Eerst zwaaien.", "Hangplek achter de school"), (noor, "Dan praten.", "Veel post in de bus")):
        series = laptop.workspace.do(plan_rounds, area="Turfven" if laptop is femke else "turfven", weekday=2, starts=time(13))
        seen = SeenOnRound("Gordijnen al weken dicht", "Beukenlaan 7, Turfven"), SeenOnRound(other, "")
        present = [office.team.ids["sem"], office.team.ids[laptop.name]]
        laptop.workspace.do(record_round, series, ON, present=present, guests="Piet", learned=learned, signals=seen)
    for laptop in (femke, noor, femke):
        laptop.share()
    assert [line.is_double for line in noor.workspace.ask(past_rounds)] == [True, True]
    assert len(noor.workspace.ask(rounds_of_week, ON)) == 1, "planned twice, walked once"
    assert noor.workspace.do(join_rounds, noor.workspace.ask(past_rounds)[0].id) == 1
    for laptop in (noor, femke):
        laptop.share()
        assert one_round(laptop) == (("Femke Aarts", "Noor Elzinga", "Sem de Graaf"), "Piet", "Eerst zwaaien.\nDan praten.", 3)
        waiting = sorted(one.what for one in laptop.workspace.ask(concerns) if one.state is ConcernState.NEW)
        assert waiting == ["Gordijnen al weken dicht", "Hangplek achter de school", "Veel post in de bus"]
    with pytest.raises(Refused, match="nog maar één keer"):
        femke.workspace.do(join_rounds, femke.workspace.ask(past_rounds)[0].id)
    with pytest.raises(Refused, match="schreef al op wat er was"):
        femke.workspace.do(record_round, femke.workspace.ask(rounds_of_week, ON)[0].series_id, ON, present=[office.team.ids["sem"]])
    femke.workspace.do(stop_rounds, femke.workspace.ask(rounds_of_week, ON)[0].series_id)
    assert femke.workspace.ask(rounds_of_week, ON) == []


def one_round(on: Laptop) -> tuple[tuple[str, ...], str, str, int]:
    [line] = on.workspace.ask(past_rounds)
    assert not line.is_double
    return line.present, line.guests, line.learned, line.signals
