"""Who told it: sealed to the aandachtsfunctionaris and the recovery sheet (access/sealing.py). This is the only way back."""

from __future__ import annotations

import json

from sqlalchemy import select

from expertiseteam.access.who import OFFICER
from expertiseteam.access.work import Work, act
from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.records import ReporterText
from expertiseteam.concerns.tables import Reporter


@act("melder bekeken", by=OFFICER)
def reveal_reporter(work: Work, concern_id: str, reason: str) -> ReporterText | None:
    """Open the seal. Asks a reason, which stands in the log; None when nobody was named. Refused without a reason."""
    if len(reason.strip()) < 3:
        raise Refused("Schrijf waarom u wilt weten wie dit vertelde. Zonder reden blijft de naam verzegeld.")
    work.about.append(concern_id)
    work.why = reason.strip()
    sealed = work.value(select(Reporter.sealed).where(Reporter.concern_id == concern_id))
    return ReporterText(**json.loads(work.keys.open(sealed))) if sealed else None
