"""What words mean that name nobody: "the metal", "above that quota", a duty in return."""

from dataclasses import dataclass

from critmin.claims import measure_products
from critmin.claims import regex as re
from critmin.claims.context import Context
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
ABOUT = re.compile(r"\b(?:tariff|dut(?:y|ies)\b|lev(?:y|ies)\b|surcharge|section \d{3})", re.IGNORECASE)
_SHEET = re.compile(
    r"\b(?:U\.?S\.?|United States) Geological Survey\b|\bUSGS\b|Mineral Commodity Summar", re.IGNORECASE
)
_ANY_CASE = re.compile(
    r"\b(?:existing|any|other|applicable|additional|relevant|potential)\s(?:[\w-]+\s){0,2}$|"
    r"\bsubject to\s(?:[\w-]+\s){0,3}$",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"\s(?:\w+\s){0,2}(?:on|against|for|covering|of)\s", re.IGNORECASE)
_FOREIGN = re.compile(
    r"\b(?:foreign|imported)\s(?:[\w-]+\s){0,2}‹[MP]\d+›|\bimports\sof\s(?:[\w-]+\s){0,2}‹[MP]\d+›|"
    r"‹[MP]\d+›\simports\b(?!\s(?:from|of|out of)\b)",
    re.IGNORECASE,
)
_TITLE_ON = re.compile(r"\b(?:on|against)\s(?:[\w-]+\s){0,2}$", re.IGNORECASE)


@dataclass(frozen=True)
class Title:
    """Whom the title of a document names, and the one partner on whose goods it says that duties are."""

    names: frozenset[str]
    targets: tuple[str, ...]
    government: str

    @classmethod
    def of(cls, context: Context, government: str) -> "Title":
        """The title of a document that tells of the duties of `government`."""
        folded = context.read(context.document.title or "")
        named = signs(folded.folded, "C")
        on = {
            v
            for s in named
            if _TITLE_ON.search(folded.folded, 0, s.start()) or folded[s.group()].detail == "demonym"
            for v in folded[s.group()].values
        }
        is_one = len(on) == 1 and not on & {"USA", government} and ABOUT.search(folded.folded)
        names = frozenset(v for s in named for v in folded[s.group()].values)
        return cls(names, tuple(on) if is_one else (), government)

    def is_of(self, imposers: tuple[str, ...]) -> bool:
        """Whether it tells of duties of these governments, by whom else it names."""
        if not self.targets or set(self.targets) & set(imposers):
            return False
        others = self.names - set(self.targets)
        return bool(others & set(imposers)) or (not others and self.government in ("", *imposers))

    def other(self, imposers: tuple[str, ...]) -> tuple[str, ...]:
        """ "US and Peru reach a truce": a rate of the one is on the other."""
        return tuple(self.names - set(imposers)) if len(self.names) == 2 and set(imposers) < self.names else ()


def of_a_data_sheet(context: Context) -> str:
    """Whose duties the yearly sheets on minerals tell of: those of the survey that publishes them."""
    head = (context.document.title or "") + "\n" + context.document.text[:600]
    return "USA" if _SHEET.search(head) else ""


def is_at_large(at: Part) -> bool:
    """Whether duties of a case are only those that there may be: "goods subject to existing antidumping orders"."""
    lead = at.folded[max(0, at.head.start - 60) : at.head.start]
    return bool(_ANY_CASE.search(lead)) and not _AGAINST.match(at.folded, at.head.end)


def goods_of(products: tuple[str, ...], last: Draft) -> tuple[str, ...]:
    """What "these duties" are on, told again in other words: the goods of the duty before."""
    bare = {p.removesuffix("_derivatives") for p in products}
    return last.products if bare != set(products) and bare & set(last.products) else products


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


_DEAL = re.compile(r"\b(?:deals?|agreements?|pacts?|accords?|truce|talks|frameworks?|negotiat\w+)\b", re.IGNORECASE)


def partner_before(at: Part, targets: tuple[str, ...]) -> tuple[str, ...]:
    """With whom those who pay have a deal, as this sentence or the ones just before tell: the one other country"
    " there."""
    for k in range(at.i, max(-1, at.i - 3), -1):
        folded = at.context.folded(k)
        if not _DEAL.search(folded.folded):
            continue
        named = [v for s in signs(folded.folded, "C") for v in at.context.values(k, folded[s.group()], s.start())]
        others = {v for v in named if v and v not in targets and v != "WLD" and not v.startswith("org:")}
        if len(others) == 1 and set(targets) <= set(named):
            return tuple(others)
    return ()


_AFTER_WHAT = re.compile(
    r"(?:^|[.;,]\s)(?:[\w-]+,\s)?(?:[Aa]fter|[Ww]hen|[Oo]nce|[Ss]ince)\s(?:the\s)?(?P<who>‹C\d+›)\s[^;]{3,120},\s$"
)


def answered(at: Part, imposers: tuple[str, ...]) -> tuple[str, ...]:
    """On whom a duty is that answers an act: "After Peru curbed sales, Norway threatened a 50% tariff"."""
    for s in signs(at.folded, "C", 0, at.start):
        clause = _AFTER_WHAT.search(at.folded, 0, at.folded.rfind(", ", 0, s.start()) + 2)
        if clause and at.values_of(s.group()) == imposers:
            return tuple(v for v in at.values_of(clause["who"]) if v not in imposers)
    return ()
