"""How an outcome is said, by how people met."""

from __future__ import annotations

from expertiseteam.visits.records import AT_HOME, MEETS_AWAY, ContactMode, Outcome


def outcome_words(outcome: Outcome, how: ContactMode) -> str:
    """Return an outcome as people say it of this contact: who came to a consult hour, or was phoned, let nobody in."""
    if how in AT_HOME:
        return outcome.value
    nobody = "niet gekomen" if how in MEETS_AWAY else "geen antwoord"
    return {
        Outcome.NOT_HOME: nobody,
        Outcome.NOT_LET_IN: "wilde niet praten",
        Outcome.AT_THE_DOOR: "gesproken",
        Outcome.HELP_ACCEPTED: "gesproken, hulp aanvaard",
        Outcome.HELP_REFUSED: "gesproken, hulp niet aanvaard",
    }.get(outcome, outcome.value)
