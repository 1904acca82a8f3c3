"""What stands on the screens, and every sentence that refuses, reads easily (domain.md, row 98): nobody needs schooling to work with it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from expertiseteam.basics.readability import Limits, measure
from expertiseteam.team.settings import TeamSettings

ROOT = Path(__file__).parents[2]
LIMITS = Limits(25, 99, TeamSettings().plain.score)  # words of the field are long, and named in the glossary


def said(folder: Path) -> Iterator[str]:
    """Every text for users in the modules of a folder; what is filled in later counts as one short word."""
    for file in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "attr", None) or getattr(node.func, "id", "")
                if name in ("tr", "_tr", "Refused"):
                    yield from _text(node.args[0])


def _text(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else "{}" for part in node.values)


FOLDERS = [folder for top in ("ui", "expertiseteam") for folder in sorted((ROOT / top).iterdir()) if folder.is_dir()]
ALL = {f"{folder.parent.name}/{folder.name}": list(said(folder)) for folder in FOLDERS}


def test_there_is_something_to_read() -> None:
    assert sum(map(len, ALL.values())) > 3000


@pytest.mark.parametrize("room", [room for room, texts in ALL.items() if texts])
def test_what_users_read_is_plain_dutch(room: str) -> None:
    found = measure("\n".join(ALL[room]), LIMITS)
    assert found.long_sentences == ()
    assert found.score is None or found.score >= LIMITS.score
