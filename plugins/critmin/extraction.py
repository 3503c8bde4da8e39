"""From admitted documents to staged claims: read each document once per reader's version, commit once a batch."""

from collections.abc import Callable

import pyarrow as pa

from critmin.claims.claim import Document, staged_rows
from critmin.lake import QUARANTINE, Admission, Batch, Staged
from critmin.tables import CLAIM_SCHEMAS, CLAIMS

Progress = Callable[[str, int, int], None]


def document(row: dict) -> Document:
    """A staged document (an article, a notice) as the reader of claims sees it."""
    return Document(
        document_id=row["document_id"],
        text=row["text"],
        title=row["title"],
        published_on=row["published_on"],
        publisher=row["publisher"],
        address=row["address"] or row["_page_url"],
    )


def extract_batch(admission: Admission, version: str, staged: Staged, progress: Progress | None = None) -> list[Batch]:
    """Read the claims of every document of an admitted batch and commit them.

    A document that the reader fails on goes to quarantine with its reason; the others go on.
    """
    from critmin.claims.extract import READER_VERSION, extract

    documents = staged.read(admission).to_pylist()
    rows: dict[str, list[dict]] = {entity: [] for entity in CLAIM_SCHEMAS}
    failed = []
    for number, article in enumerate(documents, start=1):
        lineage = {name: article[name] for name in article if name.startswith("_")}
        read = document(article)
        try:
            found = staged_rows(extract(read), read, READER_VERSION)
        except Exception as error:  # one text nobody foresaw must not keep the others waiting
            failed.append(_failed(article, error))
            continue
        for entity, claims in found.items():
            rows[entity].extend(claim | lineage for claim in claims)
        if progress:
            progress("extract claims", number, len(documents))
    tables = {e: pa.Table.from_pylist(rows[e], schema=schema) for e, schema in CLAIM_SCHEMAS.items()}
    counts = {e: {"n_records": t.num_rows, "n_rejected": 0, "value_in": None} for e, t in tables.items()}
    return staged.commit(
        CLAIMS,
        version,
        list(admission.retrieval_ids),
        tables,
        counts,
        pa.Table.from_pylist(failed, schema=QUARANTINE),
    )


def _failed(article: dict, error: Exception) -> dict:
    return {
        "source": CLAIMS,
        "table_name": "claims__agreements",
        "door": "parse",
        "rule": "reader_fault",
        "reason": f"{type(error).__name__}: {error}"[:2000],
        "content": (article["title"] or "")[:2000],
        "n_records": 0,
        "_page_url": article["_page_url"],
        "_page_sha256": article["_page_sha256"],
        "_retrieved_at": article["_retrieved_at"],
        "_retrieval_id": article["_retrieval_id"],
        "_record": -1,
    }
