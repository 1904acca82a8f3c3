"""What the log of reading and changing costs: an act with its chained and signed line, against the same act that writes no line."""

from __future__ import annotations

import itertools
import statistics
from dataclasses import replace
from functools import partial
from typing import Any

from benchmarks.bench import opened
from benchmarks.measure import Figure, Settings, milliseconds, seconds
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

        found = []
        for name, run, act in (("signaal", signal, record_concern), ("notitie", note, add_note)):
            both = [partial(run, act), partial(run, replace(act, log=None))]
            # In turns, act by act: what the file has to do now and then (fold its log back, write to the disk) falls to both alike.
            times = [[seconds(partial(one, next(counter))) for one in both] for _ in range(AT_ONCE * (settings.runs + 1))]
            mine, bare = (statistics.median(column) for column in zip(*times[AT_ONCE:], strict=True))
            found.append((mine / bare, f"{name} {mine / bare:.2f} ({milliseconds(mine)}, zonder regel {milliseconds(bare)})"))
    return {"log": Figure(max(found)[0], ", ".join(remark for _, remark in found))}
