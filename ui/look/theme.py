"""The look of the program: one palette and one style sheet, made from `tokens`.

Widgets are told apart by dynamic properties, never by a style sheet of their own:

    QLabel       role = title | heading | strong | quiet | small | section | figure | key | link
                 tone = accent | warn | alert | calm | muted      (colour of the words, beside a role)
                 chip = new | running | waiting | urgent | calm
    QFrame       role = card | well | tile | row | bar | float    tone = warn | alert | calm | accent
    QPushButton  role = primary | plain | link | tab | filter | danger
    QToolButton  role = rail | icon | tool

`colours()` and `scale()` read what is now painted from Qt's own palette and font, so that a widget that draws itself needs nobody to hand
it the theme and follows a live switch.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ui.look.fonts import base_font, load_fonts
from ui.look.plain_imports import import_plainly
from ui.look.sheet import style_sheet
from ui.look.singletons import keep_singletons
from ui.look.tokens import COLOURS, DARK, LIGHT, SCALES, TYPE, Colours, Scheme

# Properties of the application: whether its style is set and its letters are loaded, and the style sheet that its windows wear.
FUSION, LETTERS, SHEET = "fusion", "letters", "sheet"
_DARK_GROUND = QColor(DARK.bg)
keep_singletons()  # here, because everything that is shown imports this module
import_plainly()


class Theme(QObject):
    """The one who dresses the application. `switched` after every change of scheme or scale."""

    switched = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.scheme = Scheme.LIGHT
        self.scale = 100

    @property
    def colours(self) -> Colours:
        return COLOURS[self.scheme]

    def apply(self, app: QApplication, scheme: Scheme, scale: int = 100) -> None:
        """Dress the application in a scheme, with letters at `scale` per cent. May be called again at any time."""
        self.scheme, self.scale = scheme, scale
        if not app.property(LETTERS):
            load_fonts()
            app.setProperty(LETTERS, True)
        if not app.property(FUSION):  # asking the style itself would load its whole type, which costs as much as all our widgets
            app.setStyle("Fusion")
            app.setProperty(FUSION, True)
        sheet = style_sheet(self.colours, scale)
        worn = app.property(SHEET)
        if worn != sheet:  # setting it again would dress every widget anew
            app.setProperty(SHEET, sheet)
            app.setFont(base_font(scale))
            app.setPalette(palette_of(self.colours))
            for window in app.topLevelWidgets():
                if worn and window.styleSheet() == worn:
                    window.setStyleSheet(sheet)
        self.switched.emit()


def wear(window: QWidget) -> None:
    """Dress a window of its own; what is put into it later, and menus and tips that belong to it, wear the same.

    The application itself has no style sheet: Qt would then dress every part anew at each step of putting a screen together (a first
    visit took twice as long). So a screen is made bare and dressed once, when it comes into its window.
    """
    app = QApplication.instance()
    if app is not None and (sheet := app.property(SHEET)):
        window.setStyleSheet(sheet)


def palette_of(colours: Colours) -> QPalette:
    """Return the palette for everything that the style sheet does not reach."""
    palette = QPalette()
    role = QPalette.ColorRole
    for where, colour in {
        role.Window: colours.bg,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.sunken,
        role.Text: colours.text,
        role.PlaceholderText: colours.muted,
        role.Button: colours.surface,
        role.ButtonText: colours.text,
        role.BrightText: colours.alert,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Accent: colours.accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.ToolTipBase: colours.surface,
        role.ToolTipText: colours.text,
        role.Light: colours.surface,
        role.Midlight: colours.line,
        role.Mid: colours.line2,
        role.Dark: colours.ctl,
        role.Shadow: colours.ctl,
    }.items():
        palette.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(colours.muted))
    return palette


def system_scheme(app: QApplication) -> Scheme:
    """Return what the operating system asks for; light where it does not say."""
    return Scheme.DARK if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else Scheme.LIGHT


def colours() -> Colours:
    """Return the colours that are painted now."""
    return DARK if QGuiApplication.palette().window().color() == _DARK_GROUND else LIGHT


def scale() -> int:
    """Return the letter scale that is painted now, in per cent: one of `tokens.SCALES`."""
    return _scale_of(QApplication.font().pixelSize())


@cache
def _scale_of(pixels: int) -> int:
    shown = pixels * 100 / TYPE.base  # whole pixels, so not exactly the scale
    return min(SCALES, key=lambda one: abs(one - shown)) if shown > 0 else 100


def px(pixels: int) -> int:
    """Return a measure that belongs to letters, at the present letter scale."""
    return round(pixels * scale() / 100)


def restyle(widget: QWidget, **properties: str) -> None:
    """Set dynamic properties and let the sheet be read again for this widget. An empty value takes the property away.

    With properties that it has already nothing is done: reading the sheet costs as much as making a label.
    """
    changed = {name: value for name, value in properties.items() if (widget.property(name) or "") != value}
    if properties and not changed:
        return
    for name, value in changed.items():
        widget.setProperty(name, value or None)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
