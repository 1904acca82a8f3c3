"""A backup as a witness: how far the log reached when it was made, which the dossier must reach too."""

from __future__ import annotations

from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from expertiseteam.access.log_checker import Head
from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.file import look_at
from expertiseteam.storage.heads import heads_in
from expertiseteam.vault.identity import Identity
from expertiseteam.vault.keyfile import key_file_of, read_key_file
from expertiseteam.vault.renewing import keys_that_open


def heads_of_copy(copy: Path, identity: Identity) -> dict[str, Head]:
    """The heads of all chains in a copy, for `Workspace.check_log`. The copy is not touched and may stand anywhere.

    Refused when it is no dossier, belongs to another one, does not open, or is older than the chains.
    """
    look_at(copy)
    keys = key_file_of(copy)
    if keys.exists() and read_key_file(keys).founding != identity.founding:
        raise Refused(f"De kopie “{copy.name}” hoort bij een ander dossier. Er is niets vergeleken. Kies een kopie van dit dossier.")
    for key in keys_that_open(identity):
        try:
            return {device: (number, found.hex()) for device, (number, found) in heads_in(copy, key).items()}
        except sqlcipher.Error:
            continue
    raise Refused(
        f"De kopie “{copy.name}” is niet te lezen: zij is beschadigd, van een ander dossier, of van voor het logboek met ketens. Er is "
        "niets vergeleken. Kies een andere kopie."
    )
