"""Whether what the dossier holds still fits together: rules that every act keeps, looked at afterwards.

A broken rule means a fault in this program, another program that wrote in the dossier, or a file that was mended by hand.
"""

from __future__ import annotations

from dataclasses import dataclass

from expertiseteam.access.who import OFFICER
from expertiseteam.access.work import query
from expertiseteam.insight.invariants import CHECKS
from expertiseteam.storage.reading import Reader

MOST_NAMED = 20  # rows that are named; the rest is counted
_LEAVE_IT = "Verander er niets aan en geef deze melding door aan wie het programma beheert."

# What each broken rule means, and what to do now.
MEANING = {
    "UNKNOWN_VALUE": f"Er staan waarden in die dit programma niet kent. Zulke gegevens zijn niet te tonen. {_LEAVE_IT}",
    "AGENDA_REASONS": f"De redenen bij een agendapunt zijn niet te lezen. Die agenda gaat niet open. {_LEAVE_IT}",
    "CASE_INCOMPLETE": (
        "Een lopende casus heeft geen doel, grondslag, reden om te delen of naam. Zonder die gegevens mag u de casus "
        "niet delen. Open de casus en vul aan wat leeg is."
    ),
    "CASE_LEAD": "De regisseur van een casus is geen lid van dit dossier. Niemand is nu verantwoordelijk. Kies een andere regisseur.",
    "NO_CIRCLE": f"Gegevens horen bij geen kring: het programma kan niet bewaken wie ze ziet. {_LEAVE_IT}",
    "CONCERN_LINKED": f"Een signaal staat als ‘bij een casus’, maar die casus is er niet. {_LEAVE_IT}",
    "REPORTER_APART": (
        f"De melder of de terugkoppeling hoort bij een andere kring dan het signaal: de verkeerde mensen kunnen ervan weten. {_LEAVE_IT}"
    ),
    "CASE_PART_APART": (
        f"Een deel van een casus hoort bij een andere kring dan de casus zelf: de verkeerde mensen kunnen ervan weten. {_LEAVE_IT}"
    ),
    "ACTION_NUMBER": f"Een actie heeft geen goed nummer, of twee acties hebben hetzelfde. Op papier is dat niet te zien. {_LEAVE_IT}",
    "DOUBLE_CODE": f"Twee casussen of twee signalen hebben hetzelfde nummer. Op papier is dat niet te zien. {_LEAVE_IT}",
    "DECISION_NUMBER": f"De nummers van de besluiten lopen niet door. Er kan een besluit weg zijn. {_LEAVE_IT}",
    "DECISION_LOOSE": f"Een besluit hoort bij geen overleg of bij geen regel: het staat in geen notulen. {_LEAVE_IT}",
    "LINE_LOOSE": f"Bij een regel van een overleg is het besluit, de actie of de voordeur weg. {_LEAVE_IT}",
    "ACTION_ORIGIN": f"Het overleg of huisbezoek waar een actie is afgesproken, is er niet. {_LEAVE_IT}",
    "INVOLVED_TWICE": f"Een organisatie staat twee keer bij één voordeur: de teller klopt niet. {_LEAVE_IT}",
    "DOOR_COUNTS": f"De tellingen aan een voordeur sluiten niet op elkaar aan. De notulen kunnen een verkeerd aantal noemen. {_LEAVE_IT}",
    "VISIT_OUTCOME": "Een huisbezoek is geweest, maar de dag of de uitkomst ontbreekt. Open het bezoek en vul het aan.",
    "CLOSED_WITH_ACTIONS": "Een afgesloten casus heeft nog open acties. Rond ze af, of heropen de casus.",
    "CLOSED_RESULT": "Een afgesloten casus heeft geen dag of geen resultaat. Heropen de casus en sluit haar opnieuw af.",
    "SEARCH_INDEX": f"Zoeken vindt niet alles, of vindt wat er niet meer is. {_LEAVE_IT}",
    "LOG_STRANGER": (
        f"In het logboek staan regels van iemand die geen lid is. Iemand kan buiten het programma om hebben geschreven. {_LEAVE_IT}"
    ),
    "LOG_CHAIN": (
        "In het logboek zijn regels veranderd, weggehaald of verzet. Wie keek en wijzigde staat er niet meer zoals het was. "
        "Verander niets, bewaar het dossier apart en kijk het na met ‘expertiseteam check --log’."
    ),
    "LOG_ROWS": (
        "Gegevens zijn niet zoals het logboek zegt: ze zijn buiten het programma om veranderd, weggehaald of door oudere vervangen. "
        "Verander niets en zet een reservekopie terug van voor die tijd."
    ),
    "NO_OFFICER": "Geen aandachtsfunctionaris kan ontgrendelen: niemand opent de melders. Geef iemand die rol en een eigen wachtzin.",
    "SEVERAL_RUNNING": "Er zijn meer overleggen tegelijk bezig. Open ze en rond af wat voorbij is.",
    "MEETING_TIMES": f"Van een overleg ontbreekt wanneer het begon of eindigde. {_LEAVE_IT}",
    "BUSY_ITEMS": f"Van een overleg is meer dan één punt bezig, of een punt is bezig terwijl het overleg dat niet is. {_LEAVE_IT}",
    "ITEM_POSITIONS": "Twee punten van een agenda staan op dezelfde plaats: hun volgorde is niet zeker. Verplaats één van beide.",
    "ATTENDANCE_TWICE": f"Iemand staat twee keer op de lijst van aanwezigen. {_LEAVE_IT}",
    "DOUBLE_OF": f"Van een dubbel signaal is het eerste signaal er niet. {_LEAVE_IT}",
    "PLANTED": (
        "In het bestand van het dossier staat iets dat uit zichzelf gegevens kan wijzigen of anders kan tonen, en dat niet van dit "
        "programma is. Werk er niet in verder: sluit het programma, bewaar het bestand apart en laat de aandachtsfunctionaris een "
        "reservekopie van voor die tijd terugzetten."
    ),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One rule that is broken. `code` is English and stable; `text` says what it means and what to do; `rows` where."""

    code: str
    text: str
    rows: tuple[str, ...]


@query("dossier nagekeken", by=OFFICER, why="beheer van het dossier")
def problems(read: Reader) -> list[Problem]:
    """Every broken rule; empty for a sound dossier. Rows are named by code, number or date, never by a person's name."""
    found = []
    for code, look in CHECKS.items():
        rows = list(dict.fromkeys(look(read)))
        if rows:
            more = (f"en nog {len(rows) - MOST_NAMED}",) if len(rows) > MOST_NAMED else ()
            found.append(Problem(code, MEANING[code], (*rows[:MOST_NAMED], *more)))
    return found
