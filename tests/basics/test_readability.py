"""How hard a text is to read: measured as the sources say, and our own texts for residents pass it."""

from __future__ import annotations

import pytest

from expertiseteam.basics.readability import Limits, measure, syllables
from expertiseteam.basics.settings import SETTINGS
from expertiseteam.team.settings import TeamSettings

LIMITS = TeamSettings().plain
PLAIN = "Wij komen dinsdag bij u langs. Hulp is gratis. U zegt zelf wat u wilt. Bel ons als dat niet uitkomt."
HARD = (
    "Naar aanleiding van de onlangs ontvangen melding met betrekking tot betalingsachterstanden informeren wij u dat schuldhulpverlening "
    "vanuit de gemeentelijke organisatie kosteloos aangeboden kan worden indien u daarvoor toestemming verleent."
)


@pytest.mark.parametrize(
    ("word", "many"),
    [("mooi", 1), ("leeuw", 1), ("zeeën", 2), ("bemoeizorg", 3), ("gemeente", 3), ("reünie", 3), ("schuldhulpverlening", 5), ("x", 1)],
)
def test_syllables_are_the_sounds_of_vowels(word: str, many: int) -> None:
    assert syllables(word) == many


def test_the_score_is_that_of_flesch_and_douma() -> None:
    text = "De kat zit op de mat en kijkt naar een vogel in de boom."  # 14 words, 15 syllables, one sentence: too short
    assert measure(text, LIMITS).score is None
    assert measure(text + " Hij wacht.", LIMITS).score == round(206.84 - 77 * 17 / 16 - 0.93 * 8)


def test_what_could_be_easier_is_said_and_what_is_easy_is_left_alone() -> None:
    assert measure(PLAIN, LIMITS).advice(LIMITS) == []
    found = measure(HARD, LIMITS)
    assert [many for _, many in found.long_sentences] == [29] and found.score is not None and found.score < 60
    sentence, words, score = found.advice(LIMITS)
    assert sentence == "Zin van 29 woorden: ‘Naar aanleiding van de onlangs ontvangen…’. Maak er twee van."
    assert words.startswith("Lange woorden: betalingsachterstanden, ") and words.endswith("Kan het korter?")
    assert score == f"Leesscore {found.score}; vanaf 60 lezen de meeste mensen het vlot."
    assert measure(HARD, Limits(40, 10, 30)).long_sentences == ()
    assert measure("Beste {ontvanger},\n{toezeggingen}\nTot dan.", LIMITS).advice(LIMITS) == []
    assert measure("", LIMITS).advice(LIMITS) == [] and measure("… !\n\n12-11", LIMITS).score is None


@pytest.mark.parametrize("key", [setting.key for setting in SETTINGS if setting.for_residents])
def test_our_own_texts_for_residents_read_easily(key: str) -> None:
    assert measure("\n".join(getattr(TeamSettings(), key)), LIMITS).advice(LIMITS) == []
