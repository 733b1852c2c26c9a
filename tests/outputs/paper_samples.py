"""Printed sheets that several tests look at, and ways to look into them."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import pikepdf

from camnang.outputs.article import read_article
from camnang.outputs.places import Place, carried
from camnang.outputs.press import Press
from camnang.outputs.sheet import make_sheet
from camnang.screens import for_print
from camnang.teams import Team

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = Path(__file__).parent / "fixtures"
HOA = Team(2, "Tổ thôn Nà Hỳ", "xã Nà Hỳ", "Chị Hoa, tổ trưởng", "0912 345 678", "thứ 7, 19 giờ 30", "nhà văn hoá")


@lru_cache
def sheet(name: str) -> bytes:
    html = (FIXTURES / f"{name}.html").read_text(encoding="utf-8")
    article = read_article(html, for_print)
    made = make_sheet(article, file="ban-in/x.pdf", source="x.html", site_url="https://camnang.example.org/")
    return Press(ROOT).print(made, "23/11/2026")


def places_of(pdf: bytes) -> tuple[Place, ...]:
    known = carried(pdf)
    assert known is not None
    return known.places


def marks(page: Any) -> list[int]:
    """Numbers under which the words of a page stand in the tags."""
    content = page.obj.get("/Contents", [])
    streams = content if isinstance(content, pikepdf.Array) else [content]
    return [int(m) for stream in streams for m in re.findall(rb"/MCID (\d+)", stream.read_bytes())]


def tagged(document: pikepdf.Pdf) -> list[tuple[int, str]]:
    """(page, words) in the order of the tags: what a screen reader reads; only words of the stamp are spelt out."""
    pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
    rows = document.Root.StructTreeRoot.ParentTree.Nums
    by_key = {int(key): row for key, row in zip(list(rows)[::2], list(rows)[1::2], strict=True)}
    found: list[tuple[int, int]] = []

    def walk(element: Any, page: Any) -> None:
        page = element.get("/Pg", page)
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary):
                walk(kid, page)
            else:
                number = pages[page.objgen]
                assert by_key[int(document.pages[number].obj.StructParents)][int(kid)].objgen == element.objgen
                found.append((number, int(kid)))

    for top in document.Root.StructTreeRoot.K:
        walk(top, None)
    return found  # type: ignore[return-value]
