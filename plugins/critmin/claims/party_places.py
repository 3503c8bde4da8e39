"""Places in a sentence that only a firm can take: "the seller is Vasko", "owned 60:40 by Vasko and Kolmar".

Each pattern has the group `name`. `open_names` reads them beside its roles: a name found so is a firm wherever it
stands in the document.
"""

from critmin.claims import regex

_SIDE = r"(?:seller|buyer|sender|lender|borrower|operator|supplier|customer|partner|recipient|owner|taker|sole owner)"
_SPLIT = r"(?:\d{2}[:/-]\d{2}\s|equally\s|jointly\s|half and half\s|in equal (?:parts|shares)\s)?"
_PAPER = r"(?:deal|contract|agreement|offtake|venture|memorandum|MoU|partnership|pact|alliance|accord|tie-up|merger)"
_PAPERS = (
    r"(?:deals?|contracts?|agreements?|offtakes?|(?:joint\s)?ventures?|JV|memorand(?:um|a)(?:\sof\s\w+)?|MoUs?"
    r"|partnerships?"
    r"|pacts?|alliance|accords?|letters?\sof\sintent|term\ssheet|tie-up|merger)"
)
_PARTS = (
    r"(?:stakes?|shares?|loans?|grants?|funding|financing|investment|facility|package|interest|acquisition|takeover"
    r"|purchase"
    r"|sale|business|mines?|projects?|assets|operations|works)"
)
_ADVERBS = r"(?:has\s|have\s|had\s|will\s|is\sto\s|also\s|recently\s|today\s|plans\sto\s|agreed\sto\s|is\s){0,2}"
_SETTLES = (
    r"(?:sign(?:s|ed)?|ink(?:s|ed)|struck|strikes?|conclude[sd]?|finali[sz]e[sd]?|execute[sd]|reach(?:es|ed)?"
    r"|secure[sd]?"
    r"|won|wins|obtain(?:s|ed)|receive[sd]?|land(?:s|ed)|close[sd]?|announce[sd]?|form(?:s|ed)?|establish(?:es|ed)?"
    r"|set\sup"
    r"|create[sd]?|complete[sd]?|agreed\son|ended|terminated|cancelled|take[sn]?|took|acquir(?:e[sd]?|ing)|buy(?:s"
    r"|ing)?|bought|sells?"
    r"|selling|sold|divest(?:s|ed))"
)
_JOINS = r"(?:partner(?:s|ed|ing)?|collaborat(?:es?|ed|ing)|teamed\sup|teaming\sup|joined\sforces)"
_THERE = (  # a name ends here; "to Arabian firm Vasko" names another
    r"(?=[.,;]|\s(?!firms?\b|compan|miners?\b|group|giant|producer|buyers?\b|investors?\b|officials?\b"
    r"|authorities)[a-z])"
)
_BY_TWO = (
    r"(?:(?:signed|reached|struck|concluded|agreed|jointly|(?:owned|run|operated|developed)(?:\sjointly)?)\s(?:between"
    r"|by)"
    r"|(?:brings?|brought)\stogether)"
)
_DOES = (  # what only firms do
    r"(?:mines|ships|shipped|sources\sits|sources\sthe|collects|will\ssupply|will\sship|supplies|sells|has"
    r"\slined\sup|have\slined\sup|"
    r"has\sagreed\sto\s(?:buy|sell|supply|take)|to\s(?:buy|sell|supply|acquire)|will\s(?:merge|buy|acquire"
    r"|sell)|took\sover|takes\sover|"
    r"bought|buys|outbid|has\staken|has\sbought|has\ssold|has\sraised|has\ssecured|secured|has\sstarted"
    r"\sshipping|stopped\sshipping)"
)
_PAPERS_WITH = (
    r"\b(?:[Cc]ontracts|[Aa]greements|[Mm]emoranda|[Mm]emorandums|M[oO][uU]s|[Oo]fftakes|[Dd]eals|[Ll]etters\sof\sintent)\s"
    r"(?:(?!\bwith\b)[^.,;]){0,60}?\b(?:with|between)\s"
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
            (  # who signs, gets, sells or closes what only parties do
                rf"{name}\s{_ADVERBS}{_SETTLES}\s(?:an?|the|its|two|several)\s(?:[\w%$€.,/:-]+\s){{0,5}}?(?:{_PAPERS}"
                rf"|{_PARTS})\b"
            ),
            rf"{name}\s(?:is\s|are\s|has\s|have\s|will\s){{0,2}}{_JOINS}\swith\s",
            rf"\b{_JOINS}\swith\s{name}{_THERE}",
            rf"\b{_PAPERS}\s(?:on|to|for|of)\s[^.;:]{{3,70}}?\swith\s{name}{_THERE}",
            rf"\b{_BY_TWO}\s{name}\s(?:and|with)\s",
            *(
                rf"\b(?:{_PAPERS}|signed)\s[^.;:]{{0,60}}?\bwith\s{names}{_THERE}"
                for names in (
                    rf"{name},\s{other}(?:,\s{other})?,?\sand\s{other}",
                    rf"{other},\s{name},?\sand\s{other}",
                    rf"{other}(?:,\s{other}){{1,2}},?\sand\s{name}",
                )
            ),
            rf"\b{_BY_TWO}\s{other}\sand\s{name}",
            rf"\b(?:acquired|bought|purchased|taken\sover)\sby\s{name}{_THERE}",
            (  # who sells, whose loan it is
                rf"\b(?:acquir(?:e[sd]?|ing)|buy(?:s|ing)?|bought|purchase[sd]?|takes?|{_PARTS})\s[^.;:]{{3,60}}?"
                rf"\sfrom\s"
                rf"{name}{_THERE}"
            ),
            (  # to whom a part or its goods are sold
                rf"\b(?:sells?|sold|selling|sale\sof|transfer(?:s|red)?|divest(?:s|ed)?|supply(?:ing)?|deliver(?:s"
                rf"|ing)?)\s"
                rf"[^.;:]{{3,70}}?\sto\s{name}{_THERE}"
            ),
            (  # whose mine or project it is
                rf"\b(?:from|by|with|in|support(?:s|ed|ing)|back(?:s|ed)|fund(?:s|ed)|financ(?:es|ed))\s{name}['’]s?\s"
                r"(?:[A-Z][\w.-]+\s){0,2}?(?:[a-z]+\s){0,3}?(?:mines?|projects?|plants?|refiner(?:y|ies)|smelters?"
                r"|deposit)\b"
            ),
            (
                rf"{name}['’]s?\s(?:[a-z]+\s){{0,3}}?(?:mine|project|plant|refinery)\s[^.;,]{{0,40}}?(?:financed|funded"
                rf"|backed|supported)\sby\s"
            ),
            rf"\b(?:acquire[sd]?|buys?|bought|purchase[sd]?)\s{name}(?=\s(?:for|in\sa|at|from)\s|,\s(?:an?|the)\s)",
            (
                rf"\b(?:lent|lend|lends|lending|gives?|giving|given|gave|grant(?:s|ed)|handed|award(?:s|ed)|paid|pays"
                rf"|pay)\s{name}"
                rf"\s(?:an?\s(?:{_SUM}\s)?(?:loan|guarantee|grant)|(?:up\sto\s)?{_SUM})"
            ),
            rf"{_SUM}\s(?:\w+\s)?to\s{name}(?=[.,;]|\s(?:for|to|in|towards)\b)",
            rf"\b[Uu]nder\s(?:its|an?|the|their)\s[^,.]{{3,60}}\swith\s[^,.]{{2,40}},\s{name}\s[a-z]",
            rf"(?<![\w,.]\s){name}\s(?:secures|inks|raises|lands)\s",
            # several papers with a list: "memoranda were signed with A, B and C"
            rf"{_PAPERS_WITH}{name}(?=(?:,\s{other})*,?\sand\s[A-Z])",
            rf"{_PAPERS_WITH}{other},\s{name}(?=(?:,\s{other})?,?\sand\s[A-Z])",
            rf"{_PAPERS_WITH}{other}(?:,\s{other}){{0,3}},?\sand\s{name}(?=[.,;]|\s(?:on|for|to|in|by|covering|about|under|that|worth|last|this)\b)",
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
            (
                rf"{name}['’]s?\s(?:board|shares|stake|owners|shareholders|(?:joint\sventure|partnership|deal|agreement"
                rf"|contract)\swith|[\d.]+\s?(?:%|pc|per cent|percent))\b"
            ),
        )
    )
