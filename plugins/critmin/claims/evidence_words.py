"""The words that `dependency_evidence` weighs: head words of each kind, and what speaks against a dependency."""

from critmin.claims import regex as re


def _any(pattern: str) -> re.Pattern:
    return re.compile(pattern, re.IGNORECASE)


SUPPOSED = (
    "if|unless|whether|suppose|imagine|would|could|may|might|should|plans? to|aims? to|hopes? to|wants? to|seeks? to"
)
UNREAL = _any(
    rf"\b(?:{SUPPOSED}|potential to|ability to|capacity to|begin|start|planned)\b[^,;]{{0,40}}$"
)  # what stands before a verb that is not, or not yet, done
NOT_SO = _any(
    rf"\b(?:{SUPPOSED}|hopes?|wants?|plans?|seeks?|aims?|will|agreed|expects?|intends?|never|no longer|not)\b"
)
DUMPED = r"(?:anti-?)?dump(?:ing|ed)|countervail\w+"
DUMPING = _any(rf"\b(?:{DUMPED})\b")  # what is named there are places of origin, one beside the other

MAKING = _any(
    r"\b(?:producers?|miners?|refiners?|processors?|smelters?|makers?|manufacturers?|exporters?|"
    r"producing (?:countries|nations|country|nation|states?)|(?P<seller>suppliers?|sources?))\b"
)
INSTEAD = _any(
    r"\b(?:(?P<strong>(?P<other>(?<!no )alternatives?)|diversif\w+|substitutes?|replac(?:e|es|ed|ing|ement)|"
    r"instead of|"
    r"(?P<fresh>(?:new|additional|other|fresh|alternate|rival|potential|future|reliable|secure|trusted|emerging|"
    r"stable|friendly|viable) (?:[\w-]+ ){0,2}?(?:suppl(?:y|ies|iers?)|sources?)))|"
    r"non-‹C\d+›|(?:turn(?:s|ed|ing)?|look(?:s|ed|ing)?|pivot\w*)(?=\s(?:instead\s)?(?:to|towards?)\s)|"
    r"friend-?shor\w+)(?:\b|(?=\s))"
)
PREPOSITION = _any(
    r"\b(on|upon|from|off|to|towards?|into|in|by|of|for|with|via|through|at|against|between|than|outside|over|"
    r"like|such as|including|behind|after|under|within|and|overt\w+|surpass\w*|pass(?:ed|ing)|displac\w+|"
    r"replac\w+)\s(?:the\s|its\s|their\s|a\s|an\s|any\s|cheap\s|imported\s|"
    r"foreign\s|mainland\s|just\s|only\s|mainly\s|mostly\s|largely\s|both\s)*$"
)
ON_IT = re.compile(r"(?:\s(?:(?:up)?on|to))?\s(?:it|them|him)\b")  # who that is, stands elsewhere
MEETS = frozenset(["with", "like", "such as", "including", "by"])
TURNS_TO = frozenset(["to", "towards", "toward", "like", "including", "such as", "into"])
TURNING = _any(r"diversif\w+|turn\w*|look\w*|pivot\w*|friend-?shor\w+")
WHICH = re.compile(r",?\s(?:which|who|that)\s(?:[\w-]+\s){0,3}")
OFFERED = _any(
    r"(?:,[^,;]{0,60},)?,?\s(?:[\w-]+\s){0,3}?(?:(?:is|are|was|were|has been)\s(?:being\s)?(?:seen|courted|sought|"
    r"considered|"
    r"viewed|regarded|touted|emerging|eyed|wooed)\sas\s|(?:as|is|are|was|be|becom\w+|became|remains?|represents?|"
    r"offers?|"
    r"provides?|itself as)\s(?:also\s|now\s|as\s)*(?:an?|the|one of|its|their)\s)(?:(?!to\s)[\w'-]+\s|"
    r"‹[MPSC]\d+›\s){0,6}"
)
OTHER_GOODS = _any(
    r"‹C\d+›(?:'s?)?\s(?:crude|oil|natural gas|gas|lng|coal|energy|electricity|steel|iron|grain|food|weapons|arms|cars|"
    r"vehicles|chips|semiconductors|fertili[sz]ers?)\b(?! and ‹M)"
)
GOODS = _any(
    r"\b(?:ores?|concentrates?|feedstock|metals?|minerals?|materials?|magnets?|elements?|oxides?|output|"
    r"it|them)\b"
)
LEFT_OUT = _any(
    r"(?:\bother\s|\bnon[-\s]|\boutside\s(?:of\s)?|\bexcept\s(?:for\s)?|\bexcluding\s|"
    r"\bbesides\s|\bunlike\s|\bapart\sfrom\s|\bbeyond\s)(?:the\s)?$"
)
RULES = _any(r"\b(?:governments?|ministr\w+|authorit\w+|regulat\w+|strictly|tightly|law)\b")  # who controls, rules
IT = re.compile(r"(?:^|[,;]\s|\b(?:and|but|because|that)\s)(?:[Ii]t|[Tt]hey|[Tt]he country|[Tt]he nation|[Ww]e)\s")
STOP = re.compile(
    r";|\s-\s|(?<!such)\sas\s(?:the\s)?‹C\d+›\s(?!of)|,\s(?:which|who|but|while|whereas|although|after|according|"
    r"as|said|"
    r"because)\b|"
    r"\b(?:while|whereas|despite|although|because)\b"
)
FOREIGN = (
    r"(?:foreign\w*|overseas|external\w*)(?!-made\b|\s(?:\w+\s)?(?:fund|aid\b|capital|invest|loan|financ|technolog|labou?r|"
    r"expert|donor|debt|exchange))"
)
THESE = _any(r"\b(?:these|those|both|such|the two)\b")
MATERIALS = _any(
    r"\b(?:materials?|minerals?|metals?|supply|supplies|supply chains?|market|elements?|ores?|concentrates?|magnets?|"
    r"imports?|production|refin\w+|processing|mining|feedstock|it|them|sources?|suppliers?)\b"
)
WORLD = _any(r"\b(?:world|world's|worldwide|global|globally|international)\b")
GREAT = _any(
    r"\b(?:major|largest|biggest|leading|top|main|key|significant|important|principal|big|large|dominant|foremost|"
    r"second|third|fourth|fifth|primary|crucial|vital|sole|only|prominent|notable|established)\b[^.;]{0,50}$"
)
SUCH_AS = _any(
    r"\b(?:such as|like|including|includ(?:e|es)|namely|are|notably|especially)\s(?:the\s)?(?=‹C)|"
    r":\s(?:the\s)?(?=‹C\d+›(?:[.,;]|\s\(|\sand\b|$))"
)
UNDONE = _any(
    r"\b(?:no|none|not|never|nor|neither|without|ban(?:s|ned|ning)?|halt\w*|stop\w*|suspend\w*|restrict\w*|curb\w*|"
    r"block\w*|embargo\w*)\b|n't\b"
)  # in a clause of buying and selling: nothing is bought, or no longer
OF_A_PRODUCT = re.compile(r"‹P\d+›\s$")
COUNTER = (
    r"(?:counter\w*|break\w*|loosen\w*|challeng\w+|reduc\w+|curb\w*|erod\w+|end(?:ing)?|rival\w*|cut(?:ting)?|dent\w*|blunt\w*|"
    r"weaken\w*|offset\w*|chip\w*|dilut\w+|under(?:cut\w*|min\w+)|confront\w*|combat\w*|tackl\w+|address\w*|respond\w*|"
    r"dismantl\w+|disrupt\w*|check|balanc\w+|counterbalanc\w+|overcom\w+|escap\w+|compet\w+|diminish\w*|limit\w*|"
    r"mitigat\w+|fight\w*|circumvent\w*|bypass\w*|overtak\w+|unseat\w*|loos\w+|eas(?:e|ing)|lessen\w*|against|from|off)"
)
SOUGHT = _any(
    r"\b(?:restor\w+|regain\w*|achiev\w+|seek\w*|pursu\w+|build\w*|rebuild\w*|ensur\w+|secur\w+|unleash\w*|"
    r"reclaim\w*|"
    r"establish(?:ing)?|assert\w*|aim(?:s|ed|ing)? (?:at|for|to)|race (?:for|to)|bid (?:for|to)|dream\w*)\s"
    rf"(?!(?:[\w'-]+\s){{0,4}}?{COUNTER}\b)(?:[\w'-]+\s|"
    r"‹C\d+›(?:'s?)?\s){0,4}$"
)
HOPED = frozenset(["supposed", "denied", "in the ground", "a measure"])
MEASURE = _any(
    r"\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|ban(?:s|n\w+)?|allow\w*|propos\w+|withh\w+|quotas?|"
    r"restrict\w+|curbs?|sanction\w*|licen[cs]\w+|"
    rf"embargo\w*|suspen\w+|halt\w*|{DUMPED})\b"
)
AGAINST = (
    ("denied", _any(r"\b(?:not|never|neither|nor|without|independent|hardly)\b|n't\b")),
    ("ended", _any(r"(?<!can )\bno longer\b")),
    ("supposed", _any(rf"\b(?:{SUPPOSED})\b")),
    ("in the ground", _any(r"\b(?:reserves?|deposits?|resources|exploration|drilling|discover\w+|estimated)\b")),
    ("a measure", MEASURE),
    ("long ago", _any(r"\b(?:once|used to|formerly|century|decades ago|19\d\d|was a world)\b")),
    ("a price", _any(r"\b(?:prices?|priced|shares (?:rose|fell|jumped)|stocks?|inflation|gdp|revenues?|profits?)\b")),
    (
        "another good",
        _any(
            r"\b(?:oil|gas|lng|coal|energy|electricity|food|grain|software|chips?|semiconductors?|vehicles?|cars?|"
            r"weapons|arms|tourism|trade|dollar|aid|soy\w*|steel)\b"
        ),
    ),
    (
        "a firm's affairs",
        _any(r"\b(?:shareholders?|stakes?|offtake|agreement|contract|acquisition|merger|investors?|deal|memorandum)\b"),
    ),
)
