"""Rows, backwards and forwards: take the outbox off, apply what the team did, put the outbox on again (docs/team-folder.md, 5 and 6)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from expertiseteam.basics.text import fold
from expertiseteam.storage import search
from expertiseteam.storage.folder.entry import Change, Transaction, Value
from expertiseteam.storage.folder.outbox import NUMBER, Own, Waiting, highest
from expertiseteam.storage.folder.tables import Shape, Stored, remember, remembered, stored_row, to_held
from expertiseteam.storage.folder.twins import Twins, one_with_team
from expertiseteam.storage.rows import Closed, Mention

RowId = tuple[str, str]
Given = dict[tuple[str, Value], Value]  # table and code of before -> the code that the order of the team gave
# As plain words for the driver; made once.
_FORGET, _ENTER, _SAY = tuple(map(str, search.FORGET)), str(search.ENTER), str(search.SAY)


class Misfit(Exception):
    """A transaction that does not fit on the rows as they are."""


@dataclass(frozen=True)
class Clash:
    """Why a transaction was set aside. `fields`: column -> (mine, theirs); empty when it is about the row as a whole."""

    table: str
    id: str
    fields: dict[str, tuple[Value, Value]]


class _Clashes(Exception):
    def __init__(self, *clashes: Clash) -> None:
        self.clashes = clashes


@dataclass
class Played:
    """What came of a replay: rows that may be other than before, and transactions that were set aside, by id."""

    rows: dict[RowId, None] = field(default_factory=dict)
    aside: dict[str, tuple[Clash, ...]] = field(default_factory=dict)


def rewind(c: Any) -> dict[RowId, None]:
    """Put every row that the outbox changed back as the team has it. Returns which, in the order in which they were changed."""
    before = list(remembered(c, "folder_before"))
    for table, row_id, _ in before:
        c.execute(f'DELETE FROM "{table}" WHERE id = ?', (row_id,))
    for table, _, was in before:
        if was is not None:
            insert(c, table, was)
    c.execute("DELETE FROM folder_before")
    return dict.fromkeys((table, row_id) for table, row_id, _ in before)


def apply(c: Any, shape: Shape, transaction: Transaction) -> None:
    """Do what a transaction says. Misfit when it is not based on the rows as they are; the caller takes back what was done until then."""
    try:
        for change in transaction.changes:
            _apply(c, shape, change)
    except sqlcipher.IntegrityError as error:
        raise Misfit(str(error)) from None
    for change in transaction.changes:
        _check_references(c, shape, change)


def replay(c: Any, shape: Shape, waiting: list[Waiting], others: set[RowId], at: str, number: int) -> Played:
    """Put the outbox on the rows again. `others`: rows that are not as it left them. What clashes goes to `folder_aside`."""
    played, moved, given, twins = Played(), set(others), Given(), Twins()
    for boxed in waiting:
        one = one_with_team(c, shape, boxed, moved, twins)
        try:
            with _savepoint(c):
                fitted = _fitted(c, shape, one, moved, given)
                _remember(c, shape, fitted)
                apply(c, shape, fitted.transaction())
        except _Clashes as found:
            played.aside[one.id] = found.clashes
        except Misfit:
            played.aside[one.id] = tuple(Clash(*own.row, {}) for own in one.own if not own.is_log)
        else:
            _keep(c, boxed, fitted, moved)
            played.rows |= dict.fromkeys(own.row for own in fitted.own)
            continue
        clashes = [[clash.table, clash.id, clash.fields] for clash in played.aside[one.id]]
        c.execute("INSERT INTO folder_aside VALUES (?, ?, ?, ?, ?)", (one.id, at, number, one.said(), json.dumps(clashes)))
        moved |= {own.row for own in one.own}
        log_only = replace(one, own=tuple(own for own in one.own if own.is_log))
        try:
            with _savepoint(c):
                _remember(c, shape, log_only)
                apply(c, shape, log_only.transaction())
        except Misfit:  # this laptop was put back from a copy: the team knows these lines of its log with other words
            log_only = replace(one, own=())
        _keep(c, boxed, log_only, set())
        moved -= {own.row for own in log_only.own}
        played.rows |= dict.fromkeys(own.row for own in one.own)
    return played


def derive_again(c: Any, shape: Shape, rows: Iterable[RowId]) -> None:
    """Bring in step what follows from rows, in their order: the search index (newest last), and the heads of the log."""
    devices: set[str] = set()
    for table, row_id in rows:
        row = stored_row(c, shape, table, row_id) if shape.kinds[table].searched or table == "log_line" else None
        if shape.kinds[table].searched:
            _search(c, shape, table, row_id, row)
        if table == "log_line" and row is not None:
            devices.add(str(row["device"]))
    derive_heads(c, devices)


def derive_heads(c: Any, devices: Iterable[str]) -> None:
    """Let the heads of these chains of the log say what their last lines are."""
    for device in devices:
        c.execute("DELETE FROM log_head WHERE device = ?", (device,))
        c.execute(
            "INSERT INTO log_head(device, number, hash) SELECT device, number, hash FROM log_line WHERE device = ?"
            " ORDER BY number DESC LIMIT 1",
            (device,),
        )


def _apply(c: Any, shape: Shape, change: Change) -> None:
    columns = shape.columns.get(change.table, ())
    if change.values is not None and not (set(change.values) <= set(columns) if change.base else set(change.values) == set(columns)):
        raise Misfit("columns")
    if not columns:
        raise Misfit("table")
    where = f'"{change.table}" WHERE id = ? AND version = ?'
    if not change.base:
        insert(c, change.table, dict(change.values or {}))
    elif change.values is None:
        if c.execute(f"DELETE FROM {where}", (change.id, change.base)).rowcount != 1:
            raise Misfit("base")
    else:
        sets = ", ".join(f'"{column}" = ?' for column in change.values)
        held = (*map(to_held, change.values.values()), change.id, change.base)
        if c.execute(f'UPDATE "{change.table}" SET {sets} WHERE id = ? AND version = ?', held).rowcount != 1:
            raise Misfit("base")


def insert(c: Any, table: str, values: Stored) -> None:
    """Put a row in a table, as an entry says it."""
    names, marks = ", ".join(f'"{column}"' for column in values), ", ".join("?" * len(values))
    c.execute(f'INSERT INTO "{table}"({names}) VALUES ({marks})', tuple(map(to_held, values.values())))


def _check_references(c: Any, shape: Shape, change: Change) -> None:
    if change.values is None:
        for child, column in shape.pointed_at.get(change.table, ()):
            if c.execute(f'SELECT 1 FROM "{child}" WHERE "{column}" = ? LIMIT 1', (change.id,)).fetchone():
                raise Misfit("pointed at")
        return
    for column, parent in shape.points_to.get(change.table, {}).items():
        value = change.values.get(column)
        if value is not None and not c.execute(f'SELECT 1 FROM "{parent}" WHERE id = ?', (to_held(value),)).fetchone():
            raise Misfit("points at nothing")


def _fitted(c: Any, shape: Shape, waiting: Waiting, moved: set[RowId], given: Given) -> Waiting:
    """The transaction as it is on the rows of now. _Clashes names every row where that cannot be."""
    if _is_closed(c, shape, waiting, moved):
        raise _Clashes(*(Clash(*own.row, {}) for own in waiting.own if not own.is_log))
    for own, numbered in zip(waiting.own, _numbered(c, shape, list(waiting.own)), strict=True):
        was, code = ((one.change.values or {}).get("code") for one in (own, numbered))
        if was and was != code:
            given[own.change.table, was] = code
    if given:
        waiting = replace(waiting, own=tuple(_following(shape.kinds[own.change.table].mentions, own, given) for own in waiting.own))
    fitted: list[Own] = []
    clashes: list[Clash] = []
    for own in waiting.own:
        try:
            changed = _rebased(c, shape, own) if own.row in moved else own
        except _Clashes as found:
            clashes += found.clashes
            continue
        if changed is not None:
            fitted.append(changed)
    if clashes:
        raise _Clashes(*clashes)
    return replace(waiting, own=tuple(_numbered(c, shape, fitted)))


def _is_closed(c: Any, shape: Shape, waiting: Waiting, moved: set[RowId]) -> bool:
    """Whether it changes what a colleague closed meanwhile (`Row.closed_by`), or closes what a colleague changed meanwhile."""
    for own in waiting.own:
        change, closed = own.change, shape.kinds[own.change.table].closed_by
        if change.values is None or closed is None:
            continue
        is_new, (column, value) = not change.base, closed.but
        if (is_new and change.values.get(column) != value) or not closed.parts.isdisjoint(change.values):
            row = change.values if is_new else stored_row(c, shape, *own.row)
            about = to_held(row[closed.column]) if row else None
            if c.execute(f'SELECT 1 FROM "{closed.table}" WHERE "{closed.column}" = ?', (about,)).fetchone():
                return True
            if change.table == closed.table and _changed_below(c, shape, closed, about, moved):
                return True
    return False


def _changed_below(c: Any, shape: Shape, closed: Closed, about: Value, moved: set[RowId]) -> bool:
    """Whether a colleague changed a row that is closed by a row about this."""
    for table, row_id in moved:
        kind = shape.kinds.get(table)
        if kind is not None and kind.closed_by is not None and kind.closed_by.table == closed.table:
            row = stored_row(c, shape, table, row_id)
            if row is not None and to_held(row[kind.closed_by.column]) == about:
                return True
    return False


def _rebased(c: Any, shape: Shape, own: Own) -> Own | None:
    """The change on the row as it is now; None when there is nothing left to do."""
    change = own.change
    now = stored_row(c, shape, change.table, change.id)
    if not change.base or own.was is None:
        if now is None:
            return own
        if _is_the_same(shape, change, now):
            return None
        raise _Clashes(Clash(change.table, change.id, {}))
    if now is None:
        if change.values is None:
            return None
        raise _Clashes(Clash(change.table, change.id, {}))
    if change.values is None:
        if now != own.was:
            raise _Clashes(Clash(change.table, change.id, {}))
        return own
    kind = shape.kinds[change.table]
    if not kind.merges:
        if now != own.was:  # the version alone does not tell: two laptops may both have made a version 2
            raise _Clashes(Clash(change.table, change.id, _told(change, now, list(change.values))))
        return own
    both = [
        column
        for column, mine in change.values.items()
        if column != "version" and now[column] != own.was[column] and (now[column] != mine or isinstance(mine, dict))
    ]
    if clashing := [column for column in both if not kind.gives_way(column, change.values[column])]:
        raise _Clashes(Clash(change.table, change.id, _told(change, now, clashing)))
    version: Any = now["version"]
    left_alone = {"version", *both}
    values = {column: value for column, value in change.values.items() if column not in left_alone and now[column] != value}
    if not values:
        return None
    was = {column: now[column] for column in values} | {"version": version}
    return Own(Change(change.table, change.id, version, values | {"version": version + 1}), was)


def _is_the_same(shape: Shape, change: Change, now: Stored) -> bool:
    """Whether a colleague made this new row too, with the same in it but for what gives way."""
    kind, mine = shape.kinds[change.table], change.values or {}
    other = [column for column, value in now.items() if column not in mine or mine[column] != value or isinstance(value, dict)]
    return all(kind.gives_way(column, mine.get(column)) for column in other)


def _told(change: Change, now: Stored, columns: list[str]) -> dict[str, tuple[Value, Value]]:
    return {column: ((change.values or {}).get(column), now[column]) for column in columns if column != "version"}


def _following(mentions: tuple[Mention, ...], own: Own, given: Given) -> Own:
    """The change with the codes of now where the program wrote those of rows that got another."""

    def followed(values: Mapping[str, Value] | None) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for one in mentions:
            said, words = (values or {}).get(one.column), one.words.format("")
            if isinstance(said, str) and said.startswith(words) and (code := given.get((one.table, said[len(words) :]))):
                found[one.column] = f"{words}{code}"
        return found

    new, old = followed(own.change.values), followed(own.was)
    if not new and not old:
        return own
    values = None if own.change.values is None else {**own.change.values, **new}
    return replace(own, change=replace(own.change, values=values), was=None if own.was is None else {**own.was, **old})


def _numbered(c: Any, shape: Shape, found: list[Own]) -> Iterator[Own]:
    """New rows with the numbers that are theirs in the order of the team."""
    given: dict[tuple[Any, ...], int] = {}
    for own in found:
        numbered, values = shape.kinds[own.change.table].numbered, own.change.values
        if numbered is None or own.change.base or values is None or values.get(NUMBER) is None:
            yield own
            continue
        of = (own.change.table, *(to_held(values[column]) for column in numbered.within))
        last = given.get(of, highest(c, shape, own.change.table, of[1:]))
        if own.is_next:
            values = {**values, NUMBER: last + 1}
            if numbered.code:
                values["code"] = numbered.code_of(**values)
            own = replace(own, change=replace(own.change, values=values))
        given[of] = max(last, int(values[NUMBER]))  # type: ignore[arg-type] # an INTEGER column
        yield own


def _remember(c: Any, shape: Shape, waiting: Waiting) -> None:
    for own in waiting.own:
        remember(c, "folder_before", *own.row, stored_row(c, shape, *own.row))


def _keep(c: Any, before: Waiting, after: Waiting, moved: set[RowId]) -> None:
    """Keep a transaction as it is now; rows that it left otherwise than it once did are no longer what later ones were based on."""
    if after == before:
        return
    if after.own:
        c.execute("UPDATE folder_outbox SET said = ? WHERE id = ?", (after.said(), before.id))
    else:
        c.execute("DELETE FROM folder_outbox WHERE id = ?", (before.id,))
    same = {own.row for own in after.own if own in before.own}
    moved |= {own.row for own in before.own} - same


@contextmanager
def _savepoint(c: Any) -> Iterator[None]:
    c.execute("SAVEPOINT one")
    try:
        yield
    except BaseException:
        c.execute("ROLLBACK TO one")
        raise
    finally:
        c.execute("RELEASE one")


def _search(c: Any, shape: Shape, table: str, row_id: str, row: Stored | None) -> None:
    said = None if row is None else search.said_of(row[column] for column in shape.kinds[table].searched)
    circle = None if row is None else row.get("circle_id")
    known = c.execute("SELECT said, circle_id FROM search_entry WHERE row_id = ?", (row_id,)).fetchone()
    if known == (None if said is None else (said, circle)):
        return
    if known:
        for forget in _FORGET:
            c.execute(forget, {"id": row_id})
    if said is not None:
        n = c.execute(_ENTER, {"kind": table, "id": row_id, "circle": circle, "said": said}).fetchone()[0]
        c.execute(_SAY, {"n": n, "said": fold(said)})
