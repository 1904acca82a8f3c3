"""What was written down wrong is corrected by who wrote it or who weighs it; what stood there, and what a reporter heard, stay readable."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import pytest

from expertiseteam.access.drafts import keep_draft, my_draft
from expertiseteam.access.workspace import Workspace
from expertiseteam.basics.sentences import Conflict, Refused
from expertiseteam.cases.opening import link_concern, open_case, unlink_concern
from expertiseteam.concerns.acute import take_step
from expertiseteam.concerns.correcting import BesideKind, correct_concern, take_name_out, texts_beside
from expertiseteam.concerns.feedback import answers_given, feedback_not_possible, give_feedback, open_feedback
from expertiseteam.concerns.intake import add_observation, concern_view, record_concern
from expertiseteam.concerns.joint import call_us_in
from expertiseteam.concerns.matching import address_history
from expertiseteam.concerns.records import (
    AcuteStep,
    Certainty,
    Channel,
    ConcernKind,
    Directness,
    Extra,
    FeedbackState,
    Internally,
    Lens,
    NoiseReason,
    Source,
    Urgency,
)
from expertiseteam.concerns.triage import reopen, set_noise
from expertiseteam.insight.field_changes import concern_changes, field_changes
from expertiseteam.insight.find import find
from expertiseteam.privacy.reading_log import whole_log
from expertiseteam.storage.file import connect
from expertiseteam.team.catalogues import shipped
from expertiseteam.team.records import Catalogue
from tests.dossier import Team

NEW = {"legal_basis": "Wmo 2015", "purpose": "hulp aanbieden", "goal": "Hulp.", "bringing_partner": "gemeente"}


def written(who: Workspace, what: str = "Gordijnen dicht.", place: str = "Heikant 3, Ganzenhoek", **more: object) -> str:
    given = {"certainty": Certainty.GUT, "channel": Channel.CABIN, **more}
    return who.do(record_concern, what=what, place=place, **given)  # type: ignore[arg-type]


def history(who: Workspace, concern_id: str) -> list[tuple[str, str, str, str]]:
    return [(line.title, line.before, line.after, line.by) for line in who.ask(concern_changes, concern_id)]


def test_who_wrote_it_and_who_weighs_it_correct_a_signal_and_what_stood_there_is_kept(team: Team) -> None:
    other = written(team.noor, "Post puilt uit.", "Heikant 5, Ganzenhoek")
    concern = written(team.lucja, extra=Extra(spot="SPOT_CABIN"))
    shown = team.lucja.ask(concern_view, concern)
    with pytest.raises(Refused, match="verbetert wie het opschreef"):
        team.noor.do(correct_concern, shown, {"what": "Niet waar."})
    with pytest.raises(Refused, match="Schrijf in één zin"):
        team.lucja.do(correct_concern, shown, {"what": "  "})
    with pytest.raises(Refused, match="burgerservicenummer"):
        team.lucja.do(correct_concern, shown, {"what": "Over 111222333."})
    team.lucja.do(correct_concern, shown, {"place": "Heikant 5, Ganzenhoek", "channel": Channel.PHONE})
    with pytest.raises(Conflict) as both:
        team.femke.do(correct_concern, shown, {"place": "Turfven"})
    assert both.value.fields == {"place": ("Turfven", "Heikant 5, Ganzenhoek")}
    assert both.value.by.startswith("Łucja")
    team.femke.do(correct_concern, shown, {"kind": ConcernKind.QUESTION})  # on an older version: other fields go together
    now = team.noor.ask(concern_view, concern)
    assert (now.place, now.village, now.channel, now.kind, now.spot) == (
        "Heikant 5, Ganzenhoek", "Ganzenhoek", Channel.PHONE, ConcernKind.QUESTION, "",
    )  # fmt: skip
    assert [h.id for h in team.noor.ask(address_history, now.place, concern)] == [other]  # its door is another one now
    lucja, femke = team.lucja.me().name, team.femke.me().name
    assert set(history(team.noor, concern)) == {
        ("Waar een signaal over gaat", "Heikant 3, Ganzenhoek", "Heikant 5, Ganzenhoek", lucja),
        ("Hoe een signaal binnenkwam", "buurtkeet", "telefoon", lucja),
        ("Op welke plek een signaal binnenkwam", "SPOT_CABIN", "", lucja),
        ("Of een signaal een vraag of initiatief is", "", "vraag", femke),
    }


def test_what_was_chosen_is_corrected_too_and_everything_goes_by_the_new_value(team: Team) -> None:
    concern = written(team.lucja, channel=Channel.LETTER, source=Source.ANONYMOUS)
    assert team.lucja.ask(open_feedback) == []
    shown, day = team.lucja.ask(concern_view, concern), team.clock.today
    for wrong, sentence in (({"since": date(2027, 1, 1)}, "sinds 1 januari 2027"), ({"signs": "SIGN_NONE"}, "staat niet in de lijst")):
        with pytest.raises(Refused, match=sentence):
            team.lucja.do(correct_concern, shown, wrong)
    chosen = {"certainty": Certainty.SEEN, "urgency": Urgency.ACUTE, "source": Source.RESIDENT, "since": date(2026, 10, 1)}
    more: dict[str, object] = {"directness": Directness.DIRECT, "internally": Internally.YES, "on_behalf": True}
    signs = [word.code for word in shipped() if word.catalogue is Catalogue.SIGN][:2]
    more["signs"] = " ".join(signs)
    team.lucja.do(correct_concern, shown, chosen | more)
    now = team.noor.ask(concern_view, concern)
    assert {name: getattr(now, name) for name in chosen | more} == chosen | more
    assert (now.triage_before, now.feedback) == (day, FeedbackState.OPEN)  # danger waits for nothing; who is known is owed an answer
    told = {(title, before, after) for title, before, after, _ in history(team.noor, concern)}
    assert told >= {
        ("Hoeveel haast een signaal heeft", "gewoon", "nu"),
        ("Sinds wanneer het speelt", "", "1 oktober 2026"),
        ("Hoe zeker een signaal is", "onderbuik", "gezien"),
    }
    labels = {word.code: word.label for word in shipped()}
    assert next(after for title, _, after in told if title.startswith("Wat mensen zagen")) == ", ".join(labels[code] for code in signs)
    team.lucja.do(correct_concern, now, {"source": Source.ANONYMOUS, "urgency": Urgency.NORMAL})
    assert team.lucja.ask(open_feedback) == []
    assert team.noor.ask(concern_view, concern).triage_before > day


def test_what_stood_there_goes_to_a_case_and_back_with_its_signal(team: Team) -> None:
    concern = written(team.lucja)
    team.lucja.do(correct_concern, team.lucja.ask(concern_view, concern), {"what": "Gordijnen al drie weken dicht."})
    first = team.femke.ask(concern_view, written(team.noor, "Post."))
    case_id = team.femke.do(open_case, [first], label="Heikant", lead_id=team.ids["noor"], **NEW)
    assert team.noor.ask(field_changes, case_id) == []
    before = team.femke.ask(concern_view, concern)
    team.femke.do(link_concern, before, case_id)
    [told] = team.noor.ask(field_changes, case_id)
    assert (told.title, told.before, told.by) == ("Tekst van een signaal", "Gordijnen dicht.", team.lucja.me().name)
    team.femke.do(unlink_concern, before)
    assert team.noor.ask(field_changes, case_id) == []
    assert history(team.noor, concern) == [(told.title, told.before, told.after, told.by)]


def test_what_a_reporter_heard_is_read_again_at_the_signal(team: Team) -> None:
    concern = written(team.lucja, channel=Channel.LETTER, source=Source.RESIDENT)
    assert team.noor.ask(answers_given, concern) == []
    receipt, content = team.lucja.ask(open_feedback)
    team.noor.do(give_feedback, receipt, said="Dank voor uw brief.", channel="brief")
    team.lucja.do(feedback_not_possible, content, "De brief kwam terug.")
    noor, lucja = team.noor.me().name, team.lucja.me().name
    told = [(a.is_receipt, a.state, a.given_on, a.channel, a.said, a.by) for a in team.sem.ask(answers_given, concern)]
    assert told == [
        (True, FeedbackState.GIVEN, team.clock.today, "brief", "Dank voor uw brief.", noor),
        (False, FeedbackState.NOT_POSSIBLE, None, "", "De brief kwam terug.", lucja),
    ]
    nobody = written(team.noor, source=Source.ANONYMOUS)
    assert team.noor.ask(answers_given, nobody) == []  # anonymous: the box says that already


def test_a_text_that_named_who_told_it_leaves_nothing_behind(team: Team) -> None:
    """Domain.md, row 13."""
    concern = written(team.lucja, "Greet Hilkens zegt: gordijnen dicht.")
    shown = team.lucja.ask(concern_view, concern)
    with pytest.raises(Refused, match="Alleen de aandachtsfunctionaris"):
        team.lucja.do(correct_concern, shown, {"what": "Gordijnen dicht."}, forget=True)
    team.lucja.do(correct_concern, shown, {"what": "Gordijnen dicht."})
    assert "Greet" in repr(history(team.noor, concern))
    team.femke.do(correct_concern, team.femke.ask(concern_view, concern), {}, forget=True)
    assert history(team.noor, concern) == []
    assert team.femke.ask(concern_view, concern).what == "Gordijnen dicht."
    line = team.femke.ask(whole_log, 3)[2]
    assert (line.what, line.why) == ("signaal verbeterd", "er stond wie het vertelde: niet bewaard")


def test_a_name_beside_a_signal_is_taken_out_and_no_byte_of_it_is_left(team: Team) -> None:
    """An observation, a remark, an answer, a step and why it was taken up again; domain.md, row 13."""
    concern = written(team.lucja, channel=Channel.PHONE, source=Source.RESIDENT)
    team.noor.do(add_observation, concern, Lens.CARE, "Hilkensboer zag de hond.")
    team.noor.do(take_step, concern, AcuteStep.POLICE, "Hilkensboer vroeg het.")
    team.noor.do(call_us_in, concern, "Hilkensboer is bang.")
    team.lucja.do(give_feedback, team.lucja.ask(open_feedback)[0], said="Dank, Hilkensboer.")
    for why in ("Hilkensboer belde weer.", "Nog eens."):
        team.femke.do(set_noise, team.femke.ask(concern_view, concern), NoiseReason.VAGUE, "volgens Hilkensboer")
        team.femke.do(reopen, team.femke.ask(concern_view, concern), why)
    team.femke.do(set_noise, team.femke.ask(concern_view, concern), NoiseReason.VAGUE, "volgens Hilkensboer")
    team.noor.do(keep_draft, "triage", concern, {"text": "Hilkensboer zag de hond. En"})
    team.sem.do(keep_draft, "triage", concern, {"text": "Nog iets"})
    assert "hilkensboer" in opened(team).casefold()
    beside = team.femke.ask(texts_beside, concern)
    assert {text.kind for text in beside} == set(BesideKind) - {BesideKind.ROUND}
    with pytest.raises(Refused, match="kan een teamlid niet doen"):
        team.noor.do(take_name_out, concern, beside[0], "Iemand zag de hond.")
    with pytest.raises(Refused, match="Schrijf wat er zonder de naam staat"):
        team.femke.do(take_name_out, concern, beside[0], " ")
    for text in beside:
        if "Hilkensboer" in text.text:
            team.femke.do(take_name_out, concern, text, text.text.replace("Hilkensboer", "iemand"))
    with pytest.raises(Conflict):
        team.femke.do(take_name_out, concern, beside[0], "Een ander zag de hond.")
    assert "hilkensboer" not in opened(team).casefold()
    assert team.femke.ask(find, "hilkensboer") == [] and team.femke.ask(find, "iemand zag")
    assert team.noor.ask(my_draft, "triage", concern) is None and team.sem.ask(my_draft, "triage", concern)


def opened(team: Team) -> str:
    """Every value of every table of the dossier opened with its key, with the bytes of the search index."""
    with closing(connect(team.path, team.femke._store._key)) as c:
        tables = [row[0] for row in c.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name != 'search_text'").fetchall()]
        return repr([c.execute(f'SELECT * FROM "{table}"').fetchall() for table in tables])
