"""A screen as HTML: the figure with its inline SVG and caption; and the drawing again without its mark."""

from __future__ import annotations

import re
from html import escape

from camnang.screens.drawing import Style
from camnang.screens.geometry import number as short
from camnang.screens.ink import INKS
from camnang.screens.mark import RADIUS, Mark, place
from camnang.screens.metrics import face
from camnang.screens.phone import WIDTH
from camnang.screens.screen import Screen
from camnang.screens.touch import touch

CAPTION = "Hình vẽ minh hoạ, màn hình thật có thể khác."
_FONT = "Noto Sans,Roboto,system-ui,sans-serif"
_NUMBER = Style("chu-so", 17, True, "middle")
_MARK = re.compile(r'<(\w+) class="mh-(?:dau|dan|so|chu-so)"[^>]*(?:/>|>[^<]*</\1>)')
_ALOUD = re.compile(r' aria-label="[^"]*"|<title>[^<]*</title>')
_TOLD = re.compile(r" Đánh dấu(?: số \d+)?: (.*?)\.(?: Còn có: (.*)\.)?$", re.DOTALL)


def render(screen: Screen, number: int | None, uid: str) -> str:
    """The figure of one screen, on one line.

    Args:
        screen: what `parse` returned.
        number: the step's number for the badge; without it the badge shows «!», and nothing is rehearsed.
        uid: id of the figure, different for every figure of a page.
    """
    caption = f"{CAPTION} {escape(screen.caption, quote=False)}".strip()
    kind = "man-hinh man-hinh-gia" if screen.fake else "man-hinh"
    svg = draw(screen, number)
    places = touch(screen) if number is not None else ""
    return f'<figure class="{kind}" id="{escape(uid)}"{places}>{svg}<figcaption>{caption}</figcaption></figure>'


def draw(screen: Screen, number: int | None) -> str:
    """The SVG alone; it carries its own name and description and has no ids, so many fit on one page."""
    mark = place(screen.drawing, screen.part) if screen.part else None
    width, height = WIDTH + (mark.gutter if mark else 0), screen.drawing.height
    alt = escape(screen.alt(number))
    size = f'viewBox="0 0 {short(width)} {short(height)}" width="{short(width)}" height="{short(height)}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" class="mh mh-tong-{screen.content.tone}" {size}'
    about = f' role="img" aria-label="{alt}" data-search-exclude="" font-family="{_FONT}" font-size="16">'
    body = "".join((*screen.drawing.shapes, *(_marked(mark, number, screen.fake) if mark else ())))
    return f"{head}{about}<title>{escape(screen.alt(number), quote=False)}</title>{body}</svg>"


def _marked(mark: Mark, number: int | None, fake: bool) -> tuple[str, ...]:
    frame = mark.frame
    place = (
        f'x="{short(frame.left)}" y="{short(frame.top)}" width="{short(frame.width)}" height="{short(frame.height)}"'
    )
    radius = short(min(14, frame.height / 2, frame.width / 2))
    dashes = 'stroke-dasharray="9 5.5"'
    parts = [f'<rect class="mh-dau"{INKS["dau"][0].attributes()} {place} rx="{radius}" {dashes}/>']
    x, y = short(mark.x), short(mark.y)
    if mark.leader:
        line = f"M{short(frame.right)} {y}H{x}"
        parts.append(f'<path class="mh-dan"{INKS["dan"][0].attributes()} d="{line}"/>')
    parts.append(f'<circle class="mh-so"{INKS["so"][0].attributes()} cx="{x}" cy="{y}" r="{short(RADIUS)}"/>')
    return (*parts, _sign(mark, number, fake))


def _sign(mark: Mark, number: int | None, fake: bool) -> str:
    """What stands on the badge: the number, «!» on a fake screen, else a fingertip's dot."""
    x = short(mark.x)
    if number is None and not fake:
        return f'<circle class="mh-chu-so"{INKS["chu-so"][0].attributes()} cx="{x}" cy="{short(mark.y)}" r="4.5"/>'
    text = "!" if number is None else str(number)
    size = _NUMBER.size if face(True).width(text, _NUMBER.size) <= 2 * RADIUS - 5 else 16
    baseline = short(mark.y + size * 0.36)
    look = f'class="mh-chu-so"{INKS["chu-so"][0].attributes()} font-size="{short(size)}" font-weight="700"'
    return f'<text {look} x="{x}" y="{baseline}" text-anchor="middle">{text}</text>'


def unmarked(svg: str) -> str:
    """The drawing of a rehearsal: no mark, no words for the ear (the page it goes to says them with `unmarked_alt`).

    Args:
        svg: a drawing made by `draw`; it may have passed an HTML parser and `for_print`.
    """
    bare = _ALOUD.sub("", _MARK.sub("", svg))
    return re.sub(r'viewBox="0 0 [\d.]+', f'viewBox="0 0 {short(WIDTH)}', bare, count=1)


def unmarked_alt(alt: str) -> str:
    """What `Screen.alt` says, without telling which part is marked."""
    return _TOLD.sub(lambda told: f" Có: {'; '.join(part for part in told.groups() if part)}.", alt)
