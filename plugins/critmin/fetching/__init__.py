"""The one that speaks HTTP. Sources call `Fetcher.fetch`; everything else here serves it."""

from critmin.fetching.addresses import canonical, joined, without_secrets
from critmin.fetching.errors import BadStatus, FetchError, Refused, TooLarge, TooSlow, Unreachable
from critmin.fetching.fetcher import LONGEST_WAIT, TRIES, Fetcher

__all__ = [
    "LONGEST_WAIT",
    "TRIES",
    "BadStatus",
    "FetchError",
    "Fetcher",
    "Refused",
    "TooLarge",
    "TooSlow",
    "Unreachable",
    "canonical",
    "joined",
    "without_secrets",
]
