"""Phone screens as code: YAML → checked and laid-out Screen → inline SVG for pages, black and white for paper.

library = Library.read(docs / "_du-lieu" / "man-hinh")
screen = parse(fence_text, library)        # ScreenError lists every finding
html = render(screen, 3, "mh-3")           # <figure class="man-hinh">…</figure>
paper = for_print(html)                    # only black and white
"""

from camnang.screens.fence import parse
from camnang.screens.figure import draw, render, unmarked, unmarked_alt
from camnang.screens.ink import for_print
from camnang.screens.library import Library, Misprint
from camnang.screens.screen import Screen, ScreenError

__all__ = [
    "Library",
    "Misprint",
    "Screen",
    "ScreenError",
    "draw",
    "for_print",
    "parse",
    "render",
    "unmarked",
    "unmarked_alt",
]
