"""Scoring a reader on a folder: figures worked by hand, errors with their sentences, a held folder in totals alone."""

import json

import pytest
from typer.testing import CliRunner

from critmin import gold_sets, scored
from critmin.cli import app
from critmin.reading import CannotRead

BAN = {
    "measure": "export_ban", "imposer": "COD", "targets": ["WLD"], "products": ["cobalt"], "rate": None,
    "rate_unit": None, "status": "in_force", "announced_on": None, "effective_on": None,
    "evidence": "Congo has banned exports of cobalt.",
}  # fmt: skip
QUOTA = BAN | {"measure": "export_quota", "evidence": "Quotas follow."}
PROSE = "Kinshasa said on Monday that the ban stays until the price has risen, and that mines may dig but not ship.\n"


@pytest.fixture
def folder(tmp_path):
    """Two documents: one that holds a ban and a quota, one that holds nothing."""

    def make(name: str = "mine"):
        place = tmp_path / name
        place.mkdir()
        for stem, measures in (("ban", [BAN, QUOTA]), ("nothing", [])):
            (place / f"{stem}.txt").write_text(f"A title about {stem}\n\n{PROSE}{PROSE}", encoding="utf-8")
            gold = {"agreements": [], "trade_measures": measures, "dependencies": []}
            (place / f"{stem}.json").write_text(json.dumps(gold), encoding="utf-8")
        return gold_sets.GoldSet(name, place, place)

    return make


def reader_of(**by_stem):
    """A reader that gives prepared measures for the documents whose title names the stem."""

    def read(document):
        stem = document.title.split()[-1]
        return {"trade_measures": by_stem.get(stem, [])}

    return read


def test_a_perfect_reader_scores_one(folder):
    scores = scored.score(folder(), reader_of(ban=[BAN, QUOTA]))
    assert (scores.n_documents, scores.n_near_misses, scores.overall) == (2, 1, 1.0)
    assert scores.faults == ()


def test_figures_of_a_missed_a_wrong_and_a_made_up_record(folder):
    wrong = BAN | {"targets": ["WLD"], "status": "withdrawn", "evidence": "The ban is gone."}
    scores = scored.score(folder(), reader_of(ban=[wrong], nothing=[BAN]))
    measures = scores.lists["trade_measures"]
    # 1 hit, 1 missed, 1 made up; 6 of the 7 fields of the hit are right
    assert (measures.precision, measures.recall, measures.f1) == (0.5, 0.5, 0.5)
    assert measures.field_accuracy == pytest.approx(6 / 7)
    assert scores.false_in_near_misses == {"agreements": 0, "trade_measures": 1, "dependencies": 0}
    assert scores.n_near_misses_with_claims == 1
    told = [(f.document, f.what, round(f.cost, 2), f.sentence) for f in scores.faults]
    assert told == [
        ("nothing", "made_up", 2.0, "Congo has banned exports of cobalt."),
        ("ban", "missed", 1.0, "Quotas follow."),
        ("ban", "differs", 0.14, "The ban is gone."),
    ]
    assert (scores.faults[2].gold, scores.faults[2].found) == ({"status": "in_force"}, {"status": "withdrawn"})


def test_a_held_folder_gives_the_same_totals_and_no_error_sentence_or_name(folder):
    reader = reader_of(ban=[BAN | {"status": "withdrawn"}], nothing=[BAN])
    held, open_ = scored.score(folder("held"), reader), scored.score(folder(), reader)
    assert held.lists == open_.lists
    assert open_.faults
    assert held.faults == ()
    told = json.dumps(scored.as_facts(held, n_faults=9))
    assert "Congo" not in told
    assert "nothing" not in told


def test_the_range_of_f1_holds_the_figure_and_is_the_same_each_time(folder):
    gold_set = folder()
    scores = [scored.score(gold_set, reader_of(ban=[BAN])) for _ in range(2)]
    low, high = scores[0].f1_ranges["trade_measures"]
    assert 0 <= low <= scores[0].lists["trade_measures"].f1 <= high <= 1
    assert scores[0].f1_ranges == scores[1].f1_ranges


def test_a_page_without_an_article_counts_as_read_without_a_claim(folder):
    gold_set = folder()
    (gold_set.articles / "ban.txt").write_bytes(b"")
    scores = scored.score(gold_set, reader_of())
    assert (scores.n_unread, scores.lists["trade_measures"].missed) == (1, 2)


def test_a_reading_without_its_document_is_named(folder):
    gold_set = folder()
    (gold_set.articles / "ban.txt").unlink()
    with pytest.raises(CannotRead, match=r"no document for .*ban\.json"):
        scored.score(gold_set, reader_of())


def test_a_folder_without_readings_says_what_belongs_there(tmp_path):
    with pytest.raises(CannotRead, match="holds no gold reading"):
        scored.score(gold_sets.GoldSet("empty", tmp_path, tmp_path), reader_of())


def test_a_figure_under_its_floor_is_told_with_both(folder):
    scores = scored.score(folder(), reader_of(ban=[BAN], nothing=[BAN]))
    figures = {name: {"f1": 0.0} for name in ("agreements", "dependencies")}
    floors = {"mine": figures | {"trade_measures": {"f1": 0.51}, "most_false_in_near_misses": 0}}
    assert scored.fallen({"mine": scores}, floors) == [
        "mine trade_measures f1: 0.500, the floor is 0.510",
        "mine: 1 false records in near misses, at most 0 before",
    ]


def test_the_command_scores_a_folder_of_ones_own(folder):
    place = folder().gold
    done = CliRunner().invoke(app, ["score", "--gold", str(place), "--errors", "2", "--json"])
    assert done.exit_code == 0, done.output
    (facts,) = json.loads(done.stdout)
    assert (facts["set"], facts["documents"]) == ("mine", 2)
    assert facts["lists"]["trade_measures"]["gold"] == 2


def test_articles_without_gold_is_wrong_usage(tmp_path):
    assert CliRunner().invoke(app, ["score", "--articles", str(tmp_path)]).exit_code == 2


def test_both_readers_are_scored_beside_each_other(folder, using, monkeypatch, tmp_path):
    """The scripted model finds the ban, with a quote; on the other document it makes one up, which is dropped."""
    from pydantic_ai.messages import ModelResponse, ToolCallPart
    from pydantic_ai.models.function import FunctionModel

    from critmin.claims.llm import reader

    place = folder().gold
    (place / "ban.txt").write_text(
        f"A title about ban\n\nCongo has banned exports of cobalt. {PROSE}", encoding="utf-8"
    )
    ban = {"quote": "Congo has banned exports of cobalt.", "measure": "export_ban", "imposer": "COD"}
    ban |= {"products": ["cobalt"], "status": "in_force", "firmness": "law"}

    def says(messages, info):
        return ModelResponse(parts=[ToolCallPart(info.output_tools[0].name, {"trade_measures": [ban]})])

    monkeypatch.setattr(reader, "model_of", lambda config: FunctionModel(says))
    using(data=tmp_path / "data", readers="rules llm", llm_model="scripted:one")
    told = CliRunner().invoke(app, ["score", "--gold", str(place), "--reader", "rules-llm", "--json"])
    assert told.exit_code == 0, told.output
    scores = {each["set"]: each for each in json.loads(told.stdout)}
    assert list(scores) == ["mine, rules", "mine, llm"]
    model = scores["mine, llm"]
    assert (model["lists"]["trade_measures"]["hits"], model["near_misses"]["false_records"]) == (1, 0)


def test_a_reader_that_is_not_there_is_told(folder, using):
    with pytest.raises(CannotRead, match="rules, llm or rules-llm"):
        scored.readers("oracle", using())
    with pytest.raises(RuntimeError, match="CRITMIN_LLM_MODEL"):
        scored.readers("llm", using())


def test_a_passage_is_judged_by_its_own_list_alone(tmp_path):
    """Whoever annotated a passage for its measures said nothing of its agreements."""
    lines = [
        {"id": "p1", "title": "Cobalt stays", "published_on": "2025-03-02", "text": PROSE, "trade_measures": [BAN]},
        {"id": "p2", "text": PROSE, "trade_measures": []},
    ]
    (tmp_path / "measures.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    read = []

    def reader(document):
        read.append(document)
        return {"trade_measures": [BAN], "agreements": [{"parties": ["COD", "CHN"]}]}

    scores = scored.score(gold_sets.GoldSet("mine", tmp_path, tmp_path), reader)
    assert [(d.title, d.published_on and d.published_on.isoformat()) for d in read] == [
        ("Cobalt stays", "2025-03-02"),
        (None, None),
    ]
    assert read[0].text == f"Cobalt stays\n\n{PROSE}"
    measures = scores.lists["trade_measures"]
    assert (measures.hits, measures.missed, measures.spurious, scores.n_near_misses) == (1, 0, 1, 1)
    assert scores.lists["agreements"].spurious == 0
    assert [(f.what, f.sentence) for f in scores.faults] == [("made_up", BAN["evidence"])]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "line 2 is no passage"),
        ('{"id": "b", "text": "Words."}', "line 2 has none of the lists"),
        ('{"id": "a", "text": "Words.", "dependencies": []}', "line 2 has an id that stands above"),
        ('{"id": "b", "text": "W.", "published_on": "May", "dependencies": []}', "line 2 is no passage"),
    ],
)
def test_a_line_that_is_no_passage_is_named(tmp_path, line, told):
    first = '{"id": "a", "text": "Words.", "dependencies": []}'
    (tmp_path / "mine.jsonl").write_text(f"{first}\n{line}\n", encoding="utf-8")
    with pytest.raises(CannotRead, match=told):
        scored.score(gold_sets.GoldSet("mine", tmp_path, tmp_path), reader_of())
