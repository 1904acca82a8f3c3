"""The secret of this computer: 32 random bytes in the key store of the operating system. A copied key file alone cannot be guessed at.

`keyring` is loaded in the thread that asks, because it takes long and a key store may wait for a person to answer a window.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TypeVar

from expertiseteam.basics.sentences import Refused
from expertiseteam.vault.encoding import from_base64, to_base64
from expertiseteam.vault.identity import KEY_BYTES, derive, same_bytes
from expertiseteam.vault.policy import VaultPolicy

SERVICE = "expertiseteam"
_STANDARD_PRIORITY = 1  # below this keyring itself recommends no store, such as a plain file
_log = logging.getLogger(__name__)
_T = TypeVar("_T")
_WAY_OUT = "Vraag de aandachtsfunctionaris om u opnieuw toegang te geven, of gebruik het herstelblad."


@dataclass(frozen=True, repr=False, eq=False)
class DeviceSecret:
    """The secret of one computer for one dossier. `computer` is a random name, `check` proves the secret without telling it."""

    computer: str
    check: str
    secret: bytes


class NoKeyStore(Refused):
    """The operating system has no key store, or not the one it had."""


def device_secret_for_new(dossier_id: str, computers: Collection[str], policy: VaultPolicy) -> DeviceSecret | None:
    """Return the secret of this computer, making one when none of these computers is this one. None when there is no key store here.

    Refused when there is a key store but it is locked, fails, or does not answer: then a person can do something about it.
    """
    if not policy.bind_to_device:
        return None

    def find_or_make() -> tuple[str, str] | None:
        import keyring

        if keyring.get_keyring().priority < _STANDARD_PRIORITY:
            return None
        for computer in computers:
            known = keyring.get_password(SERVICE, _user(dossier_id, computer))
            if known is not None and _decoded(known) is not None:
                return computer, known
        computer, made = os.urandom(8).hex(), to_base64(os.urandom(KEY_BYTES))
        keyring.set_password(SERVICE, _user(dossier_id, computer), made)
        # A store that forgets at once is none.
        return (computer, made) if keyring.get_password(SERVICE, _user(dossier_id, computer)) == made else None

    try:
        found = _asked(find_or_make, policy)
    except NoKeyStore:
        return None
    if found is None:
        return None
    computer, written = found
    secret = from_base64(written, KEY_BYTES)
    return DeviceSecret(computer, to_base64(_check(secret, dossier_id, computer)), secret)


def device_secret(dossier_id: str, computer: str, check: str, policy: VaultPolicy) -> DeviceSecret:
    """Return the secret that an identity was sealed with. Refused, each in its own words: no store, locked, failing, slow, gone."""

    def find() -> str | None:
        import keyring

        return keyring.get_password(SERVICE, _user(dossier_id, computer))

    written = _asked(find, policy)
    if written is None:
        raise Refused(
            "Het geheim van deze computer staat niet in de sleutelkluis. Dat gebeurt op een andere computer, met een nieuw account of als "
            f"de kluis is geleegd. Uw wachtzin alleen is dan niet genoeg; het dossier zelf is in orde. {_WAY_OUT}"
        )
    secret = _decoded(written)
    if secret is None or not same_bytes(_check(secret, dossier_id, computer), from_base64(check)):
        raise Refused(
            "In de sleutelkluis van deze computer staat een ander geheim dan waarmee uw sleutels zijn verzegeld. "
            f"Uw wachtzin alleen is niet genoeg; het dossier zelf is in orde. {_WAY_OUT}"
        )
    return DeviceSecret(computer, check, secret)


def _user(dossier_id: str, computer: str) -> str:
    return f"{dossier_id}:{computer}"


def _decoded(written: str) -> bytes | None:
    try:
        return from_base64(written, KEY_BYTES)
    except ValueError:
        return None


def _check(secret: bytes, dossier_id: str, computer: str) -> bytes:
    return derive(secret, f"expertiseteam device check {dossier_id} {computer}")


def _asked(question: Callable[[], _T], policy: VaultPolicy) -> _T:
    """Ask the key store in a thread of its own and wait no longer than the policy says. Refused when it gives no answer."""
    answers: list[_T] = []
    errors: list[Exception] = []

    def ask() -> None:
        try:
            answers.append(question())
        except Exception as error:  # each key store raises its own kinds; all of them mean that it does not help
            errors.append(error)

    thread = threading.Thread(target=ask, name="key-store", daemon=True)
    thread.start()
    thread.join(min(policy.key_store_patience, policy.key_store_seconds))
    if policy.tell and thread.is_alive():
        policy.tell("Wachten op de sleutelkluis van deze computer. Kijk of er een venster openstaat dat om toestemming vraagt.")
    thread.join(max(policy.key_store_seconds - policy.key_store_patience, 0))
    if answers:
        return answers[0]
    raise (
        _sentence(errors[0])
        if errors
        else Refused(
            "De sleutelkluis van deze computer geeft geen antwoord. Er is niets gewijzigd. Kijk of er een venster openstaat dat om "
            "toestemming vraagt, en probeer het opnieuw."
        )
    )


def _sentence(error: Exception) -> Refused:
    from keyring.errors import KeyringLocked, NoKeyringError

    if isinstance(error, NoKeyringError):
        return NoKeyStore(
            "De sleutelkluis van deze computer is niet te vinden. Een deel van uw sleutel staat daarin, dus het dossier gaat nu niet open. "
            f"Er is niets gewijzigd. Start de computer opnieuw en probeer het nog eens. {_WAY_OUT}"
        )
    if isinstance(error, KeyringLocked):
        return Refused(
            "De sleutelkluis van deze computer is op slot. Er is niets gewijzigd. Ontgrendel de kluis, of meld u opnieuw aan bij de "
            "computer, en probeer het nog eens."
        )
    _log.warning("the key store failed with %s", type(error).__name__)
    return Refused(
        "De sleutelkluis van deze computer gaf een fout. Er is niets gewijzigd. Start de computer opnieuw en probeer het nog eens. "
        f"Blijft het zo? {_WAY_OUT}"
    )


def kept_note(dossier_id: str, policy: VaultPolicy) -> str | None:
    """A note about a dossier that this computer's key store keeps; None when there is none, or the store does not help."""

    def find() -> str | None:
        import keyring

        return keyring.get_password(SERVICE, _user(dossier_id, "log")) if keyring.get_keyring().priority >= _STANDARD_PRIORITY else None

    try:
        return _asked(find, policy)
    except Refused:
        return None


def keep_note(dossier_id: str, note: str, policy: VaultPolicy) -> bool:
    """Keep a note of at most 1,280 characters in the key store; False when that could not be done."""

    def put() -> bool:
        import keyring

        if keyring.get_keyring().priority < _STANDARD_PRIORITY:
            return False
        keyring.set_password(SERVICE, _user(dossier_id, "log"), note)
        return True

    try:
        return _asked(put, policy)
    except Refused:
        return False
