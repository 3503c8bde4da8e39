"""Bodies: unpacked while they stream and counted while they are unpacked, so that a bomb never goes off."""

import zlib
from collections.abc import Iterator
from pathlib import Path

from urllib3.response import BaseHTTPResponse

_PIECE = 65_536
_BEGINNING = 4_000


class Damaged(ValueError):
    """A body that does not unpack."""


class Overfull(ValueError):
    """A body that unpacks to more than it may."""


def read_body(response: BaseHTTPResponse, headers: dict[str, str], limit: int, is_cut: bool) -> bytes:
    """The body of an answer, unpacked, at most `limit` bytes long. Raises Overfull and Damaged."""
    encoding = headers.get("content-encoding", "").strip().lower()
    length = headers.get("content-length", "")
    if not is_cut and encoding in ("", "identity") and length.isascii() and length.isdigit() and int(length) > limit:
        raise Overfull
    parts: list[bytes] = []
    n_bytes = 0
    for part in _unpacked(_pieces(response), encoding, limit):
        n_bytes += len(part)
        if n_bytes > limit:
            if is_cut:
                return b"".join([*parts, part])[:limit]
            raise Overfull
        parts.append(part)
    return b"".join(parts)


def save_body(response: BaseHTTPResponse, headers: dict[str, str], limit: int, path: Path) -> bytes:
    """The same into a file, for a body that memory should not hold; returns its beginning."""
    encoding = headers.get("content-encoding", "").strip().lower()
    start, n_bytes = b"", 0
    with path.open("wb") as out:
        for part in _unpacked(_pieces(response), encoding, limit):
            n_bytes += len(part)
            if n_bytes > limit:
                raise Overfull
            out.write(part)
            start += part[: max(0, _BEGINNING - len(start))]
    return start


def _pieces(response: BaseHTTPResponse) -> Iterator[bytes]:
    while piece := response.read1(_PIECE, decode_content=False):
        yield piece


def _unpacked(pieces: Iterator[bytes], encoding: str, limit: int) -> Iterator[bytes]:
    """The pieces of a body without its compression, never more than `limit` + 1 bytes in one part."""
    if encoding in ("", "identity"):
        yield from pieces
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise Damaged(f"encoding {encoding!r} was not asked for")
    unpacker, is_first = zlib.decompressobj(wbits=47), True
    for piece in pieces:
        while piece:
            try:
                part = unpacker.decompress(piece, limit + 1)
            except zlib.error:
                if not (is_first and encoding == "deflate"):
                    raise Damaged("the compressed body is damaged") from None
                unpacker, is_first = zlib.decompressobj(wbits=-15), False  # some send deflate without its wrapping
                continue
            is_first = False
            if part:
                yield part
            piece = unpacker.unconsumed_tail
            if unpacker.eof and unpacker.unused_data:
                piece, unpacker = unpacker.unused_data, zlib.decompressobj(wbits=47)
    if not unpacker.eof:
        raise Damaged("the compressed body ends too early")
