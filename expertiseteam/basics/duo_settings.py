"""The settings of duos: what training a pair needs, how long training counts as fresh, and which way of contact is proposed."""

from __future__ import annotations

from expertiseteam.basics.setting import Setting, Where

_DUOS = "Duo’s en huisbezoeken"

# As ContactMode says them (visits/records.py, which this floor does not know); a test compares the two.
MODES = (
    "langsgaan",
    "bellen",
    "app of sms",
    "brief",
    "spreekuur in eigen dorp",
    "spreekuur buiten eigen dorp",
    "ontmoeting elders",
    "via vertrouwd persoon",
    "kaartje achterlaten",
)

DUO_SETTINGS: tuple[Setting, ...] = (
    Setting(
        "visit_level",
        Where.TEAM,
        _DUOS,
        "Trainingsstap die minstens één van een duo heeft (0: niet nodig)",
        2,
        "Uit de praktijk van huisbezoeken: u kunt niet iedereen sturen. Geldt pas als uw team trainingen vastlegt.",
        row="domain.md, rows 97 and 109",
        least=0,
        most=3,
    ),
    Setting(
        "sensitive_level",
        Where.TEAM,
        _DUOS,
        "Trainingsstap die minstens één heeft bij een gevoelig gesprek (0: niet nodig)",
        3,
        "Uit de training ‘Signaleren van zorg’: het gesprek oefent u in het derde dagdeel.",
        row="domain.md, row 97",
        least=0,
        most=3,
    ),
    Setting(
        "mode_debt",
        Where.TEAM,
        _DUOS,
        "Voorstel bij een schuldsignaal: hoe benadert u mensen?",
        "langsgaan",
        "Uit een rondetafel over huisbezoeken: na een schuldsignaal levert langsgaan het meest op. U ziet het als voorstel.",
        row="domain.md, row 99",
        choices=MODES,
    ),
    Setting(
        "mode_young",
        Where.TEAM,
        _DUOS,
        "Voorstel bij iemand jonger dan 27: hoe benadert u hem of haar?",
        "app of sms",
        "Jongeren zijn moeilijk te bereiken. De manier is een voorstel van ons: kijk bij ‘Wat werkt hier’ wat bij u werkt.",
        row="domain.md, row 111",
        choices=MODES,
    ),
    Setting(
        "mode_other",
        Where.TEAM,
        _DUOS,
        "Voorstel bij elk ander signaal: hoe benadert u mensen?",
        "langsgaan",
        "Een voorstel: wie langsgaat, ziet meer. Bellen kost minder tijd.",
        row="domain.md, rows 99 and 104",
        choices=MODES,
    ),
    Setting(
        "visit_minutes",
        Where.TEAM,
        _DUOS,
        "Zo lang duurt een bezoek in het weekplan als er geen einde bij staat (minuten)",
        60,
        "Een voorstel: kijk in uw eigen agenda hoe lang het meestal is, met de reis erbij.",
        row="issue 6, item 9: the number is ours",
        least=15,
        most=240,
        unit="minuten",
    ),
    Setting(
        "training_years",
        Where.TEAM,
        _DUOS,
        "Na de laatste training is opfrissen nodig na (jaren; 0: nooit)",
        3,
        "Een voorstel, geen wet. De trainingsstap blijft gelden; u ziet alleen dat opfrissen nodig is.",
        row="domain.md, rows 6 and 94: the training ages; the number is ours",
        least=0,
        most=20,
        unit="jaren",
    ),
    Setting(
        "training_warning_days",
        Where.TEAM,
        _DUOS,
        "Zo lang van tevoren ziet u dat opfrissen nodig is (dagen)",
        90,
        "Een voorstel: tijd genoeg om een training te vinden.",
        row="domain.md, rows 6 and 94: the number is ours",
        least=0,
        most=366,
        unit="dagen",
    ),
)
