"""Why a sentence that sounds like a claim gave none: what it lacks, or how it is said.

Two kinds of reasons stand beside each other in `critmin explain`. A rule that looked at a candidate and left it says so
itself (`Context.leave`). Where no rule took notice, this room looks at the sentence from outside: what its words sound
like, and which part of such a claim it does not name. Those reasons begin with `looks.`; they are a help for whoever
writes rules, and never decide anything.
"""

from critmin.claims import regex as re
from critmin.claims.context import Context, Left
from critmin.claims.lexicon import cue_set

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


def outside(context: Context, i: int) -> list[Left]:
    """What sentence `i` sounds like and lacks, one reason a kind of claim; nothing where it sounds like none."""
    folded = context.folded(i)
    words = " ".join(re.findall(r"[\w'-]+", folded.text.lower()))
    parties = {v for m in folded.mentions if m.sign in "CG" for v in context.values(i, m)}
    has_matter = any(m.sign in "MP" for m in folded.mentions)
    sounds = {
        "agreement": any(f" {head} " in f" {words} " for head in cue_set("agreement_head")),
        "trade_measure": bool(_MEASURE.search(folded.text)),
        "dependency": bool(_DEPENDENCY.search(folded.text)),
    }
    found = []
    for candidate in (name for name, is_so in sounds.items() if is_so):
        needed = 2 if candidate == "agreement" else 1
        if len(parties) < needed:
            who = "two parties" if needed == 2 else "a country, bloc or organisation"
            found.append(Left(i, candidate, "looks.missing_party", f"It does not name {who}, nor stand for them."))
        elif not has_matter:
            found.append(Left(i, candidate, "looks.missing_mineral", "It names no mineral or product."))
        elif folded.text.rstrip().endswith("?"):
            found.append(Left(i, candidate, "looks.question", "It asks."))
        elif m := _DENIED.search(folded.text):
            found.append(Left(i, candidate, "looks.negation", f"It may deny: {m.group()!r}."))
        elif m := _SAID_LOOSELY.search(folded.text):
            found.append(Left(i, candidate, "looks.modality", f"It is said loosely: {m.group()!r}."))
        else:
            found.append(Left(i, candidate, "looks.no_rule", "Its parts are there, and no rule reads how it is put."))
    return found
