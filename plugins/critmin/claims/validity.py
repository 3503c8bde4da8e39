"""Until when an agreement itself holds: "valid until 31 December 2030", "runs for five years", "expires in ...".

Read from the sentences that an agreement rests on, so that the end of a tariff told beside it is not taken for its own.
A deadline (by when a promise is due) is another thing: see `agreement_terms`.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from critmin.claims import dates
from critmin.claims import regex as re
from critmin.claims.claim import AgreementClaim
from critmin.claims.context import Context

_PAPER = (
    r"(?:agreements?|deals?|pacts?|accords?|treat(?:y|ies)|memorand\w+|MoUs?|MOUs?|frameworks?|partnerships?|contracts?|"
    r"arrangements?|declaration|offtake|it|document|text|which|initiative)"
)
_HOLDS = (
    r"(?:(?:is|are|was|were|be|remains?|stays?|will remain|will be|shall remain|shall be|will stay)\s(?:\w+ly\s)?"
    r"(?:valid|in force|in effect|effective|binding)|runs?|will run|lasts?|will last|holds?|applies|shall apply)"
)
_UNTIL = re.compile(
    rf"\b{_PAPER}\b[^;:]{{0,60}}?\b{_HOLDS}\s(?:until|through|till|up to)\s(?:the end of\s)?(?P<day>‹D\d+›)"
)
_EXPIRES = re.compile(
    rf"\b{_PAPER}\b[^;:]{{0,60}}?\b(?:expires?|will expire|lapses?|runs? out|will run out|ends?|will end|terminates)"
    r"\s(?:on|at the end of|in)\s(?P<day>‹D\d+›)"
)
_FOR = re.compile(
    rf"\b{_PAPER}\b[^;:]{{0,60}}?\b(?:{_HOLDS}|signed|has a (?:term|duration))\s(?:for|of)\s"
    r"(?:a\s(?:term|period|duration) of\s)?(?:an initial\s)?"
    r"(?P<count>\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)"
    r"[\s-](?P<unit>year|month)s?\b(?!\s(?:ago|old))"
)
_NOT_ITS_OWN = re.compile(r"\b(?:tariffs?|dut(?:y|ies)|exempt\w+|suspen\w+|truce|quotas?|ban|bans|controls?|curbs?)\b")


def dated(context: Context, claims: Iterable[AgreementClaim]) -> list[AgreementClaim]:
    """The same claims, each with the last day that the sentences it rests on give the agreement (None: none does)."""
    by_place = {s.start: i for i, s in enumerate(context.page.sentences)}
    out = []
    for claim in claims:
        places = [by_place.get(q.quote_start) for q in (claim.evidence, *claim.other_evidence)]
        days = [last_day(context, i, claim.signed_on) for i in places if i is not None]
        out.append(replace(claim, expires_on=next((d for d in days if d), claim.expires_on)))
    return out


def last_day(context: Context, i: int, signed_on: date | None) -> date | None:
    """The last day that sentence `i` gives an agreement. A length without a day of signing gives none."""
    folded = context.folded(i)
    for pattern in (_UNTIL, _EXPIRES):
        m = pattern.search(folded.folded)
        if m and not _NOT_ITS_OWN.search(m.group()):
            return folded[m["day"]].item.day
    m = _FOR.search(folded.folded)
    if m is None or signed_on is None or _NOT_ITS_OWN.search(m.group()):
        return None
    return dates.add(signed_on, dates._count(m["count"]), m["unit"])
