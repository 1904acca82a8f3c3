"""The sentences of the example: every one can be said, and none says what does not belong in a dossier."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

from expertiseteam.cases.records import CaseResult, HouseholdKind
from expertiseteam.concerns.records import Channel, NoiseReason
from expertiseteam.example.people import BY_KEY, ORGANISATIONS
from expertiseteam.example.words import THEMES, Words
from expertiseteam.team.settings import TeamSettings
from expertiseteam.visits.records import Outcome

FOLDER = files("resources") / "words" / "example"
FILES = [
    name
    for name in ("general", "names", "noise", "help", "handed", "answered", "enforced", "watched", *(f"themes/{theme}" for theme in THEMES))
]
SLOTS = {"wie", "hij", "hem", "zijn", "huis", "tijd", "dag", "regie", "een", "ander", "volgende", "weekdag", "kern"}
# What a dossier of this team does not hold: diagnoses, judgements, words for people that people would not use of themselves.
UNFIT = re.compile(
    r"dement|alzheimer|depress|psychos|psychot|schizo|borderline|autis|adhd|verslaa|verslav|alcohol|drugs|junk|verward|gestoord|gek\b|aso\b"
    r"|asociaal|cliënt|patiënt|zwerver|illegaal|allochtoon|buitenlander|geloof|moskee|islam|BSN",
    re.IGNORECASE,
)


def sentences(found: Any) -> Iterator[str]:
    """Every text in a file, however deep."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, list):
        for part in found:
            yield from sentences(part)
    elif isinstance(found, dict):  # else a number or a yes
        for part in found.values():
            yield from sentences(part)


def read(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FILES)
def test_every_slot_is_one_that_is_filled(name: str) -> None:
    slots = {slot.lower() for text in sentences(read(name)) for slot in re.findall(r"\{(\w+)\}", text)}
    assert slots <= SLOTS


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_said_that_does_not_belong_here(name: str) -> None:
    assert [text for text in sentences(read(name)) if UNFIT.search(text)] == []


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_is_whole(theme: str) -> None:
    known = read(f"themes/{theme}")
    settings = TeamSettings()
    assert known["basis"] in settings.legal_bases
    assert known["purpose"] in settings.purposes
    assert {HouseholdKind[kind] for kind in known["households"]}
    assert set(known["door"]) <= {name for name, _ in ORGANISATIONS}
    assert {*known["lead"], *(key for duo in known["duos"] for key in duo)} <= set(BY_KEY)
    assert set(known["actions"]) <= {"lead", *BY_KEY}
    assert set(known.get("channels", ())) <= set(Channel.__members__)
    assert set(known["closing"]) <= set(CaseResult.__members__)
    for view in ("care", "enforcement"):
        assert set(known[view]) == {o.name for o in (Outcome.AT_THE_DOOR, Outcome.HELP_ACCEPTED, Outcome.HELP_REFUSED, Outcome.NOT_LET_IN)}
    assert len(known["signals"]) >= 9 and len(known["tasks"]) >= 2


def test_noise_has_sentences_for_every_reason() -> None:
    assert set(read("noise")) == set(NoiseReason.__members__)


def test_rare_outcomes_are_outcomes() -> None:
    assert set(read("general")["rare"]) <= set(Outcome.__members__)


@pytest.mark.parametrize("theme", THEMES)
def test_every_sentence_of_a_theme_can_be_said_of_every_household_in_it(theme: str) -> None:
    words = Words(random.Random(1))
    known = words.themes[theme]
    more = {"regie": "Noor", "een": "Noor", "ander": "Sem", "volgende": "dinsdag", "weekdag": "dinsdag"}
    for kind in sorted(set(known["households"])):
        somebody = words.somebody(HouseholdKind[kind])
        for text in sentences({name: part for name, part in known.items() if name not in ("lead", "duos")}):
            for slots in (somebody.slots(), somebody.slots_of_home()):
                said = words.fill(text, slots | more)
                assert "{" not in said and "  " not in said


def test_a_list_is_used_up_before_anything_comes_again() -> None:
    words = Words(random.Random(3))
    drawn = [words.draw("test", "abcdef") for _ in range(18)]
    assert [sorted(drawn[n : n + 6]) for n in (0, 6, 12)] == [list("abcdef")] * 3
    assert all(a != b for a, b in zip(drawn, drawn[1:], strict=False))
