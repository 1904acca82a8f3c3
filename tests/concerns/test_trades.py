"""The trade of who told it lies sealed and is only counted; the sheet to thank with says what signals led to."""

from __future__ import annotations

from datetime import timedelta

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.intake import concern_view, record_concern
from expertiseteam.concerns.records import Certainty, Channel, NoiseReason, ReporterText, Source
from expertiseteam.concerns.reporter import reveal_reporter
from expertiseteam.concerns.trades import count_trades
from expertiseteam.concerns.triage import set_help_request, set_noise
from expertiseteam.insight.thanks import thanks_paper
from expertiseteam.privacy.reading_log import whole_log
from expertiseteam.team.catalogues import add_word
from expertiseteam.team.records import Catalogue
from reports.thanks import thanks_pdf
from tests.dossier import Team
from tests.reports.reading import one_line, words_of


def told(team: Team, trade: str, name: str = "", phone: str = "") -> str:
    return team.lucja.do(
        record_concern, what="Gordijnen dicht.", place="Heikant 3, Ganzenhoek", certainty=Certainty.GUT, channel=Channel.PHONE,
        source=Source.PROFESSIONAL, reporter=ReporterText(name, phone, trade=trade),
    )  # fmt: skip


def test_a_trade_is_counted_by_the_officer_alone_and_a_new_one_of_the_team_counts_too(team: Team) -> None:
    """Domain.md, rows 10 and 16."""
    own = team.femke.do(add_word, Catalogue.SIGNALLER, "postbode")
    for number in range(6):
        told(team, "CARETAKER", "Greet Hilkens" if number else "")
    helped, noise = told(team, own, phone="06-555 12399"), told(team, own)
    told(team, "", "greet  HILKENS")
    team.femke.do(set_help_request, team.femke.ask(concern_view, helped), "Wmo-loket")
    team.femke.do(set_noise, team.femke.ask(concern_view, noise), NoiseReason.VAGUE)
    since = team.clock.now - timedelta(days=365)
    with pytest.raises(Refused, match="aandachtsfunctionaris"):
        team.noor.do(count_trades, since)
    counted = team.femke.do(count_trades, since)
    found = counted.trades
    assert (counted.tellers, counted.returning) == ("<5", "<5")  # of eight signals with a name or a number, by two people
    assert [(f.trade, f.total, f.joined, f.helped, f.waiting) for f in found] == [
        ("CARETAKER", "6", "0", "0", "6"),
        (own, "<5", "0", "<5", "0"),
    ]
    line = team.femke.ask(whole_log, 2)[1]
    assert (line.what, line.why) == ("signalen per beroep geteld", "tellen om te bedanken, zonder naam")
    assert "CARETAKER" not in repr(team.noor.ask(concern_view, helped)) + repr(team.noor.ask(concern_view, noise))
    revealed = team.femke.do(reveal_reporter, helped, "nabellen")
    assert revealed is not None and revealed.trade == own

    paper = team.wil.ask(thanks_paper, since, team.clock.today, found)
    assert [(line.group, line.total, line.joined, line.helped, line.waiting) for line in paper.trades] == [
        ("huismeester", "6", "geen", "geen", "6"),
        ("postbode", "<5", "geen", "<5", "geen"),
    ]
    assert [(line.group, line.total) for line in paper.sources] == [("professional", "9")]
    words = one_line(words_of(thanks_pdf(paper)))
    assert "Dank u wel." in words and "Huismeester 6 geen geen 6" in words
    assert not any(secret in words for secret in ("Greet", "Heikant", "Ganzenhoek"))
