"""*Al bekend*: what a household told once is not asked again; who uses it says what for (domain.md, row 78)."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select

from expertiseteam.access.who import TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.door_records import FactLine
from expertiseteam.cases.tables import Case, FactUse, KnownFact
from expertiseteam.storage.reading import Reader
from expertiseteam.team.service_numbers import refuse_service_number
from expertiseteam.team.tables import Organisation


@act("al bekend gegeven genoteerd", by=TEAM)
def note_fact(work: Work, case_id: str, *, topic: str, text: str, organisation_id: str) -> str:
    """Note what the household told, and to which organisation. Returns the id. Refused without a topic or a text, or when it is known."""
    if not (topic.strip() and text.strip() and organisation_id):
        raise Refused("Schrijf waarover het gaat, wat er is verteld en aan welke organisatie. Er is niets genoteerd.")
    refuse_service_number(work, topic, text)
    known = next((f for f in known_facts(work, case_id) if f.topic.casefold() == topic.strip().casefold()), None)
    if known is not None:
        raise Refused(f"‘{known.topic}’ is al bekend sinds het gesprek met {known.organisation}. Er is niets genoteerd. Gebruik dat.")
    circle = work.get(Case, case_id).circle_id
    fact = KnownFact(
        case_id=case_id,
        circle_id=circle,
        topic=topic.strip(),
        text=text.strip(),
        organisation_id=work.get(Organisation, organisation_id).id,
        on=work.today,
        by_id=work.who.id,
    )
    return work.add(fact).id


@act("al bekend gegeven verbeterd", by=TEAM)
def correct_fact(work: Work, shown: FactLine, text: str) -> None:
    """What is known was wrong, or is otherwise by now: the new text counts from today, the old one stays in the history of the case.

    Also for what others used already: who used it stays beside it. Refused without a text.
    """
    if not text.strip():
        raise Refused("Schrijf wat er nu klopt. Er is niets gewijzigd.")
    refuse_service_number(work, text)
    fact = work.edit(KnownFact, shown, text=text.strip())
    work.edit(KnownFact, fact, on=work.today)  # follows from it; stands on no form


@act("al bekend gegeven gebruikt", by=TEAM)
def use_fact(work: Work, fact_id: str, organisation_id: str, purpose: str) -> None:
    """Another organisation uses it instead of asking again. Refused without a purpose."""
    if not purpose.strip() or not organisation_id:
        raise Refused("Kies wie dit gebruikt en schrijf waarvoor. Er is niets vastgelegd.")
    refuse_service_number(work, purpose)
    fact = work.get(KnownFact, fact_id)
    work.add(
        FactUse(
            case_id=fact.case_id,
            circle_id=fact.circle_id,
            fact_id=fact.id,
            organisation_id=work.get(Organisation, organisation_id).id,
            purpose=purpose.strip(),
            at=work.now,
            by_id=work.who.id,
        )
    )


@query()
def known_facts(read: Reader, case_id: str) -> list[FactLine]:
    """What is known of one household, first told first."""
    used: dict[str, list[str]] = defaultdict(list)
    uses = select(FactUse.fact_id, Organisation.name, FactUse.purpose).join(Organisation, Organisation.id == FactUse.organisation_id)
    for fact_id, name, purpose in read.tuples(uses.where(FactUse.case_id == case_id).order_by(FactUse.at)):
        used[fact_id].append(f"{name}: {purpose}")
    columns = KnownFact.id, KnownFact.version, KnownFact.topic, KnownFact.text, Organisation.name, KnownFact.on
    rows = select(*columns).join(Organisation, Organisation.id == KnownFact.organisation_id).where(KnownFact.case_id == case_id)
    found = read.tuples(rows.order_by(KnownFact.on, KnownFact.topic))
    return [FactLine(i, version, topic, text, name, on, tuple(used[i])) for i, version, topic, text, name, on in found]
