"""Bytes to text, with care: a byte order mark, then what the page declares, then UTF-8, then Windows-1252.

Text that none of them explains is refused: an article in the wrong letters reads as an article that says nothing.
"""

import codecs
import re
import zlib

from critmin.lake import BadPage

MAX_BYTES = 25_000_000

_MARKS = [  # the longer mark first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]
_SIGNATURES = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a ZIP or Office file",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"PAR1": "a Parquet file",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"SQLite format": "an SQLite file",
}
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_HEADER = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
# Browsers read these labels as Windows-1252, and pages that declare them mean it.
_WINDOWS = {"ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin-1", "latin1", "cp1252", "windows-1252"}
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "sjis": "cp932", "ks_c_5601-1987": "cp949"}
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def unpacked(content: bytes, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a page, gunzipped if they were gzipped, never more than `limit`.

    Raises BadPage when there is nothing, too much, or a damaged gzip stream.
    """
    if content[:2] == b"\x1f\x8b":
        unpacker = zlib.decompressobj(wbits=31)
        try:
            content = unpacker.decompress(content, limit + 1)
        except zlib.error as error:
            raise BadPage(f"The gzip stream is damaged ({error}); drop the file again.") from None
        if len(content) <= limit and not unpacker.eof:
            raise BadPage("The gzip stream ends too early; drop the file again.")
    if len(content) > limit:
        raise BadPage(f"The page is larger than {limit:,} bytes; an article is not. Split it or leave it out.")
    if not content.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise BadPage("The file is empty.")
    return content


def decode(content: bytes, *, content_type: str | None = None, is_html: bool = False) -> str:
    """The text of a page: byte order mark dropped, line ends as `\\n`, otherwise each character as it came.

    `content_type` is the HTTP header's value, whose charset counts; so does that of HTML's `<meta>`.
    Raises BadPage for binary content and for bytes whose encoding cannot be told.
    """
    text = _decoded(content, content_type, is_html)
    if len(_CONTROLS.findall(text, 0, 20_000)) > 5 or "\x00" in text:
        raise BadPage("The content is binary, not text; drop an .html, .txt or .md file.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(content: bytes, content_type: str | None, is_html: bool) -> str:
    for signature, kind in _SIGNATURES.items():
        if content.startswith(signature):
            raise BadPage(f"The content is {kind}, not text; drop an .html, .txt or .md file.")
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    if b"\x00" in content[:20_000]:
        raise BadPage("The content is binary, not text; drop an .html, .txt or .md file.")
    try:
        return content.decode("utf-8")  # first: hardly any text of another encoding happens to be UTF-8
    except UnicodeDecodeError:
        pass
    declared = _declared_encoding(content, content_type, is_html)
    if declared and declared not in ("utf-8", "cp1252"):
        return content.decode(declared, errors="replace")
    mended = content.decode("utf-8", errors="replace")
    n_lost = mended.count("�")
    n_read = sum(1 for c in mended if ord(c) > 127) - n_lost
    if declared != "cp1252" and n_read > 3 * n_lost:
        return mended  # UTF-8 that was cut or damaged: as Windows-1252 each of its letters would become two
    text = content.decode("cp1252", errors="replace")
    n_foreign = sum(1 for c in text if ord(c) > 127)
    if declared != "cp1252" and n_foreign > 0.25 * len(text):
        raise BadPage("The encoding cannot be told; save the file as UTF-8.")
    return text


def _declared_encoding(content: bytes, content_type: str | None, is_html: bool) -> str | None:
    """The codec that the header or the page names, None when there is none that we know."""
    label = None
    if match := _HEADER.search(content_type or ""):
        label = match[1]
    elif is_html and (found := _DECLARED.search(content, 0, 4096)):
        label = found[1].decode("ascii")
    if not label:
        return None
    label = label.lower()
    if label in _WINDOWS:
        return "cp1252"
    try:
        name = codecs.lookup(_WIDER.get(label, label)).name
        return name if isinstance("".encode(name), bytes) else None  # codecs such as rot13 are not encodings
    except LookupError:
        return None
