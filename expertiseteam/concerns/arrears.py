"""Unpaid bills, as partners of fixed costs tell of them (vroegsignalering): only meant for offering help (domain.md, R-11).

Such a signal stands in a circle that those who enforce never see. Amounts stand in a table of their own, which no agenda, minutes or other
paper reads; in the text of the signal stands only who told it.
"""

from __future__ import annotations

from expertiseteam.access.work import Work, query
from expertiseteam.concerns.records import ArrearsLine, ArrearsText
from expertiseteam.concerns.tables import Arrears, Concern
from expertiseteam.storage.reading import Reader, select_for


def add_arrears(work: Work, concern: Concern, told: ArrearsText) -> None:
    """Keep what the partner said; a part of writing the signal down."""
    work.add(
        Arrears(
            creditor=told.creditor.strip(),
            resident=told.resident.strip(),
            contact=told.contact.strip(),
            cents=told.cents,
            months=told.months,
            concern_id=concern.id,
            circle_id=concern.circle_id,
        )
    )


@query()
def arrears_of(read: Reader, concern_id: str) -> ArrearsLine | None:
    """What the partner said. Asked for beside `concern_view`, which is the view that the log tells of; None for every other signal."""
    return read.maybe(ArrearsLine, select_for(ArrearsLine, Arrears).where(Arrears.concern_id == concern_id))


def what_of(told: ArrearsText) -> str:
    """The text of the signal: who told it, and no amount."""
    return f"Betalingsachterstand gemeld door {told.creditor.strip() or 'een vastelastenpartner'}. Alleen bedoeld om hulp aan te bieden."
