"""Addresses: which may be fetched, how they are compared, and how they are shown without secrets. No network here."""

import ipaddress
import re
from collections.abc import Mapping
from urllib.parse import urldefrag, urlencode, urljoin, urlsplit, urlunsplit

LONGEST = 4_096  # characters: what the services that we ask take at most

_SECRET = re.compile(
    r"^(?:.*[-_.])?(?:key|apikey|appid|app_id|token|secret|password|passwd|pwd|auth|signature|sig|credential|session"
    r"|sessionid|sid|jwt|subscriptionkey|accesstoken)$",
    re.IGNORECASE,
)
_TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|yclid|twclid|_hsenc|_hsmi|mkt_tok|ito|cmpid|ncid"
    r"|ref_src|wt_mc|spm|at_\w+|xtor)$",
    re.IGNORECASE,
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_UNFIT = re.compile(r"[\x00-\x20\x7f\\]")


class UnfitAddress(ValueError):
    """An address that is not fetched, whoever names it; the message says why."""


def checked(address: str) -> str:
    """`address` without its fragment, if it is one that may be asked for at all.

    Raises UnfitAddress for another scheme than http(s), for credentials in it, for blanks, and without a host.
    """
    if _UNFIT.search(address) or len(address) > LONGEST:
        raise UnfitAddress("it holds blanks, control characters or backslashes, or is too long")
    address = urldefrag(address).url
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise UnfitAddress(f"it cannot be read ({error})") from None
    if parts.scheme.lower() not in ("http", "https"):
        raise UnfitAddress("only http and https are fetched")
    if "@" in parts.netloc:
        raise UnfitAddress("it carries a user name or a password")
    if not parts.hostname or port == 0:
        raise UnfitAddress("it names no host")
    return address


def without_secrets(address: str) -> str:
    """`address` as it may be recorded, logged and shown: no credentials, and no keys or tokens in its query."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "(an address that cannot be read)"
    query = "&".join(pair for pair in parts.query.split("&") if not _SECRET.match(pair.split("=")[0]))
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, query, ""))


def canonical(address: str) -> str:
    """`address` as two are compared: host in lower case, no default port, fragment or tracking parameters."""
    parts = urlsplit(urldefrag(address.strip()).url)
    host = parts.netloc.lower()
    default = {"http": ":80", "https": ":443"}.get(parts.scheme.lower(), "")
    if default and host.endswith(default):
        host = host.removesuffix(default)
    query = "&".join(pair for pair in parts.query.split("&") if not _TRACKING.match(pair.split("=")[0]))
    return urlunsplit((parts.scheme.lower(), host, parts.path or "/", query, ""))


def joined(base: str, target: str) -> str:
    """`target`, as a page at `base` means it."""
    return urljoin(base, target.strip())


def joined_query(address: str, pairs: Mapping[str, str]) -> str:
    """`address` with more pairs in its query."""
    if not pairs:
        return address
    return address + ("&" if urlsplit(address).query else "?") + urlencode(pairs)


def is_public(ip: str) -> bool:
    """Whether an IP address is one of the open internet's: not loopback, private, link-local, reserved, multicast.

    An IPv6 address that wraps an IPv4 address is judged by both.
    """
    try:
        address = ipaddress.ip_address(ip.split("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        wrapped = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _NAT64:
            wrapped.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if any(inner is not None and not is_public(str(inner)) for inner in wrapped):
            return False
        if address.ipv4_mapped is not None or address in _NAT64:
            return True
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def host_of(address: str) -> str:
    """The host of an address, for messages and for turns."""
    try:
        return urlsplit(address).hostname or "?"
    except ValueError:
        return "?"
