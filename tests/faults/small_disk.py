"""A working day on a disk that fills up, or that turns read-only: `python -m tests.faults.small_disk FULL|READ_ONLY FOLDER`.

Runs in a mount namespace of its own (see surroundings.py). Prints as JSON what the user saw.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from expertiseteam.access.drafts import keep_draft, my_draft
from expertiseteam.access.who import Discipline
from expertiseteam.access.workspace import Workspace
from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.intake import concern_view
from expertiseteam.opening import NewDossier, create_dossier, open_dossier
from tests.dossier import PASSPHRASE, Team, make_team
from tests.faults.surroundings import LONG, faults, write_down, written

SIZE = 8 * 1024 * 1024
LEFT = 200 * 1024  # room for a few signals


def full(disk: Path) -> dict[str, object]:
    """Fill the disk, write until it is refused, make room, go on."""
    filler = disk / "foto's.bin"
    team = make_team(disk / "dossier")
    kept = [write_down(team.noor, "het eerste signaal")]
    with filler.open("wb") as file:
        file.write(b"x" * (_free(disk) - LEFT))
    seen: dict[str, object] = {}
    for n in range(1000):
        try:
            kept.append(write_down(team.noor, f"{n} {LONG}"))
        except Refused as refused:
            seen["act"] = str(refused)
            break
    while _free(disk) > 0:  # not a byte is left
        with filler.open("ab") as file:
            file.write(b"x" * _free(disk))
    seen["list while full"] = written(team.noor) == set(kept)
    seen["draft"] = _said(lambda: [team.noor.do(keep_draft, "concern", "", {"what": LONG * n}) for n in range(1, 100)])
    seen["view"] = _said(lambda: [team.noor.ask(concern_view, kept[0]) for _ in range(100)])
    seen["new dossier"] = _said(lambda: _another(disk / "nieuw", team))
    seen["left of the new dossier"] = sorted(path.name for path in (disk / "nieuw").iterdir())
    filler.unlink()
    kept.append(write_down(team.noor, "er is weer ruimte"))
    team.noor.do(keep_draft, "concern", "", {"what": "er is weer ruimte"})
    draft = team.noor.ask(my_draft, "concern")
    seen["draft afterwards"] = draft.fields["what"] if draft else None
    team.close()
    seen["faults"] = faults(team)
    seen["all that was kept is there, and nothing else"] = written(_noor_again(team)) == set(kept)
    return seen


def read_only(disk: Path) -> dict[str, object]:
    """Open a dossier where nothing may be written, and again when that has been mended."""
    team = make_team(disk / "dossier")
    kept = [write_down(team.noor, "het eerste signaal")]
    team.close()
    seen: dict[str, object] = {}
    _mount("-o", "remount,ro", str(disk))
    seen["open"] = _said(lambda: written(_noor_again(team)))
    seen["new dossier"] = _said(lambda: _another(disk / "dossier", team))
    _mount("-o", "remount,rw", str(disk))
    noor = _noor_again(team)
    kept.append(write_down(noor, "het tweede signaal"))
    seen["all that was kept is there, and nothing else"] = written(noor) == set(kept)
    noor.close()
    seen["faults"] = faults(team)
    return seen


def _noor_again(team: Team) -> Workspace:
    return open_dossier(team.path, team.ids["noor"], PASSPHRASE.format("noor"), policy=team.policy, clock=team.clock)


def _another(folder: Path, team: Team) -> None:
    folder.mkdir(exist_ok=True)
    new = NewDossier("Turfven", (), "Femke Aarts", Discipline.CARE, "aandachtsfunctionaris", PASSPHRASE.format("femke"))
    create_dossier(folder / "nieuw.dossier", new, policy=team.policy, clock=team.clock)


def _said(run: Callable[[], object]) -> str | None:
    """The sentence with which it was refused; None when it was done."""
    try:
        run()
    except Refused as refused:
        return str(refused)
    return None


def _free(disk: Path) -> int:
    room = os.statvfs(disk)
    return room.f_bavail * room.f_frsize


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True)


if __name__ == "__main__":
    where = Path(sys.argv[2])
    _mount("-t", "tmpfs", "-o", f"size={SIZE}", "none", str(where))
    print(json.dumps({"FULL": full, "READ_ONLY": read_only}[sys.argv[1]](where), ensure_ascii=False))
