"""Large pages and archives on the road: read part by part, whole or not at all, each member a page of its own."""

import csv
import io
import zipfile
from dataclasses import replace
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from conftest import CLOCK
from critmin import landing, staging
from critmin.lake import PROVENANCE, BadPage, Page, Parsed, Raw, Rejected, Staged, stamp
from critmin.sources import Source

SCHEMA = pa.schema([pa.field("code", pa.string()), pa.field("value", pa.decimal128(18, 2)), *PROVENANCE])
LINES = 100  # of a part


def parse_parts(page):
    """CSV lines of code,value; a line `stop` breaks the page off."""
    with page.open() as handle:
        text = io.TextIOWrapper(handle, encoding="utf-8")
        part, start = [], 0
        for number, line in enumerate(csv.reader(text)):
            if line == ["stop"]:
                raise BadPage(f"line {number} breaks off")
            part.append(line)
            if len(part) == LINES:
                yield typed(part, start, page)
                part, start = [], number + 1
        yield typed(part, start, page)


def typed(lines, start, page) -> Parsed:
    good = [(start + i, c, Decimal(v)) for i, (c, v) in enumerate(lines) if c]
    bad = [Rejected("flows", start + i, "no_code", "none", v, Decimal(v)) for i, (c, v) in enumerate(lines) if not c]
    columns = {"code": [c for _, c, _ in good], "value": [v for _, _, v in good]}
    total = sum((Decimal(v) for _, v in lines), Decimal(0))
    table = stamp(columns, [n for n, _, _ in good], page, SCHEMA)
    return Parsed({"flows": table}, {"flows": len(lines)}, bad, {"flows": total})


def parse(page: Page) -> Parsed:
    (one,) = parse_parts(page)
    return one


TOY = Source(
    "toy", "Toy", "us", "none", "", {"flows": SCHEMA}, parse, "1", (".csv", ".zip"), {"flows": "value"}, parse_parts
)


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setattr(staging, "LARGE_PAGE", 2_000)
    drop = tmp_path / "drop"
    drop.mkdir()
    return Raw(tmp_path / "data"), Staged(tmp_path / "data"), drop


def land(place, source=TOY):
    raw, _, drop = place
    looks = landing.retrievals(source, landing.find(source, [str(drop)]), raw, CLOCK)
    raw.append(looks)
    return looks


def stage(place, source=TOY):
    raw, staged, _ = place
    found = staging.groups(source, staging.pending(source, raw, staged))
    return [batch for group in found for batch in staging.stage_group(source, group, raw, staged)]


def quarantine(place):
    files = (place[1].root / "ops" / "quarantine" / "toy").glob("*.parquet")
    return [row for f in sorted(files) for row in pq.read_table(f).to_pylist()]


def lines(n: int, bad: tuple[int, ...] = ()) -> bytes:
    return "".join(f"{'' if i in bad else f'c{i}'},{i}.25\n" for i in range(n)).encode()


def test_a_large_page_is_staged_in_parts_and_conserves_rows_and_value(place):
    (place[2] / "a.csv").write_bytes(lines(1_050, bad=(3, 777)))
    land(place)
    (batch,) = stage(place)
    assert (batch.n_records, batch.n_rows, batch.n_rejected) == (1_050, 1_048, 2)
    rows = place[1].read(batch)
    assert rows["_record"].to_pylist() == [i for i in range(1_050) if i not in (3, 777)]
    kept_out = quarantine(place)
    assert [q["_record"] for q in kept_out] == [3, 777]
    assert staging.total(rows, "value") + sum(q["value"] for q in kept_out) == Decimal(batch.value_in)
    assert stage(place) == []


def test_a_large_page_that_breaks_off_leaves_no_row_behind(place):
    """Half a year that looks like a year would be a wrong answer: all of it waits in quarantine."""
    (place[2] / "a.csv").write_bytes(lines(500) + b"stop\n")
    (place[2] / "b.csv").write_bytes(lines(300))
    land(place)
    (batch,) = stage(place)
    assert batch.n_rows == 300
    assert [(q["content"], q["reason"]) for q in quarantine(place)] == [("a.csv", "line 500 breaks off")]
    folder = place[1].folder / "toy" / "flows"
    assert [p.name for p in folder.iterdir()] == [f"{batch.batch_id}.parquet"]
    assert stage(place) == []


def test_a_part_that_loses_a_row_stops_the_whole_page(place):
    def lossy(page):
        for number, parsed in enumerate(parse_parts(page)):
            if number == 4:
                parsed = replace(parsed, tables={"flows": parsed.tables["flows"].slice(1)})
            yield parsed

    (place[2] / "a.csv").write_bytes(lines(1_000))
    land(place)
    assert stage(place, replace(TOY, parse_parts=lossy)) == []
    assert [q["rule"] for q in quarantine(place)] == ["not_conserved"]


def test_files_of_an_archive_are_pages_of_their_own_and_the_archive_is_kept_once(place):
    raw, staged, drop = place
    with zipfile.ZipFile(drop / "years.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("deep/Y2021.csv", lines(400, bad=(7,)))  # large: part by part
        archive.writestr("Y2022.csv", lines(10))
        archive.writestr("Y2023.csv", lines(5))
        archive.writestr("readme.txt", "not read")
    looks = land(place)
    assert [(r.address, r.name) for r in looks] == [
        ("file:years.zip#Y2022.csv", "Y2022.csv"),
        ("file:years.zip#Y2023.csv", "Y2023.csv"),
        ("file:years.zip#deep/Y2021.csv", "deep/Y2021.csv"),
    ]
    kept = [p for p in raw.folder.rglob("*") if p.is_file() and "retrievals" not in p.parts]
    assert [p.read_bytes() for p in kept] == [(drop / "years.zip").read_bytes()]
    batches = stage(place)
    assert sorted(b.n_rows for b in batches) == [15, 399]
    (large,) = [b for b in batches if b.n_rows == 399]
    rows = staged.read(large)
    assert set(rows["_page_url"].to_pylist()) == {"file:years.zip#deep/Y2021.csv"}
    assert set(rows["_page_sha256"].to_pylist()) == {kept[0].name}
    assert [r.is_unchanged for r in land(place)] == [True] * 3
    assert stage(place) == []


def test_a_source_without_zip_among_its_endings_leaves_archives_alone(place):
    (place[2] / "a.zip").write_bytes(b"PK")
    with pytest.raises(landing.CannotLand, match="holds no file"):
        landing.find(replace(TOY, suffixes=(".csv",)), [str(place[2])])


def test_an_archive_that_cannot_be_opened_waits_in_quarantine_and_the_rest_goes_on(place):
    (place[2] / "broken.zip").write_bytes(b"PK\x03\x04" + b"rubbish" * 20)
    (place[2] / "good.csv").write_bytes(lines(3))
    land(place)
    (batch,) = stage(place)
    assert batch.n_rows == 3
    assert [q["content"] for q in quarantine(place)] == ["broken.zip"]


def test_a_member_that_is_damaged_is_kept_out_by_itself(place):
    path = place[2] / "years.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("Y2021.csv", lines(400))
        archive.writestr("Y2022.csv", lines(10))
    path.write_bytes(path.read_bytes().replace(b"c100,100.25", b"c100,900.25"))
    land(place)
    (batch,) = stage(place)
    assert batch.n_rows == 10
    (kept_out,) = quarantine(place)
    assert kept_out["content"] == "Y2021.csv"
    assert "damaged or cut off" in kept_out["reason"]


def test_a_sidecar_of_an_archive_gives_each_page_its_address(place):
    with zipfile.ZipFile(place[2] / "years.zip", "w") as archive:
        archive.writestr("Y2022.csv", lines(10))
    (place[2] / "years.zip.meta.yml").write_text("address: https://example.org/years.zip\nlicence: CC0\n")
    (look,) = land(place)
    assert (look.address, look.licence) == ("https://example.org/years.zip#Y2022.csv", "CC0")
