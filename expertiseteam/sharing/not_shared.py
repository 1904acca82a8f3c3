"""What this laptop did and the team does not have yet, as its log tells of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, Integer, MetaData, String, Table, select

from expertiseteam.access.tables import LogKind, LogLine
from expertiseteam.access.who import EVERYONE
from expertiseteam.access.work import query
from expertiseteam.cases.reading import codes_in, codes_of
from expertiseteam.sharing.records import NotShared
from expertiseteam.storage.folder.outbox import read_waiting
from expertiseteam.storage.reading import Reader

MOST = 200  # of very many only the newest
_OUTBOX = Table("folder_outbox", MetaData(), Column("place", Integer), Column("id", String), Column("said", String))
_NEWEST = select(_OUTBOX.c.id, _OUTBOX.c.said).order_by(_OUTBOX.c.place.desc()).limit(MOST)


@query(by=EVERYONE)
def not_shared(read: Reader) -> list[NotShared]:
    """What waits for the team, newest first; nothing for a dossier in no team folder. What only looked is left out: it goes along.

    Whose line of the log somebody may not read stays out too: that of another who unlocks on this computer.
    """
    if not read.is_replica:
        return []
    waiting = [read_waiting(tx, said) for tx, said in read.tuples(_NEWEST)]
    own = [one.change.id for tx in waiting for one in tx.own if one.change.table == LogLine.__tablename__]
    lines = select(LogLine.at, LogLine.what, LogLine.about).where(LogLine.id.in_(own), LogLine.kind == LogKind.ACT)
    found: list[tuple[datetime, str, str]] = read.tuples(lines.order_by(LogLine.at.desc()))
    codes = codes_of(read, sorted({part for _, _, about in found for part in about.split()}))
    return [NotShared(at, what, codes_in(about, codes)) for at, what, about in found]
