"""The example dossier on this computer: made at the first visit, kept after that."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from expertiseteam.example.clock import RunningClock
from expertiseteam.example.people import EXAMPLE_POLICY, FILE_NAME, shown_passphrases
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.policy import VaultPolicy

if TYPE_CHECKING:
    from expertiseteam.example.diary import OnProgress


@dataclass(frozen=True)
class ExampleHere:
    """Where the example stands, the passphrases that the unlock window shows, and the clock and policy with which it opens."""

    path: Path
    passphrases: Mapping[str, str]
    clock: RunningClock
    policy: VaultPolicy


def folder() -> Path:
    """This user's folder for the example."""
    from platformdirs import user_data_dir

    return Path(user_data_dir("expertiseteam", appauthor=False)) / "voorbeeld"


def example_here(*, fresh: bool = False, on_progress: OnProgress | None = None) -> ExampleHere:
    """The example of this user; made when it is not there, and made anew when `fresh`. Takes half a minute then: see `make_example`."""
    from expertiseteam.example.clock import clock_from
    from expertiseteam.example.making import NOW, make_example

    where = folder()
    path = where / FILE_NAME
    if fresh:
        shutil.rmtree(where, ignore_errors=True)
    if not (path.exists() and key_file_of(path).exists()):
        shutil.rmtree(where, ignore_errors=True)  # half an example is none
        make_example(where, on_progress=on_progress)
    return ExampleHere(path, shown_passphrases(path), clock_from(NOW), EXAMPLE_POLICY)
