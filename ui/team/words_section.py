"""*Woordenlijsten*: the words that people choose from when they write a signal down. Labels change, codes do not."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from expertiseteam.basics.duo_settings import MODES
from expertiseteam.basics.sentences import Conflict, Refused
from expertiseteam.team.catalogues import LONGEST, SOURCES, add_word, catalogue_words, change_word
from expertiseteam.team.records import NO_WAY, Catalogue, CatalogueLine
from ui.shell.drafts import DraftKeeper
from ui.shell.screen import Screen
from ui.team.section import Section
from ui.widgets.buttons import Button
from ui.widgets.checks import Check, Picker
from ui.widgets.fields import Field, LineField
from ui.widgets.frames import Card, EmptyState, Line
from ui.widgets.labels import KeyHint, Quiet
from ui.widgets.pills import Choice
from ui.widgets.rows import Row, RowList

NEW = ""  # what the line below the list is about: a new word


class WordsSection(Section):
    """One catalogue at a time; the line below the list changes the chosen word, or adds one."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._all: list[CatalogueLine] = []
        self._shown: CatalogueLine | None = None  # the word that is being changed; None: a new one
        self._lane = screen.lane(latest=True)
        self._acts = self.desk.runner.lane(screen, self._on_refused)
        self.card = Card(self.tr("Woordenlijsten"), " ", margins=20)
        told = self.tr("Hieruit kiest u bij een signaal of huisbezoek. Een ander woord verandert niets aan wat al is opgeschreven.")
        self.card.body.addWidget(Quiet(told, wrap=True))
        self.which = Choice([(c, c.value) for c in Catalogue], name=self.tr("Welke lijst"))
        self.which.set_value(Catalogue.SIGNALLER)
        self.card.body.addWidget(self.which)
        self.list = RowList(self.tr("Woordenlijsten"), lines=1, empty=EmptyState(self.tr("Deze lijst is leeg.")))
        self.card.body.addWidget(self.list, 1)
        self._line = QWidget(self)
        row = QHBoxLayout(self._line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.label = LineField(name=self.tr("Woord"), longest=LONGEST)
        self.label_field = Field(self.tr("Nieuw woord"), self.label)
        self.of = Picker(name=self.tr("Op de kaart van"), placeholder=self.tr("alle kaarten"))
        self._of_field = Field(self.tr("Op de kaart van"), self.of)
        self.offered = Check(self.tr("Wordt aangeboden"), checked=True)
        self.way = Picker(name=self.tr("Hoe benadert u mensen?"))
        self._way_field = Field(self.tr("Hoe benadert u mensen?"), self.way)
        row.addWidget(self.label_field, 3)
        row.addWidget(self._of_field, 2)
        row.addWidget(self._way_field, 3)
        row.addWidget(self.offered, 0, Qt.AlignmentFlag.AlignBottom)
        self.button = Button(self.tr("Voeg toe"), self.submit, role="primary")
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(KeyHint("Enter"), 0, Qt.AlignmentFlag.AlignBottom)
        self.source = Quiet("", small=True, wrap=True)
        if self.can_add():
            self.card.body.addWidget(Line())
            self.card.body.addWidget(self._line)
        else:
            self._line.hide()
        self.card.body.addWidget(self.source)
        self.column.addWidget(self.card, 1)
        self.which.chosen.connect(lambda _: self._on_catalogue())
        self.list.opened.connect(self._on_opened)
        self.list.clicked.connect(lambda: self._on_opened(self.list.current or NEW))
        self.kept = DraftKeeper(self, self.desk.runner, "word", self._typed, self._restore)
        self._begun = False
        self.label.textEdited.connect(lambda _: self.kept.touched())
        self.label.returnPressed.connect(self.submit)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.submit)

    def load(self) -> None:
        self._lane.ask(self._on_words, catalogue_words)
        if not self._begun and self.can_add():
            self._begun = True
            self.kept.begin("")

    def leave(self) -> None:
        self.kept.keep_now()

    def start(self) -> QWidget:
        return self.list

    def can_add(self) -> bool:
        return self.desk.may(add_word)

    def add(self) -> None:
        self._change(None)
        self.label.setFocus(Qt.FocusReason.OtherFocusReason)

    def escape(self) -> bool:
        if self._shown is None:
            return False
        self._change(None)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def submit(self) -> None:
        """Add the new word, or change the chosen one."""
        catalogue, shown = self.which.value, self._shown
        label = self.label.value()
        if not self.can_add() or not isinstance(catalogue, Catalogue):
            return
        self.label_field.wrong("" if label else self.tr("Vul een woord in."))
        if not label:
            self.label.setFocus(Qt.FocusReason.OtherFocusReason)
        elif shown is None:
            of = (str(self.of.value),) if catalogue is Catalogue.SIGN and self.of.value else ()
            way = str(self.way.value or "") if catalogue is Catalogue.SIGN else ""
            self._acts.do(lambda _: self._on_done(self.tr("{0} is toegevoegd.").format(label)), add_word, catalogue, label, of, way)
        else:
            said = self.tr("{0}: bewaard.").format(label)
            wanted, on = str(self.way.value or "") if catalogue is Catalogue.SIGN else None, self.offered.isChecked()
            self._acts.do(lambda _: self._on_done(said), change_word, shown, label=label, is_offered=on, way=wanted)

    def _on_done(self, said: str) -> None:
        self.kept.finish()
        self._begun = False
        self.desk.say(said)
        self.host.bar.close_bar()
        self._change(None)
        self.load()

    def _on_refused(self, refused: Refused) -> None:
        if isinstance(refused, Conflict) and refused.fields:
            _, theirs = next(iter(refused.fields.values()))
            said = self.tr("Een collega heeft dit woord net gewijzigd in “{0}”. Uw woord staat hieronder nog. Kies het woord opnieuw.")
            self.host.inform(said.format(theirs), "warn")
            self.load()
        else:
            self.host.show_refusal(refused)

    def _typed(self) -> dict[str, str]:
        """A new word that is not added yet; a change of a word that is there is begun anew."""
        return {"label": self.label.text()} if self.label.text() and self._shown is None else {}

    def _restore(self, fields: dict[str, str]) -> None:
        if self._shown is None and not self.label.text():
            self.label.setText(fields.get("label", ""))

    def _on_words(self, words: list[CatalogueLine]) -> None:
        self._all = words
        self.of.set_options([(w.code, w.label) for w in words if w.catalogue is Catalogue.SIGNALLER])
        self._show()

    def _on_catalogue(self) -> None:
        self._change(None)
        self._show()

    def _show(self) -> None:
        words = [w for w in self._all if w.catalogue is self.which.value]
        self.card.aside.setText(str(len(words)))
        unused = self.tr("niet meer aangeboden")
        self.list.set_rows([Row(w.code, w.label, chip=_way_words(w) if w.is_offered else unused, faded=not w.is_offered) for w in words])
        self._show_line()

    def _on_opened(self, code: str) -> None:
        word = next((w for w in self._all if w.code == code), None)
        if word is not None and self.can_add():
            self._change(word)
            self.label.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self, word: CatalogueLine | None) -> None:
        self._shown = word
        self.label.setText(word.label if word else "")
        self.offered.setChecked(word.is_offered if word else True)
        self.label_field.wrong("")
        self._offer_ways(word)
        self._show_line()

    def _offer_ways(self, word: CatalogueLine | None) -> None:
        """Offer how a household with this sign is best approached, and say what comes with the program and why."""
        shipped = MODES.get(word.shipped_way, "") if word else ""
        as_it_comes = self.tr("zoals het komt: {0}").format(shipped) if shipped else self.tr("zoals bij elk ander signaal")
        none = [(NO_WAY, self.tr("zoals bij elk ander signaal"))] if shipped else []
        self.way.set_options([("", as_it_comes), *none, *((way, label.capitalize()) for way, label in MODES.items())])
        self.way.set_value(word.way if word else "")

    def _show_line(self) -> None:
        new = self._shown is None
        self.label_field.rename(self.tr("Nieuw woord") if new else self.tr("Wijzig dit woord"))
        self.button.setText(self.tr("Voeg toe") if new else self.tr("Bewaar"))
        is_sign = self.which.value is Catalogue.SIGN
        self._of_field.setVisible(new and is_sign)
        self._way_field.setVisible(is_sign)
        self.offered.setVisible(not new)
        self._show_source(is_sign)

    def _show_source(self, is_sign: bool) -> None:
        """Where the list comes from, and at a sign why that way of approaching people comes with the program."""
        if not isinstance(which := self.which.value, Catalogue):
            return
        found = [SOURCES[which]]
        if is_sign and self._shown is not None and (way := MODES.get(self._shown.shipped_way)):
            found.append(f"{way.capitalize()}: {self._shown.shipped_because}.")
        elif is_sign and self.can_add():
            found.append(self.tr("Hoe u mensen benadert, is een voorstel bij het plannen van een bezoek."))
        self.source.setText(" ".join(found))


def _way_words(word: CatalogueLine) -> str:
    """How a household with this sign is best approached, as the list says it; "" for a word that proposes nothing."""
    way, _ = word.proposes
    return MODES.get(way, "")
