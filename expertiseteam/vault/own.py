"""A member's sealed private keys on the own computer: one small file for each pair of keys, outside the folder of the dossier.

    {"format": "expertiseteam-identiteit", "version": 1, "dossier": id, "founding": hash of the first entry, "member": id,
     "signing": the public signing key, "identity": {...}  (sealing.py),  "sum": SHA-256 over all of the above}

The name of the file follows from the public key, so that new keys wait beside the old ones until the key file says which hold. A dossier
whose keys travel with it, as the example's and those of the first format, has them in the key file; those are read as well. Where there are
both, what stands here is newer.
"""

from __future__ import annotations

import contextlib
import errno
from pathlib import Path

from expertiseteam.basics.sentences import Refused
from expertiseteam.vault.encoding import canonical, strict_json
from expertiseteam.vault.files import put_in_place, settle
from expertiseteam.vault.identity import Card, digest
from expertiseteam.vault.keyfile import KeyFile, canonical_with_sum
from expertiseteam.vault.parsing import fields
from expertiseteam.vault.policy import VaultPolicy
from expertiseteam.vault.sealing import SealedIdentity, sealed_from

_FORMAT, _VERSION = "expertiseteam-identiteit", 1
_SUFFIX = ".identiteit"
_LARGEST = 20_000


def own_identity(policy: VaultPolicy, file: KeyFile, card: Card) -> SealedIdentity | None:
    """Return a member's sealed keys from this computer, or from the key file. None when neither has them; Refused when damaged."""
    if policy.travels:
        return file.identities.get(card.member_id)
    path = _path(policy, file, card)
    try:
        with path.open("rb") as source:
            raw = source.read(_LARGEST)
    except FileNotFoundError:
        return file.identities.get(card.member_id)
    except OSError as error:
        raise Refused(
            f"Uw sleutels op deze computer kunnen niet worden gelezen ({errno.errorcode.get(error.errno or 0, 'fout')}). "
            "Er is niets gewijzigd. Start de computer opnieuw en probeer het nog eens, of gebruik het herstelblad."
        ) from None
    try:
        stored = fields(strict_json(raw), "format", "version", "dossier", "founding", "member", "signing", "identity", "sum")
        inside = {name: part for name, part in stored.items() if name != "sum"}
        if stored["sum"] != digest(canonical(inside)) or inside != _named(file, card) | {"identity": inside["identity"]}:
            raise ValueError("not what was kept")
        return sealed_from(inside["identity"])
    except ValueError:
        raise Refused(
            "Uw sleutels op deze computer zijn beschadigd; het dossier zelf is in orde. Er is niets gewijzigd. "
            "Vraag de aandachtsfunctionaris om u opnieuw toegang te geven, of gebruik het herstelblad."
        ) from None


def keep_own(policy: VaultPolicy, file: KeyFile, card: Card, sealed: SealedIdentity) -> None:
    """Keep a member's sealed keys on this computer, whole or not at all. Refused when the disk does not take them."""
    path = _path(policy, file, card)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        put_in_place(path, canonical_with_sum(_named(file, card) | {"identity": sealed.stored()}))
    except OSError:
        raise Refused(
            "Uw sleutels konden niet op deze computer worden bewaard. Wat er was, is er nog. Maak ruimte op de schijf en probeer het "
            "opnieuw."
        ) from None


def forget_own(policy: VaultPolicy, file: KeyFile, card: Card) -> None:
    """Take a member's sealed keys off this computer, after they were moved to another one or are no longer of use."""
    if policy.travels:
        return
    path = _path(policy, file, card)
    with contextlib.suppress(OSError):
        path.unlink()
        settle(path.parent)


def is_here(policy: VaultPolicy, file: KeyFile, card: Card) -> bool:
    """Whether a member can unlock on this computer."""
    return card.member_id in file.identities or (not policy.travels and _path(policy, file, card).exists())


def computers_of(policy: VaultPolicy, file: KeyFile) -> list[str]:
    """Return the random names of the computers whose secret is part of somebody's keys, as far as this computer knows them."""
    found = []
    for card in file.last.cards:
        with contextlib.suppress(Refused):  # damaged keys of a colleague are no concern of who asks this
            sealed = own_identity(policy, file, card)
            found += [sealed.computer] if sealed and sealed.computer else []
    return list(dict.fromkeys(found))


def _named(file: KeyFile, card: Card) -> dict[str, object]:
    named = {"format": _FORMAT, "version": _VERSION, "dossier": file.dossier_id, "founding": file.founding}
    return named | {"member": card.member_id, "signing": card.signing}


def _path(policy: VaultPolicy, file: KeyFile, card: Card) -> Path:
    name = digest(f"{file.dossier_id}:{file.founding}:{card.member_id}:{card.signing}".encode())[:32] + _SUFFIX
    if policy.own_folder is not None:
        return policy.own_folder / name
    import platformdirs

    return Path(platformdirs.user_data_dir("expertiseteam", appauthor=False)) / "sleutels" / name
