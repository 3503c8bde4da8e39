"""What a whole sentence makes of its measures: "if talks fail, it will levy" is a threat, "called for a ban" a wish.

Asked after every rule, so that no rule can store talk as law.
"""

from dataclasses import replace

from critmin.claims import regex as re
from critmin.claims.context import Context
from critmin.claims.measure_draft import Draft

_CONDITION = re.compile(r"(?:If|Unless)\s[^,;]{3,110},\s(?:then\s)?[^;]{0,80}?\b(?:will|would|could|may|might)\s")
_CALLED_FOR = re.compile(
    r"\b(?:call(?:s|ed|ing)?|push(?:es|ed|ing)?|press(?:es|ed|ing)?|lobb(?:y|ies|ied|ying)|demand(?:s|ed|ing)?|"
    r"urg(?:es|ed|ing)|advocat(?:es|ed|ing))\s(?:for\s)?(?:an?\s|the\s|new\s|higher\s)?(?:[\w-]+\s|‹[MR]\d+›\s){0,3}"
    r"(?:bans?|embargo|tariffs?|dut(?:y|ies)|quotas?|controls?|curbs?|restrictions?|lev(?:y|ies)|moratorium)\b"
)
_SETTLED = ("in_force", "announced", "scheduled")


def mooded(context: Context, i: int, drafts: list[Draft]) -> list[Draft]:
    """The measures of sentence `i`, those that are only threatened or called for marked so."""
    if not drafts:
        return drafts
    text = context.folded(i).folded
    if _CONDITION.match(text):
        return [_as(d, "threatened", "threatened") for d in drafts]
    if _CALLED_FOR.search(text) and len(drafts) == 1:
        return [_as(d, "proposed", "considered") for d in drafts]
    return drafts


def _as(draft: Draft, status: str, firmness: str) -> Draft:
    if draft.status not in _SETTLED:
        return draft
    return replace(draft, status=status, firmness=firmness)
