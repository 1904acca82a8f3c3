"""Small things that this computer remembers for its user between starts: never a secret, never a name, and never needed to get in."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from expertiseteam.vault.files import take_place
from expertiseteam.vault.policy import VaultPolicy

_LARGEST = 100_000


def read_state(policy: VaultPolicy, name: str) -> Mapping[str, object]:
    """Return what is remembered under a file name; nothing when the file is missing or was damaged."""
    try:
        with _path(policy, name).open("rb") as file:
            state = json.loads(file.read(_LARGEST))
    except (OSError, ValueError, RecursionError):
        return {}
    return state if isinstance(state, dict) else {}


def write_state(policy: VaultPolicy, name: str, state: Mapping[str, object]) -> OSError | None:
    """Remember this, whole or not at all. Returns the error when the disk does not take it."""
    path = _path(policy, name)
    half = path.with_name(f".{name}.{os.urandom(4).hex()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as target:
            json.dump(state, target)
        take_place(half, path)
    except OSError as error:
        half.unlink(missing_ok=True)
        return error
    return None


def _path(policy: VaultPolicy, name: str) -> Path:
    if policy.state_folder is not None:
        return policy.state_folder / name
    import platformdirs

    return Path(platformdirs.user_state_dir("expertiseteam", appauthor=False)) / name
