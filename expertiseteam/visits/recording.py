"""After the visit: what two pairs of eyes saw, what was answered, agreed and offered, and how it is tried again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import select

from expertiseteam.access.who import AT_THE_DOOR, FIELD
from expertiseteam.access.work import Work, act
from expertiseteam.basics.dates import clock_time, full_date
from expertiseteam.basics.ids import id_after
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.actions import agree_action
from expertiseteam.cases.objection import restrict_case
from expertiseteam.cases.offer_records import NewOffer
from expertiseteam.cases.offers import record_offer
from expertiseteam.cases.records import RUNNING, AgreedAt
from expertiseteam.cases.tables import Case
from expertiseteam.team.catalogues import refuse_unknown
from expertiseteam.team.records import Catalogue, Evening
from expertiseteam.team.service_numbers import refuse_service_number
from expertiseteam.team.settings import TeamSettings
from expertiseteam.visits.duos import send_duo
from expertiseteam.visits.moments import dutch_moment
from expertiseteam.visits.records import (
    ASKS_CONSENT,
    AT_HOME,
    CONSULT,
    INSIDE,
    LIGHT_FOLLOW,
    NOBODY_SEEN,
    REACHED,
    SAYS_NO,
    TRY_AGAIN,
    Agreement,
    Consent,
    ContactMode,
    DayPart,
    NextTry,
    Outcome,
    Plan,
    Refusal,
    VisitState,
    VisitView,
    part_of,
)
from expertiseteam.visits.tables import Visit

MOST_MINUTES = 600  # ten hours: more is a slip of the pen
LIGHT_TASK = "Licht contact houden: een praatje, zonder hulp op te dringen."


@act("huisbezoek vastgelegd", by=FIELD, of=AT_THE_DOOR)
def record_visit(
    work: Work,
    shown: VisitView,
    *,
    on: date,
    at: time | None = None,
    is_announced: bool,
    outcome: Outcome,
    mode: ContactMode | None = None,
    refusal: Refusal | str | None = None,
    care_view: str = "",
    enforcement_view: str = "",
    common: str | None = None,
    told: str = "",
    agreements: Sequence[Agreement] = (),
    offers: Sequence[NewOffer] = (),
    next_try: NextTry | None = None,
    consent: Consent | None = None,
    consent_because: str = "",
    told_purpose: bool = False,
    minutes: int | None = None,
) -> str | None:
    """What two pairs of eyes saw; agreements become actions at once. May be added to by the other one of the duo later.

    `mode`, `common`, `minutes` (how long it took, the way there too): None leaves them as they were. `next_try` plans the next contact by
    the same duo, and its id comes back: an attempt where nobody was reached, light contact with who accepts no help (domain.md, row 112).
    `consent`: how the duo came in; None where nobody did, or where it was not written down.
    Refused without it where somebody who supervises came in (R-31). An objection restricts the case as the last thing that is done.
    """
    case = work.get(Case, shown.case_id)
    _check_moment(work, on, at, case)
    needs_view = outcome not in (*NOBODY_SEEN, Outcome.OBJECTION)
    if needs_view and not (care_view.strip() or enforcement_view.strip()):
        raise Refused("Schrijf in één zin wat u zag, links of rechts. Het bezoek is nog niet bewaard; uw tekst staat er nog.")
    refuse_service_number(work, care_view, enforcement_view, common or "", told)
    if shown.supervisor and outcome in INSIDE and (mode or shown.how) in AT_HOME and consent is None:
        raise Refused(
            f"{shown.supervisor} houdt toezicht en gaat niet zonder toestemming naar binnen. Kies of de bewoner het goed vond. Het bezoek "
            "is nog niet bewaard; uw tekst staat er nog."
        )
    if consent is Consent.NEED and not consent_because.strip():
        raise Refused(
            "Zonder toestemming naar binnen kan alleen als er nood was. Schrijf welke nood. Het bezoek is nog niet bewaard; uw tekst staat "
            "er nog."
        )
    refuse_unknown(work, Catalogue.REFUSAL, refusal)
    if next_try is not None and outcome not in (*TRY_AGAIN, *LIGHT_FOLLOW):
        raise Refused(
            "Een volgende poging hoort bij een bezoek waarbij u niemand sprak, en licht contact bij wie geen hulp wil; niet bij "
            f"“{outcome}”. Er is nog niets bewaard."
        )
    if not 0 <= (minutes or 0) <= MOST_MINUTES:
        raise Refused(f"Vul bij de minuten een getal in van 0 tot en met {MOST_MINUTES}. Er is nog niets bewaard; uw tekst staat er nog.")
    new: dict[str, Any] = {
        "on": on,
        "at": at,
        "is_announced": is_announced,
        "mode": mode or shown.mode,
        "outcome": outcome,
        "refusal": refusal if outcome in SAYS_NO else None,
        "consent": consent if outcome in ASKS_CONSENT else None,
        "consent_because": consent_because.strip() if outcome in ASKS_CONSENT and consent is Consent.NEED else "",
        "told_purpose": told_purpose and outcome in REACHED,
        "state": VisitState.DONE,
        "told": told.strip(),
        "minutes": shown.minutes if minutes is None else minutes,
        "care_view": care_view.strip(),
        "enforcement_view": enforcement_view.strip(),
        "common": shown.common if common is None else common.strip(),
    }
    visit = work.edit(Visit, shown, **new)
    if visit.check_in_due is not None and visit.checked_in is None and work.who.id in (visit.care_id, visit.enforcement_id):
        visit = work.edit(Visit, visit, checked_in=work.now)  # who writes this down is back
    if outcome in REACHED and (case.last_contact is None or case.last_contact < on):
        work.edit(Case, case, last_contact=on)
    for a in agreements:
        agree_action(
            work,
            visit.case_id,
            what=a.what,
            owner_id=a.owner_id,
            due=a.due,
            is_promise=a.is_promise,
            agreed_at=AgreedAt.VISIT,
            agreed_at_id=visit.id,
            said_on=on,
        )
    for offer in offers:
        record_offer(work, visit.case_id, offer, visit.id)
    planned = _try_again(work, visit, shown.plan, next_try) if next_try is not None else None
    if outcome is Outcome.OBJECTION and shown.outcome is not outcome and work.get(Case, case.id).state in RUNNING:
        restrict_case(work, case.id, "\n".join(text for text in (visit.care_view, visit.enforcement_view) if text))
    return planned


def suggest_next(mode: ContactMode, at: time | None, today: date, settings: TeamSettings) -> NextTry:
    """Another hour first, then another mode (domain.md, rows 48, 49 and 104): a suggestion, never forced."""
    before, part = today + timedelta(days=settings.try_within_days), part_of(at, settings.evening)
    if mode is ContactMode.VISIT and part is not DayPart.EVENING:
        return NextTry(ContactMode.VISIT, DayPart.EVENING, before)
    if mode in (ContactMode.PHONE, ContactMode.MESSAGE, ContactMode.LETTER, ContactMode.CARD):
        return NextTry(ContactMode.VISIT, DayPart.AFTERNOON if part is DayPart.EVENING else DayPart.EVENING, before)
    return NextTry(ContactMode.PHONE, DayPart.MORNING, before)


def suggest_light(mode: ContactMode, today: date, settings: TeamSettings) -> NextTry:
    """How contact stays light with who accepts no help: at the drop-in, or where he came this time (domain.md, row 112)."""
    return NextTry(mode if mode in CONSULT else ContactMode.DROP_IN, None, today + timedelta(days=settings.light_follow_days))


def is_the_same_again(mode: ContactMode, at: time | None, planned: NextTry, evening: Evening) -> bool:
    """Whether the next attempt goes as the one that failed: the same mode at the same part of the day."""
    return planned.mode is mode and (planned.part is None or planned.part is part_of(at, evening))


def _try_again(work: Work, visit: Visit, last: Plan, planned: NextTry) -> str:
    """The same duo, as open and as careful as before; the hour is for the duo to say. Where they met stays as long as they meet so.

    Both of a duo may plan it, also on laptops that do not see each other: it is there once. Refused where the other one planned another.
    """
    once = id_after(visit.id, "next attempt")
    there = work.tuples(select(Visit.state, Visit.mode, Visit.part, Visit.before).where(Visit.id == once))
    for state, mode, part, before in there:
        if state is VisitState.PLANNED and (mode, part, before) == (planned.mode, planned.part, planned.before):
            return once
        if state is VisitState.PLANNED:
            how = ", ".join(word for word in (mode, part) if word)
            raise Refused(
                f"De volgende poging staat al gepland: {how}, uiterlijk {full_date(before)}. Er is nog niets bewaard; uw tekst staat er "
                "nog. Haal het vinkje bij de volgende poging weg, of wijzig daarna die poging."
            )
    none: dict[str, Any] = {"planned_on": None, "planned_at": None, "ends_at": None, "check_in_id": None, "check_in_at": None}
    moves = planned.mode is not visit.mode and planned.mode in CONSULT
    again = replace(last, **none, check_in_phones=None, safe_place="" if moves else last.safe_place)
    try:
        return send_duo(
            work,
            visit.case_id,
            care_id=visit.care_id,
            enforcement_id=visit.enforcement_id,
            task=LIGHT_TASK if visit.outcome in LIGHT_FOLLOW else visit.task,
            before=planned.before,
            is_announced=visit.is_announced,
            mode=planned.mode,
            part=planned.part,
            plan=again,
            visit_id="" if there else once,
        )
    except Refused as refused:
        raise Refused(
            f"De volgende poging kan zo niet, dus is er nog niets bewaard. {refused} Of haal het vinkje bij “Nog een keer proberen” weg."
        ) from None


def _check_moment(work: Work, on: date, at: time | None, case: Case) -> None:
    """Refuse a visit that is still to come, or from before the case, or at a time that the clock skipped."""
    if on > work.today:
        raise Refused("Het bezoek ligt in de toekomst. Vul de dag in waarop u er was.")
    if on < case.opened:
        raise Refused(
            f"Het bezoek van {full_date(on)} ligt vóór casus {case.code}: die begon op {full_date(case.opened)}. Het bezoek is nog niet "
            "bewaard: vul een dag in vanaf dat begin."
        )
    if at is None:
        return
    if dutch_moment(on, at) > work.now:
        raise Refused(f"Het is nog geen {clock_time(at)}. Het bezoek is nog niet bewaard: vul de tijd in waarop u er was.")
