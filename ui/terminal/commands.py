"""What can be asked in a terminal besides the window: each command, its options, and which room does it."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from expertiseteam import __version__
from ui.terminal.display import open_window
from ui.terminal.dutch_parser import DutchParser
from ui.terminal.surroundings import Surroundings

if TYPE_CHECKING:
    from ui.terminal.unlocking import Door

OK, REFUSED = 0, 1
_WHICH = "het bestand dat op .dossier eindigt, of op .expertiseteam-server"
Command = Callable[[argparse.Namespace, Surroundings], int]


def run(given: Sequence[str], around: Surroundings | None = None) -> int:
    """Do what was asked for and return the exit code: 0 done, 1 something found wrong; wrong use ends the program with 2."""
    chosen = make_parser().parse_args(given)
    asked: Command = chosen.run
    return asked(chosen, around or Surroundings())


# What each command does ----------------------------------------------------------------------------------------------------------


def _window(chosen: argparse.Namespace, around: Surroundings) -> int:
    return open_window(chosen.dossier)


def _example(chosen: argparse.Namespace, around: Surroundings) -> int:
    return open_window(example=True, fresh=chosen.fresh)


def _demo(chosen: argparse.Namespace, around: Surroundings) -> int:
    from ui.terminal.demo import demo

    demo(chosen.out, quick=chosen.quick, force=chosen.force, around=around)
    return OK


def _paper(chosen: argparse.Namespace, around: Surroundings) -> int:
    from ui.terminal.papers import Whom, make_paper

    whom = Whom(chosen.recipient, chosen.purpose)
    make_paper(chosen.kind, _door(chosen), chosen.meeting, chosen.out, whom=whom, force=chosen.force, around=around)
    return OK


def _book(chosen: argparse.Namespace, around: Surroundings) -> int:
    from ui.terminal.papers import Whom, make_book

    whom = Whom(chosen.recipient, chosen.purpose)
    make_book(_door(chosen), chosen.year, chosen.out, whom=whom, force=chosen.force, around=around)
    return OK


def _year(chosen: argparse.Namespace, around: Surroundings) -> int:
    from ui.terminal.papers import make_year

    make_year(_door(chosen), chosen.year, chosen.out, force=chosen.force, around=around)
    return OK


def _import_signals(chosen: argparse.Namespace, around: Surroundings) -> int:
    from ui.terminal.importing import import_signals

    import_signals(
        chosen.file,
        _door(chosen),
        columns=chosen.column,
        header=chosen.header,
        yes=chosen.yes,
        skip_wrong=chosen.skip_wrong,
        with_doubles=chosen.with_doubles,
        answers_owed=not chosen.no_answers,
        arrears=chosen.arrears,
        around=around,
    )
    return OK


def _check(chosen: argparse.Namespace, around: Surroundings) -> int:
    from ui.terminal.checking import check

    return OK if check(_door(chosen), as_json=chosen.json, log_only=chosen.log, against=chosen.against, around=around) else REFUSED


def _verify(chosen: argparse.Namespace, around: Surroundings) -> int:
    from ui.terminal.papers import verify

    return OK if verify(chosen.file, _door(chosen), around) else REFUSED


def _backup(chosen: argparse.Namespace, around: Surroundings) -> int:
    from ui.terminal.copying import backup

    backup(_door(chosen), chosen.to, around)
    return OK


def _restore(chosen: argparse.Namespace, around: Surroundings) -> int:
    from ui.terminal.copying import restore

    restore(_door(chosen), chosen.copy, yes=chosen.yes, around=around)
    return OK


def _salvage(chosen: argparse.Namespace, around: Surroundings) -> int:
    from ui.terminal.copying import salvage

    salvage(_door(chosen), chosen.out, around)
    return OK


def _take_out(chosen: argparse.Namespace, around: Surroundings) -> int:
    from ui.terminal.copying import take_out

    take_out(chosen.copy, chosen.out, around)
    return OK


def _remember(chosen: argparse.Namespace, around: Surroundings) -> int:
    from ui.terminal.unlocking import forget, remember

    act = forget if chosen.forget else remember
    act(_door(chosen), around)
    return OK


def _server_new(chosen: argparse.Namespace, around: Surroundings) -> int:
    from ui.terminal.server import begin

    begin(chosen.file, chosen.member, chosen.out, force=chosen.force, around=around)
    return OK


def _server_login(chosen: argparse.Namespace, around: Surroundings) -> int:
    from ui.terminal.server import let_in

    let_in(_door(chosen), chosen.out, force=chosen.force, around=around)
    return OK


def _folder_test(chosen: argparse.Namespace, around: Surroundings) -> int:
    from ui.terminal.folder import try_out

    return OK if try_out(chosen.folder, chosen.out, force=chosen.force, around=around) else REFUSED


def _folder_create(chosen: argparse.Namespace, around: Surroundings) -> int:
    from ui.terminal.folder import create

    create(_door(chosen), chosen.folder, around)
    return OK


def _lost_laptop(chosen: argparse.Namespace, around: Surroundings) -> int:
    from ui.terminal.shutting_out import shut_out

    shut_out(_door(chosen), chosen.whose, around)
    return OK


def _folder_upgrade(chosen: argparse.Namespace, around: Surroundings) -> int:
    from ui.terminal.folder import upgrade

    upgrade(_door(chosen), around)
    return OK


def _folder_join(chosen: argparse.Namespace, around: Surroundings) -> int:
    from ui.terminal.folder import join

    return OK if join(chosen.folder, chosen.dossier, chosen.member, around) else REFUSED


def _door(chosen: argparse.Namespace) -> Door:
    """How a dossier is opened for a command: as whom, and where the passphrase comes from."""
    from ui.terminal.unlocking import Door

    return Door(chosen.dossier, chosen.member, chosen.passphrase_file, getattr(chosen, "key_store", False))


# What can be asked ---------------------------------------------------------------------------------------------------------------


def make_parser() -> argparse.ArgumentParser:
    """All commands and their options, explained in Dutch."""
    parser = DutchParser(
        prog="expertiseteam",
        description="Signalen, casussen en het driewekelijks overleg van een expertiseteam, op een versleuteld dossier. "
        "Zonder opdracht gaat het venster open.",
        epilog="Met ‘expertiseteam OPDRACHT --help’ ziet u wat een opdracht kan. "
        "Uitkomst: 0 gelukt, 1 niet gedaan of iets gevonden, 2 verkeerd gebruikt.",
    )  # fmt: skip
    parser.set_defaults(run=_window, dossier=None)
    parser.options.add_argument("--version", action="version", version=f"expertiseteam {__version__}", help="toon het versienummer")
    commands = parser.add_subparsers(title="Opdrachten", metavar="OPDRACHT", parser_class=DutchParser, prog="expertiseteam")

    def command(name: str, run: Command, explained: str) -> DutchParser:
        made: DutchParser = commands.add_parser(name, help=explained, description=f"{explained[0].upper()}{explained[1:]}.")
        made.set_defaults(run=run)
        return made

    opening = command("open", _window, "open het venster op een dossier")
    opening.subjects.add_argument("dossier", type=Path, metavar="DOSSIER", help=_WHICH)
    example = command("example", _example, "open het venster op het verzonnen voorbeelddossier")
    example.options.add_argument("--fresh", action="store_true", help="maak het voorbeeld opnieuw; wat u erin veranderde gaat weg")
    demo = command("demo", _demo, "doe de hele ronde zonder venster en bewaar papier en schermafbeeldingen")
    demo.options.add_argument("--out", type=Path, required=True, metavar="MAP", help="de map waarin alles komt")
    demo.options.add_argument("--quick", action="store_true", help="een kleiner voorbeeld: twaalf weken in plaats van twee jaar")
    _may_overwrite(demo)
    for name, kind, explained, meeting in (
        ("agenda", "agenda", "maak de overzichtsagenda van een overleg als PDF", "next"),
        ("minutes", "minutes", "maak de notulen van een overleg als PDF", "last"),
        ("actions", "actions", "maak de actielijst als PDF", "last"),
    ):
        paper = command(name, _paper, explained)
        paper.set_defaults(kind=kind)
        _opens_dossier(paper)
        paper.options.add_argument(
            "--meeting",
            default=meeting,
            metavar="DATUM",
            help=f"welk overleg: een datum (2026-11-17), next (het volgende) of last (het laatste); anders {meeting}",
        )
        _leaves(paper, "overleg")
    book = command("book", _book, "maak een boek van alle vastgestelde notulen van een jaar als PDF")
    _opens_dossier(book)
    book.options.add_argument("--year", type=int, required=True, metavar="JAAR", help="welk jaar, zoals 2026")
    _leaves(book, "verslag van het jaar")
    figures = command("year", _year, "maak het jaaroverzicht: de cijfers van een jaar, zonder namen, als PDF")
    _opens_dossier(figures)
    figures.options.add_argument("--year", type=int, required=True, metavar="JAAR", help="welk jaar, zoals 2026")
    figures.options.add_argument("--out", type=Path, required=True, metavar="BESTAND.pdf", help="waar de PDF komt")
    _may_overwrite(figures)
    importing = command("import-signals", _import_signals, "neem signalen over uit een werkmap van Excel of een CSV-bestand")
    importing.subjects.add_argument("file", type=Path, metavar="LIJST", help="de lijst")
    _opens_dossier(importing)
    importing.options.add_argument(
        "--column", action="append", default=[], metavar="DEEL=KOLOM", help="welke kolom wat is, zoals what=Naam of when=B; mag vaker"
    )
    first_row = importing.options.add_mutually_exclusive_group()
    first_row.add_argument("--header", action="store_true", default=None, help="de eerste rij noemt de kolommen; anders wordt dat bekeken")
    first_row.add_argument("--no-header", dest="header", action="store_false", help="de eerste rij is een signaal")
    importing.options.add_argument("--skip-wrong", action="store_true", help="laat rijen met een fout weg")
    importing.options.add_argument("--with-doubles", action="store_true", help="neem ook over wat dubbel lijkt")
    importing.options.add_argument("--arrears", action="store_true", help="achterstanden van vastelastenpartners: alleen voor hulp")
    importing.options.add_argument("--no-answers", action="store_true", help="de melders van deze lijst hoeven geen antwoord meer")
    importing.options.add_argument("--yes", action="store_true", help="vraag niet of het goed is")
    checking = command("check", _check, "kijk na of een dossier heel is en klopt")
    checking.subjects.add_argument("dossier", type=Path, metavar="DOSSIER", help=_WHICH)
    _unlocks(checking)
    checking.options.add_argument("--log", action="store_true", help="alleen het logboek, met elke handtekening")
    checking.options.add_argument(
        "--against", type=Path, metavar="KOPIE.dossier", help="vergelijk het logboek ook met dat in deze reservekopie"
    )
    checking.options.add_argument("--json", action="store_true", help="geef de uitkomst als JSON")
    verifying = command("verify", _verify, "kijk na of een PDF echt uit dit dossier is uitgereikt, en onveranderd is")
    verifying.subjects.add_argument("file", type=Path, metavar="PDF", help="het bestand dat u kreeg of bewaarde")
    _opens_dossier(verifying)
    copying = command("backup", _backup, "maak een reservekopie, die meteen wordt geopend en geteld")
    _opens_dossier(copying)
    copying.options.add_argument("--to", type=Path, metavar="MAP", help="zet de kopie ook in deze map, bijvoorbeeld op een andere schijf")
    restoring = command("restore", _restore, "toon de reservekopieën, of zet er een terug")
    _opens_dossier(restoring)
    restoring.options.add_argument("--copy", metavar="NAAM", help="welke kopie, zoals de lijst haar noemt, of latest voor de nieuwste")
    restoring.options.add_argument("--yes", action="store_true", help="vraag niet of het goed is")
    saving = command("salvage", _salvage, "red uit een beschadigd dossier wat heel is, in een nieuw dossier")
    _opens_dossier(saving)
    saving.options.add_argument("--out", type=Path, required=True, metavar="NIEUW.dossier", help="waar het nieuwe dossier komt")
    taking = command("take-out", _take_out, "maak van een reservekopie een dossier op een andere plek, zoals een nieuwe laptop")
    taking.subjects.add_argument("copy", type=Path, metavar="KOPIE.dossier", help="het dossier in een map met een reservekopie")
    taking.options.add_argument("--out", type=Path, required=True, metavar="NIEUW.dossier", help="waar het dossier komt")
    remembering = command("remember", _remember, "zet uw wachtzin in de sleutelkluis van deze computer, voor --key-store")
    _opens_dossier(remembering, with_key_store=False)
    remembering.options.add_argument("--forget", action="store_true", help="haal de wachtzin er weer uit")
    losing = command("lost-laptop", _lost_laptop, "sluit de gestolen of verloren laptop van een collega buiten")
    _opens_dossier(losing)
    losing.options.add_argument("--whose", required=True, metavar="NAAM", help="van wie de laptop is")
    server = command("server-new", _server_new, "begin een dossier op een server: maak uw sleutels en de regels voor de beheerder")
    server.subjects.add_argument("file", type=Path, metavar="SERVERBESTAND", help="het bestand dat op .expertiseteam-server eindigt")
    server.options.add_argument("--member", required=True, metavar="NAAM", help="hoe u heet; u wordt de aandachtsfunctionaris")
    _for_administrator(server)
    login = command("server-login", _server_login, "maak de regels waarmee de beheerder u op de server toelaat")
    _opens_dossier(login)
    _for_administrator(login)
    trying = command("folder-test", _folder_test, "kijk of een map op het netwerk geschikt is als teammap")
    trying.subjects.add_argument("folder", type=Path, metavar="MAP", help="de map; wat de proef erin zet, gaat weer weg")
    trying.options.add_argument("--out", type=Path, metavar="BESTAND.txt", help="bewaar het verslag ook, voor de beheerder")
    _may_overwrite(trying)
    creating = command("folder-create", _folder_create, "zet een dossier in een teammap op het netwerk, zodat het team er samen in werkt")
    creating.subjects.add_argument("folder", type=Path, metavar="MAP", help="een lege map waar het hele team bij kan; zij wordt beproefd")
    _opens_dossier(creating)
    upgrading = command("folder-upgrade", _folder_upgrade, "laat het hele team in een teammap overgaan op deze versie van het programma")
    _opens_dossier(upgrading)
    joining = command("folder-join", _folder_join, "kom in een teammap, eerst met de code die u kreeg en daarna met uw wachtzin")
    joining.subjects.add_argument("folder", type=Path, metavar="MAP", help="de map van het team")
    joining.options.add_argument(
        "--dossier", type=Path, required=True, metavar="NIEUW.dossier", help="waar het dossier op deze computer komt"
    )
    joining.options.add_argument("--member", required=True, metavar="NAAM", help="wie u bent, zoals het team u kent")
    return parser


def _for_administrator(parser: DutchParser) -> None:
    parser.options.add_argument("--out", type=Path, required=True, metavar="BESTAND.sql", help="waar de regels voor de beheerder komen")
    _may_overwrite(parser)


def _opens_dossier(parser: DutchParser, *, with_key_store: bool = True) -> None:
    parser.options.add_argument("--dossier", type=Path, required=True, metavar="DOSSIER", help=_WHICH)
    _unlocks(parser, with_key_store=with_key_store)


def _unlocks(parser: DutchParser, *, with_key_store: bool = True) -> None:
    parser.options.add_argument("--member", required=True, metavar="NAAM", help="wie u bent, zoals het dossier u kent")
    where = parser.options.add_mutually_exclusive_group()
    where.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="BESTAND",
        help="lees de wachtzin uit de eerste regel van een bestand; anders wordt zij gevraagd",
    )
    if with_key_store:
        where.add_argument("--key-store", action="store_true", help="haal de wachtzin uit de sleutelkluis van deze computer (zie remember)")


def _leaves(parser: DutchParser, why: str) -> None:
    """For paper that becomes a file: where, for whom and what for."""
    team = "eigen team"
    parser.options.add_argument("--out", type=Path, required=True, metavar="BESTAND.pdf", help="waar de PDF komt")
    parser.options.add_argument("--for", dest="recipient", default=team, metavar="NAAM", help=f"voor wie het is; anders {team}")
    parser.options.add_argument("--purpose", default=why, metavar="DOEL", help=f"waarvoor het is; anders {why}")
    _may_overwrite(parser)


def _may_overwrite(parser: DutchParser) -> None:
    parser.options.add_argument("--force", action="store_true", help="overschrijf wat er al staat")
