"""Every test in this folder is about a real server on this computer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.dossier import Team, make_team


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let these tests, and no others, speak to this computer over the network."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.allow_hosts(["localhost"]))


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    """The team of the story, on a server."""
    made = make_team(tmp_path, on_server=True)
    yield made
    made.discard()
