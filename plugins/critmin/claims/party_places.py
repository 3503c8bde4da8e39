"""Places in a sentence that only a firm can take: "the seller is Vasko", "owned 60:40 by Vasko and Kolmar".

Each pattern has the group `name`. `open_names` reads them beside its roles: a name found so is a firm wherever it
stands in the document.
"""

from critmin.claims import regex

_SIDE = r"(?:seller|buyer|sender|lender|borrower|operator|supplier|customer|partner|recipient|owner|taker|sole owner)"
_SPLIT = r"(?:\d{2}[:/-]\d{2}\s|equally\s|jointly\s|half and half\s|in equal (?:parts|shares)\s)?"
_PAPER = r"(?:deal|contract|agreement|offtake|venture|memorandum|MoU|partnership|pact|alliance|accord|tie-up|merger)"
_DOES = (  # what only firms do
    r"(?:mines|ships|shipped|sources\sits|sources\sthe|collects|will\ssupply|will\sship|supplies|sells|has"
    r"\slined\sup|have\slined\sup|"
    r"has\sagreed\sto\s(?:buy|sell|supply|take)|to\s(?:buy|sell|supply|acquire)|will\s(?:merge|buy|acquire"
    r"|sell)|took\sover|takes\sover|"
    r"bought|buys|outbid|has\staken|has\sbought|has\ssold|has\sraised|has\ssecured|secured|has\sstarted"
    r"\sshipping|stopped\sshipping)"
)
_SUM = r"(?:[A-Z]{0,3}[$€£¥]|Rs\s?)[\d.,]+\s?\w+"


def places(name: str) -> tuple[regex.Pattern, ...]:
    """The patterns, around what a name looks like; `name` holds the group of that name."""
    other = name.replace("?P<name>", "?:")
    return tuple(
        regex.compile(pattern)
        for pattern in (
            rf"\b(?:[Tt]he|[Ii]ts|[Tt]heir)\s{_SIDE}\s(?:is|was|will be)\s{name}",
            rf"\b(?:owned|controlled|founded|set\sup|launched|formed|run)\s{_SPLIT}by\s{name}(?:\sand\s{other})",
            rf"\b(?:owned|controlled|founded|set\sup|launched|formed|run)\s{_SPLIT}by\s{other}\sand\s{name}",
            rf"\b{_PAPER}\s(?:of\s\d{{4}}\s)?(?:between|of|by)\s(?:[A-Z]\w+['’]s\s)?{name}(?:\sof\s[A-Z]\w+)?\sand\s",
            (
                rf"\b{_PAPER}\s(?:of\s\d{{4}}\s)?(?:between|of|by)\s(?:[A-Z]\w+['’]s\s)?{other}\sand\s"
                rf"(?:[A-Z]\w+['’]s\s)?{name}"
            ),
            rf"(?<![\w,]\s){name}\s{_DOES}\b",
            (
                rf"\b(?:lent|lend|lends|lending|given|gave|granted|handed|awarded|paid|pays|pay)\s{name}\s(?:an?\s"
                rf"(?:loan|guarantee|grant)|{_SUM})"
            ),
            rf"{_SUM}\s(?:\w+\s)?to\s{name}(?=[.,;]|\s(?:for|to|in|towards)\b)",
            rf"\b[Uu]nder\s(?:its|an?|the|their)\s[^,.]{{3,60}}\swith\s[^,.]{{2,40}},\s{name}\s[a-z]",
            rf"(?<![\w,.]\s){name}\s(?:secures|inks|raises|lands)\s",
            (
                rf"\b(?:agreed|signed|struck|concluded|inked)\s(?:in\s\d{{4}}\s)?by\s{name}(?=[,.]|\s(?:and|in|on"
                rf"|with)\b)"
            ),
            (
                rf"\b(?:plant|refinery|smelter|factory)\s(?:built\s|planned\s|run\s)?by\s{name}(?=[,.]|\s(?:and|in"
                rf"|near|at|outside)\b)"
            ),
            rf"\b(?:alliance|venture|consortium|{_PAPER})\s(?:of|between)\s{name},\s[A-Z]",
            rf"\blined\sup\s{name}(?=\s(?:of|as|for|to)\b)",
            (
                rf"\b(?:supplies|suppl(?:y|ied)|sells?|sold|ships?|shipped|delivers?|delivered)\s(?:[a-z-]+"
                rf"\s){{1,4}}to\s(?:[A-Z]\w+['’]s\s)?{name}(?=[.,;]|\s(?:of|for|under|since|in|from)\b)"
            ),
            (
                rf"\b(?:acquir\w+|bought|buys?|takes?|took|taken|owns|holds)\s(?:its\s|the\s)?[\d.]+\s?(?:%|pc|per"
                rf"\scent|percent)\sof\s{name}(?=[.,;]|\s(?:for|from|in|and)\b)"
            ),
            rf"\b(?:fund|bank|agency|insurer|broker|[Pp]artner|financier|creditor)\s{name}(?=[.,;]|\s[a-z])",
            r"\b[A-Z][a-z]+['’]s\s(?P<name>[A-Z]{3,7})\s(?:has|have|will|signed|agreed|said|plans?|is|are|and)\b",
            rf"\b(?:with|from|by|to)\s[A-Z]\w+['’]s\s{name}(?=,?\s(?:which|under|for|at|in a|on a|to)\b|[.;])",
            (
                rf"{name}\s(?:said|announced|confirmed)\s(?:on\ssigning|in\san?\s(?:[\w-]+\s){{0,2}}(?:filing"
                rf"|statement|release|notice)|to\sthe\s)"
            ),
            rf"{name}\stold\s(?:the\s\w+\s(?:stock\s)?(?:exchange|bourse)|investors|shareholders)\b",
            rf"{name}['’]s?\s(?:board|shares|stake|owners|shareholders|[\d.]+\s?(?:%|pc|per cent|percent))\b",
        )
    )
