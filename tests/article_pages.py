"""Articles for tests: a page with its retrieval, and the one row that is read from it."""

import hashlib
from datetime import UTC, datetime

from critmin.lake import Page, Retrieval
from critmin.sources.articles import parse


def page(content: bytes | str, name: str = "note.txt", *, content_type=None, address=None, **metadata) -> Page:
    """`content` as if dropped under `name` (or fetched, with an `address`), `metadata` as in a sidecar."""
    body = content.encode() if isinstance(content, str) else content
    retrieval = Retrieval(
        source="articles",
        address=address or f"file:{name}",
        name=name,
        method="http" if address else "file",
        retrieved_at=datetime(2026, 11, 1, tzinfo=UTC),
        sha256=hashlib.sha256(body).hexdigest(),
        n_bytes=len(body),
        content_type=content_type,
        metadata=metadata,
    )
    return Page(body, retrieval)


def read(content, name="note.txt", **more) -> dict:
    """The row of `documents` that such a page gives."""
    return parse(page(content, name, **more)).tables["documents"].to_pylist()[0]


def words_of(text: str) -> str:
    """`text` with single blanks, for comparing words and not places."""
    return " ".join(text.split())


def evidence_in(gold: object) -> list[str]:
    """Every quotation of a gold reading."""
    if isinstance(gold, dict):
        here = [gold["evidence"]] if isinstance(gold.get("evidence"), str) else list(gold.get("evidence") or [])
        return here + [quote for key, value in gold.items() if key != "evidence" for quote in evidence_in(value)]
    return [quote for value in gold for quote in evidence_in(value)] if isinstance(gold, list) else []
