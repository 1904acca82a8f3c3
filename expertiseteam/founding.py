"""Moving a dossier from one computer into a team folder."""

from __future__ import annotations

from pathlib import Path

from expertiseteam.access.workspace import Workspace
from expertiseteam.basics.sentences import Refused
from expertiseteam.opening import reopen, settled_key
from expertiseteam.safety.folder_trial import report_on
from expertiseteam.sharing.joining import AWAY
from expertiseteam.storage.file import SCHEMA
from expertiseteam.storage.finding import is_server
from expertiseteam.storage.folder import founding
from expertiseteam.storage.folder.files import Files, is_full
from expertiseteam.storage.folder.replica import Replica
from expertiseteam.storage.folder.ring import KeyRing
from expertiseteam.storage.folder.sharing import Author
from expertiseteam.storage.folder.tables import shared_kinds
from expertiseteam.storage.folder.whereabouts import remember_folder, with_team
from expertiseteam.team.key_notes import note_folder
from expertiseteam.vault.copies import Reason
from expertiseteam.vault.disk_kind import refuse_to_share
from expertiseteam.vault.identity import Identity
from expertiseteam.vault.keyfile import key_file_of, read_key_file
from expertiseteam.vault.policy import VaultPolicy

FULL = "De map is vol. Er is niets gewijzigd. Vraag uw beheerder om ruimte op de netwerkschijf."
UNFIT = (
    "De map “{}” is niet geschikt als teammap: {}. Er is niets gewijzigd. Vraag uw beheerder om een gewone netwerkmap; met de opdracht "
    "folder-test krijgt u een verslag dat u hem kunt geven."
)


def begin_folder(path: Path, workspace: Workspace, identity: Identity, folder: Path, *, policy: VaultPolicy | None = None) -> VaultPolicy:
    """Try a folder, and put the dossier in it, or go on where that was broken off. Returns the policy for changing keys from now on.

    Takes as long as copying the dossier, twice. For a folder that has this dossier already it only notes where that is. Refused when the
    folder is not fit, holds something else, or goes away meanwhile; and for who may not.
    """
    policy = policy or VaultPolicy()
    workspace.require(note_folder)
    if is_server(path):
        raise Refused("Dit dossier staat op een server, waar het hele team al in werkt. Er is niets gewijzigd.")
    files, links = Files(folder, policy.patience), read_key_file(key_file_of(path)).entries
    try:
        if founding.is_here(files, links[0]):
            refuse_to_share(folder)
        else:
            report = report_on(folder, workspace.clock())
            if not report.is_fit:
                raise Refused(UNFIT.format(folder.name, report.why_not))
            workspace.copy(Reason.BULK)
        replica = Replica(path, settled_key(path, identity), shared_kinds())
        ring, author = KeyRing(links, identity.private), Author(identity.member_id, identity.private)
        founding.found(files, replica, ring, author, schema=SCHEMA, clock=workspace.clock)
        if policy.patience is not None:
            policy.patience.go_on()
    except OSError as error:
        raise Refused(FULL if is_full(error) else AWAY) from None
    remember_folder(policy, identity.dossier_id, folder)
    was_shared = workspace.replica is not None
    reopen(path, workspace, identity)
    if not was_shared:
        workspace.do(note_folder)
    return with_team(policy, identity.dossier_id)
