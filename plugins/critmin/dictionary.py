"""The data dictionary, written from the models' own YAML: `make dictionary`."""

from pathlib import Path

import yaml

from critmin.settings import PROJECT

MARTS = PROJECT / "dbt_project" / "models" / "marts"
PAGE = PROJECT / "docs" / "data_dictionary.md"


def models(folder: Path = MARTS) -> dict[str, list[dict]]:
    """The public models by area, as their YAML describes them."""
    found: dict[str, list[dict]] = {}
    for path in sorted(folder.rglob("*.yml")):
        described = (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get("models", [])
        found.setdefault(path.parent.name, []).extend(described)
    return {area: sorted(entries, key=lambda m: m["name"]) for area, entries in sorted(found.items()) if entries}


def page() -> str:
    """The dictionary as Markdown."""
    lines = [
        "# Data dictionary",
        "",
        "Every public table (schema `marts`) with its columns. Written by `make dictionary` from the models' YAML; a",
        "test compares the two. Suffixes and prefixes mean the same in every table: see the end.",
        "",
    ]
    for area, entries in models().items():
        lines += [f"## {area}", ""]
        for model in entries:
            lines += [
                f"### {model['name']}",
                "",
                _line(model["description"]),
                "",
                "| column | type | what it is |",
                "|---|---|---|",
            ]
            for column in model["columns"]:
                what = _line(column.get("description", "")).replace("|", "\\|")
                lines.append(f"| `{column['name']}` | {_type(column)} | {what} |")
            lines.append("")
    lines += [
        "## What names say",
        "",
        "| suffix or prefix | means |",
        "|---|---|",
        "| `_key` | a hash of the table's grain |",
        "| `_iso3` | ISO 3166-1 alpha-3, or a bloc's code, or `WLD` |",
        "| `_usd`, `_kg`, `_t` | nominal US dollars, kilograms, tonnes |",
        "| `_share` / `_pct` / `_pp` | 0 to 1 / 0 to 100 / percentage points |",
        "| `_on` / `_at` / `_year` | a date / a UTC timestamp / a whole year |",
        "| `valid_from`, `valid_to` | when it held in the world; half-open, empty end = still |",
        "| `known_from` | when we learned it |",
        "| leading `_` | lineage: page, retrieval, record, claim |",
        "",
    ]
    return "\n".join(lines)


def _line(text: str) -> str:
    return " ".join(text.split())


def _type(column: dict) -> str:
    shown = str(column.get("data_type", "")).replace("{{ dbt.type_string() }}", "string")
    return shown.replace("{{ dbt.type_float() }}", "double").replace("{{ dbt.type_timestamp() }}", "timestamp")


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
