"""`server-new` and `server-login`: keys for a dossier on a server, and the lines with which its administrator lets somebody in."""

from __future__ import annotations

from pathlib import Path

from expertiseteam.basics.endings import SERVER
from expertiseteam.basics.sentences import Refused
from expertiseteam.vault.files import put_for_user
from ui.terminal.surroundings import Surroundings
from ui.terminal.unlocking import Door, identity_at


def begin(path: Path, member: str, out: Path, *, force: bool, around: Surroundings) -> None:
    """Make the keys of the first member and tell the recovery sheet. Refused when there are keys already, or the passphrase is too easy."""
    from expertiseteam.opening import begin_on_server

    _is_server_file(path)
    _is_free(out, force)
    passphrase = around.ask_passphrase(f"Nieuwe wachtzin voor {member}: ")
    if around.ask_passphrase("Nog een keer: ") != passphrase:
        raise Refused("De twee wachtzinnen zijn niet gelijk. Er is niets gemaakt. Probeer het opnieuw.")
    _, recovery, sql = begin_on_server(path, member, passphrase, policy=around.rules_of(path))
    around.tell("Dit is het herstelblad. Schrijf het over en leg het achter slot; het wordt nergens bewaard:")
    around.tell("  " + " ".join(recovery.groups()))
    _write(out, sql, around)
    around.tell(f"Is dat gedaan, open dan “{path.name}”. Wie het eerst opent, maakt het dossier.")


def let_in(door: Door, out: Path, *, force: bool, around: Surroundings) -> None:
    """Write the lines for a member who has keys. Refused when the member cannot unlock."""
    from expertiseteam.opening import sql_for_server

    _is_server_file(door.dossier)
    _is_free(out, force)
    _write(out, sql_for_server(door.dossier, identity_at(door, around)), around)


def _write(out: Path, sql: str, around: Surroundings) -> None:
    try:
        put_for_user(out, sql.encode())
    except OSError:
        raise Refused(f"“{out.name}” is niet te schrijven. Kies een andere map en gebruik daarna de opdracht server-login.") from None
    around.tell(f"De regels voor de beheerder van de server staan in “{out.name}”. Er staat geen wachtwoord in. Hij voert ze uit met psql.")


def _is_server_file(path: Path) -> None:
    if path.suffix != SERVER:
        raise Refused(f"“{path.name}” is geen dossier op een server. Er is niets gemaakt. Kies het bestand dat op {SERVER} eindigt.")


def _is_free(out: Path, force: bool) -> None:
    if out.exists() and not force:
        raise Refused(f"Er staat al een bestand “{out.name}”. Het is niet overschreven. Kies een andere naam of gebruik --force.")
