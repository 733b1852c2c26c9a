"""Names that readers type, scan and print."""

import pytest

from camnang import names


@pytest.mark.parametrize(
    ("text", "slug"),
    [("Đăng ký định danh", "dang-ky-dinh-danh"), ("  Ễ Ậ Ợ!  ", "e-a-o"), ("VNeID: mức 2", "vneid-muc-2"), ("“…”", "")],
)
def test_slug(text: str, slug: str) -> None:
    assert names.slugify(text) == slug


def test_addresses() -> None:
    assert names.page_url("vi/a/b.md") == "a/b.html"
    assert names.page_url("en/index.md") == "en/index.html"
    assert names.relative_url("ban-in/x.pdf", "huong-dan/vneid/a.html") == "../../ban-in/x.pdf"
    assert names.relative_url("a.html", "index.html") == "a.html"
    assert names.handout_path("G001", "kich-hoat") == "ban-in/g001-kich-hoat.pdf"
    assert names.short_path("G001") == "G001/index.html"


def test_qr_address_keeps_the_case_of_the_path() -> None:
    assert names.qr_address("https://camnang.example.org/", "G001") == "HTTPS://CAMNANG.EXAMPLE.ORG/G001"
    assert names.qr_address("https://a.example/kho/", "G001") == "HTTPS://A.EXAMPLE/kho/G001"
