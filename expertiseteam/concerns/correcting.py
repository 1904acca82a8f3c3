"""A signal that was written down wrong: its text, place, kind and channel can be corrected; what stood there stays readable."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from expertiseteam.access.tables import FieldChange
from expertiseteam.access.who import TEAM, Role
from expertiseteam.access.work import Work, act
from expertiseteam.basics.addresses import normalise
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.text import is_blank
from expertiseteam.concerns.intake import LONGEST, village_in
from expertiseteam.concerns.records import SPOTTED, Channel, ConcernView
from expertiseteam.concerns.tables import Concern
from expertiseteam.team.catalogues import label_of
from expertiseteam.team.records import Catalogue
from expertiseteam.team.service_numbers import refuse_service_number
from expertiseteam.team.tables import Village

CORRECTABLE = ("what", "place", "kind", "channel")


@act("signaal verbeterd", by=TEAM)
def correct_concern(work: Work, shown: ConcernView, new: Mapping[str, Any], *, forget: bool = False) -> None:
    """Change these fields (CORRECTABLE) of the signal that the form showed. A colleague's change of the same field is a Conflict.

    What stood there stays as history, in the circle of the signal. With `forget` nothing of it does, for the aandachtsfunctionaris alone:
    it named who told it, and that is never readable (domain.md, row 13). Refused for who neither wrote it down nor guards the signals,
    and for what `record_concern` refuses too.
    """
    if set(new) - set(CORRECTABLE):
        raise TypeError(f"not to be corrected here: {sorted(set(new) - set(CORRECTABLE))}")
    concern = work.get(Concern, shown.id)
    if work.who.id != concern.written_by_id and work.who.role is not Role.OFFICER:
        raise Refused(
            f"Signaal {concern.code} verbetert wie het opschreef, of de aandachtsfunctionaris. Er is niets gewijzigd. "
            "Schrijf erbij wat u zag, of vraag het aan een van hen."
        )
    if forget and work.who.role is not Role.OFFICER:
        raise Refused("Alleen de aandachtsfunctionaris laat weg wat er eerst stond. Er is niets gewijzigd. Vraag het daar.")
    stored = {name: value.strip() if isinstance(value, str) and not isinstance(value, StrEnum) else value for name, value in new.items()}
    if "what" in stored and (is_blank(stored["what"]) or len(stored["what"]) > LONGEST):
        raise Refused(f"Schrijf in één zin wat er is, in hoogstens {LONGEST} tekens. Er is niets gewijzigd.")
    refuse_service_number(work, *(stored[name] for name in ("what", "place") if name in stored))
    if "channel" in stored and not isinstance(stored["channel"], Channel):
        label_of(work, Catalogue.CHANNEL, stored["channel"])
    concern = work.edit(Concern, shown, **stored)
    follows: dict[str, Any] = {}  # from what was corrected; it stood on no form, so nobody is asked which of two stays
    if "place" in stored:
        follows |= {"place_key": normalise(concern.place), "village": village_in(concern.place, work.values(select(Village.name)))}
    if concern.channel not in SPOTTED:
        follows["spot"] = ""
    work.edit(Concern, concern, **follows)
    if forget:
        work.about.append(concern.id)
        work.why = "er stond wie het vertelde: niet bewaard"
        for change_id in work.values(select(FieldChange.id).where(FieldChange.row_id == concern.id)):
            work.remove(work.get(FieldChange, change_id))


def take_history_along(work: Work, concern: Concern, circle_id: str) -> None:
    """What stood in a signal goes to another circle with it: who may not see the signal there may not see what it said before."""
    for change_id in work.values(select(FieldChange.id).where(FieldChange.row_id == concern.id, FieldChange.circle_id != circle_id)):
        old = work.get(FieldChange, change_id)
        what = {"row_kind": old.row_kind, "row_id": old.row_id, "field": old.field, "before": old.before, "after": old.after}
        work.remove(old)
        work.add(FieldChange(at=old.at, by_id=old.by_id, circle_id=circle_id, **what))
