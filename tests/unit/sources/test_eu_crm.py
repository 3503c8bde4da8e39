"""The EU's supply shares: two tables with one header, bounds that are no numbers, spellings that mislead."""

import csv
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import SHARED
from critmin.lake import BadPage, Page, Parsed, Retrieval, SchemaDrift
from critmin.settings import PROJECT
from critmin.sources import eu_crm
from critmin.sources.eu_crm import TABLE, parse, read_share
from critmin.sources.tabular import unpacked
from critmin.vocabulary import seed

HEADER = "Material,Stage,Country,Share,t\r\n"
WORLD = "fact_GlobalSupplyShares&t.csv"
UNION = "fact_EUSupplyShares&t.csv"
SAMPLES = PROJECT / "samples" / "eu_crm"
FOLDER = SHARED / "data" / "reference" / "eu_crm"


def page(text: str | bytes, name: str = WORLD, **metadata) -> Page:
    content = text if isinstance(text, bytes) else text.encode()
    moment = datetime(2026, 11, 1, tzinfo=UTC)
    look = Retrieval("eu_crm", f"file:{name}", name, "file", moment, "cd" * 32, len(content), metadata=metadata)
    return Page(content, look)


def rows(parsed: Parsed) -> list[dict]:
    return parsed.tables[TABLE].to_pylist()


def check_conservation(parsed: Parsed) -> None:
    table = parsed.tables[TABLE]
    assert table.schema == eu_crm.SCHEMA
    assert table.num_rows + len(parsed.rejected) == parsed.n_records[TABLE]
    out = sum((r["share_pct"] for r in table.to_pylist() if r["share_pct"] is not None), Decimal(0))
    kept_out = sum((r.value for r in parsed.rejected if r.value is not None), Decimal(0))
    assert parsed.value_in[TABLE] == out + kept_out


def test_a_share_a_bound_nothing_and_zero_are_four_different_things():
    """R15: read with a replaced `<`, 0.1 would be a number; read as a number, `-` would be null or zero."""
    cells = ["4%", "<0.1%", "-", "0.0%"]
    found = rows(parse(page(HEADER + "".join(f"Cobalt,P,Country {i},{c},1\r\n" for i, c in enumerate(cells)))))
    assert [r["flag"] for r in found] == ["reported", "bound", "not_available", "zero"]
    assert [r["share_pct"] for r in found] == [4, None, None, 0]
    assert (found[1]["share_low_pct"], found[1]["share_high_pct"]) == (0, Decimal("0.1"))
    assert [r["share_text"] for r in found] == cells


def test_a_number_without_its_sign_is_shown_and_not_counted():
    """6 may be 6 per cent, or a fraction of six: nothing in the file says."""
    (row,) = rows(parse(page(HEADER + "Silicon metal,P,Germany,6,0.8\r\n", UNION)))
    assert (row["flag"], row["share_text"], row["share_pct"]) == ("no_unit", "6", None)


def test_namibia_and_tuerkiye_are_read_whatever_the_encoding():
    """R10; the Union's table is Latin-1: read as UTF-8 it fails, read with errors ignored Türkiye becomes Trkiye."""
    text = HEADER + "Zinc,E,Namibia,1%,1\r\nBorate,E,Türkiye,98%,1\r\nBorate,E,NA,1%,1\r\n"
    for content in (text.encode("latin-1"), text.encode(), b"\xef\xbb\xbf" + text.encode()):
        assert [r["country"] for r in rows(parse(page(content, UNION)))] == ["Namibia", "Türkiye", "NA"]


def test_the_files_name_or_its_sidecar_tells_whose_supply_it_is():
    body = HEADER + "Cobalt,P,Finland,62%,0.8\r\n"
    assert [r["scope"] for r in rows(parse(page(body, UNION)))] == ["eu"]
    assert [r["scope"] for r in rows(parse(page(body, "sub/fact_GlobalSupplyShares_t.csv.gz")))] == ["world"]
    assert [r["scope"] for r in rows(parse(page(body, "shares.csv", scope="EU")))] == ["eu"]
    with pytest.raises(SchemaDrift, match="whether it is the world's supply"):
        parse(page(body, "shares.csv"))


def test_an_edition_is_what_sidecar_or_name_say_and_is_never_made_up():
    body = HEADER + "Cobalt,P,Finland,62%,0.8\r\n"
    assert [r["edition"] for r in rows(parse(page(body, UNION)))] == [None]
    assert [r["edition"] for r in rows(parse(page(body, "EUSupplyShares_2020.csv")))] == [2020]
    assert [r["edition"] for r in rows(parse(page(body, UNION, edition=2023)))] == [2023]
    with pytest.raises(BadPage, match="is no year"):
        parse(page(body, UNION, edition="newest"))


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Cobalt,P,Finland,104%,1", "unreadable_share"),
        ("Cobalt,P,Finland,most,1", "unreadable_share"),
        ("Cobalt,P,,4%,1", "unnamed_record"),
        ("Cobalt,P,Finland,4%,tonnes", "unreadable_number"),
        ("Cobalt,P,Finland", "ragged_record"),
    ],
)
def test_a_bad_line_is_kept_out_with_its_reason_and_the_others_go_on(line, rule):
    parsed = parse(page(HEADER + "Cobalt,P,Belgium,9%,0.8\r\n" + line + "\r\n", UNION))
    assert [r.rule for r in parsed.rejected] == [rule]
    assert [r["country"] for r in rows(parsed)] == ["Belgium"]
    check_conservation(parsed)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"Material,Year,SR,EI\r\nCobalt,2023,2.5,5.1\r\n", SchemaDrift),
        (b"<html>moved</html>", BadPage),
        (b"", BadPage),
        (HEADER.encode(), BadPage),
        (b'Material,Stage,Country,Share,t\r\n"Cobalt,P', BadPage),
    ],
)
def test_what_is_no_table_of_shares_is_refused(content, error):
    with pytest.raises(error):
        parse(page(content))


@settings(deadline=None)
@given(st.lists(st.one_of(st.sampled_from(["4%", "<0.1%", "-", "6", "0%", ">99%", ""]), st.text("0123456789.%<>- x"))))
def test_whatever_the_cells_hold_lines_and_shares_are_conserved(cells):
    """R12: in = out + rejected, exactly."""
    lines = [["Cobalt", "P", f"Country {i}", cell.strip(), "1"] for i, cell in enumerate(cells)]
    parsed = parse(page(HEADER + "Cobalt,P,Finland,62%,0.8\r\n" + "".join(",".join(r) + "\r\n" for r in lines)))
    assert parsed.n_records[TABLE] == len(lines) + 1
    check_conservation(parsed)


@settings(deadline=None)
@given(st.text(max_size=12))
def test_a_share_is_never_above_the_whole(text):
    share = read_share(text)
    if share and share.value is not None:
        assert 0 <= share.value <= 100
        assert share.flag in ("reported", "zero")


def whole(name: str, folder) -> Parsed:
    return parse(page((folder / name).read_bytes(), name))


def test_the_sample_reads_whole():
    for name in (UNION, WORLD + ".gz"):
        parsed = whole(name, SAMPLES)
        check_conservation(parsed)
        assert parsed.rejected == []


def test_every_country_of_the_sample_is_known_and_no_congo_is_mistaken():
    """R29, R11: `Congo` beside `Congo, D.R.` is Congo (Brazzaville), though texts mean the other one."""
    names = {r["eu_crm_name"]: r["iso3"] for r in seed("eu_crm_country_names")}
    assert (names["Congo"], names["Congo, D.R."]) == ("COG", "COD")
    found = {r["country"] for name in (UNION, WORLD + ".gz") for r in rows(whole(name, SAMPLES))}
    assert found <= names.keys()


if FOLDER.is_dir():

    def test_the_publishers_tables_read_whole():
        world, union = whole(WORLD, FOLDER), whole(UNION, FOLDER)
        assert (world.tables[TABLE].num_rows, union.tables[TABLE].num_rows) == (2561, 907)
        assert world.rejected == union.rejected == []
        assert sum(r["flag"] == "bound" for r in rows(world)) == 514
        assert [r["material"] for r in rows(union) if r["flag"] == "no_unit"] == ["Silicon metal"]

    def test_every_material_and_country_has_its_row_in_a_seed():
        """R11: what no seed knows would be unmapped in every warehouse."""
        materials = {(r["material"], r["stage_code"]) for r in seed("eu_crm_materials")}
        names = {r["eu_crm_name"] for r in seed("eu_crm_country_names")}
        for name in (UNION, WORLD):
            found = rows(whole(name, FOLDER))
            assert {(r["material"], r["stage_code"]) for r in found} <= materials
            assert {r["country"] for r in found} <= names

    def test_the_sample_is_cut_from_the_publishers_tables_without_a_change():
        for name, sample in ((UNION, UNION), (WORLD, WORLD + ".gz")):
            lines = (FOLDER / name).read_bytes().splitlines(keepends=True)
            wanted = {r["material"] for r in seed("eu_crm_materials") if r["mineral"]}
            kept = [lines[0]] + [li for li in lines[1:] if next(csv.reader([li.decode("latin-1")]))[0] in wanted]
            assert unpacked((SAMPLES / sample).read_bytes()) == b"".join(kept)
