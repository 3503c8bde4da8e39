"""The measures that a headline tells: read as a sentence that stands before the first."""

from collections.abc import Callable
from dataclasses import replace

from critmin.claims.claim import Quote
from critmin.claims.context import Context
from critmin.claims.measure_draft import Draft
from critmin.claims.sentences import Page, Sentence

LONGEST = 200  # characters of a headline; more is a paragraph


def read(context: Context, of_sentence: Callable[[Context], list[Draft]]) -> list[Draft]:
    """The drafts of the title, where the text opens with it; `of_sentence` reads a document of one sentence."""
    title = (context.document.title or "").strip()
    place = context.document.text.find(title) if 12 < len(title) < LONGEST else -1
    if place < 0 or any(s.start <= place < s.end for s in context.page.sentences[:3]):
        return []
    words = title.rstrip(".!")
    alone = replace(context, page=Page((Sentence(words, place, place + len(words), 0),), ()), _folded={}, _lower={})
    quote = Quote(context.document.text[place : place + len(words)], place, place + len(words))
    return [
        replace(d, sentence=-1, evidence=quote, confidence=round(d.confidence - 0.1, 2), rule=f"{d.rule}_of_title")
        for d in of_sentence(alone)
        if not d.rule.endswith("_by_evidence")  # a few words in a row are too little to weigh
    ]


def kept(drafts: list[Draft]) -> list[Draft]:
    """Without what a headline says in short of a measure that the text below tells: same government, same way."""
    told = {(d.imposer, _way(d)) for d in drafts if d.sentence >= 0}
    return [d for d in drafts if d.sentence >= 0 or (d.imposer, _way(d)) not in told]


def _way(draft: Draft) -> str:
    if draft.measure in ("exemption", "sourcing_restriction"):
        return draft.measure
    return "out" if draft.measure.startswith(("export", "licens", "process")) else "in"
