"""The team's own closed days count everywhere: in terms, in the series, and when an overleg is closed."""

from __future__ import annotations

from datetime import date

from expertiseteam.concerns.feedback import open_feedback
from expertiseteam.concerns.intake import concern_view, record_concern
from expertiseteam.concerns.records import Certainty, Channel, Source
from expertiseteam.meetings.agenda import prepare_agenda
from expertiseteam.meetings.closing import closing_checks
from expertiseteam.meetings.cycle import plan_series
from expertiseteam.meetings.outline import meeting_outline
from expertiseteam.meetings.rhythm import flag
from expertiseteam.team.settings import change_settings, team_settings
from tests.dossier import Team

REMARK = "dinsdag 8 december 2026 is een dag waarop het kantoor gesloten is. Kies 7 december of 9 december."


def test_an_overleg_on_a_closed_day_is_flagged_where_it_stands_and_where_the_one_before_ends(team: Team) -> None:
    now, following = team.femke.do(plan_series, first=date(2026, 11, 17), times=2, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    assert team.wil.ask(meeting_outline, following).day.remark == ""
    team.wil.do(change_settings, {"closed_days": ("8-12-2026",)})
    assert team.wil.ask(team_settings).closed_days == ("8 december 2026",)
    assert team.wil.ask(meeting_outline, following).day.remark == REMARK
    team.wil.do(prepare_agenda, now)
    assert team.wil.ask(closing_checks, now).next_remark == REMARK


def test_the_days_beside_it_are_no_closed_days_either(team: Team) -> None:
    closed = frozenset({date(2026, 12, 23), date(2026, 12, 24)})
    assert flag(date(2026, 12, 24), closed).endswith("Kies 22 december of 28 december.")
    assert (
        flag(date(2026, 12, 25), closed)
        == "vrijdag 25 december 2026 is geen werkdag (Eerste kerstdag), en het kantoor is gesloten. Kies 22 december of 28 december."
    )


def test_a_closed_day_does_not_count_in_the_terms_of_a_signal(team: Team) -> None:
    team.femke.do(change_settings, {"closed_days": ("3 november 2026", "9 november 2026 tot en met 10 november 2026")})
    concern = team.lucja.do(
        record_concern, what="Post steekt uit de bus.", place="", certainty=Certainty.SEEN, channel=Channel.PHONE, source=Source.VOLUNTEER
    )
    assert team.lucja.ask(concern_view, concern).triage_before == date(2026, 11, 5)  # 4 and 5 November
    [feedback] = team.lucja.ask(open_feedback)
    assert feedback.before == date(2026, 11, 19)  # the tenth working day would be the 16th
