"""Every staged table and its schema: what a build may read, typed even when there is no file."""

import pyarrow as pa

from critmin.claims.claim import COLUMNS as CLAIM_COLUMNS
from critmin.lake import PROVENANCE, QUALITY_RESULTS, QUARANTINE
from critmin.settings import Settings
from critmin.sources import Source

CLAIMS = "claims"  # the pseudo-source of what was read out of documents
DOCUMENTS = "documents"  # the entity that the reader of claims reads, whichever source it belongs to

CLAIM_SCHEMAS = {entity: pa.schema(columns + PROVENANCE) for entity, columns in CLAIM_COLUMNS.items()}

BUILD_PARAMETERS = pa.schema([("as_known_at", pa.date32()), ("as_of_date", pa.date32()), ("facts_from", pa.string())])


def sources() -> dict[str, Source]:
    """The registry, loaded on first use: the modules of sources import much."""
    from critmin.sources import SOURCES

    return SOURCES


def document_sources() -> list[str]:
    """The sources whose documents are read for claims, in order."""
    return sorted(slug for slug, source in sources().items() if DOCUMENTS in source.entities)


def staged_schemas() -> dict[str, pa.Schema]:
    """Schema of each staged table, named `<source>__<entities>`."""
    found = {f"{s.slug}__{entity}": schema for s in sources().values() for entity, schema in s.entities.items()}
    found |= {f"{CLAIMS}__{entity}": schema for entity, schema in CLAIM_SCHEMAS.items()}
    return found | {"ops__quality_results": QUALITY_RESULTS, "ops__quarantine": QUARANTINE}


def parser_versions() -> dict[str, str]:
    """The version under which each source, and the reader of claims, stages today.

    Claims follow every parser of documents: when one reads differently, its documents must be read for claims again.
    """
    from critmin.claims.extract import READER_VERSION

    versions = {s.slug: s.version for s in sources().values()}
    return versions | {CLAIMS: "-".join([*(versions[slug] for slug in document_sources()), READER_VERSION])}


def claims_versions(config: Settings) -> dict[str, str]:
    """The version under which each reader that the settings name stages claims today, by reader (rules, llm)."""
    from critmin.claims.llm import line_of

    versions = parser_versions()
    documents = [versions[slug] for slug in document_sources()]
    lines = {"rules": versions[CLAIMS], "llm": "-".join([*documents, line_of(config.llm_model)])}
    return {reader: lines[reader] for reader in lines if reader in config.readers.split()}


def reader_of(claims_version: str) -> str:
    """Who staged claims under a version: rules or llm."""
    return "llm" if "-llm-" in claims_version else "rules"


def conserved_column(table: str) -> str | None:
    """The decimal column of a staged table whose sum must survive each step."""
    source, _, entity = table.partition("__")
    return None if source == CLAIMS else sources()[source].conserved.get(entity)
