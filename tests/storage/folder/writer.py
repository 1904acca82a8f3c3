"""A program that writes and shares until it is killed: `python -m tests.storage.folder.writer ROOT NAME SEED`. Notes what it did."""

from __future__ import annotations

import json
import pickle
import random
import sys
import time
from pathlib import Path

from tests.storage.folder import lab


def write(root: Path, name: str, seed: int) -> None:
    """Edit and share, over and over; each act is noted once it is durable on this laptop."""
    keys: lab.Keys = pickle.loads((root / "keys").read_bytes())
    lab.keys = lambda: keys  # type: ignore[assignment]
    laptop = lab.Laptop(name, root / "teammap", root / f"{name}.dossier")
    laptop.team._pause = time.sleep
    ((laptop.lines,),) = laptop.ask("SELECT coalesce(max(number), 0) FROM log_line WHERE device = ?", name)
    chance = random.Random(seed)
    with (root / f"{name}.log").open("a", encoding="utf-8") as log:
        while True:
            case, column = chance.choice(("case0", "case1", "case2")), chance.choice(("goal", "place"))
            saw, text = laptop.value(case, column), f"{name} {seed} {laptop.lines}"
            made = laptop.edit(case, **{column: text})
            log.write(json.dumps([made, case, column, saw, text]) + "\n")
            log.flush()
            laptop.share()


def noted(laptop: lab.Laptop, log: Path) -> int:
    """Tell a laptop what it did; returns how many acts."""
    acts = 0
    for line in log.read_text(encoding="utf-8").splitlines():
        try:
            made, case, column, saw, text = json.loads(line)
        except ValueError:
            continue  # killed while noting
        where = ("case", case, column)
        laptop.done[made], laptop.saw[made], laptop.wrote[made] = (), {where: saw}, {where: text}
        acts += 1
    return acts


if __name__ == "__main__":
    write(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
