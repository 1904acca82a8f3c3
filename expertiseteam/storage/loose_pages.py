"""Rows of a damaged dossier whose page is whole but to which no way leads any more: the page that named it is the damaged one.

Read page by page as SQLCipher 4 wrote them (each sealed by itself), in the format of SQLite (sqlite.org/fileformat2.html). A row is taken
only when its id is one that is looked for, so that nothing is guessed; what stands on pages that were let go of is old and never taken.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from collections.abc import Iterator, Set
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

SIZE, IV, SEAL, SALT = 4096, 16, 64, 16
USED = SIZE - IV - SEAL  # bytes of a page that SQLite knows of
LEAF = 0x0D  # of a table
LARGEST = 1 << 31  # bytes of one row; SQLite takes no larger one


class Pages:
    """The pages of a file that nobody has open, numbered from 1 as SQLite does."""

    def __init__(self, file: Path, key: bytes) -> None:
        self._file, self._key = file.open("rb"), key
        salt = self._file.read(SALT)
        self._seal_key = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
        self.count = file.stat().st_size // SIZE

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def page(self, number: int) -> bytes | None:
        """What stands on a page; None when it is not there or not as it was written."""
        if not 1 <= number <= self.count:
            return None
        self._file.seek((number - 1) * SIZE)
        raw = self._file.read(SIZE)
        start = SALT if number == 1 else 0
        seal = hmac.digest(self._seal_key, raw[start : SIZE - SEAL] + struct.pack("<I", number), "sha512")
        if not hmac.compare_digest(seal, raw[SIZE - SEAL :]):
            return None
        reader = Cipher(algorithms.AES(self._key), modes.CBC(raw[USED : USED + IV])).decryptor()
        return raw[:start] + reader.update(raw[start:USED]) + reader.finalize()

    def let_go(self) -> set[int]:
        """The pages that hold nothing now."""
        found: set[int] = set()
        trunk = int.from_bytes((self.page(1) or bytes(SIZE))[32:36])
        while trunk and trunk not in found and (page := self.page(trunk)) is not None:
            found.add(trunk)
            trunk, many = struct.unpack(">II", page[:8])
            found |= set(struct.unpack(f">{many}I", page[8 : 8 + 4 * many])) if 8 + 4 * many <= USED else set()
        return found


def loose_rows(file: Path, key: bytes, wanted: Set[str], at: int) -> Iterator[list[Any]]:
    """Every whole row with one of these ids as its value number `at`. Its values are in the order of the columns; the last may be left out,
    where their columns came later than the row.
    """
    pages = Pages(file, key)
    try:
        old = pages.let_go()
        for number in range(2, pages.count + 1):
            page = pages.page(number) if number not in old else None
            if page is None or page[0] != LEAF:
                continue
            for cell in struct.unpack(f">{int.from_bytes(page[3:5])}H", page[8 : 8 + 2 * int.from_bytes(page[3:5])]):
                values = _values(pages, page, cell)
                if values is not None and at < len(values) and values[at] in wanted:
                    yield values
    finally:
        pages.close()


def _values(pages: Pages, page: bytes, at: int) -> list[Any] | None:
    """The values of one row; None when a part of it stands on a page that is not whole."""
    size, at = _number(page, at)
    _, at = _number(page, at)  # its rowid
    if size > LARGEST or (body := _body(pages, page, at, size)) is None:
        return None
    end, at = _number(body, 0)
    found, value = [], end
    while at < end:
        kind, at = _number(body, at)
        one, value = _value(body, value, kind)
        found.append(one)
    return found


def _body(pages: Pages, page: bytes, at: int, size: int) -> bytes | None:
    """All bytes of a row, also those that did not fit on its page."""
    most, least = USED - 35, (USED - 12) * 32 // 255 - 23
    if size <= most:
        return page[at : at + size]
    here = least + (size - least) % (USED - 4)
    here = here if here <= most else least
    body, following = page[at : at + here], int.from_bytes(page[at + here : at + here + 4])
    while len(body) < size:
        if (more := pages.page(following)) is None:
            return None
        following, body = int.from_bytes(more[:4]), body + more[4:USED]
    return body[:size]


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A number of SQLite's own length, and where it ends."""
    found = 0
    for step in range(8):
        byte = data[at + step]
        found = found << 7 | byte & 0x7F
        if byte < 0x80:
            return found, at + step + 1
    return found << 8 | data[at + 8], at + 9


def _value(body: bytes, at: int, kind: int) -> tuple[Any, int]:
    """One value, and where it ends."""
    size = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)[kind] if kind < 10 else (kind - 12) // 2
    raw = body[at : at + size]
    match kind:
        case 0:
            value: Any = None
        case 7:
            value = struct.unpack(">d", raw)[0]
        case 8 | 9:
            value = kind - 8
        case _ if kind < 7:
            value = int.from_bytes(raw, signed=True)
        case _:
            value = raw.decode("utf-8") if kind % 2 else raw
    return value, at + size
