"""What is done with keys, in the log: the keys themselves stand in the key file, outside the dossier.

Each act here is also the rule of who may do it (docs/rollen.md): who changes the key file asks it first, and notes it after.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from expertiseteam.access.tables import LogChain, LogLine
from expertiseteam.access.who import EVERYONE, OFFICER
from expertiseteam.access.work import Work, act, query
from expertiseteam.storage.reading import Reader


@act("lid uitgenodigd", by=OFFICER)
def note_invited(work: Work, member_id: str) -> None:
    """A one-time code was made for this member."""
    work.about.append(member_id)


@act("uitnodiging ingetrokken", by=OFFICER)
def note_withdrawn(work: Work, member_id: str) -> None:
    """The code of this member is worth nothing any more."""
    work.about.append(member_id)


@act("herstelblad vernieuwd", by=OFFICER)
def note_new_sheet(work: Work) -> None:
    """The sheet of before opens nothing that is written from now on."""


@act("sleutels klaargezet voor een nieuwe laptop", by=EVERYONE)
def note_move(work: Work) -> None:
    """The member's own keys lie under a one-time code."""
    work.about.append(work.who.id)


@act("dossier in een teammap gezet", by=OFFICER)
def note_folder(work: Work) -> None:
    """From now on the team shares the dossier through a folder."""


@act("team laten overgaan op een nieuwere versie", by=OFFICER)
def note_layout(work: Work) -> None:
    """The dossier in the team folder has the layout of a newer program; who has an older one shares nothing until it is installed."""


@act("laptop als gestolen of kwijt gemeld", by=OFFICER)
def note_lost_laptop(work: Work, member_id: str) -> None:
    """The keys on that laptop open nothing that is written from now on."""
    work.about.append(member_id)


@query(by=EVERYONE)
def last_seen(read: Reader) -> dict[str, datetime]:
    """When each member last opened or changed something here, by member: of everybody for the aandachtsfunctionaris, else of oneself."""
    found: dict[str, datetime] = {}
    newest = (
        select(LogLine.at)
        .where(LogLine.device == LogChain.id)
        .order_by(LogLine.number.desc())
        .limit(1)
        .correlate(LogChain)
        .scalar_subquery()
    )
    for member_id, at in read.tuples(select(LogChain.member_id, newest)):
        if at is not None:
            found[str(member_id)] = max(at, found.get(str(member_id), at))
    return found
