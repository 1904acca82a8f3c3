"""What the made-up team learned and does together: a look back, a card for each trade, a few lessons, a lunch and a consult hour."""

from __future__ import annotations

from datetime import date, time

from expertiseteam.access.who import Discipline
from expertiseteam.example.stage import Stage
from expertiseteam.meetings.activities import plan_activity
from expertiseteam.meetings.learning import cards, record_evaluation, write_card, write_down_lesson
from expertiseteam.meetings.learning_records import ActivityKind

LOOKED_BACK = date(2026, 11, 9)
_TOLD = "Wat ging goed?\nWe bellen elkaar eerder dan vorig jaar.\n\nWat doen we voortaan anders?\nDe melder hoort soms laat iets terug."
_IMPROVE = ("De melder binnen een week terugbellen", "Vaker een ander duo")
_CARDS = {
    Discipline.CARE: ("noor", "Ik ga mee naar de huisarts of naar de wijkverpleging, en blijf komen als een ander stopt."),
    Discipline.ENFORCEMENT: ("sem", "Ik ken de mensen op straat, en kan afval of een wrak snel laten weghalen."),
    Discipline.HOUSING: ("karim", "Ik weet hoe het met een huurder loopt, en kan een ontruiming laten uitstellen als er een plan is."),
}
_LESSONS = (
    ("noor", "Bij verzamelwoede helpt één kamer tegelijk, en nooit iets weggooien waar iemand niet bij is."),
    ("sem", "Wie eerst vraagt hoe het gaat, mag daarna meestal ook over de tuin beginnen."),
)
_TOGETHER = (
    ("lucja", ActivityKind.LUNCH, date(2026, 11, 26), time(12, 30), "gemeentehuis", "met de wijkverpleging"),
    ("femke", ActivityKind.CONSULT_HOUR, date(2026, 12, 3), time(9), "dorpshuis Turfven", ""),
)


def look_back(stage: Stage) -> None:
    """On one day: look back, write the cards and the lessons, and plan what comes."""
    stage.do("femke", record_evaluation, LOOKED_BACK, _TOLD, _IMPROVE)
    for card in stage.ask("femke", cards):
        if card.discipline in _CARDS:
            who, text = _CARDS[card.discipline]
            stage.do(who, write_card, card, text)
    for who, text in _LESSONS:
        stage.do(who, write_down_lesson, text)
    for who, kind, on, starts, place, what in _TOGETHER:
        stage.do(who, plan_activity, kind, on, starts, place=place, what=what)
