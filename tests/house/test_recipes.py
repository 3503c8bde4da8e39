"""The recipes of CONTRIBUTING hold: what a source, a fact, a check and a term consist of is all there."""

import ast
import re

import pytest
import yaml

from critmin.settings import PROJECT
from critmin.tables import CLAIMS, sources, staged_schemas
from critmin.vocabulary import SEEDS, seed

MODELS = PROJECT / "dbt_project" / "models"
SUITES = PROJECT / "plugins" / "critmin" / "quality" / "suites"


def described_models() -> dict[str, dict]:
    """Every model's entry in the YAML files, by name."""
    found = {}
    for path in sorted(MODELS.rglob("*.yml")):
        for model in (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get("models", []):
            found[model["name"]] = model
    return found


MARTS = sorted(p.stem for p in (MODELS / "marts").rglob("*.sql"))
ALL_MODELS = sorted(p.stem for p in MODELS.rglob("*.sql"))
DESCRIBED = described_models()


@pytest.mark.parametrize("slug", sorted(sources()))
def test_a_source_is_whole(slug):
    """Recipe 1: a module, samples, a suite per entity, staging models, a DAG and a page of documentation."""
    source = sources()[slug]
    wanted = [
        PROJECT / "plugins" / "critmin" / "sources" / f"{slug}.py",
        PROJECT / "dags" / f"ingest_{slug}.py",
        PROJECT / "docs" / "sources" / f"{slug}.md",
        *[SUITES / f"staged_{slug}__{entity}.py" for entity in source.entities],
    ]
    assert [str(p.relative_to(PROJECT)) for p in wanted if not p.exists()] == []
    assert any((PROJECT / "samples" / slug).iterdir())
    assert list((MODELS / "staging" / slug).glob("stg_*.sql"))
    assert source.licence
    assert source.publisher


def test_every_staged_table_is_declared_to_dbt_and_the_other_way_round():
    declared = set()
    for path in (MODELS / "staging").rglob("*.yml"):
        for source in (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get("sources", []):
            declared |= {table["name"] for table in source["tables"]}
    assert declared == {*staged_schemas(), "ops__build_parameters"}


def test_every_claims_table_has_a_suite():
    tables = [t for t in staged_schemas() if t.startswith(f"{CLAIMS}__")]
    assert [t for t in tables if not (SUITES / f"staged_{t}.py").exists()] == []


@pytest.mark.parametrize("name", MARTS)
def test_a_mart_is_whole(name):
    """Recipe 2: described, each column described, a grain test, a suite at the door."""
    model = DESCRIBED[name]
    assert len(model["description"]) > 20
    bare = [c["name"] for c in model["columns"] if not c.get("description")]
    assert bare == []
    assert (SUITES / f"mart_{name}.py").exists()
    tests = [t if isinstance(t, str) else next(iter(t)) for t in model.get("data_tests", [])]
    of_columns = [t if isinstance(t, str) else next(iter(t)) for c in model["columns"] for t in c.get("data_tests", [])]
    assert "unique_grain" in tests or "unique" in of_columns


@pytest.mark.parametrize("name", ALL_MODELS)
def test_every_model_is_described_and_tested(name):
    assert name in DESCRIBED, f"{name} has no entry in a .yml file"
    model = DESCRIBED[name]
    assert model.get("description")
    assert model.get("data_tests") or any(c.get("data_tests") for c in model.get("columns", []))


def test_contracts_are_enforced_on_all_marts():
    project = yaml.safe_load((PROJECT / "dbt_project" / "dbt_project.yml").read_text(encoding="utf-8"))
    assert project["models"]["critmin"]["marts"]["+contract"]["enforced"] is True
    off = [n for n in MARTS if DESCRIBED[n].get("config", {}).get("contract", {}).get("enforced") is False]
    assert off == []


def test_terms_live_in_one_seed():
    """Recipe 4: no domain twice with the same term, and no term outside lower snake case."""
    rows = [(r["domain"], r["term"]) for r in seed("terms")]
    assert len(rows) == len(set(rows))
    assert [t for _, t in rows if not re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*", t)] == []


def test_mappings_speak_the_vocabulary():
    minerals, stages = {r["mineral"] for r in seed("minerals")}, {r["stage"] for r in seed("stages")}
    codes = {r["iso3"] for r in seed("countries")}
    for row in seed("hs6_minerals"):
        assert re.fullmatch(r"\d{6}", row["hs6"])
        assert row["mineral"] in minerals
        assert row["stage"] in stages
    for row in seed("bloc_members"):
        assert {row["bloc_iso3"], row["member_iso3"]} <= codes
    for row in seed("mineral_groups"):
        assert {row["mineral_group"], row["member"]} <= minerals


def test_each_of_the_sixty_minerals_of_the_official_list_has_codes():
    official = {r["mineral"] for r in seed("minerals") if r["official_list"] == "usgs_2025"}
    assert len(official) == 60
    assert official - {r["mineral"] for r in seed("hs6_minerals")} == set()


def test_namibia_is_a_country():
    """R10: "NA" is the code of Namibia, not a missing value."""
    assert [r["name"] for r in seed("countries") if r["iso2"] == "NA"] == ["Namibia"]


def test_seeds_have_no_stray_columns():
    for path in SEEDS.glob("*.csv"):
        for number, row in enumerate(seed(path.stem), start=2):
            assert None not in row, f"{path.name}, line {number}: more cells than columns"
            assert None not in row.values(), f"{path.name}, line {number}: fewer cells than columns"


PYTHON = sorted(p for folder in ("plugins", "dags", "benchmarks") for p in (PROJECT / folder).rglob("*.py"))


@pytest.mark.parametrize("path", PYTHON, ids=lambda p: str(p.relative_to(PROJECT)))
def test_public_functions_say_what_they_do(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), f"{path.name} does not say what it is"
    silent = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        # a DAG's page says what it does, and what a suite's functions give is said once, in suites/__init__.py
        and path.parent.name not in {"dags", "suites"}
        and not ast.get_docstring(node)
    ]
    assert silent == []


def test_rooms_stay_small():
    large = {str(p.relative_to(PROJECT)): n for p in PYTHON if (n := len(p.read_text().splitlines())) > 450}
    assert large == {}


def test_only_settings_reads_the_environment():
    readers = [
        str(p.relative_to(PROJECT))
        for p in PYTHON
        if p.name != "settings.py" and re.search(r"os\.(environ|getenv)", p.read_text(encoding="utf-8"))
    ]
    assert readers == []


def test_no_path_of_a_machine_and_no_download_host_stands_in_the_project():
    suspects = re.compile(r"(?<![\w.])/(?:work|home/\w+|root)/|files\.\w+hosted\.|/tmp/bash")
    found = []
    for folder in ("plugins", "dags", "dbt_project", "docs", "benchmarks", "samples"):
        for path in (PROJECT / folder).rglob("*"):
            if path.suffix in {".py", ".sql", ".yml", ".md", ".csv", ".txt"} and suspects.search(
                path.read_text(encoding="utf-8", errors="replace")
            ):
                found.append(str(path.relative_to(PROJECT)))
    assert found == []
    assert "http" not in "".join(
        line for line in (PROJECT / "requirements.lock").read_text().splitlines() if "://" in line
    )


def test_nothing_adds_up_promises():
    """A pledge, a ceiling, a project's value and money paid out are different things: no total means anything."""
    reads = {p: p.read_text(encoding="utf-8") for p in [*MODELS.rglob("*.sql"), *PYTHON]}
    of_promises = {str(p.relative_to(PROJECT)): text for p, text in reads.items() if "commitments" in text}
    assert len(of_promises) > 4
    assert [name for name, text in of_promises.items() if re.search(r"\b(?:sum|avg)\s*\([^)]*\bamount\b", text)] == []
