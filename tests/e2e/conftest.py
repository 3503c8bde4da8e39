"""A small input for tests that walk the whole road many times."""

import shutil
from pathlib import Path

import pytest

from critmin.settings import PROJECT
from critmin.tables import sources

FEW = {"articles": 6}  # the others: two


@pytest.fixture(scope="session")
def few_samples(tmp_path_factory) -> Path:
    """The smallest files of each bundled source."""
    from critmin.landing import takes

    target = tmp_path_factory.mktemp("few")
    for slug, source in sources().items():
        files = sorted(p for p in (PROJECT / "samples" / slug).rglob("*") if p.is_file() and takes(source, p))
        (target / slug).mkdir()
        for path in sorted(files, key=lambda p: (p.stat().st_size, p.name))[: FEW.get(slug, 2)]:
            for each in (path, path.with_name(f"{path.name}.meta.yml")):
                if each.exists():
                    shutil.copy(each, target / slug)
    return target
