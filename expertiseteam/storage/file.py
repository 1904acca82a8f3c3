"""The dossier file itself: connect to it, make it, and say in one sentence what is wrong with it."""

from __future__ import annotations

import enum
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from expertiseteam.basics.causes import cause_of
from expertiseteam.basics.sentences import Refused, Unopened
from expertiseteam.storage.beside import stranger
from expertiseteam.storage.faults import CORRUPT, NOTADB, OF_THE_FILE, code_of, sentence_for

APPLICATION_ID = 0x45585054  # "EXPT": marks a file as ours, inside the encryption
SCHEMA = 22  # the newest migration in storage/migrations that this program knows
KEY_BYTES = 32
# Prepared statements that a connection keeps. The driver's own 100 are fewer than a day needs, and when they are taken it throws away the
# newest: each act then prepared its own statements anew, the line of the log first.
STATEMENTS = 500
PLAIN_HEADER = b"SQLite format 3\x00"
SMALLEST = 4096  # one page
NEW_KEY = (
    "Het dossier krijgt op dit moment een nieuwe sleutel. Er is niets bewaard; wat u typte staat er nog. "
    "Wacht even, sluit het dossier en open het opnieuw."
)


def connect(path: Path, key: bytes, *, create: bool = False) -> Any:
    """A bare driver connection, keyed and set up. Never makes a file unless `create` says so.

    Refused when a log of another dossier lies beside it. Raises the driver's own errors; ValueError when the key is not 32 bytes, because
    SQLCipher would silently take it for a passphrase.
    """
    connection = _keyed(path, key, "rwc" if create else "rw")
    try:
        # Before anything is read: with the first question SQLite takes over what lies beside the file.
        if not create and (name := stranger(path, key, bytes.fromhex(connection.execute("PRAGMA cipher_salt").fetchone()[0]))):
            _refuse_stranger(path, key, name)
        for pragma in ("trusted_schema = OFF", "foreign_keys = ON", "cache_size = -65536"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # a wrong key fails here, not later
        for pragma in ("journal_mode = WAL", "synchronous = FULL"):
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def _refuse_stranger(path: Path, key: bytes, name: str) -> None:
    """Raises the driver's error when it is the dossier itself that is not of this key."""
    connect_to_look(path, key).close()  # looks at no other file
    raise Refused(
        f"Naast het dossier “{path.name}” ligt “{name}”, en dat hoort bij een ander dossier. Er is niets gewijzigd. "
        "Zet dat bestand ergens anders neer, bij het dossier waar het bij hoort, en open dit dossier opnieuw."
    )


def connect_to_look(path: Path, key: bytes) -> Any:
    """A connection to a copy that nobody works in: changes nothing, also not beside it, so that it may stand where nobody can write."""
    connection = _keyed(path, key, "ro&immutable=1")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def connect_to_fill(path: Path, key: bytes) -> Any:
    """A connection to a new file that a copy is poured into. Nothing is durable until the caller has settled the file."""
    connection = _keyed(path, key, "rwc")
    for pragma in ("journal_mode = OFF", "synchronous = OFF"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _keyed(path: Path, key: bytes, mode: str) -> Any:
    if len(key) != KEY_BYTES:
        raise ValueError("the dossier key has 32 bytes")
    address = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlcipher.connect(
        address, uri=True, timeout=15, isolation_level=None, check_same_thread=False, cached_statements=STATEMENTS
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")  # else authentication errors go to stderr
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        if connection.execute("PRAGMA cipher_status").fetchone() != ("1",):
            raise RuntimeError("the database library does not encrypt")
    except BaseException:
        connection.close()
        raise
    return connection


def look_at(path: Path) -> None:
    """Refuse a path that cannot be a dossier, each case with its own sentence; the file is not touched (quality.md, row 45)."""
    name = f"“{path.name}”"
    if path.is_dir():
        raise Refused(f"{name} is een map, geen dossier. Er is niets gewijzigd. Kies het bestand dat op .dossier eindigt.")
    if not path.exists():
        raise Unopened(
            f"Het dossier {name} staat niet (meer) op deze plek. Kijk of de schijf of map verbonden is, of kies een ander dossier."
        )
    try:
        with path.open("rb") as file:
            start = file.read(len(PLAIN_HEADER))
            size = file.seek(0, 2)
    except OSError as error:
        raise Unopened(
            f"Het dossier {name} is niet te lezen ({cause_of(error)}). Er is niets gewijzigd. Kijk of de schijf of "
            "map verbonden is en of u er mag lezen."
        ) from None
    if size == 0:
        raise Unopened(f"Het bestand {name} is leeg. Er staat niets meer in. Zet een reservekopie terug of kies een ander dossier.")
    if start == PLAIN_HEADER:
        raise Unopened(f"{name} is een gewone database en geen versleuteld dossier. Er is niets gewijzigd. Kies een ander bestand.")
    if size < SMALLEST or _is_text(start):
        raise Unopened(f"{name} is geen dossier van dit programma. Er is niets gewijzigd. Kies het bestand dat op .dossier eindigt.")


def check_opens(path: Path, key: bytes) -> int:
    """Return the schema number of a file that opens; Refused as `look_inside`."""
    return look_inside(path, key)[0]


def look_inside(path: Path, key: bytes) -> tuple[int, bool]:
    """Open the file with a key that is known to be right; return its schema number and whether it is a replica, as `is_replica`.

    The key was proven against the key file before, so a file that does not open is damaged and not mistyped (quality.md, section 0.3).
    Refused: damaged, foreign, or made by a newer program.
    """
    look_at(path)
    try:
        try:
            application, schema, is_shared = _marks(path, key)
        except sqlcipher.Error as first:
            if code_of(first) not in OF_THE_FILE:
                raise
            application, schema, is_shared = _marks(path, key)  # a disk that answers wrong for a moment looks like damage: look again first
    except sqlcipher.Error as error:
        if code_of(error) == NOTADB:
            raise Unopened(
                f"Het dossier “{path.name}” is beschadigd, of het hoort bij een ander sleutelbestand; dat bleek ook toen er nog eens werd "
                "gekeken. Uw wachtzin klopt wel. Er is niets gewijzigd. Zet een reservekopie terug."
            ) from None
        sentence = sentence_for(error)
        if sentence is None:
            raise
        raise (Unopened if code_of(error) in OF_THE_FILE else Refused)(sentence) from None
    if application != APPLICATION_ID:
        raise Refused(f"“{path.name}” is met een ander programma gemaakt. Er is niets gewijzigd. Kies een ander dossier.")
    if schema < 0:
        raise Refused(NEW_KEY)
    if schema > SCHEMA:
        raise Refused(
            f"Dit dossier is gemaakt met een nieuwere versie van dit programma (indeling {schema}, u hebt {SCHEMA}). "
            "Om niets kwijt te raken opent deze versie het niet. Installeer de nieuwe versie."
        )
    return schema, is_shared


def _marks(path: Path, key: bytes) -> tuple[int, int, bool]:
    """Which program made the file, which layout it has, and whether it is a replica."""
    with closing(connect(path, key)) as connection:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        schema = int(connection.execute("PRAGMA user_version").fetchone()[0])
        return application, schema, _is_replica(connection)


def is_replica(path: Path, key: bytes) -> bool:
    """Whether a file that opens is one laptop's copy of a dossier in a team folder (storage/folder/)."""
    with closing(connect(path, key)) as connection:
        return _is_replica(connection)


def _is_replica(connection: Any) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'folder_state'").fetchone() is not None


def create_file(path: Path, key: bytes) -> None:
    """Make a new, empty, encrypted file. Refused when something already stands there; the result is proven to be no plain database."""
    if path.exists():
        raise Refused(f"Er staat al een bestand “{path.name}”. Het is niet overschreven. Kies een andere naam.")
    try:
        with closing(connect(path, key, create=True)) as connection:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    except sqlcipher.Error as error:
        sentence = sentence_for(error)
        if sentence is None:
            raise
        raise Refused(sentence) from None
    with path.open("rb") as file:
        if file.read(len(PLAIN_HEADER)) == PLAIN_HEADER:
            path.unlink()
            raise RuntimeError("a new dossier was not encrypted")


def rekey(path: Path, old: bytes, new: bytes) -> None:
    """Put a file that nobody has open under another key. Not to be done to the only file: a kill half-way leaves neither key."""
    with closing(connect(path, old)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        connection.execute(f"PRAGMA rekey = \"x'{new.hex()}'\"")
    with closing(connect(path, new)):
        pass


def integrity_problems(path: Path, key: bytes, *, references: bool = True) -> list[str]:
    """What both integrity checks find; empty when the file is whole. `references`: rows that point at nothing too.

    The write-ahead log is folded in first, else the check of the pages cries wolf. Both read the whole file, so they run beside each other,
    each through a connection of its own.
    """
    found: list[str] = []
    try:
        with closing(connect(path, key)) as connection, ThreadPoolExecutor(1, thread_name_prefix="pages") as beside:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            pages = beside.submit(_page_problems, path, key)
            try:
                found += [str(row[0]) for row in connection.execute("PRAGMA integrity_check").fetchall() if row[0] != "ok"]
                if references:
                    found += [f"verwijzing zonder doel in {row[0]}" for row in connection.execute("PRAGMA foreign_key_check").fetchall()]
            finally:
                found = [*pages.result(), *found]
    except sqlcipher.DatabaseError as error:
        found.append(_unreadable(error))
    return found


def _page_problems(path: Path, key: bytes) -> list[str]:
    """Which pages are not as they were written, also those that hold nothing now."""
    with closing(connect(path, key)) as connection:
        return [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check").fetchall()]


class Health(enum.Enum):
    """How a file is, for who holds its key. DAMAGED still opens, so that what is whole can be read; CLOSED does not."""

    WHOLE = enum.auto()
    DAMAGED = enum.auto()
    CLOSED = enum.auto()
    UNANSWERED = enum.auto()


def health(path: Path, key: bytes) -> Health:
    """Look at every page, and once more from a fresh connection before anything is called damaged.

    A share that drops away for a moment looks like damage (quality.md, section 0.2).
    """
    first = _look(path, key)
    return first if first is Health.WHOLE else _look(path, key)


def _look(path: Path, key: bytes) -> Health:
    is_open = False
    try:
        with closing(connect(path, key)) as fresh:
            is_open = True
            fresh.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()  # else the next line cries wolf
            if fresh.execute("PRAGMA cipher_integrity_check").fetchall():
                return Health.DAMAGED
            return Health.WHOLE if fresh.execute("PRAGMA integrity_check").fetchall() == [("ok",)] else Health.DAMAGED
    except sqlcipher.Error as error:
        if code_of(error) not in (CORRUPT, NOTADB):
            return Health.UNANSWERED
        return Health.DAMAGED if is_open else Health.CLOSED


def _unreadable(error: sqlcipher.DatabaseError) -> str:
    return sentence_for(error) or "Het dossier is niet te lezen."


def is_authentic(path: Path, key: bytes) -> bool:
    """Whether every page was written with this key, whatever it holds: then what contradicts itself is old, and not damaged.

    For a file whose write-ahead log was folded in (`integrity_problems`); a dossier that no longer opens can still be authentic.
    """
    with closing(sqlcipher.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        try:
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            return not connection.execute("PRAGMA cipher_integrity_check").fetchall()
        except sqlcipher.DatabaseError:
            return False


def _is_text(start: bytes) -> bool:
    return all(byte in b"\t\n\r" or 32 <= byte < 127 for byte in start)
