"""How signals are put into words and rows. No Qt widgets: tested without a window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import day_month, moment_text, relative, short_date
from expertiseteam.basics.money import euros
from expertiseteam.basics.text import fold
from expertiseteam.concerns.check_round import CheckRoundView
from expertiseteam.concerns.records import (
    AddressHistory,
    AnswerLine,
    ArrearsLine,
    ConcernLine,
    ConcernState,
    ConcernView,
    EarlierOutcomeLine,
    FeedbackState,
    Internally,
    ReporterText,
    Source,
    Urgency,
)
from expertiseteam.concerns.triage import FARM
from expertiseteam.team.catalogues import code_of
from expertiseteam.team.records import CatalogueLine
from ui.widgets.labels import ChipKind
from ui.widgets.rows import Row

JUST_NOW = timedelta(minutes=15)


def concern_row(line: ConcernLine, now: datetime, *, hidden: bool = False) -> Row:
    """Return a signal as a row of the list; with names hidden its own words stay out of sight."""
    today = local_day(now)
    chip, kind = state_chip(line, today)
    where = line.village if hidden else line.place
    title = f"Signaal {line.code}" if hidden else first_words(line.what)
    foot = " \u2009·\u2009 ".join(part for part in ("" if hidden else line.code, where) if part)
    return Row(
        key=line.id,
        title=title,
        foot=foot,
        right="" if chip else age(line.received, now),
        chip=chip,
        kind=kind,
        chip_low=True,
        faded=line.state not in (ConcernState.NEW, ConcernState.OBSERVED),
        spoken=", ".join(part for part in (title, foot, chip, age(line.received, now)) if part),
    )


def earlier_words(earlier: EarlierOutcomeLine, now: datetime, *, hidden: bool = False) -> str:
    """Return what a signal had as outcome before, who recorded it when, and why it was taken up again."""
    outcome = f": {earlier.outcome}" if earlier.outcome and not hidden else ""
    on = short_date(local_day(earlier.concluded), local_day(now)) if earlier.concluded else ""
    first = ", ".join(part for part in (earlier.concluded_by.split(" ")[0], on) if part)
    why = f": {earlier.why}" if not hidden else ""
    again = f"Opnieuw opgepakt door {earlier.by.split()[0]}, {short_date(local_day(earlier.at), local_day(now))}{why}"
    return f"Eerder {earlier.state.value}{outcome}" + (f" ({first})" if first else "") + f". {again}"


def state_chip(line: ConcernLine, today: date) -> tuple[str, ChipKind]:
    """Return what is pressing about a signal in a few words; "" when nothing is."""
    if line.state is ConcernState.OBSERVED:
        if line.review_on is not None and line.review_on > today:
            return f"kijken op {short_date(line.review_on, today)}", ChipKind.CALM
        return "nu opnieuw kijken", ChipKind.WAITING
    if line.state is not ConcernState.NEW:
        return line.state.value, ChipKind.CALM
    if line.triage_before < today:
        return "weging te laat", ChipKind.URGENT
    if line.urgency is Urgency.ACUTE:
        return "nu", ChipKind.URGENT
    if line.is_called:
        return "samen erheen?", ChipKind.WAITING
    if line.urgency is Urgency.SOON:
        return "spoed", ChipKind.WAITING
    if line.triage_before == today:
        return "vandaag wegen", ChipKind.WAITING
    return (line.kind.value, ChipKind.CALM) if line.kind else ("", ChipKind.CALM)


def capital(text: str) -> str:
    """Return a label as it stands on a button: with a capital."""
    return text[:1].upper() + text[1:]


def first_words(text: str) -> str:
    """Return a text on one line, as the title of a row; the painter cuts what does not fit."""
    return " ".join(text.split())[:200]


def age(received: datetime, now: datetime) -> str:
    """Return how long a signal lies here: "nu net", "vandaag", "gisteren", "3 dagen geleden" or a date."""
    if timedelta(0) <= now - received < JUST_NOW:
        return "nu net"
    return relative(local_day(received), local_day(now))


def door_hint(earlier: int, waiting: int, case_code: str) -> str:
    """Return what is known of a door, in the few words behind a suggestion."""
    parts = [f"casus {case_code} loopt"] if case_code else []
    if earlier:
        signals = "1 eerder signaal" if earlier == 1 else f"{earlier} eerdere signalen"
        parts.append(signals if waiting or case_code else f"{signals}, afgehandeld")
    return " · ".join(parts)


def word_label(word: str, labels: Mapping[str, str]) -> str:
    """Return how the team calls a certainty or a channel today; `labels` are those of the catalogues, by code."""
    return labels.get(code_of(word), str(word))


def history_line(earlier: AddressHistory, today: date, labels: Mapping[str, str]) -> tuple[str, str]:
    """Return one earlier signal on a door: when, and how it came in and how sure it was."""
    day = local_day(earlier.received)
    when = day_month(day) if day.year == today.year else short_date(day, today)
    return when, f"{word_label(earlier.channel, labels)} · {word_label(earlier.certainty, labels).split()[0]}"


def spelled_otherwise(place: str, history: Sequence[AddressHistory]) -> str:
    """Return how an earlier signal spelled this door, when that was another way; else ""."""
    own = fold(place).split()
    return next((h.place for h in history if fold(h.place).split() != own), "")


def came_in(place: str, channel: str, received: datetime, now: datetime, written_by: str) -> str:
    """Return the line under the text of a signal: where, how, when, written down by whom."""
    when = f"{moment_text(received, now)}, opgeschreven door {written_by}"
    return " \u2009·\u2009 ".join(part for part in (place, channel, when) if part)


def more_words(concern: ConcernView, labels: Mapping[str, str], today: date) -> str:
    """Return what else is known of a signal, in one line: what kind it is, since when, seen or heard, on whose behalf, the signs."""
    kind = f"{capital(concern.kind.value)}. " if concern.kind else ""
    since = f"sinds {short_date(concern.since, today)}, {duration(concern.since, today)}" if concern.since else ""
    signs = ", ".join(labels.get(code, "") for code in concern.signs.split() if code in labels)
    inside = {None: "", Internally.YES: "besproken in de eigen organisatie", Internally.NO: "nog niet besproken in de eigen organisatie"}
    parts = (
        since,
        concern.directness.value if concern.directness else "",
        "opgeschreven voor een ander" if concern.on_behalf else "",
        f"plek: {labels[concern.spot]}" if concern.spot in labels else "",
        inside[concern.internally],
        signs,
    )
    return kind + capital(" \u2009·\u2009 ".join(part for part in parts if part))


def day_list(moments: Sequence[datetime]) -> str:
    """Return the days of earlier signals in a row of words: "12 en 27 november"; four at most."""
    days = sorted(dict.fromkeys(local_day(moment) for moment in moments))[-4:]
    words = []
    for number, day in enumerate(days):
        following = days[number + 1] if number + 1 < len(days) else None
        same_month = following is not None and (day.year, day.month) == (following.year, following.month)
        words.append(str(day.day) if same_month else day_month(day))
    return " en ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def source_text(source: Source) -> str:
    """Return all that anyone may know of who told it."""
    if source is Source.UNKNOWN:
        return "Bron: niet genoemd."
    return "Anoniem verteld." if source is Source.ANONYMOUS else f"Bron: {source}."


def duration(since: date, today: date) -> str:
    """Return how long something lasts: "6 dagen", "3 weken", "4 maanden", "2 jaar"; the weeks are whole ones (domain.md, row 54)."""
    days = (today - since).days
    if days < 14:
        return "vandaag begonnen" if days <= 0 else "1 dag" if days == 1 else f"{days} dagen"
    if days < 90:
        return f"{days // 7} weken"
    months = (today.year - since.year) * 12 + today.month - since.month - (today.day < since.day)
    return f"{months} maanden" if months < 24 else f"{months // 12} jaar"


def consent_words(reporter: ReporterText) -> str:
    """Return what was agreed about the reporter's name."""
    if not reporter.may_be_named:
        return "naam mag niet genoemd worden"
    to = f" aan {reporter.named_to}" if reporter.named_to else ""
    whom = f", afgesproken met {reporter.agreed_with}" if reporter.agreed_with else ""
    return f"naam mag genoemd worden{to}{whom}"


def round_words(one: CheckRoundView, today: date) -> str:
    """Return a check round in a sentence: who knows the address, who does not, and for whom is waited."""
    said = [f"{answer.partner}: {answer.answer.value if answer.answer else 'nog geen antwoord'}" for answer in one.answers]
    term = (
        "gesloten"
        if one.closed_on
        else f"te laat, het was {day_month(one.before)}"
        if one.before < today
        else f"tot {day_month(one.before)}"
    )
    return f"Checkronde ({one.purpose}, {term}). {'; '.join(said)}."


def answer_words(answer: AnswerLine, today: date, *, hidden: bool) -> str:
    """Return what who told it heard, in a sentence: that it came in or what was done, by whom, when, how, and the words."""
    what = "Ontvangst gemeld" if answer.is_receipt else "Terugkoppeling gegeven"
    if answer.state is FeedbackState.NOT_POSSIBLE:
        what = "Ontvangst melden was niet mogelijk" if answer.is_receipt else "Terugkoppeling was niet mogelijk"
    by = f"door {answer.by}" if answer.by else ""
    when = short_date(answer.given_on, today) if answer.given_on else ""
    said = "" if hidden or not answer.said else f": “{answer.said}”"
    return ", ".join(part for part in (f"{what} {by}".strip(), when, answer.channel) if part) + said


def of_farm(signs: str, words: Sequence[CatalogueLine]) -> bool:
    """Whether one of these signs is one of a farmyard (domain.md, row 23)."""
    return not {word.code for word in words if word.leads == FARM}.isdisjoint(signs.split())


def saved_text(code: str, feedback_before: date | None, today: date) -> str:
    """Return what the status line says after a signal was written down."""
    if feedback_before is None:
        return f"Signaal {code} bewaard."
    year = f" {feedback_before.year}" if feedback_before.year != today.year else ""
    return f"Signaal {code} bewaard. Terugkoppeling uiterlijk {day_month(feedback_before)}{year}."


def arrears_words(told: ArrearsLine) -> list[str]:
    """What a partner told of unpaid bills, a line each: how much, who, and what it may be used for."""
    long = "" if told.months is None else "1 maand" if told.months == 1 else f"{told.months} maanden"
    amount = "" if told.cents is None else f"€ {euros(told.cents)}"
    lines = [" · ".join(part for part in (told.creditor, long, amount) if part), ", ".join(filter(None, (told.resident, told.contact)))]
    purpose = "Alleen om hulp aan te bieden. De handhaving ziet dit signaal niet; het bedrag komt op geen papier."
    return [*filter(None, lines), purpose]
