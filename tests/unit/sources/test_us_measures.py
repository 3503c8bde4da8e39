"""Product lists of US additional duties: prefixes of any length, NA as text, comments above the header, no days."""

import gzip
from datetime import UTC, date, datetime

import pytest

from critmin.lake import BadPage, Page, Retrieval, SchemaDrift
from critmin.settings import PROJECT
from critmin.sources import us_measures
from critmin.sources.us_measures import LISTS, REVISIONS, parse, stem_of

SAMPLES = PROJECT / "samples" / "us_measures"
SHARED = PROJECT.parent / "shared" / "data" / "tariffs" / "us_measures"


def page(content: bytes | str, name: str) -> Page:
    content = content.encode() if isinstance(content, str) else content
    moment = datetime(2026, 11, 1, tzinfo=UTC)
    return Page(content, Retrieval("us_measures", f"file:{name}", name, "file", moment, "ab" * 32, len(content)))


def rows(parsed, table: str = LISTS) -> list[dict]:
    return parsed.tables[table].to_pylist()


def test_comments_above_the_header_and_dots_in_codes_are_read_through():
    parsed = parse(page((SAMPLES / "country_eo_exempt_products.csv").read_bytes(), "country_eo_exempt_products.csv"))
    first = rows(parsed)[0]
    assert "." in first["code_as_sent"]
    assert first["code"] == first["code_as_sent"].replace(".", "")
    assert {r["starts_on"] for r in rows(parsed)} == {date(2025, 8, 6), date(2025, 11, 13)}


def test_na_is_missing_in_these_files_and_no_code():
    """R10: NA is these files' missing mark in their own columns; nothing else is taken for null."""
    text = "revision,effective_date,policy_effective_date,policy_event\nrev_2,2025-02-01,NA,NA\n"
    (revision,) = rows(parse(page(text, "revision_dates.csv")), REVISIONS)
    assert (revision["policy_on"], revision["event"]) == (None, None)
    parsed = parse(page("hts8\nNA\n81129210\n", "s122_exempt_products.csv"))
    assert [r["code"] for r in rows(parsed)] == ["81129210"]
    assert [r.rule for r in parsed.rejected] == ["unreadable_record"]


def test_prefixes_of_four_to_ten_digits_share_a_column():
    text = "hts_prefix,annex,metal_type,source,effective_date\n7601,1a,aluminum,proclamation,2026-04-06\n"
    text += "7308200035,1b,steel,proclamation,2026-04-06\n73082,1b,steel,proclamation,2026-04-06\n"
    parsed = parse(page(text, "s232_annex_products.csv"))
    assert [(r["code"], r["sublist"], r["metal"]) for r in rows(parsed)] == [
        ("7601", "1a", "aluminum"),
        ("7308200035", "1b", "steel"),
    ]
    assert parsed.rejected[0].content.startswith("73082,")
    assert parsed.n_records == {LISTS: 3}


def test_a_code_of_twelve_digits_goes_to_quarantine_and_is_not_cut():
    parsed = parse(page((SAMPLES / "ieepa_exempt_products.csv").read_bytes(), "ieepa_exempt_products.csv"))
    assert [r.content for r in parsed.rejected] == ["850511007000"]


def test_the_files_name_is_the_lists_name():
    assert stem_of("folder/S301_product_lists.csv.gz") == "s301_product_lists"
    assert stem_of("annex-II-exemptions-nov14.csv") == "annex-ii-exemptions-nov14"
    json = '{"name": "n", "source": "s", "rate": 0.0, "codes": ["05080000", "8471"]}'
    assert [(r["list_name"], r["code"]) for r in rows(parse(page(json, "one_exemptions_04_02_2025.json")))] == [
        ("one_exemptions_04_02_2025", "05080000"),
        ("one_exemptions_04_02_2025", "8471"),
    ]


@pytest.mark.parametrize("name", sorted(us_measures.NOT_OURS))
def test_a_file_of_the_folder_that_is_no_list_says_what_it_is(name):
    with pytest.raises(SchemaDrift, match="no product list"):
        parse(page("a,b\n1,2\n", f"{name}.csv"))


@pytest.mark.parametrize("text", ["a,b\n1,2\n", '{"AGO": 0.15}', "<html>", '{"codes": ["84', "hts8\n"])
def test_what_is_no_list_is_refused_whole(text):
    with pytest.raises(BadPage):
        parse(page(text, "something.csv"))


def test_a_list_says_that_a_product_is_named_not_that_a_duty_is_in_force():
    """List 4B of section 301 never took effect; the list keeps its rows, and no rule of the law names it."""
    from critmin.vocabulary import seed

    lists = {r["list_id"] for r in seed("us_product_lists")}
    applied = {r["scope_list"] for r in seed("us_duty_rules") if r["scope_list"]}
    assert "s301_list_4b" in lists - applied
    assert "ieepa_exempt_mixed" in lists - applied


def test_the_list_of_revisions_is_a_pointer_and_the_rules_do_not_follow_its_days():
    """Copper stands in the revision of 1 July 2025 and the cut of the fentanyl duty in one of 15 October: the law says
    1 August and 10 November."""
    from critmin.vocabulary import seed

    listed = rows(parse(page((SAMPLES / "revision_dates.csv").read_bytes(), "revision_dates.csv")), REVISIONS)
    by_event = {r["event"] or "": r["listed_on"].isoformat() for r in listed}
    copper = next(day for event, day in by_event.items() if "copper 232" in event)
    fentanyl = next(day for event, day in by_event.items() if "20% -> 10%" in event)
    rules = {r["rule_id"]: r["valid_from"] for r in seed("us_duty_rules")}
    assert (copper, fentanyl) == ("2025-07-01", "2025-10-15")
    assert (rules["s232_copper"], rules["fentanyl_chn_back_to_10"]) == ("2025-08-01", "2025-11-10")


@pytest.mark.skipif(not SHARED.exists(), reason="the shared product lists are not here")
def test_every_list_of_the_shared_folder_is_read_or_named():
    seen = {}
    for path in sorted(SHARED.iterdir()):
        content = path.read_bytes()
        content = gzip.decompress(content) if path.name.endswith(".gz") else content
        try:
            parsed = parse(page(content, path.name))
        except SchemaDrift:
            assert stem_of(path.name) in us_measures.NOT_OURS
            continue
        for table in parsed.tables:
            seen[stem_of(path.name)] = parsed.tables[table].num_rows
            assert parsed.tables[table].num_rows + len(parsed.rejected) == parsed.n_records[table]
    assert seen["s301_product_lists"] == 12_223
    assert seen["ieepa_exempt_products"] == 4_296
    assert seen["revision_dates"] == 41
    assert seen["s232_annex_products"] == 799
