"""*Checkronde*: ask chosen partners whether they know an address, and record their *ja*, *nee* or *neem contact op*."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from expertiseteam.concerns.check_round import CheckRoundView, ask_partners, close_round, record_answers
from expertiseteam.concerns.records import ConcernView, Known
from expertiseteam.team.records import OrganisationLine
from ui.concerns.panels import Done, Panel, needed
from ui.concerns.words import capital
from ui.shell.runner import Lane
from ui.widgets.checks import Check, Picker
from ui.widgets.fields import Field, LineField
from ui.widgets.frames import clear
from ui.widgets.labels import Label, Quiet
from ui.widgets.pills import Choice, FilterChips


class AskPanel(Panel):
    """Who is asked, with which purpose, and why it is needed; with the only sentence that may be said."""

    def __init__(self) -> None:
        super().__init__(self.tr("Checkronde"), self.tr("alleen of men het adres kent; niets van de inhoud"))
        self.button = self.tr("Checkronde beginnen")
        self._has_partners = False  # the lists are read when the panel is opened first
        self.partners = FilterChips([], name=self.tr("Wie vraagt u?"), several=True)
        self.purpose = Picker(name=self.tr("Met welk doel?"), placeholder=self.tr("kies een doel"))
        self.why = LineField(self.tr("waarom is het nodig, en kan het niet met minder?"), name=self.tr("Waarom is het nodig?"))
        self._say = Label("", wrap=True)
        self._partners_field = Field(self.tr("Wie vraagt u?"), self.partners, hint=self.tr("meer dan een mag"))
        self._purpose_field, self._why_field = (
            Field(self.tr("Met welk doel?"), self.purpose),
            Field(self.tr("Waarom is het nodig?"), self.why),
        )
        for part in (self._purpose_field, self._partners_field, self._why_field, self._say):
            self.body.addWidget(part)
        self.keep_choice("purpose", self.purpose)
        self.keep("why", self.why)

    def offer(self, concern: ConcernView, partners: Sequence[OrganisationLine], purposes: Sequence[str]) -> None:
        """Fill the lists."""
        if not self._has_partners:  # making the buttons anew would take the keyboard from them
            self._has_partners = any(o.is_active for o in partners)
            self.partners.set_options([(o.id, o.name) for o in partners if o.is_active])
            self.partners.stand_after(self.purpose)
            self.purpose.set_options([(p, capital(p)) for p in purposes])
        place = concern.place or self.tr("dit adres")
        self._say.setText(self.tr("Zeg alleen: “Kent u {0}? Antwoord met ja, nee of neem contact op.”").format(place))

    def first(self) -> QWidget:
        return self.purpose

    def check(self) -> bool:
        if not self._has_partners:
            self._partners_field.wrong(self.tr("Er is nog geen organisatie om te vragen. Voeg er een toe bij Instellingen."))
            return False
        return needed(
            (self._purpose_field, "" if self.purpose.value else self.tr("Kies een doel.")),
            (self._partners_field, "" if self.partners.values else self.tr("Kies minstens één partner.")),
            (self._why_field, "" if self.why.value() else self.tr("Schrijf waarom het nodig is.")),
        )

    def record(self, lane: Lane, concern: ConcernView, done: Done) -> None:
        said = self.tr("De checkronde bij signaal {0} loopt.").format(concern.code)
        partners = [str(partner) for partner in self.partners.values]
        lane.do(lambda _: done(said), ask_partners, concern.id, partners, str(self.purpose.value), self.why.value())


class AnswersPanel(Panel):
    """One row for each partner that has not answered yet."""

    def __init__(self) -> None:
        super().__init__(self.tr("Antwoorden van de checkronde"), " ")
        self.button = self.tr("Antwoorden vastleggen")
        self._round: CheckRoundView | None = None
        self.choices: dict[str, Choice] = {}
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(12)
        self._rows.setVerticalSpacing(6)
        self.body.addLayout(self._rows)
        self.stop = Check(self.tr("Niet langer wachten op wie nog niet antwoordde"))
        self._none = Quiet("")

    def offer(self, shown: CheckRoundView | None) -> None:
        """Show who was asked; once, so that what was chosen stays."""
        if shown is None or self._round is not None:
            return
        self._round = shown
        self.aside.setText(self.tr("doel: {0}").format(shown.purpose))
        clear(self._rows)
        waiting = [answer for answer in shown.answers if answer.answer is None]
        for number, answer in enumerate(waiting):
            choice = Choice([(k, capital(k.value)) for k in Known], name=answer.partner)
            self._rows.addWidget(Label(answer.partner), number, 0)
            self._rows.addWidget(choice, number, 1)
            self.choices[answer.id] = choice
        self._rows.setColumnStretch(1, 1)
        for part in (self.stop, self._none):  # not sooner: Tab goes in the order in which widgets come into the window
            self.body.addWidget(part)

    def first(self) -> QWidget:
        return next(iter(self.choices.values()), self.stop)

    def check(self) -> bool:
        chosen = any(choice.value for choice in self.choices.values()) or self.stop.isChecked()
        self._none.setText("" if chosen else self.tr("Kies bij minstens één partner het antwoord."))
        return chosen

    def record(self, lane: Lane, concern: ConcernView, done: Done) -> None:
        shown = self._round
        if shown is None:
            return
        answers = {key: choice.value for key, choice in self.choices.items() if isinstance(choice.value, Known)}
        said = self.tr("De antwoorden bij signaal {0} zijn vastgelegd.").format(concern.code)
        closes = self.stop.isChecked() and len(answers) < len(self.choices)

        def recorded(_: object) -> None:
            if closes:
                lane.do(lambda _: done(said), close_round, shown)
            else:
                done(said)

        if answers:
            lane.do(recorded, record_answers, shown, answers)
        else:
            lane.do(lambda _: done(said), close_round, shown)
