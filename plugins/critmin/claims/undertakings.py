"""Promises between named parties told by verbs, without a word for the paper.

"Syrah has agreed to supply Tesla with anode material", "Canada will buy graphite from Nouveau Monde", "MP Materials
and the Department of War will join forces with Maaden".
"""

from collections.abc import Callable, Iterator

from critmin.claims import regex as re
from critmin.claims.agreement_terms import deadline, instruments, matter, money, stages
from critmin.claims.context import Context
from critmin.claims.patterns import rule

_WILL = (
    r"(?:will|would|has agreed to|have agreed to|agreed to|agrees to|is to|are to|"
    r"has contracted to|committed to|has committed to|has signed up to|signed up "
    r"to|plans to|is set to|has begun to|began to|has started to)"
)
_SUPPLY = rule(
    rf"{{CG:a}}(?:,[^;]{{0,140}}?,|\s\([^()]{{0,30}}\))?\s(?:also\s|‹D\d+›\s)?{_WILL}\s(?:supply|"
    rf"provide|deliver|sell|send|ship)\s(?:to\s)?(?:the\s)?{{G:b}}\s[^;]{{0,90}}?{{MP:what}}"
)
_SUPPLY_TO = rule(
    rf"{{G:a}}(?:,[^;]{{0,140}}?,|\s\([^()]{{0,30}}\))?\s{_WILL}\s(?:supply|provide|"
    rf"deliver|sell|send|ship)\s[^;]{{0,90}}?{{MP:what}}[^;]{{0,70}}?\sto\s(?:the\s|{{C}}\'s\s)?{{G:b}}"
)
_BUY = rule(
    rf"{{CG:a}}(?:,[^;]{{0,140}}?,)?\s(?:also\s|‹D\d+›\s)?(?:{_WILL}\s|committed\s‹U\d+›\sto\s|"
    rf"[^;‹›]{{0,20}}‹D\d+›\scommitted\s‹U\d+›\sto\s)(?:buy|purchase|take|acquire|"
    rf"off-?take|procure|source)\s[^;]{{0,90}}?{{MP:what}}[^;]{{0,90}}?\sfrom\s(?:the\s|{{C}}\'s\s)?{{G:b}}"
)
_JOIN = rule(
    rf"{{CG:a}}(?:\sand\s(?:the\s)?{{CG:c}})?(?:,[^;]{{0,100}}?,)?\s(?:{_WILL}|"
    r"have|has)\s(?:join(?:ed)? forces|team(?:ed)? up|partner(?:ed)?|work together|"
    rf"link(?:ed)? up|co-?operate|collaborate|jointly develop|jointly build)(?:\swith\s(?:the\s)?{{CG:b}}"
    r")?"
)


_HAS_CONTRACT = rule(
    r"{G:a}(?:,[^;]{0,90}?,)?\s(?:has|have|holds|won)\s(?:an?\s|the\s)?(?:[\w-]+\s){0,3}?(?:contracts?|agreements?|deals?|"
    r"orders?)\s(?:to\s(?:supply|sell|deliver)(?:\sto)?|to\s(?:buy|take)\sfrom)\s(?:the\s)?{G:b}"
)
_HAS_SUPPLIED = rule(
    r"{G:a}(?:,[^;]{0,90}?,)?\s(?:has|have|had)\s(?:been\s)?(?:suppl(?:ied|ying)|deliver(?:ed|ing)\sto)\s"
    r"(?:(?:the\s)?{G:b}|(?P<it>it|them)\b|‹C\d+›)[^;]{0,70}?\bunder\s(?:an?|the)\s(?:[\w-]+\s){0,3}?(?:agreement|contract|deal|offtake)"
)
_FORMER = rule(
    r"{G:both}[^;‹›]{0,50}?\bthe\s(?:former|latter)\s(?:will|would|is to|has agreed to|can|shall)\s"
    r"(?:supply|deliver|sell|send|ship|provide|buy|purchase|take)\s"
)
_SECURED = rule(
    r"{G:a}(?:,[^;]{0,90}?,)?\s(?:has\s|have\s)?(?:secured|locked in|booked|ordered|contracted|lined up)\s"
    r"[^;]{0,60}?{MP:what}[^;]{0,40}?\sfrom\s(?:the\s)?{G:b}"
)
_AGREED_ON_SALE = rule(
    r"{G:a}(?:\sand\s{G:b})?\s(?:have\s|has\s)?agreed\s(?:with\s{G:c}\s)?(?:on|to)\s(?:the|an?)\s(?:[\w-]+\s){0,2}?"
    r"(?:sale|supply|purchase|delivery|shipment)\sof\s[^;‹›]{0,40}?{MP:what}"
)
_STATES_AGREE = rule(
    r"{C:a}(?:\sand\s(?:the\s)?{C:c})?\s(?:also\s|‹D\d+›\s|both\s)?(?:have\s|has\s)?(?:agreed?|pledged?|decided?|"
    r"promised?|undertook|intend|plan|will|are to)\s(?:jointly\s)?(?:with\s(?:the\s)?{C:b}\s)?(?:to\s)?(?:jointly\s)?"
    r"(?:co-?operate|collaborate|work together|team up|join forces|deepen|strengthen|explore|develop|finance|invest|"
    r"build|share)\b[^;]{0,80}?{M:what}"
)
_AGREED_THAT = rule(
    r"{G:a}(?:\s{M}|\sof\s[A-Z]\w+|,[^;,‹›]{0,50},){0,2}\sand\s{G:b}\s(?:have\s|has\s|had\s)?agreed\sthat\s[^;‹›]{0,80}?"
    r"\b(?:takes?|buys?|suppl(?:y|ies)|delivers?|receives?|gets?|will\s(?:take|buy|supply|deliver))\s[^;]{0,40}?{MP:what}"
)


def read(context: Context, i: int, make: Callable) -> Iterator:
    """The undertakings that sentence `i` tells, as drafts of agreements."""
    folded = context.folded(i)
    text = folded.folded
    for pattern, kind in re.asked(
        text,
        (
            (_SUPPLY, "supply_contract"),
            (_SUPPLY_TO, "supply_contract"),
            (_BUY, "supply_contract"),
            (_JOIN, "partnership"),
            (_HAS_CONTRACT, "supply_contract"),
            (_HAS_SUPPLIED, "supply_contract"),
            (_FORMER, "supply_contract"),
            (_SECURED, "supply_contract"),
            (_AGREED_ON_SALE, "supply_contract"),
            (_STATES_AGREE, "partnership"),
            (_AGREED_THAT, "supply_contract"),
        ),
    ):
        for m in pattern.finditer(text):
            got = m.groupdict()
            parties = tuple(
                dict.fromkeys(
                    v for name in ("a", "c", "b", "both") if got.get(name) for v in context.values(i, folded[got[name]])
                )
            )
            if got.get("it"):
                buyer = context.subject_before(i, "G", 3)
                parties = tuple(dict.fromkeys((*parties, *(context.values(i, buyer)[:1] if buyer else ()))))
            if (
                len(parties) < 2
                or len(parties) > 5
                or (kind == "supply_contract" and not any(p.startswith("org:") for p in parties))
            ):
                continue
            if re.search(r"\b(?:not|never|if|could|should)\s(?:\w+\s){0,2}$", text[: m.start()][-20:]):
                continue
            minerals = matter(context, i, None, parties)
            if kind == "partnership" and (pattern is _STATES_AGREE) == any(p.startswith("org:") for p in parties):
                continue
            if not minerals:
                minerals = context.minerals_near(i, m.start(), 1)
            if not minerals and pattern is _HAS_SUPPLIED:
                minerals = context.minerals_near(i, 0, 4) or context.topic
            if not minerals:
                continue
            yield make(
                sentence=i,
                evidence=context.quote(i),
                rule=f"undertaking_{kind}",
                confidence=0.7,
                kind="offtake" if kind == "supply_contract" and re.search(r"\boff-?take\b", text) else kind,
                status="in_force"
                if pattern in (_HAS_CONTRACT, _HAS_SUPPLIED)
                else "agreed"
                if pattern in (_FORMER, _SECURED)
                or re.search(r"\bagreed\b|\bcommitted\b|\bcontracted\b|\bhave\s|\bhas\s", m.group())
                else "announced",
                parties=parties,
                minerals=minerals,
                stages=stages(context, i),
                instruments=instruments(context, i),
                amounts=money(context, i, parties, kind),
                deadline_text=deadline(folded.text),
                is_named=False,
            )
