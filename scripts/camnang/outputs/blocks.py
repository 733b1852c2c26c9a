"""Block HTML → blocks of a printed page; a tag that is not known here stops the sheet instead of losing words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from camnang.outputs.drawing import PrintStyle, figure
from camnang.outputs.form import FORM, form
from camnang.outputs.inline import INLINE_TAGS, classes, describe, is_web_only, run, words
from camnang.outputs.tree import Block, HandoutError, Inline, plain

_PASS = frozenset({"div", "section", "article", "header", "footer", "aside", "main", "nav", "address"})
_BOXES = ("danger", "warning", "failure", "bug", "tip", "success", "info", "question", "example", "quote", "note")
STUCK = "ket"


@dataclass(frozen=True)
class BlockReader:
    """Reads blocks; `for_print` turns a drawing into its black-and-white form."""

    for_print: PrintStyle

    def read(self, node: LexborNode) -> list[Block]:
        """Blocks inside an element, loose words gathered into paragraphs."""
        return self.read_all(node.iter(include_text=True))

    def read_all(self, nodes: Iterable[LexborNode]) -> list[Block]:
        """Blocks of neighbouring nodes."""
        out: list[Block] = []
        loose: list[LexborNode] = []
        for node in nodes:
            if is_web_only(node):
                continue
            if node.tag in INLINE_TAGS:
                loose.append(node)
                continue
            out += _paragraph(loose)
            loose = []
            out += self._block(node)
        return out + _paragraph(loose)

    def _block(self, node: LexborNode) -> list[Block]:
        tag, names = node.tag or "", classes(node)
        if "admonition" in names:
            return [self._box(node, node.css_first("p.admonition-title"))]
        if FORM in names:
            return [form(node)]
        if tag in _PASS:
            return self.read(node)
        reader = self._readers().get(tag)
        if reader is None:
            raise HandoutError(f"thẻ {describe(node)} chưa in được")
        return reader(node)

    def _readers(self) -> dict[str, Callable[[LexborNode], list[Block]]]:
        return {
            "p": lambda node: _paragraph([node]),
            "ul": self._list, "ol": self._list, "table": self._table, "dl": self._terms, "figure": self._figure,
            "details": lambda node: [self._box(node, node.css_first("summary"))],
            "blockquote": lambda node: [{"t": "quote", "c": self.read(node)}],
            "hr": lambda node: [{"t": "hr"}],
            "h2": _heading, "h3": _heading, "h4": _heading, "h5": _heading,
        }  # fmt: skip

    def _figure(self, node: LexborNode) -> list[Block]:
        return [figure(node, self.for_print)]

    def _box(self, node: LexborNode, title: LexborNode | None) -> Block:
        names = classes(node)
        kind = STUCK if STUCK in names else next((name for name in _BOXES if name in names), "note")
        body = [child for child in node.iter(include_text=True) if title is None or child.mem_id != title.mem_id]
        return {"t": "box", "kind": kind, "title": words(title) if title else [], "c": self.read_all(body)}

    def _list(self, node: LexborNode) -> list[Block]:
        items = [child for child in node.iter() if not is_web_only(child)]
        if wrong := next((item for item in items if item.tag != "li"), None):
            raise HandoutError(f"thẻ {describe(wrong)} trong danh sách chưa in được")
        if any("task-list-item" in classes(item) for item in items):
            return [{"t": "tasks", "c": [self._task(item) for item in items]}]
        start = int(node.attributes.get("start") or 1)
        kind: Block = {"t": "ol", "start": start} if node.tag == "ol" else {"t": "ul"}
        return [{**kind, "c": [self.read(item) for item in items]}]

    def _task(self, item: LexborNode) -> Block:
        box = item.css_first("input[type=checkbox]")
        done = box is not None and "checked" in box.attributes
        if box is not None:
            box.decompose()
        return {"done": done, "c": self.read(item)}

    def _table(self, node: LexborNode) -> list[Block]:
        if node.css_first("[colspan], [rowspan]") is not None:
            raise HandoutError("bảng có ô gộp (colspan, rowspan) chưa in được")
        head = [words(cell) for cell in node.css("thead th")]
        rows = [[self.read(cell) for cell in row.css("td, th")] for row in node.css("tr") if row.css_first("td")]
        if any(len(row) != len(rows[0]) for row in rows) or (head and rows and len(head) != len(rows[0])):
            raise HandoutError("bảng có dòng thừa hoặc thiếu ô")
        caption = node.css_first("caption")
        title: list[Block] = _paragraph([caption]) if caption is not None else []
        return [*title, {"t": "table", "head": head, "rows": rows, "widths": _widths(node)}]

    def _terms(self, node: LexborNode) -> list[Block]:
        entries: list[Block] = []
        for child in node.css("dt, dd"):
            if child.tag == "dt":
                entries.append({"term": words(child), "c": []})
            elif entries:
                entries[-1]["c"].append(self.read(child))
        return [{"t": "terms", "c": entries}]


def _paragraph(nodes: list[LexborNode]) -> list[Block]:
    content: list[Inline] = words(nodes[0]) if len(nodes) == 1 and nodes[0].tag in ("p", "caption") else run(nodes)
    return [{"t": "p", "c": content}] if plain(content).strip() else []


def _heading(node: LexborNode) -> list[Block]:
    return [{"t": "h", "level": int((node.tag or "h3")[1]), "c": words(node)}]


def _widths(table: LexborNode) -> list[float]:
    """Share of each column: at least its longest word, growing with the amount of text."""
    columns: list[float] = []
    for row in table.css("tr"):
        for index, cell in enumerate(row.css("th, td")):
            text = (cell.text() or "").strip()
            share = max(1.6 * max(map(len, text.split()), default=1), len(text) ** 0.75, 4.0)
            columns[index:] = [max([share, *columns[index : index + 1]]), *columns[index + 1 :]]
    return [round(share, 1) for share in columns]
