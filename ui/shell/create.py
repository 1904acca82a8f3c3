"""A new dossier in five calm pages: the team, the passphrase, the recovery sheet, the proof that it is on paper, and what comes next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from expertiseteam.access.who import Discipline
from expertiseteam.basics.sentences import Refused
from ui.shell.desk import Place
from ui.shell.entrance import Entrance
from ui.shell.next_steps import BEGINNING, NextSteps
from ui.shell.runner import Background, Lane
from ui.widgets.buttons import Button
from ui.widgets.fields import Field, LineField
from ui.widgets.frames import Card, MessageBar, Well
from ui.widgets.groups import as_on_paper
from ui.widgets.labels import IconLabel, Label, Quiet, Title
from ui.widgets.new_passphrase import NewPassphrase
from ui.widgets.pills import Choice


@dataclass(frozen=True)
class FirstAnswers:
    """What the first two pages ask. The passphrase is never shown in a message or a log."""

    team: str
    villages: tuple[str, ...]
    name: str
    discipline: Discipline
    passphrase: str = field(default="", repr=False)

    @property
    def own_words(self) -> tuple[str, ...]:
        """The words that an outsider would try as a passphrase."""
        return (self.team, *self.villages, self.name)


@dataclass(frozen=True)
class Made:
    """A dossier that was made. `result` is what `created` passes on; `groups` stand on the recovery sheet, whose PDF is `sheet`.

    `asked` is the number (from 1) of the group that must be typed back.
    """

    result: object
    groups: Sequence[str] = field(repr=False)
    sheet: bytes = field(repr=False)
    asked: int


class CreateModel(Protocol):
    """What the pages ask of the composition. `make` and `discard` are called in a background thread and may raise Refused."""

    def judge(self, passphrase: str, own_words: Iterable[str]) -> str | None:
        """Return None for a good passphrase, else what to change."""
        ...

    def suggest(self) -> str:
        """Return a good passphrase."""
        ...

    @property
    def rules(self) -> Sequence[str]:
        """What makes a passphrase good, in a few sentences."""
        ...

    def make(self, answers: FirstAnswers) -> Made:
        """Make the dossier, all or nothing."""
        ...

    def discard(self, made: Made) -> None:
        """Throw away a dossier whose recovery sheet was never proven: nobody could save it later, and it is still empty."""
        ...


class CreateWindow(Entrance):
    """Emits `created` with the result of `make`, and the place to begin at, once the recovery sheet is proven and the user chose.

    `to_share`: the team will work in it through a folder on the network. `cancelled` when the user stops:
    from the first page at once, later after what was made has been discarded.
    """

    created = Signal(object, object)
    cancelled = Signal()

    def __init__(self, background: Background, model: CreateModel, *, may_save: bool = True, to_share: bool = False) -> None:
        super().__init__(width=560, size=(720, 680))
        self._model, self._may_save = model, may_save
        self._lane = Lane(background, self, self._on_refused, latest=False)
        self._made: Made | None = None
        self._seen = self._is_proven = False
        self.bar = MessageBar()
        self.stack = QStackedWidget()
        self._title, self._step = Title(), Quiet()
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._step)
        self.column.addLayout(head)
        self.column.addWidget(self.bar)
        self.column.addWidget(self.stack, 1)
        self._titles = (
            self.tr("Een nieuw dossier"),
            self.tr("Uw wachtzin"),
            self.tr("Het herstelblad"),
            self.tr("Controle van het herstelblad"),
            self.tr("Het dossier is klaar"),
        )
        self.next_steps = NextSteps(to_share=to_share)
        self.next_steps.chosen.connect(self.begin)
        for page in (self._team_page(), self._passphrase_page(), self._sheet_page(), self._proof_page(), self.next_steps):
            self.stack.addWidget(page)
        self.back_button = Button(self.tr("Terug"), self.back)
        self.next_button = Button(self.tr("Verder"), self.next, role="primary")
        foot = QHBoxLayout()
        foot.addWidget(self.back_button)
        foot.addStretch(1)
        foot.addWidget(self.next_button)
        self.column.addLayout(foot)
        self._show(0)

    @property
    def answers(self) -> FirstAnswers:
        """What is filled in now."""
        villages = tuple(dict.fromkeys(part.strip() for part in self.villages.value().replace(";", ",").split(",") if part.strip()))
        discipline = self.discipline.value
        return FirstAnswers(
            team=" ".join(self.team.value().split()),
            villages=villages,
            name=" ".join(self.name.value().split()),
            discipline=discipline if isinstance(discipline, Discipline) else Discipline.CARE,
            passphrase=self.passphrase.text(),
        )

    def next(self) -> None:
        """Go on, if this page is filled in."""
        self.bar.close_bar()
        checks: tuple[Callable[[], bool], ...] = (self._team_done, self._passphrase_done, self._sheet_done, self._proof_done)
        page = self.stack.currentIndex()
        if page == len(checks):
            self.begin(BEGINNING)
            return
        if not checks[page]():
            return
        if page == 1:
            self._set_busy(True)
            self._lane.work(self._on_made, self._model.make, self.answers)
        else:
            self._is_proven = page == 3
            self._show(page + 1)

    def begin(self, place: Place) -> None:
        """Go into the new dossier, at this place."""
        made, self._made = self._made, None
        if made is not None:
            self.created.emit(made.result, place)

    def back(self) -> None:
        """Go back a page; what was typed stays. Once the dossier is made, going back from the sheet asks whether to stop."""
        self.bar.close_bar()
        page = self.stack.currentIndex()
        if self._is_proven:
            return  # it is made: there is nothing to go back to
        if page == 2:
            self.bar.tell(
                self.tr("Stopt u nu, dan wordt het nieuwe, nog lege dossier weer weggegooid."),
                "warn",
                [(self.tr("Stoppen en weggooien"), self._discard)],
            )
        elif page:
            self._show(page - 1)
        else:
            self.cancelled.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._made is not None and self._is_proven:
            event.ignore()
            self.begin(BEGINNING)
        elif self._made is not None:
            event.ignore()
            self.bar.tell(
                self.tr("Het herstelblad is nog niet gecontroleerd. Stopt u nu, dan wordt het nieuwe, nog lege dossier weer weggegooid."),
                "warn",
                [(self.tr("Stoppen en weggooien"), self._discard)],
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next()
        else:
            super().keyPressEvent(event)

    # Pages

    def _team_page(self) -> QWidget:
        page, column = _page()
        column.addWidget(
            Quiet(self.tr("U maakt een dossier op deze computer. Het wordt versleuteld; alleen uw team kan het openen."), wrap=True)
        )
        self.team = LineField(self.tr("bijvoorbeeld Expertiseteam Weidevoort"), longest=80)
        self.villages = LineField(self.tr("bijvoorbeeld Weidevoort, Turfven, Ganzenhoek"), longest=300)
        self.name = LineField(self.tr("voornaam en achternaam"), longest=80)
        self.discipline = Choice([(one, one.value) for one in Discipline], name=self.tr("Vanuit welk vak kijkt u?"))
        self._fields = (
            Field(self.tr("Hoe heet uw team of gemeente?"), self.team, number=1),
            Field(self.tr("Welke dorpen of wijken zijn er?"), self.villages, number=2, hint=self.tr("met komma’s ertussen")),
            Field(self.tr("Hoe heet u?"), self.name, number=3),
            Field(self.tr("Vanuit welk vak kijkt u?"), self.discipline, number=4, hint=self.tr("cijfers of pijlen kiezen")),
        )
        for part in self._fields:
            column.addWidget(part)
        column.addWidget(
            Quiet(self.tr("U wordt de aandachtsfunctionaris van dit dossier. Daarna voegt u zelf uw collega’s toe."), small=True, wrap=True)
        )
        column.addStretch(1)
        return page

    def _passphrase_page(self) -> QWidget:
        page, column = _page()
        column.addWidget(
            Quiet(self.tr("Met deze zin gaat het dossier open. Niemand anders kent hem, ook de makers van dit programma niet."), wrap=True)
        )
        self.passphrase = NewPassphrase(lambda text: self._model.judge(text, self.answers.own_words), self._model.suggest)
        column.addWidget(self.passphrase)
        rules = Well()
        rules.body.addWidget(Label(self.tr("Wat is een goede wachtzin?"), "strong"))
        for rule in self._model.rules:
            rules.body.addWidget(Quiet(rule, small=True, wrap=True))
        column.addWidget(rules)
        column.addStretch(1)
        return page

    def _sheet_page(self) -> QWidget:
        page, column = _page()
        column.addWidget(
            Label(
                self.tr(
                    "Vergeet iemand zijn wachtzin, of gaat deze computer stuk, dan opent alleen dit blad het dossier. Druk het af en leg "
                    "het in een kluis of een afgesloten kast. Bewaar het niet op deze computer."
                ),
                wrap=True,
            )
        )
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(IconLabel("file-text", size=32, ink="accent"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(self.tr("Herstelblad"), "strong"))
        words.addWidget(Quiet(self.tr("1 pagina, alleen nog in het geheugen"), small=True))
        row.addLayout(words, 1)
        self.show_sheet = Button(self.tr("Bekijken en afdrukken"), self._on_show_sheet, role="primary", icon="printer")
        row.addWidget(self.show_sheet)
        card = Card()
        card.body.addLayout(row)
        column.addWidget(card)
        room = QWidget()  # takes what is left, so that the words stay above while no sheet is shown
        self._sheet_room = QVBoxLayout(room)
        self._sheet_room.setContentsMargins(0, 0, 0, 0)
        column.addWidget(room, 1)
        return page

    def _proof_page(self) -> QWidget:
        page, column = _page()
        column.addWidget(
            Label(self.tr("Neem het blad erbij. Typ één groep over, dan weten we zeker dat het blad er is en leesbaar is."), wrap=True)
        )
        self.proof = LineField(self.tr("5 tekens"), longest=20)
        self._proof_field = Field(self.tr("Groep op het herstelblad"), self.proof)
        column.addWidget(self._proof_field)
        well = Well()
        well.body.addWidget(Quiet(self.tr("Blad kwijt of niet goed afgedrukt? Ga terug en druk het opnieuw af."), wrap=True))
        column.addWidget(well)
        column.addStretch(1)
        return page

    # Checks

    def _team_done(self) -> bool:
        new = self.answers
        sentences = (
            "" if new.team else self.tr("Schrijf hoe uw team of gemeente heet. Het staat boven elk verslag."),
            "" if new.villages else self.tr("Schrijf minstens één dorp of wijk. Signalen krijgen daar hun plaats."),
            "" if new.name else self.tr("Schrijf uw naam. Zo weten uw collega’s wie iets heeft vastgelegd."),
            "" if self.discipline.value is not None else self.tr("Kies het vak van waaruit u kijkt."),
        )
        return _mark(self._fields, sentences)

    def _passphrase_done(self) -> bool:
        return self.passphrase.check()

    def _sheet_done(self) -> bool:
        if not self._seen:
            self.bar.tell(
                self.tr("Bekijk het herstelblad eerst en druk het af. Zonder dit blad is een vergeten wachtzin niet te redden."), "warn"
            )
            self.show_sheet.setFocus(Qt.FocusReason.OtherFocusReason)
        return self._seen

    def _proof_done(self) -> bool:
        if self._made is None:
            return False
        right = as_on_paper(self.proof.value()) == as_on_paper(self._made.groups[self._made.asked - 1])
        self._proof_field.wrong(
            "" if right else self.tr("Dit is niet groep {0}. Kijk nog eens op het blad en typ de groep over.").format(self._made.asked)
        )
        return right

    # Moving

    def _show(self, page: int) -> None:
        self._close_sheet()
        self.stack.setCurrentIndex(page)
        self._title.setText(self._titles[page])
        self._step.setText(self.tr("stap {0} van {1}").format(page + 1, len(self._titles)))
        self._set_busy(False)
        first = (self.team, self.passphrase, self.show_sheet, self.proof, self.next_steps)[page]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_busy(self, busy: bool) -> None:
        self.next_button.setEnabled(not busy)
        self.back_button.setEnabled(not busy)
        page = self.stack.currentIndex()
        words = (self.tr("Verder"), self.tr("Dossier maken"), self.tr("Verder"), self.tr("Verder"), self.tr("Begin met werken"))
        self.next_button.setText(self.tr("Dossier maken…") if busy else words[page])
        self.back_button.setText((self.tr("Annuleren"), self.tr("Terug"), self.tr("Stoppen"), self.tr("Terug"), "")[page])
        self.back_button.setVisible(not self._is_proven)

    def _close_sheet(self) -> None:
        while (item := self._sheet_room.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()

    # Slots

    def _on_made(self, made: Made) -> None:
        self._made, self._seen = made, False
        self._proof_field.rename(self.tr("Groep {0} op het herstelblad").format(made.asked))
        self._show(2)

    def _discard(self) -> None:
        made, self._made = self._made, None
        if made is not None:
            self._set_busy(True)
            self._lane.work(lambda _: self.cancelled.emit(), self._model.discard, made)

    def _on_show_sheet(self) -> None:
        from ui.shell.pdf_view import PdfPage

        if self._made is None:
            return
        self._close_sheet()
        self._seen = True
        page = PdfPage(
            self.tr("Herstelblad"),
            self._made.sheet,
            self.tr("herstelblad.pdf"),
            close=self._close_sheet,
            say=self._on_said,
            compact=True,
            may_save=self._may_save,
        )
        page.setMinimumHeight(360)
        self._sheet_room.addWidget(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_said(self, text: str, undo: Callable[[], None] | None = None) -> None:
        self.bar.tell(text, "accent")

    def _on_refused(self, refused: Refused) -> None:
        self._set_busy(False)
        self.bar.tell(str(refused), "warn")


def _page() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 4, 0, 12)
    column.setSpacing(14)
    return page, column


def _mark(fields: Sequence[Field], sentences: Sequence[str]) -> bool:
    """Say at each field what is wrong with it, go to the first, and return whether all is well."""
    for one, sentence in zip(fields, sentences, strict=True):
        one.wrong(sentence)
    first = next((one for one, sentence in zip(fields, sentences, strict=True) if sentence), None)
    if first is not None:
        first.widget.setFocus(Qt.FocusReason.OtherFocusReason)
    return first is None
