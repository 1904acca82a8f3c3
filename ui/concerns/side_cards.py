"""What stands beside the form of a signal whatever is typed: danger now, and the keys."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.shell.commands import key_text
from ui.widgets.frames import Card
from ui.widgets.labels import Heading, IconLabel, KeyHint, Label, Quiet

KEY_WORDS = 150  # width of the words behind a key
SIDE = 300  # width of the column beside the form


def beside_form(*cards: QWidget) -> QWidget:
    """Return the column beside the form, its cards from the top."""
    side = QWidget()
    side.setFixedWidth(SIDE)
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return side


def danger_card() -> Card:
    """Return the card that sends people to 112 instead of to this form."""
    card = Card(role="bar", gap=4)
    card.setProperty("tone", "alert")
    head = QHBoxLayout()
    head.setSpacing(10)
    head.addWidget(IconLabel("triangle-alert", ink="alert"))
    head.addWidget(Heading(_tr("Nu gevaar?")), 1)
    card.body.addLayout(head)
    card.body.addWidget(Label(_tr("Bel 112. Wacht niet op het overleg en niet op dit formulier."), wrap=True))
    return card


def tell_card() -> Card:
    """Return the card with what to say to somebody who tells something (domain.md, R-15)."""
    card = Card(_tr("Zeg dit erbij"), gap=6)
    for line in (
        _tr("Wij kijken ernaar en u hoort of het is opgepakt."),
        _tr("Wat wij doen, mogen wij u niet vertellen."),
        _tr("Uw naam blijft verzegeld, tenzij u zegt dat wij hem mogen noemen."),
    ):
        card.body.addWidget(Quiet(line, small=True, wrap=True))
    return card


def keys_card() -> Card:
    """Return the card with the keys of the form."""
    card = Card(_tr("Toetsen"), gap=6)
    for keys, meaning in (
        ("Tab", _tr("volgend veld")),
        ("↑ ↓", _tr("adres kiezen")),
        ("Enter", _tr("adres overnemen")),
        ("1 – 7", _tr("keuze bij 3 en 4")),
        (key_text("Alt+W"), _tr("wie vertelt het")),
        (key_text("Alt+B"), _tr("namens een beller")),
        ("F1", _tr("alle toetsen")),
    ):
        row = QHBoxLayout()
        row.addWidget(KeyHint(keys))
        row.addStretch(1)
        words = Quiet(meaning, small=True)
        words.setFixedWidth(KEY_WORDS)
        row.addWidget(words)
        card.body.addLayout(row)
    return card


def _tr(text: str) -> str:
    return QCoreApplication.translate("ConcernForm", text)
