"""A dossier of every schema that was ever released, as a team has it on disk: made by the program of that time, never made again.

`fixtures/schema-N.dossier` with its key file; the aandachtsfunctionaris unlocks with the passphrase of tests/dossier.py. When a schema is
released, make a dossier with that very program, vacuum it, and put it here.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from expertiseteam.vault.identity import Identity
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.keys import unlock, who_can_unlock
from tests.dossier import PASSPHRASE, StandingClock, cheap_policy

FIXTURES = Path(__file__).with_name("fixtures")
SCHEMAS = sorted(int(path.stem.removeprefix("schema-")) for path in FIXTURES.glob("schema-*.dossier"))


def released(folder: Path, schema: int) -> tuple[Path, bytes]:
    """A copy of the dossier of this schema in a folder, and its key."""
    path = folder / f"schema-{schema}.dossier"
    for file in (path, key_file_of(path)):
        shutil.copy(FIXTURES / file.name, folder)
    return path, officer_of(path).dossier_key


def officer_of(path: Path) -> Identity:
    """The keys of its aandachtsfunctionaris."""
    femke = next(card for card in who_can_unlock(key_file_of(path)) if card.name == "Femke Aarts")
    policy = cheap_policy(path.parent, StandingClock(2026, 12, 1, 9, 0))
    return unlock(key_file_of(path), femke.member_id, PASSPHRASE.format("femke"), policy)
