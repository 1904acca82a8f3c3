"""The words of the settings: what roles may do, how a member is shown, and what stands behind a change. Knows no window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from expertiseteam.access.who import Discipline, Role
from expertiseteam.team.records import MemberLine

ROLE_MAY = {
    Role.OFFICER: "Weegt signalen, opent en sluit casussen, kan zien wie iets vertelde en beheert het team.",
    Role.SECRETARY: "Bereidt het overleg voor en notuleert. Legt geen huisbezoeken vast.",
    Role.MEMBER: "Schrijft signalen op, werkt aan casussen en gaat op huisbezoek.",
    Role.LAWYER: "Werkt mee aan casussen en kijkt vanuit het recht.",
    Role.GUEST: "Staat op de lijst van het overleg, maar ontgrendelt het dossier niet.",
}
ORGANISATION_ICONS = (
    ("building", "gebouw"),
    ("hand-helping", "helpende hand"),
    ("heart-handshake", "zorg"),
    ("users", "mensen"),
    ("house", "huis"),
    ("key-round", "sleutel"),
    ("coins", "geld"),
    ("shield", "schild"),
    ("scale", "weegschaal"),
    ("trees", "bomen"),
    ("handshake", "handdruk"),
)
MEMBER_TITLES = {
    "name": "Naam",
    "role": "Rol",
    "discipline": "Discipline",
    "function": "Functie",
    "organisation_id": "Organisatie",
    "phone": "Telefoon",
    "is_active": "In het team",
}


def work_of(member: MemberLine) -> str:
    """Return what someone does: "teamlid · zorg · bemoeizorg"; a function that repeats the role is not said twice."""
    parts = [member.role.value, member.discipline.value]
    if member.function and member.function.casefold() != member.role.value:
        parts.append(member.function)
    return " · ".join(parts)


def needs_key(member: MemberLine) -> bool:
    """Return whether this member could unlock, but was not let in yet."""
    return member.is_active and not member.can_sign_in and member.role is not Role.GUEST


def resealed_words(count: int) -> str:
    """Return what was done to the reporters, or nothing."""
    if not count:
        return ""
    return "1 melder is opnieuw verzegeld." if count == 1 else f"{count} melders zijn opnieuw verzegeld."


def value_text(field: str, value: object, organisations: Mapping[str, str]) -> str:
    """Return a field of a member as people read it, for the choice between two texts."""
    if field == "organisation_id":
        return organisations.get(str(value), "") if value else ""
    if field == "is_active":
        return "ja" if value else "nee"
    return value.value if isinstance(value, Role | Discipline) else str(value or "")


def own_words_of(name: str, municipality: str, team_name: str, villages: Sequence[str]) -> tuple[str, ...]:
    """Return the words that an outsider would try first as a passphrase."""
    return (name, municipality, team_name, *villages)
