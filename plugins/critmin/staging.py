"""From raw pages to staged batches: parse each page, keep what is bad, conserve rows and value, commit once."""

from collections.abc import Callable, Iterator
from decimal import Decimal

import pyarrow as pa

from critmin.lake import QUARANTINE, BadPage, Batch, Page, Parsed, Raw, Rejected, Retrieval, Staged
from critmin.sources import Source

GROUP_BYTES = 64_000_000  # raw bytes parsed into one batch: bounds memory whatever was landed
LONGEST_CONTENT = 2_000
LARGEST_PAGE = 1_000_000_000

Progress = Callable[[str, int, int], None]


class NotConserved(BadPage):
    """A parse that lost or made up rows or value: our fault, and the page waits in quarantine until it is mended."""

    rule = "not_conserved"


def pending(source: Source, raw: Raw, staged: Staged) -> list[Retrieval]:
    """Retrievals that brought something and that today's parser has not staged."""
    done = staged.staged_ids(source.slug, source.version)
    looks = raw.retrievals(source.slug)
    return [r for r in looks if not r.is_unchanged and r.retrieval_id not in done]


def groups(retrievals: list[Retrieval], limit: int = GROUP_BYTES) -> Iterator[list[Retrieval]]:
    """Cut retrievals into groups of at most `limit` raw bytes (one page may be larger)."""
    group: list[Retrieval] = []
    size = 0
    for retrieval in sorted(retrievals, key=lambda r: (r.retrieved_at, r.address, r.retrieval_id)):
        if group and size + retrieval.n_bytes > limit:
            yield group
            group, size = [], 0
        group.append(retrieval)
        size += retrieval.n_bytes
    if group:
        yield group


def stage_group(
    source: Source, retrievals: list[Retrieval], raw: Raw, staged: Staged, progress: Progress | None = None
) -> list[Batch]:
    """Parse one group of pages and commit its batches; bad pages and bad records go to quarantine."""
    rejected: list[dict] = []
    tables: dict[str, list[pa.Table]] = {entity: [schema.empty_table()] for entity, schema in source.entities.items()}
    counts = {entity: {"n_records": 0, "n_rejected": 0, "value_in": Decimal(0)} for entity in source.entities}
    for number, retrieval in enumerate(retrievals, start=1):
        try:
            parsed = read_page(source, retrieval, raw)
        except BadPage as error:
            rejected.append(_whole_page(source, retrieval, error))
        else:
            for entity, table in parsed.tables.items():
                tables[entity].append(table)
                counts[entity]["n_records"] += parsed.n_records[entity]
                counts[entity]["value_in"] += parsed.value_in.get(entity, Decimal(0))
            for reject in parsed.rejected:
                counts[reject.table]["n_rejected"] += 1
                rejected.append(_record(source, retrieval, reject))
        if progress:
            progress(f"stage {source.slug}", number, len(retrievals))
    return staged.commit(
        source.slug,
        source.version,
        [r.retrieval_id for r in retrievals],
        {entity: pa.concat_tables(parts) for entity, parts in tables.items()},
        counts,
        pa.Table.from_pylist(rejected, schema=QUARANTINE),
    )


def read_page(source: Source, retrieval: Retrieval, raw: Raw) -> Parsed:
    """Parse one page and check that nothing was lost.

    Raises BadPage (with its rule) when the page cannot be read; a fault of the parser counts as that too, so that
    one page never stops the others.
    """
    if not retrieval.n_bytes:
        raise BadPage("the page is empty")
    if retrieval.n_bytes > LARGEST_PAGE:
        raise BadPage(f"the page has {retrieval.n_bytes:,} bytes; the most is {LARGEST_PAGE:,}")
    page: Page = raw.page(retrieval)
    try:
        parsed = source.parse(page)
    except BadPage:
        raise
    except Exception as error:  # a page nobody foresaw: named, kept, and the rest of the batch goes on
        fault = BadPage(f"{type(error).__name__}: {error}")
        fault.rule = "parser_fault"
        raise fault from error
    for entity, table in parsed.tables.items():
        n_rejected = sum(r.table == entity for r in parsed.rejected)
        if table.num_rows + n_rejected != parsed.n_records[entity]:
            raise NotConserved(
                f"{entity}: {parsed.n_records[entity]} records in, {table.num_rows} out, {n_rejected} rejected"
            )
        column = source.conserved.get(entity)
        if column:
            out = total(table, column)
            kept_out = sum((r.value for r in parsed.rejected if r.table == entity and r.value is not None), Decimal(0))
            if parsed.value_in.get(entity, Decimal(0)) != out + kept_out:
                raise NotConserved(
                    f"{entity}: {column} {parsed.value_in.get(entity)} in, {out} out, {kept_out} rejected"
                )
    return parsed


def total(table: pa.Table, column: str) -> Decimal:
    """The exact sum of a decimal column; 0 for no rows."""
    import pyarrow.compute as pc

    wide = pc.cast(table[column], pa.decimal128(38, table.schema.field(column).type.scale))
    return pc.sum(wide).as_py() or Decimal(0)


def _place(source: Source, retrieval: Retrieval) -> dict:
    return {
        "source": source.slug,
        "door": "parse",
        "_page_url": retrieval.address,
        "_page_sha256": retrieval.sha256,
        "_retrieved_at": retrieval.retrieved_at,
        "_retrieval_id": retrieval.retrieval_id,
    }


def _whole_page(source: Source, retrieval: Retrieval, error: BadPage) -> dict:
    entity = next(iter(source.entities))
    return _place(source, retrieval) | {
        "table_name": f"{source.slug}__{entity}",
        "rule": error.rule,
        "reason": str(error)[:LONGEST_CONTENT],
        "content": retrieval.name,
        "n_records": 0,
        "_record": -1,
    }


def _record(source: Source, retrieval: Retrieval, reject: Rejected) -> dict:
    return _place(source, retrieval) | {
        "table_name": f"{source.slug}__{reject.table}",
        "rule": reject.rule,
        "reason": reject.reason[:LONGEST_CONTENT],
        "content": reject.content[:LONGEST_CONTENT],
        "value": reject.value,
        "n_records": 1,
        "_record": reject.record,
    }
