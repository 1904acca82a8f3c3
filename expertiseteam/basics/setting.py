"""What one setting is: its type, range, where the default comes from, and how a value is checked.

The unlock window has settings too, and is waited for: what only a check needs is loaded when something is checked.
"""

# Annotations are no text here: of a named tuple each would be compiled while the unlock window is waited for.
import enum
from typing import Any, NamedTuple

from expertiseteam.basics.sentences import Refused

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


class Setting(NamedTuple):
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
    are_numbered: bool = False  # lines "name: number", one for each name of the default; what is left out keeps its default
    for_residents: bool = False  # who lives there reads it, or hears it: advice on plain Dutch stands below it (readability.py)
    places: tuple[str, ...] = ()  # lines of an own text, with these fixed places to fill in (templates.py); there may be no line
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
                if self.places:
                    return "niets, of regels met " + ", ".join(f"{{{place}}}" for place in self.places)
                if self.are_numbered:
                    return f"per regel een getal van {self.least} tot en met {self.most}"
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
                if self.are_numbered:
                    return self._numbered(lines)
                if self.places:
                    return self._own_text(lines)
                return lines or self._refuse("schrijf minstens één regel")
        text = value.strip() if isinstance(value, str) else ""
        if not text:
            self._refuse("dit mag niet leeg zijn")
        if self.choices and text not in self.choices:
            self._refuse(f"kies uit {self.range_words}")
        return self._clock(text) if self.is_time else text

    def _clock(self, text: str) -> str:
        """A time as people write it ("9.30", "13:30", "13.30 uur") as "13:30"."""
        from expertiseteam.basics.spoken_times import read_time

        at = read_time(text)
        return at.isoformat("minutes") if at is not None else self._refuse("schrijf een tijd als 13.30")

    def _days(self, lines: tuple[str, ...]) -> tuple[str, ...]:
        from expertiseteam.basics.closed_days import written

        try:
            return tuple(dict.fromkeys(map(written, lines)))
        except Refused as refused:
            raise Refused(f"{self.title}: {refused} De instelling is niet gewijzigd.") from None

    def _numbered(self, lines: tuple[str, ...]) -> tuple[str, ...]:
        """Every name of the default with its number, the highest first; Refused names the line that is no such thing."""
        assert isinstance(self.default, tuple)
        numbers = numbers_of(self.default)
        for place, line in enumerate(lines, 1):
            name, _, said = (part.strip() for part in line.rpartition(":"))
            if name not in numbers:
                self._refuse(f"regel {place}: ‘{name or line}’ bestaat niet. Op elke regel staat een reden, een dubbele punt en een getal")
            if not said.isdecimal() or not self.least <= int(said) <= self.most:
                self._refuse(f"regel {place}: vul achter ‘{name}’ een heel getal in van {self.least} tot en met {self.most}")
            numbers[name] = int(said)
        return tuple(f"{name}: {number}" for name, number in sorted(numbers.items(), key=lambda pair: -pair[1]))

    def _own_text(self, lines: tuple[str, ...]) -> tuple[str, ...]:
        from expertiseteam.basics.templates import check_places

        try:
            check_places(lines, self.places)
        except Refused as refused:
            self._refuse(str(refused))
        return lines

    def _refuse(self, what: str) -> Any:
        raise Refused(f"{self.title}: {what}. De instelling is niet gewijzigd.")


def numbers_of(lines: tuple[str, ...]) -> dict[str, int]:
    """What the lines "name: number" of a checked setting say."""
    pairs = (line.rpartition(":") for line in lines)
    return {name.strip(): int(number) for name, _, number in pairs}
