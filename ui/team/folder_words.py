"""What screens say of the team folder."""

from __future__ import annotations

from datetime import datetime

from expertiseteam.basics.dates import moment_text
from expertiseteam.sharing.records import Clashed, SharedState


def foot_words(state: SharedState, now: datetime) -> str:
    """Return what the foot of the window says: *gedeeld met het team*, or *hier bewaard* with what waits since when.

    First that there is something to choose, for nothing else reminds of it.
    """
    if state.aside:
        return "Kies tussen twee teksten: bij Leden, onder Teammap"
    if state.is_shared:
        return "Gedeeld met het team"
    if state.since is None:
        return "Hier bewaard: de teammap is nu niet te gebruiken"
    what = "1 wijziging wacht" if state.waiting == 1 else f"{state.waiting} wijzigingen wachten"
    return f"Hier bewaard: {what} op het team sinds {moment_text(state.since, now)}"


ABOUT = (
    "Uw team kan samen in dit dossier werken via een map op het netwerk, zonder server. Ieder heeft het hele dossier versleuteld op de "
    "eigen laptop en werkt ook zonder netwerk door; de map geeft door wat ieder deed. In de map zelf is niets te lezen."
)
BEFORE = (
    "Kies een lege map waar alle leden bij kunnen. Zij wordt eerst beproefd, en er wordt eerst een reservekopie gemaakt. Daarna "
    "werkt u gewoon door."
)


def more_words(state: SharedState) -> str:
    """Return what the part *Teammap* says below that."""
    if state.stopped:
        return state.stopped
    if state.waiting:
        return "Wat u doet staat op deze computer, en gaat zo vanzelf naar het team."
    return "Wat u deed is bij het team, en wat uw collega’s deelden staat hier."


_FIELDS = {
    "goal": "Doel",
    "label": "Naam van de casus",
    "place": "Plaats",
    "what": "Wat is er gezien",
    "text": "Tekst",
    "result": "Uitkomst",
    "result_remark": "Wat het team meeneemt",
    "trusted_contact": "Vertrouwde contactpersoon",
    "lead_id": "Regisseur",
    "due": "Uiterlijk",
    "state": "Stand",
    "name": "Naam",
    "function": "Functie",
    "phone": "Telefoon",
    "value": "Waarde",
    "remark": "Opmerking",
    "purpose": "Waarvoor",
    "legal_basis": "Grondslag",
    "village": "Kern",
}


def field_words(table: str, column: str) -> str:
    """Return how a form calls a field that clashed."""
    return _FIELDS.get(column, "Dit onderdeel")


def lost_words(clash: Clashed) -> list[str]:
    """Return what is said of texts that have no place any more."""
    if not clash.lost:
        return []
    said = "Een collega haalde intussen weg waar dit bij hoorde, of legde het ook vast. Dit schreef u; neem over wat u nog nodig hebt:"
    return [said, *clash.lost]
