"""The parser of commands, in Dutch: Python's own speaks English."""

from __future__ import annotations

import argparse
import re
import sys
from typing import NoReturn

WRONG_USE = 2


class _Help(argparse.HelpFormatter):
    def add_usage(self, usage: str | None, actions: object, groups: object, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Gebruik: " if prefix is None else prefix)  # type: ignore[arg-type]


class DutchParser(argparse.ArgumentParser):
    """Speaks Dutch where argparse has English of its own."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, add_help=False, allow_abbrev=False, formatter_class=_Help, **kwargs)  # type: ignore[arg-type,misc]
        self.subjects = self.add_argument_group("Waarmee")
        self.options = self.add_argument_group("Keuzes")
        self.options.add_argument("-h", "--help", action="help", help="toon deze uitleg")

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(WRONG_USE, f"{self.prog}: {_in_dutch(message)} Typ ‘{self.prog} --help’ voor uitleg.\n")


_SENTENCES = (
    (r"the following arguments are required: (.*)", r"Er ontbreekt iets: \1."),
    (r"unrecognized arguments: (.*)", r"Dit wordt niet begrepen: \1."),
    (r"argument (.*): expected one argument", r"Na \1 hoort nog iets te staan."),
    (r"argument (.*): not allowed with argument (.*)", r"\1 en \2 gaan niet samen."),
    (r"argument (?:.*): invalid choice: (.*?) \(choose from .*\)", r"De opdracht \1 bestaat niet."),
    (r"argument (.*): ignored explicit argument (.*)", r"Achter \1 hoort niets te staan, ook niet \2."),
)


def _in_dutch(message: str) -> str:
    for english, dutch in _SENTENCES:
        found = re.fullmatch(english, message, re.DOTALL)
        if found:
            return found.expand(dutch)
    return f"Dit klopt niet: {message}."
