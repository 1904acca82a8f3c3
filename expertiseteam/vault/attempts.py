"""Wrong passphrases on this computer: after some free tries each next one waits twice as long, also after a restart (ASVS 6.2).

It slows down a person at the keyboard; a thief with the file meets the cost of Argon2id instead. The state file holds no names: its keys
are hashes of dossier and member, so that one member's mistakes make nobody else wait.
"""

from __future__ import annotations

import logging
import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from expertiseteam.basics.sentences import Refused
from expertiseteam.vault.identity import digest
from expertiseteam.vault.policy import VaultPolicy
from expertiseteam.vault.state import read_state, write_state

_FILE = "pogingen.json"
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
        entry = read_state(self.policy, _FILE).get(self._key())
        if isinstance(entry, dict) and type(entry.get("wrong")) is int and isinstance(entry.get("last"), str):
            try:
                return max(entry["wrong"], 0), datetime.fromisoformat(entry["last"]).astimezone(UTC)
            except (ValueError, OverflowError):
                pass  # someone edited it: count from nothing
        return 0, datetime.min.replace(tzinfo=UTC)

    def _remember(self, wrong: int, moment: datetime) -> None:
        state = dict(read_state(self.policy, _FILE))
        state.pop(self._key(), None)
        if wrong:
            state[self._key()] = {"wrong": wrong, "last": moment.isoformat()}
        error = write_state(self.policy, _FILE, state)
        if error is not None:  # a full or read-only disk must not keep the right passphrase out
            _log.warning("wrong tries are not remembered: %s", type(error).__name__)


def in_words(seconds: int) -> str:
    """Return a waiting time in Dutch, rounded up to whole minutes from two minutes on."""
    if seconds < 120:
        return "1 seconde" if seconds == 1 else f"{seconds} seconden"
    return f"{math.ceil(seconds / 60)} minuten"
