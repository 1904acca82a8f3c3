from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from PySide6.QtWidgets import QApplication, QLabel

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import short_date
from expertiseteam.cases.actions import open_actions
from expertiseteam.cases.reporting_code import begin_code, change_step, code_steps
from expertiseteam.cases.safety_records import CodeKind
from expertiseteam.concerns.intake import concerns
from expertiseteam.concerns.joint import call_us_in
from expertiseteam.meetings.activities import plan_activity
from expertiseteam.meetings.learning_records import ActivityKind
from expertiseteam.sharing.records import Forgetting
from expertiseteam.team.covering import cover_work
from expertiseteam.visits.duos import cancel_visit, planned_visits, visit_view
from expertiseteam.visits.planning import plan_visit
from expertiseteam.visits.records import Phones
from expertiseteam.visits.rounds import plan_rounds, record_round
from expertiseteam.visits.week import move_visit
from tests.access.test_sealing import line
from tests.dossier import Team
from tests.drafts import my_drafts
from tests.screens.accessibility import complaints, spoken
from tests.ui.insight.conftest import OpenBench
from tests.ui.insight.samples import a_day
from tests.ui.stage import Stage
from ui.insight.cover_screen import CoverScreen
from ui.insight.today import TodayScreen
from ui.insight.words import DOT
from ui.shell.desk import Place
from ui.shell.pdf_view import PdfPage
from ui.widgets.rows import Row


def today(bench: Stage) -> TodayScreen:
    screen = bench.go("today")
    assert isinstance(screen, TodayScreen)
    return screen


def words(bench: Stage) -> str:
    return "\n".join(label.text() for label in bench.screen.findChildren(QLabel) if label.isVisible())


def test_noor_sees_what_waits_for_her(team: Team, bench_of: OpenBench) -> None:
    a_day(team)
    team.noor.do(plan_activity, ActivityKind.LUNCH, date(2026, 11, 26), time(12, 30), place="gemeentehuis")
    bench = bench_of(team.noor)
    screen = today(bench)
    assert "Vrijdag 13 november" in words(bench)
    assert "Twee acties en één huisbezoek wachten vandaag op u." in words(bench)
    assert [row.title for row in screen.list.rows] == ["Post ordenen met het echtpaar", "Toegezegd: terugkomen met soep"]
    assert [row.chip for row in screen.list.rows] == ["2 dagen te laat", "vandaag"]
    assert "nog 10 werkdagen, 26-001 · Beukenlaan · alleenstaande man, Ontruiming op vr 27 november" in spoken(bench.window)
    assert [row.words() for row in screen.visits.list.rows] == [
        "26-001 · Beukenlaan · alleenstaande man, vandaag, Rustig beginnen., met Sem"
    ]
    assert "Di 17 november, 13.30 uur" in words(bench)
    assert DOT.join(("Samen: lunch", "do 26 november, 12.30 uur", "gemeentehuis")) in words(bench)
    assert not screen.waiting.isVisible()
    assert complaints(bench.window) == []
    bench.shoot("vandaag")
    bench.shoot("vandaag-groot", scale=130)
    bench.key("Alt+B")
    [page] = bench.window.findChildren(PdfPage)
    assert page.accessibleName() == "Bezoekblad 26-001" and "1. Rustig nagaan" in page.text()


def test_another_duo_and_another_day_are_seen_by_all_whom_it_concerns(team: Team, bench_of: OpenBench) -> None:
    a_day(team)
    [line] = team.femke.ask(planned_visits)
    shown = team.femke.ask(visit_view, line.id)
    monday = date(2026, 11, 16)
    waits = {"check_in_id": team.ids["iris"], "check_in_at": time(21), "check_in_phones": Phones.DUO}
    plan = replace(shown.plan, planned_on=monday, planned_at=time(19), **waits)
    team.femke.do(plan_visit, shown, plan, before=date(2026, 11, 20), duo=(team.ids["noor"], team.ids["karim"]))
    team.femke.do(move_visit, team.femke.ask(planned_visits)[0], date(2026, 11, 17), time(19))
    about, was = "26-001 · Beukenlaan · alleenstaande man, di 17 november", f"{DOT}eerst ma 16 november"
    for name, told in (
        ("noor", f"{about}, Karim in plaats van Sem{was}, met Karim{DOT}19.00 uur"),
        ("karim", f"{about}, Nieuw voor u, eerst ging Sem{was}, met Noor{DOT}19.00 uur"),
        ("iris", f"{about}, U wacht om 21.00 uur op Noor en Karim, Het duo belt u"),
        ("sem", "26-001 · Beukenlaan · alleenstaande man, gewijzigd, U gaat hier niet meer heen., Noor en Karim gaan"),
    ):
        bench = bench_of(getattr(team, name))
        assert [row.words() for row in today(bench).visits.list.rows] == [told]
        bench.shoot(f"vandaag-ander-duo-{name}")
    bench.key("Alt+B")
    assert "Naar dit bezoek gaat u niet meer" in today(bench).bar.text
    team.femke.do(cancel_visit, team.femke.ask(planned_visits)[0], "Meneer is opgenomen.")
    bench = bench_of(team.karim)
    [row] = today(bench).visits.list.rows
    assert "Dit bezoek gaat niet door., Meneer is opgenomen." in row.words()
    bench.shoot("vandaag-gaat-niet-door")
    assert complaints(bench.window) == []


def test_lucja_sees_the_answer_she_owes_and_is_led_to_it(team: Team, bench_of: OpenBench) -> None:
    a_day(team)
    team.clock.at(2026, 11, 16, 9, 0)
    now = local_day(team.clock.now)
    late, last = now - timedelta(days=1), now - timedelta(days=8)
    series = team.lucja.do(plan_rounds, area="Turfven", weekday=late.weekday(), starts=time(13))
    team.lucja.do(record_round, series, last, present=[team.ids["lucja"]])
    bench = bench_of(team.lucja)
    screen = today(bench)
    [row] = screen.rounds.list.rows
    assert (row.title, row.chip) == (f"Turfven, {short_date(late, now)}", "nog invullen")
    bench.shoot("vandaag-rondje")
    assert row.key.split()[0] == late.isoformat()  # to the round of that week
    assert "Signaal 26-002 · vrijwilliger, vandaag" in [row.words() for row in screen.feedback.list.rows]
    screen.feedback.list.setFocus()
    screen.feedback.list.choose(screen.feedback.list.rows[-1].key)
    bench.key("Return")
    assert bench.window.place is not None and bench.window.place.kind == "concern"
    assert "Terugkoppeling geven" in words(bench)


def test_femke_sees_how_many_signals_wait_and_goes_to_the_agenda(team: Team, bench_of: OpenBench) -> None:
    a_day(team)
    from tests.ui.concerns.samples import many

    many(team, 3)
    asked = team.femke.ask(concerns)[0].id
    team.sem.do(call_us_in, asked, "er loopt een hond los")
    bench = bench_of(team.femke)
    screen = today(bench)
    assert "Drie signalen wachten vandaag op u." in words(bench)
    assert "3 wachten op weging" in words(bench)
    assert [row.words() for row in screen.calls.list.rows] == ["Signaal 26-003 · er loopt een hond los, Sem, vandaag"]
    assert "punten" in words(bench) and "van 90 minuten" in words(bench)
    assert "Er staat geen actie op uw naam." in words(bench)
    assert screen.meeting.button.text() == "Voorbereiden"
    assert complaints(bench.window) == []
    bench.shoot("vandaag-aandachtsfunctionaris")
    screen.calls.list.setFocus()
    bench.key("Down", "Return")
    assert bench.window.place == Place("concern", asked)


def test_space_is_done_and_can_be_undone(team: Team, bench_of: OpenBench) -> None:
    day = a_day(team)
    bench = bench_of(team.noor)
    screen = today(bench)
    assert QApplication.focusWidget() is screen.list
    bench.key("Space")
    assert bench.status == "Actie 1 is gedaan."
    assert day.post not in [a.id for a in team.noor.ask(open_actions)]
    assert [row.title for row in screen.list.rows] == ["Toegezegd: terugkomen met soep"]
    bench.key("Ctrl+Z")
    assert bench.status == "Actie 1 staat weer open."
    assert day.post in [a.id for a in team.noor.ask(open_actions)]


def test_enter_opens_the_case_of_an_action(team: Team, bench_of: OpenBench) -> None:
    day = a_day(team)
    bench = bench_of(team.noor)
    today(bench)
    bench.key("Down", "Return")
    assert bench.window.place == Place("case", day.beukenlaan)


def test_v_moves_an_action_to_another_day_and_undo_brings_it_back(team: Team, bench_of: OpenBench) -> None:
    day = a_day(team)
    bench = bench_of(team.noor)
    today(bench)
    bench.key("V")
    bench.type("20 nov")
    bench.key("Return")
    assert bench.status == "Actie 1 is verzet."
    moved = next(a for a in team.noor.ask(open_actions) if a.id == day.post)
    assert moved.due is not None and moved.due.day == 20
    bench.key("Ctrl+Z")
    back = next(a for a in team.noor.ask(open_actions) if a.id == day.post)
    assert back.due is not None and back.due.day == 11


def test_a_colleague_who_was_first_is_told_with_both_choices(team: Team, bench_of: OpenBench) -> None:
    from datetime import date

    from expertiseteam.cases.actions import change_action

    day = a_day(team)
    bench = bench_of(team.noor)
    screen = today(bench)
    bench.key("V")
    bench.type("20 nov")
    line = next(a for a in team.hugo.ask(open_actions) if a.id == day.post)
    team.hugo.do(change_action, line, owner_id=team.ids["hugo"], due=date(2026, 11, 18))
    bench.key("Return")
    assert screen.bar.text == (
        "Intussen ook gewijzigd door Hugo Brandt, vandaag 9.00 uur: “wo 18 november, Hugo Brandt”. "
        "Van u: “vr 20 november, Noor Elzinga”. Welke blijft?"
    )
    bench.shoot("vandaag-twee-keuzes")
    buttons = [b for b in screen.bar.findChildren(type(screen.meeting.button)) if b.text() == "Die van mij"]
    buttons[0].setFocus()
    bench.key("Space")
    mine = next(a for a in team.noor.ask(open_actions) if a.id == day.post)
    assert (mine.owner, mine.due) == ("Noor Elzinga", date(2026, 11, 20))


def test_what_was_typed_about_an_action_is_kept(team: Team, bench_of: OpenBench) -> None:
    a_day(team)
    bench = bench_of(team.noor)
    today(bench)
    bench.key("N", "Tab")
    bench.type("meneer deed niet open")
    bench.window.lock()
    bench.close()
    assert len(team.noor.ask(my_drafts)) == 1

    again = bench_of(team.noor)
    today(again)
    again.key("N", "Tab", "End")
    again.type(" vandaag")
    again.key("Return")
    assert again.status == "Actie 1: niet gedaan."
    assert team.noor.ask(my_drafts) == []


def test_with_names_hidden_only_codes_are_shown(team: Team, bench_of: OpenBench) -> None:
    a_day(team)
    bench = bench_of(team.noor)
    today(bench)
    bench.key("Ctrl+Shift+N")
    said = spoken(bench.window) + words(bench)
    for secret in ("Beukenlaan", "echtpaar", "soep", "Kerkstraat"):
        assert secret not in said
    assert "26-001" in said
    bench.shoot("vandaag-namen-verborgen")


def test_a_new_dossier_has_an_empty_day(team: Team, bench_of: OpenBench) -> None:
    bench = bench_of(team.noor)
    today(bench)
    assert "Er wacht vandaag niets op u." in words(bench)
    assert "Er staat geen overleg gepland." in words(bench)
    assert complaints(bench.window) == []
    bench.shoot("vandaag-leeg")


def test_today_is_a_list_and_writes_no_view_in_the_log(team: Team, bench_of: OpenBench) -> None:
    a_day(team)
    bench = bench_of(team.noor)
    before = len(bench.did)
    today(bench)
    assert len(bench.did) == before


def test_the_cards_at_the_right_fit_a_small_window_and_show_more_in_a_large_one(team: Team, bench_of: OpenBench) -> None:
    a_day(team)
    bench = bench_of(team.noor)
    screen = today(bench)
    screen.waiting.show_count(4)
    for card in (screen.visits, screen.feedback, screen.without_duo):
        card.know_rows([Row(str(n), f"Regel {n}", "taak", "met Sem") for n in range(5)], "5 wachten")
    bench.window.resize(1280, 721)
    bench.settle()
    assert screen._scrolled.verticalScrollBar().maximum() == 0
    assert [len(card.list.rows) for card in (screen.visits, screen.feedback, screen.without_duo)] == [1, 1, 1]
    bench.shoot("vandaag-vol")
    bench.window.resize(1280, 1000)
    bench.settle()
    assert screen._scrolled.verticalScrollBar().maximum() == 0
    assert [len(card.list.rows) for card in (screen.visits, screen.feedback, screen.without_duo)] == [2, 2, 2]


def test_who_stands_in_is_led_to_all_open_work_of_a_colleague(team: Team, bench_of: OpenBench) -> None:
    a_day(team)
    team.noor.do(cover_work, line(team, "noor"), line(team, "karim"), date(2026, 11, 27))
    bench = bench_of(team.karim)
    screen = today(bench)
    [row] = screen.covers.list.rows
    assert row.title == "U neemt waar voor Noor Elzinga" and "2 acties" in row.foot and row.chip == "1 te laat"
    bench.shoot("vandaag-waarnemen")
    screen.covers.list.setFocus()
    screen.covers.list.choose(team.ids["noor"])
    bench.key("Return")
    found = bench.screen
    assert isinstance(found, CoverScreen)
    assert "Werk van Noor Elzinga" in words(bench)
    bench.shoot("werk-van-een-collega")
    assert complaints(bench.window) == []
    assert found.list.rows[0].title == "Actie: Post ordenen met het echtpaar"
    bench.key("Return")
    assert bench.window.place is not None and bench.window.place.kind == "case"
    bench.close()
    [case] = {action.case_id for action in team.noor.ask(open_actions, team.ids["noor"]) if action.code == "26-001"}
    team.iris.do(begin_code, case, CodeKind.ELDER)
    [first, *_] = team.iris.ask(code_steps, case)
    team.iris.do(change_step, first, owner_id=team.ids["noor"])
    bench = bench_of(team.noor)
    hers = today(bench)
    assert [row.title for row in hers.covers.list.rows] == ["Karim Ziani neemt uw werk waar"]
    [row] = hers.unanswered.list.rows
    assert row.title == f"26-001{DOT}meldcode, stap 1, signalen in kaart"
    bench.shoot("vandaag-stap")
    hers.unanswered.list.setFocus()
    hers.unanswered.list.choose(row.key)
    bench.key("Return")
    assert bench.window.place is not None and (bench.window.place.kind, bench.window.place.id) == ("case", case)
    bench.go("cover", team.ids["noor"])
    assert "Uw open werk" in words(bench)
    bench.shoot("uw-open-werk")


def test_what_was_destroyed_and_waits_for_a_second_member_stands_there_and_leads_to_the_folder(team: Team, bench_of: OpenBench) -> None:
    a_day(team)
    bench = bench_of(team.femke)
    screen = today(bench)
    at = team.clock()
    screen.show_forgetting(Forgetting(at, True, ("Noor Elzinga", "Sem de Graaf")))
    assert [row.words() for row in screen.forgetting.list.rows] == [
        "Vernietigd op 13 november 2026, Uit de teammap zodra Noor Elzinga of Sem de Graaf het dossier opent"
    ]
    bench.shoot("vandaag-vernietigen")
    screen.show_forgetting(Forgetting(at, True, (), ("Sem de Graaf",), team.clock.today))
    assert not screen.forgetting.isVisible(), "the rest comes by itself"
    screen.show_forgetting(None)
    assert not screen.forgetting.isVisible()


def test_the_figures_of_cases_name_no_resident(team: Team, bench_of: OpenBench) -> None:
    a_day(team)
    bench = bench_of(team.wil)
    bench.go("case-figures")
    said = words(bench)
    assert "november 2026" in said and "Noor Elzinga" in said and "dreigt" in said and "niet gezegd" in said
    assert "Niemand zei nee." in said and "Niemand maakte bezwaar" in said
    assert "Beukenlaan" not in said and "Kerkstraat" not in said
    bench.shoot("cijfers-casussen")
    bench.key("Shift+J")
    assert "Jaaroverzicht 2025" in bench.window.findChildren(PdfPage)[-1].text()
    assert complaints(bench.window) == []
