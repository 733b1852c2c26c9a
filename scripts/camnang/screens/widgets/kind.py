"""What a widget is: its keys in YAML, and how it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from camnang.screens.drawing import Pen
from camnang.screens.shape import Fault, Key, Path, mapping

Value = Mapping[str, Any]


@dataclass(frozen=True)
class Widget:
    """A kind of row. `short` is the key meant when the YAML gives a bare value instead of a mapping."""

    keys: Mapping[str, Key]
    draw: Callable[[Pen, Value], None]
    short: str = ""
    docked: bool = False
    sheet: bool = False
    close: bool = False

    def faults(self, name: str, value: Any, path: Path) -> Iterator[Fault]:
        """What is wrong with the YAML value of this widget."""
        if self.short and not isinstance(value, dict):
            yield from self.keys[self.short].check(value, path)
        else:
            yield from mapping(self.keys, name)(value, path)

    def value(self, raw: Any) -> Value:
        """The value as a mapping, whichever way it was written."""
        return raw if isinstance(raw, dict) else {self.short: raw}
