"""Whatever people type comes out of the printer as they typed it, and does nothing else."""

from __future__ import annotations

import ast
import builtins
import io
import itertools
import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

import reports
from expertiseteam.meetings.papers import DoorPaper
from reports.action_list import action_list_pdf
from reports.agenda import agenda_pdf
from reports.code_slip import code_slip_pdf
from reports.minutes import minutes_pdf
from reports.recovery_sheet import recovery_sheet_pdf
from reports.style import BODY, WIDTH, fallback_glyphs
from reports.text import LONG, SHORTENED, _printable, _width_of, as_sentence, plain, text, unbroken
from tests.faults.sampling import sample
from tests.reports import samples
from tests.reports.reading import words_by_pdfium, words_of

PAPERS: dict[str, tuple[Callable[[Any], bytes], Any]] = {
    "minutes": (minutes_pdf, samples.story_minutes("Noor Elzinga")),
    "agenda": (agenda_pdf, samples.story_agenda()),
    "action list": (action_list_pdf, samples.story_action_list()),
    "recovery sheet": (recovery_sheet_pdf, samples.recovery_sheet()),
    "code slip": (code_slip_pdf, samples.code_slip()),
}
HOSTILE = {
    "<b>vet": "<b>vet",
    "R&D": "R&D",
    "Jan <Jansen> kwam": "Jan <Jansen> kwam",
    "</para></td>": "</para></td>",
    "&amp; &#60; &onbekend;": "&amp; &#60; &onbekend;",
    '<img src="http://127.0.0.1/x.png"/>': '<img src="http://127.0.0.1/x.png"/>',
    '<img src="/etc/hostname"/>': '<img src="/etc/hostname"/>',
    '<a href="javascript:alert(1)">klik</a>': '<a href="javascript:alert(1)">klik</a>',
    "<br/><onDraw name='x'/>": "<br/><onDraw name='x'/>",
    ") Tj ET Q (\\ 100%": ") Tj ET Q (\\ 100%",
    "{0} %s %(naam)s": "{0} %s %(naam)s",
    "blij 😀": "blij [grinning face]",
    "👨\u200d👩": "[man][woman]",
    "👍🏽": "[thumbs up sign]",
    "漢": "[cjk unified ideograph-6f22]",
    "sneeuw ☃ pop": "sneeuw ☃ pop",
    "\U0001fae8": "[U+1FAE8]",
    "half \ud83d teken": "half teken",
    "n\x00u\x07l": "nul",
    "tab\tstop": "tab stop",
    "eigen \ue000 teken": "eigen teken",
    "om\u202egekeerd\u200b\ufeff": "omgekeerd",
    "af\u00adbreken": "afbreken",
    "cafe\u0301": "café",
    "Łucja Şahin-van ’t Hof": "Łucja Şahin-van ’t Hof",
    "İlker Ğüneş, Żółć Wąsik": "İlker Ğüneş, Żółć Wąsik",
    "50\u00a0% \u2009 van\u2003alles": "50 % van alles",
}


@pytest.mark.parametrize(("kind", "typed"), sample(list(itertools.product(PAPERS, HOSTILE)), 40, "hostile"))
def test_every_field_of_every_paper_prints_what_was_typed(kind: str, typed: str) -> None:
    (make, paper), printed = PAPERS[kind], HOSTILE[typed]
    pdf = make(samples.filled_with(paper, typed))
    assert printed in words_of(pdf)
    assert printed in words_by_pdfium(pdf)


@pytest.mark.parametrize("kind", PAPERS)
@pytest.mark.parametrize("typed", ["", " ", "\n\n\n", "\x00", "\ufeff"])
def test_texts_without_anything_visible_leave_a_paper_that_prints(kind: str, typed: str) -> None:
    make, paper = PAPERS[kind]
    assert "VERTROUWELIJK" in words_of(make(samples.filled_with(paper, typed)))


def test_a_word_of_200_letters_is_spread_over_lines_and_lost_nowhere() -> None:
    word = "Begin" + "w" * 190 + "einde"
    door = DoorPaper((word[:50],), (word[:50], "Woonpunt"))
    item = samples.item(1, title=word, question=word, notes=(word,), actions=(samples.action(word),), door=door)
    pdf = minutes_pdf(replace(samples.empty_minutes(), items=(item,), decisions=(replace(samples.UITSTEL, text=word, mandate=""),)))
    assert words_of(pdf).replace(" ", "").count(word) == 5
    point = replace(samples.story_agenda().items[2], title=word, reasons=(word, "kort"), question=word, last_agreement=word)
    pdf = agenda_pdf(replace(samples.story_agenda(), items=(point,)))
    assert words_of(pdf).replace(" ", "").count(word) == 4


@pytest.mark.parametrize("kind", PAPERS)
def test_a_word_of_200000_letters_in_every_field_is_cut_before_it_costs_anything(kind: str) -> None:
    make, paper = PAPERS[kind]
    spoiled = samples.filled_with(paper, "w" * 200_000)
    begun = time.process_time()
    pdf = make(spoiled)
    assert time.process_time() - begun < 10.0, "some tenths on any computer, and minutes once it grows with the square of the length"
    assert SHORTENED.strip() in words_by_pdfium(pdf)


def test_what_is_too_long_says_that_it_was_cut() -> None:
    pdf = minutes_pdf(replace(samples.empty_minutes(), items=(samples.item(1, notes=("woord " * LONG,)),)))
    assert words_of(pdf).count(SHORTENED.strip()) == 1
    whole = minutes_pdf(replace(samples.empty_minutes(), items=(samples.item(1, notes=("woord " * 1000,)),)))
    assert words_of(whole).count("woord") == 1000
    assert SHORTENED.strip() not in words_of(whole)


def test_a_line_end_begins_a_new_line_and_empty_lines_cost_no_paper() -> None:
    assert text(BODY, WIDTH, "een\ntwee\r\n\r\n\n drie").height == 3 * BODY.leading
    assert text(BODY, WIDTH, "a\n" * 5000).height < 500 * BODY.leading
    assert text(BODY, WIDTH, "").height == 0


@given(st.text(max_size=300), st.floats(min_value=5, max_value=WIDTH))
@hypothesis_settings(max_examples=150)
def test_any_text_at_any_width_stays_inside_it_and_loses_nothing(typed: str, width: float) -> None:
    lines = text(BODY, width, typed)._lines
    for line in lines:
        signs = "".join(stretch for _, stretch in line)
        assert len(signs.strip()) <= 1 or _width_of(line) <= width + 1e-6  # without the unseen space at its end
    printed = "".join(stretch for line in lines for _, stretch in line)
    assert printed.replace(" ", "") == "".join(run for runs in _printable(typed, LONG) for _, run in runs).replace(" ", "")


def test_the_properties_of_the_file_take_one_line_without_strange_signs() -> None:
    assert plain("Team\n<b>Weide\u200bvoort</b> ☃ 😀") == "Team <b>Weidevoort</b> ☃ [grinning face]"
    assert plain("w" * 500) == "w" * 120 + SHORTENED


def test_names_are_never_broken_over_two_lines() -> None:
    assert unbroken("Femke Aarts, Wil Stam") == "Femke\u00a0Aarts, Wil\u00a0Stam"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("gedaan, bewoner weet ervan", "Gedaan, bewoner weet ervan"),
        ("’t lukte niet", "’t lukte niet"),
        ("iPad ophalen", "iPad ophalen"),
        ("", ""),
    ],
)
def test_what_was_typed_quickly_stands_in_a_list_as_a_sentence(typed: str, printed: str) -> None:
    assert as_sentence(typed) == printed


def test_nothing_that_is_typed_makes_the_program_read_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    fallback_glyphs()  # the one file that is read late

    def forbid(*arguments: object, **_: object) -> None:
        raise AssertionError(f"opened {arguments[0]!r}")

    for place in (builtins, io, os):
        monkeypatch.setattr(place, "open", forbid)
    for make, paper in PAPERS.values():
        make(samples.filled_with(paper, " ".join(HOSTILE)))


DRAWING_TEXT = {
    "drawString",
    "drawRightString",
    "drawCentredString",
    "drawAlignedString",
    "beginText",
    "drawText",
    "textOut",
    "textLine",
    "textLines",
}


def test_only_one_file_lets_text_onto_paper() -> None:
    """And none lets it through ReportLab's markup."""
    for file in sorted(Path(reports.__file__).parent.glob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        imported = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        imported |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
        assert not {name for name in imported if name.startswith(("reportlab.platypus", "reportlab.graphics"))}, file.name
        called = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        assert file.name == "text.py" or not called & DRAWING_TEXT, file.name
