"""The one style sheet, written from the tokens. Roles are explained in `theme`."""

from __future__ import annotations

from ui.look.tokens import RADIUS_CARD, RADIUS_CONTROL, TYPE, Colours

_CHIP_RADIUS = {100: 10, 115: 11, 130: 12}  # half the height of a chip, rounded down: above that Qt draws square corners


def style_sheet(c: Colours, scale: int = 100) -> str:
    """Return Qt style sheet text for one scheme; letters at `scale` per cent.

    Family, base size and colour of text come from the application's font and palette: a rule for every widget costs more than all others.
    """

    def size(pixels: int) -> str:
        return f"{round(pixels * scale / 100)}px"

    chips = "".join(
        f"QLabel[chip='{kind}'] {{ background: {ground}; color: {ink}; }}\n"
        for kind, ground, ink in (
            ("new", c.calm_tint, c.calm),
            ("running", c.tint, c.accent),
            ("waiting", c.warn_tint, c.warn),
            ("urgent", c.alert_tint, c.alert),
            ("calm", c.sunken, c.muted),
        )
    )
    tones = "".join(
        f"QLabel[tone='{tone}'] {{ color: {ink}; }}\nQFrame[role='bar'][tone='{tone}'] {{ background: {ground}; }}\n"
        f"QFrame[role='bar'][tone='{tone}'] QLabel {{ color: {ink}; }}\n"
        for tone, ground, ink in (
            ("accent", c.tint, c.accent),
            ("warn", c.warn_tint, c.warn),
            ("alert", c.alert_tint, c.alert),
            ("calm", c.calm_tint, c.calm),
            ("muted", c.sunken, c.muted),
        )
    )
    return f"""
QMainWindow, QDialog, QWidget[role='page'] {{ background: {c.bg}; }}
QToolTip {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.ctl}; padding: 4px 8px; }}
QLabel {{ background: transparent; }}
QLabel:disabled {{ color: {c.muted}; }}
QLabel[role='title'] {{ font-size: {size(TYPE.title)}; font-weight: 600; }}
QLabel[role='heading'] {{ font-size: {size(TYPE.heading)}; font-weight: 600; }}
QLabel[role='strong'] {{ font-weight: 600; }}
QLabel[role='quiet'] {{ color: {c.muted}; }}
QLabel[role='small'] {{ color: {c.muted}; font-size: {size(TYPE.small)}; }}
QLabel[role='section'] {{ color: {c.muted}; font-size: {size(TYPE.key)}; font-weight: 600; letter-spacing: 0.6px; }}
QLabel[role='figure'] {{ font-size: {size(TYPE.figure)}; font-weight: 600; }}
QLabel[role='key'] {{ color: {c.muted}; font-size: {size(TYPE.key)}; background: {c.surface};
  border: 1px solid {c.line2}; border-bottom-width: 2px; border-radius: 4px; padding: 0 6px; }}
QLabel[chip] {{ border-radius: {_CHIP_RADIUS[scale]}px; padding: 1px 10px; font-size: {size(TYPE.small)}; font-weight: 600; }}
{chips}{tones}
QLabel[role='small'][tone] {{ font-weight: 600; }}
QFrame[role='card'] {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: {RADIUS_CARD}px; }}
QFrame[role='well'] {{ background: {c.sunken}; border: none; border-radius: {RADIUS_CONTROL}px; }}
QFrame[role='tile'], QFrame[role='float'] {{ background: {c.surface}; border: 1px solid {c.ctl}; border-radius: {RADIUS_CONTROL}px; }}
QFrame[role='row'] {{ background: transparent; border: none; border-top: 1px solid {c.line}; }}
QFrame[role='line'] {{ background: {c.line}; border: none; max-height: 1px; min-height: 1px; }}
QFrame[role='bar'] {{ border: none; border-radius: {RADIUS_CONTROL}px; background: {c.sunken}; }}
QFrame[role='top'] {{ background: {c.surface}; border: none; border-bottom: 1px solid {c.line}; }}
QFrame[role='foot'] {{ background: {c.surface}; border: none; border-top: 1px solid {c.line}; }}
QFrame[role='foot'] QPushButton[role='link'] {{ font-size: {size(TYPE.small)}; }}
QFrame[role='foot'] QLabel {{ color: {c.muted}; font-size: {size(TYPE.small)}; }}
QFrame[role='rail'] {{ background: {c.rail}; border: none; }}

QPushButton {{ background: {c.surface}; border: 1px solid {c.ctl}; border-radius: {RADIUS_CONTROL}px; padding: 7px 13px;
  min-height: {round(20 * scale / 100)}px; outline: none; }}
QPushButton:hover {{ background: {c.sunken}; }}
QPushButton:disabled {{ color: {c.muted}; background: {c.sunken}; border-color: {c.line2}; }}
QPushButton:focus {{ border: 2px solid {c.focus}; padding: 6px 12px; }}
QPushButton[role='primary'] {{ background: {c.accent}; color: {c.on_accent}; border: none; padding: 8px 14px; font-weight: 600; }}
QPushButton[role='primary']:hover {{ background: {c.accent_hover}; }}
QPushButton[role='primary']:disabled {{ background: {c.sunken}; color: {c.muted}; }}
QPushButton[role='primary']:focus {{ border: none; padding: 8px 14px; }}
QPushButton[role='danger'] {{ color: {c.alert}; border-color: {c.alert}; font-weight: 600; }}
QPushButton[role='danger']:hover {{ background: {c.alert_tint}; }}
QPushButton[role='danger']:focus {{ border-color: {c.focus}; }}
QPushButton[role='link'] {{ background: transparent; border: 2px solid transparent; border-radius: 6px; color: {c.accent};
  font-weight: 600; padding: 0 1px; text-align: left; }}
QPushButton[role='link']:hover {{ text-decoration: underline; }}
QPushButton[role='link']:disabled {{ color: {c.muted}; }}
QPushButton[role='link']:focus {{ border-color: {c.focus}; }}
QPushButton[role='tab'] {{ background: transparent; border: 2px solid transparent; border-radius: 0; border-bottom: 3px solid transparent;
  padding: 7px 4px; color: {c.muted}; }}
QPushButton[role='tab']:hover {{ color: {c.text}; }}
QPushButton[role='tab']:checked {{ color: {c.accent}; border-bottom-color: {c.accent}; font-weight: 600; }}
QPushButton[role='tab']:focus {{ border: 2px solid {c.focus}; border-bottom-width: 3px; }}
QPushButton[role='filter'] {{ border-radius: {round(14 * scale / 100)}px; padding: 4px 12px; font-size: {size(TYPE.chip)}; }}
QPushButton[role='filter']:checked {{ background: {c.tint}; border-color: {c.accent}; color: {c.accent}; font-weight: 600; }}
QPushButton[role='filter']:focus {{ border: 2px solid {c.focus}; padding: 3px 11px; }}
QPushButton[role='fold'] {{ background: transparent; border: 2px solid transparent; border-radius: 6px; text-align: left;
  padding: 4px 6px 4px 0; }}
QPushButton[role='fold']:hover {{ background: {c.sunken}; }}
QPushButton[role='fold']:focus {{ border-color: {c.focus}; }}
QPushButton[role='search'] {{ background: {c.sunken}; color: {c.muted}; text-align: left; padding: 7px 12px; }}
QPushButton[role='search']:hover {{ color: {c.text}; }}
QPushButton[role='search']:focus {{ padding: 6px 11px; }}
QToolButton {{ background: transparent; border: 2px solid transparent; border-radius: 6px; padding: 3px; outline: none; }}
QToolButton:hover {{ background: {c.sunken}; }}
QToolButton:checked {{ background: {c.tint}; color: {c.accent}; }}
QToolButton:focus {{ border-color: {c.focus}; }}
QToolButton:disabled {{ color: {c.muted}; }}
QToolButton[role='rail'] {{ color: {c.rail_text}; border-radius: 10px; padding: 6px 2px 4px 2px; font-size: {size(TYPE.small)}; }}
QToolButton[role='rail']:hover {{ background: {c.rail_sel}; color: {c.rail_on}; }}
QToolButton[role='rail']:checked {{ background: {c.rail_sel}; color: {c.rail_on}; font-weight: 600; }}
QToolButton[role='rail']:focus {{ border-color: {c.rail_focus}; }}

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox {{ background: {c.surface}; border: 1px solid {c.ctl};
  border-radius: {RADIUS_CONTROL}px; padding: 7px 11px; selection-background-color: {c.accent}; selection-color: {c.on_accent};
  placeholder-text-color: {c.muted}; }}
QPlainTextEdit, QTextEdit {{ padding: 4px 8px; }}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus {{ border: 2px solid {c.accent}; padding: 6px 10px; }}
QPlainTextEdit:focus, QTextEdit:focus {{ border: 2px solid {c.accent}; padding: 3px 7px; }}
QLineEdit[wrong='true'], QPlainTextEdit[wrong='true'], QComboBox[wrong='true'] {{ border: 2px solid {c.alert}; padding: 6px 10px; }}
QPlainTextEdit[wrong='true'] {{ padding: 3px 7px; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {{ background: {c.sunken}; color: {c.muted}; border-color: {c.line2}; }}
QLineEdit[role='bare'], QLineEdit[role='bare']:focus {{ border: none; background: transparent; padding: 4px 2px; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; height: 0; border: none; }}
QAbstractSpinBox::up-arrow, QAbstractSpinBox::down-arrow {{ width: 0; height: 0; image: none; }}
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {{ border: none; padding: 0; background: transparent; }}
QComboBox::drop-down {{ border: none; width: 28px; }}
QComboBox QAbstractItemView {{ background: {c.surface}; border: 1px solid {c.ctl}; padding: 4px; outline: none;
  selection-background-color: {c.tint}; selection-color: {c.text}; }}
QAbstractItemView {{ background: transparent; border: none; outline: none; alternate-background-color: {c.sunken};
  selection-background-color: {c.tint}; selection-color: {c.text}; }}
QTableView, QTreeView {{ gridline-color: {c.line}; }}
QHeaderView::section {{ background: transparent; color: {c.muted}; font-size: {size(TYPE.small)}; font-weight: 600; border: none;
  border-bottom: 1px solid {c.line}; padding: 6px 8px; }}
QMenu {{ background: {c.surface}; border: 1px solid {c.ctl}; border-radius: {RADIUS_CONTROL}px; padding: 4px; }}
QMenu::item {{ padding: 6px 18px 6px 12px; border-radius: 6px; }}
QMenu::item:selected {{ background: {c.tint}; }}
QProgressBar {{ background: {c.sunken}; border: none; border-radius: 4px; max-height: 8px; min-height: 8px; }}
QProgressBar::chunk {{ background: {c.accent}; border-radius: 4px; }}
QSlider {{ min-height: {size(24)}; }}
QSlider::groove:horizontal {{ background: {c.sunken}; border: 1px solid {c.ctl}; border-radius: 4px; height: 6px; }}
QSlider::handle:horizontal {{ background: {c.accent}; border: 2px solid {c.accent}; border-radius: 8px; width: 12px; margin: -6px 0; }}
QSlider::handle:horizontal:focus {{ border-color: {c.focus}; }}
QScrollArea, QScrollArea > QWidget > QWidget[role='scrolled'] {{ border: none; background: transparent; }}
QSplitter::handle {{ background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 2px; }}
QScrollBar::handle {{ background: {c.ctl}; border-radius: 4px; min-height: 28px; min-width: 28px; }}
QScrollBar::handle:hover {{ background: {c.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSpinBox[role='stepper'] {{ padding: 4px 4px; min-width: {size(34)}; }}
QSpinBox[role='stepper']:focus {{ padding: 3px 3px; }}
QCheckBox, QRadioButton {{ spacing: 8px; min-height: {size(22)}; border: 2px solid transparent; border-radius: 6px; padding: 0 4px; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {size(16)}; height: {size(16)};
  background: {c.surface}; border: 1px solid {c.ctl}; }}
QCheckBox::indicator {{ border-radius: 4px; }}
QRadioButton::indicator {{ border-radius: {round(9 * scale / 100)}px; }}
QCheckBox::indicator:checked, QRadioButton::indicator:checked {{ background: {c.accent}; border-color: {c.accent}; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ background: {c.sunken}; }}
QCheckBox::indicator:checked:disabled, QRadioButton::indicator:checked:disabled {{ background: {c.muted}; border-color: {c.muted}; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {c.focus}; }}
"""
