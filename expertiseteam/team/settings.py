"""What the team chose itself, of what `basics/settings.py` declares; whatever is missing or broken has its default."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import Connection, ScalarSelect, select

from expertiseteam.access.who import DESK, EVERYONE
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.closed_days import closed_days
from expertiseteam.basics.readability import Limits
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.setting import Where
from expertiseteam.basics.settings import BY_KEY, default, of
from expertiseteam.storage.reading import Reader
from expertiseteam.team.records import Evening
from expertiseteam.team.tables import Setting


@dataclass(frozen=True, slots=True)
class TeamSettings:
    """The values as they hold now, as `basics/settings.py` declares them. Terms are in working days, lengths in minutes."""

    municipality: str = default("municipality")
    team_name: str = default("team_name")
    triage_days: int = default("triage_days")
    feedback_days: int = default("feedback_days")
    closed_days: tuple[str, ...] = default("closed_days")
    receipt_days: int = default("receipt_days")
    check_days: int = default("check_days")
    referral_days: int = default("referral_days")
    escalation_days: int = default("escalation_days")
    objection_days: int = default("objection_days")  # days, not working days
    multiple_days: int = default("multiple_days")
    recurrent_months: int = default("recurrent_months")
    stall_meetings: int = default("stall_meetings")
    exploration_weeks: int = default("exploration_weeks")
    bin_months: int = default("bin_months")
    prevention_months: int = default("prevention_months")
    prevention_basis: str = default("prevention_basis")
    service_numbers: bool = default("service_numbers")
    clock_minutes: int = default("clock_minutes")  # `most_apart` reads it
    receipt_texts: tuple[str, ...] = default("receipt_texts")
    feedback_texts: tuple[str, ...] = default("feedback_texts")
    thanks_lines: tuple[str, ...] = default("thanks_lines")
    door_limit: int = default("door_limit")  # more organisations at one door asks four questions
    call_in_weeks: int = default("call_in_weeks")
    call_home_words: tuple[str, ...] = default("call_home_words")  # calling_in.py reads them, and the next
    call_danger_words: tuple[str, ...] = default("call_danger_words")
    roles_before_visit: bool = default("roles_before_visit")
    refusals_before_safety: int = default("refusals_before_safety")
    viewpoint_days: int = default("viewpoint_days")  # days, not working days: as the law counts a term
    compliance_days: int = default("compliance_days")
    control_days: int = default("control_days")  # working days
    eviction_duo: tuple[str, ...] = default("eviction_duo")
    code_other_level: int = default("code_other_level")
    code_talk_level: int = default("code_talk_level")
    code_report_level: int = default("code_report_level")
    code_words: tuple[str, ...] = default("code_words")  # suspicion.py reads them
    enforcement_words: tuple[str, ...] = default("enforcement_words")  # concerns/triage.py reads them
    guides: tuple[str, ...] = default("guides")
    vt_assessment_days: int = default("vt_assessment_days")  # working days
    vt_research_weeks: int = default("vt_research_weeks")
    ave_direction: tuple[str, ...] = default("ave_direction")  # of phase 1 to 4
    mandates: tuple[str, ...] = default("mandates")
    signpost_name: str = default("signpost_name")
    signpost_phone: str = default("signpost_phone")
    farm_contacts: tuple[str, ...] = default("farm_contacts")
    signpost_lines: tuple[str, ...] = default("signpost_lines")
    visit_level: int = default("visit_level")
    sensitive_level: int = default("sensitive_level")
    mode_debt: str = default("mode_debt")
    mode_young: str = default("mode_young")
    mode_other: str = default("mode_other")
    duo_weights: tuple[str, ...] = default("duo_weights")  # "sprak hier eerder iemand: 4"; numbers_of() reads them
    duo_most: int = default("duo_most")
    duo_months: int = default("duo_months")
    door_contacts: int = default("door_contacts")
    other_purpose: bool = default("other_purpose")
    visit_minutes: int = default("visit_minutes")
    duo_days: int = default("duo_days")
    try_within_days: int = default("try_within_days")
    light_follow_days: int = default("light_follow_days")
    no_need_days: int = default("no_need_days")
    evening_begins: str = default("evening_begins")
    night_ends: str = default("night_ends")
    round_days: int = default("round_days")
    visit_change_days: int = default("visit_change_days")
    training_years: int = default("training_years")  # 0: never
    training_warning_days: int = default("training_warning_days")
    talk_check: tuple[str, ...] = default("talk_check")
    talk_away: tuple[str, ...] = default("talk_away")
    talk_listen: tuple[str, ...] = default("talk_listen")
    talk_offer: tuple[str, ...] = default("talk_offer")
    never_said: tuple[str, ...] = default("never_said")
    numbers_to_call: tuple[str, ...] = default("numbers_to_call")
    card_phone: str = default("card_phone")
    card_lines: tuple[str, ...] = default("card_lines")
    neutral_letter: tuple[str, ...] = default("neutral_letter")
    plain_sentence_words: int = default("plain_sentence_words")
    plain_word_syllables: int = default("plain_word_syllables")
    plain_score: int = default("plain_score")
    campaign_weeks: int = default("campaign_weeks")
    learning_months: int = default("learning_months")
    smallest_count: int = default("smallest_count")
    meeting_start: str = default("meeting_start")
    meeting_minutes: int = default("meeting_minutes")
    meeting_place: str = default("meeting_place")
    agenda_days: int = default("agenda_days")  # working days before the overleg; the next two: after it
    actions_days: int = default("actions_days")
    minutes_days: int = default("minutes_days")
    reason_weights: tuple[str, ...] = default("reason_weights")  # "ontruiming: 95"; numbers_of() reads them
    reason_minutes: tuple[str, ...] = default("reason_minutes")
    other_minutes: int = default("other_minutes")
    follow_up_days: int = default("follow_up_days")
    pattern_days: int = default("pattern_days")
    pattern_most: int = default("pattern_most")
    least_minutes: int = default("least_minutes")
    front_actions: int = default("front_actions")
    working_agreements: tuple[str, ...] = default("working_agreements")
    evaluation_questions: tuple[str, ...] = default("evaluation_questions")
    agenda_text: tuple[str, ...] = default("agenda_text")
    minutes_text: tuple[str, ...] = default("minutes_text")
    letter_text: tuple[str, ...] = default("letter_text")
    resident_letter: tuple[str, ...] = default("resident_letter")
    partner_letter: tuple[str, ...] = default("partner_letter")
    wall_shows_code_only: bool = default("wall_shows_code_only")
    legal_bases: tuple[str, ...] = default("legal_bases")
    purposes: tuple[str, ...] = default("purposes")

    @property
    def meeting_time(self) -> time:
        """When the overleg starts, on a Dutch wall clock."""
        return time.fromisoformat(self.meeting_start)

    @property
    def evening(self) -> Evening:
        """When somebody waits for a duo that is on the road."""
        return Evening(time.fromisoformat(self.evening_begins), time.fromisoformat(self.night_ends), self.visit_minutes)

    @property
    def plain(self) -> Limits:
        """From when on advice is given on a text for residents."""
        return Limits(self.plain_sentence_words, self.plain_word_syllables, self.plain_score)

    @property
    def closed(self) -> frozenset[date]:
        """The days on which the team's own office is closed besides weekends and holidays."""
        return closed_days(self.closed_days)


LOGO = "logo"  # no setting that is typed (logo.py), and large
_STORED = select(Setting.key, Setting.value).where(Setting.key != LOGO)  # made once: nearly every act asks it
TITLES = {setting.key: setting.title for setting in of(Where.TEAM)}


@query(by=EVERYONE)
def team_settings(read: Reader) -> TeamSettings:
    """The team's settings, defaults filled in; a value that this program does not know or that is broken falls back to its default."""
    stored = {str(k): str(v) for k, v in read.tuples(_STORED)}
    return TeamSettings(**{field.name: known(field.name, stored.get(field.name)) for field in fields(TeamSettings)})


@query(by=EVERYONE)
def unusable_settings(read: Reader) -> tuple[str, ...]:
    """The titles of the settings whose stored value cannot be used, so that the default holds: for one notice where they are chosen."""
    stored = [(str(key), str(value)) for key, value in read.tuples(select(Setting.key, Setting.value)) if key in TITLES]
    return tuple(TITLES[key] for key, value in stored if _is_broken(key, value))


def chosen(key: str) -> ScalarSelect[str]:
    """What the team chose for one setting, as part of another statement; `known` makes a value of it."""
    return select(Setting.value).where(Setting.key == key).scalar_subquery()


def most_apart(connection: Connection) -> timedelta:
    """How far the clocks of two members may differ before the program says so, as the team chose."""
    return timedelta(minutes=known("clock_minutes", connection.execute(select(chosen("clock_minutes"))).scalar()))


def known(key: str, stored: str | None) -> Any:
    """The value of one setting, from what is stored; its default where that is missing or broken."""
    return default(key) if stored is None or _is_broken(key, stored) else checked(key, json.loads(stored))


def _is_broken(key: str, stored: str) -> bool:
    try:
        checked(key, json.loads(stored))
    except (ValueError, Refused):
        return True
    return False


@act("instelling gewijzigd", by=DESK)
def change_settings(work: Work, new: Mapping[str, Any], shown: TeamSettings | None = None) -> None:
    """Change settings by name. Refused when a value is not usable; nothing changes then.

    `shown` are the values that the form showed: when a colleague changed one of the same names in between, that is a Conflict.
    """
    wanted = {key: checked(key, value) for key, value in new.items()}
    if shown is not None:
        now = team_settings(work)
        both = {key: (mine, getattr(now, key)) for key, mine in wanted.items() if getattr(now, key) not in (getattr(shown, key), mine)}
        if both:
            row = work.value(select(Setting.id).where(Setting.key == next(iter(both))))
            raise work.clash(both, row or "")
    for key, value in wanted.items():
        text = json.dumps(value, ensure_ascii=False)
        found = work.value(select(Setting.id).where(Setting.key == key))
        if found:
            work.edit(Setting, work.get(Setting, found), value=text)
        else:
            work.add(Setting(key=key, value=text))


def checked(key: str, value: Any) -> Any:
    """The value as its setting wants it. Refused, naming the setting, when it cannot be used; KeyError for an unknown name."""
    if key not in TITLES:
        raise KeyError(key)
    return BY_KEY[key].checked(value)
