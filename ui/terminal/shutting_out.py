"""`lost-laptop`: a laptop of a colleague was stolen or lost, and its keys open nothing from now on."""

from __future__ import annotations

from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.text import fold
from ui.terminal.surroundings import Surroundings
from ui.terminal.unlocking import Door, identity_at


def shut_out(door: Door, whose: str, around: Surroundings) -> None:
    """Shut the laptop of a member out. Refused for who may not, for oneself, and when nobody or more than one bears that name."""
    from expertiseteam.custody import lose_laptop
    from expertiseteam.opening import team_policy, workspace_for
    from expertiseteam.team.members import members

    identity, rules = identity_at(door, around), around.rules_of(door.dossier)
    workspace = workspace_for(door.dossier, identity, around.clock_of(door.dossier), policy=rules)
    try:
        found = [member for member in workspace.ask(members) if fold(member.name).startswith(fold(" ".join(whose.split())))]
        if len(found) != 1:
            known = ", ".join(member.name for member in workspace.ask(members))
            raise Refused(
                f"“{whose}” past niet bij precies één lid. Er is niets gedaan. Schrijf de hele naam van een van deze leden: {known}."
            )
        policy = team_policy(identity, rules)
        lose_laptop(door.dossier, workspace, identity, found[0], policy=policy, tell=around.tell)
    finally:
        workspace.close()
    around.tell(f"De laptop van {found[0].name} komt het dossier niet meer in. Nodig {found[0].first_name} opnieuw uit met een code.")
