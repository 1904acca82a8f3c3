"""A laptop on the lab's server: `python -m tests.lab.writer ROOT NAME SEED ACTS PAUSE`. Notes what it saved, and how long sharing took."""

from __future__ import annotations

import json
import logging
import pickle
import random
import sys
import time
from pathlib import Path

from tests.lab.smb_files import SmbFiles
from tests.storage.folder import lab


def laptop_on(root: Path, name: str) -> lab.Laptop:
    """The laptop of a member, whose folder is on the server."""
    keys: lab.Keys = pickle.loads((root / "keys").read_bytes())
    lab.keys = lambda: keys  # type: ignore[assignment]
    lab.Files = lambda _folder: SmbFiles()  # type: ignore[assignment,misc]
    laptop = lab.Laptop(name.split("-")[0], root / "teammap", root / f"{name}.dossier")
    laptop.team._pause = time.sleep
    return laptop


def write(root: Path, name: str, seed: int, acts: int, pause: float) -> None:
    """Edit the same few rows as everybody, and share each act; until all are shared, whatever happens to the server."""
    laptop, chance = laptop_on(root, name), random.Random(seed)
    laptop.lines = 100_000 * seed
    laptop.share()  # begin with a session
    time.sleep(chance.uniform(0, pause))
    with (root / f"{name}.log").open("a", encoding="utf-8") as log:
        for n in range(acts):
            case, column = chance.choice(("case0", "case1", "case2")), chance.choice(("goal", "place"))
            saw, text = laptop.value(case, column), f"{name} {n}"
            made = laptop.act((f'UPDATE "case" SET {column} = ?, version = version + 1 WHERE id = ?', text, case), line=False)
            log.write(json.dumps([made, case, column, saw, text]) + "\n")
            log.flush()
            began = time.monotonic()
            while laptop.share().waiting:
                time.sleep(chance.uniform(0.1, 0.4))
            log.write(json.dumps([time.monotonic() - began]) + "\n")
            log.flush()
            time.sleep(chance.uniform(0, 2 * pause))


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)  # the client tells at length of every session that the lab killed
    write(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), float(sys.argv[5]))
