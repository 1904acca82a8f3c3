"""Rows become records here and nowhere else."""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, select

from expertiseteam.basics.sentences import Refused
from expertiseteam.storage import ready
from expertiseteam.storage.ready import readable

AnySelect = Select[*tuple[Any, ...]]
D = TypeVar("D")
T = TypeVar("T")


class Gone(Refused):
    """What was asked for is not there, or not for this viewer."""

    def __init__(self) -> None:
        super().__init__("Dit gegeven is er niet (meer), of u mag het niet zien. Ga terug naar de lijst en open het opnieuw.")


def select_for(record: type[Any], *tables: type[Any], **named: Any) -> AnySelect:
    """Select one column for each field of the record: the one given by name, else the first table's column of that name.

    Raises TypeError at once when a field has no column, so that a record and its query cannot drift apart.
    Building a statement costs more than running a small one: without named columns it is built once; with them, let the
    function that asks for it be a `functools.cache`.
    """
    return _built(record, tables, named) if named else _of_tables(record, tables)  # type: ignore[arg-type] # a class is hashable


@cache
def _of_tables(record: type[Any], tables: tuple[type[Any], ...]) -> AnySelect:
    return _built(record, tables, {})


def _built(record: type[Any], tables: tuple[type[Any], ...], named: dict[str, Any]) -> AnySelect:
    columns = []
    for field in dataclasses.fields(record):
        found = named.get(field.name)
        if found is None:
            found = next((getattr(t, field.name) for t in tables if field.name in t.__mapper__.columns), None)
        if found is None:
            raise TypeError(f"no column for {record.__name__}.{field.name}")
        columns.append(found.label(field.name))
    return select(*columns).select_from(tables[0])


_IS_REPLICA = "SELECT count(*) FROM main.sqlite_master WHERE name = 'folder_state'"


class Reader:
    """Reads what the viewer may see: his connection shows him no other rows (see `access.circles`).

    `given` are values for the statement's `bindparam`s, so that one statement can be built once and run often.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def is_on_server(self) -> bool:
        """Whether this reads from a server; for storage itself, where the two databases say something otherwise."""
        return self._connection.dialect.name != "sqlite"

    @property
    def is_replica(self) -> bool:
        """Whether this reads one laptop's copy of a dossier in a team folder."""
        return not self.is_on_server and bool(self._connection.exec_driver_sql(_IS_REPLICA).scalar())

    def _run(self, statement: AnySelect, given: dict[str, Any]) -> Any:
        return self._connection.execute(statement, given)

    def all(self, record: type[D], statement: AnySelect, **given: Any) -> list[D]:
        """All rows as records, in the statement's order."""
        found = self._run(statement, given)
        with readable:
            rows = found.all()
        return [record(*row) for row in rows]

    def one(self, record: type[D], statement: AnySelect, **given: Any) -> D:
        """The first row as a record; Refused when there is none that the viewer may see."""
        found = self._run(statement, given)
        with readable:
            row = found.first()
        if row is None:
            raise Gone
        return record(*row)

    def maybe(self, record: type[D], statement: AnySelect, **given: Any) -> D | None:
        """The first row as a record, or None."""
        found = self._run(statement, given)
        with readable:
            row = found.first()
        return None if row is None else record(*row)

    def value(self, statement: Select[T], **given: Any) -> T | None:
        """The first column of the first row, or None."""
        found = self._run(statement, given)
        with readable:
            return found.scalar()  # type: ignore[no-any-return]

    def values(self, statement: Select[T], **given: Any) -> list[T]:
        """The first column of every row."""
        found = self._run(statement, given)
        with readable:
            return list(found.scalars())

    def tuples(self, statement: AnySelect, **given: Any) -> list[tuple[Any, ...]]:
        """Every row as a plain tuple, for counts and look-ups that need no record."""
        found = self._run(statement, given)
        with readable:
            return [tuple(row) for row in found.all()]

    def ready(self, statement: AnySelect, **given: Any) -> list[tuple[Any, ...]]:
        """As `tuples`, for what is asked at every key or every act: a statement that is made once, ready for the driver (`ready.py`)."""
        return ready.rows(self._connection, statement, given)

    def mappings(self, statement: AnySelect) -> list[dict[str, Any]]:
        """Every row as a dictionary, for walks over whole tables (privacy)."""
        found = self._run(statement, {})
        with readable:
            return [dict(row._mapping) for row in found]
