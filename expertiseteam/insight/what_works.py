"""*Wat werkt hier*: how many households were reached and accepted help, by how it was tried (domain.md, rows 49, 70, 102, 104, 111 to 113).

A household counts once in a group, however often it was tried: attempts at one door are no separate chances. Only whole months are
counted, so that two papers made a day apart do not tell of one household. No member and no resident is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from sqlalchemy import and_, exists, select

from expertiseteam.access.work import query
from expertiseteam.basics.small_counts import to_hide
from expertiseteam.cases.offer_records import ACCEPTED_HELP
from expertiseteam.cases.subject_records import AgeBand, Tenure
from expertiseteam.cases.tables import Case, HelpOffer, Subject
from expertiseteam.insight.intervals import wilson
from expertiseteam.insight.learning_records import Answer, Figure, NationalFigure, Question, Share, WhatWorks
from expertiseteam.storage.reading import Reader
from expertiseteam.team.catalogues import catalogue_words
from expertiseteam.team.records import Catalogue
from expertiseteam.team.settings import team_settings
from expertiseteam.visits.records import ON_THE_ROAD, REACHED, ContactMode, DayPart, Outcome, VisitState, part_of
from expertiseteam.visits.tables import Visit

UNKNOWN = "nog niet bekend"
_MONITOR = "Divosa Monitor Vroegsignalering schulden"
NATIONAL = (
    NationalFigure("Van alle meldingen over achterstanden werd 1 op de 5 bereikt.", f"{_MONITOR} 2023, hoofdstuk 6"),
    NationalFigure("Alleen brieven: 6 procent bereikt. Minstens één keer gebeld: 59 procent.", f"{_MONITOR} 2023, hoofdstuk 6"),
    NationalFigure("Vier of meer pogingen: 37 procent bereikt. Een of twee: 18 procent.", f"{_MONITOR} 2023, hoofdstuk 6"),
    NationalFigure("Van wie bereikt werd, gebruikte 39 procent hulp. Gemeenten tellen dit verschillend.", f"{_MONITOR} 2022, hoofdstuk 8"),
)


@dataclass(frozen=True, slots=True)
class _Attempt:
    case_id: str
    village: str
    age: AgeBand | None
    tenure: Tenure | None
    mode: ContactMode
    approach: str  # as the team calls it today; "" when none was chosen
    part: DayPart | None
    is_announced: bool
    is_alone: bool
    is_reached: bool
    is_helped: bool
    minutes: int  # 0: nobody wrote down how long it took


Groups = dict[str, list[_Attempt]]


@query()
def what_works(read: Reader, day: date) -> WhatWorks:
    """The figures of the last whole months, as many as the team set, as the viewer may know them."""
    chosen = team_settings(read)
    since, until = period(day, chosen.learning_months)
    attempts, smallest = _attempts(read, since, until), chosen.smallest_count
    answers = tuple(_answer(question, _groups(question, attempts), smallest) for question in Question)
    counted = _counted(attempts)
    total = _figure("Alle huishoudens samen", counted, smallest)
    return WhatWorks(chosen.team_name, day, since, until, smallest, total, answers, NATIONAL)


def period(day: date, months: int) -> tuple[date, date]:
    """Return the first and the last day of the last whole months before a day."""
    until = day.replace(day=1) - timedelta(days=1)
    number = until.year * 12 + until.month - months  # months since year 0; the first one of the period
    return date(number // 12, number % 12 + 1, 1), until


def _attempts(read: Reader, since: date, until: date) -> list[_Attempt]:
    accepted = exists().where(HelpOffer.visit_id == Visit.id, HelpOffer.answer.in_(ACCEPTED_HELP))
    alone = Visit.care_id == Visit.enforcement_id
    of_case = Case.id, Case.village, Subject.age_band, Subject.tenure
    of_visit = Visit.mode, Visit.approach, Visit.part, Visit.at, Visit.is_announced, alone, Visit.outcome, accepted, Visit.minutes
    statement = select(*of_case, *of_visit).join(Case, Case.id == Visit.case_id).outerjoin(Subject, Subject.case_id == Case.id)
    was = and_(Visit.state == VisitState.DONE, Visit.on >= since, Visit.on <= until, Visit.outcome != Outcome.WRONG_ADDRESS)
    evening = team_settings(read).evening
    called = {word.code: word.label for word in catalogue_words(read) if word.catalogue is Catalogue.APPROACH}
    found = []
    at: time | None
    for case_id, village, age, tenure, mode, approach, part, at, *more in read.tuples(statement.where(was)):
        is_announced, is_alone, outcome, is_accepted, minutes = more
        is_reached = outcome in REACHED
        is_helped = is_reached and (outcome is Outcome.HELP_ACCEPTED or bool(is_accepted))
        how, when = mode or ContactMode.VISIT, part_of(at, evening) or part
        tried = called.get(approach, "")
        found.append(
            _Attempt(case_id, village, age, tenure, how, tried, when, is_announced, bool(is_alone), is_reached, is_helped, minutes)
        )
    return found


def _groups(question: Question, attempts: Sequence[_Attempt]) -> Groups:
    on_the_road = [attempt for attempt in attempts if attempt.mode in ON_THE_ROAD]
    match question:
        case Question.MODE:
            return _by(attempts, lambda a: a.mode, ContactMode)
        case Question.ANNOUNCED:
            return _by(on_the_road, lambda a: "aangekondigd" if a.is_announced else "onaangekondigd")
        case Question.COMPANY:
            return _by(on_the_road, lambda a: "alleen" if a.is_alone else "met twee mensen")
        case Question.APPROACH:
            return _by([a for a in attempts if a.approach], lambda a: a.approach)
        case Question.PART:
            return _by([a for a in attempts if a.part], lambda a: a.part, DayPart)
        case Question.ATTEMPTS:
            return _by_number(attempts)
        case Question.AGE:
            return _by(attempts, lambda a: a.age, AgeBand)
        case Question.TENURE:
            return _by(attempts, lambda a: a.tenure, Tenure)
        case Question.VILLAGE:
            return _by(attempts, lambda a: a.village)


def _by(attempts: Iterable[_Attempt], key: Callable[[_Attempt], str | None], order: Iterable[str] = ()) -> Groups:
    groups: Groups = {str(label): [] for label in order}
    for attempt in attempts:
        groups.setdefault(str(key(attempt) or UNKNOWN), []).append(attempt)
    return {label: made for label, made in groups.items() if made}  # where nobody was tried there is nobody to protect


def _by_number(attempts: Sequence[_Attempt]) -> Groups:
    of_case: dict[str, list[_Attempt]] = {}
    for attempt in attempts:
        of_case.setdefault(attempt.case_id, []).append(attempt)
    groups: Groups = {"één keer": [], "twee keer": [], "drie keer": [], "vier keer of vaker": []}
    labels = list(groups)
    for made in of_case.values():
        groups[labels[min(len(made), len(labels)) - 1]] += made
    return {label: made for label, made in groups.items() if made}


def _counted(attempts: Iterable[_Attempt]) -> tuple[int, int, int]:
    """How many households were tried, reached, and accepted help."""
    made = list(attempts)
    return len({a.case_id for a in made}), len({a.case_id for a in made if a.is_reached}), len({a.case_id for a in made if a.is_helped})


def _answer(question: Question, groups: Groups, smallest: int) -> Answer:
    """Hide what is small, and what would give it away; then say how sure one can be of the rest."""
    counted = {label: _counted(attempts) for label, attempts in groups.items()}
    labels = list(counted)
    few = to_hide([(tried,) for tried, _, _ in counted.values()], smallest)
    no_reach = few | to_hide([(tried, reached, tried - reached) for tried, reached, _ in counted.values()], smallest)
    no_help = no_reach | to_hide([(reached, helped, reached - helped) for _, reached, helped in counted.values()], smallest)
    figures = []
    for number, label in enumerate(labels):
        tried, reached, helped = counted[label]
        if number not in few:
            share = None if number in no_reach else _share(reached, tried)
            figures.append(Figure(label, tried, share, None if number in no_help else _share(helped, reached)))
    hidden = tuple(label for number, label in enumerate(labels) if number in few)
    effort = _effort({label: groups[label] for label in labels if label not in hidden}, smallest) if question is Question.MODE else ""
    return Answer(question, tuple(figures), hidden, sentence(question, figures, smallest) + effort)


def _effort(groups: Groups, smallest: int) -> str:
    """Say how long each way takes, the way there too (domain.md, row 104), where enough households have it written down; else "".

    Of how many it was counted is not said: it would tell of the few of whom it was not.
    """
    told = []
    for label, attempts in groups.items():
        timed = [a for a in attempts if a.minutes]
        if len({a.case_id for a in timed}) >= smallest:
            told.append(f"{label} {round(sum(a.minutes for a in timed) / len(timed))} minuten")
    return f" Zo lang duurt het gemiddeld, met de reis erbij: {', '.join(told)}." if told else ""


def _figure(label: str, counted: tuple[int, int, int], smallest: int) -> Figure:
    tried, reached, helped = counted
    share = None if to_hide([(tried, reached, tried - reached)], smallest) else _share(reached, tried)
    of_reached = None if share is None or to_hide([(reached, helped, reached - helped)], smallest) else _share(helped, reached)
    return Figure(label, tried if tried >= smallest else None, share, of_reached)


def _share(hits: int, total: int) -> Share:
    return Share(hits, total, *wilson(hits, total))


def sentence(question: Question, figures: Sequence[Figure], smallest: int) -> str:
    """Say what the figures say about reaching people, and how sure one can be. Two groups differ only when their intervals lie apart."""
    known = sorted(((f.reached.share, f.label, f.reached) for f in figures if f.reached is not None and f.label != UNKNOWN), reverse=True)
    if not known:
        return f"Hier is nog niets over te zeggen: daarvoor zijn minstens {smallest} huishoudens per groep nodig, bereikt en niet bereikt."
    _, best, most = known[0]
    if len(known) == 1:
        return (
            f"‘{best}’: {most.hits} van de {most.of} huishoudens bereikt. Het echte aandeel ligt waarschijnlijk tussen "
            f"{_percent(most.low)} en {_percent(most.high)} procent. Er is geen tweede groep om mee te vergelijken."
        )
    _, worst, least = known[-1]
    if most.low > least.high:
        told = (
            f"Bij ‘{best}’ is vaker iemand bereikt dan bij ‘{worst}’: {most.percent} tegen {least.percent} procent. Dat is een groter "
            "verschil dan toeval verklaart. Waardoor het komt, zeggen deze cijfers niet."
        )
    else:
        told = (
            f"‘{best}’ ({most.percent} procent) en ‘{worst}’ ({least.percent} procent) verschillen te weinig voor zulke "
            "aantallen: het kan toeval zijn."
        )
    if question is Question.ATTEMPTS:
        told += " Wie bereikt is, wordt niet meer gezocht: veel pogingen zegt dus ook dat het moeilijk was."
    return told


def _percent(share: float) -> int:
    return round(100 * share)
