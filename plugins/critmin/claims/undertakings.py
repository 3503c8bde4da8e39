"""Promises between named parties told by verbs, without a word for the paper.

"Syrah has agreed to supply Tesla with anode material", "Canada will buy graphite from Nouveau Monde", "MP Materials
and the Department of War will join forces with Maaden".
"""

import re
from collections.abc import Callable, Iterator

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
    rf"deliver|sell|send|ship)\s[^;]{{0,90}}?{{MP:what}}[^;]{{0,70}}?\sto\s(?:the\s)?{{G:b}}"
)
_BUY = rule(
    rf"{{CG:a}}(?:,[^;]{{0,140}}?,)?\s(?:also\s|‹D\d+›\s)?(?:{_WILL}\s|committed\s‹U\d+›\sto\s|"
    rf"[^;‹›]{{0,20}}‹D\d+›\scommitted\s‹U\d+›\sto\s)(?:buy|purchase|take|acquire|"
    rf"off-?take|procure|source)\s[^;]{{0,90}}?{{MP:what}}[^;]{{0,90}}?\sfrom\s(?:the\s)?{{G:b}}"
)
_JOIN = rule(
    rf"{{CG:a}}(?:\sand\s(?:the\s)?{{CG:c}})?(?:,[^;]{{0,100}}?,)?\s(?:{_WILL}|"
    r"have|has)\s(?:join(?:ed)? forces|team(?:ed)? up|partner(?:ed)?|work together|"
    rf"link(?:ed)? up|co-?operate|collaborate|jointly develop|jointly build)(?:\swith\s(?:the\s)?{{CG:b}}"
    r")?"
)


def read(context: Context, i: int, make: Callable) -> Iterator:
    """The undertakings that sentence `i` tells, as drafts of agreements."""
    folded = context.folded(i)
    text = folded.folded
    for pattern, kind in (
        (_SUPPLY, "supply_contract"),
        (_SUPPLY_TO, "supply_contract"),
        (_BUY, "supply_contract"),
        (_JOIN, "partnership"),
    ):
        for m in pattern.finditer(text):
            got = m.groupdict()
            parties = tuple(
                dict.fromkeys(
                    v for name in ("a", "c", "b") if got.get(name) for v in context.values(i, folded[got[name]])
                )
            )
            if (
                len(parties) < 2
                or len(parties) > 5
                or (kind == "supply_contract" and not any(p.startswith("org:") for p in parties))
            ):
                continue
            if re.search(r"\b(?:not|never|if|could|should)\s(?:\w+\s){0,2}$", text[: m.start()][-20:]):
                continue
            minerals = matter(context, i, None, parties)
            if kind == "partnership" and not any(p.startswith("org:") for p in parties):
                continue
            if not minerals:
                minerals = context.minerals_near(i, m.start(), 1)
            if not minerals:
                continue
            yield make(
                sentence=i,
                evidence=context.quote(i),
                rule=f"undertaking_{kind}",
                confidence=0.7,
                kind="offtake" if kind == "supply_contract" and re.search(r"\boff-?take\b", text) else kind,
                status="agreed"
                if re.search(r"\bagreed\b|\bcommitted\b|\bcontracted\b|\bhave\s|\bhas\s", m.group())
                else "announced",
                parties=parties,
                minerals=minerals,
                stages=stages(context, i),
                instruments=instruments(context, i),
                amounts=money(context, i, parties, kind),
                deadline_text=deadline(folded.text),
                is_named=False,
            )
