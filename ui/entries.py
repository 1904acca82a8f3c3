"""Every screen of the window, in the order of the rail. Imported in the background while the passphrase is typed, with all screens."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from expertiseteam.safety.keeping import copies_state
from expertiseteam.safety.restoring import Prepared
from ui.cases.screen import CasesScreen
from ui.concerns.campaigns import CampaignsScreen
from ui.concerns.figures import ConcernFiguresScreen
from ui.concerns.form import ConcernForm
from ui.concerns.inbox import ConcernsScreen
from ui.concerns.prevention import PreventionScreen
from ui.concerns.series import SeriesForm
from ui.entrances import Opened
from ui.exchange.import_screen import ImportScreen
from ui.insight.actions import ActionsScreen
from ui.insight.case_figures import CaseFiguresScreen
from ui.insight.cover_screen import CoverScreen
from ui.insight.today import TodayScreen
from ui.insight.what_works import WhatWorksScreen
from ui.meetings.entries import meeting_entries
from ui.privacy.log_screen import LogScreen
from ui.safety.copies_screen import CopiesScreen
from ui.safety.words import notice_words
from ui.shell.commands import Command
from ui.shell.desk import Desk, Place
from ui.shell.rail import Entry
from ui.shell.screen import Screen
from ui.team.folder_watch import FolderWatch
from ui.team.members_screen import MembersScreen
from ui.team.settings_screen import SettingsScreen
from ui.visits.record import VisitForm
from ui.visits.rounds import RoundsScreen
from ui.visits.screen import VisitsScreen
from ui.visits.week import WeekScreen


def entries(
    opened: Opened, dress: Callable[[], None], put_back: Callable[[Prepared], None], watch: FolderWatch | None = None
) -> tuple[Entry, ...]:
    """The screens for who just unlocked. `dress` applies a change of look at once, `put_back` puts a copy in the dossier's place.

    `watch` shares the dossier through a team folder, where that can be.
    """

    def today(desk: Desk) -> Screen:
        return TodayScreen(
            desk, lambda: notice_words(copies_state(opened.path), desk.clock(), second_needed=desk.preferences.needs_second_place)
        )

    def copies(desk: Desk) -> Screen:
        return CopiesScreen(desk, opened, put_back)

    def settings(desk: Desk) -> Screen:
        return SettingsScreen(desk, dress)

    def members(desk: Desk) -> Screen:
        return MembersScreen(desk, opened, watch)

    return (
        Entry("today", "Vandaag", "sun", today),
        Entry("concerns", "Signalen", "inbox", ConcernsScreen, kinds=frozenset({"concern"})),
        Entry("concern-new", "Signaal opschrijven", "pencil", ConcernForm, rail=False, under="concerns", everywhere=_write_a_concern),
        Entry("concern-series", "Reeks opschrijven", "list-checks", SeriesForm, rail=False, under="concerns", everywhere=_write_a_series),
        Entry(
            "concern-figures",
            "Cijfers over signalen",
            "chart-column",
            ConcernFiguresScreen,
            rail=False,
            under="concerns",
            everywhere=_goes("concern-figures", "Cijfers over signalen bekijken"),
        ),
        Entry("prevention", "Bewaard om te voorkomen", "inbox", PreventionScreen, rail=False, under="concerns"),
        Entry(
            "campaigns",
            "Wat er in het dorp is gedaan",
            "flag",
            CampaignsScreen,
            rail=False,
            under="concerns",
            everywhere=_goes("campaigns", "Wat er in het dorp is gedaan, en signalen per maand"),
        ),
        Entry("cases", "Casussen", "house", CasesScreen, kinds=frozenset({"case"})),
        Entry(
            "case-figures",
            "Cijfers over casussen",
            "chart-column",
            CaseFiguresScreen,
            rail=False,
            under="cases",
            everywhere=_goes("case-figures", "Cijfers over casussen bekijken"),
        ),
        *meeting_entries(),
        Entry("actions", "Acties", "list-checks", ActionsScreen),
        Entry("cover", "Werk van een collega", "list-checks", CoverScreen, rail=False, under="today"),
        Entry("visits", "Huisbezoeken", "footprints", VisitsScreen),
        Entry(
            "week",
            "Weekplan",
            "calendar-days",
            WeekScreen,
            rail=False,
            under="visits",
            everywhere=_goes("week", "Weekplan van de duo’s bekijken"),
        ),
        Entry("visit", "Huisbezoek vastleggen", "footprints", VisitForm, rail=False, under="visits"),
        Entry(
            "rounds", "Rondjes", "footprints", RoundsScreen, rail=False, under="visits", everywhere=_goes("rounds", "Wekelijkse rondjes")
        ),
        Entry(
            "what-works",
            "Wat werkt hier",
            "chart-column",
            WhatWorksScreen,
            rail=False,
            under="visits",
            everywhere=_goes("what-works", "Bekijken wat hier werkt"),
        ),
        Entry(
            "import",
            "Signalen importeren",
            "upload",
            ImportScreen,
            rail=False,
            under="concerns",
            everywhere=_goes("import", "Signalen importeren"),
        ),
        Entry("log", "Logboek", "history", LogScreen, rail=False, under="settings", everywhere=_goes("log", "Logboek bekijken")),
        Entry(
            "copies", "Reservekopieën", "copy", copies, rail=False, under="settings", everywhere=_goes("copies", "Reservekopieën bekijken")
        ),
        Entry("members", "Leden", "users", members, at_foot=True, everywhere=_goes("members", "Leden en toegang bekijken")),
        Entry("settings", "Instellingen", "settings", settings, at_foot=True),
    )


def _write_a_concern(desk: Desk) -> Sequence[Command]:
    return (Command("concern.new", "Signaal opschrijven", lambda: desk.go(Place("concern-new")), "Ctrl+N"),)


def _write_a_series(desk: Desk) -> Sequence[Command]:
    return (
        Command("concern.series", "Reeks opschrijven (keet, inloop, rondje)", lambda: desk.go(Place("concern-series")), "Ctrl+Shift+R"),
    )


def _goes(kind: str, words: str) -> Callable[[Desk], Sequence[Command]]:
    return lambda desk: (Command(f"go.{kind}", words, lambda: desk.go(Place(kind))),)
