"""The one that speaks HTTP. Sources call `Fetcher.fetch`; everything else here serves it."""

from critmin.fetching.addresses import LONGEST as LONGEST_ADDRESS
from critmin.fetching.addresses import canonical, host_of, joined, joined_query, without_secrets
from critmin.fetching.errors import BadStatus, FetchError, Refused, TooLarge, TooSlow, Unreachable
from critmin.fetching.fetcher import LONGEST_WAIT, TRIES, Fetcher, Reply

__all__ = [
    "LONGEST_ADDRESS",
    "LONGEST_WAIT",
    "TRIES",
    "BadStatus",
    "FetchError",
    "Fetcher",
    "Refused",
    "Reply",
    "TooLarge",
    "TooSlow",
    "Unreachable",
    "canonical",
    "host_of",
    "joined",
    "joined_query",
    "without_secrets",
]
