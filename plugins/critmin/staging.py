"""From raw pages to staged batches: parse each page, keep what is bad, conserve rows and value, commit once."""

from collections.abc import Callable, Iterator
from decimal import Decimal

import pyarrow as pa

from critmin.lake import QUARANTINE, BadPage, Batch, Parsed, Raw, Rejected, Retrieval, Staged
from critmin.sources import Source

GROUP_BYTES = 64_000_000  # raw bytes parsed into one batch: bounds memory whatever was landed
LONGEST_CONTENT = 2_000
LARGEST_PAGE = 1_000_000_000  # of a page that is read into memory
MOST_PARTS = 200  # pages held one by one: thousands of tables of ten rows take far more memory than one table
LARGE_PAGE = 4_000_000  # from here on a page is read part by part, where its source can do that

Progress = Callable[[str, int, int], None]


class NotConserved(BadPage):
    """A parse that lost or made up rows or value: our fault, and the page waits in quarantine until it is mended."""

    rule = "not_conserved"


def pending(source: Source, raw: Raw, staged: Staged) -> list[Retrieval]:
    """Retrievals that brought something and that today's parser has not staged."""
    done = staged.staged_ids(source.slug, source.version)
    looks = raw.retrievals(source.slug)
    return [r for r in looks if not r.is_unchanged and r.retrieval_id not in done]


def is_large(source: Source, retrieval: Retrieval) -> bool:
    """Whether a page is read part by part, from disk, into a batch of its own."""
    return source.parse_parts is not None and retrieval.page_bytes > LARGE_PAGE


def groups(source: Source, retrievals: list[Retrieval], limit: int = GROUP_BYTES) -> Iterator[list[Retrieval]]:
    """Cut retrievals into groups of at most `limit` bytes (one page may be larger); a large page stands alone."""
    group: list[Retrieval] = []
    size = 0
    for retrieval in sorted(retrievals, key=lambda r: (r.retrieved_at, r.address, r.retrieval_id)):
        if is_large(source, retrieval):
            yield [retrieval]
            continue
        if group and size + retrieval.page_bytes > limit:
            yield group
            group, size = [], 0
        group.append(retrieval)
        size += retrieval.page_bytes
    if group:
        yield group


def stage_group(
    source: Source, retrievals: list[Retrieval], raw: Raw, staged: Staged, progress: Progress | None = None
) -> list[Batch]:
    """Parse one group of pages and commit its batches; bad pages and bad records go to quarantine."""
    if len(retrievals) == 1 and is_large(source, retrievals[0]):
        return _stage_large(source, retrievals[0], raw, staged, progress)
    whole_pages: list[dict] = []
    parts = [_nothing(source)]
    for number, retrieval in enumerate(retrievals, start=1):
        try:
            parts.append(_part(source, retrieval, read_page(source, retrieval, raw)))
        except BadPage as error:
            whole_pages.append(_whole_page(source, retrieval, error))
        if len(parts) > MOST_PARTS:
            parts = [_together(parts)]
        if progress:
            progress(f"stage {source.slug}", number, len(retrievals))
    parts.append((*_nothing(source)[:2], pa.Table.from_pylist(whole_pages, schema=QUARANTINE)))
    return staged.commit_parts(
        source.slug, source.version, [r.retrieval_id for r in retrievals], source.entities, [_together(parts)]
    )


def _stage_large(
    source: Source, retrieval: Retrieval, raw: Raw, staged: Staged, progress: Progress | None
) -> list[Batch]:
    """Stage one large page part by part; when it breaks off, all of it goes to quarantine and none of it is staged."""
    said = f"stage {source.slug} {retrieval.name}"

    def parts() -> Iterator[Part]:
        n_rows = 0
        for parsed in read_parts(source, retrieval, raw):
            n_rows += sum(table.num_rows for table in parsed.tables.values())
            if progress:
                progress(f"{said}: {n_rows:,} rows", 0, 1)
            yield _part(source, retrieval, parsed)

    ids = [retrieval.retrieval_id]
    try:
        batches = staged.commit_parts(source.slug, source.version, ids, source.entities, parts())
    except BadPage as error:
        tables, counts, _ = _nothing(source)
        kept_out = pa.Table.from_pylist([_whole_page(source, retrieval, error)], schema=QUARANTINE)
        batches = staged.commit_parts(source.slug, source.version, ids, source.entities, [(tables, counts, kept_out)])
    if progress:
        progress(said, 1, 1)
    return batches


Part = tuple[dict[str, pa.Table], dict[str, dict], pa.Table]  # as `lake.Staged.commit_parts` takes them


def _nothing(source: Source) -> Part:
    tables = {entity: schema.empty_table() for entity, schema in source.entities.items()}
    counts = {entity: {"n_records": 0, "n_rejected": 0, "value_in": Decimal(0)} for entity in source.entities}
    return tables, counts, QUARANTINE.empty_table()


def _part(source: Source, retrieval: Retrieval, parsed: Parsed) -> Part:
    counts = {
        entity: {
            "n_records": parsed.n_records[entity],
            "n_rejected": sum(r.table == entity for r in parsed.rejected),
            "value_in": parsed.value_in.get(entity, Decimal(0)),
        }
        for entity in parsed.tables
    }
    rejected = [_record(source, retrieval, reject) for reject in parsed.rejected]
    return parsed.tables, counts, pa.Table.from_pylist(rejected, schema=QUARANTINE)


def _together(parts: list[Part]) -> Part:
    """Parts of pages that are small enough to be held at once, as one: a batch is scanned in few pieces."""
    entities = list(parts[0][0])
    tables = {e: pa.concat_tables([p[0][e] for p in parts if e in p[0]]) for e in entities}
    counts = {
        e: {name: sum((p[1][e][name] for p in parts if e in p[1]), Decimal(0)) for name in ("value_in",)}
        | {name: sum(p[1][e][name] for p in parts if e in p[1]) for name in ("n_records", "n_rejected")}
        for e in entities
    }
    return {e: t.combine_chunks() for e, t in tables.items()}, counts, pa.concat_tables([p[2] for p in parts])


def read_page(source: Source, retrieval: Retrieval, raw: Raw) -> Parsed:
    """Parse one page and check that nothing was lost.

    Raises BadPage (with its rule) when the page cannot be read; a fault of the parser counts as that too, so that
    one page never stops the others.
    """
    if not retrieval.page_bytes:
        raise BadPage("the page is empty")
    if retrieval.page_bytes > LARGEST_PAGE:
        raise BadPage(f"the page has {retrieval.page_bytes:,} bytes; the most is {LARGEST_PAGE:,}")
    page = raw.page(retrieval)
    try:
        parsed = source.parse(page)
    except BadPage:
        raise
    except Exception as error:  # a page nobody foresaw: named, kept, and the rest of the batch goes on
        raise _fault(error) from error
    return _conserved(source, parsed)


def read_parts(source: Source, retrieval: Retrieval, raw: Raw) -> Iterator[Parsed]:
    """The same for a large page, part by part; raises BadPage at the part that cannot be read."""
    assert source.parse_parts is not None
    try:
        for parsed in source.parse_parts(raw.stored(retrieval)):
            yield _conserved(source, parsed)
    except (BadPage, GeneratorExit):
        raise
    except Exception as error:
        raise _fault(error) from error


def read(source: Source, retrieval: Retrieval, raw: Raw) -> Iterator[Parsed]:
    """What one page holds, in one part or, for a large page, in several. Raises BadPage."""
    if is_large(source, retrieval):
        yield from read_parts(source, retrieval, raw)
    else:
        yield read_page(source, retrieval, raw)


def _fault(error: Exception) -> BadPage:
    fault = BadPage(f"{type(error).__name__}: {error}")
    fault.rule = "parser_fault"
    return fault


def _conserved(source: Source, parsed: Parsed) -> Parsed:
    """What was parsed, after rows and value in were compared with rows and value out. Raises NotConserved."""
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
