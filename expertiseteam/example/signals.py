"""How signals came in, what became of them, and the answer that was owed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import partial

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.working_days import add_working_days
from expertiseteam.concerns.correcting import correct_concern
from expertiseteam.concerns.feedback import SPOKEN, feedback_not_possible, give_feedback, open_feedback
from expertiseteam.concerns.intake import concern_view, concerns, record_concern
from expertiseteam.concerns.joint import call_us_in
from expertiseteam.concerns.presence import WHERE, note_presence
from expertiseteam.concerns.records import (
    WAITING,
    CareQuestion,
    Certainty,
    Channel,
    ConcernKind,
    ConcernLine,
    Extra,
    FeedbackLine,
    NoiseReason,
    ReporterText,
    Source,
    Urgency,
)
from expertiseteam.concerns.series import record_in_series
from expertiseteam.concerns.triage import hand_over, observe, set_double, set_enforcement, set_help_request, set_noise
from expertiseteam.example.diary import in_office, soon
from expertiseteam.example.households import Household
from expertiseteam.example.lived import Past
from expertiseteam.example.people import VILLAGES
from expertiseteam.example.words import THEMES

_CHANNELS = {
    Channel.PHONE: 38,
    Channel.OPEN_HOUSE: 16,
    Channel.CABIN: 10,
    Channel.ROUND: 12,
    Channel.LETTER: 9,
    Channel.VISIT: 6,
    Channel.OTHER: 9,
}
_WRITERS = {
    Channel.PHONE: ("lucja", "lucja", "femke", "wil", "noor"),
    Channel.OPEN_HOUSE: ("lucja", "dewi"),
    Channel.CABIN: ("lucja", "lucja", "noor"),
    Channel.ROUND: ("sem", "joris", "lucja", "bram"),
    Channel.LETTER: ("wil", "femke"),
    Channel.VISIT: ("karim", "noor", "iris", "sem"),
    Channel.OTHER: ("karim", "hugo", "iris", "bram"),
}
_SOURCES = {
    Channel.PHONE: (Source.RESIDENT, Source.RESIDENT, Source.VOLUNTEER, Source.PROFESSIONAL, Source.ANONYMOUS),
    Channel.OPEN_HOUSE: (Source.VOLUNTEER, Source.RESIDENT),
    Channel.CABIN: (Source.RESIDENT, Source.VOLUNTEER, Source.UNKNOWN),
    Channel.ROUND: (Source.UNKNOWN,),
    Channel.LETTER: (Source.RESIDENT, Source.PROFESSIONAL, Source.ANONYMOUS),
    Channel.VISIT: (Source.PROFESSIONAL, Source.UNKNOWN),
    Channel.OTHER: (Source.PROFESSIONAL, Source.PROFESSIONAL, Source.UNKNOWN),
}
_SURE = (
    Certainty.GUT,
    Certainty.GUT,
    Certainty.HEARD,
    Certainty.HEARD,
    Certainty.HEARD,
    Certainty.SEEN,
    Certainty.SEEN,
    Certainty.CONFIRMED,
)
_SPELLINGS = ("{street} {number}, {village}",) * 5 + ("{street} {number} {village}", "{short} {number}, {village}")
_SHORT = (("straat", "str."), ("laan", "ln"), ("plein", "pl."))
_HINTS = (("inloop", Channel.OPEN_HOUSE), ("rondje", Channel.ROUND), ("belde", Channel.PHONE), ("huismeester", Channel.OTHER))

_OF_NOISE = {"ADMINISTRATIVE": ("OTHER", "LETTER"), "VAGUE": ("PHONE", "OPEN_HOUSE"), "NEIGHBOURS": ("PHONE", "PHONE", "LETTER")}
_OF_QUESTIONS = ("PHONE", "PHONE", "OPEN_HOUSE", "OPEN_HOUSE", "CABIN")
# Who signals, of each kind of source; sealed with the reporter, and only counted.
_TRADES = {
    Source.RESIDENT: ("NEIGHBOUR",),
    Source.VOLUNTEER: ("VOLUNTEER",),
    Source.PROFESSIONAL: ("CARE_WORKER", "CARETAKER", "HOUSING_OFFICER", "CRAFTSMAN", "POLICE_OFFICER"),
}
_OF_WORRIES = ("PHONE", "PHONE", "OTHER", "VISIT")
# What people saw, of each theme that a card names: it decides how a household is best approached.
_SIGNS = {
    "waste": "WASTE",
    "debts": "RENT_ARREARS",
    "energy": "NO_HEATING",
    "lonely": "LONELY",
    "forgetful": "CONFUSED",
    "farm": "FARM_WITHDRAWS",
    "carer": "OVERBURDENED_CARER",
    "full_house": "FILTH",
    "no_home": "HOMELESS",
}
_WATCHED = tuple(theme for theme in THEMES if theme not in ("farm", "carer", "youth"))


class Signals:
    """Writes signals down and weighs them. `concerns` that belong to cases are planned by case_life, the rest here."""

    def __init__(self, past: Past) -> None:
        self._past, self._rng, self._words = past, past.words.rng, past.words
        self._late = False
        self._is_called = False  # a visit together was asked for, and waits for an answer

    # -- coming in

    def record(
        self,
        what: str,
        place: str,
        urgency: Urgency = Urgency.NORMAL,
        *,
        channels: Sequence[str] = (),
        tail: bool = False,
        signs: tuple[str, ...] = (),
    ) -> str:
        """Somebody of the team writes a signal down, now; the answers that are owed follow, mostly in time. Returns its id.

        `channels`: names of those by which such a signal comes in, all when empty. `tail`: a second sentence may be put behind it.
        `signs`: what was ticked on the card.
        """
        rng = self._rng
        hint = next((channel for word, channel in _HINTS if word in what), None)
        chosen = Channel[rng.choice(channels)] if channels else rng.choices(list(_CHANNELS), list(_CHANNELS.values()))[0]
        channel = hint or chosen
        certainty = Certainty.SEEN if channel in (Channel.ROUND, Channel.VISIT) else rng.choice(_SURE)
        writer, source = rng.choice(_WRITERS[channel]), rng.choice(_SOURCES[channel])
        if tail and rng.random() < 0.3:
            name = "gut" if certainty is Certainty.GUT else channel.name
            tails = self._words.general["gut"] if certainty is Certainty.GUT else self._words.general["tails"][channel.name]
            what = f"{what} {self._words.draw(f'tails/{name}', tails)}"
        today = local_day(self._past.clock.now)
        concern = self._past.stage.do(
            writer,
            record_concern,
            what=what,
            place=place,
            certainty=certainty,
            channel=channel,
            source=source,
            urgency=urgency,
            since=today - timedelta(days=rng.randint(10, 60)) if tail and rng.random() < 0.2 else None,
            reporter=self._reporter(source),
            extra=Extra(signs=signs),
        )
        if source not in (Source.ANONYMOUS, Source.UNKNOWN):
            self._plan_answer(concern, writer, today)
            if channel not in SPOKEN:
                self._plan_receipt(concern, writer)
        return concern

    def record_about(self, household: Household, place: str, *, again: bool = False) -> str:
        """Somebody noticed something at this household."""
        urgency = Urgency.SOON if self._rng.random() < 0.08 else Urgency.NORMAL
        channels = self._words.themes[household.theme].get("channels", ())
        signs = (_SIGNS[household.theme],) if household.theme in _SIGNS else ()
        return self.record(self._past.telling.signal(household, again=again), place, urgency, channels=channels, tail=True, signs=signs)

    def spelled(self, street: str, number: int, village: str) -> str:
        """The address as somebody wrote it this time."""
        short = next((street.replace(long, short) for long, short in _SHORT if street.endswith(long)), street)
        return self._rng.choice(_SPELLINGS).format(street=street, number=number, village=village, short=short)

    def _reporter(self, source: Source) -> ReporterText | None:
        if source in (Source.ANONYMOUS, Source.UNKNOWN) or self._rng.random() < 0.45:
            return None
        names = self._words.names
        phone = f"06-555{self._rng.randint(20000, 49999)}"
        name, remark = self._words.draw("reporters", names["reporters"]), self._words.draw("remarks", names["remarks"])
        trades = _TRADES.get(source, ("",))
        return ReporterText(name, phone, remark, may_be_named=self._rng.random() < 0.15, trade=trades[int(phone[-2:]) % len(trades)])

    # -- the answer

    def _plan_answer(self, concern: str, owner: str, received: date) -> None:
        rng = self._rng
        days = rng.randint(11, 16) if rng.random() < 0.06 else rng.randint(3, 10)
        moment = in_office(rng, add_working_days(received, days))
        self._past.diary.plan(moment, partial(self._answer, concern, owner, is_possible=rng.random() > 0.05))

    def _answer(self, concern: str, owner: str, *, is_possible: bool) -> None:
        stage, owed = self._past.stage, self._owed(concern, owner)
        if owed is None:
            return
        if is_possible:
            said = self._words.general_one("feedback")
            stage.do(owner, give_feedback, owed, said=said, channel=self._rng.choice(self._words.general["feedback_channel"]))
        else:
            stage.do(owner, feedback_not_possible, owed, self._words.general_one("no_feedback"))

    def _plan_receipt(self, concern: str, owner: str) -> None:
        """Who wrote hears soon that it came in; now and then it stays lying for a day or two."""
        rng = self._past.aside.rng
        least, most = (3, 4) if rng.random() < 0.07 else (0, 2)
        self._past.diary.plan(soon(rng, self._past.clock.now, least, most), partial(self._say_it_came_in, concern, owner))

    def _say_it_came_in(self, concern: str, owner: str) -> None:
        owed, words = self._owed(concern, owner, is_receipt=True), self._past.aside
        if owed is not None:
            channel = words.general_one("receipt_channel")
            self._past.stage.do(owner, give_feedback, owed, said=words.general_one("receipt"), channel=channel)

    def _owed(self, concern: str, owner: str, *, is_receipt: bool = False) -> FeedbackLine | None:
        lines = self._past.stage.ask(owner, open_feedback)
        return next((line for line in lines if line.concern_id == concern and line.is_receipt is is_receipt), None)

    # -- weighing

    def waiting(self, ids: Sequence[str]) -> list[ConcernLine]:
        """Those of these signals that still wait, as Femke's triage box shows them, in the order of `ids`."""
        lines = {line.id: line for line in self._past.stage.ask("femke", concerns, WAITING)}
        if self._past.is_recent:
            for concern in ids:
                self._past.stage.ask("femke", concern_view, concern)
        return [lines[concern] for concern in ids if concern in lines]

    def observe_until(self, concern: str, until: date) -> None:
        """Femke looks again on a day."""
        for line in self.waiting([concern]):
            self._past.stage.do("femke", observe, line, until, self._words.general_one("observe"))

    def double(self, concern: str, first: str) -> None:
        """Femke sees that it was written down before."""
        for line in self.waiting([concern]):
            self._past.stage.do("femke", set_double, line, first)

    # -- signals that never belonged to a case

    def plan_rest(self, count: int, start: date, end: datetime) -> None:
        """Plan so many other signals over the days from `start`: noise, questions for a desk, other routes, what is only watched."""
        rng, diary = self._rng, self._past.diary
        days = (local_day(end) - start).days - 1
        comings = (self._noise, self._help, self._handed, self._watched)
        for coming in rng.choices(comings, (34, 34, 11, 21), k=count):
            diary.plan(in_office(rng, start + timedelta(days=rng.randint(0, days))), coming)

    def plan_waiting(self, end: datetime) -> None:
        """Plan what stands in the triage box when the story ends: some new, some watched."""
        last = local_day(end)
        for days, coming in ((1, self._help), (1, self._watched), (2, self._noise), (4, self._watched)):
            self._past.diary.plan(in_office(self._rng, last - timedelta(days=days)), partial(self._unweighed, coming))
        for days in (8, 13, 18):
            self._past.diary.plan(in_office(self._rng, last - timedelta(days=days)), partial(self._watched, least=21))

    def plan_at_once(self, start: date, end: datetime, spots: int, findings: int) -> None:
        """Plan, evenly over the days from `start`, what needs nobody's care: questions answered on the spot, findings for enforcement."""
        days = (local_day(end) - start).days - 7
        for count, coming in ((spots, self._on_the_spot), (findings, self._enforced)):
            for n in range(count):
                day = start + timedelta(days=int((n + self._rng.random()) * days / count))
                self._past.diary.plan(in_office(self._rng, day), coming)

    def _unweighed(self, coming: Callable[[], None]) -> None:
        """Something comes in that Femke gets to later: what was planned for it lies beyond the end."""
        self._late = True
        coming()
        self._late = False

    def _weigh(self, *, is_acute: bool = False) -> datetime:
        """When Femke gets to a signal that comes in now; a few wait too long."""
        if self._late:
            return in_office(self._rng, add_working_days(local_day(self._past.end), 1))
        most = 0 if is_acute else 4 if self._rng.random() < 0.07 else 2
        return soon(self._rng, self._past.clock.now, 0, most)

    def _noise(self) -> None:
        reason = self._words.draw("noise", list(self._words.noise))
        what, remark = self._words.draw(f"noise/{reason}", self._words.noise[reason])
        place = self._somewhere() if reason == "VAGUE" else self.spelled(*self._past.town.door())
        concern = self.record(what, place, channels=_OF_NOISE.get(reason, ()), tail=reason in ("WRONG_ADDRESS", "NO_CONCERN"))
        self._past.diary.plan(self._weigh(), partial(self._set_noise, concern, reason, remark))

    def _set_noise(self, concern: str, reason: str, remark: str) -> None:
        for line in self.waiting([concern]):
            self._past.stage.do("femke", set_noise, line, NoiseReason[reason], remark)

    def _help(self) -> None:
        desk = self._words.draw("desks", [desk for desk, texts in self._words.help.items() for _ in texts])
        what = self._words.draw(f"help/{desk}", self._words.help[desk])
        concern = self.record(what, self._somewhere(), channels=_OF_QUESTIONS)
        self._past.diary.plan(self._weigh(), partial(self._set_help, concern, desk))

    def _set_help(self, concern: str, desk: str) -> None:
        for line in self.waiting([concern]):
            self._past.stage.do("femke", set_help_request, line, desk)

    def _handed(self) -> None:
        what, to = self._words.draw("handed", self._words.handed)
        urgency = self._rng.choice((Urgency.ACUTE, Urgency.SOON, Urgency.SOON))
        concern = self.record(what, self.spelled(*self._past.town.door()), urgency, channels=_OF_WORRIES)
        self._past.diary.plan(self._weigh(is_acute=urgency is Urgency.ACUTE), partial(self._hand_over, concern, to))

    def _hand_over(self, concern: str, to: str) -> None:
        for line in self.waiting([concern]):
            self._past.stage.do("femke", hand_over, line, to, CareQuestion.NO, "niemand in huis vroeg om hulp")

    def _enforced(self) -> None:
        what, place, to, why = self._words.draw("enforced", self._words.enforced)
        concern = self.record(what, place, channels=("ROUND",))
        self._past.diary.plan(self._weigh(), partial(self._enforce, concern, to, why))

    def _enforce(self, concern: str, to: str, why: str) -> None:
        """Femke asks herself whether there is a care question too; here there is none."""
        for line in self.waiting([concern]):
            self._past.stage.do("femke", set_enforcement, line, to, CareQuestion.NO, why)

    def _on_the_spot(self) -> None:
        """Two people come by with a question or a plan, one after the other, and Łucja answers both at once."""
        channel, village = self._rng.choice((Channel.CABIN, Channel.OPEN_HOUSE)), self._rng.choice(VILLAGES)
        self._answer_at_once(channel, village)
        later = self._past.clock.now + timedelta(minutes=self._rng.randint(6, 25))
        self._past.diary.plan(later, partial(self._answer_at_once, channel, village))

    def _answer_at_once(self, channel: Channel, village: str) -> None:
        kind, what, answer = self._words.draw("answered", self._words.answered)
        if channel in WHERE:
            present = [self._past.stage.ids[who] for who in ("lucja", "noor")]
            self._past.stage.do("lucja", note_presence, channel=channel, present=present)
        self._past.stage.do("lucja", record_in_series, what=what, place=village, channel=channel, kind=ConcernKind[kind], answer=answer)

    def _watched(self, least: int = 14) -> None:
        """Too little to ring a bell: look again later; mostly it was nothing."""
        household = self._past.town.household(self._rng.choice(_WATCHED), self._past.clock.now)
        concern = self.record(
            self._past.telling.glimpse(household), self.spelled(household.street, household.number, household.village), tail=True
        )
        if self._late and not self._is_called:
            self._is_called = True
            self._past.stage.do("sem", call_us_in, concern, self._words.general["call_us_in"])
            shown = self._past.stage.ask("femke", concern_view, concern)
            self._past.stage.do("femke", correct_concern, shown, {"what": f"{shown.what} {self._words.general['corrected']}"})
        moment = self._weigh()
        again = in_office(self._rng, local_day(moment) + timedelta(days=self._rng.randint(least, 35)))
        self._past.diary.plan(moment, partial(self.observe_until, concern, local_day(again)))
        reason, remark = self._words.general_one("observed_noise")
        self._past.diary.plan(again, partial(self._set_noise, concern, reason, remark))

    def _somewhere(self) -> str:
        """Where a question comes from: often a village is enough, sometimes nothing."""
        kind = self._rng.random()
        if kind < 0.45:
            return self._rng.choice(VILLAGES)
        return "" if kind < 0.6 else self.spelled(*self._past.town.door())
