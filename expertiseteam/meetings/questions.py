"""The question to decide that a reason brings along: what the program proposes for a point of the agenda."""

from __future__ import annotations

from expertiseteam.meetings.records import ReasonKind

QUESTIONS = {
    ReasonKind.SERIOUS: "Wat is er gebeurd, wat doen we nu, en wat leren we ervan?",
    ReasonKind.EVICTION: "Wat doen we vóór de ontruiming, en wie?",
    ReasonKind.PROMISE: "Wie komt de toezegging na?",
    ReasonKind.MISSED: "Wie kan dit losmaken: vragen we wie er verantwoordelijk is?",
    ReasonKind.ESCALATION: "Is er een antwoord, en wat doen we tot dan?",
    ReasonKind.UNREPORTED: "Is niet melden nog steeds goed?",
    ReasonKind.TERM: "Wat doen we als de termijn om is?",
    ReasonKind.SWITCHED: "Staat iedereen achter de wissel van spoor?",
    ReasonKind.DEFERRED: "Wat besluiten we nu wel?",
    ReasonKind.UNTOLD: "Wie vertelt het alsnog, en wanneer?",
    ReasonKind.LATE_ACTION: "Wie neemt het over?",
    ReasonKind.NEW_CASE: "Wie gaat er langs, en wanneer?",
    ReasonKind.NEW_CONCERN: "Verandert dit signaal ons plan?",
    ReasonKind.CROWDED_DOOR: "Wie doet een stapje opzij?",
    ReasonKind.NOT_OPEN: "Moest dit zo, of gaan we de volgende keer met open kaart?",
    ReasonKind.EXPLORED: "Wordt dit een casus, of stopt de verkenning?",
    ReasonKind.AT_DOOR: "Staat het team achter wat aan de deur is afgesproken?",
    ReasonKind.NO_FOLLOW_UP: "Wat spreken we alsnog af: wie gaat er weer langs, of is het klaar?",
    ReasonKind.VISIT: "Wat is de volgende stap?",
    ReasonKind.PARKED: "Kan het plan weer uit de la?",
    ReasonKind.NO_DUO: "Wie vormt het duo?",
    ReasonKind.SILENCE: "Wat proberen we anders?",
    ReasonKind.HELD: "Klopt het nog dat we wachten?",
    ReasonKind.RUNNING: "Loopt het plan, of kan de casus worden afgesloten?",
}
