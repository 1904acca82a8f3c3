"""The outbox: what this laptop changed and the team does not have yet. Filled in the transaction of the act itself."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from expertiseteam.basics.ids import new_id
from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.folder.entry import LARGEST, Change, Transaction
from expertiseteam.storage.folder.tables import Shape, Stored, remember, remembered, stored_row

NUMBER = "number"
LOG_TABLES = ("log_chain", "log_line")


@dataclass(frozen=True)
class Own:
    """A change in the outbox. `was`: what the changed columns held before (the whole row, where rows never merge), None for a new row.

    `is_next`: its number was the next one of its series.
    """

    change: Change
    was: Stored | None
    is_next: bool = False

    @property
    def row(self) -> tuple[str, str]:
        """Which row it is."""
        return self.change.table, self.change.id

    @property
    def is_log(self) -> bool:
        """Whether it adds to the log, which goes to the team whatever becomes of the act."""
        return self.change.table in LOG_TABLES and not self.change.base


@dataclass(frozen=True)
class Waiting:
    """A transaction in the outbox."""

    id: str
    at: str
    own: tuple[Own, ...]

    def transaction(self) -> Transaction:
        """As it goes to the team."""
        return Transaction(self.id, self.at, tuple(own.change for own in self.own))

    def said(self) -> str:
        """As it is kept."""
        return json.dumps([self.at, [[*own.change.stored(), own.was, own.is_next] for own in self.own]])


def box(c: Any, shape: Shape, at: str) -> str | None:
    """Make one transaction of all rows that were touched and not boxed yet. Returns its id; None when nothing was really changed.

    Part of the transaction that changed them. A row whose version did not rise with it gets its next version here.
    """
    found: list[Own] = []
    for table, row_id, was in list(remembered(c, "folder_touched")):
        now = stored_row(c, shape, table, row_id)
        if now == was:
            continue
        remember(c, "folder_before", table, row_id, was)
        found.append(_own(c, table, row_id, was, now, whole=not shape.kinds[table].merges))
    c.execute("DELETE FROM folder_touched")
    if not found:
        return None
    waiting = Waiting(new_id(), at, _with_series(c, shape, found))
    said = waiting.said()
    if len(said.encode()) > LARGEST // 2:
        raise Refused("Dit is te veel voor één keer in een teammap. Er is niets bewaard. Doe het in kleinere delen.")
    c.execute("INSERT INTO folder_outbox(id, said) VALUES (?, ?)", (waiting.id, said))
    return waiting.id


def waiting_in(c: Any) -> list[Waiting]:
    """What is in the outbox, in the order in which it was done."""
    return [read_waiting(tx, said) for tx, said in c.execute("SELECT id, said FROM folder_outbox ORDER BY place").fetchall()]


def read_waiting(tx: str, said: str) -> Waiting:
    """A transaction as `Waiting.said` wrote it."""
    at, own = json.loads(said)
    return Waiting(tx, at, tuple(Own(Change(*change), was, is_next) for *change, was, is_next in own))


def _own(c: Any, table: str, row_id: str, was: Stored | None, now: Stored | None, *, whole: bool) -> Own:
    before, after = _version(was), _version(now)
    if now is None:
        return Own(Change(table, row_id, before, None), was)
    if after <= before:
        now["version"] = before + 1
        c.execute(f'UPDATE main."{table}" SET version = ? WHERE id = ?', (before + 1, row_id))
    if was is None:
        return Own(Change(table, row_id, 0, now), None)
    changed = {column: value for column, value in now.items() if was[column] != value}
    return Own(Change(table, row_id, before, changed), was if whole else {column: was[column] for column in changed})


def _version(row: Stored | None) -> int:
    return 0 if row is None else int(row["version"])  # type: ignore[arg-type] # an INTEGER column


def _with_series(c: Any, shape: Shape, found: list[Own]) -> tuple[Own, ...]:
    """Mark new rows whose number is the next of its series: they keep that place in the order of the team, whatever number that is."""
    series: dict[tuple[Any, ...], list[Own]] = defaultdict(list)
    for own in found:
        numbered = shape.kinds[own.change.table].numbered
        if numbered is not None and not own.change.base and own.change.values and own.change.values.get(NUMBER) is not None:
            series[own.change.table, *(own.change.values[column] for column in numbered.within)].append(own)
    following: set[tuple[str, str]] = set()
    for of, members in series.items():
        new = {own.change.id for own in members}
        last = highest(c, shape, of[0], of[1:], without=new)
        for own in sorted(members, key=lambda own: own.change.values[NUMBER]):  # type: ignore[index,arg-type,return-value]
            if own.change.values[NUMBER] == last + 1:  # type: ignore[index]
                last += 1
                following.add(own.row)
    return tuple(Own(own.change, own.was, own.row in following) for own in found)


def highest(c: Any, shape: Shape, table: str, same: tuple[Any, ...], *, without: Iterable[str] = ()) -> int:
    """The highest number of a series, 0 when it has none; not looking at the rows in `without`."""
    numbered = shape.kinds[table].numbered
    where = "".join(f' AND "{column}" IS ?' for column in numbered.within) if numbered else ""
    rows = c.execute(f'SELECT "{NUMBER}", id FROM main."{table}" WHERE "{NUMBER}" IS NOT NULL{where} ORDER BY "{NUMBER}" DESC', same)
    skipped = set(without)
    return next((int(number) for number, row_id in rows if row_id not in skipped), 0)
