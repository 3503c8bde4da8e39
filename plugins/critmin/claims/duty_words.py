"""Words and forms that tell who levies a duty and who pays it, used by both readers of parties."""

from critmin.claims import regex as re
from critmin.claims.measure_part import Part

_FILLER = (
    r"(?:and\s(?=(?:[a-z-]+\s){1,2}(?:goods|products|exports|imports)|‹P)|(?!that\b|which\b|and\b|on\b|to\b|of\b|"
    r"in\b|by\b|for\b|with\b|from\b|tariffs?\b|dut|lev|tax|the\b|"
    r"an?\b|its\b|their\b|his\b|"
    r"has\b|have\b|had\b|is\b|are\b|was\b|were\b|will\b|would\b|hits?\b|puts?\b|cuts?\b|sets?\b|slaps\b|targets\b|subjects\b|said\b|says\b|plans?\b|faces?\b|pays?\b|"
    r"\w+(?<!finish)(?<!roll)(?<!refin)"
    r"(?<!import)(?<!produc)(?<!coat)(?<!process)ed\s)[\w-]+\s){0,4}?"
)
_GOODS = (
    rf"(?:'s?|-origin|-made|-produced)?\s{_FILLER}(?:‹[MP]\d+›|(?:goods|imports?(?!\s(?:tax|dut|tariff|lev|quota|"
    rf"ban))|products|exports?|"
    r"shipments|articles|cargoes|origin|cars|vehicles|metals?|minerals|ores?|magnets|manufactures|suppliers|"
    r"exporters|mills|producers|makers|companies|firms|steelmakers|smelters|material)\b)"
)
OWNS_GOODS = re.compile(_GOODS, re.IGNORECASE)
PAYS = re.compile(
    r"(?:'s?)?\s(?:[\w-]+\s){0,3}?(?:‹[MP]\d+›\s)?(?:(?:imports|exports|goods|products|shipments)\s)?"
    r"(?:(?:and|or)\s‹[MP]\d+›\s)?(?:[\w-]+\s){0,2}?(?:(?:to|into)\s(?:the\s)?‹C\d+›\s)?(?:[\w-]+\s){0,2}?"
    r"(?:faces?|faced|facing|pays?|paid|paying|(?:remains?\s|stays?\s)?subject(?:ed)?\sto|"
    r"(?:is|are|was|were|been|be)\s(?:charged|taxed|slapped)|"
    r"hit\s(?:by|with)|"
    r"slapped\swith|reel(?:s|ed|ing)?\sfrom|hurt\sby|saddled\swith|struck\sby|threatened\swith|gets?|got|given|"
    r"granted|will\shave|attracts?|incurs?|carr(?:y|ies|ied)|liable|"
    r"taxed|whose\s(?:\w+\s)?rates?|(?:will|would|to)\ssee|accept(?:s|ed|ing)?)\b",
    re.IGNORECASE,
)
GOODS_BY = re.compile(  # "shipments of tin by Peru's miner", "zinc sold by Peru"
    r"\b(?:(?:shipments?|exports?|sales|goods|products|those|ones)(?:\sof\s(?:[\w-]+\s)?‹[MP]\d+›)?|(?:sold|made|"
    r"produced|shipped|"
    r"exported|supplied|mined|smelted|manufactured|refined))\sby\s(?:the\s)?$"
)
BUYERS_PAY = re.compile(
    r"(?:'s?)?\s(?:buyers|importers|customers|consumers|companies|firms|manufacturers|purchasers)\s(?:[\w-]+\s){0,3}"
    r"(?:pay|paid|paying|face|absorb)\b"
)
BY = re.compile(r"\bby\s(?:the\s|President\s|then-|former\s)?$", re.IGNORECASE)
ENTERS = re.compile(
    r"\b(?:(?:tariffs?|dut(?:y|ies)|lev(?:y|ies))\sin|(?:on\s)?(?:entry|arrival|import\w*)\s?(?:to|in|into)|"
    r"entering|enters?|"
    r"imported\s(?:in)?to|imports\s(?:in)?to|shipped\s(?:in)?to|sold\s(?:in|to)|(?:exports|shipments|sales|"
    r"exported)\s(?:to|into)|"
    r"goods\sto|enter|(?:land|arriv)(?:s|es|ed|ing)?\s(?:in|at|on)|bound\sfor|(?:force|effect|place|charged|"
    r"taxed)\sin)\s(?:the\s)?$|"
    r"‹R\d+›\sin\s(?:the\s)?$",
    re.IGNORECASE,
)
_MODIFIERS = (
    r"(?:(?!(?:on|from|to|with|by|against|for|in|of|at|as|and|is|are|has|have|had|said|says|will|would|can|"
    r"could|may|might|must|"
    r"should|was|were|that|which|who|the|an?|its|his|her|their|our|this|these|those|put|set|hit|cut|levy|pay|"
    r"face|threaten|plan|"
    r"impose|want|call|fear|oppose|goods|imports|exports|producers|mills|companies|firms|over|after|before|"
    r"when|while|but|or|"
    r"also|then|now|on|into|under|amid|despite|about|not|no)\b|"
    r"(?!(?:goods|cars|autos|metals|products|sanctions|across|various|previous|serious|numerous|"
    r"tariffs)\b)[a-z]+(?<!s)s\s|"
    r"(?!(?:threatened|proposed|planned|announced|promised|increased|delayed|suspended|looming|related|"
    r"targeted|combined|expanded|"
    r"new-found|doubled|imposed|scheduled|wide-ranging|so-called|long-promised|much-heralded|reimposed|raised|"
    r"unprecedented|"
    r"tailored|broad-based|imported)\b)[a-z]+ed\s)"
    r"[\w'\"%,.-]+\s|‹[RMPDX]\d+›\s|and\s(?=(?:[\w-]+\s|‹[MP]\d+›\s){1,3}$)){0,7}"
)
OWNER = re.compile(rf"(?P<who>‹C\d+›)(?P<s>'s?)?\s(?P<mods>{_MODIFIERS})$", re.IGNORECASE)

EVERYONE = re.compile(
    r"\b(?:all|foreign-?|every|most|nearly all|almost all|any)\s(?:(?:U\.?S\.?|US|‹C\d+›|foreign|other|of its|"
    r"imported|its)\s)*"
    r"(?:imports|imported goods|countries|trading partners|partners|foreign goods|country|goods entering|"
    r"goods|nations?|exporters)\b|\b(?:most|all|nearly all) (?:products|items|merchandise)\b|"
    r"\b(?:everyone else|(?:the )?rest of the world|the rest|"
    r"(?:dozens of|scores of|many|other)?\s?(?:countries|nations|goods|imports) (?:from )?"
    r"(?:around|across) the (?:world|globe)|dozens of (?:countries|nations|partners))\b|"
    r"\b(?:universal|across-the-board|worldwide|global|blanket|baseline)\s(?:[\w-]+\s|‹[RMP]\d+›\s){0,3}"
    r"(?:tariffs?|lev(?:y|ies)|dut(?:y|ies)|surcharge|‹R\d+›)",
    re.IGNORECASE,
)


def is_levier_by_form(at: Part, own: re.Match) -> bool:
    """ "China tariffs" are on China where the noun has another owner; "Chinese tariffs" and "US tariffs" are theirs."""
    mention = at.sentence[own["who"]]
    before = at.folded[max(0, own.start("who") - 60) : own.start("who")]
    has_other_owner = re.search(r"(?:'s|\bhis|\bits|\btheir|\bour|‹C\d+›)\s(?:[\w-]+\s|‹R\d+›\s){0,4}$", before)
    if own["s"]:
        return True
    if mention.values == ("USA",) or mention.detail in ("leader", "government", "anaphor", "capital"):
        return True
    written = at.sentence.text[mention.start : mention.end].replace(".", "")
    if written.isupper() and len(written) <= 4:
        return not has_other_owner  # "EU tariffs"
    if mention.detail == "demonym" or any(p.detail == "demonym" for p in mention.parts):
        if has_other_owner:
            return False
        # "tariffs on Chinese steel" is governed; "25% Chinese steel tariffs" stays open: on China where another levies
        return not re.search(r"\b(?:on|against|of|from|for)\s(?:[\w-]+\s|‹R\d+›\s){0,3}$", before)
    return False
