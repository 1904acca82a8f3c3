"""Statements that are made ready for the driver once: what every key and every act asks, and the line of the log that each of these writes.

SQLAlchemy looks up, fills in and wraps a statement at every execution, which costs more than SQLite needs to run a small one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Insert, Select, Update

from expertiseteam.basics.sentences import Refused

AnySelect = Select[*tuple[Any, ...]]
Convert = Callable[[Any], Any] | None
_MOST = 64  # statements, each for the names of its values and the database that it goes to
UNREADABLE = (
    "In het dossier staat iets dat dit programma niet kent, dus dit onderdeel is niet te tonen. Wat bewaard is, staat er nog. "
    "Laat het dossier nakijken met ‘expertiseteam check’, of werk het programma bij."
)


class _Readable:
    """What stands in a row and no act of this program wrote, told in a sentence: an unknown word, a day that cannot be, no JSON.

    Only around making values of what was fetched: the same errors anywhere else are faults of the program, and are told as such.
    """

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if kind is not None and issubclass(kind, LookupError | ValueError):
            raise Refused(UNREADABLE) from error


readable = _Readable()


@dataclass(frozen=True)
class _Ready:
    """`sql` as the driver wants it. `wanted`: each parameter in order, with what makes it what is stored and its value when none is given.

    `read`: for each column what turns what is stored into a value.
    """

    sql: str
    wanted: tuple[tuple[str, Convert, Any], ...]
    is_positional: bool
    read: tuple[tuple[int, Callable[[Any], Any]], ...] = ()

    def given(self, values: Mapping[str, Any]) -> Any:
        """The parameters for the driver."""
        made = []
        for name, convert, fixed in self.wanted:
            value = values.get(name, fixed)
            made.append(convert(value) if convert else value)
        return tuple(made) if self.is_positional else dict(zip((name for name, _, _ in self.wanted), made, strict=True))

    def as_read(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        """A row as the program knows it, from how it is stored."""
        made = list(row)
        for place, read in self.read:
            made[place] = read(made[place])
        return tuple(made)


def write(connection: Connection, statement: Insert | Update, values: Mapping[str, Any]) -> int:
    """Execute a statement that is made once and whose every parameter is in `values`. Returns the number of rows that it wrote."""
    schema = connection.get_execution_options().get("schema_translate_map", {}).get(None)
    ready = _ready(statement, connection.dialect, tuple(values), schema)
    if connection.dialect.name != "sqlite":
        return connection.exec_driver_sql(ready.sql, ready.given(values)).rowcount
    with _executed(connection, ready.sql, ready.given(values)) as cursor:
        return int(cursor.rowcount)


def rows(connection: Connection, statement: AnySelect, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Every row of a statement that is made once, as a plain tuple. Its names resolve to the viewer's views, also while writing."""
    if connection.dialect.name != "sqlite":
        answer = connection.execute(statement, values, execution_options={"schema_translate_map": {}})
        with readable:
            return [tuple(row) for row in answer]
    ready = _ready(statement, connection.dialect, (), None)
    with _executed(connection, ready.sql, ready.given(values)) as cursor:
        found: list[tuple[Any, ...]] = cursor.fetchall()
    if not ready.read:
        return found
    with readable:
        return [ready.as_read(row) for row in found]


def run(connection: Connection, sql: str) -> list[tuple[Any, ...]]:
    """What a statement without parameters answers, on a file."""
    with _executed(connection, sql, ()) as cursor:
        return list(cursor.fetchall())


@contextmanager
def _executed(connection: Connection, sql: str, parameters: Any) -> Iterator[Any]:
    """In a file a statement goes to the driver past SQLAlchemy, which would take three times as long as the answer.

    Who listens on what is executed, such as who keeps writing and reading apart (store.py), hears of it as of any other.
    """
    cursor = connection.connection.driver_connection.cursor()  # type: ignore[union-attr] # it is open
    try:
        for tell in connection.dispatch.before_cursor_execute:
            sql, parameters = tell(connection, cursor, sql, parameters, None, False)
        cursor.execute(sql, parameters)
        yield cursor
    finally:
        cursor.close()


@lru_cache(maxsize=_MOST)
def _ready(statement: Any, dialect: Dialect, names: tuple[str, ...], schema: str | None) -> _Ready:
    where: Any = {"schema_translate_map": {None: schema}, "render_schema_translate": True} if schema else {}
    if isinstance(statement, Select):
        columns = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in statement.selected_columns]
    else:
        where, columns = where | {"column_keys": list(names)}, []
    made = statement.compile(dialect=dialect, **where)
    order = made.positiontup if made.positiontup is not None else list(made.binds)
    kinds = {name: made.binds[name].type.dialect_impl(dialect) for name in order}
    return _Ready(
        made.string,
        tuple((name, kinds[name].bind_processor(dialect), made.binds[name].value) for name in order),
        made.positiontup is not None,
        tuple((place, read) for place, read in enumerate(columns) if read),
    )
