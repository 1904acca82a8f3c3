"""Who told it: sealed to the aandachtsfunctionaris and the recovery sheet. This is the only way back."""

from __future__ import annotations

import json
from collections.abc import Callable

from sqlalchemy import select

from expertiseteam.access.drafts import seal_to_officers
from expertiseteam.access.who import OFFICER
from expertiseteam.access.work import Work, act
from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.records import ReporterText
from expertiseteam.concerns.tables import Reporter


@act("melders opnieuw verzegeld", by=OFFICER)
def reseal_reporters(work: Work, open_seal: Callable[[bytes], bytes]) -> int:
    """Seal every reporter to who is aandachtsfunctionaris now; returns how many. `open_seal`: of my own keys or of the sheet."""
    rows = work.values(select(Reporter.id))
    for row_id in rows:
        row = work.get(Reporter, row_id)
        work.edit(Reporter, row, sealed=seal_to_officers(work, open_seal(row.sealed).decode()))
    return len(rows)


@act("melder bekeken", by=OFFICER)
def reveal_reporter(work: Work, concern_id: str, reason: str) -> ReporterText | None:
    """Open the seal. Asks a reason, which stands in the log; None when nobody was named. Refused without a reason."""
    if len(reason.strip()) < 3:
        raise Refused("Schrijf waarom u wilt weten wie dit vertelde. Zonder reden blijft de naam verzegeld.")
    work.about.append(concern_id)
    work.why = reason.strip()
    sealed = work.value(select(Reporter.sealed).where(Reporter.concern_id == concern_id))
    return ReporterText(**json.loads(work.keys.open(sealed))) if sealed else None
