"""What a PostgreSQL server or the way to it reports, told apart: the surroundings' fault gets a sentence, our own mistakes stay errors."""

from __future__ import annotations

from expertiseteam.basics.sentences import Refused

GONE = (
    "De server met het dossier antwoordt niet (meer). Wat nog niet bewaard was, is niet bewaard. "
    "Kijk of het netwerk werkt en probeer het opnieuw; wat u typte staat er nog."
)
UNKNOWN = (
    "De verbinding met de server viel weg terwijl er werd bewaard. Het is nog niet bekend of het gelukt is. "
    "Kijk zodra de server er weer is of het er staat, voordat u het opnieuw vastlegt."
)
UNKNOWN_LOGIN = (
    "De server laat u niet binnen: hij kent u nog niet, of nog niet met uw nieuwe sleutel. Er is niets gewijzigd. "
    "Maak met de opdracht server-login de regels waarmee de beheerder u toelaat."
)
NO_DATABASE = (
    "Het dossier staat niet op deze server, of u mag er niet in. Er is niets gewijzigd. "
    "Vraag de beheerder of de naam van de database klopt en of hij uw regels heeft uitgevoerd."
)
_BUSY = "Het dossier is even bezet. Er is niets bewaard. Wat u typte staat er nog; probeer het zo opnieuw."
# Codes of PostgreSQL (appendix A of its manual); two letters stand for a whole class.
_SENTENCES = {
    "40": _BUSY,
    "55P03": _BUSY,
    "57014": _BUSY,
    "53100": "De schijf van de server is vol. Er is niets bewaard. Vraag de beheerder om ruimte te maken; wat u typte staat er nog.",
    "53300": "De server heeft te veel verbindingen tegelijk. Er is niets gewijzigd. Wacht even en probeer het opnieuw.",
    "53": "De server heeft te weinig geheugen of ruimte. Er is niets bewaard. Vraag de beheerder om naar de server te kijken.",
    "25P03": "Deze computer stond te lang stil terwijl er werd bewaard. Er is niets bewaard. "
    "Wat u typte staat er nog; probeer het opnieuw.",
    "25006": "De server staat op alleen-lezen. Er is niets bewaard. Vraag de beheerder of dit de goede server is.",
    "28": UNKNOWN_LOGIN,
    "3D000": NO_DATABASE,
    "42501": "De server staat dit niet toe. Er is niets gewijzigd. Vraag de beheerder om uw rechten op de server na te kijken.",
    "58": "De schijf van de server antwoordt niet goed. Vraag de beheerder om naar de server te kijken voordat u iets anders doet.",
    "XX001": "Een deel van het dossier op de server is niet te lezen. Vraag de beheerder om een reservekopie terug te zetten.",
    "57": GONE,
    "08": GONE,
}


def sentence_for(error: BaseException | None, *, connecting: bool = False) -> str | None:
    """The Dutch sentence for a fault of the server or the network, or None when the error is our own.

    `connecting`: what is refused before there is a session is never our own error.
    """
    code = getattr(error, "sqlstate", None)
    if code is None:
        return GONE if connecting or type(error).__name__ == "OperationalError" else None
    if code == "42501" and not connecting:
        return None  # a statement that asks for more than it may: our own mistake
    return _SENTENCES.get(code) or _SENTENCES.get(code[:2])


class ServerError(Exception):
    """Our own mistake, as the server saw it: its code and the names of tables and rules. Never its text, which quotes whole rows."""

    def __init__(self, error: BaseException | None) -> None:
        diag = getattr(error, "diag", None)
        code = getattr(error, "sqlstate", None) or ""
        names = [getattr(diag, part, None) for part in ("table_name", "column_name", "constraint_name")]
        if code.startswith("42"):  # about the statement itself: names only
            names.append(getattr(diag, "message_primary", None))
        super().__init__(" ".join(filter(None, (type(error).__name__, code, *names))))


def refuse(error: BaseException | None, *, connecting: bool = False) -> Exception:
    """What to raise for an error of the driver."""
    sentence = sentence_for(error, connecting=connecting)
    return ServerError(error) if sentence is None else Refused(sentence)
