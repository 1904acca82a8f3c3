"""What two laptops made apart and can be there only once: it is the row that the team has already (docs/team-folder.md, 6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from expertiseteam.storage.folder.entry import Value
from expertiseteam.storage.folder.outbox import Own, Waiting
from expertiseteam.storage.folder.tables import Kind, Shape, to_held

Twins = dict[tuple[str, str], str]  # a row of the outbox -> the id of the row of the team that is the same


def one_with_team(c: Any, shape: Shape, waiting: Waiting, moved: set[tuple[str, str]], twins: Twins) -> Waiting:
    """The transaction with the team's row wherever it made that one again (`Row.once_per`); what it did with its own it does with that.

    `twins` is known to later transactions too. Such rows of the team are `moved`: the transaction did not know them.
    """
    for own in waiting.own:
        twin = _twin(c, shape.kinds[own.change.table], own)
        if twin is not None:
            twins[own.row] = twin
            moved.add((own.change.table, twin))
    if not twins:
        return waiting
    return replace(waiting, own=tuple(_about(shape, own, twins) for own in waiting.own if own.change.base or own.row not in twins))


def _twin(c: Any, kind: Kind, own: Own) -> str | None:
    """The row of the team that says the same as a new one."""
    values = own.change.values
    if not kind.once_per or own.change.base or values is None or not values.keys() >= set(kind.once_per):  # an older layout has fewer
        return None
    same = " AND ".join(f'"{column}" IS ?' for column in kind.once_per)
    held = [to_held(values[column]) for column in kind.once_per]
    found = c.execute(f'SELECT id FROM main."{kind.name}" WHERE {same} AND id <> ? ORDER BY id LIMIT 1', (*held, own.change.id)).fetchone()
    return None if found is None else str(found[0])


def _about(shape: Shape, own: Own, twins: Twins) -> Own:
    """A change with the ids of the team's rows, also where it points to them."""
    table = own.change.table
    parents = {"id": table, **shape.points_to.get(table, {})}

    def told(values: Mapping[str, Value] | None) -> dict[str, Value] | None:
        if values is None:
            return None
        return {name: twins.get((parents[name], str(value)), value) if name in parents else value for name, value in values.items()}

    values, was = told(own.change.values), told(own.was)
    changed = replace(own.change, id=twins.get(own.row, own.change.id), values=values)
    return own if (changed, was) == (own.change, own.was) else replace(own, change=changed, was=was)
