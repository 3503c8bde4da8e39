"""From admitted documents to staged claims: read each document once per reader's version, commit once a batch.

The rules read everything; a second reader, where a setting names one, reads the same documents into batches of its own.
"""

from collections.abc import Callable, Iterable

import pyarrow as pa

from critmin.claims.claim import LLM, RULES, Claims, Document, staged_rows
from critmin.lake import QUARANTINE, Admission, Batch, Staged
from critmin.settings import Settings
from critmin.tables import CLAIM_SCHEMAS, CLAIMS

Progress = Callable[[str, int, int], None]
# a document gives claims and what was dropped of them: (list, reason, the claim in short)
Reads = Callable[[Document], tuple[Claims, Iterable[tuple[str, str, str]]]]


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


def by_rules(read: Document) -> tuple[Claims, Iterable[tuple[str, str, str]]]:
    """The rules' own reading; nothing of it is dropped."""
    from critmin.claims.extract import extract

    return extract(read), ()


def by_llm(config: Settings) -> Reads:
    """The second reader that the settings name. Raises llm.reader.NoModel."""
    from critmin.claims.llm.reader import LlmReader

    reader = LlmReader.of(config)

    def read(document: Document) -> tuple[Claims, Iterable[tuple[str, str, str]]]:
        reading = reader.read(document)
        return reading.claims, [(d.list_name, d.reason, d.says) for d in reading.dropped]

    return read


def extract_batch(
    admission: Admission,
    version: str,
    staged: Staged,
    progress: Progress | None = None,
    reader: str = RULES,
    reads: Reads = by_rules,
) -> list[Batch]:
    """Read the claims of every document of an admitted batch and commit them.

    A document that the reader fails on goes to quarantine with its reason, and so does each claim that a second reader
    made and the text does not bear out; the others go on. Raises llm.reader.ModelUnavailable, and commits nothing then.
    """
    from critmin.claims.extract import READER_VERSION
    from critmin.claims.llm import LLM_VERSION
    from critmin.claims.llm.reader import ModelUnavailable

    reader_version = LLM_VERSION if reader == LLM else READER_VERSION
    documents = staged.read(admission).to_pylist()
    rows: dict[str, list[dict]] = {entity: [] for entity in CLAIM_SCHEMAS}
    kept_out = []
    n_dropped = dict.fromkeys(CLAIM_SCHEMAS, 0)
    for number, article in enumerate(documents, start=1):
        lineage = {name: article[name] for name in article if name.startswith("_")}
        read = document(article)
        try:
            claims, dropped = reads(read)
            found = staged_rows(claims, read, reader_version, reader)
        except ModelUnavailable:
            raise
        except Exception as error:  # one text nobody foresaw must not keep the others waiting
            rule = "not_read_by_model" if reader == LLM else "reader_fault"
            kept_out.append(
                _kept_out(article, "agreements", rule, f"{type(error).__name__}: {error}", article["title"])
            )
            continue
        for entity, claims_of_it in found.items():
            rows[entity].extend(claim | lineage for claim in claims_of_it)
        for entity, reason, says in dropped:
            n_dropped[entity] += 1
            kept_out.append(_kept_out(article, entity, reason, "the text does not bear out what the model says", says))
        if progress:
            progress("extract claims" if reader == RULES else "ask the model", number, len(documents))
    tables = {e: pa.Table.from_pylist(rows[e], schema=schema) for e, schema in CLAIM_SCHEMAS.items()}
    counts = {
        e: {"n_records": t.num_rows + n_dropped[e], "n_rejected": n_dropped[e], "value_in": None}
        for e, t in tables.items()
    }
    return staged.commit(
        CLAIMS,
        version,
        list(admission.retrieval_ids),
        tables,
        counts,
        pa.Table.from_pylist(kept_out, schema=QUARANTINE),
    )


def _kept_out(article: dict, entity: str, rule: str, reason: str, content: str | None) -> dict:
    return {
        "source": CLAIMS,
        "table_name": f"{CLAIMS}__{entity}",
        "door": "parse",
        "rule": rule,
        "reason": reason[:2000],
        "content": (content or "")[:2000],
        "n_records": 0,
        "_page_url": article["_page_url"],
        "_page_sha256": article["_page_sha256"],
        "_retrieved_at": article["_retrieved_at"],
        "_retrieval_id": article["_retrieval_id"],
        "_record": -1,
    }
