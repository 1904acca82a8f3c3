"""A file that lasts and that a screen reader can read: PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) in one.

ReportLab writes pages and fonts; here come the structure tree, the colour profile and the metadata in XMP, and pikepdf writes it all anew.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfbase.pdfdoc import PDFObject, PDFObjectReference

from reports.sheet import GROUPS, Element, Sheet

LANGUAGE = "nl-NL"
PROGRAM = "expertiseteam"
_SAVED = {"min_version": "1.7", "object_stream_mode": pikepdf.ObjectStreamMode.generate}


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file tells about itself; never a person. `moment`: of what it is about, so that the same content is the same file."""

    title: str
    author: str
    subject: str
    moment: datetime

    @property
    def stamp(self) -> str:
        """The moment as PDF writes it."""
        zone = self.moment.strftime("%z")
        return f"{self.moment:D:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:]}'"


def finish(sheet: Sheet, file: BytesIO, properties: Properties) -> bytes:
    """Return the drawn pages as a file of PDF/A-2a and PDF/UA-1. The same pages give the same bytes."""
    canvas = sheet.canvas
    document: Any = canvas._doc  # noqa: SLF001 (there is no other way to an object of our own in the file)
    document.Catalog.ViewerPreferences = _Raw(b"<</DisplayDocTitle true>>")
    canvas.setDateFormatter(lambda *_: properties.stamp)
    canvas.setTitle(properties.title)
    canvas.setAuthor(properties.author)
    canvas.setSubject(properties.subject)
    canvas.setCreator(PROGRAM)
    canvas.setProducer(PROGRAM)
    canvas.showPage()
    canvas.save()
    tree = _Tree(sheet, document)
    profile = tree.add_stream("/N 3/Alternate/DeviceRGB", _profile())
    metadata = tree.add_stream("/Type/Metadata/Subtype/XML", _xmp(properties))
    with pikepdf.open(BytesIO(tree.behind(file.getvalue()))) as pdf:
        pdf.Root.StructTreeRoot = pdf.get_object(tree.number, 0)
        for number, page in enumerate(pdf.pages):
            if "/Trans" in page.obj:
                del page.obj.Trans
            page.obj.Tabs = Name.S
            page.obj.StructParents = number
        intent = Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFA1,
            OutputConditionIdentifier=String("sRGB"),
            Info=String("sRGB IEC61966-2.1"),
            DestOutputProfile=pdf.get_object(profile, 0),
        )
        pdf.Root.OutputIntents = Array([intent])
        pdf.Root.Lang = String(LANGUAGE)
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        if "/Trapped" in pdf.docinfo:
            del pdf.docinfo["/Trapped"]
        if "/Keywords" in pdf.docinfo:
            del pdf.docinfo["/Keywords"]
        pdf.Root.Metadata = pdf.get_object(metadata, 0)
        out = BytesIO()
        pdf.save(out, deterministic_id=True, **_SAVED)
    return out.getvalue()


class _Raw(PDFObject):  # type: ignore[misc]  # ReportLab brings no types
    """An object of the file, written by ourselves."""

    __RefOnly__ = 1

    def __init__(self, body: bytes = b"null") -> None:
        self.body = body

    def format(self, document: Any) -> bytes:
        return self.body


class _Tree:
    """The structure tree, as objects behind those that ReportLab wrote: as ReportLab's own, each would cost ten times as much."""

    def __init__(self, sheet: Sheet, document: Any) -> None:
        self._document = document
        self.number = len(document.numberToId) + 1  # of the root of the tree, the first object behind the others
        self._bodies: list[str | bytes] = [""]
        self._pages = [_reference(PDFObjectReference(f"Page{number + 1}"), document) for number in range(len(sheet.pages))]
        self._names: dict[Element, str] = {}
        top = self._element(sheet.root, f"{self.number} 0 R")
        parents = (self._added(f"[{' '.join(self._names[element] for element in marked)}]") for marked in sheet.pages)
        numbers = self._added(f"<</Nums[{' '.join(f'{number} {kids}' for number, kids in enumerate(parents))}]>>")
        self._bodies[0] = f"<</Type/StructTreeRoot/K[{top}]/ParentTree {numbers}/ParentTreeNextKey {len(sheet.pages)}>>"

    def behind(self, file: bytes) -> bytes:
        """Return the file with these objects added to it (an incremental update, ISO 32000-1, 7.5.6)."""
        parts, offset, offsets = [file], len(file), []
        for number, body in enumerate(self._bodies, self.number):
            offsets.append(offset)
            parts.append(b"%d 0 obj%bendobj\n" % (number, body if isinstance(body, bytes) else body.encode()))
            offset += len(parts[-1])
        before = file.rsplit(b"startxref", 1)[1].split()[0].decode()
        root, info = (_reference(thing, self._document) for thing in (self._document.Catalog, self._document.info))
        table = "".join(f"{at:010} 00000 n \n" for at in offsets)
        parts.append(f"xref\n{self.number} {len(offsets)}\n{table}".encode())
        size = self.number + len(offsets)
        parts.append(f"trailer<</Size {size}/Root {root}/Info {info}/Prev {before}>>\nstartxref\n{offset}\n%%EOF\n".encode())
        return b"".join(parts)

    def add_stream(self, about: str, content: bytes) -> int:
        """Add a stream and return its number. Made by pikepdf, each would cost a walk over all there is."""
        self._bodies.append(b"<<%b/Length %d>>stream\n%b\nendstream " % (about.encode(), len(content), content))
        return self.number + len(self._bodies) - 1

    def _added(self, body: str) -> str:
        """Add an object; return how it is referred to."""
        self._bodies.append(body)
        return f"{self.number + len(self._bodies) - 1} 0 R"

    def _element(self, element: Element, parent: str) -> str:
        """Add the element and what is in it; return how it is referred to."""
        name = self._names[element] = self._added("")
        place = len(self._bodies) - 1
        kids: list[str] = []
        first = 0  # the page on which it begins
        for kid in element.kids:
            if isinstance(kid, tuple):
                first = first or kid[0]
                kids.append(str(kid[1]) if kid[0] == first else f"<</Type/MCR/Pg {self._pages[kid[0] - 1]}/MCID {kid[1]}>>")
            elif kid.kids or kid.kind in GROUPS:
                kids.append(self._element(kid, name))
        page = f"/Pg {self._pages[first - 1]}" if first else ""
        about = "/A<</O/Table/Scope/Column>>" if element.kind == "TH" else ""
        self._bodies[place] = f"<</Type/StructElem/S/{element.kind}/P {parent}{page}{about}/K[{' '.join(kids)}]>>"
        return name


def _reference(thing: Any, document: Any) -> str:
    reference = thing if isinstance(thing, PDFObjectReference) else document.Reference(thing)
    return str(reference.format(document), "ascii")


@cache
def _profile() -> bytes:
    return files("resources").joinpath("colour", "sRGB.icc").read_bytes()


def _xmp(properties: Properties) -> bytes:
    told = {
        "title": escape(properties.title),
        "author": escape(properties.author),
        "subject": escape(properties.subject),
        "at": properties.moment.isoformat(timespec="seconds"),
    }
    return _PACKET.format(**told, language=LANGUAGE, program=PROGRAM, claims=_CLAIMS).encode()


_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{at}</xmp:CreateDate><xmp:ModifyDate>{at}</xmp:ModifyDate><xmp:CreatorTool>{program}</xmp:CreatorTool>
<pdf:Producer>{program}</pdf:Producer>{claims}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""

# PDF/A accepts a word that it does not know, such as that of PDF/UA, only with this description of it (ISO 19005-2, 6.6.2.3).
_CLAIMS = """
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Which part of ISO 14289 is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"""


def encrypted(pdf: bytes, passphrase: str) -> bytes:
    """Return a copy that opens with the passphrase only: AES-256, its title and metadata unreadable too.

    PDF/A forbids encryption, so the copy does not claim to be that. Whoever has the passphrase can do everything with it: no permission
    bits that only ask politely, and a screen reader is never kept out.
    """
    with pikepdf.open(BytesIO(pdf)) as file:
        packet = file.Root.Metadata.read_bytes().decode().replace(_CLAIMS, "")
        metadata = file.make_stream(packet.encode())
        metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
        file.Root.Metadata = metadata
        out = BytesIO()
        file.save(out, encryption=pikepdf.Encryption(owner=secrets.token_urlsafe(32), user=passphrase, R=6), **_SAVED)
    return out.getvalue()
