"""*Prullenbak*: what is thrown away in a case can be taken back, by anybody who may know of the case."""

from __future__ import annotations

import json
from calendar import monthrange
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from expertiseteam.access.tables import Member
from expertiseteam.access.who import EVERYONE, TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.clock import local_day
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.tables import Binned, Case, FactUse, KnownFact, Note, SeriousEvent
from expertiseteam.storage.reading import Reader, select_for
from expertiseteam.team.settings import team_settings

if TYPE_CHECKING:
    from expertiseteam.access.workspace import Workspace

# What may be thrown away, what people call it, and the column that tells which one it is.
THROWN: dict[str, tuple[type[Any], str, str]] = {
    "note": (Note, "notitie", "text"),
    "known_fact": (KnownFact, "al bekend gegeven", "topic"),
    "serious_event": (SeriousEvent, "ernstig voorval", "what"),
}
_MOMENTS, _DAYS = ("at",), ("on", "learned_on")


@dataclass(frozen=True, slots=True)
class BinnedLine:
    """Something in the bin of a case."""

    id: str
    version: int
    row_kind: str
    said: str
    at: datetime
    by: str


@act("in de prullenbak gelegd", by=TEAM)
def throw_away(work: Work, row_kind: str, row_id: str, shown: str | None = None) -> str:
    """Put a note, a known fact or a serious event in the bin; returns the id to take it back with.

    Refused for a fact that others used already: what they did rests on it; and for an event of which a colleague wrote meanwhile what was
    learned, when that is not in what the screen showed of it (`shown`).
    """
    kind, word, tells = THROWN[row_kind]
    row = work.get(kind, row_id)
    if row_kind == "known_fact" and work.values(select(FactUse.id).where(FactUse.fact_id == row_id)):
        raise Refused(f"Dit gegeven is al door anderen gebruikt. De {word} blijft staan. Noteer liever wat er veranderd is.")
    if row_kind == "serious_event" and shown is not None and row.learned not in shown:
        raise Refused(
            "Een collega schreef intussen op wat het team van dit voorval leerde. Er is niets weggegooid. Lees het eerst; klopt weggooien "
            "dan nog, doe het opnieuw."
        )
    columns = {column.key for column in kind.__table__.columns} - {"id", "version", "case_id", "circle_id"}
    content = {name: _plain(getattr(row, name)) for name in columns}
    said = f"{word}: {getattr(row, tells)}"
    binned = Binned(
        case_id=row.case_id,
        circle_id=row.circle_id,
        row_kind=row_kind,
        said=said,
        content=json.dumps(content, ensure_ascii=False),
        at=work.now,
        by_id=work.who.id,
    )
    work.remove(row)
    return work.add(binned).id


@act("uit de prullenbak gehaald", by=TEAM)
def take_back(work: Work, binned_id: str) -> str:
    """Put it back as it was, with who wrote it and when; returns its id."""
    binned = work.get(Binned, binned_id)
    kind, _, _ = THROWN[binned.row_kind]
    content = {name: _typed(name, value) for name, value in json.loads(binned.content).items()}
    row = work.add(kind(case_id=binned.case_id, circle_id=work.get(Case, binned.case_id).circle_id, **content))
    work.remove(binned)
    return str(row.id)


@act("prullenbak geleegd", by=EVERYONE)
def empty_old_bins(work: Work) -> None:
    """Take away for good what lies in a bin for longer than the team chose. Whoever works first on a day does it, for what he may know."""
    for row_id in _too_old(work, work.today):
        work.remove(work.get(Binned, row_id))


@query(by=EVERYONE)
def too_old(read: Reader, today: date) -> int:
    """How many things lie in a bin for longer than the team chose, of those that the viewer may know of."""
    return len(_too_old(read, today))


def empty_bins(workspace: Workspace) -> None:
    """Empty the bins of what lay there long enough, before the first work of a day; what could not be is done the next day."""
    if workspace.ask(too_old, workspace.today):
        with suppress(Refused):
            workspace.do(empty_old_bins)


def gone_on(at: datetime, months: int) -> date:
    """The day on which something that was thrown away then disappears for good."""
    day = local_day(at)
    later = day.month - 1 + months
    year, month = day.year + later // 12, later % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _too_old(read: Reader, today: date) -> list[str]:
    months = team_settings(read).bin_months
    return [row_id for row_id, at in read.tuples(select(Binned.id, Binned.at)) if gone_on(at, months) <= today]


@query()
def bin_of(read: Reader, case_id: str) -> list[BinnedLine]:
    """What was thrown away in one case, last thrown first."""
    statement = select_for(BinnedLine, Binned, by=Member.name).join(Member, Member.id == Binned.by_id)
    return read.all(BinnedLine, statement.where(Binned.case_id == case_id).order_by(Binned.at.desc()))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _typed(name: str, value: Any) -> Any:
    if value is None:
        return None
    return datetime.fromisoformat(value) if name in _MOMENTS else date.fromisoformat(value) if name in _DAYS else value
