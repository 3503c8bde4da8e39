"""`critmin explain PATH`: how one document was read. Each sentence with its mentions, the claims that rest on it, the
rule and confidence of each, and what was left with the reason why."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rich.text import Text

from critmin import shown
from critmin.claims import reasons
from critmin.claims.claim import AgreementClaim, Claim, Document, TradeMeasureClaim
from critmin.claims.context import Context, Left
from critmin.claims.extract import READER_VERSION, extract
from critmin.claims.mentions import Mention
from critmin.reading import CannotRead, find_files, open_file

MENTIONS = {  # sign: what it is, and its colour
    "C": ("country or bloc", "#1d4e89"),
    "G": ("organisation", "#6a3d9a"),
    "M": ("mineral", "#1b7837"),
    "P": ("product", "#5a7d2a"),
    "S": ("stage", "#00727a"),
    "I": ("instrument", "#8c510a"),
    "R": ("rate or share", "#b2182b"),
    "U": ("money", "#a35c00"),
    "D": ("day", "#2f6f8f"),
    "X": ("another name", "#6b6b6b"),
}


@dataclass(frozen=True)
class Marked:
    """A mention in the tidied words of a sentence: `text[start:end]`, its sign and what it was read as."""

    start: int
    end: int
    sign: str
    says: str


@dataclass(frozen=True)
class Told:
    """A claim in words, with the rule that read it."""

    kind: str  # agreement | trade_measure | dependency
    says: str
    rule: str
    confidence: float
    is_evidence: bool  # False: the sentence says again what another said first


@dataclass(frozen=True)
class Line:
    """One sentence of the document."""

    number: int
    text: str
    start: int  # place in the document's text
    end: int
    section: str
    mentions: tuple[Marked, ...]
    claims: tuple[Told, ...]
    left: tuple[Left, ...]


@dataclass(frozen=True)
class Explained:
    """A document as it was read. `set_aside` is the text that makes no sentence: headings, menus, boilerplate."""

    name: str
    document: Document
    lines: tuple[Line, ...]
    set_aside: tuple[str, ...]

    def counts(self) -> dict[str, int]:
        """Claims of each kind, each counted once."""
        return dict(Counter(t.kind for line in self.lines for t in line.claims if t.is_evidence))


def explain_file(path: Path) -> Explained:
    """Read one article and say how.

    Raises CannotRead when the path holds no article or several, landing.CannotLand when it is not there.
    """
    found = find_files([path])
    if len(found) != 1:
        raise CannotRead(f"{path} holds {len(found)} articles; explain one at a time.")
    opened = open_file(found[0])
    if opened.document is None:
        raise CannotRead(f"{path} cannot be read: {opened.reason}")
    return explain(opened.document, opened.name)


def explain(document: Document, name: str = "document") -> Explained:
    """Mark up one document. The claims are those that `extract` gives; the marks change nothing in them."""
    left: list[Left] = []
    claims = extract(document, left)
    context = Context.of(document)
    told: dict[int, list[Told]] = {}
    for kind, group in (
        ("agreement", claims.agreements),
        ("trade_measure", claims.trade_measures),
        ("dependency", claims.dependencies),
    ):
        for claim in group:
            for quote in (claim.evidence, *claim.other_evidence):
                for i in _sentences_of(context, quote.quote_start, quote.quote_end):
                    says = Told(kind, in_words(claim), claim.rule, claim.confidence, quote == claim.evidence)
                    told.setdefault(i, []).append(says)
    by_rules: dict[int, list[Left]] = {}
    for each in left:
        by_rules.setdefault(each.sentence, []).append(each)
    lines = []
    for i, sentence in enumerate(context.page.sentences):
        here = tuple(told.get(i, ()))
        why = by_rules.get(i, [])
        # what a rule left, or a claim gave, needs no other reason
        why = [*why, *reasons.why_not(context, i, {t.kind for t in here} | {x.candidate for x in why})]
        lines.append(
            Line(i, sentence.text, sentence.start, sentence.end, sentence.section, _marks(context, i), here, tuple(why))
        )
    return Explained(name, document, tuple(lines), tuple(_set_aside(document.text, lines)))


def _sentences_of(context: Context, start: int, end: int) -> Iterable[int]:
    found = [i for i, s in enumerate(context.page.sentences) if s.start < end and start < s.end]
    return found[:1]  # a claim is shown where its quote begins


def _marks(context: Context, i: int) -> tuple[Marked, ...]:
    folded = context.folded(i)
    found = [part for m in folded.mentions for part in m.each] + [*folded.stages, *folded.instruments]
    marks: list[Marked] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if mention.end > mention.start and (not marks or mention.start >= marks[-1].end):
            marks.append(Marked(mention.start, mention.end, mention.sign, _says(context, i, mention)))
    return tuple(marks)


def _says(context: Context, i: int, mention: Mention) -> str:
    """What a mention was read as: codes, a figure, a day; `?` where nothing is known of what it stands for."""
    item = mention.item
    if mention.sign == "U":
        return f"{item.qualifier.replace('_', ' ')} {item.value:,f} {item.currency}" + (" each" if item.each else "")
    if mention.sign == "R":
        figure = f"{item.low} to {item.high}" if item.value is None else f"{item.value}"
        return f"{item.qualifier.replace('_', ' ')} {figure} {item.unit.replace('_', ' ')}"
    if mention.sign == "D":
        return str(item) or "no day known"
    return ", ".join(context.values(i, mention)) or "?"


def _set_aside(text: str, lines: list[Line]) -> Iterable[str]:
    place = 0
    for line in [*lines, None]:
        piece = " ".join(text[place : line.start if line else len(text)].split())
        if any(c.isalpha() for c in piece):
            yield piece if len(piece) <= 300 else piece[:299] + "…"
        place = line.end if line else place


def in_words(claim: Claim) -> str:
    """A claim on one line: what it says, without what it leaves open."""
    if isinstance(claim, AgreementClaim):
        parts = [claim.kind, claim.status, " and ".join(claim.parties), ", ".join(claim.minerals)]
        parts += [f"signed {claim.signed_on}" if claim.signed_on else "", ", ".join(claim.stages)]
        parts += [", ".join(claim.instruments)]
        parts += [
            f"{a.qualifier} {a.value:,f} {a.currency} {a.nature or ''} {a.by or ''}".strip() for a in claim.amounts
        ]
        parts += [f"due {claim.deadline_on or claim.deadline_text}" if claim.deadline_on or claim.deadline_text else ""]
        parts += [f"until {claim.expires_on}" if claim.expires_on else ""]
    elif isinstance(claim, TradeMeasureClaim):
        rate = f"{claim.rate:f} {claim.rate_unit}" if claim.rate is not None else ""
        parts = [claim.measure, rate, f"by {claim.imposer}" if claim.imposer else "", "on " + ", ".join(claim.products)]
        parts += ["for " + ", ".join(claim.targets), f"{claim.status}, {claim.firmness}"]
        parts += [f"from {claim.effective_on}" if claim.effective_on else ""]
        parts += [f"until {claim.expires_on}" if claim.expires_on else ""]
    else:
        share = ""
        if claim.share_pct is not None:
            share = f"{claim.share_qualifier or ''} {claim.share_pct:f} per cent of {claim.share_of or '?'}".strip()
        parts = [claim.dependent or "", claim.relation, claim.supplier or "", ", ".join(claim.minerals)]
        parts += [claim.stage or "", share]
        parts += [f"place {claim.rank}" if claim.rank else "", f"in {claim.year}" if claim.year else ""]
    return " · ".join(p.replace("_", " ") for p in parts if p and p not in ("on ", "for "))


def as_facts(found: Explained) -> dict:
    """An explanation for machines."""
    return {
        "document": found.name,
        "reader_version": READER_VERSION,
        "published_on": found.document.published_on,
        "claims": found.counts(),
        "sentences": [
            {
                "number": line.number,
                "start": line.start,
                "end": line.end,
                "section": line.section,
                "text": line.text,
                "mentions": [{"words": line.text[m.start : m.end], **vars(m)} for m in line.mentions],
                "claims": [vars(t) for t in line.claims],
                "left": [{"candidate": x.candidate, "rule": x.rule, "why": x.why} for x in line.left],
            }
            for line in found.lines
        ],
        "set_aside": list(found.set_aside),
    }


def show_explained(found: Explained) -> None:
    """Print an explanation: mentions in colour, under each sentence its claims and what was left."""
    legend = Text()
    for what, colour in MENTIONS.values():
        legend.append(f"{what}", style=f"bold {colour}")
        legend.append("  ")
    shown.console.print(legend)
    counts = ", ".join(f"{n} {kind.replace('_', ' ')}" for kind, n in found.counts().items()) or "no claim"
    title = found.document.title or found.name
    shown.console.print(Text(f"{title}, published on {found.document.published_on or 'an unknown day'}: {counts}"))
    for line in found.lines:
        words = Text(f"{line.number + 1:>3}  {line.text}")
        for m in line.mentions:
            words.stylize(f"bold {MENTIONS[m.sign][1]}", m.start + 5, m.end + 5)
        shown.console.print(words)
        for t in line.claims:
            again = "" if t.is_evidence else "again: "
            shown.console.print(Text(f"     + {again}{t.says}  [{t.rule}, {t.confidence:.2f}]", style="green"))
        for x in line.left:
            shown.console.print(Text(f"     - {x.candidate.replace('_', ' ')}: {x.rule}. {x.why}", style="dim"))
    for piece in found.set_aside:
        shown.console.print(Text(f"     no sentence: {piece}", style="dim"))
