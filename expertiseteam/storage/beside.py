"""Files beside a dossier that SQLite would fold into it without asking whose they are.

Seen with SQLite 3.53 and SQLCipher 4.19: the write-ahead log or the rollback journal of another dossier, put beside this one by a program
that copies folders, is written over its pages as soon as it is opened and closed, and nothing can be read any more. Its checksums are
right, for they only say that the log is whole. Every page in it is also signed with the key of its own dossier (SQLCipher's design:
HMAC-SHA512 over the encrypted page, its random start and its number), and that tells whose it is.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from pathlib import Path

PAGE, MAC = 4096, 64
LOG_HEADER, FRAME_HEADER = 32, 24
LOG_MAGIC = (0x377F0682, 0x377F0683)  # checksums over little- and big-endian words (sqlite.org/fileformat2.html, 4.1)
JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")  # (the same page, 3)
_SALT = 16  # the first bytes of the first page are plain: the salt of the file
_MAC_SALT = 0x3A  # SQLCipher's own: what the salt is mixed with for the key of the signatures


def stranger(dossier: Path, key: bytes, salt: bytes) -> str:
    """The name of a file beside a dossier that would be folded in and is of another one; "" when there is none.

    `key` is the raw key and `salt` the first sixteen bytes of the dossier. The dossier itself is not opened.
    """
    signing = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ _MAC_SALT for byte in salt), 2, 32)
    for ending, first_page in (("-wal", _first_in_log), ("-journal", _first_in_journal)):
        beside = dossier.with_name(dossier.name + ending)
        found = first_page(beside)
        if found is not None and not _is_signed(signing, *found):
            return beside.name
    return ""


def _is_signed(signing: bytes, number: int, page: bytes) -> bool:
    signed = page[_SALT if number == 1 else 0 : -MAC] + number.to_bytes(4, "little")
    return hmac.compare_digest(hmac.digest(signing, signed, "sha512"), page[-MAC:])


def _first_in_log(path: Path) -> tuple[int, bytes] | None:
    """The first page of a log that SQLite would take over; None when it would take nothing."""
    raw = _start(path, LOG_HEADER + FRAME_HEADER + PAGE)
    if len(raw) < LOG_HEADER + FRAME_HEADER + PAGE:
        return None
    magic, _, page_size = struct.unpack(">3I", raw[:12])
    frame = raw[LOG_HEADER : LOG_HEADER + FRAME_HEADER]
    if magic not in LOG_MAGIC or page_size != PAGE or frame[8:16] != raw[16:24]:
        return None
    page = raw[LOG_HEADER + FRAME_HEADER :]
    order = ">" if magic & 1 else "<"
    sums = _checksum(order, raw[: LOG_HEADER - 8], (0, 0))
    if struct.pack(">2I", *sums) != raw[LOG_HEADER - 8 : LOG_HEADER]:
        return None
    sums = _checksum(order, frame[:8] + page, sums)
    return (int.from_bytes(frame[:4], "big"), page) if struct.pack(">2I", *sums) == frame[16:24] else None


def _checksum(order: str, data: bytes, sums: tuple[int, int]) -> tuple[int, int]:
    """SQLite's own, over pairs of words (sqlite.org/fileformat2.html, 4.2)."""
    one, two = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        one = (one + even + two) & 0xFFFFFFFF
        two = (two + odd + one) & 0xFFFFFFFF
    return one, two


def _first_in_journal(path: Path) -> tuple[int, bytes] | None:
    """The first page that SQLite would put back from a journal; None when it would put back nothing."""
    head = _start(path, 28)
    if len(head) < 28 or head[:8] != JOURNAL_MAGIC:
        return None
    records, _, _, sector, page_size = struct.unpack(">5I", head[8:])
    record = _start(path, sector + 4 + PAGE)[sector:] if sector <= 65536 else b""
    if not records or page_size != PAGE or len(record) < 4 + PAGE:
        return None
    return int.from_bytes(record[:4], "big"), record[4:]


def _start(path: Path, length: int) -> bytes:
    """The first bytes of a file; none when it is not there. SQLite holds no lock on these two, so opening them drops none."""
    try:
        with path.open("rb") as file:
            return file.read(length)
    except OSError:
        return b""
