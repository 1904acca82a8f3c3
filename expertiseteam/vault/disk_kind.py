"""On what kind of disk a dossier stands, or would stand: not every one keeps what was written.

Measured on real servers: a database file with a write-ahead log on a network folder loses work that was said to be saved, or is damaged,
when the link drops for a moment; a program that synchronises puts an older file under the open one. So a dossier is neither made nor opened
on the network, and not made in a synchronised folder; one that stands there already opens, with a warning that leads to moving it. What
macOS says about its disks is not asked.
"""

from __future__ import annotations

import enum
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

from expertiseteam.basics.endings import SERVER
from expertiseteam.basics.sentences import Misplaced, Refused
from expertiseteam.vault.keyfile import key_file_of

MOUNTS = Path("/proc/self/mountinfo")
DEVICES = Path("/sys/dev/block")
# File systems of Linux whose files stand on another computer, or on that of which this one is a guest.
_OF_THE_NETWORK = frozenset(
    "9p afs beegfs ceph cifs coda davfs gfs gfs2 gpfs lustre ncpfs nfs nfs4 ocfs2 orangefs smb3 smbfs vboxsf virtiofs "
    "fuse.ceph-fuse fuse.curlftpfs fuse.davfs2 fuse.glusterfs fuse.gvfsd-fuse fuse.rclone fuse.s3fs fuse.smbnetfs fuse.sshfs "
    "fuse.vmhgfs-fuse".split()
)
_SYNCHRONISED = ("onedrive", "dropbox", "nextcloud", "owncloud", "google drive", "googledrive", "icloud", "seafile", "syncthing")
_MARKS = (".dropbox", ".owncloudsync.log", ".nextcloudsync.log", ".stfolder", ".sync", ".seafile-data")
_ONEDRIVE = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")  # where Windows says that its folder is, whatever it is called
_REMOVABLE, _REMOTE = 2, 4  # DRIVE_REMOVABLE, DRIVE_REMOTE: learn.microsoft.com, GetDriveTypeW

WHY_NOT_NETWORK = "valt de verbinding even weg, dan raakt bewaard werk kwijt of het dossier beschadigd"


class Disk(enum.Enum):
    """What kind of disk it is, as far as it matters to a dossier."""

    OWN = enum.auto()
    REMOVABLE = enum.auto()
    NETWORK = enum.auto()


def refuse_to_make(path: Path) -> None:
    """Misplaced when no dossier may be made or put at this path. Nothing is touched."""
    folder = path.absolute().parent.name or str(path.absolute().parent)
    if disk_of(path) is Disk.NETWORK:
        raise Misplaced(
            f"De map “{folder}” staat op het netwerk. Daar is een dossier niet veilig: {WHY_NOT_NETWORK}. Er is niets gemaakt. "
            "Kies een map op deze computer. Met een teammap werkt u er daarna met het hele team in, ook als het netwerk wegvalt."
        )
    if named := synchronised_by(path):
        raise Misplaced(
            f"De map “{named}” wordt met een andere plek gelijk gehouden, zoals OneDrive en Dropbox dat doen. Daar is een dossier niet "
            "veilig: dat programma kan een ouder bestand terugzetten terwijl u werkt. Er is niets gemaakt. Kies een map op deze computer "
            "die niet gelijk wordt gehouden. Samenwerken kan daarna met een teammap."
        )


def refuse_to_open(path: Path) -> None:
    """Misplaced for a dossier that stands on the network. Nothing is touched; a server's address may stand anywhere."""
    if path.suffix != SERVER and disk_of(path) is Disk.NETWORK:
        raise Misplaced(
            f"Het dossier “{path.name}” staat op het netwerk. Daar is het niet veilig: {WHY_NOT_NETWORK}. Het is niet geopend en er is "
            "niets gewijzigd. Verplaats het naar deze computer. Met een teammap werkt u er daarna met het hele team in, ook als het "
            "netwerk wegvalt."
        )


def to_know(path: Path) -> tuple[str, bool]:
    """What who opens a dossier should know of where it stands and what lies beside it, or ""; and whether it had better be moved."""
    if path.suffix == SERVER:
        return "", False
    where, is_misplaced = _where_it_stands(path)
    return " ".join(said for said in (where, stray_words(path)) if said), is_misplaced


def strays(path: Path) -> list[Path]:
    """Files beside a dossier that are a copy of it or of its keys under another name, as a program that synchronises leaves them.

    Such as “team (conflicted copy).dossier”, “team-LAPTOP3.dossier”, “team (1).dossier”. What has both a dossier and keys is one by itself.
    """
    ending, keys = path.suffix, key_file_of(path).suffix
    try:
        beside = [one for one in path.parent.iterdir() if one.suffix in (ending, keys) and one.stem != path.stem]
    except OSError:
        return []
    named = [one for one in beside if one.stem.casefold().startswith(path.stem.casefold())]
    return sorted(one for one in named if one.with_suffix(keys if one.suffix == ending else ending) not in beside)


def stray_words(path: Path) -> str:
    """What to say of `strays`; "" when there are none."""
    found = [f"“{one.name}”" for one in strays(path)]
    if not found:
        return ""
    lies = f"ligt {found[0]}, een kopie" if len(found) == 1 else f"liggen {', '.join(found)}: kopieën"
    return (
        f"Naast dit dossier {lies} die een ander programma maakte. Het programma opent zoiets nooit vanzelf. Er kan werk in staan dat hier "
        "ontbreekt: laat het vergelijken (in de handleiding: Op een verkeerde plek) en haal het daarna weg."
    )


def _where_it_stands(path: Path) -> tuple[str, bool]:
    if named := synchronised_by(path):
        return (
            f"Dit dossier staat in “{named}”, een map die met een andere plek gelijk wordt gehouden. Dat programma kan een ouder bestand "
            "terugzetten terwijl u werkt. Verplaats het dossier naar een gewone map op deze computer.",
            True,
        )
    if disk_of(path) is Disk.REMOVABLE:
        return (
            "Dit dossier staat op een usb-stick of losse schijf. Haal die er pas uit als het programma dicht is, en kies bij "
            "Reservekopieën een tweede plek op deze computer: een stick raakt makkelijk kwijt of kapot.",
            False,
        )
    return "", False


def refuse_to_share(folder: Path) -> None:
    """Refused when a program synchronises this folder: no team can work through it. Nothing is touched."""
    if named := synchronised_by(folder):
        raise Refused(
            f"De map “{named}” wordt met een andere plek gelijk gehouden, zoals OneDrive en Dropbox dat doen. Daarin gaat werk van het "
            "team verloren. Er is niets gewijzigd. Vraag uw beheerder om een gewone netwerkmap, en wijs die aan."
        )


def synchronised_by(path: Path) -> str:
    """The folder in or above this path that a program synchronises, by its name or by what such a program leaves there; else ""."""
    told = [Path(os.environ[name]) for name in _ONEDRIVE if os.environ.get(name)]
    for part in (path.absolute(), *path.absolute().parents):
        if part in told or any(name in part.name.casefold() for name in _SYNCHRONISED) or any((part / mark).exists() for mark in _MARKS):
            return part.name
    return ""


def disk_of(path: Path) -> Disk:
    """On what kind of disk this path is, whether something stands there or not.

    Asked of the system's own list first: a network folder that hangs is not touched.
    """
    if sys.platform == "win32":
        import ctypes

        return disk_on_windows(str(path.absolute()), ctypes.windll.kernel32.GetDriveTypeW)
    try:
        mounts = MOUNTS.read_text("utf-8", "surrogateescape")
    except OSError:
        return Disk.OWN
    found = disk_on_linux(path.absolute(), mounts)
    return found if found is Disk.NETWORK else disk_on_linux(path.resolve(), mounts)


def disk_on_linux(path: Path, mounts: str) -> Disk:
    """`mounts` as in /proc/self/mountinfo (man 5 proc). What the system itself started from counts as its own, wherever it stands."""
    kind, device, longest = "", "", 0
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split(" ")
        place = Path(re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), fields[4]))
        if path.is_relative_to(place) and len(place.parts) >= longest:  # of two on one place the last one covers the other
            kind, device, longest = after.split(" ")[0], fields[2], len(place.parts)
    if longest > 1 and kind in _OF_THE_NETWORK:
        return Disk.NETWORK
    return Disk.REMOVABLE if _is_removable(DEVICES / device) else Disk.OWN


def disk_on_windows(path: str, drive_type: Callable[[str], int]) -> Disk:
    """An absolute path, and `GetDriveTypeW`."""
    plain = path.replace("/", "\\")
    if plain.upper().startswith("\\\\?\\UNC\\"):
        return Disk.NETWORK
    plain = plain.removeprefix("\\\\?\\")
    if plain.startswith("\\\\"):
        return Disk.NETWORK
    return {_REMOVABLE: Disk.REMOVABLE, _REMOTE: Disk.NETWORK}.get(drive_type(plain[:2] + "\\"), Disk.OWN)


def _is_removable(device: Path) -> bool:
    """Whether a block device can be pulled out: by USB, or as a card."""
    if not device.exists():
        return False
    real = device.resolve()
    if "/usb" in str(real):
        return True
    try:
        return any((place / "removable").read_text() == "1\n" for place in (real, real.parent) if (place / "removable").exists())
    except OSError:
        return False
