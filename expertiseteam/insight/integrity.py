"""Looking a dossier over: the file on disk first, then what it holds. For the check command; changes nothing in the dossier."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from expertiseteam.access.log_checker import Finding
from expertiseteam.insight.soundness import MOST_NAMED, Problem
from expertiseteam.storage.file import integrity_problems, is_authentic
from expertiseteam.storage.finding import is_server, look_at
from expertiseteam.vault.identity import Identity

_FILE = (
    "Het bestand van het dossier is beschadigd: een deel kan onleesbaar zijn of zijn veranderd. Sluit het programma overal, bewaar dit "
    "bestand apart en zet de nieuwste reservekopie terug."
)
_REPLAYED = (
    "Delen van het bestand zijn echt, maar van verschillende momenten: er is een ouder deel teruggezet. Wat er staat kan oud zijn. "
    "Sluit het programma overal, bewaar dit bestand apart en zet een hele reservekopie terug."
)


def refuse_what_is_no_dossier(path: Path) -> None:
    """Refused when the file at this path cannot be a dossier, each case in its own words; the file is not touched."""
    look_at(path)


def file_problems(path: Path, identity: Identity) -> list[Problem]:
    """What is wrong with the file itself, whatever it holds. Refused as `refuse_what_is_no_dossier`.

    Every page is read and its seal proven, so this takes about as long as copying the file. On a server that is its administrator's work.
    """
    look_at(path)
    if is_server(path):
        return []
    found = integrity_problems(path, identity.dossier_key)
    if found and is_authentic(path, identity.dossier_key):
        return [Problem("FILE_REPLAYED", _REPLAYED, tuple(dict.fromkeys(found)))]
    return [Problem("FILE", _FILE, tuple(dict.fromkeys(found)))] if found else []


def log_problems(findings: Iterable[Finding]) -> list[Problem]:
    """What `Workspace.check_log` found, one problem for each kind of tampering; its rows say which lines."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.kind.name, []).append(finding)
    return [
        Problem(f"LOG_{name}", some[0].sentence, tuple(f"logboek {one.device[:8]}, regel {one.number}" for one in some[:MOST_NAMED]))
        for name, some in found.items()
    ]
