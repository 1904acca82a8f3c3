"""What the log of reading and changing costs: an act with its chained and signed line, against the same act that writes no line."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from benchmarks.bench import opened
from benchmarks.measure import Figure, Settings, milliseconds, seconds, side_by_side
from benchmarks.rows import OLD_CASE
from expertiseteam.cases.opening import add_note
from expertiseteam.concerns.intake import record_concern
from expertiseteam.concerns.records import Certainty, Channel

AT_ONCE = 40


def log(settings: Settings) -> dict[str, Figure]:
    """Recording a signal and writing a note, the heaviest and the lightest act of the day, in turns with and without the log."""
    with opened(settings.size) as bench:
        w, counter = bench.workspace, itertools.count()
        told = {"certainty": Certainty.SEEN, "channel": Channel.PHONE}

        def signal(act: Any, n: int) -> None:
            w.do(act, what=f"Gordijnen dicht {n}", place=f"Beukenlaan {n % 190 + 1}, Turfven", **told)

        def note(act: Any, n: int) -> None:
            w.do(act, OLD_CASE, f"Gebeld {n}")

        def some(run: Callable[[Any, int], None], act: Any) -> float:
            return statistics.median(seconds(partial(run, act, next(counter))) for _ in range(AT_ONCE))

        found = []
        for name, run, act in (("signaal", signal, record_concern), ("notitie", note, add_note)):
            mine, bare = side_by_side(settings.runs, partial(some, run, act), partial(some, run, replace(act, log=None)))
            found.append((mine / bare, f"{name} {mine / bare:.2f} ({milliseconds(mine)}, zonder regel {milliseconds(bare)})"))
    return {"log": Figure(max(found)[0], ", ".join(remark for _, remark in found))}
