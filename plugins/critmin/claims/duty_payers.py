"""Who pays a duty: the countries of its stretch on whose goods it is.

One after "on", "against" or "from" pays it, one whose goods are named, one that faces or pays it, and one that is hit.
"""

from critmin.claims import measure_frames
from critmin.claims import regex as re
from critmin.claims.duty_words import BUYERS_PAY, BY, ENTERS, GOODS_BY, OWNER, OWNS_GOODS, PAYS, is_levier_by_form
from critmin.claims.measure_part import STOP, Part
from critmin.claims.patterns import signs

_ON = re.compile(
    r"\b(?:on|against|from|for|targeting|targets?|hit|hits|hitting|at|toward|towards|aimed at|punish\w*|"
    r"including|charge|"
    r"charging|charges|(?:articles|goods|imports|products|exports|shipments|those|metal|that|steel|ones|those) of|"
    r"originating in|(?:made|produced|melted|poured|cast|smelted|mined) in|into|case against|like|namely|as)\s"
    r"(?:the\s|all\s|both\s|imports\s(?:of|from)\s|goods\s(?:from|of)\s|those\sfrom\s|most\s|nearly\s|"
    r"certain\s|some\s|other\s|"
    r"any\s|originating\sin\s|coming\sfrom\s|exports\s(?:from|of)\s|products\sof\s|countries\s(?:such\sas|"
    r"like|including)\s|"
    r"members\sof\s|partners\s(?:such\sas|like|including)\s){0,3}$",
    re.IGNORECASE,
)


_HITS = re.compile(
    r"\b(?:hit|hits|hitting|charg(?:e|es|ed|ing)|slap(?:s|ped|ping)?|punish(?:es|ed|ing)?|threaten(?:ed|ing|s)?"
    r"(?:\sto\shit)?|penali[sz](?:e|ed|es|ing)|warn(?:s|ed|ing)?|tax(?:es|ed|ing)?|target(?:s|ed|"
    r"ing)?)\s(?:the\s|all\s|both\s|"
    r"neighbou?ring\s|fellow\s)?$",
    re.IGNORECASE,
)


_ITEM = re.compile(
    r"(?:'s)?(?:\s(?:goods|imports|products|exports|‹[MP]\d+›|ones))?\s?(?:\(|:|-|,|at|pays?|to|faces?|is|"
    r"with|got|gets?|"
    r"will pay|drew)?\s?"
    r"(?:at\s|an?\s|the\s|only\s|about\s|up to\s|additional\s|further\s){0,2}‹R\d+›"
)


_NOT_FROM = re.compile(
    r"\b(?:exempt\w*|relief|protect\w*|reliev\w*|spar\w+|escap\w+|response|retaliat\w+)\s(?:[\w-]+\s){0,3}from\s"
    r"(?:[\w-]+\s){0,3}$",
    re.I,
)


_SPARED = re.compile(
    r"\b(?:exempt\w*|relief|reprieve|waivers?|exclusions?|carve-?outs?)\s(?:from|of|to)\s[^;,]{0,40}$", re.I
)
_LOOKED_AT = re.compile(  # "the tariffs have sharpened the focus on ‹C›"
    r"\b(?:focus|scrutiny|attention|spotlight|emphasis|reliance|dependence|dependency|eyes?|light|interest|pressure|"
    r"calls?|called|calling|depend\w*|rel(?:y|ies)|competition|concerns?|worries)\s(?:on|of|from|for)\s(?:the\s)?$",
    re.I,
)


def payers(at: Part, levier: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The countries of a stretch on whose goods the duty is, without whoever levies it."""
    found: list[str] = []
    folded = at.folded
    if _WHO_PAYS.match(folded, at.left) and (who := _LAST_SIGN.search(folded, 0, at.left)):
        found += at.context.values(at.i, at.sentence[who.group(1)], who.start())
    for s in signs(folded, "C", at.left, _object_end(at)):
        if not _is_payer(at, s) or (folded.startswith("'s", s.end()) and at.sentence[s.group()].detail == "anaphor"):
            continue  # "the country's goods": whose they are, `theirs` says
        found += [v for v in at.context.values(at.i, at.sentence[s.group()], s.start()) if v and v not in found]
    if not found and (those := _THOSE.search(folded, at.start, at.right)):
        found += _named_before(at, those.start())
    return tuple(v for v in found if v not in levier)


_THOSE = re.compile(
    r"\b(?:from|of|on|against|for)\s(?:those|these|both|the two|the three|all three)\s(?:\w+\s)?"
    r"(?:countries|nations|partners|economies|neighbou?rs)\b|\bon\stheir\s(?:goods|products|exports|imports|shipments)\b",
    re.I,
)


_THEIR_GOODS = re.compile(
    r"(?:\b(?:on|for|of|from|against|at|hit|hits|tax)\s(?:all\s|most\s|some\s|many\s)?(?:of\s)?|^(?:[\w-]+\s){0,3}|,\s|\b(?:and|but|that|said|while|with)\s)"
    r"(?:[Ii]ts|[Tt]heir|[Hh]is|the\scountry's|the\sbloc's|those\scountries'|‹C\d+›'s?)\s"
    r"(?:(?!tariff|dut|lev|rate|own\b)[\w-]+\s){0,3}(?:‹[MP]\d+›|(?:goods|products|exports?|imports|shipments|merchandise)\b)"
)


def theirs(at: Part, levier: tuple[str, ...]) -> tuple[str, ...]:
    """Whose goods "its exports" and "their steel" are: those of the nearest country before that does not levy."""
    m = _THEIR_GOODS.search(at.folded, at.left, at.right)
    if m is None or ("‹C" in m.group() and at.sentence[_A_SIGN.search(m.group()).group()].detail != "anaphor"):
        return ()
    for k in range(at.i, max(-1, at.i - 3), -1):
        folded = at.context.folded(k)
        named = [s for s in signs(folded.folded, "C", 0, m.start() if k == at.i else None) if folded[s.group()].values]
        named = named if k < at.i else named[::-1]
        for s in sorted(named, key=lambda s: not at.context._is_free(folded, s)):
            values = tuple(v for v in at.context.values(k, folded[s.group()], s.start()) if v and v != "WLD")
            if values and not set(values) & set(levier) and not values[0].startswith("org:"):
                return values
    return ()


_A_SIGN = re.compile(r"‹C\d+›")


def _named_before(at: Part, place: int) -> list[str]:
    """Whom "those countries" means: the list of countries named last, without the levier of a country of its own."""
    for k in range(at.i, max(-1, at.i - 3), -1):
        folded = at.context.folded(k)
        named = signs(folded.folded, "C", 0, place if k == at.i else None)
        several = [s for s in named if len(folded[s.group()].values) > 1]
        if several:
            return list(folded[several[-1].group()].values)
        if len(named) > 1:
            return [v for s in named[-2:] for v in at.context.values(k, folded[s.group()], s.start()) if v]
    return []


def makers(at: Part, levier: tuple[str, ...]) -> tuple[str, ...]:
    """Against whom a case of dumping or subsidies is where its own clause does not say: whose goods the sentence
    speaks of before."""
    folded = at.folded
    for s in reversed(signs(folded, "C", 0, at.start)):
        own = OWNS_GOODS.match(folded, s.end())
        if own and own.end() - s.end() < 40:
            found = at.context.values(at.i, at.sentence[s.group()], s.start())
            found = tuple(v for v in found if v and v not in levier and not v.startswith("org:"))
            if found:
                return found
    return ()


_WHO_PAYS = re.compile(r",?\s?(?:which|who|whose)\s[^;‹›]{0,30}\b(?:pays?|faces?|get|gets|got|rates?|goods)\b")


_LAST_SIGN = re.compile(r"(‹C\d+›),?\s?$")


def _object_end(at: Part) -> int:
    """Where what a duty is on ends: at a clause of reason, time or apposition behind it."""
    stop = STOP.search(at.folded, at.end, at.right)
    while stop and (
        re.match(
            r"(?:which|that|who)\s(?:the\s)?(?:‹C|target|hit|appl|restrict|limit|cover|are|is|have|do|fail|does|buy|impose|join|pay|face)",
            at.folded[stop.start() :],
        )
        or stop.group() in ("(", ":")
    ):
        stop = STOP.search(at.folded, stop.end(), at.right)
    end = stop.start() if stop else at.right
    same = re.search(
        r",\s(?:the same|with (?:more|fewer|less)|but (?:would|will|has|had|is))\s", at.folded[at.end : end]
    )
    return at.end + same.start() if same else end


# "articles of ‹C› (including articles of ‹C›)": the duty is on the whole
_PART_OF_IT = re.compile(r"›\s\((?:including|and also)\s[^()‹›;]{0,40}$")
_OTHER_MATTER = re.compile(  # what a duty brings about, not what it is on: "have raised scrutiny of ‹C› exports"
    r"\b(?:scrutiny|demand|suppl(?:y|ies)|purchases|flows?|surges?|influx|flood|diversion|prices?|costs?|output|"
    r"production|loss|decline|fall|drop|rise|share|competition|reliance|dependence|shortage)\s(?:of|for|in|from|on)\s"
    r"(?:the\s|more\s|cheap\s)?$"
)
_VERB_INSIDE = re.compile(
    r"\w\wed\s|\bnow\s|ally\s|\b(?:impos|rais|putt|slapp|levy|charg|plac|hik|doubl|tripl|lift|introduc|apply|reduc|cutt|"
    r"lower|threaten|remov|announc|suspend)ing\s"
)
_SIDES_WITH = re.compile(r"\b(?:align\w*|sid\w+|trad\w+|deal\w*|business)\s(?:\w+\s)?with\s(?:the\s)?$")


def _is_payer(at: Part, s: re.Match) -> bool:
    folded = at.folded
    before, after = folded[max(0, s.start() - 60) : s.start()], folded[s.end() : s.end() + 120]
    if measure_frames.is_left_out(at, s.start()) or before.endswith("-") or _SIDES_WITH.search(before):
        return False
    if (s.start() >= at.end and _OTHER_MATTER.search(before)) or BUYERS_PAY.match(after):
        return False
    if _PART_OF_IT.search(before) and folded.count("‹C", 0, s.start()):
        return False
    is_owner = OWNER.match(folded, s.start(), at.start) if s.start() < at.start else None
    if is_owner and not is_owner["s"] and _VERB_INSIDE.search(is_owner["mods"]):
        is_owner = None  # a verb: "Brazil suspended ‹R› of its duty"
    if is_owner and is_levier_by_form(at, is_owner):
        return False
    if GOODS_BY.search(before):
        return True
    if BY.search(before) or (
        ENTERS.search(before) and not re.search(r"\b(?:case|investigation|inquiry|probe)\s(?:\w+\s)?into\s", before)
    ):
        return False
    if re.search(
        r"\b(?:said|told|meeting|talks|deal|agreement|pact|truce|negotiat\w+|trade|ties|"
        r"relations)\s(?:\w+\s)?(?:from|in|with|for|on|against)\s(?:the\s)?$",
        before,
    ):
        return False
    if _NOT_FROM.search(before) or _LOOKED_AT.search(before):
        return False
    if at.rate and s.end() <= at.rate.start() and _ITEM.match(folded, s.start() + len(s.group()), at.rate.end() + 1):
        return True
    if is_owner and not is_levier_by_form(at, is_owner):
        return True  # "Trump's China tariffs"
    if at.rate and s.start() >= at.rate.end() and s.end() <= at.head.start:
        return True
    if _ON.search(before):
        if re.match(r"'s?\s(?:[\w-]+\s){0,4}?(?:to\b|decision|move)", after):
            return False
        return not re.search(r"\bas\s(?:the\s)?$", before) or bool(OWNS_GOODS.match(after))
    if _HITS.search(before):
        return True
    if OWNS_GOODS.match(after):
        return _is_of_goods(at, s, after)
    return bool(s.end() <= at.start and PAYS.match(after) and not _SPARED.search(folded, s.end(), at.start))


def _is_of_goods(at: Part, s: re.Match, after: str) -> bool:
    """Whether owned goods are what the duty is on: not "US imports of steel", whose owner buys them, and not the
    firms of the one who complains."""
    if re.match(
        r"(?:'s?)?\s(?:[\w-]+\s|‹[MP]\d+›\s){0,3}?(?:imports?\s(?:of|from|into)|companies|firms|makers|"
        r"producers|mills|steelmakers|suppliers|smelters|exporters)\b",
        after,
    ):
        firms = re.match(
            r"(?:'s?)?\s(?:[\w-]+\s|‹[MP]\d+›\s){0,3}?(?:exporters|suppliers|mills|steelmakers|smelters|producers|companies|firms|makers)\b",
            after,
        )
        if s.end() <= at.start and PAYS.match(after):
            return True
        return bool(
            firms
            and s.start() >= at.end
            and re.search(r"\b(?:on|against|for|hit|at)\s(?:the\s)?$", at.folded[: s.start()][-12:])
        )
    if s.start() >= at.end:
        return True
    return bool(
        PAYS.match(after)
        or re.search(
            r"\b(?:on|against|hits?|hitting|tax(?:es|ed)?|slap\w*|target\w*|punish\w*|penali\w+|charg\w+|subject(?:s|ed|ing))\s"
            r"(?:[\w-]+\s){0,3}$",
            at.folded[: s.start()][-34:],
        )
        or (at.rate and _ITEM.match(at.folded, s.end(), at.rate.end() + 1))
    )
