"""Which passphrases are good enough, and the suggestion."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertiseteam.vault.passphrases import judge_passphrase, rules, suggest_passphrase
from expertiseteam.vault.policy import Demand

OWN = ["Femke Aarts", "Expertiseteam Weidevoort", "Weidevoort", "Turfven", "Ganzenhoek", "Łucja Şahin-van ’t Hof"]


@pytest.mark.parametrize(
    "text",
    [
        "lepel wagen kastanje brug melodie",
        "lepelwagenkastanje",
        "de kraai eet op dinsdag graag friet",  # words of two letters do no harm when it is long enough
        "Wij fietsen zondag naar Turfven en terug!",
        "x7#Kd92!mQz0pLw&",
        "кот сидит на крыше дома",
        "zomer lepel kast kraai wolk",
        "MIJN KRAAI EET GRAAG FRIET",
    ],
)
def test_good_ones_pass(text: str) -> None:
    assert judge_passphrase(text, own_words=OWN) is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Typ een wachtzin."),
        ("   ", "Typ een wachtzin."),
        (" lepel wagen kastanje brug", "Haal de spatie aan het begin of het einde"),
        ("lepel wagen kastanje brug\n", "Haal de spatie aan het begin of het einde"),
        ("lepel wagen\x00kastanje brug", "een teken in de wachtzin dat niet elk toetsenbord kan typen"),
        ("lepel wagen \ud800 kastanje", "een teken in de wachtzin"),
        ("kraai en brug", "te kort: u hebt 13 van de 15 tekens"),
        ("kraaienbrug", "te kort"),
        ("a b c d e", "te kort"),
        ("lepel " * 50 + "kraai", "te lang: gebruik hoogstens 200 tekens"),
        ("aaaaaaaaaaaaaaaaaaaa", "steeds hetzelfde"),
        ("abababababababab", "steeds hetzelfde"),
        ("kraai kraai kraai kraai kraai", "steeds hetzelfde"),
        ("welkomwelkomwelkom", "steeds hetzelfde"),
        ("Kraai7Kraai7Kraai7Kr", "steeds hetzelfde"),
        ("1234567890123456", "een rij letters of cijfers"),
        ("qwertyuiopasdfgh", "een rij letters of cijfers"),
        ("zyxwvutsrqponmlk", "een rij letters of cijfers"),
        ("azertyuiopqsdfgh", "een rij letters of cijfers"),
        ("abcdefghijklmno1", "een rij letters of cijfers"),
        ("wachtwoord12345!", "woorden die iedereen probeert"),
        ("Welkom01 Welkom02", "woorden die iedereen probeert"),
        ("W4chtw00rd-W3lkom", "woorden die iedereen probeert"),
        ("September2026!!!", "woorden die iedereen probeert"),
        ("Feyenoord Ajax PSV 1", "woorden die iedereen probeert"),
        ("een twee drie vier vijf", "woorden die iedereen probeert"),
        ("2026 2025 2024 2023!", "woorden die iedereen probeert"),
        ("Weidevoort2026!", "namen van uw team, uw gemeente of dit programma"),
        ("expertiseteam weidevoort", "namen van uw team"),
        ("FemkeAartsTurfven1", "namen van uw team"),
        ("Lucja Sahin van t Hof", "namen van uw team"),
        ("wachtzin voor de gemeente", "namen van uw team"),
        ("Ganz3nhoek Turfv3n", "namen van uw team"),
    ],
)
def test_easy_ones_are_refused_in_one_sentence(text: str, sentence: str) -> None:
    said = judge_passphrase(text, own_words=OWN)
    assert said is not None and sentence in said
    assert said.count(".") == 1 and said.endswith(".")


def test_own_words_count_only_for_their_team() -> None:
    assert judge_passphrase("Ganzenhoek bij Turfven", own_words=OWN) is not None
    assert judge_passphrase("Ganzenhoek bij Turfven", own_words=()) is None


@given(text=st.text(max_size=250))
def test_any_text_gets_an_answer(text: str) -> None:
    said = judge_passphrase(text, own_words=["", "é", "Femke"])
    assert said is None or said.endswith(".")


def test_longest_text_is_judged_while_typing() -> None:
    assert judge_passphrase(("wachtw00rd-" * 20)[:200], own_words=OWN) is not None


def words() -> list[str]:
    return Path("resources/words/wachtzin.txt").read_text(encoding="utf-8").split("\n")[:-1]


def test_word_list_is_long_plain_and_without_doubles() -> None:
    listed = words()
    assert len(listed) >= 2048
    assert len(set(listed)) == len(listed) and listed == sorted(listed)
    assert all(4 <= len(word) <= 8 and word.isascii() and word.isalpha() and word.islower() for word in listed)


def test_suggestion_is_five_different_words_of_the_list_and_good_enough() -> None:
    listed = set(words())
    suggestions = [suggest_passphrase() for _ in range(50)]
    assert len(set(suggestions)) == 50
    for suggestion in suggestions:
        chosen = suggestion.split(" ")
        assert len(chosen) == len(set(chosen)) == 5 and set(chosen) <= listed
        assert judge_passphrase(suggestion, own_words=OWN) is None


def test_what_an_organisation_asks_comes_on_top() -> None:
    demand = Demand(words=6, characters=30)
    judge = partial(judge_passphrase, own_words=(), demand=demand)
    assert judge("molen zilver klaver stoep egel") == "Uw organisatie vraagt om minstens 6 woorden en 30 tekens. Maak de wachtzin langer."
    assert judge("een-lang-woord-van-meer-dan-dertig-tekens-zonder-spatie") is not None
    assert judge("molen zilver klaver stoep egel tuinhek") is None
    assert judge("kort") == judge_passphrase("kort", own_words=()), "our own rule stays, and comes first"
    for _ in range(20):
        assert judge(suggest_passphrase(demand)) is None
    assert len(suggest_passphrase(Demand(characters=60))) >= 60


def test_the_rules_say_what_is_asked_here() -> None:
    assert rules()[0].startswith("Minstens vijf woorden of 15 tekens.")
    asked = rules(Demand(words=7, characters=30))[0]
    assert asked.startswith("Minstens 7 woorden en 30 tekens: dat vraagt uw organisatie.")
