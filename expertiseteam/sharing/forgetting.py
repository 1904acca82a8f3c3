"""What was destroyed, and where it still stands: in entries of the team folder until a second member confirmed a snapshot without it, on
laptops until they take that over, and in copies until these go (docs/team-folder.md, 9)."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from sqlalchemy import Column, Integer, MetaData, String, Table, select

from expertiseteam.access.tables import Member
from expertiseteam.access.who import OFFICER
from expertiseteam.access.work import query
from expertiseteam.basics.clock import local_day
from expertiseteam.sharing.records import Forgetting
from expertiseteam.storage.reading import Reader
from expertiseteam.team.key_notes import last_seen
from expertiseteam.vault.copies import WEEKS

_DESTROYED = Table("folder_destroyed", MetaData(), Column("number", Integer), Column("at", String))
_CLAIM = Table(
    "folder_claim",
    MetaData(),
    *(Column(name, Integer) for name in ("entry", "alone", "number")),
    *(Column(name, String) for name in ("at", "by", "name", "digest", "file")),
)


@query(by=OFFICER)
def forgetting(read: Reader, now: datetime) -> Forgetting | None:
    """How far the destruction in a team folder is that is not over yet, the last one when there are more; None when there is none."""
    destroyed = read.tuples(select(_DESTROYED.c.number, _DESTROYED.c.at).order_by(_DESTROYED.c.number)) if read.is_replica else []
    if not destroyed:
        return None
    number, at = destroyed[-1]
    when = datetime.fromisoformat(at)
    c = _CLAIM.c
    told = read.tuples(select(c.number, c.name, c.digest, c.file, c.at, c.by, c.alone).where(c.number >= number).order_by(c.entry))
    team = dict(read.tuples(select(Member.id, Member.name).where(Member.is_active, Member.card != "")))
    confirmed = _confirmed_at(told)
    if confirmed is None:
        said = {by for *_, by, _ in told}
        still = tuple(sorted(name for member, name in team.items() if member not in said or len(team) == 1))
        return Forgetting(when, bool(told), still, is_alone=len(team) == 1)
    seen = last_seen(read)
    behind = tuple(sorted(name for member, name in team.items() if member not in seen or seen[member] <= confirmed))
    gone_on = local_day(confirmed) + timedelta(weeks=WEEKS)
    return None if local_day(now) > gone_on and not behind else Forgetting(when, True, (), behind, gone_on)


def _confirmed_at(told: list[tuple[int, str, str, str, str, str, int]]) -> datetime | None:
    """When the first snapshot was confirmed: by a second member, or again by the only one."""
    words = defaultdict(list)
    for *snapshot, at, by, alone in told:
        words[tuple(snapshot)].append((by, alone))
        said = words[tuple(snapshot)]
        if len({one for one, _ in said}) > 1 or (len(said) > 1 and all(was_alone for _, was_alone in said)):
            return datetime.fromisoformat(at)
    return None
