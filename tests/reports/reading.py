"""Reading a PDF back the way its readers do: with two programs that have nothing in common."""

from __future__ import annotations

import re
from io import BytesIO

import pypdf
import pypdfium2


def pages_of(pdf: bytes) -> list[str]:
    """Return the text of every page as pypdf reads it, on one line."""
    return [one_line(page.extract_text()) for page in pypdf.PdfReader(BytesIO(pdf)).pages]


def words_of(pdf: bytes) -> str:
    return " ".join(pages_of(pdf))


def words_by_pdfium(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return one_line(" ".join(page.get_textpage().get_text_bounded() for page in document))
    finally:
        document.close()


def one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """Return every font that a page names, and whether it is in the file."""
    fonts: dict[str, bool] = {}
    for page in pypdf.PdfReader(BytesIO(pdf)).pages:
        for reference in page["/Resources"]["/Font"].values():  # type: ignore[index]
            font = reference.get_object()
            described = font.get("/FontDescriptor")
            fonts[font["/BaseFont"]] = described is not None and "/FontFile2" in described.get_object()
    return fonts


def ink_on(pdf: bytes) -> list[bool]:
    """Return for every page whether anything stands between its header and its footer."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pictures = [page.render(scale=0.5).to_pil().convert("L") for page in document]
        return [picture.crop((0, 35, picture.width, picture.height - 30)).getextrema()[0] < 200 for picture in pictures]
    finally:
        document.close()
