"""Putting a copy back: made ready beside the dossier, compared with it, and then put in its place, all or nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from expertiseteam.access.work import Act
from expertiseteam.access.workspace import Workspace
from expertiseteam.basics.causes import cause_of
from expertiseteam.basics.clock import Clock, local
from expertiseteam.basics.dates import clock_time, full_date
from expertiseteam.basics.sentences import Refused, TeamIsOlder, Unopened
from expertiseteam.safety.records import Difference, Matter
from expertiseteam.safety.second_place import carry
from expertiseteam.safety.standing import differences, record_restored, standing
from expertiseteam.storage.backup import NoRoom, NotWhole, make_copy, prove
from expertiseteam.storage.faults import sentence_for
from expertiseteam.storage.file import check_opens, connect, is_replica, look_at, rekey
from expertiseteam.storage.migrate import bring_up_to_date
from expertiseteam.storage.rekey import opens
from expertiseteam.vault import copies, putting_back
from expertiseteam.vault.copies import Copy, Reason
from expertiseteam.vault.disk_kind import refuse_to_make
from expertiseteam.vault.files import take_place
from expertiseteam.vault.identity import Identity
from expertiseteam.vault.keyfile import KeyFile, key_file_of, read_key_file
from expertiseteam.vault.renewing import keys_that_open

OpenReady = Callable[[Path, Identity, Clock], Workspace]
NOTHING = "Het dossier zoals het nu is, is niet veranderd."
_CLOSE = "Sluit het daar en probeer het opnieuw."
_LAST_IN = """SELECT member.name, log_line.at FROM log_line JOIN member ON member.id = log_line.member_id
    WHERE log_line.member_id <> ? ORDER BY log_line.at DESC LIMIT 1"""


class Prepared:
    """A dossier that was made ready to be put in the place of another: whole, under today's key, with today's tables.

    Made of a copy (`prepare`) or of what is whole in a damaged one (`salvaging.salvage_for`). `discard` it, or `put_back` it. `is_from`
    says in words where it came from.
    """

    def __init__(
        self, dossier: Path, folder: Path, identity: Identity, workspace: Workspace, is_from: str, record: Act[[str], None]
    ) -> None:
        self.dossier, self.identity, self.is_from = dossier, identity, is_from
        self._folder, self._workspace, self._record = folder, workspace, record
        self._counts_now = workspace.hold_witness()

    def compare(self, present: Workspace) -> list[Difference]:
        """What the present dossier has that would be lost, undone or brought back. Refused for who may not put a copy back."""
        found = differences(present.ask(standing), self._workspace.ask(standing))
        self._workspace.saw_log_of(present)
        return found

    def count(self) -> dict[Matter, int]:
        """How much of each matter it holds. Refused for who may not put a copy back."""
        return {matter: len(rows) for matter, rows in self._workspace.ask(standing).rows.items()}

    def lines_behind(self) -> int:
        """How many lines of the log this computer saw that are not in it."""
        return self._workspace.lines_behind()

    def discard(self) -> None:
        """Put nothing back."""
        self._workspace.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def put_back(self, clock: Clock, why: str = "") -> Copy | None:
        """Put it in the dossier's place. The dossier must be closed; the one that stood there stays as a copy, which is returned.

        None when the present file could not be read at all; then it is set aside with the copies as it is. Refused when it is open
        elsewhere, or there is no room: then nothing changed. Old copies that may go, go.
        """
        undo: Copy | None = None
        try:
            behind = self.lines_behind()
            undo = _kept(self.dossier, self.identity, clock)
            lost = f"wat het logboek van daarna had, staat hier niet in: {behind} {'regel' if behind == 1 else 'regels'}"
            self._workspace.do(self._record, "; ".join(part for part in (self.is_from, lost if behind else "", why) if part))
            self._workspace.close()
            if not _is_needed(key_file_of(self.dossier), self.identity):
                key_file_of(self._folder / self.dossier.name).unlink(missing_ok=True)
            putting_back.decide(self._folder, self.dossier)
            putting_back.finish(self.dossier)
            self._counts_now()
        except OSError as error:
            raise _not_possible(error) from None
        finally:
            self.discard()
        now = clock()
        copies.thin(copies.copies_folder(self.dossier), now)
        if undo is not None:
            carry(self.dossier, undo, now)
        return undo


def moment_words(copy: Copy) -> str:
    """When a copy was made, in words."""
    return moment_in_words(copy.at)


def moment_in_words(at: datetime) -> str:
    """A day and a time, in words."""
    return f"{full_date(local(at).date())}, {clock_time(local(at))}"


def prepare(dossier: Path, copy: Copy, identity: Identity, clock: Clock, open_ready: OpenReady) -> Prepared:
    """Make a copy ready beside the dossier, which may stay open; `open_ready` is `opening.workspace_for`.

    Refused when the copy is not whole, is newer than this program, does not open for this member, or there is no room.
    """
    with beside(dossier) as folder:
        ready = folder / dossier.name
        shutil.copyfile(copy.dossier, ready)
        shutil.copyfile(_keys_for(dossier, copy, identity), key_file_of(ready))
        old_key = key_of(copy, identity)
        try:
            schema = check_opens(ready, old_key)
            prove(ready, old_key)
        except (Unopened, NotWhole):
            raise Refused(
                f"De kopie van {moment_words(copy)} is beschadigd of niet te lezen. Zij wordt niet gebruikt. Er is niets gewijzigd. "
                "Kies een andere kopie."
            ) from None
        if old_key != identity.dossier_key:
            rekey(ready, old_key, identity.dossier_key)
        if not is_replica(ready, identity.dossier_key):  # that one goes along with its team, when it is opened
            bring_up_to_date(ready, identity.dossier_key, schema, copied=True)
        workspace = _opened(ready, identity, clock, open_ready)
        return Prepared(dossier, folder, identity, workspace, f"kopie van {moment_words(copy)}", record_restored)


@contextmanager
def beside(dossier: Path) -> Iterator[Path]:
    """A folder among the copies in which another dossier is made ready; gone again when that fails. Refused when the disk is why."""
    folder: Path | None = None
    try:
        folder = copies.begin(copies.copies_folder(dossier))
        yield folder
    except BaseException as error:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, OSError):
            raise _not_possible(error) from None
        if isinstance(error, sqlcipher.Error) and (said := sentence_for(error)):
            raise Refused(said) from None
        raise


def key_of(copy: Copy, identity: Identity) -> bytes:
    """The key that this copy is under: after somebody left the team, older copies are under the key of then.

    Who has today's key has all earlier ones (docs/sleutels.md), whenever he became a member. Refused when the copy is of another dossier,
    or opens with none of them.
    """
    keys = key_file_of(copy.dossier)
    file = read_key_file(keys) if keys.exists() else None
    if file is not None and file.founding != identity.founding:
        raise Refused(f"Deze kopie hoort bij een ander dossier. {NOTHING} Kies een andere kopie.")
    key = key_for(copy.dossier, identity)
    if key is not None:
        return key
    if file is not None and file.last.card_of(identity.member_id) is not None:
        with suppress(Refused):  # the present key file is the older one of the two
            return file.last.open_key(identity.private)
    return identity.dossier_key  # damaged: what comes next says so


def key_for(file: Path, identity: Identity) -> bytes | None:
    """The key of today or of an earlier time that opens this file; None when none does."""
    for key in keys_that_open(identity):
        with suppress(sqlcipher.Error):
            if opens(file, key):
                return key
    return None


def newest_keys(found: Iterable[Copy], founding: str | None = None) -> tuple[KeyFile, Copy] | None:
    """The key file that goes furthest among these copies (newest first), and whose copy it stands in; None when none can be used.

    Which is the newest is not believed: the chain in each is proven. `founding`: of this dossier only; else of that of the first.
    """
    best: tuple[KeyFile, Copy] | None = None
    for copy in found:
        file = _read_keys(copy)
        if file is None or file.founding != (founding or file.founding):
            continue
        founding = file.founding
        if best is None or len(file.entries) > len(best[0].entries):
            best = file, copy
    return best


def take_out(copy: Copy, dossier: Path) -> None:
    """Make a dossier of a copy at a new place, for another laptop. Whole or not at all. Refused when something stands there,
    Misplaced when no dossier can stand there.

    Its keys are the newest among the copies that stand with it: who left since then does not come in, who came later does, and the newest
    recovery sheet fits. They have the older key of the copy itself.
    """
    refuse_to_make(dossier)
    file, new_keys = _read_keys(copy), key_file_of(dossier)
    newest = newest_keys(copies.copies(copy.folder.parent), file.founding) if file is not None else None
    keys = key_file_of(newest[1].dossier if newest is not None else copy.dossier)
    if dossier.exists() or new_keys.exists():
        raise Refused(f"Er staat al een dossier “{dossier.name}”. Het is niet overschreven. Kies een andere naam of een andere map.")
    halves = (new_keys.with_name(f".{new_keys.name}.{os.getpid()}"), dossier.with_name(f".{dossier.name}.{os.getpid()}"))
    try:
        for source, half, target in zip((keys, copy.dossier), halves, (new_keys, dossier), strict=True):
            shutil.copyfile(source, half)
            copies.settle(half)
            take_place(half, target)  # the keys first: a dossier never stands there without them
        copies.settle(dossier.parent)
    except OSError as error:
        if not dossier.exists():
            new_keys.unlink(missing_ok=True)
        raise _not_possible(error) from None
    finally:
        for half in halves:
            half.unlink(missing_ok=True)


def _kept(dossier: Path, identity: Identity, clock: Clock) -> Copy | None:
    """Keep the present dossier as a copy, or, when it cannot be read, its files as they are."""
    if not dossier.exists():
        return None
    try:
        look_at(dossier)  # SQLite takes an empty file for a new database
        key = key_for(dossier, identity) or identity.dossier_key
        with closing(connect(dossier, key)) as source:
            copy = make_copy(source, dossier, key, Reason.RESTORE, clock())
    except NoRoom:
        raise
    except (sqlcipher.Error, Refused):
        _set_aside(dossier, clock)
        return None
    if Path(f"{dossier}-wal").exists():  # who closes last takes it away
        raise Refused(f"Het dossier is nog in een ander venster open.{_who_is_in(dossier, key, identity)} {NOTHING} {_CLOSE}")
    return copy


def _who_is_in(dossier: Path, key: bytes, identity: Identity) -> str:
    """Who worked in it last besides who restores, and when, by the log: an open window bears no name. "" where nobody did."""
    with closing(connect(dossier, key)) as opened:
        row = opened.execute(_LAST_IN, (identity.member_id,)).fetchone()
    return f" Naast u werkte {row[0]} er het laatst in, {moment_in_words(datetime.fromisoformat(row[1]))}." if row else ""


def _set_aside(dossier: Path, clock: Clock) -> None:
    half = copies.begin(copies.copies_folder(dossier))
    for file in (dossier, key_file_of(dossier), Path(f"{dossier}-wal"), Path(f"{dossier}-shm")):
        with suppress(FileNotFoundError):
            shutil.copyfile(file, half / file.name)
    copies.set_aside(half, clock())


def _read_keys(copy: Copy) -> KeyFile | None:
    try:
        return read_key_file(key_file_of(copy.dossier))
    except Refused:
        return None


def _keys_for(dossier: Path, copy: Copy, identity: Identity) -> Path:
    present = key_file_of(dossier)
    return key_file_of(copy.dossier) if _is_needed(present, identity) else present


def _is_needed(present: Path, identity: Identity) -> bool:
    """Whether the key file of the copy has to come along: the present one is gone, damaged, or of another dossier."""
    try:
        return read_key_file(present).founding != identity.founding
    except Refused:
        return True


def _opened(ready: Path, identity: Identity, clock: Clock, open_ready: OpenReady) -> Workspace:
    try:
        return open_ready(ready, identity, clock)
    except TeamIsOlder:
        raise
    except Refused:
        raise Refused(
            f"Toen deze kopie werd gemaakt, was u nog geen lid. {NOTHING} Kies een nieuwere kopie, of laat iemand die toen al lid was haar "
            "terugzetten."
        ) from None


def _not_possible(error: Any) -> Refused:
    return Refused(
        f"Het lukt niet op deze schijf ({cause_of(error)}). {NOTHING} Maak ruimte, of kijk of u in de map mag "
        "schrijven, en probeer het opnieuw."
    )
