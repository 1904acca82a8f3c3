"""*Signaal opschrijven*: four questions, and folded away who told it, since when, and how urgent it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import moment_text
from expertiseteam.basics.phone_numbers import SAFE_AT_HOME
from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.feedback import open_feedback
from expertiseteam.concerns.intake import FORM, LONGEST, concerns, record_concern, reporter_json
from expertiseteam.concerns.records import SPOTTED, Certainty, Channel, ConcernLine, Directness, Extra, FeedbackLine, Urgency
from expertiseteam.team.catalogues import catalogue_words
from expertiseteam.team.members import organisations
from expertiseteam.team.records import Catalogue, CatalogueLine, OrganisationLine
from ui.concerns.address_field import AddressField
from ui.concerns.known_card import KnownCard
from ui.concerns.known_place import KnownPlace
from ui.concerns.more_parts import HastePart, LensesPart, SignsPart, SincePart
from ui.concerns.reporter_part import ReporterPart
from ui.concerns.side_cards import beside_form, danger_card, keys_card, tell_card
from ui.concerns.weighing import ACUTE
from ui.concerns.word_choice import WordChoice
from ui.concerns.words import capital, saved_text
from ui.shell.commands import Command, key_text
from ui.shell.desk import Desk, Place
from ui.shell.drafts import DraftKeeper, Fields
from ui.shell.screen import Screen
from ui.visits.code_offer import CodeOffer
from ui.widgets.buttons import Button
from ui.widgets.checks import Picker
from ui.widgets.fields import Field, TextArea
from ui.widgets.frames import Card, Line, Scrolled
from ui.widgets.labels import Elided, KeyHint, Title


class ConcernForm(Screen):
    """Writes a signal down. Kind of place: "concern-new". What is typed is kept as a draft; the reporter in it is sealed at once."""

    title = "Signaal opschrijven"
    # And signals, but for suggestions it is enough to look again on entering.
    watches = frozenset({"case", "village", "catalogue_word", "organisation", "internal_route"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._is_restored = self._has_left = self._saving = self._quiet = False
        self._words, self._partners_lane = self.lane(latest=True), self.lane(latest=True)
        self._known_words: list[CatalogueLine] = []
        self._partners: list[OrganisationLine] = []
        self._acts = desk.runner.lane(self, self._on_refused)
        self._make_fields()
        self._lay_out()
        self._drafts = DraftKeeper(self, desk.runner, FORM, self._typed, self._restore, secret=self._secret, merges=True)
        self._listen()

    # Screen

    def load(self) -> None:
        self._place.again()
        self.code.learn()
        self._words.ask(self._on_words, catalogue_words)
        self._partners_lane.ask(self._on_partners, organisations)

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
            Command("concern.caller", self.tr("Schrijf op namens een beller"), self._on_behalf, "Alt+B"),
            Command("concern.empty", self.tr("Begin met een leeg signaal"), self._start_anew, enabled=self._is_begun),
        )

    def panes(self) -> Sequence[QWidget]:
        return (self._sheet, self._side)

    def names_switched(self) -> None:
        self._place.ask(self.where.value())

    # Saving

    def save(self, *, again: bool) -> None:
        """Record the signal; `again` leaves the form open for the next one."""
        if self._saving or not self._check():
            return
        self._saving = True
        self._drafts.keep_now()
        self._acts.do(
            partial(self._on_recorded, again, self.haste.chosen_urgency is Urgency.ACUTE),
            record_concern,
            what=self.what.value(),
            place=self.where.value(),
            certainty=self.sure.word or Certainty.GUT,
            channel=self.channel.word or Channel.OTHER,
            source=self.who.chosen_source(),
            urgency=self.haste.chosen_urgency,
            since=self.since.since.value_date,
            reporter=self.who.text() if self.who.is_touched else None,
            from_draft=True,
            extra=self._extra(),
        )

    def _extra(self) -> Extra:
        spot = self.spot.value if self.channel.value in SPOTTED else None
        direct = self.since.direct.value
        return Extra(
            kind=self.haste.chosen_kind,
            directness=direct if isinstance(direct, Directness) else None,
            internally=self.who.chosen_internally(),
            on_behalf=self.who.on_behalf.isChecked(),
            signs=self.signs.codes,
            spot=str(spot or ""),
            care_view=self.lenses.care.value(),
            enforcement_view=self.lenses.enforcement.value(),
        )

    def _check(self) -> bool:
        faults = (
            (self._what_field, "" if self.what.value() else self.tr("Schrijf in één zin wat er is.")),
            (self._sure_field, "" if self.sure.value else self.tr("Kies hoe zeker het is. Een gevoel is genoeg.")),
            (self._channel_field, "" if self.channel.value else self.tr("Kies hoe het binnenkwam.")),
            (self.since.field, self.since.since.fault),
        )
        for field, fault in faults:
            field.wrong(fault)
        first = next((field for field, fault in faults if fault), None)
        if first is self.since.field:
            self.since.set_open(True)
        if first is not None:
            first.widget.setFocus()
        return first is None

    def _on_recorded(self, again: bool, is_acute: bool, concern_id: str) -> None:
        self._saving = False
        self._drafts.recorded()
        self._clear()
        self.bar.close_bar()
        self.lane().ask(partial(self._on_new_concerns, concern_id), concerns)
        if is_acute:
            self.desk.go(Place("concern", concern_id, ACUTE))  # danger waits for nothing (domain.md, row 12)
        elif again:
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
        typed = {
            "what": self.what.toPlainText(),
            "place": self.where.text(),
            "certainty": self.sure.kept,
            "channel": self.channel.kept,
            "spot": str(self.spot.value or "") if self.channel.value in SPOTTED else "",
        }
        for part in self._parts:
            typed |= part.typed()
        return typed

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
        for choice, name in ((self.sure, "certainty"), (self.channel, "channel")):
            if choice.value is None:
                choice.put(kept.get(name, ""))
        for part in self._parts:
            part.put({**kept, **{name: text for name, text in typed.items() if text}})
        self._kept_spot = kept.get("spot", "")
        self._show_spot()
        if draft.has_sealed and not self.who.is_touched:
            self.who.show_sealed()
        self._quiet = False
        self._look_for_violence()
        if self.where.value():
            self._place.look()
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
            choice.put("")
        for part in self._parts:
            part.clear()
        self._show_spot()
        for field in (self._what_field, self._sure_field, self._channel_field):
            field.wrong("")
        self.known.show_nothing("")
        self._quiet = False
        self._look_for_violence()

    # Parts

    def _make_fields(self) -> None:
        self.what = TextArea(
            self.tr("bijvoorbeeld: gordijnen al drie weken dicht, post steekt uit de bus"), least=2, most=6, longest=LONGEST
        )
        self.where = AddressField(self, name=self.tr("Waar?"))
        self.sure = WordChoice(Catalogue.CERTAINTY, Certainty, name=self.tr("Hoe zeker is het?"))
        self.channel = WordChoice(Catalogue.CHANNEL, Channel, name=self.tr("Hoe kwam het binnen?"))
        self.who = ReporterPart()
        self.since, self.haste, self.signs, self.lenses = SincePart(self._today), HastePart(), SignsPart(), LensesPart()
        self._parts = (self.who, self.since, self.haste, self.signs, self.lenses)
        self.spot = Picker(name=self.tr("Op welke plek?"), placeholder=self.tr("mag leeg blijven"))
        self._kept_spot = ""
        self.code = CodeOffer(self.desk)
        self.known = KnownCard(lambda case_id: self.desk.go(Place("case", case_id)))
        self._place = KnownPlace(self, self.where, self.known)
        self._what_field = Field(self.tr("Wat is er?"), self.what, number=1)
        self._where_field = Field(self.tr("Waar?"), self.where, number=2, hint=self.tr("mag leeg blijven"))
        self._sure_field = Field(self.tr("Hoe zeker is het?"), self.sure, number=3)
        self._channel_field = Field(self.tr("Hoe kwam het binnen?"), self.channel, number=4)
        self._spot_field = Field(self.tr("Op welke plek?"), self.spot)
        self._show_spot()

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
        for field in (self._what_field, self._where_field, self._sure_field, self._channel_field, self._spot_field):
            column.addWidget(field)
        folds = QVBoxLayout()
        folds.setSpacing(2)
        for fold in self._parts:
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
        self._tell_card = tell_card()
        self._tell_card.hide()
        self._side = beside_form(self.code, self.known, self._tell_card, danger_card(), keys_card())
        row = QHBoxLayout(self.content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._sheet, 1)
        row.addWidget(self._side)

    # Slots

    def _listen(self) -> None:
        self.what.textChanged.connect(self._on_typed)
        self.where.textChanged.connect(self._on_typed)
        for choice in (self.sure, self.channel, self.spot):
            choice.chosen.connect(lambda _: self._on_typed())
        self.channel.chosen.connect(lambda _: self._show_spot())
        for part in self._parts:
            part.changed.connect(self._on_typed)
        self.signs.leads.connect(self._on_lead)
        self.who.opened.connect(self._tell_card.setVisible)
        self.desk.runner.idle.connect(self._on_idle)

    def _look_for_violence(self) -> None:
        self.code.look(self.what.value(), self.lenses.care.value(), self.lenses.enforcement.value(), signs=self.signs.codes)

    def _on_typed(self) -> None:
        if self._quiet:
            return
        self._place.look()
        self._look_for_violence()
        for field, filled in (
            (self._what_field, self.what.value()),
            (self._sure_field, self.sure.value),
            (self._channel_field, self.channel.value),
        ):
            if filled and field.fault:
                field.wrong("")
        self._drafts.touched()

    def _on_words(self, words: list[CatalogueLine]) -> None:
        for part in (self.signs, self.sure, self.channel):
            part.know(words)
        self.known.know(words)
        self._known_words = words
        self.who.know(words, self._partners)
        self.spot.set_options([(w.code, capital(w.label)) for w in words if w.catalogue is Catalogue.SPOT and w.is_offered])
        self._show_spot()

    def _on_partners(self, partners: list[OrganisationLine]) -> None:
        self._partners = partners
        self.who.know(self._known_words, partners)

    def _show_spot(self) -> None:
        self._spot_field.setVisible(self.channel.value in SPOTTED)
        if self._kept_spot:
            self.spot.set_value(self._kept_spot)
            self._kept_spot = "" if self.spot.value else self._kept_spot  # the words may still be on their way

    def _on_lead(self, lead: str) -> None:
        """A sign that asks for more than writing down (domain.md, rows 22 and 87)."""
        if lead == "acute":
            said = self.tr("Dit kan gevaar zijn. Bel 112 als het nu misgaat, of Veilig Thuis: {0}. Kies bij spoed “Nu”.")
            self.inform(said.format(SAFE_AT_HOME), "alert")
        else:
            self.inform(self.tr("Vraag door: hoe gaat het met de mensen op dit erf? Dit kan een roep om hulp zijn."), "accent")

    def _on_behalf(self) -> None:
        """Somebody phones: the channel is known, and who it is is asked at once."""
        if self.channel.value is None:
            self.channel.set_value(Channel.PHONE)
        self.who.on_behalf.setChecked(True)
        self._open_who()
        self._on_typed()

    def _open_who(self) -> None:
        self.who.set_open(True)
        self.who.source.setFocus()
        QTimer.singleShot(0, self, lambda: self._scrolled.ensureWidgetVisible(self.who, 0, 0))  # all of it, not only its first field

    def _today(self) -> date:
        return local_day(self.desk.clock())
