"""What words mean that name nobody: "the metal", "above that quota", a duty in return."""

from critmin.claims import measure_products
from critmin.claims import regex as re
from critmin.claims.measure_draft import Draft
from critmin.claims.measure_part import Part
from critmin.claims.measure_parties import other_party
from critmin.claims.patterns import signs

_METAL = re.compile(
    r"\b(?:the|that|this|its|their|both|these|those|two)\s(?:[\w-]+\s)?(?:metals?|minerals?|ores?|materials?|"
    r"commodity|alloys?)\b",
    re.IGNORECASE,
)
_OVER_QUOTA = re.compile(
    r"\b(?:exceed\w*|above|beyond|over|outside|in excess of)\s(?:it|that|this|(?:the|these|those|such|its)\s"
    r"(?:[\w-]+\s)?(?:quotas?|volumes?|limits?|levels?|amounts?|thresholds?|caps?))\b|\bout-of-quota\b",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"\b(?:foreign|imported)\s(?:[\w-]+\s){0,2}‹[MP]\d+›|\bimports\sof\s(?:[\w-]+\s){0,2}‹[MP]\d+›|"
    r"‹[MP]\d+›\simports\b(?!\s(?:from|of|out of)\b)",
    re.IGNORECASE,
)


def is_on_all_imports(at: Part) -> bool:
    """Whether goods are named as what comes in, from wherever: "foreign steel", "imports of copper"."""
    return bool(_FOREIGN.search(at.folded, at.left, at.right))


def is_beyond_quota(folded: str, last: Draft | None, i: int) -> bool:
    """Whether a rate is that of what comes in above a quota told just before: "imports over it pay 40%"."""
    if last is None or last.measure != "tariff_rate_quota" or i - last.sentence > 2:
        return False
    return bool(_OVER_QUOTA.search(folded))


def taxer(before: list[Draft], i: int, targets: tuple[str, ...]) -> tuple[str, ...]:
    """Who levies a duty just after its taxes on exports were told."""
    last = before[-1] if before else None
    if last is None or not last.measure.startswith("export") or i - last.sentence > 3 or last.imposer in targets:
        return ()
    return (last.imposer,)


def named_before(at: Part) -> tuple[str, ...]:
    """What "the metal" stands for: the mineral named last."""
    if not _METAL.search(at.folded, at.start, at.right):
        return ()
    found = at.context.minerals_near(at.i, at.start, 3)
    if found:
        return found
    for k in range(at.i, max(-1, at.i - 3), -1):
        folded = at.context.folded(k)
        for s in reversed(signs(folded.folded, "P", 0, at.start if k == at.i else None)):
            if values := measure_products.product_values(folded[s.group()]):
                return values
    return ()


def other_side(at: Part, imposers: tuple[str, ...], known: list[Draft], is_answer: bool) -> tuple[str, ...]:
    """Whom a duty in return is on: who levies one on its levier, else the other country of the sentence."""
    back = next(
        (d.imposer for d in reversed(known) if set(d.targets) & set(imposers) and d.imposer not in imposers), ""
    )
    return (back,) if back else other_party(at, imposers) if is_answer else ()
