"""The weekly round after the buurtkeet: who walked along, what was seen and learned, written down at once (domain.md, rows 19, 25)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import product

from sqlalchemy import literal, select

from expertiseteam.access.tables import Member
from expertiseteam.access.who import TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.dates import WEEKDAYS, full_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.text import fold
from expertiseteam.concerns.records import WAITING, Channel
from expertiseteam.concerns.series import record_in_series
from expertiseteam.concerns.tables import Concern
from expertiseteam.concerns.triage import set_double
from expertiseteam.storage.reading import Reader, select_for
from expertiseteam.team.settings import team_settings
from expertiseteam.visits.round_records import RoundLine, RoundPlan, RoundState, SeenOnRound
from expertiseteam.visits.tables import Round, RoundMember, RoundSeries

_NOTHING = "Er is niets bewaard."


@act("wekelijks rondje gepland", by=TEAM)
def plan_rounds(work: Work, *, area: str, weekday: int, starts: time, spot: str = "") -> str:
    """A round every week in an area, on a day of the week (0 is Monday). Returns the id of the series.

    Refused without an area, and when there is one on that day already.
    """
    if not area.strip():
        raise Refused(f"Schrijf of kies waar het rondje is. {_NOTHING}")
    there = work.tuples(select(RoundSeries.area).where(RoundSeries.weekday == weekday, RoundSeries.is_active.is_(True)))
    if fold(area.strip()) in [fold(name) for (name,) in there]:
        raise Refused(f"Op {WEEKDAYS[weekday]} is er al een rondje in {area.strip()}. {_NOTHING}")
    return work.add(RoundSeries(area=area.strip(), weekday=weekday, starts=starts, spot=spot)).id


@act("wekelijks rondje gestopt", by=TEAM)
def stop_rounds(work: Work, series_id: str) -> None:
    """No more rounds of this series, nor of one that was planned on another laptop for the same; those that were walked stay."""
    chosen = work.get(RoundSeries, series_id)
    same = select(RoundSeries.id, RoundSeries.area).where(RoundSeries.weekday == chosen.weekday, RoundSeries.is_active.is_(True))
    for other_id, area in work.tuples(same):
        if fold(area) == fold(chosen.area):
            work.edit(RoundSeries, work.get(RoundSeries, other_id), is_active=False)


@act("rondje vastgelegd", by=TEAM)
def record_round(
    work: Work,
    series_id: str,
    on: date,
    *,
    present: Sequence[str],
    guests: str = "",
    learned: str = "",
    signals: Sequence[SeenOnRound] = (),
) -> str:
    """Everything of one round at once: who walked along, each signal, what was learned. Returns the id of the round.

    Refused for a day to come or another day of the week, when nobody walked along, when the round was written down already, and when one
    signal stands there twice.
    """
    series = work.get(RoundSeries, series_id)
    _refuse_other_day(series, on)
    _refuse_twice(work, series, on)
    if on > work.today:
        raise Refused(f"Het rondje van {full_date(on)} moet nog komen. {_NOTHING} Vul het in als het geweest is.")
    if not present:
        raise Refused(f"Kies wie er meeliep. {_NOTHING} Ging het niet door, kies dan ‘Ging niet door’.")
    said = [signal for signal in signals if signal.what.strip()]
    twice = next((what for (what, _), times in Counter((fold(s.what), fold(s.place)) for s in said).items() if times > 1), None)
    if twice is not None:
        raise Refused(f"Een signaal staat er twee keer. {_NOTHING} Haal er een weg, of schrijf wat er anders is.")
    for member_id in dict.fromkeys(present):
        work.get(Member, member_id)
    walked = Round(
        series_id=series.id, on=on, by_id=work.who.id, at=work.now, guests=guests.strip(), learned=learned.strip(), signals=len(said)
    )
    work.add(walked)
    for member_id in dict.fromkeys(present):
        work.add(RoundMember(round_id=walked.id, member_id=member_id))
    for signal in said:
        where, sure = signal.place.strip() or series.area, signal.certainty
        record_in_series(work, what=signal.what, place=where, channel=Channel.ROUND, spot=series.spot, certainty=sure)
    return walked.id


@act("rondje ging niet door", by=TEAM)
def skip_round(work: Work, series_id: str, on: date, because: str) -> None:
    """The round of a day was not walked; the reason stays. Refused without one, for another day of the week, and when the round was written
    down already."""
    if not because.strip():
        raise Refused(f"Schrijf waarom het rondje niet doorgaat. {_NOTHING}")
    series = work.get(RoundSeries, series_id)
    _refuse_other_day(series, on)
    _refuse_twice(work, series, on)
    work.add(Round(series_id=series.id, on=on, state=RoundState.SKIPPED, because=because.strip(), by_id=work.who.id, at=work.now))


@act("dubbel rondje samengevoegd", by=TEAM)
def join_rounds(work: Work, round_id: str) -> int:
    """Make one round of what was written down of one area and day more than once: on laptops that did not see each other.

    Who walked along, guests and what was learned all stay. A signal in the same words about the same place becomes a double of the first.
    Returns how many of those. Refused when the round stands there once.
    """
    chosen = work.get(Round, round_id)
    all_of_it = [work.get(Round, one) for one, _, _ in _same_round(work, work.get(RoundSeries, chosen.series_id).area, chosen.on)]
    if len(all_of_it) < 2:
        raise Refused("Dit rondje staat er nog maar één keer. Er is niets veranderd.")
    doubles = _join_signals(work, all_of_it)
    first = next((one for one in all_of_it if one.state is RoundState.WALKED), all_of_it[0])
    there = {member_id for (member_id,) in work.tuples(select(RoundMember.member_id).where(RoundMember.round_id == first.id))}
    for other in (one for one in all_of_it if one.id != first.id):
        for row_id, member_id in work.tuples(select(RoundMember.id, RoundMember.member_id).where(RoundMember.round_id == other.id)):
            work.remove(work.get(RoundMember, row_id))
            if member_id not in there:
                there.add(member_id)
                work.add(RoundMember(round_id=first.id, member_id=member_id))
        work.remove(other)
    work.edit(
        Round,
        first,
        guests=_together([one.guests for one in all_of_it], ", "),
        learned=_together([one.learned for one in all_of_it], "\n"),
        because=_together([one.because for one in all_of_it], "\n"),
        signals=sum(one.signals for one in all_of_it) - doubles,
    )
    return doubles


@query()
def rounds_of_week(read: Reader, day: date) -> list[RoundPlan]:
    """The rounds of the week of a day, each prepared with the participants of the last one that was walked."""
    return _plans(read, [day - timedelta(days=day.weekday())])


@query()
def unwritten_rounds(read: Reader, member_id: str, day: date) -> list[RoundPlan]:
    """Rounds of the past days, as many as the team set, of which nobody wrote what was there, and on which a member went last time."""
    if not read.values(select(RoundSeries.id).where(RoundSeries.is_active.is_(True)).limit(1)):
        return []
    since = day - timedelta(days=team_settings(read).round_days)
    first = since - timedelta(days=since.weekday())
    plans = _plans(read, [first + timedelta(days=n) for n in range(0, (day - first).days + 1, 7)])
    return [one for one in plans if one.walked is None and since <= one.on < day and member_id in one.present_ids]


def _plans(read: Reader, mondays: Sequence[date]) -> list[RoundPlan]:
    lines = past_rounds(read)
    columns = RoundSeries.id, RoundSeries.version, RoundSeries.area, RoundSeries.spot, RoundSeries.weekday, RoundSeries.starts
    active = read.tuples(select(*columns).where(RoundSeries.is_active.is_(True)).order_by(RoundSeries.weekday, RoundSeries.area))
    still = Member.is_active.is_(True)
    walkers = read.tuples(
        select(RoundMember.round_id, Member.id).join(Member, Member.id == RoundMember.member_id).where(still).order_by(Member.name)
    )
    found: list[RoundPlan] = []
    for monday, (series_id, version, area, spot, weekday, starts) in product(mondays, active):
        on = monday + timedelta(days=weekday)
        if any((fold(plan.area), plan.on) == (fold(area), on) for plan in found):
            continue  # planned on two laptops at the same time: it is one round
        mine = [line for line in lines if fold(line.area) == fold(area)]
        last = next((line for line in mine if line.state is RoundState.WALKED and line.on < on), None)
        ids = tuple(member_id for round_id, member_id in walkers if last is not None and round_id == last.id)
        now = next((line for line in mine if line.on == on), None)
        guests, learned = (last.guests, last.learned) if last is not None else ("", "")
        found.append(RoundPlan(series_id, version, area, spot, on, starts, ids, guests, learned, now))
    return found


@query()
def past_rounds(read: Reader, most: int = 200) -> list[RoundLine]:
    """Rounds that were walked or not, newest first."""
    statement = select_for(RoundLine, Round, area=RoundSeries.area, by=Member.name, present=literal(""), is_double=literal(False))
    statement = statement.join(RoundSeries, RoundSeries.id == Round.series_id).join(Member, Member.id == Round.by_id)
    lines = read.all(RoundLine, statement.order_by(Round.on.desc(), Round.at.desc()).limit(most))
    named: dict[str, list[str]] = {}
    walkers = select(RoundMember.round_id, Member.name).join(Member, Member.id == RoundMember.member_id)
    for round_id, name in read.tuples(walkers.order_by(Member.name)):
        named.setdefault(round_id, []).append(name)
    times = Counter((fold(line.area), line.on) for line in lines)
    return [
        replace(line, present=tuple(dict.fromkeys(named.get(line.id, ()))), is_double=times[fold(line.area), line.on] > 1) for line in lines
    ]


def _refuse_other_day(series: RoundSeries, on: date) -> None:
    """A round of Wednesday that is written down under Thursday could be written down a second time."""
    if on.weekday() != series.weekday:
        said = f"Het rondje in {series.area} loopt u op {WEEKDAYS[series.weekday]}; {full_date(on)} is een {WEEKDAYS[on.weekday()]}."
        raise Refused(f"{said} {_NOTHING} Kies de dag van het rondje.")


def _refuse_twice(work: Work, series: RoundSeries, on: date) -> None:
    for _, name, state in _same_round(work, series.area, on):
        done = "dat het niet doorging" if state is RoundState.SKIPPED else "wat er was"
        raise Refused(
            f"{name} schreef al op {done} bij het rondje van {full_date(on)} in {series.area}. Er is niets dubbel bewaard. "
            "Zag u meer? Schrijf dat als los signaal op."
        )


def _same_round(work: Work, area: str, on: date) -> list[tuple[str, str, RoundState]]:
    """What was written down of the round in an area on a day, first of all first: id, by whom, and whether it was walked."""
    statement = select(Round.id, Member.name, Round.state, RoundSeries.area).join(RoundSeries, RoundSeries.id == Round.series_id)
    statement = statement.join(Member, Member.id == Round.by_id).where(Round.on == on).order_by(Round.at, Round.id)
    return [(one, name, state) for one, name, state, where in work.tuples(statement) if fold(where) == fold(area)]


def _join_signals(work: Work, rounds: Sequence[Round]) -> int:
    """Which signals came of a round stands nowhere; they are those that its writer wrote down at that very moment."""
    first_of: dict[tuple[str, str], str] = {}
    doubles = 0
    for one in rounds:
        found = (
            select(Concern.id).where(Concern.written_by_id == one.by_id, Concern.received == one.at).order_by(Concern.number, Concern.id)
        )
        for (concern_id,) in work.tuples(found):
            concern = work.get(Concern, concern_id)
            first = first_of.setdefault((fold(concern.what), concern.place_key or fold(concern.place)), concern_id)
            if first != concern_id and concern.state in WAITING:
                set_double(work, concern, first)
                doubles += 1
    return doubles


def _together(texts: Sequence[str], between: str) -> str:
    return between.join(dict.fromkeys(text for text in texts if text))
