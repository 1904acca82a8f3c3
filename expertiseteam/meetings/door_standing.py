"""Who stands where at the front door of the cases of an overleg, in one short line each: also when nobody moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from expertiseteam.cases.records import Place
from expertiseteam.cases.tables import DoorMove
from expertiseteam.storage.reading import Reader
from expertiseteam.team.tables import Organisation

TOLD = (Place.FRONT, Place.RESERVE, Place.STEPPED_ASIDE, Place.ADVISER)  # in this order


def door_standing(read: Reader, case_ids: Collection[str], until: datetime | None) -> dict[str, str]:
    """For each case "aan de deur: Woonpunt; op de achterhand: Schuldhulp", as it stood at a moment (None: now). One statement."""
    moves = select(DoorMove.case_id, Organisation.name, DoorMove.after, DoorMove.is_off)
    moves = moves.join(Organisation, Organisation.id == DoorMove.organisation_id).where(DoorMove.case_id.in_(case_ids))
    if until is not None:
        moves = moves.where(DoorMove.at <= until)
    stands: dict[str, dict[str, Place]] = defaultdict(dict)
    for case_id, name, place, is_off in read.tuples(moves.order_by(DoorMove.at)) if case_ids else ():
        stands[case_id][name] = Place.NO_ROLE if is_off else place
    return {case_id: _words(places) for case_id, places in stands.items()}


def _words(places: dict[str, Place]) -> str:
    groups = [(place, sorted(name for name, where in places.items() if where is place)) for place in TOLD]
    return "; ".join(f"{place}: {', '.join(names)}" for place, names in groups if names)
