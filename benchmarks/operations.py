"""Every operation of design section 7 with its goal, and the function that measures it. One function may measure several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module

from benchmarks.measure import Figure, Settings


@dataclass(frozen=True)
class Operation:
    """A line of the table. `measured_by`: module and function in this folder, loaded when it is wanted."""

    name: str
    what: str
    goal: float
    measured_by: str

    @property
    def measure(self) -> Callable[[Settings], dict[str, Figure]]:
        module, function = self.measured_by.split(".")
        found: Callable[[Settings], dict[str, Figure]] = getattr(import_module(f"benchmarks.{module}"), function)
        return found


OPERATIONS = (
    Operation("start", "start tot het ontgrendelvenster, tegen een leeg venster", 1.4, "window.start"),
    Operation("unlock", "van wachtzin tot het gevulde scherm Vandaag, tegen een leeg venster", 2.0, "window.unlocked"),
    Operation("first_visit", "voor het eerst naar een scherm, het traagste, tegen een leeg venster", 0.5, "window.unlocked"),
    Operation("switch", "terug naar een scherm, het traagste, tegen een leeg venster", 0.5, "window.unlocked"),
    Operation("switch_changed", "terug naar een scherm na een wijziging, het traagste, tegen een leeg venster", 0.5, "window.unlocked"),
    Operation("open_case", "een casus van tien jaar openen, tegen een leeg venster; hoogstens 12 opdrachten", 0.5, "window.unlocked"),
    Operation("search", "zoeken terwijl u typt, p95, tegen een leeg venster", 0.1, "core.search"),
    Operation("search_fts", "zoeken terwijl u typt, p95, tegen dezelfde FTS5-vraag in de kale driver", 3.0, "core.search"),
    Operation("matching", "een adres zoeken onder 100.000 andere, p95, tegen een leeg venster", 0.5, "doors.matching"),
    Operation("inbox", "een bak met 20.000 wachtende signalen, tegen een leeg venster", 0.5, "doors.inbox"),
    Operation("agenda", "agenda met redenen, tegen een leeg venster", 0.5, "core.agenda"),
    Operation("duos", "voorgestelde duo’s voor dertig deuren, tegen een leeg venster", 0.5, "duos.suggest"),
    Operation("save", "een handeling met logregel bewaren, tegen dezelfde opdrachten in de kale driver", 4.0, "core.save"),
    Operation("log", "een handeling met zijn logregel, in de keten en ondertekend, tegen dezelfde zonder regel", 1.3, "chain.log"),
    Operation("minutes", "notulen van 40 punten, tegen een kaal vel met dezelfde tekst", 11.0, "paper.minutes"),
    Operation("minutes_office", "notulen van 40 punten, tegen een warme LibreOffice", 1 / 3, "paper.minutes_office"),
    Operation("book", "een boek van 300 punten, tegen een kaal vel met dezelfde tekst", 11.0, "paper.book"),
    Operation("book_office", "een boek van 300 punten, tegen een warme LibreOffice", 1 / 2, "paper.book"),
    Operation("book_memory", "geheugen per punt voor een boek van 300 punten, tegen notulen van 40", 1.2, "paper.book"),
    Operation("encryption", "het werk van een dag, tegen een onversleuteld bestand", 1.15, "core.encryption"),
    Operation("unlock_members", "van wachtzin tot dossiersleutel met 25 leden, tegen 1 lid", 1.25, "keys.unlock_members"),
    Operation("rekey", "het dossier een nieuwe sleutel geven, bewezen, tegen een kale VACUUM INTO", 10.0, "keys.rekey"),
    Operation("backup", "een bewezen reservekopie van 100.000 casussen, tegen het bestand kopiëren", 25.0, "copies.backup"),
    Operation("growth", "tien keer zoveel gegevens: lijsten, zoeken, openen en bewaren", 2.0, "core.growth"),
    Operation("paper_growth", "tien keer zoveel op papier: kosten per punt", 1.2, "paper.paper_growth"),
)


def named(names: Iterable[str]) -> list[Operation]:
    """The operations with these names, in the order of the table; all of them when there are no names. KeyError: the unknown name."""
    wanted = list(names)
    known = {operation.name for operation in OPERATIONS}
    for name in wanted:
        if name not in known:
            raise KeyError(name)
    return [operation for operation in OPERATIONS if operation.name in wanted or not wanted]


def measured(operations: Iterable[Operation], settings: Settings) -> Iterator[tuple[Operation, Figure]]:
    """Measure one after another; what is measured together is measured once. What cannot be measured says why, and the rest goes on."""
    found: dict[str, dict[str, Figure]] = {}
    for operation in operations:
        if operation.measured_by not in found:
            try:
                found[operation.measured_by] = operation.measure(settings)
            except Exception as error:  # any fault of the program under measurement, told in the table
                failed = Figure(None, f"niet gemeten: {type(error).__name__}: {' '.join(str(error).split())[-300:]}")
                found[operation.measured_by] = {other.name: failed for other in OPERATIONS}
        yield operation, found[operation.measured_by][operation.name]
