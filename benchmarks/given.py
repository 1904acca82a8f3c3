"""What every measurement takes as given: the moment, the passphrase, and that keys cost next to nothing. Loads little."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from expertiseteam.vault.policy import Cost, VaultPolicy

NOW = datetime(2026, 11, 17, 8, tzinfo=UTC)
PASSPHRASE = "lantaarn fiets kersen wolk meting"


def policy(folder: Path) -> VaultPolicy:
    """Key derivation stays out of every figure; wrong tries are remembered in `folder`."""
    return VaultPolicy.at(Cost(memory_kib=64, passes=1, lanes=1), state_folder=folder)
