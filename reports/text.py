"""The one way in which text reaches paper.

What people typed is never markup: it is cleaned and broken into lines here and goes to the canvas as bare strings. ReportLab's `Paragraph`,
which reads XML, is used nowhere; so "<b>", "R&D" and "<img src=...>" are printed as they were typed and nothing can be fetched. (Minutes
also take a third less time than with it, and a text that changes font at every sign takes a second instead of ten.)

What cannot be drawn is left out when it is invisible anyway (controls, joiners, direction marks, half surrogates), and is otherwise named
between brackets, so that nothing visible disappears silently.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Any

from reportlab.pdfbase import pdfmetrics

from reports.sheet import Sheet
from reports.style import FALLBACK, OWN_GLYPHS, Style, fallback_glyphs

LONG = 20_000  # signs: seven full pages. Far above what people write, low enough that a pasted book does not stop the printing
TITLE_LIMIT = 300
NAME_LIMIT = 120
SHORTENED = " … (ingekort)"
MOST_LINES = 400  # typed ones, in one text; from there on a line end is printed as a space
NO_BREAK_SPACE = "\u00a0"

# Unicode's Default_Ignorable_Code_Point: drawn as nothing by every program that knows them, as a box by the others.
_INVISIBLE = frozenset(
    code
    for first, last in (
        (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F),
        (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8),
        (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
        (0x1F3FB, 0x1F3FF),  # skin tones, which only colour the sign before them
    )
    for code in range(first, last + 1)
)  # fmt: skip
_DROPPED = frozenset({"Cc", "Cs", "Co"})
_KEPT_SPACES = frozenset({0x20, 0xA0, 0x202F})
_AS_TYPED = _KEPT_SPACES | {code for code in OWN_GLYPHS - _INVISIBLE if unicodedata.category(chr(code))[0] not in "ZC"}
_UNUSUAL = re.compile(f"[^{re.escape(''.join(map(chr, sorted(_AS_TYPED))))}]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text in another font or colour than the rest; the height of the lines is that of the rest."""

    text: str
    style: Style
    limit: int = LONG


@dataclass(frozen=True, slots=True)
class _Look:
    """What a stretch of text is drawn with. `widths`: points per sign."""

    font: str
    size: float
    widths: dict[str, float]
    fill: str  # the colour as an operator of PDF

    def measure(self, signs: str) -> float:
        return sum(map(self.widths.__getitem__, signs))

    def shown(self, signs: str, sheet: Sheet) -> Sequence[tuple[str, str]]:
        """Return the signs as operators of PDF: with which part of the font, and which codes in it."""
        if signs.isascii():  # its codes are its signs, in the first part of the font; asked sign by sign they cost a third of the minutes
            first = sheet.first_parts.get((self.font, self.size))
            if first is None:
                self._divided("", sheet)
                first = sheet.first_parts[self.font, self.size] = self._part(0, sheet)
            return ((first, f"<{signs.encode().hex()}> Tj"),)
        return [(self._part(part, sheet), f"<{codes.hex()}> Tj") for part, codes in self._divided(signs, sheet)]

    def _divided(self, signs: str, sheet: Sheet) -> Sequence[tuple[int, bytes]]:
        found: Sequence[tuple[int, bytes]] = pdfmetrics.getFont(self.font).splitString(signs, sheet.canvas._doc)  # noqa: SLF001 (a font is divided per document)
        return found

    def _part(self, number: int, sheet: Sheet) -> str:
        return f"{pdfmetrics.getFont(self.font).getSubsetInternalName(number, sheet.canvas._doc)} {self.size:.2f} Tf"  # noqa: SLF001


_Stretch = tuple[_Look, str]
_Line = tuple[_Stretch, ...]


class Text:
    """Lines of text. A `Block`. `tag`: what it is in the structure of the file, P or a heading."""

    def __init__(
        self,
        lines: tuple[_Line, ...],
        style: Style,
        width: float,
        gap: float = 0,
        keep: bool = False,
        tag: str = "P",
        part_of: Text | None = None,
    ) -> None:
        self.gap = gap
        self.keep = keep
        self.height = len(lines) * style.leading
        self._lines = lines
        self._style = style
        self._width = width
        self._tag = tag
        self._whole: Text = part_of or self

    @property
    def is_empty(self) -> bool:
        return not self._lines

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Write the operators of PDF ourselves, with the signs as numbers: a text object of ReportLab takes twice as long."""
        if not self._lines:
            return
        if self._tag != "P" and not sheet.knows(self._whole):
            _bookmark(sheet.canvas, self._tag, self._words(), top)
        baseline, leading = top - self._style.size, self._style.leading
        said = [f"BT {leading:.2f} TL"]
        font = fill = ""
        for number, line in enumerate(self._lines):
            if number == 0 or self._style.to_the_right:
                indent = self._width - _width_of(line) if self._style.to_the_right else 0
                said.append(f"1 0 0 1 {x + indent:.2f} {baseline - number * leading:.2f} Tm")
            for look, signs in line:
                if look.fill != fill:
                    fill = look.fill
                    said.append(fill)
                for needed, shown in look.shown(signs, sheet):
                    if needed != font:
                        font = needed
                        said.append(font)
                    said.append(shown)
            said.append("T*")  # also behind the last one: some readers know by it that a line ended
        sheet.mark(self._tag, self._whole, " ".join([*said, "ET"]))

    def _words(self) -> str:
        return " ".join("".join(signs for _, signs in line) for line in self._lines)

    def split(self, room: float) -> tuple[Text, Text] | None:
        """Cut between two lines, leaving no single line behind or ahead."""
        fitting = int(room / self._style.leading + 1e-6)
        fitting -= len(self._lines) - fitting == 1
        if fitting < 2 or fitting >= len(self._lines):
            return None
        return (
            Text(self._lines[:fitting], self._style, self._width, self.gap, False, self._tag, self._whole),
            Text(self._lines[fitting:], self._style, self._width, 0, self.keep, self._tag, self._whole),
        )


def text(style: Style, width: float, *pieces: str | Piece, limit: int = LONG, gap: float = 0, keep: bool = False, tag: str = "P") -> Text:
    """Return what people typed as it will stand on paper, broken into lines `width` points wide.

    A piece longer than its limit is cut with a visible remark. A line end in it begins a new line; empty lines are left out.
    """
    typed_lines: list[list[_Stretch]] = [[]]
    for piece in pieces:
        words, look, most = (piece.text, piece.style, piece.limit) if isinstance(piece, Piece) else (piece, style, limit)
        for number, runs in enumerate(_printable(words, most)):
            if number:
                typed_lines.append([])
            typed_lines[-1].extend([(_look(look, own), run) for own, run in runs])
    lines = tuple(line for number, stretches in enumerate(typed_lines) for line in _broken(stretches, width, number < len(typed_lines) - 1))
    return Text(lines, style, width, gap, keep, tag)


def _width_of(line: _Line) -> float:
    (look, last), *before = reversed(line)
    return look.measure(last.rstrip(" ")) + sum(other.measure(signs) for other, signs in before)


def _bookmark(canvas: Any, tag: str, words: str, top: float) -> None:
    """Let the outline of the file name this heading: H1 on its own, H2 under it."""
    key = f"{canvas.getPageNumber()}-{top:.0f}"
    canvas.bookmarkHorizontal(key, 0, top)
    canvas.addOutlineEntry(words.replace(NO_BREAK_SPACE, " "), key, level=int(tag[1]) - 1)


def plain(typed: str, limit: int = NAME_LIMIT) -> str:
    """Return the text on one line without invisible signs, for the properties of the file."""
    return " ".join("".join(run for _, run in runs) for runs in _printable(typed, limit))


def unbroken(names: str) -> str:
    """Return the names so that a line never ends inside one: "Femke Aarts, Wil Stam" may only break behind the comma."""
    return names.replace(" ", NO_BREAK_SPACE).replace("," + NO_BREAK_SPACE, ", ")


def as_sentence(typed: str) -> str:
    """Return the text with a capital in front: in a list it stands as a sentence of its own, however quickly it was typed."""
    first = typed.split(maxsplit=1)[0] if typed.strip() else ""
    return typed[:1].upper() + typed[1:] if first[:1].isalpha() and first.islower() else typed


def _printable(typed: str, limit: int) -> list[list[tuple[bool, str]]]:
    """Return the typed lines as runs of one font: (whether Source Sans 3 draws it, the run). `limit` counts signs as drawn."""
    if len(typed) <= limit and typed.isascii() and typed.isprintable():  # as most is
        return [[(True, typed)]] if typed and not typed.isspace() else []
    lines = [line for line in typed[:limit].splitlines() if line and not line.isspace()]
    if len(lines) > MOST_LINES:
        lines[MOST_LINES - 1 :] = [" ".join(lines[MOST_LINES - 1 :])]
    printable: list[list[tuple[bool, str]]] = []
    left = limit
    for line in lines:
        printable.append([])
        for own, run in _runs(line):
            printable[-1].append((own, run[:left]))
            left -= len(run)
            if left < 0:
                break
        if left < 0:
            break
    if printable and (left < 0 or len(typed) > limit):
        printable[-1].append((True, SHORTENED))
    return printable


def _runs(line: str) -> Iterator[tuple[bool, str]]:
    composed = unicodedata.normalize("NFC", line)
    if not _UNUSUAL.search(composed):
        yield True, composed
        return
    own, run = True, ""
    for sign in composed:
        drawn_by_own, drawn = _drawn(sign)
        if drawn_by_own != own and drawn and drawn != " ":  # a space changes no font
            if run:
                yield own, run
            own, run = drawn_by_own, ""
        run += drawn
    yield own, run


@cache
def _drawn(sign: str) -> tuple[bool, str]:
    """Return whether Source Sans 3 draws it, and as what."""
    code = ord(sign)
    if code in _AS_TYPED:
        return True, sign
    category = unicodedata.category(sign)
    if sign == "\t" or category == "Zs":
        return True, " "
    if category in _DROPPED or code in _INVISIBLE:
        return True, ""
    if code in fallback_glyphs():
        return False, sign
    return True, f"[{unicodedata.name(sign, '').lower() or f'U+{code:04X}'}]"


@cache
def _look(style: Style, own: bool) -> _Look:
    font, size, colour = style.font if own else FALLBACK, style.size, style.colour
    face = pdfmetrics.getFont(font).face
    widths = {chr(code): face.charWidths.get(code, face.defaultWidth) * size / 1000 for code in face.charToGlyph}
    return _Look(font, size, widths, f"{colour.red:.4f} {colour.green:.4f} {colour.blue:.4f} rg")


def _broken(stretches: Sequence[_Stretch], width: float, goes_on: bool) -> Iterator[_Line]:
    """Yield lines no wider than `width`, broken at spaces, and inside a word only when the word alone is wider.

    A line keeps the space at which it was broken, and the last one gets one when the text goes on.
    """
    if len(stretches) == 1 and (lines := _broken_alike(*stretches[0], width)) is not None:
        if lines and goes_on:
            lines[-1] += " "
        yield from [((stretches[0][0], line),) for line in lines]
        return
    line: list[_Stretch] = []
    used = 0.0
    for word in _words(stretches):
        wide = sum(look.measure(signs) for look, signs in word)
        first = word[0][0]
        if line and used + first.widths[" "] + wide <= width:
            line.append((first, " "))
            line += word
            used += first.widths[" "] + wide
            continue
        if line:
            yield _joined([*line, (first, " ")])  # unseen, but a screen reader would make one word of two without it
        *full, line = _cut(word, width) if wide > width else (word,)
        yield from map(_joined, full)
        used = sum(look.measure(signs) for look, signs in line)
    if line:
        yield _joined([*line, (line[-1][0], " ")] if goes_on else line)


def _broken_alike(look: _Look, signs: str, width: float) -> list[str] | None:
    """Return the lines of a text in one look, as most are, or None where a word is wider than a line: a third of the work of `_words`."""
    signs = " ".join(filter(None, signs.split(" ")))
    lines: list[str] = []
    ends = list(accumulate(map(look.widths.__getitem__, signs)))  # where each sign ends, on one endless line
    start, begun = 0, 0.0
    while start < len(signs) and ends[-1] - begun > width:
        space = signs.rfind(" ", start, bisect_right(ends, begun + width, start) + 1)  # which itself need not fit
        if space < 0:
            return None
        lines.append(signs[start : space + 1])
        start, begun = space + 1, ends[space]
    return [*lines, signs[start:]] if signs else []


def _words(stretches: Iterable[_Stretch]) -> Iterator[list[_Stretch]]:
    """Yield what stands between spaces; a word may go from one stretch into the next."""
    word: list[_Stretch] = []
    for look, signs in stretches:
        beginning, *others = signs.split(" ")
        if beginning:
            word.append((look, beginning))
        for other in others:
            if word:
                yield word
            word = [(look, other)] if other else []
    if word:
        yield word


def _cut(word: list[_Stretch], width: float) -> Iterator[list[_Stretch]]:
    part: list[_Stretch] = []
    used = 0.0
    for look, signs in word:
        start = 0
        for place, sign in enumerate(signs):
            if used and used + look.widths[sign] > width:
                yield [*part, (look, signs[start:place])]
                part, used, start = [], 0.0, place
            used += look.widths[sign]
        part.append((look, signs[start:]))
    yield part


def _joined(line: list[_Stretch]) -> _Line:
    """Return the line with as few stretches as it has changes of look."""
    joined: list[tuple[_Look, list[str]]] = []
    for look, signs in line:
        if not joined or joined[-1][0] is not look:
            joined.append((look, []))
        joined[-1][1].append(signs)
    return tuple((look, "".join(signs)) for look, signs in joined)
