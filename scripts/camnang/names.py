"""The one naming room: slugs, page addresses, handout files, short codes and QR addresses."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from urllib.parse import urlsplit

DEFAULT_LANG = "vi"
PLACEHOLDER = "https://example.org/"  # of mkdocs.yml, until a site has an address
HANDOUT_FOLDER = "ban-in"
CALENDAR_FOLDER = "lich"
PICTURE_FOLDER = "anh"
THUMBNAIL_FOLDER = "anh-to"
WORKER = "sw.js"
MANIFEST = "manifest.webmanifest"
OFFLINE_FOLDER = "luu"
OFFLINE_PAGE = "ngoai-mang.html"


def fold(text: str) -> str:
    """Vietnamese text as it is typed without marks: «Đăng ký» → «Dang ky»."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def slugify(text: str, separator: str = "-") -> str:
    """ASCII lower-case slug of Vietnamese text: đ becomes d, marks go («Đăng ký» → «dang-ky»)."""
    return re.sub(r"[^a-z0-9]+", separator, fold(text).lower()).strip(separator)


def page_url(path: str) -> str:
    """Address of a page below the site root: «vi/a/b.md» → «a/b.html», «en/index.md» → «en/index.html»."""
    return posixpath.splitext(path.removeprefix(f"{DEFAULT_LANG}/"))[0] + ".html"


def relative_url(target: str, source: str) -> str:
    """Address of `target` as written in the page `source` (both below the site root)."""
    return posixpath.relpath(target, posixpath.dirname(source) or ".")


def handout_path(code: str, slug: str, form: str = "") -> str:
    """File of a printable sheet below the site root: «ban-in/g001-kich-hoat-muc-2.pdf».

    Args:
        form: another form of the same page, «ap-phich» → «ban-in/u001-khi-giup-ba-con.ap-phich.pdf».
    """
    return f"{HANDOUT_FOLDER}/{code.lower()}-{slug}{'.' + form if form else ''}.pdf"


def pack_path(name: str) -> str:
    """File of a pack of sheets below the site root: «ban-in/bo-buoi-3.pdf»."""
    return f"{HANDOUT_FOLDER}/bo-{name}.pdf"


def handout_form(path: str) -> str:
    """The form of a sheet from its file name; empty for the page's own sheet."""
    parts = posixpath.basename(path).split(".")
    return parts[1] if len(parts) == 3 else ""


def thumbnail_path(sheet: str) -> str:
    """Picture of a sheet's front: «ban-in/g001-x.pdf» → «anh-to/g001-x.png»."""
    return f"{THUMBNAIL_FOLDER}/{posixpath.splitext(posixpath.basename(sheet))[0]}.png"


def calendar_file(year: int, name: str) -> str:
    """File name of a calendar: «2027-thon.ics», «2027-treo-a3.pdf»."""
    return f"{year}-{name}"


def short_path(code: str) -> str:
    """File of the page that a sheet code leads to, for ever: «G001/index.html»."""
    return f"{code}/index.html"


def share_address(site_url: str, code: str) -> str:
    """Short address as written in a message: «https://host/G001»."""
    return f"{site_url.rstrip('/')}/{code}"


def picture_path(code: str) -> str:
    """Picture of a page to send in a chat, below the site root: «anh/g001.png»."""
    return f"{PICTURE_FOLDER}/{code.lower()}.png"


def qr_address(site_url: str, code: str) -> str:
    """Short address printed on a sheet; scheme and host in capitals make a coarser QR («HTTPS://HOST/G001»).

    Only scheme and host are free of case, so a path in `site_url` keeps its own letters.
    """
    parts = urlsplit(site_url)
    return f"{parts.scheme.upper()}://{parts.netloc.upper()}{parts.path.rstrip('/')}/{code}"
