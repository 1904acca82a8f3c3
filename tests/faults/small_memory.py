"""A dossier on a computer with too little memory: `python -m tests.faults.small_memory FOLDER STEPS`.

Writes a very long note with more and more room. Each time it is kept whole, or refused with nothing kept, and the work goes on.
Prints the counts as JSON, and every complaint.
"""

from __future__ import annotations

import json
import resource
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.opening import add_note, open_case
from expertiseteam.exchange.sheet import read_table
from expertiseteam.storage.file import connect
from tests.dossier import Team, make_team
from tests.faults.surroundings import faults

MB = 1024 * 1024
LONG_TEXT = "Gordijnen dicht, post puilt uit, é. " * 60_000  # two MB: its folded text, its words and its statement take many times that
LIST = ("plaats;wat\n" + "Beukenlaan 7, Turfven;Gordijnen dicht, post puilt uit.\n" * 4_000).encode()
LEAST, MOST = 1 * MB, 80 * MB  # room beyond what is in use


def in_use() -> int:
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()


def notes(team: Team) -> set[str]:
    """The ids of all notes."""
    with closing(connect(team.path, team.femke._store._key)) as bare:
        return {row[0] for row in bare.execute("SELECT id FROM note")}


def main(folder: Path, steps: int) -> None:
    team = make_team(folder)
    case = team.femke.do(
        open_case,
        (),
        label="Iepenlaan · gezin",
        lead_id=team.ids["noor"],
        legal_basis="Wmo 2015",
        purpose="hulp",
        goal="Weten.",
        bringing_partner="gemeente",
    )
    kept = {team.noor.do(add_note, case, "de eerste notitie")}
    outcome, complaints = Counter[str](), []
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    for step in range(steps):
        room = LEAST + (MOST - LEAST) * step // max(1, steps - 1)
        said, new = "", ""
        resource.setrlimit(resource.RLIMIT_AS, (in_use() + room, hard))
        try:
            new = team.noor.do(add_note, case, LONG_TEXT)
        except Refused as refused:
            said = str(refused)
        except MemoryError:
            said = "outside"  # before or after the dossier was asked: told by the boundary (tests/ui/shell/test_errors.py)
        try:
            read_table(LIST)
        except MemoryError:
            outcome["lists not read"] += 1
        except Refused:
            complaints.append("a good list is refused")
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
        now = notes(team)
        extra = now - kept
        if new:
            outcome["kept"] += 1
        elif said == "outside":
            outcome["outside"] += 1
        elif "te weinig geheugen" in said and "niets bewaard" in said:
            outcome["refused"] += 1
        else:
            complaints.append(f"{room // MB} MB: {said}")
        if extra - {new} and said != "outside":
            complaints.append(f"{room // MB} MB: kept, though it said {said}")
        if new and new not in now:
            complaints.append(f"{room // MB} MB: lost")
        kept = now | {team.noor.do(add_note, case, f"na {room // MB} MB")}
    team.close()
    print(json.dumps({"outcome": outcome, "complaints": [*complaints, *faults(team)]}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
