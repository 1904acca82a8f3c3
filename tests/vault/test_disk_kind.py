"""On what kind of disk a path is, by what Linux and Windows say of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from expertiseteam.basics.sentences import Misplaced
from expertiseteam.vault import disk_kind
from expertiseteam.vault.disk_kind import Disk, disk_on_linux, disk_on_windows, refuse_to_make, refuse_to_open, synchronised_by, to_know

MOUNTS = r"""22 1 0:21 / /proc rw shared:5 - proc proc rw
27 1 {root}
31 27 0:44 / /werk rw shared:7 - nfs4 server:/werk rw
32 27 0:45 / /media/team\040schijf rw - cifs //server/team rw
33 32 8:17 / /media/team\040schijf/stick rw - vfat /dev/sdb1 rw
34 27 0:46 / /run/user/1000/gvfs rw master:2 - fuse.gvfsd-fuse gvfsd-fuse rw
35 27 0:47 / /srv rw - autofs systemd-1 rw
36 35 0:48 / /srv rw - smb3 //server/srv rw
"""
OWN_ROOT = "254:0 / / rw - ext4 /dev/vda rw"


@pytest.mark.parametrize(
    ("path", "disk"),
    [
        ("/var/lib/team.dossier", Disk.OWN),
        ("/werk/femke/team.dossier", Disk.NETWORK),
        ("/werken/femke/team.dossier", Disk.OWN),
        ("/media/team schijf/team.dossier", Disk.NETWORK),
        ("/media/team schijf/stick/team.dossier", Disk.REMOVABLE),
        ("/run/user/1000/gvfs/smb-share:server=a/team.dossier", Disk.NETWORK),
        ("/srv/team.dossier", Disk.NETWORK),
    ],
)
def test_what_linux_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, path: str, disk: Disk) -> None:
    stick = tmp_path / "devices" / "usb1" / "sdb1"
    stick.mkdir(parents=True)
    (tmp_path / "8:17").symlink_to(stick)
    monkeypatch.setattr(disk_kind, "DEVICES", tmp_path)
    assert disk_on_linux(Path(path), MOUNTS.format(root=OWN_ROOT)) is disk
    if disk is Disk.OWN:
        diskless = MOUNTS.format(root="0:20 / / rw - nfs server:/root rw")
        assert disk_on_linux(Path(path), diskless) is Disk.OWN, "what the system itself started from is its own disk"


@pytest.mark.parametrize(
    ("path", "disk"),
    [
        ("C:\\Users\\Femke\\team.dossier", Disk.OWN),
        ("\\\\?\\C:\\Users\\Femke\\team.dossier", Disk.OWN),
        ("H:\\team.dossier", Disk.NETWORK),
        ("\\\\server\\team\\team.dossier", Disk.NETWORK),
        ("//server/team/team.dossier", Disk.NETWORK),
        ("\\\\?\\UNC\\server\\team\\team.dossier", Disk.NETWORK),
        ("E:\\team.dossier", Disk.REMOVABLE),
    ],
)
def test_what_windows_says(path: str, disk: Disk) -> None:
    assert disk_on_windows(path, {"C:\\": 3, "H:\\": 4, "E:\\": 2}.__getitem__) is disk


def test_what_is_said_of_each(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "team.dossier"
    refuse_to_make(path)
    refuse_to_open(path)
    assert to_know(path) == ("", False)
    cloud = tmp_path / "OneDrive - Weidevoort" / "werk" / "team.dossier"
    cloud.parent.mkdir(parents=True)
    assert synchronised_by(cloud) == "OneDrive - Weidevoort"
    with pytest.raises(Misplaced, match="teammap"):
        refuse_to_make(cloud)
    refuse_to_open(cloud)
    said, is_misplaced = to_know(cloud)
    assert "Verplaats" in said and is_misplaced
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path))
    assert synchronised_by(path) == tmp_path.name, "where Windows says that the folder of OneDrive is"
    monkeypatch.delenv("OneDriveCommercial")
    for disk in (Disk.REMOVABLE, Disk.NETWORK):
        monkeypatch.setattr(disk_kind, "disk_of", lambda _, disk=disk: disk)
        if disk is Disk.REMOVABLE:
            refuse_to_make(path)
            assert "usb-stick" in to_know(path)[0] and not to_know(path)[1]
        else:
            for refuse in (refuse_to_make, refuse_to_open):
                with pytest.raises(Misplaced, match="op het netwerk.*teammap"):
                    refuse(path)
            refuse_to_open(tmp_path / "team.expertiseteam-server")
