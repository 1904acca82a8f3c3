"""Whether the rows of a dossier in a team folder are what the entries of the team make of them, and nothing else."""

from __future__ import annotations

from expertiseteam.access.workspace import Workspace
from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.folder.files import Files
from expertiseteam.storage.folder.ring import KeyRing
from expertiseteam.storage.folder.snapshots import prove_snapshot
from expertiseteam.storage.folder.whereabouts import folder_of
from expertiseteam.vault.identity import Identity
from expertiseteam.vault.keyfile import key_file_of, read_key_file
from expertiseteam.vault.policy import VaultPolicy

UNLIKE = (
    "Gegevens op deze computer zijn niet zoals het team ze heeft: ze zijn buiten het programma om veranderd, of een momentopname in de "
    "teammap is beschadigd. Verander niets, en vraag een collega om op de eigen computer hetzelfde na te kijken."
)
NOT_JUDGED = "De teammap is nu niet bereikbaar; of de gegevens gelijk zijn aan die van het team, is niet nagekeken."


def unlike_the_team(workspace: Workspace, identity: Identity, policy: VaultPolicy) -> str:
    """Make the rows once more from the oldest snapshot that is needed and the entries after it; UNLIKE when they differ, "" when not.

    "" too for a dossier in another place. Refused (NOT_JUDGED) when the folder is away. Takes as long as copying the dossier, twice.
    """
    replica, folder = workspace.replica, folder_of(policy, identity.dossier_id)
    if replica is None:
        return ""
    claim = replica.confirmed() or next((claim for _, claim in replica.claims()), None)
    if folder is None or claim is None:
        raise Refused(NOT_JUDGED)
    ring = KeyRing(read_key_file(key_file_of(workspace.path)).entries, identity.private)
    try:
        prove_snapshot(Files(folder), replica, ring, claim, replica.path.parent, workspace.clock())
    except OSError:
        raise Refused(NOT_JUDGED) from None
    except Refused:
        return UNLIKE
    return ""
