"""What an agreement is about that names no mineral beside its parties: the document's mineral, or mines."""

from dataclasses import replace

from critmin.claims import regex as re
from critmin.claims.agreement_draft import Draft
from critmin.claims.agreement_terms import is_of_other_goods, matter, name_minerals
from critmin.claims.context import Context
from critmin.claims.merge import related

OPENING = 4  # sentences of a page's head: its subtitle, its author, its first paragraph


def with_topic(context: Context, draft: Draft) -> Draft:
    """A contract of firms is about the mineral that the whole document is about, where its sentence names none."""
    firms = [p for p in draft.parties if p.startswith("org:")]
    if not firms or draft.kind not in (
        "supply_contract",
        "offtake",
        "joint_venture",
        "mou",
        "equity_stake",
        "loan",
        "grant",
        "investment",
        "partnership",
    ):
        return draft
    near = context.minerals_near(draft.sentence, 0, 2)
    if near and context.is_topic_clear and related(near, context.topic):
        near = context.topic
    if near or context.is_topic_clear or (draft.is_named and context.is_about_minerals):
        return replace(draft, minerals=near or context.topic, is_weak=True)
    return draft


def minerals_ahead(context: Context, draft: Draft) -> tuple[str, ...]:
    """What an agreement named in a document's opening is about, where only the sentences after it or the title say."""
    if not draft.is_named:
        return _minerals_around(context, draft) if all(p.startswith("org:") for p in draft.parties) else ()
    if draft.sentence > OPENING:
        return _minerals_around(context, draft)
    if re.search(r"\b[Rr]aw materials\b", context.sentence(draft.sentence).text):
        return ("critical_minerals",)
    ahead: list[tuple[str, ...]] = []
    is_text_itself = re.match(r"The [Pp]arties to\b", context.sentence(draft.sentence).text)
    reach = 12 if draft.kind in ("declaration", "treaty", "trade_agreement") or is_text_itself else 3
    for j in range(draft.sentence + 1, min(len(context), draft.sentence + 1 + reach)):
        if found := matter(context, j, None, ()) or _raw(context, j, draft):
            ahead.append(found)
    if ahead:
        groups = ("critical_minerals", "rare_earths")
        return next((f for f in ahead if set(f) & set(groups)), ahead[0]) if reach > 3 else ahead[0]
    if any(p.startswith("org:") for p in draft.parties):
        return context.topic
    return _minerals_around(context, draft) if draft.status != "announced" else ()


_MINING = re.compile(
    r"\b(?:min(?:e|es|er|ers|ing|eral|erals)|smelt\w*|refiner(?:y|ies)|ores?|concentrates?|metals?|magnets?|"
    r"batter(?:y|ies)|"
    r"cathode\w*|anodes?|deposits?|drill\w*|offtakes?|spodumene|brines?)\b",
    re.IGNORECASE,
)


_MADE = re.compile(
    r"\b(?:rare metals|electric vehicle batter|batter(?:y|ies)\b.{0,20}\bchain|magnets?\b)", re.IGNORECASE
)


def is_of_mining(context: Context, draft: Draft) -> bool:
    """Whether an agreement that names no mineral is of mines, metals or what is made of them all the same."""
    if is_of_other_goods(context, draft.sentence):
        return False
    near = range(max(0, draft.sentence - 1), min(len(context), draft.sentence + 2))
    said = any(_MINING.search(context.sentence(j).text) for j in near) or any(name_minerals(p) for p in draft.parties)
    said = said or (all(p.startswith("org:") for p in draft.parties) and any(context.folded(j).of("M") for j in near))
    if not any(p.startswith("org:") for p in draft.parties):
        return bool(_MADE.search(context.sentence(draft.sentence).text))
    return said


def _minerals_around(context: Context, draft: Draft) -> tuple[str, ...]:
    """What a settled agreement in the middle of a document is about, where the sentences beside it say."""
    if draft.status not in ("signed", "agreed", "in_force", "announced"):
        return ()
    for j in (draft.sentence + 1, draft.sentence + 2, draft.sentence - 1, draft.sentence + 3):
        if 0 <= j < len(context) and (found := matter(context, j, None, ()) or _raw(context, j, draft)):
            return found
    return ()


_RAW = re.compile(
    r"\b(?:raw|refined)\smaterials?\b|\b(?:mineral|minerals|mining)\s(?:sector|resources|projects|supply)\b",
    re.IGNORECASE,
)


def _raw(context: Context, j: int, draft: Draft) -> tuple[str, ...]:
    """What states deal in is critical minerals where a sentence beside their paper speaks of raw materials."""
    is_of_states = sum(not p.startswith("org:") for p in draft.parties) > 1
    return ("critical_minerals",) if is_of_states and _RAW.search(context.sentence(j).text) else ()
