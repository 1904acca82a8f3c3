"""`import-signals`: the same preview as on the screen, in lines, and the same act."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.text import fold
from ui.exchange.words import counted, day, file_line
from ui.terminal.surroundings import Surroundings
from ui.terminal.unlocking import Door, unlocked

if TYPE_CHECKING:
    from expertiseteam.exchange.records import Columns, Preview, PreviewRow, Sheet
    from expertiseteam.team.records import CatalogueLine

SHOWN = 10  # rows of the preview
MOST_FAULTS = 25
LONGEST = 60  # characters of one text


def import_signals(
    file: Path,
    door: Door,
    *,
    columns: Sequence[str],
    header: bool | None,
    yes: bool,
    skip_wrong: bool,
    with_doubles: bool,
    answers_owed: bool,
    arrears: bool = False,
    around: Surroundings,
) -> None:
    """Show what a list would become, ask, and take it over whole or not at all.

    `arrears`: a list of unpaid bills from partners of fixed costs. `columns`: "what=Naam van de kolom", "where=C". `header`: whether the
    first row names the columns; None finds out.
    """
    from expertiseteam.exchange.columns import suggest_columns
    from expertiseteam.exchange.concerns import import_concerns, known_concerns
    from expertiseteam.exchange.preview import preview
    from expertiseteam.exchange.records import Columns, Part
    from expertiseteam.exchange.sheet import read_file, use_first_row_as_header
    from expertiseteam.safety.keeping import copy_before
    from expertiseteam.team.catalogues import catalogue_words
    from expertiseteam.vault.copies import Reason

    sheet = read_file(file)
    if header is not None:
        sheet = use_first_row_as_header(sheet, header)
    proposed = suggest_columns(sheet.header.cells) if sheet.header else Columns()
    chosen = with_columns(sheet, proposed, columns)
    if chosen.get(Part.WHAT) is None and not arrears:
        raise Refused(
            f"In welke kolom staat wat er is? Er is niets overgenomen. Zet er --column what=KOLOM bij; de kolommen zijn: {_titles(sheet)}."
        )
    with unlocked(door, around) as workspace:
        known = workspace.ask(known_concerns)
        words: list[CatalogueLine] = workspace.ask(catalogue_words)
        shown = preview(sheet, chosen, known, workspace.clock(), arrears=arrears, words=words)
        _tell_preview(file.name, sheet, chosen, shown, around)
        ticked = set(shown.ticked_at_first())
        if with_doubles:
            ticked |= {row.number for row in shown.doubtful}
        if skip_wrong:
            ticked -= {row.number for row in shown.wrong}
        elif shown.wrong:
            raise Refused(
                f"{counted(len(shown.wrong), 'rij heeft', 'rijen hebben')} een fout. Er is niets overgenomen. "
                "Verbeter de lijst, of zet er --skip-wrong bij om die rijen weg te laten."
            )
        question = f"{counted(len(ticked), 'signaal', 'signalen')} overnemen in “{door.dossier.name}”?"
        if ticked and not yes and not around.ask_yes(question):
            around.tell("Er is niets overgenomen.")
            return
        copy_before(workspace, Reason.IMPORT)
        count = workspace.do(import_concerns, shown, ticked, answers_owed=answers_owed)
    around.tell(f"{counted(count, 'signaal', 'signalen')} overgenomen.")


def with_columns(sheet: Sheet, columns: Columns, said: Sequence[str]) -> Columns:
    """The columns with what the user said about them: "what=Omschrijving", "when=A", "reporter=" for none.

    Refused for a part or a column that does not exist.
    """
    from expertiseteam.exchange.records import Part, letters

    parts = {part.name.casefold().replace("_", "-"): part for part in Part}
    names = {letters(column).casefold(): column for column in range(sheet.width)}
    names |= {fold(sheet.title(column)): column for column in reversed(range(sheet.width))}
    for one in said:
        name, sign, title = one.partition("=")
        part = parts.get(name.strip().casefold())
        if part is None or not sign:
            raise Refused(
                f"“{one}” is geen kolomkeuze. Er is niets overgenomen. Schrijf bijvoorbeeld what=Omschrijving; "
                f"u kunt kiezen uit: {', '.join(parts)}."
            )
        column = names.get(fold(title.strip()))
        if title.strip() and column is None:
            raise Refused(f"Er is geen kolom “{title.strip()}”. Er is niets overgenomen. De kolommen zijn: {_titles(sheet)}.")
        columns = columns.put(part, column)
    return columns


def _tell_preview(name: str, sheet: Sheet, columns: Columns, shown: Preview, around: Surroundings) -> None:
    around.tell(file_line(name, sheet).replace("\u2009", ""))
    for remark in sheet.remarks:
        around.tell(f"  Let op: {remark}")
    for part, column in sorted(columns.at.items(), key=lambda pair: pair[1]):
        around.tell(f"  {part.value}: {sheet.title(column)}")
    good = [row for row in shown.rows if not row.errors and not row.doubts]
    if good:
        around.tell("\nDe eerste signalen:")
    for row in good[:SHOWN]:
        around.tell(f"  {row.where}: {day(row)}, {_short(row.place) or 'geen plek'}: {_short(row.what)}")
    _tell_faults("Fouten", [(row, row.errors) for row in shown.wrong], around)
    _tell_faults("Twijfel (worden niet overgenomen, tenzij met --with-doubles)", [(row, row.doubts) for row in shown.doubtful], around)
    around.tell("")


def _tell_faults(title: str, faults: list[tuple[PreviewRow, tuple[str, ...]]], around: Surroundings) -> None:
    if faults:
        around.tell(f"\n{title}:")
    for row, sentences in faults[:MOST_FAULTS]:
        around.tell(f"  {row.where}: {' '.join(sentences)}")
    if len(faults) > MOST_FAULTS:
        around.tell(f"  en nog {len(faults) - MOST_FAULTS}")


def _titles(sheet: Sheet) -> str:
    return ", ".join(sheet.title(column) for column in range(sheet.width))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
