"""A vault at a cost that tests can pay, a clock that tests set, and key stores that behave well or badly."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import keyring
import keyring.backend
import pytest

from expertiseteam.vault.keys import Identity, RecoveryKey, add_member, create_keys
from expertiseteam.vault.policy import Cost, VaultPolicy

CHEAP = Cost(64, 1, 4)
FEMKE = "lepel wagen kastanje brug melodie"
WIL = "anker vlinder potlood zolder rivier"


class SetClock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 2, 8, 10, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, span: timedelta) -> None:
        self.now += span


class FakeKeyStore(keyring.backend.KeyringBackend):
    """A key store in memory. `failing` is raised by every call; `before` runs first."""

    priority = 5.0  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.failing: Exception | None = None
        self.before: Callable[[], object] = lambda: None

    def _step(self) -> None:
        self.before()
        if self.failing:
            raise self.failing

    def get_password(self, service: str, username: str) -> str | None:
        self._step()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._step()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._step()
        del self.kept[service, username]


class Team:
    """A key file with Femke, who is administrator, and Wil; both can unlock here."""

    def __init__(self, path: Path, policy: VaultPolicy) -> None:
        self.path, self.policy = path, policy
        self.femke: Identity
        self.recovery: RecoveryKey
        self.femke, self.recovery = create_keys(path, member_id="femke", name="Femke Aarts", passphrase=FEMKE, policy=policy)
        self.wil = add_member(path, self.femke, member_id="wil", name="Wil Stam", passphrase=WIL, policy=policy)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def policy(tmp_path: Path, clock: SetClock) -> VaultPolicy:
    return VaultPolicy.at(CHEAP, state_folder=tmp_path / "state", clock=clock)


@pytest.fixture
def bound_policy(policy: VaultPolicy) -> VaultPolicy:
    return replace(policy, bind_to_device=True)


@pytest.fixture
def key_path(tmp_path: Path) -> Path:
    folder = tmp_path / "dossiers"
    folder.mkdir()
    return folder / "weidevoort.sleutels"


@pytest.fixture
def team(key_path: Path, policy: VaultPolicy) -> Team:
    return Team(key_path, policy)


@pytest.fixture
def key_store() -> Iterator[FakeKeyStore]:
    before, store = keyring.get_keyring(), FakeKeyStore()
    keyring.set_keyring(store)
    yield store
    keyring.set_keyring(before)
