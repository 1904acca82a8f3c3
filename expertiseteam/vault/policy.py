"""What a passphrase must cost to guess, and the other limits of the vault: values that are handed down, so that tests can lower them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from expertiseteam.basics.clock import Clock, system_clock
from expertiseteam.basics.patience import Patience

MIB = 1024


@dataclass(frozen=True)
class Cost:
    """The cost of Argon2id (RFC 9106): memory in KiB, number of passes over it, and lanes."""

    memory_kib: int
    passes: int
    lanes: int = 4

    def within(self, least: Cost, most: Cost) -> bool:
        """Say whether no part is cheaper than `least` (lanes add nothing) or dearer than `most`, and Argon2id can do it at all."""
        return (
            max(least.memory_kib, 8 * self.lanes) <= self.memory_kib <= most.memory_kib
            and least.passes <= self.passes <= most.passes
            and 1 <= self.lanes <= most.lanes
        )


BOUND = Cost(64 * MIB, 3)
ALONE = Cost(256 * MIB, 4)


@dataclass(frozen=True)
class Demand:
    """What an organisation asks of a new passphrase besides our own rule: so many words and characters at least; 0 for nothing."""

    words: int = 0
    characters: int = 0


NO_DEMAND = Demand()


@dataclass(frozen=True)
class VaultPolicy:
    """The rules of one vault.

    `bound` is the cost of a passphrase that works together with a secret in the key store of the computer, `alone` that of a passphrase
    without one (design, section 5). A key file below `least_*` or above `most` is not opened: someone may have edited it, and a file
    must not be able to take all memory. `bind_to_device` off makes identities that need no key store. `key_store_seconds` leaves a person
    time to answer a window of the operating system; when it takes longer than `key_store_patience`, `tell` hears a Dutch sentence, in the
    thread that waits. After `free_tries` wrong passphrases the next try waits `first_wait`, doubling up to `longest_wait`.

    `travels`: private keys are kept in the key file itself, so that the dossier can be copied whole, as the example is; otherwise in
    `own_folder`. What this computer remembers of wrong tries and of the chain stands in `state_folder`. None for a folder: where the
    operating system keeps such things for this user. `demand` is what an organisation asks of passphrases from now on,
    `team_words` are names that an outsider would try. `publish` gives the links of a changed chain to the team before they count here;
    what it refuses did not happen: for a dossier in a team folder. `patience` is of who waits
    for that folder. An invitation is good for `invitation_lasts`, a move for `move_lasts`.
    """

    bound: Cost = BOUND
    alone: Cost = ALONE
    least_bound: Cost = BOUND
    least_alone: Cost = ALONE
    most: Cost = Cost(1024 * MIB, 12, 16)
    bind_to_device: bool = True
    key_store_seconds: float = 60.0
    key_store_patience: float = 1.0
    tell: Callable[[str], None] | None = None
    free_tries: int = 5
    first_wait: timedelta = timedelta(seconds=30)
    longest_wait: timedelta = timedelta(hours=1)
    travels: bool = False
    own_folder: Path | None = None
    state_folder: Path | None = None
    demand: Demand = NO_DEMAND
    team_words: tuple[str, ...] = ()
    invitation_lasts: timedelta = timedelta(days=7)
    move_lasts: timedelta = timedelta(hours=1)
    clock: Clock = system_clock
    publish: Callable[[Sequence[Any]], None] | None = None  # of chain.Entry
    patience: Patience | None = None

    @classmethod
    def at(cls, cost: Cost, *, bind_to_device: bool = False, state_folder: Path | None = None, clock: Clock = system_clock) -> VaultPolicy:
        """Return a policy with one and the same cost everywhere and keys that travel with the file, as the example and tests use."""
        return cls(cost, cost, cost, cost, bind_to_device=bind_to_device, travels=True, state_folder=state_folder, clock=clock)
