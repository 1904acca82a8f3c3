"""Requests of who was invited, on their way through the team folder: from the new laptop to the key file of an administrator."""

from __future__ import annotations

from pathlib import Path

from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.folder.files import Files, Outcome, request_name
from expertiseteam.vault.chain import Entry as Link
from expertiseteam.vault.files import put_in_place
from expertiseteam.vault.invitations import LARGEST, request_path, requests_beside
from expertiseteam.vault.keyfile import read_key_file

NOT_DELIVERED = (
    "De code klopt en uw wachtzin is ingesteld, maar de teammap is nu niet bereikbaar. Uw aanvraag ligt klaar op deze computer. "
    "Open dit dossier opnieuw zodra u met het netwerk verbonden bent: dan gaat de aanvraag alsnog weg."
)


class Knocking:
    """The side of the administrator, for as long as the dossier is open."""

    def __init__(self, files: Files, key_path: Path) -> None:
        self._files, self._key_path = files, key_path
        self._fetched: set[str] = set()

    def look(self, last: Link) -> bool:
        """Put new requests beside the key file; those that were dealt with go from the folder. Returns whether one waits now.

        OSError when the folder is away.
        """
        wanted = {one.id for one in last.invitations}
        for identifier in self._files.requests():
            here = request_path(self._key_path, identifier)
            if identifier not in wanted or (identifier in self._fetched and not here.exists()):
                self._files.remove(request_name(identifier))
            elif identifier not in self._fetched and (raw := self._files.read(request_name(identifier), LARGEST)) is not None:
                put_in_place(here, raw)
                self._fetched.add(identifier)
        return any(request_path(self._key_path, identifier).exists() for identifier in wanted)


def deliver(files: Files, key_path: Path) -> bool:
    """The side of the new laptop: put the own request in the folder, and take it away here once it was dealt with.

    Returns whether one waits there. Refused when the folder is away, or somebody else's request lies in its place.
    """
    wanted = {one.id for one in read_key_file(key_path).last.invitations}
    waits = False
    for here in requests_beside(key_path):
        identifier = here.name.rpartition("-")[2]
        if identifier not in wanted:
            here.unlink(missing_ok=True)
            continue
        try:
            outcome = files.publish(here.read_bytes(), request_name(identifier))
        except OSError:
            raise Refused(NOT_DELIVERED) from None
        if outcome is Outcome.UNKNOWN:
            raise Refused(NOT_DELIVERED)
        if outcome is Outcome.TAKEN:
            raise Refused(
                "In de teammap ligt al een andere aanvraag bij deze uitnodiging. De uwe is niet meegegaan. Vraag de aandachtsfunctionaris "
                "om een nieuwe code."
            )
        waits = True
    return waits
