"""All PDFs of the real site: what a printer, a photocopier, a phone camera and a screen reader make of them."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from pdfua import validate

from camnang import corpus, names
from camnang.outputs.layouts import ADVICE, LEAST_FIGURE

from .checks import CHECKS
from .conftest import Examined
from .copies import drawn, third_copy
from .letters import letters_of, misread
from .reading import read

TEMPLATES = "overrides/ban-in"
READ_RIGHT = 0.9  # of single letters by their shape alone, all marks right; words make up for the rest
LOOKED_AT = 120  # letters of a sheet, spread over it


def test_all_sheets_and_all_templates_are_examined(examined: list[Examined], root: Path) -> None:
    entries = {file.stem for file in (root / TEMPLATES).glob("*.typ") if "#show: sheet" in file.read_text("utf-8")}
    advice = {ADVICE.template}  # goes with booklets, which are not on the site
    assert {one.template for one in examined} == entries - advice
    assert len(examined) > 400


@pytest.mark.parametrize("check", sorted(CHECKS))
def test_no_sheet_has_the_fault(check: str, examined: list[Examined]) -> None:
    told = [f"{one.name}, {fault}" for one in examined for fault in one.faults[check]]
    assert not told, f"{CHECKS[check].__doc__}\n" + "\n".join(told[:20]) + f"\n({len(told)} chỗ)"


def test_every_step_has_its_picture_beside_it(site: Path, root: Path) -> None:
    """Steps of the page, in their order, each with its picture on its own page of paper."""
    guides = [page for page in corpus.load(root / "docs").of_kind("huong-dan", names.DEFAULT_LANG) if page.steps]
    assert len(guides) > 50
    told = []
    for guide in guides:
        paper = read(site / names.handout_path(guide.code, guide.slug))
        for step in guide.steps:
            has_drawing = any(fence.step == step.step for fence in guide.fences if fence.kind == "man-hinh")
            at = next((i for i, one in enumerate(paper.blocks) if one.level and _same(one.text, step.step_title)), None)
            if at is None:
                told.append(f"{paper.name}: không thấy bước {step.step} «{step.step_title}»")
                continue
            after = paper.blocks[at + 1 :]
            until = next((i for i, one in enumerate(after) if one.level), len(after))
            pictures = [one for one in after[:until] if one.kind == "Figure"]
            if has_drawing and [one.page for one in pictures[:1]] != [paper.blocks[at].page]:  # warnings may follow
                told.append(
                    f"{paper.name}, trang {paper.blocks[at].page + 1}, bước {step.step}: hình không đi liền lời"
                )
    assert not told, "\n".join(told)


def _same(printed: str, written: str) -> bool:
    fold = re.compile(r"\[\[[^\]]*\]\]|\W+")
    return fold.sub("", printed) == fold.sub("", written)


def test_the_smallest_letters_of_every_template_are_read_from_the_third_copy(one_of_each: dict[str, Examined]) -> None:
    told = {}
    for template, sheet in one_of_each.items():
        page = min(read(sheet.file).words, key=lambda one: (one.size if one.text.strip() else 99, one.page)).page
        letters = [one for one in letters_of(sheet.file, page) if one.size < sheet.smallest + 1]
        some = [letters[i] for i in np.linspace(0, len(letters) - 1, min(LOOKED_AT, len(letters))).astype(int)]
        wrong = misread(third_copy(drawn(sheet.file, page)), some)
        if len(wrong) > (1 - READ_RIGHT) * len(some):
            told[template] = (
                f"{sheet.name} trang {page + 1}, {sheet.smallest} pt: {len(wrong)}/{len(some)} chữ, {wrong[:12]}"
            )
    assert told == {}


def test_drawings_are_wide_enough_for_their_smallest_words(examined: list[Examined]) -> None:
    """16 units of 240 at 38 mm are 7.2 points; nothing on any sheet is smaller."""
    least = 16 / 240 * LEAST_FIGURE / 25.4 * 72
    assert {one.name: one.smallest for one in examined if one.smallest < least - 0.02} == {}


def test_an_independent_checker_finds_nothing(one_of_each: dict[str, Examined]) -> None:
    found = {one.name: [str(fault.message) for fault in validate(one.file).findings] for one in one_of_each.values()}
    assert {name: told for name, told in found.items() if told} == {}


def test_fonts_are_embedded_and_say_which_letters_they_draw(one_of_each: dict[str, Examined]) -> None:
    for one in one_of_each.values():
        with pikepdf.open(one.file) as pdf:
            fonts = [
                item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"
            ]
            whole = [font for font in fonts if font.Subtype == "/Type0"]
            assert whole and all("/ToUnicode" in font for font in whole), one.name
            inner = [font.DescendantFonts[0].FontDescriptor for font in whole]
            assert all("/FontFile2" in font or "/FontFile3" in font for font in inner), one.name
            assert all("Noto" in str(font.FontName) for font in inner), one.name
