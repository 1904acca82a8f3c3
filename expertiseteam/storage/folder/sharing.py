"""Bringing a replica and a team folder together: catch up, publish, heal (docs/team-folder.md, 5 and 8)."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from expertiseteam.basics.clock import Clock
from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.folder.entry import (
    LARGEST,
    OUTSIDE,
    BadEntry,
    Claim,
    Entry,
    Fault,
    Position,
    Transaction,
    read_entry,
    seal_entry,
)
from expertiseteam.storage.folder.files import AWAY, FULL, Files, Outcome, entry_name, is_full, snapshot_name
from expertiseteam.storage.folder.outbox import Waiting
from expertiseteam.storage.folder.replay import RowId
from expertiseteam.storage.folder.replica import Replica, Taken
from expertiseteam.storage.folder.ring import KeyRing
from expertiseteam.vault.identity import PrivateKeys

ENTRIES_AT_ONCE, BYTES_AT_ONCE = 500, 16 << 20  # in one transaction of the replica
TOGETHER = 4 << 20  # bytes of outbox in one entry, as it is kept
TRIES = 40  # somebody else was first this often in a row: let it rest until the next share
FIRST_PAUSE, LONGEST_PAUSE = 0.02, 2.0  # seconds
FORKED = (
    "De teammap bevat voor wijziging {} iets anders dan deze computer al van het team kreeg: de map is gesplitst of uit een oude kopie "
    "verder gegaan. Er wordt niets gedeeld; uw eigen werk blijft op deze computer. Waarschuw de aandachtsfunctionaris."
)
TOO_OLD = (
    "De teammap is teruggezet uit een kopie die te oud is om aan te vullen. Er wordt niets gedeeld; uw eigen werk blijft op deze "
    "computer. Waarschuw de aandachtsfunctionaris: er is een nieuwere kopie van de map nodig."
)


class Behind(Refused):
    """The folder has let go of entries that this replica never saw: it has to start again from a snapshot, with its outbox on top."""


@dataclass(frozen=True)
class Author:
    """Who shares: the member's id and private keys."""

    member_id: str
    private: PrivateKeys


@dataclass(frozen=True)
class Shared:
    """What came of a share. `waiting`: transactions that the team does not have yet; `stopped`: the sentence that says why, or "";
    `is_behind`: it was away for longer than the folder keeps entries."""

    received: int
    published: int
    waiting: int
    aside: int
    rows: frozenset[RowId]
    stopped: str = ""
    is_behind: bool = False


class TeamFolder:
    """One member's replica and the folder of the team. Blocks as long as the folder does: never on the thread of a window."""

    def __init__(
        self,
        files: Files,
        replica: Replica,
        ring: KeyRing,
        author: Author,
        *,
        schema: int,
        clock: Clock,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._files, self.replica, self._ring, self._author = files, replica, ring, author
        self._schema, self._clock, self._pause = schema, clock, pause

    @property
    def ring(self) -> KeyRing:
        """The keys as they were when the folder was last read."""
        return self._ring

    def share(self, *, publish: bool = True) -> Shared:
        """Take over what the team did and publish the outbox. Never raises for what is wrong with the folder: `stopped` says it.

        Without `publish` the outbox waits on: for who only looks whether there is news.
        """
        before, done, is_behind = {one.id for one in self.replica.waiting()}, _Progress(), False
        try:
            stopped = self._share(done) if publish else self._catch_up(done)
        except OSError as error:
            stopped = FULL if is_full(error) else AWAY
        except Refused as refused:
            stopped, is_behind = str(refused), isinstance(refused, Behind)
        left = {one.id for one in self.replica.waiting()}
        return Shared(done.received, len(before - left), len(left), done.aside, frozenset(done.rows), stopped, is_behind)

    def has_news(self) -> bool:
        """Whether somebody published since: one look at one name. OSError when the folder is away."""
        return self._files.read(entry_name(self.replica.position().number + 1), 0) is not None

    def catch_up(self) -> None:
        """Take over what the team did, and publish nothing. Refused and OSError: what is wrong with the folder."""
        self._catch_up(_Progress())

    def say(self, claim: Claim) -> bool:
        """Give this member's word that a snapshot is right. False when the folder was too busy or away; then it is not said."""
        for tried in range(TRIES):
            self.catch_up()
            at = self.replica.position()
            outcome = self._seal(at, (), claim)
            if outcome is Outcome.CREATED:
                self.catch_up()
                return True
            if outcome is Outcome.UNKNOWN:
                return False
            self._wait(tried)
        return False

    def raise_schema(self) -> bool:
        """Let the whole team go over to the layout of this program, this laptop with it. False when the folder was too busy or away.

        Who has an older program reads no further from then on. Refused for who is no administrator, and for what is wrong with the folder.
        """
        for tried in range(TRIES):
            self.catch_up()
            at = self.replica.position()
            if at.schema >= self._schema:
                return True
            card = self._ring.last.card_of(self._author.member_id)
            if card is None or not card.is_admin:
                raise Refused(
                    "Alleen een beheerder van het dossier mag het team laten overgaan op de nieuwe versie. Er is niets gewijzigd. "
                    "Vraag de aandachtsfunctionaris."
                )
            match self._seal(at, (), schema=self._schema):
                case Outcome.UNKNOWN:
                    return False
                case Outcome.TAKEN:
                    self._wait(tried)
        return False

    def to_confirm(self) -> Claim | None:
        """The newest snapshot that waits for this member's word."""
        certain, said = self.replica.confirmed(), self.replica.claims()
        mine = {claim for by, claim in said if by == self._author.member_id}
        alone = len(self._ring.last.cards) == 1
        open_ones = [claim for _, claim in said if (alone or claim not in mine) and claim.number > (certain.number if certain else 0)]
        return open_ones[-1] if open_ones else None

    def clear(self) -> int:
        """Take the entries away that a confirmed snapshot holds, and the snapshots before it. Returns how many entries went."""
        certain = self.replica.confirmed()
        if certain is None:
            return 0
        old = sorted(number for number in self._files.entries() if number <= certain.number)
        for number in old:
            self._files.remove(entry_name(number))
        for name in self._files.snapshots():
            if int(name[:12]) < certain.number:
                self._files.remove(snapshot_name(name))
        return len(old)

    def see_whole(self) -> None:
        """See that no number is missing in the folder, for a replica that has caught up. What it has itself it gives back.

        Refused when the next entry is not there while later ones are: whoever took its number now would begin a second history. Refused too
        for names of a program that synchronises folders, and as `heal`. OSError when the folder is away.
        """
        head, there = self.replica.position().number, self._files.entries()
        if not there.issuperset(range(self.replica.first_kept(), head + 1)):
            self.heal()
        is_gap = head + 1 not in there and max(there, default=0) > head
        if is_gap and self._files.read(entry_name(head + 1), 0) is None:  # it may have come while the names were listed
            self._check_head(self.replica.position())
            raise BadEntry(head + 1, Fault.MISSING)

    def heal(self) -> int:
        """Give the folder back what it lost or what was damaged, as far as this replica has it. Returns how many entries.

        For a replica that has caught up: what it does not have any more was taken away on purpose.
        Refused when the folder holds something else that holds (it forked), or lets go of what was never seen here (Behind). OSError when
        the folder is away.
        """
        head, first = self.replica.position().number, self.replica.first_kept()
        there = self._files.entries()
        if there and min(there) > head:
            raise Behind(
                "Deze computer is langer weg geweest dan de teammap wijzigingen bewaart. Er wordt niets gedeeld; uw eigen werk blijft op "
                "deze computer. Sluit het dossier en open het opnieuw: dan haalt het programma het op en gaat uw werk mee."
            )
        if there and max(there) < first - 1:
            raise Refused(TOO_OLD)
        mended = 0
        for number in range(first, head + 1):
            ours = self.replica.kept(number)
            if ours is None:
                continue
            name = entry_name(number)
            if number in there:
                found = self._files.read(name, LARGEST)
                if found == ours or found is None:
                    continue
                if self._holds(found, ours):
                    raise Refused(FORKED.format(number))
                self._files.mend(ours, name)
            elif (outcome := self._files.publish(ours, name)) is not Outcome.CREATED:
                raise Refused(AWAY if outcome is Outcome.UNKNOWN else FORKED.format(number))
            mended += 1
        return mended

    def _share(self, done: _Progress) -> str:
        for tried in range(TRIES):
            self._catch_up(done)
            at, waiting = self.replica.outbox()
            if not waiting:
                return ""
            match self._publish(at, waiting):
                case Outcome.UNKNOWN:
                    return AWAY
                case Outcome.TAKEN:
                    self._wait(tried)
        return "Het is druk in de teammap. Uw werk staat op deze computer en wordt zo vanzelf gedeeld."

    def _catch_up(self, done: _Progress) -> str:
        while True:
            at = self.replica.position()
            entries, refused = self._read_on(at)
            if entries:
                taken = self.replica.take_in(entries, self._clock())
                done.add(taken)
                refused = taken.refused or refused
            elif refused is None:
                self._check_head(at)
                return ""
            if refused is not None:
                if isinstance(refused, BadEntry) and refused.fault is Fault.ELSEWHERE:
                    self._check_head(self.replica.position())
                raise refused

    def _read_on(self, at: Position) -> tuple[list[Entry], Refused | None]:
        """The next entries that hold, as many as go in one transaction, and what stopped before that."""
        found: list[Entry] = []
        size = 0
        while len(found) < ENTRIES_AT_ONCE and size < BYTES_AT_ONCE:
            raw = self._files.read(entry_name(at.number + 1), LARGEST)
            if raw is None:
                break
            try:
                entry = self._read(raw, at)
            except Refused as refused:
                return found, refused
            found.append(entry)
            at, size = entry.position, size + len(raw)
        return found, None

    def _read(self, raw: bytes, at: Position) -> Entry:
        try:
            return read_entry(raw, at, self._ring, newest_schema=self._schema)
        except BadEntry as error:
            if error.fault is not Fault.KEYS:
                raise
            renewed = self._ring.renewed(self._files)
            if renewed is self._ring:
                raise
            self._ring = renewed
            return read_entry(raw, at, self._ring, newest_schema=self._schema)

    def _publish(self, at: Position, waiting: list[Waiting]) -> Outcome:
        """Seal the first of the outbox as the next entry. It is read back like anybody's: nothing is taken for published before that."""
        together: list[Transaction] = []
        size = 0
        for one in waiting:
            size += len(one.said())
            if together and size > TOGETHER:
                break
            together.append(one.transaction())
        return self._seal(at, together)

    def _seal(self, at: Position, together: Sequence[Transaction], claim: Claim | None = None, schema: int | None = None) -> Outcome:
        self.see_whole()
        by, private = self._author.member_id, self._author.private
        raw = seal_entry(at, self._ring, by, private, self._clock(), together, claim=claim, schema=schema)
        return self._files.publish(raw, entry_name(at.number + 1))

    def _wait(self, tried: int) -> None:
        self._pause(random.uniform(0, min(LONGEST_PAUSE, FIRST_PAUSE * 2**tried)))

    def _holds(self, found: bytes, ours: bytes) -> bool:
        """Whether what stands at the place of our entry was made by somebody of the team, whatever it says."""
        try:
            self._read(found, _place_of(ours))
        except BadEntry as error:
            return error.fault not in (Fault.CUT, Fault.DAMAGED, Fault.KEYS, Fault.FORGED)
        return True

    def _check_head(self, at: Position) -> None:
        """See that our last entry stands in the folder before anything is put after it: mends it, or is refused when the folder forked."""
        ours = self.replica.kept(at.number)
        if ours is not None and self._files.read(entry_name(at.number), OUTSIDE - 1) != ours[:OUTSIDE]:
            self.heal()


class _Progress:
    def __init__(self) -> None:
        self.received = self.aside = 0
        self.rows: set[RowId] = set()

    def add(self, taken: Taken) -> None:
        self.received, self.aside = self.received + taken.entries, self.aside + taken.aside
        self.rows |= taken.rows


def _place_of(raw: bytes) -> Position:
    """The position that an entry of ours followed on, as far as it can be read from outside."""
    return Position(int.from_bytes(raw[8:16], "big") - 1, raw[16:48], 0, 0)
