"""Crossing a schema fence: the rows get another layout, and what waits on top of them with them (docs/team-folder.md, 7).

What the team agreed on is migrated without the outbox, so that every replica gets the same rows. What it would have become with the outbox
in it is looked at first, and thrown away: from that the outbox knows what stands in the columns that are new.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from expertiseteam.storage.folder.entry import Value
from expertiseteam.storage.folder.outbox import LOG_TABLES, Own, Waiting, box, read_waiting, waiting_in
from expertiseteam.storage.folder.replay import RowId, insert, replay, rewind
from expertiseteam.storage.folder.tables import Kind, Shape, Stored, forget_triggers, note_changes, shape_of, stored_row

Migrate = Callable[[Any, int], None]
"""Brings the tables of a driver's connection to a layout, in the transaction that has begun there."""


def cross(c: Any, kinds: Mapping[str, Kind], to: int, migrate: Migrate, at: str, number: int) -> dict[RowId, None]:
    """Bring a replica to another layout, whose outbox was played on its rows. Part of the transaction that took over the fence.

    `c`: with recording off. Returns the rows that may look different. What does not fit any more is set aside, as after a conflict.
    """
    before = shape_of(c, kinds)
    waiting = waiting_in(c)
    touched = dict.fromkeys(own.row for one in waiting for own in one.own)
    wanted = _looked_ahead(c, before, to, migrate, touched) if waiting else {}
    rewind(c)
    known = _ids(c, before) if waiting else {}
    forget_triggers(c)
    migrate(c, to)
    after = shape_of(c, kinds)
    note_changes(c, after)
    news = _News(c, before, after, wanted)
    c.execute("DELETE FROM folder_outbox")
    if waiting:  # what the migration made of rows that were removed here goes first: it points at them
        _set_right(c, after, dict.fromkeys(row for row in _made(c, known, after) if row not in wanted), at)
    carried = [moved for moved in map(news.carried, waiting) if moved.own]
    for one in carried:
        c.execute("INSERT INTO folder_outbox(id, said) VALUES (?, ?)", (one.id, one.said()))
    for tx, said, clashes in c.execute("SELECT id, said, clashes FROM folder_aside").fetchall():
        news.carry_aside(tx, read_waiting(tx, said), json.loads(clashes))
    played = replay(c, after, carried, set(), at, number)
    refused = {own.row for one in carried if one.id in played.aside for own in one.own}
    _set_right(c, after, {row: want for row, want in wanted.items() if row not in refused}, at)
    return {row: None for row in (*touched, *wanted) if row[0] in after.kinds}


def _looked_ahead(c: Any, before: Shape, to: int, migrate: Migrate, touched: Iterable[RowId]) -> dict[RowId, Stored | None]:
    """What the migration makes of the rows with the outbox in them: of those that it touched, and those that the migration itself makes."""
    c.execute("SAVEPOINT fence")
    try:
        known = _ids(c, before)
        forget_triggers(c)
        migrate(c, to)
        after = shape_of(c, before.all_kinds)
        rows = [*(row for row in touched if row[0] in after.kinds), *_made(c, known, after)]
        return {row: stored_row(c, after, *row) for row in rows}
    finally:
        c.execute("ROLLBACK TO fence")
        c.execute("RELEASE fence")


def _ids(c: Any, shape: Shape) -> dict[str, set[str]]:
    return {table: {row for (row,) in c.execute(f'SELECT id FROM "{table}"')} for table in shape.kinds if table not in LOG_TABLES}


def _made(c: Any, known: Mapping[str, set[str]], after: Shape) -> list[RowId]:
    return [(table, row) for table, ids in _ids(c, after).items() for row in sorted(ids - known.get(table, set()))]


@dataclass(frozen=True)
class _News:
    """What the new layout asks of changes that were made in the one before."""

    c: Any
    before: Shape
    after: Shape
    wanted: Mapping[RowId, Stored | None]

    def carried(self, one: Waiting) -> Waiting:
        """A transaction in the new layout: columns that went are left out, columns that came are filled where a whole row is told."""
        return replace(one, own=tuple(own for own in map(self._own, one.own) if own is not None))

    def carry_aside(self, tx: str, one: Waiting, clashes: list[list[Any]]) -> None:
        """The same for what was set aside, so that its author can still choose."""
        kept = [
            [table, row, {column: both for column, both in fields.items() if column in self.after.columns[table]}]
            for table, row, fields in clashes
            if table in self.after.kinds
        ]
        self.c.execute("UPDATE folder_aside SET said = ?, clashes = ? WHERE id = ?", (self.carried(one).said(), json.dumps(kept), tx))

    def _own(self, own: Own) -> Own | None:
        table, row_id = own.row
        if table not in self.after.kinds:
            return None
        values, was = own.change.values, own.was
        if values is not None:
            values = self._told(own.row, values, whole=not own.change.base)
            if values.keys() <= {"version"}:
                return None
        if was is not None:
            was = self._told(own.row, was, whole=was.keys() >= set(self.before.columns.get(table, ())))
        return replace(own, change=replace(own.change, values=values), was=was)

    def _told(self, row: RowId, values: Mapping[str, Value], *, whole: bool) -> Stored:
        told = {column: value for column, value in values.items() if column in self.after.columns[row[0]]}
        return self._came(row) | told if whole else told

    def _came(self, row: RowId) -> Stored:
        """What stands in the columns that are new, for this row: what the migration put there, or nothing."""
        table = row[0]
        found = stored_row(self.c, self.after, *row) or self.wanted.get(row) or _empty(self.c, table)
        return {column: found[column] for column in self.after.columns[table] if column not in self.before.columns.get(table, ())}


def _empty(c: Any, table: str) -> Stored:
    nothing: dict[str, Value] = {"TEXT": "", "INTEGER": 0, "BLOB": {"hex": ""}}
    found = c.execute(f'PRAGMA table_info("{table}")').fetchall()
    return {name: nothing[kind] if needed else None for _, name, kind, needed, *_ in found}


def _set_right(c: Any, shape: Shape, wanted: Mapping[RowId, Stored | None], at: str) -> None:
    """Where the migration makes something else of what waits than its changes say, one more transaction says so."""
    c.execute("UPDATE folder_state SET recording = 1")
    for row, want in wanted.items():
        now = stored_row(c, shape, *row)
        if _said(now) == _said(want):
            continue
        if now is not None:
            c.execute(f'DELETE FROM "{row[0]}" WHERE id = ?', (row[1],))
        if want is not None:
            insert(c, row[0], want)
    box(c, shape, at)
    c.execute("UPDATE folder_state SET recording = 0")


def _said(row: Stored | None) -> Stored | None:
    return None if row is None else {column: value for column, value in row.items() if column != "version"}
