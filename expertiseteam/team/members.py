"""People of the team, the organisations they work with, the villages they work in."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String, cast, func, select

from expertiseteam.access.sealing import Resealed, seal_again
from expertiseteam.access.tables import Member
from expertiseteam.access.who import DESK, EVERYONE, OFFICER, Discipline, Role
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.text import fold
from expertiseteam.storage.reading import Reader, select_for
from expertiseteam.team.covering import close_covers_of
from expertiseteam.team.deputation import close_deputation_of, role_behind, stands_in
from expertiseteam.team.records import MemberLine, OrganisationLine, VillageLine
from expertiseteam.team.tables import Absence, Covenant, InternalRoute, Organisation, Village


@act("lid toegevoegd", by=OFFICER)
def add_member(
    work: Work,
    *,
    name: str,
    role: Role,
    discipline: Discipline,
    function: str = "",
    organisation_id: str | None = None,
    phone: str = "",
    card: str = "",
    member_id: str | None = None,
) -> str:
    """Add a member; `card` and `member_id` when the member has keys of his own. Refused without a name or with one that exists."""
    name = _free_name(work, name, "")
    row = Member(name=name, role=role, discipline=discipline, function=function, organisation_id=organisation_id, phone=phone, card=card)
    if member_id:
        row.id = member_id
    return work.add(row).id


@act("lid gewijzigd", by=OFFICER)
def change_member(
    work: Work,
    shown: MemberLine,
    *,
    role: Role,
    discipline: Discipline,
    function: str,
    organisation_id: str | None = None,
    phone: str = "",
    is_active: bool = True,
    name: str | None = None,
) -> Resealed:
    """Change what someone does in the team, or correct the name (None: as it was).

    The last aandachtsfunctionaris who can sign in stays; who stands in for some days is none.
    Old papers that are made anew carry the new name; the key file follows (`custody.follow`), at the latest when an administrator unlocks.
    What is sealed to the aandachtsfunctionaris is sealed again in the same unit when that role changes hands.
    """
    if shown.role is Role.OFFICER and (role is not Role.OFFICER or not is_active):
        others = work.values(select(Member.id).where(Member.role == Role.OFFICER, Member.card != "", Member.is_active.is_(True)))
        if set(others) - stands_in(work) <= {shown.id}:
            raise Refused(
                f"{shown.name} is de enige aandachtsfunctionaris. Er is niets gewijzigd: anders kan niemand de melders nog openen. "
                "Wijs eerst een ander aan."
            )
    if not is_active and role is shown.role:
        role = role_behind(work, shown.id) or role  # who comes back some day has the role that was not lent
    wanted = {
        "name": shown.name if name is None or name == shown.name else _free_name(work, name, shown.id),
        "role": role,
        "discipline": discipline,
        "function": function.strip(),
        "organisation_id": organisation_id,
        "phone": phone.strip(),
        "is_active": is_active,
    }
    work.edit(Member, shown, **wanted)
    if role is not shown.role or not is_active:
        close_deputation_of(work, shown.id)
    if not is_active:
        close_covers_of(work, shown.id)
    return seal_again(work)


def _free_name(work: Work, name: str, own_id: str) -> str:
    """The name with single spaces. Refused when it is empty, or when another member has it."""
    name = " ".join(name.split())
    if not name:
        raise Refused("Een lid heeft een naam nodig. Er is niets bewaard. Vul de naam in.")
    others = work.values(select(Member.name).where(Member.is_active.is_(True), Member.id != own_id))
    if fold(name) in {fold(other) for other in others}:
        raise Refused(f"Er is al een lid dat {name} heet. Er is niets bewaard. Voeg een tweede voornaam of letter toe.")
    return name


@act("eigen sleutel vernieuwd", by=EVERYONE)
def renew_card(work: Work, card: str) -> None:
    """Keep my new public key, after the recovery sheet made me new keys. What is sealed to me is sealed again with the sheet."""
    work.edit(Member, work.get(Member, work.who.id), card=card)


@act("lid kan zelf ontgrendelen", by=OFFICER)
def give_card(work: Work, shown: MemberLine, card: str) -> Resealed:
    """Keep the public key to which texts for this member are sealed; for an aandachtsfunctionaris they are, in the same unit."""
    work.edit(Member, shown, card=card)
    return seal_again(work)


@act("sleutel ingetrokken", by=OFFICER)
def take_card(work: Work, member_id: str) -> Resealed:
    """The member's key is no longer part of the dossier: nothing is sealed to it any more."""
    work.edit(Member, work.get(Member, member_id), card="")
    return seal_again(work)


@query(by=EVERYONE)
def public_key_of(read: Reader, member_id: str) -> str:
    """The key to which texts for this member are sealed; "" for who has none."""
    return read.value(select(Member.card).where(Member.id == member_id)) or ""


@query(by=EVERYONE)
def members(read: Reader, active_only: bool = True) -> list[MemberLine]:
    """The team by name, as people sort names: Łucja between Karim and Noor."""
    spans = func.aggregate_strings(cast(Absence.since, String) + "/" + cast(Absence.until, String), " ")
    absences = func.coalesce(select(spans).where(Absence.member_id == Member.id).scalar_subquery(), "")
    statement = select_for(MemberLine, Member, can_sign_in=Member.card != "", absences=absences)
    found = read.all(MemberLine, statement.where(Member.is_active.is_(True)) if active_only else statement)
    return sorted(found, key=lambda member: fold(member.name))


@act("organisatie toegevoegd", by=DESK)
def add_organisation(work: Work, *, name: str, icon: str = "building") -> str:
    """Add a partner. Refused when one of that name exists."""
    name = " ".join(name.split())
    if not name:
        raise Refused("Een organisatie heeft een naam nodig. Er is niets toegevoegd. Vul de naam in.")
    if fold(name) in {fold(n) for n in work.values(select(Organisation.name))}:
        raise Refused(f"De organisatie {name} staat er al. Er is niets toegevoegd. Kies haar uit de lijst.")
    return work.add(Organisation(name=name, icon=icon)).id


@query(by=EVERYONE)
def organisations(read: Reader) -> list[OrganisationLine]:
    """Partners in use, by name."""
    route = {"route_first": InternalRoute.first, "route_contact": InternalRoute.contact}
    statement = select_for(OrganisationLine, Organisation, covenant_on=Covenant.signed_on, **route)
    statement = statement.outerjoin(Covenant, Covenant.organisation_id == Organisation.id)
    statement = statement.outerjoin(InternalRoute, InternalRoute.organisation_id == Organisation.id)
    found = read.all(OrganisationLine, statement.where(Organisation.is_active.is_(True)))
    return sorted(found, key=lambda organisation: fold(organisation.name))


@act("convenant vastgelegd", by=DESK)
def set_covenant(work: Work, organisation_id: str, signed_on: date | None) -> None:
    """The organisation signed the agreement about sharing on this day; None: it has none (any more). Refused for a day to come."""
    if signed_on is not None and signed_on > work.today:
        raise Refused("Die dag moet nog komen. Er is niets vastgelegd. Vul de dag in waarop het convenant getekend is.")
    known = work.values(select(Covenant.id).where(Covenant.organisation_id == organisation_id))
    if signed_on is None:
        for covenant_id in known:
            work.remove(work.get(Covenant, covenant_id))
    elif known:
        work.edit(Covenant, work.get(Covenant, known[0]), signed_on=signed_on)
    else:
        work.add(Covenant(organisation_id=organisation_id, signed_on=signed_on))


@act("eigen route van een organisatie vastgelegd", by=DESK)
def set_route(work: Work, organisation_id: str, *, first: str, contact: str) -> None:
    """What its people do first before they tell the team, and with whom; both empty: nothing was agreed (domain.md, row 95)."""
    first, contact = " ".join(first.split()), " ".join(contact.split())
    known = work.values(select(InternalRoute.id).where(InternalRoute.organisation_id == organisation_id))
    if not first and not contact:
        for route_id in known:
            work.remove(work.get(InternalRoute, route_id))
    elif known:
        work.edit(InternalRoute, work.get(InternalRoute, known[0]), first=first, contact=contact)
    else:
        work.add(InternalRoute(organisation_id=work.get(Organisation, organisation_id).id, first=first, contact=contact))


@act("kern toegevoegd", by=DESK)
def add_village(work: Work, *, name: str) -> str:
    """Add a village or district. Refused when one of that name exists."""
    name = " ".join(name.split())
    if not name or fold(name) in {fold(n) for n in work.values(select(Village.name))}:
        raise Refused("Deze kern staat er al, of heeft geen naam. Er is niets toegevoegd. Vul een andere naam in.")
    return work.add(Village(name=name)).id


@act("aanspreekpunt van een kern gekozen", by=DESK)
def set_village_contact(work: Work, shown: VillageLine, member_id: str | None) -> None:
    """Choose who knows a village best (None: nobody): the one who is suggested for a case there (domain.md, row 21)."""
    work.edit(Village, shown, member_id=work.get(Member, member_id).id if member_id else None)


@query(by=EVERYONE)
def village_contacts(read: Reader) -> dict[str, str]:
    """The name of who knows each village best, by the name of the village; only of who is still there."""
    known = select(Village.name, Member.name).join(Member, Member.id == Village.member_id).where(Member.is_active)
    return dict(read.tuples(known))


@query(by=EVERYONE)
def villages(read: Reader) -> list[VillageLine]:
    """The villages by name."""
    return sorted(read.all(VillageLine, select_for(VillageLine, Village)), key=lambda village: fold(village.name))
