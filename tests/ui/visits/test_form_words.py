"""Times as people write them, and what a visit still needs."""

from __future__ import annotations

from datetime import date

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.meetings.recognise import Person
from expertiseteam.visits.records import Outcome
from ui.visits.agreements import Known, agreement_in
from ui.visits.form_words import missing, missing_words, time_words, visit_time

KNOWN = Known((Person("n", "Noor Elzinga", "bemoeizorg"), Person("s", "Sem de Graaf", "boa")), ("Woonpunt",))


def test_a_time_may_stay_away_and_what_is_none_is_refused() -> None:
    assert visit_time("") is None
    assert time_words(visit_time("7u30")) == "7.30"
    with pytest.raises(Refused, match="19.00"):
        visit_time("avond")


def test_what_is_missing() -> None:
    assert missing(day=True, outcome=Outcome.NOT_HOME, seen=False) == []
    assert missing_words([]) == ""
    assert missing_words(missing(day=True, outcome=Outcome.AT_THE_DOOR, seen=False)) == "Nog 1 verplicht veld: wat u zag"
    assert missing_words(missing(day=False, outcome=None, seen=False)) == "Nog 3 verplichte velden: dag, uitkomst en wat u zag"
    most = max(len(missing(day=False, outcome=outcome, seen=False, consent=False)) for outcome in (None, *Outcome))
    assert most <= 5, "domain.md, row 118: a visit asks five things at most, whatever came of it"


def test_a_line_becomes_an_agreement() -> None:
    made, _ = agreement_in("Sem haalt met meneer de gasfles weg, maandag", KNOWN, date(2026, 11, 5), is_promise=False)
    assert (made.what, made.owner_id, made.due) == ("Sem haalt met meneer de gasfles weg", "s", date(2026, 11, 9))
    made, _ = agreement_in("Noor komt dinsdag terug met soep", KNOWN, date(2026, 11, 5), is_promise=True)
    assert (made.what, made.owner_id, made.due, made.is_promise) == ("Noor komt dinsdag terug met soep", "n", date(2026, 11, 10), True)
    made, _ = agreement_in("Brandgang vrij maken", KNOWN, date(2026, 11, 5), is_promise=False)
    assert (made.what, made.owner_id, made.due) == ("Brandgang vrij maken", None, None)
