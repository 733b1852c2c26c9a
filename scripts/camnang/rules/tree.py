"""CN114–CN118: the files themselves: links of the file system, kinds, names that collide, sizes, the register of hosts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from camnang import hosts, names
from camnang.facts import DATA_FOLDER
from camnang.page import SNIPPETS, Page
from camnang.rules.prose import Reading
from camnang.rules.registry import Context, Finding, corpus_rule, rule

WORDS = f"{DATA_FOLDER}/giao-dien"  # one file for each language of the site
TEMPLATES = "_mau"
PHOTOS = f"{names.DEFAULT_LANG}/{names.PHOTO_FOLDER}"
MAX_PAGE = 60_000  # letters; the longest page of the site has 15,000
MAX_LINE = 3_000  # letters; the longest line has 640
MAX_DEPTH = 40  # blanks or quote signs before the words
MAX_TAGS = 200  # signs «<»; Markdown needs half a minute for twenty thousand
MAX_LINKS = 150
_KINDS = {SNIPPETS: (".md",), DATA_FOLDER: (".yml",), TEMPLATES: (".md",), names.DEFAULT_LANG: (".md",)}
_RESERVED = frozenset(("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))))
_MADE = re.compile(  # what the build itself writes at the top of the site
    rf"(?:assets|search|stylesheets|javascripts|{names.HANDOUT_FOLDER}|{names.CALENDAR_FOLDER}|{names.PICTURE_FOLDER}|{names.THUMBNAIL_FOLDER}|{names.OFFLINE_FOLDER}|[a-z]\d{{3}})(?:/|$)"
    r"|(?:404|sw|sitemap|robots|cname)\b", re.I,
)  # fmt: skip
_DEEP = re.compile(rf"^(?:[ ]{{{MAX_DEPTH},}}\S|(?:[ ]?>){{8,}})", re.M)
_LONG_LINE = re.compile(rf"[^\n]{{{MAX_LINE + 1},}}")
_LINKS = re.compile(r"\]\(")


@corpus_rule(
    "CN114", title="Tệp là tệp thật, không phải lối tắt",
    why="Lối tắt (symlink) có thể đưa tệp riêng của máy dựng trang lên mạng.",
    good="một tệp .md", bad="lối tắt trỏ ra ngoài docs/",
)  # fmt: skip
def symlinks(_: Sequence[Page], context: Context) -> Iterator[tuple[str, Finding]]:
    """Links of the file system and other entries that are neither file nor folder."""
    for path, entry in context.tree:
        if entry.is_symlink() or not (entry.is_file() or entry.is_dir()):
            yield path, Finding(1, "đây là lối tắt, không phải tệp.", "xoá lối tắt, chép tệp thật vào chỗ này.")


@corpus_rule(
    "CN115", title="Trong docs chỉ có loại tệp trong danh sách",
    why="Tệp .html, .js, .svg chép vào docs được đưa nguyên lên trang và chạy trên máy người đọc.",
    good="bai.md; hinh/d012/buoi-hoc-640.webp", bad="trang.html; hinh.svg; sw.js; CNAME",
)  # fmt: skip
def kinds(_: Sequence[Page], context: Context) -> Iterator[tuple[str, Finding]]:
    """Files of another kind than their folder takes."""
    languages = [words.stem for words in (context.corpus.docs / WORDS).glob("*.yml")] or ["en"]
    known = _KINDS | dict.fromkeys(languages, (".md",))
    for path, entry in context.tree:
        if entry.is_symlink() or not entry.is_file():
            continue
        allowed = (".webp",) if path.startswith(f"{PHOTOS}/") else known.get(path.split("/", 1)[0], ())
        if PurePosixPath(path).suffix not in allowed or entry.name.startswith("."):
            where = path.rpartition("/")[0] or "docs"
            fix = (
                f"trong «{where}» chỉ để tệp {', '.join(allowed)}." if allowed else "chuyển vào docs/vi, hoặc xoá tệp."
            )
            yield (
                path,
                Finding(1, f"loại tệp «{entry.name}» không nhận.", f"{fix[:-1]}; hình thì chạy «./camnang picture»."),
            )


@corpus_rule(
    "CN116", title="Mỗi tệp một địa chỉ, trên máy nào cũng vậy",
    why="Hai tên chỉ khác chữ hoa, hay tên trùng phần máy tự làm, thì tệp này đè mất tệp kia.",
    good="huong-dan/vneid/doi-so.md", bad="doi-so.md và Doi-so.md; con.md; vi/en/thu.md và en/thu.md; ban-in/to.md",
)  # fmt: skip
def doubled_names(_: Sequence[Page], context: Context) -> Iterator[tuple[str, Finding]]:
    """Names that are one name on other machines or on the site, and names that are taken."""
    first: dict[str, str] = {}
    for path, entry in context.tree:
        below = path.removeprefix(f"{names.DEFAULT_LANG}/")  # pages of this language stand at the top of the site
        same = first.setdefault(unicodedata.normalize("NFKC", below).casefold(), path)
        if same != path and not (entry.is_dir() and not entry.is_symlink()):
            yield path, Finding(1, f"tệp này và «{same}» thành một trên trang hay trên máy khác.", "đổi tên một tệp.")
        elif entry.name.split(".")[0].lower() in _RESERVED:
            yield path, Finding(1, f"Windows không cho dùng tên «{entry.name}».", "đổi tên, ví dụ thêm một chữ nữa.")
        elif below != path and _MADE.match(below):
            yield path, Finding(1, f"chỗ «{below}» do máy tự làm khi dựng trang.", "đổi tên thư mục hay tên tệp.")


def is_far_too_large(page: Page) -> bool:
    """Whether CN117 says all there is to say."""
    return len(page.text) > MAX_PAGE or page.text.count("<") > MAX_TAGS or bool(_LONG_LINE.search(page.text))


@rule(
    "CN117", lang="", title="Trang không quá to",
    why="Trang quá dài làm treo máy rẻ tiền và máy dựng trang.",
    good="một trang dưới 15.000 chữ cái", bad="một dòng 50.000 chữ cái; danh sách lồng 20 tầng",
)  # fmt: skip
def sizes(reading: Reading, _: Context) -> Iterator[Finding]:
    """Pages, lines, nesting and numbers of links far beyond what anyone writes by hand."""
    page = reading.page
    split = "tách thành nhiều trang, nhiều đoạn."
    if len(page.text) > MAX_PAGE:
        yield Finding(1, f"trang có {len(page.text)} chữ cái, nhiều nhất là {MAX_PAGE}.", split)
        return
    if (signs := page.text.count("<")) > MAX_TAGS:
        yield Finding(1, f"trang có {signs} dấu «<», nhiều nhất là {MAX_TAGS}.", "bỏ các dấu ấy, viết bằng Markdown.")
        return
    if long := _LONG_LINE.search(page.text):
        line = page.text.count("\n", 0, long.start()) + 1
        yield Finding(line, f"dòng có {len(long[0])} chữ cái, nhiều nhất là {MAX_LINE}.", split)
        return
    if deep := _DEEP.search(page.text):
        yield Finding(
            page.text.count("\n", 0, deep.start()) + 1, "danh sách hay lời dẫn lồng quá sâu.", "lồng nhiều nhất 3 tầng."
        )
    elif (count := len(_LINKS.findall(page.text))) > MAX_LINKS:
        yield Finding(1, f"trang có {count} đường dẫn, nhiều nhất là {MAX_LINKS}.", split)
    for name, value in page.meta.items():
        if isinstance(value, list) and len(value) > MAX_LINKS:
            yield Finding(
                page.line_of(name), f"mục «{name}» có {len(value)} giá trị, nhiều nhất là {MAX_LINKS}.", split
            )


@corpus_rule(
    "CN118", of_data=True, title="Sổ máy chủ ghi đúng",
    why="Sổ sai thì máy chặn nhầm địa chỉ thật, hoặc để lọt địa chỉ nhái.",
    good="zalo.me: Zalo", bad="https://zalo.me/: Zalo",
)  # fmt: skip
def host_register(_: Sequence[Page], context: Context) -> Iterator[tuple[str, Finding]]:
    """What is wrong in docs/_du-lieu/may-chu.yml."""
    for fault in context.hosts.faults:
        yield f"{DATA_FOLDER}/{hosts.FILE}", Finding(fault.line, fault.message, fault.fix)
