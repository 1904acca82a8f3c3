"""What goes along to a door: a page for the duo without reporter or other household, a card without a case, a budget that is not kept."""

from __future__ import annotations

from datetime import date, time
from io import BytesIO

import pypdf
import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.actions import agree_action
from expertiseteam.cases.known_facts import note_fact
from expertiseteam.cases.opening import add_note, add_person, open_case
from expertiseteam.concerns.intake import concerns, record_concern
from expertiseteam.concerns.records import ArrearsText, Certainty, Channel, ReporterText, Source
from expertiseteam.insight.sheet_records import BudgetPaper
from expertiseteam.insight.visit_sheets import leave_behind_card, neutral_letter, visit_sheet
from expertiseteam.privacy.reading_log import log_of_case
from expertiseteam.storage.reading import Gone
from expertiseteam.team.catalogues import add_word
from expertiseteam.team.records import Catalogue
from expertiseteam.team.settings import change_settings
from expertiseteam.visits.budget import keep_budget, visit_budget
from expertiseteam.visits.duos import send_duo, visit_view
from expertiseteam.visits.recording import record_visit
from expertiseteam.visits.records import Consent, ContactMode, IncidentKind, Outcome, Phones, Plan, Purpose, Risk
from expertiseteam.visits.safety import record_incident
from reports.visit_sheets import budget_pdf, card_pdf, neutral_letter_pdf, visit_pdf
from tests.dossier import Team
from tests.reports.reading import pages_of, words_of

DAY = date(2026, 11, 2)
PLACE = "Beukenlaan 7, Turfven"
PLANTED = ("Greet", "Manders", "0655512345", "Oosterwiel", "drinkt", "Vroegere bewoner", "hulp aanvaard", "26-001")
CASE = {
    "legal_basis": "Wet publieke gezondheid, bemoeizorg",
    "purpose": "hulp aanbieden",
    "bringing_partner": "gemeente",
}


def reported(team: Team, what: str, arrears: ArrearsText | None = None) -> None:
    team.hugo.do(
        record_concern,
        what=what,
        place=PLACE,
        certainty=Certainty.SEEN,
        channel=Channel.PHONE,
        source=Source.VOLUNTEER,
        reporter=ReporterText("Greet Manders", "0655512345"),
        arrears=arrears,
    )


def sent(team: Team, case: str, plan: Plan = Plan(), enforcement: str = "sem", **more: object) -> str:  # noqa: B008 - frozen
    duo = {"care_id": team.ids["noor"], "enforcement_id": team.ids[enforcement], "before": date(2026, 11, 6)}
    return team.femke.do(send_duo, case, task="Rustig beginnen.", plan=plan, **duo, **more)


def been(team: Team, visit: str, outcome: Outcome, what: str) -> None:
    view = team.noor.ask(visit_view, visit)
    team.noor.do(record_visit, view, on=DAY, is_announced=True, outcome=outcome, care_view=what, consent=Consent.GIVEN)


def test_the_sheet_is_one_page_with_all_a_duo_needs_and_nobody_else(team: Team) -> None:
    before = team.femke.do(
        open_case, (), label="Beukenlaan · echtpaar", lead_id=team.ids["iris"], place=PLACE, goal="Vroegere bewoner helpen.", **CASE
    )
    been(team, sent(team, before), Outcome.HELP_ACCEPTED, "Vroegere bewoner wil hulp.")
    reported(team, "Gordijnen dicht, zegt Greet Manders")
    case = team.femke.do(
        open_case, team.femke.ask(concerns), label="Beukenlaan · man", lead_id=team.ids["noor"], goal="Weten of meneer hulp wil.", **CASE
    )
    team.noor.do(add_person, case, name="Gerrit Oosterwiel")
    team.noor.do(add_note, case, "Meneer drinkt soms.")
    team.noor.do(note_fact, case, topic="Post", text="De post ligt bij de buren.", organisation_id=team.organisations["Bemoeizorg"])
    team.noor.do(agree_action, case, what="Soep brengen", owner_id=team.ids["noor"], due=date(2026, 11, 10), is_promise=True)
    team.noor.do(agree_action, case, what="Overleggen met de politie", owner_id=team.ids["karim"], due=date(2026, 11, 10))
    earlier = sent(team, case)
    been(team, earlier, Outcome.NOT_LET_IN, "Hij riep door de deur.")
    team.sem.do(record_incident, team.sem.ask(visit_view, earlier), IncidentKind.DOG, "De hond viel uit.")
    own = team.femke.do(add_word, Catalogue.PROMPT, "steile trap")
    plan = Plan(
        planned_on=date(2026, 11, 5), planned_at=time(19), purpose=Purpose.BOTH, why_now="De gordijnen zijn al weken dicht.",
        risk=Risk.ORANGE, measures="Auto met de neus naar de weg.", prompts=f"DOGS_OR_WEAPONS {own}", check_in_id=team.ids["iris"],
        check_in_at=time(21), check_in_phones=Phones.DUO, is_discreet=True, approach="APPROACH_BRING",
    )  # fmt: skip
    visit = sent(team, case, plan, is_announced=False)
    pdf = visit_pdf(team.sem.ask(visit_sheet, case, visit, DAY, time(8, 30)))
    words = words_of(pdf)
    for told in (
        "Bezoek 26-002 · Beukenlaan · man",
        "Noor en Sem. Donderdag 5 november 2026, 19.00 uur. Langsgaan, onaangekondigd.",
        PLACE,
        "hulp aanbieden, en toezicht of handhaving: allebei. Zeg het aan de deur, vóór u binnengaat",
        "De gordijnen zijn al weken dicht.",
        "Aanpak iets meebrengen, zoals soep",
        "honden of wapens, steile trap",
        "Soep brengen (Noor Elzinga)",
        "Post: De post ligt bij de buren.",
        "Noor en Sem, langsgaan: niet binnengelaten. Er was een incident",
        "Noor en Sem, langsgaan (in een andere casus)",
        "Niet wie zich zorgen maakte",
        "Niet de naam van het team, zolang iemand anders kan meeluisteren.",
        "1. Rustig nagaan 2. Laten vertellen 3. Hulp aanbieden",
        "Oranje. Auto met de neus naar de weg.",
        "honden of wapens",
        "Achterwacht Iris Kuyper",
        "om 21.00 uur; het duo belt de achterwacht",
        "Direct gevaar: 112",
        "stand van 8.30 uur",
        "VERTROUWELIJK",
        "Exemplaar voor Noor Elzinga en Sem de Graaf. Na het bezoek vernietigen.",
        "pagina 1 van 1",
    ):
        assert told in words
    for never in (*PLANTED, "Overleggen met de politie"):
        assert never not in words
    assert "bezoekblad gemaakt" in [line.what for line in team.femke.ask(log_of_case, case)]
    assert visit_pdf(team.sem.ask(visit_sheet, case, visit, DAY, time(8, 30))) == pdf
    long = "Dit is een heel lange zin over van alles en nog wat. " * 12
    team.wil.do(change_settings, {"talk_check": [long] * 4, "never_said": [long] * 4, "numbers_to_call": ["Wijkagent: 06 123"] * 6})
    [page] = pages_of(visit_pdf(team.sem.ask(visit_sheet, case, visit, DAY)))
    assert "Wijkagent: 06 123" in page and "3. Hulp aanbieden" in page
    team.wil.do(change_settings, {name: [long] * 15 for name in ("talk_check", "talk_listen", "talk_offer", "never_said")})
    [page] = pages_of(visit_pdf(team.sem.ask(visit_sheet, case, visit, DAY)))
    assert "Wijkagent: 06 123" in page and "Achterwacht Iris Kuyper" in page and "te lezen in het programma" in page


def test_a_visit_after_unpaid_bills_says_no_amount_and_enforcement_gets_no_sheet_of_it(team: Team) -> None:
    reported(team, "Achterstand", ArrearsText("Woonpunt", "Gerrit Oosterwiel", "", 123456, 3))
    case = team.femke.do(
        open_case, team.femke.ask(concerns), label="Beukenlaan · man", lead_id=team.ids["noor"], goal="Hulp bij geld.", **CASE
    )
    visit = sent(team, case, Plan(purpose=Purpose.HELP), enforcement="karim")
    words = words_of(visit_pdf(team.noor.ask(visit_sheet, case, visit, DAY)))
    assert "Geen bedragen en geen namen van schuldeisers" in words and "Niets over handhaving" in words
    for never in ("1.234", "123456", "Oosterwiel", "Greet"):
        assert never not in words
    with pytest.raises(Gone):
        team.sem.ask(visit_sheet, case, visit, DAY)


def test_a_mixed_duo_says_openly_who_supervises_and_without_a_purpose_the_sheet_asks_for_one(team: Team) -> None:
    case = team.femke.do(open_case, (), label="Beukenlaan · man", lead_id=team.ids["noor"], goal="Kennismaken.", **CASE)
    sheets = [team.sem.ask(visit_sheet, case, sent(team, case, plan), DAY) for plan in (Plan(purpose=Purpose.HELP), Plan())]
    helps, nothing = ({line.when: line.what for line in sheet.know}["Waarvoor u komt"] for sheet in sheets)
    assert helps == "hulp aanbieden. Sem houdt ook toezicht: zeg allebei wie u bent en waarvoor u komt, vóór u binnengaat"
    assert nothing.startswith("Nog niet gekozen. Spreek het af voordat u aanbelt")
    assert not any("Niets over handhaving" in line for line in sheets[0].never)


def test_a_discreet_letter_tells_nothing_and_the_sheet_goes_to_the_place_where_they_meet(team: Team) -> None:
    team.wil.do(change_settings, {"card_phone": "0475 12 34 56"})
    case = team.femke.do(open_case, (), label="Beukenlaan · man", lead_id=team.ids["noor"], goal="Schulden bespreken.", place=PLACE, **CASE)
    mode = ContactMode.CONSULT_ELSEWHERE
    nowhere = sent(team, case, Plan(is_discreet=True), mode=mode)
    with pytest.raises(Refused, match="een dag staan, en een plek"):
        team.noor.ask(neutral_letter, case, nowhere, DAY)
    plan = Plan(date(2026, 11, 5), time(10), purpose=Purpose.HELP, is_discreet=True, safe_place="Dorpshuis Ganzenhoek")
    visit = sent(team, case, plan, mode=mode)
    pdf = neutral_letter_pdf(team.noor.ask(neutral_letter, case, visit, DAY))
    [page] = pages_of(pdf)
    for told in ("Aan de bewoners van", PLACE, "donderdag 5 november 2026 om 10.00 uur, Dorpshuis Ganzenhoek", "0475 12 34 56", "Noor"):
        assert told in words_of(pdf)
    for never in ("xpertiseteam", "emeente", "Weidevoort", "26-0", "Elzinga", "chuld", "hulp", "VERTROUWELIJK", "pagina"):
        assert never not in page
    properties = pypdf.PdfReader(BytesIO(pdf)).metadata
    assert properties is not None and not properties.author and properties.title == "Brief 2 november 2026"
    assert properties.subject == properties.title
    assert "neutrale brief gemaakt" in [line.what for line in team.femke.ask(log_of_case, case)]

    sheet = team.sem.ask(visit_sheet, case, visit, DAY)
    assert sheet.place == "Dorpshuis Ganzenhoek. Niet bij de bewoner thuis" and "Spreekuur buiten eigen dorp" in sheet.when
    assert {one.when: one.what for one in sheet.know}["Waarvoor u komt"].endswith("aan het begin van het gesprek")
    assert "Ga zitten waar niemand meeluistert." in sheet.talk[0][1] and not any("binnen" in line for line in sheet.talk[0][1])
    assert PLACE not in words_of(visit_pdf(sheet)) and team.sem.ask(visit_sheet, case, nowhere, DAY).place.startswith("Nog geen plek")


def test_the_card_is_about_no_case_and_a_discreet_one_about_nothing(team: Team) -> None:
    team.wil.do(change_settings, {"card_phone": "0475 12 34 56"})
    plain, discreet = (card_pdf(team.noor.ask(leave_behind_card, DAY, is_discreet=quiet)) for quiet in (False, True))
    for pdf in (plain, discreet):
        assert len(pages_of(pdf)) == 1 and words_of(pdf).count("0475 12 34 56") == 2
        assert "VERTROUWELIJK" not in words_of(pdf) and b"26-0" not in pdf
    assert "Hulp van de gemeente is gratis. U zit nergens aan vast." in words_of(plain)
    assert "Geldzorgen kunnen iedereen overkomen." in words_of(plain)
    for never in ("xpertiseteam", "eldzorgen", "ulp"):
        assert never not in words_of(discreet)
    properties = pypdf.PdfReader(BytesIO(discreet)).metadata
    assert properties is not None and (properties.author, properties.title) == ("Gemeente Weidevoort", "Kaartje 2 november 2026")


def test_a_card_that_needs_more_than_half_a_page_stands_there_once_and_over_nothing_else(team: Team) -> None:
    phone, long = "0475 12 34 56", "Dit is een heel lange zin over van alles en nog wat. " * 12
    team.wil.do(change_settings, {"card_phone": phone, "card_lines": ["Hulp is gratis."] * 7})
    [page] = pages_of(card_pdf(team.noor.ask(leave_behind_card, DAY)))
    assert page.count(phone) == 2 and "Twee kaartjes: knip hier." in page
    for lines in (["Hulp is gratis."] * 12, [long] * 30):
        team.wil.do(change_settings, {"card_lines": lines})
        [page] = pages_of(card_pdf(team.noor.ask(leave_behind_card, DAY)))
        assert page.count(phone) == 1 and "Wij komen terug op:" in page and "knip hier" not in page


def test_a_budget_prints_and_only_its_totals_are_kept_when_somebody_wants_that(team: Team) -> None:
    words = words_of(budget_pdf(BudgetPaper("Weidevoort", DAY, (("Uitkering", 128_050),), (("Huur", 64_000), ("Energie", 80_000)))))
    assert "Uitkering 1.280,50 euro" in words and "Er gaat 159,50 euro per maand meer uit dan er binnenkomt." in words
    assert "xpertiseteam" not in words and "pagina 1 van 1" in words
    case = team.femke.do(open_case, (), label="Kerkstraat · gezin", lead_id=team.ids["noor"], goal="Geld op orde.", **CASE)
    visit = sent(team, case)
    assert team.noor.ask(visit_budget, visit) is None
    with pytest.raises(Refused, match="geen bedrag"):
        team.noor.do(keep_budget, visit, earned=0, spent=0)
    team.noor.do(keep_budget, visit, earned=128_050, spent=144_000)
    kept = team.sem.ask(visit_budget, visit)
    assert kept is not None and (kept.earned, kept.spent, kept.on, kept.by) == (128_050, 144_000, DAY, "Noor Elzinga")
