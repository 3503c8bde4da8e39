"""A measure as read from one stretch of a sentence: its status and its days are looked for there, and it is a draft."""

from critmin.claims import measure_part, measure_status
from critmin.claims.measure_draft import Draft

State = tuple[str, str, bool]  # (status, firmness, whether a word says so)


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
    **more,
) -> list[Draft]:
    """One draft an imposer. `state`, and the days in `more`, are given where they are not to be read from the "
    "stretch."""
    published = at.context.published_on
    status, firmness, is_status_stated = state or measure_status.status(at, imposers[0])
    days = measure_status.dates_of(at, status, published)
    announced, effective, expires = (more.get(f"{name}_on", day) for name, day in zip(_DAYS, days, strict=True))
    status, firmness = measure_status.with_dates(status, firmness, effective, at, published)
    rate = at.sentence[at.rate.group()].item if at.rate else None
    return [
        Draft(
            sentence=at.i,
            evidence=at.context.quote(at.i),
            rule=rule,
            confidence=confidence,
            measure=measure or at.head.measure,
            imposer=imposer,
            targets=targets or ("WLD",),
            products=products,
            rate=rate.value if rate else None,
            rate_unit=rate.unit if rate and rate.value is not None else None,
            rate_rule=measure_part.rate_rule(at.stretch) if rate else None,
            status=status,
            firmness=firmness,
            announced_on=announced,
            effective_on=effective,
            expires_on=expires,
            is_target_stated=more.get("is_target_stated", bool(targets)),
            is_product_stated=is_product_stated,
            is_status_stated=is_status_stated,
        )
        for imposer in imposers
    ]


_DAYS = ("announced", "effective", "expires")
