"""Every value that can be set, declared once: its type, default, range, where the default comes from, and its Dutch words.

The screens, the help (docs/handleiding.md), the checks and the policy of an organisation all derive from `SETTINGS`.
"""

from __future__ import annotations

from typing import Any

from expertiseteam.basics.care_and_safety_settings import CARE_AND_SAFETY_SETTINGS
from expertiseteam.basics.duo_settings import DUO_SETTINGS
from expertiseteam.basics.meeting_settings import MEETING_SETTINGS
from expertiseteam.basics.own_settings import OWN_SETTINGS
from expertiseteam.basics.setting import Setting, Where
from expertiseteam.basics.visit_settings import VISIT_SETTINGS

_TEAM, _TERMS, _ANSWERS, _DOOR = "Het team", "Termijnen", "Antwoord aan de melder", "De voordeur"
_LISTS = "Waaruit u kiest bij een casus"

SETTINGS: tuple[Setting, ...] = (
    Setting(
        "municipality", Where.TEAM, _TEAM, "Gemeente", "Weidevoort", "Gekozen bij het maken van het dossier. Staat boven elk stuk papier."
    ),
    Setting(
        "team_name",
        Where.TEAM,
        _TEAM,
        "Naam van het team",
        "Expertiseteam Weidevoort",
        "Gekozen bij het maken van het dossier. Staat boven elk stuk papier.",
    ),
    Setting(
        "triage_days",
        Where.TEAM,
        _TERMS,
        "Een signaal wegen binnen (werkdagen)",
        2,
        "Een voorstel, geen wet: uw team beslist.",
        row="domain.md, section 3, Signal",
        least=1,
        most=20,
        unit="werkdagen",
    ),
    Setting(
        "feedback_days",
        Where.TEAM,
        _TERMS,
        "De melder antwoorden binnen (werkdagen)",
        10,
        "Een voorstel, geen wet: wie iets vertelt, hoort binnen deze tijd iets terug.",
        row="domain.md, section 3, Feedback",
        least=1,
        most=60,
        unit="werkdagen",
    ),
    Setting(
        "closed_days",
        Where.TEAM,
        _TERMS,
        "Dagen waarop uw kantoor gesloten is (één per regel)",
        (),
        "Naast weekend en feestdagen. Ze tellen niet mee in termijnen, en bij het plannen van een overleg worden ze gemeld.",
        row="domain.md, row 34",
        are_days=True,
    ),
    Setting(
        "receipt_days",
        Where.TEAM,
        _TERMS,
        "De melder laten weten dat het bericht er is, binnen (werkdagen)",
        2,
        "Een voorstel, geen wet. Wie u spreekt, hoort het meteen: dit geldt voor een brief of e-mail.",
        row="domain.md, section 3, Feedback",
        least=1,
        most=20,
        unit="werkdagen",
    ),
    Setting(
        "check_days",
        Where.TEAM,
        _TERMS,
        "Partners antwoorden op een checkronde binnen (werkdagen)",
        5,
        "Een voorstel, geen wet: uw team spreekt het met partners af.",
        row="domain.md, section 3, Check round",
        least=1,
        most=20,
        unit="werkdagen",
    ),
    Setting(
        "referral_days",
        Where.TEAM,
        _TERMS,
        "Antwoord op een doorverwijzing binnen (werkdagen)",
        10,
        "Een voorstel, geen wet: na deze tijd vraagt het programma of de ander het heeft opgepakt.",
        row="domain.md, row 107",
        least=1,
        most=60,
        unit="werkdagen",
    ),
    Setting(
        "objection_days",
        Where.TEAM,
        _TERMS,
        "Beslissen over een bezwaar tegen gegevensgebruik binnen (dagen)",
        31,
        "De AVG geeft één maand (artikel 12). Korter mag.",
        row="domain.md, section 3, Subject request; R-20",
        least=1,
        most=31,
        unit="dagen",
    ),
    Setting(
        "multiple_days",
        Where.TEAM,
        _TERMS,
        "Meervoudig is: meer signalen op één adres binnen (dagen)",
        31,
        "Uit de vroegsignalering van schulden, die met één maand rekent.",
        row="domain.md, section 2, meervoudig; source S30",
        least=1,
        most=366,
        unit="dagen",
    ),
    Setting(
        "recurrent_months",
        Where.TEAM,
        _TERMS,
        "Opeenvolgend is: een eerder signaal op het adres binnen (maanden)",
        6,
        "Uit de vroegsignalering van schulden, die zes maanden terugkijkt.",
        row="domain.md, section 2, opeenvolgend; source S30",
        least=1,
        most=36,
        unit="maanden",
    ),
    Setting(
        "stall_meetings",
        Where.TEAM,
        _TERMS,
        "Een casus ligt stil na zoveel overleggen zonder verandering",
        2,
        "Uit de praktijk van expertiseteams: wie dan niets doet, laat los zonder het te merken.",
        row="domain.md, rows 48 and 74; section 3",
        least=1,
        most=6,
        unit="overleggen",
    ),
    Setting(
        "exploration_weeks",
        Where.TEAM,
        _TERMS,
        "Een verkenning duurt hoogstens (weken)",
        6,
        "Een voorstel, geen wet. Daarna staat de verkenning op Vandaag en op de agenda.",
        row="domain.md, section 3, Case",
        least=1,
        most=26,
        unit="weken",
    ),
    Setting(
        "bin_months",
        Where.TEAM,
        _TERMS,
        "Wat in de prullenbak van een casus ligt, verdwijnt voorgoed na (maanden)",
        3,
        "Een voorstel: lang genoeg om een vergissing te merken, en niet langer dan nodig.",
        row="design.md, section 1, point 8",
        least=1,
        most=24,
        unit="maanden",
    ),
    Setting(
        "prevention_months",
        Where.TEAM,
        _TERMS,
        "Een signaal zonder vervolg bewaren om te voorkomen dat het erger wordt (maanden)",
        6,
        "Een gemeente vernietigt vroege signalen na zes maanden. Daarna stelt het programma voor om te vernietigen; u beslist.",
        row="domain.md, row 31; section 5, retention; source S34",
        least=1,
        most=12,
        unit="maanden",
    ),
    Setting(
        "prevention_basis",
        Where.TEAM,
        _TERMS,
        "Grondslag om zo’n signaal te bewaren",
        "Taak van algemeen belang: op tijd zien dat iemand hulp nodig heeft (AVG, artikel 6, lid 1, onder e)",
        "Welke wet hierbij hoort, verschilt per team. Laat uw functionaris gegevensbescherming dit nakijken.",
        row="domain.md, row 31; R-02",
    ),
    Setting(
        "service_numbers",
        Where.TEAM,
        _TERMS,
        "Een burgerservicenummer mag in een tekst staan",
        False,
        "Dat mag alleen waar een wet het zegt (Uitvoeringswet AVG, artikel 46). Anders weigert het programma zo’n nummer.",
        row="domain.md, R-08",
    ),
    Setting(
        "receipt_texts",
        Where.TEAM,
        _ANSWERS,
        "Teksten om te zeggen dat het bericht er is (één per regel)",
        (
            "Bedankt voor uw bericht. Wij hebben het gelezen.",
            "Uw bericht is binnen. U hoort of het is opgepakt.",
        ),
        "Een voorstel in gewone woorden, zonder iets over de bewoner. Pas ze aan zoals uw team praat.",
        row="domain.md, row 8",
        for_residents=True,
    ),
    Setting(
        "feedback_texts",
        Where.TEAM,
        _ANSWERS,
        "Teksten om te zeggen dat het is opgepakt (één per regel)",
        (
            "Bedankt voor uw telefoontje. Het is opgepakt.",
            "Bedankt dat u het vertelde. Er wordt naar gekeken.",
            "Goed dat u belde. Wij mogen niet vertellen wat er gebeurt, maar uw bericht is bij de juiste mensen.",
        ),
        "Een voorstel in gewone woorden, zonder iets over de bewoner. Pas ze aan zoals uw team praat.",
        row="domain.md, row 8",
        for_residents=True,
    ),
    Setting(
        "thanks_lines",
        Where.TEAM,
        _ANSWERS,
        "Tekst op het blad om te bedanken (één per regel)",
        (
            "U zag iets en u vertelde het ons. Dank u wel.",
            "Wij mogen niet vertellen wat er bij iemand thuis gebeurde. Wel wat signalen samen opleverden.",
            "Twijfelt u de volgende keer? Bel toch. Een gevoel is genoeg.",
        ),
        "Een voorstel in gewone woorden, zonder iets over een bewoner. Pas ze aan zoals uw team praat.",
        row="domain.md, row 10",
        for_residents=True,
    ),
    Setting(
        "door_limit",
        Where.TEAM,
        _DOOR,
        "Hoeveel organisaties aan één voordeur, voordat het programma vragen stelt",
        2,
        "Uit de praktijk van expertiseteams: minder organisaties aan de deur is beter.",
        row="domain.md, rows 77 and 79",
        least=1,
        most=10,
        unit="organisaties",
    ),
    Setting(
        "roles_before_visit",
        Where.TEAM,
        _DOOR,
        "Pas een duo op pad als duidelijk is wie er vooraan staat",
        False,
        "Uit de praktijk van expertiseteams: beter nu een goed gesprek over de rollen dan morgen aan de deur. Bij spoed geldt het niet.",
        row="domain.md, row 84",
    ),
    *CARE_AND_SAFETY_SETTINGS,
    *DUO_SETTINGS,
    *VISIT_SETTINGS,
    *MEETING_SETTINGS,
    Setting(
        "legal_bases",
        Where.TEAM,
        _LISTS,
        "Grondslagen waaruit u kiest (één per regel)",
        (
            "Wmo 2015, onderzoek na melding",
            "Jeugdwet, toeleiding naar hulp",
            "Wet gemeentelijke schuldhulpverlening",
            "Wet publieke gezondheid, bemoeizorg",
            "Gemeentewet en Algemene wet bestuursrecht, toezicht",
            "Toestemming van de bewoner",
        ),
        "De wetten waarop teams zich meestal beroepen. Laat een jurist uw lijst nakijken.",
        row="domain.md, section 5",
    ),
    Setting(
        "purposes",
        Where.TEAM,
        _LISTS,
        "Doelen waaruit u kiest (één per regel)",
        ("hulp aanbieden", "ergere problemen voorkomen", "veiligheid in en om het huis", "uithuiszetting voorkomen"),
        "Een voorstel: waarom u gegevens van een huishouden met elkaar deelt.",
        row="domain.md, section 5",
    ),
    *OWN_SETTINGS,
)
BY_KEY = {setting.key: setting for setting in SETTINGS}


def of(where: Where) -> tuple[Setting, ...]:
    """The settings that live somewhere, in the order in which they are shown."""
    return tuple(setting for setting in SETTINGS if setting.where is where)


def default(key: str) -> Any:
    """The default of a setting; KeyError for one that does not exist."""
    return BY_KEY[key].default
