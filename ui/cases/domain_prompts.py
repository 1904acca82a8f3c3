"""A question to ask on with, for each domain of life that somebody chose; all of them may be skipped (domain.md, row 71)."""

from __future__ import annotations

from collections.abc import Sequence

from expertiseteam.cases.subject_records import LifeDomain

PROMPTS = {
    LifeDomain.MONEY: "Komt er elke maand genoeg binnen voor huur, eten en licht?",
    LifeDomain.WORK: "Hoe ziet een gewone dag op het werk of op school eruit?",
    LifeDomain.DAYS: "Wat geeft de dag een begin en een einde?",
    LifeDomain.HOUSING: "Kan men hier blijven wonen, en is het er warm en veilig?",
    LifeDomain.RELATIONS: "Hoe gaat het tussen de mensen in huis? Is er iemand bang?",
    LifeDomain.MENTAL: "Waar ligt iemand wakker van?",
    LifeDomain.PHYSICAL: "Is er pijn of ziekte, en weet de huisarts ervan?",
    LifeDomain.SUBSTANCES: "Wat doen drank, drugs of gokken met het huishouden?",
    LifeDomain.SELF_CARE: "Lukt het om te eten, te wassen en schone kleren te dragen?",
    LifeDomain.HOUSEKEEPING: "Wat blijft er liggen in huis, en sinds wanneer?",
    LifeDomain.NETWORK: "Wie komt er nog over de vloer?",
    LifeDomain.TAKING_PART: "Waar doet iemand aan mee, of waaraan niet meer?",
    LifeDomain.JUSTICE: "Loopt er iets bij politie of rechter dat nu telt?",
    LifeDomain.ANIMALS: "Hoe staan de dieren en het erf erbij, en wie zorgt ervoor?",
}


def prompt_words(chosen: Sequence[LifeDomain]) -> str:
    """Return the questions of what was chosen, a line each; "" for nothing."""
    return "\n".join(PROMPTS[domain] for domain in chosen)
