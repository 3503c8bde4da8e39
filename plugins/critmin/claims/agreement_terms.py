"""What an agreement is about and what it provides: minerals, stages, instruments, sums, deadline."""

from collections.abc import Callable
from datetime import date

from critmin.claims import dates
from critmin.claims import regex as re
from critmin.claims.agreement_cues import Paper
from critmin.claims.claim import Amount
from critmin.claims.context import Context, fold_groups, minerals_of
from critmin.claims.lexicon import words_of
from critmin.claims.mentions import Folded
from critmin.claims.patterns import signs

_DESCRIBES = re.compile(
    (
        r"^[^;‹›]{0,40}?\b(?:miner|producer|company|firm|start-?up|developer|explorer|"
        r"supplier|maker|group|giant|refiner|processor)\b"
    ),
    re.IGNORECASE,
)


def matter(context: Context, i: int, paper: Paper | None, parties: tuple[str, ...]) -> tuple[str, ...]:
    """The minerals that an agreement is about: those its sentence names, else those a party's own name gives."""
    folded = context.folded(i)
    about: list[str] = []
    described: list[str] = []
    for s in signs(folded.folded, "MP"):
        mention = folded[s.group()]
        values = minerals_of(mention)
        if (
            about
            and paper is not None
            and s.start() > paper.end
            and _AFTERTHOUGHT.search(folded.folded, paper.end, s.start())
        ):
            break
        if not values and "raw_minerals" in mention.values and _is_matter(folded, s, paper):
            values = ("critical_minerals",)
        if not values:
            continue
        (described if _DESCRIBES.match(folded.folded[s.end() : s.end() + 50]) else about).extend(values)
    if "neodymium" in about and re.search(r"\bNd-?Pr\b", folded.text):
        about.append("praseodymium")
    if about:
        return fold_groups(about)
    named = [v for p in parties if p.startswith("org:") for v in name_minerals(p)]
    if not described:  # what a firm makes, where its description was taken into its sign
        described = [v for m in context.unresolved.folded(i).of("M") for v in minerals_of(m)]
    if described:
        return fold_groups(described)
    if named and paper is not None:
        return fold_groups(named)
    return ()


_OTHER_MATTER = re.compile(
    r"\b(?:LNG|ship(?:yard|building)\w*|aircraft|soy\w+|aeronautic\w*|vaccines?|submarines?|fisher\w+|beef|grain|"
    r"wheat)\b"
)


def is_of_other_goods(context: Context, i: int) -> bool:
    """Whether a sentence names goods that are no minerals, and no mineral: what is agreed on is not our matter."""
    folded = context.unresolved.folded(i)
    if any(
        minerals_of(m) or {"batteries", "magnets", "raw_minerals"} & set(m.values)
        for m in folded.mentions
        if m.sign in "MP"
    ):
        return False
    unrelated = any(m.detail == "unrelated_product" for m in folded.of("P"))
    return unrelated or bool(_OTHER_MATTER.search(folded.folded))


_AFTERTHOUGHT = re.compile(
    r",\s(?:reinforcing|deepening|strengthening|underscoring|reflecting|adding|"
    r"as|which|while|further|alarming|amid|marking|giving|helping)\b"
)


def is_weak(context: Context, i: int, minerals: tuple[str, ...]) -> bool:
    """Whether the minerals of a sentence only come from the description or the name of a firm."""
    folded = context.folded(i)
    for s in signs(folded.folded, "M"):
        if not _DESCRIBES.match(folded.folded[s.end() : s.end() + 50]) and set(minerals_of(folded[s.group()])) & set(
            minerals
        ):
            return False
    return True


def _is_matter(folded: Folded, s: re.Match, paper: Paper | None) -> bool:
    """ "minerals" counts where it is what the paper is called or deals with."""
    if paper is None:
        return False
    gap = folded.folded[s.end() : paper.start] if s.end() <= paper.start else folded.folded[paper.end : s.start()]
    return len(gap) < 110 and ";" not in gap


def name_minerals(party: str) -> tuple[str, ...]:
    """The minerals in the name of a firm: Sarytogan Graphite, USA Rare Earth."""
    from critmin.claims.lexicon import match_at

    name = party[4:]
    words = words_of(name)
    found: list[str] = []
    for k in range(len(words)):
        for entry, _ in match_at(name, words, k, frozenset()):
            if entry.kind == "mineral" and entry.value not in ("lead", "gold", "silver"):
                found.append(entry.value)
                break
    return fold_groups(found)


def stages(context: Context, i: int) -> tuple[str, ...]:
    """The stages that a sentence names, those of mineral forms (magnets, ore) included."""
    folded = context.unresolved.folded(i)
    found: list[tuple[int, str]] = [
        (m.start, v) for m in folded.stages for v in m.values if not _is_of_a_firm(folded, m)
    ]
    for m in folded.mentions:
        if m.sign == "M":
            found += [(p.start, p.detail) for p in m.each if p.detail in ("magnets", "recycling")]
            found += [(p.start, "batteries") for p in m.each if "batteries" in p.values]
        if m.sign == "P":
            found += [(p.start, "batteries") for p in m.each if "batteries" in p.values]
            found += [(p.start, "magnets") for p in m.each if "magnets" in p.values]
    return tuple(dict.fromkeys(v for _, v in sorted(found)))


def _is_of_a_firm(folded: Folded, m) -> bool:
    """A stage word that only describes a firm ("mining company") or names a means ("battery storage")."""
    after = folded.text[m.end : m.end + 30]
    return bool(
        re.match(
            (
                r"\s(?:company|companies|firm|firms|giant|group|lawyer|minister|ministry|"
                r"industry|sector|conference|manufacturing giant)\b|\s(?:vehicle|electric)"
            ),
            after,
        )
    ) or bool(re.search(r"\b(?:president|minister|owner|chief)\sof\s$", folded.text[max(0, m.start - 20) : m.start]))


def instruments(context: Context, i: int) -> tuple[str, ...]:
    """The tools that a sentence provides for."""
    folded = context.folded(i)
    found = [
        v for m in folded.instruments for v in m.values if not re.match(r"\s?holders?", folded.text[m.end : m.end + 8])
    ]
    if re.search(r"\bstake\b", folded.text) and "loan" in found:
        found.append("equity")
    return tuple(dict.fromkeys(found))


_PAYS = re.compile(
    (
        r"\b(?:invest\w*|co-?invest\w*|commit\w*|pledg\w*|provid\w*|loan\w*|lend\w*|"
        r"grant\w*|contribut\w*|put\w* up|puts?\b|award\w*|fund\w*|financ\w*|raise[sd]?|pay\w*|"
        r"deal|agreement|contract\w*|worth|valued|stake|package|backed|support\w*|"
        r"acquisition|takeover|buyout|merger|sale|sold|sells?|price tag|announced|matched|offer\w*|receiv\w*|"
        r"secur\w*|equity|value|lent|inject\w*|allocat\w*|earmark\w*|pour\w*|"
        r"buy(?:s|ing)?|bought|gets?|got|purchas\w*|acquir\w*|subsid\w*|guarantee\w*|facility|injection|disburs\w*|won|award)\b"
    ),
    re.IGNORECASE,
)
_NO_SUM = re.compile(
    (
        r"\b(?:(?<!for the )(?<!new )shares?|market cap\w*|revenue|profit|loss|NPV|net present|price|per "
        r"(?:tonne|ton|kg|kilogram|pound|lb)|GDP|deficit|trade (?:between|in)|bilateral "
        r"trade|imports of|exports of|reserves|damage|cost of|costs?|economy|worth "
        r"of)\b"
    ),
    re.IGNORECASE,
)


# "will each put at least", "are each to provide": the sum is every party's own.
_EACH_BEFORE = re.compile(r"\beach\b[^;.‹›]{0,40}$", re.IGNORECASE)
_OF_PROJECTS = re.compile(
    r"\b(?:projects?|mines?|plants?|refiner(?:y|ies)|list|portfolio)\b[^.;]{0,40}\b(?:worth|valued)\b"
    r"|\bvalued at\b|\bpipeline\b|\bestimated value\b",
    re.IGNORECASE,
)


def money(context: Context, i: int, parties: tuple[str, ...], kind: str) -> tuple[Amount, ...]:
    """The sums that a sentence ties to an agreement, each with its payer where one is told."""
    folded = context.folded(i)
    text = folded.folded
    out: list[Amount] = []
    for s in signs(text, "U"):
        item = folded[s.group()].item
        near = text[max(0, s.start() - 70) : s.end() + 50]
        if (
            item.value < 100_000
            or _NO_SUM.search(text[max(0, s.start() - 30) : s.end() + 30])
            or not _PAYS.search(near)
        ):
            continue
        payers = _payers(context, i, s, parties, item.each or bool(_EACH_BEFORE.search(text[: s.start()])), kind)
        nature = _nature(near, item.qualifier)
        instrument = next(
            (v for m in folded.instruments for v in m.values if abs(m.start - folded[s.group()].end) < 25), None
        )
        value = item.value.quantize(1) if item.value == item.value.to_integral_value() else item.value
        for payer in payers:
            out.append(Amount(value, item.currency, item.qualifier, payer, nature, instrument, None, context.quote(i)))
        if matched := re.search(r"an amount (?:also )?matched by\s(?:the\s)?(‹[CG]\d+›)", text[s.end() :]):
            out.append(
                Amount(
                    value,
                    item.currency,
                    item.qualifier,
                    context.values(i, folded[matched.group(1)])[0],
                    nature,
                    instrument,
                    None,
                    context.quote(i),
                )
            )
    return tuple(out)


def _nature(near: str, qualifier: str) -> str:
    if re.search(
        r"\b(?:letter of interest|non-binding|potential|intends?|could|may|indicative|expression of interest)\b", near
    ):
        return "indicative"
    if qualifier == "up_to":
        return "ceiling"
    if _OF_PROJECTS.search(near):
        return "project_value"
    if re.search(r"\b(?:received|paid|disbursed|has given|gave|has awarded)\b", near):
        return "disbursed"
    return "committed"


def _payers(
    context: Context, i: int, s: re.Match, parties: tuple[str, ...], each: bool, kind: str = ""
) -> list[str | None]:
    if each:
        return list(parties)
    folded = context.folded(i)
    text = folded.folded
    giver = re.match(
        r"[^;‹›]{0,50}?\b(?:from|by)\s(?:the\s|its\s|private investors led by\s)*(‹[CG]\d+›)", text[s.end() :]
    )
    if giver:
        values = context.values(i, folded[giver.group(1)])
        if len(values) == 1:
            return [values[0]]
        if values and set(values) == set(parties):
            return [None]
    named = re.search(
        (
            r"\b(\w+)\s(?:committing|investing|contributing|providing|paying|to (?:invest|"
            r"contribute|provide|pay|commit))\b[^;‹›]{0,40}$"
        ),
        text[: s.start()],
    )
    if named:
        own = [
            p
            for p in parties
            if (p.startswith("org:") and named.group(1).lower() in p.lower().split())
            or named.group(1).lower() in p[4:].lower().split()
        ]
        if own:
            return [own[0]]
    verb = re.search(
        (
            r"\b(?:invest\w*|commit\w*|pledg\w*|provid\w*|contribut\w*|loan(?:ed)?|"
            r"lend(?:s|ing)?|lent|award\w*|given?|gave|announced|put(?:s|ting)?|pay(?:s|ing)?|paid|disburs\w*|spend\w*|"
            r"offer\w*)\b[^;]{0,60}$"
        ),
        text[: s.start()],
    )
    if not verb and kind in ("equity_stake", "stake"):
        verb = re.search(
            r"\b(?:buy(?:s|ing)?|bought|acquir\w+|purchas\w+|takes?|took|taken)\b[^;]{0,90}$", text[: s.start()]
        )
    if verb and (agent := re.search(r"\bby\s(?:the\s)?(‹[CG]\d+›)[^;‹›]{0,40}$", verb.group())):
        values = context.values(i, folded[agent.group(1)])
        return [values[0]] if len(values) == 1 else [None]
    if verb:
        found = [
            x
            for x in signs(text, "CG", 0, verb.start())
            if not re.search(r"\b(?:of|in|to|from)\s(?:the\s)?$", text[max(0, x.start() - 9) : x.start()])
        ] or signs(text, "CG", 0, verb.start())
        if found:
            found = [x for x in found if not text.startswith("'s ", x.end())] or found
            first = next((x for x in found if set(context.values(i, folded[x.group()])) & set(parties)), found[0])
            values = context.values(i, folded[first.group()])
            if len(values) == 1:
                return [values[0]]
            return [None]
    states = [p for p in parties if not p.startswith("org:")]
    if (
        len(states) == 1
        and len(parties) == 2
        and not re.search(r"\bcontract|\bworth\b", text[max(0, s.start() - 40) : s.end() + 20])
    ):
        return [states[0]]
    return [None]


def goods_of(context: Context, i: int, place: int, parties: tuple[str, ...]) -> tuple[str, ...]:
    """What a deal of firms told at a place is about, where it may not say so: its sentence's minerals, those named
    around it, those in a party's name, else the document's."""
    found = matter(context, i, None, parties) or context.minerals_near(i, place, 2)
    found = found or tuple(dict.fromkeys(v for p in parties if p.startswith("org:") for v in name_minerals(p)))
    return found or (context.topic if context.is_topic_clear else ())


def with_terms(context: Context, i: int, make: Callable, **told):
    """A draft of an agreement that names no paper, `told` in sentence `i`, with the terms that the sentence adds."""
    if "amounts" not in told:
        told["amounts"] = money(context, i, told["parties"], told["kind"])
    if "instruments" not in told:
        told["instruments"] = instruments(context, i)
    return make(
        sentence=i,
        evidence=context.quote(i),
        stages=stages(context, i),
        deadline_text=deadline(context.folded(i).text),
        is_named=False,
        **told,
    )


def deadline(text: str) -> str | None:
    """The words of a deadline in a sentence, or None."""
    found = dates.deadline(text, None)
    return found[0] if found else None


def signed_on(context: Context, i: int, state: str) -> date | None:
    """The day of signing, where the sentence ties a day to the signing."""
    if state not in ("signed", "in_force"):
        return None
    folded = context.folded(i)
    verb = re.search(r"\b(?:sign(?:s|ed|ing)?|ink(?:s|ed)?|entered into)\b", folded.folded)
    days = [m for m in folded.mentions if m.sign == "D" and m.item.day]
    if verb and not days and re.search(r"\b(?:the same|that) day\b", folded.text):
        return _last_day(context, i)
    if not verb or not days:
        return None
    for m in days:
        place = folded.places[folded.mentions.index(m)]
        before = folded.folded[max(0, place - 24) : place]
        if re.search(r"\b(?:since|until|by|before|after|said on|says on|said)\s(?:on\s)?$", before):
            continue
        gap = folded.folded[verb.end() : place] if place > verb.end() else folded.folded[place : verb.start()]
        if len(gap) > 110 or re.search(r"\b(?:since|after|before|when|that|until|following)\b", gap):
            continue
        return m.item.day
    return None


def _last_day(context: Context, i: int) -> date | None:
    """What "the same day" means: the day named last in the four sentences before."""
    for j in range(i - 1, max(-1, i - 8), -1):
        days = [m.item.day for m in context.folded(j).mentions if m.sign == "D" and m.item.day]
        if days:
            return days[-1] if j >= i - 4 else days[0]
    return None


def announced_on(context: Context, i: int, state: str) -> date | None:
    """The day of the announcement, where the sentence has one and speaks of announcing."""
    folded = context.folded(i)
    if state == "signed" or not re.search(r"\bannounc|\bunveil|\bpledg", folded.folded):
        return None
    return next((m.item.day for m in folded.mentions if m.sign == "D" and m.item.day), None)


def kind_of(text: str, paper: Paper, parties: tuple[str, ...], sums: tuple[Amount, ...]) -> str:
    """What kind of agreement a paper of these parties is, by the words around it."""
    between_states = not any(p.startswith("org:") for p in parties)
    if paper.kind == "framework" or paper.kind == "investment":
        if between_states:
            invests = re.search(r"\b(?:co-?invest|invest|put up|finance)\b", text[paper.end : paper.end + 60])
            return "investment" if sums and invests else "framework"
        if re.search(r"\b(?:collaboration|co-?operation)\s(?:agreement|deal)\b", text):
            return "partnership"
        if re.search(r"\bstake\b|\bequity\b", text) and any(not p.startswith("org:") for p in parties):
            return "equity_stake"
        if re.search(
            r"\b(?:buy|acquire|take|purchase)\s(?:an?\s|up to\s|about\s)?‹R\d+›", text[paper.end : paper.end + 90]
        ):
            return "equity_stake"
        if (
            re.search(
                r"\b(?:suppl(?:y|ies)|buy|purchase|sell|sale|deliver\w*|take|secure|ship|source|feedstock)\b",
                text[paper.end : paper.end + 90],
            )
            and all(p.startswith("org:") for p in parties)
            and not re.search(r"\b(?:extract|develop|build|construct)\b", text[paper.end : paper.end + 90])
        ):
            return "supply_contract"
        if all(p.startswith("org:") for p in parties):
            after = text[paper.end : paper.end + 110]
            if re.search(r"\b(?:take ?over|acqui(?:re|sition)|merge|merger|buy out|stake)\b", after):
                return "equity_stake"
            if paper.words.startswith("contract") or (
                re.search(
                    r"\bfor\s(?:[\w-]+\s){0,3}?‹[MP]\d+›|\b(?:provide|furnish|services?|volumes?)\b|‹G\d+›$", after
                )
                and not re.search(r"\b(?:extract|develop|build|construct|invest|explor\w+|fund|finance)\b", after)
            ):
                return "supply_contract"
        if any(not p.startswith("org:") for p in parties):
            return "investment"
        if "strategic" in text and not sums:
            return "partnership"
        return "investment"  # until all is read: `agreement_draft.kind_at_last`
    return paper.kind
