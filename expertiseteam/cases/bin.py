"""*Prullenbak*: what is thrown away in a case can be taken back, by anybody who may know of the case."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from expertiseteam.access.tables import Member
from expertiseteam.access.who import TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.tables import Binned, Case, FactUse, KnownFact, Note, SeriousEvent
from expertiseteam.storage.reading import Reader, select_for

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
def throw_away(work: Work, row_kind: str, row_id: str) -> str:
    """Put a note, a known fact or a serious event in the bin; returns the id to take it back with.

    Refused for a fact that others used already: what they did rests on it.
    """
    kind, word, tells = THROWN[row_kind]
    row = work.get(kind, row_id)
    if row_kind == "known_fact" and work.values(select(FactUse.id).where(FactUse.fact_id == row_id)):
        raise Refused(f"Dit gegeven is al door anderen gebruikt. De {word} blijft staan. Noteer liever wat er veranderd is.")
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
