"""CN104–CN105: letters that nobody sees, and letters that only look like ours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from camnang.rules.prose import Reading, line_at
from camnang.rules.registry import Context, Finding, rule

# Controls, soft hyphen, zero width, marks of direction, fillers, tags, variation selectors, private use. The joiner and
# the emoji selector are welcome after a picture sign, where they have a meaning.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff9-\uffff\ue000-\uf8ff\U0001d173-\U0001d17a\U000e0000-\U0010ffff]"
    "|(?<![\u200d\ufe0f\u2190-\u2bff\U0001f000-\U0001faff])[\u200d\ufe0f]"
)
# Letters of nearly every page; a page of these alone needs no closer look.
_EVERYDAY = frozenset(
    "\n" + "".join(map(chr, range(32, 127))) + "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư"
    + "".join(map(chr, range(0x1EA0, 0x1EFA))) + "“”‘’…–•→×°²³½"
)  # fmt: skip
_DIRECTION = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# Greek, Cyrillic, Armenian, Cherokee, Coptic, full width and mathematical letters, other dots; marks heaped on one letter
_STRANGE = re.compile(
    "[\u0370-\u03ff\u0400-\u052f\u0531-\u058f\u13a0-\u13ff\u1c80-\u1c8f\u1d00-\u1d7f\u2100-\u214f\u2460-\u24ff\u2c80-\u2cff\ua640-\ua69f"
    "\u2024\u3002\uff0e\uff61\uab70-\uabbf\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff\U0001f100-\U0001f1e5]|[\u0300-\u036f]{2,}"
)
_USUAL = frozenset("℃℉№™Ω℗µΔπ")
_MIXED = re.compile(r"[a-zà-ỹ][\u0590-\u06ff\u0900-\u0dff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]", re.I)


@rule(
    "CN104", lang="", title="Không có chữ tàng hình",
    why="Chữ không thấy được giấu được lệnh, đổi chiều dòng chữ, làm ô tìm không ra.",
    good="Cổng Dịch vụ công", bad="Cổng(chữ đảo chiều)Dịch vụ công",
)  # fmt: skip
def hidden(reading: Reading, _: Context) -> Iterator[Finding]:
    """Letters without a shape, one finding a line."""
    told = set()
    text = reading.page.text
    for match in _HIDDEN.finditer(text) if set(text) - _EVERYDAY else ():
        line = line_at(text, match.start())
        if line not in told:
            told.add(line)
            what = "dấu đảo chiều chữ" if match[0] in _DIRECTION else "chữ tàng hình"
            message = f"có {what} U+{ord(match[0]):04X} sau «{_before(text, match.start())}»."
            yield Finding(line, message, "xoá chữ ấy (bấm xoá lùi từ chữ đứng sau), hoặc gõ lại cả dòng.")


@rule(
    "CN105", lang="", title="Chữ đúng là chữ Việt, không phải chữ nhìn giống",
    why="Chữ Nga «а» trông y chữ Việt «a»: máy đọc sai, tìm không ra, và hay dùng để giả địa chỉ.",
    good="vneid.gov.vn", bad="vneid.gоv.vn (có chữ «о» của tiếng Nga)",
)  # fmt: skip
def strange(reading: Reading, _: Context) -> Iterator[Finding]:
    """Letters of other alphabets that pass for ours, one finding a line."""
    told = set()
    text = reading.page.text
    for pattern in (_STRANGE, _MIXED) if set(text) - _EVERYDAY else ():
        for match in pattern.finditer(text):
            line = line_at(text, match.start())
            if line not in told and match[0] not in _USUAL:
                told.add(line)
                name = unicodedata.name(match[0][-1], "không tên").lower()
                message = f"chữ «{match[0]}» không phải chữ Việt (tên của nó: {name})."
                yield Finding(line, message, "gõ lại từ ấy bằng bàn phím tiếng Việt.")


def _before(text: str, place: int) -> str:
    return text[max(0, place - 12) : place].rpartition("\n")[2].strip()
