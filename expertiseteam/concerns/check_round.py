"""The check round: partners say only *ja*, *nee* or *neem contact op*. Nothing of the signal is shared (domain.md, rows 30 and R-04)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from expertiseteam.access.tables import Member
from expertiseteam.access.who import OFFICER, TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.working_days import add_working_days
from expertiseteam.concerns.records import WAITING, Known
from expertiseteam.concerns.tables import CheckRound, Concern, PartnerAnswer
from expertiseteam.storage.reading import Reader, select_for
from expertiseteam.team.service_numbers import refuse_service_number
from expertiseteam.team.settings import team_settings
from expertiseteam.team.tables import Organisation


@dataclass(frozen=True, slots=True)
class _Round:
    id: str
    version: int
    purpose: str
    why: str
    asked_by: str
    asked_at: datetime
    before: date
    closed_on: date | None

    def with_answers(self, answers: tuple[CheckAnswer, ...]) -> CheckRoundView:
        head = self.id, self.version, self.purpose, self.why, self.asked_by, self.asked_at, self.before, self.closed_on
        return CheckRoundView(*head, answers)


@dataclass(frozen=True, slots=True)
class CheckAnswer:
    """What one partner answered; None: not yet."""

    id: str
    version: int
    round_id: str
    partner: str
    answer: Known | None
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class CheckRoundView:
    """One check round, with who was asked."""

    id: str
    version: int
    purpose: str
    why: str
    asked_by: str
    asked_at: datetime
    before: date
    closed_on: date | None
    answers: tuple[CheckAnswer, ...]


@act("checkronde begonnen", by=OFFICER)
def ask_partners(work: Work, concern_id: str, partners: Sequence[str], purpose: str, why: str) -> None:
    """Note which partners are asked whether they know this address, with which purpose and why it is needed.

    Refused without partners, a purpose or a reason, for a signal that was weighed, and while another round runs.
    """
    concern = work.get(Concern, concern_id)
    if concern.state not in WAITING:
        raise Refused(f"Signaal {concern.code} is al gewogen. Er is niets gevraagd. Pak het eerst opnieuw op.")
    if not (partners and purpose.strip() and why.strip()):
        raise Refused("Kies wie u vraagt en waarvoor, en schrijf waarom het nodig is. Er is nog niets gevraagd.")
    refuse_service_number(work, purpose, why)
    if work.value(select(CheckRound.id).where(CheckRound.concern_id == concern_id, CheckRound.closed_on.is_(None))):
        raise Refused(f"Bij signaal {concern.code} loopt al een checkronde. Leg eerst de antwoorden vast.")
    settings = team_settings(work)
    asked = work.add(
        CheckRound(
            purpose=purpose.strip(),
            why=why.strip(),
            asked_by_id=work.who.id,
            asked_at=work.now,
            before=add_working_days(work.today, settings.check_days, settings.closed),
            concern_id=concern_id,
            circle_id=concern.circle_id,
        )
    )
    for partner in dict.fromkeys(partners):
        known = work.get(Organisation, partner).id
        work.add(PartnerAnswer(round_id=asked.id, organisation_id=known, concern_id=concern_id, circle_id=concern.circle_id))


@act("antwoorden van de checkronde vastgelegd", by=TEAM)
def record_answers(work: Work, shown: CheckRoundView, answers: Mapping[str, Known]) -> None:
    """Record what partners said, by the id of each answer; the round is closed when nobody is waited for any more.

    Refused when nothing was answered, and for a partner whose answer a colleague recorded meanwhile.
    """
    if not answers:
        raise Refused("Kies bij minstens één partner het antwoord. Er is niets vastgelegd.")
    for answer in shown.answers:
        if answer.id in answers:
            work.edit(PartnerAnswer, answer, answer=answers[answer.id], answered_at=work.now, recorded_by_id=work.who.id)
    waiting = select(PartnerAnswer.id).where(PartnerAnswer.round_id == shown.id, PartnerAnswer.answer.is_(None))
    if not work.values(waiting):
        work.edit(CheckRound, work.get(CheckRound, shown.id), closed_on=work.today)


@act("checkronde gesloten", by=OFFICER)
def close_round(work: Work, shown: CheckRoundView) -> None:
    """Wait no longer for who did not answer."""
    if work.get(CheckRound, shown.id).closed_on is not None:
        raise Refused("Een collega heeft deze checkronde al gesloten. Er is niets veranderd.")
    work.edit(CheckRound, work.get(CheckRound, shown.id), closed_on=work.today)


@query()
def check_rounds(read: Reader, concern_id: str) -> list[CheckRoundView]:
    """The rounds about a signal that is open on the screen, oldest first, each with what was answered."""
    rounds = select_for(_Round, CheckRound, asked_by=Member.name).join(Member, Member.id == CheckRound.asked_by_id)
    found = read.all(_Round, rounds.where(CheckRound.concern_id == concern_id).order_by(CheckRound.asked_at))
    partners = select_for(CheckAnswer, PartnerAnswer, partner=Organisation.name)
    partners = partners.join(Organisation, Organisation.id == PartnerAnswer.organisation_id).where(PartnerAnswer.concern_id == concern_id)
    answers = read.all(CheckAnswer, partners.order_by(Organisation.name))
    return [one.with_answers(tuple(answer for answer in answers if answer.round_id == one.id)) for one in found]
