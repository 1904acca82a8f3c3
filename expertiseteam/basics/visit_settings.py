"""The settings of what goes along to a door, and of what the team learns from its visits; see `settings.py`."""

from __future__ import annotations

from expertiseteam.basics.setting import Setting, Where

_SHEET, _LEARNING = "Papier bij een huisbezoek", "Wat werkt hier"

VISIT_SETTINGS: tuple[Setting, ...] = (
    Setting(
        "talk_check",
        Where.TEAM,
        _SHEET,
        "Het gesprek, eerst: rustig nagaan of het klopt (één regel per zin)",
        (
            "Zeg wie u bent en waarvoor u komt, vóór u binnengaat. Vraag of u binnen mag komen.",
            "Ga samen na of naam en adres kloppen.",
            "Vertel rustig wat u weet en wat u niet weet.",
        ),
        "Uit een rondetafel over huisbezoeken: begin rustig met het nagaan van gegevens. Wie toezicht houdt, zegt eerst wie hij is.",
        row="domain.md, row 106; R-31",
    ),
    Setting(
        "talk_listen",
        Where.TEAM,
        _SHEET,
        "Het gesprek, daarna: laat mensen vertellen (één regel per zin)",
        (
            "Vraag hoe het gaat, en wacht op het antwoord.",
            "Vat samen wat u hoort: klopt het zo?",
            "Vraag wat al lukt, en wie er al helpt.",
        ),
        "Uit een rondetafel over huisbezoeken: laat mensen daarna hun verhaal doen.",
        row="domain.md, row 106",
    ),
    Setting(
        "talk_offer",
        Where.TEAM,
        _SHEET,
        "Het gesprek, als laatste: hulp aanbieden (één regel per zin)",
        (
            "Vraag wat het eerst moet veranderen.",
            "Bied één ding aan dat meteen kan. Hulp is gratis en verplicht tot niets.",
            "Spreek af wie wat doet, en wanneer u terugkomt.",
        ),
        "Uit een rondetafel over huisbezoeken: bied pas daarna hulp aan.",
        row="domain.md, rows 106 and 119",
    ),
    Setting(
        "never_said",
        Where.TEAM,
        _SHEET,
        "Wat een duo niet zegt (één regel per zin)",
        (
            "Niet wie zich zorgen maakte, ook niet als er geraden wordt.",
            "Niets over andere mensen, in de straat of in een andere casus.",
            "Niets wat u niet zelf kunt nakomen.",
        ),
        "Uit de afspraak dat wie iets vertelt, niet te herkennen is. Pas het aan zoals uw team werkt.",
        row="domain.md, rows 8 and 13; R-13",
    ),
    Setting(
        "numbers_to_call",
        Where.TEAM,
        _SHEET,
        "Nummers op het bezoekblad (één per regel: wie, en welk nummer)",
        (
            "Direct gevaar: 112",
            "Politie, als het geen haast heeft: 0900 8844",
            "Veilig Thuis, dag en nacht: 0800 2000",
            "Landelijk Meldpunt Zorgwekkend gedrag: 0800 1205",
        ),
        "De landelijke nummers. Zet uw eigen nummers erbij.",
        row="issue 6, item 5",
    ),
    Setting(
        "card_phone",
        Where.TEAM,
        _SHEET,
        "Welk nummer staat op het kaartje dat u achterlaat?",
        "het nummer van uw gemeente",
        "Vul het nummer in waar iemand opneemt die van niets hoeft te weten.",
        row="domain.md, row 119",
    ),
    Setting(
        "card_lines",
        Where.TEAM,
        _SHEET,
        "Wat er op het kaartje staat (één regel per zin)",
        (
            "Hulp van de gemeente is gratis. U zit nergens aan vast.",
            "Geldzorgen kunnen iedereen overkomen. Hoe eerder u belt, hoe meer er kan.",
            "U beslist zelf of u hulp wilt, en welke.",
        ),
        "Uit een rondetafel over huisbezoeken: mensen denken dat zij moeten betalen, of weten de gemeente niet te vinden.",
        row="domain.md, rows 119 and 120",
    ),
    Setting(
        "campaign_weeks",
        Where.TEAM,
        _LEARNING,
        "Zoveel weken vóór en na een actie in het dorp worden signalen geteld",
        4,
        "Een voorstel: lang genoeg voor een handvol signalen, kort genoeg om bij de actie te horen.",
        row="domain.md, row 119: the number is ours",
        least=1,
        most=26,
        unit="weken",
    ),
    Setting(
        "learning_months",
        Where.TEAM,
        _LEARNING,
        "Over hoeveel maanden het programma telt wat werkt (maanden)",
        12,
        "Een voorstel: kort genoeg om bij te sturen, lang genoeg om iets te kunnen zeggen.",
        row="domain.md, section 7",
        least=3,
        most=60,
        unit="maanden",
    ),
    Setting(
        "smallest_count",
        Where.TEAM,
        _LEARNING,
        "Kleinste aantal huishoudens dat als getal te zien is",
        5,
        "Gebruikelijk bij cijfers over mensen: een kleiner aantal kan iemand aanwijzen. Het mag alleen strenger.",
        row="domain.md, R-40",
        least=5,
        most=50,
        unit="huishoudens",
    ),
)
