"""Search over everything the viewer may see. A reporter is in no index."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_

from expertiseteam.access.work import query
from expertiseteam.cases.records import CaseState
from expertiseteam.cases.tables import Case
from expertiseteam.concerns.tables import Observation
from expertiseteam.storage import search
from expertiseteam.storage.reading import Reader

KINDS = {
    "observation": "Signaal",
    "concern": "Signaal",
    "case": "Casus",
    "person": "Bewoner",
    "action": "Actie",
    "decision": "Besluit",
    "note": "Notitie",
    "visit": "Huisbezoek",
    "said": "Regel in notulen",
    "lesson": "Leerpunt",
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


# Beside each entry its case, and of an observation the signal that it belongs to: in one statement, for it is asked at every key.
# What one column says in a way of its own (a state, a day) costs as much as finding the row, so the question looks at the state of a case.
_BESIDE = search.Beside(
    (Observation.concern_id, Case.id, Case.code, Case.label),
    (
        (Observation, and_(search.ENTRY.c.kind == "observation", Observation.id == search.ENTRY.c.row_id)),
        (Case, Case.circle_id == search.ENTRY.c.circle_id),
    ),
    (Case.state.is_distinct_from(CaseState.RESTRICTED),),
)


@query()
def find(read: Reader, typed: str, most: int = 20) -> list[Hit]:
    """What holds all typed words (the last letters may miss), newest first. A restricted case is not found, by nobody (R-20)."""
    found = search.hits(read, typed, most, _BESIDE)
    return [
        Hit(kind if concern is None else "concern", KINDS.get(kind, kind), concern or row_id, said, case_id, code or "", label or "")
        for kind, row_id, said, _circle, concern, case_id, code, label in found
    ]
