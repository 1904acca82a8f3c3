"""What a list shows, for Qt: the one model behind every list that draws its rows itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex


class Shown(Protocol):
    """A row: its title, and how it is read aloud."""

    @property
    def title(self) -> str: ...

    def words(self) -> str: ...


T = TypeVar("T")
S = TypeVar("S", bound=Shown)


class ListModel(QAbstractListModel, Generic[T]):
    """Holds the rows; a painter asks for one under `UserRole`. Overriders say its words."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[T] = ()

    def title_of(self, row: T) -> str:
        """Return what stands for the row where only one line fits."""
        raise NotImplementedError

    def words_of(self, row: T) -> str:
        """Return the row as it is read aloud."""
        raise NotImplementedError

    def tip_of(self, row: T) -> str | None:
        """Return what shows under the mouse."""
        return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.title_of(row)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.words_of(row)
            case Qt.ItemDataRole.ToolTipRole:
                return self.tip_of(row)
            case Qt.ItemDataRole.UserRole:
                return row
        return None

    def replace(self, rows: Sequence[T]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()


class RowModel(ListModel[S]):
    """Of rows that know their own words."""

    def title_of(self, row: S) -> str:
        return row.title

    def words_of(self, row: S) -> str:
        return row.words()
