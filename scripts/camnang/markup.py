"""Markdown → the article's structure: h2 parts become sections, steps become cards with words beside the drawing."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from camnang.names import slugify

_STEP = re.compile(r"^Bước\s+(\d+)\s*[:.]\s*")
_FIGURE = '<figure class="man-hinh'


class PartsExtension(Extension):
    """Wraps each h2 and what follows it: `section.phan.phan-<slug>`, or `section.buoc` for «Bước n: …».

    `finish` is given the finished tree of each page.
    """

    def __init__(self, finish: Callable[[Element], None] | None = None) -> None:
        super().__init__()
        self.finish = finish

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (name given by Markdown)
        """Parts after `toc` (priority 5), so that headings keep their ids; the rest after MkDocs has seen the links (0)."""
        md.treeprocessors.register(_Parts(md), "camnang-parts", 2)
        if self.finish:
            md.treeprocessors.register(_Finish(self.finish), "camnang-finish", -1)


class _Finish(Treeprocessor):
    def __init__(self, finish: Callable[[Element], None]) -> None:
        super().__init__()
        self.finish = finish

    def run(self, root: Element) -> None:
        self.finish(root)


class _Parts(Treeprocessor):
    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            _frame_tables(parent)
        children = list(root)
        for child in children:
            root.remove(child)
        part: Element | None = None
        for child in children:
            if child.tag == "h2":
                part = self._open(root, child)
            elif part is None:
                root.append(child)
            elif part.get("data-buoc"):
                self._into_step(part, child)
            else:
                part.append(child)

    def _open(self, root: Element, heading: Element) -> Element:
        match = _STEP.match(heading.text or "")
        if match is None:
            part = SubElement(root, "section", {"class": f"phan phan-{slugify(''.join(heading.itertext()))}"})
            part.append(heading)
            return part
        part = SubElement(root, "section", {"class": "buoc", "data-buoc": match[1]})
        part.append(_step_heading(heading, match))
        body = SubElement(part, "div", {"class": "buoc-than"})
        SubElement(body, "div", {"class": "buoc-loi"})
        return part

    def _into_step(self, part: Element, child: Element) -> None:
        """Words before the drawing, the drawing, words after it: the order in which they are read on a phone."""
        body = part[1]
        if self._is_drawing(child):
            place = "buoc-hinh"
        else:
            place = "buoc-loi" if len(body) == 1 else "buoc-sau"
            strong = child.find("strong")
            if child.tag == "p" and strong is not None and (strong.text or "").startswith("Bác sẽ thấy"):
                child.set("class", "bac-se-thay")
        frame = next((one for one in body if one.get("class") == place), None)
        if frame is None:
            frame = SubElement(body, "div", {"class": place})
        frame.append(child)

    def _is_drawing(self, child: Element) -> bool:
        match = HTML_PLACEHOLDER_RE.fullmatch((child.text or "").strip()) if child.tag == "p" else None
        return bool(match) and str(self.md.htmlStash.rawHtmlBlocks[int(match[1])]).startswith(_FIGURE)  # type: ignore[index]


def _step_heading(heading: Element, match: re.Match[str]) -> Element:
    out = Element("h2", {"id": f"buoc-{match[1]}"})
    number = SubElement(out, "span", {"class": "buoc-so"})
    number.text, number.tail = match[1], " "
    name = SubElement(out, "span", {"class": "buoc-ten"})
    name.text = (heading.text or "")[match.end() :]
    name.extend(child for child in heading if child.get("class") != "headerlink")
    return out


def _frame_tables(parent: Element) -> None:
    """Puts each table into a box that scrolls by itself, by finger and by keyboard."""
    for index, child in enumerate(list(parent)):
        if child.tag == "table" and parent.get("class") != "bang-khung":
            frame = Element(
                "div", {"class": "bang-khung", "tabindex": "0", "role": "region", "aria-label": _caption(child)}
            )
            parent.remove(child)
            frame.append(child)
            frame.tail, child.tail = child.tail, None
            parent.insert(index, frame)


def _caption(table: Element) -> str:
    """What the table is about: its column heads."""
    return "Bảng: " + ", ".join("".join(head.itertext()).strip() for head in table.iter("th"))
