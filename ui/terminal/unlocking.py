"""Unlocking a dossier from a command: who, and where the passphrase comes from. Never from an argument or the environment."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from expertiseteam.basics.causes import cause_of
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.text import fold
from ui.terminal.surroundings import Surroundings

if TYPE_CHECKING:
    from expertiseteam.access.workspace import Workspace
    from expertiseteam.vault.identity import Card, Identity

KEY_STORE_SERVICE = "expertiseteam"
_LARGEST_FILE = 10_000  # bytes


@dataclass(frozen=True)
class Door:
    """Which dossier, as whom, and how the passphrase is had: from a file, from the key store, or else by asking."""

    dossier: Path
    member: str
    passphrase_file: Path | None = None
    key_store: bool = False


def identity_at(door: Door, around: Surroundings, *, damaged: bool = False) -> Identity:
    """The keys of the member, without opening the dossier; `damaged`: whatever state its file is in. Refused, each in its own words."""
    from expertiseteam.insight.integrity import refuse_what_is_no_dossier
    from expertiseteam.vault import keys

    if not damaged:
        refuse_what_is_no_dossier(door.dossier)
    card = member_of(door.dossier, door.member, around)
    passphrase = _passphrase(door, card, around)
    return keys.unlock(keys.key_file_of(door.dossier), card.member_id, passphrase, around.rules_of(door.dossier))


@contextmanager
def unlocked(door: Door, around: Surroundings) -> Iterator[Workspace]:
    """The dossier, opened as the member; locked again afterwards."""
    from expertiseteam.opening import workspace_for

    identity = identity_at(door, around)
    workspace = workspace_for(door.dossier, identity, around.clock_of(door.dossier), policy=around.rules_of(door.dossier))
    try:
        yield workspace
    finally:
        workspace.close()


def member_of(dossier: Path, name: str, around: Surroundings) -> Card:
    """The member with this name, or the only one whose name begins so. Refused when there is none, or more than one."""
    from expertiseteam.vault import keys

    cards = keys.who_can_unlock(keys.key_file_of(dossier), around.rules_of(dossier))
    wanted = fold(" ".join(name.split()))
    found = [card for card in cards if fold(card.name) == wanted] or [
        card for card in cards if wanted and fold(card.name).startswith(wanted)
    ]
    if len(found) == 1:
        return found[0]
    known = ", ".join(card.name for card in cards) or "niemand"
    what = f"“{name}” past bij meer leden" if found else f"“{name}” kan dit dossier op deze computer niet ontgrendelen"
    raise Refused(f"{what}. Er is niets gedaan. Schrijf de hele naam van een van deze leden: {known}.")


def remember(door: Door, around: Surroundings) -> None:
    """Put a passphrase that opens the dossier in the key store of this computer, for commands that run by themselves."""
    from expertiseteam.insight.integrity import refuse_what_is_no_dossier
    from expertiseteam.vault import keys

    refuse_what_is_no_dossier(door.dossier)
    card = member_of(door.dossier, door.member, around)
    passphrase = _passphrase(door, card, around)
    keys.unlock(keys.key_file_of(door.dossier), card.member_id, passphrase, around.rules_of(door.dossier))
    with _key_store() as store:
        store.set_password(KEY_STORE_SERVICE, _entry(door.dossier, card), passphrase)
    around.tell(
        f"De wachtzin van {card.name} staat nu in de sleutelkluis van deze computer. "
        "Wie hier onder uw account werkt, kan het dossier openen."
    )


def forget(door: Door, around: Surroundings) -> None:
    """Take the passphrase out of the key store again."""
    card = member_of(door.dossier, door.member, around)
    with _key_store() as store:
        if store.get_password(KEY_STORE_SERVICE, _entry(door.dossier, card)) is not None:
            store.delete_password(KEY_STORE_SERVICE, _entry(door.dossier, card))
    around.tell(f"De wachtzin van {card.name} staat niet (meer) in de sleutelkluis van deze computer.")


def _passphrase(door: Door, card: Card, around: Surroundings) -> str:
    if door.passphrase_file is not None:
        return _from_file(door.passphrase_file, around)
    if not door.key_store:
        return around.ask_passphrase(f"Wachtzin van {card.name}: ")
    with _key_store() as store:
        known: str | None = store.get_password(KEY_STORE_SERVICE, _entry(door.dossier, card))
    if known is None:
        raise Refused(
            f"De wachtzin van {card.name} staat niet in de sleutelkluis van deze computer. Er is niets gedaan. "
            "Zet hem daar eerst in met de opdracht remember, of laat --key-store weg."
        )
    return known


def _from_file(path: Path, around: Surroundings) -> str:
    try:
        if os.name != "nt" and path.stat().st_mode & 0o077:
            around.warn(f"Let op: ook anderen op deze computer kunnen “{path.name}” lezen. Maak het bestand alleen leesbaar voor uzelf.")
        with path.open("rb") as file:
            raw = file.read(_LARGEST_FILE + 1)
        if len(raw) > _LARGEST_FILE:
            raise Refused(f"“{path.name}” is te groot voor een wachtzin. Er is niets gedaan. Zet alleen de wachtzin op de eerste regel.")
        lines = raw.decode("utf-8-sig").splitlines()
    except OSError as error:
        why = cause_of(error)
        raise Refused(
            f"Het bestand “{path.name}” met de wachtzin is niet te lezen ({why}). Er is niets gedaan. Kies een ander bestand."
        ) from None
    except UnicodeDecodeError:
        raise Refused(f"“{path.name}” is geen tekst. Er is niets gedaan. Bewaar de wachtzin als gewone tekst (UTF-8).") from None
    if not lines or not lines[0]:
        raise Refused(f"Op de eerste regel van “{path.name}” staat geen wachtzin. Er is niets gedaan. Zet hem daar neer.")
    return lines[0]


def _entry(dossier: Path, card: Card) -> str:
    """The user name in the key store: the mark on the recovery sheet, and the member."""
    from expertiseteam.vault import keys

    return f"{keys.fingerprint(keys.key_file_of(dossier))} {card.name}"


@contextmanager
def _key_store() -> Iterator[Any]:
    import keyring
    from keyring.errors import KeyringError

    try:
        yield keyring
    except KeyringError:
        raise Refused(
            "De sleutelkluis van deze computer doet het niet of is op slot. Er is niets gedaan. "
            "Ontgrendel de kluis, of laat --key-store weg en typ de wachtzin."
        ) from None
