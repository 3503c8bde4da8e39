"""Opening a fact at its source: the sentence of an article, or the page and record of a number.

Ways back, in the published file itself: `_claim_key` and `bridge_<fact>_claims` lead to quotes (`fct_claims`);
`_page_sha256` and `_record` lead to a page in the raw store; `bridge_supplier_share_flows` and
`bridge_mirror_flow_reports` lead from an aggregate to the flow rows that it sums.
"""

import pyarrow.compute as pc
from rich.panel import Panel
from rich.text import Text

from critmin import engine, shown, staging
from critmin.lake import Raw
from critmin.publishing import current_path
from critmin.reading import CannotRead
from critmin.settings import Settings
from critmin.tables import sources

MOST_QUOTES = 5
MOST_PAGES = 5
LINEAGE = ("_page_url", "_page_sha256", "_retrieved_at", "_retrieval_id", "_record", "_source")


def trace_fact(settings: Settings, table: str, key: str) -> dict:
    """The fact and where it comes from: `fact`, `quotes` (newest build's words), `pages` (with the record as parsed).

    `key` may be shortened as long as it stays unique. Raises CannotRead when the table or key is not there.
    """
    with engine.connect(current_path(settings), read_only=True, config=settings) as connection:
        tables = engine.table_names(connection)
        if table not in tables:
            raise CannotRead(f"There is no table {table}; `critmin show` lists them.")
        name, fact = _find(connection, table, key)
        claim_keys = [k for k in (fact.get("_claim_key"), fact.get("claim_key")) if k]
        keys = {c: v for c, v in fact.items() if c.endswith("_key") and not c.startswith("_") and v}
        for bridge in (t for t in tables if t.startswith("bridge_") and t.endswith("_claims")):
            claim_keys += _over(connection, bridge, keys, "claim_key")
        flow_keys = _flow_keys(connection, tables, keys)
        quotes = _quotes(connection, claim_keys)
        flows = _flows(connection, flow_keys)
        pages = [_page(fact)] if fact.get("_page_sha256") and not quotes else []
        if fact.get("article_key") and not quotes and table != "dim_articles":
            texts = [_page(r) for r in _rows(connection, "dim_articles", "article_key", [fact["article_key"]])]
            pages += [t for t in texts if t["page_sha256"] not in {p["page_sha256"] for p in pages}]
    pages += [_page(f) for f in flows[:MOST_PAGES]]
    return {
        "table": table,
        "key_column": name,
        "fact": fact,
        "quotes": quotes,
        "pages": [page | _record(settings, page) for page in pages],
        "n_flows": len(flows),
    }


def _find(connection: engine.Connection, table: str, key: str) -> tuple[str, dict]:
    relation = connection.table(f"marts.{table}")
    name = next((c for c in relation.columns if c.endswith("_key") and not c.startswith("_")), None)
    if name is None:
        raise CannotRead(f"{table} has no key of its own; trace the fact that it belongs to.")
    rows = relation.filter(engine.starts_with(name, key)).limit(2).to_arrow_table().to_pylist()
    exact = [r for r in rows if r[name] == key] or rows
    if not exact:
        raise CannotRead(f"{table} has no {name} {key!r}; `critmin show {table}` lists some.")
    if len(exact) > 1:
        raise CannotRead(f"{key!r} begins more than one {name} of {table}; give more of it.")
    return name, exact[0]


def _rows(connection: engine.Connection, table: str, column: str, values: list) -> list[dict]:
    relation = connection.table(f"marts.{table}")
    return relation.filter(engine.is_in(column, values)).to_arrow_table().to_pylist() if values else []


def _over(connection: engine.Connection, bridge: str, keys: dict, wanted: str) -> list:
    """What a bridge leads to from the first key that it shares with the fact."""
    columns = connection.table(f"marts.{bridge}").columns
    shared = next((c for c in columns if c in keys and c != wanted), None)
    rows = _rows(connection, bridge, shared, [keys[shared]]) if shared else []
    return [r[wanted] for r in sorted(rows, key=lambda r: (not r.get("is_best"), r[wanted]))]


def _flow_keys(connection: engine.Connection, tables: list[str], keys: dict) -> list:
    """The flow rows that an aggregate sums: both sides of a mirror flow, a supplier's share, a dependency's shares."""
    if "mirror_flow_key" in keys:
        both = _rows(connection, "bridge_mirror_flow_reports", "mirror_flow_key", [keys["mirror_flow_key"]])
        return [r["trade_flow_key"] for r in both]
    if "bridge_supplier_share_flows" not in tables:
        return []
    shares = [keys["supplier_share_key"]] if "supplier_share_key" in keys else []
    dependency = next((v for c, v in keys.items() if c.endswith("supply_dependency_key")), None)
    if dependency and not shares:
        grain = _rows(connection, "fct_supply_dependencies", "supply_dependency_key", [dependency])
        relation = connection.table("marts.fct_supplier_shares")
        for column in ("importer_iso3", "mineral", "stage", "trade_year"):
            relation = relation.filter(engine.is_in(column, [g[column] for g in grain]))
        shares = [r["supplier_share_key"] for r in relation.to_arrow_table().to_pylist()] if grain else []
    return [r["trade_flow_key"] for r in _rows(connection, "bridge_supplier_share_flows", "supplier_share_key", shares)]


def _quotes(connection: engine.Connection, claim_keys: list[str]) -> list[dict]:
    wanted = list(dict.fromkeys(claim_keys))
    found = {r["claim_key"]: r for r in _rows(connection, "fct_claims", "claim_key", wanted)}
    titles = {
        r["article_key"]: r
        for r in _rows(connection, "dim_articles", "article_key", [r["article_key"] for r in found.values()])
    }
    quotes = []
    for key in [k for k in wanted if k in found][:MOST_QUOTES]:
        claim = found[key]
        article = titles.get(claim["article_key"], {})
        quotes.append(
            {
                "quote": claim["quote"],
                "surroundings": claim["quote_with_surroundings"],
                "quote_start": claim["quote_start"],
                "quote_end": claim["quote_end"],
                "title": article.get("title"),
                "publisher": claim["publisher"],
                "published_on": claim["published_on"],
                "address": article.get("address") or claim["_page_url"],
                "sha256": claim["_page_sha256"],
                "retrieved_at": claim["_retrieved_at"],
                "rule": claim["rule"],
                "confidence": claim["confidence"],
                "reader_version": claim["reader_version"],
            }
        )
    return quotes


def _flows(connection: engine.Connection, flow_keys: list[str]) -> list[dict]:
    rows = _rows(connection, "fct_trade_flows", "trade_flow_key", flow_keys)
    return sorted(rows, key=lambda r: (-(r["primary_value_usd"] or 0), r["trade_flow_key"]))


def _page(row: dict) -> dict:
    return {name.lstrip("_"): row.get(name) for name in LINEAGE}


def _record(settings: Settings, page: dict) -> dict:
    """The record of a page as its parser reads it today, from the raw store; empty when the page is not here."""
    raw = Raw(settings.root)
    source = sources().get(page["source"] or "")
    looks = raw.retrievals(source.slug) if source else []
    look = next((r for r in looks if r.retrieval_id == page["retrieval_id"]), None)
    if look is None:
        return {}
    facts = {"licence": look.licence, "file": look.name, "method": look.method}
    if page["record"] is None or source is None:
        return facts
    for parsed in staging.read(source, look, raw):
        for table in parsed.tables.values():
            rows = table.filter(pc.equal(table["_record"], page["record"])).to_pylist()
            if rows:
                said = {k: v for k, v in rows[0].items() if not k.startswith("_") and v not in (None, "")}
                return facts | {"record_says": {k: v for k, v in said.items() if k != "text"}}
    return facts


def show_trace(found: dict) -> None:
    """Print a trace for a person: the fact, then each sentence or page it rests on."""
    fact = {k: v for k, v in found["fact"].items() if not k.startswith("_") and v is not None}
    body = "\n".join(f"{k.replace('_', ' ')}: {shown.text(v)}" for k, v in fact.items())
    shown.console.print(Panel(Text(body), title=f"{found['table']}", title_align="left"))
    for quote in found["quotes"]:
        shown.console.print(quote_panel(quote))
    for page in found["pages"]:
        lines = [
            f"address: {page['page_url']}",
            f"sha256: {page['page_sha256']}",
            f"retrieved at: {shown.text(page['retrieved_at'])} UTC",
            f"record: {page['record']}",
            *[f"{name}: {page[name]}" for name in ("file", "licence") if page.get(name)],
            *[f"  {k}: {shown.text(v)}" for k, v in page.get("record_says", {}).items()],
        ]
        shown.console.print(Panel(Text("\n".join(lines)), title="page", title_align="left"))
    if found["n_flows"] > MOST_PAGES:
        shown.console.print(
            f"and {found['n_flows'] - MOST_PAGES:,} more flow rows (--json lists the largest)", style="dim"
        )


def quote_panel(quote: dict) -> Panel:
    """One sentence with its surroundings, the words that the fact rests on marked."""
    around = Text(_whole_words(quote["surroundings"] or quote["quote"], quote["quote"]))
    around.highlight_words([" ".join(quote["quote"].split())], style="bold reverse")
    said = [quote["title"], quote["publisher"], shown.text(quote["published_on"]), quote["address"]]
    around.append("\n\n" + " · ".join(s for s in said if s), style="dim")
    around.append(
        f"\ncharacters {quote['quote_start']}–{quote['quote_end']} of {quote['sha256'][:16]}…, retrieved "
        f"{shown.text(quote['retrieved_at'])} UTC, rule {quote['rule']}, confidence {quote['confidence']:.2f}",
        style="dim",
    )
    return Panel(around, title="the words it rests on", title_align="left")


def _whole_words(surroundings: str, quote: str) -> str:
    """The surroundings on one line, cut at words outside the quote, with dots where they were cut."""
    text, words = " ".join(surroundings.split()), " ".join(quote.split())
    start = text.find(words)
    if start < 0:
        return text
    before, after = text[:start], text[start + len(words) :]
    if " " in before:
        before = "… " + before.split(" ", 1)[1]
    if " " in after:
        after = after.rsplit(" ", 1)[0] + " …"
    return before + words + after
