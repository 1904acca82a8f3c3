"""Coming into a team folder on a laptop that has nothing yet: first the keys, then the code, then the dossier itself.

What stands on this computer afterwards is a key file at the place that was chosen, and the knowledge where the folder is. A dossier whose
file is not there while its folder is known is one that still has to be fetched: opening it does so.
"""

from __future__ import annotations

import os
from contextlib import closing, suppress
from pathlib import Path

from expertiseteam.basics.clock import Clock
from expertiseteam.basics.sentences import Refused, TeamIsOlder
from expertiseteam.sharing.knocking import deliver
from expertiseteam.sharing.moves import take_boxes
from expertiseteam.storage.backup import make_copy
from expertiseteam.storage.file import SCHEMA, connect
from expertiseteam.storage.folder.files import Files
from expertiseteam.storage.folder.founding import join, keys_in
from expertiseteam.storage.folder.replica import Replica
from expertiseteam.storage.folder.ring import KeyRing, take_links
from expertiseteam.storage.folder.sharing import Author, TeamFolder
from expertiseteam.storage.folder.tables import shared_kinds
from expertiseteam.storage.folder.whereabouts import folder_of, note_behind, remember_folder
from expertiseteam.vault.chain import Entry as Link
from expertiseteam.vault.copies import Reason
from expertiseteam.vault.disk_kind import refuse_to_make, refuse_to_share
from expertiseteam.vault.files import settle, take_place
from expertiseteam.vault.identity import Identity
from expertiseteam.vault.keyfile import KeyFile, create_key_file, key_file_of, read_key_file
from expertiseteam.vault.policy import VaultPolicy

SHUT_OUT = (
    "Uw toegang tot dit dossier is beëindigd: het team heeft u uitgeschreven, of uw laptop is als gestolen gemeld. Er wordt niets meer "
    "gedeeld. Vraag de aandachtsfunctionaris als dat niet klopt."
)
OTHER_KEYS = (
    "De sleutels op deze computer gelden niet meer: u kreeg elders nieuwe, of deze laptop is als gestolen gemeld. Er wordt niets meer "
    "gedeeld. Werk verder op de computer met uw nieuwe sleutels, of vraag de aandachtsfunctionaris om een code voor deze."
)
TEAM_IS_OLDER = (
    "Uw team werkt in de teammap nog met een oudere versie van dit programma. Het dossier is niet opgehaald. Vraag de "
    "aandachtsfunctionaris het te openen met de nieuwe versie en het team te laten overgaan."
)
AWAY = (
    "De teammap is nu niet bereikbaar, dus het dossier kan niet worden opgehaald. Er is niets gewijzigd. "
    "Kijk of u met het netwerk verbonden bent en probeer het opnieuw."
)


def begin_joining(folder: Path, path: Path, policy: VaultPolicy) -> None:
    """Take the keys of a team folder to this computer, for a dossier that will stand at `path`.

    Refused when it is no team folder that holds, a program synchronises it, or something stands at `path` already; Misplaced
    when no dossier can stand there.
    """
    refuse_to_make(path)
    refuse_to_share(folder)
    if path.exists():
        raise Refused(f"Er staat al een dossier “{path.name}”. Het is niet overschreven. Kies een andere naam.")
    files = Files(folder, policy.patience)
    try:
        links = keys_in(files)
    except OSError:
        raise Refused(AWAY) from None
    create_key_file(key_file_of(path), KeyFile(links[0].dossier_id, tuple(links), {}))
    try:
        remember_folder(policy, links[0].dossier_id, folder)
        take_boxes(files, key_file_of(path))
        if policy.patience is not None:
            policy.patience.go_on()
    except Refused:
        key_file_of(path).unlink(missing_ok=True)
        raise
    except OSError:
        key_file_of(path).unlink(missing_ok=True)
        raise Refused(AWAY) from None


def refuse_shut_out(last: Link, author: Author) -> None:
    """Refused for who is no member any more, and for keys of a member that were replaced, as after a laptop was stolen."""
    card = last.card_of(author.member_id)
    if card is None:
        raise Refused(SHUT_OUT)
    if card.signing != author.private.signing_public():
        raise Refused(OTHER_KEYS)


def is_to_be_fetched(path: Path, policy: VaultPolicy) -> bool:
    """Whether this dossier is not on this computer yet, and its team folder is known."""
    if path.exists() or not key_file_of(path).exists():
        return False
    return folder_of(policy, read_key_file(key_file_of(path), signatures=False).dossier_id) is not None


def catch_up_keys(path: Path, policy: VaultPolicy) -> bool:
    """See who is a member by now, and bring the own request to the folder. Returns whether it waits there for an administrator.

    For a dossier that is to be fetched. Refused when the folder is away.
    """
    files = files_of(path, policy)
    try:
        take_links(files, key_file_of(path), policy)
        take_boxes(files, key_file_of(path))
    except OSError:
        raise Refused(AWAY) from None
    return deliver(files, key_file_of(path))


def fetch(path: Path, identity: Identity, policy: VaultPolicy, clock: Clock) -> None:
    """Make the dossier on this computer, as the team has it now. All or nothing. Refused when the folder is away or not whole."""
    _fetched(path, identity, policy, clock, None)


def fetch_again(path: Path, identity: Identity, policy: VaultPolicy, clock: Clock, key: bytes) -> None:
    """Make it anew for a laptop that was away for longer than the folder keeps entries; what was done there goes along.

    `key` opens the file that stands there, of which a copy is kept. Refused as `fetch`, with everything as it was.
    """
    with closing(connect(path, key)) as source:
        make_copy(source, path, key, Reason.BULK, clock())
    _fetched(path, identity, policy, clock, Replica(path, key, shared_kinds()))
    note_behind(policy, identity.dossier_id, False)


def _fetched(path: Path, identity: Identity, policy: VaultPolicy, clock: Clock, old: Replica | None) -> None:
    files, private = files_of(path, policy), identity.private
    half = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    try:
        replica = join(files, private, shared_kinds(), half, identity.dossier_key, newest_schema=SCHEMA)
        ring = KeyRing(read_key_file(key_file_of(path)).entries, private)
        TeamFolder(files, replica, ring, Author(identity.member_id, private), schema=SCHEMA, clock=clock).catch_up()
        if replica.position().schema < SCHEMA:
            raise TeamIsOlder(TEAM_IS_OLDER)
        if old is not None:
            replica.carry_over(old, clock())
            old.fold()
            for beside in ("-wal", "-shm"):
                Path(f"{path}{beside}").unlink(missing_ok=True)
        replica.fold()
        settle(half)
        take_place(half, path)
        settle(path.parent)
    except OSError:
        raise Refused(AWAY) from None
    finally:
        for beside in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                Path(f"{half}{beside}").unlink(missing_ok=True)


def files_of(path: Path, policy: VaultPolicy) -> Files:
    """The team folder of a dossier, as this computer knows it. Refused when it does not."""
    folder = folder_of(policy, read_key_file(key_file_of(path), signatures=False).dossier_id)
    if folder is None:
        raise Refused("De teammap van dit dossier is op deze computer niet bekend. Er is niets gewijzigd. Wijs de teammap opnieuw aan.")
    return Files(folder, policy.patience)
