"""CN106–CN113: what the page becomes in a browser: tags, addresses, hosts, numbers to call."""

from __future__ import annotations

import re
from collections.abc import Iterator

from camnang import content_html, hosts, personal
from camnang.content_html import Outgoing
from camnang.rules.files import no_commands, picture_files, raw_html
from camnang.rules.prose import Reading, line_at
from camnang.rules.registry import Context, Finding, rule

_DOMAIN = re.compile(r"(?<![\w@.-])(?:https?://)?((?:[a-z0-9](?:[\w-]*[^\W_])?\.)+[a-z]{2,12})(?![\w-])", re.I)
_HOTLINE = re.compile(r"(?<![\d.,/-])1[89]00(?!\W?(?:1[5-9]|20)\d\d(?!\d))(?:[ .-]?\d){4,6}(?!\w)")  # a year is none
_FACT = re.compile(r"\[\[[^\[\]]*\]\]")
_DOTTED = re.compile(r"\.(?!(?:md|yml|webp)\b)[a-zA-Z0-9_-]")
_TOP = frozenset((
    "com", "net", "org", "info", "biz", "xyz", "top", "online", "site", "shop", "club", "vip", "icu", "app", "dev", "click",
    "link", "live", "store", "asia", "life", "world",
))  # fmt: skip
_ABOUT_TRICKS = ("lua-dao", "that-gia")  # pages that show what a false address looks like
_SHOWN = 60
_EMERGENCY = frozenset(("111", "112", "113", "114", "115"))
_NUMBER = re.compile(r"(?:tel|sms):[+\d .()-]*", re.I)  # a star or a hash makes the telephone do things by itself


def _away(reading: Reading, tag: str) -> Iterator[tuple[Outgoing, str]]:
    """Addresses of another host or program, with their scheme."""
    for one in reading.content.outgoing:
        if one.tag == tag and (scheme := content_html.scheme(one.address)):
            yield one, scheme


def _web(reading: Reading) -> Iterator[tuple[Outgoing, str]]:
    """Links to web pages, with their host; empty when it cannot be read."""
    for one, scheme in _away(reading, "a"):
        if scheme in ("http", "https"):
            found = hosts.parts(one.address)
            yield one, (found.hostname or "") if found else ""


def _sound(one: Outgoing) -> bool:
    found = hosts.parts(one.address)
    return bool(found and not hosts.trouble(found) and content_html.scheme(one.address) == "https")


def _short(text: str) -> str:
    text = " ".join(hosts.opened(text).split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


@rule(
    "CN106", lang="", title="Trang dựng ra chỉ có thẻ trong danh sách",
    why="Thẻ hay lớp lạ có thể che trang, giả ô đăng nhập, gọi mã từ nơi khác.",
    good='??? ket "Máy báo sai?"', bad='!!! md-overlay "Đăng nhập lại"',
)  # fmt: skip
def listed_tags(reading: Reading, context: Context) -> Iterator[Finding]:
    """Tags, attributes and classes that are not on the list and that CN073 has not told already."""
    strangers = reading.content.strangers
    if not strangers or any(True for _ in raw_html.check(reading, context)):
        return
    for line, what in strangers:
        boxes = ", ".join(content_html.OUR_BOXES)
        fix = f"dùng một trong các hộp: {boxes}." if what.startswith("lớp") else "viết lại chỗ ấy bằng Markdown thường."
        yield Finding(line, f"trang dựng ra có «{what}», không nằm trong danh sách.", fix)


@rule(
    "CN107", lang="", title="Đường dẫn dựng ra không mang lệnh",
    why="Viết vòng bằng nhãn, bằng dấu cách vẫn thành «javascript:» trên máy người đọc.",
    good="[Cổng Dịch vụ công](https://dichvucong.gov.vn)", bad="[bấm đây][x] … [x]: javascript:alert(1)",
)  # fmt: skip
def schemes(reading: Reading, context: Context) -> Iterator[Finding]:
    """Schemes that only show once Markdown and the browser have read the address."""
    told = {finding.line for finding in no_commands.check(reading, context)}
    for one, scheme in _away(reading, "a"):
        if scheme not in content_html.SCHEMES and one.line not in told:
            yield Finding(one.line, f"đường dẫn dựng ra là «{scheme}:».", "dùng địa chỉ https:// hoặc tên tệp .md.")


@rule(
    "CN108", lang="", title="Hình dựng ra nằm trong docs",
    why="Hình ở nơi khác làm lộ ai đang đọc, và mất khi không có mạng.",
    good="![Buổi học](../../hinh/d012/buoi-hoc-640.webp)", bad="![Buổi học][h] … [h]: https://example.org/a.png",
)  # fmt: skip
def own_pictures(reading: Reading, context: Context) -> Iterator[Finding]:
    """Pictures of another host that CN071 has not told already."""
    told = {finding.line for finding in picture_files.check(reading, context)}
    for one, scheme in _away(reading, "img"):
        if one.line not in told and not told:
            yield Finding(one.line, f"hình dựng ra nằm ở nơi khác ({scheme}:).", "chép hình vào docs/, trỏ tới tệp ấy.")


@rule(
    "CN109", lang="", title="Chỉ dẫn tới máy chủ trong sổ",
    why="Một địa chỉ lạ trong cẩm nang được bà con tin như lời của tổ.",
    good="[Cổng Dịch vụ công](https://dichvucong.gov.vn)", bad="[xem thêm](https://mot-trang-la.com)",
)  # fmt: skip
def known_hosts(reading: Reading, context: Context) -> Iterator[Finding]:
    """Links to hosts that are in no register."""
    fix = "dẫn bằng mã nguồn [[^khoá]], hoặc nhờ người giữ trang thêm máy chủ vào docs/_du-lieu/may-chu.yml."
    for one, host in _web(reading):
        stranger = host and not context.hosts.knows(host) and not context.hosts.imitates(host)
        if stranger and _sound(one) and not _other_words(one, host):
            yield Finding(one.line, f"máy chủ «{_short(host)}» chưa có trong sổ.", fix)


@rule(
    "CN110", lang="", title="Không có địa chỉ nhái cơ quan, ngân hàng",
    why="Kẻ gian đặt tên gần giống để lấy mật khẩu; cẩm nang không được dẫn tới đó.",
    good="dichvucong.gov.vn", bad="dichvucong-gov.vn",
)  # fmt: skip
def lookalikes(reading: Reading, context: Context) -> Iterator[Finding]:
    """Hosts that borrow a name, in links and in plain words; pages about tricks may name them in words."""
    fix = "gõ lại địa chỉ thật từ trang của cơ quan; tên miền nhà nước tận cùng bằng «.gov.vn»."
    told = set()
    for one, host in _web(reading):
        if _sound(one) and (name := context.hosts.imitates(host)):
            told.add(host)
            yield Finding(one.line, f"địa chỉ «{_short(host)}» nhái «{name}».", fix)
    if reading.page.kind in _ABOUT_TRICKS:
        return
    for place, host in _named_hosts(reading.page.text):
        if host not in told and (name := context.hosts.imitates(host)):
            told.add(host)
            yield Finding(line_at(reading.page.text, place), f"địa chỉ «{_short(host)}» nhái «{name}».", fix)


def _named_hosts(text: str) -> Iterator[tuple[int, str]]:
    """Words of a text that can be the name of a host, with their place; keys of facts and file names are none."""
    text = _FACT.sub(lambda fact: " " * len(fact[0]), text)
    done = 0
    for dot in _DOTTED.finditer(text):
        if dot.start() < done:
            continue
        start = dot.start()
        while start > done and (text[start - 1].isalnum() or text[start - 1] in ".-_"):
            start -= 1
        while text[start] in ".-_" and start < dot.start():
            start += 1
        match = _DOMAIN.match(text, start)
        done = match.end() if match else dot.end()
        if match and _can_be_host(match[1].lower()):
            yield start, match[1].lower()


def _can_be_host(word: str) -> bool:
    top = word.rpartition(".")[2]
    return top in _TOP or (len(top) == 2 and top not in ("md", "js", "py"))


@rule(
    "CN111", lang="", title="Chữ của đường dẫn đúng nơi dẫn tới",
    why="Chữ ghi một nơi mà bấm ra nơi khác là cách lừa hay gặp nhất.",
    good="[dichvucong.gov.vn](https://dichvucong.gov.vn)", bad="[dichvucong.gov.vn](https://vnexpress.net)",
)  # fmt: skip
def honest_links(reading: Reading, context: Context) -> Iterator[Finding]:
    """Links whose words name another host than the one they lead to."""
    for one, host in _web(reading):
        if _sound(one) and not context.hosts.imitates(host) and (said := _other_words(one, host)):
            message = f"chữ ghi «{_short(said)}» mà dẫn tới «{_short(host)}»."
            yield Finding(one.line, message, "ghi tên trang bằng lời, hoặc sửa cho hai nơi là một.")


def _other_words(one: Outgoing, host: str) -> str:
    """The host that the words of a link name, when it is another one."""
    said = (match[1].lower() for match in _DOMAIN.finditer(one.text))
    return next((name for name in said if hosts.domain(name) != hosts.domain(host)), "")


@rule(
    "CN112", lang="", title="Địa chỉ đọc lên là biết dẫn tới đâu",
    why="Địa chỉ rút gọn, chỉ có số, hay tải thẳng tệp cài thì không ai xét được bằng mắt.",
    good="https://dichvucong.gov.vn", bad="https://bit.ly/3abc; http://1.2.3.4/app.apk",
)  # fmt: skip
def plain_addresses(reading: Reading, _: Context) -> Iterator[Finding]:
    """Shortened, numeric, misleading or unprotected addresses."""
    for one, scheme in _away(reading, "a"):
        if scheme not in ("http", "https"):
            continue
        found = hosts.parts(one.address)
        why = "không đọc được" if found is None else hosts.trouble(found)
        if why or scheme == "http":
            message = f"địa chỉ «{_short(one.address)}» {why or 'không có khoá bảo vệ (http)'}."
            fix = "ghi địa chỉ https:// đầy đủ của trang chính." if why else "đổi «http://» thành «https://»."
            yield Finding(one.line, message, fix)


@rule(
    "CN113", lang="", title="Số để gọi có trong bảng dữ kiện",
    why="Một số tổng đài giả là cách dễ nhất để lừa người đang cuống.",
    good="[[vneid.tong-dai]]; [gọi 113](tel:113)", bad="Gọi 1900 9999 (không có trong bảng)",
)  # fmt: skip
def numbers_to_call(reading: Reading, context: Context) -> Iterator[Finding]:
    """Hotlines in the text, and numbers behind tel: and sms:, that no fact has."""
    fix = "dùng khoá «[[…]]» của bảng dữ kiện; chưa có thì thêm vào bảng, kèm nguồn."
    text = reading.page.text
    for match in _HOTLINE.finditer(text):
        if personal.digits(match[0]) not in context.public_numbers:
            yield Finding(line_at(text, match.start()), f"số tổng đài «{match[0]}» không có trong bảng dữ kiện.", fix)
    for one, scheme in _away(reading, "a"):
        address = hosts.opened(one.address).partition("?")[0]
        number = personal.digits(address)
        known = number in context.public_numbers or (scheme == "tel" and number in _EMERGENCY)
        if scheme in ("tel", "sms") and not (known and _NUMBER.fullmatch(address)) and not list(personal.find(address)):
            yield Finding(one.line, f"số gọi «{number[:4]}…» không có trong bảng dữ kiện.", fix)
