"""The Word way: the same minutes as a Word file with headings, tables, header and page numbers, made into PDF by LibreOffice.

It is asked for what ours is: a file that lasts and that a screen reader can read. It makes PDF/A-2b of that, ours is 2a; both are PDF/UA-1.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import pypdfium2

from expertiseteam.basics.dates import full_date
from expertiseteam.meetings.papers import ActionPaper, MinutesPaper, MinutesPaperItem

LONGEST = 120  # seconds that LibreOffice may take to begin or to end
WITHOUT_WRITER = "deze LibreOffice maakt geen PDF van een tekst (ontbreekt Writer?)"
UNTAGGED = "deze LibreOffice maakt geen PDF die een schermlezer kan lezen (ouder dan 7.4?)"
AS_OURS = "pdf:writer_pdf_Export:" + json.dumps(
    {
        "SelectPdfVersion": {"type": "long", "value": "2"},  # PDF/A-2
        "UseTaggedPDF": {"type": "boolean", "value": "true"},
        "PDFUACompliance": {"type": "boolean", "value": "true"},
    }
)


@dataclass(frozen=True)
class Office:
    """Seconds for ours and for LibreOffice's, and the pages that it made."""

    ours: float
    theirs: float
    pages: int


DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
<style:default-style style:family="paragraph"><style:text-properties fo:font-size="10.5pt" fo:color="#1d282b"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph"><style:paragraph-properties fo:line-height="14.4pt"/></style:style>
<style:style style:name="Title" style:family="paragraph"><style:text-properties fo:font-size="22pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Item" style:family="paragraph"><style:paragraph-properties fo:margin-top="22pt" fo:keep-with-next="always"
 fo:border-bottom="1pt solid #0f5c4d"/><style:text-properties fo:font-size="14pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Label" style:family="paragraph"><style:text-properties fo:font-weight="bold" fo:color="#5a6668"/></style:style>
</office:styles>
<office:automatic-styles>
<style:page-layout style:name="a4"><style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm" fo:margin="20mm"/>
<style:header-style/><style:footer-style/></style:page-layout>
<style:style style:name="narrow" style:family="table-column"><style:table-column-properties style:column-width="28mm"/></style:style>
<style:style style:name="wide" style:family="table-column"><style:table-column-properties style:column-width="142mm"/></style:style>
<style:style style:name="ruled" style:family="table-cell"><style:table-cell-properties fo:padding="1.5mm"
 fo:border-bottom="0.5pt solid #c9c2b2"/></style:style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="a4">
<style:header><text:p>{team} · Notulen · {day} · VERTROUWELIJK</text:p></style:header>
<style:footer><text:p>Niet doorsturen. pagina <text:page-number/> van <text:page-count/></text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text><text:p text:style-name="Title">Notulen van het overleg</text:p>{body}</office:text></office:body>
</office:document>"""


def against_libreoffice(papers: Sequence[MinutesPaper], ours: Callable[[], float], runs: int) -> Office | str:
    """Measure ours and a LibreOffice that is warm, in turns; or say why that cannot be. `ours` makes them once and returns seconds."""
    soffice = shutil.which("soffice")
    if soffice is None or not hasattr(os, "killpg"):
        return "LibreOffice staat niet op deze computer"
    with tempfile.TemporaryDirectory(prefix="expertiseteam-bench-") as made:
        folder = Path(made)
        command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--convert-to"]
        text = folder / "notulen.fodt"
        text.write_text(document(papers), encoding="utf-8")
        subprocess.run([*command, "docx:MS Word 2007 XML", "--outdir", made, str(text)], capture_output=True, timeout=LONGEST)
        word = text.with_suffix(".docx")
        if not word.exists():
            return WITHOUT_WRITER
        copies = [folder / f"{n:02d}.docx" for n in range(runs + 3)]  # the first warms it up, the last only ends the one before
        for copy in copies:
            shutil.copy(word, copy)
        taken = _in_turns([*command, AS_OURS, "--outdir", made, *map(str, copies)], ours)
        if len(taken) < runs + 2 or not all(copy.with_suffix(".pdf").exists() for copy in copies):
            return WITHOUT_WRITER
        made_by_it = pypdfium2.PdfDocument(copies[0].with_suffix(".pdf").read_bytes())
        if not made_by_it.is_tagged():
            return UNTAGGED
        pages = len(made_by_it)
    theirs, mine = (statistics.median(column) for column in zip(*taken[2:], strict=True))
    return Office(mine, theirs, pages)


def _in_turns(command: list[str], ours: Callable[[], float]) -> list[tuple[float, float]]:
    """Let LibreOffice make one document and hold it while ours is made; seconds of both, once for each document but the last."""
    found = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True) as office:
        assert office.stdout is not None
        begun = None
        for line in office.stdout:
            if not line.startswith("convert "):  # it says so when it begins with a document
                continue
            if begun is not None:
                taken = time.perf_counter() - begun
                os.killpg(office.pid, signal.SIGSTOP)
                try:
                    found.append((taken, ours()))
                finally:
                    os.killpg(office.pid, signal.SIGCONT)
            begun = time.perf_counter()
        office.wait(LONGEST)
    return found


def document(papers: Sequence[MinutesPaper]) -> str:
    """The minutes as one OpenDocument text, one after another."""
    head, body = papers[0].head, "".join(map(_body, papers))
    return DOCUMENT.format(team=escape(head.team), day=full_date(head.day), body=body)


def _body(paper: MinutesPaper) -> str:
    attendees = ", ".join(f"{a.name} ({a.function})" for a in paper.attendees)
    body = [_table([("Aanwezig", [attendees]), ("Voorzitter", [paper.head.chair]), ("Notulen", [paper.head.secretary])])]
    for item in paper.items:
        body.append(f'<text:p text:style-name="Item">{escape(f"{item.number}  {item.code} {item.title}")}</text:p>')
        body.append(f"<text:p>{escape(item.under_title)}</text:p>")
        body.append(_table(_rows(item)))
    body.append('<text:p text:style-name="Item">Besluiten</text:p>')
    body.append(_table([(decision.number, [f"{decision.code}: {decision.text}"]) for decision in paper.decisions]))
    body.append('<text:p text:style-name="Item">Acties</text:p>')
    body.append(_table([(action.number, [f"{action.code} {action.label}: {_told(action)}"]) for action in paper.actions]))
    return "".join(body)


def _rows(item: MinutesPaperItem) -> list[tuple[str, list[str]]]:
    rows = [("Vraag", [item.question]), ("Besproken", list(item.notes))]
    rows.append(("Besloten", [f"Besluit {decision.number} {decision.text}" for decision in item.decisions]))
    if item.door:
        rows.append(("Voordeur", [f"van {', '.join(item.door.before)} naar {', '.join(item.door.after)}"]))
    return rows + [("Actie", [_told(action)]) for action in item.actions]


def _told(action: ActionPaper) -> str:
    return f"{action.what} {action.owner}, {full_date(action.due) if action.due else ''}"


def _table(rows: Iterable[tuple[str, list[str]]]) -> str:
    told = "".join(
        f'<table:table-row><table:table-cell table:style-name="ruled"><text:p text:style-name="Label">{escape(label)}</text:p>'
        f'</table:table-cell><table:table-cell table:style-name="ruled">'
        f"{''.join(f'<text:p>{escape(line)}</text:p>' for line in lines)}</table:table-cell></table:table-row>"
        for label, lines in rows
    )
    columns = '<table:table-column table:style-name="narrow"/><table:table-column table:style-name="wide"/>'
    return f"<table:table>{columns}{told}</table:table>"
