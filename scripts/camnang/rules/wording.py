"""CN043–CN049: words that readers do not use, or that shame, promise or hide; each with what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from camnang.rules.prose import Reading, line_at
from camnang.rules.registry import Context, Finding, rule

_WORD = r"(?<![\w-])(?:{})(?![\w-])"
_LETTERS = re.compile(r"(?:[^\W_]| (?!\?))(?:[^\W_](?!\?)| (?!\?))*")
_TARGETS = r"(?:vào|nút|ô|chữ|dòng|biểu tượng|phím|mục|giữ|nhẹ|“)"


@dataclass(frozen=True)
class _Words:
    """Patterns of words to avoid, each with what to write instead, tried with one search.

    `signs`: small-letter pieces of which at least one stands in any text that matches; saves the search on most pages.
    """

    pattern: re.Pattern[str]
    instead: tuple[str, ...]
    signs: tuple[str, ...]

    @classmethod
    def of(cls, table: Mapping[str, str], signs: tuple[str, ...] = ()) -> _Words:
        """From {regular expression of a word: what to write}; the signs are the letters each expression starts with."""
        joined = "|".join(f"({word})" for word in table)
        quoted = tuple(text if "«" in text else f"«{text}»" for text in table.values())
        return cls(re.compile(_WORD.format(joined), re.I), quoted, signs or tuple(map(_first_letters, table)))

    def find(self, reading: Reading) -> Iterator[tuple[re.Match[str], str]]:
        """Every word found with what to write instead."""
        if any(sign in reading.lowered for sign in self.signs):
            for match in self.pattern.finditer(reading.plain):
                yield match, self.instead[(match.lastindex or 1) - 1]


def _first_letters(expression: str) -> str:
    match = _LETTERS.match(expression)
    return match[0] if match else ""


_TOUCH = _Words.of({
    r"nhấn(?! mạnh| nhá)(?<!điểm nhấn)": "bấm", r"nhấp(?! nháy| nhô)": "bấm", r"click": "bấm", r"tap": "bấm",
    rf"ấn(?= {_TARGETS})(?<!in ấn)": "bấm", rf"chạm(?= (?:tay )?{_TARGETS})(?<!va chạm)": "bấm",
    rf"kích(?= (?:chuột|{_TARGETS}))": "bấm",
})  # fmt: skip
_ADDRESS = _Words.of({
    r"người dùng": "«bà con», «bác», hoặc «người có máy»", r"người sử dụng": "«bà con», «bác», hoặc «người có máy»",
    r"đối tượng": "«người», «kẻ xấu», hoặc tên nhóm người ấy", r"quý (?:khách|vị|công dân)": "«bà con», «bác»",
})  # fmt: skip
_OFFICE = _Words.of({
    r"tiến hành": "«làm», hoặc chỉ dùng động từ đứng sau", r"thực hiện việc": "«làm», hoặc chỉ dùng động từ đứng sau",
    r"đảm bảo": "«giữ cho», «để chắc», «bảo đảm»", r"nhằm(?! (?:vào|ngày|lúc|tháng))": "để",
    r"trên cơ sở(?! (?:dữ liệu|hạ tầng|vật chất))": "«dựa vào», «theo»", r"triển khai thực hiện": "làm",
})  # fmt: skip
_PROMISE = _Words.of({
    r"an toàn (?:tuyệt đối|100 ?%)": "«an toàn hơn khi …», kèm điều vẫn phải giữ",
    r"tuyệt đối an toàn": "«an toàn hơn khi …», kèm điều vẫn phải giữ", r"chỉ cần": "«cần», hoặc bỏ hai chữ này",
    r"(?:rất|cực kỳ|vô cùng) đơn giản": "có … bước", r"dễ thôi": "có … bước", r"rất dễ dàng": "có … bước", r"không (?:hề )?có (?:bất cứ |bất kỳ )?rủi ro(?: nào| gì)?": "còn rủi ro: …",
}, ("tuyệt đối", "100", "đơn giản", "chỉ cần", "dễ thôi", "dễ dàng", "rủi ro"))  # fmt: skip
_ENGLISH = _Words.of({
    r"log ?in": "đăng nhập", r"log ?out": "đăng xuất", r"links?": "đường dẫn", r"apps?(?! store)": "ứng dụng",
    r"update": "cập nhật", r"accounts?": "tài khoản", r"upload": "tải lên", r"download": "tải về",
    r"verify": "xác minh", r"online": "trên mạng", r"offline": "khi không có mạng", r"password": "mật khẩu",
    r"hotline": "«tổng đài», «số điện thoại»", r"scan": "quét", r"inbox": "nhắn riêng", r"smartphone": "điện thoại thông minh",
    r"users?": "«bà con», «người có máy»", r"files?": "tệp", r"settings?": "cài đặt", r"website": "trang web",
    r"check": "kiểm tra", r"fake": "giả", r"livestream": "phát trực tiếp", r"deadline": "hạn cuối",
})  # fmt: skip
_BLAME = _Words.of({
    r"(?:bác|bà con|bạn|người dân) (?:đã |lại )?(?:làm|gõ|nhập|bấm|chọn|điền|ghi|nhớ) (?:sai|nhầm)(?! (?:thì|cũng))":
        "«Máy báo …», rồi cách sửa",
    r"(?:lỗi|do|tại) (?:của |là )?(?:bác|bà con|bạn) (?:không|chưa) (?:cẩn thận|biết|hiểu)": "«Máy báo …», rồi cách sửa",
}, ("sai", "nhầm", "lỗi", "do ", "tại "))  # fmt: skip
GLOSSES: Mapping[str, str] = {
    "OTP": "mã OTP (mã số dùng một lần)", "NFC": "NFC (đọc chip khi áp thẻ vào lưng máy)",
    "APK": "tệp APK (tệp cài ứng dụng ngoài kho)", "CCCD": "căn cước công dân (CCCD)",
    "BHYT": "bảo hiểm y tế (BHYT)", "BHXH": "bảo hiểm xã hội (BHXH)", "GPLX": "giấy phép lái xe (GPLX)",
    "UBND": "Ủy ban nhân dân (UBND)", "HĐND": "Hội đồng nhân dân (HĐND)", "TTHC": "thủ tục hành chính (TTHC)",
    "CNTT": "công nghệ thông tin (CNTT)", "CNSCĐ": "công nghệ số cộng đồng (CNSCĐ)", "CĐS": "chuyển đổi số (CĐS)",
    "DVC": "dịch vụ công (DVC)", "CSDL": "cơ sở dữ liệu (CSDL)", "PIN": "mã PIN (dãy số mở khoá)",
    "eKYC": "eKYC (xác minh bằng ảnh)", "HTX": "hợp tác xã (HTX)", "OCOP": "OCOP (mỗi xã một sản phẩm)",
    "MTTQ": "Mặt trận Tổ quốc (MTTQ)", "GTGT": "giá trị gia tăng (GTGT)",
}  # fmt: skip
_TERMS = re.compile(rf"(?<![\w-])(?:{'|'.join(GLOSSES)})(?![\w-])")
_GLOSSED_AFTER = re.compile(r"[”»]?\s*(?:\(|là |, (?:tức|nghĩa|là|hay) |[–:-] )")
_GLOSSED_BEFORE = re.compile(r"\($|(?:gọi|viết|tắt|tức|nghĩa|đó|tên) là$|, hay$", re.I)
_NEGATION = re.compile(r"(?<!\w)(?:không|chưa|chẳng|đừng|tránh)(?!\w)", re.I)
_CONDITION = re.compile(r"(?<!\w)(?:nếu|lỡ|khi|hễ|dù|sợ|để|không|đừng|ai)(?!\w)", re.I)


def _findings(reading: Reading, words: _Words, says: str) -> Iterator[Finding]:
    for match, instead in words.find(reading):
        yield Finding(line_at(match.string, match.start()), says.format(match[0]), f"viết {instead}.")


@rule(
    "CN043", title="Chạm vào màn hình thì gọi là «bấm»",
    why="Một việc một từ: nhấn, ấn, chạm, click làm người mới tưởng là bốn việc.",
    good="Bấm “Tiếp tục”.", bad="Nhấn vào “Tiếp tục”.",
)  # fmt: skip
def touch_words(reading: Reading, _: Context) -> Iterator[Finding]:
    """Other words for «bấm»."""
    yield from _findings(reading, _TOUCH, "chữ «{}» làm bà con phân vân.")


@rule(
    "CN044", title="Gọi người đọc là «bà con», «bác»",
    why="«Người dùng», «đối tượng» là chữ của máy và của công văn.",
    good="Bà con chưa có máy thì …", bad="Người dùng chưa có máy thì …",
)  # fmt: skip
def address_words(reading: Reading, _: Context) -> Iterator[Finding]:
    """Office words for people."""
    yield from _findings(reading, _ADDRESS, "chữ «{}» nghe xa lạ với bà con.")


@rule(
    "CN045", title="Không viết kiểu công văn",
    why="Chữ đệm làm câu dài mà không thêm ý.",
    good="Nộp hồ sơ.", bad="Tiến hành thực hiện việc nộp hồ sơ.",
)  # fmt: skip
def office_words(reading: Reading, _: Context) -> Iterator[Finding]:
    """Padding of office style."""
    yield from _findings(reading, _OFFICE, "chữ «{}» là chữ công văn.")


@rule(
    "CN046", title="Không hứa quá, không chê khó dễ",
    why="«Rất đơn giản» làm người chưa làm được thấy xấu hổ; «an toàn tuyệt đối» là hứa điều không ai giữ được.",
    good="Việc này có 6 bước.", bad="Việc này rất đơn giản.",
)  # fmt: skip
def promises(reading: Reading, _: Context) -> Iterator[Finding]:
    """Promises and words that belittle; fine when the sentence says that it is not so."""
    for match, instead in _PROMISE.find(reading):
        if not _NEGATION.search(_sentence_before(match)):
            yield Finding(
                line_at(match.string, match.start()), f"chữ «{match[0]}» hứa quá hoặc chê dễ.", f"viết {instead}."
            )


def _sentence_before(match: re.Match[str]) -> str:
    """What stands before the match in its sentence."""
    return re.split(r"[.!?\n]", match.string[max(0, match.start() - 80) : match.start()])[-1]


@rule(
    "CN047", title="Không dùng tiếng Anh khi có tiếng Việt",
    why="Nhiều bà con không đọc được tiếng Anh.",
    good="Mở đường dẫn.", bad="Mở link.",
)  # fmt: skip
def english_words(reading: Reading, _: Context) -> Iterator[Finding]:
    """English words with a Vietnamese one; the glossary may name them."""
    if reading.page.kind != "tu-dien":
        yield from _findings(reading, _ENGLISH, "chữ «{}» là tiếng Anh.")


@rule(
    "CN048", title="Chữ tắt được giải thích ở chỗ gặp đầu tiên",
    why="Người đọc mở thẳng một trang, chưa chắc đã đọc trang khác.",
    good="mã OTP (mã số dùng một lần)", bad="mã OTP (không giải thích)",
)  # fmt: skip
def glossed(reading: Reading, _: Context) -> Iterator[Finding]:
    """Short forms without an explanation where they first stand in the text."""
    if reading.page.kind == "tu-dien":
        return
    seen: set[str] = set()
    text = reading.own
    for match in _TERMS.finditer(text):
        if match[0] not in seen:
            seen.add(match[0])
            if not _explained(text, match):
                fix = f"lần đầu viết «{GLOSSES[match[0]]}»."
                yield Finding(line_at(match.string, match.start()), f"chữ tắt «{match[0]}» chưa giải thích.", fix)


def _explained(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 80) : match.start()].rstrip()
    plain = GLOSSES[match[0]].partition(" (")[0].lower()
    spelled = match[0].lower() not in plain and plain in before.lower()
    return spelled or bool(_GLOSSED_BEFORE.search(before)) or bool(_GLOSSED_AFTER.match(text, match.end()))


@rule(
    "CN049", title="Nói «Máy báo…», không nói «Bác làm sai»",
    why="Bị chê một lần là bà con không muốn thử nữa.",
    good="Máy báo sai số? Xem lại 12 số trên thẻ.", bad="Bác gõ sai số rồi.",
)  # fmt: skip
def blame(reading: Reading, _: Context) -> Iterator[Finding]:
    """Sentences that blame the person; «Nếu bác gõ sai 5 lần …» only says what happens."""
    for match, instead in _BLAME.find(reading):
        if not _CONDITION.search(_sentence_before(match)):
            says = f"chữ «{match[0]}» nghe như trách người làm."
            yield Finding(line_at(match.string, match.start()), says, f"viết {instead}.")
