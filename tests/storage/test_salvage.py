"""With any one page damaged, what stands on other pages comes back, what is missing is named, and a copy fills it in."""

from __future__ import annotations

import os
import random
import shutil
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from expertiseteam.basics.sentences import Refused
from expertiseteam.insight.find import find
from expertiseteam.opening import workspace_for
from expertiseteam.storage.file import connect, integrity_problems
from expertiseteam.storage.loose_pages import Pages
from expertiseteam.storage.salvage import salvage
from expertiseteam.vault.copies import Reason
from expertiseteam.vault.keyfile import key_file_of
from tests.dossier import Team
from tests.faults.sampling import LONG, Tell, sample
from tests.faults.surroundings import write_down
from tests.safety.test_restoring import identity_of

PAGE = 4096
SIGNALS = 150
PARTS = 4  # of a long run, so that each ends in time on a busy machine


def damaged(team: Team, page: int, harm: str = "flip") -> Path:
    """A duplicate of the dossier with one page damaged; pages count from 0."""
    wreck = team.path.with_name(f"kapot-{page}.dossier")
    raw = bytearray(team.path.read_bytes())
    match harm:
        case "flip":
            raw[page * PAGE + 1234] ^= 1
        case "zero":
            raw[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
        case _:
            raw[page * PAGE : (page + 1) * PAGE] = os.urandom(PAGE)
    wreck.write_bytes(raw)
    return wreck


@pytest.fixture
def full(team: Team) -> Team:
    for n in range(SIGNALS):
        write_down(team.noor, f"signaal {n}: " + "gordijnen dicht, post puilt uit, " * 8)
    team.close()
    return team


def ids(path: Path, key: bytes) -> set[str]:
    with closing(connect(path, key)) as c:
        return {row[0] for row in c.execute("SELECT id FROM concern")}


def describes_itself(path: Path, key: bytes) -> bool:
    try:
        with closing(connect(path, key)) as c:
            return bool(c.execute("SELECT count(sql) FROM sqlite_master").fetchone()[0])
    except sqlcipher.DatabaseError:
        return False


def page_of(table: str, path: Path, key: bytes) -> int:
    """The first page of a table, counted from 0."""
    with closing(connect(path, key)) as c:
        return int(c.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]) - 1


def leaf_of(table: str, path: Path, key: bytes) -> int:
    """A page on which rows of a table stand, counted from 0: the first one that its first page leads to."""
    with closing(Pages(path, key)) as pages:
        first = pages.page(page_of(table, path, key) + 1)
        assert first is not None and first[0] == 0x05, "the table takes more than one page"
        at = int.from_bytes(first[12:14])
        return int.from_bytes(first[at : at + 4]) - 1


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("part", range(PARTS if LONG else 1))
def test_any_damaged_page_costs_only_its_own_rows(full: Team, part: int, tell: Tell) -> None:
    identity = identity_of(full)
    key = identity.dossier_key
    every = ids(full.path, key)
    pages = full.path.stat().st_size // PAGE
    r = random.Random(part)
    worst, refused, whole = len(every), 0, 0
    chosen = sample(range(1, pages), 5, "pages")[part :: PARTS if LONG else 1]
    for page in chosen:
        wreck = damaged(full, page, r.choice(("flip", "zero", "noise")))
        target = wreck.with_suffix(".gered")
        try:
            found = {table.name: table for table in salvage(wreck, key, target)}
        except Refused:
            assert not describes_itself(wreck, key), f"page {page}: only without the description of the tables does nothing but a copy help"
            refused += 1
            wreck.unlink()
            continue
        concerns = found["concern"]
        back = ids(target, key)
        assert concerns.unsure or len(back) + len(concerns.missing) == len(every), f"page {page}: what is missing is named"
        assert all(name.startswith("26-") for name in concerns.missing), "by its code"
        assert not back - every
        whole += back == every
        worst = min(worst, len(back))
        assert not [p for p in integrity_problems(target, key) if "verwijzing" not in p], f"page {page}"
        wreck.unlink()
        target.unlink()
    tell(
        f"salvage, part {part}: {len(chosen)} pages of {pages}, {whole} without loss, worst kept {worst} of {len(every)}, "
        f"{refused} only from a copy"
    )


def test_a_page_that_only_led_to_others_costs_no_row(full: Team) -> None:
    """The first page of a table that is large names the pages on which its rows stand; long texts go on over several pages."""
    identity = identity_of(full)
    key = identity.dossier_key
    femke = workspace_for(full.path, identity, full.clock)
    long = write_down(femke, "lang verhaal: " + "gordijnen dicht, post puilt uit, " * 250)
    gone = write_down(femke, "gaat weg " * 400)
    femke.close()
    with closing(connect(full.path, key)) as c:
        for table in ("concern", "log_line", "search_entry"):
            c.execute(f"DELETE FROM {table} WHERE {'row_id' if table == 'search_entry' else 'id'} = ?", (gone,))
        every = c.execute("SELECT * FROM concern ORDER BY id").fetchall()
        lines = c.execute("SELECT * FROM log_line ORDER BY id").fetchall()
        c.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    for table, rows in (("concern", every), ("log_line", lines)):
        wreck = damaged(full, page_of(table, full.path, key), "noise")
        target = wreck.with_suffix(".gered")
        found = {t.name: t for t in salvage(wreck, key, target)}[table]
        assert (found.missing, found.from_copy, found.unsure, found.saved) == ((), (), False, len(rows))
        with closing(connect(target, key)) as c:
            assert c.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() == rows, "every value as it was"
            assert c.execute("SELECT what FROM concern WHERE id = ?", (long,)).fetchone()[0].startswith("lang verhaal: gordijnen")
    assert gone not in {row[0] for row in every}


def test_a_copy_fills_in_what_is_missing(full: Team) -> None:
    identity = identity_of(full)
    key = identity.dossier_key
    femke = workspace_for(full.path, identity, full.clock)
    copy = femke.copy(Reason.HAND)
    later = write_down(femke, "na de kopie")
    femke.close()
    every = ids(full.path, key)
    wreck = damaged(full, leaf_of("concern", full.path, key))
    target = wreck.with_suffix(".gered")
    found = {t.name: t for t in salvage(wreck, key, target, copy=copy.dossier)}["concern"]
    assert found.from_copy and len(ids(target, key)) + len(found.missing) == len(every)
    assert later in every
    shutil.copy(key_file_of(full.path), key_file_of(target.with_suffix(".dossier")))
    target.rename(target.with_suffix(".dossier"))
    noor = workspace_for(target.with_suffix(".dossier"), identity, full.clock)
    assert noor.ask(find, "puilt uit"), "what was saved can be searched"
    noor.close()


def test_a_file_that_does_not_open_is_for_a_copy(full: Team) -> None:
    wreck = damaged(full, 0)
    with pytest.raises(Refused, match="gaat helemaal niet open"):
        salvage(wreck, identity_of(full).dossier_key, wreck.with_suffix(".gered"))
    assert not wreck.with_suffix(".gered").exists()
    assert not [left for left in wreck.parent.iterdir() if left.name.startswith(".half-")]


def test_nothing_is_overwritten_and_the_damaged_file_is_not_touched(full: Team) -> None:
    wreck = damaged(full, 60)
    before = wreck.read_bytes()
    target = wreck.with_suffix(".gered")
    target.write_text("van mij")
    with pytest.raises(Refused, match="niet overschreven"):
        salvage(wreck, identity_of(full).dossier_key, target)
    assert target.read_text() == "van mij" and wreck.read_bytes() == before
