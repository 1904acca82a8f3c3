"""Looks back on what everybody did, from the outside: was anything lost, doubled, or overwritten by somebody who had not seen it?"""

from __future__ import annotations

from typing import Any

from expertiseteam.storage.folder.entry import Position, Transaction, beginning, read_entry
from tests.storage.folder.lab import DOSSIER, SCHEMA, Lab, Laptop, keys

Row = tuple[str, str]


def in_order(lab: Lab) -> list[tuple[str, Transaction]]:
    """Every transaction in the folder with who published it, read with nothing but the keys."""
    found = []
    ring = keys().ring("femke")
    at: Position = beginning(DOSSIER, ring.founding, SCHEMA)
    for path in lab.log():
        entry = read_entry(path.read_bytes(), at, ring, newest_schema=SCHEMA)
        at = entry.position
        found += [(entry.by, transaction) for transaction in entry.transactions]
    return found


def wrongs(lab: Lab) -> list[str]:
    """Everything that is wrong, in words; [] when all is well. For a lab that has settled."""
    published = in_order(lab)
    ids = [transaction.id for _, transaction in published]
    found = [f"twice: {one}" for one in set(ids) if ids.count(one) > 1]
    by_id = {transaction.id: transaction for _, transaction in published}
    for laptop in lab:
        aside = {one.id for one in laptop.replica.aside()}
        for one in laptop.done:
            if one not in by_id and one not in aside:
                found.append(f"lost: {one} of {laptop.name}")
            elif one in by_id and one not in aside:
                found += not_as_done(laptop, one, by_id[one])
    found += overwritten(lab, [transaction for _, transaction in published])
    if len({laptop.replica.digest() for laptop in lab}) != 1:
        found.append("the laptops hold different rows")
    for laptop in lab:
        numbers = [number for (number,) in laptop.ask('SELECT number FROM "case" WHERE year = 2026 ORDER BY number')]
        if len(set(numbers)) != len(numbers):
            found.append(f"numbers twice: {numbers}")
        if laptop.ask("PRAGMA foreign_key_check"):
            found.append("a reference to nothing")
    return found


def not_as_done(laptop: Laptop, one: str, transaction: Transaction) -> list[str]:
    """What an act wrote in a field has to be in the entry, unless the field held it already when it came in."""
    said = {(change.table, change.id, column): value for change in transaction.changes for column, value in (change.values or {}).items()}
    wrote = laptop.wrote.get(one, {})
    return [f"changed on the way: {field} in {one} of {laptop.name}" for field, value in wrote.items() if said.get(field, value) != value]


def overwritten(lab: Lab, published: list[Transaction]) -> list[str]:
    """Lost updates: an act that changed a field which, in the order of the team, was not what its member saw when he did it."""
    found = []
    now: dict[tuple[str, str, str], Any] = {}
    seen = {one: saw for laptop in lab for one, saw in laptop.saw.items()}
    for transaction in published:
        for change in transaction.changes:
            for column, value in (change.values or {}).items():
                field = (change.table, change.id, column)
                saw = seen.get(transaction.id, {})
                if change.base and field in saw and now.get(field, saw[field]) not in (saw[field], value):
                    found.append(f"lost update: {now[field]!r} became {value!r} by somebody who saw {saw[field]!r}")
                if column not in ("version", "number"):
                    now[field] = value
    return found
