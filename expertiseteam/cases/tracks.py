"""On which track a case is, and what a switch brings along (domain.md, rows 45 to 47)."""

from __future__ import annotations

from sqlalchemy import select

from expertiseteam.access.tables import Member
from expertiseteam.access.work import query
from expertiseteam.cases.track_records import SwitchLine, Track
from expertiseteam.cases.track_tables import TrackSwitch
from expertiseteam.storage.reading import Reader, select_for


@query()
def track_of(read: Reader, case_id: str) -> Track:
    """The track of a case: where its last switch went; care when it never switched."""
    last = read.value(select(TrackSwitch.after).where(TrackSwitch.case_id == case_id).order_by(TrackSwitch.at.desc()).limit(1))
    return Track.CARE if last is None else last


@query()
def switches(read: Reader, case_id: str) -> list[SwitchLine]:
    """Every switch of a case that is open on the screen, newest first."""
    wanted = select_for(SwitchLine, TrackSwitch, by=Member.name).join(Member, Member.id == TrackSwitch.by_id)
    return read.all(SwitchLine, wanted.where(TrackSwitch.case_id == case_id).order_by(TrackSwitch.at.desc()))
