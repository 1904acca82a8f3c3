"""*Over dit programma*: what it stands on, and what it does and does not protect. Knows no window."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import metadata
from importlib.resources import files
from pathlib import Path


@dataclass(frozen=True)
class Part:
    """Something the program stands on.

    `package` is the name of its distribution, empty for fonts and icons. `texts` are files in resources/licences; without them the
    package brings its own.
    """

    name: str
    purpose: str
    licence: str
    package: str = ""
    texts: tuple[str, ...] = ()

    @property
    def version(self) -> str:
        """The version that runs here; empty when there is none to tell."""
        try:
            return metadata.version(self.package) if self.package else ""
        except metadata.PackageNotFoundError:
            return ""


PARTS = (
    Part("Qt en PySide6", "het venster", "LGPL-3.0", "PySide6_Essentials", ("qt-lgpl-3.0.txt", "qt-gpl-3.0.txt")),
    Part("Qt PDF", "papier op het scherm", "LGPL-3.0", "PySide6_Pdf", ("qt-lgpl-3.0.txt", "qt-gpl-3.0.txt")),
    Part("SQLCipher (sqlcipher3)", "het versleutelde bestand", "zlib", "sqlcipher3"),
    Part("psycopg en libpq", "een dossier op een server", "LGPL-3.0", "psycopg", ("qt-lgpl-3.0.txt", "qt-gpl-3.0.txt")),
    Part("SQLAlchemy", "lezen en schrijven in het dossier", "MIT", "sqlalchemy"),
    Part("Alembic", "een ouder dossier bijwerken", "MIT", "alembic"),
    Part("pyrage en age", "verzegelen voor wie het mag lezen", "MIT", "pyrage"),
    Part("cryptography", "wachtzinnen en handtekeningen", "Apache-2.0 of BSD-3-Clause", "cryptography"),
    Part("keyring", "de sleutelbos van de computer", "MIT", "keyring"),
    Part("ReportLab", "papier maken", "BSD-3-Clause", "reportlab"),
    Part("pikepdf en qpdf", "papier dat blijft", "MPL-2.0 en Apache-2.0", "pikepdf"),
    Part("holidays", "Nederlandse feestdagen", "MIT", "holidays"),
    Part("icalendar", "bestanden voor de agenda’s van leden", "BSD-2-Clause", "icalendar"),
    Part("openpyxl", "lijsten uit Excel lezen", "MIT", "openpyxl"),
    Part("RapidFuzz", "namen en adressen die op elkaar lijken", "MIT", "rapidfuzz"),
    Part("platformdirs", "waar instellingen op deze computer staan", "MIT", "platformdirs"),
    Part("tzdata", "zomertijd en wintertijd", "Apache-2.0", "tzdata"),
    Part("Source Sans 3", "de letter, op scherm en papier", "OFL-1.1", texts=("source-sans-3.txt",)),
    Part("DejaVu Sans", "letters die Source Sans 3 niet heeft", "Bitstream Vera en Arev", texts=("dejavu-sans.txt",)),
    Part("Profiel sRGB", "de kleuren op papier", "zlib", texts=("srgb-profile.txt",)),
    Part("Lucide", "de tekeningen op knoppen", "ISC en MIT", texts=("lucide.txt",)),
)

PROTECTION = (
    (
        "Wat de versleuteling doet",
        "Het dossier staat versleuteld op de schijf. Wie de laptop of een kopie van het bestand steelt, kan er zonder wachtzin of "
        "herstelblad niets in lezen. Ook reservekopieën en concepten zijn versleuteld.",
    ),
    (
        "Wat de rollen doen, en wat niet",
        "Het programma bewaakt wie wat mag. Maar elk lid dat ontgrendelt, heeft de sleutel van het hele dossier. Wie die sleutel heeft en "
        "ander gereedschap gebruikt, kan lezen wat niet apart verzegeld is. Rollen zijn dus afspraken die het programma "
        "helpt nakomen, geen muur.",
    ),
    (
        "Een dossier op een server",
        "Staat het dossier op een server van de gemeente, dan is het daar niet door dit programma versleuteld. De beheerder van die server "
        "kan lezen wat niet apart verzegeld is. Onderweg is alles versleuteld, en de server moet bewijzen dat hij de goede is.",
    ),
    (
        "Wie iets vertelde",
        "De melder is apart verzegeld. Alleen een aandachtsfunctionaris en het herstelblad kunnen hem openen; een collega kan dat ook met "
        "ander gereedschap niet. Het openen vraagt een reden en staat in het logboek. Wat iemand in de tekst van een signaal zelf over de "
        "melder schrijft, is niet apart verzegeld.",
    ),
    (
        "Wie vertrekt",
        "Het programma laat een vertrokken lid niet meer binnen. De volgende keer dat een aandachtsfunctionaris ontgrendelt, krijgt het "
        "dossier een nieuwe sleutel. Wie een oude kopie van het bestand en de eigen wachtzin bewaart, kan die kopie nog lezen.",
    ),
    (
        "Wat het programma niet kan tegenhouden",
        "Zolang het dossier open is, kan een kwaadaardig programma op deze computer meelezen, net als iemand die over uw schouder kijkt. "
        "Vergrendel met Ctrl+L als u wegloopt. Bewaar het herstelblad achter slot: wie het heeft, opent alles.",
    ),
    (
        "Het logboek",
        "Elke keer dat iemand een casus, een signaal of een huisbezoek opent of iets wijzigt, komt er een regel bij: wie, wanneer, wat en "
        "waarom. Lijsten met alleen nummer en naam zijn geen bekijken. Iemand die buiten het programma om leest, laat geen regel achter.",
    ),
)


def licence_text(part: Part) -> str:
    """Return the licence of a part as it travels with the program or with its package; empty where neither brings a text."""
    folder = files("resources") / "licences"
    return "\n\n".join([(folder / name).read_text(encoding="utf-8") for name in part.texts] or _brought_along(part.package))


def _brought_along(package: str) -> list[str]:
    try:
        found = metadata.files(package) or []
    except metadata.PackageNotFoundError:
        return []
    texts = [path for path in found if ".dist-info" in path.parts[0] and _is_licence(path.parts[-1])]
    return [path.read_text(encoding="utf-8") for path in texts if Path(path.locate()).is_file()]


def _is_licence(name: str) -> bool:
    return name.upper().startswith(("LICENSE", "LICENCE", "COPYING"))
