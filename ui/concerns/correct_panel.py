"""*Signaal verbeteren*: what was written down or chosen wrong. What stood there stays readable below the signal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import full_date
from expertiseteam.basics.sentences import Conflict, Refused
from expertiseteam.concerns.correcting import correct_concern
from expertiseteam.concerns.intake import LONGEST, concern_view
from expertiseteam.concerns.records import (
    CORRECTABLE,
    SPOTTED,
    Certainty,
    Channel,
    ConcernKind,
    ConcernState,
    ConcernView,
    Directness,
    Internally,
    Source,
    Urgency,
)
from expertiseteam.concerns.triage import set_noise
from expertiseteam.team.catalogues import code_of, options, plain
from expertiseteam.team.records import Catalogue, CatalogueLine
from ui.concerns.detail import ConcernDetail
from ui.concerns.panels import keeps_plain_keys
from ui.concerns.words import capital
from ui.shell.commands import Command
from ui.shell.desk import Desk
from ui.shell.drafts import Fields
from ui.shell.panel import Panel
from ui.shell.screen import Screen
from ui.widgets.buttons import Button
from ui.widgets.checks import Check, Picker
from ui.widgets.dates import DateField
from ui.widgets.fields import Field, LineField, TextArea, beside
from ui.widgets.frames import Fold
from ui.widgets.pills import Choice, FilterChips

if TYPE_CHECKING:
    from ui.concerns.strike_panel import StrikePanel

NONE = "NONE"  # nothing was chosen, as a pill: for the kind it is a worry about somebody
ENUMS: dict[str, type[StrEnum]] = {
    "kind": ConcernKind, "urgency": Urgency, "source": Source, "directness": Directness, "internally": Internally,
}  # fmt: skip
LISTS: dict[str, tuple[Catalogue, type[StrEnum]]] = {
    "channel": (Catalogue.CHANNEL, Channel), "certainty": (Catalogue.CERTAINTY, Certainty),
}  # fmt: skip


class CorrectPanel(Panel):
    """What it says, and everything that was chosen; a colleague's change of the same shows both."""

    form = "concern-correct"
    titles = {
        "what": "Wat is er?", "place": "Waar?", "kind": "Wat is het?", "channel": "Hoe kwam het binnen?", "certainty": "Hoe zeker is het?",
        "urgency": "Spoed", "source": "Bron", "since": "Sinds wanneer", "directness": "Wie het vertelt, heeft het",
        "internally": "Besproken in de eigen organisatie", "on_behalf": "Opgeschreven voor een ander", "signs": "Wat ziet u?",
        "spot": "Op welke plek?",
    }  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Signaal verbeteren"), self.tr("Verbeteren"), aside=self.tr("wat er stond, blijft leesbaar"))
        self._shown: ConcernView | None = None
        self._words: Sequence[CatalogueLine] = ()
        self._labels: dict[str, str] = {}
        self._make_fields()
        self._lay_out()
        self.forget = Check(self.tr("Er stond wie het vertelde: bewaar niet wat er eerst stond"))
        self.forget.setVisible(desk.may(set_noise))
        self.body.addWidget(self.forget)
        self.strike = Button(self.tr("Staat er een naam in wat erbij is geschreven? Haal die weg"), role="link")
        self.strike.setVisible(desk.may(set_noise))
        self.body.addWidget(self.strike, 0, Qt.AlignmentFlag.AlignLeft)
        for name in CORRECTABLE:
            self.keep(name, getattr(self, name))
        self.keep("forget", self.forget)
        self._lane = self.lane()
        for shortcut in self.findChildren(QShortcut):  # the screen has Ctrl+Enter as its own command, and two of them would do nothing
            shortcut.setEnabled(shortcut.key() != QKeySequence("Ctrl+Return"))

    def _make_fields(self) -> None:
        self.what = TextArea(least=2, most=8, longest=LONGEST)
        self.place = LineField(self.tr("mag leeg blijven"), name=self.tr("Waar?"))
        self.kind = Choice([(NONE, self.tr("Zorg")), *_pills(ConcernKind)], name=self.tr("Wat is het?"))
        self.channel = Choice([], name=self.tr("Hoe kwam het binnen?"))
        self.certainty = Choice([], name=self.tr("Hoe zeker is het?"))
        self.urgency = Choice(_pills(Urgency), name=self.tr("Spoed"))
        self.source = Choice(_pills(Source), name=self.tr("Bron"))
        self.since = DateField(lambda: local_day(self.desk.clock()), name=self.tr("Sinds wanneer"), looking_back=True)
        unsaid = (NONE, self.tr("Niet gezegd"))
        self.directness = Choice([*_pills(Directness), unsaid], name=self.tr("Wie het vertelt, heeft het"))
        self.internally = Choice([*_pills(Internally), unsaid], name=self.tr("Besproken in de eigen organisatie"))
        self.on_behalf = Check(self.tr("Opgeschreven voor een ander"))
        self.spot = Picker(name=self.tr("Op welke plek?"), placeholder=self.tr("mag leeg blijven"))
        self.card = Picker(name=self.tr("Kaart van"), placeholder=self.tr("voor andere woorden: kies een beroep"))
        self.signs = FilterChips([], name=self.tr("Wat ziet u?"), several=True)

    def _lay_out(self) -> None:
        self.what_field, self.since_field = Field(self.tr("Wat is er?"), self.what), Field(self.tr("Sinds wanneer"), self.since)
        self._spot_field = Field(self.tr("Op welke plek?"), self.spot)
        for field in (
            self.what_field,
            Field(self.tr("Waar?"), self.place),
            Field(self.tr("Hoe zeker is het?"), self.certainty),
            Field(self.tr("Hoe kwam het binnen?"), self.channel),
            self._spot_field,
            beside(Field(self.tr("Wat is het?"), self.kind), Field(self.tr("Spoed"), self.urgency)),
        ):
            self.body.addWidget(field)
        self.more = Fold(self.tr("Bron, sinds wanneer, wat u ziet"))
        for part in (
            Field(self.tr("Bron"), self.source, hint=self.tr("wie het vertelde, blijft verzegeld")),
            beside(self.since_field, Field(self.tr("Wie het vertelt, heeft het"), self.directness)),
            Field(self.tr("Besproken in de eigen organisatie"), self.internally),
            self.on_behalf,
            Field(self.tr("Kaart van"), self.card, hint=self.tr("kiest alleen welke woorden u ziet; wordt niet bewaard")),
            Field(self.tr("Wat ziet u?"), self.signs),
        ):
            self.more.body.addWidget(part)
        self.body.addWidget(self.more)
        self.channel.chosen.connect(lambda _: self._show_spot())
        self.card.chosen.connect(lambda _: self._offer_signs(self._signs()))

    def open_for(self, shown: ConcernView, words: Sequence[CatalogueLine]) -> None:
        """Show this signal as it is; `words` are the lists of the team."""
        self._shown, self._words = shown, words
        self._labels = {word.code: word.label for word in words}
        for name, (which, kind) in LISTS.items():
            getattr(self, name).set_options(options(words, which, kind, getattr(shown, name)))
        spots = [(w.code, capital(w.label)) for w in words if w.catalogue is Catalogue.SPOT and (w.is_offered or w.code == shown.spot)]
        self.spot.set_options(spots)
        self.card.set_options([(w.code, capital(w.label)) for w in words if w.catalogue is Catalogue.SIGNALLER and w.is_offered])
        self.card.set_value(None)
        for field in (self.what_field, self.since_field):
            field.wrong("")
        self.fill(_fields_of(shown))
        self.begin(shown.id, table="concern")
        self.what.setFocus(Qt.FocusReason.OtherFocusReason)

    def fill(self, fields: Fields) -> None:
        self._offer_signs(fields.get("signs", "").split())
        super().fill({"kind": NONE, "directness": NONE, "internally": NONE} | fields)
        self._show_spot()

    def show_refusal(self, refused: Refused) -> None:
        if isinstance(refused, Conflict) and "signs" in refused.fields:
            self._offer_signs([*self._signs(), *str(refused.fields["signs"][1]).split()])  # theirs may be chosen
        super().show_refusal(refused)

    def _signs(self) -> list[str]:
        return [str(code) for code in self.signs.values]

    def _offer_signs(self, chosen: Sequence[str]) -> None:
        """The words that are chosen, and those on the card that somebody looks at."""
        who, on_card = self.card.value, []
        for word in self._words:
            stands = word.is_offered and who and (not word.of or who in word.of)
            if word.catalogue is Catalogue.SIGN and (stands or word.code in chosen):
                on_card.append((word.code, capital(word.label)))
        self.signs.set_options(on_card)
        self.signs.stand_after(self.card)

    def _show_spot(self) -> None:
        self._spot_field.setVisible(Channel.__members__.get(str(self.channel.value)) in SPOTTED)

    def words_of(self, field: str, value: object) -> str:
        if field == "kind":
            return capital(str(value)) if isinstance(value, StrEnum) else self.tr("Zorg")
        if field in LISTS and isinstance(value, str):
            return capital(self._labels.get(code_of(value), value))
        if field in ("signs", "spot"):
            return ", ".join(self._labels.get(code, code) for code in str(value).split())
        return (self.tr("Ja") if value else self.tr("Nee")) if isinstance(value, bool) else super().words_of(field, value)

    def submit(self) -> None:
        self.what_field.wrong("" if self.what.value() else self.tr("Schrijf in één zin wat er is."))
        self.since_field.wrong(self.since.fault)
        shown = self._shown
        if shown is None or self.what_field.fault:
            self.what.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self.since.fault:
            self.more.set_open(True)
            self.since.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        new = {name: value for name, value in self._now(shown).items() if value != getattr(shown, name)}
        if new or self.forget.isChecked():
            self._lane.do(lambda _: self._on_corrected(shown.code), correct_concern, shown, new, forget=self.forget.isChecked())
        else:
            self.recorded()

    def _now(self, shown: ConcernView) -> dict[str, object]:
        """What the fields say, as the record keeps it."""
        now: dict[str, object] = {name: kind.__members__.get(str(getattr(self, name).value)) for name, kind in ENUMS.items()}
        for name, (_, kind) in LISTS.items():
            word = str(getattr(self, name).value or plain(getattr(shown, name)))
            now[name] = kind.__members__.get(word, word)
        before = shown.signs.split()
        signs = self._signs()
        kept = [code for code in before if code in signs or code not in self._labels]
        return now | {
            "what": self.what.value(),
            "place": self.place.value(),
            "since": self.since.value_date,
            "on_behalf": self.on_behalf.isChecked(),
            "signs": " ".join([*kept, *(code for code in signs if code not in before)]),
            "spot": str(self.spot.value or "") if now["channel"] in SPOTTED else "",
        }

    def submit_anew(self) -> None:
        if self._shown is not None:
            self._lane.ask(self._on_fresh, concern_view, self._shown.id)

    def _on_fresh(self, now: ConcernView) -> None:
        """What was not touched here follows the signal; the rest is recorded on top of it."""
        before = _fields_of(self._shown) if self._shown is not None else {}
        fresh, typed = _fields_of(now), self.typed()
        mine = {name: fresh[name] if typed.get(name, "") == before.get(name, "") else typed.get(name, "") for name in fresh}
        self.fill({"forget": typed.get("forget", "")} | mine)
        self._shown = now
        self.submit()

    def _on_corrected(self, code: str) -> None:
        said = self.tr("Signaal {0} is verbeterd. Wat er stond, blijft leesbaar.")
        if self.forget.isChecked():
            said = self.tr("Signaal {0} is verbeterd. Wat er stond, is niet bewaard.")
        self.recorded()
        self.desk.say(said.format(code))

    def event(self, event: QEvent) -> bool:
        return keeps_plain_keys(event) or super().event(event)


class Corrections(QObject):
    """Who may correct the signal that is open, and the forms in the place of what it says, each made when somebody first wants it."""

    def __init__(
        self, screen: Screen, detail: ConcernDetail, opened: Callable[[], ConcernView | None], before: Callable[[], None], after: QWidget
    ) -> None:
        """`before` is called first, to put other panels away; `after` gets the keyboard when the form closes."""
        super().__init__(screen)
        self._desk, self._detail, self._opened, self._before, self._after = screen.desk, detail, opened, before, after
        self._may_all = screen.desk.may(set_noise)
        detail.correct_wanted.connect(self.open)

    @cached_property
    def panel(self) -> CorrectPanel:
        panel = CorrectPanel(self._desk)
        panel.closed.connect(self._on_closed)
        panel.strike.clicked.connect(self.open_strike)
        return panel

    @cached_property
    def strike(self) -> StrikePanel:
        from ui.concerns.strike_panel import StrikePanel  # seldom used: not among what is loaded while somebody types a passphrase

        panel = StrikePanel(self._desk)
        panel.closed.connect(self._on_closed)
        return panel

    def may(self) -> bool:
        """Who wrote it down and who weighs it may, while they can read what they correct."""
        opened = self._opened()
        return opened is not None and (self._may_all or opened.written_by_id == self._desk.me.id) and not self._desk.names.hidden

    def commands(self) -> list[Command]:
        """What who may can do by key or by name."""
        strike = self.tr("Haal een naam weg uit wat erbij staat")
        return [
            Command("concern.correct", self.tr("Verbeter dit signaal"), self.open, "V", self.may),
            Command("concern.strike", strike, self.open_strike, "", self.may_strike),
        ]

    def offer(self) -> None:
        """Show the button to who may; who may no longer (names were hidden), keeps a draft."""
        self._detail.correct.setVisible(self.may())
        if not self.may():
            self.give_up()

    def open(self) -> None:
        """Show the form, if that may."""
        opened = self._opened()
        if opened is not None and self.may():
            self.give_up()
            self._before()
            self._detail.open_form(self.panel)
            self.panel.open_for(opened, self._detail.seen.words)

    def may_strike(self) -> bool:
        """Who guards the signals may, as far as a name can be read here."""
        return self._may_all and self.may()

    def open_strike(self) -> None:
        """Show the form that takes a name out of what stands beside the signal, if that may."""
        opened = self._opened()
        if opened is not None and self.may_strike():
            self.give_up()
            self._before()
            self._detail.open_form(self.strike)
            self.strike.open_for(opened)

    def submit(self) -> bool:
        """Record what was typed; return whether a form was open."""
        form = self._form
        if form is not None:
            form.submit()
        return form is not None

    def give_up(self) -> bool:
        """Close the form, its draft stays; return whether one was open."""
        form = self._form
        if form is not None:
            form.give_up()
        return form is not None

    def flush(self) -> None:
        """Write down what was typed."""
        if (form := self._form) is not None:
            form.kept.keep_now()

    @property
    def _form(self) -> Panel | None:
        return self._detail.form if isinstance(self._detail.form, Panel) else None

    def _on_closed(self) -> None:
        self._detail.close_form()
        if (opened := self._opened()) is not None:
            self._detail.seen.begin(opened.id)
            self._detail.asked.begin(opened.id, can_plan=opened.state is ConcernState.LINKED)
        self._after.setFocus()


def _pills(kind: type[StrEnum]) -> list[tuple[object, str]]:
    return [(one.name, capital(one.value)) for one in kind]


def _fields_of(shown: ConcernView) -> Fields:
    texts: Fields = {"what": shown.what, "place": shown.place, "signs": shown.signs, "spot": shown.spot}
    texts["since"] = full_date(shown.since) if shown.since else ""
    texts["on_behalf"] = "ja" if shown.on_behalf else ""
    for name in (*ENUMS, *LISTS):
        word = getattr(shown, name)
        texts[name] = NONE if word is None else plain(word)
    return texts
