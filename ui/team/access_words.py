"""The words of *Leden en toegang*: who may get in, since when, and what a step in the history of the keys means. Knows no window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from expertiseteam.access.who import Role
from expertiseteam.basics.clock import local
from expertiseteam.basics.dates import clock_time, full_date, long_date, moment_text, relative
from expertiseteam.insight.open_work import OpenWork
from expertiseteam.team.absence import days_words
from expertiseteam.team.records import CoverLine, DeputationLine, MemberLine
from expertiseteam.vault.invitations import OpenInvitation
from expertiseteam.vault.overview import Holder
from expertiseteam.vault.renewing import PastStep
from expertiseteam.vault.steps import Step
from ui.team.words import needs_key, work_of
from ui.widgets.labels import ChipKind
from ui.widgets.rows import Row

_SPOKEN = dict(
    zip(
        "0123456789ABCDEFGHJKMNPQRSTVWXYZ",
        (
            "nul een twee drie vier vijf zes zeven acht negen Anton Bernard Cornelis Dirk Eduard Ferdinand Gerard Hendrik Johan Karel "
            "Maria Nico Pieter Quinten Rudolf Simon Theodor Victor Willem Xantippe Ypsilon Zaandam"
        ).split(),
        strict=True,
    )
)


def spelled(group: str) -> str:
    """Return a group of a code as one says it by telephone: "zeven, Karel, twee, Maria, negen"."""
    return ", ".join(_SPOKEN[sign] for sign in group)


def moment_words(until: datetime) -> str:
    """Return a moment as it stands on paper: "maandag 9 november 2026, 9.00 uur"."""
    return f"{long_date(local(until).date())}, {clock_time(until)}"


def until_words(until: datetime, now: datetime) -> str:
    """Return until when a code is good: "maandag 9 november 2026, 9.00 uur (over 7 dagen)"."""
    return f"{moment_words(until)} ({relative(local(until).date(), local(now).date())})"


def member_row(member: MemberLine, my_id: str, invited: OpenInvitation | None, stands_in: DeputationLine | None) -> Row:
    """Return the member as a row: only what is out of the ordinary gets a chip."""
    chip, kind = "", ChipKind.CALM
    if not member.is_active:
        chip = "vertrokken"
    elif invited is not None:
        chip, kind = ("code gebruikt", ChipKind.NEW) if invited.is_accepted else ("uitgenodigd", ChipKind.RUNNING)
    elif needs_key(member):
        chip, kind = "geen toegang", ChipKind.WAITING
    elif stands_in is not None:
        chip, kind = "neemt waar", ChipKind.NEW
    elif member.id == my_id:
        chip = "u"
    return Row(member.id, member.name, foot=work_of(member), chip=chip, kind=kind, chip_low=True, faded=not member.is_active)


def access_words(member: MemberLine, holder: Holder | None, invited: OpenInvitation | None, now: datetime) -> str:
    """Return whether someone gets in, as it stands behind *Toegang*."""
    if not member.is_active:
        return "Geen: het programma laat dit lid niet meer binnen."
    if holder is not None:
        since = f" sinds {full_date(local(holder.since).date())}" if holder.since else ""
        return f"Heeft eigen sleutels{since}."
    if invited is not None and invited.is_accepted:
        return "Heeft de code gebruikt, en komt erin zodra een aandachtsfunctionaris het dossier opent."
    if invited is not None:
        return f"Uitgenodigd. De code geldt tot {until_words(invited.until, now)}."
    if member.role is Role.GUEST:
        return "Een gast ontgrendelt het dossier niet."
    return "Nog niet: dit lid heeft geen eigen sleutels."


def here_words(member: MemberLine, holder: Holder | None) -> str:
    """Return whether someone can unlock on this computer, as it stands behind *Deze computer*."""
    if holder is None or not member.is_active:
        return ""
    return "Kan op deze computer ontgrendelen." if holder.is_here else "Ontgrendelt op een andere computer."


def seen_words(seen: datetime | None, now: datetime) -> str:
    """Return when somebody last did something here."""
    return moment_text(seen, now).capitalize() if seen is not None else "Nog niet."


def member_facts(
    member: MemberLine,
    organisation: str,
    stands_in: DeputationLine | None,
    holder: Holder | None,
    invited: OpenInvitation | None,
    seen: str,
    now: datetime,
) -> dict[str, str]:
    """Return what stands on the card of a member, by title; what is empty is not shown. `seen`: when this was last."""
    today = local(now).date()
    return {
        "Rol": member.role.value,
        "Afwezig": "; ".join(days_words(since, until) for since, until in member.away_from(today)),
        "Neemt waar": period_words(stands_in, today) if stands_in else "",
        "Discipline": member.discipline.value,
        "Functie": member.function,
        "Organisatie": organisation,
        "Telefoon": member.phone,
        "Toegang": access_words(member, holder, invited, now),
        "Deze computer": here_words(member, holder),
        "Laatst gezien": seen,
    }


def open_work_words(name: str, work: OpenWork) -> str:
    """Return what stays in the name of who leaves, and where to hand it over."""
    if work.is_none:
        return f"Er staat geen open werk op naam van {name}."
    parts = [
        _count(work.actions, "open actie", "open acties"),
        _count(work.cases, "casus als regisseur", "casussen als regisseur"),
        _count(work.visits, "gepland huisbezoek", "geplande huisbezoeken"),
        _count(work.feedback, "terugkoppeling", "terugkoppelingen"),
        _count(work.referrals, "doorverwijzing zonder antwoord", "doorverwijzingen zonder antwoord"),
        _count(work.code_steps, "stap van de meldcode", "stappen van de meldcode"),
    ]
    listed = _listed([part for part in parts if part])
    return f"Op naam van {name} staat nog: {listed}. Dat blijft staan tot u het aan een ander geeft."


def period_words(one: DeputationLine | CoverLine, today: date) -> str:
    """Return how long somebody stands in: "sinds 2 november 2026, tot en met 16 november 2026 (over 14 dagen)"; "vanaf" before that."""
    first = "sinds" if one.since <= today else "vanaf"
    return f"{first} {full_date(one.since)}, tot en met {full_date(one.until)} ({relative(one.until, today)})"


def step_words(step: PastStep) -> str:
    """Return a step in the history of the keys as a sentence."""
    about, by = step.about or "Een lid dat er niet meer is", step.by or "iemand die er niet meer is"
    new_key = "Het dossier kreeg een nieuwe sleutel"
    words: dict[str, str] = {
        Step.CREATED: f"{by} maakte het dossier, met het eerste herstelblad.",
        Step.INVITED: f"{about} kreeg een code van {by}.",
        Step.WITHDRAWN: f"De code van {about} is ingetrokken door {by}.",
        Step.JOINED: f"{about} kreeg eigen sleutels. Toegelaten door {by}.",
        Step.RENEWED: f"{about} koos een nieuwe wachtzin en kreeg nieuwe sleutels, met hulp van {by}.",
        Step.RIGHTS: f"Of {about} anderen mag toelaten, is gewijzigd door {by}.",
        Step.RENAMED: f"De naam van {about} is verbeterd door {by}.",
        Step.LEFT: f"{by} beëindigde de toegang van {about}. {new_key}.",
        Step.RECOVERED: f"{about} kwam terug met het herstelblad. {new_key}.",
        Step.SHEET: f"{by} maakte een nieuw herstelblad. {new_key}; het oude blad opent niets nieuws.",
    }
    return words.get(step.what, "Een wijziging uit de eerste tijd, waarvan niet is opgeschreven wat er gebeurde.")


def left_behind_words(count: int) -> str:
    """Return whether every sealed text can be opened by who should."""
    if not count:
        return "Alle verzegelde teksten zijn te openen door wie nu aandachtsfunctionaris is, en met het herstelblad."
    if count == 1:
        return "1 verzegelde tekst past nog op de sleutels van eerder, en niet op die van wie nu aandachtsfunctionaris is."
    return f"{count} verzegelde teksten passen nog op de sleutels van eerder, en niet op die van wie nu aandachtsfunctionaris is."


def _count(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}" if count else ""


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} en {parts[-1]}"
