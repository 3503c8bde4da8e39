"""`critmin explain`: how a document was read, for people, for machines, and as a page that a browser may open."""

from datetime import date

import pytest
from lxml import html as lxml_html

from critmin.claims.claim import Document
from critmin.claims.context import Context, Left
from critmin.claims.extract import extract
from critmin.explaining import as_facts, explain, explain_file, show_explained
from critmin.explaining_page import page
from critmin.reading import CannotRead
from critmin.settings import PROJECT
from critmin.shown import console

SAMPLES = PROJECT / "samples" / "articles"
ARTICLES = sorted(p for p in SAMPLES.iterdir() if not p.name.endswith(".meta.yml"))[::4]
HOSTILE = (
    "Japan and the United States signed a framework on rare earths on 28 October 2025. "
    "<script>alert(document.cookie)</script> said the ministry of Japan about <img src=x onerror=alert(1)> gallium.\n\n"
    "China's \"licences\" & 'permits' for gallium </mark></div></body> cost $5 million; "
    "</style><iframe src=//evil.example></iframe> they say.\x00\n"
)


def explained(text: str):
    return explain(Document("d" * 64, text, title='<b>Deal & "pact"</b>', published_on=date(2025, 10, 28)))


def test_sentences_have_mentions_claims_and_rules():
    found = explained(
        "Japan and the United States signed a framework on rare earths. China relies on cobalt from Congo."
    )
    first = found.lines[0]
    assert {(first.text[m.start : m.end], m.sign) for m in first.mentions} >= {("Japan", "C"), ("rare earths", "M")}
    (told,) = first.claims
    assert told.kind == "agreement"
    assert "framework" in told.says
    assert told.rule
    assert 0 < told.confidence <= 1
    assert first.left == ()
    assert found.counts()["agreement"] == 1


@pytest.mark.parametrize(
    ("sentence", "candidate", "rule"),
    [
        ("The memorandum on lithium was praised by nobody.", "agreement", "looks.missing_party"),
        ("Tariffs are in the news again this week.", "trade_measure", "looks.missing_party"),
        ("France accounts for a good share of the jokes.", "dependency", "looks.missing_mineral"),
    ],
)
def test_a_sentence_that_sounds_like_a_claim_and_gives_none_says_what_it_lacks(sentence, candidate, rule):
    found = explained(sentence)
    assert [(x.candidate, x.rule) for x in found.lines[0].left if x.candidate == candidate] == [(candidate, rule)]


@pytest.mark.parametrize(
    ("sentence", "candidate", "rule", "words"),
    [
        ("China denied that it would ban exports of gallium to Japan.", "trade_measure", "negation", "denied that"),
        ("Japan and Chile did not sign a memorandum on lithium.", "agreement", "negation", "did not"),
        ("Japan does not rely on China for gallium.", "dependency", "negation", "does not"),
        (
            "Analysts say that India should impose a 25% tariff on steel from China.",
            "trade_measure",
            "speaker",
            "Analysts say",
        ),
    ],
)
def test_the_turn_on_which_a_sentence_hangs_is_found_by_trial(sentence, candidate, rule, words):
    """Without that one turn a rule would read it: this is a finding, not a guess."""
    (left,) = [x for x in explained(sentence).lines[0].left if x.candidate == candidate]
    assert left.rule == f"turns_on.{rule}"
    assert words in left.why
    assert f"({candidate}." in left.why  # the rule that would read it


def test_each_list_whose_words_a_sentence_has_gets_its_claim_or_its_reason_wherever_it_is_shown():
    """A sentence that gave one kind of claim still says why it gave none of another."""
    text = "Japan and Chile signed a memorandum on lithium, and ministers did not speak of tariffs at all."
    found = explained(text)
    (line,) = found.lines
    assert [t.kind for t in line.claims] == ["agreement"]
    (left,) = line.left
    assert left.candidate == "trade_measure"
    assert left.why in as_facts(found)["sentences"][0]["left"][0]["why"]
    with console.capture() as captured:
        show_explained(found)
    for shown in (
        " ".join(captured.get().split()),
        " ".join(lxml_html.document_fromstring(page(found)).text_content().split()),
    ):
        assert f"trade measure: {left.rule}. {left.why}" in shown


def test_what_the_document_decides_is_told_apart_from_what_the_sentence_says():
    """Alone the second sentence would be a weighed claim; beside the first, which tells how much, it is none."""
    found = explained("Peru produces 70% of the world's tin. Major producers such as Peru keep digging tin.")
    assert [t.kind for t in found.lines[0].claims] == ["dependency"]
    assert [(x.candidate, x.rule) for x in found.lines[1].left] == [("dependency", "document.otherwise")]


def test_reasons_are_found_in_time_for_a_long_text():
    found = explained("Japan and Chile did not sign a memorandum on lithium. " * 600)
    assert {x.rule for x in found.lines[0].left} == {"turns_on.negation"}
    assert {x.rule for x in found.lines[-1].left} == {"looks.negation"}


def test_a_rule_that_leaves_a_candidate_says_so_and_nobody_pays_when_nobody_asks():
    document = Document("d" * 64, "Japan signed nothing with Chile on lithium.")
    left: list[Left] = []
    assert Context.of(document, left).leave(0, "agreement", "negation", "Nothing was signed.") is None
    assert left == [Left(0, "agreement", "negation", "Nothing was signed.")]
    quiet = Context.of(document)
    quiet.leave(0, "agreement", "negation", "Nothing was signed.")
    assert quiet.left is None
    assert extract(document) == extract(document, [])


def test_the_page_of_a_hostile_article_loads_nothing_runs_nothing_and_shows_every_word():
    """S10 and its kin: an article's own markup is text, wherever it stands (title, sentence, mention, heading)."""
    found = explained(HOSTILE)
    tree = lxml_html.document_fromstring(page(found))
    assert {e.tag for e in tree.iter() if isinstance(e.tag, str)} <= {
        "html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "div", "span", "mark", "ul", "li",
    }  # fmt: skip
    attributes = {name for e in tree.iter() if isinstance(e.tag, str) for name in e.attrib}
    assert attributes <= {"lang", "charset", "http-equiv", "content", "name", "class", "title"}
    assert "default-src 'none'" in tree.xpath("//meta[@http-equiv]/@content")[0]
    assert tree.xpath("//h1")[0].text_content() == '<b>Deal & "pact"</b>'
    shown = [e.text_content() for e in tree.xpath("//div")]
    assert len(shown) == len(found.lines)
    for line, words in zip(found.lines, shown, strict=True):
        assert line.text.replace("\x00", "") in words.replace("\x00", "").replace("�", "")


@pytest.mark.parametrize("path", ARTICLES, ids=lambda p: p.name)
def test_every_sample_can_be_explained_and_keeps_its_claims(path):
    found = explain_file(path)
    claims = extract(found.document)
    n_claims = len(claims.agreements) + len(claims.trade_measures) + len(claims.dependencies)
    assert sum(found.counts().values()) == n_claims  # each claim stands where its first quote begins
    for line in found.lines:
        for m in line.mentions:
            assert 0 <= m.start < m.end <= len(line.text)
    assert lxml_html.document_fromstring(page(found)).xpath("//div")


def test_a_person_and_a_machine_are_told_the_same():
    found = explain_file(SAMPLES / "japan-us-framework.html")
    facts = as_facts(found)
    assert facts["claims"] == found.counts()
    with console.capture() as captured:
        show_explained(found)
    printed = " ".join(captured.get().split())
    for line in facts["sentences"]:
        for told in line["claims"]:
            assert told["rule"] in printed
    assert " ".join(facts["sentences"][0]["text"].split()) in printed


def test_a_folder_is_not_one_article():
    with pytest.raises(CannotRead, match="one at a time"):
        explain_file(SAMPLES)
