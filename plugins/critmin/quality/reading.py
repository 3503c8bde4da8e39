"""Reading what is judged, a bounded piece at a time: Arrow tables, pandas frames, Parquet files, warehouse tables.

Each row has a position, from 0, in the order of the table or file. Only columns that a suite names are read; decimals
become doubles and dates timestamps, in the check's frame alone (GX spends 0.7 ms on each Decimal object).
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from critmin import engine
from critmin.quality.judging import MOST_NAMED
from critmin.quality.measures import Measure
from critmin.quality.verdicts import Fault
from critmin.settings import settings

PIECE = 100_000  # rows judged at once: decides the memory of a gate, together with MEMORY
MEMORY = "1GB"  # what DuckDB may hold for a gate before it spills
POSITION = "_position"


@dataclass
class Rows:
    """One table as the gate reads it: a relation with positions, and expressions for derived columns."""

    connection: engine.Connection
    relation: Any  # a DuckDB relation
    derived: dict[str, str] = field(default_factory=dict)

    def count(self) -> int:
        """How many rows there are."""
        return self.relation.aggregate("count(*)").fetchall()[0][0]

    def without(self, positions: Iterator[int] | list[int]) -> "Rows":
        """The same table without the rows at `positions`; the others keep their positions."""
        gone = self.connection.from_arrow(pa.table({POSITION: pa.array(list(positions), pa.int64())}))
        rest = self.relation.set_alias("rows").join(gone.set_alias("gone"), POSITION, how="anti")
        return Rows(self.connection, rest, self.derived)

    def frames(self, columns: list[str], piece: int = PIECE) -> Iterator[Any]:
        """The named columns as pandas frames of at most `piece` rows, indexed by position.

        A column that the table lacks, or that cannot be derived from it, is left out: the check that names it then
        fails and says so.
        """
        kinds = dict(zip(self.relation.columns, self.relation.types, strict=True))
        wanted = [f"{POSITION} as {POSITION}"]
        for name in columns:
            quoted = engine.identifier(name)
            if name in self.derived and self._can_derive(name):
                wanted.append(f"({self.derived[name]}) as {quoted}")
            elif name in kinds:
                wanted.append(f"{_in_a_frame(quoted, str(kinds[name]))} as {quoted}")
        reader = self.relation.project(", ".join(wanted)).to_arrow_reader(piece)
        for batch in reader:
            if batch.num_rows:
                frame = pa.Table.from_batches([batch]).to_pandas()
                # without a name: GX tells positions of a named index in another form
                yield frame.set_index(POSITION, drop=True).rename_axis(None)

    def _can_derive(self, name: str) -> bool:
        try:
            self.relation.project(f"({self.derived[name]}) as derived").limit(0).fetchall()
        except engine.Error:
            return False
        return True

    def measured(self, measures: list[Measure]) -> dict[str, float | str | None]:
        """The value of each measure, by one scan for rows and one for each grouping; a text is an error instead."""
        found: dict[str, float | str | None] = {}
        groupings = {(m.each, m.by) for m in measures}
        for each, by in sorted(groupings):
            of_these = [m for m in measures if (m.each, m.by) == (each, by)]
            try:
                found |= self._aggregate(of_these, each, by)
            except engine.Error:
                for measure in of_these:
                    try:
                        found |= self._aggregate([measure], each, by)
                    except engine.Error as error:
                        found[measure.name] = f"{type(error).__name__}: {str(error).splitlines()[0]}"
        return found

    def _aggregate(self, measures: list[Measure], each: str, by: str) -> dict[str, float | str | None]:
        relation = self.relation.aggregate(f"{each} as v", by) if each else self.relation
        asked = ", ".join(f"cast(({m.sql}) as double)" for m in measures)
        values = relation.aggregate(asked).fetchall()[0]
        return dict(zip([m.name for m in measures], values, strict=True))

    def total(self, column: str) -> Decimal:
        """The exact sum of a decimal column."""
        quoted = engine.identifier(column)
        return self.relation.aggregate(f"coalesce(sum({quoted}), 0)").fetchall()[0][0]

    def repeated(self, grain: tuple[str, ...]) -> tuple[int, dict[int, Fault], list[str]]:
        """Rows that share the grain of another: how many, where (the bad ones), and examples of the grain.

        Of rows that say the same in every column but lineage, the first is good and the others are repeats. Where they
        differ, none can be believed: all are bad.
        """
        by_hash = ", ".join(engine.identifier(c) for c in grain)
        hashed = self.relation.project(f"hash({by_hash}) as h")
        suspects = hashed.aggregate("h, count(*) as n", "h").filter("n > 1").project("h").set_alias("suspects")
        n_suspects = suspects.aggregate("count(*)").fetchall()[0][0]
        if not n_suspects:
            return 0, {}, []
        content = [c for c in self.relation.columns if c != POSITION and not c.startswith("_")]
        told = self.relation.project(
            f"hash({by_hash}) as h, {_joined(grain)} as g, md5({_joined(content)}) as c, {POSITION} as p"
        )
        found = told.set_alias("told").join(suspects, "h", how="semi").project("g, c, p").order("g, p")
        n, bad, examples = 0, {}, []
        group: list[tuple[str, int]] = []
        last: str | None = None

        def close() -> None:
            nonlocal n
            if len(group) < 2:
                return
            same = len({c for c, _ in group}) == 1
            wrong = group[1:] if same else group
            n += len(wrong)
            said = (last or "").replace("\x1f", " | ").replace("\x01", "null")
            if len(examples) < 3:
                examples.append(said)
            why = "The record is there twice" if same else "Records of one grain say different things"
            for _, position in wrong:
                if len(bad) < MOST_NAMED:
                    bad[position] = Fault("grain_is_unique", f"{why}: {said}")

        for batch in found.to_arrow_reader(PIECE):
            for g, c, p in zip(*(batch[i].to_pylist() for i in ("g", "c", "p")), strict=True):
                if g != last:
                    close()
                    group, last = [], g
                group.append((c, p))
        close()
        return n, bad, examples


def _in_a_frame(quoted: str, kind: str) -> str:
    if kind.startswith("DECIMAL"):
        return f"cast({quoted} as double)"
    if kind == "DATE" or kind.startswith("TIMESTAMP"):
        return f"cast({quoted} as timestamp)"
    return quoted


def _joined(columns: list[str] | tuple[str, ...]) -> str:
    cells = [f"coalesce(cast({engine.identifier(c)} as varchar), chr(1))" for c in columns]
    return f"concat_ws(chr(31), {', '.join(cells)})"


@contextmanager
def spilling(path: Path | str = ":memory:", *, read_only: bool = False) -> Iterator[engine.Connection]:
    """A connection for a gate: little memory, and a folder of its own to spill to."""
    modest = settings().model_copy(update={"memory_limit": MEMORY})
    with (
        tempfile.TemporaryDirectory(prefix="critmin-gate-") as folder,
        engine.connect(path, read_only=read_only, config=modest) as connection,
    ):
        connection.execute(f"set temp_directory = '{folder}'")
        connection.execute("set enable_progress_bar = false")
        yield connection


@contextmanager
def opened(rows: Any, derived: dict[str, str]) -> Iterator[Rows]:
    """Open a Parquet file, an Arrow table or a pandas frame for judging."""
    with spilling() as connection:
        if isinstance(rows, Path):
            relation = connection.read_parquet(str(rows), file_row_number=True, hive_partitioning=False)
            relation = relation.project(f"* exclude (file_row_number), file_row_number as {POSITION}")
        else:
            table = as_table(rows)
            positions = pa.array(range(table.num_rows), pa.int64())
            relation = connection.from_arrow(table.append_column(POSITION, positions))
        yield Rows(connection, relation, derived)


def as_table(rows: Any) -> pa.Table:
    """Rows in memory as an Arrow table.

    Raises pa.ArrowInvalid when a column of a pandas frame mixes types.
    """
    return rows if isinstance(rows, pa.Table) else pa.Table.from_pandas(rows, preserve_index=False)


def pieces(rows: Any, piece: int = PIECE) -> Iterator[tuple[int, pa.Table]]:
    """All columns, a piece at a time, each with the position of its first row."""
    if isinstance(rows, Path):
        start = 0
        with pq.ParquetFile(rows) as file:
            for batch in file.iter_batches(batch_size=piece):
                yield start, pa.Table.from_batches([batch])
                start += batch.num_rows
    else:
        table = as_table(rows)
        for start in range(0, table.num_rows, piece):
            yield start, table.slice(start, piece)


def exact_sum(table: pa.Table, column: str) -> Decimal:
    """The exact sum of a decimal column of a table in memory; 0 for no rows."""
    scale = table.schema.field(column).type.scale
    return pc.sum(pc.cast(table[column], pa.decimal128(38, scale))).as_py() or Decimal(0)
