"""A verified copy of the dossier, made before its tables change."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.file import connect, integrity_problems

KEPT = 3


def copy_before_migration(path: Path, key: bytes, schema: int) -> Path:
    """Copy the dossier beside itself, open the copy, check and count it, and only then give it its name. Keeps the newest three.

    Returns the copy's path, `name.indeling-N.kopie`. Refused when the copy does not prove whole: then nothing has changed.
    """
    copy = path.with_name(f"{path.name}.indeling-{schema}.kopie")
    half = copy.with_name(copy.name + ".half")
    half.unlink(missing_ok=True)
    with closing(connect(path, key)) as source, closing(connect(half, key, create=True)) as target:
        source.backup(target)
        expected = _counts(source)
    with closing(connect(half, key)) as target:
        whole = _counts(target) == expected
    if not whole or integrity_problems(half, key):
        half.unlink(missing_ok=True)
        raise Refused(
            "De reservekopie van dit dossier is niet goed gelukt. Er is niets gewijzigd. "
            "Maak ruimte op de schijf en open het dossier opnieuw."
        )
    half.replace(copy)
    for leftover in ("-wal", "-shm"):
        Path(f"{half}{leftover}").unlink(missing_ok=True)
    for old in sorted(path.parent.glob(f"{path.name}.indeling-*.kopie"), key=lambda p: p.stat().st_mtime)[:-KEPT]:
        old.unlink()
    return copy


def _counts(connection: object) -> dict[str, int]:
    execute = connection.execute  # type: ignore[attr-defined]
    tables = [
        row[0]
        for row in execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' ORDER BY name").fetchall()
    ]
    return {name: execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}
