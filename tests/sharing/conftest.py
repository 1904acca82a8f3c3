from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.dossier import Team
from tests.sharing.laptops import Office


@pytest.fixture
def office(team: Team, tmp_path: Path) -> Iterator[Office]:
    """An office whose laptops are closed afterwards."""
    made = Office(team, tmp_path)
    yield made
    made.close()
