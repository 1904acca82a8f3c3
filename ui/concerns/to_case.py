"""From a signal to the case it belongs to, and back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from expertiseteam.cases.opening import unlink_concern
from expertiseteam.cases.reading import cases
from expertiseteam.cases.records import CaseLine, CaseState
from expertiseteam.concerns.feedback import take_feedback_back
from expertiseteam.concerns.records import ConcernState, ConcernView
from expertiseteam.concerns.triage import take_back
from ui.concerns.feedback_panel import FeedbackPanel
from ui.shell.desk import Place
from ui.shell.screen import Screen


def open_case_of(screen: Screen, concern: ConcernView, case_id: str, code_kind: object = None) -> None:
    """Go to the case that is on this address, or (without an id) to the case that the signal belongs to.

    `code_kind`: and on to its reporting code, with what is suspected (CodeKind).
    """
    if case_id:
        screen.desk.go(Place("case", case_id))
        return
    code = concern.outcome.split()[-1]

    def on_cases(lines: list[CaseLine]) -> None:
        found = next((line.id for line in lines if line.code.split()[0] == code), None)  # a number may still be provisional
        screen.desk.go(Place("case", found, code_kind) if found else Place("cases"))

    screen.lane().ask(on_cases, cases, tuple(CaseState))


def offer_case(screen: Screen, sentence: str, case_id: str | None) -> None:
    """Say that a case was opened, with the way to it."""
    open_it = QCoreApplication.translate("ConcernsScreen", "Open de casus")
    screen.inform(sentence, "accent", [(open_it, lambda: screen.desk.go(Place("case", case_id)))])


def way_back(screen: Screen, panel: FeedbackPanel, then: Callable[[], None]) -> Callable[[], None] | None:
    """What lets the answer be owed again that this panel just recorded; none where the answer of a colleague stayed."""
    before, left_a_promise = panel.owed, panel.left_a_promise
    if before is None or not panel.is_mine:
        return None
    said = QCoreApplication.translate("ConcernsScreen", "De terugkoppeling bij signaal {0} staat weer open.").format(before.code)
    stays = QCoreApplication.translate("ConcernsScreen", "De toezegging blijft bij Acties staan.") if left_a_promise else ""

    def on_back(_: object) -> None:
        screen.desk.say(f"{said} {stays}".strip())
        then()

    return lambda: screen.lane().do(on_back, take_feedback_back, before)


def take_outcome_back(screen: Screen, before: ConcernView, *, was_linked: bool) -> None:
    """Give a signal back what it was before its outcome, and say where it lies."""
    box = "Nieuw" if before.state is ConcernState.NEW else "Observatie"
    said = QCoreApplication.translate("ConcernsScreen", "Signaal {0} ligt weer bij {1}.").format(before.code, box)
    screen.lane().do(lambda _: screen.desk.say(said), unlink_concern if was_linked else take_back, before)
