"""Export measures told without their own noun: "needs a licence", "may not leave the country unprocessed".

Each rule is a way of telling, with the measure it tells of. What it leaves open (who, on what) comes from the
measures and sentences before.
"""

from dataclasses import replace
from datetime import date

from critmin.claims import measure_part, measure_products, measure_record, measure_status
from critmin.claims import regex as re
from critmin.claims.context import Context
from critmin.claims.measure_cues import Head
from critmin.claims.measure_draft import Draft
from critmin.claims.measure_parties import usual_imposer
from critmin.claims.patterns import rule, signs

_TELLINGS = (
    (
        "sourcing_restriction",
        rule(
            r"\b(?:(?:may|can|must|shall) (?:not|no longer)|cannot|(?:is|are|be) (?:barred|banned|prohibited|"
            r"forbidden) from) "
            r"(?:buy|us|purchas|procur|sourc|acquir|contain)(?:e|ing)?\s[^;‹›]{0,24}(?:{C:of}\s{MP}|"
            r"(?:‹[MP]\d+›,?\s(?:(?:and|or)\s)?){0,3}{MP}\s[^;‹›]{0,40}"
            r"\b(?:in|from|by)\s{C:origin})"
        ),
    ),
    (
        "licensing",
        rule(
            r"\b(?:ask|apply to|obtain|get|seek)"
            r"\s(?:\w+\s)?{C:by}\sfor\s(?:an?\s)?(?:export\s)?(?:licen[cs]e|permit)\b"
        ),
    ),
    (
        "licensing",
        rule(
            r"(?:{C:by}[^;‹›]{0,30}\s(?:demand(?:s|ed)|requir(?:es|ed)|began to (?:require|demand))\s(?:export\s)?"
            r"(?:licen[cs]es|permits))\b"
        ),
    ),
    (
        "licensing",
        rule(
            r"\b(?:exporters|shippers|miners|sellers|traders)\s[^;‹›]{0,24}\b(?:have to|must|need to|will)"
            r"\s(?:also\s|first\s)?(?:apply "
            r"for|obtain|hold|get|ask for|seek)\s(?:an?\s)?(?:export\s)?(?:licen[cs]es?|permits?)\b"
        ),
    ),
    (
        "export_ban",
        rule(
            r"\b(?:cut|cuts|cutting|choked?) off (?:the )?suppl(?:y|ies)"
            r"\b[^;‹›]{0,20},?\sas\s{C:by}\sdid\b"
        ),
    ),
    (
        "export_control",
        rule(
            r"\b(?:notice|announcement|decree|order|rule|list|circular)s?\b[^;‹›]{0,50}\b(?:covers?|adds?|"
            r"extends? to|concerns?)\s[^;]{0,60}?{M}"
        ),
    ),
    (
        "export_quota",
        rule(
            r"\b(?:cap|limit|ceiling|quota)\s(?:is|will be|stands at|rises to|falls to|"
            r"was set at)\s\d[\d,.]*\s?(?:t|mt|tonnes?|tons?)\b"
        ),
    ),
)
_SPARED = rule(
    r"{MP:what}\s(?:[^;‹›]{0,24}\s)?(?:(?:is|are|stays?|remains?|was|were)\s(?:also\s|"
    r"still\s)?(?:not covered by|left out of|outside|spared|"
    r"free of|not subject to|untouched by)|enters?\s{C:by}\sfree of)\s(?:the\s|its\s|any\s|all\s|these\s|"
    r"those\s)?(?:{R}\s|{C}\s|new\s|import\s){0,3}"
    r"(?:dut(?:y|ies)|tariffs?|lev(?:y|ies)|surcharges?)\b"
)
_NEEDS = re.compile(
    r"licen[cs]e|permit|off suppl|off the suppl|notice|cap\b|limit|ceiling|quota|announcement|decree|order|rule|list|"
    r"circular|not |no longer|barred|banned|prohibited|forbidden",
    re.IGNORECASE,
)
_HEDGED = re.compile(r"\b(?:[Ii]f|[Uu]nless|[Ww]hether|[Ww]ere|promis\w+|never|fear\w*|worr\w+|analysts?)\b[^;]{0,80}$")
_EXPORT = re.compile(r"\bexport|\bship|\babroad\b|\boverseas\b|\bleave|\bforeign buyers\b|\bsell\b", re.IGNORECASE)
_SAME = rule(r"{MP:what}\s(?:[^;‹›]{0,30}\s)?(?:got|gets|received|will get|will go|goes|went|is to go|met|"
r"meets|suffered|shares?)\s"
             r"(?:with\s)?the same\s(?:treatment|way|fate|rules?|path|road)\b")  # fmt: skip
_SIMILAR = rule(  # "the curbs are similar to those in place for gallium", "a similar ban on tin was set in May"
    r"\b[Aa]\s(?:similar|further|second|separate|parallel)\s(?:ban|curb|rule|control|restriction|limit|"
    r"measure)\s(?:on|for|over)\s"
    r"(?:[\w-]+\s){0,2}{M:what2}|"
    r"\b(?:curbs|restrictions|controls|limits|rules)\s(?:[\w-]+\s){0,2}(?:similar to|like|mirror|"
    r"follow(?:s|ed)?|resemble|echo|come on top of|come after|modelled on)\s"
    r"(?:those|ones|similar \w+|earlier \w+|the ones|previous \w+)\s{..80}"
    r"\b(?:on|for|of|over)\s(?:[\w-]+\s){0,3}(?:‹P\d+›\s[-–—]\s)?{M:what}"
)
_ALSO = rule(
    r"\b(?:includ(?:ed|es)|covers?|covered|extends? to) the (?:rules|controls|curbs|limits)"
    r" on (?P<what>‹[MP]\d+›)"
)
_LIMITS = rule(
    r"\b(?:limit|cap|restrict|hold|curb|cut)"
    r"\w*\s(?:[\w-]+\s){0,2}exports?\b[^;]{0,60}{M:what}[^;]{0,60}\b(?:tonnes|tons|t)\b"
)
_CURBS = ("export_control", "licensing")
_SHARES = re.compile(r"(?P<n>\d[\d,.]*)(?:\s?(?:tonnes|tons|t))?\s(?:for|to)\s(?:the\s)?(?P<who>‹C\d+›)")
_SAME_RATE = rule(r"{MP:what}[^;]{0,60}\bat the same rate\b")


def similar(context: Context, i: int, before: list[Draft]) -> list[Draft]:
    """ "The curbs are similar to those in place for gallium": another measure of the government told of before."""
    last = before[-1] if before else None
    if last is None or not last.measure.startswith(("export", "licens")):
        return []
    folded = context.folded(i)
    m = _SIMILAR.search(folded.folded)
    if m is None or (last.measure not in _CURBS and not m["what2"]):
        return []
    if not m["what2"]:
        return _like_before(context, i, m, replace(last, measure="export_control"), m.start())
    setter = signs(folded.folded, "C", 0, m.start())
    values = context.values(i, folded[setter[0].group()], setter[0].start()) if len(setter) == 1 else ()
    return _like_before(context, i, m, replace(last, imposer=values[0]) if len(values) == 1 else last, m.start())


def read(context: Context, i: int, before: list[Draft], here: list[Draft]) -> list[Draft]:
    """Drafts of what a sentence tells about exports beside its named measures (`here`)."""
    folded = context.folded(i).folded
    if folded.rstrip().endswith("?"):
        return []
    if (m := _SAME.search(folded)) and before and not here:
        return _like_before(context, i, m, before[-1], m.start())
    if (m := _ALSO.search(folded)) and before and before[-1].measure.startswith("export") and not here:
        return _like_before(context, i, m, before[-1], m.start())
    if (m := _SAME_RATE.search(folded)) and before and before[-1].rate is not None and not here:
        return _like_before(context, i, m, before[-1], m.start())
    if i and not here and (shares := _SHARES.findall(folded)) and (m := _LIMITS.search(context.folded(i - 1).folded)):
        return _shares_of_a_limit(context, i, [who for _, who in shares], m)
    found: list[Draft] = []
    if (m := _SPARED.search(folded)) and not any(d.measure == "exemption" for d in here):
        found += _spared(context, i, m, [*before, *here])
    if not _NEEDS.search(folded):
        return found
    for measure, pattern in re.asked(folded, _TELLINGS, 1):
        m = pattern.search(folded)
        if not m or any(d.measure == measure for d in (*here, *found)):
            continue
        if _HEDGED.search(folded[: m.start()]):
            continue
        if measure == "licensing" and not _is_about_exports(context, i, before):
            continue
        if (
            measure == "export_control"
            and not re.search(r"\bunder\b|control", m.group())
            and not _follows_control(before, i)
        ):
            continue
        found += _draft(context, i, measure, m, [*before, *here])
    return found


def _is_about_exports(context: Context, i: int, before: list[Draft]) -> bool:
    if before and before[-1].measure.startswith(("export", "licens")) and i - before[-1].sentence <= 5:
        return True
    return any(_EXPORT.search(context.sentence(k).text) for k in range(max(0, i - 2), i + 1))


def _follows_control(before: list[Draft], i: int) -> bool:
    """A notice is one of controls where controls were told just before."""
    return bool(before) and before[-1].measure in ("export_control", "licensing") and i - before[-1].sentence <= 8


def _draft(context: Context, i: int, measure: str, m: re.Match, known: list[Draft]) -> list[Draft]:
    sentence = context.folded(i)
    folded = sentence.folded
    earlier = [d for d in known if d.measure.startswith(("export", "licens")) and i - d.sentence <= 8]
    last = earlier[-1] if earlier else None
    by = m.groupdict().get("by")
    imposer = context.values(i, sentence[by], folded.find(by)) if by else ()
    is_imposer_stated = bool(imposer)
    if not imposer and (home := re.search(r"\b(?:exports?|shipments)\sfrom\s(?:the\s)?(‹C\d+›)", m.group())):
        imposer = context.values(i, sentence[home.group(1)])
    if not imposer:
        imposer = _subject(context, i, m.start())
    if not imposer and last:
        imposer = (last.imposer,)
    if not imposer:
        imposer = usual_imposer(context)
    if len(imposer) != 1 or imposer[0].startswith("org:") or imposer[0] == "WLD":
        return []
    tail = re.search(r",\s(?:while|but|and (?:said|has|will))\b|;", folded[m.end() :])
    right = m.end() + (tail.start() if tail else len(folded) - m.end())
    inside = signs(folded, "MP", m.start(), m.end())
    inside = [*inside, *_rest_of_list(folded, inside[-1].end())] if inside else signs(folded, "MP", 0, right)
    products = tuple(dict.fromkeys(v for s in inside for v in measure_products.product_values(sentence[s.group()])))
    is_product_stated = bool(products)
    if not products and last and re.search(r"\b(?:it|them|they|these|those|exporters|may ship)\b", folded.lower()):
        products = last.products
    if not products:
        products = context.minerals_near(i, m.start(), 3) or (context.topic if context.is_topic_clear else ())
    if not products:
        return []
    at = measure_part.Part(context, i, Head(measure, m.start(), m.end(), True), None, m.start(), m.end(), 0, right)
    targets = tuple(
        v
        for s in signs(folded, "C", m.start(), right)
        if re.search(r"\bto\s(?:the\s)?$", folded[max(0, s.start() - 8) : s.start()])
        or (measure == "sourcing_restriction" and s.group() in (m.groupdict().get("of"), m.groupdict().get("origin")))
        or re.match(r"\s(?:buyers|customers|users|importers)\b", folded[s.end() :])
        for v in context.values(i, sentence[s.group()], s.start())
        if v not in imposer
    )
    state = measure_status.status(at, imposer[0])
    if re.search(r"\b(?:may|might|could)\s(?:also\s)?(?:have to|need to|be asked)\b", m.group()):
        state = "proposed", "hedged", True
    days = {}
    if since := re.search(r"\b[Ss]ince\s(‹D\d+›)", folded):
        days = {"effective_on": _past(sentence[since.group(1)].item.day, context.published_on), "announced_on": None}
    elif last and re.search(r"\b(?:same day|that day|companion)\b", folded):
        days = {"announced_on": last.announced_on}
    confidence = measure_part.confidence(False, is_imposer_stated, bool(targets), is_product_stated)
    return measure_record.drafts(
        at, f"{measure}_told", confidence, imposer, targets, products, is_product_stated, state, **days
    )


_LISTED_ON = re.compile(
    r"(?:,?\s(?:and|or|as well as)|,)?\s(?:(?:on|of|the|some|all|natural|artificial|synthetic|certain)\s){0,2}$"
)


def _rest_of_list(folded: str, start: int) -> list[re.Match]:
    """The goods that a list goes on with: "covers ‹M0› ‹P1› and artificial ‹M2›"."""
    rest = []
    for s in signs(folded, "MP", start):
        if not _LISTED_ON.fullmatch(folded[start : s.start()]):
            break
        rest.append(s)
        start = s.end()
    return rest


def _subject(context: Context, i: int, place: int) -> tuple[str, ...]:
    """The nearest country before a telling that no preposition governs."""
    sentence = context.folded(i)
    for s in reversed(signs(sentence.folded, "C", 0, place)):
        if not re.search(r"\b(?:of|from|in|to|with|against|for)\s(?:the\s)?$", sentence.folded[: s.start()][-14:]):
            values = context.values(i, sentence[s.group()], s.start())
            if len(values) == 1:
                return values
    return ()


def _like_before(context: Context, i: int, m: re.Match, last: Draft, start: int) -> list[Draft]:
    """ "Bauxite got the same treatment": the measure before, on another good, with days of its own."""
    sentence = context.folded(i)
    products = measure_products.product_values(sentence[m["what"] or m["what2"]])
    if not products or i - last.sentence > 5:
        return []
    right = len(sentence.folded)
    at = measure_part.Part(context, i, Head(last.measure, start, m.end(), True), None, start, m.end(), 0, right)
    announced, effective, expires = measure_status.dates_of(at, last.status, context.published_on)
    if (since := re.search(r"\b[Ss]ince\s(‹D\d+›)", sentence.folded)) and sentence[since.group(1)].item.day:
        effective, announced = sentence[since.group(1)].item.day, None
    if (on := re.search(r"\bon\s(‹D\d+›)\sat\b", sentence.folded)) and sentence[on.group(1)].item.day:
        effective, announced = sentence[on.group(1)].item.day, None
    status, firmness = last.status, last.firmness
    if re.search(r"\bwill\b", m.group()):
        status, firmness = "announced", "announced"
    status, firmness = measure_status.with_dates(status, firmness, effective, at, context.published_on)
    (same,) = measure_record.made(
        context,
        i,
        "like_the_one_before",
        0.6,
        last.measure,
        (last.imposer,),
        last.targets,
        products,
        status=status,
        firmness=firmness,
        announced_on=announced,
        effective_on=effective,
        expires_on=expires,
        is_target_stated=last.is_target_stated,
    )
    return [replace(same, rate=last.rate, rate_unit=last.rate_unit)]


def _spared(context: Context, i: int, m: re.Match, known: list[Draft]) -> list[Draft]:
    """ "Copper cathode is not covered by the duty": an exemption by whoever levies it."""
    sentence = context.folded(i)
    products = measure_products.product_values(sentence[m["what"]])
    duties = [d for d in known if d.measure in ("tariff", "exemption") and i - d.sentence <= 6]
    named = [v for s in signs(m.group(), "C") for v in context.values(i, sentence[s.group()])]
    imposer = named[:1] or [d.imposer for d in duties[-1:]]
    owner = re.search(r"(‹C\d+›)(?:'s)?\s$", sentence.folded[: m.start()])
    targets = context.values(i, sentence[owner.group(1)]) if owner else (duties[-1].targets if duties else ())
    targets = tuple(t for t in targets if t not in imposer)
    if not products or not imposer:
        return []
    state = {"status": "in_force", "firmness": "law"}
    return measure_record.made(
        context, i, "exemption_told", 0.65, "exemption", (imposer[0],), targets, products, **state
    )


def _past(day: date | None, published: date | None) -> date | None:
    """A day since which something holds lies behind: a year earlier where it was taken for one to come."""
    if day and published and day > published and (day.month, day.day) != (2, 29):
        return day.replace(year=day.year - 1)
    return day


def _shares_of_a_limit(context: Context, i: int, named: list[str], m: re.Match) -> list[Draft]:
    """A quota of each, out of a limit that the sentence before tells of a group."""
    above = context.folded(i - 1)
    products = measure_products.product_values(above[m["what"]])
    at = measure_part.Part(
        context, i - 1, Head("export_quota", m.start(), m.end(), True), None, m.start(), m.end(), 0, len(above.folded)
    )
    effective = measure_status.dates_of(at, "in_force", context.published_on)[1]
    if began := re.search(r"\b(?:began|begins|starts|started)\s(?:on\s)?(‹D\d+›)", above.folded):
        effective = above[began.group(1)].item.day
    status = "scheduled" if effective and context.published_on and effective > context.published_on else "in_force"
    model = Draft(
        sentence=i,
        evidence=context.quote(i),
        rule="share_of_a_quota",
        confidence=0.6,
        measure="export_quota",
        imposer="",
        targets=("WLD",),
        products=products,
        status=status,
        firmness="law",
        effective_on=effective,
    )
    return _shares(context, i, named, model) if products else []


def _shares(context: Context, i: int, named: list[str], last: Draft) -> list[Draft]:
    """ "The shares are 900 tonnes for Peru and 400 for Chile": a quota of each."""
    sentence = context.folded(i)
    imposers = [v for who in named for v in context.values(i, sentence[who])]
    return measure_record.made(
        context,
        i,
        "share_of_a_quota",
        0.6,
        "export_quota",
        tuple(dict.fromkeys(imposers)),
        last.targets,
        last.products,
        status=last.status,
        firmness=last.firmness,
        effective_on=last.effective_on,
        expires_on=last.expires_on,
        is_target_stated=True,
    )
