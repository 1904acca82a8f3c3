"""The key file beside the dossier (`weidevoort.sleutels`): how it stands on disk, and every way in which it can be wrong.

    {"format": "expertiseteam-sleutels", "version": 2 or 3, "dossier": id,
     "epochs": [{"entry": {...}, "signature": ...}, ...],        the signed chain (chain.py)
     "identities": {member id: {...}, ...},                      private keys that travel with the file (sealing.py); elsewhere: own.py
     "sum": SHA-256 over all of the above}

It is JSON, binary parts are base64, the dossier key is an ordinary age file of 32 bytes: in an emergency the recovery sheet and any age
tool open it. The sum only tells accidents from wrong passphrases; what counts against people is signed or sealed.
"""

from __future__ import annotations

import contextlib
import functools
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from expertiseteam.basics.causes import cause_of
from expertiseteam.basics.sentences import Refused, Unopened
from expertiseteam.vault.chain import Entry, check_links, check_signatures, entry_from
from expertiseteam.vault.encoding import canonical, strict_json
from expertiseteam.vault.files import settle, take_place, write_beside
from expertiseteam.vault.identity import digest
from expertiseteam.vault.parsing import fields, plain_id, text
from expertiseteam.vault.sealing import SealedIdentity, sealed_from
from expertiseteam.vault.steps import OF_FORMAT_3

FORMAT, VERSION, OLDEST = "expertiseteam-sleutels", 3, 1
SUFFIX = ".sleutels"
LARGEST = 4_000_000  # bytes; 25 members and four hundred changes


@dataclass(frozen=True)
class KeyFile:
    """What a key file says. `read_from` is the hash of the bytes it was read from, "" when it was not read."""

    dossier_id: str
    entries: tuple[Entry, ...]
    identities: Mapping[str, SealedIdentity]
    read_from: str = ""

    @property
    def last(self) -> Entry:
        """The entry that holds now."""
        return self.entries[-1]

    @property
    def founding(self) -> str:
        """The hash of the first entry, which never changes and to which every sealed identity is bound."""
        return self.entries[0].hash()

    def with_identity(self, member_id: str, sealed: SealedIdentity) -> KeyFile:
        """Return the file with the private keys of this member put in or replaced."""
        return replace(self, identities={**self.identities, member_id: sealed})

    def without_identity(self, member_id: str) -> KeyFile:
        """Return the file without private keys of this member."""
        return replace(self, identities={known: sealed for known, sealed in self.identities.items() if known != member_id})


def key_file_of(dossier: Path) -> Path:
    """Return where the key file of this dossier stands: beside it, under the same name."""
    return dossier.with_suffix(SUFFIX)


def read_key_file(path: Path, *, signatures: bool = True) -> KeyFile:
    """Read and check a key file.

    Refused, each in its own words: missing, a folder, too large, empty, foreign, newer, damaged, of two dossiers.

    Without `signatures` it checks all but those, which is quick and good enough to show who may try; never to seal to someone.
    """
    return checked(_bytes_of(path), path.name, signatures)


@functools.lru_cache(maxsize=4)
def checked(raw: bytes, name: str, signatures: bool) -> KeyFile:
    """As `read_key_file`. Opening asks for the file several times: the same bytes are checked once, other bytes always."""
    path = Path(name)
    outer = _outside(path, raw)
    try:
        stored = fields(outer, "format", "version", "dossier", "epochs", "identities", "sum")
        if stored["sum"] != digest(canonical({name: part for name, part in stored.items() if name != "sum"})):
            raise ValueError("de inhoud is veranderd nadat hij is bewaard")
        epochs, identities = stored["epochs"], stored["identities"]
        if not isinstance(epochs, list) or not isinstance(identities, dict):
            raise ValueError("een onderdeel ontbreekt of is vreemd")
        file = KeyFile(
            text(stored["dossier"]),
            tuple(entry_from(entry) for entry in epochs),
            {plain_id(member): sealed_from(sealed) for member, sealed in identities.items()},
            digest(raw),
        )
        if any(entry.dossier_id != file.dossier_id for entry in file.entries):
            raise Unopened(
                f"In het sleutelbestand “{path.name}” staan sleutels van een ander dossier. Er is niets gewijzigd. "
                "Zet een reservekopie van het sleutelbestand terug."
            )
        is_oldest = stored["version"] == OLDEST and not any(entry.step for entry in file.entries)
        if not is_oldest and stored["version"] != _version_of(file):
            raise ValueError("het nummer van de indeling klopt niet")
        check_links(file.entries)
        if signatures:
            check_signatures(file.entries)
    except ValueError as error:
        raise _damaged(path, str(error)) from None
    return file


def create_key_file(path: Path, file: KeyFile) -> None:
    """Write a key file where none stands. Refused when something stands there already, or the disk does not take it."""
    refuse_existing(path)
    half = _written_beside(path, file)
    try:
        try:
            os.link(half, path)  # unlike replace, never takes the place of another file
        except FileExistsError:
            raise _existing(path) from None
        except OSError:  # a file system without hard links
            refuse_existing(path)
            take_place(half, path)
        settle(path.parent)
    except OSError as error:
        raise _not_written(path, error) from None
    finally:
        with contextlib.suppress(FileNotFoundError):
            half.unlink()


def replace_key_file(path: Path, file: KeyFile) -> None:
    """Put a changed key file in the place of the one it was read from, whole or not at all.

    Refused when someone else changed it meanwhile, or the disk does not take it; the old file then still stands.
    """
    half = _written_beside(path, file)
    try:
        if digest(_bytes_of(path)) != file.read_from:
            raise Refused(
                f"Het sleutelbestand “{path.name}” is intussen elders gewijzigd. Uw wijziging is niet bewaard. Probeer het opnieuw."
            )
        take_place(half, path)
        settle(path.parent)
    except OSError as error:
        raise _not_written(path, error) from None
    finally:
        with contextlib.suppress(FileNotFoundError):
            half.unlink()


def refuse_existing(path: Path) -> None:
    """Refused when anything stands at this place, so that no keys are ever lost to new ones."""
    if path.exists() or path.is_symlink():
        raise _existing(path)


def _bytes_of(path: Path) -> bytes:
    try:
        kind = path.stat()
        if stat.S_ISDIR(kind.st_mode):
            raise Refused(
                f"“{path.name}” is een map en geen sleutelbestand. Er is niets gewijzigd. Kies het bestand dat op {SUFFIX} eindigt."
            )
        if not stat.S_ISREG(kind.st_mode):
            raise Refused(f"“{path.name}” is geen gewoon bestand. Het is niet gelezen. Kies het bestand dat op {SUFFIX} eindigt.")
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)  # however large it is, never more than this
    except FileNotFoundError:
        raise Unopened(
            f"Het sleutelbestand “{path.name}” is er niet. Zonder dit bestand gaat het dossier niet open. "
            "Zet het uit een reservekopie terug in dezelfde map als het dossier."
        ) from None
    except OSError as error:
        raise Unopened(
            f"Het sleutelbestand “{path.name}” kan niet worden gelezen{_cause(error)}. Er is niets gewijzigd. "
            "Controleer of u bij de map mag en of de schijf is aangesloten."
        ) from None
    if len(raw) > LARGEST:
        raise Unopened(
            f"“{path.name}” is te groot voor een sleutelbestand (meer dan 4 MB). Het is niet verder gelezen. "
            f"Kies het bestand dat op {SUFFIX} eindigt."
        )
    if not raw:
        raise Unopened(f"Het sleutelbestand “{path.name}” is leeg. Zonder sleutels gaat het dossier niet open. Zet een reservekopie terug.")
    return raw


def _outside(path: Path, raw: bytes) -> Mapping[str, object]:
    """Tell a key file from any other file, and a newer one from ours."""
    ours = f'"{FORMAT}"'.encode() in raw[:100]
    try:
        outer = strict_json(raw)
    except ValueError:
        if ours:
            raise _damaged(path, "de tekst is afgebroken of onleesbaar") from None
        outer = None
    if not isinstance(outer, dict) or outer.get("format") != FORMAT:
        raise Unopened(
            f"“{path.name}” is geen sleutelbestand van dit programma. Er is niets gewijzigd. Kies het bestand dat op {SUFFIX} eindigt."
        )
    version = outer.get("version")
    if type(version) is not int or version < OLDEST:
        raise _damaged(path, "het nummer van de indeling klopt niet")
    if version > VERSION:
        raise Refused(
            f"Het sleutelbestand “{path.name}” is van een nieuwere versie van dit programma (indeling {version}, u hebt {VERSION}). "
            "Om niets kwijt te raken opent deze versie het niet. Installeer de nieuwe versie."
        )
    return outer


def _written_beside(path: Path, file: KeyFile) -> Path:
    """Write the file under another name in the same folder, readable by its owner only and durable, ready to be put in place."""
    stored: dict[str, object] = {
        "format": FORMAT,
        "version": _version_of(file),
        "dossier": file.dossier_id,
        "epochs": [entry.stored() for entry in file.entries],
        "identities": {member: sealed.stored() for member, sealed in file.identities.items()},
    }
    raw = canonical_with_sum(stored)
    if len(raw) > LARGEST:
        raise Refused(
            f"Het sleutelbestand “{path.name}” wordt te groot: er zijn te veel wijzigingen van leden geweest. Er is niets gewijzigd. "
            "Maak een nieuw dossier en vraag hulp bij het overzetten."
        )
    try:
        return write_beside(path, raw)
    except OSError as error:
        raise _not_written(path, error) from None


def _version_of(file: KeyFile) -> int:
    return VERSION if any(entry.step in OF_FORMAT_3 for entry in file.entries) else VERSION - 1


def canonical_with_sum(stored: Mapping[str, object]) -> bytes:
    """Return the bytes of a key file, `format` first so that a cut file can still be told from a foreign one."""
    total = digest(canonical(dict(stored)))
    parts = [f"{canonical(name).decode()}:{canonical(part).decode()}" for name, part in {**stored, "sum": total}.items()]
    return ("{" + ",\n".join(parts) + "}\n").encode()


def _damaged(path: Path, what: str) -> Unopened:
    return Unopened(
        f"Het sleutelbestand “{path.name}” is beschadigd of buiten dit programma om gewijzigd: {what}. Het wordt niet gebruikt. "
        "Zet een reservekopie van dit bestand terug."
    )


def _cause(error: OSError) -> str:
    """ ": " and what a person can do something about; "" when the operating system says something else."""
    known = cause_of(error, "")
    return f": {known}" if known else ""


def _existing(path: Path) -> Refused:
    return Refused(f"Er staat al een sleutelbestand “{path.name}”. Het is niet overschreven. Kies een andere naam of een andere map.")


def _not_written(path: Path, error: OSError) -> Refused:
    return Refused(
        f"Het sleutelbestand “{path.name}” kon niet worden bewaard{_cause(error)}. Wat er stond, staat er nog. "
        "Maak ruimte op de schijf of kies een map waarin u mag schrijven, en probeer het opnieuw."
    )
