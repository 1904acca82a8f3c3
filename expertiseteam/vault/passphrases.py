"""Which passphrase is good enough, and a suggestion of five words.

Length counts, not tricks (ASVS 5.0, chapter 6.2): at least 15 characters, or five words. What everyone tries first is refused:
common words, repetition, rows of the keyboard, and the names that belong to the team. No rules about capitals or digits.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from expertiseteam.basics.text import fold
from expertiseteam.vault.policy import NO_DEMAND, Demand

SHORTEST, LONGEST, WORDS = 15, 200, 5
SHORTEST_SUGGESTED = 6  # characters that a word of ours and its space take at least, on average
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
    "qwertzuiop",
    "yxcvbnm",
)
_LOOKS_LIKE = str.maketrans("013457@$!€|", "oieastasiel")
_COMMON = frozenset(
    """
    wachtwoord wachtzin welkom geheim geheime geheimpje toegang inloggen wijzig wijzigmij verander veranderen
    nieuw tijdelijk beheer beheerder password passw passwd passwort letmein welcome secret login admin administrator root user
    gebruiker guest gast test testen tester demo
    iloveyou ikhouvanjou ikhouvanje liefde schatje lieverd hallo hoihoi qwerty azerty qwertz asdf zxcv dragon monkey master
    sunshine princess football superman batman pokemon computer laptop internet
    google windows microsoft office outlook samsung iphone apple android
    lente zomer herfst winter januari februari maart april juni juli augustus september oktober november december
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag vandaag morgen kerst vakantie
    ajax feyenoord voetbal oranje holland nederland amsterdam rotterdam utrecht denhaag eindhoven groningen vitesse twente
    mama papa opa oma kind kinderen hond poes kat thuis huis auto fiets bloem vogel
    een twee drie vier vijf zes zeven acht negen tien mijn dit dat het den van voor niet met ben jij wij ons onze you this that the and
    """.split()
)
_PRODUCT = frozenset(
    """
    expertiseteam expertise team teams dossier sleutel sleutels gemeente gemeentehuis overleg notulen agenda besluit actie signaal
    signalen casus casussen melding meldcode bewoner bewoners huishouden huisbezoek voordeur duo zorg veiligheid handhaving wonen
    wijk wijkteam wijkagent boa regisseur aandachtsfunctionaris secretaris bemoeizorg leefbaarheid jeugd schuldhulp woningcorporatie
    herstelblad
    """.split()
)


def judge_passphrase(text: str, *, own_words: Iterable[str], demand: Demand = NO_DEMAND) -> str | None:
    """Return None when the passphrase is good enough, else one Dutch sentence that says what to change.

    `own_words` are the names that an outsider would try: of the member, the team, the municipality, its villages. `demand` is what the
    organisation asks besides.
    """
    if not text.strip():
        return "Typ een wachtzin."
    if text != text.strip():
        return "Haal de spatie aan het begin of het einde van de wachtzin weg."
    if not text.isprintable():
        return "Er staat een teken in de wachtzin dat niet elk toetsenbord kan typen; haal dat weg."
    if len(text) > LONGEST:
        return f"De wachtzin is te lang: gebruik hoogstens {LONGEST} tekens."
    words = text.split()
    if len(words) < WORDS or any(len(word) < 3 for word in words):
        if len(text) < SHORTEST:
            return f"De wachtzin is te kort: u hebt {len(text)} van de {SHORTEST} tekens, of gebruik vijf woorden."
    if len(words) < demand.words or len(text) < demand.characters:
        asked = [f"{demand.words} woorden"] * (demand.words > 0) + [f"{demand.characters} tekens"] * (demand.characters > 0)
        return f"Uw organisatie vraagt om minstens {' en '.join(asked)}. Maak de wachtzin langer."
    return _too_easy(text, own_words)


def rules(demand: Demand = NO_DEMAND) -> tuple[str, ...]:
    """Return what `judge_passphrase` asks, in sentences for who is about to choose one."""
    asked = [f"{demand.words} woorden"] * (demand.words > 0) + [f"{demand.characters} tekens"] * (demand.characters > 0)
    least = f"vijf woorden of {SHORTEST} tekens" if not asked else f"{' en '.join(asked)}: dat vraagt uw organisatie"
    return (
        f"Minstens {least}. Langer is sterker; hoofdletters, cijfers en tekens hoeven niet.",
        "Geen namen van uw team, dorp of collega’s, en geen zin die iedereen kent.",
        "Gewone woorden die niets met elkaar te maken hebben, onthoudt u het best. Plakken uit een wachtwoordkluis mag.",
    )


def suggest_passphrase(demand: Demand = NO_DEMAND) -> str:
    """Return five different words by chance from our own list, with a space between them; more than 55 bits. More when they are asked."""
    # Loaded here, because the unlock window loads this room and seldom suggests.
    from importlib.resources import files
    from random import SystemRandom

    words = (files("resources") / "words" / "wachtzin.txt").read_text(encoding="utf-8").split()
    while True:
        count = max(WORDS, demand.words, -(-demand.characters // SHORTEST_SUGGESTED))
        suggestion = " ".join(SystemRandom().sample(words, count))
        if judge_passphrase(suggestion, own_words=(), demand=demand) is None:
            return suggestion


def _too_easy(text: str, own_words: Iterable[str]) -> str | None:
    folded = fold(text)
    plain = re.sub(r"[^a-z0-9]", "", folded)
    if _repeats(re.sub(r"\s", "", folded)) or len({*folded.split()}) == 1 < len(folded.split()):
        return "De wachtzin is steeds hetzelfde; gebruik verschillende woorden."
    if plain and 4 * _in_rows(plain) >= 3 * len(plain):
        return "De wachtzin is een rij letters of cijfers die iedereen probeert; gebruik vijf gewone woorden."
    own = {part for word in own_words for part in re.findall(r"[a-z]{3,}", fold(word))}
    if _left_over(folded, _COMMON) < 4:
        return "De wachtzin bestaat uit woorden die iedereen probeert; kies andere woorden."
    if _left_over(folded, own | _PRODUCT | _COMMON) < 4:
        return "De wachtzin bestaat uit namen van uw team, uw gemeente of dit programma; kies andere woorden."
    return None


def _repeats(text: str) -> bool:
    """Say whether the text is one piece again and again, the last time perhaps cut off, or hardly more than one character."""
    return len(set(text)) <= 3 or any(text == (text[:size] * len(text))[: len(text)] for size in range(1, len(text) // 2 + 1))


def _in_rows(text: str) -> int:
    """Count the characters that stand in a run of at least 3 along the alphabet, the digits or a keyboard, forwards or backwards."""
    rows = [row[::step] for row in _ROWS for step in (1, -1)]
    counted = start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and any(text[start : end + 1] in row for row in rows):
            end += 1
        counted += end - start if end - start >= 3 else 0
        start = end
    return counted


def _left_over(folded: str, known: Collection[str]) -> int:
    """Count the letters that no known word covers, also when digits stand for letters (w4chtw00rd). Digits and signs add nothing."""
    read_as = folded.translate(_LOOKS_LIKE)
    best = [0] * (len(folded) + 1)
    for end in range(1, len(folded) + 1):
        best[end] = best[end - 1] + folded[end - 1].isalpha()
        for size in range(3, min(end, 24) + 1):
            if folded[end - size : end] in known or read_as[end - size : end] in known:
                best[end] = min(best[end], best[end - size])
    return best[-1]
