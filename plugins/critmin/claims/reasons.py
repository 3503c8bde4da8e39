"""Why a sentence that sounds like a claim gave none: what it lacks, how it is said, or what the document says besides.

A rule that looked at a candidate and left it says so itself (`Context.leave`). For every other kind of claim whose head
words a sentence has, and which it did not give, this room finds out by trial, and never decides anything:

    document.    alone, the sentence would be read: it is the document that makes it say something else, or again
    turns_on.    without one word or turn (a denial, a hedge, a question, who says it) a rule would read the rest
    looks.       no such turn: which part of such a claim the sentence does not name, or that no rule reads its wording
"""

import re
from collections.abc import Iterable

from critmin.claims.claim import Claim, Claims, Document
from critmin.claims.context import Context, Left
from critmin.claims.extract import extract
from critmin.claims.lexicon import cue_set

KINDS = {"agreement": "agreements", "trade_measure": "trade_measures", "dependency": "dependencies"}
MOST_TRIED = 400  # sentences of a document that are tried out; those after it are told what they lack
_SOMEBODY = r"(?:analysts?|economists?|experts?|traders?|observers?|lobby\w*)"
_LOOSE, _WISH = "It is said loosely", "It is what somebody wishes or thinks"
_TURNS = (  # what is said, why that matters, the words, and what stands in their place where it is said outright
    ("negation", "It is denied", r"\b(?:did|does|do) not (?=\w+)|\b(?:didn't|doesn't|don't) (?=\w+)", "will "),
    ("negation", "It is denied", r"\b(?:not|never|no longer)\s|(?<=\w)n't\b", ""),
    ("negation", "It is denied", r"\bno (?=\w)|\bneither (?=\w)|\bwithout (?=\w)", "a "),
    ("negation", "It is denied", r"\b(?:denied|denies|ruled out|rules out|rejected|rejects) (?:that )?", "announced "),
    ("modality", _LOOSE, r"\b(?:may|might|could|would|should|must|can)\b(?: not)?", "will"),
    ("modality", _LOOSE, r"\b(?:wants?|hopes?|wishes|plans?|intends?|aims?|seeks?|threatens?) to\b", "will"),
    ("modality", _LOOSE, r"\b(?:is|are|was|were) (?:considering|mulling|weighing|studying)\b", "announced"),
    ("modality", _LOOSE, r"\b(?:possible|likely|potential|proposed|rumou?red|would-be|eventual)\s", ""),
    ("condition", "It hangs on a condition", r"\b(?:if|whether|unless|in case|should)\s", ""),
    ("speaker", _WISH, r"\b(?:calls?|called|urges?|urged|asks?|asked) (?:\w+ ){0,3}(?:for|to)\b", "announced"),
    (
        "speaker",
        _WISH,
        rf"^(?:[\w'-]+ ){{0,3}}{_SOMEBODY}\b[^,.]{{0,40}}?\b(?:say|said|think|expect)s?(?: that)?\s",
        "",
    ),
    ("speaker", _WISH, rf",? (?:[\w'-]+ ){{0,3}}{_SOMEBODY} (?:say|said|think|expect)s?(?=[.,])", ""),
    ("question", "It asks", r"\?\s*$", "."),
)
_MEASURE = re.compile(
    r"\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|quotas?|embargo\w*|"
    r"export (?:controls?|bans?|curbs?|restrictions?|licen[cs]\w+)|"
    r"import bans?|ban(?:s|ned|ning)?|export permits?|anti-dumping|countervailing|safeguards?)\b",
    re.IGNORECASE,
)
_DEPENDENCY = re.compile(
    r"\b(?:rel(?:y|ies|iance|iant|ied)|depend\w*|dominat\w+|accounts? for|suppl(?:y|ies|iers?|ied)|producers?|"
    r"share of|per cent of|percent of|% of|monopoly|stranglehold|imports?)\b",
    re.IGNORECASE,
)
_SAID_LOOSELY = re.compile(
    r"\b(?:may|might|could|would|should|if|whether|hopes?|wishes|wants?|urges?|calls? for|consider\w*|mull\w*|weigh\w*|"
    r"rumou?r\w*|speculat\w*|analysts?|economists?|experts?)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:no|not|never|neither|nor|without|n't|denied|denies|ruled out|rules out)\b", re.IGNORECASE)


def why_not(context: Context, i: int, given: Iterable[str]) -> list[Left]:
    """Why sentence `i` gave no claim of a kind whose head words it has; kinds in `given` are accounted for."""
    sentence = context.sentence(i)
    found = []
    for candidate in _sounds_like(context, i):
        if candidate in given:
            continue
        if i >= MOST_TRIED:
            found.append(_lack(context, i, candidate))
        elif alone := _read(context, sentence.text, candidate):
            why = f"Alone it would be read ({alone.rule}): the document says it elsewhere, otherwise, or sets it aside."
            found.append(Left(i, candidate, "document.otherwise", why))
        else:
            found.append(_turn(context, i, candidate) or _lack(context, i, candidate))
    return found


def _read(context: Context, text: str, candidate: str) -> Claim | None:
    """The first claim of a kind that a sentence gives by itself."""
    read = context.document
    alone = Document(read.document_id, text, read.title, read.published_on, read.publisher, read.address)
    claims: Claims = extract(alone)
    return next(iter(getattr(claims, KINDS[candidate])), None)


def _turn(context: Context, i: int, candidate: str) -> Left | None:
    """The one turn without which a rule would read the sentence."""
    text = context.sentence(i).text
    for name, why, pattern, instead in _TURNS:
        if not (turn := re.search(pattern, text, re.IGNORECASE)):
            continue
        changed = text[: turn.start()] + instead + text[turn.end() :]
        if claim := _read(context, changed[:1].upper() + changed[1:], candidate):
            words = turn.group().strip() or "?"
            return Left(i, candidate, f"turns_on.{name}", f"{why} ({words!r}): else it would be read ({claim.rule}).")
    return None


def _sounds_like(context: Context, i: int) -> list[str]:
    """The kinds of claims whose head words stand in a sentence."""
    text = context.folded(i).text
    words = " ".join(["", *re.findall(r"[\w'-]+", text.lower()), ""])
    sounds = {
        "agreement": any(f" {head} " in words for head in cue_set("agreement_head")),
        "trade_measure": bool(_MEASURE.search(text)),
        "dependency": bool(_DEPENDENCY.search(text)),
    }
    return [name for name, is_so in sounds.items() if is_so]


def _lack(context: Context, i: int, candidate: str) -> Left:
    """What a sentence lacks of a claim of this kind, or how it is said."""
    folded = context.folded(i)
    parties = {v for m in folded.mentions if m.sign in "CG" for v in context.values(i, m)}
    has_matter = any(m.sign in "MP" for m in folded.mentions)
    needed = 2 if candidate == "agreement" else 1
    if len(parties) < needed:
        who = "two parties" if needed == 2 else "a country, bloc or organisation"
        return Left(i, candidate, "looks.missing_party", f"It does not name {who}, nor stand for them.")
    if not has_matter:
        return Left(i, candidate, "looks.missing_mineral", "It names no mineral or product.")
    if folded.text.rstrip().endswith("?"):
        return Left(i, candidate, "looks.question", "It asks.")
    if m := _DENIED.search(folded.text):
        return Left(i, candidate, "looks.negation", f"It may deny: {m.group()!r}.")
    if m := _SAID_LOOSELY.search(folded.text):
        return Left(i, candidate, "looks.modality", f"It is said loosely: {m.group()!r}.")
    return Left(i, candidate, "looks.no_rule", "Its parts are there, and no rule reads how it is put.")
