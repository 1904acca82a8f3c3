"""*Reeks opschrijven*: ten in a row at a buurtkeet, an open inloop or on a round. Where is chosen once; each line is saved at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.intake import LONGEST
from expertiseteam.concerns.presence import WHERE, named, note_presence, present_on
from expertiseteam.concerns.records import Certainty, Channel, ConcernKind
from expertiseteam.concerns.series import record_in_series
from expertiseteam.team.catalogues import catalogue_words
from expertiseteam.team.members import members
from expertiseteam.team.records import Catalogue, CatalogueLine, MemberLine
from ui.concerns.address_field import AddressField
from ui.concerns.known_place import KnownPlace
from ui.concerns.more_parts import WORRY
from ui.concerns.word_choice import WordChoice
from ui.concerns.words import capital, first_words
from ui.shell.commands import Command
from ui.shell.desk import Desk, Place
from ui.shell.drafts import DraftKeeper, Fields
from ui.shell.screen import Screen
from ui.widgets.buttons import Button
from ui.widgets.checks import Picker
from ui.widgets.fields import Field, LineField, TextArea
from ui.widgets.frames import Card, EmptyState, Line
from ui.widgets.labels import Elided, KeyHint, Title
from ui.widgets.pills import Choice
from ui.widgets.rows import Row, RowList

FORM = "series"
IN_SERIES = (Channel.CABIN, Channel.OPEN_HOUSE, Channel.ROUND)


class SeriesForm(Screen):
    """Kind of place: "concern-series". A worry goes to the box; a question or initiative needs no person and may be answered at once."""

    title = "Reeks opschrijven"
    watches = frozenset({"case", "village", "catalogue_word"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._saving = False
        self._done: list[Row] = []
        self._words, self._people, self._there = self.lane(latest=True), self.lane(latest=True), self.lane(latest=True)
        self._members: list[MemberLine] = []
        self._known_there = ""  # what stands there as it is recorded
        self._acts = desk.runner.lane(self, self._on_refused)
        self._make_fields()
        self._lay_out()
        self._place = KnownPlace(self, self.where, None)
        self._drafts = DraftKeeper(self, desk.runner, FORM, self._typed, self._restore)
        for signal in (self.what.textChanged, self.where.textChanged, self.answer.textChanged):
            signal.connect(self._on_typed)
        for choice in (self.kind, self.channel, self.certainty, self.spot):
            choice.chosen.connect(lambda _: self._on_typed())
        desk.runner.idle.connect(self._on_idle)
        self.channel.chosen.connect(lambda _: self._ask_there())
        self.spot.chosen.connect(lambda _: self._ask_there())
        self.there.textChanged.connect(self._on_typed)
        self._show_kind()
        self._ask_there()

    # Screen

    def load(self) -> None:
        self._place.again()
        self._words.ask(self._on_words, catalogue_words)
        self._people.ask(self._on_members, members)

    def enter(self, place: Place) -> None:
        super().enter(place)
        self._drafts.begin()
        (self.channel if self.channel.value is None else self.what).setFocus()

    def leave(self) -> None:
        self.where.close_list()
        self._drafts.keep_now()

    def commands(self) -> Sequence[Command]:
        return (
            Command("series.save", self.tr("Bewaar deze regel en ga door"), self.save, "Ctrl+Return"),
            Command("series.worry", self.tr("Het is een zorg"), partial(self._choose, WORRY), "Alt+1"),
            Command("series.question", self.tr("Het is een vraag"), partial(self._choose, ConcernKind.QUESTION), "Alt+2"),
            Command("series.initiative", self.tr("Het is een initiatief"), partial(self._choose, ConcernKind.INITIATIVE), "Alt+3"),
        )

    def panes(self) -> Sequence[QWidget]:
        return (self._sheet, self._list_card)

    def save(self) -> None:
        """Record this line; the form is empty for the next one, and where and how stay."""
        if self._saving:
            return
        what, channel = self.what.value(), self.channel.word
        self._what_field.wrong("" if what else self.tr("Schrijf in één zin wat er is."))
        self._channel_field.wrong("" if channel else self.tr("Kies waar u bent."))
        if not what or channel is None:
            (self.channel if channel is None else self.what).setFocus()
            return
        self._saving = True
        self._drafts.keep_now()
        self._acts.do(
            partial(self._on_recorded, what, self.where.value(), self._kind, bool(self.answer.value())),
            record_in_series,
            what=what,
            place=self.where.value(),
            channel=channel,
            spot=str(self.spot.value or ""),
            kind=self._kind,
            certainty=self.certainty.word or Certainty.GUT,
            answer=self.answer.value(),
        )

    def save_there(self) -> None:
        """Record who of the team is here, one line for this place and this day."""
        try:
            present = named(self.there.value(), self._members)
        except Refused as refused:
            self._there_field.wrong(str(refused))
            return
        self._there_field.wrong("" if present else self.tr("Schrijf wie van het team er is."))
        if present and (channel := self.channel.word) is not None:
            spot = str(self.spot.value or "")
            self._acts.do(lambda _: self._on_there(len(present)), note_presence, channel=channel, spot=spot, present=present)

    def _on_there(self, count: int) -> None:
        self._known_there = self.there.text()
        self._drafts.touched()
        said = self.tr("Vastgelegd: 1 collega is hier.") if count == 1 else self.tr("Vastgelegd: {0} collega’s zijn hier.")
        self.desk.say(said.format(count))
        self.what.setFocus()

    def _on_members(self, found: list[MemberLine]) -> None:
        self._members = found
        self._ask_there()

    def _ask_there(self) -> None:
        """Show who was written down here today. A round has its own list of who walked along."""
        channel = self.channel.word
        self._there_row.setVisible(channel in WHERE)
        if channel is not None and channel in WHERE and self.there.text() == self._known_there:
            self._there.ask(self._on_here, present_on, channel, str(self.spot.value or ""), local_day(self.desk.clock()))

    def _on_here(self, present: list[str]) -> None:
        if self.there.text() == self._known_there:
            self._known_there = ", ".join(one.first_name for one in self._members if one.id in present)
            self.there.setText(self._known_there)

    @property
    def _kind(self) -> ConcernKind | None:
        return self.kind.value if isinstance(self.kind.value, ConcernKind) else None

    def _on_recorded(self, what: str, place: str, kind: ConcernKind | None, answered: bool, concern_id: str) -> None:
        self._saving = False
        said = self.tr("beantwoord") if answered and kind else self.tr("naar de weging")
        title = first_words(what)
        self._done.insert(0, Row(concern_id, title, foot=place, chip=f"{kind.value if kind else self.tr('zorg')} · {said}"))
        self._show_done()
        self._drafts.recorded()
        self._clear()
        self.bar.close_bar()
        self.desk.say(self.tr("Bewaard. {0} in deze reeks.").format(len(self._done)))
        self.what.setFocus()

    def _clear(self) -> None:
        self.what.clear()
        self.where.set_place("")
        self.answer.clear()
        self.kind.set_value(WORRY)
        self._show_kind()

    # The draft

    def _typed(self) -> Fields:
        typed = {"what": self.what.toPlainText(), "place": self.where.text(), "answer": self.answer.text()}
        if self.there.text() != self._known_there:
            typed["there"] = self.there.text()
        if not any(typed.values()):
            return {}
        return typed | {
            "kind": self._kind.name if self._kind else "",
            "channel": self.channel.kept,
            "certainty": self.certainty.kept,
        }

    def _restore(self, kept: Fields) -> None:
        if self.what.value() or self.where.value():
            return
        self.what.set_value(kept.get("what", ""))
        self.where.set_place(kept.get("place", ""))
        self.answer.setText(kept.get("answer", ""))
        self.there.setText(kept.get("there", "") or self.there.text())
        self.kind.set_value(ConcernKind.__members__.get(kept.get("kind", ""), WORRY))
        self.channel.put(self.channel.kept or kept.get("channel", ""))
        self.certainty.put(kept.get("certainty", "") or Certainty.GUT.name)
        self._show_kind()
        self._ask_there()

    # Slots

    def _on_typed(self) -> None:
        self._show_kind()
        if self.where.text():
            self._place.look()
        self._drafts.touched()

    def _on_words(self, words: list[CatalogueLine]) -> None:
        self.channel.know(words)
        self.certainty.know(words)
        self.spot.set_options([(w.code, capital(w.label)) for w in words if w.catalogue is Catalogue.SPOT and w.is_offered])

    def _on_refused(self, refused: Refused) -> None:
        self._saving = False
        self.show_refusal(refused)

    def _on_idle(self) -> None:
        self._saving = False  # also after a fault that was told elsewhere

    def _choose(self, kind: object) -> None:
        self.kind.set_value(kind)
        self._on_typed()

    def _show_kind(self) -> None:
        self._answer_field.setVisible(self._kind is not None)
        self._certainty_field.setVisible(self._kind is None)
        self._where_field.say(self.tr("mag leeg blijven") if self._kind is None else self.tr("niet nodig bij een vraag of initiatief"))

    def _show_done(self) -> None:
        count = len(self._done)
        self._list_card.aside.setText(str(count) if count else "")
        self.list.set_rows(self._done)

    # Parts

    def _make_fields(self) -> None:
        self.channel = WordChoice(Catalogue.CHANNEL, Channel, name=self.tr("Waar bent u?"), only=IN_SERIES)
        self.spot = Picker(name=self.tr("Plek"), placeholder=self.tr("mag leeg blijven"))
        self.certainty = WordChoice(Catalogue.CERTAINTY, Certainty, name=self.tr("Hoe zeker, bij een zorg?"))
        self.certainty.set_value(Certainty.GUT)
        kinds: list[tuple[object, str]] = [(WORRY, self.tr("Zorg")), *((k, capital(k.value)) for k in ConcernKind)]
        self.kind = Choice(kinds, name=self.tr("Wat is het?"))
        self.kind.set_value(WORRY)
        self.what = TextArea(self.tr("één zin is genoeg"), name=self.tr("Wat hoorde of zag u?"), least=2, most=4, longest=LONGEST)
        self.where = AddressField(self, name=self.tr("Waar?"))
        self.answer = LineField(self.tr("bijvoorbeeld: folder van het Wmo-loket gegeven"), name=self.tr("Meteen beantwoord? Hoe?"))
        self.there = LineField(self.tr("bijvoorbeeld: Noor, Sem"), name=self.tr("Wie van het team is hier?"))
        self.there.returnPressed.connect(self.save_there)
        self._there_field = Field(self.tr("Wie van het team is hier?"), self.there, hint=self.tr("telt mee in de cijfers, zonder namen"))
        self._certainty_field = Field(self.tr("Hoe zeker, bij een zorg?"), self.certainty)
        self._channel_field = Field(self.tr("Waar bent u?"), self.channel)
        self._what_field = Field(self.tr("Wat hoorde of zag u?"), self.what)
        self._where_field = Field(self.tr("Waar?"), self.where)
        self._answer_field = Field(
            self.tr("Meteen beantwoord? Hoe?"), self.answer, hint=self.tr("leeg: dan weegt de aandachtsfunctionaris het")
        )

    def _lay_out(self) -> None:
        self._sheet = Card(margins=22, gap=10)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(Title(self.tr("Reeks opschrijven")))
        head.addWidget(Elided(self.tr("Eén regel per mens of vraag. Schrijf niet wie het vertelde."), "quiet"), 1)
        head.addWidget(KeyHint("Esc", self.tr("terug, concept blijft")))
        self._sheet.body.addLayout(head)
        once = QHBoxLayout()
        once.setSpacing(12)
        once.addWidget(self._channel_field, 3)
        once.addWidget(Field(self.tr("Plek"), self.spot), 2)
        self._sheet.body.addLayout(once)
        self._there_row = QWidget()
        line = QHBoxLayout(self._there_row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(self._there_field, 1)
        line.addWidget(Button(self.tr("Leg vast"), self.save_there), 0, Qt.AlignmentFlag.AlignBottom)
        self._sheet.body.addWidget(self._there_row)
        self._sheet.body.addWidget(self._certainty_field)
        self._sheet.body.addWidget(Line())
        self._sheet.body.addWidget(self._what_field)
        self._sheet.body.addWidget(self._where_field)
        self._sheet.body.addWidget(Field(self.tr("Wat is het?"), self.kind, hint="Alt+1, Alt+2, Alt+3"))
        self._sheet.body.addWidget(self._answer_field)
        self._sheet.body.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(Button(self.tr("Bewaren en volgende"), self.save, role="primary"))
        foot.addWidget(KeyHint(self.tr("Ctrl Enter")))
        foot.addStretch(1)
        self._sheet.body.addWidget(Line())
        self._sheet.body.addLayout(foot)
        self._list_card = Card(self.tr("Deze reeks"), " ", margins=16, gap=8)
        self._list_card.setFixedWidth(360)
        self.list = RowList(self.tr("Deze reeks"), lines=2, empty=EmptyState(self.tr("Wat u bewaart, komt hier te staan."), door=64))
        self.list.opened.connect(lambda key: self.desk.go(Place("concern", key)))
        self._list_card.body.addWidget(self.list, 1)
        row = QHBoxLayout(self.content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._sheet, 1)
        row.addWidget(self._list_card)
