"""A dossier that does not open: what is the matter, looked at more than once, and what can be done about it.

Nothing here changes a dossier, and nothing is called damaged because the disk did not answer once. What can be done goes through
`restoring` and `salvaging`, as from the screen *Reservekopieën*.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from expertiseteam.basics.causes import cause_of
from expertiseteam.basics.clock import Clock
from expertiseteam.basics.sentences import Refused, Unopened
from expertiseteam.safety.records import Diagnosis
from expertiseteam.safety.restoring import key_for, moment_words, newest_keys
from expertiseteam.safety.second_place import second_folder
from expertiseteam.storage.file import Health, health, look_at
from expertiseteam.vault import copies
from expertiseteam.vault.copies import Copy
from expertiseteam.vault.files import put_in_place
from expertiseteam.vault.identity import Identity
from expertiseteam.vault.keyfile import KeyFile, key_file_of, read_key_file

_AWAY = (
    "De schijf of de map met het dossier antwoordt niet. Dat is meestal een storing, en daarom wordt er nu niets hersteld. Kijk of de "
    "schijf of de netwerkmap verbonden is en kijk dan opnieuw na."
)
_WHOLE = "Het dossier is nagekeken: elke bladzijde is heel. U kunt het gewoon openen."
_CLOSED = (
    "Het dossier is beschadigd: het begin van het bestand is niet te lezen, ook niet toen er nog eens werd gekeken. Los is er niets uit te "
    "redden. Zet de nieuwste reservekopie terug."
)
_DAMAGED = (
    "Het dossier is voor een deel beschadigd. Dat bleek ook toen er nog eens werd gekeken. Zet de nieuwste reservekopie terug. Is die te "
    "oud, red dan wat nog heel is."
)


def look_again(path: Path, identity: Identity) -> Diagnosis:
    """Look at the whole file once more, from the disk; takes about as long as copying it. What is wrong is not raised."""
    if not path.parent.is_dir():
        return Diagnosis(_AWAY, is_whole=False, may_restore=False, may_save=False)
    try:
        look_at(path)
    except Unopened as unopened:
        is_away = path.exists() and not _answers(path)
        return Diagnosis(_AWAY if is_away else str(unopened), is_whole=False, may_restore=not is_away, may_save=False)
    match health(path, key_for(path, identity) or identity.dossier_key):
        case Health.WHOLE:
            return Diagnosis(_WHOLE, is_whole=True, may_restore=True, may_save=False)
        case Health.DAMAGED:
            return Diagnosis(_DAMAGED, is_whole=False, may_restore=True, may_save=True)
        case Health.CLOSED:
            return Diagnosis(_CLOSED, is_whole=False, may_restore=True, may_save=False)
        case Health.UNANSWERED:
            return Diagnosis(_AWAY, is_whole=False, may_restore=False, may_save=False)


def copies_for(path: Path, elsewhere: Path | None = None) -> Mapping[str, Copy]:
    """The copies of a dossier by name, newest first: beside it, in its second place, and in a folder that somebody pointed at."""
    second = copies.read_notes(path).second
    folders = [copies.copies_folder(path), *([second_folder(path, second)] if second else [])]
    if elsewhere is not None:
        folders += [elsewhere, elsewhere.parent, second_folder(path, str(elsewhere))]
    found: dict[str, Copy] = {}
    for folder in folders:
        for copy in copies.copies(folder):
            found.setdefault(copy.folder.name, copy)
    return dict(sorted(found.items(), key=lambda item: item[1].at, reverse=True))


def put_keys_back(path: Path, clock: Clock, elsewhere: Path | None = None) -> str:
    """Put the newest key file of the copies back where none stands, or one that is damaged or older; returns in words which one.

    What stood there is set aside. Which copy is the newest is not believed: the chain in each of them is proven. Refused when no copy
    has a better one, the disk does not answer or does not take it.
    """
    if not path.parent.is_dir() or (key_file_of(path).exists() and not _answers(key_file_of(path))):
        raise Refused(_AWAY)
    present = _read(key_file_of(path))
    best = newest_keys(copies_for(path, elsewhere).values(), present.founding if present is not None else None)
    if best is None or (present is not None and len(best[0].entries) <= len(present.entries)):
        raise Refused(
            "Er is geen reservekopie gevonden met een beter sleutelbestand. Er is niets gewijzigd. Staat er een kopie op een usb-schijf of "
            "een netwerkmap, wijs dan die map aan."
        )
    target = key_file_of(path)
    try:
        if target.exists():
            half = copies.begin(copies.copies_folder(path))
            (half / target.name).write_bytes(target.read_bytes())
            copies.set_aside(half, clock())
        put_in_place(target, key_file_of(best[1].dossier).read_bytes())
    except OSError as error:
        raise Refused(
            f"Het sleutelbestand kon niet worden teruggezet ({cause_of(error)}). Er is niets gewijzigd. Kijk of u in "
            "de map mag schrijven en of er ruimte is."
        ) from None
    return f"Het sleutelbestand uit de kopie van {moment_words(best[1])} staat weer op zijn plek."


def _answers(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            file.read(1)
    except OSError:
        return False
    return True


def _read(keys: Path) -> KeyFile | None:
    try:
        return read_key_file(keys)
    except Refused:
        return None
