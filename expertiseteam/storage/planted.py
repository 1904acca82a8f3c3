"""What in a file acts by itself and is not this program's: triggers, views and virtual tables that somebody put there.

A dossier has none but the triggers by which a replica notes what changed. One more could change or take away rows at each save.
"""

from __future__ import annotations

import re

from sqlalchemy import text

from expertiseteam.storage.reading import Reader

_ACTS = text(
    "SELECT type, name, tbl_name, sql FROM main.sqlite_master"
    " WHERE type IN ('trigger', 'view') OR sql LIKE 'CREATE VIRTUAL%' ORDER BY type, name"
)
_SEARCH = "search_text"
_NOTES = re.compile(r'CREATE TRIGGER "folder_\w+" (AFTER|BEFORE) \w+ ON "\w+" WHEN \(SELECT recording FROM folder_state\) BEGIN (.*); END')
_NOTED = "INSERT OR IGNORE INTO folder_touched VALUES ("
_KINDS = {"trigger": "trigger", "view": "weergave", "table": "tabel"}


def planted(read: Reader) -> list[str]:
    """Each as people name it (*trigger x bij note*); [] in a sound file, and on a server, where its administrator sees to it."""
    if read.is_on_server:
        return []
    found = []
    for kind, name, table, sql in read.tuples(_ACTS):  # type: ignore[arg-type] # rows as any other
        if (kind == "table" and name == _SEARCH) or (kind == "trigger" and _is_ours(sql)):
            continue
        found.append(f"{_KINDS[kind]} {name}" + (f" bij {table}" if kind == "trigger" else ""))
    return found


def _is_ours(sql: str) -> bool:
    """Whether a trigger only notes which row changed (storage/folder/tables.py)."""
    does = _NOTES.fullmatch(sql)
    return does is not None and does[2].startswith(_NOTED) and ";" not in does[2]
