"""Going over to the layout of a newer program, which a team in a folder does together (docs/team-folder.md, 7): at opening the dossier.

An administrator decides it, once; everybody else follows when the dossier is opened with the newer program. So it never happens under
somebody's hands.
"""

from __future__ import annotations

import os
from contextlib import closing, suppress
from pathlib import Path

from expertiseteam.basics.clock import Clock
from expertiseteam.basics.sentences import Refused, TeamIsOlder
from expertiseteam.sharing.joining import fetch_again, files_of, refuse_shut_out
from expertiseteam.storage.backup import make_copy
from expertiseteam.storage.file import SCHEMA, connect, connect_to_fill, integrity_problems
from expertiseteam.storage.folder.entry import BadEntry, Fault
from expertiseteam.storage.folder.files import AWAY as LATER
from expertiseteam.storage.folder.founding import refuse_other
from expertiseteam.storage.folder.replica import Replica
from expertiseteam.storage.folder.ring import KeyRing, take_links
from expertiseteam.storage.folder.sharing import Author, Behind, TeamFolder
from expertiseteam.storage.folder.tables import shared_kinds
from expertiseteam.vault.copies import Reason
from expertiseteam.vault.identity import Identity
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.policy import VaultPolicy

AWAY = (
    "Dit programma is nieuwer dan uw kopie van het dossier, en om die over te zetten is de teammap nodig; zij is nu niet bereikbaar. "
    "Er is niets gewijzigd. Kijk of u met het netwerk verbonden bent en open het dossier opnieuw."
)
MAY_RAISE = (
    "Uw team werkt in de teammap nog met een oudere versie van dit programma. U mag het hele team laten overgaan: wie de nieuwe versie nog "
    "niet heeft, werkt dan door op de eigen laptop, en deelt weer zodra die er staat."
)
MAY_NOT_RAISE = (
    "Uw team werkt in de teammap nog met een oudere versie van dit programma. Er is niets gewijzigd. Vraag {} het dossier met de nieuwe "
    "versie te openen en het team te laten overgaan, en open het daarna opnieuw."
)
DOES_NOT_FIT = (
    "De gegevens van het team passen niet in de nieuwe indeling. Het team is niet overgegaan en er is niets gewijzigd. Werk verder met de "
    "versie die u had, en meld dit bij wie het programma levert."
)


def cross_fence(path: Path, identity: Identity, policy: VaultPolicy, clock: Clock, key: bytes, *, together: bool) -> bool:
    """Bring the replica at `path`, which nobody has open, to the layout of this program, when the team is there. Work of before goes along.

    `together`: let the whole team go over when it is not there yet. Returns whether that was done. Refused (TeamIsOlder) when it is not and
    may not be; and when the folder is away or not right, with the dossier as it was.
    """
    files, replica = files_of(path, policy), Replica(path, key, shared_kinds())
    try:
        files.refuse_away()
        links = take_links(files, key_file_of(path), policy)
        refuse_other(files, links[0])
        author = Author(identity.member_id, identity.private)
        refuse_shut_out(links[-1], author)
        ring, is_admin = KeyRing(links, identity.private), any(c.is_admin for c in links[-1].cards if c.member_id == author.member_id)
        if _stops_at_fence(TeamFolder(files, replica, ring, author, schema=replica.position().schema, clock=clock)):
            _keep(path, key, clock)
            TeamFolder(files, replica, ring, author, schema=SCHEMA, clock=clock).catch_up()
        if replica.position().schema == SCHEMA:
            return False
        if not together:
            names = " of ".join(one.name for one in links[-1].cards if one.is_admin)
            raise TeamIsOlder(MAY_RAISE if is_admin else MAY_NOT_RAISE.format(names), may_raise=is_admin)
        _try_out(path, key, clock)
        _keep(path, key, clock)
        if not TeamFolder(files, replica, ring, author, schema=SCHEMA, clock=clock).raise_schema():
            raise Refused(LATER)
    except Behind:
        fetch_again(path, identity, policy, clock, key)
        return False
    except OSError:
        raise Refused(AWAY) from None
    return True


def _stops_at_fence(team: TeamFolder) -> bool:
    """Take over all that is of the layout of before. Whether there is more, of a newer one."""
    try:
        team.catch_up()
    except BadEntry as bad:
        if bad.fault is Fault.NEWER:
            return True
        raise
    return False


def _keep(path: Path, key: bytes, clock: Clock) -> None:
    with closing(connect(path, key)) as source:
        make_copy(source, path, key, Reason.MIGRATION, clock())


def _try_out(path: Path, key: bytes, clock: Clock) -> None:
    """Do it to a copy first: once the team was told, there is no way back."""
    half = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    try:
        with closing(connect(path, key)) as source, closing(connect_to_fill(half, key)) as filled:
            source.backup(filled)
        Replica(half, key, shared_kinds()).cross(SCHEMA, clock())
        if integrity_problems(half, key):
            raise Refused(DOES_NOT_FIT)
    finally:
        for beside in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                Path(f"{half}{beside}").unlink(missing_ok=True)
