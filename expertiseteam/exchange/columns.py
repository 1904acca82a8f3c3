"""Which column of a list is what, told from its name. Proposes; the user decides."""

from __future__ import annotations

import re
from collections.abc import Sequence

from expertiseteam.basics.text import fold
from expertiseteam.exchange.records import Columns, Part

# Names as they stand in lists of teams, folded; the likeliest first.
_NAMES = {
    Part.WHAT: "wat, wat is er, omschrijving, signaal, melding, beschrijving, inhoud, toelichting, zorg, bericht, opmerking, opmerkingen",
    Part.WHERE: "waar, adres, straat, locatie, straatnaam, adres of plek, plek, straat en huisnummer, adresgegevens",
    Part.HOUSE_NUMBER: "huisnummer, huisnr, hnr, huisnummer en toevoeging",
    Part.VILLAGE: "dorp, plaats, woonplaats, kern, wijk, buurt, plaatsnaam",
    Part.WHEN: (
        "wanneer, datum, datum melding, datum signaal, ontvangen, ontvangen op, datum ontvangst, meldingsdatum, binnengekomen, binnen op,"
        " datum binnenkomst, datum en tijd, tijdstip"
    ),
    Part.CERTAINTY: "hoe zeker, zekerheid, mate van zekerheid, betrouwbaarheid",
    Part.CHANNEL: "kanaal, hoe binnengekomen, via, wijze, manier, wijze van melden, hoe gemeld",
    Part.SOURCE: "bron, soort melder, type melder, soort bron, herkomst, van wie",
    Part.REPORTER: "melder, naam melder, naam van de melder, gemeld door, wie meldt, contactpersoon, naam melder of instantie",
    Part.PHONE: "telefoon, telefoonnummer, tel, telefoon melder, telefoonnummer melder, tel melder, mobiel, telefoon van de melder, 06",
    Part.CREDITOR: "schuldeiser, crediteur, partner, vastelastenpartner, vaste lasten partner, leverancier, signaalpartner, aanleveraar",
    Part.RESIDENT: "naam, naam bewoner, naam inwoner, inwoner, bewoner, naam klant, klant, debiteur, naam debiteur, huurder, achternaam",
    Part.CONTACT: "telefoon bewoner, telefoon inwoner, e mail, email, e mailadres, emailadres, mobiel bewoner, telefoonnummer bewoner",
    Part.AMOUNT: "bedrag, achterstand, bedrag achterstand, hoogte achterstand, openstaand bedrag, schuld, saldo, totaal achterstand",
    Part.MONTHS: "maanden, aantal maanden, maanden achterstand, aantal maanden achterstand, termijnen, aantal termijnen",
}
_PART_OF = {name.strip(): part for part, names in _NAMES.items() for name in names.split(",")}
_RANK = {name.strip(): rank for names in _NAMES.values() for rank, name in enumerate(names.split(","))}
_SIGNS = re.compile(r"[^a-z0-9]+")


def suggest_columns(header: Sequence[str]) -> Columns:
    """Propose which column is what from the names in the header. Of two columns that could hold the same the likelier name wins."""
    best: dict[Part, tuple[int, int]] = {}
    for column, name in enumerate(header):
        plain = _plain(name)
        part = _PART_OF.get(plain)
        if part is not None:
            best[part] = min(best.get(part, (len(_RANK), 0)), (_RANK[plain], column))
    return Columns({part: column for part, (_, column) in best.items()})


def looks_like_header(cells: Sequence[str]) -> bool:
    """Whether a row holds names of columns: two that are known, or one that stands alone."""
    known = sum(_plain(cell) in _PART_OF for cell in cells)
    return known >= 2 or (known == 1 and sum(bool(cell.strip()) for cell in cells) == 1)


def _plain(name: str) -> str:
    return _SIGNS.sub(" ", fold(name)).strip()
