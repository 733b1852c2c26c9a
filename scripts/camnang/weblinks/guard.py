"""Names → numbers that may be asked: never this machine, its network, or anything that is not the public internet."""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

Lookup = Callable[[str, int], list[str]]  # (host, port) → numbers
Allow = Callable[[str, int], bool]  # (number, port) → may it be asked?

_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: an IPv4 number in the last 32 bits
_SITE_LOCAL = IPv6Network("fec0::/10")  # RFC 3879: no longer used, still routed inside some networks
_PORTS = frozenset({80, 443})


class ForbiddenError(Exception):
    """The host is, or leads to, a number that must not be asked."""


def host_of(address: str) -> str:
    """The host name of an address in lower case, empty when it has none."""
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def public(number: str, port: int) -> bool:
    """Whether a number (also one wrapped in IPv6) is on the public internet and the port is one of the web."""
    try:
        return port in _PORTS and all(_open(one) for one in _unwrapped(ip_address(number.partition("%")[0])))
    except ValueError:
        return False


def resolve(host: str, port: int, lookup: Lookup, allow: Allow) -> list[str]:
    """The numbers of a host; the connection is made to one of these and the name is not looked up again.

    Raises:
        ForbiddenError: any of the numbers may not be asked, so that a name with one good and one bad number is refused.
        OSError: the name has no number.
    """
    numbers = list(dict.fromkeys(lookup(host, port)))
    if not numbers or not all(allow(number, port) for number in numbers):
        raise ForbiddenError(host)
    return numbers


def system_lookup(host: str, port: int) -> list[str]:
    """The numbers the machine's own resolver gives, IPv4 first."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(one[4][0]) for one in sorted(found, key=lambda one: one[0] != socket.AF_INET)]


def _open(number: IPv4Address | IPv6Address) -> bool:
    local = isinstance(number, IPv6Address) and number in _SITE_LOCAL
    return number.is_global and not (number.is_multicast or number.is_reserved or number.is_unspecified or local)


def _unwrapped(number: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    """The number itself, or the ones it carries: IPv4-mapped, 6to4, Teredo, NAT64."""
    if isinstance(number, IPv4Address):
        return [number]
    if number.ipv4_mapped:
        return [number.ipv4_mapped]
    if number.sixtofour:
        return [number.sixtofour]
    if number.teredo:
        return list(number.teredo)
    if number in _NAT64:
        return [IPv4Address(int(number) & 0xFFFFFFFF)]
    return [number]
