"""What clashed with a colleague's work in the team folder: shown with both texts, and done again as its author chooses.

Nothing that was typed is gone: the whole of it was set aside (docs/team-folder.md, 6). What did not clash in it is done again in any case.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, MetaData, String, Table, bindparam, select
from sqlalchemy.dialects import sqlite

from expertiseteam.access.who import EVERYONE
from expertiseteam.access.work import Work, act, query
from expertiseteam.access.workspace import Workspace
from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import full_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.sharing.records import Clashed, Clashing
from expertiseteam.storage.folder.outbox import Own, read_waiting
from expertiseteam.storage.folder.tables import to_held
from expertiseteam.storage.reading import Gone, Reader
from expertiseteam.storage.rows import Row

_ASIDE = Table("folder_aside", MetaData(), Column("id", String), Column("at", String), Column("said", String), Column("clashes", String))
_ALL = select(_ASIDE.c.id, _ASIDE.c.at, _ASIDE.c.said, _ASIDE.c.clashes).order_by(_ASIDE.c.at)
_ONE = _ALL.where(_ASIDE.c.id == bindparam("of"))
_DIALECT = sqlite.dialect()
NOT_TOLD = frozenset({"id", "version", "circle_id", "number", "year", "code", "place_key", "search_text"})
_NOT_TYPED = frozenset({"minutes", "minutes_part"})  # made of what stands elsewhere


@query(by=EVERYONE)
def my_clashes(read: Reader) -> list[Clashed]:
    """What was done on this laptop and clashed, oldest first. Texts of a row that the member may not see (any more) stay out."""
    found = []
    for tx, at, said, clashes in read.tuples(_ALL):
        own = {one.row: one for one in read_waiting(tx, said).own if not one.is_log}
        both: list[Clashing] = []
        lost: list[str] = []
        about: Row | None = None
        for table, row_id, fields in json.loads(clashes):
            kind = _kind(table)
            seen = _seen(read, kind, row_id)
            about = about or seen
            for column, (mine, theirs) in fields.items():
                if seen is not None and column not in NOT_TOLD:
                    both.append(Clashing(table, row_id, column, _words(read, kind, column, mine), _words(read, kind, column, theirs)))
            if not fields and (table, row_id) in own and table not in _NOT_TYPED:
                lost += _told(read, kind, own[table, row_id])
        if own:
            found.append(Clashed(tx, datetime.fromisoformat(at), *_about(about), tuple(both), tuple(lost)))
    return found


@act("botsing met een collega opgelost", by=EVERYONE)
def settle_clash(work: Work, clash_id: str, mine: frozenset[str]) -> None:
    """Do again what was set aside. `mine`: the keys of the texts (`Clashing.key`) in which the own one stays.

    What cannot be done again, because what it is about is gone, is left out: it was shown to its author. Refused when it was settled.
    """
    stored = work.tuples(_ONE, of=clash_id)
    if not stored:
        raise Refused("Deze botsing is al opgelost. Er is niets gewijzigd.")
    _, _, said, clashes = stored[0]
    whole = {(table, row_id) for table, row_id, fields in json.loads(clashes) if not fields}
    for own in read_waiting(clash_id, said).own:
        if not own.is_log and own.row not in whole:
            _again(work, own, mine)


def choose(workspace: Workspace, clash_id: str, mine: frozenset[str]) -> None:
    """Settle a clash, and forget it. Broken off in between it is asked once more, and choosing the same changes nothing."""
    workspace.do(settle_clash, clash_id, mine)
    replica = workspace.replica
    if replica is not None:
        replica.chosen(clash_id)


def _again(work: Work, own: Own, mine: frozenset[str]) -> None:
    kind, values = _kind(own.change.table), own.change.values
    if not own.change.base:
        if values is not None and not work.unseen(kind, kind.id == own.change.id) and _points_at_rows(work, kind, values):
            work.add(_made(work, kind, own))
        return
    row = _seen(work, kind, own.change.id)
    if row is None or values is None or own.was is None:
        return
    new = {}
    for column, value in values.items():
        if column == "version":
            continue
        is_as_it_was = getattr(row, column) == _python(kind, column, own.was[column])
        if is_as_it_was or f"{own.change.table}:{own.change.id}:{column}" in mine:
            new[column] = _python(kind, column, value)
    if new:
        work.edit(kind, row, **new)


def _made(work: Work, kind: type[Row], own: Own) -> Row:
    values = {column: _python(kind, column, value) for column, value in (own.change.values or {}).items() if column != "version"}
    if own.is_next and kind.numbered is not None:
        values["number"] = work.next_number(kind, **{column: values[column] for column in kind.numbered.within})
        if kind.numbered.code:
            values["code"] = kind.numbered.code_of(**values)
    return kind(**values)


def _points_at_rows(work: Work, kind: type[Row], values: Any) -> bool:
    for key in kind.__table__.foreign_keys:
        value, parent = values.get(key.parent.name), _kind(key.column.table.name)
        if value is not None and not work.unseen(parent, parent.id == value):
            return False
    return True


def _seen(read: Reader, kind: type[Row], row_id: str) -> Row | None:
    if isinstance(read, Work):
        try:
            return read.get(kind, row_id)
        except Gone:
            return None
    found = read.mappings(select(kind.__table__).where(kind.__table__.c.id == row_id))
    if not found:
        return None
    row = kind(**{name: value for name, value in found[0].items() if name != "version"})
    row.version = found[0]["version"]
    return row


def _kind(table: str) -> type[Row]:
    return next(mapper.class_ for mapper in Row.registry.mappers if mapper.class_.__tablename__ == table)


def _python(kind: type[Row], column: str, value: Any) -> Any:
    """What an entry says, as the program has it."""
    process = kind.__table__.c[column].type.dialect_impl(_DIALECT).result_processor(_DIALECT, None)
    held = to_held(value)
    return held if process is None else process(held)


def _about(row: Row | None) -> tuple[str, str]:
    """What people call the row: its code, and its name."""
    name = next((words for column in ("label", "title", "name") if (words := getattr(row, column, ""))), "")
    return str(getattr(row, "code", "")), str(name)


def _told(read: Reader, kind: type[Row], own: Own) -> Iterator[str]:
    for column, value in (own.change.values or {}).items():
        if column not in NOT_TOLD and isinstance(value, str) and value and kind.__table__.c[column].type.python_type is str:
            if not kind.__table__.c[column].foreign_keys and not column.endswith("_id"):
                yield value


def _words(read: Reader, kind: type[Row], column: str, value: Any) -> str:
    """A value as people read it."""
    found = _python(kind, column, value)
    match found:
        case None:
            return ""
        case bool():
            return "ja" if found else "nee"
        case bytes():
            return "een verzegelde tekst"
        case StrEnum():
            return found.value
        case datetime():
            return full_date(local_day(found))
        case date():
            return full_date(found)
    for key in kind.__table__.c[column].foreign_keys:
        other = _kind(key.column.table.name)
        return " ".join(part for part in _about(_seen(read, other, found)) if part) or "een ander"
    return str(found)
