"""What can go wrong with a page, told so that a person knows which host, why, and what to do. Never with a secret."""

from critmin.fetching.addresses import host_of, without_secrets


class FetchError(RuntimeError):
    """A page that could not be had: which host, which status, why, and what to do. Never holds a secret.

    `after` is how many seconds the host asked us to wait, where it did.
    """

    def __init__(
        self, address: str, reason: str, next_step: str, *, status: int | None = None, after: float | None = None
    ):
        self.address = without_secrets(address)
        self.host = host_of(self.address)
        self.status, self.reason, self.next_step, self.after = status, reason, next_step, after
        answer = f" (status {status})" if status else ""
        super().__init__(f"{self.host} {reason}{answer}: {self.address}. {next_step}")


class Refused(FetchError):
    """We do not ask: a private address, credentials in the address, robots.txt, a redirect that leads astray."""


class BadStatus(FetchError):
    """The host answered with something that asking again does not mend."""


class TooLarge(FetchError):
    """The body, unpacked, is larger than a page may be."""


class TooSlow(FetchError):
    """The page took longer than a page may take."""


class Unreachable(FetchError):
    """No answer, a broken one, or a busy host: worth asking again, and asked `TRIES` times before you see this."""
