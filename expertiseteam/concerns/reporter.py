"""Who told it: sealed to the aandachtsfunctionaris and the recovery sheet (access/sealing.py). This is the only way back."""

from __future__ import annotations

import json

from sqlalchemy import select

from expertiseteam.access.sealing import sealed_now
from expertiseteam.access.who import OFFICER
from expertiseteam.access.work import Work, act
from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.feedback import owe_answers
from expertiseteam.concerns.intake import reporter_json
from expertiseteam.concerns.records import ReporterText
from expertiseteam.concerns.tables import Concern, Feedback, Reporter
from expertiseteam.team.settings import team_settings


@act("melder bekeken", by=OFFICER)
def reveal_reporter(work: Work, concern_id: str, reason: str) -> ReporterText | None:
    """Open the seal. Asks a reason, which stands in the log; None when nobody was named. Refused without a reason."""
    if len(reason.strip()) < 3:
        raise Refused("Schrijf waarom u wilt weten wie dit vertelde. Zonder reden blijft de naam verzegeld.")
    work.about.append(concern_id)
    work.why = reason.strip()
    sealed = work.value(select(Reporter.sealed).where(Reporter.concern_id == concern_id))
    return ReporterText(**json.loads(work.keys.open(sealed))) if sealed else None


@act("melder of toestemming gewijzigd", by=OFFICER)
def change_reporter(work: Work, concern_id: str, new: ReporterText, reason: str, *, is_first: bool = False) -> None:
    """Another number, an employer, or what was agreed about the name: sealed anew. The reason stands in the log, never what changed.

    `is_first`: nobody was sealed yet, as the screen showed. Who is known by now is owed an answer as well.
    Refused without a reason, when nothing is left, and for a first one where a colleague sealed somebody meanwhile.
    """
    if len(reason.strip()) < 3:
        raise Refused("Schrijf waarom u dit wijzigt, zonder de naam. De melder is niet gewijzigd.")
    if new.is_empty:
        raise Refused("Er blijft niets over van de melder. Er is niets gewijzigd. Vul minstens één regel in.")
    work.why = reason.strip()
    work.about.append(concern_id)
    sealed = sealed_now(work, reporter_json(new))
    found = work.value(select(Reporter.id).where(Reporter.concern_id == concern_id))
    if found and is_first:
        raise Refused("Een collega heeft hier intussen al een melder verzegeld. Er is niets gewijzigd. Bekijk eerst wie dat is.")
    if found:
        work.edit(Reporter, work.get(Reporter, found), **sealed)
    else:
        concern = work.get(Concern, concern_id)
        work.add(Reporter(concern_id=concern_id, circle_id=concern.circle_id, **sealed))
        if not work.values(select(Feedback.id).where(Feedback.concern_id == concern_id)):
            owe_answers(work, concern, team_settings(work), is_known=True)
