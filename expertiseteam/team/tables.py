"""Organisations, villages, standing in, and the team's own settings."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from expertiseteam.storage.rows import Keep, Row, SeenBy
from expertiseteam.team.records import Catalogue


class Organisation(Row):
    """A partner that can stand at a front door: bemoeizorg, a housing corporation, the wijkagent."""

    __tablename__ = "organisation"
    keeps = Keep()
    seen_by = SeenBy.EVERYONE
    name: Mapped[str]
    icon: Mapped[str] = mapped_column(default="building")  # name of a picture in resources/icons
    is_active: Mapped[bool] = mapped_column(default=True)


class Covenant(Row):
    """An organisation signed the agreement about sharing. Without one no paper goes there."""

    __tablename__ = "covenant"
    keeps = Keep()
    seen_by = SeenBy.EVERYONE
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id", deferrable=True, initially="DEFERRED"), unique=True)
    signed_on: Mapped[date]


class InternalRoute(Row):
    """What somebody of an organisation does there first before he tells the team, and with whom (domain.md, row 95)."""

    __tablename__ = "internal_route"
    keeps = Keep()
    seen_by = SeenBy.EVERYONE
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id", deferrable=True, initially="DEFERRED"), unique=True)
    first: Mapped[str]  # "eerst met de teamleider wonen bespreken"
    contact: Mapped[str]  # a function, a name, a number


class Village(Row):
    """A village or district (kern) of the municipality, and who knows it best."""

    __tablename__ = "village"
    keeps = Keep()
    seen_by = SeenBy.EVERYONE
    name: Mapped[str]
    member_id: Mapped[str | None] = mapped_column(default=None)  # who is suggested for a case there; None for nobody


class Cover(Row):
    """Somebody sees to all open work of a member for some days (covering.py)."""

    __tablename__ = "cover"
    keeps = Keep()
    seen_by = SeenBy.EVERYONE
    member_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
    deputy_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
    since: Mapped[date]
    until: Mapped[date]
    ended: Mapped[datetime | None] = mapped_column(default=None)


class Training(Row):
    """A training that a member followed, in dagdelen."""

    __tablename__ = "training"
    keeps = Keep()
    seen_by = SeenBy.EVERYONE
    member_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"), index=True)
    subject: Mapped[str]
    parts: Mapped[int]
    on: Mapped[date]


class GroupTraining(Row):
    """A training that a group followed which signals and is no member: volunteers, a partner (domain.md, row 6). Nobody is named."""

    __tablename__ = "group_training"
    keeps = Keep()
    seen_by = SeenBy.EVERYONE
    name: Mapped[str]
    subject: Mapped[str]
    parts: Mapped[int]
    people: Mapped[int]  # how many were there; 0: nobody counted
    on: Mapped[date]


class Absence(Row):
    """A member is away on these days; never why."""

    __tablename__ = "absence"
    keeps = Keep("until", 12)
    seen_by = SeenBy.EVERYONE
    member_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"), index=True)
    since: Mapped[date]
    until: Mapped[date] = mapped_column(index=True)


class Setting(Row):
    """A value that the team chose itself; what is not here has its default (see settings.py)."""

    __tablename__ = "setting"
    keeps = Keep()
    seen_by = SeenBy.EVERYONE
    key: Mapped[str] = mapped_column(unique=True)
    value: Mapped[str]  # JSON


class CatalogueWord(Row):
    """How this team wants one word of a catalogue: its own label, no longer offered, or a word that was not shipped (catalogues.py)."""

    __tablename__ = "catalogue_word"
    keeps = Keep()
    seen_by = SeenBy.EVERYONE
    catalogue: Mapped[Catalogue]
    code: Mapped[str] = mapped_column(unique=True)
    label: Mapped[str]
    of: Mapped[str] = mapped_column(default="")  # codes of signallers, separated by spaces
    is_offered: Mapped[bool] = mapped_column(default=True)
    way: Mapped[str] = mapped_column(default="")  # of a sign: how the household is best approached; "": as shipped
