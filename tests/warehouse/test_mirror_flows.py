"""Importer and exporter on one trade, in the small world made by hand: each naive way of pairing gives another gap."""

import pytest

from critmin.mirrors import mirrors, show_mirrors
from critmin.reading import CannotRead
from critmin.tracing import trace_fact
from warehouse.test_measured_by_hand import ask

pytestmark = pytest.mark.slow


@pytest.fixture
def published(by_hand, tmp_path, using):
    """Settings under which the small world is the published build."""
    (tmp_path / "current").symlink_to(by_hand)
    return using(data=tmp_path)


def test_both_reports_stand_side_by_side_and_parts_totals_and_areas_stay_out_of_the_gap(by_hand):
    """R8: 110 (CIF) against 100 (FOB); with the procedures beside their total it is 220, with the world total 350."""
    rows = ask(by_hand, "select * from marts.fct_mirror_flows where hs6 = '250490' and trade_year = 2024")
    pair = next(r for r in rows if r["exporter_iso3"] == "DEU")
    assert (pair["importer_iso3"], pair["importer_value_usd"], pair["exporter_value_usd"]) == ("KOR", 110, 100)
    assert (pair["gap_usd"], pair["symmetric_gap_share"], pair["valuations"]) == (10, 0.047619, "cif_against_fob")
    assert (pair["weight_gap_kg"], pair["importer_net_weight_status"]) == (1, "reported")
    [nowhere] = [r for r in rows if r["exporter_iso3"] == "unmapped"]
    assert (nowhere["importer_value_usd"], nowhere["counterpart_kind"]) == (20, "special")
    assert (nowhere["missing_side_status"], nowhere["gap_usd"]) == ("no_mirror", None)
    assert len(rows) == 2


def test_a_side_that_nobody_asked_for_is_not_a_zero(by_hand):
    """R2, R12: China's exports were never asked for; the naive gap is all of what the USA bought."""
    [china] = ask(
        by_hand,
        "select * from marts.fct_mirror_flows where hs6 = '284610' and trade_year = 2024 and exporter_iso3 = 'CHN'",
    )
    assert (china["mirror_status"], china["missing_side_status"]) == ("importer_only", "reporter_not_covered")
    assert china["importer_value_usd"] == 60
    assert china["exporter_value_usd"] is None
    assert china["gap_usd"] is None


def test_the_command_line_shows_the_pair_and_its_trail_ends_at_both_pages(published, capsys):
    [row] = mirrors(published, "2504.90", importer="kor", exporter="DEU", year=2024)
    assert row["gap_usd"] == 10
    show_mirrors([row], "250490")
    printed = capsys.readouterr().out
    assert "cif against fob" in printed
    assert "+4.8 %" in printed
    traced = trace_fact(published, "fct_mirror_flows", row["mirror_flow_key"])
    assert {p["page_url"] for p in traced["pages"]} == {"file:told-410-2024", "file:told-276-2024"}
    assert mirrors(published, "250490", importer="CHL") == []
    for code, country in (("2504", "KOR"), ("250490", "KOREA")):
        with pytest.raises(CannotRead):
            mirrors(published, code, importer=country)


def test_reports_in_two_editions_meet_in_the_older_one(by_hand):
    """R4, R13: by the bare code Japan's 60 stand against Germany's 95; the same goods are 100 against 95."""
    [pair] = ask(by_hand, "select * from marts.fct_mirror_flows where importer_iso3 = 'JPN' and exporter_iso3 = 'DEU'")
    assert (pair["hs6"], pair["hs_edition"], pair["importer_hs6_codes"]) == ("811292", "H5", "811231;811241;811292")
    assert (pair["importer_value_usd"], pair["exporter_value_usd"], pair["gap_usd"]) == (100, 95, 5)
    assert (pair["importer_crossing"], pair["exporter_crossing"]) == ("exact", "same_edition")
    steps = ask(
        by_hand,
        "select hs6, hs_edition, value_usd, change_status from marts.mart_trade_series "
        "where reporter_iso3 = 'JPN' order by hs6",
    )
    assert {(r["hs6"], r["hs_edition"], r["value_usd"]) for r in steps} == {
        ("811231", "H6", 30), ("811241", "H6", 10), ("811292", "H6", 60),
    }  # fmt: skip


def test_every_code_that_comes_or_goes_has_a_link_or_a_reason(by_hand):
    """R13: a code that begins or ends with an edition and that no link names would fall out of series unseen."""
    rows = ask(
        by_hand,
        "select distinct hs6, from_edition, to_edition from marts.bridge_hs_editions where crossing = 'no_path' "
        "and abs(cast(right(from_edition, 1) as integer) - cast(right(to_edition, 1) as integer)) = 1",
    )
    assert {(r["hs6"], r["from_edition"], r["to_edition"]) for r in rows} == {
        ("854810", "H1", "H0"),  # battery scrap had no code of its own
        ("854231", "H3", "H2"),  # integrated circuits were sorted anew
    }
    divided = ask(
        by_hand,
        "select to_hs6, share from marts.bridge_hs_editions "
        "where hs6 = '811230' and from_edition = 'H2' and to_edition = 'H3' order by to_hs6",
    )
    assert [(r["to_hs6"], float(r["share"])) for r in divided] == [("811292", 0.5), ("811299", 0.5)]
