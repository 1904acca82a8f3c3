"""*Gaat niet door*: the duo does not go, and why; or the household let the team know that it needs nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from expertiseteam.team.catalogues import options, shipped, word_of
from expertiseteam.team.records import Catalogue, CatalogueLine
from expertiseteam.visits.called_before import HOW, told_no_need
from expertiseteam.visits.duos import cancel_visit, visit_view
from expertiseteam.visits.records import ContactMode, Refusal, VisitView
from ui.shell.desk import Desk
from ui.shell.panel import Panel
from ui.widgets.checks import Picker
from ui.widgets.fields import Field, LineField, beside
from ui.widgets.labels import Quiet
from ui.widgets.pills import Choice

_OFF, _NO_NEED = "anders", "niet nodig"


class CancellingPanel(Panel):
    """One reason; of a household that says no also how it did, and why."""

    form = "visit-off"
    titles = {"cancelled_because": "Waarom gaat het niet door?"}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Dit bezoek gaat niet door"), self.tr("Zeg het bezoek af"))
        self._visit: VisitView | None = None
        self.kind = Choice(
            ((_OFF, self.tr("Het gaat niet door")), (_NO_NEED, self.tr("De bewoner liet weten: niets nodig"))), name=self.tr("Wat is er?")
        )
        self.because = LineField(self.tr("bijvoorbeeld: meneer ligt in het ziekenhuis"))
        self.because_field = Field(self.tr("Waarom gaat het niet door?"), self.because)
        self.said = LineField(self.tr("bijvoorbeeld: mijn dochter regelt het, u hoeft niet te komen"))
        self.said_field = Field(self.tr("Wat zei de bewoner?"), self.said)
        self.how = Picker([(mode.name, mode.value.capitalize()) for mode in HOW], name=self.tr("Hoe liet de bewoner het weten?"))
        self.refusal = Picker(name=self.tr("Waarom niet?"), placeholder=self.tr("Weet ik niet"))
        told = self.tr("Dit telt als contact van vandaag. Het bezoek gaat niet door, en de regisseur krijgt een actie: beslissen wat nu.")
        self._answer: QWidget = beside(Field(self.tr("Hoe?"), self.how), Field(self.tr("Waarom niet?"), self.refusal))
        self._explained = Quiet(told, wrap=True)
        for part in (self.kind, self.because_field, self.said_field, self._answer, self._explained):
            self.body.addWidget(part)
        for name, widget in (
            ("kind", self.kind),
            ("cancelled_because", self.because),
            ("said", self.said),
            ("how", self.how),
            ("refusal", self.refusal),
        ):
            self.keep(name, widget)
        for line, field in ((self.because, self.because_field), (self.said, self.said_field)):
            line.textEdited.connect(lambda _, field=field: field.wrong(""))
        self.kind.chosen.connect(self._on_chosen)
        self.know(shipped())
        self._lane = self.lane()

    def know(self, words: Sequence[CatalogueLine]) -> None:
        """Hear the lists of the team; call it before a visit is shown."""
        self.refusal.set_options([("", self.tr("Weet ik niet")), *options(words, Catalogue.REFUSAL, Refusal)])

    def open_for(self, visit: VisitView) -> None:
        """Ask why."""
        self._visit = visit
        self.fill({"kind": _OFF, "how": ContactMode.PHONE.name, "refusal": ""})
        for field in (self.because_field, self.said_field):
            field.wrong("")
        self.begin(visit.id)
        self._show()
        self._begin()

    def submit(self) -> None:
        if self._visit is None:
            return
        if self._says_no:
            self.said_field.wrong("" if self.said.value() else self.tr("Schrijf in één zin wat de bewoner zei."))
            if self.said.value():
                reason = str(self.refusal.value or "")
                how, why = ContactMode[str(self.how.value)], word_of(Refusal, reason)
                self._lane.do(lambda _: self._on_answered(), told_no_need, self._visit, said=self.said.value(), mode=how, refusal=why)
            return
        self.because_field.wrong("" if self.because.value() else self.tr("Schrijf in één zin waarom."))
        if self.because.value():
            self._lane.do(lambda _: self._on_cancelled(), cancel_visit, self._visit, self.because.value())

    def submit_anew(self) -> None:
        if self._visit is not None:
            self._lane.ask(self._on_fresh, visit_view, self._visit.id)

    @property
    def _says_no(self) -> bool:
        return self.kind.value == _NO_NEED

    def _on_chosen(self, *_: object) -> None:
        self._show()
        self._begin()

    def _begin(self) -> None:
        (self.said if self._says_no else self.because).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        self.because_field.setVisible(not self._says_no)
        for part in (self.said_field, self._answer, self._explained):
            part.setVisible(self._says_no)

    def _on_fresh(self, now: VisitView) -> None:
        self._visit = now
        self.submit()

    def _on_cancelled(self) -> None:
        self.recorded()
        self.desk.say(self.tr("Het bezoek gaat niet door. De reden staat bij de casus."))

    def _on_answered(self) -> None:
        self.recorded()
        self.desk.say(self.tr("Vastgelegd als contact; het bezoek gaat niet door. De regisseur beslist wat nu."))
