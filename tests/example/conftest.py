"""One small example for all tests of a worker: making one costs seconds."""

from __future__ import annotations

from pathlib import Path

import pytest

from expertiseteam.example.making import Example, make_example
from expertiseteam.example.story import Step


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Example:
    """A small example as the program opens it: the overleg is prepared. Not to be changed; copy it first."""
    return make_example(tmp_path_factory.mktemp("example"), size="small", until=Step.PREPARED)


@pytest.fixture(scope="session")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where wrong passphrases are remembered."""
    return tmp_path_factory.mktemp("state")
