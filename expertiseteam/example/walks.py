"""The weekly round through Turfven, twice before the story's overleg; the one of that week is ready to be walked."""

from __future__ import annotations

from datetime import date, time

from expertiseteam.example.stage import Stage
from expertiseteam.visits.rounds import plan_rounds, record_round, rounds_of_week

_WALKERS = ("lucja", "sem", "noor")
_LEARNED = ("Eerst zwaaien, dan pas aanspreken.", "Wie de naam van de straat weet, hoort meer bij de keet.")
WALKS = (date(2026, 11, 4), date(2026, 11, 11))


def begin_rounds(stage: Stage) -> None:
    """Łucja plans a round every Wednesday, after the buurtkeet."""
    stage.do("lucja", plan_rounds, area="Turfven", weekday=2, starts=time(13, 0))


def walk(stage: Stage, number: int) -> None:
    """She writes down a round when they are back."""
    [plan] = stage.ask("lucja", rounds_of_week, WALKS[number])
    present = [stage.ids[who] for who in _WALKERS[: 2 + number]]
    stage.do("lucja", record_round, plan.series_id, plan.on, present=present, guests="de groenopzichter", learned=_LEARNED[number])
