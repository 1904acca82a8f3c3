"""The outcome of a signal. Outcomes that make or touch a case live in `cases`, which calls `conclude`."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, Protocol

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from expertiseteam.access.circles import end_circle, is_help_only, looks_to_enforce, open_circle, refuse_mixing, reopen_circle
from expertiseteam.access.tables import LogKind, LogLine, Member
from expertiseteam.access.who import OFFICER
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import full_date, moment_text
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.text import fold, words_pattern
from expertiseteam.concerns.correcting import take_history_along
from expertiseteam.concerns.joint import end_calls, move_calls, take_calls_back
from expertiseteam.concerns.records import WAITING, CareQuestion, ConcernState, ConcernView, EarlierOutcomeLine, NoiseReason
from expertiseteam.concerns.tables import (
    Arrears,
    CheckRound,
    Concern,
    EarlierOutcome,
    Feedback,
    JointCall,
    Observation,
    PartnerAnswer,
    Reporter,
    StepTaken,
)
from expertiseteam.storage.reading import Reader, select_for
from expertiseteam.storage.rows import plain_code
from expertiseteam.team.catalogues import catalogue_words, label_of
from expertiseteam.team.records import Catalogue
from expertiseteam.team.service_numbers import refuse_service_number
from expertiseteam.team.settings import team_settings

ConcludedBy = aliased(Member)
FARM = "farm"  # where the signs of a farmyard lead: handing over a signal with one of them asks after care (`asks_care`)
# Outcomes after which nobody of the team goes there together: what was asked for ends.
CALLS_END = (ConcernState.NOISE, ConcernState.HELP_REQUEST, ConcernState.HANDED_OVER, ConcernState.ANSWERED, ConcernState.ENFORCED)
# Everything that hangs on a signal and goes where it goes.
OF_A_CONCERN: list[Any] = [Arrears, CheckRound, EarlierOutcome, Feedback, JointCall, Observation, PartnerAnswer, Reporter, StepTaken]


class ShownConcern(Protocol):
    """A signal as a screen showed it."""

    @property
    def id(self) -> str: ...
    @property
    def version(self) -> int: ...


def conclude(
    work: Work,
    shown: ShownConcern,
    state: ConcernState,
    *,
    outcome: str = "",
    circle_id: str | None = None,
    double_of_id: str | None = None,
    review_on: date | None = None,
) -> Concern:
    """Give a waiting signal its outcome; what hangs on it moves to `circle_id` with it. Refused when a colleague was first."""
    concern = work.get(Concern, shown.id)
    if concern.version != shown.version or concern.state not in WAITING:
        by, at = work.last_change(concern.id, concern.circle_id)
        how = f"{concern.state}: {concern.outcome}" if concern.outcome else concern.state
        whose = f" door {by}, {moment_text(at, work.now)} ({how})" if at else ""
        raise Refused(f"Signaal {concern.code} is intussen al gewogen of gewijzigd{whose}. Er is niets veranderd. Bekijk het opnieuw.")
    circle = circle_id or concern.circle_id
    refuse_mixing(work, concern.circle_id, circle)
    if state in CALLS_END:
        said = f"Het signaal is afgehandeld: {state}."
        end_calls(work, JointCall.concern_id == concern.id, said)
    elif double_of_id is not None:
        move_calls(work, concern, work.get(Concern, double_of_id))
    refuse_service_number(work, outcome)
    _move(work, concern, circle)
    new = {"state": state, "outcome": outcome.strip(), "circle_id": circle, "double_of_id": double_of_id, "review_on": review_on}
    return work.edit(Concern, concern, concluded=None if state in WAITING else work.now, **new)


@act("signaal als ruis afgedaan", by=OFFICER)
def set_noise(work: Work, shown: ShownConcern, reason: NoiseReason | str, remark: str = "") -> None:
    """No value after weighing; the reason is kept, because noise per source is a figure.

    `reason`: a code of the team's own list of reasons, which is kept in its words of today. Refused for a code that is on no list.
    """
    code = reason.code if isinstance(reason, NoiseReason) else reason
    said = label_of(work, Catalogue.NOISE, code)
    outcome = f"{said}: {remark.strip()}" if remark.strip() else said
    end_circle(work, conclude(work, shown, ConcernState.NOISE, outcome=outcome).circle_id, "NOISE")


@act("signaal als dubbel samengevoegd", by=OFFICER)
def set_double(work: Work, shown: ShownConcern, of_concern_id: str) -> None:
    """The same observation was already written down; this one moves to the circle of the first."""
    first = work.get(Concern, of_concern_id)
    if first.id == shown.id or first.state is ConcernState.DOUBLE:
        raise Refused("Kies een ander signaal: dit is hetzelfde signaal of zelf al dubbel. Er is niets veranderd.")
    conclude(
        work, shown, ConcernState.DOUBLE, outcome=f"dubbel met {plain_code(first.code)}", circle_id=first.circle_id, double_of_id=first.id
    )


@act("signaal in observatie genomen", by=OFFICER)
def observe(work: Work, shown: ShownConcern, until: date, why: str = "") -> None:
    """Look again on a date, which must lie ahead."""
    if until <= work.today:
        raise Refused("Kies een dag die nog komt om dit signaal opnieuw te bekijken. Er is niets veranderd.")
    conclude(work, shown, ConcernState.OBSERVED, outcome=why, review_on=until)


@act("signaal als directe hulpvraag doorgezet", by=OFFICER)
def set_help_request(work: Work, shown: ShownConcern, desk: str, on: date | None = None) -> None:
    """A question for a desk, closed in one step without a case, with the day on which it was referred (domain.md, row 40).

    Refused for a day that is yet to come, and for one before the signal came in.
    """
    _where(desk, "Schrijf welk loket de hulpvraag oppakt.")
    if on is not None:
        came = local_day(work.get(Concern, shown.id).received)
        if on > work.today or on < came:
            raise Refused(
                f"Doorverwezen op {full_date(on)} kan niet: het signaal kwam binnen op {full_date(came)} en vandaag is "
                f"{full_date(work.today)}. Er is niets veranderd. Verbeter de dag."
            )
    outcome = f"{desk.strip()}, doorverwezen op {full_date(on)}" if on is not None else desk
    end_circle(work, conclude(work, shown, ConcernState.HELP_REQUEST, outcome=outcome).circle_id, "HELP_REQUEST")


@act("signaal overgedragen", by=OFFICER)
def hand_over(work: Work, shown: ShownConcern, to: str, care: CareQuestion | None = None, why: str = "") -> None:
    """Another route: Veilig Thuis, police, debt help. What leaves the farm, or goes to who enforces, asks for a care question first."""
    _where(to, "Schrijf aan wie u het signaal overdraagt.")
    outcome = to.strip()
    if care_is_asked(work, work.get(Concern, shown.id).signs, to):
        _refuse_care(care, why)
        outcome = f"{outcome}; geen zorgvraag: {why.strip()}"
    end_circle(work, conclude(work, shown, ConcernState.HANDED_OVER, outcome=outcome).circle_id, "HANDED_OVER")


@act("signaal als handhaving afgedaan", by=OFFICER)
def set_enforcement(work: Work, shown: ShownConcern, to: str, care: CareQuestion | None, why: str) -> None:
    """A finding that enforcement takes up and nothing else. Asks first whether there is a care question too (domain.md, row 22).

    Refused unless the answer is no, with a reason: a dead cow may be a fine, or a call for help.
    """
    _refuse_care(care, why)
    _where(to, "Schrijf wie de handhaving oppakt.")
    outcome = f"{to.strip()}; geen zorgvraag: {why.strip()}"
    end_circle(work, conclude(work, shown, ConcernState.ENFORCED, outcome=outcome).circle_id, ConcernState.ENFORCED.name)


def asks_care(signs: str, to: str, *, farm: Collection[str], words: tuple[str, ...], enforcing: Collection[str]) -> bool:
    """Whether handing a signal with these signs over to somebody asks the question.

    `farm`: the signs of a farmyard; `words`: those by which the team knows who enforces (`enforcement_words`); `enforcing`: its own
    colleagues who do, by name.
    """
    found, said = words_pattern(words), fold(to)
    to_enforce = (found is not None and found.search(said) is not None) or any(fold(name) in said for name in enforcing)
    return to_enforce or not set(farm).isdisjoint(signs.split())


def care_is_asked(read: Reader, signs: str, to: str) -> bool:
    """The same, by what the team keeps."""
    farm = {word.code for word in catalogue_words(read) if word.leads == FARM}
    people = read.tuples(select(Member.name, Member.role, Member.discipline).where(Member.is_active))
    enforcing = [name for name, role, discipline in people if looks_to_enforce(role, discipline)]
    return asks_care(signs, to, farm=farm, words=team_settings(read).enforcement_words, enforcing=enforcing)


def _refuse_care(care: CareQuestion | None, why: str) -> None:
    if care is not CareQuestion.NO:
        raise Refused(
            "Er is hier misschien ook een zorgvraag. Het signaal is niet afgedaan. Vraag een bezoek samen met ‘Roep ons erbij’, "
            "of zeg waarom er geen zorgvraag is."
        )
    _where(why, "Schrijf waarom er geen zorgvraag is.")


@act("signaal losgemaakt van een dubbel", by=OFFICER)
def unmerge(work: Work, shown: ShownConcern, why: str) -> None:
    """Undo a merge at any time, with a reason: the signal goes back to the box, in a circle of its own."""
    concern = work.get(Concern, shown.id)
    _where(why, "Schrijf waarom dit toch een ander signaal is.")
    if concern.state is not ConcernState.DOUBLE:
        raise Refused(f"Signaal {concern.code} is geen dubbel (meer). Er is niets veranderd. Bekijk het opnieuw.")
    _remember(work, concern, why)
    circle = open_circle(work, help_only=is_help_only(work, concern.circle_id))
    _move(work, concern, circle)
    take_calls_back(work, concern, circle)
    work.edit(Concern, shown, state=ConcernState.NEW, outcome="", concluded=None, double_of_id=None, circle_id=circle)


@act("uitkomst van een signaal teruggenomen", by=OFFICER)
def take_back(work: Work, before: ConcernView) -> None:
    """Take back the outcome that was just recorded; `before` is the signal as it was shown until then. See `restore`.

    A signal that joined a case is taken back by `cases.unlink_concern`, which knows what became of the case.
    """
    if work.get(Concern, before.id).state is ConcernState.LINKED:
        raise Refused(f"Signaal {before.code} hoort bij een casus. Er is niets veranderd. Bekijk het signaal opnieuw.")
    restore(work, before)


def restore(work: Work, before: ConcernView) -> None:
    """Give a signal back the state and the circle that it had. Refused when anything was done with it after its outcome."""
    concern = work.get(Concern, before.id)
    if before.state not in WAITING or concern.state is before.state or concern.version != before.version + 1:
        raise Refused(f"Signaal {concern.code} is na de weging nog gewijzigd. De uitkomst blijft staan. Bekijk het signaal opnieuw.")
    doubles = work.values(select(Concern.code).where(Concern.double_of_id == concern.id).order_by(Concern.code))
    if doubles:
        raise Refused(f"Signaal {doubles[0]} is als dubbel bij {concern.code} gevoegd. De uitkomst blijft staan. Bekijk beide signalen.")
    _move(work, concern, before.circle_id)
    take_calls_back(work, concern, before.circle_id)
    reopen_circle(work, before.circle_id)
    new = {"state": before.state, "outcome": before.outcome, "circle_id": before.circle_id, "review_on": before.review_on}
    work.edit(Concern, concern, concluded=None, double_of_id=None, **new)


def _move(work: Work, concern: Concern, circle: str) -> None:
    """Let what hangs on a signal follow it to another circle; the log line names the signal and both circles."""
    work.about += [concern.id]
    if circle != concern.circle_id:
        work.about += [concern.circle_id]
        for kind in OF_A_CONCERN:
            for row_id in work.values(select(kind.id).where(kind.concern_id == concern.id)):
                work.edit(kind, work.get(kind, row_id), circle_id=circle)
        take_history_along(work, concern, circle)


@act("signaal opnieuw opgepakt", by=OFFICER)
def reopen(work: Work, shown: ShownConcern, why: str) -> None:
    """Back to the triage box, with a reason; not for a signal that belongs to a case or was merged."""
    concern = work.get(Concern, shown.id)
    _where(why, "Schrijf waarom u dit signaal opnieuw oppakt.")
    if concern.state in (*WAITING, ConcernState.LINKED, ConcernState.DOUBLE):
        raise Refused(f"Signaal {concern.code} is {concern.state}. Het kan niet opnieuw gewogen worden. Er is niets veranderd.")
    _remember(work, concern, why)
    reopen_circle(work, concern.circle_id)
    take_calls_back(work, concern, concern.circle_id)
    work.edit(Concern, shown, state=ConcernState.NEW, outcome="", concluded=None)


def _remember(work: Work, concern: Concern, why: str) -> None:
    """Keep the outcome that a signal has until now, with who recorded it and why it holds no longer.

    The log has no word of the reason: a name that slipped into it could never be taken out there.
    """
    work.why = "de reden staat bij het signaal"
    recorded = select(LogLine.member_id).where(LogLine.at == concern.concluded, LogLine.kind == LogKind.ACT).limit(1)
    work.add(
        EarlierOutcome(
            concern_id=concern.id,
            circle_id=concern.circle_id,
            state=concern.state,
            outcome=concern.outcome,
            concluded=concern.concluded,
            concluded_by_id=work.value(recorded),
            at=work.now,
            by_id=work.who.id,
            why=why.strip(),
        )
    )


@query()
def earlier_outcomes(read: Reader, concern_id: str) -> list[EarlierOutcomeLine]:
    """What a signal had as outcome before it was taken up again, first first. Asked beside `concern_view`, which the log tells of."""
    told = select_for(EarlierOutcomeLine, EarlierOutcome, concluded_by=func.coalesce(ConcludedBy.name, ""), by=Member.name)
    told = told.join(Member, Member.id == EarlierOutcome.by_id).outerjoin(ConcludedBy, ConcludedBy.id == EarlierOutcome.concluded_by_id)
    return read.all(EarlierOutcomeLine, told.where(EarlierOutcome.concern_id == concern_id).order_by(EarlierOutcome.at))


def _where(text: str, sentence: str) -> None:
    if len(text.strip()) < 2:
        raise Refused(f"{sentence} Er is niets veranderd.")
