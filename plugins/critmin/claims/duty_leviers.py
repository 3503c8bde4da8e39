"""Who levies a duty.

A country right before the noun of a duty owns it ("Canada's tariffs"); else it is the agent or the subject of the verb
that sets the duty, whoever is asked to set it, whoever says that it was set, or the market that the goods enter.
"""

from critmin.claims import regex as re
from critmin.claims.duty_words import BUYERS_PAY, BY, ENTERS, GOODS_BY, OWNER, OWNS_GOODS, PAYS, is_levier_by_form
from critmin.claims.measure_part import Part
from critmin.claims.patterns import clause, last_match, signs

_SETS = re.compile(
    r"\b(?:impos\w+|announc\w+|introduc\w+|put|puts|putting|plac(?:e|es|ed|ing)|sign(?:s|ed|ing)?|set|sets|setting|"
    r"hik\w+|rais(?:e|es|ed|ing)|doubl\w+|tripl\w+|quadrupl\w+|halv\w+|cut|cuts|cutting|reduc\w+|lower\w*|remov\w+|"
    r"lift\w*|suspend\w*|paus\w+|delay\w*|postpon\w*|defer\w*|extend\w*|propos\w+|levied|levies|levy|levying|"
    r"slap\w*|hit|hits|"
    r"hitting|charge\w*|charging|appl(?:y|ies|ied|ying)|expand\w*|adopt\w*|issu(?:e|es|ed|ing)|unveil\w*|"
    r"enact\w*|implement\w*|"
    r"end|ends|ended|ending|threaten\w*|vow\w*|plan|plans|planned|planning|consider\w*|weigh\w*|mull\w*|"
    r"want\w*|intend\w*|"
    r"eliminat\w+|ordered|orders|order|ordering|add|adds|added|adding|use|used|using|uses|wield\w*|"
    r"maintain\w*|keep|keeps|kept|"
    r"keeping|retain\w*|increas\w+|broaden\w*|start\w*|began|begin\w*|scrap\w*|drop\w*|cancel\w*|reinstat\w*|restor\w*|"
    r"reimpos\w*|confirm\w*|declar\w+|publish\w*|float\w*|promis\w+|pledg\w+|will|would|going|has|have|had|call\w*|"
    r"launch\w*|open\w*|initiat\w+|recommend\w*|determin\w+|found|finds|finali[sz]\w+|fix\w*|slash\w*|"
    r"rescind\w*|revok\w*|"
    r"repeal\w*|withdr\w+|waiv\w*|freez\w*|froze|ratchet\w*|roll\w*|retaliat\w*|respond\w*|answer\w*|counter\w*|"
    r"(?:fir|hit|str[iu]k?c?k?)\w*\sback|agree\w*|made|make|makes|"
    r"approv\w+|back\w*|push\w*|unleash\w*|trigger\w*|scale\w*|step\w*|reciprocat\w+|match\w*|warn\w*|"
    r"exempt\w*|grant\w*|"
    r"collect\w*|subject(?:s|ed|ing)|punish\w*|penali[sz]\w*|establish\w*|"
    r"institut\w*|renew\w*|terminat\w*|prolong\w*|(?:brought|brings?)\s(?:in|back)|"
    r"proclaim\w*|proclamation|decree\w*|install\w*|calculat\w*|assess\w*|abolish\w*|trim\w*|upped|"
    r"wip(?:e|es|ed)|phas(?:e|es|ed)|receiv\w*|conduct\w*|contemplat\w*|ey(?:e|es|ed|eing)|tax|taxes|"
    r"taxed|taxing|target\w*|leav(?:e|es|"
    r"ing)|left|bump\w*|"
    r"jack\w*|boost\w*|tighten\w*|unwind\w*|ditch\w*|abandon\w*|shelv\w*|backed|void\w*|struck|strik\w+|ruled|reset)\b",
    re.IGNORECASE,
)
_SUFFERS = re.compile(
    r"\b(?:concern\w*|worr\w+|fear\w*|critici[sz]\w+|oppos\w+|complain\w*|object\w*|react\w*|faces?|facing|faced|"
    r"pays?|paid|paying|hurt\w*|affected|suffer\w*|escap\w*|avoid\w*|evad\w*|circumvent\w*|urg\w+|ask\w*|challeng\w+|"
    r"condemn\w*|protest\w*|exempt\w*\sfrom|relief\sfrom|welcom\w+|lobb\w+|discuss\w*|negotiat\w+|subject\sto|"
    r"(?:was|were|been|be|is|are|being)\s(?:\w+\s)?(?:hit|slapped|charged|targeted|threatened|spared|struck|subjected|punished|penali[sz]ed)|"
    r"seek\w*\s(?:\w+\s){0,3}(?:relief|exempt\w+|exclusion|carve)|push\w*\sfor\s(?:an?\s)?(?:exempt|exclusion|"
    r"lower|removal)|"
    r"advocat\w+ against|lament\w*|grappl\w*|reliev\w*|negotiat\w*|appeal\w*|bracing|braces?|braced|cope|coping|"
    r"(?<!\ba )(?<!the )(?<!this )(?<!trade )deal\w*\swith|protect\w*\sfrom|spare|spared|blam\w+|"
    r"because\sof|due\sto|"
    r"despite|response\sto|respond\w*\sto|retaliat\w+\s(?:against|for)|ahead\sof|impact\w*|amid|under|"
    r"victim\w*|reel\w*|ship(?!ped\sfrom)\w*|sell\w*|export\w*)\b",
    re.IGNORECASE,
)
_GOVERNED = re.compile(
    r"\b(?:of|to|from|in|on|with|for|against|between|than|outside|over|at|into|among|including|like|via|per|under|"
    r"amid|after|before|hit|hits|hitting|slap|slaps|slapped|charge|charged|threaten|threatened|urge|urged|ask|"
    r"asked|told|"
    r"warn|warned|punish|target|targets|targeting|give|gave|offered|offer)\s(?:the\s|all\s|most\s|imports\s|"
    r"goods\s|fellow\s)*$",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(
    r",\"?\s(?:said\s|according to\s)?(?:the\s|a\s|its\s|spokes\w+\s(?:for|"
    r"of)\s)*(?P<who>‹C\d+›)(?:'s)?(?:\s[\w'-]+){0,6}?"
    r"(?:\s(?:said|says|announced|confirmed|showed|wrote)\b|[.,]|$)"
)
_MAKES = re.compile(
    r"(?P<who>‹C\d+›)'s?\s(?:[\w-]+\s|‹D\d+›\s){0,3}(?:announcement|decision|threat|plan|imposition|move|"
    r"proposal|order|promise|"
    r"pledge|vow|introduction|proclamation|push|bid|intention|use|application|policy|suspension|removal|"
    r"withdrawal|doubling|"
    r"rise|increase|cut|reduction|extension|hike|levying|pause|delay|postponement|lifting|reinstatement|restoration|"
    r"repeal|scrapping|elimination|attempt|offer|warning|call)s?\s(?:last\s\w+\s|‹D\d+›\s)?(?:of|to|for|on|"
    r"about|that|in)\s[^;‹›]{0,70}"
    r"(?:‹[RMPD]\d+›[^;‹›]{0,20}){0,2}$"
)
_WHOSE = re.compile(r"\s(?P<mods>(?:[\w-]+\s){0,2})(?P<who>‹C\d+›)(?P<s>'s?)?\s(?:[\w-]+\s|‹[MP]\d+›\s){0,3}")


def owner(at: Part) -> tuple[str, ...]:
    """Whose duty it is, by the noun group of its noun: "China's retaliatory tariffs", "US duties"."""
    maker = _MAKES.search(at.folded, max(0, at.start - 130), at.start)
    if maker and (found := _governments(at, maker["who"], maker.start("who"))):
        return found
    group = OWNER.search(at.folded, max(0, at.start - 110), at.start)
    own = None
    if group:
        own = group
    elif at.rate and at.rate.end() <= at.head.start:
        inside = _WHOSE.fullmatch(at.folded, at.rate.end(), at.head.start)
        if inside and re.match(r"(?:'s?)?\s(?:goods|imports|products|exports)\b", at.folded[inside.end("who") :]):
            inside = None
        own = inside if inside and is_levier_by_form(at, inside) else None
    if own is None:
        return ()
    if not is_levier_by_form(at, own):
        own = OWNER.search(at.folded, max(0, own.start("who") - 90), own.start("who"))  # "Turkey's Peru tariffs"
        if own is None or not is_levier_by_form(at, own):
            return ()
    return _governments(at, own["who"], own.start("who"))


def setters(at: Part, named: tuple[str, ...]) -> tuple[str, ...] | None:
    """Who sets the duty of a stretch by the verbs around it; () where nobody is named, None where whoever is named
    stands there as one who only suffers, discusses or fears it."""
    for way in (_agent, _by_order, of_relative_clause, _asked):
        if found := way(at, named):
            return found
    found, suffers = _subject(at, named)
    if found:
        return found
    if not suffers and (found := _speaker(at, named)):
        return found
    if found := market(at, named):
        return found
    if not suffers and (found := _teller(at, named)):
        return found
    if suffers and (found := _other_side(at, named)):
        return found
    return None if suffers else ()


def _agent(at: Part, named: tuple[str, ...]) -> tuple[str, ...]:
    """ "imposed by ‹C›"."""
    if _EXEMPT_FROM.search(at.folded, max(0, at.start - 60), at.start):
        return ()  # "ends exemptions from the duty by Peru"
    for s in signs(at.folded, "C", at.left, at.right):
        is_agent = BY.search(at.folded, max(0, s.start() - 24), s.start()) and _is_agent(at, s)
        is_agent = is_agent and not GOODS_BY.search(at.folded, max(0, s.start() - 50), s.start())
        if is_agent and (found := _governments(at, s.group(), s.start(), named)):
            if len(found) > 2 and not _DONE_BY.search(at.folded, max(0, s.start() - 40), s.start()):
                continue  # "exemptions from the duties on steel by ‹C›": a roll of those whose goods they are
            return found
    return ()


_ORDER = re.compile(
    r"\b(?:under|by|because of|thanks to|owing to|as part of)\s(?:the\s|an?\s|"
    r"new\s)*(?P<who>‹C\d+›)(?:'s?)?\s(?:[\w-]+\s){0,3}"
    r"(?:orders?|decrees?|proclamations?|regime|scheme|regulations?)\b",
    re.IGNORECASE,
)


def _by_order(at: Part, named: tuple[str, ...]) -> tuple[str, ...]:
    """ "under ‹C›'s order", wherever it stands in the sentence."""
    order = _ORDER.search(at.folded)
    return _governments(at, order["who"], order.start("who"), named) if order else ()


_DONE_BY = re.compile(r"(?:ed|en|put|set|cut|hit)\s(?:\w+ly\s|‹D\d+›\s|last\s\w+\s)?by\s(?:the\s)?$")


def giver(at: Part, named: tuple[str, ...]) -> tuple[str, ...]:
    """ "‹C› gave ‹C› an exemption from its duties": the first, whose duties they are."""
    if not (_GIVES.search(at.folded, 0, at.end) or _FROM_ITS.match(at.folded, at.end)):
        return ()
    for s in signs(at.folded, "C", 0, at.start):
        if is_free(at.folded, s, at.start) and (found := _governments(at, s.group(), s.start(), named)):
            return found
    return ()


_GIVES = re.compile(
    r"\b(?:g[ai]v(?:e|es|en|ing)|offer(?:s|ed|ing)?|award(?:s|ed)?|handed|spar(?:e|es|ed|ing)|exclud\w+)\s"
)
_FROM_ITS = re.compile(r"[^;,]{0,60}\sfrom\s(?:its|their|his|her)\s")


def of_relative_clause(at: Part, named: tuple[str, ...]) -> tuple[str, ...]:
    """ "the duty that ‹C› put on"."""
    if that := _THAT_ONE.match(at.folded, at.end, at.right + 60) or _THEY_SET.match(at.folded, at.end, at.right + 60):
        return _governments(at, that["who"], that.start("who"), named)
    return at.context.leader_before(at.i) if _HE_SET.match(at.folded, at.end) else ()


def _asked(at: Part, named: tuple[str, ...]) -> tuple[str, ...]:
    """ "asked ‹C› to lift the duty"."""
    asked = _ASKED_TO.search(at.folded, 0, at.start)
    return _governments(at, asked["who"], asked.start("who"), named) if asked else ()


def _speaker(at: Part, named: tuple[str, ...]) -> tuple[str, ...]:
    """ "the duty was raised, the trade ministry of ‹C› said"."""
    said = _SAYS_SO.search(at.folded, at.end)
    return _governments(at, said["who"], said.start("who"), named) if said else ()


def _teller(at: Part, named: tuple[str, ...]) -> tuple[str, ...]:
    """ "‹C› said the duty will rise", where nobody else is named."""
    tells = _TELLS.match(at.folded)
    if not tells or any(v not in named for s in signs(at.folded, "C", tells.end()) for v in at.values_of(s.group())):
        return ()
    return _governments(at, tells["who"], tells.start("who"), named)


_TELLS = re.compile(
    r"(?:[^‹›;]{0,24})(?P<who>‹C\d+›)(?:,[^;,]{0,60},)?\s(?:also\s|‹D\d+›\s)?(?:said|"
    r"says)\b(?!\s(?:‹C\d+›|he|she|it|they)\s(?:was|is)\s)"
)


def market(at: Part, named: tuple[str, ...]) -> tuple[str, ...]:
    """ "goods that enter ‹C› pay"."""
    for s in signs(at.folded, "C"):
        if s.start() > at.end and _ASIDE.search(at.folded, at.end, s.start()):
            break  # "under the duties, with more zinc going to Peru"
        enters = ENTERS.search(at.folded, max(0, s.start() - 40), s.start()) and at.folded[s.end() : s.end() + 1] != "'"
        enters = enters or (s.end() <= at.start and BUYERS_PAY.match(at.folded, s.end()))
        if enters and (found := _governments(at, s.group(), s.start(), named)):
            return found
    return ()


def _other_side(at: Part, named: tuple[str, ...]) -> tuple[str, ...]:
    """ "talks with ‹C› over the duty"."""
    for s in signs(at.folded, "C", 0, at.start):
        is_with = _WITH.search(at.folded, max(0, s.start() - 20), s.start())
        if is_with and (found := _governments(at, s.group(), s.start(), named)):
            return found
    return ()


def _subject(at: Part, named: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """The nearest subject before the duty whose verb sets one, and whether a nearer one only suffers it."""
    folded = at.folded
    left, _ = clause(folded, at.start)
    left = min(left, at.left)
    suffers, limit = False, at.start
    for s in reversed(signs(folded, "C", 0, at.start)):
        between = folded[s.end() : limit]
        if len(between) > 700:
            break
        if _is_governed(folded, s, between) or (
            folded.startswith(" of ", s.end()) and at.sentence[s.group()].detail == "anaphor"
        ):
            continue  # "the country of smelting"
        if between.startswith("'s ") and _REJECTS.search(folded, max(0, s.start() - 30), s.start()):
            continue  # "rejected Peru's notice and doubled the duty"
        if OWNS_GOODS.match(folded, s.end()) and not re.match(r"'s?\s", between):
            suffers = suffers or (s.start() >= left and bool(PAYS.match(folded, s.end())))
            continue
        verb, pain = last_match(_SETS, between), last_match(_SUFFERS, between)
        if not suffers and _TO_PAY.search(between):
            suffers, limit = True, s.start()  # "agreed to pay a duty": whoever else acts sets it
            continue
        if pain and (verb is None or pain.start() >= verb.start() - 12) and not _TO_SET.search(between, pain.start()):
            suffers = suffers or not _OTHERS.search(between, 0, pain.start())
            continue
        if verb is None or not _IS_SUBJECT.match(between):
            continue
        if found := _governments(at, s.group(), s.start(), named):
            return found, suffers
    return (), suffers


_OF_THE_DUTY = re.compile(  # "the imposition of the proposed": words of the duty's own group
    r"\b(?:(?:impos|introduc|extens|applic|remov|suspens)\w+\sof\s)?(?:(?:the|an?|new|any|these|its|further|additional|"
    r"\w+ed|higher|possible|potential)\s)*$"
)


def _own_words(folded: str, start: int, place: int) -> str:
    """What stands between a country and a duty, up to the next subject, without the words of the duty's own group."""
    between = signs(folded, "C", start, place)
    other = next((s for s in between if not _is_governed(folded, s, folded[s.end() : place])), None)
    return folded[start : other.start()] if other else _OF_THE_DUTY.sub("", folded[start:place])


_REJECTS = re.compile(
    r"\b(?:reject|dismiss|ignor|refus|welcom|accept|criticis|criticiz|condemn|brush(?:ed|es) asid|answer|discuss|cit|"
    r"not|match|mirror|follow|echo)\w*\s(?:the\s)?$"
)


_ASIDE = re.compile(r",\s(?:with|as|while)\s")
_TO_PAY = re.compile(
    r"\b(?:pay|pays|paying|paid|accept\w*|fac(?:e|es|ed|ing)|absorb\w*)\s(?:an?\s|the\s|[\w-]+\s){0,3}$"
)


def who_pays(at: Part) -> tuple[str, ...]:
    """The subject of a verb of paying right before the duty: "Peru agreed to trade and pay a duty of 5%"."""
    if not _TO_PAY.search(at.folded, max(0, at.start - 60), at.start):
        return ()
    left, _ = clause(at.folded, at.start)
    named = reversed(signs(at.folded, "C", left, at.start))
    if WHILE_PAYING.search(at.folded, max(0, at.start - 60), at.start):
        named = signs(at.folded, "C", 0, at.start)  # whoever the whole sentence is about
    for s in named:
        between = at.folded[s.end() : at.start]
        if not _is_governed(at.folded, s, between) and _IS_SUBJECT.match(between):
            return _governments(at, s.group(), s.start())
    return ()


WHILE_PAYING = re.compile(
    r"(?:\bwhile|,|\bby|\bfor)\s(?:also\s|still\s)?(?:paying|accepting|facing|absorbing)\s(?:an?\s|the\s|"
    r"[\w-]+\s){0,3}$"
)


def sets(folded: str, s: re.Match, place: int) -> bool:
    """Whether a country is the subject of a verb that sets a duty before a place."""
    between = _own_words(folded, s.end(), place)
    if len(between) > 300 or _is_governed(folded, s, between):
        return False
    verb, pain = last_match(_SETS, between), last_match(_SUFFERS, between)
    return bool(verb and not (pain and pain.start() >= verb.start() - 12) and _IS_SUBJECT.match(between))


def only_suffers(folded: str, s: re.Match, place: int) -> bool:
    """Whether a country before a place fears, pays or protests at what stands there: it is nobody who levies."""
    between = _own_words(folded, s.end(), place)
    verb, pain = last_match(_SETS, between), last_match(_SUFFERS, between)
    return bool(pain) and (verb is None or pain.start() >= verb.start() - 12)


def is_free(folded: str, s: re.Match, place: int) -> bool:
    """Whether a country before a place is the subject of some verb, so that no preposition governs it."""
    between = folded[s.end() : place]
    return len(between) < 120 and not _is_governed(folded, s, between) and bool(_IS_SUBJECT.match(between))


_OTHERS = re.compile(r"\b(?:countr(?:y|ies)|nations?|goods|imports|products|partners|exporters|companies)\b")
_TO_SET = re.compile(r"\b(?:will|would|could|can|to)\s(?:be\s)?(?:impos|rais|put|doubl|slap|levy)\w*")


def _is_governed(folded: str, s: re.Match, between: str) -> bool:
    """Whether a preposition or a verb governs a country, so that it is nobody's subject."""
    before = folded[max(0, s.start() - 34) : s.start()]
    if _is_bracketed(folded, s.start()) or before.endswith("-"):
        return True
    if _WHO_SETS.match(between):
        return False  # "a response to Peru, which raised its duty"
    if _AFTER.search(before) and _AS_VERB.match(between):
        return False  # "after Mali put a duty", "with Mali charging"
    return bool(_GOVERNED.search(before)) and not _OFFICE.search(before)


_WHO_SETS = re.compile(
    r",?\s(?:who|which)\s(?:[\w-]+\s){0,3}?(?:impos|rais|put|doubl|tripl|levied|set|slap|hik|announc|introduc|lift|cut|"
    r"lower|threaten)\w*\s(?:[\w-]+\s|‹[RP]\d+›\s){0,3}$"
)


_WITH = re.compile(r"\b(?:with|asked|urged|told|from)\s(?:the\s)?$")


_AFTER = re.compile(r"\b(?:after|before|with)\s(?:the\s)?$", re.IGNORECASE)


_AS_VERB = re.compile(r"\s(?:has\s|had\s|have\s|also\s|itself\s|\w+ly\s)*(?:put|set|cut|hit|\w+ed|\w+ing)\b")


_OFFICE = re.compile(
    r"(?:government|president|ministry|administration|parliament|leader|legislature|Government|authorities|"
    r"officials) (?:of|in)\s(?:the\s)?$"
)


_ASKED_TO = re.compile(
    r"\b(?:ask|asks|asked|asking|urg\w+|press\w*|lobb\w+|want\w*|call\w*\son|beg\w*|petition\w*|direct\w*|"
    r"instruct\w*|order\w*|lead\w*|led|prompt\w*|forc\w+|spur\w*|driv\w+|drove|caus\w+|mov\w+|encourag\w+|"
    r"allow\w*|enabl\w+)\s"
    r"(?:(?:countries|nations|others|governments|partners|economies)\s(?:such\sas|like|including)\s)?"
    r"(?:the\s)?(?P<who>‹C\d+›)\s(?:not\s)?(?:to|for|into)\s[^;]{0,110}$",
    re.IGNORECASE,
)


_IS_SUBJECT = re.compile(
    r"(?:'s?\s(?:[\w-]+\s){0,4}|,[^;]{0,150}?,\s|\s\([^()]{0,40}\)\s|\s-\s[^;]{0,80}?-\s|,?\s)"
    r"(?!(?:goods|imports|exports|products|companies|firms|industries|workers|consumers|steelmakers|producers|"
    r"buyers|importers|"
    r"customers|purchasers|manufacturers)\b)"
)


_EXEMPT_FROM = re.compile(r"\b(?:exemptions?|exclusions?|waivers?)\sfrom\s(?:[\w-]+\s){0,3}$", re.IGNORECASE)
_HE_SET = re.compile(  # "a tariff he imposed"
    r"(?:\s(?:that|which))?\s(?:he|she)\s(?:has\s|had\s|also\s|already\s|first\s)*"
    r"(?:impos|lev|put|announc|introduc|set|slapp|threaten)"
)
_THAT_ONE = re.compile(
    r"[^;‹›]{0,44}?\b(?:that|which)\s(?:the\s)?(?P<who>‹C\d+›)\s(?:has\s|had\s|also\s|itself\s|already\s|‹D\d+›\s)*"
    r"(?:lev\w+|impos\w+|put|puts|charg\w+|introduc\w+|announc\w+|set|sets|published|ordered|threaten\w+|"
    r"plac\w+|appl\w+|"
    r"maintain\w*|rais\w+|collect\w*|plans?|wants?|is\s(?:\w+ly\s)?(?:consider|contemplat|weigh|mull|plan|"
    r"prepar|impos|propos|threaten)\w*)\b",
    re.IGNORECASE,
)


_THEY_SET = re.compile(  # "the duties ‹C› has put on"
    r"\s(?:the\s)?(?P<who>‹C\d+›)\s(?:(?:has|had|have|is|are|was|were|now|already|recently)\s)*"
    r"(?:lev(?:ied|ies|ying)|impos(?:ed|es|ing)|put|putting|charg(?:ed|es|ing)|introduc(?:ed|ing)|slapp(?:ed|ing)|"
    r"plac(?:ed|ing)|set|announced|threatened)\b"
)


_AGENT_VERB = re.compile(
    r"\b(?:impos\w+|introduc\w+|enacted|announced|levied|put|applied|set|taken|raised|doubled|lifted|"
    r"suspended|paused|cut|"
    r"lowered|reduced|slapped|hit|threatened|proposed|ordered|scrapped|extended|restored|reinstated|signed|charged|"
    r"tariffs?|duties|levies|dut\w+|orders?|hiked|removed|dropped|delayed|postponed|collected|unveiled|"
    r"planned|approved|"
    r"increased|tripled|struck down|voided|decided|made|initiated|opened|determin\w+|adopted|dutied|taxed)\b"
    r"[^;]{0,70}$",
    re.IGNORECASE,
)


def _is_bracketed(folded: str, place: int) -> bool:
    opening = folded.rfind("(", max(0, place - 200), place)
    return opening >= 0 and folded.find(")", opening, place) < 0


def _is_agent(at: Part, s: re.Match) -> bool:
    return bool(_AGENT_VERB.search(at.folded[max(0, s.start() - 130) : s.start()]))


def _governments(at: Part, sign: str, place: int, named: tuple[str, ...] = ()) -> tuple[str, ...]:
    values = at.context.values(at.i, at.sentence[sign], place)
    found = tuple(v for v in values if v and not v.startswith("org:") and v != "WLD")
    return tuple(v for v in found if v not in named)[:6]
