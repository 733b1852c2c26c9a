"""The text of a man-hinh fence → Screen, with every fault and its line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from camnang import strict_yaml
from camnang.screens.content import INLINE_KEYS, REUSE_KEYS, content_of, screen_faults
from camnang.screens.drawing import Part
from camnang.screens.library import Library, Stored
from camnang.screens.phone import TABS_ROW, TITLE_ROW, Drawing, lay_out
from camnang.screens.screen import Finding, Screen, ScreenError
from camnang.screens.shape import nearest
from camnang.strict_yaml import Loaded

_SECOND = re.compile(r"^(.*?)#([1-9])$")


def parse(source: str, library: Library) -> Screen:
    """Reads, checks and lays out the screen of one fence.

    Args:
        source: the YAML between the fence lines, dedented.
        library: named screens for `dung:`; it also keeps the results, so that equal text is read once.

    Raises:
        ScreenError: with every finding, lines counted from 0.
    """
    if source not in library.parsed:
        library.parsed[source] = _parse(source, library)
    return library.parsed[source]


def _parse(source: str, library: Library) -> Screen:
    loaded = strict_yaml.load(source, 0)
    if loaded.faults:
        raise ScreenError([(fault.line, fault.message, fault.fix) for fault in loaded.faults])
    reuse = isinstance(loaded.data, dict) and "dung" in loaded.data
    faults = list(screen_faults(loaded.data, (), REUSE_KEYS if reuse else INLINE_KEYS))
    findings: list[Finding] = [(loaded.line(*fault.path), fault.message, fault.fix) for fault in faults]
    stored = _stored(loaded, library, findings) if reuse and isinstance(loaded.data.get("dung"), str) else None
    if findings:
        raise ScreenError(findings)
    raw = _merged(loaded.data, stored) if stored else loaded.data
    screen = _screen(raw, loaded, stored, findings)
    if findings:
        raise ScreenError(findings)
    return screen


def _stored(loaded: Loaded, library: Library, findings: list[Finding]) -> Stored | None:
    name, line = loaded.data["dung"], loaded.line("dung")
    stored = library.screens.get(name)
    if stored is None:
        known = list(library.screens) or ["(thư viện màn hình đang trống)"]
        findings.append((line, f"thư viện không có màn hình «{name}».", nearest(name, known)))
    elif stored.faulty:
        where = f"docs/_du-lieu/man-hinh/{stored.path}:{stored.line}"
        findings.append((line, f"màn hình «{name}» trong thư viện còn lỗi.", f"sửa {where} trước."))
    return stored


def _merged(data: Mapping[str, Any], stored: Stored) -> dict[str, Any]:
    """The stored screen with `them`: a mapping replaces keys, a list adds rows below."""
    extra = data.get("them", {})
    if isinstance(extra, list):
        extra = {"cac_dong": [*stored.raw.get("cac_dong", ()), *extra]}
    return {**stored.raw, **extra, **{key: data[key] for key in ("dau", "gia", "bai_tap", "chu_thich") if key in data}}


def _screen(raw: Mapping[str, Any], loaded: Loaded, stored: Stored | None, findings: list[Finding]) -> Screen:
    content = content_of(raw)
    drawing = lay_out(content)
    for complaint in drawing.complaints:
        line = _line(complaint.row, loaded, stored, raw)
        findings.append((line, complaint.message, complaint.fix))
    part = _marked(raw["dau"], drawing, loaded.line("dau"), findings) if "dau" in raw else None
    return Screen(content, drawing, part, raw.get("chu_thich", ""), raw.get("doi_chieu", ""))


def _line(row: int, loaded: Loaded, stored: Stored | None, raw: Mapping[str, Any]) -> int:
    """The fence line of a row; rows that come from the library are shown at `dung:`."""
    if stored is None:
        return loaded.line(*{TITLE_ROW: ("tieu_de",), TABS_ROW: ("the_duoi",)}.get(row, ("cac_dong", row)))
    extra = loaded.data.get("them")
    if isinstance(extra, list) and row >= 0:
        own = row - (len(raw["cac_dong"]) - len(extra))
        return loaded.line("them", own) if own >= 0 else loaded.line("dung")
    if isinstance(extra, dict) and "cac_dong" in extra and row >= 0:
        return loaded.line("them", "cac_dong", row)
    return loaded.line("dung")


def _marked(wanted: str, drawing: Drawing, line: int, findings: list[Finding]) -> Part | None:
    """The part with this label; what can be pressed comes before what can only be read."""
    order = sorted(drawing.parts, key=lambda part: not part.active)
    match = _SECOND.match(wanted)
    label, which = (match[1], int(match[2])) if match else (wanted, 1)
    found = [part for part in order if part.label == label]
    if len(found) >= which:
        return found[which - 1]
    if found:
        message = f"dau «{wanted}»: trên màn hình chỉ có {len(found)} chỗ ghi «{label}»."
        findings.append((line, message, f"ghi số từ 1 đến {len(found)} sau dấu #."))
    else:
        message = f"dau «{label}» không có trên màn hình."
        findings.append((line, message, nearest(label, [part.label for part in drawing.parts] or ["(màn hình trống)"])))
    return None
