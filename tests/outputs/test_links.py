"""The link check against a seeded site: every broken address found, no good one blamed."""

from __future__ import annotations

import json
import random
import unicodedata
from pathlib import Path

import pytest

from camnang.outputs.links import BrokenLink, check_links, report

NFD = unicodedata.normalize("NFD", "hòa-bình")
NFC = unicodedata.normalize("NFC", "hòa-bình")
HOME = '<html><head><link rel="canonical" href="https://camnang.example.org/to/"></head><body><a id="dau"></a></body></html>'
TARGET_PAGE = f'<body><h2 id="buoc-2">x</h2><a name="cu"></a><p id="{NFC}"></p><p id="Hoa"></p></body>'
FILES = {
    "index.html": HOME,
    "huong-dan/index.html": "<body></body>",
    "huong-dan/vneid/kich-hoat-muc-2.html": TARGET_PAGE,
    "huong-dan/vneid/dien-thoai.html": "<body></body>",
    "huong-dan/trong/mot.html": "<body></body>",
    "G001/index.html": "<body></body>",
    "ban-in/g001-kich-hoat-muc-2.pdf": "%PDF",
    f"anh/{NFC}.png": "",
    "anh/to roi.png": "",
    "anh/50%.png": "",
    "anh/to.webp": "",
    "anh/hinh.svg": '<svg xmlns="http://www.w3.org/2000/svg"><symbol id="khoa"/></svg>',
    "assets/tot.css": "a{background:url('../anh/hinh.svg')} /* url(khong-co-gi.png) */ b{background:url(data:image/gif;base64,R0)}",
    "site.webmanifest": '{"start_url": "./index.html", "icons": [{"src": "anh/to.webp"}]}',
    "search/search_index.json": '{"docs": [{"location": "huong-dan/vneid/kich-hoat-muc-2.html#buoc-2", "title": "t"}]}',
    "sitemap.xml": "<urlset><url><loc>https://camnang.example.org/to/G001/</loc></url></urlset>",
}

# words of the case → (markup, code, part of the guess); each stands alone on huong-dan/<n>.html
BROKEN = {
    "no page": ('<a href="khong-co-trang-nay.html">x</a>', "LK01", ""),
    "near page": ('<a href="vneid/kich-hoat-muc2.html">x</a>', "LK01", "vneid/kich-hoat-muc-2.html"),
    "moved page": ('<a href="kich-hoat-muc-2.html">x</a>', "LK01", "vneid/kich-hoat-muc-2.html"),
    "left .md": ('<a href="vneid/kich-hoat-muc-2.md">x</a>', "LK01", "vneid/kich-hoat-muc-2.html"),
    "page without ending": ('<a href="vneid/kich-hoat-muc-2">x</a>', "LK01", "vneid/kich-hoat-muc-2.html"),
    "slash after a file": ('<a href="vneid/kich-hoat-muc-2.html/">x</a>', "LK01", "vneid/kich-hoat-muc-2.html"),
    "no place there": (
        '<a href="vneid/kich-hoat-muc-2.html#buoc-3">x</a>',
        "LK02",
        "vneid/kich-hoat-muc-2.html#buoc-2",
    ),
    "no place here": ('<p id="chuan-bi"></p><a href="#chuan-b">x</a>', "LK02", "#chuan-bi"),
    "no place, encoded": ('<a href="#m%E1%BB%A5c">x</a>', "LK02", ""),
    "case of a file": ('<a href="vneid/Kich-Hoat-muc-2.html">x</a>', "LK03", "vneid/kich-hoat-muc-2.html"),
    "case of a folder": ('<img src="../Anh/to.webp">', "LK03", "../anh/to.webp"),
    "case of a place": ('<a href="vneid/kich-hoat-muc-2.html#hoa">x</a>', "LK03", "#Hoa"),
    "NFD for NFC file": (f'<img src="../anh/{NFD}.png">', "LK04", f"../anh/{NFC}.png"),
    "NFD for NFC place": (f'<a href="vneid/kich-hoat-muc-2.html#{NFD}">x</a>', "LK04", f"#{NFC}"),
    "above the root": ('<a href="../../../x.html">x</a>', "LK05", ""),
    "outside the base path": ('<a href="/huong-dan/index.html">x</a>', "LK05", "index.html"),
    "beside the base path": ('<a href="../../khac/x.html">x</a>', "LK05", ""),
    "folder without index": ('<a href="trong/">x</a>', "LK06", ""),
    "folder, no slash": ('<a href="trong">x</a>', "LK06", ""),
    "own public address": ('<a href="https://camnang.example.org/to/G002/">x</a>', "LK01", ""),
    "picture": ('<img src="../anh/khong.png" alt="Tờ rơi">', "LK01", ""),
    "srcset": ('<img src="../anh/to.webp" srcset="../anh/to.webp 1x, ../anh/to2.webp 2x">', "LK01", "../anh/to.webp"),
    "poster": ('<video poster="../anh/bia.webp"></video>', "LK01", ""),
    "source": ('<audio><source src="loa.mp3"></audio>', "LK01", ""),
    "iframe": ('<iframe src="khung.html"></iframe>', "LK01", ""),
    "object": ('<object data="../anh/khong.svg"></object>', "LK01", ""),
    "script": ('<script src="../assets/khong.js"></script>', "LK01", ""),
    "style sheet": ('<link rel="stylesheet" href="../assets/tốt.css">', "LK01", "../assets/tot.css"),
    "style attribute": ("<p style=\"background:url('../anh/nen.png')\">x</p>", "LK01", ""),
    "style element": ("<style>@import 'khong.css'; a{color:red}</style>", "LK01", ""),
    "svg use": ('<svg><use href="../anh/hinh.svg#khoaa"/></svg>', "LK02", "../anh/hinh.svg#khoa"),
    "svg use, own": ('<svg><symbol id="nha"/><use xlink:href="#nhaa"/></svg>', "LK02", "#nha"),
    "svg image": ('<svg><image xlink:href="../anh/khong.png"/></svg>', "LK01", ""),
    "handout": ('<a href="../ban-in/g001-kich-hoat-muc-3.pdf">Tờ in</a>', "LK01", "../ban-in/g001-kich-hoat-muc-2.pdf"),
    "refresh": ('<meta http-equiv="refresh" content="0; url=../G002/index.html">', "LK01", ""),
    "og:image": ('<meta property="og:image" content="https://camnang.example.org/to/anh/chung.webp">', "LK01", ""),
    "base": ('<base href="../anh/"><img src="anh/to.webp">', "LK01", ""),
    "encoded twice": ('<img src="../anh/to%2520roi.png">', "LK01", "../anh/to roi.png"),
    "Vietnamese encoded twice": (
        '<img src="../anh/h%25C3%25B2a-b%25C3%25ACnh.png">',
        "LK01",
        f"../anh/{NFC}.png",
    ),
    "moved and misspelt": (
        '<a href="../mot/thu-muc/rat/xa/khac-han/ngay-xua/kich-hoat-muc2.html">x</a>',
        "LK01",
        "vneid/kich-hoat-muc-2.html",
    ),
    "percent that is no letter": ('<img src="../anh/%FF.png">', "LK07", ""),
    "empty": ('<a href="">x</a>', "LK07", ""),
    "backslash": ('<a href="vneid\\kich-hoat-muc-2.html">x</a>', "LK07", "vneid/kich-hoat-muc-2.html"),
    "zero-width space": ('<a href="vneid/\u200bkich-hoat-muc-2.html">x</a>', "LK07", "vneid/kich-hoat-muc-2.html"),
    "javascript": ('<a href="javascript:alert(1)">x</a>', "LK07", ""),
    "mistyped scheme": ('<a href="htps://dichvucong.gov.vn">x</a>', "LK07", ""),
    "file on a disk": ('<a href="file:///C:/a.html">x</a>', "LK07", ""),
    "writer's machine": ('<a href="http://localhost:8000/a.html">x</a>', "LK07", ""),
    "no host": ('<a href="https:///a.html">x</a>', "LK07", ""),
    "mail": ('<a href="mailto:to cong nghe">x</a>', "LK07", ""),
    "telephone": ('<a href="tel:mot-chin">x</a>', "LK07", ""),
}
GOOD = [
    '<a href="vneid/kich-hoat-muc-2.html">x</a>',
    '<a href="./vneid/../vneid/dien-thoai.html">x</a>',
    '<a href="vneid/kich-hoat-muc-2.html#buoc-2">x</a>',
    '<a href="vneid/kich-hoat-muc-2.html?q=1#buoc-2">x</a>',
    '<a href="vneid/kich-hoat-muc-2.html#cu">x</a>',
    f'<a href="vneid/kich-hoat-muc-2.html#{NFC}">x</a>',
    '<a href="vneid/kich-hoat-muc-2.html#h%C3%B2a-b%C3%ACnh">x</a>',
    '<a href="vneid/kich-hoat-muc-2.html#:~:text=xin">x</a>',
    '<a href="vneid/kich-hoat-muc-2.html#buoc-2:~:text=xin">x</a>',
    '<a href="#">x</a>',
    '<a href="#top">x</a>',
    '<p id="a&amp;b"></p><a href="#a&amp;b">x</a>',
    '<p id="x y"></p><a href="#x%20y">x</a>',
    '<a href="?q=1">x</a>',
    '<a href="../huong-dan/">x</a>',
    '<a href="..">x</a>',
    '<a href="../">x</a>',
    '<a href=".">x</a>',
    '<a href="../G001/">x</a>',
    '<a href="../G001">x</a>',
    '<a href="/to/huong-dan/index.html">x</a>',
    '<a href="/to/#dau">x</a>',
    '<a href="https://camnang.example.org/to/G001/">x</a>',
    '<a href="https://camnang.example.org/to/index.html#dau">x</a>',
    '<a href="https://camnang.example.org/khac/">x</a>',
    '<a href="  vneid/dien-thoai.html  ">x</a>',
    '<a href="../ban-in/g001-kich-hoat-muc-2.pdf#page=2">x</a>',
    f'<img src="../anh/{NFC}.png">',
    '<img src="../anh/h%C3%B2a-b%C3%ACnh.png">',
    '<img src="../anh/to%20roi.png">',
    '<img src="../anh/to roi.png">',
    '<img src="../anh/50%25.png">',
    '<img src="../anh/to.webp" srcset="../anh/to.webp 1x, ../anh/hinh.svg 200w">',
    "<img src=\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E\">",
    '<video poster="../anh/to.webp"></video>',
    '<link rel="stylesheet" href="../assets/tot.css"><link rel="preconnect" href="">',
    '<link rel="manifest" href="../site.webmanifest">',
    "<p style=\"background:url('../anh/to.webp')\">x</p>",
    "<style>/* url(khong.png) */ a{background:url(../anh/to.webp)}</style>",
    '<svg><symbol id="nha"/><use href="#nha"/><use xlink:href="../anh/hinh.svg#khoa"/></svg>',
    '<meta http-equiv="refresh" content="0; url=../G001/index.html">',
    '<meta http-equiv="refresh" content="5">',
    '<base href="../anh/"><img src="to.webp">',
    '<form action=""><input name="q"></form>',
    '<a href="https://dichvucong.gov.vn/p/home#/x">x</a>',
    '<a href="//vneid.gov.vn">x</a>',
    '<a href="mailto:to@xa.gov.vn?subject=Xin%20ch%C3%A0o">x</a>',
    '<a href="tel:1900-0368">x</a>',
    '<a name="neo">x</a><a href="#neo">x</a>',
    '<template><a href="khong-co.html">x</a></template>',
]


def write(site: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        file = site / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return site


def page(markup: str) -> str:
    return f"<!doctype html><html><body>{markup}</body></html>"


@pytest.fixture
def empty_site(tmp_path: Path) -> Path:
    """A small site in which everything is right."""
    return write(tmp_path / "site", FILES)


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[BrokenLink]]:
    """Findings of a site with every case, by page."""
    files = {f"huong-dan/{number:02}.html": page(markup) for number, (markup, _, _) in enumerate(BROKEN.values())}
    files |= {f"huong-dan/tot-{number:02}.html": page(markup) for number, markup in enumerate(GOOD)}
    found: dict[str, list[BrokenLink]] = {}
    for link in check_links(write(tmp_path_factory.mktemp("lien-ket") / "site", FILES | files)):
        found.setdefault(link.page, []).append(link)
    return found


@pytest.mark.parametrize("name", BROKEN)
def test_broken_link_is_found(seeded: dict[str, list[BrokenLink]], name: str) -> None:
    _, code, guess = BROKEN[name]
    links = seeded.get(f"huong-dan/{list(BROKEN).index(name):02}.html", [])
    assert [link.code for link in links] == [code]
    assert guess in links[0].guess, links[0].terminal()


@pytest.mark.parametrize("number", range(len(GOOD)))
def test_good_link_is_left_alone(seeded: dict[str, list[BrokenLink]], number: int) -> None:
    assert seeded.get(f"huong-dan/tot-{number:02}.html", []) == [], GOOD[number]


def test_whole_site_is_clean_without_cases(empty_site: Path) -> None:
    assert check_links(empty_site) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("assets/xau.css", "a{background:url(../anh/khong.png)}"),
        ("assets/xau.css", '@import "khong.css";'),
        ("site.webmanifest", '{"icons": [{"src": "anh/khong.png"}]}'),
        ("manifest.json", '{"shortcuts": [{"url": "G009/index.html"}]}'),
        ("search/search_index.json", '{"docs": [{"location": "huong-dan/index.html#khong", "title": "t"}]}'),
        ("sitemap.xml", "<urlset><url><loc>https://camnang.example.org/to/cu.html</loc></url></urlset>"),
        ("anh/hinh-2.svg", '<svg><use xlink:href="#khong"/></svg>'),
        ("khac.html", '<script id="__config" type="application/json">{"search": "assets/khong.js"}</script>'),
    ],
)
def test_other_files_are_followed_too(empty_site: Path, name: str, text: str) -> None:
    write(empty_site, {name: text})
    assert [link.page for link in check_links(empty_site)] == [name]


def test_what_is_no_json_is_passed_over(empty_site: Path) -> None:
    write(empty_site, {"manifest.json": "{", "site.webmanifest": "[]"})
    assert check_links(empty_site) == []


def test_message_is_two_lines_with_page_words_target_and_way_out(seeded: dict[str, list[BrokenLink]]) -> None:
    number = list(BROKEN).index("handout")
    (link,) = seeded[f"huong-dan/{number:02}.html"]
    assert link.terminal() == (
        f"huong-dan/{number:02}.html: LK01 liên kết «Tờ in» trỏ tới «../ban-in/g001-kich-hoat-muc-3.pdf»: không có tệp này.\n"
        "    Cách sửa: có lẽ là «../ban-in/g001-kich-hoat-muc-2.pdf»."
    )


def test_outside_links_are_collected_once_not_asked(empty_site: Path) -> None:
    link = '<a href="https://vneid.gov.vn/">x</a><a href="tel:113">x</a>'
    write(empty_site, {f"trang-{number:02}.html": page(link) for number in range(40)})
    found = report(empty_site)
    assert [(one.address, one.page) for one in found.outside] == [
        ("https://vneid.gov.vn/", "trang-00.html"),
        ("tel:113", "trang-00.html"),
    ]
    assert found.pages == sum(name.endswith(".html") for name in FILES) + 40


def test_doubles_on_a_page_are_told_once(empty_site: Path) -> None:
    write(empty_site, {"a.html": page('<a href="b.html">x</a>' * 3)})
    assert len(check_links(empty_site)) == 1


def test_pages_of_one_folder_keep_their_own_places_and_bases(empty_site: Path) -> None:
    write(
        empty_site,
        {
            "co.html": page('<p id="muc"></p><a href="#muc">x</a>'),
            "khong.html": page('<a href="#muc">x</a>'),
            "goc.html": page('<base href="anh/"><img src="to.webp">'),
            "khong-goc.html": page('<img src="to.webp">'),
        },
    )
    assert [link.page for link in check_links(empty_site)] == ["khong-goc.html", "khong.html"]


def test_public_address_may_name_the_home_page(empty_site: Path) -> None:
    write(empty_site, {"index.html": HOME.replace("/to/", "/to/index.html")})
    write(empty_site, {"a.html": page('<a href="https://camnang.example.org/to/khong.html">x</a>')})
    assert [link.page for link in check_links(empty_site)] == ["a.html"]


def test_a_menus_broken_link_is_told_once(empty_site: Path) -> None:
    menu = page('<nav><a href="../cu.html">Cũ</a></nav>')
    write(empty_site, {f"huong-dan/trang-{number}.html": menu for number in range(30)})
    (link,) = check_links(empty_site)
    assert link.also == 29 and "và 29 trang khác" in link.terminal()


def test_site_without_public_address_is_its_own_root(tmp_path: Path) -> None:
    site = write(tmp_path, {"index.html": page('<a href="/a.html">x</a><a href="/b.html">x</a>'), "a.html": page("")})
    assert [link.target for link in check_links(site)] == ["/b.html"]


def test_no_address_goes_above_the_top(tmp_path: Path) -> None:
    site = write(tmp_path, {"index.html": page('<a href="../a.html">x</a>'), "a.html": page("")})
    assert [link.code for link in check_links(site)] == ["LK05"]


def test_two_runs_say_the_same(tmp_path: Path) -> None:
    files = list({f"a{number}.html": page(markup) for number, (markup, _, _) in enumerate(BROKEN.values())}.items())
    one = report(write(tmp_path / "1", dict(files)))
    random.Random(1).shuffle(files)
    assert report(write(tmp_path / "2", dict(files))) == one


def test_real_site_has_no_broken_link(site: Path) -> None:
    found = report(site)
    assert found.pages > 10 and found.broken == ()


def test_real_search_index_is_followed(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    assert len(index["docs"]) > 10
