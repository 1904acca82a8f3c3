"""Pages: what belongs together stays together, nothing is lost between two of them, and the file tells nobody's name."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from hashlib import sha256
from io import BytesIO

import pypdf
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from expertiseteam.meetings.papers import SkippedLine
from reports.action_list import action_list_pdf
from reports.agenda import agenda_pdf
from reports.block import Block
from reports.code_slip import code_slip_pdf
from reports.minutes import minutes_pdf
from reports.page import BOTTOM, TOP, fill_pages
from reports.parts import action_table, heading, skipped_list
from reports.recovery_sheet import recovery_sheet_pdf
from reports.style import BODY, WIDTH
from reports.table import Table
from reports.text import text
from tests.reports import samples
from tests.reports.reading import fonts_of, ink_on, pages_of, words_of

ROOM = TOP - BOTTOM
ALL = {
    "minutes": minutes_pdf(samples.story_minutes()),
    "long minutes": minutes_pdf(samples.long_minutes(12)),
    "empty minutes": minutes_pdf(samples.empty_minutes()),
    "agenda": agenda_pdf(samples.story_agenda()),
    "action list": action_list_pdf(samples.story_action_list()),
    "recovery sheet": recovery_sheet_pdf(samples.recovery_sheet()),
    "code slip": code_slip_pdf(samples.code_slip()),
}


@pytest.mark.parametrize("kind", ALL)
def test_every_page_says_which_of_how_many_it_is_and_that_it_is_confidential(kind: str) -> None:
    pages = pages_of(ALL[kind])
    for number, page in enumerate(pages, 1):
        assert f"pagina {number} van {len(pages)}" in page
        assert "Expertiseteam Weidevoort · " in page
        assert "VERTROUWELIJK" in page


@pytest.mark.parametrize("kind", ALL)
def test_every_font_is_in_the_file(kind: str) -> None:
    fonts = fonts_of(ALL[kind])
    assert fonts and all(fonts.values())
    assert not [name for name in fonts if "Helvetica" in name]


def test_the_fallback_font_is_in_the_file_too_when_a_sign_needs_it() -> None:
    fonts = fonts_of(minutes_pdf(replace(samples.empty_minutes(), items=(samples.item(1, notes=("☃",)),))))
    assert [name for name in fonts if "DejaVuSans" in name]
    assert all(fonts.values())


@pytest.mark.parametrize("kind", ALL)
def test_the_properties_of_the_file_name_no_person(kind: str) -> None:
    told = str(pypdf.PdfReader(BytesIO(ALL[kind])).metadata)
    assert "Expertiseteam Weidevoort" in told
    assert not [name for name in samples.ALL_NAMES if name.split()[0] in told]
    assert "Beukenlaan" not in told


def test_the_properties_carry_the_day_of_the_overleg() -> None:
    winter = pypdf.PdfReader(BytesIO(ALL["minutes"])).metadata
    assert winter is not None
    assert winter.title == "Notulen 17 november 2026"
    assert winter["/CreationDate"] == "D:20261117133000+01'00'"
    summer = action_list_pdf(replace(samples.story_action_list(), head=samples.head(day=date(2026, 7, 7))))
    assert (pypdf.PdfReader(BytesIO(summer)).metadata or {})["/CreationDate"] == "D:20260707133000+02'00'"


def test_the_same_paper_is_the_same_file_in_any_process_and_time_zone() -> None:
    script = (
        "import hashlib; from reports.minutes import minutes_pdf; from tests.reports.samples import story_minutes;"
        "print(hashlib.sha256(minutes_pdf(story_minutes())).hexdigest())"
    )
    elsewhere = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Pacific/Auckland"}
    there = subprocess.run([sys.executable, "-c", script], env=elsewhere, capture_output=True, text=True, check=True)
    assert there.stdout.strip() == sha256(ALL["minutes"]).hexdigest() == sha256(minutes_pdf(samples.story_minutes())).hexdigest()


def test_a_file_does_not_betray_which_paper_was_made_before_it() -> None:
    agenda_pdf(samples.story_agenda())
    assert recovery_sheet_pdf(samples.recovery_sheet()) == ALL["recovery sheet"]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 8, 20, 60])
def test_no_page_is_empty_and_no_list_begins_at_the_foot_of_a_page(count: int) -> None:
    pdf = minutes_pdf(samples.long_minutes(count))
    assert all(ink_on(pdf))
    for page in pages_of(pdf):
        assert not page.endswith(("Casus Besluit", "Wie Vóór", "Besluiten", "Acties", "Regie: Noor Elzinga", "Vraag Wat doen we?"))


def test_sixty_items_take_a_sane_number_of_pages() -> None:
    assert 30 <= len(pages_of(minutes_pdf(samples.long_minutes(60)))) <= 45


def test_a_row_taller_than_a_page_goes_on_over_pages_and_loses_no_word() -> None:
    words = [f"W{number:04d}" for number in range(2400)]
    pdf = action_list_pdf(replace(samples.story_action_list(), actions=(samples.action(" ".join(words)), samples.SOUP)))
    pages = pages_of(pdf)
    assert len(pages) > 3
    assert re.findall(r"W\d{4}", " ".join(pages)) == words
    for page in pages:
        assert "Actie Casus Wat Wie Vóór" in page  # the heading comes back


def test_a_note_and_a_decision_of_several_pages_lose_no_word() -> None:
    words = [f"w{number:04d}" for number in range(2400)]
    told = " ".join(words)
    item = samples.item(1, question="Wat nu?", notes=(told, "kort"), decisions=(replace(samples.UITSTEL, text=told),))
    pdf = minutes_pdf(replace(samples.empty_minutes(), items=(item,)))
    assert re.findall(r"w\d{4}", words_of(pdf)) == words * 2
    assert all(ink_on(pdf))


@given(st.lists(st.integers(min_value=0, max_value=900), min_size=1, max_size=40), st.floats(min_value=0, max_value=ROOM))
@hypothesis_settings(max_examples=60)
def test_a_table_of_any_rows_anywhere_keeps_its_heading_with_a_row_and_inside_the_page(lengths: list[int], above: float) -> None:
    table = action_table([samples.action("woord " * length or "kort") for length in lengths], with_numbers=True)
    before = text(BODY, WIDTH, "x\n" * int(above / BODY.leading))
    pages = fill_pages([before, heading("Acties"), table], ROOM)
    for page in pages:
        last, top = page[-1]
        assert not last.keep
        assert top + last.height <= ROOM + 1e-6
    tables = [block for page in pages for block, _ in page if isinstance(block, Table)]
    assert sum(len(part.rows) for part in tables) >= len(lengths)
    assert all(part.rows for part in tables)


def test_the_end_of_a_list_and_of_a_table_does_not_stand_on_a_page_by_itself() -> None:
    above = text(BODY, WIDTH, "x\n" * int((ROOM - 95) / BODY.leading))
    left_out = skipped_list("Niet bespreken", [SkippedLine(f"26-00{n}", "Kerkpad · gezin", "rustig") for n in range(6)])
    table = action_table([samples.action("kort") for _ in range(4)], with_numbers=False)
    assert [len(page) for page in fill_pages([above, *left_out], ROOM)] == [1, 7]
    first, rest = (block for page in fill_pages([above, table], ROOM) for block, _ in page if isinstance(block, Table))
    assert (len(first.rows), len(rest.rows)) == (2, 2)


class Slab:
    """A block that cannot be cut."""

    gap = 0.0

    def __init__(self, height: float, keep: bool = False) -> None:
        self.height = height
        self.keep = keep

    def draw(self, canvas: object, x: float, top: float) -> None: ...

    def split(self, room: float) -> tuple[Block, Block] | None:
        return None


def heights(pages: list[list[tuple[Block, float]]]) -> list[list[float]]:
    return [[block.height for block, _ in page] for page in pages]


def test_what_keeps_with_the_next_moves_along_with_it() -> None:
    assert heights(fill_pages([Slab(60), Slab(20, keep=True), Slab(30)], 100)) == [[60], [20, 30]]
    assert heights(fill_pages([Slab(50), Slab(20, keep=True), Slab(30)], 100)) == [[50, 20, 30]]


def test_what_fits_on_no_page_is_placed_all_the_same() -> None:
    assert heights(fill_pages([Slab(300)], 100)) == [[300]]
    assert heights(fill_pages([Slab(10), Slab(300), Slab(20)], 100)) == [[10], [300], [20]]
    assert heights(fill_pages([Slab(20, keep=True), Slab(300)], 100)) == [[20], [300]]
    assert heights(fill_pages([Slab(20, keep=True)], 100)) == [[20]]
    assert heights(fill_pages([], 100)) == [[]]


def test_the_last_lines_never_stand_on_a_page_by_themselves() -> None:
    """Minutes that fill their pages to the last line: what closes them takes the end of the list along."""
    usual = samples.story_minutes()
    alone = 0
    for count in range(12, 30):
        actions = tuple(samples.action(f"Actie {number}", number=str(number)) for number in range(count))
        paper = replace(usual, items=(), decisions=(), skipped=(), actions=(), earlier_actions=actions, log_mark="7K2M-Q9XF-3B4C-9D2E")
        pages = pages_of(minutes_pdf(paper))
        assert "Het volgende overleg is op" in pages[-1]
        assert "Actie " in pages[-1].split("Het volgende overleg")[0]
        alone += len(pages) > 1
    assert alone, "else nothing was tried"
