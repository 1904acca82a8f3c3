"""Wrong passphrases on this computer: after some free tries each next one waits twice as long, also after a restart (ASVS 6.2).

It slows down a person at the keyboard; a thief with the file meets the cost of Argon2id instead. The state file holds no names: its keys
are hashes of dossier and member, so that one member's mistakes make nobody else wait.
"""

from __future__ import annotations

import json
import logging
import math
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from expertiseteam.basics.sentences import Refused
from expertiseteam.vault.identity import digest
from expertiseteam.vault.policy import VaultPolicy

_FILE = "pogingen.json"
_LARGEST = 100_000
_log = logging.getLogger(__name__)


class WaitFirst(Refused):
    """Too many wrong passphrases. `seconds`: how long the next try has to wait."""

    def __init__(self, wrong: int, seconds: int) -> None:
        super().__init__(
            f"U hebt {wrong} keer achter elkaar een verkeerde wachtzin getypt. Het dossier blijft dicht en er is niets gewijzigd. "
            f"Wacht nog {in_words(seconds)} en probeer het dan opnieuw."
        )
        self.seconds = seconds


@dataclass(frozen=True)
class Attempts:
    """The wrong tries of one member at one dossier on this computer."""

    policy: VaultPolicy
    dossier_id: str
    member_id: str

    def check(self) -> None:
        """Raises WaitFirst while a try has to wait."""
        wrong, last = self._known()
        if wrong < self.policy.free_tries:
            return
        now = self.policy.clock()
        if last > now:  # the clock was put back: wait anew, once
            self._remember(wrong, now)
            last = now
        # Beyond 30 doublings any wait is the longest; the limit keeps the number small.
        wait = min(self.policy.first_wait * 2 ** min(wrong - self.policy.free_tries, 30), self.policy.longest_wait)
        left = last + wait - now
        if left > timedelta(0):
            raise WaitFirst(wrong, math.ceil(left.total_seconds()))

    def failed(self) -> int:
        """Count a wrong passphrase. Returns how many tries are left before the first wait, 0 when the next one waits."""
        wrong = self._known()[0] + 1
        self._remember(wrong, self.policy.clock())
        return max(self.policy.free_tries - wrong, 0)

    def succeeded(self) -> None:
        """Forget the wrong tries."""
        if self._known()[0]:
            self._remember(0, self.policy.clock())

    def _key(self) -> str:
        return digest(f"{self.dossier_id}:{self.member_id}".encode())[:32]

    def _known(self) -> tuple[int, datetime]:
        entry = _read(self._path()).get(self._key())
        if isinstance(entry, dict) and type(entry.get("wrong")) is int and isinstance(entry.get("last"), str):
            try:
                return max(entry["wrong"], 0), datetime.fromisoformat(entry["last"]).astimezone(UTC)
            except (ValueError, OverflowError):
                pass  # someone edited it: count from nothing
        return 0, datetime.min.replace(tzinfo=UTC)

    def _remember(self, wrong: int, moment: datetime) -> None:
        path = self._path()
        state = dict(_read(path))
        state.pop(self._key(), None)
        if wrong:
            state[self._key()] = {"wrong": wrong, "last": moment.isoformat()}
        half = path.with_name(f".{_FILE}.{os.urandom(4).hex()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as target:
                json.dump(state, target)
            os.replace(half, path)
        except OSError as error:  # a full or read-only disk must not keep the right passphrase out
            _log.warning("wrong tries are not remembered: %s", type(error).__name__)
            half.unlink(missing_ok=True)

    def _path(self) -> Path:
        if self.policy.state_folder is not None:
            return self.policy.state_folder / _FILE
        import platformdirs

        return Path(platformdirs.user_state_dir("expertiseteam", appauthor=False)) / _FILE


def in_words(seconds: int) -> str:
    """Return a waiting time in Dutch, rounded up to whole minutes from two minutes on."""
    if seconds < 120:
        return "1 seconde" if seconds == 1 else f"{seconds} seconden"
    return f"{math.ceil(seconds / 60)} minuten"


def _read(path: Path) -> Mapping[str, object]:
    """Return what is remembered; nothing when the file is missing or was damaged."""
    try:
        with path.open("rb") as file:
            state = json.loads(file.read(_LARGEST))
    except (OSError, ValueError, RecursionError):
        return {}
    return state if isinstance(state, dict) else {}
