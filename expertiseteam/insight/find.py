"""Search over everything the viewer may see. A reporter is in no index."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sqlalchemy import bindparam, select

from expertiseteam.access.work import query
from expertiseteam.cases.records import CaseState
from expertiseteam.cases.tables import Case
from expertiseteam.concerns.tables import Observation
from expertiseteam.storage import search
from expertiseteam.storage.reading import AnySelect, Reader

KINDS = {
    "concern": "Signaal",
    "case": "Casus",
    "person": "Bewoner",
    "action": "Actie",
    "decision": "Besluit",
    "note": "Notitie",
    "visit": "Huisbezoek",
    "said": "Regel in notulen",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found: code and first words, no view of its content."""

    kind: str  # table name
    kind_label: str
    row_id: str
    said: str
    case_id: str | None
    case_code: str
    case_label: str


@query()
def find(read: Reader, typed: str, most: int = 20) -> list[Hit]:
    """What holds all typed words (the last letters may miss), newest first. A restricted case is not found, by nobody (R-20)."""
    rows = search.hits(read, typed, most)
    seen = [row_id for kind, row_id, *_ in rows if kind == "observation"]
    concern_of = dict(read.tuples(_concerns(), seen=seen)) if seen else {}
    rows = [("concern", concern_of[row_id], *more) if kind == "observation" else (kind, row_id, *more) for kind, row_id, *more in rows]
    circles = {circle for *_, circle in rows if circle}
    found = read.tuples(_cases(), circles=list(circles)) if circles else []
    about = {circle: (i, code, label) for circle, i, code, label, _ in found}
    restricted = {circle for circle, *_, state in found if state is CaseState.RESTRICTED}
    none = (None, "", "")
    shown = (row for row in rows if row[3] not in restricted)
    return [Hit(kind, KINDS.get(kind, kind), row_id, said, *about.get(circle, none)) for kind, row_id, said, circle in shown]


# Built once: searching as somebody types asks them at every key, and building a statement costs more than running it.


@cache
def _concerns() -> AnySelect:
    return select(Observation.id, Observation.concern_id).where(Observation.id.in_(bindparam("seen", expanding=True)))


@cache
def _cases() -> AnySelect:
    named = Case.circle_id, Case.id, Case.code, Case.label, Case.state
    return select(*named).where(Case.circle_id.in_(bindparam("circles", expanding=True)))
