"""The one write path: rows are added, edited and removed here, so every change is known: for conflicts, log, search and team."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Protocol, TypeVar, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    Delete,
    FromClause,
    Insert,
    Select,
    Table,
    Update,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from expertiseteam.basics.sentences import Conflict, Refused
from expertiseteam.basics.text import writable
from expertiseteam.storage import ready, search
from expertiseteam.storage.reading import AnySelect, Gone, Reader
from expertiseteam.storage.ready import readable
from expertiseteam.storage.rows import Row

R = TypeVar("R", bound=Row)
# Names resolve to the viewer's views; without this, to the tables. `{None: None}` would mean *main* on SQLite and leak.
SEEN: dict[str, Any] = {"schema_translate_map": {}}
UNWRITABLE = (
    "In de tekst staat een teken dat niet te lezen of te bewaren is, zoals een stuurteken uit een ander programma. Er is niets bewaard. "
    "Typ de tekst over, of plak hem eerst in een gewoon tekstprogramma."
)


class Shown(Protocol):
    """A record (or row) as the form showed it."""

    @property
    def id(self) -> str: ...
    @property
    def version(self) -> int: ...


@dataclass(frozen=True)
class RowChange:
    """One row's change as the team folder will carry it. `base` 0: new; `values` None: removed. `is_quiet`: it says what it said before."""

    table: str
    id: str
    base: int
    circle: str | None
    values: dict[str, Any] | None
    is_quiet: bool = False


class Unit(Reader):
    """One transaction in progress. Statements run in the order in which an act asks for them."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._changes: dict[tuple[str, str], RowChange] = {}
        self._rows: dict[tuple[str, str], Row] = {}

    def _run(self, statement: AnySelect, given: dict[str, Any]) -> Any:
        return self._connection.execute(statement, given, execution_options=SEEN)

    def add(self, row: R) -> R:
        """Insert a new row; its version becomes 1."""
        self._write(row, 0, {c.key: getattr(row, c.key) for c in row.__table__.columns} | {"version": 1})
        row.version = 1
        return row

    def append(self, kind: type[Row], values: dict[str, Any]) -> None:
        """As `add`, for a row that nobody looks at in this unit: no object is made of it. `values` names every column but the version."""
        table: Table = kind.__table__  # type: ignore[assignment]
        new = values | {"version": 1}
        ready.write(self._connection, _added(table), new)
        self._changes[table.name, new["id"]] = RowChange(table.name, new["id"], 0, None, new)

    def get(self, kind: type[R], id: str) -> R:
        """The row as it is now, to look at: changing it changes nothing (see `edit`). Refused when it may not be seen."""
        answer = self._run(_row(kind.__table__), {"row": id}).mappings()
        with readable:
            found = answer.first()
        if found is None:
            raise Gone
        row = kind.__mapper__.class_manager.new_instance()  # its constructor costs more than the statement, and checks nothing
        row.__dict__.update(found)
        return cast("R", row)

    def edit(self, kind: type[R], shown: Shown, /, **new: Any) -> R:
        """Change these fields of the row that was shown as `shown`; a colleague's change of the same fields is a Conflict.

        A form sends every field: what it left as it was shown is no change, and what a colleague made of that stays. Columns that the
        table calls `stated` (how something ended) are always meant. Fields that the shown record does not have cannot be compared: a
        colleague's change in between then is a Conflict too.
        """
        row = self.get(kind, shown.id)
        if row.version != shown.version:
            missing = object()
            mine = {f for f, v in new.items() if f in kind.stated or getattr(shown, f, missing) != v}
            differs = {f: (v, getattr(row, f)) for f, v in new.items() if getattr(row, f) not in (getattr(shown, f, missing), v)}
            left = {f: both for f, both in differs.items() if f not in mine}
            if len(left) < len(differs):
                raise Conflict({f: both for f, both in differs.items() if f in mine}, left=left)
            new = {f: v for f, v in new.items() if f in mine}
        changed = {f: v for f, v in new.items() if getattr(row, f) != v}
        if not changed:
            return row
        before = {f: getattr(row, f) for f in changed if f in kind.remembers}
        for field, value in changed.items():
            setattr(row, field, value)
        self._write(row, row.version, changed | {"version": row.version + 1})
        row.version += 1
        for field, value in before.items():
            self.remember(row, field, value, changed[field])
        return row

    def remember(self, row: Row, field: str, before: Any, after: Any) -> None:
        """Keep what stood in a field that its table remembers. Who and when is known above (`access/work.py`)."""

    def remove(self, row: Row) -> None:
        """Delete a row that `get` gave."""
        self._write(row, row.version, None)

    def unseen(self, kind: type[R], *conditions: ColumnElement[bool]) -> list[R]:
        """The rows of a table also where this viewer may not see them: to seal them again, never to show them."""
        found = []
        for values in self._connection.execute(select(kind.__table__).where(*conditions)).mappings().all():
            row = kind(**{k: v for k, v in values.items() if k != "version"})
            row.version = values["version"]
            found.append(row)
        return found

    def rewrite(self, row: Row, **new: Any) -> None:
        """Change fields of a row that `unseen` gave, where that changes nothing of what it says."""
        key = (str(row.__tablename__), row.id)
        was_told = key in self._changes and not self._changes[key].is_quiet
        self._write(row, row.version, new | {"version": row.version + 1})
        self._changes[key] = replace(self._changes[key], is_quiet=not was_told)
        for field, value in new.items():
            setattr(row, field, value)
        row.version += 1

    def sweep_search(self) -> None:
        """Let the search index hold no word that no row has any more. Slow on a large dossier: only for what must leave nothing behind."""
        search.sweep(self._connection)

    def next_number(self, kind: type[Row], /, column: str = "number", **same: Any) -> int:
        """The next free number of a series, counted over all rows, also those that this viewer may not see."""
        return int(self._connection.execute(_highest(kind.__table__, column, tuple(same)), same).scalar() or 0) + 1

    def changes(self) -> list[RowChange]:
        """What this unit changed so far, one entry per row."""
        return list(self._changes.values())

    def written(self) -> list[tuple[RowChange, Row]]:
        """As `changes`, each with the whole row as it now is (as it was, when it is removed)."""
        return [(self._changes[key], row) for key, row in self._rows.items()]

    def _write(self, row: Row, base: int, values: dict[str, Any] | None) -> None:
        if any(type(value) is str and writable(value) != value for value in (values or {}).values()):
            raise Refused(UNWRITABLE)
        table: Table = row.__table__  # type: ignore[assignment]
        if base and values is not None and row.fixed:
            raise TypeError(f"a row of {table.name} never changes")
        if base:
            change = _removed(table) if values is None else _changed(table)
            if self._connection.execute(change, {"row": row.id, "base": base, **(values or {})}).rowcount != 1:
                raise Conflict({})
        else:
            self._connection.execute(_added(table), values)
        if row.searched and (values is None or not base or any(c in values for c in (*row.searched, "circle_id"))):
            search.put(self._connection, row, known=base > 0, gone=values is None)
        key = (table.name, row.id)
        earlier = self._changes.get(key)
        if earlier:  # written twice in one unit: one change
            base, values = earlier.base, values and {**(earlier.values or {}), **values}
        self._rows[key] = row
        self._changes[key] = RowChange(*key, base, getattr(row, "circle_id", None), values)


# Building a statement and working out its cache key costs more than running it: each is made once per table.


@cache
def _row(table: FromClause) -> AnySelect:
    return select(table).where(table.c.id == bindparam("row"))


@cache
def _highest(table: FromClause, column: str, same: tuple[str, ...]) -> Select[int]:
    return select(func.max(table.c[column])).where(*(table.c[name] == bindparam(name) for name in same))


@cache
def _added(table: Table) -> Insert:
    return insert(table)


@cache
def _changed(table: Table) -> Update:
    return update(table).where(table.c.id == bindparam("row"), table.c.version == bindparam("base"))


@cache
def _removed(table: Table) -> Delete:
    return delete(table).where(table.c.id == bindparam("row"), table.c.version == bindparam("base"))
