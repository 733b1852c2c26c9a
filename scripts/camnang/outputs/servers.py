"""Ready-made settings for the servers a commune or province may have: safety headers, caching, compression.

The policy sent as a header holds no fingerprints of scripts and styles. Those stand in each page (csp.py) and change with
every build, while a server keeps its settings for years: a stale fingerprint there would leave the new pages without
styles. Browsers obey both policies together. What only a header can say, such as who may frame the site, is said here.

Nothing is compressed in advance: one small machine compresses thousands of pages a second, the best brotli would save 10 %
more and cost 30 seconds of each build and a second copy of every file.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from camnang.outputs import csp

POLICY = "; ".join(
    f"{name} {value}"
    for name, value in (*csp.RULES, ("object-src", "'none'"), ("frame-src", "'none'"), ("frame-ancestors", "'none'"))
)
HEADERS = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
_FOR_EVER, _A_DAY = "public, max-age=31536000, immutable", "public, max-age=86400"

_NGINX = """# Trang tĩnh của cẩm nang, cho nginx 1.18 trở lên. Chép vào /etc/nginx/conf.d/camnang.conf rồi gõ: nginx -t
# Có https: chạy «certbot --nginx --hsts -d {host}», lệnh ấy tự thêm phần chứng chỉ vào tệp này.
map $uri $camnang_cache {{
    default "no-cache";
    "~^/assets/javascripts/.*\\.[0-9a-f]{{8}}\\.min\\.js$" "{for_ever}";
    "~^/ban-in/.*\\.pdf$" "{a_day}";
}}

server {{
    listen 80;
    listen [::]:80;
    server_name {host};
    root {folder};
    index index.html;
    error_page 404 /404.html;
    charset utf-8;
    server_tokens off;
    absolute_redirect off;

{headers}
    add_header Cache-Control $camnang_cache always;

    gzip on;
    gzip_comp_level 6;
    gzip_min_length 512;
    gzip_vary on;
    gzip_types text/css text/plain text/calendar text/xml application/javascript application/json application/manifest+json image/svg+xml;

    location ~ \\.webmanifest$ {{
        default_type application/manifest+json;
    }}
    location ~ \\.ics$ {{
        default_type text/calendar;
    }}
    location ~ /\\.(?!well-known/) {{
        return 404;
    }}
}}
"""

_CADDY = """# Trang tĩnh của cẩm nang, cho Caddy 2.5 trở lên. Chép vào /etc/caddy/Caddyfile; Caddy tự xin chứng chỉ https.
{host} {{
	root * {folder}
	encode zstd gzip
	header {{
{headers}
	}}
	header Strict-Transport-Security "max-age=31536000"
	header ?Cache-Control "no-cache"
	@tron_doi path_regexp ^/assets/javascripts/.*\\.[0-9a-f]{{8}}\\.min\\.js$
	header @tron_doi Cache-Control "{for_ever}"
	@to_in path /ban-in/*.pdf
	header @to_in Cache-Control "{a_day}"
	@khong_dua path_regexp /\\.
	error @khong_dua 404
	file_server
	handle_errors {{
		rewrite * /404.html
		file_server
	}}
}}
"""

_STATIC = """# Đặt thành tệp «_headers» ở gốc trang đã dựng, cho Cloudflare Pages, Netlify và những nơi đọc cùng kiểu tệp này.
/*
{headers}
/assets/javascripts/*
  Cache-Control: {for_ever}
"""

# kind: (what is printed, how one header is written in it)
_KINDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "nginx": (_NGINX, '    add_header {name} "{value}" always;'),
        "caddy": (_CADDY, '\t\t{name} "{value}"'),
        "static": (_STATIC, "  {name}: {value}"),
    }
)
KINDS = tuple(_KINDS)


def settings(kind: str, *, host: str, folder: str) -> str:
    """The settings for one kind of server.

    Args:
        kind: one of KINDS.
        host: name of the site on the net, «camnang.example.org».
        folder: where the built site lies on the server.
    """
    text, line = _KINDS[kind]
    headers = "\n".join(line.format(name=name, value=value) for name, value in HEADERS)
    return text.format(host=host, folder=folder, headers=headers, for_ever=_FOR_EVER, a_day=_A_DAY)
