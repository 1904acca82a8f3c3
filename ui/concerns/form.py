"""*Signaal opschrijven*: four questions, and folded away who told it, since when, and how urgent it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import moment_text, short_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.reading import cases
from expertiseteam.cases.records import CaseLine
from expertiseteam.concerns.feedback import open_feedback
from expertiseteam.concerns.intake import FORM, LONGEST, concerns, record_concern, reporter_json
from expertiseteam.concerns.matching import address_history, known_doors
from expertiseteam.concerns.records import AddressHistory, Certainty, Channel, ConcernLine, FeedbackLine, KnownDoor, Source, Urgency
from expertiseteam.team.members import villages
from expertiseteam.team.records import VillageLine
from ui.concerns.address_field import AddressField, Doors, cases_on
from ui.concerns.known_card import KnownCard
from ui.concerns.reporter_part import ReporterPart
from ui.concerns.side_cards import danger_card, keys_card
from ui.concerns.words import capital, saved_text
from ui.shell.commands import Command, key_text
from ui.shell.desk import Desk, Place
from ui.shell.drafts import DraftKeeper, Fields
from ui.shell.screen import Screen
from ui.widgets.buttons import Button
from ui.widgets.dates import DateField
from ui.widgets.fields import Field, TextArea
from ui.widgets.frames import Card, Fold, Line, Scrolled
from ui.widgets.labels import Elided, KeyHint, Title
from ui.widgets.pills import Choice

SIDE = 300  # width of the right column
E = TypeVar("E", bound=StrEnum)


class ConcernForm(Screen):
    """Writes a signal down. Kind of place: "concern-new". What is typed is kept as a draft; the reporter in it is sealed at once."""

    title = "Signaal opschrijven"
    watches = frozenset({"case", "village"})  # and signals, but for suggestions it is enough to look again on entering

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._is_restored = self._has_left = self._saving = self._quiet = False
        self._has_looked = False  # at the doors that are known
        self._running: list[CaseLine] = []
        self._known: object = None  # from what the suggestions were made
        self._history, self._loading = self.lane(latest=True), self.lane(latest=True)
        self._acts = desk.runner.lane(self, self._on_refused)
        self._make_fields()
        self._lay_out()
        self._drafts = DraftKeeper(self, desk.runner, FORM, self._typed, self._restore, secret=self._secret, merges=True)
        self._listen()

    # Screen

    def load(self) -> None:
        self._has_looked = False
        if self.where.value():
            self._look()

    def enter(self, place: Place) -> None:
        super().enter(place)
        self._has_left = False
        if not self._is_restored:
            self._is_restored = True
            self._drafts.begin()
        self.what.setFocus()

    def leave(self) -> None:
        self._has_left = True
        self.where.close_list()
        self._drafts.keep_now(self._on_left if self._secret() else None)

    def commands(self) -> Sequence[Command]:
        return (
            Command("concern.save", self.tr("Bewaar dit signaal"), partial(self.save, again=False), "Ctrl+Return"),
            Command("concern.next", self.tr("Bewaar dit signaal en schrijf nog een"), partial(self.save, again=True), "Ctrl+Shift+Return"),
            Command("concern.who", self.tr("Vul in wie het vertelt"), self._open_who, "Alt+W"),
            Command("concern.empty", self.tr("Begin met een leeg signaal"), self._start_anew, enabled=self._is_begun),
        )

    def panes(self) -> Sequence[QWidget]:
        return (self._sheet, self._side)

    def names_switched(self) -> None:
        self._ask_history(self.where.value())

    # Saving

    def save(self, *, again: bool) -> None:
        """Record the signal; `again` leaves the form open for the next one."""
        if self._saving or not self._check():
            return
        self._saving = True
        self._drafts.keep_now()
        self._acts.do(
            partial(self._on_recorded, again),
            record_concern,
            what=self.what.value(),
            place=self.where.value(),
            certainty=_chosen(self.sure, Certainty),
            channel=_chosen(self.channel, Channel),
            source=self.who.chosen_source(),
            urgency=_chosen(self.urgency, Urgency),
            since=self.since.value_date,
            reporter=self.who.text() if self.who.is_touched else None,
            from_draft=True,
        )

    def _check(self) -> bool:
        faults = (
            (self._what_field, "" if self.what.value() else self.tr("Schrijf in één zin wat er is.")),
            (self._sure_field, "" if self.sure.value else self.tr("Kies hoe zeker het is. Een gevoel is genoeg.")),
            (self._channel_field, "" if self.channel.value else self.tr("Kies hoe het binnenkwam.")),
            (self._since_field, self.since.fault),
        )
        for field, fault in faults:
            field.wrong(fault)
        first = next((field for field, fault in faults if fault), None)
        if first is self._since_field:
            self._since_fold.set_open(True)
        if first is not None:
            first.widget.setFocus()
        return first is None

    def _on_recorded(self, again: bool, concern_id: str) -> None:
        self._saving = False
        self._drafts.recorded()
        self._clear()
        self.bar.close_bar()
        self.lane().ask(partial(self._on_new_concerns, concern_id), concerns)
        if again:
            self.what.setFocus()
        else:
            self.desk.back()

    def _on_new_concerns(self, concern_id: str, lines: list[ConcernLine]) -> None:
        code = next((line.code for line in lines if line.id == concern_id), "")
        self.lane().ask(partial(self._on_owed, concern_id, code), open_feedback)

    def _on_owed(self, concern_id: str, code: str, owed: list[FeedbackLine]) -> None:
        before = next((line.before for line in owed if line.concern_id == concern_id), None)
        self.desk.say(saved_text(code, before, self._today()))

    def _on_refused(self, refused: Refused) -> None:
        self._saving = False
        self.show_refusal(refused)

    def _on_idle(self) -> None:
        self._saving = False  # also after a fault that was told elsewhere

    # The draft

    def _typed(self) -> Fields:
        since, urgency, source = self.since.value(), _chosen(self.urgency, Urgency), self.who.chosen_source()
        return {
            "what": self.what.toPlainText(),
            "place": self.where.text(),
            "certainty": self.sure.value.name if isinstance(self.sure.value, Certainty) else "",
            "channel": self.channel.value.name if isinstance(self.channel.value, Channel) else "",
            "source": "" if source is Source.UNKNOWN else source.name,
            "since": since,
            "urgency": "" if urgency is Urgency.NORMAL else urgency.name,
        }

    def _secret(self) -> str | None:
        """Who told it, when that was typed or taken away since it was sealed."""
        if not self.who.is_touched:
            return None
        return "" if self.who.text().is_empty else reporter_json(self.who.text())

    def _is_begun(self) -> bool:
        return any(self._typed().values()) or bool(self._secret()) or self.who.is_sealed

    def _on_left(self) -> None:
        """What was typed of the reporter is on disk, sealed: nobody sees it on the screen any more, unless its author came back."""
        if self._has_left:
            self.who.show_sealed()

    def _restore(self, kept: Fields) -> None:
        """Put a draft back beside what was typed before it came."""
        draft = self._drafts.found
        assert draft is not None
        self._quiet = True
        typed = self._typed()
        before = kept.get("what", "")
        if before:
            self.what.set_value("\n".join(part for part in (before, typed["what"]) if part))
        if not typed["place"]:
            self.where.set_place(kept.get("place", ""))
        self.sure.set_value(self.sure.value or Certainty.__members__.get(kept.get("certainty", "")))
        self.channel.set_value(self.channel.value or Channel.__members__.get(kept.get("channel", "")))
        self.who.source.set_value(self.who.source.value or Source.__members__.get(kept.get("source", "")))
        self.since.setText(kept.get("since", ""))
        self.urgency.set_value(Urgency.__members__.get(kept.get("urgency", ""), Urgency.NORMAL))
        if draft.has_sealed and not self.who.is_touched:
            self.who.show_sealed()
        self._quiet = False
        if self.where.value():
            self._look()
        self._hint_folds()
        when = moment_text(draft.at, self.desk.clock())
        self.inform(self.tr("Uw concept van {0} staat er weer.").format(when), buttons=[(self.tr("Leeg beginnen"), self._start_anew)])

    def _start_anew(self) -> None:
        self._drafts.drop()
        self._clear()
        self.bar.close_bar()
        self.what.setFocus()

    def _clear(self) -> None:
        self._quiet = True
        self.what.clear()
        self.where.set_place("")
        for choice in (self.sure, self.channel):
            choice.set_value(None)
        self.who.clear()
        self.since.set_date(None)
        self.urgency.set_value(Urgency.NORMAL)
        for fold in (self._since_fold, self._urgency_fold):
            fold.set_open(False)
        for field in (self._what_field, self._sure_field, self._channel_field, self._since_field):
            field.wrong("")
        self._hint_folds()
        self.known.show_nothing("")
        self._quiet = False

    # What is known of the place

    def _look(self) -> None:
        """Read which doors are known: at the first letter that is typed anywhere, for there are thousands and nothing shows them before."""
        if not self._has_looked:
            self._has_looked = True
            self._loading.ask(self._on_doors, known_doors)

    def _on_doors(self, doors: list[KnownDoor]) -> None:
        self._loading.ask(partial(self._on_cases, doors), cases)

    def _on_cases(self, doors: list[KnownDoor], running: list[CaseLine]) -> None:
        self._running = running
        self._loading.ask(partial(self._on_villages, doors, running), villages)

    def _on_villages(self, doors: list[KnownDoor], running: list[CaseLine], known: list[VillageLine]) -> None:
        names, at = [village.name for village in known], [(case.place, case.code) for case in running]
        if self._known != (doors, names, at):
            self._known = (doors, names, at)
            self._loading.work(self._on_known_doors, Doors, doors, names, at)

    def _on_known_doors(self, doors: Doors) -> None:
        self.where.know(doors)
        if self.where.value():
            self._ask_history(self.where.value())  # it may have been asked before the cases were here

    def _ask_history(self, place: str) -> None:
        if not any(c.isdigit() for c in place):
            self._history.forget()
            self.known.show_nothing(place)
            return
        self._history.ask(partial(self._on_history, place), address_history, place)

    def _on_history(self, place: str, history: list[AddressHistory]) -> None:
        self._history.work(partial(self._on_known, place, history), cases_on, place, self._running)

    def _on_known(self, place: str, history: list[AddressHistory], at: list[CaseLine]) -> None:
        self.known.show_known(place, at, history, self._today(), hidden=self.desk.names.hidden)

    # Parts

    def _make_fields(self) -> None:
        self.what = TextArea(
            self.tr("bijvoorbeeld: gordijnen al drie weken dicht, post steekt uit de bus"), least=2, most=6, longest=LONGEST
        )
        self.where = AddressField(self, name=self.tr("Waar?"))
        self.sure = Choice([(c, capital(c.value)) for c in Certainty], name=self.tr("Hoe zeker is het?"))
        self.channel = Choice([(c, capital(c.value)) for c in Channel], name=self.tr("Hoe kwam het binnen?"))
        self.who = ReporterPart()
        self.since = DateField(self._today, name=self.tr("Sinds wanneer"), looking_back=True)
        self.urgency = Choice([(u, capital(u.value)) for u in Urgency], name=self.tr("Spoed"))
        self.urgency.set_value(Urgency.NORMAL)
        self.known = KnownCard(lambda case_id: self.desk.go(Place("case", case_id)))
        self._what_field = Field(self.tr("Wat is er?"), self.what, number=1)
        self._where_field = Field(self.tr("Waar?"), self.where, number=2, hint=self.tr("mag leeg blijven"))
        self._sure_field = Field(self.tr("Hoe zeker is het?"), self.sure, number=3)
        self._channel_field = Field(self.tr("Hoe kwam het binnen?"), self.channel, number=4)
        self._since_field = Field(self.tr("Dag of maand"), self.since)
        self._since_fold = Fold(self.tr("Sinds wanneer?"), icon="calendar")
        self._since_fold.body.addWidget(self._since_field)
        self._urgency_fold = Fold(self.tr("Heeft het haast?"), icon="siren")
        self._urgency_fold.body.addWidget(self.urgency)
        self._hint_folds()

    def _lay_out(self) -> None:
        self._sheet = Card(margins=22, gap=10)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(Title(self.tr("Signaal opschrijven")))
        head.addWidget(Elided(self.tr("Alleen deze vier zijn nodig. Een gevoel is genoeg."), "quiet"), 1)
        head.addWidget(KeyHint("Esc", self.tr("terug, concept blijft")))
        self._sheet.body.addLayout(head)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for field in (self._what_field, self._where_field, self._sure_field, self._channel_field):
            column.addWidget(field)
        folds = QVBoxLayout()
        folds.setSpacing(2)
        for fold in (self.who, self._since_fold, self._urgency_fold):
            folds.addWidget(Line())
            folds.addWidget(fold)
        column.addLayout(folds)
        column.addStretch(1)
        self._scrolled = Scrolled(inside)
        self._sheet.body.addWidget(self._scrolled, 1)
        self._sheet.body.addWidget(Line())
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(Button(self.tr("Signaal bewaren"), partial(self.save, again=False), role="primary"))
        foot.addWidget(KeyHint(key_text("Ctrl+Return")))
        foot.addSpacing(12)
        foot.addWidget(Button(self.tr("Bewaren en volgende"), partial(self.save, again=True)))
        foot.addWidget(KeyHint(key_text("Ctrl+Shift+Return")))
        foot.addStretch(1)
        self._sheet.body.addLayout(foot)
        self._side = QWidget()
        self._side.setFixedWidth(SIDE)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(12)
        side.addWidget(self.known)
        side.addWidget(danger_card())
        side.addWidget(keys_card())
        side.addStretch(1)
        row = QHBoxLayout(self.content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._sheet, 1)
        row.addWidget(self._side)

    # Slots

    def _listen(self) -> None:
        self.what.textChanged.connect(self._on_typed)
        self.where.textChanged.connect(self._on_typed)
        self.where.settled.connect(self._ask_history)
        for choice in (self.sure, self.channel, self.urgency):
            choice.chosen.connect(lambda _: self._on_typed())
        self.since.textChanged.connect(self._on_typed)
        self.who.changed.connect(self._on_typed)
        self.what.shortened.connect(self._on_shortened)
        self.desk.runner.idle.connect(self._on_idle)

    def _on_typed(self) -> None:
        if self._quiet:
            return
        self._look()
        self._hint_folds()
        for field, filled in (
            (self._what_field, self.what.value()),
            (self._sure_field, self.sure.value),
            (self._channel_field, self.channel.value),
        ):
            if filled and field.fault:
                field.wrong("")
        self._drafts.touched()

    def _on_shortened(self, over: int) -> None:
        self.inform(self.tr("De tekst is te lang: de laatste {0} tekens zijn niet overgenomen.").format(over), "warn")

    def _hint_folds(self) -> None:
        since, urgency = self.since.value_date, _chosen(self.urgency, Urgency)
        self._since_fold.set_hint(short_date(since, self._today()) if since else self.tr("niet ingevuld"))
        self._urgency_fold.set_hint(self.tr("nu: {0}").format(urgency.value))

    def _open_who(self) -> None:
        self.who.set_open(True)
        self.who.source.setFocus()
        QTimer.singleShot(0, self, lambda: self._scrolled.ensureWidgetVisible(self.who, 0, 0))  # all of it, not only its first field

    def _today(self) -> date:
        return local_day(self.desk.clock())


def _chosen(choice: Choice, kind: type[E]) -> E:
    """Return what is chosen; the first of its kind where nothing is (which `save` has refused before)."""
    return choice.value if isinstance(choice.value, kind) else next(iter(kind))
