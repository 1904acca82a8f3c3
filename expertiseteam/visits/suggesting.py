"""Suggesting a duo: pairs that can go, with what speaks for them in words. People choose; deviating is free.

Sources: domain.md, rows 32, 50, 97, 100 and 109; how heavy a reason weighs is a setting. Plain functions over what is known. Nobody is
scored as a person: the order only says what speaks for two people at this door in these days, and the number of visits in a month stands
there for everybody, so that a fair load can be seen.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from expertiseteam.access.who import Discipline
from expertiseteam.basics.setting import numbers_of
from expertiseteam.basics.settings import default
from expertiseteam.cases.subject_records import AgeBand
from expertiseteam.team.absence import AbsenceLine, days_words, is_away
from expertiseteam.team.records import Evening
from expertiseteam.team.settings import TeamSettings
from expertiseteam.team.training import HIGHEST, LEVELS, refresh_words
from expertiseteam.visits.records import ContactMode

# Nobody talks in a letter: what is asked of who talks is not asked there.
WITHOUT_A_TALK = (ContactMode.LETTER, ContactMode.CARD)


class DuoReason(enum.StrEnum):
    """What may speak for a pair; the team sets how heavy each weighs (duo_weights)."""

    WAY_IN = "heeft hier de ingang"
    WAS_HERE = "sprak hier eerder iemand"
    STANDS_IN = "neemt waar voor wie hier bekend is"
    CARE_AND_ENFORCEMENT = "zorgbril en handhavingsbril"
    CARE_AND_OTHER = "zorgbril en een ander vak"
    VILLAGE_CONTACT = "is het aanspreekpunt van het dorp"
    PRACTISED_SENSITIVE = "oefende het gesprek, en het is gevoelig"
    PRACTISED = "oefende het gesprek"
    IN_VILLAGE = "komt vaker in het dorp"
    NOT_TOGETHER = "gingen nog niet samen"


def duo_weights(lines: tuple[str, ...]) -> dict[DuoReason, int]:
    """How heavy each reason weighs, as the team set it; as proposed where it said nothing."""
    numbers = numbers_of(default("duo_weights")) | numbers_of(lines)
    return {reason: numbers[reason.value] for reason in DuoReason}


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who goes to doors, as whoever plans knows him for one case."""

    id: str
    name: str
    discipline: Discipline
    level: int = 0  # the training step
    trained_on: date | None = None  # the newest training
    away: tuple[AbsenceLine, ...] = ()
    not_for_this_case: bool = False  # only that it is so is kept, never why
    has_the_way_in: bool = False  # the household trusts him
    was_here: bool = False  # spoke to somebody of this household before
    stands_in_for: tuple[str, ...] = ()  # first names of who is away, and is known at this door, whose work he sees to today
    is_village_contact: bool = False  # the one whom the team named for this village
    visits_in_village: int = 0  # in the months that a suggestion looks back
    visits_this_month: int = 0  # those that were and those that are planned

    @property
    def first_name(self) -> str:
        return self.name.split()[0]


@dataclass(frozen=True, slots=True)
class Needs:
    """What the team asks of a pair, and when a training is no longer fresh."""

    keeps_register: bool = False  # a team that writes no training down is not judged by it
    visit_level: int = 0
    sensitive_level: int = 0
    training_years: int = 0
    warning_days: int = 0


@dataclass(frozen=True, slots=True)
class DuoChoice:
    """Who can be chosen for a door, and what is known of them there. `together`: pairs that went together in the past `months`."""

    candidates: tuple[Candidate, ...]
    together: frozenset[frozenset[str]]
    needs: Needs
    village: str = ""
    mode: ContactMode = ContactMode.VISIT  # how the team proposes to approach this household
    mode_because: str = ""
    knowing: frozenset[str] = frozenset()  # who may wait for the duo: everybody who may know of the case, at the door or not
    evening: Evening = TeamSettings().evening  # when it begins: then somebody waits for the duo
    days: int = TeamSettings().duo_days  # how far a suggestion looks ahead while no last day is chosen
    contact: str = ""  # the name of who the team named for this village, at the door or not
    weights: Mapping[DuoReason, int] = field(default_factory=lambda: duo_weights(()))
    most: int = TeamSettings().duo_most
    months: int = TeamSettings().duo_months


@dataclass(frozen=True, slots=True)
class SuggestedPair:
    """A pair for one door, and what speaks for it in words, strongest first."""

    care_id: str
    enforcement_id: str
    names: str
    reasons: tuple[str, ...]


def suggest_mode(
    settings: TeamSettings,
    *,
    is_debt: bool,
    age: AgeBand | None,
    by_trusted: bool = False,
    by_sign: tuple[ContactMode, str] | None = None,
) -> tuple[ContactMode, str]:
    """Return how the team proposes to approach a household, and why; shown, never forced (domain.md, rows 99 and 111).

    `by_trusted`: somebody outside the team has the way in: that one is proposed first (row 50). Who it is stands in the case.
    `by_sign`: what the catalogue proposes at what people saw here, and why.
    """
    if by_trusted:
        return ContactMode.TRUSTED, "iemand heeft hier de ingang"
    if age in (AgeBand.UNDER_18, AgeBand.TO_27):
        return ContactMode(settings.mode_young), "jonger dan 27"
    if is_debt:
        return ContactMode(settings.mode_debt), "een schuldsignaal"
    return by_sign or (ContactMode(settings.mode_other), "")


def suggest_pairs(choice: DuoChoice, *, since: date, until: date, is_sensitive: bool = False) -> list[SuggestedPair]:
    """Return the pairs that can go on a day from `since` to `until`, best first.

    Care eyes with other eyes; two of care only where nobody else can go. Nobody who is away or not available for this case, and no pair
    that `refused_pair` refuses.
    """
    able = [c for c in choice.candidates if not c.not_for_this_case and not is_away(c.away, since, until)]
    care, others = [[c for c in able if (c.discipline is Discipline.CARE) is looks_with_care] for looks_with_care in (True, False)]
    pairs = [(one, other) for one in care for other in others] or list(combinations(care, 2))
    found = []
    for one, other in pairs:
        if is_away((*one.away, *other.away), since, until) or refused_pair(
            (one.level, other.level), choice.needs, is_sensitive=is_sensitive
        ):
            continue
        told = list(_reasons(one, other, choice, is_sensitive=is_sensitive))
        load = one.visits_this_month + other.visits_this_month
        names = f"{one.first_name} en {other.first_name}"
        words = (*(words for _, words in told), _load_words(load))
        found.append(((-sum(weight for weight, _ in told), load, names), SuggestedPair(one.id, other.id, names, words)))
    return [pair for _, pair in sorted(found, key=lambda entry: entry[0])[: choice.most]]


def refused_pair(levels: Sequence[int], needs: Needs, *, is_sensitive: bool) -> str:
    """Return why people of these training steps cannot go, or "". One of them at least has what is asked (domain.md, rows 97 and 109)."""
    least = max(needs.visit_level, needs.sensitive_level) if is_sensitive else needs.visit_level
    if not needs.keeps_register or max(levels) >= least:
        return ""
    who = "Wie alleen gaat" if len(levels) == 1 else "Minstens één van beiden"
    has = f"hier is de hoogste stap {max(levels)} ({LEVELS[max(levels)]})" if max(levels) else "van hen staat er geen training"
    why = "Dit gesprek is gevoelig." if is_sensitive and least > needs.visit_level else "Een huisbezoek vraagt kennis en ervaring."
    return (
        f"{why} {who} heeft trainingsstap {least} nodig ({LEVELS[least]}); {has}. Er is nog niets gepland. Kies iemand met die training, "
        "of vul bij Leden de training aan."
    )


def candidate_notes(candidate: Candidate, needs: Needs, *, since: date, until: date, today: date) -> list[str]:
    """Return what whoever chooses must know of somebody: not available, away on some days, training that is missing or ages."""
    found = []
    if candidate.not_for_this_case:
        found.append("niet beschikbaar voor deze casus")
    found += [f"afwezig {days_words(a.since, a.until)}" for a in candidate.away if a.since <= until and a.until >= since]
    if needs.keeps_register and not candidate.level:
        found.append("nog geen training")
    if fresh := refresh_words(candidate.trained_on, today, years=needs.training_years, warning_days=needs.warning_days):
        found.append(f"training {fresh}")
    return found


def _reasons(one: Candidate, other: Candidate, choice: DuoChoice, *, is_sensitive: bool) -> Iterator[tuple[int, str]]:
    """What speaks for a pair, each with its weight."""
    both, weights = (one, other), choice.weights
    if way_in := [c for c in both if c.has_the_way_in]:
        yield weights[DuoReason.WAY_IN], f"{_names(way_in)} {_of(way_in, 'heeft', 'hebben')} hier de ingang"
    here = [c for c in both if c.was_here]
    if here and not way_in:  # the fewer new faces at a door, the better
        yield weights[DuoReason.WAS_HERE] * len(here), f"{_names(here)} {_of(here, 'sprak', 'spraken')} hier eerder iemand"
    for c in both:
        if c.stands_in_for:
            yield weights[DuoReason.STANDS_IN], f"{c.first_name} neemt waar voor {' en '.join(c.stands_in_for)}, die hier bekend is"
    if other.discipline is Discipline.ENFORCEMENT:
        yield weights[DuoReason.CARE_AND_ENFORCEMENT], "zorgbril en handhavingsbril"
    elif other.discipline is not Discipline.CARE:
        yield weights[DuoReason.CARE_AND_OTHER], f"zorgbril en de blik van {other.discipline}"
    else:
        yield 0, "twee keer zorgbril: er is niemand anders"
    for c in both:
        if c.is_village_contact:
            yield weights[DuoReason.VILLAGE_CONTACT], f"{c.first_name} is het aanspreekpunt van {choice.village}"
    practised = [c for c in both if c.level >= HIGHEST]
    if choice.needs.keeps_register and practised:
        reason = DuoReason.PRACTISED_SENSITIVE if is_sensitive else DuoReason.PRACTISED
        yield weights[reason], f"{_names(practised)} {_of(practised, 'oefende', 'oefenden')} het gesprek"
    often = [c for c in both if c.visits_in_village]
    if choice.village and often:
        yield weights[DuoReason.IN_VILLAGE], f"{_names(often)} {_of(often, 'komt', 'komen')} vaker in {choice.village}"
    if frozenset((one.id, other.id)) not in choice.together:
        when = "dit jaar nog niet" if choice.months == 12 else f"in {choice.months} {'maand' if choice.months == 1 else 'maanden'} niet"
        yield weights[DuoReason.NOT_TOGETHER], f"gingen {when} samen"


def _of(candidates: Sequence[Candidate], one: str, more: str) -> str:
    return one if len(candidates) == 1 else more


def _names(candidates: Iterable[Candidate]) -> str:
    return " en ".join(c.first_name for c in candidates)


def _load_words(load: int) -> str:
    return "deze maand nog geen bezoek" if not load else f"deze maand samen {load} {'bezoek' if load == 1 else 'bezoeken'}"
