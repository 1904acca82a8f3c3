"""Who may see what: the only place. The rule is SQL, so that lists, counts, search and joins cannot forget it."""

from __future__ import annotations

import functools
from collections.abc import Callable

from sqlalchemy import select

from expertiseteam.access.tables import Circle, CircleMember, Member
from expertiseteam.access.who import ENFORCING, OFFICER, Discipline, Role, Who
from expertiseteam.access.work import Work
from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.reading import Reader
from expertiseteam.storage.rows import Row, SeenBy

Viewers = tuple[str, ...]  # ids of members; an organisation as `as_viewer` gives it
_ORGANISATION = "@"


def as_viewer(organisation_id: str) -> str:
    """An organisation as viewer of a copy that goes to it: it may know of the matters in which it stands, if they are not closed."""
    return _ORGANISATION + organisation_id


@functools.lru_cache(maxsize=64)  # the same words for nearly every table
def may_see(viewer: str, column: str = "t.circle_id") -> str:
    """The SQL condition under which a member, or an organisation, may know of the circle in `column`."""
    if viewer.startswith(_ORGANISATION):
        return _organisation_may_see(viewer.removeprefix(_ORGANISATION), column)
    member_id = viewer
    own = f"SELECT circle_id FROM main.circle_member WHERE member_id = '{_checked(member_id)}'"
    role = _role(member_id)
    return (
        f"({role} = '{Role.OFFICER.name}' OR {column} IN ({own})"
        f" OR ({role} <> '{Role.GUEST.name}' AND {column} NOT IN (SELECT id FROM main.circle WHERE closed = TRUE)))"
        f" AND ({_helps(member_id)} OR {column} NOT IN (SELECT id FROM main.circle WHERE help_only = TRUE))"
    )


def _organisation_may_see(organisation_id: str, column: str) -> str:
    rules = {kind.__tablename__: kind.lets_in for kind in (m.class_ for m in Row.registry.mappers) if getattr(kind, "lets_in", "")}
    its = [f'SELECT circle_id FROM main."{name}" WHERE {rule.format(_checked(organisation_id))}' for name, rule in rules.items()]
    known = f"{column} IN ({' UNION '.join(its)})" if its else "FALSE"
    return f"({known} AND {column} NOT IN (SELECT id FROM main.circle WHERE closed = TRUE OR help_only = TRUE))"


def views(viewers: Viewers) -> dict[str, str]:
    """For each table the rows that *all* of the viewers may see; the view stands in front of the table under the same name."""
    rules = {name: _rule(seen_by, name, viewers) for name, seen_by in _tables()}
    rules["search_entry"] = _all(viewers, may_see)
    return {name: f'SELECT t.* FROM main."{name}" t WHERE {rule}' for name, rule in rules.items()}


def open_circle(work: Work, *, closed: bool = False, members: Viewers = (), help_only: bool = False) -> str:
    """Start a matter; `closed`: only these members and the aandachtsfunctionaris may know of it.

    `help_only`: nobody who enforces ever knows of it, whatever the role and whoever let him in (domain.md, R-11).
    """
    circle = work.add(Circle(closed=closed, help_only=help_only))
    for member in members:
        work.add(CircleMember(circle_id=circle.id, member_id=member))
    return circle.id


def is_help_only(work: Work, circle_id: str) -> bool:
    """Whether a matter is meant for offering help and for nothing else."""
    return work.get(Circle, circle_id).help_only


def refuse_mixing(work: Work, circle_id: str, other_id: str) -> None:
    """Refused when of two matters that are to be joined one is only for help and the other is not."""
    if is_help_only(work, circle_id) != is_help_only(work, other_id):
        raise Refused(
            "Dit kan niet bij elkaar: een van de twee is alleen bedoeld om hulp aan te bieden, en dat ziet de handhaving nooit. Er is "
            "niets veranderd. Open er een eigen casus voor."
        )


def refuse_enforcing(work: Work, circle_id: str) -> None:
    """Refused when a matter is meant for offering help: nothing of enforcement hangs on it, and it never goes to the track of safety."""
    if is_help_only(work, circle_id):
        raise Refused(
            "Deze casus is alleen bedoeld om hulp aan te bieden, na een melding van een vastelastenpartner. Er is niets vastgelegd. "
            "Handhaving en het spoor veiligheid horen hier niet."
        )


def enforces(member: Member | Who) -> bool:
    """Whether somebody looks with the eyes of enforcement: then no matter that is only for help is his."""
    return looks_to_enforce(member.role, member.discipline)


def looks_to_enforce(role: Role, discipline: Discipline) -> bool:
    """The same for a role and a discipline: the rule of `_helps` for what is read at once of many."""
    return role is Role.LAWYER or discipline in ENFORCING


def knows(member: Member | Who, *, closed: bool, help_only: bool, is_inside: bool) -> bool:
    """Whether a member may know of a matter: the rule of `may_see`, for who is chosen by somebody else. `is_inside`: in its circle."""
    if help_only and enforces(member):
        return False
    return is_inside or member.role in OFFICER or (member.role is not Role.GUEST and not closed)


def insiders(read: Reader, circle_id: str) -> frozenset[str]:
    """Return the members who stand in the circle of a matter."""
    return frozenset(read.values(select(CircleMember.member_id).where(CircleMember.circle_id == circle_id)))


def require_knowing(work: Work, circle_id: str, member: Member, then: str) -> None:
    """Refused when this member may not know of the matter; `then`: what to do now."""
    circle = work.get(Circle, circle_id)
    if not knows(member, closed=circle.closed, help_only=circle.help_only, is_inside=member.id in insiders(work, circle_id)):
        raise Refused(f"{member.name} mag van deze casus niet weten. {then}")


def require_helper(work: Work, circle_id: str, member_id: str) -> None:
    """Refused when this member may not know of the matter because he enforces."""
    member = work.get(Member, member_id)
    if is_help_only(work, circle_id) and enforces(member):
        raise Refused(
            f"Dit is alleen bedoeld om hulp aan te bieden, en {member.name} kijkt vanuit {member.discipline}. Er is niets vastgelegd. "
            "Kies iemand van de zorg, het wonen of het secretariaat."
        )


def require_worker(work: Work, circle_id: str, member_id: str) -> None:
    """Refused when work in a matter would go to a member who may not know of it: he would never see it."""
    require_helper(work, circle_id, member_id)
    then = "Er is niets vastgelegd. Kies iemand die ervan weet, of laat de aandachtsfunctionaris kiezen wie deze casus mag zien."
    require_knowing(work, circle_id, work.get(Member, member_id), then)


def end_circle(work: Work, circle_id: str, ended_as: str) -> None:
    """The matter is over: its term starts. Called by the subject that knows; read by privacy."""
    work.edit(Circle, work.get(Circle, circle_id), ended=work.now, ended_as=ended_as)


def reopen_circle(work: Work, circle_id: str) -> None:
    """The matter goes on: no term runs any more."""
    work.edit(Circle, work.get(Circle, circle_id), ended=None, ended_as="")


def destroy_circle(work: Work, circle_id: str) -> None:
    """Take a matter away for good, with every row of it. Only for what privacy decides: nothing but numbers of it stays, in the log."""
    for kind in (mapper.class_ for mapper in Row.registry.mappers):
        if hasattr(kind, "circle_id"):
            for row_id in work.values(select(kind.id).where(kind.circle_id == circle_id)):
                work.remove(work.get(kind, row_id))
    work.remove(work.get(Circle, circle_id))


def _tables() -> list[tuple[str, SeenBy]]:
    return [(mapper.class_.__tablename__, mapper.class_.seen_by) for mapper in Row.registry.mappers]


def _rule(seen_by: SeenBy, table: str, viewers: Viewers) -> str:
    match seen_by:
        case SeenBy.EVERYONE:
            return "TRUE"
        case SeenBy.CIRCLE:
            column = "t.id" if table == "circle" else "t.circle_id"
            return _all(viewers, lambda v: may_see(v, column))
        case SeenBy.CIRCLE_OFFICER:
            return _all(viewers, lambda v: f"{may_see(v)} AND {_is_officer(v)}")
        case SeenBy.OWN:
            return _all(viewers, _is_own)
        case SeenBy.OWN_OR_OFFICER:
            return _all(viewers, lambda v: f"({_is_own(v)} OR {_is_officer(v)})")


def _all(viewers: Viewers, rule: Callable[[str], str]) -> str:
    return " AND ".join(f"({rule(viewer)})" for viewer in viewers)


def _is_own(viewer: str) -> str:
    return "FALSE" if viewer.startswith(_ORGANISATION) else f"t.member_id = '{_checked(viewer)}'"


def _is_officer(viewer: str) -> str:
    return "FALSE" if viewer.startswith(_ORGANISATION) else f"{_role(viewer)} = '{Role.OFFICER.name}'"


def _role(member_id: str) -> str:
    return f"(SELECT role FROM main.member WHERE id = '{_checked(member_id)}')"


def _helps(member_id: str) -> str:
    names = ", ".join(f"'{discipline.name}'" for discipline in sorted(ENFORCING))
    discipline = f"(SELECT discipline FROM main.member WHERE id = '{_checked(member_id)}')"
    return f"({_role(member_id)} <> '{Role.LAWYER.name}' AND {discipline} NOT IN ({names}))"


def _checked(member_id: str) -> str:
    if not member_id.isalnum():  # it becomes part of a statement
        raise ValueError("not a member id")
    return member_id
