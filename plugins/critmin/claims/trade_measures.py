"""Tariffs, export controls, bans, quotas, exemptions: the measures of one document.

A sentence is cut at its anchors: a rate that belongs to a tariff, or a phrase that names a measure. Each anchor has
its own stretch, in which imposer, targets, products, status and dates are looked for. What a stretch leaves open
("those goods", "they start in May") is taken from the anchors before it.
"""

from dataclasses import replace

from critmin.claims import (
    duty_changes,
    duty_evidence,
    duty_rows,
    measure_evidence,
    measure_export_frames,
    measure_exports,
    measure_follow_up,
    measure_frames,
    measure_lists,
    measure_part,
    measure_parties,
    measure_products,
    measure_record,
    measure_spared,
    measure_status,
    measure_tellings,
    measure_title,
    official_action,
    official_acts,
    official_cases,
    official_clauses,
)
from critmin.claims import regex as re
from critmin.claims.claim import TradeMeasureClaim
from critmin.claims.context import Context
from critmin.claims.duties import Duties
from critmin.claims.duty_points import KINDS as DUTIES
from critmin.claims.measure_anchors import Anchor, anchors
from critmin.claims.measure_draft import Draft, merged
from critmin.claims.measure_moods import mooded
from critmin.claims.patterns import signs

MOST_TELLINGS = 1_000  # of one document
_STEMS = (
    "tariff",
    " dut",
    " lev",
    " tax",
    "quota",
    " ban ",
    " ban.",
    " ban,",
    " bans",
    "banned",
    "banning",
    "embargo",
    "restrict",
    "curb",
    "control",
    "halt",
    "licen",
    "permit",
    "exempt",
    "carve",
    "waiver",
    "import",
    "export",
    "withh",
    "dumping",
    "subsid",
    "countervail",
    "safeguard",
    " pay ",
    " pays ",
    "not apply",
    "subject to",
    "cut off",
    "prohibit",
    "effect",
    "in force",
    "moratori",
    " cap ",
    " rate",
    "put ",
    " put",
    ": ",
    "same ",
    "tonnes for ",
    " cap ",
    "listed",
    "surtax",
    "free of",
    " spar",
    "exclu",
    "affect",
    "left out",
    "includ",
    " abroad",
    "may not",
    "cannot",
    " banned ",
    "barred",
    "forbid",
    "approv",
    " allow",
    "leave",
    "under ",
    "restrain",
    "ship",
    "sales",
    "block",
    "froze",
    "freez",
    "throttl",
    "squeez",
    "consignment",
    "sent ",
    "sold ",
    "sell",
    "cross",
    "supplies",
    "deliveries",
    "allocat",
    "probe",
    "case",
    "cover",
    "review",
    "levied",
    "levies",
    "surcharge",
)


def read(context: Context) -> list[TradeMeasureClaim]:
    """The measures of a document, each told once."""
    duties = Duties(context)
    titled = measure_title.read(context, lambda alone: _told(alone, 0, [], Duties(alone, duties.government))[0])
    drafts: list[Draft] = list(titled)
    for i in range(len(context)):
        if len(drafts) > MOST_TELLINGS:
            break
        found, is_told = _told(context, i, drafts, duties)
        if not (is_told or found):
            continue
        if not found:
            drafts = measure_follow_up.told_of(context, i, drafts)
        drafts += found
    if "%" in context.document.text:
        drafts += duty_rows.read(context, drafts, duties.government)
    drafts = [d for d in drafts if d.sentence >= 0]
    drafts = official_cases.read(context, official_action.settled(context, drafts))
    drafts += official_acts.read(context, drafts)
    return [draft.claim() for draft in merged(measure_title.kept([*titled, *drafts]))]


def _told(context: Context, i: int, before: list[Draft], duties: Duties) -> tuple[list[Draft], bool]:
    """(the drafts of a sentence, whether it holds a word of the kind)."""
    is_told = context.speaks_of(i, _STEMS) or any(context.folded(i).of("R"))
    found = _of_sentence(context, i, before, duties) if is_told else []
    if not found:
        found = duty_evidence.read(context, i, before, duties.government) or measure_evidence.read(context, i, before)
    found = official_clauses.read(context, i, found, before)
    found = mooded(context, i, [*found, *measure_spared.goods(context, i, before, found)])
    found += measure_follow_up.goods_too(context, i, before, found)
    return found + measure_follow_up.by_another(context, i, before, found), is_told


def _of_sentence(context: Context, i: int, before: list[Draft], duties: Duties) -> list[Draft]:
    if changed := duty_changes.read(context, i, before, [], duties):
        return changed
    if alike := measure_exports.similar(context, i, before):
        return alike
    if item := measure_lists.ITEM.match(context.folded(i).folded):
        return measure_lists.read(context, i, item, before)
    found = duties.read(i, before)
    told, seen = measure_export_frames.read(context, i, before)
    if any(d.measure == "tariff_rate_quota" for d in found):
        told = [d for d in told if not d.measure.endswith("_quota")]
    taxes = [d for d in told if d.measure == "export_tax"]
    found = [d for d in found if not any(d.rate in (t.rate, None) and d.imposer == t.imposer for t in taxes)] + told
    for anchor in anchors(context, i):
        if anchor.head.measure in DUTIES:
            continue
        if (anchor.rate is None or anchor.head.measure == "export_tax") and _is_seen(anchor, seen):
            continue
        if told and anchor.rate is None and anchor.head.is_export:
            continue
        if anchor.head.measure == "export_tax" and any(d.measure == "tariff" and d.is_target_stated for d in found):
            continue  # "tariffs on Peru, raising duties on some exports to ‹R›"
        draft = _draft(context, i, anchor, before, found, duties)
        if draft is not None:
            found += draft
    if any(context.folded(i).of("R")):
        found += measure_tellings.read(context, i, before, found)
    if told or not seen:
        found += measure_exports.read(context, i, before, found)
    return found


def _is_seen(anchor: Anchor, seen: list[tuple[int, int]]) -> bool:
    """Whether the words of an anchor were read as an export measure."""
    return any(a <= anchor.head.start < b or anchor.head.start <= a < anchor.head.end for a, b in seen)


def _draft(
    context: Context, i: int, anchor: Anchor, before: list[Draft], here: list[Draft], duties: Duties
) -> list[Draft] | None:
    sentence = context.folded(i)
    folded = sentence.folded
    measure = anchor.head.measure
    right = len(folded) if measure == "exemption" else anchor.right
    at = measure_part.Part(context, i, anchor.head, anchor.rate, anchor.start, anchor.end, anchor.left, right)
    if measure_part.is_no_measure(at):
        return None
    products, is_product_stated = measure_products.products(at)
    if products is None:
        return None
    targets, is_target_stated = measure_parties.targets(at)
    if measure == "exemption" and (measure_spared.is_none(at) or not _is_of_a_measure(context, i, before)):
        return None
    if measure == "exemption" and (spared := measure_spared.spared(at)):
        targets, is_target_stated = spared, True
    if measure == "tariff" and not targets and _ON_EXPORTS.search(folded[anchor.left : anchor.right]):
        measure = "export_tax"
    if measure == "exemption":
        granted = duties.exempter(at, targets, [*before, *here])
        if granted is None:
            return None
        imposers = granted
    else:
        imposers = measure_parties.imposers(at, targets)
    known = here or before
    alike = [d for d in known if d.measure.startswith(("export", "licens")) == anchor.head.is_export]
    memory = (alike or known)[-1:]
    says_same = bool(
        re.search(
            (
                r"\b(?:those|these|such|the same)\s(?:\w+\s)?(?:articles|goods|imports|"
                r"products|materials|minerals|metals|measures|tariffs|exports)\b"
            ),
            folded[anchor.left : anchor.right],
        )
    )
    is_anaphoric = bool(
        measure_follow_up.ANAPHOR.search(folded if measure == "exemption" else folded[anchor.left : anchor.right])
    )
    is_imposer_stated = bool(imposers)
    if (
        not imposers
        and memory
        and (
            (anchor.rate is not None and i - memory[0].sentence <= 3)
            or (is_anaphoric and not anchor.head.is_export)
            or here
            or measure == "exemption"
            or (memory[0].measure in measure_parties.CASES and measure in measure_parties.CASES)
            or (is_anaphoric and i - memory[0].sentence <= 2)
        )
    ):
        imposers = (memory[0].imposer,)
    if not imposers and anchor.rate is not None:
        imposers = measure_parties.usual_imposer(context, targets) or measure_parties.by_law(context)
    if not imposers and anchor.head.is_export:
        imposers = measure_parties.subject_of(at) if is_product_stated else ()
        if not imposers and _IS_SAID_OF_IT.search(folded[anchor.head.start : anchor.head.end + 60]):
            if memory and memory[0].measure.startswith(("export", "licens")) and i - memory[0].sentence <= 4:
                imposers = (memory[0].imposer,)
            elif is_product_stated or context.is_topic_clear:
                imposers = measure_parties.usual_imposer(context, targets)
    if not imposers and is_product_stated and not measure_frames.is_of_others(at):
        imposers = measure_parties.spoken_of(at, targets)
    if not imposers:
        return None
    targets = tuple(t for t in targets if t not in imposers)
    if not targets and is_target_stated:
        is_target_stated = False
    rate = sentence[anchor.rate.group()].item if anchor.rate else None
    if (
        not targets
        and here
        and here[-1].imposer in imposers
        and (says_same or not is_product_stated)
        and measure not in ("exemption",)
    ):
        targets, is_target_stated = here[-1].targets, here[-1].is_target_stated
        if not is_product_stated:
            products, is_product_stated = here[-1].products, here[-1].is_product_stated
    elif not targets and measure == "exemption" and (is_anaphoric or (before and i - before[-1].sentence <= 2)):
        known = next(
            (
                d
                for d in reversed([*before, *here])
                if d.imposer in imposers and d.is_target_stated and i - d.sentence <= 6
            ),
            None,
        )
        if known and known.targets != ("WLD",):
            targets, is_target_stated = known.targets, True
    if not targets and _EVERYONE.search(folded[anchor.left : anchor.right]):
        targets, is_target_stated = ("WLD",), True
    if not targets and anchor.rate is not None and i and measure_tellings.LEANS.match(folded):
        meant = tuple(t for t in measure_tellings.named_before(context, i) if t not in imposers)
        targets, is_target_stated = (meant, True) if meant else (targets, is_target_stated)
        if meant and not is_product_stated and memory:
            products, is_product_stated = memory[0].products, True
    if (
        rate_only := anchor.rate is not None
        and not targets
        and not is_product_stated
        and re.match(r"(?:The|That|This|Its|His|A)\s", folded)
    ):
        known = next((d for d in reversed([*before, *here]) if d.imposer in imposers and i - d.sentence <= 3), None)
        if known and rate_only:
            targets, is_target_stated = known.targets, known.is_target_stated
            products, is_product_stated = known.products, known.is_product_stated
    if not targets and measure == "import_ban" and re.search(r"\bsanctions?\b", folded):
        targets = measure_parties.other_party(at, imposers)
        is_target_stated = bool(targets)
    if anchor.head.is_export and not is_product_stated:
        near = _product_before(context, i, anchor, memory if is_anaphoric or says_same else [])
        if not near and re.search(
            r"\b(?:the|these|those)\s(?:metals?|minerals?|elements?|materials?|ores?)\b",
            folded[anchor.head.start : anchor.right],
        ):
            near = context.minerals_near(i, anchor.start, 2)
        if (
            not near
            and context.is_topic_clear
            and re.search(r"\b(?:[Tt]he|[Ii]ts|[Hh]is|[Tt]hat|[Tt]his)\s(?:\w+\s)?$", folded[: anchor.head.start])
            and folded[anchor.head.start :].lower().startswith("export")
        ):
            near = context.topic
        if near:
            products, is_product_stated = near, False
    if not _is_enough(measure, anchor, targets, products, is_product_stated, is_imposer_stated):
        verb = folded[max(anchor.left, anchor.start - 60) : anchor.head.start]
        if not is_imposer_stated or not (_IMPOSES_AT_LARGE.search(verb) or _VOIDS.search(verb)):
            return None
        is_target_stated = is_product_stated = True
    if not products and measure == "exemption":
        near = [d for d in (*before, *here) if d.imposer in imposers and d.measure in DUTIES and i - d.sentence <= 8]
        products = near[-1].products if near else ()
    if not products:
        products = ("all_goods",)
    state = measure_status.status(at, imposers[0])
    if not state[2] and here and here[-1].imposer == imposers[0] and here[-1].measure == measure:
        state = here[-1].status, here[-1].firmness, False  # one verb for both rates
    found = measure_record.drafts(
        at,
        f"{measure}{'_rate' if anchor.rate else ''}",
        measure_part.confidence(anchor.rate is not None, is_imposer_stated, is_target_stated, is_product_stated),
        imposers,
        targets,
        products,
        is_product_stated,
        state,
        measure,
        rate=rate if measure != "exemption" else None,
        said_by=measure_part.said_by(at),
        is_target_stated=is_target_stated,
    )
    if before and before[-1].sentence == i - 1 and not here and re.search(r"^\S+\s(?:has\s)?also\b", folded):
        return [replace(d, announced_on=d.announced_on or before[-1].announced_on) for d in found]
    return found


_IS_SAID_OF_IT = re.compile(
    r"\b(?:been (?:banned|halted|prohibited|required|forbidden|stopped|lifted|"
    r"extended|suspended)|may not|need(?:s|ed)?|requir\w+|demand\w*|under licen[cs]e|"
    r"ended|expired|(?:was|were|are|is) (?:lifted|extended|banned|prohibited|required|"
    r"suspended|prolonged)|takes? effect|took effect|came into|appl(?:y|ies) (?:to|"
    r"from|since))\b"
)
_ON_EXPORTS = re.compile(
    r"\bon\s(?:[\w-]+\s){0,2}(?:‹[MP]\d+›\s)?(?:ore\s)?exports?\b|\b(?:shipments|sales)\s[^;]{0,30}\babroad\b|"
    r"\bleaving\s"
)
_EVERYONE = re.compile(
    r"\b(?:all|foreign-?|every|most)\s(?:(?:U\.?S\.?|US|‹C\d+›|foreign|of its|"
    r"imported)\s)?(?:imports|imported goods|countries|trading partners|foreign "
    r"goods|country|goods entering)\b|\b(?:universal|across-the-board|worldwide|"
    r"global|blanket|baseline)\s(?:tariffs?|levy|levies|dut(?:y|ies)|‹R\d+›)"
)
_VOIDS = re.compile(
    r"\b(?:void(?:s|ed)|str(?:ike|ikes|uck) down|annul\w*|overturn\w*|invalidat\w*)\s(?:the\s|"
    r"all\s)*(?:‹C\d+›(?:'s)?\s)?(?:[\w-]+\s){0,3}$"
)
_IMPOSES_AT_LARGE = re.compile(
    r"\b(?:impose|imposes|introduce|announced|announces|push(?:ing|ed)? for|propos(?:ed|"
    r"es|ing)|threaten(?:ed|s|ing)|plans?|levy)\s(?:to\simpose\s)?(?:an?\s|new\s|"
    r"further\s|modest\s|[\"'\w-]+\s|‹R\d+›\s){0,3}$"
)


_MEASURES = re.compile(
    r"\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|tax(?:es)?|customs|controls?|bans?|restrictions?|curbs|quotas?|sanctions|imports?|"
    r"section \d{3}|surcharges?|embargo|anti-?dumping|measures?|rates?)\b", re.IGNORECASE
)  # fmt: skip


def _is_of_a_measure(context: Context, i: int, before: list[Draft]) -> bool:
    """Whether an exemption can be one from a measure of trade: one is told of, here or just before."""
    if before and i - before[-1].sentence <= 6:
        return True
    near = (context.sentence(i).section, *(context.sentence(k).text for k in range(max(0, i - 2), i + 1)))
    return any(_MEASURES.search(text) for text in near)


def _product_before(context: Context, i: int, anchor: Anchor, memory: list[Draft]) -> tuple[str, ...]:
    """What "its export controls" or "these curbs" are on: the mineral named before them in the sentence, or before."""
    if memory and memory[0].measure.startswith(("export", "licens")):
        return memory[0].products
    folded = context.folded(i)
    for m in reversed(signs(folded.folded, "M", 0, anchor.start)):
        if values := measure_products.product_values(folded[m.group()]):
            return values
    if anchor.head.measure in ("export_control", "export_ban") and not re.match(
        r"export|ban\b|curbs|controls|restrictions|limits", folded.folded[anchor.head.start : anchor.head.end]
    ):
        for j in (i, i - 1) if i else (i,):
            if any(context.folded(j).of("M")):
                found = context.minerals_near(j, reach=0)
                return found if not any("raw_minerals" in m.values for m in folded.of("P")) else ()
    return ()


_OF_GOODS = frozenset(["import_ban", "licensing", "processing_requirement", "sourcing_restriction"])
_OF_STATED_GOODS = frozenset([
    "anti_dumping_duty", "countervailing_duty", "safeguard_duty", "tariff_rate_quota", "import_quota", "price_floor",
])  # fmt: skip


def _is_enough(measure, anchor, targets, products, is_product_stated, is_imposer_stated) -> bool:
    """Whether a stretch says enough to be a record: nothing is stored of talk about tariffs at large."""
    if anchor.head.is_export or measure in _OF_GOODS:
        return bool(products)
    if measure == "exemption":
        return bool(targets) or (bool(products) and is_product_stated)
    if measure in _OF_STATED_GOODS:
        return is_product_stated
    return bool(targets or is_product_stated) and (is_imposer_stated or anchor.rate is not None)
