"""Versions of what judges: short hashes of source files, so that a changed rule is a changed version."""

from pathlib import Path

from critmin.lake.files import digest, file_sha256


def source_version(*paths: Path) -> str:
    """Names the contents of files."""
    return digest([(p.name, file_sha256(p)) for p in paths], length=12)
