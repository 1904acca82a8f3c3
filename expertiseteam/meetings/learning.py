"""What the team learns: it looks at its own work, keeps what it wants to improve on the agenda, and tells lessons without names.

Sources: domain.md, rows 56 (evaluation), 57 (card per discipline) and 58 (chain of knowledge).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from expertiseteam.access.circles import open_circle
from expertiseteam.access.tables import Member
from expertiseteam.access.who import DESK, TEAM, Discipline
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.meetings.learning_records import CardLine, EvaluationLine, ImprovementLine, LessonLine
from expertiseteam.meetings.learning_tables import DisciplineCard, Evaluation, Improvement, Lesson
from expertiseteam.meetings.named import refuse_named
from expertiseteam.storage.reading import Reader, select_for


@act("evaluatie van het team vastgelegd", by=DESK)
def record_evaluation(work: Work, on: date, told: str, improvements: Sequence[str]) -> str:
    """The team looked at its own work on a day; each point to improve stands on the agenda from now on. Returns the id.

    Refused without a text and for a day to come.
    """
    if not told.strip():
        raise Refused("Schrijf wat het team zei. De evaluatie is nog niet bewaard.")
    if on > work.today:
        raise Refused("Die dag moet nog komen. De evaluatie is nog niet bewaard. Vul de dag in waarop het team terugkeek.")
    evaluation = work.add(Evaluation(on=on, told=told.strip(), by_id=work.who.id))
    for what in dict.fromkeys(line.strip() for line in improvements if line.strip()):
        work.add(Improvement(evaluation_id=evaluation.id, what=what))
    return evaluation.id


@act("verbeterpunt afgerond", by=DESK)
def end_improvement(work: Work, shown: ImprovementLine, result: str) -> None:
    """Say what came of a point to improve; it leaves the agenda. Refused without words, and when it ended already."""
    if not result.strip():
        raise Refused("Schrijf wat ervan is gekomen. Het verbeterpunt staat nog open.")
    if shown.ended_on is not None:
        raise Refused("Dit verbeterpunt was al afgerond. Er is niets veranderd.")
    work.edit(Improvement, shown, result=result.strip(), ended_on=work.today)


@query()
def evaluations(read: Reader) -> list[EvaluationLine]:
    """When the team looked at its own work, newest first."""
    lines = select_for(EvaluationLine, Evaluation, by=Member.name).join(Member, Member.id == Evaluation.by_id)
    return read.all(EvaluationLine, lines.order_by(Evaluation.on.desc(), Evaluation.id))


@query()
def improvements(read: Reader) -> list[ImprovementLine]:
    """The points to improve: open ones first, oldest of them first."""
    lines = select_for(ImprovementLine, Improvement, evaluation_on=Evaluation.on)
    lines = lines.join(Evaluation, Evaluation.id == Improvement.evaluation_id)
    return read.all(ImprovementLine, lines.order_by(Improvement.ended_on.is_not(None), Evaluation.on, Improvement.what))


def open_improvements(read: Reader) -> list[str]:
    """What the team still wants to improve, for its agenda. One statement."""
    still = select(Improvement.what).join(Evaluation, Evaluation.id == Improvement.evaluation_id).where(Improvement.ended_on.is_(None))
    return read.values(still.order_by(Evaluation.on, Improvement.what))


@act("leerpunt opgeschreven", by=TEAM)
def write_down_lesson(work: Work, text: str) -> str:
    """Something learned of the work. Returns the id. Refused without a text, and when somebody is named in it."""
    if not text.strip():
        raise Refused("Schrijf wat u leerde. Er is nog niets bewaard.")
    refuse_named(work, text, nothing="Het leerpunt is nog niet bewaard.")
    return work.add(Lesson(circle_id=open_circle(work), on=work.today, text=text.strip(), by_id=work.who.id)).id


@act("leerpunt weggehaald", by=DESK)
def take_lesson_away(work: Work, shown: LessonLine) -> None:
    """It does not hold, or it tells too much after all."""
    work.remove(work.get(Lesson, shown.id))


@query()
def lessons(read: Reader) -> list[LessonLine]:
    """What was learned, newest first."""
    lines = select_for(LessonLine, Lesson, by=Member.name).join(Member, Member.id == Lesson.by_id)
    return read.all(LessonLine, lines.order_by(Lesson.on.desc(), Lesson.id))


@act("kaart van een vak gewijzigd", by=TEAM)
def write_card(work: Work, shown: CardLine, text: str) -> None:
    """What others may ask of a trade. Refused without a text; two who write at once get both texts."""
    if not text.strip():
        raise Refused("Schrijf wat een ander aan dit vak kan vragen. De kaart is niet veranderd.")
    if shown.id:
        work.edit(DisciplineCard, shown, text=text.strip())
        return
    if work.values(select(DisciplineCard.id).where(DisciplineCard.discipline == shown.discipline)):
        raise Refused("Een collega heeft deze kaart net geschreven. Uw tekst staat er nog. Sluit dit en lees eerst de kaart.")
    work.add(DisciplineCard(discipline=shown.discipline, text=text.strip(), on=work.today))


@query()
def cards(read: Reader) -> list[CardLine]:
    """The card of every trade, also of those that have none yet."""
    known = {one.discipline: one for one in read.all(CardLine, select_for(CardLine, DisciplineCard).order_by(DisciplineCard.id.desc()))}
    return [known.get(discipline) or CardLine("", 0, discipline, "", None) for discipline in Discipline]
