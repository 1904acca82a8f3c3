"""The patterns of spoken dates and what each of them means. `spoken_dates.py` tells the rules and is the only one to use this.

Patterns look at folded text (`basics.text.fold`). Each begins with the words that may stand before a date, as group *lead*.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from expertiseteam.basics.dates import MONTHS, WEEKDAYS
from expertiseteam.basics.working_days import add_working_days

_LOOK_BACK = timedelta(days=30)  # a day-month this short ago is still the one of this year
_YEAR_LONG = timedelta(days=364)  # so that no day-month stands in it twice
_YEARS = range(1900, 2200)
_SHORT_YEARS = range(-25, 11)  # "5-3-26" is 2026; a year further off than this must be written whole
_FRIDAY = 4

_MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS, 1)}
_MONTH_NUMBERS |= {"jan": 1, "feb": 2, "febr": 2, "mrt": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8}
_MONTH_NUMBERS |= {"sep": 9, "sept": 9, "okt": 10, "nov": 11, "dec": 12}
_WEEKDAY_NUMBERS = {name: number for number, name in enumerate(WEEKDAYS)} | {name[:2]: number for number, name in enumerate(WEEKDAYS)}
_NUMBER_WORDS = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien", "veertien")
_NUMBERS = {word: number for number, word in enumerate(_NUMBER_WORDS, 1)}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a day may be counted from. `looking_back`: the question is when something happened. `in_field`: there is nothing but a date."""

    today: date
    next_meeting: date | None
    looking_back: bool = False
    in_field: bool = False


class UnclearError(Exception):
    """Looks like a date and names no single day."""


class PassedOverError(Exception):
    """Is no date in a sentence about what must be done."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words that a rule knows. `lead`: the words just before them that belong to the date, such as *voor*; `start` counts them in."""

    match: re.Match[str]
    lead: frozenset[str]
    start: int

    def __getitem__(self, group: str) -> str:
        """Return what stands in a group of the rule's pattern; "" when it has no such group or found nothing for it."""
        return self.match[group] or "" if group in self.match.re.groupindex else ""

    @property
    def end(self) -> int:
        return self.match.end()

    def is_followed_by(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        return pattern.match(self.match.string, self.match.end())

    def is_preceded_by(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        start = self.match.start("day")
        return pattern.search(self.match.string, max(0, start - _NEAR), start)


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, and the day it names. `is_past`: counts only in a field. `is_term`: a last day even without a word like *voor*."""

    pattern: re.Pattern[str]
    day: Callable[[Said, Asked], date]
    is_past: bool = False
    is_term: bool = False


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _rule(core: str, day: Callable[[Said, Asked], date], *, is_past: bool = False, is_term: bool = False) -> Rule:
    return Rule(re.compile(rf"(?<!\w){core}"), day, is_past, is_term)


# Words before a date. After TERM it is a last day; after NO_TERM it names no term; BLUR makes it no single day; _PLAIN changes nothing.
TERM = frozenset(("niet later dan", "uiterlijk", "voor", "tot en met", "t/m", "tot", "tegen"))
NO_TERM = frozenset("na sinds sedert vanaf van elke elk iedere ieder goede goeie witte niet geen afgelopen vorige verleden laatste".split())
NO_TERM |= {"om de"}
BLUR = frozenset(("rond", "omstreeks", "tussen", "eerste", "tweede", "derde", "vierde"))
_PLAIN = frozenset(("op", "per", "in", "nog", "pas", "het", "de", "een", "die"))
_PARTICLE = rf"(?:op|in|per|voor)(?!\s+(?:{_any(TERM)}|op|in)(?!\w))"  # "bereidt het voor voor vrijdag", "vraagt het op voor vrijdag"
_LEAD_WORD = rf"(?:{_PARTICLE}|{_any((TERM | NO_TERM | BLUR | _PLAIN) - {'op', 'in', 'per', 'voor'})})"
_LEAD_WORDS = re.compile(rf"(?<!\S){_LEAD_WORD}(?!\S)")
_LEAD_BEFORE = re.compile(rf"(?<!\w)(?:{_LEAD_WORD}\s+){{1,5}}$")
_NEAR = 80  # characters: longer than any five of these words


def said_at(match: re.Match[str]) -> Said:
    """Return what a rule found, together with the words before it."""
    before = _LEAD_BEFORE.search(match.string, max(0, match.start() - _NEAR), match.start())
    return Said(match, frozenset(_LEAD_WORDS.findall(before[0])) if before else frozenset(), before.start() if before else match.start())


# What the rules make of what they found -----------------------------------------------------------------------------------------


def _real(year: int, month: int, day: int) -> date:
    if year not in _YEARS:
        raise UnclearError
    try:
        return date(year, month, day)
    except ValueError:
        raise UnclearError from None


def _in_year(written: str, month: int, day: int, asked: Asked) -> date:
    """Return the day in the year that was written, or in the only year that fits when none was."""
    if not written:
        first = asked.today - (_YEAR_LONG if asked.looking_back else _LOOK_BACK)
        for year in (first.year, first.year + 1):
            with suppress(ValueError):  # the 29th of February, in most years
                found = date(year, month, day)
                if first <= found <= first + _YEAR_LONG:
                    return found
        raise UnclearError
    year = int(written)
    if len(written) == 2:
        year += 2000
        if year - asked.today.year not in _SHORT_YEARS:
            raise UnclearError
    return _real(year, month, day)


def _agreeing(found: date, weekday: str) -> date:
    """Return the day when the weekday that stands before it, if any, is right."""
    if weekday and found.weekday() != _WEEKDAY_NUMBERS[weekday]:
        raise UnclearError
    return found


def _whole(said: Said, asked: Asked) -> date:
    return _real(int(said["year"]), int(said["month"]), int(said["day"]))


# "Beukenlaan 5-3", "2-3 keer", "06-12 34 56 78": digits that count or number something
_NUMBERED = re.compile(
    r"(?:\w(?:laan|ln|straat|str|weg|plein|pad|dijk|hof|dreef|singel|kade|steeg)|huisnummer|nummer|nr\.?|kamer|punt|score)\s+$"
)
_OTHER_DAY = re.compile(r"(?<![\w.:])[0-9]{1,2}\s*(?:en|of|t/m|,)\s*$")  # "20 en 27-11"
_COUNTED = re.compile(
    r"\s*(?:keer|maal|x|uur|dag|dagen|week|weken|maand|maanden|jaar|minuten|personen|mensen|kinderen|euro|%|procent|bezoeken|gesprekken|stuks)\b"
    r"|\s[0-9]{2}(?![.:][0-9]|\s*uur)"
)


def _numeric(said: Said, asked: Asked) -> date:
    day, month, year = int(said["day"]), int(said["month"]), said["year"]
    if not year and not said["weekday"]:
        unsure = said["separator"] == "/" and not said.lead and not asked.in_field  # 1/2, 24/7
        if unsure or month > 12 or day > 31 or said.is_preceded_by(_NUMBERED) or said.is_followed_by(_COUNTED):
            raise PassedOverError
    if said.is_preceded_by(_OTHER_DAY):
        raise UnclearError
    return _agreeing(_in_year(year, month, day, asked), said["weekday"])


def _with_month_name(said: Said, asked: Asked) -> date:
    if said["others"]:
        raise UnclearError  # "5 of 6 maart"
    found = _in_year(said["year"], _MONTH_NUMBERS[said["month"]], int(said["day"]), asked)
    return _agreeing(found, said["weekday"])


def _coming(weekday: str, today: date) -> date:
    return today + timedelta(days=(_WEEKDAY_NUMBERS[weekday] - today.weekday() - 1) % 7 + 1)


def _in_week(weekday: int, week: str, today: date) -> date:
    monday = today - timedelta(days=today.weekday())
    found = monday + timedelta(days=weekday + (7 if week == "volgende" else 0))
    if week == "komende" or found < today:
        raise UnclearError
    return found


_ARTICLES = frozenset(("de", "een", "die", "het"))
_WORDS_TOO = ("ma", "zo")  # "soep voor ma", "tot zo"
_AFTER_WEEKDAY = re.compile(r"\s+(?:erna|daarna|daarop|erop|ervoor|daarvoor|na\s+(?:het|de))\b|\s*[/-]\s*\w")
# "vrijdag 20": the day of the month, unless minutes, an hour or something counted follows
_DAY_AFTER_WEEKDAY = re.compile(r"\s+(?:de\s+)?([0-9]{1,2})(?:e|de|ste)?(?=\s*$|\s*[,;)!?]|\s*\.(?![0-9]))")


def _weekday(said: Said, asked: Asked) -> date:
    is_coming = bool(said["coming"] or said["coming_after"])
    if len(said["weekday"]) == 2 and not asked.in_field and not is_coming and (not said.lead or said["weekday"] in _WORDS_TOO):
        raise PassedOverError
    if (_ARTICLES & said.lead and not is_coming) or said.is_followed_by(_AFTER_WEEKDAY):
        raise UnclearError
    if asked.looking_back:
        found = _coming(said["weekday"], asked.today) - timedelta(days=7)
        if found == asked.today:
            raise UnclearError
        return found
    if said["coming"] == "deze":
        return _in_week(_WEEKDAY_NUMBERS[said["weekday"]], "deze", asked.today)
    found = _coming(said["weekday"], asked.today)
    numbered = said.is_followed_by(_DAY_AFTER_WEEKDAY)
    if numbered and int(numbered[1]) != found.day:
        raise UnclearError  # "vrijdag 20" when Friday is the 21st, or ten o'clock
    return found


def _weekday_of_week(said: Said, asked: Asked) -> date:
    return _in_week(_WEEKDAY_NUMBERS[said["weekday"]], said["week"], asked.today)


def _weekday_later(said: Said, asked: Asked) -> date:
    found = _coming(said["weekday"], asked.today)
    if found.weekday() == asked.today.weekday():
        raise UnclearError  # "donderdag over een week", said on a Thursday
    return _later(found, said)


def _number(said: Said) -> int:
    return _NUMBERS.get(said["count"]) or int(said["count"])


_OR = re.compile(r"\s+(?:of|a)\s+\w")


def _later(start: date, said: Said) -> date:
    count, unit = _number(said), said["unit"]
    if said.is_followed_by(_OR):
        raise UnclearError  # "over een week of twee"
    if unit.startswith("werkdag"):
        return add_working_days(start, count)
    if unit.startswith("maand"):
        year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
        return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
    return start + timedelta(days=count * (7 if unit.startswith("we") else 1))


def _from_now(said: Said, asked: Asked) -> date:
    return _later(asked.today, said)


_SAID_DAYS = {"vandaag": 0, "vanmiddag": 0, "vanavond": 0, "morgen": 1, "overmorgen": 2, "gisteren": -1, "eergisteren": -2}


def _said_day(said: Said, asked: Asked) -> date:
    if said["said"] == "morgen" and (_ARTICLES | {"in"}) & said.lead:
        raise PassedOverError  # "in de morgen"
    start = asked.today + timedelta(days=_SAID_DAYS[said["said"]])
    return _later(start, said) if said["count"] else start


def _end_of(said: Said, asked: Asked) -> date:
    today, what = asked.today, said["what"]
    if what.endswith("week"):
        return _in_week(_FRIDAY, "volgende" if "volgende" in what else "deze", today)
    if what.endswith("jaar"):
        return date(today.year, 12, 31)
    if what.endswith("maand"):
        year, month = divmod(today.year * 12 + today.month - 1 + ("volgende" in what), 12)
        return date(year, month + 1, calendar.monthrange(year, month + 1)[1])
    month = _MONTH_NUMBERS[what]
    year = int(said["year"] or today.year + (month < today.month))
    return _real(year, month, calendar.monthrange(year, month)[1])


def _next_meeting(said: Said, asked: Asked) -> date:
    if asked.next_meeting is None:
        raise UnclearError
    return asked.next_meeting


def _vague(said: Said, asked: Asked) -> date:
    raise UnclearError


def _past_weekday(said: Said, asked: Asked) -> date:
    if said["week"]:
        return asked.today - timedelta(days=asked.today.weekday() + 7 - _WEEKDAY_NUMBERS[said["weekday"]])
    coming = _coming(said["weekday"], asked.today)
    return coming - timedelta(days=14 if coming.weekday() == asked.today.weekday() else 7)


def _ago(said: Said, asked: Asked) -> date:
    if said["unit"].startswith(("maand", "werkdag")):
        raise UnclearError
    return asked.today - timedelta(days=_number(said) * (7 if said["unit"].startswith("we") else 1))


# The rules, the most telling first ----------------------------------------------------------------------------------------------

_WEEKDAY = rf"(?P<weekday>{_any(WEEKDAYS)})"
_WEEKDAY_OR_SHORT = rf"(?P<weekday>{_any(set(_WEEKDAY_NUMBERS) - set(_WORDS_TOO))})"
_BEFORE_A_DATE = rf"(?:(?P<weekday>{_any(_WEEKDAY_NUMBERS)})\.?,?\s+(?:de\s+)?)?"
_PART = r"(?:\s?(?:ochtend|morgen|middag|avond|nacht))?(?!\w)"
_COUNT = rf"(?P<count>[0-9]{{1,3}}|{_any(_NUMBERS)})"
_LATER = rf"{_COUNT}\s+(?P<unit>werkdag(?:en)?|dag(?:en)?|week|weken|maand(?:en)?)(?!\w)"
_MIDDLE = r",?\s+(?:(?P<middle>op|voor|uiterlijk)\s+)?"
_NUMBER_STARTS = r"(?<![\w./\-€])(?<![0-9][,:])(?<!€\s)"
_NUMBER_ENDS = r"(?!\w|[-/.,:][0-9]|-\w)"
_DAY_AND_MONTH = r"(?P<day>[0-9]{1,2})(?P<separator>[-/])(?P<month>[0-9]{1,2})"
_OTHER_DAYS = r"(?P<others>[0-9]{1,2}(?:e|de|ste)?\s*(?:en|of|t/m|tot\s+en\s+met|tot|[-/,+&])\s*)?"
_YEAR = r"(?P<year>[0-9]{4}|(?<=')[0-9]{2})"

RULES = (
    _rule(rf"{_NUMBER_STARTS}(?P<year>[0-9]{{4}})-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}}){_NUMBER_ENDS}", _whole),
    _rule(rf"{_BEFORE_A_DATE}{_NUMBER_STARTS}{_DAY_AND_MONTH}(?:(?P=separator)'?(?P<year>[0-9]{{4}}|[0-9]{{2}}))?{_NUMBER_ENDS}", _numeric),
    _rule(
        rf"{_BEFORE_A_DATE}{_NUMBER_STARTS}(?P<day>[0-9]{{1,2}})(?P<separator>\.)(?P<month>[0-9]{{1,2}})\.(?P<year>[0-9]{{4}}){_NUMBER_ENDS}",
        _numeric,
    ),
    _rule(
        rf"{_BEFORE_A_DATE}{_NUMBER_STARTS}{_OTHER_DAYS}(?P<day>[0-9]{{1,2}})(?:e|de|ste)?\s*(?P<month>{_any(_MONTH_NUMBERS)})(?!-?\w)"
        rf"(?:\.?\s+'?{_YEAR}{_NUMBER_ENDS})?",
        _with_month_name,
    ),
    _rule(rf"(?P<week>volgende|komende|deze)\s+week{_MIDDLE}{_WEEKDAY_OR_SHORT}{_PART}", _weekday_of_week),
    _rule(rf"{_WEEKDAY_OR_SHORT}{_PART},?\s+(?:(?:in|van)\s+)?(?:de\s+)?(?P<week>volgende|komende|deze)\s+week(?!\w)", _weekday_of_week),
    _rule(rf"{_WEEKDAY}{_PART}\s+over\s+{_LATER}", _weekday_later),
    _rule(
        rf"(?:(?P<coming>komende|aankomende|aanstaande|eerstkomende|eerstvolgende|a\.?s\.?|deze)\s+)?(?P<weekday>{_any(_WEEKDAY_NUMBERS)})"
        rf"{_PART}(?P<coming_after>\s+(?:aanstaande(?!\w)|a\.s\.?))?",
        _weekday,
    ),
    _rule(
        rf"(?P<said>overmorgen|morgen|vandaag|vanmiddag|vanavond)(?:\s?(?:vroeg|ochtend|middag|avond))?(?!\w)(?:\s+over\s+{_LATER})?",
        _said_day,
    ),
    _rule(rf"over\s+{_LATER}", _from_now),
    _rule(rf"binnen\s+{_LATER}", _from_now, is_term=True),
    _rule(
        rf"einde?\s+(?:van\s+)?(?P<what>(?:(?:de|deze|volgende|de\s+volgende)\s+)?(?:week|maand)|(?:het|dit)\s+jaar|{_any(MONTHS)})(?!\w)"
        rf"(?:\s+(?P<year>[0-9]{{4}}){_NUMBER_ENDS})?",
        _end_of,
    ),
    _rule(r"(?:(?:eerst)?volgende?|komende?|eerstkomende)\s+(?:team)?overleg(?!\w)", _next_meeting),
    _rule(
        rf"(?:begin|half|medio|midden|einde?)\s+(?:van\s+)?(?:(?:de|het|deze|dit|volgende?|komende?)\s+){{0,2}}(?:week|maand|jaar|{_any(MONTHS)})(?!\w)",
        _vague,
    ),
    _rule(rf"(?:volgende?\s+(?:week|maand|jaar|{_any(WEEKDAYS)})|komende\s+(?:week|maand))(?!\w)", _vague),
    _rule(
        r"over\s+(?:een\s+paar|een\s+aantal|enkele|enige|anderhalve?|(?:ongeveer|circa)\s+\w+)\s+(?:dag|dagen|week|weken|maand|maanden)(?!\w)",
        _vague,
    ),
    _rule(rf"(?:afgelopen|vorige|verleden)\s+(?:(?P<week>week)\s+)?{_WEEKDAY}{_PART}", _past_weekday, is_past=True),
    _rule(rf"{_WEEKDAY}{_PART}\s+(?:(?P<week>vorige\s+week)|jl\.?|j\.l\.?|laatstleden)(?!\w)", _past_weekday, is_past=True),
    _rule(r"(?P<said>eergisteren|gisteren)(?:\s?(?:ochtend|middag|avond))?(?!\w)", _said_day, is_past=True),
    _rule(rf"{_LATER}\s+geleden(?!\w)", _ago, is_past=True),
    _rule(r"(?:afgelopen|vorige?|verleden)\s+(?:week|maand|jaar)(?!\w)", _vague, is_past=True),
)
# Only where there is nothing but a date: "5 3 2026", "05032026", "5.3"
FIELD_RULES = (
    _rule(r"(?P<day>[0-9]{2})(?P<month>[0-9]{2})(?P<year>[0-9]{4})(?!\w)", _whole),
    _rule(
        r"(?P<day>[0-9]{1,2})(?P<separator>[ .])(?P<month>[0-9]{1,2})(?:(?P=separator)(?P<year>[0-9]{4}|[0-9]{2}))?(?!\w)",
        _numeric,
    ),
)
