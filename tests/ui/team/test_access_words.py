"""The words of who gets in, without a window."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from expertiseteam.access.who import Discipline, Role
from expertiseteam.insight.open_work import OpenWork
from expertiseteam.team.records import DeputationLine, MemberLine
from expertiseteam.vault.groups import ALPHABET
from expertiseteam.vault.invitations import OpenInvitation
from expertiseteam.vault.overview import Holder
from expertiseteam.vault.renewing import PastStep
from expertiseteam.vault.steps import Step
from ui.team.access_words import (
    access_words,
    here_words,
    left_behind_words,
    member_row,
    open_work_words,
    period_words,
    seen_words,
    spelled,
    step_words,
    until_words,
)

NOW = datetime(2026, 11, 2, 8, 10, tzinfo=UTC)
NOOR = MemberLine("1", 1, "Noor Elzinga", Role.MEMBER, Discipline.CARE, "bemoeizorg", None, "", can_sign_in=True, is_active=True)
NEW = replace(NOOR, can_sign_in=False)
OPEN = OpenInvitation("1", "Noor Elzinga", NOW + timedelta(days=7), is_accepted=False)
USED = replace(OPEN, is_accepted=True)
HOLDER = Holder("Noor Elzinga", datetime(2026, 1, 5, 9, tzinfo=UTC), is_here=True, is_admin=False)
STANDS_IN = DeputationLine("9", 1, "1", date(2026, 11, 2), date(2026, 11, 16))


@pytest.mark.parametrize(
    ("member", "invited", "stands_in", "chip"),
    [
        (NOOR, None, None, ""),
        (NEW, None, None, "geen toegang"),
        (NEW, OPEN, None, "uitgenodigd"),
        (NEW, USED, None, "code gebruikt"),
        (replace(NEW, role=Role.GUEST), None, None, ""),
        (replace(NEW, is_active=False), None, None, "vertrokken"),
        (NOOR, None, STANDS_IN, "neemt waar"),
        (replace(NOOR, id="me"), None, None, "u"),
    ],
)
def test_only_what_is_out_of_the_ordinary_has_a_chip(
    member: MemberLine, invited: OpenInvitation | None, stands_in: DeputationLine | None, chip: str
) -> None:
    row = member_row(member, "me", invited, stands_in)
    assert row.chip == chip
    assert row.faded is not member.is_active


def test_whether_somebody_gets_in_is_said_in_words() -> None:
    assert access_words(NOOR, HOLDER, None, NOW) == "Heeft eigen sleutels sinds 5 januari 2026."
    assert access_words(NOOR, replace(HOLDER, since=None), None, NOW) == "Heeft eigen sleutels."
    assert "geen eigen sleutels" in access_words(NEW, None, None, NOW)
    assert access_words(NEW, None, OPEN, NOW) == "Uitgenodigd. De code geldt tot maandag 9 november 2026, 9.10 uur (over 7 dagen)."
    assert "zodra een aandachtsfunctionaris" in access_words(NEW, None, USED, NOW)
    assert "gast" in access_words(replace(NEW, role=Role.GUEST), None, None, NOW)
    assert "niet meer binnen" in access_words(replace(NEW, is_active=False), None, None, NOW)


def test_where_and_when_somebody_works_is_said_in_words() -> None:
    assert here_words(NOOR, HOLDER) == "Kan op deze computer ontgrendelen."
    assert here_words(NOOR, replace(HOLDER, is_here=False)) == "Ontgrendelt op een andere computer."
    assert here_words(NEW, None) == ""
    assert seen_words(NOW - timedelta(days=1), NOW) == "Gisteren 9.10 uur"
    assert seen_words(None, NOW) == "Nog niet."
    assert until_words(NOW + timedelta(hours=1), NOW) == "maandag 2 november 2026, 10.10 uur (vandaag)"
    assert period_words(STANDS_IN, date(2026, 11, 2)) == "sinds 2 november 2026, tot en met 16 november 2026 (ma 16 november)"


def test_every_sign_of_a_code_can_be_said_and_sounds_like_no_other() -> None:
    said = [spelled(sign) for sign in ALPHABET]
    assert len(set(said)) == len(ALPHABET)
    assert all(word[0] == sign for sign, word in zip(ALPHABET, said, strict=True) if sign.isalpha())
    assert spelled("7K2M9") == "zeven, Karel, twee, Maria, negen"


def test_open_work_is_counted_in_words() -> None:
    assert open_work_words("Sem", OpenWork(0, 0, 0, 0, 0, 0)) == "Er staat geen open werk op naam van Sem."
    assert open_work_words("Sem", OpenWork(3, 1, 0, 0, 0, 0)) == (
        "Op naam van Sem staat nog: 3 open acties en 1 casus als regisseur. Dat blijft staan tot u het aan een ander geeft."
    )
    assert "1 open actie, 2 geplande huisbezoeken, 1 terugkoppeling en 1 doorverwijzing zonder antwoord." in open_work_words(
        "Sem", OpenWork(1, 0, 2, 1, 1, 0)
    )


@pytest.mark.parametrize("step", Step)
def test_every_step_has_a_sentence_with_both_names(step: Step) -> None:
    words = step_words(PastStep(7, NOW, step.value, "Sem de Graaf", "Femke Aarts", "sem", "femke"))
    if step is not Step.RECOVERED:
        assert "Femke Aarts" in words
    assert step in (Step.CREATED, Step.SHEET) or "Sem de Graaf" in words
    assert ("nieuwe sleutel." in words or "nieuwe sleutel;" in words) == (step in (Step.LEFT, Step.RECOVERED, Step.SHEET))


def test_a_step_of_before_there_were_notes_says_so() -> None:
    assert "niet is opgeschreven" in step_words(PastStep(1, None, "", "", ""))


def test_what_was_left_behind_is_said_with_its_number() -> None:
    assert left_behind_words(0).startswith("Alle verzegelde teksten zijn te openen")
    assert left_behind_words(1).startswith("1 verzegelde tekst past")
    assert left_behind_words(4).startswith("4 verzegelde teksten passen")
