"""Who changed what in a case, when, from what to what: in words that the screens use for the fields."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, Select, and_, func, not_, select, tuple_

from expertiseteam.access.tables import FieldChange, Member
from expertiseteam.access.work import query
from expertiseteam.basics.dates import full_date
from expertiseteam.cases.offer_records import ReferralState
from expertiseteam.cases.safety_tables import CodeStepRow, Escalation, ReportingCode
from expertiseteam.cases.tables import Action, Case, HelpOffer, Involvement, KnownFact, Person, Subject
from expertiseteam.cases.track_tables import EnforcementPath, PlanGoal
from expertiseteam.concerns.tables import Concern
from expertiseteam.meetings.mandate_tables import DecisionMandate
from expertiseteam.storage.reading import Reader
from expertiseteam.team.catalogues import catalogue_words
from expertiseteam.visits.tables import Visit

TITLES = {
    ("case", "label"): "Naam op papier",
    ("case", "goal"): "Doel van de casus",
    ("case", "legal_basis"): "Grondslag",
    ("case", "purpose"): "Waarvoor wij gegevens delen",
    ("case", "bringing_partner"): "Ingebracht door",
    ("case", "household"): "Huishouden",
    ("case", "place"): "Waar",
    ("case", "lead_id"): "Regisseur",
    ("case", "trusted_contact"): "Vertrouwd persoon",
    ("case", "state"): "Hoe het ervoor staat",
    ("case", "eviction"): "Uithuiszetting",
    ("case", "eviction_on"): "Dag van de ontruiming",
    ("case", "eviction_source"): "Van wie we van de uithuiszetting weten",
    ("concern", "what"): "Tekst van een signaal",
    ("concern", "place"): "Waar een signaal over gaat",
    ("concern", "kind"): "Of een signaal een vraag of initiatief is",
    ("concern", "channel"): "Hoe een signaal binnenkwam",
    ("concern", "certainty"): "Hoe zeker een signaal is",
    ("concern", "urgency"): "Hoeveel haast een signaal heeft",
    ("concern", "source"): "Wat voor bron een signaal heeft",
    ("concern", "since"): "Sinds wanneer het speelt",
    ("concern", "directness"): "Of wie het vertelt het zelf meemaakte",
    ("concern", "internally"): "Of het in de eigen organisatie is besproken",
    ("concern", "on_behalf"): "Of een signaal voor een ander is opgeschreven",
    ("concern", "signs"): "Wat mensen zagen, op de signaalkaart",
    ("concern", "spot"): "Op welke plek een signaal binnenkwam",
    ("person", "name"): "Naam van een bewoner",
    ("person", "part"): "Wie iemand is in het huishouden",
    ("person", "phone"): "Telefoon van een bewoner",
    ("involvement", "member_id"): "Wie er komt namens een organisatie",
    ("case_subject", "kind"): "Waar de casus over gaat",
    ("case_subject", "tenure"): "Hoe men er woont",
    ("case_subject", "age_band"): "Leeftijd, ongeveer",
    ("case_subject", "has_child"): "Er is een kind in dit huishouden",
    ("action", "what"): "Tekst van een actie",
    ("action", "owner_id"): "Wie een actie doet",
    ("action", "due"): "Uiterste dag van een actie",
    ("plan_goal", "what"): "Doel in het plan",
    ("plan_goal", "helper"): "Wie helpt bij een doel in het plan",
    ("plan_goal", "due"): "Wanneer een doel in het plan bereikt moet zijn",
    ("plan_goal", "state"): "Hoe het met een doel in het plan staat",
    ("plan_goal", "remark"): "Opmerking bij een doel in het plan",
    ("known_fact", "text"): "Wat al bekend is",
    ("reporting_code", "suspicion"): "Meldcode, vraag 1: is er een vermoeden",
    ("reporting_code", "danger"): "Meldcode, vraag 2: acute of structurele onveiligheid",
    ("reporting_code", "can_help"): "Meldcode, vraag 3: zelf hulp bieden of regelen",
    ("reporting_code", "accepted"): "Meldcode, vraag 4: aanvaarden zij die hulp",
    ("reporting_code", "in_time"): "Meldcode, vraag 5: op tijd tot veiligheid",
    ("reporting_code", "children_asked"): "Meldcode: de kindcheck",
    ("code_step", "owner_id"): "Wie een stap van de meldcode doet",
    ("code_step", "done_on"): "Dag van een stap van de meldcode",
    ("code_step", "remark"): "Wat bij een stap van de meldcode hoort",
    ("escalation", "answer"): "Antwoord op een escalatie",
    ("decision_mandate", "mandate"): "Mandaat van een besluit",
    ("enforcement_path", "order"): "Wat er volgens de handhaving gebeurd moet zijn",
    ("help_offer", "referral"): "Antwoord op een doorverwijzing",
    ("help_offer", "remark"): "Opmerking bij een doorverwijzing",
    ("visit", "care_id"): "Wie met de zorgbril gaat",
    ("visit", "enforcement_id"): "Wie met de handhavingsbril gaat",
    ("visit", "planned_on"): "Dag van een huisbezoek",
    ("visit", "cancelled_because"): "Waarom een huisbezoek niet doorgaat",
    ("visit", "check_in_id"): "Wie achterwacht is bij een huisbezoek",
}
# What stands in rows of their own, and is remembered with the case that they belong to (cases/subject.py).
OF_ROWS = {
    ("case", "domains"): "Leefgebieden",
    ("case", "links"): "Gekoppelde casus",
    ("case", "kin"): "Band tussen bewoners",  # cases/people.py
}
_KINDS = (  # besides the case itself
    *(Person, Subject, Involvement, Action, Visit, PlanGoal, KnownFact, HelpOffer),
    *(ReportingCode, CodeStepRow, Escalation, EnforcementPath, DecisionMandate),
)
_ANSWERS = (("escalation", "answer"), ("help_offer", "referral"), ("help_offer", "remark"))  # the first one is told as an event
_BY_CODE = ("channel", "certainty", "signs", "spot")  # words of the team's lists; of the first two only those that it added
_DAYS = ("eviction_on", "due", "planned_on", "done_on", "since")


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change of one field, in words."""

    id: str
    title: str
    before: str
    after: str
    at: datetime
    by: str

    @property
    def words(self) -> str:
        """Return "Was: …" and "Nu: …" on two lines."""
        return f"Was: {self.before or 'leeg'}\nNu: {self.after or 'leeg'}"


@query()
def field_changes(read: Reader, case_id: str) -> list[ChangeLine]:
    """Every remembered change in a case that is open on the screen, and in its signals, newest first."""
    return _in_words(read, _of_case(case_id))


@query()
def concern_changes(read: Reader, concern_id: str) -> list[ChangeLine]:
    """What was corrected in a signal that is open on the screen, newest first."""
    return _in_words(read, FieldChange.row_id == concern_id)


def changes_counted(case_id: BindParameter[str]) -> Select[Any]:
    """How many there are, as part of another statement."""
    return select(func.count()).select_from(FieldChange).where(_of_case(case_id))


def _in_words(read: Reader, which: Any) -> list[ChangeLine]:
    columns: Any = (
        FieldChange.id,
        FieldChange.row_kind,
        FieldChange.field,
        FieldChange.before,
        FieldChange.after,
        FieldChange.at,
        Member.name,
    )
    changes: Any = select(*columns).join(Member, Member.id == FieldChange.by_id).where(which)
    rows = read.tuples(changes.order_by(FieldChange.at.desc(), FieldChange.id))
    said_by_code = any(field in _BY_CODE for _, _, field, *_ in rows)
    names = {word.code: word.label for word in catalogue_words(read)} if said_by_code else {}
    names |= read.tuples(select(Member.id, Member.name)) if rows else ()
    if any(field == "links" for _, _, field, *_ in rows):
        names |= {i: f"{code} · {label}" for i, code, label in read.tuples(select(Case.id, Case.code, Case.label))}
    if any(field == "kin" for _, _, field, *_ in rows):
        names |= read.tuples(select(Person.id, Person.name))
    return [
        ChangeLine(i, (TITLES | OF_ROWS)[kind, field], _words(field, before, names), _words(field, after, names), at, by)
        for i, kind, field, before, after, at, by in rows
    ]


def _of_case(case_id: str | BindParameter[str]) -> Any:
    of_rows = [select(kind.id).where(kind.case_id == case_id) for kind in _KINDS]
    of_rows.append(select(Concern.id).join(Case, Case.circle_id == Concern.circle_id).where(Case.id == case_id))
    ids = select(Case.id).where(Case.id == case_id).union_all(*of_rows)
    first = tuple_(FieldChange.row_kind, FieldChange.field).in_(_ANSWERS), FieldChange.before.in_(("", str(ReferralState.WAITING)))
    return and_(FieldChange.row_id.in_(ids), not_(and_(*first)))


def _words(field: str, value: str, names: dict[str, str]) -> str:
    if field in ("lead_id", "owner_id", "member_id", "care_id", "enforcement_id", "check_in_id"):
        return names.get(value, "")
    if field == "links":  # who may not know of the other case reads neither its number nor why
        other, _, why = value.partition(" ")
        return (f"{names[other]}: {why}" if other in names else "een andere casus") if value else ""
    if field == "kin" and value:  # who went to another case, or was the same as another, has no name here any more
        one, other, words = value.split(" ", 2)
        return f"{names.get(one, 'Een bewoner')} {words} {names.get(other, 'een bewoner')}"
    if field in _BY_CODE:
        return ", ".join(names.get(code, code) for code in value.split()) if field == "signs" else names.get(value, value)
    return full_date(date.fromisoformat(value)) if value and field in _DAYS else value
