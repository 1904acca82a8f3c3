"""`backup`, `restore` and `salvage`: copies without a window, for a scheduled task or when the window does not open."""

from __future__ import annotations

from pathlib import Path

from expertiseteam.basics.causes import cause_of
from expertiseteam.basics.sentences import Refused
from ui.terminal.surroundings import Surroundings
from ui.terminal.unlocking import Door, identity_at, unlocked


def backup(door: Door, to: Path | None, around: Surroundings) -> None:
    """Make a proven copy now; with `to` also in that folder. Refused when it could not be made."""
    from expertiseteam.safety.keeping import copy_of, keep_copy
    from expertiseteam.safety.second_place import second_folder
    from expertiseteam.vault import copies
    from expertiseteam.vault.copies import Reason

    with unlocked(door, around) as workspace:
        line = keep_copy(workspace, Reason.HAND)
    copy = copy_of(door.dossier, line.key)
    around.tell(f"Reservekopie gemaakt, geopend en geteld: {copy.folder}")
    if to is not None:
        try:
            there = copies.put_in(copy, second_folder(door.dossier, str(to)))
        except OSError as error:
            why = cause_of(error)
            raise Refused(
                f"In “{to}” kan niets worden bewaard ({why}). De kopie naast het dossier is er wel. Kies een andere map."
            ) from None
        around.tell(f"Ook neergezet in: {there.folder}")


def restore(door: Door, which: str | None, *, yes: bool, around: Surroundings) -> None:
    """List the copies; or tell what putting one back changes, ask, and put it back."""
    from expertiseteam.opening import prepare_copy, workspace_for
    from expertiseteam.safety.keeping import copies_state, copy_of
    from ui.safety.words import copy_facts, difference_lines

    state = copies_state(door.dossier)
    if which is None:
        for line in state.lines:
            around.tell(f"{line.key}: {dict(copy_facts(line, state.folder))['Wat erin staat']}")
        around.tell("Zet er --copy NAAM bij om er een terug te zetten." if state.lines else "Er zijn nog geen reservekopieën.")
        return
    copy = copy_of(door.dossier, state.lines[0].key if which == "latest" and state.lines else which)
    identity = identity_at(door, around, damaged=True)
    clock = around.clock_of(door.dossier)
    rules = around.rules_of(door.dossier)
    prepared = prepare_copy(door.dossier, copy, identity, clock, policy=rules)
    try:
        prepared.count()  # refused here for who may not put a copy back
        try:
            present = workspace_for(door.dossier, identity, clock, policy=rules)
        except Refused as refused:
            around.tell(f"Het dossier van nu gaat niet open, dus er is niets te vergelijken. {refused}")
        else:
            try:
                lines = difference_lines(prepared.compare(present))
            finally:
                present.close()
            for heading, said in lines.items():
                around.tell(f"{heading}:")
                for words in said:
                    around.tell(f"  {words}")
        if not yes and not around.ask_yes(f"De {prepared.is_from} terugzetten?"):
            around.tell("Er is niets teruggezet.")
            return
        undo = prepared.put_back(clock)
    finally:
        prepared.discard()
    around.tell(f"De {prepared.is_from} is teruggezet.")
    around.tell(f"Het dossier van daarvoor staat in: {undo.folder}" if undo else "Het onleesbare dossier is bewaard bij de kopieën.")


def salvage(door: Door, out: Path, around: Surroundings) -> None:
    """Make a new dossier of what can be read of a damaged one, and list what is missing."""
    from expertiseteam.safety.salvaging import save_what_is_whole
    from expertiseteam.vault.disk_kind import refuse_to_make
    from ui.safety.words import saved_lines

    refuse_to_make(out)
    identity = identity_at(door, around, damaged=True)
    found = save_what_is_whole(door.dossier, identity, out)
    for heading, lines in saved_lines(found).items():
        around.tell(f"{heading}:")
        for line in lines:
            around.tell(f"  {line}")
    around.tell(f"Wat heel was, staat in “{out.name}”. Het beschadigde bestand is niet veranderd.")


def take_out(copy: Path, out: Path, around: Surroundings) -> None:
    """Make a dossier of a copy at a new place, for another computer."""
    from expertiseteam.safety import restoring
    from expertiseteam.vault.copies import copy_at

    found = copy_at(copy)
    if found is None:
        raise Refused(f"“{copy.name}” is geen reservekopie van dit programma. Er is niets gedaan. Kies het dossier in een map met kopieën.")
    restoring.take_out(found, out)
    around.tell(f"Het dossier staat nu in “{out}”. Open het met uw wachtzin of met het herstelblad.")
