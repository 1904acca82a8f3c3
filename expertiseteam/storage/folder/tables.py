"""What a replica has beside the rows of the dossier: where it is in the log, its outbox, and triggers that note every row that changes.

Whatever statement changes a row of a shared table, the row as it was before is noted in the same transaction; so nothing that happens to a
replica can stay out of the outbox, not even what another version of this program does to it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from expertiseteam.storage.folder.entry import Claim, Position, Value
from expertiseteam.storage.rows import Closed, Mention, Numbered, Row

FORMAT = 1
Stored = dict[str, Value]
_TABLES = (
    "folder_state(only INTEGER PRIMARY KEY CHECK (only = 1), format INTEGER NOT NULL, recording INTEGER NOT NULL, dossier TEXT NOT NULL,"
    " number INTEGER NOT NULL, hash BLOB NOT NULL, keys INTEGER NOT NULL, schema INTEGER NOT NULL)",
    "folder_entry(number INTEGER PRIMARY KEY, raw BLOB NOT NULL)",
    "folder_touched(tab TEXT NOT NULL, id TEXT NOT NULL, was TEXT, UNIQUE (tab, id))",
    "folder_before(tab TEXT NOT NULL, id TEXT NOT NULL, was TEXT, UNIQUE (tab, id))",
    "folder_outbox(place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, said TEXT NOT NULL)",
    "folder_done(id TEXT PRIMARY KEY, number INTEGER NOT NULL)",
    "folder_claim(entry INTEGER PRIMARY KEY, at TEXT NOT NULL, by TEXT NOT NULL, alone INTEGER NOT NULL, number INTEGER NOT NULL,"
    " name TEXT NOT NULL, digest TEXT NOT NULL, file TEXT NOT NULL)",
    "folder_destroyed(number INTEGER PRIMARY KEY, at TEXT NOT NULL)",
    "folder_aside(id TEXT PRIMARY KEY, at TEXT NOT NULL, number INTEGER NOT NULL, said TEXT NOT NULL, clashes TEXT NOT NULL)",
)
OURS = frozenset(sql.split("(")[0] for sql in _TABLES)
TOLD = frozenset({"folder_state", "folder_done", "folder_claim", "folder_destroyed"})  # follows from the entries, goes with a snapshot
_DERIVED = frozenset({"log_head", "alembic_version"})
_CONFIRMED = (
    "SELECT number, name, digest, file FROM folder_claim GROUP BY number, name, digest, file"
    " HAVING count(DISTINCT by) > 1 OR (min(alone) AND count(*) > 1) ORDER BY number DESC LIMIT 1"
)


@dataclass(frozen=True)
class Kind:
    """What the folder has to know of a shared table beyond its columns. See the promises in `storage.rows.Row`."""

    name: str
    searched: tuple[str, ...] = ()
    merges: bool = True
    numbered: Numbered | None = None
    destroys: bool = False
    mentions: tuple[Mention, ...] = ()
    closed_by: Closed | None = None
    yields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    once_per: tuple[str, ...] = ()

    def gives_way(self, column: str, mine: object) -> bool:
        """Whether what the team has stays where both changed this column, and nobody is asked."""
        return column in self.yields and (not self.yields[column] or mine in self.yields[column])


@dataclass(frozen=True)
class Shape:
    """The shared tables as they stand in one file: columns, references to other tables, and references from them.

    `kinds`: those that this file has; one of an older layout has fewer than the program knows (`all_kinds`).
    """

    kinds: Mapping[str, Kind]
    all_kinds: Mapping[str, Kind]
    columns: Mapping[str, tuple[str, ...]]
    points_to: Mapping[str, Mapping[str, str]]
    pointed_at: Mapping[str, tuple[tuple[str, str], ...]]


def shared_kinds() -> dict[str, Kind]:
    """The tables of this program whose rows the team shares."""
    kinds = (mapper.class_ for mapper in Row.registry.mappers if mapper.class_.shared)
    return {
        k.__tablename__: Kind(
            k.__tablename__,
            k.searched,
            k.merges,
            k.numbered,
            k.destroys,
            k.mentions,
            closed_by=k.closed_by,
            yields=k.yields,
            once_per=k.once_per,
        )
        for k in kinds
    }


def shape_of(c: Any, kinds: Mapping[str, Kind]) -> Shape:
    """Look at the tables in a file."""
    all_kinds, there = kinds, {name for (name,) in c.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    kinds = {name: kind for name, kind in all_kinds.items() if name in there}
    columns = {name: tuple(row[1] for row in c.execute(f'PRAGMA main.table_info("{name}")')) for name in kinds}
    points_to: dict[str, dict[str, str]] = {}
    pointed_at: dict[str, list[tuple[str, str]]] = {}
    for name in kinds:
        for _, _, parent, column, *_ in c.execute(f'PRAGMA main.foreign_key_list("{name}")').fetchall():  # always to the other row's id
            points_to.setdefault(name, {})[column] = parent
            pointed_at.setdefault(parent, []).append((name, column))
    return Shape(kinds, all_kinds, columns, points_to, {parent: tuple(found) for parent, found in pointed_at.items()})


def make_replica(c: Any, kinds: Mapping[str, Kind], dossier_id: str, position: Position) -> None:
    """Let a dossier file be a replica from now on. `position`: what its rows are the state of."""
    for sql in _TABLES:
        c.execute(f"CREATE TABLE {sql} STRICT")
    row = (FORMAT, dossier_id, position.number, position.hash, position.keys, position.schema)
    c.execute("INSERT INTO folder_state VALUES (1, ?1, 1, ?2, ?3, ?4, ?5, ?6)", row)
    note_changes(c, shape_of(c, kinds))


def forget_triggers(c: Any) -> None:
    """Note nothing, until `note_changes`: a migration makes tables anew, under names that triggers would follow."""
    for (name,) in c.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'folder\\_%' ESCAPE '\\'").fetchall():
        c.execute(f'DROP TRIGGER "{name}"')


def note_changes(c: Any, shape: Shape) -> None:
    """Make the triggers; again after the tables got other columns."""
    for name in shape.kinds:
        was = "json_object(" + ", ".join(f"'{column}', {_json(column)}" for column in shape.columns[name]) + ")"
        for when, event, row_id, before in (
            ("AFTER", "INSERT", "NEW.id", "NULL"),
            ("BEFORE", "UPDATE", "OLD.id", was),
            ("BEFORE", "DELETE", "OLD.id", was),
        ):
            trigger = f"folder_{event.lower()}_{name}"
            c.execute(f'DROP TRIGGER IF EXISTS "{trigger}"')
            c.execute(
                f'CREATE TRIGGER "{trigger}" {when} {event} ON "{name}" WHEN (SELECT recording FROM folder_state)'
                f" BEGIN INSERT OR IGNORE INTO folder_touched VALUES ('{name}', {row_id}, {before}); END"
            )


def confirmed(c: Any) -> Claim | None:
    """The newest snapshot that two members vouch for; a member alone, twice."""
    row = c.execute(_CONFIRMED).fetchone()
    return None if row is None else Claim(*row)


def owes_snapshot(c: Any) -> bool:
    """Whether something was destroyed that no snapshot without it was proposed for yet."""
    asked = "SELECT 1 FROM folder_destroyed WHERE number > (SELECT coalesce(max(number), 0) FROM folder_claim) LIMIT 1"
    return c.execute(asked).fetchone() is not None


def private_tables(c: Any, kinds: Mapping[str, Kind]) -> list[str]:
    """The tables that stay on this computer, such as drafts."""
    names = [name for (name,) in c.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    known = kinds.keys() | OURS | _DERIVED
    return [name for name in names if name not in known and not name.startswith(("sqlite_", "search_"))]


def is_replica(c: Any) -> bool:
    """Whether a file belongs to a team folder."""
    return c.execute("SELECT 1 FROM sqlite_master WHERE name = 'folder_state'").fetchone() is not None


def position_of(c: Any) -> Position:
    """How far a replica is."""
    return Position(*c.execute("SELECT number, hash, keys, schema FROM folder_state").fetchone())


def move(c: Any, position: Position) -> None:
    """A replica is this far now."""
    row = (position.number, position.hash, position.keys, position.schema)
    c.execute("UPDATE folder_state SET number = ?, hash = ?, keys = ?, schema = ?", row)


def stored_row(c: Any, shape: Shape, table: str, row_id: str) -> Stored | None:
    """A row as an entry would say it; None when there is none. The row itself, never what a viewer's view makes of it."""
    found = c.execute(f'SELECT * FROM main."{table}" WHERE id = ?', (row_id,)).fetchone()
    return None if found is None else dict(zip(shape.columns[table], map(to_value, found), strict=True))


def to_value(held: Any) -> Value:
    """What the file holds, as an entry says it."""
    if isinstance(held, float):
        raise TypeError("no place for fractions")
    return {"hex": held.hex()} if isinstance(held, bytes) else held


def to_held(value: Value) -> Any:
    """What an entry says, as the file holds it."""
    return bytes.fromhex(value["hex"]) if isinstance(value, Mapping) else value


def remember(c: Any, where: str, table: str, row_id: str, was: Stored | None) -> None:
    """Note a row as it was, unless that was noted already."""
    c.execute(f"INSERT OR IGNORE INTO {where} VALUES (?, ?, ?)", (table, row_id, None if was is None else json.dumps(was)))


def remembered(c: Any, where: str) -> Iterable[tuple[str, str, Stored | None]]:
    """The rows that were noted, in that order."""
    for table, row_id, was in c.execute(f"SELECT tab, id, was FROM {where} ORDER BY rowid").fetchall():
        yield table, row_id, None if was is None else json.loads(was)


def _json(column: str) -> str:
    old = f'OLD."{column}"'
    return f"CASE typeof({old}) WHEN 'blob' THEN json_object('hex', lower(hex({old}))) ELSE json_quote({old}) END"
