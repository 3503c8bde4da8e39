"""The fetcher's doors to the outside, leading to a stand-in: an invented internet where every knock is recorded."""

import ipaddress
import socket
from contextlib import suppress
from dataclasses import dataclass, field

from standin.server import StandIn

PUBLIC = "93.184.216.34"


@dataclass
class Doors:
    """Names with their IP addresses, each of which leads to `server`; what was looked up, dialled and slept.

    A name's list of lists gives one answer after the other, the last for ever; a name without an entry does not exist.
    """

    server: StandIn
    names: dict[str, list] = field(default_factory=dict)
    looked_up: list[str] = field(default_factory=list)
    dialled: list[str] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)

    def resolve(self, host: str, port: int) -> list[str]:
        self.looked_up.append(host)
        with suppress(ValueError):
            return [str(ipaddress.ip_address(host))]
        with suppress(OSError):
            return [socket.inet_ntoa(socket.inet_aton(host))]  # 2130706433, 0x7f.1: as the system reads them
        if host not in self.names:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        answers = self.names[host]
        if answers and isinstance(answers[0], list):
            return answers.pop(0) if len(answers) > 1 else answers[0]
        return answers

    def dial(self, ip: str, port: int, seconds: float) -> socket.socket:
        self.dialled.append(ip)
        return socket.create_connection(("127.0.0.1", self.server.port), timeout=seconds)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    def all(self) -> dict:
        """The doors, as `Fetcher` takes them."""
        return {"resolve": self.resolve, "dial": self.dial, "sleep": self.sleep}
