"""What stands between a country and its verb and tells nothing: "Australia, which votes in May, is the top supplier".

The mention of the country takes such an aside in, so that rules read "‹C0› is the top supplier". An aside that may tell
something of its own (a word of trade, of measures or of deals, a mineral, a figure, a firm) stays as it is.
"""

from bisect import bisect_right
from dataclasses import replace

from critmin.claims import regex as re
from critmin.claims.mentions import Folded, refold

_ASIDE = re.compile(
    r"‹[CG](?P<n>\d+)›(?P<aside>,\s(?P<words>[^,;()‹›]{2,60}?(?:‹[CDG]\d+›[^,;()‹›]{0,30})?),(?=\s)|"
    r"\s\((?P<note>[^()‹›]{1,30})\)|\s[–—-]\s(?P<dashed>[^,;()‹›]{3,60}?)\s[–—-](?=\s))"
    r"(?=\s(?:and\s(?:the\s)?‹C|(?!(?:and|or|but|nor|in|on|at|to|with|which|who|that|as|for|from|by|where|while|of|the|an?|"
    r"after|when|because|including|such)\b)[a-z]))"
)
_TELLS = re.compile(
    r"\b(?:suppl\w+|produc\w+|export\w*|import\w*|min(?:e[sd]?|ers?|ing)|refin\w+|process\w*|smelt(?:s|ed|ing|er)|sources?|"
    r"largest|biggest|leading|leads?|major|top|main|key|rank\w*|first|second|third|holds?|holding|control\w*|dominat\w+|"
    r"account\w*|depend\w*|rel(?:y|ies|iant|iance|ying)|buy\w*|bought|sell\w*|sold|shares?|tariffs?|dut(?:y|ies)|lev(?:y|"
    r"ies|ied)|bans?|banned|curb\w*|restrict\w*|quotas?|impos\w+|sign(?:s|ed|ing)|agree\w*|deals?|pacts?|partner\w*|"
    r"together|along\w*|join\w*|reserves?|deposits?|world|global\w*|not|no|except|including|invest\w*|loans?|lends?|fund\w*|"
    r"stakes?|only|said|says|respectively|citing|owned|owns?|subsidiary|formerly|called|known|based|headquartered|listed|and|"
    r"minister|ministry|letters?|memorand\w+|intent|contracts?|treat(?:y|ies)|it|"
    r"them|sole|place|plants?|ores?|metals?|minerals?|materials?)\b",
    re.IGNORECASE,
)
_OF_ITS_OWN = re.compile(
    r"(?:which|whose|where|who|an?|the|despite|since|after|under|hit|like|until|once|now)\b", re.IGNORECASE
)


def without_asides(sentence: Folded) -> Folded:
    """The sentence with the asides behind countries and firms taken into their mentions; itself, where it has none."""
    folded = sentence.folded
    if (
        "›," not in folded
        and "› (" not in folded
        and "› -" not in folded
        and "› –" not in folded
        and "› —" not in folded
    ):
        return sentence
    found, gone = list(sentence.mentions), set()
    for m in _ASIDE.finditer(folded):
        words = m["words"] or m["note"] or m["dashed"] or ""
        plain = re.sub(r"‹\w+›", " ", words)
        if (
            _TELLS.search(plain)
            or ("‹C" in words and not _OF_ITS_OWN.match(words))
            or ("‹G" in words and "member" not in words)
        ):
            continue
        n = int(m["n"])
        end = _in_text(sentence, m.end("aside"))
        gone |= {k for k, mention in enumerate(found) if found[n].end <= mention.start < end}
        found[n] = replace(found[n], end=end)
    if all(a is b for a, b in zip(found, sentence.mentions, strict=True)):
        return sentence
    return refold(sentence, [mention for k, mention in enumerate(found) if k not in gone])


def _in_text(sentence: Folded, place: int) -> int:
    """Where a place of the folded sentence, behind its first sign, is in the text."""
    k = bisect_right(sentence.places, place - 1) - 1
    mention = sentence.mentions[k]
    return mention.end + place - sentence.places[k] - len(f"‹{mention.sign}{k}›")
