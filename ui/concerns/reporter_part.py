"""*Wie vertelt het?* in the form: typed, sealed, and from then on never shown again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.plausible import contact_doubt
from expertiseteam.basics.text import fold
from expertiseteam.concerns.records import Internally, ReporterText, Source
from expertiseteam.team.records import Catalogue, CatalogueLine, OrganisationLine
from ui.concerns.words import capital
from ui.widgets.buttons import Button
from ui.widgets.checks import Check, Picker
from ui.widgets.fields import Field, LineField
from ui.widgets.frames import Fold, Well
from ui.widgets.labels import IconLabel, Label, Quiet
from ui.widgets.pills import Choice

TOLD_BY = (Source.RESIDENT, Source.VOLUNTEER, Source.PROFESSIONAL, Source.ANONYMOUS)


class ReporterPart(Fold):
    """The folded part. `changed` tells that something in it was typed or chosen.

    Two states: fields in which somebody types, or *verzegeld bewaard*, from which only replacing leads back to empty fields.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Wie vertelt het?"), icon="lock")
        self._is_sealed = self._is_touched = False
        self.source = Choice([(s, capital(s.value)) for s in TOLD_BY], name=self.tr("Bron"))
        self.body.addWidget(Field(self.tr("Bron"), self.source, hint=self.tr("dit ziet het hele team")))
        self.internally = Choice([(i, capital(i.value)) for i in Internally], name=self.tr("In de eigen organisatie besproken?"))
        self._internally_field = Field(self.tr("In de eigen organisatie besproken?"), self.internally)
        self.on_behalf = Check(self.tr("Ik schrijf dit op voor wie het vertelt, bijvoorbeeld aan de telefoon"))
        self.name = LineField(name=self.tr("Naam van de melder"), longest=200)
        self.employer = LineField(name=self.tr("Werkgever van de melder"), longest=200)
        self.trade = Picker(name=self.tr("Beroep van de melder"), placeholder=self.tr("niet gezegd"))
        self._partners: Sequence[OrganisationLine] = ()
        self.route = Quiet("", wrap=True)
        self.named_to = LineField(self.tr("bijvoorbeeld: alleen aan de huisarts"), name=self.tr("Aan wie mag de naam genoemd worden"))
        self.agreed_with = LineField(name=self.tr("Met wie is dat afgesproken"), longest=200)
        self.phone = LineField(name=self.tr("Telefoon of e-mail van de melder"), longest=200)
        self.remark = LineField(self.tr("bijvoorbeeld: alleen ’s avonds bellen"), name=self.tr("Opmerking over de melder"))
        self.may_be_named = Check(self.tr("De melder vindt het goed dat de naam genoemd wordt"))
        self._open_part = QWidget()
        column = QVBoxLayout(self._open_part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Field(self.tr("Naam"), self.name), 3)
        self._phone_field = Field(self.tr("Telefoon of e-mail"), self.phone)
        self.phone.editingFinished.connect(lambda: self._phone_field.wrong(contact_doubt(self.phone.value())))
        row.addWidget(self._phone_field, 2)
        column.addLayout(row)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Field(self.tr("Werkgever"), self.employer), 2)
        row.addWidget(Field(self.tr("Beroep"), self.trade, hint=self.tr("om te tellen")), 2)
        row.addWidget(Field(self.tr("Opmerking"), self.remark), 2)
        column.addLayout(row)
        column.addWidget(self.route)
        column.addWidget(self.may_be_named)
        self._consent = QWidget()
        row = QHBoxLayout(self._consent)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Field(self.tr("Aan wie"), self.named_to), 3)
        row.addWidget(Field(self.tr("Afgesproken met"), self.agreed_with), 2)
        column.addWidget(self._consent)
        self.body.addWidget(self._open_part)
        self._sealed_part = Well()
        said = QHBoxLayout()
        said.setSpacing(10)
        said.addWidget(IconLabel("lock"))
        said.addWidget(Label(self.tr("Verzegeld bewaard. Niemand kan het hier teruglezen, ook u niet."), wrap=True), 1)
        self.replace_button = Button(self.tr("Vervangen"), self._on_replace)
        said.addWidget(self.replace_button)
        self._sealed_part.body.addLayout(said)
        for part in (self._sealed_part, self.on_behalf, self._internally_field):
            self.body.addWidget(part)
        self._fields = (self.name, self.phone, self.employer, self.remark, self.named_to, self.agreed_with)
        for field in self._fields:
            field.textEdited.connect(self._on_typed)
        self.may_be_named.clicked.connect(self._on_typed)
        self.trade.chosen.connect(lambda _: self._on_typed())
        for choice in (self.source, self.internally):
            choice.chosen.connect(lambda _: self._tell())
        self.on_behalf.clicked.connect(self._tell)
        self._show_state()

    @property
    def is_sealed(self) -> bool:
        """Whether a reporter lies sealed in the draft."""
        return self._is_sealed

    @property
    def is_touched(self) -> bool:
        """Whether the reporter was typed, or taken away, since the last time it was sealed."""
        return self._is_touched

    def text(self) -> ReporterText:
        """Return what is typed now."""
        named = self.may_be_named.isChecked()
        return ReporterText(
            self.name.value(),
            self.phone.value(),
            self.remark.value(),
            named,
            self.employer.value(),
            self.named_to.value() if named else "",
            self.agreed_with.value() if named else "",
            str(self.trade.value or "") if self.chosen_source() is not Source.ANONYMOUS else "",
        )

    def know(self, words: Sequence[CatalogueLine], partners: Sequence[OrganisationLine]) -> None:
        """Learn the trades, and what partners ask of their own people first."""
        chosen = self.trade.value
        trades = [(word.code, capital(word.label)) for word in words if word.catalogue is Catalogue.SIGNALLER and word.is_offered]
        self.trade.set_options([("", self.tr("Niet gezegd")), *trades])
        self.trade.set_value(chosen)
        self._partners = partners
        self._show_route()

    def chosen_internally(self) -> Internally | None:
        """Return whether a professional spoke of it in the own organisation; None when nobody asked."""
        value = self.internally.value
        return value if isinstance(value, Internally) and self.chosen_source() is Source.PROFESSIONAL else None

    def typed(self) -> dict[str, str]:
        """Return what of this part the whole team may see, for the draft."""
        source, internally = self.chosen_source(), self.chosen_internally()
        return {
            "source": "" if source is Source.UNKNOWN else source.name,
            "internally": internally.name if internally else "",
            "on_behalf": "1" if self.on_behalf.isChecked() else "",
        }

    def put(self, kept: Mapping[str, str]) -> None:
        """Show what a draft kept of that."""
        self.source.set_value(Source.__members__.get(kept.get("source", "")))
        self.internally.set_value(Internally.__members__.get(kept.get("internally", "")))
        self.on_behalf.setChecked(bool(kept.get("on_behalf")))
        self._show_state()

    def chosen_source(self) -> Source:
        """Return the source, *niet genoemd* when nobody chose one."""
        value = self.source.value
        return value if isinstance(value, Source) else Source.UNKNOWN

    def show_sealed(self) -> None:
        """Forget what was typed: it lies sealed in the draft now."""
        self._empty()
        self._is_sealed = True
        self._show_state()

    def clear(self) -> None:
        """Begin anew."""
        self._empty()
        self._is_sealed = False
        self.put({})
        self.set_open(False)

    def _empty(self) -> None:
        for field in self._fields:
            field.clear()
        self.may_be_named.setChecked(False)
        self.trade.set_value(None)
        self._phone_field.wrong("")
        self._is_touched = False

    def _on_replace(self) -> None:
        self._is_sealed = False
        self._is_touched = True
        self._show_state()
        self.name.setFocus()
        self.changed.emit()

    def _on_typed(self) -> None:
        self._is_touched = True
        self._tell()

    def _show_route(self) -> None:
        """What the employer that is typed asks of its own people before they tell the team (domain.md, row 95). Nothing of it is kept."""
        typed = fold(self.employer.value())
        found = next((one for one in self._partners if typed and (one.route_first or one.route_contact) and fold(one.name) == typed), None)
        self.route.setVisible(found is not None)
        if found is not None:
            self.route.setText(route_words(found))

    def _tell(self) -> None:
        self._show_state()
        self.changed.emit()

    def _show_state(self) -> None:
        self._consent.setVisible(self.may_be_named.isChecked())
        self._show_route()
        self._internally_field.setVisible(self.chosen_source() is Source.PROFESSIONAL)
        self._open_part.setVisible(not self._is_sealed)
        self._sealed_part.setVisible(self._is_sealed)
        if self._is_sealed:
            said = self.tr("verzegeld bewaard")
        elif not self.text().is_empty:
            said = self.tr("ingevuld, wordt verzegeld")
        else:
            said = self.tr("verzegeld: alleen de aandachtsfunctionaris kan dit lezen")
        source = self.source.value
        self.set_hint(f"{source} · {said}" if isinstance(source, Source) else said)


def route_words(partner: OrganisationLine) -> str:
    """Return what a partner asks of its own people first: "Woonpunt: eerst bespreken, met de teamleider. Is dat gebeurd?"."""
    asked = [partner.route_first or "eerst bespreken", f"met {partner.route_contact}" if partner.route_contact else ""]
    return f"{partner.name}: {', '.join(filter(None, asked))}. Is dat gebeurd? Kies het hieronder."
