"""From a signal to the case it belongs to."""

from __future__ import annotations

from expertiseteam.cases.reading import cases
from expertiseteam.cases.records import CaseLine, CaseState
from expertiseteam.concerns.records import ConcernView
from ui.shell.desk import Place
from ui.shell.screen import Screen


def open_case_of(screen: Screen, concern: ConcernView, case_id: str) -> None:
    """Go to the case that is on this address, or (without an id) to the case that the signal belongs to."""
    if case_id:
        screen.desk.go(Place("case", case_id))
        return
    code = concern.outcome.split()[-1]

    def on_cases(lines: list[CaseLine]) -> None:
        found = next((line.id for line in lines if line.code == code), None)
        screen.desk.go(Place("case", found) if found else Place("cases"))

    screen.lane().ask(on_cases, cases, tuple(CaseState))
