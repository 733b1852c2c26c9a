"""The icon of the installed app as PNG: the logo in white on the green of the site, drawn by the press."""

from __future__ import annotations

import re
from pathlib import Path

import typst

LOGO = "overrides/assets/icons/logo.svg"
SIZES = (192, 512)
_PAGE = """#let data = sys.inputs
#set page(width: 100pt, height: 100pt, margin: 0pt, fill: rgb(data.color))
#place(center + horizon, image(bytes(data.logo), format: "svg", width: 58pt))
"""


def draw(root: Path, size: int, color: str) -> bytes:
    """PNG of the icon, the same bytes every time.

    Args:
        size: pixels of a side.
        color: of the ground, «#0b5d52»; it runs to the edges, and the logo stays inside the circle that phones may cut.
    """
    logo = re.sub(r' color="[^"]*"', ' color="#ffffff"', (root / LOGO).read_text(encoding="utf-8"), count=1)
    png = typst.compile(_PAGE.encode(), format="png", ppi=size * 72 / 100, sys_inputs={"logo": logo, "color": color})
    assert isinstance(png, bytes)
    return png
