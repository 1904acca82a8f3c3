"""Looks for words in every byte of every file, in whatever clothes they may stand there."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

# What could hold words where no search of bytes finds them; none of it has a place outside the encrypted dossier.
WRAPPED = {
    b"%PDF-": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"PK\x03\x04": "a zip file",
    b"\x1f\x8b": "a gzip file",
    b"SQLite format 3": "a plain database",
}


def disguises(word: bytes | str) -> dict[str, bytes]:
    """The word as it may stand in a file: name of the disguise, and the bytes to look for."""
    plain = word if isinstance(word, bytes) else word.encode()
    found = {"bytes": plain, "hex": plain.hex().encode(), "HEX": plain.hex().upper().encode(), **_base64(plain)}
    if isinstance(word, str):
        for encoding in ("utf-16-le", "utf-16-be", "utf-32-le", "latin-1", "cp1252"):
            found[encoding] = word.encode(encoding)
        found["upper"], found["lower"] = word.upper().encode(), word.lower().encode()
        found["lower utf-16-le"] = word.lower().encode("utf-16-le")
        found["json"] = word.encode("ascii", "backslashreplace").replace(b"\\x", b"\\u00")
        found["url"] = quote(word).encode()
    return found


def traces(folders: Iterable[Path], words: Iterable[bytes | str]) -> list[str]:
    """Every hit in every file below the folders, in file names too, and every file that could hide one."""
    needles = [(word, name, needle) for word in words for name, needle in disguises(word).items()]
    found = []
    for file in sorted(file for folder in folders for file in folder.rglob("*") if not file.is_dir()):
        raw = file.read_bytes() if file.is_file() else b""
        found += [f"{file.name} is {what}" for start, what in WRAPPED.items() if raw.startswith(start)]
        for word, name, needle in needles:
            if needle in raw:
                found.append(f"{file.name} holds {word!r} as {name}")
            if needle in str(file).encode():
                found.append(f"the name {file} holds {word!r} as {name}")
    return found


def _base64(plain: bytes) -> dict[str, bytes]:
    """What of the word is the same in base64 whatever stands around it, for each of the three places where it can begin."""
    found = {}
    for before in range(3):
        coded = base64.b64encode(b"\0" * before + plain)
        first = -(-before * 8 // 6)  # signs that also depend on what stands before
        last = (before + len(plain)) * 8 // 6  # and from here on what comes after
        found[f"base64, {before} before"] = coded[first:last]
    return found
