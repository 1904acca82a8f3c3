"""A household lets the team know, before the visit, that it needs nothing: an answer to an announced visit (domain.md, row 101)."""

from __future__ import annotations

from datetime import timedelta

from expertiseteam.access.who import TEAM
from expertiseteam.access.work import Work, act
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.actions import agree_action
from expertiseteam.cases.records import AgreedAt
from expertiseteam.cases.tables import Case
from expertiseteam.team.catalogues import refuse_unknown
from expertiseteam.team.records import Catalogue
from expertiseteam.team.service_numbers import refuse_service_number
from expertiseteam.team.settings import team_settings
from expertiseteam.visits.duos import cancel_visit
from expertiseteam.visits.records import ContactMode, Outcome, Refusal, VisitState, VisitView
from expertiseteam.visits.tables import Visit

HOW = (ContactMode.PHONE, ContactMode.MESSAGE, ContactMode.LETTER, ContactMode.TRUSTED)  # ways to be told without a visit
NOW_WHAT = "Beslissen wat nu: het huishouden liet weten dat er niets nodig is."


@act("bewoner meldde vóór het bezoek dat er niets nodig is", by=TEAM)
def told_no_need(
    work: Work, shown: VisitView, *, said: str, mode: ContactMode = ContactMode.PHONE, refusal: Refusal | str | None = None
) -> str:
    """Keep the answer as a contact of today, and call the visit off; returns the id of the contact.

    Who leads the case gets an action: the team decides what now, not whoever took the call. Refused without what was said, and for a visit
    that is no longer to come.
    """
    if not said.strip():
        raise Refused("Schrijf in één zin wat de bewoner zei. Het bezoek staat nog gepland.")
    if mode not in HOW:
        raise Refused(f"Bij “{mode}” is er wel iemand geweest. Leg dat vast als huisbezoek. Het bezoek staat nog gepland.")
    refuse_service_number(work, said)
    refuse_unknown(work, Catalogue.REFUSAL, refusal)
    visit = work.get(Visit, shown.id)
    if visit.state is not VisitState.PLANNED:
        raise Refused("Dit bezoek is al geweest of gaat niet door. Er is niets gewijzigd.")
    case = work.get(Case, visit.case_id)
    cancel_visit(work, shown, f"De bewoner liet weten dat er niets nodig is ({mode}).")
    contact = work.add(
        Visit(
            case_id=case.id,
            circle_id=case.circle_id,
            care_id=work.who.id,
            enforcement_id=work.who.id,
            task=visit.task,
            before=work.today,
            is_announced=visit.is_announced,
            mode=mode,
            sent_by_id=work.who.id,
            sent_on=work.today,
            on=work.today,
            state=VisitState.DONE,
            outcome=Outcome.NO_NEED,
            refusal=refusal,
            care_view=said.strip(),
        )
    )
    if case.last_contact is None or case.last_contact < work.today:
        work.edit(Case, case, last_contact=work.today)
    due = work.today + timedelta(days=team_settings(work).no_need_days)
    agree_action(work, case.id, what=NOW_WHAT, owner_id=case.lead_id, due=due, agreed_at=AgreedAt.VISIT, agreed_at_id=contact.id)
    return contact.id
