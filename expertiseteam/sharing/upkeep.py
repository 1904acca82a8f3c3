"""Snapshots of the team folder: made, confirmed, and old entries let go, behind the work (docs/team-folder.md, 9)."""

from __future__ import annotations

from datetime import datetime

from expertiseteam.storage.folder.files import Files
from expertiseteam.storage.folder.replica import Replica
from expertiseteam.storage.folder.ring import KeyRing
from expertiseteam.storage.folder.sharing import TeamFolder
from expertiseteam.storage.folder.snapshots import make_snapshot, prove_snapshot

EVERY = 1000  # entries between two snapshots: a new laptop reads that many in a second


class Upkeep:
    """For as long as one dossier is open. A snapshot at every thousandth entry, and after destruction; who shares next confirms it."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._has_looked_back = False
        self._made: set[str] = set()

    def look(self, team: TeamFolder, ring: KeyRing, when: datetime, *, published: bool) -> None:
        """Do what is due. Refused when the folder forked, a snapshot is not right, or the folder is away; OSError too."""
        replica = team.replica
        if not self._has_looked_back:  # a colleague may wait for what is damaged there and whole here
            team.heal()
            self._has_looked_back = True
        claim = team.to_confirm()
        if claim is not None and claim.name not in self._made:  # a member alone says it twice, with closing and opening in between
            prove_snapshot(self._files, replica, ring, claim, replica.path.parent, when)
            if team.say(claim) and replica.confirmed() == claim:
                team.clear()
        elif replica.owes_snapshot() or (published and self._is_long_ago(replica)):
            made = make_snapshot(self._files, replica, ring, replica.path.parent)
            self._made.add(made.name)
            team.say(made)

    @staticmethod
    def _is_long_ago(replica: Replica) -> bool:
        return replica.position().number // EVERY > max((said.number for _, said in replica.claims()), default=0) // EVERY
