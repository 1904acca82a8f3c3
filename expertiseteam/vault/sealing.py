"""A member's private keys under the own passphrase: Argon2id, where possible with a secret of this computer, then ChaCha20-Poly1305."""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import dataclass

from expertiseteam.basics.sentences import Refused
from expertiseteam.vault.device import DeviceSecret, device_secret
from expertiseteam.vault.encoding import canonical, from_base64, to_base64
from expertiseteam.vault.identity import KEY_BYTES, PrivateKeys, derive
from expertiseteam.vault.parsing import cost_from, encoded, fields, matching, stored_cost
from expertiseteam.vault.policy import Cost, VaultPolicy

_SALT, _NONCE, _TAG = 16, 12, 16
_COMPUTER = re.compile(r"[0-9a-f]{0,64}")
_SEALED = _NONCE + 2 * KEY_BYTES + _TAG


class WrongPassphrase(Exception):
    """The passphrase did not open the private keys. Becomes a sentence in `keys`, which knows the tries and the members."""


@dataclass(frozen=True)
class SealedIdentity:
    """Private keys as they stand in the key file. `computer` names the computer whose secret is needed too, "" for none."""

    cost: Cost
    salt: str
    computer: str
    computer_check: str
    sealed: str

    def stored(self) -> dict[str, object]:
        """Return it as it stands in the file."""
        return {**self.bound(), "sealed": self.sealed}

    def bound(self) -> dict[str, object]:
        """Return all but the secret part; it is authenticated together with it."""
        return {
            "cost": stored_cost(self.cost),
            "salt": self.salt,
            "computer": self.computer,
            "computer_check": self.computer_check,
        }


def sealed_from(stored: object) -> SealedIdentity:
    """Read a sealed identity. ValueError when anything is missing, extra or of another kind."""
    parts = fields(stored, "cost", "salt", "computer", "computer_check", "sealed")
    return SealedIdentity(
        cost_from(parts["cost"]),
        encoded(parts["salt"], _SALT),
        matching(parts["computer"], _COMPUTER),
        encoded(parts["computer_check"], KEY_BYTES if parts["computer"] else 0),
        encoded(parts["sealed"], _SEALED),
    )


def seal_identity(
    keys: PrivateKeys, passphrase: str, *, member_id: str, dossier_id: str, founding: str, device: DeviceSecret | None, policy: VaultPolicy
) -> SealedIdentity:
    """Seal private keys under a passphrase and, when given, the secret of this computer."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    half = SealedIdentity(
        policy.bound if device else policy.alone,
        to_base64(os.urandom(_SALT)),
        device.computer if device else "",
        device.check if device else "",
        "",
    )
    nonce = os.urandom(_NONCE)
    key = _key(half, passphrase, device)
    sealed = nonce + ChaCha20Poly1305(key).encrypt(nonce, keys.to_bytes(), _bound(half, member_id, dossier_id, founding))
    return SealedIdentity(half.cost, half.salt, half.computer, half.computer_check, to_base64(sealed))


def open_identity(
    sealed: SealedIdentity, passphrase: str, *, member_id: str, dossier_id: str, founding: str, policy: VaultPolicy
) -> PrivateKeys:
    """Open private keys again.

    WrongPassphrase when it does not open; Refused when the cost is out of bounds, the memory is not there, or the key store does not help.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    if not sealed.cost.within(policy.least_bound if sealed.computer else policy.least_alone, policy.most):
        raise Refused(
            "Het slot op uw sleutels is lichter of zwaarder ingesteld dan dit programma toestaat. Iemand heeft het sleutelbestand "
            "misschien gewijzigd; het wordt niet geopend. Zet een reservekopie van het sleutelbestand terug."
        )
    device = device_secret(dossier_id, sealed.computer, sealed.computer_check, policy) if sealed.computer else None
    raw = from_base64(sealed.sealed)
    try:
        both = ChaCha20Poly1305(_key(sealed, passphrase, device)).decrypt(
            raw[:_NONCE], raw[_NONCE:], _bound(sealed, member_id, dossier_id, founding)
        )
    except InvalidTag:
        raise WrongPassphrase from None
    return PrivateKeys.from_bytes(both)


def _key(sealed: SealedIdentity, passphrase: str, device: DeviceSecret | None) -> bytes:
    slow = stretched(passphrase, from_base64(sealed.salt), sealed.cost)
    if device is None:
        return derive(slow, "expertiseteam identity alone")
    return derive(slow + device.secret, "expertiseteam identity bound")


def stretched(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """Return 32 bytes by Argon2id over the passphrase in composed form, so that é is é on every keyboard.

    Refused when the memory is not there.
    """
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    typed = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    try:
        return Argon2id(salt=salt, length=KEY_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib).derive(typed)
    except MemoryError:
        raise Refused(
            f"Deze computer heeft nu te weinig geheugen om uw wachtzin te controleren (nodig: {cost.memory_kib // 1024} MB). "
            "Er is niets gewijzigd. Sluit andere programma's en probeer het opnieuw."
        ) from None


def _bound(sealed: SealedIdentity, member_id: str, dossier_id: str, founding: str) -> bytes:
    """What the ciphertext belongs to: another member, dossier, chain, cost or computer does not open it."""
    return canonical(["expertiseteam identity", dossier_id, founding, member_id, sealed.bound()])
