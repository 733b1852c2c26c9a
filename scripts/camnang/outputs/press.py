"""The press: a sheet's data goes through a Typst template and comes out as an accessible PDF, the same bytes every time."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

import typst

from camnang.outputs import places
from camnang.outputs.sheet import Sheet
from camnang.outputs.tree import HandoutError

TEMPLATES = "overrides/ban-in"
FONTS = "overrides/assets/fonts"
TEXT_FONT = "Noto Sans"
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
TOO_LONG = "khong-vua"


_PAGE_COUNT = re.compile(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)", re.S)


def page_count(pdf: bytes) -> int:
    """Pages of a PDF made by the press."""
    counts = [int(match) for match in _PAGE_COUNT.findall(pdf)]
    if not counts:
        raise HandoutError("không đếm được số trang của tờ in")
    return max(counts)


@dataclass(frozen=True)
class Printed:
    """A sheet and what came of it: the PDF, or the reason why there is none."""

    sheet: Sheet
    result: bytes | str


@dataclass(frozen=True)
class Press:
    """Templates and fonts of the project at `root`."""

    root: Path

    def __reduce__(self) -> tuple[type[Press], tuple[Path]]:
        """Only the folder travels to other processes; fonts are loaded where they are used."""
        return Press, (self.root,)

    @cached_property
    def fonts(self) -> typst.Fonts:
        """The fonts of the project, and no others."""
        return typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(self.root / FONTS)]
        )

    @cached_property
    def families(self) -> list[str]:
        """Font families, the text font first, symbols behind it."""
        found = sorted(set(self.fonts.families()))
        if TEXT_FONT not in found:
            raise HandoutError(f"thiếu phông chữ {TEXT_FONT} trong {FONTS}")
        return [TEXT_FONT, *(name for name in found if name != TEXT_FONT)]

    @cached_property
    def engine_key(self) -> str:
        """Changes with the engine, a template, a font or this module; all else that matters is in the sheet's data."""
        digest = hashlib.sha256(version("typst").encode())
        for file in [
            *self._files(TEMPLATES, "*.typ"),
            *self._files(FONTS, "*.ttf"),
            Path(__file__),
            Path(places.__file__),
        ]:
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
        return digest.hexdigest()

    def key(self, sheet: Sheet) -> str:
        """What the sheet is made of, except the day it is printed."""
        content = json.dumps([sheet.data, asdict(sheet.ladder)], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(f"{self.engine_key}{content}".encode()).hexdigest()

    def print(self, sheet: Sheet, printed: str) -> bytes:
        """PDF of the sheet in the first layout that fits.

        Args:
            printed: the day of printing as shown («23/11/2026»).

        Raises:
            HandoutError: it fits no layout, or Typst refuses it (a letter without glyph, a drawing without words …).
        """
        fixed = {**sheet.data, "printed": printed, "fonts": self.families, "template": sheet.ladder.template}
        layouts = [{**fixed, "opt": one} for one in sheet.ladder.steps]
        pdf = self._fewest(sheet, layouts) if sheet.ladder.ideal else self._first(sheet, layouts)
        if pdf is None:
            raise HandoutError("nội dung quá dài cho tờ in, chữ đã ở cỡ nhỏ nhất; tách trang hoặc bớt chữ")
        return pdf

    def _first(self, sheet: Sheet, layouts: list[dict[str, Any]]) -> bytes | None:
        return next((pdf for layout in layouts if (pdf := self._try(sheet, layout)) is not None), None)

    def _fewest(self, sheet: Sheet, layouts: list[dict[str, Any]]) -> bytes | None:
        """The most preferred layout among those with the fewest pages; the tightest says what can be reached."""
        loose = self._try(sheet, layouts[0])
        if loose is None or page_count(loose) <= sheet.ladder.ideal or len(layouts) == 1:
            return loose
        tight = self._try(sheet, layouts[-1])
        goal = max(sheet.ladder.ideal, page_count(tight)) if tight else page_count(loose)
        if page_count(loose) <= goal:
            return loose
        between = (self._try(sheet, layout) for layout in layouts[1:-1])
        return next((pdf for pdf in between if pdf and page_count(pdf) <= goal), tight)

    def _try(self, sheet: Sheet, data: dict[str, Any]) -> bytes | None:
        template = self.root / TEMPLATES / f"{sheet.ladder.template}.typ"
        try:
            typesetter = typst.Compiler(
                str(template), root=str(self.root), font_paths=self.fonts,
                sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            )  # fmt: skip
            pdf, warnings = typesetter.compile_with_warnings(format="pdf", pdf_standards=["ua-1"], timestamp=0)
        except typst.TypstError as error:
            if TOO_LONG in error.message:
                return None
            raise HandoutError(_reason(error.message)) from None
        if warnings:
            raise HandoutError(_reason(warnings[0].message))
        if not isinstance(pdf, bytes):
            raise HandoutError("máy in chữ không trả về PDF")
        found = (json.loads(typesetter.query(label, field="value")) for label in (places.PLACES, places.COPIES))
        return places.carry(pdf, places.known_of(*found))  # asked from memory: nothing is laid out again

    def _files(self, folder: str, pattern: str) -> list[Path]:
        return sorted((self.root / folder).glob(pattern))


def print_batch(press: Press, sheets: tuple[Sheet, ...], printed: str) -> list[Printed]:
    """Prints some sheets, each on its own: a fault in one does not stop the others."""
    done: list[Printed] = []
    for sheet in sheets:
        try:
            done.append(Printed(sheet, press.print(sheet, printed)))
        except HandoutError as error:
            done.append(Printed(sheet, str(error)))
    return done


def _reason(message: str) -> str:
    """What Typst says, in the words of those who write pages."""
    if letter := _NO_GLYPH.search(message):
        return f"phông chữ của tờ in không có «{letter[1]}»; thay bằng chữ hoặc dấu khác"
    return f"máy in chữ báo: {message}"
