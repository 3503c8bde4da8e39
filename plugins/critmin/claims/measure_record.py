"""Makers of drafts: from what a rule has found out, and from a stretch in which status and days are looked for too."""

from critmin.claims import measure_part, measure_status
from critmin.claims.context import Context
from critmin.claims.measure_draft import Draft
from critmin.claims.rates import Rate

State = tuple[str, str, bool]  # (status, firmness, whether a word says so)
_DAYS = ("announced_on", "effective_on", "expires_on")


def made(
    context: Context,
    i: int,
    rule: str,
    confidence: float,
    measure: str,
    imposers: tuple[str, ...],
    targets: tuple[str, ...],
    products: tuple[str, ...],
    rate: Rate | None = None,
    **told,
) -> list[Draft]:
    """One draft an imposer, told by sentence `i`; `told` are further fields of a draft."""
    fields = {
        "sentence": i,
        "evidence": context.quote(i),
        "rule": rule,
        "confidence": confidence,
        "measure": measure,
        "targets": targets or ("WLD",),
        "products": products,
        "rate": rate.value if rate else None,
        "rate_unit": rate.unit if rate and rate.value is not None else None,
        "is_target_stated": bool(targets),
    } | told
    return [Draft(imposer=imposer, **fields) for imposer in imposers]


def drafts(
    at: measure_part.Part,
    rule: str,
    confidence: float,
    imposers: tuple[str, ...],
    targets: tuple[str, ...],
    products: tuple[str, ...],
    is_product_stated: bool,
    state: State | None = None,
    measure: str = "",
    **told,
) -> list[Draft]:
    """One draft an imposer. `state`, and the days and the rate in `told`, are given where they are not to be read from
    the stretch. A measure that nobody is found to impose is none."""
    if not imposers:
        return []
    published = at.context.published_on
    status, firmness, is_status_stated = state or measure_status.status(at, imposers[0])
    days = dict(zip(_DAYS, measure_status.dates_of(at, status, published), strict=True))
    days |= {name: told[name] for name in _DAYS if name in told}
    status, firmness = measure_status.with_dates(status, firmness, days["effective_on"], at, published)
    fields = {
        "rate": at.sentence[at.rate.group()].item if at.rate else None,
        "rate_rule": measure_part.rate_rule(at.stretch) if at.rate else None,
        "status": status,
        "firmness": firmness,
        "is_product_stated": is_product_stated,
        "is_status_stated": is_status_stated,
    }
    kind = measure or at.head.measure
    return made(at.context, at.i, rule, confidence, kind, imposers, targets, products, **fields | told | days)
