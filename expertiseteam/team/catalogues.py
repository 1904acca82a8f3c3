"""The words of the catalogues: as shipped (resources/words/catalogues.toml), as the team changed them, and what it added.

A signal keeps codes; a code outlives every change of its label (domain.md, section 6).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from functools import cache
from typing import TypeVar

from sqlalchemy import func, select

from expertiseteam.access.who import DESK, EVERYONE
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.duo_settings import MODES
from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.reading import Reader
from expertiseteam.team.records import NO_WAY, Catalogue, CatalogueLine
from expertiseteam.team.tables import CatalogueWord

K = TypeVar("K", bound=StrEnum)
LONGEST = 80  # characters in a label: it stands on a button
NEEDED = (Catalogue.CERTAINTY, Catalogue.CHANNEL, Catalogue.INCIDENT)  # every signal, and every incident, says one of these
SOURCES = {
    Catalogue.SIGNALLER: "Uit de praktijk: wie bij mensen komt en iets kan zien.",
    Catalogue.SIGN: "Uit signaalkaarten en handreikingen, per beroep.",
    Catalogue.SPOT: "Een voorstel: zet er de plekken van uw eigen dorpen bij.",
    Catalogue.NOISE: "Een voorstel, naar hoe teams een signaal zonder vervolg uitleggen.",
    Catalogue.CERTAINTY: "Uit de praktijk van expertiseteams: een gevoel is genoeg.",
    Catalogue.CHANNEL: "Uit de praktijk van expertiseteams.",
    Catalogue.APPROACH: "Uit de praktijk van expertiseteams: hoe mensen weer gingen praten.",
    Catalogue.REFUSAL: "Uit een rondetafel over huisbezoeken, met wat mensen zelf als reden noemen.",
    Catalogue.INCIDENT: "Een voorstel.",
    Catalogue.PROMPT: "Uit adviezen over veilig op huisbezoek gaan. Het programma telt er niets van op.",
}  # where each list comes from (domain.md, section 6, and rows 29, 53, 70, 89, 91, 100 and 120), as a user reads it
OWN = "OWN_"  # codes of words that a team added: OWN_1, OWN_2


@cache
def shipped() -> tuple[CatalogueLine, ...]:
    """The words as they came with the program, in their order."""
    import tomllib
    from importlib.resources import files

    read = tomllib.loads((files("resources") / "words" / "catalogues.toml").read_text(encoding="utf-8"))
    return tuple(
        CatalogueLine(
            "",
            0,
            which,
            word["code"],
            word["label"],
            tuple(word.get("of", ())),
            word.get("leads", ""),
            word.get("offered", True),
            shipped_way=word.get("way", ""),
            shipped_because=word.get("because", ""),
        )
        for which in Catalogue
        for word in read[which.name.lower()]
    )


@query(by=EVERYONE)
def catalogue_words(read: Reader) -> list[CatalogueLine]:
    """Every word of every catalogue, also those that are offered no more: signals of before still carry them."""
    columns = (CatalogueWord.code, CatalogueWord.id, CatalogueWord.version, CatalogueWord.catalogue)
    more = (CatalogueWord.label, CatalogueWord.of, CatalogueWord.is_offered, CatalogueWord.way)
    by_age = select(*columns, *more).order_by(func.length(CatalogueWord.code), CatalogueWord.code)
    changed = {row[0]: row[1:] for row in read.tuples(by_age)}
    words = []
    for word in shipped():
        row_id, version, _, label, _, is_offered, way = changed.pop(word.code, ("", 0, None, word.label, "", word.is_offered, ""))
        words.append(replace(word, id=row_id, version=version, label=label, is_offered=is_offered, way=way))
    for code, (row_id, version, which, label, of, is_offered, way) in changed.items():
        words.append(CatalogueLine(row_id, version, which, code, label, tuple(of.split()), "", is_offered, way))
    return words


def label_of(read: Reader, which: Catalogue, code: str) -> str:
    """How the team calls a code of this list today. Refused for a code that is not on it."""
    label = next((word.label for word in catalogue_words(read) if word.catalogue is which and word.code == code), None)
    if label is None:
        raise Refused(f"Dit woord staat niet in de lijst “{which}”. Er is niets vastgelegd. Kies een ander woord.")
    return label


def refuse_unknown(read: Reader, which: Catalogue, word: StrEnum | str | None) -> None:
    """Refused for the code of a word that is not on this list; what the program knows by itself always is, and so is nothing."""
    if word is not None and not isinstance(word, StrEnum):
        label_of(read, which, word)


def code_of(word: str) -> str:
    """The code under which a list has a word: a word that the program knows by itself stands there as CHANNEL_PHONE, another as it is."""
    return f"{type(word).__name__.upper()}_{word.name}" if isinstance(word, StrEnum) else word


def offered(words: Sequence[CatalogueLine], which: Catalogue, kind: type[StrEnum]) -> list[tuple[StrEnum | str, str]]:
    """What a form offers of a list that the program knows by itself: each word (of `kind`, or the code of another), and its label."""
    known = {code_of(word): word for word in kind}
    return [(known.get(word.code, word.code), word.label) for word in words if word.catalogue is which and word.is_offered]


def options(
    words: Sequence[CatalogueLine], which: Catalogue, kind: type[StrEnum], chosen: StrEnum | str | None = None
) -> list[tuple[str, str]]:
    """What a list to pick from offers: how each word is kept in a form (`word_of` reads it back), and its label with a capital.

    `chosen`: stands in it also where it is offered no more.
    """
    found = {plain(word): label for word, label in offered(words, which, kind)}
    if chosen is not None and plain(chosen) not in found:
        found[plain(chosen)] = next((word.label for word in words if word.code == code_of(chosen)), str(chosen))
    return [(word, label[:1].upper() + label[1:]) for word, label in found.items()]


def spoken(words: Sequence[CatalogueLine], word: str) -> str:
    """What the team calls a word of a list today; the word itself where no list has it."""
    return next((one.label for one in words if one.code == code_of(word)), str(word))


def plain(word: StrEnum | str) -> str:
    """A word as a form keeps it: the name of what the program knows, else its code."""
    return word.name if isinstance(word, StrEnum) else word


def word_of(kind: type[K], kept: str) -> K | str | None:
    """What a form kept, as it is stored; None for nothing."""
    return kind.__members__.get(kept, kept) if kept else None


@act("woord van een lijst gewijzigd", by=DESK)
def change_word(work: Work, shown: CatalogueLine, *, label: str, is_offered: bool, way: str | None = None) -> None:
    """Another label, or no longer offered. The code stays, so what was written down with it keeps its meaning.

    `way`: of a sign, how a household is best approached: a name of MODES, NO_WAY, or "" for what is shipped; None: as it was.
    """
    text = _label(work, label, shown.catalogue, but=shown.code)
    own = _way(shown.way if way is None else way, shown.catalogue)
    if shown.catalogue in NEEDED and not is_offered:
        left = [word for word in catalogue_words(work) if word.catalogue is shown.catalogue and word.is_offered and word.code != shown.code]
        if not left:
            raise Refused(f"“{text}” is het laatste woord van deze lijst, en er moet iets te kiezen zijn. Er is niets gewijzigd.")
    found = work.value(select(CatalogueWord.id).where(CatalogueWord.code == shown.code))
    if found and not shown.id:
        raise work.clash({"label": (text, work.get(CatalogueWord, found).label)}, found)
    if found:
        work.edit(CatalogueWord, shown, label=text, is_offered=is_offered, way=own)
    else:
        work.add(CatalogueWord(catalogue=shown.catalogue, code=shown.code, label=text, is_offered=is_offered, way=own))


@act("woord aan een lijst toegevoegd", by=DESK)
def add_word(work: Work, catalogue: Catalogue, label: str, of: tuple[str, ...] = (), way: str = "") -> str:
    """A word of the team's own; returns its code.

    For a sign: `of`, the signallers on whose card it stands (none: on every card), and `way`, how a household is best approached.
    """
    text = _label(work, label, catalogue)
    taken = [int(code.removeprefix(OWN)) for code in work.values(select(CatalogueWord.code)) if code.startswith(OWN)]
    code = f"{OWN}{max(taken, default=0) + 1}"
    work.add(CatalogueWord(catalogue=catalogue, code=code, label=text, of=" ".join(of), way=_way(way, catalogue)))
    return code


def _way(way: str, catalogue: Catalogue) -> str:
    if way and (catalogue is not Catalogue.SIGN or way not in (*MODES, NO_WAY)):
        raise Refused("Deze manier van benaderen bestaat niet. Er is niets gewijzigd. Kies een andere.")
    return way


def _label(work: Work, label: str, catalogue: Catalogue, but: str = "") -> str:
    text = " ".join(label.split())
    if not text or len(text) > LONGEST:
        raise Refused(f"Een woord van een lijst heeft 1 tot en met {LONGEST} tekens. Er is niets gewijzigd. Kies een korter woord.")
    same = (word for word in catalogue_words(work) if word.catalogue is catalogue and word.code != but)
    if any(word.label.casefold() == text.casefold() for word in same):
        raise Refused(f"“{text}” staat al in deze lijst. Er is niets gewijzigd. Kies een ander woord.")
    return text
