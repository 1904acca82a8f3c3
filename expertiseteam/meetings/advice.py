"""The advice of a trade on a point: who looks along says from which trade, so that a later reader knows (domain.md, row 43)."""

from __future__ import annotations

from expertiseteam.access.who import AT_THE_DOOR, Discipline
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.text import fold

_CALLED = {"jurist": Discipline.LAW, "handhavingsjurist": Discipline.LAW, "boa": Discipline.ENFORCEMENT, "bemoeizorg": Discipline.CARE}
_TRADES = {discipline.value: discipline for discipline in Discipline if discipline in AT_THE_DOOR} | _CALLED


def advice_text(text: str) -> str:
    """Return an advice as it is kept: "recht: eerst een brief", the trade before a colon. Refused without a trade or words."""
    before, colon, said = text.partition(":")
    trade = _TRADES.get(fold(before).strip())
    if not colon or trade is None or not said.strip():
        known = ", ".join(sorted(discipline.value for discipline in AT_THE_DOOR))
        raise Refused(
            f"Bij een advies staat van welk vak het komt ({known}). Er is niets genotuleerd; uw regel staat er nog. "
            "Typ bijvoorbeeld: recht: eerst een brief."
        )
    return f"{trade.value}: {said.strip()}"
