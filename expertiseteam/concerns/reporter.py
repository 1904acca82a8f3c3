"""Who told it: sealed to the aandachtsfunctionaris and the recovery sheet (access/sealing.py). This is the only way back."""

from __future__ import annotations

import json

from sqlalchemy import select

from expertiseteam.access.sealing import sealed_now
from expertiseteam.access.who import OFFICER
from expertiseteam.access.work import Work, act
from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.intake import reporter_json
from expertiseteam.concerns.records import ReporterText
from expertiseteam.concerns.tables import Concern, Reporter


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
def change_reporter(work: Work, concern_id: str, new: ReporterText, reason: str) -> None:
    """Another number, an employer, or what was agreed about the name: sealed anew. The reason stands in the log, never what changed.

    Refused without a reason, and when nothing is left.
    """
    if len(reason.strip()) < 3:
        raise Refused("Schrijf waarom u dit wijzigt, zonder de naam. De melder is niet gewijzigd.")
    if new.is_empty:
        raise Refused("Er blijft niets over van de melder. Er is niets gewijzigd. Vul minstens één regel in.")
    work.why = reason.strip()
    work.about.append(concern_id)
    sealed = sealed_now(work, reporter_json(new))
    found = work.value(select(Reporter.id).where(Reporter.concern_id == concern_id))
    if found:
        work.edit(Reporter, work.get(Reporter, found), **sealed)
    else:
        work.add(Reporter(concern_id=concern_id, circle_id=work.get(Concern, concern_id).circle_id, **sealed))
