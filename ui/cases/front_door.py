"""*Wie staat er achter de voordeur?*: a painted door, three rings, and a real button for each organisation."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy, QVBoxLayout, QWidget

from expertiseteam.cases.records import AT_A_DISTANCE, AtTheDoor, Place
from ui.cases.door_chip import PLACES, DoorChip
from ui.cases.door_layout import CHIP_HEIGHT, LIST_LINE, Box, Picture, Standing, lay_out
from ui.cases.door_words import RINGS, at, in_words
from ui.look.door import paint_door
from ui.look.fonts import sized
from ui.look.theme import colours, scale
from ui.look.tokens import TYPE
from ui.widgets.frames import Scrolled
from ui.widgets.labels import KeyHint, Quiet

_RING_COLOURS = {Place.FRONT: "ring1", Place.RESERVE: "ring2", Place.STEPPED_ASIDE: "ring3"}


class DoorPicture(QWidget):
    """`move_asked` tells (organisation id, place), `off_asked` the id of who is to leave; it changes only when it is shown anew."""

    move_asked = Signal(str, object)
    off_asked = Signal(str)
    add_asked = Signal()
    comes_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.can_change = True
        self.after: QWidget | None = None  # where Tab comes from: chips that come later stand behind it in the chain
        self._door: tuple[AtTheDoor, ...] = ()
        self._limit, self._caption = 2, ""
        self._chips: dict[str, DoorChip] = {}
        self._picture: Picture | None = None
        self._over: Place | None = None
        self._ghost: QLabel | None = None
        self._menu: QMenu | None = None
        self._inside = QWidget()
        self._list = Scrolled(self._inside)
        self._list.setParent(self)
        self._list.hide()
        self._keys = QWidget(self)
        corner = QVBoxLayout(self._keys)
        corner.setContentsMargins(0, 0, 0, 0)
        corner.setSpacing(1)
        corner.addWidget(Quiet(self.tr("verplaats"), small=True))
        corner.addWidget(KeyHint("1 – 5"))
        self.setMinimumSize(560, 300)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Wie staat er achter de voordeur?"))

    def sizeHint(self) -> QSize:
        return QSize(720, 340)

    def show_door(self, door: Sequence[AtTheDoor], limit: int, caption: str, *, can_change: bool = True) -> None:
        """Show who stands where. `caption` stands below the door: the address, or the case's code."""
        self._door, self._limit, self._caption, self.can_change = tuple(door), limit, caption, can_change
        known = {one.organisation_id for one in door}
        for gone in [key for key in self._chips if key not in known]:
            chip = self._chips.pop(gone)
            chip.hide()
            chip.deleteLater()
        for one in door:
            if one.organisation_id in self._chips:
                self._chips[one.organisation_id].show_one(one)
            else:
                self._chips[one.organisation_id] = self._new_chip(one)
        self.setAccessibleDescription(self.text())
        self._place_chips()
        self._rove()

    def text(self) -> str:
        """Return the picture in words, as a screen reader tells it."""
        return in_words(self._door, self._limit)

    def chip(self, organisation_id: str) -> DoorChip:
        """Return the button of an organisation."""
        return self._chips[organisation_id]

    def chips(self) -> list[DoorChip]:
        """Return all buttons: at the door first, then reserve, then aside."""
        return [self._chips[one.organisation_id] for place in Place for one in at(self._door, place)]

    def focus_chip(self, organisation_id: str) -> None:
        """Put the keyboard on an organisation, or on the first one when it is not there."""
        chip = self._chips.get(organisation_id) or next(iter(self.chips()), None)
        if chip is not None:
            chip.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def picture(self) -> Picture | None:
        """The arithmetic behind what is painted."""
        return self._picture

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_chips()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._place_chips()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "+" and self.can_change:
            self.add_asked.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if chips := self.chips():
            chips[0].setFocus(event.reason())

    def paintEvent(self, event: QPaintEvent) -> None:
        picture = self._picture
        if picture is None:
            return
        c = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        crowded = len(at(self._door, Place.FRONT)) > self._limit
        for place in (Place.STEPPED_ASIDE, Place.RESERVE, Place.FRONT):
            if (ring := picture.rings.get(place)) is None:
                continue
            line, wide = c.line2, 1.0
            if place is self._over:
                line, wide = c.focus, 2.0
            elif place is Place.FRONT and crowded:
                line, wide = c.warn, 2.0
            painter.setPen(QPen(QColor(line), wide))
            painter.setBrush(QColor(getattr(c, _RING_COLOURS[place])))
            painter.drawRoundedRect(_rect(ring.box), ring.radius, ring.radius)
        self._paint_names(painter, picture)
        self._paint_lines(painter, picture)
        paint_door(painter, _rect(picture.door), ajar=not self._door)
        self._paint_caption(painter, picture)
        painter.end()

    # Parts

    def _new_chip(self, one: AtTheDoor) -> DoorChip:
        chip = DoorChip(one, self)
        key = one.organisation_id
        chip.asked.connect(lambda place: self._ask(key, place))
        chip.comes_asked.connect(lambda: self._ask_who(key))
        chip.off.connect(lambda: self._ask_off(key))
        chip.walk.connect(lambda step: self._walk(key, step))
        chip.clicked.connect(lambda: self._open_menu(key))
        chip.dragging.connect(lambda where: self._on_dragging(key, where))
        chip.dropped.connect(lambda where: self._on_dropped(key, where))
        chip.installEventFilter(self)
        if (before := next(reversed(self._chips.values()), self.after)) is not None:
            QWidget.setTabOrder(before, chip)
        chip.show()
        return chip

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, DoorChip):
            self._rove(watched)
        return False

    def _rove(self, current: DoorChip | None = None) -> None:
        """One stop for Tab: the chip that had the keyboard last, else the first."""
        chips = self.chips()
        stop = current or next((chip for chip in chips if chip.focusPolicy() == Qt.FocusPolicy.StrongFocus and chip.hasFocus()), None)
        stop = stop or next(iter(chips), None)
        for chip in chips:
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chip is stop else Qt.FocusPolicy.ClickFocus)

    def _walk(self, key: str, step: int) -> None:
        chips = self.chips()
        at_now = chips.index(self._chips[key])
        chips[(at_now + step) % len(chips)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, key: str, place: Place) -> None:
        if self.can_change:
            self.move_asked.emit(key, place)

    def _ask_who(self, key: str) -> None:
        if self.can_change:
            self.comes_asked.emit(key)

    def _ask_off(self, key: str) -> None:
        if self.can_change:
            self.off_asked.emit(key)

    def _open_menu(self, key: str) -> None:
        if not self.can_change:
            return
        one = self._chips[key].one
        menu = QMenu(self)
        for number, place in zip("12345", PLACES.values(), strict=True):
            condition = one.place is place
            until = self.tr("Tot wanneer?…") if place is Place.FRONT else self.tr("Voorwaarde wijzigen…")
            words = until if condition else RINGS[place]
            action = menu.addAction(f"{words}\t{number}")
            action.setEnabled(condition or one.place is not place)
            action.triggered.connect(lambda _=False, place=place: self._ask(key, place))
        menu.addAction(self.tr("Wie komt er?…\tW")).triggered.connect(lambda: self._ask_who(key))
        menu.addAction(self.tr("Van de casus halen…\tDel")).triggered.connect(lambda _=False: self._ask_off(key))
        menu.aboutToHide.connect(menu.deleteLater)
        chip = self._chips[key]
        self._menu = menu
        menu.popup(chip.mapToGlobal(chip.rect().bottomLeft()))

    @property
    def menu(self) -> QMenu | None:
        """The menu of a chip that was opened last."""
        return self._menu

    def _on_dragging(self, key: str, where: QPoint) -> None:
        """A picture of the chip follows the mouse; the chip itself stays until somebody has decided."""
        here = self.mapFromGlobal(where)
        if self._ghost is None:
            self._ghost = QLabel(self)
            self._ghost.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._ghost.setPixmap(self._chips[key].grab())
            self._ghost.adjustSize()
            self._ghost.show()
        self._ghost.move(here - self._ghost.rect().center())
        self._mark(self._place_under(here))

    def _on_dropped(self, key: str, where: QPoint) -> None:
        over = self._place_under(self.mapFromGlobal(where))
        self._mark(None)
        if self._ghost is not None:
            self._ghost.hide()
            self._ghost.deleteLater()
            self._ghost = None
        if over is not None and over is not self._chips[key].one.place:
            self._ask(key, over)

    def _place_under(self, here: QPoint) -> Place | None:
        return self._picture.place_at(here.x(), here.y()) if self._picture is not None and self.can_change else None

    def _mark(self, over: Place | None) -> None:
        if over is not self._over:
            self._over = over
            self.update()

    def _place_chips(self) -> None:
        standing = [Standing(chip.one.organisation_id, chip.one.place, float(chip.wish())) for chip in self.chips()]
        picture = self._picture = lay_out(float(self.width()), float(self.height()), standing)
        for key, box in picture.boxes.items():
            chip = self._chips[key]
            if chip.parentWidget() is not self:
                self._reparent(chip, self)
            chip.setGeometry(_rect(box).toRect())
        self._place_list(picture)
        size = self._keys.sizeHint()
        self._keys.setGeometry(0, self.height() - size.height(), size.width(), size.height())
        self._keys.setVisible(self.can_change and bool(self._door))
        self.update()

    def _place_list(self, picture: Picture) -> None:
        self._list.setVisible(picture.list_box is not None)
        if picture.list_box is None:
            return
        head = 30
        y = 0
        box = picture.list_box
        for place in (Place.FRONT, Place.RESERVE, Place.STEPPED_ASIDE):
            for key in picture.listed.get(place, ()):
                chip = self._chips[key]
                if chip.parentWidget() is not self._inside:
                    self._reparent(chip, self._inside)
                chip.setGeometry(2, y + 2, round(box.width) - 20, CHIP_HEIGHT)
                y += LIST_LINE
        self._inside.setMinimumHeight(y)
        self._list.setGeometry(round(box.x), round(box.y) + head, round(box.width), round(box.height) - head)

    def _reparent(self, chip: DoorChip, parent: QWidget) -> None:
        focused = chip.hasFocus()
        chip.setParent(parent)
        chip.show()
        if focused:
            chip.setFocus(Qt.FocusReason.OtherFocusReason)

    def _paint_names(self, painter: QPainter, picture: Picture) -> None:
        """The name of each ring stands in its upper line, as a legend does."""
        c = colours()
        font = sized(TYPE.key, scale(), semibold=True)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.8)
        font.setCapitalization(QFont.Capitalization.AllUppercase)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        outside = c.surface
        for place, ring in picture.rings.items():
            words, inside = self._ring_name(place), getattr(c, _RING_COLOURS[place])
            wide = metrics.horizontalAdvance(words) + 20
            where = QRectF(ring.box.middle[0] - wide / 2, ring.box.y - 9, wide, 18)
            painter.fillRect(where.adjusted(0, 0, 0, -9), QColor(outside))
            painter.fillRect(where.adjusted(0, 9, 0, 0), QColor(inside))
            painter.setPen(QColor(c.muted))
            painter.drawText(where, Qt.AlignmentFlag.AlignCenter, words)
            outside = inside
        if picture.list_box is not None:
            where = QRectF(picture.list_box.x + 6, picture.list_box.y, picture.list_box.width, 20)
            names = [self._ring_name(place) for place in Place if picture.listed.get(place)]
            painter.setPen(QColor(c.muted))
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, f"{' · '.join(names)} {sum(map(len, picture.listed.values()))}")

    def _ring_name(self, place: Place) -> str:
        """The outer ring also holds who advises, and who has no role."""
        mixed = place is Place.STEPPED_ASIDE and any(one.place in AT_A_DISTANCE for one in self._door)
        return self.tr("Niet bij de deur") if mixed else RINGS[place]

    def _paint_lines(self, painter: QPainter, picture: Picture) -> None:
        """From the door to who stands at it; from a reserve to the colleague it supports (as agreed, else nearby), never to the home."""
        c = colours()
        front = [picture.boxes[one.organisation_id] for one in at(self._door, Place.FRONT) if one.organisation_id in picture.boxes]
        door = picture.door
        for one in at(self._door, Place.RESERVE):
            box = picture.boxes.get(one.organisation_id)
            if box is None or not front:
                continue
            agreed = picture.boxes.get(one.supports)
            near = agreed if agreed in front else front[min((_distance(box, f, door), n) for n, f in enumerate(front))[1]]
            pen = QPen(QColor(c.ctl), 1.2)
            pen.setDashPattern([4.0, 4.0])
            painter.setPen(pen)
            painter.drawLine(_edge(box, near), _edge(near, box))
        painter.setPen(QPen(QColor(c.accent), 2.5))
        for box in front:
            left = box.middle[0] < door.middle[0]
            start = QPointF(box.right if left else box.x, box.middle[1])
            painter.drawLine(start, QPointF(door.x + 4 if left else door.right - 4, min(max(box.middle[1], door.y + 14), door.bottom - 10)))

    def _paint_caption(self, painter: QPainter, picture: Picture) -> None:
        painter.setFont(sized(TYPE.base, scale(), semibold=True))
        painter.setPen(QColor(colours().text))
        where = QRectF(picture.door.middle[0] - 150, picture.door.bottom + 2, 300, 22)
        shown = painter.fontMetrics().elidedText(self._caption, Qt.TextElideMode.ElideRight, 300)
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, shown)
        if not self._door:
            painter.setFont(sized(TYPE.small, scale()))
            painter.setPen(QColor(colours().muted))
            where = QRectF(picture.door.right + 24, picture.door.y, 170, picture.door.height)
            words = self.tr("Er staat nog niemand. Voeg met + toe wie er bij dit huishouden komt.")
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, words)


def _rect(box: Box) -> QRectF:
    return QRectF(box.x, box.y, box.width, box.height)


def _distance(reserve: Box, front: Box, door: Box) -> tuple[bool, float, float]:
    """Order the colleagues that a reserve may support: first on its own side of the door, then by height."""
    other_side = (reserve.middle[0] < door.middle[0]) != (front.middle[0] < door.middle[0])
    return other_side, abs(reserve.middle[1] - front.middle[1]), abs(reserve.middle[0] - front.middle[0])


def _edge(box: Box, towards: Box) -> QPointF:
    """Return where a line leaves a chip: the middle of its upper or lower side, drawn a little towards the other."""
    x = min(max(towards.middle[0], box.x + box.width * 0.25), box.x + box.width * 0.75)
    return QPointF(x, box.y if towards.middle[1] < box.middle[1] else box.bottom)
