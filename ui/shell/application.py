"""The Qt application: Dutch dates and buttons, our letters and colours."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from ui.look.theme import FUSION, Theme, system_scheme
from ui.look.tokens import Scheme
from ui.shell.preferences import Look, Preferences
from ui.shell.sweeper import Sweeper

SWEPT = "swept"


def make_application(arguments: Sequence[str]) -> QApplication:
    """Return the application, speaking Dutch and swept on its own thread. Makes it when there is none yet."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([*(arguments or ["expertiseteam"]), "-style", "fusion"])
        app.setProperty(FUSION, True)
    if not app.property(SWEPT):  # looking among its children would load the whole type of its style
        Sweeper(app)
        app.setProperty(SWEPT, True)
    app.setApplicationName("expertiseteam")
    app.setApplicationDisplayName("Expertiseteam")
    app.setDesktopFileName("expertiseteam")
    QLocale.setDefault(QLocale(QLocale.Language.Dutch, QLocale.Country.Netherlands))
    translator = QTranslator(app)
    if translator.load("qtbase_nl", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    return app


def dress(app: QApplication, theme: Theme, preferences: Preferences) -> None:
    """Apply the look that the user prefers. Call again after a change of preference."""
    settings = preferences.settings
    scheme = {Look.LIGHT: Scheme.LIGHT, Look.DARK: Scheme.DARK}.get(settings.look) or system_scheme(app)
    theme.apply(app, scheme, settings.scale)


def follow_system(app: QApplication, theme: Theme, preferences: Preferences) -> None:
    """Change along when the computer goes dark or light, as long as that is what the user prefers."""

    def on_change() -> None:
        if preferences.settings.look is Look.SYSTEM:
            dress(app, theme, preferences)

    app.styleHints().colorSchemeChanged.connect(on_change)
