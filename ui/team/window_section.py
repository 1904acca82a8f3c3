"""*Dit venster*: how the program looks on this computer, and when it locks. Kept on this computer, not in the dossier."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.look.tokens import SCALES
from ui.shell.preferences import Look
from ui.shell.screen import Screen
from ui.team.section import Section
from ui.widgets.fields import Field, Stepper
from ui.widgets.frames import Card
from ui.widgets.labels import Quiet
from ui.widgets.pills import Choice

SHORTEST_IDLE, LONGEST_IDLE = 1, 120  # minutes


class WindowSection(Section):
    """Three choices that work at once. `on_look_changed` dresses the window anew and sets its lock time."""

    def __init__(self, screen: Screen, on_look_changed: Callable[[], None]) -> None:
        super().__init__(screen)
        self._apply = on_look_changed
        card = Card(self.tr("Dit venster"), margins=20, gap=14)
        card.body.addWidget(Quiet(self.tr("Dit geldt op deze computer, voor wie hier werkt. Het werkt meteen."), wrap=True))
        labels = {Look.LIGHT: self.tr("Licht"), Look.DARK: self.tr("Donker"), Look.SYSTEM: self.tr("Zoals de computer")}
        self.look = Choice(labels.items(), name=self.tr("Kleuren"))
        card.body.addWidget(Field(self.tr("Kleuren"), self.look))
        self.scale = Choice([(scale, self.tr("{0} procent").format(scale)) for scale in SCALES], name=self.tr("Grootte van de letters"))
        card.body.addWidget(Field(self.tr("Grootte van de letters"), self.scale))
        minutes = self.desk.preferences.settings.idle_minutes
        name = self.tr("Vergrendelen na hoeveel minuten stilte")
        self.idle = Stepper(minutes, name=name, least=SHORTEST_IDLE, most=LONGEST_IDLE)
        card.body.addWidget(Field(name, self.idle))
        card.body.addWidget(
            Quiet(
                self.tr("Raakt niemand het toetsenbord of de muis aan, dan gaat het dossier op slot. Wat u typte, staat er daarna weer."),
                small=True,
                wrap=True,
            )
        )
        card.body.addStretch(1)
        self.column.addWidget(card, 1)
        self.look.chosen.connect(lambda look: self._change(look=look))
        self.scale.chosen.connect(lambda scale: self._change(scale=scale))
        self.idle.changed.connect(lambda minutes: self._change(idle_minutes=minutes))

    def load(self) -> None:
        settings = self.desk.preferences.settings
        self.look.set_value(settings.look)
        self.scale.set_value(settings.scale)
        self.idle.set_value(settings.idle_minutes)

    def start(self) -> QWidget:
        return self.look

    def _change(self, **changes: object) -> None:
        preferences = self.desk.preferences
        before = preferences.notice
        preferences.change(**changes)
        if preferences.notice and preferences.notice != before:
            self.host.inform(preferences.notice, "warn")
        self._apply()
