"""Raw pages, stored once by sha256, and the retrievals that brought them, appended for ever."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from critmin.lake.files import copy_file, digest, file_sha256, write_bytes


@dataclass(frozen=True)
class Retrieval:
    """One look at one address: what came, when, under which licence.

    `address` never holds a secret. `method` is `http` or `file` (a dropped file). `status` is the HTTP status,
    null for a file. `sha256` and `n_bytes` are those of the body (of the earlier body for a 304).
    `metadata` is what came beside the page: a sidecar's fields, validators, the feed that named it.
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


class Raw:
    """`raw/<2 hex>/<sha256>` and `raw/retrievals/<source>/*.jsonl` under the data root."""

    def __init__(self, root: Path):
        self.folder = root / "raw"

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

        Raises OSError when the stored bytes are not those that were retrieved.
        """
        content = self.path(retrieval.sha256).read_bytes()
        if hashlib.sha256(content).hexdigest() != retrieval.sha256:
            raise OSError(f"{self.path(retrieval.sha256)} does not hold the bytes its name says; restore it.")
        return Page(content, retrieval)
