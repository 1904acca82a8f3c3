"""From a phone call to an outcome: signals, their terms, their reporter, the answer owed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from expertiseteam.basics.sentences import Conflict, Refused
from expertiseteam.concerns.feedback import (
    answers_given,
    feedback_not_possible,
    feedback_now,
    give_feedback,
    open_feedback,
    take_feedback_back,
)
from expertiseteam.concerns.intake import concern_counts, concern_view, concerns, record_concern
from expertiseteam.concerns.matching import address_history, known_doors
from expertiseteam.concerns.records import Certainty, Channel, ConcernState, FeedbackState, NoiseReason, ReporterText, Source, Urgency
from expertiseteam.concerns.reporter import reveal_reporter
from expertiseteam.concerns.triage import earlier_outcomes, hand_over, observe, reopen, set_double, set_help_request, set_noise, take_back
from expertiseteam.privacy.reading_log import whole_log
from tests.dossier import Team
from ui.concerns.words import earlier_words

WHAT = "De buurman zet al drie weken geen afval buiten."


def phone(team: Team, place: str = "Beukenlaan 7, Turfven", what: str = WHAT, **more: object) -> str:
    return team.lucja.do(
        record_concern, what=what, place=place, certainty=Certainty.GUT, channel=Channel.PHONE, source=Source.VOLUNTEER, **more
    )  # type: ignore[arg-type]


def line(team: Team, concern: str) -> object:
    every = team.femke.ask(concerns, tuple(ConcernState))
    return next(c for c in every if c.id == concern)


def test_a_signal_gets_a_code_a_village_and_its_terms(team: Team) -> None:
    view = team.noor.ask(concern_view, phone(team))
    assert (view.code, view.village, view.written_by) == ("26-001", "Turfven", "Łucja Şahin-van ’t Hof")
    assert view.triage_before == date(2026, 11, 4)
    assert view.feedback_before == date(2026, 11, 16)  # ten working days after Monday 2 November
    assert not view.has_reporter


def test_an_acute_signal_is_to_be_weighed_the_same_day(team: Team) -> None:
    assert team.noor.ask(concern_view, phone(team, urgency=Urgency.ACUTE)).triage_before == date(2026, 11, 2)


def test_a_question_needs_no_place(team: Team) -> None:
    assert team.noor.ask(concern_view, phone(team, place="")).village == ""


@pytest.mark.parametrize(("what", "words"), [("   ", "één zin"), ("x" * 10_001, "langer dan")])
def test_what_cannot_be_recorded_says_why(team: Team, what: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        phone(team, what=what)
    assert team.femke.ask(concerns) == []


def test_the_inbox_shows_what_waits_longest_first(team: Team) -> None:
    team.clock.at(2026, 11, 3, 9, 0)
    later = phone(team)
    team.clock.at(2026, 11, 2, 9, 0)
    earlier = phone(team)
    assert [c.id for c in team.femke.ask(concerns)] == [earlier, later]


def test_anonymous_is_owed_no_answer_but_a_named_reporter_is(team: Team) -> None:
    phone(team, reporter=ReporterText("Greet"))
    team.lucja.do(record_concern, what=WHAT, place="", certainty=Certainty.SEEN, channel=Channel.LETTER, source=Source.ANONYMOUS)
    assert [f.code for f in team.lucja.ask(open_feedback)] == ["26-001"]


def test_every_outcome_is_recorded(team: Team) -> None:
    ids = [phone(team) for _ in range(6)]
    shown = [line(team, i) for i in ids]
    team.femke.do(set_noise, shown[0], NoiseReason.VAGUE, "geen adres")
    team.femke.do(set_double, shown[1], ids[5])
    with pytest.raises(Refused, match="Doorverwezen op 5 november 2026 kan niet"):
        team.femke.do(set_help_request, shown[2], "Wmo-loket", date(2026, 11, 5))
    team.femke.do(set_help_request, shown[2], "Wmo-loket", date(2026, 11, 2))
    assert team.femke.ask(concern_view, shown[2].id).outcome == "Wmo-loket, doorverwezen op 2 november 2026"
    team.femke.do(observe, shown[3], date(2026, 11, 20), "kijken of het vanzelf gaat")
    team.femke.do(hand_over, shown[4], "Veilig Thuis")
    outcomes = [team.femke.ask(concern_view, i).outcome for i in ids]
    assert outcomes == [
        "te vaag: geen adres",
        "dubbel met 26-006",
        "Wmo-loket, doorverwezen op 2 november 2026",
        "kijken of het vanzelf gaat",
        "Veilig Thuis",
        "",
    ]
    counts = team.femke.ask(concern_counts)
    expected = {state: 1 for state in ConcernState} | {ConcernState.LINKED: 0, ConcernState.ANSWERED: 0, ConcernState.ENFORCED: 0}
    assert counts == expected


def test_two_officers_cannot_weigh_the_same_signal(team: Team) -> None:
    shown = line(team, phone(team))
    team.femke.do(set_noise, shown, NoiseReason.VAGUE)
    with pytest.raises(Refused, match="al gewogen"):
        team.femke.do(hand_over, shown, "politie")


def test_only_the_officer_weighs(team: Team) -> None:
    shown = line(team, phone(team))
    for workspace in (team.noor, team.wil):
        with pytest.raises(Refused, match="aandachtsfunctionaris"):
            workspace.do(set_noise, shown, NoiseReason.VAGUE)


def test_noise_can_be_taken_up_again_with_a_reason(team: Team) -> None:
    concern = phone(team)
    team.femke.do(set_noise, line(team, concern), NoiseReason.VAGUE)
    with pytest.raises(Refused, match="waarom"):
        team.femke.do(reopen, line(team, concern), "")
    team.clock.at(2026, 11, 9, 9, 0)
    team.femke.do(reopen, line(team, concern), "buurvrouw belde opnieuw")
    assert [c.id for c in team.femke.ask(concerns)] == [concern]
    team.clock.at(2026, 11, 12, 9, 0)
    team.femke.do(hand_over, line(team, concern), "Veilig Thuis")
    team.clock.at(2026, 11, 16, 9, 0)
    team.femke.do(reopen, line(team, concern), "het gaat weer mis")
    kept = [(e.state, e.outcome, e.concluded_by, e.why) for e in team.noor.ask(earlier_outcomes, concern)]
    assert kept == [  # what it was, by whom, and why no longer: also when it happens twice
        (ConcernState.NOISE, NoiseReason.VAGUE.value, "Femke Aarts", "buurvrouw belde opnieuw"),
        (ConcernState.HANDED_OVER, "Veilig Thuis", "Femke Aarts", "het gaat weer mis"),
    ]
    assert "Eerder ruis: te vaag (Femke, ma 2 november)" in earlier_words(team.noor.ask(earlier_outcomes, concern)[0], team.clock.now)


def test_observing_needs_a_day_ahead(team: Team) -> None:
    with pytest.raises(Refused, match="die nog komt"):
        team.femke.do(observe, line(team, phone(team)), date(2026, 11, 2))


def test_feedback_closes_with_what_was_said_once(team: Team) -> None:
    phone(team, reporter=ReporterText("Greet"))
    owed = team.lucja.ask(open_feedback)[0]
    with pytest.raises(Refused, match="Schrijf wat"):
        team.lucja.do(give_feedback, owed, said=" ")
    for day in (date(2026, 11, 1), date(2026, 11, 3)):  # before the signal came, and tomorrow
        with pytest.raises(Refused, match="kwam binnen op 2 november 2026"):
            team.lucja.do(give_feedback, owed, said="Het is opgepakt.", on=day)
    team.clock.at(2026, 11, 30, 9, 0)
    team.lucja.do(give_feedback, owed, said="Aan de verkeerde.", on=date(2026, 11, 9))
    with pytest.raises(Refused, match="blijft staan"):
        team.femke.do(take_feedback_back, owed)  # another's answer
    team.lucja.do(take_feedback_back, owed)
    owed = team.lucja.ask(open_feedback)[0]
    team.lucja.do(give_feedback, owed, said="Bedankt voor uw telefoontje. Het is opgepakt.", on=date(2026, 11, 10))
    assert team.lucja.ask(open_feedback) == []
    assert [answer.given_on for answer in team.lucja.ask(answers_given, owed.concern_id)] == [date(2026, 11, 10)]
    with pytest.raises(Conflict, match="Łucja Şahin-van ’t Hof heeft dit intussen gewijzigd") as both:
        team.femke.do(feedback_not_possible, owed, "verhuisd")
    assert both.value.fields["said"] == ("verhuisd", "Bedankt voor uw telefoontje. Het is opgepakt.")
    team.femke.do(feedback_not_possible, team.femke.ask(feedback_now, owed.id), "verhuisd")
    assert team.femke.ask(feedback_now, owed.id).state is FeedbackState.NOT_POSSIBLE


def test_the_same_door_is_recognised_however_it_is_written(team: Team) -> None:
    team.clock.at(2026, 9, 14, 10, 0)
    earlier = phone(team, place="Beukenln 7")
    phone(team, place="Beukenlaan 17, Turfven")
    phone(team, place="Beukenlaan 7a, Turfven")
    team.clock.at(2026, 11, 2, 9, 10)
    found = team.lucja.ask(address_history, "Beukenlaan 7, Turfven")
    assert [(h.id, h.place) for h in found] == [(earlier, "Beukenln 7")]
    assert found[0].why == "zelfde adres, straat afgekort, een keer zonder dorp"


def test_earlier_signals_are_those_of_the_very_house(team: Team) -> None:
    places = (
        "Beukenln 7",
        "Beukenlaan 7, Turfven",
        "Beukenlaan 7, Ganzenhoek",
        "Beukenlaan 7a",
        "Beukenlaan 70",
        "Beukenlaan 17",
        "Turfven",
    )
    ids = {place: phone(team, place=place) for place in places}
    ids["2e Dwarsstraat 5"] = phone(team, place="2e Dwarsstraat 5")

    def history(place: str) -> list[tuple[str, str]]:
        return [(h.place, h.why) for h in team.lucja.ask(address_history, place, other_than=ids.get(place, ""))]

    village, short = "een keer zonder dorp", "straat afgekort"
    assert history("Beukenlaan 7") == [
        ("Beukenlaan 7, Ganzenhoek", f"zelfde adres, {village}"),
        ("Beukenlaan 7, Turfven", f"zelfde adres, {village}"),
        ("Beukenln 7", f"zelfde adres, {short}"),
    ]
    assert history("Beukenlaan 7, Turfven") == [("Beukenln 7", f"zelfde adres, {short}, {village}")]
    assert history("beukenlaan 7 TURFVEN") == [
        ("Beukenlaan 7, Turfven", "zelfde adres"),
        ("Beukenln 7", f"zelfde adres, {short}, {village}"),
    ]
    assert history("2e Dwarsstr. 5, Turfven") == [("2e Dwarsstraat 5", f"zelfde adres, {short}, {village}")]
    assert history("Beukenlaan") == history("Turfven") == history("Beukenlaan 8") == []


def test_known_doors_stand_once_each_last_used_first_with_what_waits(team: Team) -> None:
    first = phone(team, place="Beukenlaan 7, Turfven")
    phone(team, place="Kerkpad 2")
    phone(team, place="Beukenln. 7 Turfven")
    phone(team, place="")
    team.femke.do(set_noise, line(team, first), NoiseReason.VAGUE)
    assert [(d.place, d.earlier, d.waiting) for d in team.lucja.ask(known_doors)] == [("Beukenln. 7 Turfven", 2, 1), ("Kerkpad 2", 1, 1)]
    phone(team, place="Kerkpad 2")
    assert [(d.place, d.earlier, d.waiting) for d in team.lucja.ask(known_doors)] == [("Kerkpad 2", 2, 2), ("Beukenln. 7 Turfven", 2, 1)]


def test_an_outcome_is_taken_back_as_if_it_had_not_been_recorded(team: Team) -> None:
    first, concern = phone(team), phone(team, reporter=ReporterText("Greet Hilkens"))
    for outcome, args in (
        (set_noise, (NoiseReason.VAGUE,)),
        (set_help_request, ("schuldhulp",)),
        (hand_over, ("Veilig Thuis",)),
        (set_double, (first,)),
        (observe, (date(2026, 11, 20), "post")),
    ):
        before = team.femke.ask(concern_view, concern)
        team.femke.do(outcome, before, *args)
        assert team.femke.ask(concern_view, concern).state is not before.state
        team.femke.do(take_back, before)
        assert replace(team.femke.ask(concern_view, concern), version=before.version) == before
    assert "Greet" in team.femke.do(reveal_reporter, concern, "terugbellen").name
    assert [line.what for line in team.femke.ask(whole_log)].count("uitkomst van een signaal teruggenomen") == 5


def test_an_outcome_taken_back_leaves_an_earlier_observation_standing(team: Team) -> None:
    concern = phone(team)
    team.femke.do(observe, line(team, concern), date(2026, 11, 20), "letten op de post")
    before = team.femke.ask(concern_view, concern)
    team.femke.do(set_noise, before, NoiseReason.VAGUE)
    team.femke.do(take_back, before)
    after = team.femke.ask(concern_view, concern)
    assert (after.state, after.review_on, after.outcome) == (ConcernState.OBSERVED, date(2026, 11, 20), "letten op de post")


def test_what_was_built_on_an_outcome_keeps_it(team: Team) -> None:
    first, concern, other = phone(team), phone(team), phone(team)
    before = team.femke.ask(concern_view, concern)
    team.femke.do(hand_over, before, "Veilig Thuis")
    team.femke.do(set_double, line(team, other), concern)
    with pytest.raises(Refused, match="als dubbel bij 26-002 gevoegd"):
        team.femke.do(take_back, before)
    assert team.femke.ask(concern_view, concern).state is ConcernState.HANDED_OVER
    shown = team.femke.ask(concern_view, first)
    team.femke.do(set_noise, shown, NoiseReason.VAGUE)
    team.femke.do(reopen, line(team, first), "belde opnieuw")
    team.femke.do(set_noise, line(team, first), NoiseReason.KNOWN)
    with pytest.raises(Refused, match="na de weging nog gewijzigd"):
        team.femke.do(take_back, shown)
    with pytest.raises(Refused, match="secretaris niet doen"):
        team.wil.do(take_back, shown)
