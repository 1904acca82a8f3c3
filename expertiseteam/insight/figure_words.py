"""How figures are said, the same on the screen and on paper."""

from __future__ import annotations

from expertiseteam.insight.learning_records import Figure, Share


def total_words(total: Figure, smallest: int) -> str:
    """Say how many households were tried, reached and helped, as far as that can be shown."""
    if total.tried is None:
        return f"In deze maanden zijn minder dan {smallest} huishoudens gezocht. Daar is niets over te zeggen."
    reached = "" if total.reached is None else f", {total.reached.hits} bereikt ({total.reached.percent}%)"
    helped = "" if total.helped is None else f", {total.helped.hits} namen hulp aan ({total.helped.percent}% van wie bereikt is)"
    return f"{total.tried} huishoudens gezocht{reached}{helped}."


def share_words(share: Share | None) -> str:
    """Return "21 van 25 (84%), 65 tot 94%"; when one of both sides is too small to show, that it is not shown."""
    if share is None:
        return "te klein om te tonen"
    return f"{share.hits} van {share.of} ({share.percent}%), {round(100 * share.low)} tot {round(100 * share.high)}%"
