"""The one writer of the log: each line a link in the chain of this member's device, signed, in the transaction that it is about."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, String, bindparam, select, type_coerce

from expertiseteam.access import log_checker
from expertiseteam.access.log_checker import BEFORE_CHAINS, RESTORED, Chain, Finding, Log, Tamper, chain_start, first_previous, line_hash
from expertiseteam.access.log_rows import bindings
from expertiseteam.access.tables import LogChain, LogKind, LogLine, Member
from expertiseteam.access.witness import Witness
from expertiseteam.access.work import Work
from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import full_date
from expertiseteam.basics.ids import new_id
from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.heads import Head, begin_head, head_of, heads, move_head
from expertiseteam.storage.reading import AnySelect, Reader

KnownKeys = Mapping[str, Collection[str]]  # every public key that each member ever had, as the key file proves them
_SHORT = 32  # characters of another chain's hash in `seen`
_UNDER_US = (
    "Het dossier is vervangen door een ouder exemplaar terwijl u erin werkte. Er is niets bewaard. Sluit het programma, kijk wie het "
    "dossier terugzette, en open het opnieuw."
)


@dataclass(frozen=True)
class Signer:
    """Who signs the lines: the dossier, the public key (base64), and what signs with the private one."""

    dossier_id: str
    key: str
    sign: Callable[[bytes], bytes]


@dataclass(frozen=True)
class Own:
    """The chain that this workspace writes, as far as it is on disk."""

    device: str
    secret: bytes
    head: Head


class LogBook:
    """Writes one member's lines on one computer and looks whether all chains are whole. Thread-safe."""

    def __init__(
        self,
        member_id: str,
        signer: Signer,
        witness: Witness,
        keys: Callable[[], KnownKeys],
        most_apart: Callable[[Connection], timedelta],
    ) -> None:
        self._me, self._signer, self.witness, self._keys, self._most_apart = member_id, signer, witness, keys, most_apart
        self._own: Own | None = None
        self._lock = threading.Lock()

    def go_on(self, signer: Signer) -> None:
        """The dossier was opened anew under this workspace, perhaps with other keys of this member."""
        with self._lock:
            self._signer, self._own = signer, None

    def write(self, connection: Connection, work: Work, kind: LogKind, what: str, about: set[str], *, why: str) -> Own:
        """Add the line of this unit of work. What it returns goes to `committed` when the transaction is on disk, and else nowhere."""
        own, seen = (self._own, "") if self._own and not work.is_restored else self._begin(connection, work)
        line: dict[str, Any] = {
            "device": own.device, "at": moment_text(work.now), "member": self._me, "kind": kind.name, "what": what,
            "about": " ".join(sorted(about)), "why": why, "rows": bindings(work.written(), own.secret), "seen": seen,
        }  # fmt: skip
        known = own.head
        while True:
            line |= {"number": own.head[0] + 1, "previous": own.head[1].hex()}
            head = (own.head[0] + 1, bytes.fromhex(line_hash(line)))
            if move_head(connection, own.device, own.head, head):
                break
            now = head_of(connection, own.device)  # another window of this member was first
            if now is None or now[0] <= known[0]:
                raise Refused(_UNDER_US)
            own = replace(own, head=now)
        signed = {"previous": own.head[1], "hash": head[1], "signature": self._signer.sign(head[1])}
        told = {name: line[name] for name in ("device", "number", "what", "about", "why", "rows", "seen")}
        work.append(LogLine, {"id": new_id(), "at": work.now, "member_id": self._me, "kind": kind, **told, **signed})
        return replace(own, head=head)

    def stands(self, connection: Connection, written: Own) -> bool:
        """Whether the line of a transaction is in the dossier: then all of that transaction is."""
        line = select(LogLine.id).where(LogLine.device == written.device, LogLine.hash == written.head[1])
        return connection.execute(line).first() is not None

    def committed(self, written: Own, at: datetime) -> None:
        """The transaction of this line, written at this moment, is on disk."""
        with self._lock:
            if self._own is None or self._own.device != written.device or self._own.head[0] < written.head[0]:
                self._own = written
        self.witness.note({written.device: _noted(written.head)}, device=written.device, of_member=self._me, day=local_day(at))

    def look(self, connection: Connection, *, deep: bool) -> list[Finding]:
        """What is wrong with the log; [] when nothing is, and then the heads are witnessed.

        Quick: whether every chain reaches as far as was seen before, some statements per chain. `deep`: every line too.
        """
        known = heads(connection)
        witnessed = self.witness.heads(known)
        if self._ends_hold(connection, known, witnessed) and (not deep or self._links_hold(connection)):
            self.witness.note({device: _noted(head) for device, head in known.items()})
            return []
        return self.check(connection, every_signature=False)

    def check(
        self, connection: Connection, *, every_signature: bool, against: Mapping[str, log_checker.Head] | None = None
    ) -> list[Finding]:
        """Everything about every line, with names for what is wrong. `against`: other heads to compare with than those witnessed here."""
        log = self.whole(connection)
        if against is not None:
            return log_checker.check(log, against, every_signature=every_signature)
        found = log_checker.check(log, self.witness.heads(log.heads), every_signature=every_signature)
        day = self.witness.last_day(one.device for one in found if one.kind is Tamper.ROLLED_BACK)
        return [replace(one, seen=f", op {full_date(day)}") for one in found] if day else found

    def ahead(self, connection: Connection, now: datetime) -> tuple[str, timedelta] | None:
        """Whose newest line lies further after `now` than the team lets clocks differ, and how far; None when no colleague's does."""
        row = connection.execute(_AHEAD, {"until": now + self._most_apart(connection), "me": self._me}).first()
        return (row[0], row[1] - now) if row is not None else None

    def whole(self, connection: Connection) -> Log:
        """The log with all that is needed to check it."""
        keys = self._keys()
        log = Log(self._signer.dossier_id)
        log.keys.update({member: set(known) for member, known in keys.items()})
        log.chains.update({chain.device: chain for chain in chains(connection)})
        for line in lines(connection):
            log.lines[line["device"]].append(line)
        log.heads.update({device: _noted(head) for device, head in heads(connection).items()})
        return log

    def _begin(self, connection: Connection, work: Work) -> tuple[Own, str]:
        """The first line after opening: goes on with the chain of this device, or begins one; names the heads of the others."""
        known = heads(connection)
        own = self._own or self._known_chain(connection, known)
        if own is None:
            device, secret = new_id(), os.urandom(32)
            head = (0, bytes.fromhex(chain_start(self._signer.dossier_id, device, self._me, self._signer.key)))
            work.add(LogChain(id=device, member_id=self._me, key=self._signer.key, secret=secret))
            begin_head(connection, device, head)
            own = Own(device, secret, head)
        told = {} if work.is_restored or own.head[0] == 0 else self.witness.at_opening
        others = {device: _noted(head) for device, head in known.items() if device != own.device and head[0]}
        words = [f"{device}:{number}:{seen[:_SHORT]}" for device, (number, seen) in others.items() if told.get(device) != (number, seen)]
        if work.is_restored:
            lost = [device for device in self.witness.heads(known) if device not in known]
            words = [RESTORED, *words, *(f"{device}:0:" for device in lost)]
        return own, " ".join(words)

    def _known_chain(self, connection: Connection, known: Mapping[str, Head]) -> Own | None:
        """The chain of this device; None when the dossier was rolled back or the member has other keys now: then a new one begins."""
        device = self.witness.device_of(self._me) or ""
        if device not in known:
            return None
        seen = self.witness.heads(known).get(device, (0, ""))
        if known[device][0] < seen[0] or (known[device][0] == seen[0] and not known[device][1].hex().startswith(seen[1])):
            return None
        found = connection.execute(_CHAIN, {"of": device}).first()
        if found is None or found.key != self._signer.key or found.member_id != self._me:
            return None
        return Own(device, found.secret, known[device])

    def _ends_hold(self, connection: Connection, known: Mapping[str, Head], witnessed: Mapping[str, log_checker.Head]) -> bool:
        """Whether each chain ends where the dossier says, and everything witnessed is there."""
        for device, head in known.items():
            there = [tuple(row) for row in connection.execute(_FROM, {"of": device, "first": head[0]})]
            if there != [head] and (there or not self._is_start(connection, device, head)):
                return False
        for device, (number, short) in witnessed.items():
            if device not in known or known[device][0] < number:
                return False
            at = connection.execute(_FROM, {"of": device, "first": number}).first()
            if at is not None and at.number == number and not at.hash.hex().startswith(short):
                return False
        return True

    def _is_start(self, connection: Connection, device: str, head: Head) -> bool:
        """Whether a chain without lines may end here: it has no line yet, or all of them were destroyed because their term was over."""
        starts = {chain.device: (chain.start_number, chain.start_hash) for chain in chains(connection)}
        return device in starts and (head[0] == 0 or starts[device] == _noted(head))

    def _links_hold(self, connection: Connection) -> bool:
        """Whether every line is what its hash says and follows on the one before, reaches what other chains name, and is signed."""
        known = {chain.device: chain for chain in chains(connection)}
        told = [heads for (seen,) in connection.execute(_SEEN) for heads in log_checker.seen_heads(seen).items()]
        wanted = {(device, number) for device, (number, _) in told if number > (known[device].start_number if device in known else 0)}
        keys, last, hashes = self._keys(), {}, {}
        for line, is_sound in linked(lines(connection), known, self._signer.dossier_id):
            if not is_sound:
                return False
            last[line["device"]] = line
            if (line["device"], line["number"]) in wanted:
                hashes[line["device"], line["number"]] = line["hash"]
        for device, (number, seen) in told:
            if (device, number) in wanted and not hashes.get((device, number), "").startswith(seen or "-"):
                return False
            if device == BEFORE_CHAINS and last[device]["number"] != number:
                return False
        return all(
            known[device].key in keys.get(known[device].member, ())
            and log_checker.is_signed(known[device].key, bytes.fromhex(line["hash"]), line["signature"])
            for device, line in last.items()
            if device != BEFORE_CHAINS
        )


def linked(
    found: Iterable[Mapping[str, Any]], known: Mapping[str, Chain], dossier_id: str | None = None
) -> Iterator[tuple[Mapping[str, Any], bool]]:
    """Each line with whether it is what its hash says and follows on the one before. Without `dossier_id` a first line is believed."""
    at = {c.device: (c.start_number, c.start_hash or (first_previous(dossier_id, c) if dossier_id else "")) for c in known.values()}
    for line in found:
        number, previous = at.get(line["device"], (-1, ""))
        is_next = line["number"] == number + 1 and line["previous"] == (previous or line["previous"])
        yield line, number >= 0 and is_next and line["hash"] == line_hash(line)
        if number >= 0:
            at[line["device"]] = (line["number"], line["hash"])


def broken_lines(read: Reader) -> Iterator[tuple[str, int]]:
    """The device and number of every line that was changed, or does not follow on the one before it."""
    known = {chain.device: chain for chain in map(_chain_of, read.mappings(_CHAINS))}
    for line, is_sound in linked(map(_line_of, read.mappings(_lines())), known):
        if not is_sound:
            yield line["device"], line["number"]


def chains(connection: Connection) -> Iterator[Chain]:
    """Every chain, as the checker wants it."""
    return map(_chain_of, connection.execute(_CHAINS).mappings())


def lines(connection: Connection) -> Iterator[dict[str, Any]]:
    """Every line, chain by chain in the order of the numbers, as the checker wants it: exactly what stands in the file."""
    return map(_line_of, connection.execute(_lines().execution_options(yield_per=1000)).mappings())


def _chain_of(row: Mapping[Any, Any]) -> Chain:
    start_at = moment_text(row["start_at"]) if row["start_at"] else ""
    started = (row["start_number"], row["start_hash"].hex(), start_at, row["start_by"], row["start_signature"].hex())
    return Chain(row["id"], row["member_id"], row["key"], *started)


def _line_of(row: Mapping[Any, Any]) -> dict[str, Any]:
    at = row["at"] if isinstance(row["at"], str) else moment_text(row["at"])  # a server has a type of its own for it
    return {**row, "at": at, **{name: row[name].hex() for name in ("previous", "hash", "signature")}}


def moment_text(moment: datetime) -> str:
    """A moment as it stands in the file: UTC, with microseconds."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _noted(head: Head) -> log_checker.Head:
    return head[0], head[1].hex()


_CHAINS = select(LogChain.__table__)
_CHAIN = _CHAINS.where(LogChain.id == bindparam("of"))
_AHEAD = (
    select(Member.name, LogLine.at)
    .join(Member, Member.id == LogLine.member_id)
    .where(LogLine.at > bindparam("until"), LogLine.member_id != bindparam("me"))
    .order_by(LogLine.at.desc())
    .limit(1)
)
_SEEN = select(LogLine.seen).where(LogLine.seen != "")
_FROM = (
    select(LogLine.number, LogLine.hash)
    .where(LogLine.device == bindparam("of"), LogLine.number >= bindparam("first"))
    .order_by(LogLine.number)
    .limit(2)
)


@cache
def _lines() -> AnySelect:
    line = LogLine
    return select(
        line.device, line.number, line.previous, type_coerce(line.at, String).label("at"), line.member_id.label("member"),
        type_coerce(line.kind, String).label("kind"), line.what, line.about, line.why, line.rows, line.seen, line.hash, line.signature,
    ).order_by(line.device, line.number)  # fmt: skip
