"""What can be wrong with a dossier file, each with its own sentence, and the traps of SQLCipher (storage.md, 2.3)."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from expertiseteam.basics.sentences import Refused
from expertiseteam.storage import file
from expertiseteam.storage.faults import NOTADB
from expertiseteam.storage.file import APPLICATION_ID, SCHEMA, check_opens, connect, create_file, integrity_problems

KEY = os.urandom(32)


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    path = tmp_path / "weidevoort.dossier"
    create_file(path, KEY)
    with closing(connect(path, KEY)) as c:
        c.execute("CREATE TABLE t(said TEXT) STRICT")
        c.executemany("INSERT INTO t VALUES (?)", [(f"GEHEIM {n} " * 20,) for n in range(500)])
        c.execute(f"PRAGMA user_version = {SCHEMA}")
        c.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def refusal(path: Path, key: bytes = KEY) -> str:
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(Refused) as caught:
        check_opens(path, key)
    if before is not None:
        assert path.read_bytes() == before, "a refused file was touched"
    return str(caught.value)


def test_a_good_file_opens(dossier: Path) -> None:
    assert check_opens(dossier, KEY) == SCHEMA
    assert integrity_problems(dossier, KEY) == []


def test_a_disk_that_answers_wrong_once_is_looked_at_again(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One look is no reason to put a copy back (F10)."""
    looks, wrong = [], sqlcipher.DatabaseError("file is not a database")
    wrong.sqlite_errorcode = NOTADB

    def connect_badly(path: Path, key: bytes) -> Any:
        looks.append(path)
        if len(looks) == 1:
            raise wrong
        return connect(path, key)

    monkeypatch.setattr(file, "connect", connect_badly)
    assert check_opens(dossier, KEY) == SCHEMA
    assert "ook toen er nog eens werd gekeken" in refusal(dossier, os.urandom(32))


def test_every_kind_of_wrong_file_has_its_own_sentence(dossier: Path, tmp_path: Path) -> None:
    missing = tmp_path / "weg.dossier"
    empty = tmp_path / "leeg.dossier"
    empty.touch()
    plain = tmp_path / "gewoon.dossier"
    with closing(sqlite3.connect(plain)) as c:
        c.execute("CREATE TABLE t(a)")
        c.commit()
    text = tmp_path / "brief.dossier"
    text.write_text("Geachte heer, mevrouw, " * 500)
    foreign = tmp_path / "ander.dossier"
    create_file(foreign, KEY)
    with closing(connect(foreign, KEY)) as c:
        c.execute("PRAGMA application_id = 1")
    newer = tmp_path / "nieuw.dossier"
    create_file(newer, KEY)
    with closing(connect(newer, KEY)) as c:
        c.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    damaged = tmp_path / "stuk.dossier"
    raw = bytearray(dossier.read_bytes())
    raw[100] ^= 0xFF
    damaged.write_bytes(raw)
    sentences = [refusal(path) for path in (missing, empty, plain, text, tmp_path, foreign, newer, damaged)]
    assert len(set(sentences)) == len(sentences)
    for words, sentence in zip(
        ("staat niet", "leeg", "gewone database", "geen dossier", "map", "ander programma", "nieuwere versie", "beschadigd"),
        sentences,
        strict=True,
    ):
        assert words in sentence
    assert not missing.exists(), "looking for a dossier made one"
    assert empty.stat().st_size == 0, "an empty file became a new dossier"


def test_noise_is_not_a_dossier(tmp_path: Path) -> None:
    path = tmp_path / "ruis.dossier"
    path.write_bytes(os.urandom(20_000))
    assert "beschadigd" in refusal(path)


@pytest.mark.parametrize("length", [0, 16, 31, 33, 64])
def test_a_key_of_another_length_is_never_taken_for_a_passphrase(tmp_path: Path, length: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        create_file(tmp_path / "x.dossier", b"k" * length)
    assert not (tmp_path / "x.dossier").exists()


def test_a_new_file_is_encrypted_from_its_first_byte(dossier: Path) -> None:
    assert not dossier.read_bytes().startswith(b"SQLite format 3")
    with closing(connect(dossier, KEY)) as c:
        assert c.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID


def test_making_a_dossier_never_overwrites(dossier: Path) -> None:
    before = dossier.read_bytes()
    with pytest.raises(Refused, match="niet overschreven"):
        create_file(dossier, KEY)
    assert dossier.read_bytes() == before


@pytest.mark.parametrize("harm", ["flip", "cut", "zeroed page", "swapped pages", "garbage behind"])
def test_damage_deeper_in_the_file_is_found(dossier: Path, harm: str) -> None:
    raw = bytearray(dossier.read_bytes())
    page = 4096
    assert len(raw) > 8 * page
    match harm:
        case "flip":
            raw[5 * page + 77] ^= 1
        case "cut":
            del raw[-2 * page :]
        case "zeroed page":
            raw[4 * page : 5 * page] = bytes(page)
        case "swapped pages":
            raw[4 * page : 5 * page], raw[6 * page : 7 * page] = raw[6 * page : 7 * page], raw[4 * page : 5 * page]
        case _:
            raw += os.urandom(2 * page)
    dossier.write_bytes(raw)
    assert integrity_problems(dossier, KEY), f"{harm} went unnoticed"


def test_a_log_that_is_not_folded_in_is_no_damage(dossier: Path) -> None:
    with closing(connect(dossier, KEY)) as c:
        c.executemany("INSERT INTO t VALUES (?)", [(f"later {n}",) for n in range(2000)])
        assert Path(f"{dossier}-wal").stat().st_size > 0
        assert integrity_problems(dossier, KEY) == []


def test_a_path_with_tricks_is_only_a_path(tmp_path: Path) -> None:
    tricky = tmp_path / "x?mode=memory&key=;ATTACH.dossier"
    create_file(tricky, KEY)
    assert tricky.stat().st_size > 0
    assert not (tmp_path / "x").exists()
