"""The words of the catalogues: labels change, codes do not, and two people who change one word both hear of it."""

from __future__ import annotations

import pytest

from expertiseteam.basics.sentences import Conflict, Refused
from expertiseteam.concerns.intake import concern_view, record_concern
from expertiseteam.concerns.records import Channel, NoiseReason, Source
from expertiseteam.concerns.triage import set_noise
from expertiseteam.exchange.words import channel_of
from expertiseteam.insight.soundness import problems
from expertiseteam.team.catalogues import add_word, catalogue_words, change_word, code_of, shipped
from expertiseteam.team.records import Catalogue, CatalogueLine
from tests.dossier import Team
from tests.faults.surroundings import write_down


def word(team: Team, code: str) -> CatalogueLine:
    return next(w for w in team.noor.ask(catalogue_words) if w.code == code)


def test_what_is_shipped_is_whole_and_names_what_the_field_asks_for() -> None:
    words = shipped()
    codes = [w.code for w in words]
    signallers = {w.code for w in words if w.catalogue is Catalogue.SIGNALLER}
    assert len(set(codes)) == len(codes)
    assert all(set(w.of) <= signallers for w in words)
    asked = {"RENT_ARREARS", "NUISANCE", "DAMAGE", "LOCK_OUTSIDE", "FILTH"}  # domain.md, row 91
    asked |= {"ENERGY_ARREARS", "WATER_ARREARS", "HEALTH_INSURANCE_ARREARS", "SUPPLY_ENDS"}  # section 6, fixed costs
    asked |= {"VIOLENCE_CHILD", "VIOLENCE_ELDER", "VIOLENCE_PARTNER", "VIOLENCE_HONOUR"}  # row 87
    assert asked <= set(codes)
    assert {"CARETAKER", "CRAFTSMAN", "HOUSING_OFFICER", "LETTING_AGENT", "OFFICE"} <= signallers  # row 89


def test_another_label_keeps_the_code_and_everyone_sees_it(team: Team) -> None:
    team.wil.do(change_word, word(team, "FILTH"), label="  erg vies ", is_offered=True)
    assert word(team, "FILTH").label == "erg vies"
    team.femke.do(change_word, word(team, "FILTH"), label="erg vies", is_offered=False)
    assert not word(team, "FILTH").is_offered
    assert len(team.noor.ask(catalogue_words)) == len(shipped())


def test_a_word_of_the_team_gets_a_code_that_is_never_used_again(team: Team) -> None:
    first = team.femke.do(add_word, Catalogue.SIGNALLER, "postbezorger")
    team.femke.do(change_word, word(team, first), label="bezorger", is_offered=False)
    second = team.femke.do(add_word, Catalogue.SPOT, "de Weide")
    assert (first, second) == ("OWN_1", "OWN_2")
    assert (word(team, second).catalogue, word(team, second).is_offered) == (Catalogue.SPOT, True)


@pytest.mark.parametrize(
    ("label", "said"), [("", "1 tot en met 80"), ("x" * 81, "1 tot en met 80"), ("Huismeester", "staat al in deze lijst")]
)
def test_a_label_that_cannot_be_used_is_refused(team: Team, label: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        team.femke.do(add_word, Catalogue.SIGNALLER, label)
    assert len(team.noor.ask(catalogue_words)) == len(shipped())


def test_two_people_who_change_the_same_word_both_hear_of_it(team: Team) -> None:
    shown = word(team, "FILTH")
    team.wil.do(change_word, shown, label="vies huis", is_offered=True)
    with pytest.raises(Conflict) as caught:
        team.femke.do(change_word, shown, label="vuil", is_offered=True)
    assert caught.value.fields == {"label": ("vuil", "vies huis")}
    again = word(team, "FILTH")
    team.wil.do(change_word, again, label="viezigheid", is_offered=True)
    with pytest.raises(Conflict):
        team.femke.do(change_word, again, label="vuil", is_offered=True)


def test_a_teamlid_cannot_change_the_words(team: Team) -> None:
    with pytest.raises(Refused, match="secretaris"):
        team.noor.do(add_word, Catalogue.SPOT, "thuis")


def test_noise_has_the_reasons_of_the_team_and_what_was_weighed_keeps_its_words(team: Team) -> None:
    """Another label, a word of the team's own, and one that is offered no more; codes stay."""
    first, second, third = (write_down(team.noor, f"signaal {n}") for n in range(3))
    vague = word(team, NoiseReason.VAGUE.code)
    team.femke.do(set_noise, team.femke.ask(concern_view, first), NoiseReason.VAGUE)
    team.femke.do(change_word, vague, label="daar kunnen we niets mee", is_offered=False)
    own = team.femke.do(add_word, Catalogue.NOISE, "verhuisd naar elders")
    team.femke.do(set_noise, team.femke.ask(concern_view, second), own, "gebeld")
    team.femke.do(set_noise, team.femke.ask(concern_view, third), NoiseReason.VAGUE)
    outcomes = [team.femke.ask(concern_view, concern).outcome for concern in (first, second, third)]
    assert outcomes == ["te vaag", "verhuisd naar elders: gebeld", "daar kunnen we niets mee"]
    assert {w.code for w in shipped() if w.catalogue is Catalogue.NOISE} == {reason.code for reason in NoiseReason}
    with pytest.raises(Refused, match="staat niet in de lijst"):
        team.femke.do(set_noise, team.femke.ask(concern_view, write_down(team.noor, "nog een")), "OFFICE")


def test_channels_and_certainties_are_lists_of_the_team_and_signals_keep_their_codes(team: Team) -> None:
    old = write_down(team.lucja, "Gordijnen dicht.")
    app = team.femke.do(add_word, Catalogue.CHANNEL, "buurtapp")
    sure = team.femke.do(add_word, Catalogue.CERTAINTY, "twee keer gezien")
    team.wil.do(change_word, word(team, "CHANNEL_PHONE"), label="aan de lijn", is_offered=True)
    told = {"what": "Post puilt uit.", "place": "", "certainty": sure, "channel": app, "source": Source.RESIDENT}
    new = team.lucja.ask(concern_view, team.lucja.do(record_concern, **told))
    before = team.lucja.ask(concern_view, old)
    assert (new.certainty, new.channel, before.channel) == (sure, app, Channel.PHONE)
    assert new.receipt is not None, "through a channel of the team nobody was spoken to: that it came in is said"
    labels = {w.code: w.label for w in team.noor.ask(catalogue_words)}
    assert [labels[code_of(w)] for w in (new.certainty, new.channel, before.channel)] == ["twee keer gezien", "buurtapp", "aan de lijn"]
    assert channel_of("Aan de lijn", team.noor.ask(catalogue_words)) is Channel.PHONE
    assert channel_of("buurtapp.", team.noor.ask(catalogue_words)) == app
    with pytest.raises(Refused, match="staat niet in de lijst"):
        team.lucja.do(record_concern, **(told | {"channel": "OWN_99"}))
    assert team.femke.ask(problems) == []


def test_the_last_channel_stays_because_every_signal_asks_for_one(team: Team) -> None:
    channels = [w for w in team.noor.ask(catalogue_words) if w.catalogue is Catalogue.CHANNEL and w.is_offered]
    assert {"CHANNEL_INSPECTION", "CHANNEL_HOTLINE"} <= {w.code for w in shipped()} - {w.code for w in channels}, "ready, and not offered"
    for one in channels[1:]:
        team.wil.do(change_word, one, label=one.label, is_offered=False)
    with pytest.raises(Refused, match="het laatste woord van deze lijst"):
        team.wil.do(change_word, channels[0], label=channels[0].label, is_offered=False)
