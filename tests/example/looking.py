"""What tests of the example look at below the program: every row, without the ids and keys that differ from run to run."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from expertiseteam.example.making import Example
from expertiseteam.example.people import EXAMPLE_POLICY, PEOPLE
from expertiseteam.storage.file import connect
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.keys import unlock
from expertiseteam.vault.policy import VaultPolicy

DIFFERS = ("sealed", "card", "fingerprint")  # ciphertext, public keys, and what is taken over an id
_ID = re.compile(r"\b[0-9a-f]{32}\b")


def rules(folder: Path) -> VaultPolicy:
    """The example's rules, with the wrong tries remembered in a folder of the test."""
    return replace(EXAMPLE_POLICY, state_folder=folder / "state")


def rows(example: Example, state: Path) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table as it was written, read with the dossier key alone."""
    first = PEOPLE[0]
    key = unlock(key_file_of(example.path), example.members[first.key], first.passphrase, rules(state)).dossier_key
    with closing(connect(example.path, key)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {}
        for name in sorted(name for name in names if not name.startswith(("search_text", "sqlite_", "alembic"))):
            cursor = connection.execute(f'SELECT * FROM "{name}" ORDER BY rowid')
            columns = [column[0] for column in cursor.description]
            found[name] = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
        return found


def told(tables: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """The same rows with every id replaced by its table and place, so that two runs can be compared."""
    names = {row["id"]: f"{table}-{n}" for table, found in tables.items() for n, row in enumerate(found) if "id" in row}

    def plain(column: str, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        text = _ID.sub(lambda match: names.get(match[0], "?"), value)
        return " ".join(sorted(text.split())) if column == "about" else text

    return {
        table: [{column: plain(column, value) for column, value in row.items() if column not in DIFFERS} for row in found]
        for table, found in tables.items()
    }
