"""Raw pages, stored once by sha256, and the retrievals that brought them, appended for ever."""

import hashlib
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from critmin.lake import archives
from critmin.lake.errors import BadPage
from critmin.lake.files import copy_file, copy_files, digest, file_sha256, move_file, write_bytes


def _is_there(path: Path, n_bytes: int) -> bool:
    """Whether a file is stored, in its full length."""
    return path.exists() and path.stat().st_size == n_bytes


MANY = 50  # files: from here on one wait for the disk for all is cheaper than one for each


@dataclass(frozen=True)
class Retrieval:
    """One look at one address: what came, when, under which licence.

    `address` never holds a secret. `method` is `http` or `file` (a dropped file). `status` is the HTTP status,
    null for a file. `sha256` and `n_bytes` are those of the body (of the earlier body for a 304).
    `metadata` is what came beside the page: a sidecar's fields, validators, the feed that named it. A page that lay in
    an archive has its name there as `member` and its size unpacked as `member_bytes`; the body is the archive.
    """

    source: str
    address: str
    name: str
    method: str
    retrieved_at: datetime
    sha256: str
    n_bytes: int
    status: int | None = None
    content_type: str | None = None
    licence: str | None = None
    is_unchanged: bool = False  # same bytes as the retrieval before at this address: adds no batch
    metadata: dict = field(default_factory=dict)

    @property
    def page_bytes(self) -> int:
        """The size of the page: of the member, for one inside an archive (as the archive declares it)."""
        return int(self.metadata.get("member_bytes") or self.n_bytes)

    @property
    def retrieval_id(self) -> str:
        """Names the retrieval: the same look, told twice, has one name."""
        return digest(self.source, self.address, self.retrieved_at.isoformat(), self.sha256, self.status)

    def to_json(self) -> dict:
        return {**asdict(self), "retrieved_at": self.retrieved_at.isoformat(), "retrieval_id": self.retrieval_id}

    @classmethod
    def from_json(cls, record: dict) -> "Retrieval":
        known = {k: v for k, v in record.items() if k != "retrieval_id"}
        moment = datetime.fromisoformat(known.pop("retrieved_at"))
        return cls(retrieved_at=moment.astimezone(UTC), **known)


@dataclass(frozen=True)
class Page:
    """A raw page together with the retrieval that brought it: what every `parse` reads."""

    content: bytes
    retrieval: Retrieval

    @property
    def name(self) -> str:
        return self.retrieval.name

    @property
    def metadata(self) -> dict:
        return self.retrieval.metadata

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """The bytes as a stream, the way a page on disk gives them."""
        yield io.BytesIO(self.content)


@dataclass(frozen=True)
class StoredPage:
    """A raw page too large to hold in memory: where its bytes lie (checked against their name), and its retrieval."""

    path: Path
    retrieval: Retrieval

    @property
    def name(self) -> str:
        return self.retrieval.name

    @property
    def metadata(self) -> dict:
        return self.retrieval.metadata

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """The page's bytes as a stream; of the member, for a page inside an archive. Raises BadPage while reading."""
        member = self.metadata.get("member")
        if member is None:
            with self.path.open("rb") as handle:
                yield handle
        else:
            with archives.opened(self.path, member) as stream:
                yield stream


class Raw:
    """`raw/<2 hex>/<sha256>` and `raw/retrievals/<source>/*.jsonl` under the data root."""

    def __init__(self, root: Path):
        self.folder = root / "raw"
        self._checked: set[str] = set()

    def path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256

    def keep(self, content: bytes) -> str:
        """Store `content` once; returns its sha256."""
        name = hashlib.sha256(content).hexdigest()
        path = self.path(name)
        if not path.exists():
            write_bytes(path, content)
        return name

    def keep_file(self, source: Path) -> tuple[str, int]:
        """Store a file's bytes once, however large; returns its sha256 and size."""
        name = file_sha256(source)
        if not self.path(name).exists():
            copy_file(source, self.path(name))
        return name, source.stat().st_size

    def keep_files(self, sources: list[Path]) -> dict[Path, tuple[str, int]]:
        """The same for many files, `MANY` and more of them without waiting for the disk after each."""
        if len(sources) < MANY:
            return {source: self.keep_file(source) for source in sources}
        kept = {source: (file_sha256(source), source.stat().st_size) for source in sources}
        copies = {self.path(name): source for source, (name, _) in kept.items()}
        copy_files({path: source for path, source in copies.items() if not _is_there(path, kept[source][1])})
        return kept

    def adopt(self, path: Path) -> tuple[str, int]:
        """Take a file of ours over without copying it: `path` is gone afterwards. Returns its sha256 and size."""
        size, name = path.stat().st_size, file_sha256(path)
        if self.path(name).exists():
            path.unlink()
        else:
            move_file(path, self.path(name))
        return name, size

    def append(self, retrievals: list[Retrieval]) -> None:
        """Append the records of one land call, all or none."""
        if not retrievals:
            return
        by_source: dict[str, list[Retrieval]] = {}
        for retrieval in retrievals:
            by_source.setdefault(retrieval.source, []).append(retrieval)
        for source, records in by_source.items():
            lines = [json.dumps(r.to_json(), sort_keys=True, ensure_ascii=False) for r in records]
            newest = max(r.retrieved_at for r in records)
            name = f"{newest:%Y%m%dT%H%M%S}-{digest(lines)}.jsonl"
            write_bytes(self.folder / "retrievals" / source / name, ("\n".join(lines) + "\n").encode())

    def retrievals(self, source: str) -> list[Retrieval]:
        """All looks of a source, in the order in which they happened."""
        found = {}
        for path in sorted((self.folder / "retrievals" / source).glob("*.jsonl")):
            for line in path.read_text(encoding="utf-8").splitlines():
                retrieval = Retrieval.from_json(json.loads(line))
                known = found.get(retrieval.retrieval_id)
                if known is None or known.is_unchanged:  # the look that brought the bytes counts, told twice or not
                    found[retrieval.retrieval_id] = retrieval
        return sorted(found.values(), key=lambda r: (r.retrieved_at, r.address, r.retrieval_id))

    def latest(self, source: str) -> dict[str, Retrieval]:
        """The newest look at each address of a source."""
        return {r.address: r for r in self.retrievals(source)}

    def page(self, retrieval: Retrieval) -> Page:
        """The bytes that a retrieval brought, checked against their name.

        Raises OSError when the stored bytes are not those that were retrieved, and BadPage for a member of an archive
        that cannot be unpacked or is larger than it said.
        """
        if retrieval.metadata.get("member") is None:
            content = self.path(retrieval.sha256).read_bytes()
            if hashlib.sha256(content).hexdigest() != retrieval.sha256:
                raise OSError(self._mismatch(retrieval))
            return Page(content, retrieval)
        with self.stored(retrieval).open() as stream:
            content = stream.read(retrieval.page_bytes + 1)
        if len(content) > retrieval.page_bytes:
            raise BadPage(f"the page is larger than the {retrieval.page_bytes:,} bytes that its archive declares")
        return Page(content, retrieval)

    def stored(self, retrieval: Retrieval) -> StoredPage:
        """The page as it lies on disk, checked against its name without being read into memory.

        Raises OSError when the stored bytes are not those that were retrieved.
        """
        path = self.path(retrieval.sha256)
        if retrieval.sha256 not in self._checked:  # an archive of many members is checked once
            if file_sha256(path) != retrieval.sha256:
                raise OSError(self._mismatch(retrieval))
            self._checked.add(retrieval.sha256)
        return StoredPage(path, retrieval)

    def _mismatch(self, retrieval: Retrieval) -> str:
        return f"{self.path(retrieval.sha256)} does not hold the bytes its name says; restore it."
