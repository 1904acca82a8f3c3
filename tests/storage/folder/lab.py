"""A small team with laptops and a folder, on tables that are just large enough to show everything that can happen to rows."""

from __future__ import annotations

import functools
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from expertiseteam.basics.ids import new_id
from expertiseteam.storage.file import connect
from expertiseteam.storage.folder import files as files_module
from expertiseteam.storage.folder.entry import beginning
from expertiseteam.storage.folder.files import Files
from expertiseteam.storage.folder.outbox import box
from expertiseteam.storage.folder.replica import Replica
from expertiseteam.storage.folder.ring import KeyRing, publish_link
from expertiseteam.storage.folder.sharing import Author, Shared, TeamFolder
from expertiseteam.storage.folder.tables import Kind, shape_of
from expertiseteam.storage.rows import Numbered
from expertiseteam.vault.chain import Change, Entry, first_entry, next_entry
from expertiseteam.vault.identity import Card, PrivateKeys
from expertiseteam.vault.parsing import written_moment
from expertiseteam.vault.steps import Step
from tests.dossier import StandingClock

DOSSIER = "5e" * 16
SCHEMA = 4
KEY = bytes(range(32))
KINDS = {
    "case": Kind("case", numbered=Numbered(("year",), "{year}-{number:03d}")),
    "note": Kind("note", searched=("said",)),
    "setting": Kind("setting"),
    "minutes": Kind("minutes", merges=False, destroys=True),
    "log_line": Kind("log_line"),
}
_TABLES = (
    '"case"(id TEXT PRIMARY KEY, version INTEGER NOT NULL, year INTEGER, number INTEGER, code TEXT, goal TEXT, place TEXT, sealed BLOB)',
    'note(id TEXT PRIMARY KEY, version INTEGER NOT NULL, case_id TEXT REFERENCES "case"(id) DEFERRABLE INITIALLY DEFERRED, said TEXT)',
    "setting(id TEXT PRIMARY KEY, version INTEGER NOT NULL, key TEXT NOT NULL UNIQUE, value TEXT)",
    "minutes(id TEXT PRIMARY KEY, version INTEGER NOT NULL, first TEXT, second TEXT)",
    "log_line(id TEXT PRIMARY KEY, version INTEGER NOT NULL, device TEXT NOT NULL, number INTEGER NOT NULL, hash BLOB NOT NULL,"
    " UNIQUE (device, number))",
    "log_head(device TEXT PRIMARY KEY, number INTEGER NOT NULL, hash BLOB NOT NULL)",
    "draft(id TEXT PRIMARY KEY, version INTEGER NOT NULL, said TEXT)",
)
NEWER_KINDS = KINDS | {"wish": Kind("wish")}
_NEWER = (  # a column that stays, one that is filled, one that moves to another table, and rows that come
    "CREATE TABLE case_newer(id TEXT PRIMARY KEY, version INTEGER NOT NULL, year INTEGER, number INTEGER, code TEXT, risk TEXT NOT NULL,"
    " goal TEXT, sealed BLOB) STRICT",
    "INSERT INTO case_newer(id, version, year, number, code, risk, goal, sealed)"
    " SELECT id, version, year, number, code, 'risk of ' || goal, goal, sealed FROM \"case\"",
    'CREATE TABLE wish(id TEXT PRIMARY KEY, version INTEGER NOT NULL, case_id TEXT NOT NULL REFERENCES "case"(id)'
    " DEFERRABLE INITIALLY DEFERRED, said TEXT NOT NULL) STRICT",
    "INSERT INTO wish SELECT 'wish-' || id, 1, id, place FROM \"case\"",
    'DROP TABLE "case"',
    'ALTER TABLE case_newer RENAME TO "case"',
)
NAMES = ("femke", "noor", "sem", "karim")
CLOCK = StandingClock(2026, 11, 2, 9, 0)


def make_newer(c: Any, schema: int) -> None:
    """The migration of the small team's newer program."""
    assert schema == SCHEMA + 1
    c.execute("PRAGMA legacy_alter_table = ON")
    for sql in _NEWER:
        c.execute(sql)


class Killed(BaseException):
    """The program was killed here."""


@dataclass(frozen=True)
class Keys:
    """The key chain of the small team, and everybody's private keys."""

    links: tuple[Entry, ...]
    private: dict[str, PrivateKeys]
    dossier_key: bytes
    _rings: dict[tuple[str, int], KeyRing] = field(default_factory=dict)

    def ring(self, name: str, members: int = len(NAMES)) -> KeyRing:
        """Proven once: that costs more than what most tests do with it, and a ring never changes."""
        if (name, members) not in self._rings:
            self._rings[name, members] = KeyRing(self.links[:members], self.private[name])
        return self._rings[name, members]


@functools.cache
def keys() -> Keys:
    private = {name: PrivateKeys.generate() for name in NAMES}
    recovery, dossier_key = PrivateKeys.generate(), os.urandom(32)
    cards = [card(name, private[name], is_admin=name == "femke") for name in NAMES]
    links = [first_entry(DOSSIER, cards[0], private["femke"], recovery, dossier_key, CLOCK())]
    for n, name in enumerate(NAMES[1:], 2):
        links.append(next_entry(links[-1], cards[:n], Change(Step.JOINED, "femke", name, CLOCK()), private["femke"], dossier_key))
    return Keys(tuple(links), private, dossier_key)


def card(name: str, private: PrivateKeys, *, is_admin: bool = False) -> Card:
    return Card(name, name.capitalize(), private.recipient(), private.signing_public(), is_admin)


@functools.cache
def template() -> bytes:
    """A dossier file with the tables in it: the same rows on every laptop before entry 1."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "weidevoort.dossier"
        with closing(connect(path, KEY, create=True)) as c:
            for table in _TABLES:
                c.execute(f"CREATE TABLE {table} STRICT")
            from expertiseteam.storage import search

            for sql in search.SCHEMA:
                c.execute(sql)
            for n in (1, 2, 3):
                row = (f"case{n - 1}", n, f"2026-00{n}")
                c.execute("INSERT INTO \"case\" VALUES (?, 1, 2026, ?, ?, 'contact', 'Turfven', x'00ff')", row)
            c.execute("INSERT INTO minutes VALUES ('minutes0', 1, 'a', 'b')")
            c.execute("INSERT INTO setting VALUES ('setting0', 1, 'team', 'Weidevoort')")
        return path.read_bytes()


@dataclass
class Laptop:
    """One member's computer. `done`: what was saved there, by transaction id; `saw` and `wrote`: fields that it edited."""

    name: str
    folder: Path
    path: Path
    members: int = len(NAMES)
    schema: int = SCHEMA  # of the program on it
    done: dict[str, Any] = field(default_factory=dict)
    saw: dict[str, dict[tuple[str, str, str], Any]] = field(default_factory=dict)
    wrote: dict[str, dict[tuple[str, str, str], Any]] = field(default_factory=dict)
    team: TeamFolder = field(init=False)
    lines: int = 0

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Start the program (again) on what is on the disk."""
        ring = keys().ring(self.name, self.members)
        author = Author(self.name, keys().private[self.name])
        self.team = TeamFolder(Files(self.folder), self.replica, ring, author, schema=self.schema, clock=CLOCK, pause=lambda _: None)

    @property
    def kinds(self) -> dict[str, Kind]:
        return KINDS if self.schema == SCHEMA else NEWER_KINDS

    @property
    def replica(self) -> Replica:
        return Replica(self.path, KEY, self.kinds, make_newer)

    def install(self, schema: int = SCHEMA + 1) -> Laptop:
        """Put a newer program on it."""
        self.schema = schema
        self.start()
        return self

    def act(self, *statements: tuple[Any, ...], line: bool = True) -> str | None:
        """Do something in one transaction, as a unit of work does; with a line of the log. Returns the transaction's id."""
        with closing(connect(self.path, KEY)) as c:
            c.execute("BEGIN IMMEDIATE")
            for sql, *values in statements:
                c.execute(sql, values)
            if line:
                self.lines += 1
                c.execute("INSERT INTO log_line VALUES (?, 1, ?, ?, ?)", (new_id(), self.name, self.lines, os.urandom(8)))
            made = box(c, shape_of(c, self.kinds), written_moment(CLOCK()))
            c.execute("COMMIT")
        if made:
            self.done[made] = statements
        return made

    def edit(self, case: str, **new: Any) -> str | None:
        sets = ", ".join(f"{column} = ?" for column in new)
        saw = {("case", case, column): self.value(case, column) for column in new}
        made = self.act((f'UPDATE "case" SET {sets}, version = version + 1 WHERE id = ?', *new.values(), case))
        self.saw[made or ""], self.wrote[made or ""] = saw, {("case", case, column): value for column, value in new.items()}
        return made

    def open_case(self, case: str, year: int = 2026) -> str | None:
        following = '(SELECT coalesce(max(number), 0) + 1 FROM "case" WHERE year = ?2)'
        return self.act((f"INSERT INTO \"case\" VALUES (?1, 1, ?2, {following}, '', '', '', NULL)", case, year))

    def share(self) -> Shared:
        return self.team.share()

    def ask(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        with closing(connect(self.path, KEY)) as c:
            found: list[tuple[Any, ...]] = c.execute(sql, values).fetchall()
        return found

    def value(self, case: str, column: str) -> Any:
        return next((row[0] for row in self.ask(f'SELECT "{column}" FROM "case" WHERE id = ?', case)), None)

    def clashes(self) -> list[dict[str, tuple[Any, Any]]]:
        return [dict(clash.fields) for aside in self.replica.aside() for clash in aside.clashes]


class Lab:
    """Some laptops and their folder."""

    def __init__(self, root: Path, names: tuple[str, ...] = NAMES[:2], members: int = len(NAMES)) -> None:
        self.root, self.folder, self.members = root, root / "teammap", members
        self.folder.mkdir(parents=True)
        files = Files(self.folder)
        files.prepare()
        for link in keys().links[:members]:
            publish_link(files, link)
        self.laptops = {name: self.new_laptop(name) for name in names}

    def new_laptop(self, name: str, file: str = "") -> Laptop:
        """A laptop of a member; `file` for one who has more."""
        path = self.root / f"{file or name}.dossier"
        path.write_bytes(template())
        ring = keys().ring(name)
        Replica(path, KEY, KINDS).begin(DOSSIER, beginning(DOSSIER, ring.founding, SCHEMA))
        return Laptop(name, self.folder, path, self.members)

    def __iter__(self) -> Iterator[Laptop]:
        return iter(self.laptops.values())

    def settle(self) -> None:
        """Everybody shares until there is nothing left to share."""
        for _ in range(3):
            for laptop in self:
                shared = laptop.share()
                assert not shared.stopped, shared.stopped

    def log(self) -> list[Path]:
        return sorted((self.folder / "log").iterdir())

    def keep(self, name: str) -> Path:
        """Keep a copy of the folder."""
        return Path(shutil.copytree(self.folder, self.root / name))

    def put_back(self, copy: Path) -> None:
        shutil.rmtree(self.folder)
        shutil.copytree(copy, self.folder)


class Unruly:
    """Stands for `os` in the room that touches the folder: at one of its calls it fails or is killed, before the call or after it.

    `away`: from that call on all of them fail.
    """

    def __init__(self, at: int, how: str) -> None:
        self.at, self.how, self.calls, self.is_dead = at, how, 0, False

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if name not in ("open", "link", "rename", "replace", "unlink", "fsync", "listdir"):
            return real
        return functools.partial(self._call, real)

    def _call(self, real: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if self.is_dead:
            raise Killed
        self.calls += 1
        if self.calls < self.at or (self.calls > self.at and self.how != "away"):
            return real(*args, **kwargs)
        if self.how.endswith("after"):
            real(*args, **kwargs)
        if self.how.startswith("killed"):
            self.is_dead = True
            raise Killed
        raise OSError(5, "the folder is away")


def with_faults(unruly: Unruly, do: Callable[[], Any]) -> Any:
    """Do something while the folder misbehaves; None when the program was killed."""
    files_module.os = unruly  # type: ignore[attr-defined]
    try:
        return do()
    except Killed:
        return None
    finally:
        files_module.os = os  # type: ignore[attr-defined]
