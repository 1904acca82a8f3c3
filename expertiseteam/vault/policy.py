"""What a passphrase must cost to guess, and the other limits of the vault: values that are handed down, so that tests can lower them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from expertiseteam.basics.clock import Clock, system_clock

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
    time to answer a window of the operating system. After `free_tries` wrong passphrases the next try waits `first_wait`, doubling up to
    `longest_wait`; that is remembered in `state_folder` (None: where the operating system keeps such state for this user). `demand` holds
    for passphrases that are chosen from now on.
    """

    bound: Cost = BOUND
    alone: Cost = ALONE
    least_bound: Cost = BOUND
    least_alone: Cost = ALONE
    most: Cost = Cost(1024 * MIB, 12, 16)
    bind_to_device: bool = True
    key_store_seconds: float = 60.0
    free_tries: int = 5
    first_wait: timedelta = timedelta(seconds=30)
    longest_wait: timedelta = timedelta(hours=1)
    state_folder: Path | None = None
    clock: Clock = system_clock
    demand: Demand = NO_DEMAND

    @classmethod
    def at(cls, cost: Cost, *, bind_to_device: bool = False, state_folder: Path | None = None, clock: Clock = system_clock) -> VaultPolicy:
        """Return a policy with one and the same cost everywhere, as the example and tests use."""
        return cls(cost, cost, cost, cost, bind_to_device=bind_to_device, state_folder=state_folder, clock=clock)
