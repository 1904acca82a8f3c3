"""`check`: the file and what it holds, looked over; each problem with what it means and what to do."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from expertiseteam.basics.endings import SERVER
from expertiseteam.basics.sentences import Refused
from ui.terminal.surroundings import Surroundings
from ui.terminal.unlocking import Door, identity_at

if TYPE_CHECKING:
    from expertiseteam.access.workspace import Workspace
    from expertiseteam.insight.soundness import Problem
    from expertiseteam.vault.identity import Identity


def check(door: Door, *, as_json: bool, log_only: bool, against: Path | None = None, around: Surroundings) -> bool:
    """Tell what is wrong with a dossier; returns whether it is sound. Refused when it does not open although its file is whole.

    `log_only`: the log alone, with every signature in it. `against`: a copy whose log it must reach as well.
    """
    from expertiseteam.insight.integrity import file_problems, log_problems
    from expertiseteam.insight.soundness import MEANING, Problem, problems
    from expertiseteam.opening import workspace_for
    from expertiseteam.safety.witnessing import heads_of_copy
    from expertiseteam.vault.disk_kind import stray_words

    identity = identity_at(door, around)
    heads = heads_of_copy(against, identity) if against is not None else None
    found: list[Problem] = [] if log_only else file_problems(door.dossier, identity)
    try:
        workspace = workspace_for(door.dossier, identity, around.clock_of(door.dossier), policy=around.rules_of(door.dossier))
        try:
            found += log_problems(workspace.check_log() if log_only else workspace.look_at_log(deep=True))
            if heads is not None:
                said = {problem.code for problem in found}
                found += [problem for problem in log_problems(workspace.check_log(against=heads)) if problem.code not in said]
            if not log_only:
                broken = workspace.ask(problems)
                found += broken
                found += _unlike_the_team(workspace, identity, around)
        finally:
            workspace.close()
    except Refused as refused:
        if not found:
            raise
        found.append(Problem("UNREADABLE", f"Wat in het dossier staat, kon niet worden nagekeken. {refused}", ()))
    if beside := stray_words(door.dossier):
        around.warn(beside)  # no fault of the dossier itself
    if as_json:
        around.tell(
            json.dumps(
                {"dossier": door.dossier.name, "sound": not found, "problems": [asdict(problem) for problem in found]},
                ensure_ascii=False,
                indent=2,
            )
        )
        return not found
    if not found and against is not None:
        around.tell(f"Alles wat het logboek in de kopie “{against.name}” had, staat ook in dit dossier, ongewijzigd.")
    if not found and log_only:
        around.tell(f"Het logboek van “{door.dossier.name}” is in orde: elke regel en elke handtekening klopt.")
        return True
    if not found:
        whole = "" if door.dossier.suffix == SERVER else "het bestand is heel, en "
        around.tell(f"Het dossier “{door.dossier.name}” is in orde: {whole}de inhoud doorstaat alle {len(MEANING)} controles.")
        return True
    around.tell(f"In het dossier “{door.dossier.name}” is {'1 ding' if len(found) == 1 else f'{len(found)} dingen'} niet in orde.")
    for number, problem in enumerate(found, 1):
        around.tell(f"\n{number}. {problem.text} [{problem.code}]")
        for row in problem.rows:
            around.tell(f"   - {row}")
    return False


def _unlike_the_team(workspace: Workspace, identity: Identity, around: Surroundings) -> list[Problem]:
    """For a dossier in a team folder: whether its rows are those of the team."""
    from expertiseteam.insight.soundness import Problem
    from expertiseteam.sharing.judging import unlike_the_team

    try:
        said = unlike_the_team(workspace, identity, around.rules_of(workspace.path))
    except Refused as refused:
        around.warn(str(refused))
        return []
    return [Problem("TEAM_ROWS", said, ())] if said else []
