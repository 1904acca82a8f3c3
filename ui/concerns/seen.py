"""What was seen through both lenses, what a partner told of unpaid bills, and how the codes of the catalogues are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import short_date
from expertiseteam.concerns.arrears import arrears_of
from expertiseteam.concerns.intake import add_observation, observations
from expertiseteam.concerns.records import ArrearsLine, ConcernView, Lens, ObservationLine
from expertiseteam.team.catalogues import catalogue_words, shipped
from expertiseteam.team.records import CatalogueLine
from ui.concerns.panels import Done, Panel, needed
from ui.concerns.words import arrears_words, capital
from ui.shell.desk import Desk
from ui.shell.runner import Lane
from ui.widgets.fields import Field, TextArea
from ui.widgets.frames import Well, clear
from ui.widgets.labels import Label, Quiet
from ui.widgets.pills import Choice


class Seen(QWidget):
    """Two wells with the observations of one signal, or one with its unpaid bills. Asks for them itself."""

    def __init__(self, desk: Desk, words: Lane, seen: Lane, arrears: Lane) -> None:
        super().__init__()
        self._desk, self._words, self._lane, self._arrears_lane = desk, words, seen, arrears
        self._arrears: ArrearsLine | None = None
        self.labels: Mapping[str, str] = {}  # of the catalogues, by code
        self.words: Sequence[CatalogueLine] = shipped()
        self._seen: Sequence[ObservationLine] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self.hide()

    def learn(self) -> None:
        """Read how the codes are called."""
        self._words.ask(self._on_words, catalogue_words)

    def begin(self, concern_id: str) -> None:
        """Another signal was opened, as a view that the log tells of."""
        self._arrears = None
        self._on_seen([])
        self._arrears_lane.ask(self._on_arrears, arrears_of, concern_id)
        self._lane.ask(self._on_seen, observations, concern_id)

    def show_again(self) -> None:
        """Names were switched: what was seen is hidden with them."""
        self._on_seen(self._seen)

    def _on_words(self, words: list[CatalogueLine]) -> None:
        self.words = words
        self.labels = {word.code: word.label for word in words}

    def _on_arrears(self, told: ArrearsLine | None) -> None:
        self._arrears = told
        self._on_seen(self._seen)

    def _on_seen(self, seen: Sequence[ObservationLine]) -> None:
        self._seen = seen
        clear(self._row)
        shown = bool(seen or self._arrears) and not self._desk.names.hidden
        if shown and self._arrears is not None:
            well = Well()
            for at, said in enumerate(arrears_words(self._arrears)):
                well.body.addWidget(Label(said, wrap=True) if not at else Quiet(said, wrap=True))
            self._row.addWidget(well, 1)
        for lens in Lens if shown and seen else ():
            self._row.addWidget(self._well(lens, [line for line in seen if line.lens is lens]), 1)
        self.setVisible(shown)

    def _well(self, lens: Lens, seen: Sequence[ObservationLine]) -> Well:
        """What was seen through one lens, each with who looked and when."""
        well, today = Well(), local_day(self._desk.clock())
        well.body.addWidget(Quiet(capital(lens.value), small=True))
        for line in seen:
            well.body.addWidget(Label(line.text, wrap=True))
            well.body.addWidget(Quiet(f"{line.by}, {short_date(local_day(line.at), today)}", small=True, wrap=True))
        if not seen:
            well.body.addWidget(Label(self.tr("Nog niets gezien."), wrap=True))
        well.body.addStretch(1)
        return well


class SeenPanel(Panel):
    """Adds what a colleague saw, through one lens."""

    def __init__(self) -> None:
        super().__init__(self.tr("Wat zag u?"), self.tr("het komt naast wat er al staat"))
        self.button = self.tr("Waarneming toevoegen")
        self.lens = Choice([(lens, capital(lens.value)) for lens in Lens], name=self.tr("Met welke bril?"))
        self.text = TextArea(name=self.tr("Wat zag u?"), least=2, most=5)
        self._lens_field, self._text_field = Field(self.tr("Met welke bril?"), self.lens), Field(self.tr("Wat zag u?"), self.text)
        self.body.addWidget(self._lens_field)
        self.body.addWidget(self._text_field)
        self.keep_choice("lens", self.lens, Lens)
        self.keep("text", self.text)

    def first(self) -> QWidget:
        return self.lens

    def check(self) -> bool:
        return needed(
            (self._lens_field, "" if self.lens.value else self.tr("Kies een bril.")),
            (self._text_field, "" if self.text.value() else self.tr("Schrijf in één zin wat u zag.")),
        )

    def record(self, lane: Lane, concern: ConcernView, done: Done) -> None:
        if isinstance(self.lens.value, Lens):
            said = self.tr("Uw waarneming staat bij signaal {0}.").format(concern.code)
            lane.do(lambda _: done(said), add_observation, concern.id, self.lens.value, self.text.value())
