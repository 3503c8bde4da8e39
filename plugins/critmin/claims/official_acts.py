"""Bans told by the name of the law that makes them: "the Banning Peruvian Tin Imports Act"."""

from critmin.claims import measure_products, measure_record
from critmin.claims import regex as re
from critmin.claims.context import Context
from critmin.claims.measure_draft import Draft
from critmin.claims.official_issuer import issuer
from critmin.claims.patterns import signs

_ACT = re.compile(
    r"\b(?:Prohibit|Bann|Stopp|End|Block|Restrict)ing\s(?P<what>[A-Z][\w-]+(?:\s[A-Za-z][\w-]+){1,5}?)\sImports?\sAct\b"
)
_AMERICAN = re.compile(r"\b(?:Congress|U\.S\.|US|United States|Senate|White House|American?s?|Washington)\b")
_LAW = re.compile(
    r"\b(?:sign(?:ed|s|ing)|enact\w*|into law|law|took effect|in force|since|under|passed into)\b", re.IGNORECASE
)


def read(context: Context, drafts: list[Draft]) -> list[Draft]:
    """The import ban that an act's name tells, where the document has no other telling of it; it is in force where the
    text says that the act was signed or is law, else proposed."""
    text = context.document.text
    if " Act" not in text:
        return []
    for i in range(len(context)):
        sentence = context.sentence(i)
        m = _ACT.search(sentence.text)
        if not m:
            continue
        named = context.read(m["what"].lower().capitalize()), context.read(m["what"])
        targets = tuple(dict.fromkeys(v for f in named for c in f.of("C") for v in c.values if v))
        products = tuple(
            dict.fromkeys(
                v
                for f in (*named, context.read(m["what"].lower()))
                for s in signs(f.folded, "MP")
                for v in measure_products.product_values(f[s.group()])
            )
        )
        who = issuer(context) or ("USA" if _AMERICAN.search(text) else "")
        if not who or not targets or not products or who in targets:
            continue
        if any(d.measure == "import_ban" and d.imposer == who and set(d.targets) & set(targets) for d in drafts):
            return []
        status, firmness = ("in_force", "law") if _LAW.search(sentence.text) else ("proposed", "considered")
        return measure_record.made(
            context, i, "import_ban_of_an_act", 0.6, "import_ban", (who,), targets, products,
            status=status, firmness=firmness,
        )  # fmt: skip
    return []
