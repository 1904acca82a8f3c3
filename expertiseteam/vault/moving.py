"""To a new laptop: the old one, unlocked, puts the member's keys under a one-time code in a box beside the dossier.

The new laptop takes them out with the code. The box is a file of its own, is good for an hour, goes when it was used, and belongs in no
backup. Without the old laptop there is the recovery sheet.

    {"format": "expertiseteam-verhuizing", "version": 1, "dossier": id, "founding": hash, "member": id, "until": moment, "salt": ...,
     "cost": {...}, "sealed": nonce and ChaCha20-Poly1305 over the private keys, bound to all of the above}
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from expertiseteam.basics.sentences import Refused
from expertiseteam.vault.changes import (
    keep_private_keys,
    known_card,
    put_back,
    require_passphrase,
    same_dossier,
    sealed_here,
    with_private_keys,
)
from expertiseteam.vault.codes import Code, WrongCode, parse_code, tried
from expertiseteam.vault.encoding import canonical, from_base64, strict_json, to_base64
from expertiseteam.vault.files import put_in_place, settle
from expertiseteam.vault.identity import Card, Identity, PrivateKeys, derive, digest
from expertiseteam.vault.keyfile import KeyFile, read_key_file
from expertiseteam.vault.own import forget_own
from expertiseteam.vault.parsing import cost_from, encoded, fields, moment, stored_cost, written_moment
from expertiseteam.vault.policy import VaultPolicy
from expertiseteam.vault.steps import SALT
from expertiseteam.vault.witness import head_of, refuse_older, remember_seen, seen_here

_FORMAT, _VERSION = "expertiseteam-verhuizing", 1
_NONCE = 12
LARGEST = 20_000  # bytes of a box


@dataclass(frozen=True, repr=False)
class MoveCode:
    """What the old laptop shows: the groups of the code, and until when it is good. Kept nowhere; it has no repr."""

    groups: tuple[str, ...]
    until: datetime


def offer_move(key_path: Path, identity: Identity, policy: VaultPolicy) -> MoveCode:
    """On the old laptop: put my keys in a box under a new code. A box that stood there is replaced."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    file = same_dossier(key_path, identity.founding)
    known_card(key_path, file, identity.member_id)
    code, salt, nonce = Code.generate(), os.urandom(SALT), os.urandom(_NONCE)
    until = policy.clock() + policy.move_lasts
    box: dict[str, object] = {
        "format": _FORMAT,
        "version": _VERSION,
        "dossier": file.dossier_id,
        "founding": file.founding,
        "member": identity.member_id,
        "until": written_moment(until),
        "salt": to_base64(salt),
        "cost": stored_cost(policy.bound),
    }
    key = derive(code.stretched(salt, policy.bound), "expertiseteam move")
    sealed = nonce + ChaCha20Poly1305(key).encrypt(nonce, identity.private.to_bytes(), canonical(box))
    try:
        put_in_place(_box_path(key_path, identity.member_id), canonical(box | {"sealed": to_base64(sealed)}))
    except OSError:
        raise Refused(
            "De sleutels voor de nieuwe laptop konden niet naast het dossier worden bewaard. Er is niets gewijzigd. "
            "Kijk of u in die map mag schrijven en of de schijf vol is."
        ) from None
    return MoveCode(code.groups(), datetime.fromisoformat(written_moment(until)))


def box_id(member_id: str) -> str:
    """Which box is this member's, in the name of its file."""
    return digest(member_id.encode())[:16]


def box_of(key_path: Path, member_id: str) -> bytes | None:
    """The box that stands ready for a member, to carry it elsewhere; None when there is none."""
    with contextlib.suppress(FileNotFoundError):
        return _box_path(key_path, member_id).read_bytes()
    return None


def put_box(key_path: Path, member_id: str, raw: bytes) -> None:
    """Put a box that came from elsewhere beside the key file; what it is worth, the code tells."""
    put_in_place(_box_path(key_path, member_id), raw)


def take_back_move(key_path: Path, member_id: str) -> None:
    """Take the box away before it was used, so that its code is worth nothing."""
    with contextlib.suppress(OSError):
        _box_path(key_path, member_id).unlink()
        settle(key_path.parent)


def who_can_move_here(key_path: Path) -> list[Card]:
    """Return the members for whom a box stands ready, good or not. Proves no signature: for showing only."""
    file = read_key_file(key_path, signatures=False)
    return [card for card in file.last.cards if _box_path(key_path, card.member_id).exists()]


def finish_move(key_path: Path, member_id: str, code_text: str, passphrase: str, policy: VaultPolicy) -> None:
    """On the new laptop: take my keys out of the box with the code and keep them here under a passphrase; then unlock as always.

    Refused: wrong groups (named), a wrong code (limited), a box that is old, damaged, or of keys that hold no more.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    code = parse_code(code_text)
    file = read_key_file(key_path)
    refuse_older(key_path, file.entries, seen_here(policy, file.dossier_id))
    card = known_card(key_path, file, member_id)
    box, raw = _read(key_path, file, card)
    if policy.clock() > datetime.fromisoformat(moment(box["until"])):
        take_back_move(key_path, member_id)
        raise Refused("Deze code is verlopen. Er is niets gewijzigd. Maak op de oude laptop een nieuwe code.")
    cost = cost_from(box["cost"])
    if not cost.within(policy.least_bound, policy.most):
        raise _no_box()
    attempts = tried(policy, file.dossier_id, f"move {member_id} {digest(raw)}")
    key = derive(code.stretched(from_base64(encoded(box["salt"], SALT)), cost), "expertiseteam move")
    try:
        bound = canonical({name: part for name, part in box.items() if name != "sealed"})
        sealed = from_base64(encoded(box["sealed"]))
        keys = PrivateKeys.from_bytes(ChaCha20Poly1305(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], bound))
    except (InvalidTag, ValueError):
        raise WrongCode(attempts.failed()) from None
    attempts.succeeded()
    if keys.recipient() != card.age or keys.signing_public() != card.signing:
        raise Refused("Uw sleutels zijn intussen vervangen. Er is niets gewijzigd. Maak op de oude laptop een nieuwe code.")
    require_passphrase(passphrase, card.name, file, policy)
    here = sealed_here(file, member_id, keys, passphrase, policy)
    keep_private_keys(file, card, here, policy)
    if policy.travels:
        put_back(key_path, with_private_keys(file, card, here, policy), policy)
    remember_seen(policy, file.dossier_id, head_of(file.entries))
    take_back_move(key_path, member_id)


def forget_this_computer(key_path: Path, identity: Identity, policy: VaultPolicy) -> None:
    """Take my keys off this computer after the move. What this computer keeps of the dossier itself stays where it is."""
    forget_own(policy, same_dossier(key_path, identity.founding), identity.card())


def _read(key_path: Path, file: KeyFile, card: Card) -> tuple[dict[str, object], bytes]:
    try:
        with _box_path(key_path, card.member_id).open("rb") as source:
            raw = source.read(LARGEST)
        box = fields(strict_json(raw), "format", "version", "dossier", "founding", "member", "until", "salt", "cost", "sealed")
        named = {"format": _FORMAT, "version": _VERSION, "dossier": file.dossier_id, "founding": file.founding, "member": card.member_id}
        if any(box[name] != value for name, value in named.items()):
            raise ValueError("for another dossier")
        moment(box["until"]), encoded(box["salt"], SALT), cost_from(box["cost"]), encoded(box["sealed"])
    except (OSError, ValueError):
        raise _no_box() from None
    return dict(box), raw


def _no_box() -> Refused:
    return Refused(
        "Er staan geen sleutels klaar om over te nemen, of het bestand is beschadigd. Er is niets gewijzigd. "
        "Maak op de oude laptop een nieuwe code."
    )


def _box_path(key_path: Path, member_id: str) -> Path:
    return key_path.with_name(f"{key_path.stem}.verhuizing-{box_id(member_id)}")
