"""Times as people write them, and what a visit still needs."""

from __future__ import annotations

from datetime import date, time

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.meetings.recognise import Person
from expertiseteam.visits.records import Outcome
from ui.visits.agreements import Known, agreement_in
from ui.visits.form_words import missing, missing_words, parse_time, time_words

KNOWN = Known((Person("n", "Noor Elzinga", "bemoeizorg"), Person("s", "Sem de Graaf", "boa")), ("Woonpunt",))


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("19", time(19)),
        ("19.00", time(19)),
        ("9:05", time(9, 5)),
        ("1930", time(19, 30)),
        ("19.30 uur", time(19, 30)),
        ("7u", time(7)),
        ("", None),
    ],
)
def test_a_time(typed: str, at: time | None) -> None:
    assert parse_time(typed) == at
    assert at is None or parse_time(time_words(at)) == at


@pytest.mark.parametrize("typed", ["25", "19.60", "avond", "19.0.0", "123456"])
def test_no_time(typed: str) -> None:
    with pytest.raises(Refused, match="19.00"):
        parse_time(typed)


def test_what_is_missing() -> None:
    assert missing(day=True, outcome=Outcome.NOT_HOME, seen=False) == []
    assert missing_words([]) == ""
    assert missing_words(missing(day=True, outcome=Outcome.AT_THE_DOOR, seen=False)) == "Nog 1 verplicht veld: wat u zag"
    assert missing_words(missing(day=False, outcome=None, seen=False)) == "Nog 3 verplichte velden: dag, uitkomst en wat u zag"


def test_a_line_becomes_an_agreement() -> None:
    made, _ = agreement_in("Sem haalt met meneer de gasfles weg, maandag", KNOWN, date(2026, 11, 5), is_promise=False)
    assert (made.what, made.owner_id, made.due) == ("Sem haalt met meneer de gasfles weg", "s", date(2026, 11, 9))
    made, _ = agreement_in("Noor komt dinsdag terug met soep", KNOWN, date(2026, 11, 5), is_promise=True)
    assert (made.what, made.owner_id, made.due, made.is_promise) == ("Noor komt dinsdag terug met soep", "n", date(2026, 11, 10), True)
    made, _ = agreement_in("Brandgang vrij maken", KNOWN, date(2026, 11, 5), is_promise=False)
    assert (made.what, made.owner_id, made.due) == ("Brandgang vrij maken", None, None)
