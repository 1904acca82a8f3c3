"""Edits a key file as an attacker would, and asks every way in what it says about it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.vault.keyfile import canonical_with_sum
from expertiseteam.vault.keys import (
    current_cards,
    fingerprint,
    recovery_recipient,
    unlock,
    unlock_with_recovery,
    who_can_unlock,
)
from expertiseteam.vault.policy import VaultPolicy
from expertiseteam.vault.recovery import RecoveryKey
from tests.vault.conftest import FEMKE


def rewritten(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Edit a key file as someone would who knows the format: the sum is made right again."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    del stored["sum"]
    change(stored)
    path.write_bytes(canonical_with_sum(stored))


def sentence_of(path: Path, policy: VaultPolicy) -> str:
    """Return the sentence that every way in says about this file."""
    ways = (
        lambda: who_can_unlock(path),
        lambda: unlock(path, "femke", FEMKE, policy),
        lambda: current_cards(path),
        lambda: recovery_recipient(path),
        lambda: fingerprint(path),
        lambda: unlock_with_recovery(path, " ".join(RecoveryKey.generate().groups())),
    )
    said = set()
    for way in ways:
        with pytest.raises(Refused) as refused:
            way()
        said.add(str(refused.value))
    assert len(said) == 1, said
    return said.pop()
