"""Frames: who does what to whom, in sentences of our own."""

import pytest
from reading import TUESDAY

from critmin.claims.claim import Document
from critmin.claims.context import Context
from critmin.claims.frame_words import words
from critmin.claims.frames import Frame


def frames_of(text: str) -> list[tuple[Context, Frame]]:
    context = Context.of(Document("d", text, published_on=TUESDAY))
    return [(context, f) for i in range(len(context)) for f in context.frames(i)]


def codes(context: Context, arguments, *preps: str) -> set[str]:
    return {v for a in arguments if not preps or a.prep in preps for v in a.mention.values}


def one(text: str, name: str) -> tuple[Context, Frame]:
    found = [(c, f) for c, f in frames_of(text) if f.name == name]
    assert len(found) == 1, [(f.name, f.lemma) for _, f in found]
    return found[0]


def test_the_subject_and_what_follows_a_verb_are_told_apart_by_their_prepositions():
    context, frame = one("Norway buys most of its cobalt from Zambia.", "buy")
    assert codes(context, frame.subject) == {"NOR"}
    assert codes(context, frame.arguments, "from") == {"ZMB"}
    assert not frame.is_passive


def test_a_passive_verb_keeps_who_does_it_behind_by():
    context, frame = one("The market for tin is dominated by Peru.", "lead")
    assert frame.is_passive
    assert codes(context, frame.arguments, "by") == {"PER"}


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Chile, the largest seller of lithium, supplies Japan.", {"CHL"}),
        ("Brazil, which mines niobium, supplies Japan.", {"BRA"}),
        ("Arcadia Metals Ltd, a Swiss trader, supplies Japan.", {"org:Arcadia Metals"}),
        ("While Peru waits, Chile supplies Japan.", {"CHL"}),
        ("Chile and Peru supply Japan.", {"CHL", "PER"}),
    ],
)
def test_what_stands_beside_a_subject_is_not_the_subject(text, subject):
    context, frame = next((c, f) for c, f in frames_of(text) if f.name == "sell" and f.part == "verb")
    assert codes(context, frame.subject) == subject


def test_a_subject_that_names_nobody_is_not_taken_from_the_clause_before():
    _, frame = next((c, f) for c, f in frames_of("Countries that sign contracts with Peru gain.") if f.name == "sign")
    assert frame.is_unnamed
    assert frame.subject == []


def test_a_country_after_as_has_a_clause_of_its_own():
    context, frame = one("Japan is exposed as China took steps to restrict gallium.", "restrict")
    assert codes(context, frame.subject) == {"CHN"}


@pytest.mark.parametrize(
    ("text", "is_ahead", "is_negated"),
    [
        ("Chile will supply lithium to Japan.", True, False),
        ("Chile did not supply lithium to Japan.", False, True),
        ("Chile no longer supplies lithium to Japan.", False, True),
        ("Chile supplied lithium to Japan.", False, False),
    ],
)
def test_what_is_yet_to_come_and_what_is_denied_is_marked(text, is_ahead, is_negated):
    frame = next(f for _, f in frames_of(text) if f.name == "sell")
    assert (frame.is_ahead, frame.is_negated) == (is_ahead, is_negated)


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("Japanese imports of tin fell.", "imports", "N"),
        ("Japan imports tin from Peru.", "imports", "V"),
        ("The refinery yields separated oxides.", "separated", "x"),
        ("Peru mines tin.", "mines", "V"),
        ("China restricted exports of tin.", "exports", "N"),
    ],
)
def test_a_word_that_may_be_verb_or_noun_is_told_by_its_neighbours(text, word, tag):
    context = Context.of(Document("d", text, published_on=TUESDAY))
    assert next(w.tag for w in words(context.folded(0)) if w.low == word) == tag


def test_a_sentence_without_end_is_read_at_its_head_alone():
    context = Context.of(Document("d", "Peru mines tin and " * 500 + "sells it.", published_on=TUESDAY))
    assert sum(len(words(context.folded(i))) for i in range(len(context))) < 4_000


def test_a_subject_with_its_verb_opens_a_clause_after_a_verb_of_saying():
    context, agreed = one("Norway said Peru had agreed to supply tin.", "agree")
    assert codes(context, agreed.subject) == {"PER"}


def test_the_last_verb_keeps_what_follows_it_in_its_own_clause():
    """R10: a clause that nothing closes ends with its sentence, and begins where it began."""
    text = "Peru bought zinc from Laos, and Norway imports tin from Spain."
    context, bought, imports = *frames_of(text)[0], next(f for _, f in frames_of(text) if f.lemma == "import")
    assert codes(context, bought.subject) == {"PER"}
    assert codes(context, imports.subject) == {"NOR"}
    folded = context.folded(0).folded
    assert bought.scope_start == 0
    assert folded[bought.scope_end :].startswith((",", "and"))
    assert folded[imports.scope_start :].startswith(("and", ","))
    assert imports.scope_end == len(folded)
