"""The one place that decides whether a member may start an act or a query (docs/rollen.md shows the outcome as a table)."""

from __future__ import annotations

from expertiseteam.access.who import Who
from expertiseteam.access.work import Permission
from expertiseteam.basics.sentences import Refused


def may(who: Who, permission: Permission) -> bool:
    """Whether this member may start something with this permission."""
    return who.is_active and who.role in permission.roles and who.discipline in permission.disciplines


def decide(who: Who, permission: Permission) -> None:
    """Refuse, with a sentence that names the role, when the member may not."""
    if may(who, permission):
        return
    if not who.is_active:
        raise Refused("U bent geen lid meer van dit team. U kunt dit dossier niet meer gebruiken. Vraag de aandachtsfunctionaris.")
    if who.role not in permission.roles:
        allowed = ", ".join(sorted(role.value for role in permission.roles))
        raise Refused(f"Dit kan een {who.role} niet doen. Er is niets gewijzigd. Vraag het aan: {allowed}.")
    raise Refused(f"Dit kan iemand van {who.discipline} niet doen. Er is niets gewijzigd. Vraag het aan iemand die aan de deur komt.")
