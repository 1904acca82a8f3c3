"""docs/rollen.md says who may do what; every cell is tried through the one place that decides."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path
from typing import Any

import pytest

import expertiseteam
from expertiseteam.access.permission import decide, may
from expertiseteam.access.who import ALL_DISCIPLINES, Discipline, Role, Who
from expertiseteam.access.work import Act, Query
from expertiseteam.basics.sentences import Refused

MATRIX = Path(__file__).parents[2] / "docs" / "rollen.md"
Things = dict[str, Act[..., Any] | Query[..., Any]]


def things() -> Things:
    """Every act and query of the program, by the name that the matrix uses."""
    found: Things = {}
    for module in pkgutil.walk_packages(expertiseteam.__path__, "expertiseteam."):
        if ".migrations" not in module.name:
            for value in vars(importlib.import_module(module.name)).values():
                if isinstance(value, Act | Query):
                    found[value.name] = value
    return found


def rows() -> dict[str, list[str]]:
    """The matrix: name -> [kind, log, one cell for each role]."""
    found = {}
    for line in MATRIX.read_text(encoding="utf-8").splitlines():
        if line.startswith("| `"):
            name, *cells = (cell.strip() for cell in line.strip("|\n").split(" | "))
            found[name.strip("` ")] = [c.rstrip(" |") for c in cells]
    return found


def allowed(cell: str) -> frozenset[Discipline]:
    """The disciplines for which a cell says yes."""
    if cell == "nee":
        return frozenset()
    return ALL_DISCIPLINES if cell == "ja" else frozenset(Discipline(word.strip()) for word in cell.split(","))


def test_the_matrix_names_every_act_and_query_and_no_other() -> None:
    assert set(rows()) == set(things())


@pytest.mark.parametrize("name", sorted(rows()))
def test_every_cell_of_the_matrix_holds(name: str) -> None:
    thing = things()[name]
    kind, log, *cells = rows()[name]
    assert kind == ("vastleggen" if isinstance(thing, Act) else "bekijken" if thing.log else "lijst")
    assert log == (thing.log or "-")
    for role, cell in zip(Role, cells, strict=True):
        for discipline in Discipline:
            who = Who("x", "Iemand", role, discipline, True)
            expected = discipline in allowed(cell)
            assert may(who, thing.permission) is expected, (name, role, discipline)
            if expected:
                decide(who, thing.permission)
            else:
                with pytest.raises(Refused, match="Dit kan"):
                    decide(who, thing.permission)
            assert not may(Who("x", "Weg", role, discipline, False), thing.permission)
