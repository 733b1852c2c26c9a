"""The built site without what its readers never use: style blocks for other kinds of page, comments, runs of spaces."""

from __future__ import annotations

import re
from pathlib import Path

from camnang.outputs import css
from camnang.outputs.flaw import Flaw

_STYLE = re.compile(r"<style>(.*?)</style>\s*", re.S)
_SCRIPT = re.compile(r"<script>.*?</script>", re.S)
_CLASS = re.compile(r'\sclass="([^"]*)"')
# What stays as written, or a run of spaces. (Not `\s`: a no-break space is a letter like others.)
_SPACES = re.compile(r"<(pre|textarea|script|style)\b.*?</\1>|[ \t\r\n\f]{2,}", re.S)
_REMARK = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*\n", re.S | re.M)  # a comment of a script, on lines of its own


def slim_files(folder: Path) -> list[Flaw]:
    """Makes the scripts and the styles in `folder` small.

    Returns:
        The files that are not CSS.
    """
    for file in sorted(folder.glob("*.js")):
        file.write_text(script(file.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    flaws = []
    for file in sorted(folder.glob("*.css")):
        try:
            file.write_text(css.read(file.read_text(encoding="utf-8")).text, encoding="utf-8", newline="\n")
        except ValueError as error:
            flaws.append(Flaw(file.name, f"có lỗi, {error}.", "sửa tệp trong overrides/assets/css mà nó gộp."))
    return flaws


def script(source: str) -> str:
    """One script made small.

    The minifier renames inner variables, but has no wheel for Apple's own processors; there only comments go.
    """
    try:
        import minify
    except ImportError:
        return _REMARK.sub("", source)
    return str(minify.string("application/javascript", source))


def slim_pages(site: Path) -> list[Flaw]:
    """Rewrites every page of the site; what a browser shows stays the same.

    Returns:
        The page with a style block that is not CSS, where the work stopped; else nothing.
    """
    sheets: dict[str, css.Sheet] = {}
    for file in sorted(site.rglob("*.html")):
        html = file.read_text(encoding="utf-8")
        try:
            file.write_text(slim(html, sheets), encoding="utf-8", newline="\n")
        except ValueError as error:
            fix = "sửa tệp trong overrides/assets/css; dòng đếm từ đầu khối ở overrides/main.html."
            return [Flaw(file.relative_to(site).as_posix(), f"một khối kiểu dáng có lỗi, {error}.", fix)]
    return []


def slim(html: str, sheets: dict[str, css.Sheet]) -> str:
    """One page.

    Args:
        html: the page as the engine wrote it.
        sheets: style blocks already read, by their text; new ones are added.

    Raises:
        ValueError: a style block is not CSS.
    """
    classes = frozenset(name for found in _CLASS.finditer(html) for name in found[1].split())

    def block(match: re.Match[str]) -> str:
        if match[1] not in sheets:
            sheets[match[1]] = css.read(match[1])
        return f"<style>{sheets[match[1]].text}</style>\n" if sheets[match[1]].serves(classes) else ""

    scripts = _SCRIPT.sub(lambda match: _REMARK.sub("", match[0]), _STYLE.sub(block, html))
    return _SPACES.sub(_one_space, scripts).lstrip()


def _one_space(match: re.Match[str]) -> str:
    if match[1]:
        return match[0]
    return "\n" if "\n" in match[0] else " "
