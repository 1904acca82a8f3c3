"""The minutes of an overleg: what was asked, said, decided and agreed per item, with the lists of decisions and actions at the end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from expertiseteam.basics.dates import full_date, long_date
from expertiseteam.meetings.papers import (
    ActionPaper,
    Attendee,
    DecisionPaper,
    ErratumPaper,
    LatePaper,
    MinutesPaper,
    MinutesPaperItem,
    MinutesSection,
    PaperHead,
)
from reports.agenda import working_agreements
from reports.block import Block
from reports.door import DoorPicture, door_sentence
from reports.page import Furniture, Placed, filled, write_parts
from reports.parts import (
    LABEL_WIDTH,
    action_in_item,
    action_table,
    calm_sentence,
    columns,
    decision_table,
    furniture,
    heading,
    labelled,
    named,
    opening,
    own_text,
    skipped_list,
    together,
)
from reports.style import ACCENT, ALERTED, BODY, BODY_MUTED, HEADING, HEADING_MUTED, SMALL, STRONG_ACCENT, STRONG_ALERT, WIDTH
from reports.table import Cell, Look, Row, Table
from reports.text import NAME_LIMIT, NO_BREAK_SPACE, TITLE_LIMIT, Piece, as_sentence, text, unbroken

HEAD_LABEL_WIDTH = 91.0
TEXT_WIDTH = WIDTH - LABEL_WIDTH
ITEM_LINE = Look(above=0, below=4, rule=ACCENT, rule_width=1)
AFTER_ACTIONS = Look(above=4, below=5, rule=None)
OUTCOMES = ("gedaan", "niet gedaan", "niet meer mogelijk", "open")  # the order in which the actions of last time are told


def minutes_pdf(paper: MinutesPaper) -> bytes:
    """Return the minutes as PDF. The same paper gives the same bytes on any day."""
    return write_parts([minutes_part(paper, "Notulen van het overleg")])


def minutes_part(paper: MinutesPaper, title: str) -> tuple[Furniture, list[list[Placed]]]:
    """Return the pages of minutes and what stands around them."""
    story = opening(title, paper.head)
    story += _status(paper)
    if paper.without:
        story.append(text(SMALL, WIDTH, f"Dit is een deel van de notulen, zonder: {', '.join(paper.without)}.", gap=2))
    story += own_text(paper.own_text)
    story += _errata(paper.errata)
    if MinutesSection.ATTENDANCE not in paper.without:
        story += _attendance(paper.attendees, paper.head)
    story += working_agreements(tuple(as_sentence(words) for words in paper.agreements))
    for item in paper.items:
        story += item_blocks(item, paper.head.day)
    if MinutesSection.SKIPPED not in paper.without:
        story += skipped_list("Niet besproken", paper.skipped)
    story += _late(paper.late)
    if MinutesSection.DECISIONS not in paper.without:
        story += _decisions(paper.decisions, paper.head)
    if MinutesSection.ACTIONS not in paper.without:
        story += _actions(paper.actions, paper.head)
    if MinutesSection.EARLIER not in paper.without:
        story += _earlier_actions(paper.earlier_actions)
    return furniture(paper.head, "Notulen", "Niet doorsturen.", is_extract=True), filled(story, _closing(paper))


def _closing(paper: MinutesPaper) -> list[Block]:
    lines: list[Block] = []
    if paper.next_day is not None:
        lines.append(text(BODY, WIDTH, f"Het volgende overleg is op {long_date(paper.next_day)}.", gap=18))
    if paper.fingerprint:
        lines.append(text(SMALL, WIDTH, f"Vingerafdruk van wat is vastgesteld: {unbroken(paper.fingerprint)}", gap=10))
    if paper.log_mark:
        lines.append(text(SMALL, WIDTH, f"Kenmerk van het logboek: {unbroken(paper.log_mark)}", gap=10))
    return lines


def _status(paper: MinutesPaper) -> list[Block]:
    if paper.adopted_on is not None:
        return [text(BODY, WIDTH, Piece("Vastgesteld", STRONG_ACCENT), f" in het overleg van {long_date(paper.adopted_on)}")]
    if not paper.head.version.startswith("concept"):
        return []
    when = f"vast te stellen in het overleg van {long_date(paper.next_day)}" if paper.next_day is not None else "nog niet vastgesteld"
    return [text(ALERTED, WIDTH, Piece("Concept", STRONG_ALERT), f", {when}")]


def _errata(errata: Iterable[ErratumPaper]) -> list[Block]:
    """Return the corrections of adopted minutes: they stand first, because what they correct stays below as it was."""
    rows = errata_rows(errata, "Nummer", HEAD_LABEL_WIDTH)
    return [heading("Errata"), *rows] if rows else []


def errata_rows(errata: Iterable[ErratumPaper], label: str = "Erratum", x: float = LABEL_WIDTH) -> list[Block]:
    """Return each correction beside its number, with the day and the case that it is about."""
    return [
        labelled(f"{label} {one.number}", text(SMALL, WIDTH - x, _of(one)), text(BODY, WIDTH - x, one.text), x=x, look=AFTER_ACTIONS)
        for one in errata
    ]


def _of(erratum: ErratumPaper) -> str:
    return f"{full_date(erratum.on)}, over {erratum.code}" if erratum.code else full_date(erratum.on)


def _late(late: Iterable[LatePaper]) -> list[Block]:
    rows: list[Block] = [labelled("", *_late_lines(each)) for each in late]
    return [heading("Nagekomen"), *rows] if rows else []


def _late_lines(late: LatePaper) -> list[Block]:
    return [
        text(SMALL, TEXT_WIDTH, f"{late.by[:NAME_LIMIT]}, op {full_date(late.on)}, na het overleg"),
        text(BODY, TEXT_WIDTH, late.text),
    ]


def _attendance(attendees: Iterable[Attendee], head: PaperHead) -> list[Block]:
    present: list[str] = []
    absent: list[str] = []
    for attendee in attendees:
        (present if attendee.present else absent).append(_person(attendee))
    lines = [
        ("Aanwezig", ", ".join(present)),
        ("Afwezig", ", ".join(absent)),
        ("Voorzitter", unbroken(head.chair[:NAME_LIMIT])),
        ("Notulen", unbroken(head.secretary[:NAME_LIMIT])),
    ]
    rows = [
        labelled(label, text(BODY, WIDTH - HEAD_LABEL_WIDTH, told), x=HEAD_LABEL_WIDTH, look=Look(rule_over=not number))
        for number, (label, told) in enumerate((label, told) for label, told in lines if told)
    ]
    if rows:
        rows[0].gap = 9
    return list(rows)


def _person(attendee: Attendee) -> str:
    parts = [attendee.function[:NAME_LIMIT], attendee.organisation[:NAME_LIMIT]]
    parts += [f"neemt waar voor {unbroken(name[:NAME_LIMIT])}" for name in attendee.stands_in]
    parts += [attendee.remark[:TITLE_LIMIT], *(f"waargenomen door {unbroken(name[:NAME_LIMIT])}" for name in attendee.deputies)]
    about = ", ".join(part for part in parts if part)
    name = unbroken(attendee.name[:NAME_LIMIT])
    return f"{name} ({about})" if about else name


def item_blocks(item: MinutesPaperItem, day: date) -> list[Block]:
    """Return one item of the overleg of a day: its heading stays with its first line, empty parts are left out."""
    blocks: list[Block] = [
        text(
            HEADING,
            WIDTH,
            Piece(f"{item.number}{NO_BREAK_SPACE} ", HEADING_MUTED),
            named(item.code, item.title),
            limit=TITLE_LIMIT,
            gap=22,
            keep=True,
            tag="H2",
        )
    ]
    under = [text(SMALL, WIDTH, as_sentence(item.under_title), limit=TITLE_LIMIT)] if item.under_title else []
    if item.away:
        under.append(text(SMALL, WIDTH, f"Niet bij dit punt: {', '.join(item.away)}"))
    blocks.append(Row(Cell(0, tuple(under)), look=ITEM_LINE, keep=True))
    rows: list[Row] = []
    if item.question:
        rows.append(labelled("Vraag", text(BODY, TEXT_WIDTH, item.question)))
    said = [text(BODY, TEXT_WIDTH, note, gap=3) for note in item.notes]
    said += [text(BODY, TEXT_WIDTH, f"Zegt hier niets over vanwege het beroepsgeheim: {who}", gap=3) for who in item.silent]
    if said:
        rows.append(labelled("Besproken", *said))
    if item.advice:
        rows.append(labelled("Advies", *(text(BODY, TEXT_WIDTH, as_sentence(advice), gap=3) for advice in item.advice)))
    if item.decisions:
        rows.append(labelled("Besloten", *(line for decision in item.decisions for line in _decision(decision))))
    if item.changes:
        rows.append(labelled("Spoor", *(text(BODY, TEXT_WIDTH, as_sentence(change), gap=3) for change in item.changes)))
    if item.door is not None:
        sentence = text(BODY, TEXT_WIDTH, door_sentence(item.door))
        who = [text(SMALL, TEXT_WIDTH, as_sentence(item.at_door), gap=2)] if item.at_door else []
        picture = DoorPicture(item.door, TEXT_WIDTH, gap=4)
        rows.append(labelled("Voordeur", sentence, *who, picture, look=Look(above=2, below=9, rule=None)))
    door_at = len(rows)
    rows += [action_in_item(action, day, "" if number else "Acties", first=not number) for number, action in enumerate(item.actions)]
    rows += _who_is_told(item)
    rows += [labelled("Nagekomen", *_late_lines(each), look=AFTER_ACTIONS) for each in item.late]
    if item.deferred:
        rows.append(labelled("Vervolg", text(BODY, TEXT_WIDTH, "Aangehouden: komt terug in het volgende overleg."), look=AFTER_ACTIONS))
    if not rows:
        rows.append(labelled("", text(BODY_MUTED, TEXT_WIDTH, "Geen bijzonderheden.")))
        door_at = 1
    if item.at_door and item.door is None:
        rows.insert(door_at, _roles(item))
    rows[0].gap = 3
    rows[0].keep = bool(item.question) and len(rows) > 1
    return [*blocks, *together(rows)]


def _roles(item: MinutesPaperItem) -> Row:
    """Return who has which part at this door: who leads, and where each organisation stands (domain.md, section 4)."""
    leads = (item.under_title,) if item.under_title.startswith("regie: ") else ()
    return labelled("Rollen", *(text(BODY, TEXT_WIDTH, as_sentence(part), gap=3) for part in (*leads, *item.at_door.split("; "))))


def _who_is_told(item: MinutesPaperItem) -> list[Row]:
    told = [("Bewoner", who) for who in item.resident] + [("Melder", who) for who in item.reporter]
    hears = [labelled(label, text(BODY, TEXT_WIDTH, f"hoort het van {who.removeprefix('van ')}")) for label, who in told]
    earlier = [text(BODY, TEXT_WIDTH, as_sentence(words), gap=3) for words in item.told]
    return [*hears, *([labelled("Verteld", *earlier)] if earlier else [])]


def _decision(decision: DecisionPaper) -> list[Block]:
    number = decision.number if decision.number[:1].isdigit() else f"(nummer {decision.number})"
    lines: list[Block] = [
        text(BODY, TEXT_WIDTH, Piece(f"Besluit {number}{NO_BREAK_SPACE} ", STRONG_ACCENT, NAME_LIMIT), decision.text, gap=3)
    ]
    if decision.mandate:
        lines.append(text(SMALL, TEXT_WIDTH, f"Mandaat: {decision.mandate}", limit=TITLE_LIMIT))
    return [*lines, *(text(SMALL, TEXT_WIDTH, f"Andere kijk: {as_sentence(view)}") for view in decision.views)]


def _decisions(decisions: tuple[DecisionPaper, ...], head: PaperHead) -> list[Block]:
    if not decisions:
        return [heading("Besluiten", gap=26), calm_sentence(f"{_here(head)} zijn geen besluiten genomen.")]
    return [heading("Besluiten", gap=26), decision_table(decisions)]


def _here(head: PaperHead) -> str:
    """What a sentence about nothing is true of: a reader's own copy does not hold the whole overleg."""
    return "Over wat op dit exemplaar staat" if head.recipient else "In dit overleg"


def _actions(actions: tuple[ActionPaper, ...], head: PaperHead) -> list[Block]:
    if not actions:
        return [heading("Acties"), calm_sentence(f"{_here(head)} zijn geen nieuwe acties afgesproken.")]
    return [heading("Acties"), action_table(actions, with_numbers=False)]


def _earlier_actions(actions: tuple[ActionPaper, ...]) -> list[Block]:
    """Return the actions of last time by outcome: how many, and which ones were not simply done."""
    if not actions:
        return []
    count_x, told_x = 110.0, 160.0
    states = sorted({action.state for action in actions}, key=lambda state: (OUTCOMES.index(state) if state in OUTCOMES else 9, state))
    rows = []
    for state in states:
        these = [action for action in actions if action.state == state]
        told = [action for action in these if state != "gedaan" or action.remark]
        name = "nog open" if state == "open" else state
        rows.append(
            Row(
                Cell(0, (text(BODY_MUTED, count_x - 8, name.capitalize(), limit=NAME_LIMIT),)),
                Cell(count_x, (text(BODY, told_x - count_x - 8, str(len(these))),)),
                Cell(told_x, tuple(text(BODY, WIDTH - told_x, _earlier_line(action), gap=2) for action in told)),
            )
        )
    table = Table(columns((0, "Uitkomst"), (count_x, "Aantal"), (told_x, "Toelichting")), rows)
    return [heading("Acties van vorige keer"), table]


def _earlier_line(action: ActionPaper) -> str:
    what = as_sentence(action.what)
    what = f"{action.code}: {what}" if action.code else what
    return f"{what.rstrip('.')}. {as_sentence(action.remark)}" if action.remark else what
