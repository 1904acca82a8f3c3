"""Suggesting duos: everything that whoever plans must know of the team, for thirty doors."""

from __future__ import annotations

from datetime import timedelta

from benchmarks.bench import opened
from benchmarks.core import case_ids
from benchmarks.measure import Figure, Settings, bare_window, milliseconds, seconds, side_by_side
from benchmarks.rows import TODAY
from expertiseteam.visits.choosing import duo_choices
from expertiseteam.visits.suggesting import suggest_pairs

DOORS = 30


def suggest(settings: Settings) -> dict[str, Figure]:
    """From the question to the pairs with their reasons, for thirty running cases."""
    with opened(settings.size) as bench:
        w = bench.workspace
        doors = w.ask(case_ids)[:DOORS]
        people = len(w.ask(duo_choices, doors[:1], TODAY)[doors[0]].candidates)

        def all_doors() -> None:
            for choice in w.ask(duo_choices, doors, TODAY).values():
                suggest_pairs(choice, since=TODAY, until=TODAY + timedelta(days=7))

        mine, f = side_by_side(settings.runs, lambda: seconds(all_doors), bare_window)
    return {"duos": Figure(mine / f, f"{len(doors)} deuren, {people} mensen: {milliseconds(mine)}")}
