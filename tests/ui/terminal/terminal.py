"""A terminal of cardboard: what somebody types in it, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from expertiseteam.basics.workplace import Workplace
from tests.dossier import Team
from ui.command_line import main
from ui.terminal.surroundings import Surroundings

ROOT = Path(__file__).parents[3]
FILES = ROOT / "tests" / "exchange" / "files"
EXCEL = FILES / "excel-csv-utf8.csv"


@dataclass
class Terminal:
    """A terminal that types what the test says, and keeps what comes back."""

    team: Team
    passphrase: str
    answer: bool = True
    out: list[str] = field(default_factory=list)
    err: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    workplace: Workplace = field(default_factory=Workplace)

    def run(self, *arguments: object) -> int:
        """Give a command on a clean screen; returns the exit code."""
        for lines in (self.out, self.err, self.asked):
            lines.clear()
        around = Surroundings(
            ask_passphrase=lambda question: self._asked(question, self.passphrase),
            ask_yes=lambda question: self._asked(question, self.answer),
            tell=self.out.append,
            warn=self.err.append,
            rules_of=lambda _: self.team.policy,
            clock_of=lambda _: self.team.clock,
            workplace=lambda: self.workplace,
        )
        return main([str(argument) for argument in arguments], around)

    def _asked(self, question: str, answer: Any) -> Any:
        self.asked.append(question)
        return answer

    @property
    def text(self) -> str:
        return "\n".join(self.out)

    @property
    def refusal(self) -> str:
        """The one sentence on standard error."""
        assert len(self.err) == 1
        return self.err[0]


def read(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)
