"""*Dit venster*: how the program looks on this computer, and when it locks. Kept on this computer, not in the dossier."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from expertiseteam.basics.setting import Setting, Where
from expertiseteam.basics.settings import BY_KEY, of
from ui.look.tokens import SCALES
from ui.shell.preferences import Look
from ui.shell.screen import Screen
from ui.team.section import Section, on_ground
from ui.team.setting_words import as_text
from ui.widgets.checks import Check
from ui.widgets.fields import Field, Stepper
from ui.widgets.frames import Card, Scrolled, Well
from ui.widgets.labels import IconLabel, Label, Quiet
from ui.widgets.pills import Choice


class WindowSection(Section):
    """Choices that work at once. `on_look_changed` dresses the window anew and sets its lock time.

    What the organisation laid down is shown and cannot be changed here (docs/beleid.md).
    """

    def __init__(self, screen: Screen, on_look_changed: Callable[[], None]) -> None:
        super().__init__(screen)
        self._apply = on_look_changed
        look, scale, idle, hidden = (BY_KEY[key] for key in ("look", "scale", "idle_minutes", "names_hidden"))
        settings = self.desk.preferences.settings
        card = Card(self.tr("Dit venster"), margins=20, gap=14)
        card.body.addWidget(Quiet(self.tr("Dit geldt op deze computer, voor wie hier werkt. Het werkt meteen."), wrap=True))
        labels = {Look.LIGHT: self.tr("Licht"), Look.DARK: self.tr("Donker"), Look.SYSTEM: self.tr("Zoals de computer")}
        self.look = Choice(labels.items(), name=look.title)
        card.body.addWidget(Field(look.title, self.look))
        self.scale = Choice([(size, self.tr("{0} procent").format(size)) for size in SCALES], name=scale.title)
        card.body.addWidget(Field(scale.title, self.scale))
        self.idle = Stepper(settings.idle_minutes, name=idle.title, least=idle.least, most=idle.most)
        card.body.addWidget(Field(idle.title, self.idle))
        told = self.tr("Raakt niemand het toetsenbord of de muis aan, dan gaat het dossier op slot. Wat u typte, staat er daarna weer.")
        card.body.addWidget(self._below(idle, self.idle, told))
        self.hidden = Check(hidden.title)
        card.body.addWidget(self.hidden)
        card.body.addWidget(self._below(hidden, self.hidden, hidden.source))
        self.laid_down = self._laid_down()
        if self.laid_down is not None:
            card.body.addWidget(self.laid_down)
        card.body.addStretch(1)
        self.column.addWidget(Scrolled(on_ground(card)), 1)
        self.load()
        self.look.chosen.connect(lambda look: self._change(look=look))
        self.scale.chosen.connect(lambda scale: self._change(scale=scale))
        self.idle.changed.connect(lambda minutes: self._change(idle_minutes=minutes))
        self.hidden.toggled.connect(lambda on: self._change(names_hidden=on))

    def load(self) -> None:
        settings = self.desk.preferences.settings
        self.look.set_value(settings.look)
        self.scale.set_value(settings.scale)
        self.idle.set_value(settings.idle_minutes)
        self.hidden.setChecked(settings.names_hidden)

    def start(self) -> QWidget:
        return self.look

    def _below(self, setting: Setting, control: QWidget, told: str) -> QWidget:
        """The quiet words below a control; one that the organisation laid down says so and cannot be changed."""
        if not self.desk.preferences.workplace.fixes(setting.key):
            return Quiet(told, small=True, wrap=True)
        control.setEnabled(False)
        words = self.tr("Vastgelegd door uw organisatie.")
        control.setAccessibleDescription(words)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel("lock"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Quiet(f"{words} {told}", wrap=True), 1)
        return line

    def _laid_down(self) -> Well | None:
        """What only the organisation chooses, when it did."""
        workplace = self.desk.preferences.workplace
        fixed = [setting for setting in of(Where.ORGANISATION) if workplace.fixes(setting.key)]
        if not fixed:
            return None
        well = Well()
        well.body.addWidget(Label(self.tr("Vastgelegd door uw organisatie"), "strong"))
        for setting in fixed:
            value = as_text(workplace.of(setting.key, setting.default))
            well.body.addWidget(Label(self.tr("{0}: {1}").format(setting.title, value), wrap=True))
        return well

    def _change(self, **changes: object) -> None:
        preferences = self.desk.preferences
        preferences.change(**changes)
        if notice := preferences.take_notice():
            self.host.inform(notice, "warn")
        self._apply()
