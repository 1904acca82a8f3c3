"""Putting a small file in its place whole or not at all."""

from __future__ import annotations

import contextlib
import os
import time
from glob import escape as glob_escape
from pathlib import Path

PATIENCE = 5.0  # seconds
_PAUSE = 0.05
_HELD = (5, 32)  # Windows: access denied, sharing violation


def write_beside(path: Path, raw: bytes) -> Path:
    """Write bytes under another name in the same folder, readable by its owner only and durable. OSError leaves nothing behind."""
    half = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    try:
        with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600), "wb") as target:
            target.write(raw)
            target.flush()
            os.fsync(target.fileno())
    except OSError:
        with contextlib.suppress(OSError):
            half.unlink()
        raise
    return half


def put_in_place(path: Path, raw: bytes) -> None:
    """Write a file or replace the one that stands there. OSError when the disk does not take it; the old one then still stands."""
    half = write_beside(path, raw)
    try:
        take_place(half, path)
        settle(path.parent)
    finally:
        with contextlib.suppress(FileNotFoundError):
            half.unlink()


def put_for_user(path: Path, raw: bytes) -> None:
    """As `put_in_place`, for a file that the user asked for: what a program left that was killed while writing the same file goes first.

    Such a half is readable, so nobody should find it years later under a name that is not shown.
    """
    for half in path.parent.glob(f".{glob_escape(path.name)}.{'[0-9a-f]' * 8}"):
        with contextlib.suppress(OSError):
            half.unlink()
    put_in_place(path, raw)


def take_place(half: Path, path: Path) -> None:
    """As `os.replace`. Where a virus scanner or a sync client holds the file for a moment (Windows), it is tried again for five seconds."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            os.replace(half, path)
            return
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _HELD or time.monotonic() >= until:
                raise
        time.sleep(_PAUSE)


def settle(folder: Path) -> None:
    """Make a new name in a folder durable too.

    The file is whole and in its place by now, so a file system that cannot do this (Windows does it by itself) is no reason to say that it
    was not saved.
    """
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
