"""The fields of *Huisbezoek vastleggen*: when, outcome, two views side by side, agreements, and what the household was told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.spoken_times import read_time
from expertiseteam.cases.offer_records import NewOffer
from expertiseteam.team.records import CatalogueLine
from expertiseteam.team.settings import TeamSettings
from expertiseteam.visits.outcome_words import outcome_words
from expertiseteam.visits.records import Agreement, Consent, ContactMode, NextTry, Outcome, Refusal, VisitView
from ui.look.theme import px
from ui.shell.desk import Desk
from ui.shell.drafts import Fields
from ui.visits.after import MODES, AfterOutcome
from ui.visits.agreements import Agreements
from ui.visits.at_door import AtTheDoor
from ui.visits.code_offer import CodeOffer
from ui.visits.form_words import USUAL, covered_for, minutes_of, missing, time_words, visit_time, whose
from ui.visits.light import LightContact
from ui.visits.offered import Offers
from ui.widgets.checks import Picker
from ui.widgets.dates import DateField
from ui.widgets.fields import LineField, TextArea
from ui.widgets.labels import Heading, IconLabel, KeyHint, Label, Quiet
from ui.widgets.pills import Choice

_MORE = "meer"


@dataclass(frozen=True)
class Recorded:
    """What the form holds, ready for the act."""

    on: date
    at: time | None
    is_announced: bool
    outcome: Outcome
    mode: ContactMode
    refusal: Refusal | str | None
    care_view: str
    enforcement_view: str
    common: str
    told: str
    agreements: tuple[Agreement, ...]
    offers: tuple[NewOffer, ...]
    next_try: NextTry | None
    consent: Consent | None
    consent_because: str
    told_purpose: bool
    minutes: int


class VisitFields(QWidget):
    """`changed` at every change."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        today = self._today
        self.day = DateField(today, name=self.tr("Dag van het bezoek"), looking_back=True)
        self.time = LineField(self.tr("tijd"), name=self.tr("Tijd van het bezoek"), longest=12)
        self.announced = Choice((("ja", self.tr("Aangekondigd")), ("nee", self.tr("Onaangekondigd"))), name=self.tr("Aankondiging"))
        self.mode = Picker(MODES, name=self.tr("Hoe was het contact?"))
        self.outcome = Choice((), name=self.tr("Uitkomst"))
        self.after, self.door, self.light = AfterOutcome(today), AtTheDoor(), LightContact(today)
        self.care = TextArea(least=4, most=9, name=self.tr("Zorgbril: wat u zag aan de mensen"))
        self.enforcement = TextArea(least=4, most=9, name=self.tr("Handhavingsbril: wat u zag aan veiligheid en regels"))
        self.agreements = Agreements(today, desk.say, after=self.enforcement)
        self.common = LineField(self.tr("één zin is genoeg"), name=self.tr("Waar u het samen over eens bent"))
        self.offers = Offers(desk.say)
        self.minutes = LineField(self.tr("minuten"), name=self.tr("Hoeveel minuten kostte het, met de reis erbij?"), longest=4)
        self.told = LineField(self.tr("Nog invullen, één zin is genoeg"), name=self.tr("Wat hebt u het huishouden verteld?"))
        self.code = CodeOffer(desk, self.tr("Ga naar de meldcode van deze casus; uw tekst blijft als concept staan"))
        self._care_hint, self._enforcement_hint = Quiet(small=True), Quiet(small=True)
        self._shown: tuple[Sequence[Outcome], ContactMode] = ((), ContactMode.VISIT)
        self._covered = ("", "")  # the side that the other one wrote, until this member wrote too: its name in the record, its text
        self._lay_out()
        self._show_outcomes(USUAL)
        for field in (self.day, self.time, self.care, self.enforcement, self.common, self.told, self.minutes):
            field.textChanged.connect(self._on_changed)
        self.time.textChanged.connect(self._on_went)
        self.mode.chosen.connect(self._on_went)
        self.mode.chosen.connect(self._on_changed)
        self.after.changed.connect(self._on_changed)
        self.door.changed.connect(self._on_changed)
        self.light.changed.connect(self._on_changed)
        self.offers.changed.connect(self._on_changed)
        self.announced.chosen.connect(self._on_changed)
        self.outcome.chosen.connect(self._on_outcome)
        self.agreements.changed.connect(self._on_changed)

    def know(self, settings: TeamSettings, words: Sequence[CatalogueLine]) -> None:
        """Hear what the team chose, and its lists; call it before a visit is shown."""
        self.after.know(settings, words)
        self.light.know(settings)

    def show_visit(self, view: VisitView) -> None:
        """Bring the fields into their first state for this visit: what is recorded already, else today."""
        self.day.set_date(view.on or self._today())
        self.time.setText(time_words(view.at))
        self.announced.set_value("ja" if view.is_announced else "nee")
        self.mode.set_value(view.how.name)
        self.after.went(view.how, view.at)
        self.set_outcome(view.outcome)
        self.after.begin(view.refusal)
        self.door.went(view.how)
        self.door.begin(view)
        self.light.begin(view.how)
        self.care.set_value(view.care_view)
        self.enforcement.set_value(view.enforcement_view)
        self._cover(view)
        self.common.setText(view.common)
        self._common.setVisible(bool(view.care_view and view.enforcement_view))
        self.told.setText(view.told)
        self.minutes.setText(str(view.minutes or ""))
        self.agreements.clear()
        self.offers.clear()
        left, right = whose(view, self.desk.me.id)
        self._care_hint.setText(left)
        self._enforcement_hint.setText(right)

    def set_outcome(self, outcome: Outcome | None) -> None:
        """Choose an outcome; one that is not in the row brings all of them out."""
        self._show_outcomes(USUAL if outcome is None or outcome in USUAL else tuple(Outcome))
        self.outcome.set_value(outcome.name if outcome else None)
        self.after.show_outcome(outcome)
        self.door.show_outcome(outcome)
        self.light.show_outcome(outcome)

    def begin(self, view: VisitView) -> None:
        """Put the keyboard where this member goes on."""
        if self.outcome.value is None:
            self.outcome.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            (self.enforcement if self.desk.me.id == view.enforcement_id else self.care).setFocus(Qt.FocusReason.TabFocusReason)

    def missing(self) -> list[str]:
        """Return what must still be filled in."""
        seen = bool(self.care.value() or self.enforcement.value() or self._covered[1])
        day = self.day.value_date is not None
        return missing(day=day, outcome=self._outcome(), seen=seen, consent=not self.door.is_missing())

    def focus_missing(self) -> None:
        """Put the keyboard on the first field that must still be filled in."""
        where = {"dag": self.day, "uitkomst": self.outcome, "of u binnen mocht komen": self.door.consent, "wat u zag": self.care}
        for name in self.missing()[:1]:
            where[name].setFocus(Qt.FocusReason.TabFocusReason)

    def recorded(self) -> Recorded:
        """Return what is filled in. Raises Refused for a time that is none; call it when nothing is missing."""
        day, outcome = self.day.value_date, self._outcome()
        if day is None or outcome is None:
            raise Refused(self.day.fault or self.tr("Kies de dag en de uitkomst. Het bezoek is nog niet bewaard."))
        if fault := self.after.day_fault() or self.light.day_fault() or self.offers.fault():
            raise Refused(fault + self.tr(" Het bezoek is nog niet bewaard."))
        refusal, next_try = self.after.value()
        covered, theirs = self._covered
        consent, consent_because, told_purpose = self.door.value()
        return Recorded(
            on=day,
            at=visit_time(self.time.value()),
            is_announced=self.announced.value != "nee",
            outcome=outcome,
            mode=self._mode(),
            refusal=refusal,
            care_view=theirs if covered == "care_view" else self.care.value(),
            enforcement_view=theirs if covered == "enforcement_view" else self.enforcement.value(),
            common=self.common.value(),
            told=self.told.value(),
            agreements=self.agreements.value(),
            offers=self.offers.value(),
            next_try=next_try or self.light.value(),
            consent=consent,
            consent_because=consent_because,
            told_purpose=told_purpose,
            minutes=minutes_of(self.minutes.value()),
        )

    def take(self, name: str, value: object) -> None:
        """Put a colleague's value into a field, by the name that it has in the record."""
        if name == "on" and isinstance(value, date):
            self.day.set_date(value)
        elif name == "at":
            self.time.setText(time_words(value if isinstance(value, time) else None))
        elif name == "is_announced":
            self.announced.set_value("ja" if value else "nee")
        elif name == "outcome":
            self.set_outcome(value if isinstance(value, Outcome) else None)
        elif name == "mode":
            self.mode.set_value((value if isinstance(value, ContactMode) else ContactMode.VISIT).name)
        elif name == "refusal":
            self.after.begin(value if isinstance(value, str) else None)
        elif name == "consent":
            self.door.restore(self.door.as_text() | {name: value.name if isinstance(value, Consent) else ""})
        elif name == "consent_because":
            self.door.because.setText(str(value))
        elif name == "told_purpose":
            self.door.told.setChecked(bool(value))
        elif name == self._covered[0]:
            self._covered = (name, str(value))
        elif name in ("care_view", "enforcement_view"):
            (self.care if name == "care_view" else self.enforcement).set_value(str(value))
        elif name in ("common", "told", "minutes"):
            {"common": self.common, "told": self.told, "minutes": self.minutes}[name].setText(str(value or ""))

    def typed(self) -> Fields:
        """Return everything as text, for a draft."""
        return {
            "day": self.day.text(),
            "time": self.time.text(),
            "announced": str(self.announced.value or ""),
            "outcome": str(self.outcome.value or ""),
            "care": self.care.toPlainText(),
            "enforcement": self.enforcement.toPlainText(),
            "common": self.common.text(),
            "told": self.told.text(),
            "minutes": self.minutes.text(),
            "mode": str(self.mode.value or ""),
            **self.after.as_text(),
            **self.door.as_text(),
            **self.light.as_text(),
            **self.agreements.as_text(),
            **self.offers.as_text(),
        }

    def restore(self, fields: Fields) -> None:
        """Put a draft back."""
        self.day.setText(fields.get("day", ""))
        self.time.setText(fields.get("time", ""))
        self.announced.set_value(fields.get("announced") or None)
        name = fields.get("outcome", "")
        self.set_outcome(Outcome[name] if name in Outcome.__members__ else None)
        self.care.set_value(fields.get("care", ""))
        self.enforcement.set_value(fields.get("enforcement", ""))
        self.common.setText(fields.get("common", ""))
        self.told.setText(fields.get("told", ""))
        self.minutes.setText(fields.get("minutes", ""))
        self.mode.set_value(fields.get("mode") or ContactMode.VISIT.name)
        self.after.restore(fields)
        self.door.restore(fields)
        self.light.restore(fields)
        self.agreements.restore(fields)
        self.offers.restore(fields)

    # Parts

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        when = QHBoxLayout()
        when.setSpacing(8)
        self.day.setFixedWidth(px(270))
        self.time.setFixedWidth(px(84))
        self.minutes.setFixedWidth(px(84))
        for part in (IconLabel("calendar"), self.day, IconLabel("clock"), self.time, self.mode, self.announced):
            when.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        when.addStretch(1)
        column.addLayout(when)
        outcome = QHBoxLayout()
        outcome.setSpacing(12)
        words = Label(self.tr("Uitkomst"), "strong")
        words.setBuddy(self.outcome)
        words.setContentsMargins(0, 5, 0, 0)
        outcome.addWidget(words, 0, Qt.AlignmentFlag.AlignTop)
        outcome.addWidget(self.outcome, 1)
        column.addLayout(outcome)
        column.addWidget(self.after)
        column.addWidget(self.door)
        views = QHBoxLayout()
        views.setSpacing(14)
        facts, left = self.tr("Feiten eerst. Geen diagnose, geen oordeel."), self.tr("Is er ook een zorgvraag? Dan hoort die links.")
        views.addLayout(self._view("heart-handshake", self.tr("Zorgbril"), self._care_hint, self.care, facts, "Alt Z"), 1)
        views.addLayout(self._view("scale", self.tr("Handhavingsbril"), self._enforcement_hint, self.enforcement, left, "Alt H"), 1)
        column.addLayout(views)
        column.addWidget(self.code)
        QWidget.setTabOrder(self.enforcement, self.code.button)
        self._common = QWidget()
        agree = QHBoxLayout(self._common)
        agree.setContentsMargins(0, 0, 0, 0)
        agree.setSpacing(12)
        words = Label(self.tr("Waar bent u het samen over eens?"), "strong")
        words.setBuddy(self.common)
        agree.addWidget(words)
        agree.addWidget(self.common, 1)
        column.addWidget(self._common)
        column.addWidget(self.agreements)
        column.addWidget(self.offers)
        column.addWidget(self.light)
        told = QHBoxLayout()
        told.setSpacing(12)
        words = Label(self.tr("Wat hebt u het huishouden verteld?"), "strong")
        words.setBuddy(self.told)
        told.addWidget(words)
        told.addWidget(self.told, 1)
        took = Label(self.tr("Hoe lang?"), "strong")
        took.setBuddy(self.minutes)
        told.addWidget(took)
        told.addWidget(self.minutes)
        column.addLayout(told)
        column.addStretch(1)

    def _view(self, icon: str, title: str, who: Quiet, area: TextArea, hint: str, key: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconLabel(icon, size=20, ink="accent" if icon == "heart-handshake" else "calm"))
        head.addWidget(Heading(title))
        head.addStretch(1)
        head.addWidget(who)
        foot.addWidget(Quiet(hint, small=True))
        foot.addStretch(1)
        foot.addWidget(KeyHint(key))
        column.addLayout(head)
        column.addWidget(area)
        column.addLayout(foot)
        column.addStretch(1)
        return column

    def _show_outcomes(self, shown: Sequence[Outcome]) -> None:
        how, chosen = self._mode(), self.outcome.value
        if (shown, how) == self._shown:
            return
        self._shown = (shown, how)
        options: list[tuple[object, str]] = [(o.name, outcome_words(o, how).capitalize()) for o in shown]
        if len(shown) < len(Outcome):
            options.append((_MORE, self.tr("Andere…")))
        focused = self.outcome.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self.outcome.set_options(options)
        self.outcome.set_value(chosen if chosen in [value for value, _ in options] else None)
        before: QWidget = self.announced.pill("nee")
        for value, _ in options:  # new buttons come at the end of the chain; these belong before the two views
            QWidget.setTabOrder(before, self.outcome.pill(value))
            before = self.outcome.pill(value)
        if focused:
            self.outcome.setFocus(Qt.FocusReason.OtherFocusReason)

    def _cover(self, view: VisitView) -> None:
        """Keep the other one's side covered until this member wrote too: so they write what they saw, not what the other saw."""
        name = covered_for(view, self.desk.me.id)
        self._covered = (name, getattr(view, name) if name else "")
        for field, area, who in (("care_view", self.care, view.care), ("enforcement_view", self.enforcement, view.enforcement)):
            area.setEnabled(field != name)
            hint = self.tr("{0} schreef dit al. U ziet het zodra uw kant bewaard is.").format(who.split()[0])
            area.setPlaceholderText(hint if field == name else "")
            if field == name:
                area.set_value("")

    def _mode(self) -> ContactMode:
        return ContactMode[str(self.mode.value)] if self.mode.value else ContactMode.VISIT

    def _on_went(self, *_: object) -> None:
        self.after.went(self._mode(), read_time(self.time.value()))
        self.door.went(self._mode())
        self._show_outcomes(self._shown[0])

    def _outcome(self) -> Outcome | None:
        value = self.outcome.value
        return Outcome[str(value)] if value in Outcome.__members__ else None

    def _on_outcome(self, value: object) -> None:
        if value == _MORE:
            self._show_outcomes(tuple(Outcome))
            self.outcome.pill(Outcome.NOT_REACHED.name).setFocus(Qt.FocusReason.OtherFocusReason)
        self.after.show_outcome(self._outcome())
        self.door.show_outcome(self._outcome())
        self.light.show_outcome(self._outcome())
        self._on_changed()

    def _on_changed(self, *_: object) -> None:
        self.code.look(self.care.value(), self.enforcement.value(), self.common.value())
        self.changed.emit()

    def _today(self) -> date:
        return local_day(self.desk.clock())
