"""Inviting a member with a one-time code, at this computer or another one that sees the key file.

The administrator makes an invitation and tells the code by voice or on paper. The new member types it with an own passphrase: that makes
the new member's keys and a *request*, a small file beside the key file that only who knows the code can make. The next time that an
administrator has the dossier open, the request is checked and the card goes into the chain; only then can the new member unlock. So the
dossier key never lies under a code: a slip of paper that is found later, with an old copy of the files, opens nothing.

    {"format": "expertiseteam-aanvraag", "version": 1, "dossier": id, "founding": hash, "invitation": id, "age": ..., "signing": ...,
     "identity": {...} or null, "proof": HMAC-SHA256 over all of the above under the stretched code}
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from expertiseteam.basics.sentences import Refused
from expertiseteam.vault.chain import AGE_RECIPIENT, Change
from expertiseteam.vault.changes import (
    card_for,
    for_admin,
    keep_private_keys,
    put_back,
    require_name,
    require_passphrase,
    sealed_here,
    with_entry,
)
from expertiseteam.vault.codes import Code, WrongCode, parse_code, tried
from expertiseteam.vault.encoding import canonical, from_base64, strict_json, to_base64
from expertiseteam.vault.files import put_in_place, settle
from expertiseteam.vault.identity import KEY_BYTES, Card, Identity, PrivateKeys, derive, same_bytes, seal
from expertiseteam.vault.keyfile import KeyFile, read_key_file
from expertiseteam.vault.parsing import encoded, fields, matching, written_moment
from expertiseteam.vault.policy import VaultPolicy
from expertiseteam.vault.sealing import sealed_from
from expertiseteam.vault.steps import SALT, Invitation, Step
from expertiseteam.vault.witness import refuse_older, seen_here

_FORMAT, _VERSION = "expertiseteam-aanvraag", 1
LARGEST = 20_000  # bytes of a request


@dataclass(frozen=True, repr=False)
class Invited:
    """What the administrator tells the new member: the groups of the code, and until when it is good. Kept nowhere; it has no repr."""

    name: str
    groups: tuple[str, ...]
    until: datetime


@dataclass(frozen=True)
class OpenInvitation:
    """An invitation as a screen shows it. `is_accepted`: the new member typed the code and waits for an administrator."""

    member_id: str
    name: str
    until: datetime
    is_accepted: bool


@dataclass(frozen=True)
class Admitted:
    """What came of the requests that lay there: the cards of who is a member now, and a sentence for each request that was refused."""

    cards: tuple[Card, ...]
    refused: tuple[str, ...]


def invite(key_path: Path, admin: Identity, *, member_id: str, name: str, policy: VaultPolicy, is_admin: bool = False) -> Invited:
    """Make an invitation; one that stood open for this member ends. Refused when the member is in already, or for who may not."""
    file = for_admin(key_path, admin)
    if file.last.card_of(member_id):
        raise Refused("Dit lid heeft al toegang tot dit dossier. Er is niets gewijzigd. Kies een ander lid.")
    require_name(name)
    code, salt, identifier = Code.generate(), os.urandom(SALT), os.urandom(8).hex()
    now = policy.clock()
    key = code.stretched(salt, policy.bound)
    made = Invitation(
        identifier,
        member_id,
        name,
        is_admin,
        written_moment(now + policy.invitation_lasts),
        to_base64(salt),
        policy.bound,
        to_base64(_check(key, identifier)),
        to_base64(seal(key, [card.age for card in file.last.cards if card.is_admin])),
    )
    others = tuple(one for one in file.last.invitations if one.member_id != member_id)
    change = Change(Step.INVITED, admin.member_id, member_id, now, invitations=(*others, made))
    put_back(key_path, with_entry(file, file.last.cards, change, admin.private), policy)
    return Invited(name, code.groups(), datetime.fromisoformat(made.until))


def withdraw(key_path: Path, admin: Identity, member_id: str, *, policy: VaultPolicy) -> None:
    """End an invitation that stands open; its code is worth nothing any more."""
    file = for_admin(key_path, admin)
    ended = [one for one in file.last.invitations if one.member_id == member_id]
    if not ended:
        raise Refused("Er staat geen uitnodiging open voor dit lid. Er is niets gewijzigd.")
    others = tuple(one for one in file.last.invitations if one.member_id != member_id)
    change = Change(Step.WITHDRAWN, admin.member_id, member_id, policy.clock(), invitations=others)
    put_back(key_path, with_entry(file, file.last.cards, change, admin.private), policy)
    _remove(_request_path(key_path, ended[0]))


def open_invitations(key_path: Path, policy: VaultPolicy) -> list[OpenInvitation]:
    """Return, by name, the invitations whose code is still good. Proves no signature: for showing only."""
    file, now = read_key_file(key_path, signatures=False), policy.clock()
    found = [
        OpenInvitation(one.member_id, one.name, datetime.fromisoformat(one.until), _request_path(key_path, one).exists())
        for one in file.last.invitations
        if one.is_open(now)
    ]
    return sorted(found, key=lambda one: one.name.casefold())


def accept(key_path: Path, member_id: str, code_text: str, passphrase: str, policy: VaultPolicy) -> str:
    """As the new member: type the code and an own passphrase. Returns a sentence that says what happens next.

    Refused: wrong groups (named), a wrong code (limited), an invitation that ran out, was used or withdrawn, a passphrase that is too easy.
    """
    code = parse_code(code_text)
    file = read_key_file(key_path)
    refuse_older(key_path, file.entries, seen_here(policy, file.dossier_id))
    invitation = next((one for one in file.last.invitations if one.member_id == member_id), None)
    if invitation is None:
        raise Refused(
            "Deze uitnodiging is al gebruikt of ingetrokken. Er is niets gewijzigd. Vraag de aandachtsfunctionaris om een nieuwe."
        )
    if not invitation.is_open(policy.clock()):
        raise Refused("Deze uitnodiging is verlopen. Er is niets gewijzigd. Vraag de aandachtsfunctionaris om een nieuwe code.")
    if not invitation.cost.within(policy.least_bound, policy.most):
        raise Refused("Deze uitnodiging is anders gemaakt dan dit programma toestaat. Er is niets gewijzigd. Vraag om een nieuwe code.")
    attempts = tried(policy, file.dossier_id, f"invitation {invitation.id}")
    key = code.stretched(from_base64(invitation.salt), invitation.cost)
    if not same_bytes(_check(key, invitation.id), from_base64(invitation.check)):
        raise WrongCode(attempts.failed())
    attempts.succeeded()
    require_passphrase(passphrase, invitation.name, file, policy)
    keys = PrivateKeys.generate()
    card = card_for(member_id, invitation.name, keys, is_admin=invitation.is_admin)
    sealed = sealed_here(file, member_id, keys, passphrase, policy)
    keep_private_keys(file, card, sealed, policy)
    asked: dict[str, object] = {
        "format": _FORMAT,
        "version": _VERSION,
        "dossier": file.dossier_id,
        "founding": file.founding,
        "invitation": invitation.id,
        "age": card.age,
        "signing": card.signing,
        "identity": sealed.stored() if policy.travels else None,
    }
    try:
        put_in_place(_request_path(key_path, invitation), canonical(asked | {"proof": to_base64(_proof(key, asked))}))
    except OSError:
        raise Refused(
            "Uw aanvraag kon niet naast het dossier worden bewaard. Kijk of u in die map mag schrijven en of de schijf vol is, "
            "en probeer het opnieuw met dezelfde code."
        ) from None
    return (
        "De code klopt en uw wachtzin is ingesteld. U kunt ontgrendelen zodra een aandachtsfunctionaris het dossier heeft geopend; "
        "dat gaat vanzelf."
    )


def admit(key_path: Path, admin: Identity, policy: VaultPolicy) -> Admitted:
    """Take in who typed the right code, as an administrator who has the dossier open. Does nothing when no request lies there."""
    requests = list(requests_beside(key_path))  # one that comes in meanwhile waits for the next time
    if not requests:
        return Admitted((), ())
    file = for_admin(key_path, admin)
    cards, sentences = [], []
    for path in requests:
        invitation = next((one for one in file.last.invitations if _request_path(key_path, one) == path), None)
        if invitation is None:  # used, withdrawn, or somebody else's file: of no use to anybody
            _remove(path)
            continue
        found = _proven(path, file, invitation, admin, policy)
        if isinstance(found, str):
            sentences.append(found)
            continue
        card, sealed = found
        change = Change(Step.JOINED, admin.member_id, card.member_id, policy.clock())
        file = with_entry(file, [*file.last.cards, card], change, admin.private)
        if sealed is not None:
            file = file.with_identity(card.member_id, sealed_from(sealed))
        cards.append(card)
    if cards:
        put_back(key_path, file, policy)
    for path in requests:
        _remove(path)
    return Admitted(tuple(cards), tuple(sentences))


def _proven(path: Path, file: KeyFile, invitation: Invitation, admin: Identity, policy: VaultPolicy) -> tuple[Card, object] | str:
    """Return the card that a request asks for, and its sealed keys when they travel; or the sentence why not."""
    who = f"De aanvraag van {invitation.name}"
    if not invitation.is_open(policy.clock()):
        return f"{who} kwam te laat: de uitnodiging is verlopen. Nodig dit lid opnieuw uit."
    try:
        asked = fields(
            strict_json(path.read_bytes()[:LARGEST]),
            "format", "version", "dossier", "founding", "invitation", "age", "signing", "identity", "proof",
        )  # fmt: skip
        inside = {name: part for name, part in asked.items() if name != "proof"}
        key = admin.open(from_base64(invitation.code_key))
        named = {"format": _FORMAT, "version": _VERSION, "dossier": file.dossier_id, "founding": file.founding, "invitation": invitation.id}
        if any(inside[name] != value for name, value in named.items()):
            raise ValueError("for another dossier")
        if not same_bytes(_proof(key, inside), from_base64(encoded(asked["proof"], KEY_BYTES))):
            raise ValueError("not made with the code")
        age, signing = matching(inside["age"], AGE_RECIPIENT), encoded(inside["signing"], KEY_BYTES)
        if inside["identity"] is not None:
            sealed_from(inside["identity"])
    except (OSError, ValueError, Refused):
        return f"{who} is niet met de goede code gemaakt, of is beschadigd. Dit lid is niet toegelaten. Nodig dit lid opnieuw uit."
    return Card(invitation.member_id, invitation.name, age, signing, invitation.is_admin), inside["identity"]


def request_path(key_path: Path, identifier: str) -> Path:
    """Where the request for an invitation stands, beside the key file."""
    return key_path.with_name(f"{key_path.stem}.aanvraag-{identifier}")


def _request_path(key_path: Path, invitation: Invitation) -> Path:
    return request_path(key_path, invitation.id)


def requests_beside(key_path: Path) -> Iterator[Path]:
    """Every request that lies beside a key file."""
    yield from sorted(path for path in key_path.parent.iterdir() if path.name.startswith(f"{key_path.stem}.aanvraag-"))


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()
        settle(path.parent)


def _check(key: bytes, identifier: str) -> bytes:
    return derive(key, f"expertiseteam invitation check {identifier}")


def _proof(key: bytes, asked: Mapping[str, object]) -> bytes:
    import hmac

    return hmac.digest(derive(key, "expertiseteam invitation request"), canonical(dict(asked)), "sha256")
