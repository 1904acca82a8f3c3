"""What members' keys cost: unlocking with 25 members against one, at the true cost of a passphrase; and a new key for the dossier."""

from __future__ import annotations

import os
import tempfile
from contextlib import closing
from functools import partial
from pathlib import Path

from benchmarks.bench import dossier_copy
from benchmarks.dossier import unlock as keys_of
from benchmarks.given import PASSPHRASE
from benchmarks.measure import Figure, Settings, milliseconds, seconds, side_by_side
from expertiseteam.storage.file import connect
from expertiseteam.storage.rekey import renew_key
from expertiseteam.vault import keyfile
from expertiseteam.vault.keys import add_member, create_keys, unlock
from expertiseteam.vault.policy import BOUND, VaultPolicy

MEMBERS = 25


def unlock_members(settings: Settings) -> dict[str, Figure]:
    """From passphrase to dossier key as the last of 25 members, against the only member. The cost of a passphrase with a key store."""
    with tempfile.TemporaryDirectory(prefix="expertiseteam-bench-") as folder:
        policy = VaultPolicy.at(BOUND, state_folder=Path(folder) / "state")
        alone, together = Path(folder) / "alone.sleutels", Path(folder) / "together.sleutels"
        create_keys(alone, member_id="lid0", name="Lid 0", passphrase=PASSPHRASE, policy=policy)
        first, _ = create_keys(together, member_id="lid0", name="Lid 0", passphrase=PASSPHRASE, policy=policy)
        for number in range(1, MEMBERS):
            add_member(together, first, member_id=f"lid{number}", name=f"Lid {number}", passphrase=PASSPHRASE, policy=policy)
        one, many = side_by_side(
            settings.runs,
            lambda: seconds(partial(_unlock_first, alone, "lid0", policy)),
            lambda: seconds(partial(_unlock_first, together, f"lid{MEMBERS - 1}", policy)),
        )
        size = together.stat().st_size // 1000
    return {"unlock_members": Figure(many / one, f"{milliseconds(many)} tegen {milliseconds(one)}; sleutelbestand {size} kB")}


def _unlock_first(key_file: Path, member_id: str, policy: VaultPolicy) -> None:
    """As a program that has just been started, which has checked no key file yet."""
    keyfile.checked.cache_clear()
    unlock(key_file, member_id, PASSPHRASE, policy)


def rekey(settings: Settings) -> dict[str, Figure]:
    """Give the dossier a new key, proven, against `VACUUM INTO` of the same file."""
    with dossier_copy(settings.size) as path:
        key = keys_of(path).dossier_key
        target = path.with_name("vacuum")

        def new_key() -> float:
            nonlocal key
            old, key = key, os.urandom(32)
            return seconds(partial(renew_key, path, old, key))

        def vacuum() -> float:
            target.unlink(missing_ok=True)
            with closing(connect(path, key)) as file:
                return seconds(lambda: file.execute(f"VACUUM INTO '{target}'"))

        renewed, floor = side_by_side(settings.runs, new_key, vacuum)
        size = path.stat().st_size / 1e6
    return {"rekey": Figure(renewed / floor, f"{milliseconds(renewed)} voor {size:.0f} MB; kopie, beide controles en tellingen erbij")}
