"""`check --fix`: mends how a page is typed and leaves what it says: letters, tone marks, blanks, quotes, order of keys."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from camnang import page as page_module
from camnang.page import Page
from camnang.schema import TYPES

# Where the tone mark stands in open oa, oe, uy: on the second vowel (hoá, khoẻ, uỷ), as 98 of 100 such words on the
# pages are typed. Only words built like these are touched, and only in small letters: a capital may be a name.
_TONED = ("aáàảãạ", "eéèẻẽẹ", "yýỳỷỹỵ", "oóòỏõọ", "uúùủũụ")
_TONES = {
    first[tone] + second[0]: first[0] + second[tone]
    for first, second in ((_TONED[3], _TONED[0]), (_TONED[3], _TONED[1]), (_TONED[4], _TONED[2]))
    for tone in range(1, 6)
}
_ONSETS = "b|ch?|d|đ|gi|gh?|h|kh?|l|m|ngh?|nh?|ph?|qu?|r|s|th?|tr|v|x"
_OLD = re.compile(rf"(?<![^\W_])(?P<onset>{_ONSETS}|)(?P<rhyme>{'|'.join(_TONES)})(?![^\W_])")
_KEPT = re.compile(
    r"`+[^`]*`+|\]\([^)\n]*\)|\[\[[^\[\]]*\]\]|<[^<>\n]*>|\S*(?:://|@)\S*|“[^”\n]*”?|\S*\.(?:vn|com|org|net|md|webp)\b\S*"
)
_QUOTED = re.compile(r"(?:(?<=[\s(\[*])|^)\"(?=[^\s\"])([^\"\n]*?[^\s\"])\"(?=$|[\s.,;:!?…)\]*])")
_WIDE = re.compile(
    r"(?<=[^\W_])(?:[ \u00a0\u2000-\u200a\u202f\u205f\u3000]{2,}|[\u00a0\u2000-\u200a\u202f\u205f\u3000])(?=[^\W_])"
)
_LOOSE = re.compile(r"(?<=[^\W_]) +(?=[,;.!?](?:\s|$))")
_FENCE = re.compile(r"\s*(?:`{3,}|~{3,})")
_HEAD = re.compile(r"(---[ \t]*\n)(.*?\n)(---[ \t]*(?:\n|$))", re.S)
_BOX = re.compile(r"\s*(?:\?\?\?\+?|!!!|\||<!--|\[[^\]]*\]:)")
MAX_LINE = 3_000  # letters; CN117 refuses longer lines
_WORDED = ("title", "description")
_FIRST = (
    "loai",
    "template",
    "ma",
    "title",
    "description",
    "dich_tu",
    "danh_cho",
    "nhom",
    "kho",
    "tu_khoa",
    "ngay_kiem",
    "xem_lai",
)
_LAST = ("lien_quan", "nguon", "tags", "hide")  # between them the keys of the page type, as the schema lists them


@dataclass(frozen=True)
class Mended:
    """The text after mending, and in Vietnamese what was done, most first."""

    text: str
    done: tuple[str, ...]


def mend(text: str, path: str) -> Mended:
    """The text typed as it should be; what cannot be read, or would mean something else, stays as it is.

    Args:
        path: below docs/; only for the reader of pages.
    """
    done: Counter[str] = Counter()
    plain = _letters(text, done)
    before = page_module.parse(plain, path)
    if before.problems:
        return Mended(plain, _told(done))
    more: Counter[str] = Counter()
    mended = _head_and_body(plain, before, more)
    if not _means_the_same(before, page_module.parse(mended, path)):
        return Mended(plain, _told(done))
    return Mended(mended, _told(done + more))


def mend_files(files: Sequence[Path], docs: Path) -> dict[str, tuple[str, ...]]:
    """Mends files in place (through a temporary file); gives what was done by path below docs/."""
    found = {}
    for file in files:
        path = file.relative_to(docs).as_posix()
        try:
            text = file.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue  # CN001 says so
        mended = mend(text, path)
        if mended.text != text:
            write(file, mended.text)
            found[path] = mended.done
    return found


def write(file: Path, text: str) -> None:
    """Writes a whole file or nothing of it: under another name first."""
    waiting = file.with_name(f".{file.name}.tam")
    waiting.write_bytes(text.encode("utf-8"))
    waiting.replace(file)


def old_marks(text: str) -> Iterator[tuple[int, str, str]]:
    """Words with the tone mark on the other vowel: place, word, how the pages write it."""
    for match in _OLD.finditer(text):
        yield match.start(), match[0], modern(match[0])


def modern(text: str, done: Counter[str] | None = None) -> str:
    """Small-letter words with the tone mark where the pages put it: «hòa» → «hoà»; «quý», «hoàn», «Hòa» stay."""

    def moved(match: re.Match[str]) -> str:
        new = match["onset"] + _TONES[match["rhyme"]]
        if done is not None:
            done[f"dấu thanh «{match[0]}» → «{new}»"] += 1
        return new

    return _OLD.sub(moved, text)


def _letters(text: str, done: Counter[str]) -> str:
    for name, found, new in (
        ("bỏ dấu BOM ở đầu tệp", text.startswith("\ufeff"), text.removeprefix("\ufeff")),
        ("xuống dòng kiểu Windows", "\r" in text, text.replace("\r\n", "\n").replace("\r", "\n")),
    ):
        if found:
            done[name] += 1
            text = new.removeprefix("\ufeff")
    if not unicodedata.is_normalized("NFC", text):
        done["gộp chữ và dấu rời (NFC)"] += 1
        text = unicodedata.normalize("NFC", text)
    return text


def _head_and_body(text: str, page: Page, done: Counter[str]) -> str:
    head = _HEAD.match(text)
    if head is None:
        return text
    front = _ordered(head[2], page, done)
    front = "".join(_keyed(line, done) for line in front.splitlines(keepends=True))
    return f"---\n{front}---\n" + _body(text[head.end() :], done) if text[head.end() :] else f"---\n{front}---\n"


def _keyed(line: str, done: Counter[str]) -> str:
    """A line of the front matter: no blanks at its end; title and description are words like any other."""
    bare = _counted("khoảng trắng cuối dòng", line, line.rstrip() + "\n", done)
    key, colon, value = bare.partition(": ")
    if key not in _WORDED or not colon or value.startswith(("|", ">")):
        return bare
    return f"{key}: {_outside(value, lambda words: _words(words, done))}"


def _ordered(front: str, page: Page, done: Counter[str]) -> str:
    """The keys in the order of the page type; a comment stays with the key below it."""
    kind = TYPES.get(page.kind)
    blocks = re.split(r"(?m)^(?=(?:#.*\n)*[\w-]+:)", front)
    blocks = _joined(blocks)
    names = [match[1] if (match := re.search(r"(?m)^([\w-]+):", block)) else "" for block in blocks]
    if kind is None or "" in names or sorted(names) != sorted(page.meta):
        return front
    middle = [name for name in kind.keys if name not in _FIRST + _LAST]
    place = {name: index for index, name in enumerate((*_FIRST, *middle, *_LAST))}
    order = sorted(range(len(blocks)), key=lambda index: place.get(names[index], len(place)))
    return _counted("thứ tự các mục đầu bài", front, "".join(blocks[index] for index in order), done)


def _joined(pieces: list[str]) -> list[str]:
    """Pieces with the comments in front of a key put back to it."""
    blocks: list[str] = []
    held = ""
    for piece in pieces:
        if piece and all(line.startswith("#") or not line.strip() for line in piece.splitlines()):
            held += piece
        elif piece:
            blocks.append(held + piece)
            held = ""
    return [*blocks[:-1], blocks[-1] + held] if blocks else [held]


def _body(text: str, done: Counter[str]) -> str:
    lines = text.split("\n")
    out: list[str] = []
    fence = ""
    for index, line in enumerate(lines):
        mark = _FENCE.match(line)
        if fence or mark:
            out.append(line)
            closes = mark is not None and line.strip().startswith(fence) and not line.strip().strip(line.strip()[0])
            fence = "" if fence and closes else fence or (mark[0].strip() if mark else "")
            continue
        goes_on = index + 1 < len(lines) and bool(lines[index + 1].strip())
        out.append(_line(line, goes_on, done))
    return "\n".join(out).rstrip("\n") + "\n"


def _line(line: str, goes_on: bool, done: Counter[str]) -> str:
    """A line of prose; two blanks at its end break the line and stay when words follow."""
    end = "  " if goes_on and line.endswith("  ") and line.strip() else ""
    line = _counted("khoảng trắng cuối dòng", line, line.rstrip() + end, done)
    body = line[: len(line) - len(end)]
    if len(body) > MAX_LINE or "\\" in body or "<!--" in body or "-->" in body or body.count("`") % 2:
        return line
    if not _BOX.match(body):
        body = _outside(body, lambda words: _quotes(words, done))
    return _outside(body, lambda words: _words(words, done)) + end


def _quotes(words: str, done: Counter[str]) -> str:
    if words.count('"') % 2:
        return words
    return _counted("dấu ngoặc kép “ ”", words, _QUOTED.sub(r"“\1”", words), done)


def _words(words: str, done: Counter[str]) -> str:
    """Blanks between words, before signs, and tone marks."""
    words = _counted("khoảng trắng thừa", words, _LOOSE.sub("", _WIDE.sub(" ", words)), done)
    return modern(words, done)


def _outside(line: str, change: Callable[[str], str]) -> str:
    """Changes a line where it is plain words; code, addresses, facts, tags and “quoted” words stay."""
    out, end = [], 0
    for kept in _KEPT.finditer(line):
        out += [change(line[end : kept.start()]), kept[0]]
        end = kept.end()
    return "".join([*out, change(line[end:])])


def _counted(name: str, old: str, new: str, done: Counter[str]) -> str:
    if new != old:
        done[name] += 1
    return new


def _means_the_same(before: Page, after: Page) -> bool:
    """Whether drawings, links, pictures, facts and the keys at the top are what they were."""

    def kept(page: Page) -> tuple[object, ...]:
        meta = {key: value for key, value in page.meta.items() if key not in _WORDED}
        targets = [[link.target for link in links] for links in (page.links, page.images, page.snippets)]
        facts = [(ref.key, ref.cite, ref.doubt) for ref in page.fact_refs]
        fences = [(fence.kind, fence.text, fence.step) for fence in page.fences]
        return (
            meta,
            sorted(page.meta),
            targets,
            facts,
            fences,
            [section.step for section in page.sections],
            page.problems,
        )

    return kept(before) == kept(after)


def _told(done: Counter[str]) -> tuple[str, ...]:
    return tuple(f"{name} ({count} chỗ)" if count > 1 else name for name, count in _by_count(done))


def _by_count(done: Counter[str]) -> Iterator[tuple[str, int]]:
    return iter(sorted(done.items(), key=lambda item: (-item[1], item[0])))
