"""The words and turns that speak for a measure or against it, for `measure_evidence`."""

from functools import cache, lru_cache

from critmin.claims import regex as re
from critmin.vocabulary import seed


def forms(name: str) -> set[str]:
    """All words of a family, in all their forms."""
    return {
        form
        for row in seed("frame_words")
        if row["part"] == f"evidence_{name}"
        for form in (row["word"], *(row["forms"] or "").split("|"))
        if form
    }


@cache
def stems(names: tuple[str, ...]) -> tuple[str, ...]:
    """The first words of several families: one of them stands in whatever one of these tells."""
    return tuple(sorted({form.split()[0] for name in names for form in forms(name)}))


@cache
def family(name: str) -> re.Pattern:
    """All words of a family as one pattern, the longest first."""
    words = "|".join(re.escape(form) for form in sorted(forms(name), key=lambda form: (-len(form), form)))
    return re.compile(rf"(?<!-)\b(?:{words})\b(?!-)", re.IGNORECASE)


@lru_cache(maxsize=256)  # several ways of telling look for the same words of one sentence
def places_of(name: str, folded: str) -> list[re.Match]:
    """Where words of a family stand in a folded sentence."""
    return list(family(name).finditer(folded))


PLACES = {  # what no list of words holds: "leave Peru", "out of the bloc", "Peruvian zinc", "zinc from Peru"
    "out": re.compile(
        r"\b(?:leav(?:e|es|ing)|out of|exit(?:s|ing)?|cross(?:es|ing)?)\s(?:the\s)?(?:‹C\d+›|country|its "
        r"(?:borders|territory))|"
        r"\bsell(?:s|ing)?\s(?:[\w-]+\s|‹[MP]\d+›\s){1,4}(?:to|abroad)\b",
        re.I,
    ),
    "keep_out_of": re.compile(r"\bout of\s(?:the\s)?(?:bloc|country|market|‹C\d+›)|\bfrom (?:its|the) market\b", re.I),
    "foreign_goods": re.compile(
        r"‹C\d+›\s(?:goods|products|cargoes|merchandise|metals?)\b|"
        r"‹C\d+›-(?:mined|made|origin|sourced|produced|refined|processed|smelted)\s(?:[\w-]+\s)?‹[MP]\d+›|"
        r"‹C\d+›(?:'s|-(?:mined|made|produced|refined|smelted|origin))?\s(?:(?!for|on|in|to|and|with|its|has|is|are|was|of|by|\w+ed\s)[\w-]+\s){0,2}‹[MP]\d+›"
        r"(?!\s(?:[\w-]+\s)?(?:mines?|projects?|plants?|smelters?|output|production|compan|firms?|deal|stocks?|"
        r"shares?|market))",
        re.I,
    ),
    "goods_from": re.compile(r"‹[MP]\d+›\s(?:[\w-]+\s)?(?:from|made in|mined in|of)\s(?:the\s)?‹C\d+›", re.I),
    "home": re.compile(r"\b(?:inside|within|in)\s‹C\d+›|\bon\s‹C\d+›(?:'s)?\s(?:own\s)?soil\b", re.I),
    "let_again": re.compile(  # what was stopped until now
        r"\b(?:allow|let|permit|clear|free)\w*\s[^;]{0,50}\b(?:once (?:again|more)|again|"
        r"resume)\b[^;]{0,20}\b(?:buy|purchas|import)\w*|"
        r"\bagain\s(?:allow|let|permit)\w*\s[^;]{0,40}\b(?:buy|purchas|import)\w*",
        re.I,
    ),
    "ration": re.compile(  # so much may go, so much less than before
        r"\b(?:allot|allocat)\w*\s(?=[^;]{0,40}?\btonnes\b)|"
        r"\b(?:may|must|shall|can|should) ?not exceed\b|"
        r"\b(?:order|announc|decree|mandat|impos|introduc)\w*\s(?:an?\s|the\s)?(?:[\w-]+\s){0,2}(?:‹R\d+›\s)?(?:cut|cutback|reduction|"
        r"decrease)s?\s(?:in|of|to|on)\b",
        re.I,
    ),
    "stop": re.compile(r"\bno\s(?:[\w-]+\s|‹[MP]\d+›\s){1,4}(?:may|can|shall|will)\b", re.I),
}

NATIONAL_SECURITY = re.compile(r"\b[Ss]ection\s(?:201|232|301)\b|\bnational security\b")

DUMPED = re.compile(r"\b(?:anti-?dumping|dump(?:s|ed|ing)?|less than fair value|below (?:fair value|cost))\b", re.I)

SUBSIDISED = re.compile(
    r"\b(?:anti-?subsidy|countervail\w+|(?:unfairly\s|state-?\s?)subsidi[sz]\w+|subsidi[sz]es?\s(?:its|their)|"
    r"unfair subsidies)\b",
    re.I,
)

SAFEGUARD = re.compile(r"\bsafeguards?\b", re.I)

BORDER_CARBON = re.compile(
    r"\bcarbon[- ]border\s(?:adjustment\smechanism|adjustment|levy|tax|tariff|duty|charge)|\bCBAM\b", re.I
)

FOUND = re.compile(
    r"\b(?:found|finds|determin(?:ed|es)|ruled|concluded|preliminar\w+)\b[^;]{0,90}"
    r"\b(?:less than (?:fair|normal) value|"
    r"below (?:fair|normal) value|dumped|countervailable|unfairly subsidi[sz]ed|subsidi[sz]es)\b",
    re.I,
)

FIGURE = re.compile(
    r"\b(?:rose|fell|jumped|dropped|climbed|grew|slid|slumped|surged|declined|down|up)\s(?:by\s)?‹R", re.I
)

GOVERNED = re.compile(
    r"\b(?:of|from|in|to|into|with|against|for|on|at|between|among|across|by|than|like|outside|near|over)\s"
    r"(?:the\s|all\s|neighbouring\s){0,2}$",
    re.IGNORECASE,
)

OFFICE_OF = re.compile(
    r"\b(?:government|president|ministry|parliament|authorities|cabinet|senate|lawmakers) (?:of|in)\s(?:the\s)?$", re.I
)

GENERIC = re.compile(
    r"\b(?:[Tt]he\s(?:\w+\s)?(?:government|ministry|regulator|cabinet|authorities|state|president|minister|parliament)|"
    r"[Aa]uthorities|[Ll]awmakers|[Mm]inisters)\b"
)

LEAVES = re.compile(
    r"\b(?:leav(?:e|es|ing)|out of|sent from|shipped from|"
    r"export(?:s|ing)?\s(?:(?:of|or|and|[\w-]+)\s|‹[MP]\d+›\s){0,3}from)\s(?:the\s)?(‹C\d+›)",
    re.I,
)

TRADERS = re.compile(
    r"(?:'s?)?\s(?:[\w-]+\s|‹[MP]\d+›\s){0,2}(?:exporters|sellers|shippers|miners|producers|traders)\b"
)

TO = re.compile(r"\b(?:to|against|for|towards?|targeting)\s(?:the\s)?$", re.I)

DEALERS = re.compile(r"\s(?:buyers|customers|users|importers)\b")

RESUMED = re.compile(
    r"\bresum(?:e|es|ed|ing)\s(?:[\w-]+\s|‹[MP]\d+›\s){0,3}(?:exports?|shipments|sales|exporting)", re.I
)

DUMPS = re.compile(r"\s(?:dumps|is dumping|dumped|subsidi[sz]es|unfairly subsidi[sz]es)\b")

FIRM = re.compile(
    r"(?:'s)?\s(?:[\w-]+\s|‹[MP]\d+›\s){0,2}(?:miner|company|firm|group|producer|trader|developer|operator|"
    r"smelter|refiner|carmaker|"
    r"steelmaker|utility|bank|court|judge|union|journalist|researcher)s?\b",
    re.I,
)

ONE_FIRM = re.compile(
    r"\b(?:the|an?|its)\s(?:‹C\d+›\s)?(?:[\w-]+\s){0,2}(?:miner|company|firm|producer|trader|smelter|operator)\b(?!s)",
    re.I,
)

HOLD = re.compile(  # "Chile's control of exports", "limited quantities": no measure
    r"control\s(?:of|over)\b|(?:cannot|can't)\s(?:export|sell|ship)\s(?:its|their|our)\sway\b|limited\s(?:quantit|amount|volume|number|suppl|liabil|compan)",
    re.I,
)

NOBODY = re.compile(r"\b(?:[Cc]ountries|[Gg]overnments|[Nn]ations|[Ss]tates that|[Ee]very country)\b")

OWNS_GOODS = re.compile(
    r"(?:'s)?\s(?:[\w-]+\s|‹[MP]\d+›\s){0,3}(?:‹[MP]\d+›|goods|imports|exports|products|cargoes|merchandise)"
)

FROM = re.compile(
    r"(?<!out )\b(?:from|of|by|(?:made|mined|refined|melted|produced|processed|smelted) in|against|into|involving|"
    r"concerning)\s(?:the\s)?$",
    re.I,
)

MARKET = re.compile(r"\b(?:sold|imported|imports|dumped|market)\s(?:in|into|to)\s(?:the\s)?(‹C\d+›)", re.I)

IS_GIVEN = re.compile(r"\bthe\s(?:banned|prohibited|restricted|controlled|exempted)\s$", re.I)  # "the banned minerals"

COMPLAINS = re.compile(  # who does this to a measure has not set it
    r"\b(?:concern\w*|worr\w+|fear\w*|critici[sz]\w+|oppos\w+|complain\w*|object(?:s|ed)? to|urg\w+|condemn\w*|"
    r"protest\w*|"
    r"challeng\w+|fac(?:e|es|ed|ing)|hit by|hurt by|because of|due to|despite|welcom\w+|blam\w+|lament\w*|"
    r"advocat\w+ against)\b",
    re.I,
)

ALL_GOODS = re.compile(r"‹C\d+›\s(?:goods|products|cargoes|merchandise)\b|\ball (?:goods|imports|products)\b")

NONE = re.compile(  # "there is no ban", "never a curb", "instead of a ban"
    r"\b(?:no|not an?|never an?|without an?|rather than(?: an?)?|instead of(?: an?)?|nor an?|neither an?|any|"
    r"short of(?: an?)?|despite(?: the)?|"
    r"sw(?:ore|orn) off|forsw\w+)\s(?:[\w-]+\s){0,2}$",
    re.I,
)

PROCURES = re.compile(
    r"\b(?:contractors?|procure\w*|defen[cs]e (?:department|ministry|firms|suppliers)|Pentagon|arms makers|military)\b",
    re.I,
)

PRONOUN = re.compile(r"\b(?:it|them|its|their|the\s(?:metals?|minerals?|ores?|materials?|elements?|commodity))\b", re.I)

BUYS = re.compile(
    r"(?:'s?)?\s(?:[\w-]+\s){0,2}(?:utilities|companies|firms|buyers|importers|reactors|carmakers|smelters)\b"
)

BUYERS_IN = re.compile(
    r"\b(?:utilities|companies|firms|buyers|importers|reactors|carmakers|smelters)\s(?:in|of)\s(?:the\s)?$", re.I
)

OWNS_TRADE = re.compile(
    r"(?:'s?\s(?:[\w-]+\s|‹[MPR]\d+›\s){0,4}|\s(?:(?!cut|put|set|hit|and)[\w-]+\s|"
    r"‹[MPR]\d+›\s){0,3})(?:exports?|exporters|shipments|tariffs?|dut(?:y|ies)|lev(?:y|ies)|list|"
    r"border|market|tax credits?)\b",
    re.I,
)


def places_like(name: str, folded: str) -> list[re.Match]:
    """Where the words of a family stand, and what is put like them."""
    own = list(PLACES[name].finditer(folded)) if name in PLACES else []
    return own + list(places_of(name, folded) if name not in ("foreign_goods", "goods_from", "keep_out_of") else [])
