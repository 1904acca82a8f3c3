"""`folder-test`, `folder-create`, `folder-join`, `folder-upgrade`: is a folder fit, a dossier into it, coming into it, a newer program."""

from __future__ import annotations

from pathlib import Path

from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.text import fold
from expertiseteam.vault.files import put_for_user
from ui.terminal.surroundings import Surroundings
from ui.terminal.unlocking import Door, identity_at, member_of


def try_out(place: Path, out: Path | None, *, force: bool, around: Surroundings) -> bool:
    """Try a folder, tell what was seen, and keep the report when asked; returns whether the folder is fit."""
    from expertiseteam.safety.folder_trial import report_on

    if out is not None and out.exists() and not force:
        raise Refused(f"Er staat al een bestand “{out.name}”. Er is niets gedaan. Kies een andere naam of gebruik --force.")
    report = report_on(place, around.clock_of(place)())
    around.tell(report.text)
    if out is not None:
        try:
            put_for_user(out, report.text.encode() + b"\n")
        except OSError:
            raise Refused(f"“{out.name}” is niet te schrijven. De proef is wel gedaan. Kies een andere map voor het verslag.") from None
        around.tell(f"\nHet verslag staat in “{out.name}”.")
    return report.is_fit


def create(door: Door, folder: Path, around: Surroundings) -> None:
    """Put a dossier in a folder that the team will share. Refused when the folder is not fit, or for who may not."""
    from expertiseteam.founding import begin_folder
    from expertiseteam.opening import workspace_for
    from expertiseteam.sharing.sharer import Sharer

    identity, policy = identity_at(door, around), around.rules_of(door.dossier)
    workspace = workspace_for(door.dossier, identity, around.clock_of(door.dossier), policy=policy)
    try:
        around.tell("De map wordt beproefd, en daarna gaat het dossier erin. Dat duurt even.")
        policy = begin_folder(door.dossier, workspace, identity, folder, policy=policy)
        state = Sharer(workspace, identity, folder, policy).share_now()
    finally:
        workspace.close()
    if state.stopped:
        around.warn(state.stopped)
    around.tell(f"Het dossier “{door.dossier.name}” staat in de teammap “{folder.name}”.")
    around.tell("Nodig collega’s uit in het programma, bij Leden en toegang. Zij beginnen met: In een teammap werken.")


def upgrade(door: Door, around: Surroundings) -> None:
    """Let the whole team of a folder go over to the layout of this program. Refused for who may not, and when the folder is away."""
    from expertiseteam.opening import workspace_for

    identity = identity_at(door, around)
    around.tell("De teammap wordt bekeken; gaat het team over, dan duurt dat even.")
    workspace_for(door.dossier, identity, around.clock_of(door.dossier), policy=around.rules_of(door.dossier), together=True).close()
    around.tell(f"Het dossier “{door.dossier.name}” heeft de indeling van dit programma, en het team in de teammap ook.")


def join(folder: Path, dossier: Path, member: str, around: Surroundings) -> bool:
    """Come into a team folder: first with a one-time code, and once more when an administrator let you in. Returns whether you are in.

    Who has keys on this computer already needs no code. Refused in the words of each step.
    """
    from expertiseteam.opening import unlock_dossier
    from expertiseteam.sharing.joining import begin_joining, catch_up_keys
    from expertiseteam.sharing.moves import take_away
    from expertiseteam.vault.invitations import accept, open_invitations
    from expertiseteam.vault.keyfile import key_file_of
    from expertiseteam.vault.keys import who_can_unlock
    from expertiseteam.vault.moving import finish_move, who_can_move_here

    policy, keys = around.rules_of(dossier), key_file_of(dossier)
    if not keys.exists():
        begin_joining(folder, dossier, policy)
    waits = not dossier.exists() and catch_up_keys(dossier, policy)
    if who_can_unlock(keys, policy):
        card = member_of(dossier, member, around)
        unlock_dossier(
            dossier, card.member_id, around.ask_passphrase(f"Wachtzin van {card.name}: "), policy=policy, clock=around.clock_of(dossier)
        )[0].close()
        around.tell(f"Het dossier staat nu op deze computer: “{dossier}”. Open het in het programma.")
        return True
    if waits:
        around.tell(
            "Uw aanvraag ligt in de teammap. Geef deze opdracht opnieuw zodra een aandachtsfunctionaris het dossier open heeft gehad."
        )
        return False
    moving = [card for card in who_can_move_here(keys) if fold(card.name).startswith(fold(member))]
    if len(moving) == 1:
        code, passphrase = _code_and_passphrase(around)
        finish_move(keys, moving[0].member_id, code, passphrase, policy)
        take_away(keys, moving[0].member_id, policy)
        unlock_dossier(dossier, moving[0].member_id, passphrase, policy=policy, clock=around.clock_of(dossier))[0].close()
        around.tell(f"Uw sleutels en het dossier staan nu op deze computer: “{dossier}”. Haal uw sleutels weg van de oude laptop.")
        return True
    invited = [one for one in open_invitations(keys, policy) if fold(one.name).startswith(fold(member))]
    if len(invited) != 1:
        known = ", ".join(one.name for one in open_invitations(keys, policy)) or "niemand"
        raise Refused(f"Er is geen uitnodiging voor “{member}”. Er is niets gedaan. Uitgenodigd zijn nu: {known}. Vraag om een code.")
    code, passphrase = _code_and_passphrase(around)
    accept(keys, invited[0].member_id, code, passphrase, policy)
    catch_up_keys(dossier, policy)
    around.tell("De code klopt, en uw aanvraag ligt in de teammap.")
    around.tell("Geef deze opdracht opnieuw zodra een aandachtsfunctionaris het dossier open heeft gehad; dan komt het op deze computer.")
    return False


def _code_and_passphrase(around: Surroundings) -> tuple[str, str]:
    code = around.ask_passphrase("De code die u kreeg (vier groepen): ")
    passphrase = around.ask_passphrase("Bedenk een wachtzin van vijf gewone woorden: ")
    if around.ask_passphrase("Nog een keer: ") != passphrase:
        raise Refused("De twee wachtzinnen zijn niet gelijk. Er is niets gedaan. Probeer het opnieuw.")
    return code, passphrase
