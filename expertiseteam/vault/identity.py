"""A member's keys: one to read what is sealed (age, X25519) and one to sign (Ed25519), and what they open.

`pyrage` and `cryptography` are loaded at first use, because the unlock window imports this room before it paints.
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from expertiseteam.basics.sentences import Refused
from expertiseteam.vault.encoding import age_secret_text, from_base64, to_base64

KEY_BYTES = 32
_RECORD = b"expertiseteam record\0"  # so that a signed record can never pass for a signed entry of the key file
_NOT_FOR_ME = "No matching keys found"  # how age says it; everything else that it says means damage


@dataclass(frozen=True)
class Card:
    """What everyone may know of a member: the public keys. `age` is the recipient to seal to, `signing` an Ed25519 key in base64."""

    member_id: str
    name: str
    age: str
    signing: str
    is_admin: bool


@dataclass(frozen=True, repr=False, eq=False)
class PrivateKeys:
    """The two private keys, 32 bytes each. They have no repr and compare by identity, so that they never end up in a log line."""

    age_secret: bytes
    signing_seed: bytes

    @classmethod
    def generate(cls) -> PrivateKeys:
        """Make two new random keys."""
        return cls(os.urandom(KEY_BYTES), os.urandom(KEY_BYTES))

    @classmethod
    def from_bytes(cls, both: bytes) -> PrivateKeys:
        """Take the keys apart that `to_bytes` put together. ValueError when there are not 64 bytes."""
        if len(both) != 2 * KEY_BYTES:
            raise ValueError("two keys of 32 bytes are needed")
        return cls(both[:KEY_BYTES], both[KEY_BYTES:])

    def to_bytes(self) -> bytes:
        """Return both keys as 64 bytes, age first."""
        return self.age_secret + self.signing_seed

    def recipient(self) -> str:
        """Return the public age key to seal to: age1..."""
        import pyrage

        return str(pyrage.x25519.Identity.from_str(age_secret_text(self.age_secret)).to_public())

    def signing_public(self) -> str:
        """Return the public Ed25519 key in base64."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return to_base64(Ed25519PrivateKey.from_private_bytes(self.signing_seed).public_key().public_bytes_raw())

    def sign(self, context: bytes, data: bytes) -> bytes:
        """Return the Ed25519 signature of the data in its context, 64 bytes."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.signing_seed).sign(context + data)

    def open(self, sealed: bytes) -> bytes:
        """Return what was sealed to this key. Refused when it was sealed to others, or is damaged."""
        import pyrage

        plain = io.BytesIO()
        try:
            # `decrypt` begins the header anew at every line of it: for 26 readers four times the work of a stream.
            pyrage.decrypt_io(io.BytesIO(sealed), plain, [pyrage.x25519.Identity.from_str(age_secret_text(self.age_secret))])
            return plain.getvalue()
        except (pyrage.DecryptError, OSError) as error:  # OSError: what was sealed, rather than its header, is damaged
            if str(error) == _NOT_FOR_ME:
                raise Refused(
                    "Deze tekst is niet voor u verzegeld. U kunt hem niet lezen. Vraag het aan iemand voor wie dat wel zo is."
                ) from None
            raise Refused(
                "Deze verzegelde tekst is beschadigd. Niemand kan hem zo lezen. Zet een reservekopie van het dossier terug."
            ) from None


@dataclass(frozen=True, eq=False)
class Identity:
    """A member who unlocked the dossier: who it is, the private keys, and the dossier key (32 bytes). Its repr shows no key.

    `founding` is the hash of the first entry of the key file that was opened; who changes the key file later must find the same one, and
    in it the last entry that was `seen` (its number and hash). `earlier` are the dossier keys of before, newest first: old backups open
    with them.
    """

    member_id: str
    name: str
    is_admin: bool
    dossier_id: str
    founding: str
    dossier_key: bytes = field(repr=False)
    private: PrivateKeys = field(repr=False)
    earlier: tuple[bytes, ...] = field(default=(), repr=False)
    seen: tuple[int, str] = (0, "")

    def card(self) -> Card:
        """Return the public side of this identity."""
        return Card(self.member_id, self.name, self.private.recipient(), self.private.signing_public(), self.is_admin)

    def seal(self, plain: bytes, recipients: Sequence[str]) -> bytes:
        """Seal bytes to age recipients (see `seal`)."""
        return seal(plain, recipients)

    def open(self, sealed: bytes) -> bytes:
        """Return what was sealed to this member. Refused when it was sealed to others, or is damaged."""
        return self.private.open(sealed)

    def server_password(self) -> str:
        """Return the password of this member's login role on a server: 256 bits that follow from the private keys, in base64."""
        return to_base64(derive(self.private.to_bytes(), f"expertiseteam server {self.dossier_id}"))

    def sign(self, data: bytes) -> bytes:
        """Sign a record; `is_signed_by` checks it."""
        return self.private.sign(_RECORD, data)

    def signer(self) -> Callable[[bytes], bytes]:
        """`sign` for many records: the key is read once."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        key = Ed25519PrivateKey.from_private_bytes(self.private.signing_seed)
        return lambda data: key.sign(_RECORD + data)


def seal(plain: bytes, recipients: Sequence[str]) -> bytes:
    """Seal bytes as an age file that only these recipients (age1...) can open. ValueError without a recipient or with a wrong one."""
    import pyrage

    try:
        return bytes(pyrage.encrypt(plain, [pyrage.x25519.Recipient.from_str(r) for r in dict.fromkeys(recipients)]))
    except (pyrage.RecipientError, pyrage.EncryptError) as error:
        raise ValueError(f"cannot seal: {error}") from None


def is_signed_by(signing: str, data: bytes, signature: bytes) -> bool:
    """Say whether the owner of this public signing key signed this record with `Identity.sign`."""
    return signature_holds(signing, _RECORD, data, signature)


def signature_holds(signing: str, context: bytes, data: bytes, signature: bytes) -> bool:
    """Say whether a signature was made by this public key (base64) over the data in this context."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(from_base64(signing, KEY_BYTES)).verify(signature, context + data)
    except (InvalidSignature, ValueError):
        return False
    return True


def derive(secret: bytes, purpose: str) -> bytes:
    """Return 32 bytes that follow from a secret for one purpose only (HKDF-SHA256, RFC 5869)."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), KEY_BYTES, None, purpose.encode("utf-8")).derive(secret)


def same_bytes(one: bytes, other: bytes) -> bool:
    """Compare two secrets in a time that tells nothing."""
    from cryptography.hazmat.primitives.constant_time import bytes_eq

    return bytes_eq(one, other)


def digest(data: bytes) -> str:
    """Return the SHA-256 of the data in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
