"""Ten signals in a row at a buurtkeet, an open inloop or on a round, without opening a case (domain.md, rows 24, 25 and 39)."""

from __future__ import annotations

from expertiseteam.access.circles import end_circle
from expertiseteam.access.who import TEAM
from expertiseteam.access.work import Work, act
from expertiseteam.concerns.intake import record_concern
from expertiseteam.concerns.records import Certainty, Channel, ConcernKind, ConcernState, Extra, Source
from expertiseteam.concerns.tables import Concern
from expertiseteam.concerns.triage import conclude


@act("signaal in een reeks opgeschreven", by=TEAM)
def record_in_series(
    work: Work,
    *,
    what: str,
    place: str,
    channel: Channel | str,
    spot: str = "",
    kind: ConcernKind | None = None,
    certainty: Certainty | str = Certainty.GUT,
    answer: str = "",
) -> str:
    """One of a series; returns its id. Nobody is owed an answer: who told it stood there.

    `answer`: a question or initiative that was answered on the spot needs no weighing. A worry about somebody always goes to the box.
    """
    extra = Extra(kind=kind, spot=spot)
    concern_id = record_concern(work, what=what, place=place, certainty=certainty, channel=channel, source=Source.UNKNOWN, extra=extra)
    if kind is not None and answer.strip():
        concern = conclude(work, work.get(Concern, concern_id), ConcernState.ANSWERED, outcome=answer)
        end_circle(work, concern.circle_id, ConcernState.ANSWERED.name)
    return concern_id
