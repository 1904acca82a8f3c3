"""Statements that are made ready for the driver once: for the two that every line of the log needs, whatever it is about.

SQLAlchemy looks up and fills in a statement at every execution, which costs three times what SQLite needs to run so small a one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, CursorResult, Dialect, Insert, Update

Convert = Callable[[Any], Any] | None
_MOST = 64  # statements, each for the names of its values and the database that it goes to


def execute(connection: Connection, statement: Insert | Update, values: Mapping[str, Any]) -> CursorResult[Any]:
    """As `connection.execute`, for a statement that is made once and whose every parameter is in `values`."""
    options = connection.get_execution_options()
    sql, wanted, is_positional = _ready(statement, connection.dialect, tuple(values), options.get("schema_translate_map", {}).get(None))
    given = [(name, convert(values[name]) if convert else values[name]) for name, convert in wanted]
    return connection.exec_driver_sql(sql, tuple(value for _, value in given) if is_positional else dict(given))


@lru_cache(maxsize=_MOST)
def _ready(
    statement: Insert | Update, dialect: Dialect, names: tuple[str, ...], schema: str | None
) -> tuple[str, list[tuple[str, Convert]], bool]:
    """The words for the driver; the names of the values in order, with what turns each into what is stored; whether they go by place."""
    where: Any = {"schema_translate_map": {None: schema}, "render_schema_translate": True} if schema else {}
    made = statement.compile(dialect=dialect, column_keys=list(names), **where)
    order = made.positiontup if made.positiontup is not None else list(made.binds)
    types = {name: made.binds[name].type.dialect_impl(dialect) for name in order}
    return made.string, [(name, types[name].bind_processor(dialect)) for name in order], made.positiontup is not None
