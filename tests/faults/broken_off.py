"""Copies, restores and new keys killed at every file operation: `python -m tests.faults.broken_off WHAT FOLDER FIRST STEP`.

Each process does the same work from the same start and kills itself at its so manieth operation; the parent then looks at what is left.
Prints as JSON how many kills there were and every complaint.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

from expertiseteam import custody
from expertiseteam.access.workspace import Workspace
from expertiseteam.basics.sentences import Refused
from expertiseteam.opening import open_dossier, prepare_copy, recover, unlock_dossier, workspace_for
from expertiseteam.storage.file import integrity_problems
from expertiseteam.storage.rekey import opens
from expertiseteam.team.members import add_village, members, villages
from expertiseteam.vault import copies, putting_back
from expertiseteam.vault.copies import Reason
from expertiseteam.vault.identity import Identity
from expertiseteam.vault.keyfile import key_file_of, read_key_file
from expertiseteam.vault.keys import WrongTry
from expertiseteam.vault.policy import VaultPolicy
from expertiseteam.vault.recovery import RecoveryKey
from tests.dossier import PASSPHRASE, StandingClock, cheap_policy, make_team
from tests.faults.forking import fork

WATCHED = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.listdir", "os.scandir", "shutil.copyfile"})
GONE, RECOVERED = "Sem de Graaf", "molen zilver klaver stoep egel"
OLD, NEW = frozenset({"Van toen"}), frozenset({"Van toen", "Van later"})


@dataclass(frozen=True)
class Ground:
    """The dossier from which every process starts, with one copy that is older than it."""

    path: Path
    identity: Identity
    clock: StandingClock
    policy: VaultPolicy
    sheet: RecoveryKey
    other_id: str

    def again(self, folder: Path) -> Ground:
        """The same in another folder."""
        shutil.copytree(self.path.parent, folder)
        return replace(self, path=folder / self.path.name, policy=cheap_policy(folder, self.clock))

    def unlocked(self) -> tuple[Workspace, Identity]:
        """As its aandachtsfunctionaris opens it now, with the passphrase of before or of after."""
        for passphrase in (RECOVERED, PASSPHRASE.format("femke")):
            with contextlib.suppress(WrongTry):
                return unlock_dossier(self.path, self.identity.member_id, passphrase, policy=self.policy, clock=self.clock)
        raise AssertionError("no passphrase opens it")

    def names(self) -> frozenset[str]:
        """What the dossier holds now, opened as after a crash."""
        workspace = workspace_for(self.path, self.identity, self.clock)
        try:
            return frozenset(village.name for village in workspace.ask(villages)) & NEW
        finally:
            workspace.close()

    def newest(self) -> copies.Copy:
        return copies.copies(copies.copies_folder(self.path))[0]


def ground(folder: Path) -> Ground:
    """Make it. Nothing stays open: processes are made from this one."""
    clock = StandingClock(2026, 11, 2, 9, 0)
    team = make_team(folder, clock)
    team.femke.do(add_village, name="Van toen")
    team.femke.copy(Reason.HAND)
    team.femke.do(add_village, name="Van later")
    team.close()
    policy = cheap_policy(folder, clock)
    workspace, identity = unlock_dossier(team.path, team.ids["femke"], PASSPHRASE.format("femke"), policy=policy, clock=clock)
    workspace.close()
    return Ground(team.path, identity, clock, policy, team.recovery, team.ids["sem"])


def make_a_copy(place: Ground) -> None:
    workspace = workspace_for(place.path, place.identity, place.clock)
    workspace.copy(Reason.HAND)
    workspace.close()


def to_a_second_place(place: Ground) -> None:
    copies.put_in(place.newest(), place.path.parent / "stick")


def put_back(place: Ground) -> None:
    prepare_copy(place.path, place.newest(), place.identity, place.clock).put_back(place.clock)


def let_somebody_go(place: Ground) -> None:
    workspace, identity = place.unlocked()
    gone = next(member for member in workspace.ask(members, active_only=False) if member.name == GONE)
    custody.let_go(place.path, workspace, identity, gone, policy=place.policy)
    workspace.close()


def make_a_new_sheet(place: Ground) -> None:
    workspace, identity = place.unlocked()
    custody.renew_sheet(place.path, workspace, identity, policy=place.policy)
    workspace.close()


def use_the_sheet(place: Ground) -> None:
    groups = " ".join(place.sheet.groups())
    recover(place.path, place.identity.member_id, groups, RECOVERED, policy=place.policy, clock=place.clock)[0].close()


def _after_a_new_key(place: Ground, done: bool) -> list[str]:
    """The moment that the key file speaks of a new key, the copy of before is there; whoever opens next ends what was begun."""
    old = place.identity.dossier_key
    is_new = not read_key_file(key_file_of(place.path)).last.proves(old)
    kept = [copy for copy in copies.copies(copies.copies_folder(place.path)) if copy.reason is Reason.KEYS]
    found = [problem for copy in kept for problem in integrity_problems(copy.dossier, old)]
    if is_new and not kept:
        found.append("a new key, and no copy of before")
    if done and not is_new:
        found.append("said to be done, and no new key")
    workspace, identity = place.unlocked()
    custody.settle(place.path, workspace, identity, policy=place.policy)
    if frozenset(village.name for village in workspace.ask(villages)) & NEW != NEW:
        found.append("something is lost")
    workspace.close()
    if is_new and opens(place.path, old):
        found.append("the dossier kept its old key")
    return found + _copies_are_whole(place, copies.copies_folder(place.path), 1)


def _after_letting_go(place: Ground, done: bool) -> list[str]:
    found = _after_a_new_key(place, done)
    let_somebody_go(place)  # again, or for the first time: it ends the same
    if opens(place.path, place.identity.dossier_key):
        found.append("the dossier kept its old key")
    with contextlib.suppress(Refused):
        open_dossier(place.path, place.other_id, PASSPHRASE.format("sem"), policy=place.policy, clock=place.clock).close()
        found.append("who left opens it")
    return found


def _after_a_copy(place: Ground, done: bool) -> list[str]:
    found = [] if place.names() == NEW else ["the dossier changed"]
    return found + _copies_are_whole(place, copies.copies_folder(place.path), 2 if done else 1)


def _after_the_second_place(place: Ground, done: bool) -> list[str]:
    return _copies_are_whole(place, copies.copies_folder(place.path), 1) + _copies_are_whole(
        place, place.path.parent / "stick", 1 if done else 0
    )


def _after_putting_back(place: Ground, done: bool) -> list[str]:
    decided = (copies.copies_folder(place.path) / putting_back.DECIDED).exists()
    names = place.names()
    found = [] if names in (OLD, NEW) else [f"neither old nor new: {sorted(names)}"]
    if (done or decided) and names != OLD:
        found.append("decided, and yet the dossier of before")
    if names == OLD and len(copies.copies(copies.copies_folder(place.path))) < 2:
        found.append("put back, and what stood there is gone")
    if (copies.copies_folder(place.path) / putting_back.DECIDED).exists():
        found.append("opening did not finish it")
    return found + _copies_are_whole(place, copies.copies_folder(place.path), 1)


def _copies_are_whole(place: Ground, folder: Path, least: int) -> list[str]:
    found = []
    listed = copies.copies(folder)
    if len(listed) < least:
        found.append(f"{len(listed)} copies in {folder.name}")
    for copy in listed:
        found += integrity_problems(copy.dossier, place.identity.dossier_key)
    half = copies.begin(folder)  # the next copy sweeps what this one left
    half.rmdir()
    found += [f"left behind: {path.name}" for path in folder.iterdir() if path.name.startswith(copies.HALF)]
    return found


WORK: dict[str, tuple[Callable[[Ground], None], Callable[[Ground, bool], list[str]]]] = {
    "copy": (make_a_copy, _after_a_copy),
    "second": (to_a_second_place, _after_the_second_place),
    "restore": (put_back, _after_putting_back),
    "leave": (let_somebody_go, _after_letting_go),
    "new sheet": (make_a_new_sheet, _after_a_new_key),
    "sheet used": (use_the_sheet, _after_a_new_key),
}


def _die_at(place: Ground, number: int, run: Callable[[Ground], None]) -> NoReturn:
    """Do the work and die at the operation with this number, or end well when there are not so many."""
    seen, within = 0, str(place.path.parent)

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        if event in WATCHED and any(within in str(argument) for argument in arguments):
            seen += 1
            if seen == number:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    run(place)
    os._exit(0)


def main(what: str, folder: Path, first: int, step: int) -> None:
    """Kill at every `step`-th operation from `first` on, until the work ends before it is killed."""
    run, judge = WORK[what]
    kills, complaints, number = 0, [], first
    origin = ground(folder / "start")
    while True:
        place = origin.again(folder / str(number))
        child = fork()
        if not child:
            _die_at(place, number, run)
        _, status = os.waitpid(child, 0)
        done = os.waitstatus_to_exitcode(status) == 0
        kills += not done
        complaints += [f"{what} killed at {number}: {said}" for said in judge(place, done)]
        if done or os.waitstatus_to_exitcode(status) != -signal.SIGKILL:
            break
        shutil.rmtree(place.path.parent)
        number += step
    print(json.dumps({"kills": kills, "operations": number, "ended": done, "complaints": complaints}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
