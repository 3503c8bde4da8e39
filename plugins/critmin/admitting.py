"""The staged door: judge each batch, keep every verdict, quarantine bad rows, admit what passed."""

from critmin.lake import Admission, Batch, Ledger, Staged, write_parquet_parts
from critmin.lake.files import file_sha256
from critmin.settings import Settings
from critmin.tables import (
    CLAIMS,
    DOCUMENTS,
    claims_versions,
    conserved_column,
    document_sources,
    parser_versions,
    staged_schemas,
)


class GateStopped(RuntimeError):
    """A critical check failed. `failures` are the checks, each with its table, column and counts."""

    def __init__(self, message: str, failures):
        self.failures = tuple(failures)
        lines = [f"  {failure}" for failure in failures]
        super().__init__("\n".join([message, *lines, "See `critmin check` for all verdicts."]))


def admit_source(settings: Settings, source: str, facts: dict) -> list[str]:
    """Judge every batch of today's parser that has no admission; fills `facts` with rows in and out.

    Raises GateStopped, after all were judged, when a batch was stopped.
    """
    from critmin.quality import gate

    staged = Staged(settings.root)
    versions = claims_versions(settings).values() if source == CLAIMS else (parser_versions()[source],)
    admitted, failures = [], []
    rows_in = rows_out = rows_quarantined = 0
    for batch in staged.batches(source):
        if batch.parser_version not in versions or not batch.n_rows:
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

    examined = gate.examine(
        staged.verified(batch),
        batch.table,
        conserved=conserved_column(batch.table),
        quarantine_limit=settings.quarantine_limit,
        known_bad=_known_bad(staged, batch),
        batch_id=batch.batch_id,
    )
    ledger, name = Ledger(settings.root), f"{batch.table}/{batch.batch_id}.{suite_version}"
    results_file = ledger.write_results(name, examined.to_table(batch_id=batch.batch_id, checked_at=settings.now()))
    if not examined.passed:
        return None, list(examined.failures)
    file, sha256, quarantine_files = batch.file, batch.sha256, ()
    if not examined.is_whole:
        quarantine_files = (ledger.write_quarantine(name, examined.quarantined),)
        rest = (settings.root / batch.file).with_suffix(f".{suite_version}.parquet")
        schema = staged_schemas()[batch.table]
        write_parquet_parts(rest, schema, (part.select(schema.names) for part in examined.admitted_parts()))
        file, sha256 = str(rest.relative_to(settings.root)), file_sha256(rest)
    admission = Admission(
        table=batch.table,
        batch_id=batch.batch_id,
        file=file,
        n_rows=examined.n_admitted,
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


def _known_bad(staged: Staged, batch: Batch) -> dict[int, tuple[str, str]]:
    """What only other batches can tell: claims whose words are not there, promises without their agreement."""
    from critmin.quality import gate

    if not batch.table.startswith(f"{CLAIMS}__"):
        return {}
    claims = staged.read(batch)
    misquoted = ("quote_holds", "the document does not say these words at this place")
    bad = dict.fromkeys(gate.quotes_hold(claims, _texts(staged, batch)), misquoted)
    if batch.table == f"{CLAIMS}__commitments":
        agreements = [a for a in staged.admissions(f"{CLAIMS}__agreements") if a.batch_id == batch.batch_id]
        keys = {key for a in agreements for key in staged.read(a)["claim_key"].to_pylist()}
        for position in gate.orphans(claims, keys):
            bad.setdefault(position, ("agreement_admitted", "the agreement that it belongs to was not admitted"))
    return bad


def _texts(staged: Staged, batch: Batch) -> dict[str, str]:
    """The texts of the documents that a claims batch was read from, by document id."""
    wanted = set(batch.retrieval_ids)
    texts: dict[str, str] = {}
    for slug in document_sources():
        for admission in staged.admissions(f"{slug}__{DOCUMENTS}"):
            if wanted & set(admission.retrieval_ids):
                rows = staged.read(admission).select(["document_id", "text"])
                texts |= dict(zip(rows["document_id"].to_pylist(), rows["text"].to_pylist(), strict=True))
    return texts
