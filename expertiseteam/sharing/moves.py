"""To a new laptop through the team folder: the box of `vault/moving.py`, on its way from the old laptop to the new one.

The box is worth nothing without its code of eighty bits, which goes by voice or on paper; it goes once used (docs/team-folder.md, 7).
"""

from __future__ import annotations

from pathlib import Path

from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.folder.files import Files, Outcome, move_name
from expertiseteam.storage.folder.whereabouts import folder_of
from expertiseteam.vault.keyfile import read_key_file
from expertiseteam.vault.moving import LARGEST, box_id, box_of, put_box, take_back_move
from expertiseteam.vault.policy import VaultPolicy

NOT_THERE = (
    "De teammap is nu niet bereikbaar, dus uw sleutels kunnen er niet door naar de nieuwe laptop. Er is geen code gemaakt. Kijk of u met "
    "het netwerk verbonden bent en doe het opnieuw."
)


def hand_over(key_path: Path, member_id: str, policy: VaultPolicy) -> None:
    """The side of the old laptop: put the box that lies beside the dossier in the folder of its team too, if it has one.

    Refused when the folder is away; the box is gone then.
    """
    files, raw = _files(key_path, policy), box_of(key_path, member_id)
    if files is None or raw is None:
        return
    try:
        files.prepare()
        files.remove(move_name(box_id(member_id)))  # that of an earlier code
        if files.publish(raw, move_name(box_id(member_id))) is Outcome.CREATED:
            return
    except OSError:
        pass
    take_back_move(key_path, member_id)
    raise Refused(NOT_THERE)


def forget_used(key_path: Path, member_id: str, policy: VaultPolicy) -> None:
    """The side of the old laptop: a box that is gone from the folder was used, and goes here too. A folder that is away says nothing."""
    files, raw = _files(key_path, policy), box_of(key_path, member_id)
    if files is None or raw is None:
        return
    try:
        files.refuse_away()
        if files.read(move_name(box_id(member_id)), LARGEST) != raw:
            take_back_move(key_path, member_id)
    except OSError:
        return


def take_away(key_path: Path, member_id: str, policy: VaultPolicy) -> None:
    """Its code is worth nothing from now on: it was used, or taken back. What cannot be taken away now expires."""
    files = _files(key_path, policy)
    take_back_move(key_path, member_id)
    try:
        if files is not None:
            files.remove(move_name(box_id(member_id)))
    except OSError:
        return


def take_boxes(files: Files, key_path: Path) -> None:
    """The side of the new laptop: bring the boxes that lie in the folder beside the key file. OSError when the folder is away."""
    ids = {box_id(card.member_id): card.member_id for card in read_key_file(key_path, signatures=False).last.cards}
    for identifier in files.moves():
        raw = files.read(move_name(identifier), LARGEST) if identifier in ids else None
        if raw is not None:
            put_box(key_path, ids[identifier], raw)


def _files(key_path: Path, policy: VaultPolicy) -> Files | None:
    folder = folder_of(policy, read_key_file(key_path, signatures=False).dossier_id)
    return None if folder is None else Files(folder, policy.patience)
