"""Words that people typed, shown whole, also when one of them has no end."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from ui.look.theme import Theme
from ui.widgets.labels import Label, breakable

ENDLESS = "Donaudampfschifffahrt" * 12


def test_an_endless_word_breaks_and_stays_itself(theme: Theme) -> None:
    label = Label(f"Op de bus: {ENDLESS}", wrap=True)
    label.resize(300, 20)
    label.show()
    assert label.text() == label.accessibleName() == f"Op de bus: {ENDLESS}"
    assert label.minimumSizeHint().width() <= 160
    assert label.minimumHeight() > 3 * label.fontMetrics().lineSpacing()
    assert max(label.fontMetrics().horizontalAdvance(piece) for piece in QLabel.text(label).split("\u200b")) < 300


def test_what_is_copied_holds_nothing_of_ours(theme: Theme) -> None:
    label = Label(ENDLESS, wrap=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSelection(0, len(ENDLESS))
    assert label.selectedText() == ENDLESS
    label.setText(f"{ENDLESS} nog eens")
    assert QLabel.text(label) == f"{ENDLESS} nog eens"
    assert label.minimumSizeHint().width() <= 160
    QApplication.processEvents()


def test_ordinary_words_stay_as_they_are() -> None:
    for words in ("Burgemeester van den Boschhoutenswaardstraatweg 7", "", "a b\nc"):
        assert breakable(words) == words
