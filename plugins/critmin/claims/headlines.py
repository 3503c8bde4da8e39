"""A headline in sentence case, read as the first sentence of its document.

It says whom the lead means by "the carmaker" or "the two", and tells deals that no sentence repeats. Where every word
has a capital, a capital makes no name and the headline stays out.
"""

from dataclasses import replace

from critmin.claims import regex as re
from critmin.claims.context import Context
from critmin.claims.sentences import Sentence

HEADLINE = -1  # the paragraph of a headline

_SMALL = frozenset(
    ["with", "from", "over", "into", "after", "that", "than", "amid", "under", "between", "this", "their"]
)
_A_NAME = r"[A-Z][\w.&'-]*(?:\s(?:of\s|&\s)?[A-Z][\w.&'-]*){0,3}"
_COMMA = re.compile(
    rf"(?P<a>{_A_NAME}),\s(?P<b>{_A_NAME})\s(?!(?:firms|companies|miners|makers|producers|leaders)\b)(?=[a-z])"
)
_TO = re.compile(rf"(?P<who>{_A_NAME}(?:\sand\s{_A_NAME})?)\sto\s(?=[a-z])")


def with_headline(context: Context) -> Context:
    """The same document with its headline as sentence 0, of paragraph `HEADLINE`, where it is one to be read."""
    document, page = context.document, context.page
    title = (document.title or "").strip()
    place = document.text.find(title) if 8 < len(title) < 200 else -1
    if place < 0 or not page.sentences or place + len(title) > page.sentences[0].start or _is_capitalised(title):
        return context
    first = Sentence(as_sentence(title), place, place + len(title), HEADLINE)
    return replace(context, page=replace(page, sentences=(first, *page.sentences)), _folded={}, _lower={})


def _is_capitalised(title: str) -> bool:
    return all(w in _SMALL for w in re.findall(r"\b[a-z]{4,}", title))


def as_sentence(title: str) -> str:
    """A headline in the grammar of a sentence: "Chile, Peru to sign pact" is "Chile and Peru will sign pact"."""
    m = _COMMA.match(title)
    said = f"{m['a']} and {m['b']} {title[m.end() :]}" if m else title
    m = _TO.match(said)
    return f"{m['who']} will {said[m.end() :]}" if m else said
