"""Dutch verbs of overleg lines: enough to tell "Wil belt de huisarts" (a secretary) from "Wil hulp bij post" (a wish)."""

from __future__ import annotations

# infinitive and third person, side by side
_VERBS = """
bellen belt, vragen vraagt, navragen navraagt, mailen mailt, schrijven schrijft, sturen stuurt, maken maakt, regelen regelt
zoeken zoekt, gaan gaat, komen komt, doen doet, nemen neemt, geven geeft, laten laat, houden houdt, halen haalt, brengen brengt
zetten zet, leggen legt, lezen leest, spreken spreekt, praten praat, bespreken bespreekt, overleggen overlegt, kijken kijkt
bekijken bekijkt, checken checkt, controleren controleert, informeren informeert, melden meldt, plannen plant, helpen helpt
bezoeken bezoekt, ontvangen ontvangt, organiseren organiseert, overdragen overdraagt, dragen draagt, trekken trekt, pakken pakt
blijven blijft, volgen volgt, wachten wacht, starten start, stoppen stopt, sluiten sluit, openen opent, betalen betaalt
leveren levert, verzamelen verzamelt, invullen invult, vullen vult, tekenen tekent, ondertekenen ondertekent, weten weet
zorgen zorgt, stellen stelt, bereiden bereidt, leiden leidt, koppelen koppelt, terugkoppelen terugkoppelt, nodigen nodigt
uitnodigen uitnodigt, benaderen benadert, adviseren adviseert, meten meet, onderzoeken onderzoekt, noteren noteert
notuleren notuleert, printen print, delen deelt, verwijzen verwijst, verzoeken verzoekt, dienen dient, vertellen vertelt
lopen loopt, rijden rijdt, staan staat, zitten zit, zien ziet, horen hoort, denken denkt, vinden vindt, bedanken bedankt
waarschuwen waarschuwt, verlengen verlengt, afronden afrondt, ronden rondt, kennen kent, werken werkt, steunen steunt
""".replace("\n", ", ")
_PAIRS = [pair.split() for pair in _VERBS.split(",") if pair.strip()]
_HELPING = "is heeft zal kan mag moet was had wordt werd zou wil gaat kon moest mocht wilde".split()

INFINITIVES = frozenset(infinitive for infinitive, _ in _PAIRS)
_THIRD_PERSON = frozenset(third for _, third in _PAIRS) | frozenset(_HELPING)
_NO_VERBS = frozenset(
    "niet met het dat wat dit uit tot post liefst graag eerst laatst best recht nacht rust direct vast kort contact budget krediet licht"
    " straat buurt tijdens kast krant iets altijd vaart echt juist bericht wat't".split()
)


def is_finite_verb(word: str) -> bool:
    """Tell whether a folded word is surely a verb in the third person."""
    return word in _THIRD_PERSON


def looks_like_finite_verb(word: str) -> bool:
    """Tell whether a folded word has the form of a verb in the third person."""
    return is_finite_verb(word) or (len(word) > 3 and word.endswith("t") and word not in _NO_VERBS)
