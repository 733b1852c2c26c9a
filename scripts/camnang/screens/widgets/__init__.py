"""All widgets by their YAML name. A new widget is one draw function and one line in its family's table."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from camnang.screens.widgets import buttons, fields, frames, home, keypad, sheets, words
from camnang.screens.widgets.kind import Widget

WIDGETS: Mapping[str, Widget] = MappingProxyType(
    {
        **words.WIDGETS,
        **fields.WIDGETS,
        **buttons.WIDGETS,
        **home.WIDGETS,
        **sheets.WIDGETS,
        **frames.WIDGETS,
        **keypad.WIDGETS,
    }
)

__all__ = ["WIDGETS", "Widget"]
