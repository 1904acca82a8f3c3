"""Training by group: which discipline of the team lacks what, and which groups that signal were never trained (domain.md, rows 6 and 96).

Who signals and is no member stands here as a group, such as the volunteers of the drop-in: how many were there, never who.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from expertiseteam.access.tables import Member
from expertiseteam.access.who import AT_THE_DOOR, FIELD, OFFICER, TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.dates import full_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.text import fold
from expertiseteam.storage.reading import Reader, select_for
from expertiseteam.team.settings import TeamSettings, team_settings
from expertiseteam.team.tables import GroupTraining, Organisation
from expertiseteam.team.training import HIGHEST, refresh_words, step_of, trained

LACKS = {1: "nog geen training", 2: "mist delen en de meldcode", 3: "mist het gesprek"}  # who stands before this step


@dataclass(frozen=True, slots=True)
class GroupTrainingLine:
    """One training that a group followed; `people`: how many were there, 0 when nobody counted."""

    id: str
    version: int
    name: str
    subject: str
    parts: int  # dagdelen
    people: int
    on: date


@dataclass(frozen=True, slots=True)
class GroupStanding:
    """How far a group is: what it followed, and in words what is lacking; () when nothing is. `members`: 0 for who is not in the team."""

    name: str
    members: int
    followed: tuple[str, ...]
    lacking: tuple[str, ...]


@act("training van een groep vastgelegd", by=OFFICER)
def record_group_training(work: Work, *, name: str, subject: str, parts: int, people: int, on: date) -> str:
    """A group that signals followed one to three dagdelen. Returns the id. Refused without group or subject, and for a day to come."""
    if not name.strip() or not subject.strip():
        raise Refused("Schrijf welke groep de training volgde en waarover zij ging. Er is nog niets bewaard.")
    if not 1 <= parts <= HIGHEST:
        raise Refused("Een training telt een, twee of drie dagdelen. Er is nog niets bewaard.")
    if not 0 <= people < 1000:
        raise Refused("Vul in hoeveel mensen er waren, of laat het leeg. Er is nog niets bewaard.")
    if on > work.today:
        raise Refused(f"{full_date(on)} moet nog komen. Leg de training vast als zij gevolgd is. Er is nog niets bewaard.")
    return work.add(GroupTraining(name=name.strip(), subject=subject.strip(), parts=parts, people=people, on=on)).id


@query()
def training_by_group(read: Reader, today: date) -> list[GroupStanding]:
    """The disciplines of the team, then every partner and every group that followed anything; each with what it lacks."""
    return [*_of_team(read, today), *_of_signallers(read, today)]


def _of_team(read: Reader, today: date) -> list[GroupStanding]:
    settings, register = team_settings(read), trained(read)
    of: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    team = select(Member.id, Member.name, Member.discipline, Member.role).where(Member.is_active.is_(True), Member.role.in_(TEAM))
    for member_id, name, discipline, role in read.tuples(team.order_by(Member.name)):
        most = HIGHEST if discipline in AT_THE_DOOR and role in FIELD else 1  # who goes to no door holds no talk
        of[discipline].append((member_id, name, most))
    found = []
    for discipline, people in sorted(of.items()):
        lacking = []
        for step, what in LACKS.items():
            at_this = [name for one, name, most in people if step <= most and (register[one].level if one in register else 0) == step - 1]
            if at_this:
                lacking.append(f"{what}: {', '.join(at_this)}")
        if old := [name for one, name, _ in people if one in register and _is_old(register[one].last, today, settings)]:
            lacking.append(f"opfrissen: {', '.join(old)}")
        found.append(GroupStanding(discipline.capitalize(), len(people), (), tuple(lacking)))
    return found


def _of_signallers(read: Reader, today: date) -> list[GroupStanding]:
    """Of who signals nothing more than the first part is asked: what to see, and whom to tell."""
    settings = team_settings(read)
    lines = read.all(
        GroupTrainingLine, select_for(GroupTrainingLine, GroupTraining).order_by(GroupTraining.on.desc(), GroupTraining.subject)
    )
    partners = read.values(select(Organisation.name).where(Organisation.is_active.is_(True)))
    names = {fold(name): name for name in (*(line.name for line in lines), *partners)}
    found = []
    for key, name in sorted(names.items()):
        own = [line for line in lines if fold(line.name) == key]
        lacking = [] if own and step_of(own) else [LACKS[1]]
        if own and _is_old(own[0].on, today, settings):
            lacking.append(refresh_words(own[0].on, today, years=settings.training_years, warning_days=settings.training_warning_days))
        found.append(GroupStanding(name, 0, tuple(_told(line) for line in own), tuple(lacking)))
    return found


def _is_old(last: date, today: date, settings: TeamSettings) -> bool:
    return bool(refresh_words(last, today, years=settings.training_years, warning_days=settings.training_warning_days))


def _told(line: GroupTrainingLine) -> str:
    how = "1 dagdeel" if line.parts == 1 else f"{line.parts} dagdelen"
    who = f", {line.people} deelnemers" if line.people > 1 else ", 1 deelnemer" if line.people else ""
    return f"{line.subject} op {full_date(line.on)} ({how}{who})"
