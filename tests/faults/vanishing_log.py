"""A program under which the write-ahead log is taken away, and which is then killed: `python -m tests.faults.vanishing_log FOLDER`.

For each case a process of its own writes, loses files, writes on and dies. Prints as JSON how much it had acknowledged and what was lost.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from expertiseteam.basics.sentences import Refused
from expertiseteam.opening import unlock_dossier
from expertiseteam.storage.file import connect, integrity_problems
from tests.dossier import PASSPHRASE, Team, make_team
from tests.faults.forking import fork
from tests.faults.surroundings import write_down, written

Harm = Callable[[Team], None]


def _log(team: Team) -> Path:
    return Path(f"{team.path}-wal")


def _index(team: Team) -> Path:
    return Path(f"{team.path}-shm")


def nothing(team: Team) -> None: ...


def log_deleted(team: Team) -> None:
    _log(team).unlink()


def log_and_index_deleted(team: Team) -> None:
    _log(team).unlink()
    _index(team).unlink()


def index_deleted(team: Team) -> None:
    _index(team).unlink()


def log_emptied_out_and_deleted(team: Team) -> None:
    connection = connect(team.path, team.noor._store._key)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.close()
    _log(team).unlink()


def older_log_put_back(team: Team) -> None:
    shutil.copy(_log(team), older := team.path.with_name("ouder"))
    write_down(team.noor, "staat niet in het oudere logboekbestand")
    os.replace(older, _log(team))


def deleted_twice(team: Team) -> None:
    _log(team).unlink()
    write_down(team.noor, "tussendoor")
    _log(team).unlink()


def deleted_while_two_threads_write(team: Team) -> None:
    """The commit of one thread and the loss that the other one notices come together."""
    writing = threading.Thread(target=lambda: [write_down(team.noor, f"tegelijk {n}") for n in range(20)])
    writing.start()
    for n in range(5):
        write_down(team.noor, f"ook {n}")
        _log(team).unlink(missing_ok=True)
    writing.join()


HARMS: dict[str, Harm] = {
    harm.__name__: harm
    for harm in (
        nothing,
        log_deleted,
        log_and_index_deleted,
        index_deleted,
        log_emptied_out_and_deleted,
        older_log_put_back,
        deleted_twice,
        deleted_while_two_threads_write,
    )
}


def _live(folder: Path, harm: Harm, end: str) -> NoReturn:
    """Write, lose, write in the same and in a new connection, tell what was acknowledged, and die or close."""
    team = make_team(folder)
    team.femke.close()  # as in a real program, one member has the dossier open
    acknowledged, refused = [write_down(team.noor, "het eerste signaal")], []
    harm(team)
    read: set[str] = set()
    for n in range(3):
        try:
            acknowledged.append(write_down(team.noor, f"later signaal {n}"))
            read |= written(team.noor)  # the first time on a new connection
        except Refused as sentence:
            refused.append(str(sentence))
    (folder / "said.json").write_text(json.dumps({"acknowledged": acknowledged, "refused": refused, "read": sorted(read)}))
    if end == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    team.close()
    os._exit(0)


def _judged(folder: Path, template: Team) -> dict[str, object]:
    said = json.loads((folder / "said.json").read_text())
    path = folder / template.path.name
    noor, identity = unlock_dossier(path, template.ids["noor"], PASSPHRASE.format("noor"), policy=template.policy, clock=template.clock)
    found = written(noor)
    noor.close()
    return {
        "acknowledged": len(said["acknowledged"]),
        "refused": said["refused"],
        "lost": len(set(said["acknowledged"]) - found) + len(set(said["read"]) - found),
        "faults": integrity_problems(path, identity.dossier_key),
    }


def main(folder: Path) -> None:
    """Run every case killed, and two that end in order."""
    template = make_team(folder / "template")
    once = make_team(folder / "once")  # what a process inherits, it need not put into SQL again
    write_down(once.noor, "een signaal")
    written(once.noor)
    once.close()
    template.close()  # nothing is open when processes are made
    outcome = {}
    for name, end in (*((name, "killed") for name in HARMS), *((name, "closed") for name in ("log_deleted", "older_log_put_back"))):
        place = folder / f"{name}-{end}"
        child = fork()
        if not child:
            _live(place, HARMS[name], end)
        os.waitpid(child, 0)
        outcome[f"{name}, {end}"] = _judged(place, template)
    print(json.dumps(outcome))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
