"""Texts that must not be taken for faults, beside texts that must."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from camnang import facts, page, rules, screens
from camnang.corpus import Corpus
from camnang.problem import Problem
from camnang.rules import Context

TRANG = Path(__file__).parents[1] / "trang"
ReadText = Callable[..., list[Problem]]


def free_page(body: str) -> str:
    return f"---\nloai: trang\ntitle: Trang thử\ndescription: Trang để thử.\n---\n\n{body}\n"


FINE = [
    "Báo cáo nhấn mạnh việc này. Ấn tượng tốt. Va chạm nhẹ.\n\nĐèn nhấp nháy. Kích hoạt tài khoản.",
    "Trên cơ sở dữ liệu quốc gia. Kẻ xấu nhằm vào người già. Giỗ nhằm ngày rằm.",
    "Không có gì an toàn tuyệt đối. Không phải chỉ cần nhớ là xong.",
    "Trò lừa bảo “Rất đơn giản, bấm link”. Nhiều người nói “app”.",
    "Tải từ App Store. Gửi về thu@update.example.org.\n\nXem `git update`. Mở <https://login.gov.vn>.",
    "Căn cước công dân (CCCD) của bác. Sau đó chỉ ghi CCCD.",
    "Áp thẻ vào lưng máy để đọc chip (gọi là NFC). Ảnh QR, VNeID, Zalo, Wi-Fi, SMS, SIM.",
    "Nếu bác gõ sai 5 lần thì máy khoá. Máy không trách ai bấm nhầm.",
    "Nghị định 13/2023/NĐ-CP, ngày 1/7/2023. Bản 2.2.4. Từ 1/10/2025 đến 31/12/2026.",
    "Phí 50.000 đồng, 1,5 triệu đồng, 12,5 km.\n\nGọi 1900 0000. Năm 1900-1945. Tỉ lệ 0,125.",
    "Tổ có 2.000.000.000.000 đồng. Thủ tục 1.000656.000.00.00. Tờ 09xx xxx xxx, 0xx xxx xxx xxx, 0000 000 000.",
    "Bác Ba kể: thứ hai tuần sau, mười người tới. Ngày 20 thì họp.",
    "Số nhỏ hơn 5 < 6. Mũi tên -> và <- cũng được. <!-- ghi chú <b> -->",
    "[Gọi](tel:113) hoặc [viết thư](mailto:thu@example.org), xem [phần dưới](#duoi).",
]
FAULTY = [
    ("Ấn nút ở dưới.", "CN043"),
    ("### Của VNeID {#cua-vneid}", "CN075"),
    ("Chạm vào ô ấy.", "CN043"),
    ("Click “Gửi”.", "CN043"),
    ("Các đối tượng xấu.", "CN044"),
    ("Tổ làm nhằm giúp dân.", "CN045"),
    ("Họp trên cơ sở ý dân.", "CN045"),
    ("Bác chỉ cần bấm.", "CN046"),
    ("Cách này an toàn tuyệt đối.", "CN046"),
    ("Mua hàng online.", "CN047"),
    ("Tải app mới.", "CN047"),
    ("Mang thẻ CCCD. Căn cước công dân (CCCD) là thẻ.", "CN048"),
    ("Gõ mã OTP, mã PIN (dãy số mở khoá).", "CN048"),
    ("Bà con nhập sai rồi.", "CN049"),
    ("Từ ngày 1 tháng 7 năm 2025.", "CN060"),
    ("Hạn 23-11-2026.", "CN060"),
    ("Nộp 20.000đ.", "CN061"),
    ("Nộp 1,500,000 đồng.", "CN061"),
    ("Nộp 50000 đồng.", "CN061"),
    ("Gọi 19000000.", "CN062"),
    ("Gọi 1900.0000.", "CN062"),
    ("Có hai mươi lăm hộ.", "CN063"),
    ("Gọi 0912.345.678.", "CN057"),
    ("Gọi +84 912 345 678.", "CN057"),
    ("Số 001 234 567 890.", "CN057"),
    ("Xem <br onclick=x>.", "CN073"),
    ("Xem \\`<script>\\`.", "CN073"),
    ("<!--> <i>ẩn</i> -->", "CN073"),
    ("Xem [đây](a.md){ onclick=x }", "CN075"),
    ("Xem [đây](data:text/html,x)", "CN075"),
    ("![Ảnh](https://example.org/a.png)", "CN071"),
    ("Xem {% include x %}.", "CN074"),
    ('--8<-- "a.md"', "CN074"),
]


@pytest.mark.parametrize("body", FINE)
def test_good_text_raises_nothing(body: str, read_text: ReadText) -> None:
    assert [problem.terminal() for problem in read_text(free_page(body))] == []


@pytest.mark.parametrize(("body", "code"), FAULTY)
def test_bad_text_raises_its_code_once(body: str, code: str, read_text: ReadText) -> None:
    assert [problem.code for problem in read_text(free_page(body)) if problem.code != "CN072"] == [code]
    assert read_text(free_page(body))[0].line == 7


def test_the_personal_number_is_never_repeated(read_text: ReadText) -> None:
    assert "345" not in read_text(free_page("Gọi 0912 345 678."))[0].terminal()


def test_title_and_description_are_read_too(read_text: ReadText) -> None:
    text = free_page("Chữ.").replace("Trang để thử.", "Mở link này.")
    assert [(problem.code, problem.line) for problem in read_text(text)] == [("CN047", 4)]


def test_writing_rules_leave_other_languages_alone(read_text: ReadText) -> None:
    assert read_text(free_page("Click the link in your account."), "en/about.md") == []


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("Bấm ô **“Số điện thoại”**", "Bấm ô **“Số điện”**", []),
        ("Bấm ô **“Số điện thoại”**", "Bấm ô **“số điện thoại”**", ["CN027"]),
        ("màn hình **“Đăng nhập”**", "màn hình **“Đăng xuất”**", ["CN027"]),
        ("Nói với bác: “Cháu quay đi", "Máy hỏi “Cháu quay đi", ["CN027"]),
        ("bấm “Quay lại”", "bấm “Quay về”", []),
    ],
)
def test_quoted_words_are_looked_up_where_they_belong(
    old: str, new: str, codes: list[str], read_text: ReadText
) -> None:
    text = (TRANG / "tot" / "huong-dan.md").read_text(encoding="utf-8")
    assert old in text
    assert [problem.code for problem in read_text(text.replace(old, new), "vi/huong-dan/huong-dan.md")] == codes


def test_all_findings_come_at_once(read_text: ReadText) -> None:
    codes = [problem.code for problem in read_text(free_page("Click link, nộp 50k.\n\nNgười dùng tiến hành."))]
    assert codes == ["CN043", "CN047", "CN061", "CN044", "CN045"]


@pytest.mark.parametrize(
    ("today", "codes"),
    [
        (date(2025, 12, 1), []),
        (date(2025, 12, 2), ["CN054"]),
        (date(2026, 1, 1), ["CN054"]),
        (date(2026, 1, 2), ["CN053"]),
    ],
)
def test_a_fact_is_good_to_the_end_of_its_last_day(today: date, codes: list[str]) -> None:
    one = page.parse(free_page("Phí [[mau.het-han]], xin nhắc: [[mau.het-han]]."), "vi/ve-trang/thu.md")
    context = Context(today, facts.load(TRANG), screens.Library(), Corpus(TRANG, (one,)))
    assert [problem.code for problem in rules.check_page(one, context)] == codes
