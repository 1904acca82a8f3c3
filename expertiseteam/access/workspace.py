"""An unlocked dossier + the member who is signed in + a clock. Thread-safe; nothing it returns is tied to a connection."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from threading import Event, RLock
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, bindparam, select

from expertiseteam.access.log import LogBook, Own, Signer
from expertiseteam.access.log_checker import Finding, Head, Log
from expertiseteam.access.permission import decide, may
from expertiseteam.access.tables import Circle, LogKind, LogLine, Member
from expertiseteam.access.who import Role, Who
from expertiseteam.access.work import Act, Keys, P, Permission, Query, T, Work
from expertiseteam.basics.clock import Clock, local_day
from expertiseteam.basics.dates import length_text
from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.heads import heads
from expertiseteam.storage.places import OutcomeUnknown, Place
from expertiseteam.storage.reading import AnySelect, Gone, Reader, select_for
from expertiseteam.storage.rows import Row
from expertiseteam.storage.unit import Unit
from expertiseteam.vault.copies import Copy, GiveUp, Reason, never

if TYPE_CHECKING:
    from expertiseteam.storage.folder.replica import Replica

_PAUSE_AT_MOST = 300.0  # seconds that an act or a query waits for a pause to end: as long as copying a large dossier may take
_LOCKED = "Het dossier is vergrendeld. Ontgrendel het opnieuw om verder te werken."
_NOT_KEPT = (
    "De schijf of de map antwoordde niet goed. Het is nagekeken: er is niets bewaard. "
    "Wat u typte staat er nog; kijk of de verbinding er nog is en probeer het opnieuw."
)
_UNKNOWN = (
    "De schijf of de map antwoordt niet goed. Het is nog niet bekend of dit bewaard is. "
    "Kijk zodra de verbinding er weer is of het er staat, voordat u het opnieuw vastlegt."
)
_UNSURE = "De schijf of de map antwoordde niet goed. Uw tekst van nu is misschien nog niet bewaard; hij wordt zo opnieuw bewaard."


@dataclass(frozen=True)
class Changes:
    """What an act touched, for screens: kinds are table names, the same words as in the records.

    `is_ours` False: colleagues did it, on their own laptops.
    """

    rows: frozenset[tuple[str, str]]
    is_ours: bool = True

    def touch(self, *kinds: str) -> bool:
        """Whether a row of one of these kinds changed."""
        return any(kind in kinds for kind, _ in self.rows)


class Workspace:
    """What screens and commands are handed: `do` an act, `ask` a query. `recovery` is the public key of the recovery sheet.

    `new_day` is called with the workspace before the first act or query of each day: what ends by itself ends before anything is decided.
    """

    def __init__(
        self,
        store: Place,
        member_id: str,
        keys: Keys,
        clock: Clock,
        recovery: str,
        log: LogBook,
        new_day: Callable[[Workspace], None] | None = None,
    ) -> None:
        self._store, self._me, self.clock, self._recovery, self._log = store, member_id, clock, recovery, log
        self._keys: Keys = keys
        self._new_day, self._day, self._day_begins, self._is_beginning = new_day, date.min, RLock(), False
        self._may_as: tuple[Role, bool] | None = None  # as what the member was found last
        self._answers = True
        self._is_open = Event()
        self._is_open.set()
        self.listeners: list[Callable[[Changes], None]] = []

    def do(self, act: Act[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run one act: one transaction, one access check, one log line; then tell who listens. When this returns it is on disk."""
        self._begin_day()
        written = None
        with self._certainly(lambda: written), self._store.writing((self._me,)) as connection:
            who = self._who(Unit(connection), act.permission)
            work = Work(connection, who, self.clock(), self._keys, self._recovery)
            result = act.run(work, *args, **kwargs)
            changes = work.changes()
            touched = {c.circle for c in changes if c.circle and c.values is not None}
            if touched - work.shut - set(work.values(_known_circles(), touched=touched)):
                raise Refused("U mag hier niets vastleggen. Er is niets gewijzigd. Vraag de aandachtsfunctionaris.")
            if act.log is not None:
                about = {*work.about, *(c.circle or c.id for c in changes if c.table != LogLine.__tablename__ and not c.is_quiet)}
                written = self._log.write(connection, work, LogKind.ACT, act.log, about, why=work.why)
        if written is not None:
            self._log.committed(written, work.now)
            if work.is_restored:
                self._log.witness.accept(self.heads_of_log())
        _plain(result)
        self._tell(Changes(frozenset((c.table, c.id) for c in changes)))
        return result

    def ask(self, query: Query[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run one query; a view writes its line first."""
        return self.ask_for(self._me, query, *args, **kwargs)

    def ask_for(self, recipient: str, query: Query[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a query that sees only what I and the recipient both may see: a member, or an organisation (`circles.as_viewer`)."""
        self._begin_day()
        if query.log is not None:
            written = None
            with self._certainly(lambda: written), self._store.writing((self._me,)) as connection:
                who = self._who(Unit(connection), query.permission)
                work = Work(connection, who, self.clock(), self._keys, self._recovery)
                about = {a for a in args if isinstance(a, str)}
                if query.within is not None:
                    about.update(query.within(work, *args, **kwargs))
                written = self._log.write(connection, work, LogKind.VIEW, query.log, about, why=query.why)
            self._log.committed(written, work.now)
        if not self._answers:
            raise Refused(_LOCKED)
        with self._store.reading(tuple(dict.fromkeys((self._me, recipient)))) as connection:
            read = Reader(connection)
            if query.log is None:  # a view was checked a moment ago, when its line was written
                self._who(read, query.permission)
            result = query.run(read, *args, **kwargs)
        _plain(result)
        return result

    def require(self, thing: Act[..., Any] | Query[..., Any]) -> None:
        """Refused unless the member may start this now: for what is done outside the dossier first, such as in the key file."""
        self._begin_day()
        decide(self.me(), thing.permission)

    def may(self, thing: Act[..., Any] | Query[..., Any]) -> bool:
        """Whether the member may start this now: for buttons that would only be refused."""
        return may(self.me(), thing.permission)

    def me(self) -> Who:
        """The member who is signed in, as the dossier has him now."""
        self._begin_day()
        return self.found()

    def found(self) -> Who:
        """As `me`, before anything is written: for opening. Refused when the dossier does not know the member."""
        self._is_open.wait(_PAUSE_AT_MOST)
        with self._store.reading((self._me,)) as connection:
            return self._find(Reader(connection))

    @property
    def path(self) -> Path:
        """Where the dossier stands."""
        return self._store.path

    @property
    def is_copied_here(self) -> bool:
        """Whether this program makes the copies: on a server its administrator does."""
        return self._store.is_copied_here

    def copy(self, reason: Reason, give_up: GiveUp = never) -> Copy:
        """Make a verified copy of the whole dossier as it is now; colleagues and other threads work on meanwhile."""
        self._is_open.wait(_PAUSE_AT_MOST)
        return self._store.copy(reason, self.clock(), give_up)

    @property
    def replica(self) -> Replica | None:
        """What is shared through a team folder; None for a dossier in another place, and once it is locked."""
        from expertiseteam.storage.folder.store import FolderStore  # loaded already where there is one

        self._is_open.wait(_PAUSE_AT_MOST)
        return self._store.replica if isinstance(self._store, FolderStore) else None

    def took_over(self, rows: frozenset[tuple[str, str]]) -> None:
        """Tell who listens that colleagues changed these rows."""
        self._tell(Changes(rows, is_ours=False))

    @property
    def today(self) -> date:
        """The Dutch calendar day now."""
        return local_day(self.clock())

    @property
    def recovery(self) -> str:
        """The public key of the recovery sheet."""
        return self._recovery

    def pause(self) -> None:
        """Close every connection for a moment, so that another file can take the dossier's place; what is asked waits for `go_on`."""
        self._is_open.clear()
        self._store.close()

    def go_on(self, store: Place, keys: Keys, recovery: str, signer: Signer) -> None:
        """Work on with the dossier as it is now; who listens still listens."""
        self._store, self._keys, self._recovery = store, keys, recovery
        self._log.go_on(signer)
        self._is_open.set()

    def look_at_log(self, *, deep: bool = False) -> list[Finding]:
        """What is wrong with the log, whoever may read it: each finding has one sentence. [] when it is whole.

        Quick: whether it reaches as far as was seen before. `deep` reads every line, some seconds for 200,000: in the background.
        """
        with self._store.whole() as connection:
            return self._log.look(connection, deep=deep)

    def check_log(self, *, against: Mapping[str, Head] | None = None) -> list[Finding]:
        """As `look_at_log`, with every signature too. `against`: heads (`heads_of_log`), such as those of a backup, that it must reach."""
        with self._store.whole() as connection:
            return self._log.check(connection, every_signature=True, against=against)

    def planted(self) -> list[str]:
        """What acts by itself in the file and is not this program's, each as people name it: whoever may read it."""
        from expertiseteam.storage.planted import planted

        with self._store.whole() as connection:
            return planted(Reader(connection))

    def clock_apart(self) -> str:
        """What to say when a colleague's line lies well ahead of this computer's clock: one of the two is wrong. "" when none does."""
        with self._store.whole() as connection:
            found = self._log.ahead(connection, self.clock())
        if found is None:
            return ""
        name, by = found
        return (
            f"De klok van {name} liep {length_text(by)} voor op die van deze computer. Er is niets kwijt, maar dagen en termijnen kunnen "
            "verschillen. Kijk of de klok en de datum op beide computers goed staan."
        )

    def log_behind(self, view: Query[[], T]) -> tuple[T, Log]:
        """The whole log with all that is needed to check it, for an auditor. `view` decides who may, and stands in the log itself."""
        if view.log is None:
            raise ValueError("who takes the whole log out is in it")
        shown = self.ask(view)
        with self._store.whole() as connection:
            return shown, self._log.whole(connection)

    def heads_of_log(self) -> dict[str, Head]:
        """How far every chain reaches in this file: to note beside a backup of it."""
        with self._store.whole() as connection:
            return {device: (number, found.hex()) for device, (number, found) in heads(connection).items()}

    def lines_behind(self) -> int:
        """How many lines of the log were seen on this computer that this file does not have."""
        known = self.heads_of_log()
        self._log.witness.catch_up()
        return sum(max(0, seen - known.get(device, (0, ""))[0]) for device, (seen, _) in self._log.witness.heads(known).items())

    def saw_log_of(self, other: Workspace) -> None:
        """Take note of how far the log of another file of this dossier reaches: what this one lacks of it is named when it is put back."""
        self._log.witness.note(other.heads_of_log())

    def hold_witness(self) -> Callable[[], None]:
        """Let this computer take no note of how far the log reaches until the function that this returns is called.

        For a dossier that is to be put in the place of another: noted too early, the other would be called an older one.
        """
        self._log.witness.hold()
        return self._log.witness.release

    def stop_reading(self) -> None:
        """Answer no query any more, and break off the reading of this moment: nobody sees the answers of who locks. Acts go on."""
        self._answers = False
        self._store.stop_reading()

    def close(self) -> None:
        """Lock: close every connection and forget the keys."""
        self.listeners.clear()
        self._log.witness.close()
        self._store.close()
        self._keys = _Locked()
        self._is_open.set()

    def _begin_day(self) -> None:
        self._is_open.wait(_PAUSE_AT_MOST)
        if self._new_day is None or self.today == self._day:
            return
        with self._day_begins:  # other threads wait until it has begun
            if self._is_beginning or self.today == self._day:
                return
            self._is_beginning = True
            try:
                self._new_day(self)
                self._day = self.today
            finally:
                self._is_beginning = False

    @contextmanager
    def _certainly(self, written: Callable[[], Own | None]) -> Iterator[None]:
        """Look up what the store cannot say: whether a transaction is on disk. Refused, saying so, when it is not or cannot be known."""
        try:
            yield
        except OutcomeUnknown:
            line = written()
            if line is None:
                raise Refused(_UNSURE) from None
            try:
                with self._store.whole() as connection:
                    stands = self._log.stands(connection, line)
            except Refused:
                raise Refused(_UNKNOWN) from None
            if not stands:
                raise Refused(_NOT_KEPT) from None

    def _tell(self, changes: Changes) -> None:
        for listener in list(self.listeners):
            listener(changes)

    def _find(self, read: Reader) -> Who:
        found = read.ready(_member(), me=self._me)
        if not found:
            raise Gone
        who = Who(*found[0])
        before, self._may_as = self._may_as, (who.role, who.is_active)
        if before not in (None, self._may_as):  # perhaps on another computer: then nobody here heard of it
            self._tell(Changes(frozenset({(Member.__tablename__, self._me)})))
        return who

    def _who(self, read: Reader, permission: Permission) -> Who:
        """The one access check: the member is read anew each time, so that leaving the team works at once."""
        who = self._find(read)
        decide(who, permission)
        return who


class _Locked:
    """What is left of the keys after locking."""

    def seal(self, plain: bytes, recipients: list[str]) -> bytes:
        raise Refused(_LOCKED)

    def open(self, sealed: bytes) -> bytes:
        raise Refused(_LOCKED)

    def sign(self, data: bytes) -> bytes:
        raise Refused(_LOCKED)


@cache
def _member() -> AnySelect:
    return select_for(Who, Member).where(Member.id == bindparam("me"))


@cache
def _known_circles() -> Select[str]:
    return select(Circle.id).where(Circle.id.in_(bindparam("touched", expanding=True)))


def _plain(result: object) -> None:
    sample = result[0] if isinstance(result, list) and result else result
    if isinstance(sample, Row):
        raise TypeError("a mapped row leaves its folder")
