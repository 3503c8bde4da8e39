"""The same project must run on DuckDB and on Spark: compiled SQL parses as both, models use only what means the same.

Engines differ silently (`regexp_replace`, `concat` with a null, nulls in an order, rounding casts): see the list of
`AVOIDED`. Differences live in macros that are dispatched by adapter, so models are read before and after Jinja.
"""

import re

import pytest
import sqlglot
from sqlglot import ErrorLevel, exp

from critmin.settings import PROJECT

pytestmark = pytest.mark.slow

MODELS = sorted((PROJECT / "dbt_project" / "models").rglob("*.sql"))
AVOIDED = {
    r"\bqualify\b": "a subquery with row_number()",
    r"\bdistinct\s+on\b": "a subquery with row_number()",
    r"\b(arg_max|arg_min)\s*\(": "max_by, min_by",
    r"\b(list|list_value|list_contains|array_contains|unnest|explode|lateral\s+view)\b\s*\(?": "the macro unnest_list",
    r"\b(struct|struct_pack|map|json_extract_string|get_json_object)\s*\(": "columns of their own",
    r"\b(quantile_cont|approx_quantile)\s*\(": "percentile_cont ... within group",
    r"\b(regexp_matches|regexp_like|rlike|regexp_replace|similar\s+to)\b": "regexp_extract, like",
    r"(?<!dbt\.)\b(date_diff|datediff|dateadd|strftime|date_format|strptime|to_date)\s*\(": "dbt's macros",
    r"\binterval\b": "dbt.dateadd",
    r"\b(nvl|ifnull|isnull)\s*\(": "coalesce",
    r"\b(concat|concat_ws)\s*\(": "||",
    r"\b(hash|sha256|sha2|xxhash64)\s*\(": "md5, surrogate_key",
    r"\b(listagg|array_join|collect_list|collect_set|string_agg|group_concat)\s*\(": "the macro joined_text",
    r"\b(generate_series|generate_subscripts|sequence|range)\s*\(": "crossed digits",
    r"\b(try_strptime|current_date|current_timestamp|now|today)\b": "as_of_date()",
    r"\bignore\s+nulls\b": "max_by",
    r"\*\s*(exclude|except|replace)\b": "the columns by name",
    r"::": "cast(x as type)",
    r"\bas\s+(varchar|text|float|real)\b(?!\s*\()": "dbt.type_string(), double",
    r'"': "lower snake case without quotes (a quoted name is a text in Spark)",
    r"(?<!/)//(?!/)": "floor(a / b)",
}


def plain(sql: str) -> str:
    """A model without Jinja, comments and text in quotes."""
    sql = re.sub(r"\{#.*?#\}|\{%.*?%\}", " ", sql, flags=re.S)
    sql = re.sub(r"\{\{.*?\}\}", " jinja ", sql, flags=re.S)
    sql = re.sub(r"--[^\n]*", " ", sql)
    return re.sub(r"'(?:[^']|'')*'", "''", sql).lower()


def with_backticks(sql: str) -> str:
    """Compiled SQL with relations quoted as Spark's adapter would quote them."""
    return re.sub(r'"([a-z0-9_]+)"(?=\.|\b|\s|\)|$)', r"`\1`", sql)


@pytest.mark.parametrize("path", MODELS, ids=lambda p: p.stem)
def test_a_model_uses_only_what_means_the_same_on_both_engines(path):
    found = {
        match.group(0).strip(): instead
        for pattern, instead in AVOIDED.items()
        for match in re.finditer(pattern, plain(path.read_text(encoding="utf-8")))
    }
    assert not found, f"{path.name}: {found}"


def test_the_deny_list_catches_what_it_is_there_for():
    for sql, caught in [
        ("select * from t qualify row_number() over (order by a) = 1", "qualify"),
        ("select arg_max(a, b) from t", "arg_max("),
        ('select "a" from t', '"'),
        ("select a::date from t", "::"),
        ("select now() from t", "now"),
        ("select cast(a as varchar) from t", "as varchar"),
    ]:
        assert any(m.group(0).strip() == caught for p in AVOIDED for m in re.finditer(p, plain(sql))), sql


def test_every_compiled_model_parses_as_duckdb_and_as_spark(by_hand_run):
    compiled = by_hand_run.compiled()
    assert set(compiled) == {p.stem for p in MODELS}
    for name, sql in compiled.items():
        [tree] = sqlglot.parse(sql, read="duckdb", error_level=ErrorLevel.RAISE)
        assert isinstance(tree, exp.Query), name
        [spark] = sqlglot.transpile(sql, read="duckdb", write="spark", unsupported_level=ErrorLevel.RAISE)
        sqlglot.parse_one(spark, read="spark", error_level=ErrorLevel.RAISE)
        sqlglot.parse_one(with_backticks(sql), read="spark", error_level=ErrorLevel.RAISE)


def test_a_numbered_row_is_never_a_matter_of_luck(by_hand_run):
    """`row_number()` by value alone would pick another of two equal rows another day: a second key decides."""
    for name, sql in by_hand_run.compiled().items():
        for window in sqlglot.parse_one(sql, read="duckdb").find_all(exp.Window):
            order = window.args.get("order")
            if isinstance(window.this, exp.RowNumber):
                keys = order.expressions if order else []
                assert len(keys) > 1 or not keys[0].args.get("desc"), f"{name}: {window.sql()}"
