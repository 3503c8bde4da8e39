"""What a trade measure is on: minerals, metals, goods of the chain, or all goods."""

from critmin.claims import regex as re
from critmin.claims.context import fold_groups
from critmin.claims.measure_part import STOP, Part
from critmin.claims.mentions import Mention
from critmin.claims.patterns import rule, signs

_GOODS = re.compile(
    r"\b(?:goods|imports?|products|exports|everything|articles|merchandise|shipments|commodities|items)\b",
    re.IGNORECASE,
)
_ON = re.compile(
    (
        r"\b(?:on|against|for|of|to|targeting|covering|from|over(?!\s‹U)|with|include|including|"
        r"hitting|hit|imposed on|as)\s|(?<=›)\s"
    ),
    re.IGNORECASE,
)

_OTHER_MEASURE = re.compile(
    r"(?:,\s(?:including\s|and\s)?|\sand\s(?:on\s)?)(?:new\s|further\s|tighter\s|export\s|import\s){0,2}"
    r"(?:restrictions?|controls?|curbs?|bans?)\s(?:on|of)\s|"
    r"\sand\s(?:\w+ly\s|also\s)?(?:promised|agreed|pledged|vowed|threatened|warned|asked|called|offered|said|will|"
    r"would|has|had)\s|"
    r"\sand\s(?:also\s|then\s)?(?:restrict|bann|halt|curb|limit|suspend|tighten|stopp|block)(?:s|ed|ing)\s"
)
_BUT_NOT = re.compile(
    r"\b(?:exclud(?:e|es|ing)|except(?:ing|\sfor)?|with (?:the )?(?:exceptions?|exemptions?|carve-?outs?)|"
    r"other than|apart from|"
    r"aside from|but not|save for|spar(?:e|es|ing|ed)|exempt(?:s|ing|ed)?|in (?:return|exchange) for|le(?:av(?:e|es|"
    r"ing)|ft) out|carv(?:e|es|ing|ed) out|not apply)\b"
)
_AMONG_THEM = re.compile(r",?\s(?:including|among them|notably|especially|such as)\b[^;]{0,80}$")


_NEXT_CLAUSE = re.compile(r",\sand\s(?:I|we|it|the\s\w+|‹C\d+›)\s(?:\w+\s)?\w+(?:ed|s)\b")


def product_values(mention: Mention) -> tuple[str, ...]:
    """The products of a mention that are in scope: minerals, and goods of the chain."""
    scoped = [v for p in mention.each if p.detail not in ("unrelated_product", "other_product") for v in p.values]
    return fold_groups(scoped)


def products(at: Part) -> tuple[tuple[str, ...] | None, bool]:
    """The products of a stretch, and whether it states them. None where the stretch is about something else."""
    right = at.folded[at.end : at.right]
    stop = STOP.search(right)
    while stop and not at.head.is_export and _LEVIED_ON.match(right, stop.start()):
        stop = STOP.search(right, stop.end())
    limit = at.end + min(stop.start() if stop else len(right), 150)
    if (
        not at.head.is_export
        and at.head.measure != "exemption"
        and (other := _OTHER_MEASURE.search(at.folded, at.end, limit))
    ):
        limit = other.start()
    if not at.head.is_export and at.head.measure != "exemption" and (but := _BUT_NOT.search(at.folded, at.end, limit)):
        limit = but.start()
    found: list[Mention] = []
    outside = False
    phrase = at.folded[at.head.start : at.head.end].lower()
    if at.head.measure == "exemption" and (duty := _FROM_A_DUTY.match(at.folded, at.head.end)):
        found = [m for m in [at.sentence[duty[1]]] if product_values(m)]
    elif at.head.measure == "exemption":
        if re.match(
            r"no longer|not\s|exempted|exempt\b|spar|exclud|(?:is|are|was|were|be|been)\s|\w+ not (?!apply)", phrase
        ) and not re.match(r"\s(?:imports|exports|goods|certain|all|‹[MP])", at.folded[at.head.end :]):
            near = [at.sentence[s.group()] for s in signs(at.folded, "MP", at.left, at.start)]
            found = [m for m in near if product_values(m)][-1:]
            outside = bool(near) and not found
        elif "not apply" in phrase:
            limit = at.right
            if after := _NEXT_CLAUSE.search(at.folded, at.head.end, limit):
                limit = after.start()
            found = [
                at.sentence[s.group()]
                for s in signs(at.folded, "MP", at.head.end, limit)
                if product_values(at.sentence[s.group()])
            ]
    if at.head.is_export and (tool := _TECHNOLOGY_FOR.search(at.folded, at.head.start, at.right)):
        made = product_values(at.sentence[tool["what"]])
        return tuple(f"{v}_{tool['kind'].lower()}_technology" for v in made), bool(made)
    if not found and re.search(
        r"\b(?:on|of|to)\s(?:these|those|such|the same)\s(?:materials|minerals|metals|elements|goods|items|articles|"
        r"imports|‹P\d+›)",
        at.folded[at.head.start : limit + 12],
    ):
        before = [v for s in signs(at.folded, "MP", 0, at.head.start) for v in product_values(at.sentence[s.group()])]
        if before:
            return fold_groups(before), True
    is_duty = not at.head.is_export and at.head.start < at.head.end
    begin = min(at.head.start, at.rate.end()) if at.rate and at.head.start - at.rate.end() < 60 else at.head.start
    for s in () if found else signs(at.folded, "MP", begin, limit):
        mention = at.sentence[s.group()]
        gap = at.folded[at.end : s.start()] if s.start() >= at.end else ""
        if is_duty and at.rate and not found and re.match(r",\s(?:and\s|with\s)?(?:the\s)?$", gap):
            break  # "a tariff of 5%, ‹M›": another matter
        if s.start() >= at.end and len(gap) > 70 and not found:
            break
        if s.start() >= at.end and not found and not _ON.search(gap + " ") and len(gap) > 24:
            continue
        if (
            re.match(
                (
                    r"\s(?:producers?|makers?|manufacturers?|mills?|industry|industries|"
                    r"companies|workers|sectors?|plants?|prices?|market|project)\b"
                ),
                at.folded[s.end() : s.end() + 16],
            )
            and not (
                at.head.measure.startswith(
                    ("anti_dumping", "countervailing")
                )  # a case is against the firms that make it
                or re.match(r"\s(?:industry|sectors?)\b", at.folded[s.end() : s.end() + 9])
            )
        ):
            continue
        if (
            mention.detail == "other_product"
            and "energy" in mention.values
            and re.match(r"\s(?:transition|emergency|security|department)", at.folded[s.end() : s.end() + 12])
        ):
            continue
        values = product_values(mention)
        if values:
            found.append(mention)
        elif not _AMONG_THEM.search(gap):
            outside = True
    if not found and not (stop and stop.start() < 1):
        found, outside_left = _products_before(at)
        outside = outside or outside_left
    if found:
        values = tuple(dict.fromkeys(v for m in found for v in product_values(m)))
        values = tuple(v for v in values if not (v in ("raw_minerals", "metals") and len(values) > 1))
        technology = re.search(
            r"\b(?:technolog(?:y|ies)|equipment|machinery|know-how)\b", at.folded[at.end : limit + 40]
        )
        if (
            technology
            and at.head.is_export
            and re.search(
                (
                    r"›\s(?:[\w-]+\s){0,2}(?:extraction|processing|mining|separation|"
                    r"refining|production|magnet)?\s?(?:technolog|equipment)|(?:extraction|"
                    r"processing|separation|mining|refining) (?:technolog|equipment)"
                ),
                at.folded[at.start : limit + 40],
            )
        ):
            values = _technologies(at, values, limit)
        if (
            not _BESIDE_BASE.search(at.folded)
            and re.search(r"\bderivatives?\b", at.folded[max(at.left, at.start - 80) : limit + 12])
            and set(values)
            <= {
                "steel",
                "aluminum",
                "copper",
            }
        ):
            values = tuple(f"{v}_derivatives" for v in values)
        return fold_groups(values), True
    if outside:
        return (
            ((), False)
            if re.search(
                r"\bindustrial\b|\b(?:all|most)\s(?:\w+\s)?(?:goods|products|imports)\b", at.folded[at.end : limit + 60]
            )
            else (None, False)
        )
    if at.head.is_export or at.head.measure in ("import_ban", "exemption", "licensing"):
        what = re.match(r"\s(?:on|of)\s(?:the\s|all\s|its\s|raw\s)*([a-z][\w-]+)", at.folded[at.end :])
        if (
            what
            and what.group(1)
            not in (
                "export",
                "exports",
                "imports",
                "import",
                "goods",
                "these",
                "those",
                "which",
                "products",
                "certain",
                "key",
                "several",
                "some",
                "such",
                "at",
                "many",
                "up",
                "critical",
                "elements",
                "metals",
                "minerals",
                "materials",
                "ore",
                "ores",
                "metal",
                "mineral",
                "two",
                "three",
                "four",
                "five",
                "seven",
                "it",
                "them",
            )
            and not _GOODS.match(what.group(1))
        ):
            return None, False
        return (), False
    if _names_something_else(at, limit):
        return None, False
    return (), False


_LEVIED_ON = re.compile(
    r"(?:that|which)\s(?:restricts?|limits?|covers?|applies\sto)\s|"
    r"(?:that|which)\s(?:the\s)?‹C\d+›\s(?:has\s|had\s|have\s|also\s|now\s|would\s|will\s)*(?:lev|impos|put|"
    r"charg|plac|appl|set|slap|announc|"
    r"introduc)\w*\s(?:\w+\s)?(?:on|to|for)\s",
    re.IGNORECASE,
)
_BESIDE_BASE = re.compile(r"›,?\sand\s(?:on\s|of\s|the\s|metal\s|content\s|their\s|its\s){0,6}derivatives?\b")
_NEXT_SUBJECT = re.compile(r"[\w›],\s(?:the\s)?(?:[A-Z]\w+\.?\s)?‹C\d+›\s(?:\w+(?:ed|s)|hit|put|set|struck)\b")
_LINKED = re.compile(r",?\s(?:and|or)\s(?:on\s|of\s)?(?:articles\sof\s|imports\sof\s|the\s)?")
_SOMETHING_ELSE = re.compile(
    r"^\s?(?:rates?\s)?(?:on|of|for)\s(?:all\s|nearly\s|almost\s|virtually\s|roughly\s|approximately\s|"
    r"imported\s|imports\sof\s|foreign\s|"
    r"certain\s|most\s|some\s|other\s|various\s|key\s|every\s|[A-Z]\w+\s)*(?!imports|"
    r"goods|products|exports|articles|countries|trading|trade|partners|nations|"
    r"steel|each|them|those|these|that\b|which|this\b|its|their|his|the\b|a\b|"
    r"it\b|items|everything|allies|firms|companies|foreign|goods|commodities|any|"
    r"originating)([a-z][a-z-]{3,})"
)


_TECHNOLOGY_FOR = rule(
    r"\b(?P<kind>extraction|processing|separation|refining|smelting)\stechnolog(?:y|"
    r"ies)\s(?:used\s)?(?:to|for)\s[^;‹›]{0,30}?{M:what}"
)


_FROM_A_DUTY = re.compile(
    r"[^;,]{0,60}\sfrom\s(?:[\w-]+\s|‹C\d+›(?:'s?)?\s){0,4}(‹[MP]\d+›)\s(?:import\s)?(?:tariff|dut|lev)"
)


def _technologies(at: Part, values: tuple[str, ...], limit: int) -> tuple[str, ...]:
    """ "gallium extraction technologies" are a product of their own."""
    kind = re.search(
        r"\b(extraction|processing|separation|refining|mining|smelting|production)\s(?:technolog|equipment|know-how)",
        at.folded[at.head.start : limit + 40],
    )
    return tuple(f"{v}_{kind.group(1)}_technology" if kind else f"{v}_technology" for v in values)


def _names_something_else(at: Part, limit: int) -> bool:
    """A product that no seed knows ("duties on honey"): not a general tariff."""
    m = _SOMETHING_ELSE.match(at.folded[at.end : limit])
    return bool(
        m
        and not re.match(
            r"up|such|over|close|just|hundred|thousand|million|billion|dozens|tens|an? estimated|around|about|more|"
            r"less|"
            r"least|course|which|many|some|certain|other|most|near|almost|virtual|rough|approximate|"
            r"producers|arrival|entry|importation|exporters|manufacturers|companies|shipments|those|both|"
            r"several|various",
            m.group(1),
        )
    )


_WITH = re.compile(r"\b(?:with|to)\s(?:[\w%-]+\s){0,3}$")
_HIT = re.compile(  # "slapped zinc from Peru with a duty"
    r"\b(?:hit|slap|target|punish|penali[sz]|subject|threaten|whack|sock)\w*\s(?:[\w'-]+\s|‹C\d+›(?:'s)?\s){0,4}$"
)


def _products_before(at: Part) -> tuple[list[Mention], bool]:
    """Products that stand before the anchor: "steel and aluminium tariffs", "copper imports will pay"."""
    found: list[Mention] = []
    outside = False
    for s in reversed(signs(at.folded, "MP", at.left, at.start)):
        gap = at.folded[s.end() : at.start]
        if _NEXT_SUBJECT.search(gap):
            break  # "when Peru curbed tin sales, Norway hit back with": another matter
        mention = at.sentence[s.group()]
        adjacent = re.fullmatch(
            (
                r"\s?(?:imports?|exports?|products?|ore|export|import|and|-|\s|tariff|"
                r"rates?|to|\w+ally|metals?|(?:‹R\d+›)|new|additional|existing)*\s?"
            ),
            gap,
        )
        passive = (
            re.search(
                (
                    r"^[^;]{0,120}\b(?:taxed|pay|pays|face|faces|faced|facing|subject|have|attracts?|incurs?|carry|"
                    r"carries|liable|draws?|"
                    r"charged|hit|slapped|saddled|struck|tariffs?|duties|levies|rates?|at|to)\b[^;‹›]{0,40}$"
                ),
                gap,
            )
            if at.rate or not at.head.is_export
            else None
        )
        passive = passive or (_WITH.search(gap) and _HIT.search(at.folded, 0, s.start()))
        of_old = re.match(r"\s(?:producers?|makers?|manufacturers?|industry|workers|companies|mills)\b", gap)
        if (adjacent or passive) and not of_old:
            if product_values(mention):
                found.insert(0, mention)
                for other in reversed(signs(at.folded, "MP", at.left, s.start())):
                    if not _LINKED.fullmatch(at.folded, other.end(), s.start()):
                        break
                    found.insert(0, at.sentence[other.group()])
                    s = other
                if not passive or not re.search(r"\bon\s(?:[\w-]+\s){0,3}$", at.folded[: s.start()][-30:]):
                    break
                break
            outside = True
            break
    return found, outside
