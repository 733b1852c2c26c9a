"""A built page taken apart: the frame that many pages share, and the page's own words.

The pages of this site carry their whole frame (styles, header, footer), so that a weak network fetches one file. Kept in
a phone, four fifths of that would be the same again and again. So a frame is kept once and a page only as its own words;
when the frame changes, the saved pages need not be fetched again. The service worker (overrides/sw/sw.js) takes pages
apart by the same rule and puts them together again.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SHARED_BY = 5  # pages that must have a piece before it counts as frame
OWN = -1  # place of the page's own words in a shape
GAP = "\0"  # between two of its own parts; no HTML has this letter
_CUT = re.compile(r"(?=</?(?:title|style|script|header|main|footer|meta|link)\b)")


@dataclass(frozen=True)
class Parted:
    """A page taken apart: numbers of frame pieces with OWN between them, and its own parts joined by GAP."""

    shape: tuple[int, ...]
    own: str


def fingerprint(content: str | bytes) -> str:
    """Eight letters that stand for the content: the first 48 bits of SHA-256 in base64url."""
    data = content.encode() if isinstance(content, str) else content
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()[:6]).decode()


def cut(html: str) -> list[str]:
    """The pieces of a page in order; the article is one piece, whatever stands in it."""
    start, end = html.find("<article"), html.rfind("</article>")
    if not 0 <= start < end:
        return [html]
    pieces = [*_CUT.split(html[:start]), html[start:end], *_CUT.split(html[end:])]
    return [piece for piece in pieces if piece]


def frame_of(pages: Iterable[str]) -> tuple[str, ...]:
    """Pieces that at least SHARED_BY pages have, in the order in which they are first met."""
    seen: Counter[str] = Counter()
    for html in pages:
        seen.update(list(dict.fromkeys(cut(html))))
    return tuple(piece for piece, times in seen.items() if times >= SHARED_BY)


def part(html: str, frame: Sequence[str]) -> Parted:
    """Takes a page apart.

    Raises:
        ValueError: it does not come together again letter by letter.
    """
    number = {piece: place for place, piece in enumerate(frame)}
    shape: list[int] = []
    own: list[str] = []
    for piece in cut(html):
        place = number.get(piece, OWN)
        if place != OWN or not shape or shape[-1] != OWN:
            shape.append(place)
            own += [piece] if place == OWN else []
        else:
            own[-1] += piece
    parted = Parted(tuple(shape), GAP.join(own))
    if join(parted, frame) != html:
        raise ValueError("trang có ký tự lạ (mã 0), không tách được khung và bài")
    return parted


def join(parted: Parted, frame: Sequence[str]) -> str:
    """The page as it was."""
    own = iter(parted.own.split(GAP))
    return "".join(next(own, "") if place == OWN else frame[place] for place in parted.shape)
