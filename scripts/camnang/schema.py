"""The one table of page types: front matter keys, required parts in order, limits and the sheet each is printed on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

ValueType = Literal["text", "date", "number", "flag", "list", "code", "trials", "photos"]
TRIAL_FIELDS = ("ngay", "may", "phien_ban", "to")  # of each entry in a guide's `thu_tren_may`
Sheet = Literal["a4", "the", "phieu", "bo-the", "that-gia", "to-treo", ""]
Mode = Literal["buoc", "tap", "doan"]  # one step at a time; rehearsal; guessing before the answer

AUDIENCES = ("thanh-vien", "nguoi-day", "to-truong", "nguoi-dan")
REGIONS = ("nui-phia-bac", "dong-bang", "mien-trung", "tay-nguyen", "nam-bo", "do-thi")
COSTS = ("khong-ton", "it", "vua", "lon", "chua-ro")
LEVELS = ("thon", "xa", "tinh")
DIFFICULTIES = (
    "Bà con sợ lộ thông tin",
    "Người cao tuổi",
    "Không có máy",
    "Không có kinh phí",
    "Tổ chỉ có trên giấy",
    "Thành viên chưa rành",
    "Ngôn ngữ",
    "Đường xa",
    "Sóng yếu",
)
PAPERS = ("a4", "a6")  # of a form: the whole sheet, or four small ones to cut
PICTURED = frozenset({"huong-dan", "yen-tam", "hoi-dap", "lua-dao", "lo-roi"})  # types with a picture to send in a chat
CODE = re.compile(r"[A-Z]\d{3}")
MAX_STEPS = 9
STEP_WORDS, SENTENCE_WORDS, PARAGRAPH_SENTENCES = 20, 25, 3
TITLE_WORDS, DESCRIPTION_WORDS = 12, 25


@dataclass(frozen=True)
class Key:
    """A front matter key: what kind of value, whether it must be there, which words are allowed, how many tiếng."""

    type: ValueType
    required: bool = False
    choices: tuple[str, ...] = ()
    max_words: int = 0


@dataclass(frozen=True)
class Part:
    """An h2 heading with exactly this title; `steps` stands for the run of «Bước n: …» headings."""

    title: str
    required: bool = True
    max_words: int = 0
    min_words: int = 0


STEPS = Part("Bước")


@dataclass(frozen=True)
class PageType:
    """All that is known of one `loai`.

    `free_parts`: h2 headings are free (index pages, glossary). `max_words` counts the tiếng of the whole body.
    `sheet`: printed as A4, cards, form, or not at all; `more_sheets`: other forms of the same page. `sourced`: at least one fact or source is required.
    `modes`: what the page can do besides being read, where scripts run.
    """

    name: str
    label: str
    letter: str
    folder: str
    keys: Mapping[str, Key]
    parts: tuple[Part, ...] = ()
    free_parts: bool = False
    sheet: Sheet = ""
    sourced: bool = False
    max_words: int = 0
    max_review_days: int = 366
    more_sheets: tuple[str, ...] = ()
    modes: tuple[Mode, ...] = ()

    @property
    def has_steps(self) -> bool:
        """Whether the page is made of numbered steps with drawings."""
        return STEPS in self.parts


_COMMON: dict[str, Key] = {
    "loai": Key("text", required=True),
    "ma": Key("code", required=True),
    "title": Key("text", required=True, max_words=TITLE_WORDS),
    "description": Key("text", required=True, max_words=DESCRIPTION_WORDS),
    "danh_cho": Key("list", required=True, choices=AUDIENCES),
    "tu_khoa": Key("list"),
    "ngay_kiem": Key("date", required=True),
    "xem_lai": Key("date", required=True),
    "lien_quan": Key("list"),
    "nguon": Key("list"),
    "tags": Key("list"),
    "hide": Key("list"),
    "hinh": Key("photos"),
}
_PLAIN: dict[str, Key] = {
    "loai": Key("text", required=True),
    "title": Key("text", required=True, max_words=TITLE_WORDS),
    "description": Key("text", required=True, max_words=DESCRIPTION_WORDS),
    "ngay_kiem": Key("date"),
    "xem_lai": Key("date"),
    "danh_cho": Key("list", choices=AUDIENCES),
    "tu_khoa": Key("list"),
    "lien_quan": Key("list"),
    "nguon": Key("list"),
    "hide": Key("list"),
    "template": Key("text", choices=("home.html", "ngoai-mang.html")),
    "dich_tu": Key("text"),
    "hinh": Key("photos"),
    "dich_tu_ma": Key("text"),
}
_SNIPPET: dict[str, Key] = {key: _PLAIN[key] for key in ("loai", "title", "description")}
_GUIDE: dict[str, Key] = {
    "phut": Key("number", required=True),
    "chi_phi": Key("text", required=True),
    "man_hinh_theo": Key("text", required=True),
    "thu_tren_may": Key("trials"),
}
_CARD: dict[str, Key] = {"nhom": Key("text")}  # heading under which the card is listed
_CASE: dict[str, Key] = {
    "noi": Key("text", required=True),
    "ten_cu": Key("text"),
    "vung": Key("text", required=True, choices=REGIONS),
    "kho_khan": Key("list", required=True, choices=DIFFICULTIES),
    "muc_chi_phi": Key("text", required=True, choices=COSTS),
    "cap": Key("text", required=True, choices=LEVELS),
    "nam": Key("number", required=True),
    "ngon_ngu": Key("text"),
    "day_du": Key("flag", required=True),
    "nguyen_loi": Key("flag"),  # told by the people themselves, printed as told (rules/told.py)
    "dong_y": Key("text", required=True),
}


def _parts(*titles: str) -> tuple[Part, ...]:
    """Parts from their titles; a leading «?» marks one that may be missing."""
    return tuple(Part(title.lstrip("?"), required=not title.startswith("?")) for title in titles)


def _type(
    name: str,
    label: str,
    letter: str,
    folder: str,
    parts: tuple[Part, ...],
    sheet: Sheet,
    *,
    keys: Mapping[str, Key] | None = None,
    sourced: bool = False,
    max_words: int = 0,
    free_parts: bool = False,
    max_review_days: int = 366,
    more_sheets: tuple[str, ...] = (),
    modes: tuple[Mode, ...] = (),
) -> PageType:
    merged = MappingProxyType({**_COMMON, **(keys or {})})
    return PageType(
        name,
        label,
        letter,
        folder,
        merged,
        parts,
        free_parts,
        sheet,
        sourced,
        max_words,
        max_review_days,
        more_sheets,
        modes,
    )


_ALL = (
    _type(
        "huong-dan",
        "Hướng dẫn",
        "G",
        "huong-dan",
        (
            *_parts("Ai cần làm", "Chuẩn bị", "An toàn trước khi làm"),
            STEPS,
            *_parts("Xong rồi thì sao", "Dừng lại khi", "Nói lại", "Gặp ai"),
        ),
        "a4",
        keys=_GUIDE,
        sourced=True,
        more_sheets=("chu-to", "gap-a5", "tap-giay"),
        modes=("buoc", "tap"),
    ),
    _type(
        "lo-trinh",
        "Lộ trình",
        "R",
        "huong-dan",
        _parts("Khi nào dùng", "Các chặng", "Gặp ai"),
        "a4",
        more_sheets=("chu-to", "gap-a5"),
        modes=("buoc",),
    ),
    _type(
        "yen-tam",
        "Thẻ yên tâm",
        "Y",
        "yen-tam",
        _parts(
            "Bà con hỏi",
            "Trả lời",
            "Họ xin gì, để làm gì",
            "Họ không bao giờ xin",
            "Rủi ro còn lại",
            "Tự kiểm tra trong 1 phút",
            "Hôm nay chưa muốn làm",
            "Hỏi ai",
        ),
        "the",
        keys=_CARD,
        sourced=True,
        max_words=300,
        max_review_days=184,
        more_sheets=("chu-to", "gap-a5", "the-a5"),
    ),
    _type(
        "hoi-dap",
        "Thẻ hỏi đáp",
        "H",
        "yen-tam/hoi-dap",
        (Part("Trả lời", max_words=60), *_parts("Nên", "Không nên", "?Xem thêm")),
        "the",
        keys=_CARD,
        sourced=True,
        max_words=180,
        more_sheets=("a7", "the-a5"),
    ),
    _type(
        "lua-dao",
        "Thẻ lừa đảo",
        "L",
        "lua-dao",
        _parts("Quy tắc chung", "Chuyện thế này", "Dấu hiệu", "Làm ngay", "Không làm", "Lỡ rồi", "Câu để nói"),
        "the",
        keys={"hinh_thuc": Key("text", required=True)},
        sourced=True,
        max_words=300,
        max_review_days=184,
        more_sheets=("chu-to", "the-a5"),
    ),
    _type(
        "lo-roi",
        "Lỡ rồi, làm gì ngay",
        "K",
        "gap",
        _parts("?Hỏi nhanh", "Làm ngay", "Gọi ai", "Trong hôm nay", "Mấy ngày sau", "Không làm"),
        "a4",
        sourced=True,
        max_review_days=184,
        more_sheets=("chu-to", "gap-a5"),
        modes=("buoc",),
    ),
    _type(
        "dien-hinh",
        "Gương tốt",
        "D",
        "dien-hinh",
        _parts(
            "Nơi nào, ai làm",
            "Vấn đề",
            "Đã làm gì",
            "Kết quả",
            "Mất bao nhiêu",
            "Điều chưa được",
            "?Bối cảnh",
            "?Các khối ghép",
            "?Điều kiện cần",
            "?Bài học",
            "Làm lại ở tổ mình",
        ),
        "a4",
        keys=_CASE,
        sourced=True,
        max_words=1200,
    ),
    _type(
        "giao-an",
        "Giáo án",
        "B",
        "day/giao-an",
        _parts(
            "Học xong làm được",
            "Chuẩn bị",
            "Kịch bản",
            "Bài tập",
            "Nói lại",
            "Khi mất mạng, mất điện",
            "Tờ phát",
            "Ghi chú người dạy",
            "Phiếu cuối buổi",
        ),
        "a4",
        keys={"phut": Key("number", required=True)},
        more_sheets=("the-day",),
    ),
    _type(
        "loa",
        "Kịch bản loa",
        "P",
        "day/loa",
        (
            Part("Mục đích"),
            Part("Bản 30 giây", min_words=80, max_words=100),
            Part("Bản 3 phút", min_words=480, max_words=560),
            *_parts("Đọc số thế nào", "Phát đến ngày", "Người duyệt"),
        ),
        "a4",
        keys=_CARD,
        sourced=True,
        max_review_days=184,
    ),
    _type("ke-hoach", "Kế hoạch", "N", "to", _parts("Dùng khi nào", "Việc mỗi tháng", "Chỉ số đếm", "Ai duyệt"), "a4"),
    _type(
        "bieu-mau",
        "Biểu mẫu",
        "M",
        "to/bieu-mau",
        _parts("Dùng khi nào", "Ai điền", "Mẫu", "Ví dụ đã điền", "Nộp đâu, giữ bao lâu", "Dữ liệu cá nhân"),
        "phieu",
        keys={"kho": Key("text", choices=PAPERS), "nhom": Key("text")},
        more_sheets=("a7",),
    ),
    _type("kiem-viec", "Danh mục kiểm", "V", "to/kiem-viec", _parts("Khi nào", "Danh mục", "Nếu chưa được"), "phieu"),
    _type(
        "that-gia",
        "Thật hay giả?",
        "F",
        "lua-dao/that-hay-gia",
        (),
        "that-gia",
        sourced=True,
        free_parts=True,
        max_review_days=184,
        modes=("buoc", "doan"),
    ),
    _type(
        "dong-vai",
        "Thẻ đóng vai",
        "Q",
        "day/dong-vai",
        (
            Part("Tình huống", max_words=50),
            Part("Bà con", max_words=80),
            Part("Thành viên tổ", max_words=80),
            Part("Kẻ gian", required=False, max_words=80),
            Part("Người nhà", required=False, max_words=80),
            Part("Người xem", max_words=80),
        ),
        "bo-the",
    ),
    _type(
        "noi-chuyen",
        "Cách nói chuyện",
        "W",
        "day/noi-chuyen",
        _parts("Khi nào", "Mở lời", "Lắng nghe", "Nói thế này", "Không nói", "Tập với nhau"),
        "a4",
    ),
    _type(
        "ung-xu",
        "Quy tắc ứng xử",
        "U",
        "to/ung-xu",
        _parts("Cam kết", "Vì sao", "Khi khó xử", "Báo ai"),
        "a4",
        sourced=True,
        more_sheets=("ap-phich", "ap-phich-a2", "the-a5", "a7"),
    ),
    _type(
        "to-treo",
        "Tờ treo",
        "A",
        "to-roi/treo",
        (),
        "to-treo",
        free_parts=True,
        max_review_days=184,
        more_sheets=("a3", "a2"),
    ),
    _type("tai-lieu", "Tài liệu", "S", "to", (), "a4", free_parts=True, sourced=True),
    _type(
        "thang",
        "Việc tháng",
        "C",
        "to/thang",
        _parts(
            "Vì sao tháng này",
            "Việc của thôn",
            "Việc của xã",
            "Việc của tỉnh",
            "Học, đọc loa, phát tờ",
            "Đếm một việc",
        ),
        "a4",
    ),
    _type("tu-dien", "Từ điển", "T", "tu-dien", (), "a4", free_parts=True),
    _type(
        "vai-tro",
        "Vai trò",
        "E",
        "to/vai-tro",
        _parts("Việc tuần này", "Việc tháng này", "Việc năm nay", "Học theo thứ tự", "Giới hạn"),
        "a4",
    ),
    PageType("trang", "Trang", "", "", MappingProxyType(_PLAIN), free_parts=True),
    PageType("buoc", "Đoạn dùng chung", "", "_buoc", MappingProxyType(_SNIPPET), free_parts=True),
)

TYPES: Mapping[str, PageType] = MappingProxyType({page_type.name: page_type for page_type in _ALL})
FULL_CASE_PARTS = ("Bối cảnh", "Các khối ghép", "Điều kiện cần", "Bài học")
GLOSSARY_REQUIRED = ("Nói dễ hiểu", "Ví dụ", "Đọc là")
GLOSSARY_OPTIONAL = ("Trên màn hình ghi là", "Dễ nhầm với", "Bà con mình gọi là")
