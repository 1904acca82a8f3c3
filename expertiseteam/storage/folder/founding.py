"""Beginning a team folder with a dossier, and beginning with it on another laptop (docs/team-folder.md, 1 and 9)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from expertiseteam.basics.clock import Clock
from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.folder.entry import beginning
from expertiseteam.storage.folder.files import AWAY, Files, Outcome, entry_name
from expertiseteam.storage.folder.replica import Replica
from expertiseteam.storage.folder.ring import KeyRing, publish_link, read_links
from expertiseteam.storage.folder.sharing import Author, TeamFolder
from expertiseteam.storage.folder.snapshots import make_snapshot, start_from_snapshot
from expertiseteam.storage.folder.tables import Kind
from expertiseteam.vault.chain import Entry as Link
from expertiseteam.vault.encoding import canonical, strict_json
from expertiseteam.vault.identity import PrivateKeys

MARK = "team.expertiseteam-map"
FORMAT, VERSION = "expertiseteam-teammap", 1
_LARGEST = 10_000


def found(files: Files, replica: Replica, ring: KeyRing, author: Author, *, schema: int, clock: Clock) -> TeamFolder:
    """Make the folder that of this dossier, with all its rows in a first snapshot. Only an administrator.

    Broken off at any moment it can be done again and goes on. Refused when the folder is that of another dossier, or the dossier is in
    another folder already. OSError when the folder is away or full.
    """
    card = ring.last.card_of(author.member_id)
    if card is None or not card.is_admin:
        raise Refused("Alleen een beheerder van het dossier mag een teammap maken. Er is niets gewijzigd. Vraag de aandachtsfunctionaris.")
    mark = _mark_of(ring.links[0])
    there = files.read(MARK, _LARGEST)
    if there not in (None, mark):
        raise Refused("In deze map staat al een ander dossier van een team. Er is niets gewijzigd. Kies een andere, lege map.")
    if there is None and replica.is_begun() and replica.position().number and files.read(entry_name(1), 0) is None:
        raise Refused("Dit dossier staat al in een andere teammap. Er is niets gewijzigd. Kies de map van uw team.")
    files.prepare()
    for link in ring.links:
        if publish_link(files, link) is not Outcome.CREATED:
            raise Refused("In deze map staan sleutels van een ander dossier. Er is niets gewijzigd. Kies een andere, lege map.")
    if there is None and not replica.is_begun():
        if files.entries():
            raise Refused("In deze map staan wijzigingen van een ander dossier. Er is niets gewijzigd. Kies een andere, lege map.")
        replica.begin(ring.dossier_id, beginning(ring.dossier_id, ring.founding, schema))
    team = TeamFolder(files, replica, ring, author, schema=schema, clock=clock)
    if replica.position().number == 0:
        team.catch_up()
    if replica.position().number == 0 and not team.say(make_snapshot(files, replica, ring, replica.path.parent)):
        raise Refused(AWAY)
    if files.publish(mark, MARK) is not Outcome.CREATED:
        raise Refused(AWAY)
    return team


def join(files: Files, private: PrivateKeys, kinds: Mapping[str, Kind], path: Path, key: bytes, *, newest_schema: int) -> Replica:
    """Make a replica at `path`, where nothing stands yet, from what is in the folder, for the member who has these keys.

    Refused when it is no team folder that holds, or the member is not in it.
    """
    ring = KeyRing(keys_in(files), private)
    return start_from_snapshot(files, ring, kinds, path, key, newest_schema=newest_schema)


def keys_in(files: Files) -> list[Link]:
    """The key chain of a team folder. Refused when it is none that holds. OSError when it is away."""
    raw = files.read(MARK, _LARGEST)
    if raw is None:
        raise Refused(f"“{files.root.name}” is geen teammap. Er is niets gewijzigd. Kies de map waarin “{MARK}” staat.")
    links = read_links(files)
    if not links or raw != _mark_of(links[0]):
        raise Refused(_why_not(raw))
    return links


def is_here(files: Files, first: Link) -> bool:
    """Whether this is the finished folder of the dossier whose key chain begins so. OSError when it is away."""
    return files.read(MARK, _LARGEST) == _mark_of(first)


def refuse_other(files: Files, first: Link) -> None:
    """Refused when this is not the folder of the dossier whose key chain begins so, or no folder that was finished."""
    raw = files.read(MARK, _LARGEST)
    if raw is None:
        raise Refused(
            f"In de map “{files.root.name}” staat de teammap niet (meer), of zij is nog niet af. Er wordt niets gedeeld; uw eigen werk "
            "blijft op deze computer. Waarschuw de aandachtsfunctionaris."
        )
    if raw != _mark_of(first):
        raise Refused(_why_not(raw))


def _mark_of(first: Link) -> bytes:
    return canonical({"format": FORMAT, "version": VERSION, "dossier": first.dossier_id, "founding": first.hash()})


def _why_not(raw: bytes) -> str:
    try:
        said = strict_json(raw)
    except ValueError:
        said = None
    version = said.get("version") if isinstance(said, dict) and said.get("format") == FORMAT else None
    if type(version) is int and version > VERSION:
        return "Deze teammap is gemaakt met een nieuwere versie van dit programma. Er is niets gewijzigd. Installeer de nieuwe versie."
    return "Deze teammap hoort bij een ander dossier, of haar beschrijving is beschadigd. Er is niets gewijzigd. Kies de map van uw team."
