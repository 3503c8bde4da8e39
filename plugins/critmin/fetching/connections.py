"""Connections: to an address that was checked, watched by a clock."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable

from urllib3 import exceptions as urllib3_errors
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util import Url, parse_url

from critmin.fetching.addresses import UnfitAddress, checked
from critmin.fetching.errors import Refused, TooSlow

_LONGEST_CONNECT = 15.0  # seconds

Resolve = Callable[[str, int], list[str]]
Dial = Callable[[str, int, float], socket.socket]


def parts_of(address: str) -> Url:
    """The parts of an address that may be asked for; what is checked and what is connected to come from here alone."""
    try:
        place = parse_url(checked(address))
    except (UnfitAddress, urllib3_errors.LocationParseError) as error:
        reason = str(error) if isinstance(error, UnfitAddress) else "it cannot be read"
        raise Refused(
            address, f"is not asked, because of the address: {reason}", "Check where it comes from."
        ) from None
    if not place.host:
        raise Refused(address, "is not asked, because the address names no host", "Check where it comes from.")
    return place


class _Plain(HTTPConnection):
    """A connection over a socket that is opened for it."""

    open_socket: Callable[[], socket.socket]

    def _new_conn(self) -> socket.socket:
        return self.open_socket()


class _Secure(HTTPSConnection):
    """The same with TLS: the certificate must be the host's, whatever address the socket leads to."""

    open_socket: Callable[[], socket.socket]

    def _new_conn(self) -> socket.socket:
        return self.open_socket()


def resolve_name(host: str, port: int) -> list[str]:
    """The IP addresses of a host, in the order in which the system would try them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]) for *_, place in found))


def dial_address(ip: str, port: int, seconds: float) -> socket.socket:
    """A connection to an IP address; its reads and writes time out after `seconds`."""
    return socket.create_connection((ip, port), timeout=seconds)


class Watch:
    """Ends a connection when its time is over, whatever it is doing: a timeout of each read would not stop a drip."""

    def __init__(self, address: str, seconds: float, allowed: float):
        self.address, self.seconds, self.allowed = address, max(seconds, 0.001), allowed
        self.grace = self.seconds + 2  # what single reads may take: the watch always ends them first
        self._is_over = threading.Event()
        self._spares: list[socket.socket] = []
        self._timer = threading.Timer(self.seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> "Watch":
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        for spare in self._spares:
            spare.close()

    def over(self, connected: socket.socket) -> socket.socket:
        """Watch over a socket, by a second handle to it: TLS takes the first one away."""
        connected.settimeout(self.grace)
        self._spares.append(connected.dup())
        if self._is_over.is_set():
            self._end()
        return connected

    def check(self) -> None:
        """Raise TooSlow when the time is over."""
        if self._is_over.is_set():
            step = "Run it again later, or raise CRITMIN_FETCH_SECONDS."
            raise TooSlow(self.address, f"took longer than {self.allowed:g} s", step)

    def _end(self) -> None:
        self._is_over.set()
        for spare in self._spares:
            with contextlib.suppress(OSError):
                spare.shutdown(socket.SHUT_RDWR)


def host_and_port(place: Url) -> tuple[str, int]:
    """The host (an IPv6 address without its brackets) and the port of an address."""
    return str(place.host).strip("[]"), place.port or (443 if place.scheme == "https" else 80)


def connection_to(place: Url, ips: list[str], dial: Dial, tls: ssl.SSLContext, watch: Watch) -> HTTPConnection:
    """A connection for `place`, opened at its first use, to one of the `ips` that were checked and to no other.

    Name, certificate and `Host` header stay those of the address.
    """

    def open_socket() -> socket.socket:
        for i, ip in enumerate(ips):
            try:
                return watch.over(dial(ip, port, min(_LONGEST_CONNECT, watch.seconds)))
            except OSError:
                if i == len(ips) - 1:
                    raise
        raise OSError("no address to connect to")

    host, port = host_and_port(place)
    if place.scheme == "https":
        secure = _Secure(host, port, timeout=watch.grace, ssl_context=tls)
        secure.open_socket = open_socket
        return secure
    plain = _Plain(host, port, timeout=watch.grace)
    plain.open_socket = open_socket
    return plain
