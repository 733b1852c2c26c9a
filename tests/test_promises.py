"""Promises as data: known codes only, each once, each with its proof and its day."""

import pytest

from camnang import promises
from camnang.page import parse

PAGE = parse("---\nloai: trang\nngay_kiem: 2026-11-28\n---\n\nChữ.\n", "vi/ve-trang/x.md")
GOOD = '- {ma: khong-cookie, hua: "Không <đặt> cookie.", chung: "Mở thật rồi đếm."}\n'


def test_a_promise_shows_its_proof_its_day_and_its_test() -> None:
    html = promises.render(GOOD, PAGE)
    assert 'id="khong-cookie"' in html and "Không &lt;đặt&gt; cookie." in html
    assert "ngày 28/11/2026" in html and "Mở thật rồi đếm." in html


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", "chưa có lời hứa nào"),
        ("- {ma: khong-cooki, hua: a, chung: b}", "có phải «khong-cookie»"),
        ("- {ma: khong-cookie, hua: a}", "cần đúng ba mục"),
        (GOOD + GOOD, "ghi hai lần"),
        ("- ma: [", "Cách sửa"),
    ],
)
def test_a_wrong_promise_is_answered(source: str, said: str) -> None:
    with pytest.raises(promises.PromiseError, match="Cách sửa") as caught:
        promises.render(source, PAGE)
    assert said in str(caught.value)
