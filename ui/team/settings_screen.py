"""*Instellingen*: how the team works, and how the program looks on this computer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from expertiseteam.privacy.reading_log import my_log
from ui.shell.commands import Command
from ui.shell.desk import Desk, Place
from ui.team.about_section import AboutSection, ProtectionSection
from ui.team.lists_section import OrganisationsSection, VillagesSection
from ui.team.logo_section import LogoSection
from ui.team.parts_screen import Part, PartsScreen
from ui.team.signpost_section import SignpostSection
from ui.team.ways_section import WaysSection
from ui.team.window_section import WindowSection
from ui.team.words_section import WordsSection
from ui.widgets.buttons import Button


class SettingsScreen(PartsScreen):
    """Kind of place: "settings"; `place.id` names a part ("organisations", "window", ...).

    `on_look_changed` dresses the application anew and lets the window read its lock time again; it is called after every change under
    *Dit venster*.
    """

    title = "Instellingen"
    watches = frozenset({"organisation", "village", "setting", "catalogue_word"})

    def __init__(self, desk: Desk, on_look_changed: Callable[[], None]) -> None:
        self.log_button = Button(_tr("Logboek"), lambda: desk.go(Place("log")), icon="history")
        copies = Button(_tr("Reservekopieën"), lambda: desk.go(Place("copies")), icon="copy")
        super().__init__(
            desk,
            (
                Part("organisations", _tr("Organisaties"), "building", lambda: OrganisationsSection(self)),
                Part("villages", _tr("Kernen"), "map-pin", lambda: VillagesSection(self)),
                Part("words", _tr("Woordenlijsten"), "book-open", lambda: WordsSection(self)),
                Part("ways", _tr("Werkwijze"), "list-checks", lambda: WaysSection(self)),
                Part("logo", _tr("Logo op papier"), "file-text", lambda: LogoSection(self)),
                Part("signpost", _tr("Waar kan ik terecht"), "file-text", lambda: SignpostSection(self)),
                Part("window", _tr("Dit venster"), "monitor", lambda: WindowSection(self, on_look_changed)),
                Part("protection", _tr("Wat is beschermd"), "shield", lambda: ProtectionSection(self)),
                Part("about", _tr("Over"), "info", lambda: AboutSection(self)),
            ),
            nav_name=_tr("Onderdelen van de instellingen"),
            foot=(copies, self.log_button) if desk.may(my_log) else (copies,),
        )

    def commands(self) -> Sequence[Command]:
        add = {"organisations": self.tr("Voeg een organisatie toe"), "words": self.tr("Voeg een woord toe")}
        village = self.tr("Voeg een kern toe")
        return (
            Command("settings.add", add.get(self.key, village), lambda: self.section.add(), "N", lambda: self.section.can_add()),
            *self.go_commands("settings", self.tr("Ga naar instellingen: {0}")),
        )


def _tr(text: str) -> str:
    return QCoreApplication.translate("SettingsScreen", text)
