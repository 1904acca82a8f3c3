"""A laptop's whole copy of a dossier: the team's rows after entry n, with its own outbox on top."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.faults import sentence_for
from expertiseteam.storage.file import NEW_KEY, SCHEMA, connect, connect_to_fill
from expertiseteam.storage.folder.entry import BadEntry, Claim, Entry, Fault, Position
from expertiseteam.storage.folder.fence import Migrate, cross
from expertiseteam.storage.folder.outbox import Waiting, box, waiting_in
from expertiseteam.storage.folder.replay import Clash, Misfit, RowId, apply, derive_again, derive_heads, replay, rewind
from expertiseteam.storage.folder.tables import (
    OURS,
    TOLD,
    Kind,
    Shape,
    confirmed,
    is_replica,
    make_replica,
    move,
    owes_snapshot,
    position_of,
    private_tables,
    remembered,
    shape_of,
    to_value,
)
from expertiseteam.storage.migrate import migrate_within
from expertiseteam.storage.places import LOCKED, NEWER_MEANWHILE
from expertiseteam.vault.encoding import canonical
from expertiseteam.vault.parsing import written_moment

_UNSHARED_DEVICES = "SELECT DISTINCT device FROM log_line WHERE id IN (SELECT id FROM folder_before WHERE tab = 'log_line' AND was IS NULL)"


@dataclass(frozen=True)
class Taken:
    """What a laptop took over. `rows`: those that may look different now; `aside`: own transactions that clashed."""

    entries: int
    rows: frozenset[RowId]
    aside: int
    refused: BadEntry | None


@dataclass(frozen=True)
class Aside:
    """A transaction of this laptop that clashed with what a colleague did, kept until somebody chose."""

    id: str
    at: str
    number: int
    clashes: tuple[Clash, ...]


class Replica:
    """The file of one member on one computer. Every function is one transaction; what it says was done is on disk."""

    def __init__(self, path: Path, key: bytes, kinds: Mapping[str, Kind], migrate: Migrate = migrate_within) -> None:
        self.path, self._key, self.kinds, self._migrate = path, key, kinds, migrate

    def twin(self, path: Path, key: bytes) -> Replica:
        """Another replica of the same dossier and program, in a file of its own."""
        return Replica(path, key, self.kinds, self._migrate)

    def close(self) -> None:
        """Forget the key. Who is still busy with it is refused at the next step."""
        self._key = b""

    def begin(self, dossier_id: str, position: Position) -> None:
        """Let this dossier file be a replica, with its rows as the team's. Refused when it is one already."""
        with self.writing() as c:
            if is_replica(c):
                raise Refused("Dit dossier staat al in een teammap. Er is niets gewijzigd.")
            make_replica(c, self.kinds, dossier_id, position)

    def is_begun(self) -> bool:
        """Whether this dossier file is a replica already."""
        with self.reading() as c:
            return is_replica(c)

    def fold(self) -> None:
        """Let all of it stand in the file itself, so that it can be moved. Nobody else may have it open."""
        with self.reading() as c:
            c.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def position(self) -> Position:
        """The last entry that was taken over."""
        with self.reading() as c:
            return position_of(c)

    def outbox(self) -> tuple[Position, list[Waiting]]:
        """How far it is, and what waits on top of that: both as of one moment, whatever another window does."""
        with self.reading() as c:
            c.execute("BEGIN")
            return position_of(c), waiting_in(c)

    def waiting(self) -> list[Waiting]:
        """What was done here and the team does not have yet, oldest first."""
        with self.reading() as c:
            return waiting_in(c)

    def provisional(self) -> set[RowId]:
        """The rows that were made here and that the team does not have yet: their numbers may change."""
        with self.reading() as c:
            return {(table, row_id) for table, row_id, was in remembered(c, "folder_before") if was is None}

    def aside(self) -> list[Aside]:
        """What clashed, oldest first."""
        with self.reading() as c:
            found = c.execute("SELECT id, at, number, clashes FROM folder_aside ORDER BY rowid").fetchall()
        return [
            Aside(
                tx, at, number, tuple(Clash(table, row, {f: (a, b) for f, (a, b) in both.items()}) for table, row, both in json.loads(said))
            )
            for tx, at, number, said in found
        ]

    def chosen(self, transaction_id: str) -> None:
        """Somebody chose between the texts: forget this clash."""
        with self.writing() as c:
            c.execute("DELETE FROM folder_aside WHERE id = ?", (transaction_id,))

    def kept(self, number: int) -> bytes | None:
        """The bytes of an entry that was taken over; None when they were dropped."""
        with self.reading() as c:
            row = c.execute("SELECT raw FROM folder_entry WHERE number = ?", (number,)).fetchone()
            return None if row is None else bytes(row[0])

    def first_kept(self) -> int:
        """The lowest number whose bytes are here; one more than the head when none are."""
        with self.reading() as c:
            row = c.execute("SELECT min(number) FROM folder_entry").fetchone()
            return int(row[0]) if row[0] is not None else position_of(c).number + 1

    def confirmed(self) -> Claim | None:
        """The newest snapshot that two members vouch for."""
        with self.reading() as c:
            return confirmed(c)

    def owes_snapshot(self) -> bool:
        """Whether something was destroyed here that still stands in entries, and nobody proposed a snapshot without it."""
        with self.reading() as c:
            return owes_snapshot(c)

    def claims(self) -> list[tuple[str, Claim]]:
        """Every word about a snapshot with who gave it, in their order."""
        with self.reading() as c:
            found = c.execute("SELECT by, number, name, digest, file FROM folder_claim ORDER BY entry").fetchall()
        return [(by, Claim(*claim)) for by, *claim in found]

    def pour(self, target: Path, key: bytes) -> tuple[Position, str]:
        """Make a file with the team's rows and nothing of this laptop: no outbox, no drafts, no page that held them.

        Returns how far it is, and the digest of its rows.
        """
        with _told(), closing(self._connected()) as source, closing(connect_to_fill(target, key)) as filled:
            source.backup(filled)
        with _told(), closing(connect(target, key)) as c:
            c.execute("PRAGMA foreign_keys = OFF")
            c.execute("BEGIN IMMEDIATE")
            c.execute("UPDATE folder_state SET recording = 0")
            shape = shape_of(c, self.kinds)
            devices = [device for (device,) in c.execute(_UNSHARED_DEVICES).fetchall()]
            derive_again(c, shape, rewind(c))
            derive_heads(c, devices)
            for table in (*(OURS - TOLD), *private_tables(c, self.kinds)):
                c.execute(f'DELETE FROM "{table}"')
            c.execute("UPDATE folder_state SET recording = 1")
            c.execute("COMMIT")
            c.execute("VACUUM")
            result = position_of(c), digest_of(c, shape)
            c.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            c.execute("PRAGMA journal_mode = DELETE").fetchall()
            return result

    def cross(self, schema: int, when: datetime) -> None:
        """Bring this file to another layout by itself, its outbox too: to try that, and for a replica that only lends its outbox."""
        with self.writing() as c:
            at, here = written_moment(when), position_of(c)
            shape = shape_of(c, self.kinds)
            box(c, shape, at)
            c.execute("UPDATE folder_state SET recording = 0")
            rows = self._crossed(c, schema, at)
            move(c, replace(here, schema=schema))
            derive_again(c, shape_of(c, self.kinds), rows)
            c.execute("UPDATE folder_state SET recording = 1")

    def carry_over(self, old: Replica, when: datetime) -> int:
        """Take over what only this laptop has from its replica of before: outbox, clashes, drafts. Returns how many clashed now."""
        at = written_moment(when)
        if old.position().schema < (schema := self.position().schema):
            old.cross(schema, when)
        with old.writing() as c:
            box(c, shape_of(c, self.kinds), at)
        with old.reading() as before, self.writing() as c:
            shape = shape_of(c, self.kinds)
            c.execute("UPDATE folder_state SET recording = 0")
            for table in (*private_tables(before, self.kinds), "folder_aside"):
                for row in before.execute(f'SELECT * FROM "{table}"').fetchall():
                    c.execute(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(row))})', row)
            known = {tx for (tx,) in c.execute("SELECT id FROM folder_done")}
            waiting = [one for one in waiting_in(before) if one.id not in known]
            for one in waiting:
                c.execute("INSERT INTO folder_outbox(id, said) VALUES (?, ?)", (one.id, one.said()))
            others = {own.row for one in waiting for own in one.own}
            played = replay(c, shape, waiting, others, at, position_of(c).number)
            derive_again(c, shape, played.rows)
            c.execute("UPDATE folder_state SET recording = 1")
        return len(played.aside)

    def take_in(self, entries: Sequence[Entry], when: datetime) -> Taken:
        """Take over entries that follow on what is here, up to the first that does not fit, and play the outbox on top of them.

        One transaction up to each schema fence, which ends with the tables in the new layout.
        """
        taken = Taken(0, frozenset(), 0, None)
        for run in _up_to_fences(entries, self.position().schema):
            more = self._take_in(run, when)
            taken = Taken(taken.entries + more.entries, taken.rows | more.rows, taken.aside + more.aside, more.refused)
            if more.refused is not None:
                break
        return taken

    def _take_in(self, entries: Sequence[Entry], when: datetime) -> Taken:
        with self.writing() as c:
            shape, schema = shape_of(c, self.kinds), position_of(c).schema
            at = written_moment(when)
            box(c, shape, at)  # what another program did here
            c.execute("UPDATE folder_state SET recording = 0")
            touched = rewind(c)
            waiting = {one.id: one for one in waiting_in(c)}
            others, done, refused = self._applied(c, shape, entries, waiting)
            left = waiting_in(c)
            played = replay(c, shape, left, others, at, position_of(c).number)
            rows = touched | dict.fromkeys(others) | done | played.rows
            if (now := position_of(c).schema) != schema:
                rows |= self._crossed(c, now, at)
                shape = shape_of(c, self.kinds)
            derive_again(c, shape, (row for row in rows if row[0] in shape.kinds))
            c.execute("UPDATE folder_state SET recording = 1")
            taken = position_of(c).number - (entries[0].position.number - 1 if entries else position_of(c).number)
            # When only own work came back nothing looks different, but for numbers that stand now.
            shown = rows if others or played.aside else (row for row in done if self.kinds[row[0]].numbered)
        return Taken(taken, frozenset(shown), len(played.aside), refused)

    def digest(self) -> str:
        """The digest of the team's rows after the last entry, without the outbox (docs/team-folder.md, 4)."""
        with self.writing(undo=True) as c:
            rewind(c)
            return digest_of(c, shape_of(c, self.kinds))

    def _applied(
        self, c: Any, shape: Shape, entries: Sequence[Entry], waiting: Mapping[str, Waiting]
    ) -> tuple[set[RowId], dict[RowId, None], BadEntry | None]:
        """Apply entries one by one. Returns the rows that are not as the outbox left them, those that are, and what was refused."""
        others: set[RowId] = set()
        done: dict[RowId, None] = {}
        for entry in entries:
            here, number = position_of(c), entry.position.number
            if number <= here.number:
                continue  # another window was first
            c.execute("SAVEPOINT entry")
            try:
                if number != here.number + 1:
                    raise BadEntry(number, Fault.ELSEWHERE)
                self._apply(c, shape, entry)
            except BadEntry as refused:
                c.execute("ROLLBACK TO entry")
                c.execute("RELEASE entry")
                return others, done, refused
            c.execute("RELEASE entry")
            for transaction in entry.transactions:
                mine = waiting.get(transaction.id)
                rows = dict.fromkeys((change.table, change.id) for change in transaction.changes)
                done |= rows
                if mine is None or mine.transaction() != transaction:
                    others |= set(rows)
                    others |= {own.row for own in mine.own} if mine else set()
        return others, done, None

    def _crossed(self, c: Any, schema: int, at: str) -> dict[RowId, None]:
        return cross(c, self.kinds, schema, self._migrate, at, position_of(c).number)

    @staticmethod
    def _apply(c: Any, shape: Shape, entry: Entry) -> None:
        number = entry.position.number
        for transaction in entry.transactions:
            if c.execute("SELECT 1 FROM folder_done WHERE id = ?", (transaction.id,)).fetchone():
                raise BadEntry(number, Fault.MALFORMED)
            try:
                apply(c, shape, transaction)
            except Misfit:
                raise BadEntry(number, Fault.MISFIT) from None
            c.execute("INSERT INTO folder_done VALUES (?, ?)", (transaction.id, number))
            if any(change.values is None and shape.kinds[change.table].destroys for change in transaction.changes):
                c.execute("INSERT OR IGNORE INTO folder_destroyed VALUES (?, ?)", (number, transaction.at))
            c.execute("DELETE FROM folder_outbox WHERE id = ?", (transaction.id,))
        c.execute("INSERT INTO folder_entry VALUES (?, ?)", (number, entry.raw))
        move(c, entry.position)
        if entry.claim is not None:
            said = (number, entry.at, entry.by, entry.is_alone, entry.claim.number, entry.claim.name, entry.claim.digest, entry.claim.file)
            c.execute("INSERT INTO folder_claim VALUES (?, ?, ?, ?, ?, ?, ?, ?)", said)
            certain = confirmed(c)
            if certain is not None:  # nobody needs the entries before it any more, and some have to be forgotten
                c.execute("DELETE FROM folder_entry WHERE number <= ?", (certain.number,))

    @contextmanager
    def reading(self) -> Iterator[Any]:
        """The driver's connection to this file."""
        with _told(), closing(self._connected()) as c:
            yield c

    def _connected(self) -> Any:
        if not self._key:
            raise Refused(LOCKED)
        return connect(self.path, self._key)

    @contextmanager
    def writing(self, *, undo: bool = False) -> Iterator[Any]:
        """One transaction. Without the check of references while it lasts: they are looked at change by change."""
        with _told(), closing(self._connected()) as c:
            c.execute("PRAGMA foreign_keys = OFF")
            c.execute("BEGIN IMMEDIATE")
            try:
                layout = c.execute("PRAGMA user_version").fetchone()[0]
                if layout < 0 or layout > SCHEMA:  # being written anew under another key (storage/rekey.py); or a newer program was here
                    raise Refused(NEW_KEY if layout < 0 else NEWER_MEANWHILE)
                if undo:
                    c.execute("UPDATE folder_state SET recording = 0")
                yield c
                c.execute("ROLLBACK" if undo else "COMMIT")
            except BaseException:
                if c.in_transaction:
                    c.execute("ROLLBACK")
                raise


def _up_to_fences(entries: Sequence[Entry], schema: int) -> Iterator[Sequence[Entry]]:
    """The entries in runs of which only the last raises the schema; one empty run when there are none."""
    begun = 0
    for place, entry in enumerate(entries, 1):
        if entry.position.schema > schema:
            yield entries[begun:place]
            begun, schema = place, entry.position.schema
    if begun < len(entries) or not entries:
        yield entries[begun:]


def digest_of(c: Any, shape: Shape) -> str:
    """SHA-256 over every shared row (docs/team-folder.md, 4)."""
    total = hashlib.sha256()
    for table in sorted(shape.kinds):
        columns = sorted(shape.columns[table])
        named = ", ".join(f'"{column}"' for column in columns)
        for row in c.execute(f'SELECT {named} FROM "{table}" ORDER BY id'):
            total.update(canonical([table, [[column, to_value(held)] for column, held in zip(columns, row, strict=True)]]) + b"\n")
    return total.hexdigest()


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except sqlcipher.Error as error:
        sentence = sentence_for(error)
        if sentence is None:
            raise
        raise Refused(sentence) from None
