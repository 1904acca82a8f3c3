"""Moving a dossier that stands where it is not safe to a place on this computer, with its keys and its copies."""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import suppress
from pathlib import Path

from expertiseteam.basics.causes import cause_of
from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.file import look_at
from expertiseteam.vault import putting_back
from expertiseteam.vault.copies import copies_folder
from expertiseteam.vault.disk_kind import refuse_to_make
from expertiseteam.vault.files import settle, take_place
from expertiseteam.vault.keyfile import key_file_of

_STAYS = "Het dossier staat nog waar het stond, en is niet veranderd."


def bring_home(dossier: Path, place: Path) -> str:
    """Move a dossier to `place`; returns what to tell. All or nothing, but for old files that could not go: those are named.

    Needs no passphrase. The old files go only when the new ones were read back and are the same. Misplaced when no dossier can stand at
    `place`; Refused when something stands there, when somebody has the dossier open, or when a disk is why.
    """
    refuse_to_make(place)
    look_at(dossier)
    if any(new.exists() for new in (place, key_file_of(place), copies_folder(place))):
        raise Refused(f"Er staat al een dossier “{place.name}”, of er staan kopieën van. {_STAYS} Kies een andere naam of een andere map.")
    try:
        putting_back.finish(dossier)
        if any(Path(f"{dossier}{beside}").exists() for beside in ("-wal", "-shm")):
            raise Refused(
                f"Het dossier “{dossier.name}” is nog ergens open, of het programma is er niet gewoon gesloten. {_STAYS} Sluit het overal "
                "en probeer het opnieuw. Helpt dat niet, zet dan alle bestanden die met deze naam beginnen zelf samen over."
            )
        _bring(dossier, place)
    except OSError as error:
        raise Refused(
            f"Het verplaatsen lukt niet ({cause_of(error)}). {_STAYS} Maak ruimte, of kijk of u in beide mappen mag schrijven, en probeer "
            "het opnieuw."
        ) from None
    left = _clear(dossier)
    told = f"Het dossier staat nu op deze computer, in de map “{place.absolute().parent.name}”."
    return f"{told} Op de oude plek kon dit niet weg: {', '.join(left)}. Gooi dat zelf weg." if left else told


def _bring(dossier: Path, place: Path) -> None:
    mark = f".{os.getpid()}"
    pairs = [(key_file_of(dossier), key_file_of(place)), (dossier, place)]  # the keys first: a dossier never stands there without them
    halves = [new.with_name(f".{new.name}{mark}") for _, new in pairs]
    copies = copies_folder(place)
    half_copies = copies.with_name(f".{copies.name}{mark}")
    try:
        for (old, _), half in zip(pairs, halves, strict=True):
            before = _sum(old)
            shutil.copyfile(old, half)
            settle(half)
            if not before == _sum(half) == _sum(old):
                raise Refused(f"Het dossier “{dossier.name}” veranderde tijdens het verplaatsen. {_STAYS} Sluit het overal.")
        if copies_folder(dossier).is_dir():
            shutil.copytree(copies_folder(dossier), half_copies)
            for half in _files_in(half_copies):
                settle(half)
            if not _sums_in(copies_folder(dossier)) == _sums_in(half_copies):
                raise Refused(
                    f"De reservekopieën van “{dossier.name}” kwamen niet gelijk over: een schijf las of schreef iets verkeerd, of er "
                    f"veranderde intussen iets. {_STAYS} Sluit het overal en probeer het opnieuw."
                )
            take_place(half_copies, copies)
        for (_, new), half in zip(pairs, halves, strict=True):
            take_place(half, new)
        settle(place.parent)
    except BaseException:
        if not place.exists():
            key_file_of(place).unlink(missing_ok=True)
            shutil.rmtree(copies, ignore_errors=True)
        raise
    finally:
        for half in halves:
            half.unlink(missing_ok=True)
        shutil.rmtree(half_copies, ignore_errors=True)


def _clear(dossier: Path) -> list[str]:
    """Take the old files away; returns what stayed."""
    folder = copies_folder(dossier)
    for file in (dossier, key_file_of(dossier)):
        with suppress(OSError):
            file.unlink()
    shutil.rmtree(folder, ignore_errors=True)
    return [f"“{old.name}”" for old in (dossier, key_file_of(dossier), folder) if old.exists()]


def _files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _sums_in(folder: Path) -> dict[Path, bytes]:
    """What each file in a folder of copies holds. They were opened and counted when they were made; nobody has the key for it here."""
    return {path.relative_to(folder): _sum(path) for path in _files_in(folder)}


def _sum(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
