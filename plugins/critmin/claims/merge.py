"""The same thing told twice is one claim with several quotes.

Claims come in the order of the text. The first telling gives the evidence; a later one fills what is missing and
adds its quote. What contradicts the first (another rate, another stage with a figure of its own) stays apart.
"""

from dataclasses import replace

from critmin.claims.claim import AgreementClaim, Claim, DependencyClaim, Quote, TradeMeasureClaim
from critmin.claims.context import fold_groups, groups_of

MOST_QUOTES = 20  # a thing told more often is told often enough
_PATH = {"dominates": 2, "producer": 1}


def _quotes(first: Claim, second: Claim) -> tuple[Quote, ...]:
    return quotes(first.evidence, *first.other_evidence, second.evidence, *second.other_evidence)


def quotes(first: Quote, *more: Quote) -> tuple[Quote, ...]:
    """The other quotes of a claim, each once and at most `MOST_QUOTES`."""
    return tuple(q for q in dict.fromkeys(more) if q != first)[:MOST_QUOTES]


def related(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two sets of minerals share a member or one names a group of the other."""
    if set(a) & set(b):
        return True
    return any(x in groups_of(y) for x in a for y in b) or any(y in groups_of(x) for x in a for y in b)


# -- dependencies ------------------------------------------------------------------------------------------------


def dependencies(found: list[DependencyClaim]) -> list[DependencyClaim]:
    """Each dependency once: told twice, it keeps both quotes; a vaguer telling yields to a fuller one."""
    out: list[DependencyClaim] = []
    for claim in found:
        twins = [k for k, other in enumerate(out) if _same_dependency(other, claim)]
        twin = min(twins, key=lambda k: out[k].relation != claim.relation, default=None)
        if twin is None:
            out.append(claim)
        else:
            out[twin] = _join_dependencies(out[twin], claim)
    return [c for c in out if not _is_shadowed(c, out)]


def _same_dependency(a: DependencyClaim, b: DependencyClaim) -> bool:
    if (a.dependent, a.supplier) != (b.dependent, b.supplier):
        return False
    if a.relation != b.relation and not {a.relation, b.relation} <= {"dominates", "producer"}:
        return False
    if set(a.minerals) != set(b.minerals):
        one_of_group = (
            a.share_pct is None and b.share_pct is None and a.evidence == b.evidence and related(a.minerals, b.minerals)
        )
        if not one_of_group:
            return False
    if a.relation != b.relation:
        return a.stage == b.stage and (a.rank == 1 or b.rank == 1 or a.evidence == b.evidence)
    if a.share_pct is not None and a.share_pct == b.share_pct and None in (a.stage, b.stage):
        return True
    if (
        a.share_pct is not None
        and b.share_pct is not None
        and (a.stage != b.stage or (a.year != b.year and None not in (a.year, b.year)))
    ):
        return False
    if a.share_pct is not None and b.share_pct is not None and abs(a.share_pct - b.share_pct) > 8:
        return False  # two figures far apart are of two things
    if a.rank is not None and b.rank is not None and a.rank != b.rank:
        return False
    return a.stage == b.stage or a.stage is None or b.stage is None


def _join_dependencies(a: DependencyClaim, b: DependencyClaim) -> DependencyClaim:
    """The one with a figure leads; the other fills gaps."""
    lead, other = (b, a) if a.share_pct is None and b.share_pct is not None else (a, b)
    relation = max((a.relation, b.relation), key=lambda r: _PATH.get(r, 0)) if a.relation != b.relation else a.relation
    return replace(
        lead,
        relation=relation,
        minerals=fold_groups((*lead.minerals, *(m for m in other.minerals if lead.evidence == other.evidence))),
        stage=lead.stage or (other.stage if lead.share_pct in (None, other.share_pct) else None),
        rank=lead.rank if lead.rank is not None else other.rank,
        confidence=max(a.confidence, b.confidence),
        other_evidence=_quotes(lead, other),
    )


def _is_shadowed(claim: DependencyClaim, out: list[DependencyClaim]) -> bool:
    """A claim of unknown supplier beside one that names the supplier in the same sentence (where it was only weighed,
    anywhere); a claim of the whole group read from a sentence whose own mineral another rule read."""
    if claim.relation == "relies_on" and claim.supplier is None and claim.rule.startswith("dependency.evidence"):
        for other in out:
            if (
                other.relation == "relies_on"
                and other.dependent == claim.dependent
                and other.supplier
                and related(claim.minerals, other.minerals)
            ):
                return True
    if claim.relation == "relies_on" and claim.dependent is None and claim.share_pct is None:
        for other in out:
            if (
                other.relation == "relies_on"
                and other.supplier == claim.supplier
                and other.dependent
                and related(claim.minerals, other.minerals)
            ):
                return True
    if claim.rule.startswith("dependency.evidence") and any(_outweighs(other, claim) for other in out):
        return True
    for other in out:
        if other is claim or other.evidence != claim.evidence or other.relation != claim.relation:
            continue
        if (
            claim.relation == "relies_on"
            and other.dependent == claim.dependent
            and claim.supplier is None
            and other.supplier
            and claim.share_pct in (None, other.share_pct)
            and related(claim.minerals, other.minerals)
        ):
            return True
        if (
            claim.relation == "relies_on"
            and claim.dependent is None
            and other.dependent
            and other.supplier == claim.supplier
        ):
            return True
    return False


def _outweighs(other: DependencyClaim, claim: DependencyClaim) -> bool:
    """Whether a claim that a rule read tells what was only weighed elsewhere."""
    if other.rule.startswith("dependency.evidence") or other.supplier != claim.supplier:
        return False
    is_same = other.relation == claim.relation or {other.relation, claim.relation} <= set(_PATH)
    return is_same and claim.dependent in (None, other.dependent) and related(claim.minerals, other.minerals)


__all__ = ["AgreementClaim", "TradeMeasureClaim", "dependencies", "related"]
