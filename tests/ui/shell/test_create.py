"""A new dossier: nothing is asked twice, nothing goes on before it is right, and the recovery sheet must be proven."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from expertiseteam.access.who import Discipline
from expertiseteam.basics.sentences import Refused
from expertiseteam.vault.passphrases import rules
from tests.screens.accessibility import complaints, spoken
from tests.screens.harness import rest, shoot
from tests.ui.shell.paper import one_page
from ui.look.theme import Theme
from ui.shell.create import CreateWindow, FirstAnswers, Made
from ui.shell.pdf_view import PdfPage
from ui.shell.runner import Background

GOOD = "lantaarn fiets kersen wolk herfst"
GROUPS = ("DC1P9", "6KZF4", "AA0AG", "J1Q10")


class Model:
    def __init__(self) -> None:
        self.made: list[FirstAnswers] = []
        self.discarded: list[Made] = []
        self.refuses = ""

    def judge(self, passphrase: str, own_words: Iterable[str]) -> str | None:
        if passphrase in own_words:
            return "De wachtzin bestaat uit namen van uw team; kies andere woorden."
        return None if len(passphrase) >= 15 else "De wachtzin is te kort."

    def suggest(self) -> str:
        return GOOD

    @property
    def rules(self) -> Sequence[str]:
        return rules()

    def make(self, answers: FirstAnswers) -> Made:
        if self.refuses:
            raise Refused(self.refuses)
        self.made.append(answers)
        return Made("dossier", GROUPS, one_page(), 3)

    def discard(self, made: Made) -> None:
        self.discarded.append(made)


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    failures: list[BaseException] = []
    background = Background(failures.append)
    yield background
    background.close()
    assert failures == []


@pytest.fixture
def model() -> Model:
    return Model()


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, background: Background, model: Model) -> Iterator[CreateWindow]:
    window = CreateWindow(background, model)
    window.done = []  # type: ignore[attr-defined]
    window.created.connect(lambda made, place: window.done.append((made, place.kind)))  # type: ignore[attr-defined]
    window.cancelled.connect(lambda: window.done.append("gestopt"))  # type: ignore[attr-defined]
    qtbot.addWidget(window, before_close_func=close_it)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    rest()
    return window


def close_it(window: CreateWindow) -> None:
    """As after the last page: before it, a window that has made a dossier does not just close."""
    window._made = None


def type_here(text: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, text)


def press(*keys: Qt.Key) -> None:
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)
        rest()


def fill_team() -> None:
    type_here("Expertiseteam  Weidevoort ")
    press(Qt.Key.Key_Tab)
    type_here("Weidevoort, Turfven; Ganzenhoek, Turfven")
    press(Qt.Key.Key_Tab)
    type_here("Femke Aarts")
    press(Qt.Key.Key_Tab, Qt.Key.Key_1)
    press(Qt.Key.Key_Return)


def fill_passphrase(background: Background) -> None:
    type_here(GOOD)
    press(Qt.Key.Key_Return)
    type_here(GOOD)
    press(Qt.Key.Key_Return)
    background.wait_until_idle()
    rest()


def test_by_keyboard_from_nothing_to_a_dossier(window: CreateWindow, background: Background, model: Model) -> None:
    fill_team()
    assert window._title.text() == "Uw wachtzin"
    fill_passphrase(background)
    assert model.made == [
        FirstAnswers("Expertiseteam Weidevoort", ("Weidevoort", "Turfven", "Ganzenhoek"), "Femke Aarts", Discipline.CARE, GOOD)
    ]
    assert window._title.text() == "Het herstelblad"
    press(Qt.Key.Key_Space)  # Bekijken en afdrukken
    assert window.findChildren(PdfPage)
    window.next()
    assert "Groep 3" in spoken(window)
    type_here("aaoag")  # as it stands on the sheet: without capitals, and O for 0
    press(Qt.Key.Key_Return)
    assert window._title.text() == "Het dossier is klaar"
    assert window.done == []  # type: ignore[attr-defined]
    press(Qt.Key.Key_Space)  # Nodig collega's uit
    assert window.done == [("dossier", "members")]  # type: ignore[attr-defined]
    assert model.discarded == []


def prove(window: CreateWindow, background: Background) -> None:
    fill_team()
    fill_passphrase(background)
    window.show_sheet.click()
    window.next()
    window.proof.setText("AA0AG")
    window.next()
    rest()


def test_what_comes_next_is_offered_and_can_wait(window: CreateWindow, background: Background) -> None:
    prove(window, background)
    said = spoken(window)
    for offer in ("Nodig collega’s uit", "Vul organisaties in", "Kies een tweede plek"):
        assert offer in said
    assert not window.back_button.isVisible()
    press(Qt.Key.Key_Escape)
    assert window.done == []  # type: ignore[attr-defined]
    window.next_button.click()
    assert window.done == [("dossier", "today")]  # type: ignore[attr-defined]


def test_closing_the_last_page_keeps_the_dossier_that_is_ready(window: CreateWindow, background: Background, model: Model) -> None:
    prove(window, background)
    window.close()
    assert window.done == [("dossier", "today")]  # type: ignore[attr-defined]
    assert model.discarded == []


def test_the_rules_of_a_passphrase_stand_there_before_anybody_breaks_them(window: CreateWindow) -> None:
    fill_team()
    assert "Minstens vijf woorden of 15 tekens." in spoken(window)
    assert "Geen namen van uw team" in spoken(window)


def test_what_is_missing_is_said_at_its_field_and_nothing_goes_on(window: CreateWindow) -> None:
    window.next()
    said = spoken(window)
    for sentence in ("Schrijf hoe uw team", "Schrijf minstens één dorp", "Schrijf uw naam", "Kies het vak"):
        assert sentence in said
    assert QApplication.focusWidget() is window.team
    assert window._title.text() == "Een nieuw dossier"


def test_a_weak_or_different_passphrase_does_not_go_on(window: CreateWindow, model: Model) -> None:
    fill_team()
    window.passphrase.first.set_text("Femke Aarts")
    assert "namen van uw team" in window.passphrase.judgement
    window.next()
    assert "namen van uw team" in window.passphrase.fault
    window.passphrase.first.set_text(GOOD)
    assert window.passphrase.judgement == "Sterk genoeg."
    window.passphrase.second.set_text(GOOD + "x")
    window.next()
    assert "niet gelijk" in window.passphrase.fault
    assert model.made == []


def test_a_suggested_passphrase_is_shown_to_be_typed_not_filled_in(window: CreateWindow) -> None:
    fill_team()
    window.passphrase.suggest_button.click()
    assert window.passphrase.offered == GOOD
    assert window.passphrase.text() == ""


def test_the_sheet_must_have_been_looked_at_and_proven(window: CreateWindow, background: Background) -> None:
    fill_team()
    fill_passphrase(background)
    window.next()
    assert window._title.text() == "Het herstelblad"
    assert "Bekijk het herstelblad eerst" in window.bar.text
    window.show_sheet.click()
    window.next()
    assert not [page for page in window.findChildren(PdfPage) if page.isVisible()], "the sheet does not help to prove itself"
    window.proof.setText("DC1P9")
    window.next()
    assert "Dit is niet groep 3." in spoken(window)
    assert window.done == []  # type: ignore[attr-defined]


def test_what_cannot_be_made_is_said_and_what_was_typed_stays(window: CreateWindow, background: Background, model: Model) -> None:
    model.refuses = "De schijf is vol. Er is niets gemaakt. Maak ruimte en probeer het opnieuw."
    fill_team()
    fill_passphrase(background)
    assert window.bar.text == model.refuses
    assert window.passphrase.text() == GOOD
    assert window.next_button.isEnabled()


def test_stopping_before_the_proof_throws_the_empty_dossier_away(window: CreateWindow, background: Background, model: Model) -> None:
    fill_team()
    fill_passphrase(background)
    window.close()
    assert window.isVisible()
    assert "weer weggegooid" in window.bar.text
    from ui.widgets.buttons import Button

    next(button for button in window.bar.findChildren(Button) if button.text() == "Stoppen en weggooien").click()
    background.wait_until_idle()
    assert len(model.discarded) == 1
    assert window.done == ["gestopt"]  # type: ignore[attr-defined]


def test_escape_goes_back_and_keeps_what_was_typed(window: CreateWindow) -> None:
    fill_team()
    press(Qt.Key.Key_Escape)
    assert window._title.text() == "Een nieuw dossier"
    assert window.name.text() == "Femke Aarts"
    press(Qt.Key.Key_Escape)
    assert window.done == ["gestopt"]  # type: ignore[attr-defined]


def test_answers_never_show_the_passphrase() -> None:
    answers = FirstAnswers("Team", ("Turfven",), "Femke", Discipline.CARE, GOOD)
    assert GOOD not in repr(answers)
    assert GROUPS[0] not in repr(Made("x", GROUPS, b"pdf", 1))


def test_every_page_can_be_worked_by_everyone(window: CreateWindow, theme: Theme, background: Background) -> None:
    shoot(theme, window, "nieuw-dossier-1", size=None)
    window.next()
    rest()
    assert complaints(window) == []
    shoot(theme, window, "nieuw-dossier-1-fout", size=None)
    window.team.setFocus()
    fill_team()
    window.passphrase.suggest_button.click()
    rest()
    assert complaints(window) == []
    shoot(theme, window, "nieuw-dossier-2", size=None)
    window.passphrase.first.setFocus()
    fill_passphrase(background)
    window.show_sheet.click()
    rest()
    assert complaints(window) == []
    shoot(theme, window, "nieuw-dossier-3", size=None)
    window.next()
    rest()
    assert complaints(window) == []
    shoot(theme, window, "nieuw-dossier-4", size=None)
    window.proof.setText("AA0AG")
    window.next()
    rest()
    assert complaints(window) == []
    shoot(theme, window, "nieuw-dossier-5", size=None)
    shoot(theme, window, "nieuw-dossier-5-groot", size=None, scale=130)
