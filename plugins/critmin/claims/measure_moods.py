"""What a whole sentence makes of its measures: "if talks fail, it will levy" is a threat, "called for a ban" a wish.

Asked after every rule, so that no rule can store talk as law.
"""

from dataclasses import replace

from critmin.claims import regex as re
from critmin.claims.context import Context
from critmin.claims.measure_draft import Draft
from critmin.claims.patterns import signs

_CONDITION = re.compile(r"(?:If|Unless)\s[^,;]{3,110},\s(?:then\s)?[^;]{0,80}?\b(?:will|would|could|may|might)\s")
_CALLED_FOR = re.compile(
    r"\b(?:call(?:s|ed|ing)?|push(?:es|ed|ing)?|press(?:es|ed|ing)?|lobb(?:y|ies|ied|ying)|demand(?:s|ed|ing)?|"
    r"urg(?:es|ed|ing)|advocat(?:es|ed|ing))\s(?:for\s)?(?:an?\s|the\s|new\s|higher\s)?(?:[\w-]+\s|‹[MR]\d+›\s){0,3}"
    r"(?:bans?|embargo|tariffs?|dut(?:y|ies)|quotas?|controls?|curbs?|restrictions?|lev(?:y|ies)|moratorium)\b"
)
_NO_FACT = re.compile(  # an onlooker's wish, what would be if, a rumour, a mishap that stops trade
    r"\b(?:[Aa]nalysts?|[Ee]conomists?|[Ee]xperts?|[Cc]ritics?|[Oo]bservers?|[Ss]ome|[Cc]ampaigners?|[Aa]ctivists?)\s"
    r"[^;]{0,60}\b(?:should|ought to)\b|\bwould\s[^;,]{3,60}\sif\s(?:the\s)?‹C\d+›\s(?:were to\s|\w+ed\s|put\s|cut\s)|"
    r"\b(?:urg(?:es|ed|ing)|lobb(?:ies|ied|ying)|calling on|beg(?:s|ged|"
    r"ging))\s(?:the\s)?(?:government|ministry|authorities|"
    r"administration|regulator|commission|ministers|‹C\d+›)\s(?:not\s)?to\s(?:impose|levy|put|ban|restrict|raise|introduce|adopt|"
    r"extend|bar|curb|halt)\b|"
    r"^(?:An?|The|One|Its)\s(?:[\w-]+\s){0,3}(?:firm|company|miner|smelter|producer|trader|mill|operator|mine|plant|port|railway|"
    r"union|refiner|refinery)\s(?:(?:in|of|from)\s(?:the\s)?‹C\d+›\s)?(?:has\s|had\s)?(?:stopp|halt|suspend|ceas|cut|paus|bann|"
    r"block|froze)\w*\s|"
    r"\b(?:allows?|authori[sz]es?|empowers?|lets?|permits?|enables?|permitting|allowing)\s[^;,]{3,60}\bto\s(?:be\simposed|impose|levy)\b|"
    r"‹C\d+›\s(?:should|must|ought to)\s[^;]{0,70}\b(?:cancel|lift|remove|drop|withdraw|scrap|revoke)\b|"
    r"\b(?:[Rr]umou?rs?|[Ss]peculation)\s(?:of|about|over|that)\s|"
    r"\b(?:untrue|not true|false|no truth)\s(?:\w+\s)?that\s|"
    r"^(?:An?|The)\s(?:[\w-]+\s){0,3}(?:strikes?|floods?|storm|cyclone|hurricane|fire|blockade|outage|derailment|"
    r"protests?|landslide|accident|breakdown)\s(?:[\w-]+\s){0,8}(?:halt|stop|block|disrupt|suspend|froze|cut)\w*"
)
_RATE_QUOTA = re.compile(  # so much free of duty, a tariff beyond it
    r"\btariff[- ]rate[- ]quotas?\b|\bTRQs?\b|\b(?:tariff|duty)[- ]free\s(?:[\w-]+\s|"
    r"‹[MP]\d+›\s){0,3}(?:quotas?|volumes?|"
    r"tonnages?|allowances?)\b|\bout-of-quota\b|\bquotas?\b[^;]{0,60}\b(?:free of (?:duty|tariffs)|"
    r"duty[- ]free|tariff[- ]free)\b|"
    r"\b(?:above|beyond|over|outside|exceed\w*)\s(?:the\s|that\s|its\s|an?\s|these\s|those\s)?quotas?\b",
    re.IGNORECASE,
)
_SET = r"(?:impos|lev(?:y|i)|appl(?:y|i)|introduc|adopt|slapp|plac(?:e|ing)|enact|implement|charg|announc|tax)\w*"
_NOT_SET = re.compile(  # "has not imposed", "never imposed", "neither ... nor ... has imposed", "no tariffs have been"
    rf"\b(?:has|have|had|did|does|do|is|are|was|were)(?:\snot|n't)\s(?:yet\s|ever\s|been\s){{0,2}}{_SET}|"
    rf"\bnever\s(?:yet\s|been\s)?{_SET}|\b[Nn]either\s[^;,]{{0,50}}\snor\s[^;,]{{0,50}}?{_SET}|"
    rf"\b[Nn]o\s(?!longer)(?:[\w-]+\s|‹[CMPR]\d+›(?:'s)?\s){{0,4}}(?:tariffs?|dut(?:y|ies)|lev(?:y|ies))\s"
    rf"(?:(?:has|have|had)\sbeen\s{_SET}|(?:is|are|was|were)\s{_SET}|(?:applies|apply|on|against)\b)"
)
_IN_CASE = re.compile(
    r"\b(?:if|unless|until|should|in case)\s[^;,]{0,80}$", re.IGNORECASE
)  # "double if none is imposed"
_SPARES = re.compile(  # "would not face the new duty": goods that a duty leaves out
    r"(?:\bnot|n't|\bnever|\bno longer)\s(?:yet\s|also\s|be\s|have to\s|need to\s){0,2}"
    r"(?:fac(?:e|ing)|pay(?:ing)?|bear|incur|attract|hit (?:by|with)|subject(?:ed)? to|liable (?:to|for)|covered by|"
    r"affected by|charged|taxed)\b"
)
_SET_AT_ALL = re.compile(
    rf"\b(?:{_SET}|rais\w+|doubl\w+|hik\w+|set|reduc\w+|lower\w*|cuts?|halv\w+|threat\w+|consider\w*|plan\w*|will|may)\b"
)
_END = r"(?:lift|remov|withdr|scrap|dropp?|repeal|rescind|revok|eliminat|cancel|suspend|paus|end)"
_NOT_ENDED = re.compile(rf"(?:\b(?:not|never|yet to|refus\w+ to|declin\w+ to)|n't)\s(?:yet\s)?{_END}\w*\b")
_THREATENS = re.compile(
    r"\b(?:did|do|does)?\s?(?:threat|vow)\w+\s(?:to|tariffs?|dut(?:y|ies)|lev(?:y|ies)|it|them|on)\b"
)
_ENDS = re.compile(rf"\b{_END}(?:s|ed|ing|e|es|ew|ped)?\b")
_CLAUSE_END = re.compile(
    r"\b(?:but|while|whereas|although|though|instead|however|except)\b|;|,\sand\s|,\s(?=(?:he|she|it|they)\s)"
)
_SETTLED = ("in_force", "announced", "scheduled")


def mooded(context: Context, i: int, drafts: list[Draft]) -> list[Draft]:
    """The measures of sentence `i`, those that are only threatened or called for marked so."""
    if not drafts:
        return drafts
    text = context.folded(i).folded
    if _NO_FACT.search(text):
        return []
    if (found := _NOT_SET.search(text)) and not _IN_CASE.search(text, 0, found.start()):
        denied = _of_clause(context, i, drafts, found, _SET_AT_ALL)
        if _THREATENS.search(text, _clause(text, found)[1]):
            return [_as_threat(d) if d in denied else d for d in drafts]  # "did not tax it, but threatened to"
        drafts = [d for d in drafts if d.measure == "exemption" or d not in denied]  # "no duty on tin" may be granted
    if found := _SPARES.search(text):
        left, goods = _clause(text, found)[0], context.folded(i)
        named = {v for s in signs(text, "MP", left, found.start()) for m in goods[s.group()].each for v in m.values}
        spared = [
            d
            for d in drafts
            if d.measure == "tariff"
            and d.rate is None
            and {p.removesuffix("_derivatives") for p in d.products} <= named
        ]
        drafts = [_as_spared(d) if d in spared else d for d in drafts if d not in spared or not _is_spared(d, drafts)]
    if found := _NOT_ENDED.search(text):
        kept = _of_clause(context, i, drafts, found, _ENDS)
        drafts = [_as_kept(d) if d in kept else d for d in drafts]
    if _RATE_QUOTA.search(text):
        drafts = [_as_rate_quota(d) for d in drafts]
    if _CONDITION.match(text):
        return [_as(d, "threatened", "threatened") for d in drafts]
    if _CALLED_FOR.search(text) and len(drafts) == 1:
        return [_as(d, "proposed", "considered") for d in drafts]
    return drafts


def _clause(text: str, found: re.Match) -> tuple[int, int]:
    """The clause that a denial stands in: up to the next "but", "while", ", and" or semicolon on either side."""
    ends = [m for m in _CLAUSE_END.finditer(text) if not (found.start() <= m.start() < found.end())]
    left = max((m.end() for m in ends if m.end() <= found.start()), default=0)
    return left, min((m.start() for m in ends if m.start() >= found.end()), default=len(text))


def _of_clause(context: Context, i: int, drafts: list[Draft], found: re.Match, sets: re.Pattern) -> list[Draft]:
    """The drafts that the clause of a denial tells: all, where nothing is set beside it; else those on goods, or of
    partners, that no other clause names."""
    folded = context.folded(i)
    left, right = _clause(folded.folded, found)
    beside = folded.folded[:left] + folded.folded[right:]
    if not sets.search(beside):
        return drafts

    def named(kind: str, inside: bool) -> set[str]:
        return {
            v for s in signs(folded.folded, kind) if (left <= s.start() < right) is inside
            for m in folded[s.group()].each for v in m.values
        }  # fmt: skip

    def is_only_there(values: tuple[str, ...], kind: str) -> bool:
        return set(values) <= named(kind, True) and not set(values) & named(kind, False)

    return [
        d
        for d in drafts
        if is_only_there(d.products, "MP") or (not named("MP", True) and is_only_there(d.targets, "C"))
    ]


def _as_kept(draft: Draft) -> Draft:
    """What was not lifted is still there."""
    return replace(draft, status="in_force", firmness="law") if draft.status in ("withdrawn", "suspended") else draft


def _is_spared(draft: Draft, drafts: list[Draft]) -> bool:
    return any(d.measure == "exemption" and d.imposer == draft.imposer for d in drafts)


def _as_spared(draft: Draft) -> Draft:
    """What does not pay a duty is exempt from it."""
    return replace(draft, measure="exemption", rate=None, rate_unit=None, rate_rule=None,
                   status="in_force" if draft.status == "announced" else draft.status, firmness="law",
                   rule="exemption_of_what_is_not_hit")  # fmt: skip


def is_threat(folded: str) -> bool:
    """ "If talks fail, it will levy": a condition in front of what will be done."""
    return bool(_CONDITION.match(folded))


def _as_threat(draft: Draft) -> Draft:
    return replace(draft, status="threatened", firmness="threatened", announced_on=None, effective_on=None)


def _as_rate_quota(draft: Draft) -> Draft:
    """A tariff beyond a quota, or a quota that a partner's exports may fill free of duty, as one tariff rate quota."""
    if draft.measure in ("tariff", "import_quota"):
        return replace(draft, measure="tariff_rate_quota")
    if draft.measure == "export_quota" and draft.targets not in ((), ("WLD",)):
        return replace(draft, measure="tariff_rate_quota", imposer=draft.targets[0], targets=(draft.imposer,))
    return draft


def _as(draft: Draft, status: str, firmness: str) -> Draft:
    if draft.status not in _SETTLED:
        return draft
    return replace(draft, status=status, firmness=firmness)
