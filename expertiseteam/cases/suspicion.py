"""Whether what somebody writes makes one think of violence: then the reporting code is offered, and never begun by itself (row 87)."""

from __future__ import annotations

from collections.abc import Iterable

from expertiseteam.basics.text import fold, words_pattern
from expertiseteam.cases.safety_records import CodeKind

# Signs of the catalogue (resources/words/catalogues.toml) that lead to the code, with what is then suspected.
OF_SIGNS = {
    "VIOLENCE_CHILD": CodeKind.CHILD,
    "VIOLENCE_ELDER": CodeKind.ELDER,
    "VIOLENCE_PARTNER": CodeKind.PARTNER,
    "VIOLENCE_HONOUR": CodeKind.HONOUR,
    "LOCK_OUTSIDE": CodeKind.OTHER,
    "BRUISES": CodeKind.OTHER,
    "QUARREL": CodeKind.OTHER,
}


def suspected(texts: Iterable[str], words: tuple[str, ...], signs: Iterable[str] = ()) -> CodeKind | None:
    """Return what may be going on, by the signs that were chosen and else by the team's words (`code_words`); None: nothing points at it.

    A word of the team counts as a whole word, or with * at its end as the beginning of one.
    """
    if (kind := next((OF_SIGNS[sign] for sign in OF_SIGNS if sign in set(signs)), None)) is not None:
        return kind
    found = words_pattern(words)
    return CodeKind.OTHER if found is not None and any(found.search(fold(text)) for text in texts) else None
