"""Papers to print: the overleg of 17 November 2026 in Weidevoort, and papers as long as a test needs."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date, time
from typing import Any

from expertiseteam.insight.learning_records import Answer, Figure, NationalFigure, Question, Share, WhatWorks
from expertiseteam.insight.sheet_records import (
    BudgetPaper,
    CardPaper,
    HandoverPaper,
    NeutralLetterPaper,
    ResidentPaper,
    SheetLine,
    ThanksLine,
    ThanksPaper,
    VisitPaper,
)
from expertiseteam.insight.year_records import YearReport, YearTable
from expertiseteam.meetings.papers import (
    ActionListPaper,
    ActionPaper,
    AgendaPaper,
    AgendaPaperItem,
    Attendee,
    BareAction,
    BareDecision,
    BareListPaper,
    BookPaper,
    CaseMeeting,
    CasePaper,
    CodeAgendaPaper,
    CodeItem,
    CodePaper,
    DecisionPaper,
    DoorPaper,
    ErratumPaper,
    GuestItem,
    GuestPaper,
    LetterPaper,
    MinutesPaper,
    MinutesPaperItem,
    PaperHead,
    RecoverySheetPaper,
    ScriptItem,
    ScriptPaper,
    SheetPaper,
    SkippedLine,
    UrgentLine,
)
from expertiseteam.team.records import SignpostPaper

DAY = date(2026, 11, 17)
NEXT = date(2026, 12, 8)
ALL_NAMES = (
    "Femke Aarts",
    "Wil Stam",
    "Noor Elzinga",
    "Sem de Graaf",
    "Iris Kuyper",
    "Hugo Brandt",
    "Karim Ziani",
    "Łucja Şahin-van ’t Hof",
)


def head(version: str = "concept 1", recipient: str = "", day: date = DAY, ends: time | None = time(14, 55)) -> PaperHead:
    return PaperHead(
        "Expertiseteam Weidevoort",
        day,
        time(13, 30),
        ends,
        "gemeentehuis Weidevoort, kamer 2",
        version,
        recipient,
        "Femke Aarts",
        "Wil Stam",
    )


def action(
    what: str,
    owner: str = "Noor Elzinga",
    due: date | None = date(2026, 11, 20),
    *,
    number: str = "14",
    code: str = "26-041",
    label: str = "Beukenlaan · alleenstaande man",
    is_promise: bool = False,
    state: str = "open",
    remark: str = "",
    is_late: bool = False,
) -> ActionPaper:
    return ActionPaper(number, code, label, what, owner, due, is_promise, state, remark, is_late)


def item(number: int, code: str = "26-044", title: str = "Molenweg · gezin", **parts: object) -> MinutesPaperItem:
    filled: dict[str, object] = {
        "under_title": "", "question": "", "notes": (), "decisions": (), "actions": (), "door": None, "deferred": False, **parts,
    }  # fmt: skip
    return MinutesPaperItem(number, code, title, **filled)  # type: ignore[arg-type]


UITSTEL = DecisionPaper(
    "2026-031",
    "26-041",
    "Woonpunt vraagt uitstel van de ontruiming aan.",
    "Huisbezoek en hulp inzetten: het team",
    ("de jurist wil eerst een brief",),
)
DUO = DecisionPaper("2026-032", "26-044", "Noor en Sem vormen het duo. Het eerste bezoek is aangekondigd en overdag.")
CALL = action("Karim belt advocaat Woonpunt", "Karim Ziani", number="21")
SOUP = action("Noor komt dinsdag terug met soep", due=date(2026, 11, 24), number="22", is_promise=True)
WALK = action("Vragen wie de ingang bij het erf heeft", ALL_NAMES[-1], date(2027, 1, 5), number="23", code="26-036", label="Eindpad · erf")

ATTENDEES = (
    Attendee("Femke Aarts", "aandachtsfunctionaris, voorzitter", True, ""),
    Attendee("Wil Stam", "secretaris, notulen", True, ""),
    Attendee("Noor Elzinga", "bemoeizorg", True, ""),
    Attendee("Sem de Graaf", "boa", True, "", "Handhaving", ("Iris Kuyper",)),
    Attendee("Iris Kuyper", "jeugd", False, "met bericht", "Jeugdteam", (), ("Sem de Graaf",)),
    Attendee("Hugo Brandt", "schuldhulp", True, ""),
    Attendee("Karim Ziani", "Woonpunt", True, "vanaf 14.05 uur"),
    Attendee(ALL_NAMES[-1], "leefbaarheidsregisseur", True, ""),
)


def story_minutes(recipient: str = "") -> MinutesPaper:
    """Return the minutes that the told story ends with."""
    items = (
        item(1, "", "Opening, wie is er, vorige notulen", notes=("De notulen van 27 oktober zijn vastgesteld zonder wijziging.",)),
        item(
            2,
            "26-041",
            "Beukenlaan · alleenstaande man",
            under_title="regie: Noor Elzinga · bemoeizorg en handhaving",
            question="Wie blijft het vaste gezicht, en wat doet Woonpunt tot 27 november?",
            notes=(
                "Noor: meneer is twee keer geweest, wil hulp bij post.",
                "Noor en Sem zijn op 5 november aan de deur geweest. Meneer wil praten, niet over geld. De gasfles staat nog in de gang; "
                "daarover is een afspraak gemaakt.",
            ),
            decisions=(UITSTEL,),
            actions=(CALL, SOUP),
            door=DoorPaper(("Bemoeizorg", "Woonpunt"), ("Bemoeizorg", "Woonpunt", "Schuldhulp")),
            silent=("schuldhulp",),
            advice=("recht: eerst een brief",),
            resident=("van Noor, morgen",),
            reporter=("Femke",),
            changes=("van zorg naar zorg en veiligheid, met besluit 2026-031: de gasfles staat er nog",),
        ),
        item(
            3,
            under_title="regie: Sem de Graaf",
            question="Wie vormt het duo, en gaan we aangekondigd?",
            notes=("Er zijn drie signalen in een maand. Er is geen acuut gevaar.",),
            decisions=(DUO,),
            actions=(action("Eerste huisbezoek, aangekondigd", "Noor Elzinga, Sem de Graaf", date(2026, 11, 25), code="26-044"),),
            door=DoorPaper((), ("Bemoeizorg", "Handhaving")),
        ),
        item(4, "26-036", "Eindpad · erf", question="Wat proberen we anders?", actions=(WALK,), deferred=True),
        item(5, "", "Rondvraag en volgend overleg"),
    )
    earlier = (
        action("Sem haalt met meneer de gasfles weg", "Sem de Graaf", state="gedaan"),
        action("Post ordenen", state="gedaan"),
        action("Hulp bij formulieren overnemen", "Hugo Brandt", code="26-017", state="niet gedaan", remark="Uitgesteld tot 1 december"),
        action("Kredietbank bellen", "Hugo Brandt", code="26-033", state="niet meer mogelijk", remark="De bewoner regelde het zelf"),
        action("School bellen over de overstap", "Iris Kuyper", code="26-044", is_late=True),
    )
    skipped = (
        SkippedLine("26-008", "Kerkstraat · echtpaar", "rustig, afspraak op 14 december"),
        SkippedLine("26-022", "Dorpsstraat · alleenstaande vrouw", "wacht op de kredietbank"),
    )
    actions = (CALL, SOUP, items[2].actions[0], WALK)
    return MinutesPaper(head(recipient=recipient), ATTENDEES, items, skipped, (UITSTEL, DUO), actions, earlier, NEXT)


def empty_minutes() -> MinutesPaper:
    bare = PaperHead("Expertiseteam Weidevoort", DAY, time(13, 30), None, "", "concept 1", "", "", "")
    return MinutesPaper(bare, (), (), (), (), (), (), None)


def story_agenda(recipient: str = "Noor Elzinga") -> AgendaPaper:
    """Return the agenda of 8 December."""
    items = (
        AgendaPaperItem(1, "", "Opening, wie is er, vorige notulen", (), "", 5, "", None),
        AgendaPaperItem(2, "", "Acties van vorige keer", ("9 gedaan, 2 te laat met reden",), "", 8, "", None),
        AgendaPaperItem(
            3,
            "26-041",
            "Beukenlaan · alleenstaande man",
            ("ontruiming op 18 december", "toezegging van 24 november nog open", "3 organisaties aan de deur"),
            "Wie blijft het vaste gezicht? Wat doet Woonpunt tot die dag?",
            10,
            "Woonpunt vraagt uitstel van de ontruiming aan.",
            3,
            standing="regie: Noor Elzinga · spoor zorg · AVE-fase 3",
        ),
        AgendaPaperItem(4, "26-044", "Molenweg · gezin", ("nieuw sinds vorig overleg",), "Wie vormt het duo?", 10, "", 0),
        AgendaPaperItem(
            5,
            "26-036",
            "Eindpad · erf",
            ("aangehouden in het overleg van 17 november", "twee overleggen zonder verandering"),
            "Wat proberen we anders?",
            8,
            "Vragen wie de ingang bij het erf heeft",
            1,
        ),
        AgendaPaperItem(
            6, "26-038", "Lindestraat · alleenstaand", ("bewoner wil weer meewerken",), "Houden we de dwangsom aan?", 6, "", None
        ),
        AgendaPaperItem(7, "", "Nieuwe signalen en patronen", ("6 nieuw, zonder namen",), "", 10, "", None),
        AgendaPaperItem(8, "", "Rondvraag en volgend overleg", ("voorstel: dinsdag 29 december, 13.30 uur",), "", 5, "", None),
    )
    urgent = (
        UrgentLine(date(2026, 12, 9), "26-029", "Kerkstraat · echtpaar", "zitting over de woning", 1),
        UrgentLine(date(2026, 12, 18), "26-041", "Beukenlaan · alleenstaande man", "ontruiming", 8),
    )
    skipped = (
        SkippedLine("26-008", "Kerkstraat · echtpaar", "rustig, afspraak op 14 december"),
        SkippedLine("26-022", "Dorpsstraat · alleenstaande vrouw", "wacht op de kredietbank"),
        SkippedLine("26-031", "Lindestraat · gezin", "plan loopt, duo ziet geen vraag"),
    )
    agreements = ("Minder organisaties aan de deur is beter.", "Eén vast gezicht per huishouden.", "Wat we beloven, doen we.")
    due = (WALK, action("School bellen", "", NEXT, code="26-044"), action("Zaal huren", due=date(2026, 12, 1), code=""))
    return AgendaPaper(
        head("versie 2", recipient, NEXT, time(15, 0)), agreements, urgent, items, 62, 90, skipped, date(2026, 12, 29), (), due[:0:-1], 4
    )


def story_action_list() -> ActionListPaper:
    actions = (
        CALL,
        SOUP,
        WALK,
        action(
            "School bellen over de overstap",
            "Iris Kuyper",
            date(2026, 11, 3),
            number="9",
            code="26-044",
            label="Molenweg · gezin",
            is_late=True,
        ),
        action("Overzicht van de schulden opvragen", "", None, number="24"),
    )
    return ActionListPaper(head(), actions)


def bare_decisions() -> BareListPaper:
    decisions = (BareDecision("2026-031", date(2026, 11, 17), "26-041", "Woonpunt vraagt uitstel van de ontruiming aan."),)
    return BareListPaper(head(""), "Besluitenlijst", "1 januari 2026 tot en met 17 november 2026", decisions, ())


def bare_actions() -> BareListPaper:
    actions = (BareAction("26-041", "de bewoner bellen", "bemoeizorg", date(2026, 11, 20)), BareAction("", "zaal huren", "", None))
    return BareListPaper(head(""), "Actielijst", "stand bij het overleg van 17 november 2026", (), actions)


def case_paper() -> CasePaper:
    items = story_minutes().items[1:3]
    days = (date(2026, 10, 27), date(2026, 11, 17))
    told = (ErratumPaper(1, date(2026, 12, 8), "", "Het bezoek was op 6 november."),)
    meetings = tuple(CaseMeeting(day, "concept 1", item, told) for day, item in zip(days, items, strict=True))
    return CasePaper(head(""), "26-041", "Beukenlaan · alleenstaande man", meetings)


def book() -> BookPaper:
    """A year of two overleggen, one of them long, and one that is not adopted yet."""
    long = long_minutes(12)
    return BookPaper(head("notulen van 2026"), 2026, (story_minutes(), replace(long, adopted_on=date(2026, 12, 29))), (date(2026, 12, 29),))


def recovery_sheet() -> RecoverySheetPaper:
    signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    groups = tuple("".join(signs[(7 * group + 5 * place + group * place) % len(signs)] for place in range(5)) for group in range(13))
    return RecoverySheetPaper("Expertiseteam Weidevoort", "Femke Aarts", date(2026, 11, 2), "7F3A 91C2 04DE B8A6", groups)


def code_slip() -> CodePaper:
    return CodePaper(
        "Expertiseteam Weidevoort",
        "Bram Vos",
        "Femke Aarts",
        date(2026, 11, 2),
        "maandag 9 november, 9.00 uur",
        ("7K2M9", "QX4TB", "0HJ6W", "R8VZ3"),
        ("zeven, Karel, twee, Maria, negen", "Quinten, Xantippe, vier, Theodor, Bernard", "nul, Hendrik", "Rudolf, acht"),
        ("Open het programma op uw eigen computer.", "Kies Ik heb een code en typ de vier groepen over."),
    )


SENTENCES = (
    "Noor en Sem zijn op 3 december binnengelaten en hebben de post samen doorgenomen.",
    "Het gezin aanvaardt hulp bij de post en bij de brief van Woonpunt.",
    "De kinderen gaan naar school en de leerkracht ziet geen reden tot zorg.",
    "De brandgang is nog niet vrij; daarover is een afspraak gemaakt met de leefbaarheidsregisseur.",
    "De wijkverpleging doet een stap opzij zolang er geen medische vraag is.",
    "Afgesproken is wie de bewoner vertelt wat er is besloten, en wanneer.",
)


def long_minutes(count: int = 40) -> MinutesPaper:
    """Return minutes of `count` full items, always the same."""
    items = []
    for number in range(1, count + 1):
        code = f"26-{number:03d}"
        said = tuple(" ".join(SENTENCES[(number + line + part) % len(SENTENCES)] for part in range(3)) for line in range(2))
        decision = DecisionPaper(f"2026-{number:03d}", code, SENTENCES[number % len(SENTENCES)])
        actions = tuple(
            action(SENTENCES[(number + turn) % len(SENTENCES)], ALL_NAMES[(number + turn) % len(ALL_NAMES)], code=code, number=str(number))
            for turn in range(1 + number % 3)
        )
        door = DoorPaper(("Bemoeizorg",), ("Bemoeizorg", "Woonpunt", "Schuldhulp")[: 1 + number % 3]) if number % 2 else None
        items.append(
            item(
                number,
                code,
                "Molenweg · gezin",
                under_title="regie: Noor Elzinga",
                question="Wat doen we?",
                notes=said,
                decisions=(decision,),
                actions=actions,
                door=door,
            )
        )
    decisions = tuple(decision for each in items for decision in each.decisions)
    actions = tuple(each_action for each in items for each_action in each.actions)
    return MinutesPaper(head(), ATTENDEES, tuple(items), (), decisions, actions, (), NEXT)


def filled_with(paper: Any, words: str) -> Any:
    """Return the paper with these words in each of its texts, however deep; a recovery sheet keeps its groups."""
    if isinstance(paper, str):
        return words
    if isinstance(paper, tuple):
        return tuple(filled_with(part, words) for part in paper)
    if is_dataclass(paper) and not isinstance(paper, type):
        kept = {"groups"}
        return replace(paper, **{f.name: filled_with(getattr(paper, f.name), words) for f in fields(paper) if f.name not in kept})
    return paper


def script() -> ScriptPaper:
    """The chair's script of the told story."""
    agenda = story_agenda()
    items = tuple(ScriptItem(time(13, 30 + n), (action("Karim belt advocaat Woonpunt"),)) for n in range(len(agenda.items)))
    return ScriptPaper(agenda, items, time(14, 32))


def code_agenda() -> CodeAgendaPaper:
    """The same overleg for whom the number must do."""
    items = (CodeItem(1, "", "Acties van vorige keer", (), "", 5), CodeItem(2, "26-041", "", ("ontruiming",), "Wie gaat er langs?", 10))
    return CodeAgendaPaper(head("versie 2"), ("Minder is beter.",), items, ("26-008",), 15, 90, NEXT)


def secretary_sheet() -> SheetPaper:
    """What Wil writes on."""
    return SheetPaper(story_agenda(), tuple(Attendee(name, "bemoeizorg", True, "") for name in ALL_NAMES))


def visit_paper() -> VisitPaper:
    """The sheet of a visit, with something in every part."""
    line = SheetLine("Opdracht", "Samen langs, rustig beginnen.")
    talk = tuple((phase, ("Zeg wie u bent.", "Vraag of u binnen mag komen.")) for phase in ("1. Nagaan", "2. Vertellen", "3. Aanbieden"))
    return VisitPaper(
        team="Expertiseteam Weidevoort", made=DAY, code="26-041", label="Beukenlaan · alleenstaande man", place="Beukenlaan 7, Turfven",
        duo="Noor en Sem", when="Uiterlijk vrijdag 20 november 2026.", know=(line, line), told=(line,), promises=(line,), contacts=(line,),
        never=("Niet wie zich zorgen maakte.",), talk=talk, safety=(line,), numbers=(SheetLine("Direct gevaar", "112"),),
    )  # fmt: skip


def card_paper(*, is_discreet: bool = False) -> CardPaper:
    """What is left at a door."""
    return CardPaper(
        "Weidevoort", "Expertiseteam Weidevoort", DAY, "0475 12 34 56", () if is_discreet else ("Hulp is gratis.",), is_discreet
    )


def budget_paper() -> BudgetPaper:
    """A month in which more goes out than comes in."""
    return BudgetPaper("Weidevoort", DAY, (("Uitkering", 128_050),), (("Huur", 64_000), ("Energie", 80_000)))


def works_paper() -> WhatWorks:
    """Figures with a group that is shown, one half, and one that is not."""
    share = Share(20, 25, 0.61, 0.91)
    figures = Figure("langsgaan", 25, share, Share(8, 20, 0.22, 0.61)), Figure("bellen", 25, share, None)
    answers = tuple(Answer(question, figures, ("brief",), "Het kan toeval zijn.") for question in Question)
    national = (NationalFigure("Van alle meldingen werd 1 op de 5 bereikt.", "Divosa, 2023"),)
    total, term = Figure("Alle", 50, share, None), (date(2025, 11, 1), date(2026, 10, 31))
    return WhatWorks("Expertiseteam Weidevoort", DAY, *term, 5, total, answers, national)


def logo() -> bytes:
    """Return a plain picture as the dossier keeps one."""
    from io import BytesIO

    from PIL import Image

    file = BytesIO()
    Image.new("RGB", (400, 100), (15, 92, 77)).save(file, "PNG")
    return file.getvalue()


def letter() -> LetterPaper:
    """Return a letter to a guest, with a logo."""
    lines = ("Beste Dokter Bos,", "Op dinsdag 8 december 2026 overlegt het team.", "Met vriendelijke groet,", "Femke Aarts")
    return LetterPaper("Weidevoort", "Expertiseteam Weidevoort", DAY, "Dokter Bos", "Overleg op dinsdag 8 december 2026", lines, logo())


def guest_points() -> GuestPaper:
    """Return what a guest gets, with a logo at the head of nothing else."""
    item_ = GuestItem(
        time(13, 40), 10, "26-041", "Beukenlaan · alleenstaande man", "Wat doen we vóór de ontruiming?", (UITSTEL,), (CALL, SOUP)
    )
    return GuestPaper(replace(head("versie 1", "Dokter Bos"), logo=logo()), (item_,))


def handover() -> HandoverPaper:
    """The sheet for who takes a case over, with something in every part."""
    line = SheetLine("5 november", "Noor en Sem zijn binnengelaten.")
    return HandoverPaper(
        team="Expertiseteam Weidevoort", made=DAY, code="26-041", label="Beukenlaan · alleenstaande man", lead="Noor Elzinga",
        goal="Weten of meneer hulp wil.", trusted_contact="Noor Elzinga", state=("Spoor zorg.", "Ontruiming op 27 november 2026."),
        door=(line,), plan=(line,), actions=(line,), more_actions=2, visits=(line,), decisions=(line,),
    )  # fmt: skip


def resident_page() -> ResidentPaper:
    """What a resident reads of his own plan."""
    line = SheetLine("dinsdag 24 november", "Noor komt langs met soep.")
    return ResidentPaper(
        "Expertiseteam Weidevoort",
        "Weidevoort",
        DAY,
        "Noor Elzinga",
        "bemoeizorg",
        "0475 12 34 56",
        (line,),
        False,
        (line,),
        ("5 november",),
    )


def signpost() -> SignpostPaper:
    """Where people can go."""
    return SignpostPaper("Weidevoort", "Expertiseteam Weidevoort", DAY, "Femke Aarts", "0475 12 34 56", ("Bel gerust.", "Het is gratis."))


def thanks() -> ThanksPaper:
    """What signals led to, per source and per trade."""
    line = ThanksLine("Vrijwilliger", "12", "5", "<5", "0")
    return ThanksPaper("Weidevoort", "Expertiseteam Weidevoort", DAY, date(2025, 11, 17), ("Dank u wel.",), (line,), (line,))


def year_report() -> YearReport:
    """The figures of a year, with a table of many columns and one of two."""
    wide = YearTable("Signalen per bron", ("bron", "signalen", "ruis", "dubbel"), (("vrijwilliger", "12", "<5", "–"),), "Wat binnenkwam.")
    return YearReport(
        "Weidevoort", "Expertiseteam Weidevoort", 2026, DAY, 5, (wide, YearTable("Casussen", ("wat", "casussen"), (), "Geteld."))
    )


def neutral_letter() -> NeutralLetterPaper:
    """A letter that tells nothing."""
    return NeutralLetterPaper(DAY, "Beukenlaan 7, Turfven", ("Goedendag,", "Wij komen graag een keer kennismaken."))
