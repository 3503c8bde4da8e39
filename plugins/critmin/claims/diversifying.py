"""Whom a buyer turns to so as to lean less on another: deals, mines and purchases that are told with that aim.

"Korea signs a pact with Vietnam to cut its dependence on Chinese rare earths", "with the mine in Laos, Japan wants to
move away from China". What is lessened names the old supplier; whom the deal is with, or where the mine lies, is the
one sought in its place. Without both, and without a mineral, nothing is claimed.
"""

from collections.abc import Iterator

from critmin.claims import regex as re
from critmin.claims.claim import DependencyClaim
from critmin.claims.context import minerals_of
from critmin.claims.goods import meant
from critmin.claims.patterns import signs
from critmin.claims.statement import Statement

_LEAN = r"(?:relian\w+|over-?relian\w+|dependen\w+|over-?dependen\w+|exposure)"
_LESSENED = re.compile(
    rf"\b(?:(?:reduc\w+|cut(?:s|ting)?|lessen\w*|lower\w*|eas(?:e|es|ing)|break\w*|end(?:s|ing)?|curb\w*|shrink\w*|"
    rf"decreas\w+|loosen\w*|shed\w*|limit\w*|mitigat\w+|weaken\w*|overcom\w+|minimi[sz]\w+|trim\w*|reliev\w+|counter\w*)\s"
    rf"(?:[\w.%-]+\s|‹\w+›(?:'s)?\s){{0,5}}?{_LEAN}(?:\s(?:up)?on\s(?:the\s)?(?:[\w-]+\s){{0,2}}?(?P<old>‹C\d+›))?|"
    rf"less\s(?:reliant|dependent)\s(?:up)?on\s(?:the\s)?(?P<old2>‹C\d+›)|"
    rf"(?:away|wean\w*(?:\s\w+)?\soff)\s(?:from\s)?(?:the\s)?(?P<old3>‹C\d+›)|"
    rf"alternatives?\sto\s(?:the\s)?(?P<old4>‹C\d+›)|(?:from|sources|supplies|suppliers)\soutside\s(?:of\s)?(?:the\s)?(?P<old5>‹C\d+›)|"
    rf"non-(?P<old6>‹C\d+›))"
)
_OLD = ("old", "old2", "old3", "old4", "old5", "old6")
_DONE = (
    r"(?:deals?|agreements?|pacts?|accords?|memorand(?:um|a)|mous?|contracts?|partnerships?|ventures?|talks|"
    r"cooperation|ties|alliances?|treat(?:y|ies)|collaborat\w+|cooperat\w+|work(?:s|ing)?|partner(?:s|ed|ing)?|"
    r"team(?:s|ed|ing)?\sup|agree[sd]?|sign(?:s|ed|ing)?|engag(?:e|es|ed|ing))"
)
_WITH = re.compile(
    rf"\b{_DONE}\s(?:[\w-]+\s|‹[MPSDU]\d+›\s){{0,4}}?(?:with|between)\s(?:[\w-]+\s){{0,3}}?(?P<who>‹C\d+›)|"
    r"\b(?:invest(?:s|ed|ing|ments?)?|mines?|mining|projects?|deposits|ventures?|plants?|deals?|exploration|sources?|"
    r"suppliers?|producers?|development)\s(?:[\w-]+\s|‹[MPS]\d+›\s){0,3}?(?:in|from|of)\s(?:the\s)?(?P<who2>‹C\d+›)|"
    r"\b(?:sourc\w+|import\w*|buy\w*|purchas\w+|procur\w+|secur\w+|obtain\w*|suppl(?:y|ies))\s(?:[\w-]+\s|‹[MPS]\d+›\s)"
    r"{0,4}?from\s(?:the\s)?(?P<who3>‹C\d+›)|"
    r"\b(?:(?:suppliers?|sources?|producers?|partners?|exporters?)\s(?:such as|like|including)|"
    r"turn(?:s|ed|ing)?\sto|look(?:s|ed|ing)?\sto|court(?:s|ed|ing)?|woo(?:s|ed|ing)?|through|via)\s(?:the\s)?"
    r"(?P<who4>‹C\d+›)|"
    r"(?P<who5>‹C\d+›)(?:\s\w+){0,2}?\s(?:sign\w*|agree\w*|struck|pledg\w+|offer\w*|will|could|can|would|may)\s"
    r"(?:[\w-]+\s){0,4}?(?:supply|sell|ship|export|provide|deliver)\b"
)
_WHO = ("who", "who2", "who3", "who4", "who5")
_NOT = re.compile(
    r"\b(?:no|not|never|cannot|fail\w*|despite|tariffs?|dut(?:y|ies)|war|oil|gas|lng|coal|arms|weapons|"
    r"export (?:markets|"
    r"destinations)|demand)\b|n't\b",
    re.IGNORECASE,
)


def diversifying(at: Statement, known: list[DependencyClaim]) -> Iterator[DependencyClaim]:
    """Whom the buyer of a sentence seeks in another's place, where `known` does not tell it."""
    m = next((m for m in _LESSENED.finditer(at.folded) if any(m[n] for n in _OLD)), None)
    if m is None or len(at.folded) > 500 or "|" in at.text or _NOT.search(re.sub(r"‹\w+›", " ", at.folded)):
        return
    old = {v for n in _OLD if m[n] for v in at.values(m[n], m.start(n))}
    minerals = _minerals(at) if old else ()
    if not minerals:
        return
    buyers = _buyers(at, m, old)
    told = {c.supplier for c in known if c.relation == "alternative_supplier"} | old | set(buyers[:1])
    for w in _WITH.finditer(at.folded):
        sign, place = next((w[n], w.start(n)) for n in _WHO if w[n])
        if m.start() <= place < m.end():
            continue
        for who in at.values(sign, place):
            if who and who not in told and not who.startswith("org:") and who != "WLD":
                told.add(who)
                yield at.claim("alternative_supplier", "sought_instead", next(iter(buyers), None), who, minerals)


def _buyers(at: Statement, m: re.Match, old: set[str]) -> tuple[str, ...]:
    """Who leans less: whose dependence it is, else the first country of the sentence that nothing governs."""
    for s in signs(at.folded, "C"):
        values = tuple(v for v in at.values(s.group(), s.start()) if not v.startswith("org:"))
        owned = m.start() <= s.start() < m.end()
        governed = re.search(
            r"\b(?:court\w*|woo\w*|of|to|from|in|on|with|by|for|between|like|"
            r"as)\s(?:the\s)?$",
            at.folded[: s.start()],
        )
        if values and not set(values) & old and (owned or not governed) and at.mention(s.group()).detail != "demonym":
            return values[:1]
    return ()


def _minerals(at: Statement) -> tuple[str, ...]:
    for s in signs(at.folded, "M"):
        if values := minerals_of(at.mention(s.group())):
            return values
    return () if signs(at.folded, "P") else meant(at, len(at.folded), 1)
