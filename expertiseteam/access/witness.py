"""The heads of the log, noted outside the dossier: on this computer, in its key store too when there is one.

A note that lags behind the dossier is fine; one that is ahead of it says that the dossier is older than what was seen here. The note is
written after a commit, by a thread of its own, so that saving waits for nothing; it holds no names, and of a moment only the day.
"""

from __future__ import annotations

import json
import logging
import os
import threading
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from expertiseteam.access.log_checker import Head
from expertiseteam.vault.device import keep_note, kept_note
from expertiseteam.vault.files import take_place
from expertiseteam.vault.policy import VaultPolicy

_LARGEST = 1_000_000
_PAUSE = 2.0  # seconds between two notes while somebody works
_PREFIX, _HASH, _MOST = 12, 24, 25  # what of each head fits in a key store (1,280 characters on Windows)
_log = logging.getLogger(__name__)


class Witness:
    """What this computer last saw of one dossier's chains, and which chain each member writes here. Thread-safe."""

    def __init__(self, dossier_id: str, policy: VaultPolicy) -> None:
        self._dossier_id, self._policy = dossier_id, policy
        self._lock = threading.Lock()
        self._stop, self._wake = threading.Event(), threading.Event()
        self._writer: threading.Thread | None = None
        self._devices, self._heads, self._days = _read(self._path())
        self._in_key_store = _unpacked(kept_note(dossier_id, policy)) if policy.bind_to_device else {}
        self._replace = self._held = False
        self.at_opening = dict(self._heads)

    def device_of(self, member_id: str) -> str | None:
        """The chain that this member writes on this computer."""
        with self._lock:
            return self._devices.get(member_id)

    def heads(self, devices: Iterable[str]) -> dict[str, Head]:
        """The furthest head seen of every chain. The key store holds the first letters of a device; `devices` are those in the dossier."""
        with self._lock:
            found, known = dict(self._heads), [*self._heads, *devices]
            for short, head in self._in_key_store.items():
                device = next((device for device in known if device.startswith(short)), short)
                if device not in found or found[device][0] < head[0]:
                    found[device] = head
        return found

    def last_day(self, devices: Iterable[str]) -> date | None:
        """The last day on which one of these chains was written on this computer; None when that is not known."""
        with self._lock:
            return max((self._days[device] for device in devices if device in self._days), default=None)

    def note(self, heads: Mapping[str, Head], *, device: str = "", of_member: str = "", day: date | None = None) -> None:
        """Remember heads, soon and without waiting; a head that is known to be further stays.

        `device`: what a member writes here; `day`: on which day.
        """
        with self._lock:
            self._learn(heads)
            if device:
                self._devices[of_member] = device
            if device and day:
                self._days[device] = day
            if self._writer is None and not self._held:
                self._writer = threading.Thread(target=self._keep_writing, name="log-witness", daemon=True)
                self._writer.start()
        self._wake.set()

    def accept(self, heads: Mapping[str, Head]) -> None:
        """From now on these are the heads: a backup was put back on purpose."""
        with self._lock:
            self._heads, self._in_key_store, self._replace = dict(heads), {}, True
            self._days = {device: day for device, day in self._days.items() if device in heads}
        self.note(heads)

    def hold(self) -> None:
        """Write nothing down until `release`: this dossier does not stand in its place yet, and may never do so."""
        self._held = True

    def catch_up(self) -> None:
        """Read what other windows of this program noted since this one was opened."""
        _, heads, _ = _read(self._path())
        with self._lock:
            self._learn(heads)

    def release(self) -> None:
        """From now on what was noted meanwhile counts on this computer. Waits as `close`; may come after it."""
        self._held = False
        self._write()

    def close(self) -> None:
        """Write what is not written yet. Waits at most some seconds, for a key store that asks a person something."""
        self._stop.set()
        self._wake.set()
        if self._writer is not None:
            self._writer.join(5.0)

    def _learn(self, heads: Mapping[str, Head]) -> None:
        for chain, head in heads.items():
            if chain not in self._heads or self._heads[chain][0] < head[0]:
                self._heads[chain] = head

    def _keep_writing(self) -> None:
        while not self._stop.is_set():
            self._wake.wait()
            self._wake.clear()
            self._write()
            self._stop.wait(_PAUSE)
        if self._wake.is_set():
            self._write()

    def _write(self) -> None:
        """All or nothing, joined with what another window of this program wrote meanwhile."""
        path = self._path()
        with self._lock:
            devices, heads, days = ({}, {}, {}) if self._replace else _read(path)
            for chain, head in self._heads.items():
                if chain not in heads or heads[chain][0] <= head[0]:
                    heads[chain] = head
            devices.update(self._devices)
            days.update(self._days)
            noted = {"devices": devices, "heads": heads, "days": {device: day.isoformat() for device, day in days.items()}}
            self._replace = False
        half = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as target:
                json.dump(noted, target)
            take_place(half, path)
        except OSError as error:  # a full or read-only disk: the note lags, and the dossier itself is fine
            _log.info("the log is not witnessed here: %s", type(error).__name__)
            half.unlink(missing_ok=True)
        if self._policy.bind_to_device:
            keep_note(self._dossier_id, _packed(heads), self._policy)

    def _path(self) -> Path:
        folder = self._policy.state_folder
        if folder is None:
            import platformdirs

            folder = Path(platformdirs.user_state_dir("expertiseteam", appauthor=False))
        return folder / f"logboek-{self._dossier_id}.json"


def _packed(heads: Mapping[str, Head]) -> str:
    """The chains that reach furthest, each shortened."""
    longest = sorted(heads.items(), key=lambda item: -item[1][0])[:_MOST]
    return " ".join(f"{device[:_PREFIX]}:{number}:{seen[:_HASH]}" for device, (number, seen) in longest)


def _unpacked(note: str | None) -> dict[str, Head]:
    try:
        parts = (part.split(":") for part in (note or "").split())
        return {device: (int(number), seen) for device, number, seen in parts}
    except ValueError:
        return {}


def _read(path: Path) -> tuple[dict[str, str], dict[str, Head], dict[str, date]]:
    """Devices, heads and days as noted; nothing when there is no note, or somebody damaged it."""
    try:
        with path.open("rb") as file:
            stored: Any = json.loads(file.read(_LARGEST))
        devices = {str(member): str(device) for member, device in stored["devices"].items()}
        heads = {str(device): (int(number), str(seen)) for device, (number, seen) in stored["heads"].items()}
        days = {str(device): date.fromisoformat(day) for device, day in stored.get("days", {}).items()}  # older programs noted none
        return devices, heads, days
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}, {}, {}
