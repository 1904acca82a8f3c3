"""How what waits is put into words and rows. No Qt widgets: tested without a window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import WEEKDAYS, clock_time, day_month, lateness, short_date
from expertiseteam.basics.text import number_word
from expertiseteam.basics.working_days import working_days_between
from expertiseteam.cases.offer_records import OfferLine
from expertiseteam.cases.records import ActionLine, ActionState, CaseLine, EvictionState, ObjectionLine
from expertiseteam.concerns.records import FeedbackLine, JointCallLine
from expertiseteam.insight.alerts import Alerts
from expertiseteam.insight.covered_work import WorkKind, WorkLine
from expertiseteam.insight.today import Covered, Today
from expertiseteam.meetings.learning_records import ActivityLine
from expertiseteam.meetings.records import MeetingLine
from expertiseteam.meetings.telling_records import TellingLine
from expertiseteam.team.records import CoverLine
from expertiseteam.visits.changed import VisitChange
from expertiseteam.visits.records import VisitLine, VisitState
from expertiseteam.visits.round_records import RoundPlan
from ui.widgets.labels import ChipKind
from ui.widgets.rows import Row

DOT = " \u2009·\u2009 "


def day_title(day: date) -> str:
    """Return "Donderdag 3 december"."""
    return f"{WEEKDAYS[day.weekday()].capitalize()} {day_month(day)}"


def greeting(today: Today, day: date, *, weighs: bool) -> str:
    """Return one sentence about what waits for the member on this day; late things count as today.

    `weighs`: the member gives signals their outcome, so these wait too.
    """
    signals = today.waiting if weighs else 0
    actions = sum(a.due is not None and a.due <= day for a in today.actions)
    answers = sum(f.before <= day for f in today.feedback)
    visits = sum((v.planned_on or v.before) <= day for v in today.visits)
    parts = [
        _count(signals, "signaal", "signalen"),
        _count(actions, "actie", "acties"),
        _count(answers, "antwoord aan een melder", "antwoorden aan melders"),
        _count(visits, "huisbezoek", "huisbezoeken"),
    ]
    said = [part for part in parts if part]
    if not said:
        waits = any(v.check_in_due is not None and local_day(v.check_in_due) <= day for v in today.waits)
        return "U wacht vandaag op een duo." if waits else "Er wacht vandaag niets op u."
    joined = " en ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)
    verb = "wacht" if signals + actions + answers + visits == 1 else "wachten"
    begin = "E" if joined.startswith("é") else joined[0].upper()  # Eén: a capital carries no accent
    return f"{begin}{joined[1:]} {verb} vandaag op u."


def case_title(code: str, label: str, *, hidden: bool) -> str:
    """Return a case in one line; with names hidden its code only. "" for no case."""
    return code if hidden or not label else f"{code} · {label}"


def due_chip(due: date | None, day: date) -> tuple[str, ChipKind]:
    """Return a term as a chip says it: late, today, or the day to come."""
    if due is None:
        return "geen datum", ChipKind.WAITING
    return lateness(due, day), ChipKind.URGENT if due < day else ChipKind.WAITING if due == day else ChipKind.CALM


def action_row(action: ActionLine, day: date, *, hidden: bool, with_owner: bool = False) -> Row:
    """Return an action as a row; with names hidden its text stays out of sight too."""
    is_open = action.state is ActionState.OPEN
    chip, kind = due_chip(action.due, day) if is_open else (action.state.value, ChipKind.CALM)
    what = f"Toegezegd: {action.what}" if action.is_promise else action.what
    title = f"Actie {action.number}" if hidden else what
    who = (action.owner or "nog niemand") if with_owner else ""
    when = f"op {short_date(action.done_on, day)}" if action.done_on is not None else ""
    parts = [f"actie {action.number}" if with_owner and not hidden else "", case_title(action.code, action.label, hidden=hidden), who, when]
    return Row(
        key=action.id,
        title=title,
        foot=DOT.join(part for part in parts if part),
        chip=chip,
        kind=kind,
        icon="circle" if is_open else "circle-check" if action.state is ActionState.DONE else "circle-x",
        faded=not is_open,
    )


def actions_aside(actions: Sequence[ActionLine], day: date) -> str:
    """Return how many are due and how many of these are late: "4 vandaag, waarvan 1 te laat"."""
    due = [a for a in actions if a.due is not None and a.due <= day]
    late = sum(a.due is not None and a.due < day for a in due)
    if not due:
        return "niets vandaag" if actions else ""
    return f"{len(due)} vandaag, waarvan {late} te laat" if late else f"{len(due)} vandaag"


def learn_holidays(day: date) -> None:
    """Load the holidays around a day. For a worker: the first question about a working day takes as long as five windows."""
    working_days_between(day, day + timedelta(days=366))


def eviction_days(case: CaseLine, day: date, *, counted: bool = True) -> tuple[str, str]:
    """Return how long there is: the figure and its unit. Counted in working days, as people can act on those only.

    `counted` False leaves the figure open, as long as the holidays are not loaded.
    """
    if case.eviction_on is None:
        return "?", "geen datum"
    if not counted:
        return "…", "werkdagen"
    days = working_days_between(day, case.eviction_on)
    if case.eviction_on < day:
        return "0", "voorbij"
    if case.eviction_on == day:
        return "0", "vandaag"
    return str(days), "werkdag" if days == 1 else "werkdagen"


def eviction_words(case: CaseLine, day: date) -> str:
    """Return what threatens, with its day: "Ontruiming op vr 27 november"."""
    when = f" op {short_date(case.eviction_on, day)}" if case.eviction_on is not None else ""
    what = {
        EvictionState.ANNOUNCED: "Ontruiming aangekondigd",
        EvictionState.SUMMONED: "Dagvaarding",
        EvictionState.JUDGED: "Vonnis",
        EvictionState.POSTPONED: "Ontruiming uitgesteld" if not when else "Ontruiming uitgesteld tot",
    }.get(case.eviction, "Ontruiming")
    return f"{what}{when.removeprefix(' op') if what.endswith('tot') else when}"


def visit_row(visit: VisitLine, me: str, day: date, *, hidden: bool, change: VisitChange | None = None) -> Row:
    """Return one of my visits: the case, what for, how, with whom, when; what changed stands in the place of the task.

    With names hidden the task stays out of sight too.
    """
    other = visit.enforcement if visit.care_id == me else visit.care
    when = visit.planned_on or visit.before
    chip, kind = due_chip(when, day)
    with_whom = f"met {other.split()[0]}" if visit.care_id != visit.enforcement_id else "alleen"
    at = clock_time(visit.planned_at) if visit.planned_at is not None else ""
    announced = "" if visit.is_announced else "onaangekondigd"
    before = chip if visit.planned_on is not None or when <= day else f"uiterlijk {chip}"
    title = case_title(visit.code, visit.label, hidden=hidden)
    foot = DOT.join(part for part in (visit.way, with_whom, at, announced) if part)
    what = change_words(change, me) if change else "" if hidden else visit.task
    return Row(visit.id, title, subtitle=what, foot=foot, chip=before, kind=kind, chip_low=True)


def wait_row(visit: VisitLine, day: date, *, hidden: bool) -> Row:
    """Return a visit after which I wait: "U wacht om 21.00 uur op Noor en Sem; het duo belt u"."""
    due = visit.check_in_due
    assert due is not None  # without it nobody waits
    chip, kind = due_chip(local_day(due), day)
    words = f"U wacht om {clock_time(due)} op {visit.duo}"
    title = case_title(visit.code, visit.label, hidden=hidden)
    return Row(visit.id, title, subtitle=words, foot=visit.who_phones.capitalize(), chip=chip, kind=kind, chip_low=True)


def no_more_row(change: VisitChange, *, hidden: bool) -> Row:
    """Return a visit on which I go or wait no longer, and who does; or that nobody goes, and why; with names hidden not why."""
    visit = change.visit
    if visit.state is VisitState.CANCELLED:
        why = "" if hidden else visit.cancelled_because
        title = case_title(visit.code, visit.label, hidden=hidden)
        return Row(visit.id, title, subtitle="Dit bezoek gaat niet door.", foot=why, chip="niet doorgegaan", chip_low=True)
    verb = "gaat" if visit.care_id == visit.enforcement_id else "gaan"
    title = case_title(visit.code, visit.label, hidden=hidden)
    if change.waits_no_more:
        foot = f"u hoeft niet te wachten{DOT}{visit.duo} {verb}"
        return Row(visit.id, title, subtitle="U bent hier geen achterwacht meer.", foot=foot, chip="gewijzigd", chip_low=True)
    return Row(visit.id, title, subtitle="U gaat hier niet meer heen.", foot=f"{visit.duo} {verb}", chip="gewijzigd", chip_low=True)


def change_words(change: VisitChange, me: str) -> str:
    """Return what changed of a visit on which I go: "nieuw voor u, eerst ging Karim", "Iris in plaats van Karim", "eerst wo 4 november"."""
    visit, found = change.visit, []
    left = " en ".join(name.split()[0] for name in change.left)
    names = {visit.care_id: visit.care, visit.enforcement_id: visit.enforcement}
    joined = " en ".join(names[who].split()[0] for who in change.joined)
    if me in change.joined:
        found.append("nieuw voor u" + (f", eerst ging {left}" if len(change.left) == 1 else f", eerst gingen {left}" if left else ""))
    elif left or joined:
        found.append(f"{joined} in plaats van {left}" if left and joined else f"{joined} gaat mee" if joined else f"zonder {left}")
    if change.was_on is not None:
        found.append(f"eerst {short_date(change.was_on)}")
    words = DOT.join(found)
    return words[:1].upper() + words[1:]


def feedback_row(owed: FeedbackLine, day: date) -> Row:
    """Return an answer owed. Says where it came from, never from whom."""
    chip, kind = due_chip(owed.before, day)
    return Row(owed.concern_id, f"Signaal {owed.code} · {'bericht bevestigen' if owed.is_receipt else owed.source}", chip=chip, kind=kind)


def objection_row(objection: ObjectionLine, day: date) -> Row:
    """Return an objection to decide."""
    chip, kind = due_chip(objection.before, day)
    return Row(objection.case_id, f"{objection.code}{DOT}bezwaar tegen gegevensgebruik", chip=chip, kind=kind)


def referral_row(offer: OfferLine, day: date, me: str) -> Row:
    """Return a referral to which nobody answered; who leads the case sees those of a colleague who is not there."""
    chip, kind = due_chip(offer.reply_before, day)
    foot = "" if offer.by_id == me else "wie doorverwees, is er nu niet"
    return Row(offer.case_id, f"{offer.code}{DOT}geen antwoord van {offer.to_whom}", foot=foot, chip=chip, kind=kind)


def telling_row(one: TellingLine, day: date, *, hidden: bool) -> Row:
    """Return what I am to tell; the household stays out of sight with names hidden."""
    title = one.code if hidden else DOT.join(part for part in (one.code, one.label) if part)
    days = (day - one.meeting_on).days
    chip = "vandaag besloten" if days <= 0 else "sinds gisteren" if days == 1 else f"sinds {days} dagen"
    return Row(one.id, title, foot=f"aan {one.hearer}: {one.what}", chip=chip, kind=ChipKind.WAITING)


def owed_row(one: WorkLine, day: date) -> Row:
    """Return a step of the reporting code that I was given, or a question of mine that nobody answered in time."""
    if one.kind is WorkKind.CODE_STEP:
        return Row(one.id, f"{one.code}{DOT}meldcode, stap {one.what}")
    chip, kind = due_chip(one.due, day)
    if one.kind is WorkKind.CHECK:
        return Row(one.id, f"Signaal {one.code}{DOT}checkronde zonder antwoord", chip=chip, kind=kind)
    return Row(one.id, f"{one.code}{DOT}geen antwoord van {one.what}", chip=chip, kind=kind)


def unwritten_row(plan: RoundPlan, day: date) -> Row:
    """Return a round of which nobody wrote down what was there."""
    title = f"{plan.area}, {short_date(plan.on, day)}"
    return Row(f"{plan.on.isoformat()} {plan.series_id}", title, chip="nog invullen", kind=ChipKind.WAITING)


def call_row(call: JointCallLine, day: date, *, hidden: bool) -> Row:
    """Return a visit together that waits for an answer; with names hidden the reason stays out of sight too."""
    days = (day - local_day(call.at)).days
    since = "vandaag" if days <= 0 else "gisteren" if days == 1 else f"{days} dagen geleden"
    title = f"Signaal {call.code}" if hidden else f"Signaal {call.code} · {call.why}"
    if call.ended_because:
        return Row(call.concern_id, title, foot=call.ended_because, chip="gaat niet door", kind=ChipKind.CALM, chip_low=True)
    return Row(call.concern_id, title, foot=f"{call.asked_by.split()[0]}, {since}")


def without_duo_row(case: CaseLine, day: date, *, hidden: bool) -> Row:
    """Return a case to which nobody goes yet."""
    days = (day - case.opened).days
    since = "vandaag geopend" if days <= 0 else "sinds gisteren" if days == 1 else f"sinds {days} dagen"
    return Row(case.id, case_title(case.code, case.label, hidden=hidden), foot=f"{case.lead.split()[0]}{DOT}{since}")


def alert_rows(found: Alerts, day: date, *, hidden: bool) -> list[Row]:
    """Return what must not be let go of, one row for each case: serious events first, then cases that stand still."""
    rows: dict[str, Row] = {}
    for event in found.events:
        title = case_title(event.code, event.label, hidden=hidden)
        foot = f"op {short_date(event.on, day)}{DOT}nog niet teruggekeken"
        rows.setdefault(event.case_id, Row(event.case_id, title, foot=foot, chip="Ernstig voorval", kind=ChipKind.URGENT, chip_low=True))
    for danger in found.unreported:
        title = case_title(danger.code, danger.label, hidden=hidden)
        foot = f"meldcode van {short_date(danger.decided_on, day)}{DOT}niet gemeld"
        rows.setdefault(danger.case_id, Row(danger.case_id, title, foot=foot, chip="Gevaar", kind=ChipKind.URGENT, chip_low=True))
    for explored in found.explored:
        title = case_title(explored.code, explored.label, hidden=hidden)
        foot = f"verkenning sinds {short_date(explored.since, day)}{DOT}wordt het een casus?"
        rows.setdefault(explored.id, Row(explored.id, title, foot=foot, chip="Termijn voorbij", kind=ChipKind.WAITING, chip_low=True))
    for called in found.called:
        title = case_title(called.code, called.label, hidden=hidden)
        foot = f"{called.organisation} kwam tot en met {short_date(called.until, day)}{DOT}nog nodig aan de deur?"
        rows.setdefault(called.id, Row(called.id, title, foot=foot, chip="Ingeroepen", kind=ChipKind.WAITING, chip_low=True))
    for case in found.stalled:
        title = case_title(case.code, case.label, hidden=hidden)
        foot = f"niets vastgelegd sinds {short_date(case.since, day)}"
        rows.setdefault(case.id, Row(case.id, title, foot=foot, chip="Ligt stil", kind=ChipKind.WAITING, chip_low=True))
    return list(rows.values())


def cover_row(covered: Covered, me: str, day: date) -> Row:
    """Return that I stand in for somebody, with how much waits there; or that somebody stands in for me. Its key is who is away."""
    cover, until = covered.cover, f"tot en met {short_date(covered.cover.until, day)}"
    if cover.deputy_id != me:
        return Row(cover.member_id, f"{cover.deputy} neemt uw werk waar", foot=until)
    kinds = [sum(one.kind is kind for one in covered.work) for kind in WorkKind]
    many = [f"{count} {word if count == 1 else more}" for count, (word, more) in zip(kinds, _KINDS, strict=True) if count]
    late = sum(one.due is not None and one.due < day for one in covered.work)
    chip = f"{late} te laat" if late else ""
    foot = DOT.join((until, ", ".join(many) or "niets open"))
    return Row(cover.member_id, f"U neemt waar voor {cover.name}", foot=foot, chip=chip, kind=ChipKind.URGENT)


def work_row(one: WorkLine, day: date, *, hidden: bool) -> Row:
    """Return one thing that is open in the name of who is away; with names hidden only its kind and its code."""
    chip, kind = due_chip(one.due, day) if one.due is not None else ("", ChipKind.CALM)
    at = f"{'casus' if one.kind in _OF_A_CASE else 'signaal'} {one.code}" if one.code else ""
    title = one.kind.value.capitalize() if hidden or not one.what else f"{one.kind.value.capitalize()}: {one.what}"
    return Row(one.id, title, foot=DOT.join(part for part in (at, one.state) if part), chip=chip, kind=kind)


def cover_words(cover: CoverLine, day: date) -> str:
    """Return in which days somebody stands in."""
    return f"{cover.deputy} neemt waar van {short_date(cover.since, day)} tot en met {short_date(cover.until, day)}"


_OF_A_CASE = (WorkKind.ACTION, WorkKind.CASE, WorkKind.VISIT, WorkKind.REFERRAL, WorkKind.TELLING, WorkKind.CODE_STEP, WorkKind.ESCALATION)
_KINDS = (
    ("actie", "acties"),
    ("casus", "casussen"),
    ("huisbezoek", "huisbezoeken"),
    ("terugkoppeling", "terugkoppelingen"),
    ("checkronde", "checkrondes"),
    ("bezoek samen", "bezoeken samen"),
    ("doorverwijzing", "doorverwijzingen"),
    ("keer vertellen", "keer vertellen"),
    ("stap van de meldcode", "stappen van de meldcode"),
    ("escalatie", "escalaties"),
)  # in the order of WorkKind


def meeting_when(meeting: MeetingLine) -> str:
    """Return "Di 17 november, 13.30 uur"."""
    said = f"{short_date(meeting.on)}, {clock_time(meeting.starts)}"
    return said[0].upper() + said[1:]


def together_words(one: ActivityLine, day: date) -> str:
    """Return "Samen: lunch · do 26 november, 12.30 uur · gemeentehuis"."""
    when = f"{short_date(one.on, day)}, {clock_time(one.starts)}"
    return DOT.join(part for part in (f"Samen: {one.kind}", when, one.place) if part)


def meeting_distance(meeting: MeetingLine, day: date, *, counted: bool = True) -> str:
    """Return "over 3 werkdagen", with the place; see `eviction_days` for `counted`."""
    days = working_days_between(day, meeting.on) if counted else 0
    how = "vandaag" if meeting.on == day else "over 1 werkdag" if days == 1 else f"over {days} werkdagen" if counted else ""
    return DOT.join(part for part in (how, meeting.place) if part)


def _count(number: int, one: str, more: str) -> str:
    return f"{number_word(number)} {one if number == 1 else more}" if number else ""
