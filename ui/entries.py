"""Every screen of the window, in the order of the rail. Each is imported at its first visit, so that unlocking stays quick."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ui.meetings.entries import meeting_entries
from ui.shell.commands import Command
from ui.shell.desk import Desk, Place
from ui.shell.rail import Entry
from ui.shell.screen import Screen

if TYPE_CHECKING:
    from ui.entrances import Opened


def entries(opened: Opened, dress: Callable[[], None]) -> tuple[Entry, ...]:
    """The screens for who just unlocked. `dress` applies a change of look at once."""

    def settings(desk: Desk) -> Screen:
        from ui.team.settings_screen import SettingsScreen

        return SettingsScreen(desk, opened, dress)

    return (
        Entry("today", "Vandaag", "sun", _today),
        Entry("concerns", "Signalen", "inbox", _concerns, kinds=frozenset({"concern"})),
        Entry("concern-new", "Signaal opschrijven", "pencil", _concern_form, rail=False, under="concerns", everywhere=_write_a_concern),
        Entry("cases", "Casussen", "house", _cases, kinds=frozenset({"case"})),
        *meeting_entries(),
        Entry("actions", "Acties", "list-checks", _actions),
        Entry("visits", "Huisbezoeken", "footprints", _visits),
        Entry("visit", "Huisbezoek vastleggen", "footprints", _visit, rail=False, under="visits"),
        Entry(
            "import",
            "Signalen importeren",
            "upload",
            _import,
            rail=False,
            under="concerns",
            everywhere=_goes("import", "Signalen importeren"),
        ),
        Entry("log", "Logboek", "history", _log, rail=False, under="settings", everywhere=_goes("log", "Logboek bekijken")),
        Entry("settings", "Instellingen", "settings", settings, at_foot=True),
    )


def _write_a_concern(desk: Desk) -> Sequence[Command]:
    return (Command("concern.new", "Signaal opschrijven", lambda: desk.go(Place("concern-new")), "Ctrl+N"),)


def _goes(kind: str, words: str) -> Callable[[Desk], Sequence[Command]]:
    return lambda desk: (Command(f"go.{kind}", words, lambda: desk.go(Place(kind))),)


def _today(desk: Desk) -> Screen:
    from ui.insight.today import TodayScreen

    return TodayScreen(desk)


def _concerns(desk: Desk) -> Screen:
    from ui.concerns.inbox import ConcernsScreen

    return ConcernsScreen(desk)


def _concern_form(desk: Desk) -> Screen:
    from ui.concerns.form import ConcernForm

    return ConcernForm(desk)


def _cases(desk: Desk) -> Screen:
    from ui.cases.screen import CasesScreen

    return CasesScreen(desk)


def _actions(desk: Desk) -> Screen:
    from ui.insight.actions import ActionsScreen

    return ActionsScreen(desk)


def _visits(desk: Desk) -> Screen:
    from ui.visits.screen import VisitsScreen

    return VisitsScreen(desk)


def _visit(desk: Desk) -> Screen:
    from ui.visits.record import VisitForm

    return VisitForm(desk)


def _import(desk: Desk) -> Screen:
    from ui.exchange.import_screen import ImportScreen

    return ImportScreen(desk)


def _log(desk: Desk) -> Screen:
    from ui.privacy.log_screen import LogScreen

    return LogScreen(desk)
