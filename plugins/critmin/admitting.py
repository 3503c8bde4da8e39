"""The staged door: judge each batch, keep every verdict, quarantine bad rows, admit what passed."""

import pyarrow as pa

from critmin.lake import QUARANTINE, Admission, Batch, Ledger, Staged, write_parquet
from critmin.lake.files import file_sha256
from critmin.settings import Settings
from critmin.tables import CLAIMS, conserved_column, parser_versions


class GateStopped(RuntimeError):
    """A critical check failed. `failures` are the checks, each with its table, column and counts."""

    def __init__(self, message: str, failures):
        self.failures = tuple(failures)
        lines = [f"  {f.suite}: {f.check} on {f.column or 'the table'}: {f.n_unexpected} unexpected" for f in failures]
        super().__init__("\n".join([message, *lines, "See `critmin check` for all verdicts."]))


def admit_source(settings: Settings, source: str, facts: dict) -> list[str]:
    """Judge every batch of today's parser that has no admission; fills `facts` with rows in and out.

    Raises GateStopped, after all were judged, when a batch was stopped.
    """
    from critmin.quality import gate

    staged, version = Staged(settings.root), parser_versions()[source]
    admitted, failures = [], []
    rows_in = rows_out = rows_quarantined = 0
    for batch in staged.batches(source):
        if batch.parser_version != version or not batch.n_rows:
            continue
        suite_version = gate.suite_version(f"staged_{batch.table}")
        if staged.admission(batch, suite_version):
            continue
        rows_in += batch.n_rows
        admission, stopped = _judge(settings, staged, batch, suite_version)
        failures += stopped
        if admission:
            rows_out += admission.n_rows
            rows_quarantined += admission.n_quarantined
            admitted.append(f"{batch.table}/{batch.batch_id}")
    facts.update(rows_in=rows_in, rows_out=rows_out, rows_quarantined=rows_quarantined)
    facts["said"] = "done" if rows_in else "nothing"
    if failures:
        raise GateStopped(f"The gate stopped {source}; what it stopped is not read by any build.", failures)
    return admitted


def _judge(settings: Settings, staged: Staged, batch: Batch, suite_version: str) -> tuple[Admission | None, list]:
    from critmin.quality import gate

    path = staged.verified(batch)
    known_bad = _misquotes(staged, batch) if batch.table.startswith(f"{CLAIMS}__") else {}
    examined = gate.examine(
        path,
        batch.table,
        conserved=conserved_column(batch.table),
        quarantine_limit=settings.quarantine_limit,
        known_bad=known_bad,
    )
    ledger, name = Ledger(settings.root), f"{batch.table}/{batch.batch_id}.{suite_version}"
    results = examined.to_table(batch_id=batch.batch_id, checked_at=settings.now())
    results_file = ledger.write_results(name, results)
    if not examined.passed:
        return None, list(examined.failures)
    file, sha256, quarantine_files = batch.file, batch.sha256, ()
    if examined.quarantined.num_rows:
        quarantined = _complete(examined.quarantined, batch)
        quarantine_files = (ledger.write_quarantine(name, quarantined),)
        rest = (settings.root / batch.file).with_suffix(f".{suite_version}.parquet")
        write_parquet(rest, examined.admitted(staged.read(batch)))
        file, sha256 = str(rest.relative_to(settings.root)), file_sha256(rest)
    admission = Admission(
        table=batch.table,
        batch_id=batch.batch_id,
        file=file,
        n_rows=batch.n_rows - examined.quarantined.num_rows,
        n_quarantined=examined.quarantined.num_rows,
        suite_version=suite_version,
        sha256=sha256,
        results_file=results_file,
        quarantine_files=quarantine_files,
        parser_version=batch.parser_version,
        retrieval_ids=batch.retrieval_ids,
    )
    staged.admit(admission)
    return admission, []


def _complete(quarantined: pa.Table, batch: Batch) -> pa.Table:
    place = quarantined.schema.get_field_index("batch_id")
    return quarantined.set_column(place, "batch_id", pa.array([batch.batch_id] * quarantined.num_rows)).cast(QUARANTINE)


def _misquotes(staged: Staged, batch: Batch) -> dict[int, tuple[str, str]]:
    """Rows of a claims batch whose quote does not stand where they say; a claim without its words is no claim."""
    wanted = set(batch.retrieval_ids)
    texts = {}
    for admission in staged.admissions("articles__documents"):
        if wanted & set(admission.retrieval_ids):
            rows = staged.read(admission).select(["document_id", "text"])
            texts |= dict(zip(rows["document_id"].to_pylist(), rows["text"].to_pylist(), strict=True))
    claims = staged.read(batch).select(["document_id", "quote", "quote_start", "quote_end"]).to_pylist()
    bad = {}
    for position, claim in enumerate(claims):
        text = texts.get(claim["document_id"], "")
        if text[claim["quote_start"] : claim["quote_end"]] != claim["quote"]:
            bad[position] = ("quote_holds", "the document does not say these words at this place")
    return bad
