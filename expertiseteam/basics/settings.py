"""Every value that can be set, declared once: its type, default, range, where the default comes from, and its Dutch words.

The screens, the help (docs/handleiding.md), the checks and the policy of an organisation all derive from `SETTINGS`.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Any

from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.spoken_times import read_time

Value = str | int | bool | tuple[str, ...]


class Where(enum.StrEnum):
    """Where a value lives, and so who chooses it."""

    TEAM = "het team, in het dossier"
    COMPUTER = "u zelf, op deze computer"
    ORGANISATION = "alleen uw organisatie"


class Tighter(enum.Enum):
    """In which direction an organisation may move a value (docs/beleid.md)."""

    LOWER = enum.auto()
    HIGHER = enum.auto()
    YES = enum.auto()
    NO = enum.auto()


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. `source` tells a user where the default comes from; `row` names the place in the project's papers.

    A number lies from `least` to `most`, both included; a line with `choices` is one of those. `policy` is the name under which an
    organisation may tighten the value, in the direction `tighter`; "" when it may not.
    """

    key: str
    where: Where
    group: str
    title: str
    default: Value
    source: str
    row: str = ""
    least: int = 0
    most: int = 0
    step: int = 1
    unit: str = ""
    choices: tuple[str, ...] = ()
    is_time: bool = False
    are_days: bool = False  # lines that each name a day or a stretch of days; there may be none
    policy: str = ""
    tighter: Tighter | None = None

    @property
    def range_words(self) -> str:
        """What may be filled in: "1 tot en met 20 werkdagen", "ja of nee"."""
        match self.default:
            case bool():
                return "ja of nee"
            case int():
                return f"{self.least} tot en met {self.most} {self.unit}".strip()
            case tuple():
                return "geen, of op elke regel een dag of een periode" if self.are_days else "minstens één regel"
        if self.choices:
            return f"{', '.join(self.choices[:-1])} of {self.choices[-1]} {self.unit}".strip()
        return "een tijd" if self.is_time else "een tekst"

    def checked(self, value: Any) -> Any:
        """The value as this setting wants it. Refused, naming the setting, when it cannot be used."""
        match self.default:
            case bool():
                return value if isinstance(value, bool) else self._refuse("kies ja of nee")
            case int():
                whole = str(value).strip()
                if not whole.isdecimal() or not self.least <= int(whole) <= self.most:
                    self._refuse(f"vul een heel getal in van {self.least} tot en met {self.most}")
                return int(whole)
            case tuple():
                given = value if isinstance(value, list | tuple) else ()
                lines = tuple(line.strip() for line in given if isinstance(line, str) and line.strip())
                if self.are_days:
                    return self._days(lines)
                return lines or self._refuse("schrijf minstens één regel")
        text = value.strip() if isinstance(value, str) else ""
        if not text:
            self._refuse("dit mag niet leeg zijn")
        if self.choices and text not in self.choices:
            self._refuse(f"kies uit {self.range_words}")
        return self._clock(text) if self.is_time else text

    def _clock(self, text: str) -> str:
        """A time as people write it ("9.30", "13:30", "13.30 uur") as "13:30"."""
        at = read_time(text)
        return at.isoformat("minutes") if at is not None else self._refuse("schrijf een tijd als 13.30")

    def _days(self, lines: tuple[str, ...]) -> tuple[str, ...]:
        from expertiseteam.basics.closed_days import written  # the reading of dates, which the unlock window does without

        try:
            return tuple(dict.fromkeys(map(written, lines)))
        except Refused as refused:
            raise Refused(f"{self.title}: {refused} De instelling is niet gewijzigd.") from None

    def _refuse(self, what: str) -> Any:
        raise Refused(f"{self.title}: {what}. De instelling is niet gewijzigd.")


_TEAM, _TERMS, _ANSWERS, _DOOR = "Het team", "Termijnen", "Antwoord aan de melder", "De voordeur"
_MEETING, _LISTS = "Het overleg", "Waaruit u kiest bij een casus"
_WINDOW, _PASSPHRASE, _FILES = "Dit venster", "Wachtzin", "Bestanden"

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
        "meeting_start",
        Where.TEAM,
        _MEETING,
        "Het overleg begint om",
        "13:30",
        "De afspraak van uw team.",
        row="domain.md, section 4",
        is_time=True,
    ),
    Setting(
        "meeting_minutes",
        Where.TEAM,
        _MEETING,
        "Het overleg duurt (minuten)",
        90,
        "De afspraak van uw team. De agenda telt hier de minuten tegen af.",
        row="domain.md, section 4",
        least=15,
        most=480,
        step=5,
        unit="minuten",
    ),
    Setting("meeting_place", Where.TEAM, _MEETING, "Plaats van het overleg", "gemeentehuis", "De afspraak van uw team."),
    Setting(
        "working_agreements",
        Where.TEAM,
        _MEETING,
        "Zo werken wij (één afspraak per regel)",
        ("Minder organisaties aan de deur is beter.", "Eén vast gezicht per huishouden.", "Wat we beloven, doen we."),
        "Uit de praktijk van expertiseteams. Staat op de agenda.",
        row="domain.md, rows 72 and 77",
    ),
    Setting(
        "wall_shows_code_only",
        Where.TEAM,
        _MEETING,
        "Op het scherm in de zaal alleen het nummer van de casus tonen",
        False,
        "In een kleine kern kan ‘Turfven, gezin’ al naar één huis wijzen.",
        row="domain.md, section 5",
    ),
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
    Setting(
        "look",
        Where.COMPUTER,
        _WINDOW,
        "Kleuren",
        "zoals de computer",
        "Het programma volgt uw computer.",
        row="ui.md, part C",
        choices=("licht", "donker", "zoals de computer"),
    ),
    Setting(
        "scale",
        Where.COMPUTER,
        _WINDOW,
        "Grootte van de letters",
        "100",
        "Zoals het programma getekend is.",
        row="ui.md, part C",
        unit="procent",
        choices=("100", "115", "130"),
    ),
    Setting(
        "idle_minutes",
        Where.COMPUTER,
        _WINDOW,
        "Vergrendelen na hoeveel minuten stilte",
        10,
        "Lang genoeg om na te denken, kort genoeg om weg te lopen.",
        row="issue 2, point 2",
        least=1,
        most=120,
        unit="minuten",
        policy="vergrendelen_na_minuten",
        tighter=Tighter.LOWER,
    ),
    Setting(
        "names_hidden",
        Where.COMPUTER,
        _WINDOW,
        "Namen van bewoners verbergen zodra het dossier opengaat",
        False,
        "Handig op een balie of in de trein. Ctrl+Shift+N toont ze.",
        row="design.md, section 6",
        policy="namen_verborgen",
        tighter=Tighter.YES,
    ),
    Setting(
        "passphrase_words",
        Where.ORGANISATION,
        _PASSPHRASE,
        "Een nieuwe wachtzin heeft minstens zoveel woorden",
        0,
        "Zonder beleid zijn vijf woorden of 15 tekens genoeg.",
        row="design.md, section 5; issue 3, point 1",
        least=5,
        most=10,
        unit="woorden",
        policy="wachtzin_woorden",
        tighter=Tighter.HIGHER,
    ),
    Setting(
        "passphrase_characters",
        Where.ORGANISATION,
        _PASSPHRASE,
        "Een nieuwe wachtzin heeft minstens zoveel tekens",
        0,
        "Zonder beleid zijn vijf woorden of 15 tekens genoeg.",
        row="design.md, section 5; issue 3, point 1",
        least=15,
        most=60,
        unit="tekens",
        policy="wachtzin_tekens",
        tighter=Tighter.HIGHER,
    ),
    Setting(
        "second_place_required",
        Where.ORGANISATION,
        _FILES,
        "Een tweede plek voor reservekopieën is verplicht",
        False,
        "Zonder beleid raadt het programma een tweede plek aan.",
        row="issue 3, points 5 and 9",
        policy="tweede_reservekopie",
        tighter=Tighter.YES,
    ),
    Setting(
        "save_files",
        Where.ORGANISATION,
        _FILES,
        "Papier en het logboek mogen als bestand worden opgeslagen",
        True,
        "Notulen moeten naar partners. Een opgeslagen bestand is niet versleuteld.",
        row="issue 3, point 9",
        policy="opslaan_als_bestand",
        tighter=Tighter.NO,
    ),
)
BY_KEY = {setting.key: setting for setting in SETTINGS}


def of(where: Where) -> tuple[Setting, ...]:
    """The settings that live somewhere, in the order in which they are shown."""
    return tuple(setting for setting in SETTINGS if setting.where is where)


def default(key: str) -> Any:
    """The default of a setting; KeyError for one that does not exist."""
    return BY_KEY[key].default
