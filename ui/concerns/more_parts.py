"""The folded parts of the form beside who told it: since when, haste, the signal card, and the two lenses. All may stay empty."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from expertiseteam.basics.dates import short_date
from expertiseteam.concerns.intake import LONGEST
from expertiseteam.concerns.records import ConcernKind, Directness, Urgency
from expertiseteam.team.records import Catalogue, CatalogueLine
from ui.concerns.words import capital, duration
from ui.widgets.checks import Picker
from ui.widgets.dates import DateField
from ui.widgets.fields import Field, TextArea
from ui.widgets.frames import Fold
from ui.widgets.labels import Quiet
from ui.widgets.pills import Choice, FilterChips

WORRY = "WORRY"  # a signal about somebody, which is what most are; stored as no kind


class FormPart(Fold):
    """A part of the form. `changed`: something in it was typed or chosen by the user."""

    changed = Signal()

    def typed(self) -> dict[str, str]:
        """Return what is filled in, for the draft; empty texts for what is not."""
        raise NotImplementedError

    def put(self, kept: Mapping[str, str]) -> None:
        """Show what a draft kept, or (with nothing in it) begin anew."""
        raise NotImplementedError

    def clear(self) -> None:
        """Begin anew."""
        self.put({})
        self.set_open(False)


class SincePart(FormPart):
    """Since when, with how long that is, and whether who tells it was there."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(self.tr("Sinds wanneer, en zelf gezien?"), icon="calendar")
        self._today = today
        self.since = DateField(today, name=self.tr("Sinds wanneer"), looking_back=True)
        self.direct = Choice([(d, capital(d.value)) for d in Directness], name=self.tr("Zelf meegemaakt of via een ander"))
        self.field = Field(self.tr("Dag of maand"), self.since)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.field, 1)
        row.addWidget(Field(self.tr("Wie het vertelt, heeft het"), self.direct), 2)
        self.body.addLayout(row)
        self.since.textChanged.connect(self._on_typed)
        self.direct.chosen.connect(lambda _: self._on_typed())
        self._say()

    def typed(self) -> dict[str, str]:
        value = self.direct.value
        return {"since": self.since.value(), "directness": value.name if isinstance(value, Directness) else ""}

    def put(self, kept: Mapping[str, str]) -> None:
        self.since.setText(kept.get("since", ""))
        self.direct.set_value(Directness.__members__.get(kept.get("directness", "")))
        self.field.wrong("")
        self._say()

    def _on_typed(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        since, value = self.since.value_date, self.direct.value
        when = f"{short_date(since, self._today())}, {duration(since, self._today())}" if since else ""
        parts = [part for part in (when, value.value if isinstance(value, Directness) else "") if part]
        self.set_hint(" · ".join(parts) or self.tr("niet ingevuld"))


class HastePart(FormPart):
    """How urgent it is; and when it is no worry about somebody, what it is instead."""

    def __init__(self) -> None:
        super().__init__(self.tr("Heeft het haast? Of is het een vraag?"), icon="siren")
        self.urgency = Choice([(u, capital(u.value)) for u in Urgency], name=self.tr("Spoed"))
        kinds: list[tuple[object, str]] = [(WORRY, self.tr("Zorg")), *((k, capital(k.value)) for k in ConcernKind)]
        self.kind = Choice(kinds, name=self.tr("Wat is het?"))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Field(self.tr("Spoed"), self.urgency), 1)
        row.addWidget(Field(self.tr("Wat is het?"), self.kind, hint=self.tr("een vraag of initiatief heeft geen bewoner nodig")), 1)
        self.body.addLayout(row)
        for choice in (self.urgency, self.kind):
            choice.chosen.connect(lambda _: self._on_chosen())
        self.put({})

    @property
    def chosen_urgency(self) -> Urgency:
        """How urgent; *gewoon* when nobody chose."""
        return self.urgency.value if isinstance(self.urgency.value, Urgency) else Urgency.NORMAL

    @property
    def chosen_kind(self) -> ConcernKind | None:
        """What it is when it is no worry."""
        return self.kind.value if isinstance(self.kind.value, ConcernKind) else None

    def typed(self) -> dict[str, str]:
        urgency, kind = self.chosen_urgency, self.chosen_kind
        return {"urgency": "" if urgency is Urgency.NORMAL else urgency.name, "kind": kind.name if kind else ""}

    def put(self, kept: Mapping[str, str]) -> None:
        self.urgency.set_value(Urgency.__members__.get(kept.get("urgency", ""), Urgency.NORMAL))
        self.kind.set_value(ConcernKind.__members__.get(kept.get("kind", ""), WORRY))
        self._say()

    def _on_chosen(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        kind = self.chosen_kind
        self.set_hint(self.tr("nu: {0}").format(self.chosen_urgency.value) + (f" · {kind.value}" if kind else ""))


class SignsPart(FormPart):
    """The signal card: what somebody of this trade can see, in plain words. The trade itself is not kept: it could point at who told it."""

    leads = Signal(str)  # "farm" or "acute" when such a sign was chosen

    def __init__(self) -> None:
        super().__init__(self.tr("Signaalkaart: waar let u op?"), icon="eye")
        self._words: Sequence[CatalogueLine] = ()
        self._kept: tuple[str, ...] = ()  # chosen on a card that is not shown now, or before the words were here
        self.card = Picker(name=self.tr("Kaart van"), placeholder=self.tr("alle kaarten: kies een beroep"))
        self.signs = FilterChips([], name=self.tr("Wat ziet u?"), several=True)
        self.body.addWidget(Field(self.tr("Kaart van"), self.card, hint=self.tr("kiest alleen welke woorden u ziet; wordt niet bewaard")))
        self._signs_field = Field(self.tr("Wat ziet u?"), self.signs, hint=self.tr("meer dan een mag"))
        self.body.addWidget(self._signs_field)
        self.body.addWidget(Quiet(self.tr("Dit zijn geheugensteuntjes. Niets hoeft; een gevoel is genoeg."), small=True, wrap=True))
        self.card.chosen.connect(lambda _: self._show_card())
        self.signs.changed.connect(lambda _: self._on_chosen())
        self._say()

    def know(self, words: Sequence[CatalogueLine]) -> None:
        """Learn the words."""
        chosen = self.codes
        self._words = [word for word in words if word.is_offered]
        signallers = [(w.code, capital(w.label)) for w in self._words if w.catalogue is Catalogue.SIGNALLER]
        self.card.set_options(signallers)
        self._kept = chosen
        self._show_card()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the signs that are chosen."""
        shown = tuple(str(code) for code in self.signs.values)
        return (*(code for code in self._kept if code not in shown), *shown)

    def typed(self) -> dict[str, str]:
        return {"signs": " ".join(self.codes)}

    def put(self, kept: Mapping[str, str]) -> None:
        self._kept = tuple(kept.get("signs", "").split())
        self.signs.set_value()
        self.card.set_value(None)
        self._show_card()

    def _show_card(self) -> None:
        who, chosen = self.card.value, self.codes
        signs = [w for w in self._words if w.catalogue is Catalogue.SIGN]
        on_card = [w for w in signs if w.code in chosen or (who and (not w.of or who in w.of))]
        self.signs.set_options([(w.code, capital(w.label)) for w in on_card])
        self.signs.stand_after(self.card)
        self.signs.set_value(*(code for code in chosen if any(w.code == code for w in on_card)))
        self._kept = tuple(code for code in chosen if all(w.code != code for w in on_card))
        self._signs_field.setVisible(bool(on_card))
        self._say()

    def _on_chosen(self) -> None:
        self._say()
        self.changed.emit()
        found = {w.leads for w in self._words if w.code in self.codes}
        for lead in ("acute", "farm"):
            if lead in found:
                self.leads.emit(lead)

    def _say(self) -> None:
        labels = [w.label for w in self._words if w.code in self.codes]
        self.set_hint(", ".join(labels) if labels else self.tr("woorden die helpen, per beroep"))


class LensesPart(FormPart):
    """What the care eye saw beside what the enforcement eye saw (domain.md, row 18)."""

    def __init__(self) -> None:
        super().__init__(self.tr("Twee brillen: zorg en handhaving"), icon="eye")
        self.care = TextArea(self.tr("wat zegt dit over de mens?"), name=self.tr("Zorgbril"), least=2, most=5, longest=LONGEST)
        rule = self.tr("welke regel wordt geraakt?")
        self.enforcement = TextArea(rule, name=self.tr("Handhavingsbril"), least=2, most=5, longest=LONGEST)
        row = QHBoxLayout()
        row.setSpacing(12)
        for label, area in ((self.tr("Zorgbril"), self.care), (self.tr("Handhavingsbril"), self.enforcement)):
            row.addWidget(Field(label, area), 1)
            area.textChanged.connect(self._on_typed)
        self.body.addLayout(row)
        self._say()

    def typed(self) -> dict[str, str]:
        return {"care_view": self.care.toPlainText(), "enforcement_view": self.enforcement.toPlainText()}

    def put(self, kept: Mapping[str, str]) -> None:
        self.care.set_value(kept.get("care_view", ""))
        self.enforcement.set_value(kept.get("enforcement_view", ""))
        self._say()

    def _on_typed(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        filled = [w for w, area in ((self.tr("zorg"), self.care), (self.tr("handhaving"), self.enforcement)) if area.value()]
        self.set_hint(self.tr("ingevuld: {0}").format(", ".join(filled)) if filled else self.tr("mag leeg blijven"))
