"""What the database reports, told apart: the surroundings' fault gets a sentence, our own mistakes stay errors."""

from __future__ import annotations

# Primary result codes of SQLite (sqlite.org/rescode.html).
BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB = 5, 6, 8, 10, 11, 13, 14, 26
OF_THE_FILE = (IOERR, CORRUPT, CANTOPEN, NOTADB)  # the file, or the disk that it stands on; a damaged file and a lost disk look alike

_SENTENCES = {
    BUSY: "Het dossier is even bezet. Er is niets bewaard. Wat u typte staat er nog; probeer het zo opnieuw.",
    LOCKED: "Het dossier is even bezet. Er is niets bewaard. Wat u typte staat er nog; probeer het zo opnieuw.",
    READONLY: "Het dossier staat op alleen-lezen. Er is niets bewaard. Vraag de beheerder om schrijfrechten op de map.",
    IOERR: "De schijf of de map antwoordt niet goed. Er is niets gewijzigd. "
    "Kijk of de verbinding er nog is en probeer het opnieuw voordat u iets anders doet.",
    CORRUPT: "Een deel van het dossier is niet te lezen. Er is niets gewijzigd. Dat kan ook komen doordat de map even wegviel. "
    "Sluit het programma en open het opnieuw; blijft dit, herstel dan een reservekopie.",
    FULL: "De schijf is vol. Er is niets bewaard. Maak ruimte vrij en probeer het opnieuw; wat u typte staat er nog.",
    CANTOPEN: "Het dossier is niet te openen. Kijk of de map nog bereikbaar is en of u er mag schrijven.",
    NOTADB: "Het dossier is beschadigd of geen dossier van dit programma. Er is niets gewijzigd. Herstel een reservekopie.",
}


def code_of(error: BaseException | None) -> int | None:
    """SQLite's primary code of a driver error, or None when it is no SQLite error."""
    code = getattr(error, "sqlite_errorcode", None)
    if isinstance(code, int):
        return code & 0xFF
    return None


def sentence_for_code(code: int) -> str:
    """The Dutch sentence for one of the codes above."""
    return _SENTENCES[code]


def sentence_for(error: BaseException | None) -> str | None:
    """The Dutch sentence for a fault of the surroundings, or None when the error is our own."""
    return _SENTENCES.get(code_of(error) or 0)
