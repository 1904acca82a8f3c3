"""What PostgreSQL says otherwise than SQLite, so that the same statements give the same rows in the same order.

Text compares and sorts letter by letter (collation "C"), as SQLite does, whatever language the database was made in. An empty field stands
before every value, as in SQLite. Whole numbers have 64 bits.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Column, Engine, Enum, Integer, String, Text, create_engine
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGCompiler_psycopg, PGDialect_psycopg
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.elements import Label, UnaryExpression
from sqlalchemy.sql.operators import asc_op, desc_op, nulls_first_op, nulls_last_op

TABLES = "main"  # the schema of the tables; the same word as in a file, so that the rules of access are the same text


class _Compiler(PGCompiler_psycopg):
    def order_by_clause(self, select: Any, **kw: Any) -> str:
        """As in SQLite: empty first going up, last going down. PostgreSQL's own order is the other way round."""
        ordered = [self._in_order(clause, **kw) for clause in select._order_by_clauses]  # noqa: SLF001 (what the overridden method reads)
        return f" ORDER BY {', '.join(ordered)}" if ordered else ""

    def _in_order(self, clause: Any, **kw: Any) -> str:
        said = str(self.process(clause, **kw))
        modifier = clause.modifier if isinstance(clause, UnaryExpression) else None
        if modifier in (nulls_first_op, nulls_last_op) or not _may_be_empty(clause):
            return said
        return f"{said} NULLS {'LAST' if modifier is desc_op else 'FIRST'}"


def _may_be_empty(clause: Any) -> bool:
    while isinstance(clause, Label) or (isinstance(clause, UnaryExpression) and clause.modifier in (asc_op, desc_op)):
        clause = clause.element
    return not isinstance(clause, Column) or bool(clause.nullable)


class Dialect(PGDialect_psycopg):
    """PostgreSQL through psycopg 3, ordering as SQLite does."""

    statement_compiler = _Compiler
    supports_statement_cache = True


registry.register("postgresql.expertiseteam", __name__, Dialect.__name__)


def make_engine(connect: Callable[[], Any], **pool: Any) -> Engine:
    """An engine over connections that `connect` makes; they begin and end their transactions by statements of their own (autocommit)."""
    return create_engine("postgresql+expertiseteam://", creator=connect, hide_parameters=True, use_native_hstore=False, **pool)


@compiles(String, "postgresql")
@compiles(Text, "postgresql")
@compiles(Enum, "postgresql")
def _text(_type: Any, _compiler: Any, **kw: Any) -> str:
    return 'TEXT COLLATE "C"' if "type_expression" in kw else "TEXT"  # a column; else a cast, which takes the column's order


@compiles(Integer, "postgresql")
def _integer(_type: Any, _compiler: Any, **_kw: Any) -> str:
    return "BIGINT"
