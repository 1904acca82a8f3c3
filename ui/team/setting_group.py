"""A card with settings that are saved together. What is typed is kept as a draft until it is saved or put back."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.sentences import Conflict, Refused
from expertiseteam.basics.setting import Value
from expertiseteam.basics.settings import BY_KEY
from expertiseteam.team.settings import TITLES, TeamSettings, change_settings, team_settings
from ui.shell.desk import Desk
from ui.shell.drafts import WAS, DraftKeeper
from ui.team.setting_words import Group, changed_names, full_text, note, title
from ui.widgets.both_texts import BothTexts
from ui.widgets.buttons import Button
from ui.widgets.checks import Check, Picker
from ui.widgets.fields import Field, LineField, Stepper, TextArea
from ui.widgets.frames import Card, MessageBar
from ui.widgets.labels import KeyHint, Label, Quiet
from ui.widgets.plain_words import PlainWords

SHORT_FIELD = 320  # pixels: a name, a time, a place
A_SENTENCE = 40  # letters in the default: such a line gets the whole width
Editor = LineField | TextArea | Stepper | Check | Picker


class SettingGroup(Card):
    """Shows one group. `show_settings` may be called again at any time: what was typed stays. Read-only for who may not change it."""

    def __init__(self, desk: Desk, group: Group) -> None:
        super().__init__(group.heading, margins=20, gap=12)
        self.group, self._desk = group, desk
        self.may_change = desk.may(change_settings)
        self._shown: TeamSettings | None = None
        self.editors: dict[str, Editor] = {}
        self._read_only: dict[str, Label] = {}
        self.plain: dict[str, PlainWords] = {}
        self.bar = MessageBar()
        self.body.addWidget(self.bar)
        for name in group.names:
            self.body.addWidget(self._row(name))
        self.both = BothTexts()
        self.both.hide()
        self.both.chosen.connect(self._on_texts_chosen)
        self.body.addWidget(self.both)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(10)
        self.save_button = Button(self.tr("Bewaar"), self.save, role="primary")
        self.save_button.setAccessibleName(self.tr("Bewaar {0}").format(group.heading))
        self.back_button = Button(self.tr("Zet terug"), self.put_back)
        self.back_button.setAccessibleName(self.tr("Zet terug: {0}").format(group.heading))
        for part in (self.save_button, KeyHint("Ctrl Enter"), self.back_button):
            foot.addWidget(part)
        foot.addStretch(1)
        self._foot.hide()
        self.body.addWidget(self._foot)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save)
        self.kept = DraftKeeper(self, desk.runner, "settings", self._drafted, self._restore)
        self._acts = desk.runner.lane(self, self.show_refusal)
        self._clash: dict[str, tuple[object, object]] = {}

    @property
    def is_changed(self) -> bool:
        """Whether something was typed that is not saved."""
        return self._shown is not None and bool(changed_names(self._shown, self.typed()))

    def typed(self) -> dict[str, Value]:
        """Return what the fields hold now."""
        return {name: _value(editor) for name, editor in self.editors.items()}

    def show_settings(self, settings: TeamSettings) -> None:
        """Show the values as they are; a field in which something was typed keeps that."""
        before, first = self._shown, self._shown is None
        for name, words in self._read_only.items():
            words.setText(full_text(getattr(settings, name)))
        typed = [] if before is None else changed_names(before, self.typed())
        for name, editor in self.editors.items():
            if name not in typed:
                _put(editor, getattr(settings, name))
        if not typed:
            self._shown = settings  # else the values on which the typing began stay, so that a colleague's change is noticed
        if first and self.editors:
            self.kept.begin(self.group.key)
        for words in self.plain.values():
            words.follow(settings.plain)
        self._show_foot()

    def save(self) -> None:
        """Save what differs."""
        if self._shown is None or not self.may_change:
            return
        typed = self.typed()
        new = {name: typed[name] for name in changed_names(self._shown, typed)}
        if new:
            self.bar.close_bar()
            self._acts.do(lambda _: self._on_saved(typed), change_settings, new, self._shown)

    def put_back(self) -> None:
        """Forget what was typed."""
        if self._shown is not None:
            for name, editor in self.editors.items():
                _put(editor, getattr(self._shown, name))
            self._acts.ask(lambda now: self._show_anew(now, []), team_settings)  # a draft may have begun on an older version
        self.both.hide()
        self.bar.close_bar()
        self._on_touched()
        next(iter(self.editors.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_refusal(self, refused: Refused) -> None:
        """Say what is wrong above the fields, or show both texts."""
        if isinstance(refused, Conflict) and refused.fields:
            self._clash = refused.fields
            self.both.show_conflict(refused, TITLES, lambda _, value: full_text(value), self._desk.clock())
            self.both.show()
        else:
            self.bar.tell(str(refused), "warn")

    def _row(self, name: str) -> QWidget:
        default = getattr(TeamSettings(), name)
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if not self.may_change:
            column.addWidget(Label(title(name), "strong", wrap=True))
            self._read_only[name] = Label("", wrap=True)
            column.addWidget(self._read_only[name])
        else:
            editor = self.editors[name] = self._editor(name, default)
            if isinstance(editor, Check):
                column.addWidget(editor)
            elif isinstance(editor, Stepper):
                column.addWidget(Label(title(name), "strong", wrap=True))
                column.addWidget(editor)
            else:
                column.addWidget(Field(title(name), editor))
            if isinstance(editor, TextArea) and BY_KEY[name].for_residents:
                self.plain[name] = PlainWords(editor)
                column.addWidget(self.plain[name])
        column.addWidget(Quiet(note(name), small=True, wrap=True))
        return row

    def _editor(self, name: str, default: Value) -> Editor:
        if isinstance(default, bool):
            check = Check(title(name))
            check.toggled.connect(self._on_touched)
            return check
        if isinstance(default, int):
            setting = BY_KEY[name]
            stepper = Stepper(default, name=title(name), least=setting.least, most=setting.most, step=setting.step)
            stepper.changed.connect(self._on_touched)
            return stepper
        if isinstance(default, tuple):
            area = TextArea(least=3, most=10)
            area.textChanged.connect(self._on_touched)
            return area
        if choices := BY_KEY[name].choices:
            picker = Picker((choice, choice.capitalize()) for choice in choices)
            picker.setMaximumWidth(SHORT_FIELD)
            picker.chosen.connect(self._on_touched)
            return picker
        line = LineField()
        if len(str(default)) < A_SENTENCE:
            line.setMaximumWidth(SHORT_FIELD)
        line.textChanged.connect(self._on_touched)
        return line

    def _drafted(self) -> dict[str, str]:
        if self._shown is None:
            return {}
        typed = self.typed()
        kept: dict[str, str] = {}
        for name in changed_names(self._shown, typed):
            kept |= {name: _stored(typed[name]), WAS + name: _stored(getattr(self._shown, name))}
        return kept

    def _restore(self, fields: dict[str, str]) -> None:
        began_on: dict[str, Value] = {}
        for name, editor in self.editors.items():
            if name not in fields:
                continue
            if WAS + name in fields:
                _put_stored(editor, fields[WAS + name])
                began_on[name] = _value(editor)
            _put_stored(editor, fields[name])
        if self._shown is not None:  # what a colleague changed since then is noticed when this is saved
            self._shown = replace(self._shown, **began_on)  # type: ignore[arg-type]
        if self.is_changed:
            self.bar.tell(self.tr("Wat u eerder typte staat er weer. Het is nog niet bewaard."))

    def _on_touched(self, *_: object) -> None:
        self.kept.touched()
        self._show_foot()

    def _show_foot(self) -> None:
        self._foot.setVisible(self.is_changed)

    def _on_saved(self, saved: dict[str, Value]) -> None:
        self.both.hide()
        self.bar.close_bar()
        self._desk.say(self.tr("{0}: bewaard.").format(self.group.heading))
        self._acts.ask(lambda settings: self._show_anew(settings, self._typed_since(saved)), team_settings)

    def _typed_since(self, saved: dict[str, Value]) -> list[str]:
        return [name for name, value in self.typed().items() if value != saved[name]]

    def _show_anew(self, settings: TeamSettings, mine: list[str]) -> None:
        """Show what is stored now in every field but mine."""
        for name, editor in self.editors.items():
            if name not in mine:
                _put(editor, getattr(settings, name))
        self._shown = settings
        self.kept.keep_now()  # drops the draft when nothing is left that is not saved
        self._show_foot()

    def _on_texts_chosen(self, mine: list[str]) -> None:
        for name, (_, theirs) in self._clash.items():
            if name not in mine:
                _put(self.editors[name], theirs)
        self.both.hide()
        self._acts.ask(self._on_fresh, team_settings)

    def _on_fresh(self, settings: TeamSettings) -> None:
        if self._shown is not None:
            self._show_anew(settings, changed_names(self._shown, self.typed()))
            self.save()


def _value(editor: Editor) -> Value:
    if isinstance(editor, Stepper):
        return editor.value
    if isinstance(editor, Check):
        return editor.isChecked()
    if isinstance(editor, TextArea):
        return tuple(line.strip() for line in editor.toPlainText().splitlines() if line.strip())
    return str(editor.value or "") if isinstance(editor, Picker) else editor.value()


def _put(editor: Editor, value: object) -> None:
    if isinstance(editor, Check):
        editor.setChecked(bool(value))
    elif isinstance(editor, Stepper):
        editor.set_value(int(str(value)))
    elif isinstance(editor, TextArea):
        editor.set_value("\n".join(value) if isinstance(value, tuple) else str(value))
    elif isinstance(editor, Picker):
        editor.set_value(str(value))
    else:
        editor.setText(str(value))


def _stored(value: Value) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return "\n".join(value) if isinstance(value, tuple) else str(value)


def _put_stored(editor: Editor, text: str) -> None:
    if isinstance(editor, Check):
        editor.setChecked(text == "ja")
    elif isinstance(editor, Stepper):
        editor.set_value(int(text) if text.isdecimal() else editor.value)
    else:
        _put(editor, text)
