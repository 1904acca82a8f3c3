"""Whether what is written still lands in the file that people will find, with its write-ahead log beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Condition
from typing import Any

from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.faults import BUSY, sentence_for_code
from expertiseteam.storage.file import connect

Which = tuple[int, int] | None
MOVED = (
    "Het dossier is verplaatst, vervangen of weggehaald terwijl u erin werkte. Wat u nu doet wordt niet bewaard. "
    "Sluit het programma, zet het dossier terug op zijn plek en open het opnieuw."
)
UNSURE = (
    "Een bestand naast het dossier is weggehaald terwijl u werkte. Het is niet zeker of dit bewaard is. "
    "Sluit het programma, open het opnieuw en kijk het na."
)
SHARED = (
    "Een bestand naast het dossier is weggehaald terwijl het dossier twee keer open was. Er is niets bewaard; wat er al stond is veilig. "
    "Sluit dit dossier in het andere venster en probeer het opnieuw."
)
LONGEST_WAIT = 15  # seconds, as long as SQLite waits for a lock


class Ground:
    """The dossier and its log (`-wal`, `-shm`) as they stood when they were opened, under all connections of one store.

    An open file can be moved or thrown away under a program, which then writes where nobody looks. Seen with SQLite 3.53 when the log was
    deleted or replaced: commits succeed and are read back, but are lost when the process is killed; and once another connection is made,
    all of the log is lost even when the program closes in order. While the main file stands, the open log can still be folded into it;
    then everything is closed and opened anew. Nothing is lost, and nothing refused unless another program has the dossier open too.

    One connection of its own stays open as long as others may be: SQLite itself removes the log only when the last one closes, so whatever
    happens to it before that is not SQLite's doing.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        self._path, self._key = path, key
        self._log, self._index = Path(f"{path}-wal"), Path(f"{path}-shm")
        self._is = _which(path)
        self._beside: tuple[Which, Which] = (None, None)
        self._waits_for: tuple[Which, int] | None = None  # while this stands in the log's place, somebody still works on the lost log
        self._anchor: Any = None
        self._turn = Condition()
        self._users = 0

    @contextmanager
    def held(self, close_all: Callable[[], None]) -> Iterator[None]:
        """Stand on it for one transaction. After a log was lost, `close_all` closes what was open on it. Refused: see the sentences."""
        with self._turn:
            if self._key:
                self.check_file()
                if self._anchor is not None and self._now_beside() != self._beside:
                    self._begin_anew(close_all)
                if self._anchor is None:
                    self._settle()
            self._users += 1
        try:
            yield
        finally:
            with self._turn:
                self._users -= 1
                self._turn.notify_all()

    def check_file(self) -> None:
        """Refused when another file stands in the dossier's place, or none."""
        if _which(self._path) != self._is:
            raise Refused(MOVED)

    def fold_lost_log(self) -> None:
        """What stands in a log that nobody will find goes into the dossier itself, so that it is on disk after all.

        Refused when that cannot be: another program may have begun on the dossier without that log.
        """
        beside = self._now_beside()
        if self._anchor is None or beside == self._beside:
            return
        if beside[1] != self._beside[1] and (beside[1] is not None or beside[0] not in (None, self._beside[0])):
            raise Refused(MOVED)
        busy = self._anchor.execute("PRAGMA wal_checkpoint(FULL)").fetchone()[0]
        if busy:
            raise Refused(UNSURE)

    def leave(self) -> None:
        """The store closes. After all others, so that this connection's log is the one that SQLite folds in."""
        with self._turn:
            self._leave()
            self._key = b""

    def _begin_anew(self, close_all: Callable[[], None]) -> None:
        if not self._turn.wait_for(lambda: not self._users, LONGEST_WAIT):
            raise Refused(sentence_for_code(BUSY))
        self.fold_lost_log()
        # The last one to close removes whatever stands in the log's place. When it stays, somebody else has the dossier open, on a log
        # that we would not share: to write beside it would damage the dossier.
        with suppress(FileExistsError):
            self._log.touch(exist_ok=False)
        self._waits_for = self._placeholder()
        close_all()
        self._leave()

    def _settle(self) -> None:
        if self._waits_for is not None and self._placeholder() == self._waits_for:
            raise Refused(SHARED)
        self._waits_for = None
        self._anchor = connect(self._path, self._key)
        # A file that had no log before (a copy made by another tool) gets it at the first question, not when it is opened.
        self._anchor.execute("SELECT count(*) FROM sqlite_master").fetchone()
        self._beside = self._now_beside()

    def _leave(self) -> None:
        if self._anchor is not None:
            self._anchor.close()
            self._anchor = None

    def _placeholder(self) -> tuple[Which, int] | None:
        """Which file stands in the log's place, and since when: the number of a removed file may be given to the next."""
        try:
            return _which(self._log), self._log.stat().st_ctime_ns
        except FileNotFoundError:
            return None

    def _now_beside(self) -> tuple[Which, Which]:
        return _which(self._log), _which(self._index)


def _which(path: Path) -> Which:
    """Which file stands at a path, whatever its name; None when there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
