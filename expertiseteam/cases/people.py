"""The people of a household: what they are to each other, who left, who belongs to another case, and who stood there twice.

Nothing is written over: every step stays as history and can be undone as long as nobody built on it.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from expertiseteam.access.circles import refuse_mixing
from expertiseteam.access.tables import Member
from expertiseteam.access.who import TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.text import fold
from expertiseteam.cases.records import RUNNING, PersonLine
from expertiseteam.cases.subject_records import KinLine, PersonChangeKind, PersonChangeLine
from expertiseteam.cases.tables import Case, Kin, Person, PersonChange
from expertiseteam.storage.reading import Reader, select_for
from expertiseteam.storage.rows import plain_code
from expertiseteam.team.service_numbers import refuse_service_number

One, Other = aliased(Person), aliased(Person)
_KEPT = ("name", "part", "phone")
_SHORT = 3  # letters: "van", "de" and initials say nothing about who somebody is


@act("band tussen bewoners vastgelegd", by=TEAM)
def relate(work: Work, person_id: str, other_id: str, words: str) -> str:
    """What one is to the other, as in "moeder van". Returns the id. Refused for people of two households and without words."""
    one, other = work.get(Person, person_id), work.get(Person, other_id)
    if one.id == other.id or one.case_id != other.case_id:
        raise Refused("Kies twee verschillende mensen van dit huishouden. Er is niets vastgelegd.")
    if not words.strip():
        raise Refused("Schrijf wat de een van de ander is, zoals ‘moeder van’. Er is niets vastgelegd.")
    refuse_service_number(work, words)
    kin = work.add(Kin(case_id=one.case_id, circle_id=one.circle_id, person_id=one.id, words=words.strip(), other_id=other.id))
    work.remember(work.get(Case, one.case_id), "kin", "", _remembered(kin))
    return kin.id


@act("band tussen bewoners weggehaald", by=TEAM)
def unrelate(work: Work, kin_id: str) -> None:
    """It was not so, or is no longer."""
    kin = work.get(Kin, kin_id)
    work.remove(kin)
    work.remember(work.get(Case, kin.case_id), "kin", _remembered(kin), "")


@act("bewoner gewijzigd", by=TEAM)
def correct_person(work: Work, shown: PersonLine, *, name: str, part: str, phone: str) -> None:
    """A name, part or number that was written down wrong, or is another by now; what stood there stays readable.

    Refused without a name, and when the name of the case on paper holds the surname.
    """
    if not name.strip():
        raise Refused("Vul een naam in. Er is niets gewijzigd.")
    refuse_service_number(work, name, part)
    case = work.get(Case, work.get(Person, shown.id).case_id)
    refuse_surname(case.label, case.place, [name])
    work.edit(Person, shown, name=name.strip(), part=part.strip() or "bewoner", phone=phone.strip())


@act("bewoner vertrokken", by=TEAM)
def left_household(work: Work, person_id: str, *, on: date, where: str = "") -> str:
    """Somebody does not live there any more; the name stays with the case. Returns the id of the change."""
    person = work.get(Person, person_id)
    if on > work.today:
        raise Refused("Die dag is nog niet geweest. Er is niets vastgelegd. Kies de dag van het vertrek.")
    if work.value(_standing(person.id).where(PersonChange.kind == PersonChangeKind.LEFT)):
        raise Refused(f"Van {person.name} staat al vast dat hij of zij er niet meer woont. Er is niets veranderd.")
    return _note(work, person, PersonChangeKind.LEFT, person.name, where.strip(), on=on).id


@act("bewoner naar een andere casus", by=TEAM)
def move_person(work: Work, person_id: str, to_case_id: str) -> str:
    """Somebody belongs to another case; both cases keep that it happened. Returns the id of the change in the old case.

    Refused for a closed case, and for one where the name on paper holds the surname. What somebody was to the others ends with it.
    """
    person, to = work.get(Person, person_id), work.get(Case, to_case_id)
    if to.id == person.case_id:
        raise Refused(f"{person.name} hoort al bij deze casus. Er is niets veranderd.")
    if to.state not in RUNNING:
        raise Refused(f"Casus {to.code} is afgesloten. Er is niets veranderd. Laat die casus eerst heropenen.")
    refuse_mixing(work, person.circle_id, to.circle_id)
    refuse_surname(to.label, to.place, [person.name])
    before, frm = _snapshot(work, person), work.get(Case, person.case_id)
    for kin in _kin_rows(work, person.id):
        work.remove(kin)
    new = _add(work, to, {field: getattr(person, field) for field in _KEPT})
    there = _note(work, new, PersonChangeKind.MOVED_IN, person.name, f"van casus {plain_code(frm.code)}", before={})
    here = _note(work, person, PersonChangeKind.MOVED_OUT, person.name, f"naar casus {plain_code(to.code)}", before=before, pair=there.id)
    work.remove(person)
    return here.id


@act("bewoners samengevoegd", by=TEAM)
def merge_people(work: Work, kept: PersonLine, gone: PersonLine) -> str:
    """Two names are one person: `kept` stays, with the telephone number of the other where it had none. Returns the id of the change.

    Refused when a colleague corrected one of them meanwhile: then they may not be the same person.
    """
    stays, goes = work.get(Person, kept.id), work.get(Person, gone.id)
    if stays.id == goes.id or stays.case_id != goes.case_id:
        raise Refused("Kies twee verschillende mensen van dit huishouden. Er is niets samengevoegd.")
    if goes.version != gone.version or stays.name != kept.name:
        raise Refused(
            f"{stays.name if goes.version == gone.version else goes.name} is intussen door een collega gewijzigd. Er is niets "
            "samengevoegd. Kijk of het nog om dezelfde bewoner gaat, en voeg dan opnieuw samen."
        )
    before = _snapshot(work, goes) | {"phone_before": stays.phone, "taken_over": []}
    for kin in _kin_rows(work, goes.id):
        ends = {stays.id if end == goes.id else end for end in (kin.person_id, kin.other_id)}
        if len(ends) == 1:
            work.remove(kin)  # what they were to each other
        else:
            before["taken_over"].append(kin.id)
            work.edit(Kin, kin, **{f: stays.id for f in ("person_id", "other_id") if getattr(kin, f) == goes.id})
    if not stays.phone and goes.phone:
        work.edit(Person, stays, phone=goes.phone)
    change = _note(work, stays, PersonChangeKind.MERGED, goes.name, f"is {stays.name}", before=before)
    work.remove(goes)
    return change.id


@act("verandering bij bewoners teruggedraaid", by=TEAM)
def undo_person_change(work: Work, change_id: str) -> None:
    """Put it back as it was. Refused for what was undone already, and when somebody built on it since."""
    change = work.get(PersonChange, change_id)
    if change.undone_at is not None:
        raise Refused("Dit is al teruggedraaid. Er is niets veranderd.")
    before = json.loads(change.before)
    if change.kind is PersonChangeKind.MOVED_IN:
        raise Refused("Draai dit terug in de casus waar deze bewoner vandaan kwam. Er is niets veranderd.")
    if change.kind is PersonChangeKind.MOVED_OUT:
        _undo_move(work, change)
    if change.kind is PersonChangeKind.MERGED and work.values(select(Person.id).where(Person.id == change.person_id)):
        stays = work.get(Person, change.person_id)
        if stays.phone == before["phone"] and not before["phone_before"]:
            work.edit(Person, stays, phone="")
        for kin_id in work.values(select(Kin.id).where(Kin.id.in_(before["taken_over"]))):
            work.remove(work.get(Kin, kin_id))
    if change.kind is not PersonChangeKind.LEFT:
        back = _add(work, work.get(Case, change.case_id), {field: before[field] for field in _KEPT})
        for kin in before["kin"]:
            _put_back(work, kin, before["id"], back)
    work.edit(PersonChange, change, undone_at=work.now)


@query()
def person_changes(read: Reader, case_id: str) -> list[PersonChangeLine]:
    """What happened to the people of a case, newest first, also what was undone."""
    statement = select_for(PersonChangeLine, PersonChange, by=Member.name).join(Member, Member.id == PersonChange.by_id)
    return read.all(PersonChangeLine, statement.where(PersonChange.case_id == case_id).order_by(PersonChange.at.desc()))


def kin_of(read: Reader, case_id: str) -> list[KinLine]:
    """What the people of a case are to each other."""
    statement = select_for(KinLine, Kin, person=One.name, other=Other.name)
    statement = statement.join(One, One.id == Kin.person_id).join(Other, Other.id == Kin.other_id)
    return read.all(KinLine, statement.where(Kin.case_id == case_id).order_by(One.name, Other.name))


def refuse_surname(label: str, place: str, names: list[str]) -> None:
    """The name of a case stands on paper, so it holds no surname of who lives there. A word of the address may be the same."""
    said = set(fold(label).split()) - set(fold(place).replace(",", " ").split())
    for name in names:
        last = fold(name).split()[-1:] if len(fold(name).split()) > 1 else []
        if any(len(word) > _SHORT and word in said for word in last):
            raise Refused(
                f"De naam van deze casus op papier noemt een achternaam ({name.split()[-1]}). Er is niets gewijzigd. "
                "Kies een naam zonder achternaam, zoals de straat en het soort huishouden."
            )


def _add(work: Work, case: Case, fields: dict[str, Any]) -> Person:
    return work.add(Person(case_id=case.id, circle_id=case.circle_id, **fields))


def _note(
    work: Work,
    person: Person,
    kind: PersonChangeKind,
    name: str,
    words: str,
    *,
    on: date | None = None,
    before: dict[str, Any] | None = None,
    pair: str | None = None,
) -> PersonChange:
    return work.add(
        PersonChange(
            case_id=person.case_id,
            circle_id=person.circle_id,
            kind=kind,
            person_id=person.id,
            name=name,
            words=words,
            on=on or work.today,
            before=json.dumps(before or {}, ensure_ascii=False),
            pair_id=pair,
            at=work.now,
            by_id=work.who.id,
        )
    )


def _standing(person_id: str) -> Any:
    return select(PersonChange.id).where(PersonChange.person_id == person_id, PersonChange.undone_at.is_(None))


def _snapshot(work: Work, person: Person) -> dict[str, Any]:
    kin = [(k.person_id, k.words, k.other_id) for k in _kin_rows(work, person.id)]
    return {"id": person.id, "kin": kin, **{field: getattr(person, field) for field in _KEPT}}


def _kin_rows(work: Work, person_id: str) -> list[Kin]:
    ids = work.values(select(Kin.id).where(or_(Kin.person_id == person_id, Kin.other_id == person_id)))
    return [work.get(Kin, kin_id) for kin_id in ids]


def _undo_move(work: Work, change: PersonChange) -> None:
    there = work.get(PersonChange, change.pair_id or "")
    new = work.values(select(Person.id).where(Person.id == there.person_id))
    row = work.get(Person, new[0]) if new else None
    if row is None or row.version > 1 or _kin_rows(work, row.id) or len(work.values(_standing(row.id))) > 1:
        raise Refused(f"Bij {change.name} is in de andere casus iets veranderd. Er is niets teruggedraaid. Verplaats de naam zelf.")
    work.remove(row)
    work.edit(PersonChange, there, undone_at=work.now)


def _remembered(kin: Kin) -> str:
    """A tie as the history of its case keeps it: never by name, so that who is taken out of a dossier stands nowhere in it."""
    return f"{kin.person_id} {kin.other_id} {kin.words}"


def _put_back(work: Work, kin: list[str], was: str, back: Person) -> None:
    """What somebody was to another of the household, if that one is still there."""
    person_id, words, other_id = (back.id if part == was else part for part in kin)
    there = work.values(select(Person.id).where(Person.id.in_([person_id, other_id]), Person.case_id == back.case_id))
    if len(there) == 2:
        work.add(Kin(case_id=back.case_id, circle_id=back.circle_id, person_id=person_id, words=words, other_id=other_id))
