"""What the log of reading and changing costs: an act with its chained and signed line, against the same act that writes no line."""

from __future__ import annotations

import itertools
import statistics
from dataclasses import replace
from functools import partial

from benchmarks.bench import opened
from benchmarks.measure import Figure, Settings, milliseconds, seconds, side_by_side
from expertiseteam.concerns.intake import record_concern
from expertiseteam.concerns.records import Certainty, Channel

AT_ONCE = 40


def log(settings: Settings) -> dict[str, Figure]:
    """Recording a signal, each time another one, in turns with and without the log."""
    with opened(settings.size) as bench:
        w, counter = bench.workspace, itertools.count()

        def once(act: object) -> float:
            told = {"certainty": Certainty.SEEN, "channel": Channel.PHONE}
            n = next(counter)
            return seconds(lambda: w.do(act, what=f"Gordijnen dicht {n}", place=f"Beukenlaan {n % 190 + 1}, Turfven", **told))  # type: ignore[arg-type]

        def some(act: object) -> float:
            return statistics.median(once(act) for _ in range(AT_ONCE))

        silent = replace(record_concern, log=None)
        mine, bare = side_by_side(settings.runs, partial(some, record_concern), partial(some, silent))
    return {"log": Figure(mine / bare, f"met logregel {milliseconds(mine)}, zonder {milliseconds(bare)}")}
