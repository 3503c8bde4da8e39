"""The words around a share: what it may be a share of, whose, and what is no share at all."""

from critmin.claims import regex as re

ABOUT = (
    r"(?:about|around|some|nearly|almost|over|roughly|approximately|more than|less than|up to|at least|an estimated|"
    r"estimated|just|only|under|a|an|the|another|~|≈)"
)
BESIDE = re.compile(
    rf"(?:'s)?\s?(?:[(:,–-]\s?|\s)?(?:each\s|both\s)?(?:(?:for|with|at|on|by|supplying|producing|providing|"
    rf"mining|refining|processing|of|sent|took|takes|taking|gave|"
    rf"accounting for|making up|contributing|holding|(?:is|was|comes?|came|follows?|followed|ranks?|ranked|stands?)\s"
    rf"(?:[\w-]+\s){{0,2}}(?:at|with|on))\s)?(?:{ABOUT}\s){{0,2}}$"
)
ORIGIN_OF = re.compile(r"\b(?:origin|source|supplier|provider|exporter|seller|buyer)\s(?:of|for)\s(?:[\w-]+\s){0,2}$")
BREAK = re.compile(
    r";|\)|\s-\s|,?\s(?:while|whereas|but|although|though|compared|versus|up from|down from|followed by|ahead of)\b|"
    r",\s(?:which|who|with|making|leaving|according|and\s‹C|and\s(?:the|an?)\s)|\sand\s(?:the\s)?‹C\d+›\s(?:for|with|at|\w+s)\b|"
    r",\s(?:the\s)?‹C\d+›\s(?:for|with|at)\b|\sand\s(?:is|are|remains?|has become)\s"
)
NEXT_VERB = re.compile(r"(?:,|,?\sand)\s(?:[\w-]+ly\s)?\w+(?:s|ed|ing)\s(?:[\w-]+\s){0,3}$")
MOST = re.compile(
    r"\b(?:[Mm]ost|[Tt]he (?:vast |overwhelming |great |over)?(?:majority|bulk)|[Aa] majority|(?:[Nn]early|[Aa]lmost|"
    r"[Vv]irtually|"
    r"[Pp]ractically) all|[Mm]uch|[Tt]he lion's share)(?=\s(?:of\b"
    r"(?!\s(?:its|their|our)\s(?:\w+\s){0,2}(?:capacity|industry|jobs|know\w*|expertise)\b)|(?:coming|comes?|came)\sfrom\b|(?:is|was|are|were)\s"
    r"(?:bought|sourced|imported|shipped|supplied)\b))"
)
OF = re.compile(
    r"\s?(?:or more\s)?(?:(?:tonnes?|tons?|ounces?|kilos?)\s)?(?:(?:global|world|worldwide|market|import|"
    r"production)\s){0,2}(?:share\s|slice\s|portion\s)?"
    r"(?:\([^()]{0,30}\)\s)?of\b"
)
SHARE_WORD = re.compile(r"\s(?:[\w'-]+\s|‹[MPS]\d+›\s){0,3}share\b")
WHERE = re.compile(
    r"\b(?:is|are|was|were|comes?|came|coming|originat\w+|hails?|takes? place|took place|occurs?|happens?|lies|sits|"
    r"flows?|stems?|derived|sourced|mined|produced|refined|processed|made|located|carried out|done|extracted|dug up|"
    r"smelted|separated|supplied|imported|bought|controlled|handled|concentrated|manufactured|provided|delivered|"
    r"arrives?|exported|shipped|purchased|owned|dominated)\b"
    r"(?:\s(?!for\b|to\b)[\w-]+){0,3}?\s(?P<prep>in|from|by|within|inside|out of)\s(?:just\s|only\s|mainly\s)?"
    r"(?:(?:[\w-]+\s){1,3}?(?:country|place|countries|nations|suppliers|sources|states|places|producers)\s?[:,–-]\s)?(?:the\s)?"
    r"(?P<who>‹C\d+›)"
)
WHERE_MADE = re.compile(
    r"\b(?:comes?|came|coming|originat\w+|hails?|stems?|derived|mined|produced|refined|processed|made|extracted|"
    r"dug up|"
    r"smelted|separated|manufactured|sourced|takes? place|took place|happens?|occurs?|carried out|done)\b"
)
IS_MADE = re.compile(
    r"\s(?:of\s(?:it|them|this|these|that)\s)?(?:is|are|was|were|comes?|came|takes? place|happens|occurs)\b"
)
RELATIVE = re.compile(r"(‹C\d+›)(?:,\s|\s)(?:which|who|that)\s(?:[\w-]+\s){0,7}$")
ONWARD = re.compile(r"\s(?:of (?:it|them)\s)?(?:go(?:es|ing)?\s|went\s|shipped\s|sold\s)?to\s(?:the\s)?(‹C\d+›)")
IMPORTS_MAKE = re.compile(
    r"\b[Ii]mports?\b(?:\sof\s‹M\d+›)?\s(?:[\w-]+\s){0,2}(?:account\w*\sfor|mak\w+\sup|made\sup|cover\w*|meet\w*|met|"
    r"suppl\w+|represent\w*|satisf\w+|provid\w+|constitut\w+|fill\w*)\s(?:[\w-]+\s){0,3}$"
)
TURN = re.compile(rf",?\s(?:and\s){{0,2}}(?:{ABOUT}\s){{0,2}}")
NEXT_TO = re.compile(r"\b(?:[Nn]ext (?:to|after|behind) it|[Ff]ollowed by|[Aa]head of|[Bb]ehind it)\b[^;]{0,20}$")
STRAIGHT = re.compile(r"\s(?:from|by)\s(?:the\s)?(?P<who>‹C\d+›)(?!\s?\(?‹R)")
GOES = re.compile(
    r"\b(?:goes|go|went|is|are|was|were|being)?\s?(?:sold|shipped|sent|exported|bound|destined|directed|goes|go|went|"
    r"ends? up)\b"
    r"(?:\s[\w-]+){0,2}?\s(?:to|for|in)\s(?:the\s)?(?P<who>‹C\d+›)"
)
NEEDS = (
    r"(?:imports?|imported|demand|needs?|consumption|requirements?|supply|supplies|purchases|use|usage|"
    r"feedstock|inputs?|procurement)"
)
BUYER = (
    re.compile(
        rf"(?P<who>‹C\d+›)(?:'s?)?\s(?:(?!(?:is|was|are|were|the|a|remains|became|to|from)\s)[\w'-]+\s|"
        rf"‹[MPS]\d+›\s){{0,4}}(?:{NEEDS}\b|suppliers?\b|sources?\b|feedstock\b)"
    ),
    re.compile(
        r"(?:‹[MP]\d+›|\b(?:ores?|metal|material|concentrates?|cathodes?|oxides?|what))\s(?:[\w-]+\s)?(?:that\s|which\s)?"
        r"(?:the\s)?(?P<who>‹C\d+›)(?:'s?(?:\s\w+)?)?\s(?:[\w-]+\s){0,2}"
        r"(?:consumes?|uses?|buys?|imports?|needs?|used|bought|imported|consumed)\b"
    ),
    re.compile(r"(?P<who>‹C\d+›)'s?\s(?:[\w-]+\s){0,2}‹M\d+›(?!\s(?:\w+\s)?(?:output|production|mines?|mining|"
        r"refin\w+|process\w+|smelt\w+|capacity|sector|industry|producers?|reserves|"
    r"exports))"),
    re.compile(r"\bof\s(?:the\s)?(?P<who>‹C\d+›)(?:'s?)?\s(?:[\w-]+\s|‹M\d+›\s){0,3}market\b"),
    re.compile(r"\b(?:suppliers?|sources?|exporters?)\sof\s[^;,]{0,50}?\b(?:to|for)\s(?:the\s)?(?P<who>‹C\d+›)"),
    re.compile(
        rf"\b(?:{NEEDS}|used|consumed|needed|bought|purchased)\s(?:of\s[^;,]{{0,30}}?)?"
        r"(?:by|in|of|to|into)\s(?:the\s)?(?P<who>‹C\d+›)"
    ),
    re.compile(r"\b(?:(?:sold|shipped|shipments|sales|supplied|sent|delivered|deliveries|exported|arriving|imported)\s"
    r"(?:of\s[^;,]{0,30}?)?(?:in|to|into)|entering|reaching)\s(?:the\s)?(?P<who>‹C\d+›)"),
)  # fmt: skip
EXPORTED = re.compile(
    r"(?P<who>‹C\d+›)(?:'s?)?\s(?:[\w'-]+\s|‹[MPS]\d+›\s){0,4}exports?\b|"
    r"\bexports?\s(?:of\s[^;,]{0,30}?)?(?:from|of)\s(?:the\s)?(?P<who2>‹C\d+›)"
)
EXPORTS = re.compile(r"\bexports?\b")
MADE = re.compile(
    r"\b(?:produc\w+|output|mine[ds]?|mining|miners?|refin\w+|process\w+|separat\w+|smelt\w+|suppl\w+|market|"
    r"capacity|"
    r"magnets?|manufactur\w+|shares?|source|extract\w+|trade|total)\b",
    re.IGNORECASE,
)
ELSE = re.compile(
    r"\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|tax(?:es)?|royalt\w+|stakes?|interest|owns?|owned|ownership|"
    r"shareholders?|"
    r"price[sd]?|stocks?|gdp|growth|grew|rose|risen|fell|fallen|increase[ds]?|decline[ds]?|drop\w*|jump\w*|votes?|"
    r"emissions|inflation|revenues?|profits?|recycl\w+|recover\w+|grade|purity|efficien\w+|workers?|electricity|"
    r"relian\w+|dependen\w+|depends?|relies|rely|pays?|charge[sd]?|charging|falls|higher|lower|since|owed|subsid\w+|"
    r"vehicles?|cars?|evs?|demand|consum(?:er|ption|ing)\w*|would|could|will|may|might|target\w*|goal|benchmarks?|plans?|aims?|"
    r"should|jv|joint venture|"
    r"must|no more than|discount|premium|margin)\b",
    re.IGNORECASE,
)
PRODUCT = re.compile(
    r"\s?(?:or more\s)?(?:[\w-]+\s){0,2}?(?:share\s)?(?:of|in)\s(?:(?:the|all|its|their|that|this|total|world's|"
    r"world|global|"
    r"worldwide|annual|current|primary|overall|combined|country's|mined|refined|raw|these|those)\s|"
    r"‹[CD]\d+›(?:'s?)?\s){0,5}"
    r"(?:output|production|suppl(?:y|ies)|markets?|it|them|total|mining|refining|processing|separation|smelting|"
    r"capacity|"
    r"imports|exports|trade|sales|purchases|minerals?|metals?|materials?|elements?|ores?|concentrates?|mine|magnets?|"
    r"shipments|whole|demand|world|globe|that|this|those|these)\b"
)
COST = re.compile(r"\b(?:costs?|expenditures?|spending|funding|revenues?|profits?|votes?|equity)\b", re.IGNORECASE)
WORLD_DEMAND = re.compile(r"\b(?:of\s(?:the\s)?)?(?:world's|world|global)\s(?:[\w-]+\s)?demand\b")
IMPORTED = re.compile(r"\b(?:is|are|was|were)\s(?:\w+\s)?imported\b(?!\s(?:[\w-]+\s){0,3}from)")
OF_THAT = re.compile(
    r"\s?(?:or more\s)?(?:of\s(?:it|them|that|this|these|those|all|suppl(?:y|ies)(?=[.,;]|$)|"
    r"(?:the|these|those|its|their)\s(?:[\w-]+\s){0,2}"
    r"(?:totals?|imports?|exports?|shipments?|volumes?|tonnage|whole|cargo\w*|purchases|sales|deliveries))\b|"
    r"of\s(?:supplies|imports|shipments|deliveries|purchases|arrivals|inflows)(?=[.,;]|$|\sin\b|\slast\b)|"
    r"(?=[.,;]|$|\sand\b))"
)
