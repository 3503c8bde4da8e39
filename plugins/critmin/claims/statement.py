"""One sentence as the rules of dependencies see it, and the making of a claim from it."""

from dataclasses import dataclass

from critmin.claims import regex as re
from critmin.claims.claim import DependencyClaim
from critmin.claims.context import Context
from critmin.claims.mentions import Mention
from critmin.claims.patterns import signs

CONFIDENCE = {
    "reliance": 0.85, "dominance_noun": 0.85, "dominance_verb": 0.8, "dominance_topic": 0.6, "world_share": 0.92,
    "share_made_in": 0.9, "import_share": 0.9, "rank": 0.88, "producer": 0.7, "home_to": 0.75,
}  # fmt: skip


_QUANTITY = re.compile(
    r"\d\s?(?:million\s|thousand\s|k)?(?:metric\s)?(?:tonnes?|tons?|t|kt|mt|pounds|kg|kilos?|kilogram\w*|ounces|carats)\b|"
    r"‹U\d+›|\b(?:worth|totall?ed|valued at)\b",
    re.IGNORECASE,
)
_NO_YEAR_OF = re.compile(r"\b(?:since|until|till|by|from|after|before|signed in|in early|through to|to)\s(?:\w+\s)?$")


@dataclass
class Statement:
    """Sentence `i` of a document, folded."""

    context: Context
    i: int
    before: tuple[DependencyClaim, ...] = ()

    def __post_init__(self):
        self.sentence = self.context.folded(self.i)
        self.folded: str = self.sentence.folded
        self.text: str = self.sentence.text
        self.mentions: tuple[Mention, ...] = self.sentence.mentions

    def mention(self, sign: str) -> Mention:
        return self.sentence[sign]

    def values(self, sign: str, place: int | None = None) -> tuple[str, ...]:
        return self.context.values(self.i, self.mention(sign), place)

    def rate_within(self, start: int, end: int) -> Mention | None:
        found = signs(self.folded, "R", start, end)
        return self.mention(found[0].group()) if found else None

    def year(self, near: Mention) -> int | None:
        """The year that the sentence gives a figure: the nearest one; of a range the last."""
        dated = [
            m
            for m in self.mentions
            if m.sign == "D" and m.item.year and m.item.precision in ("year", "relative", "month")
        ]
        if not dated:
            return None
        behind = [
            m
            for m in dated
            if m.start > near.start and not any(o.sign == "R" and near.start < o.start < m.start for o in self.mentions)
        ]
        return (behind or sorted(dated, key=lambda m: abs(m.start - near.start)))[0].item.year

    def year_told(self, is_ranked: bool) -> int | None:
        """The one year of a sentence that ranks or weighs: "Peru sold 40,000 tonnes to Italy in 2023"."""
        if "‹R" in self.folded or not (is_ranked or _QUANTITY.search(self.folded)):
            return None
        dated = [m for m in self.mentions if m.sign == "D" and m.item.year]
        if not dated or len({m.item.year for m in dated}) > 1:
            return None
        before = self.text[max(0, dated[0].start - 16) : dated[0].start]
        limit = self.context.published_on.year if self.context.published_on else 9999
        return dated[0].item.year if dated[0].item.year <= limit and not _NO_YEAR_OF.search(before) else None

    def claim(
        self,
        relation: str,
        rule: str,
        dependent: str | None,
        supplier: str | None,
        minerals: tuple[str, ...],
        stage: str | None = None,
        share: Mention | None = None,
        share_of: str | None = None,
        rank: int | None = None,
        year: int | None = None,
    ) -> DependencyClaim:
        value = share.item.value if share else None
        if share is not None and year is None:
            year = self.year(share)
        if share is not None and year is None and not any(m.sign in "MD" for m in self.mentions):
            told = next((c for c in reversed(self.before) if c.minerals == minerals and c.share_of == share_of), None)
            year, stage = (told.year, stage or told.stage) if told else (year, stage)
        if share is None and year is None:
            year = self.year_told(rank is not None)
        return DependencyClaim(
            evidence=self.context.quote(self.i),
            rule=f"dependency.{rule}",
            confidence=CONFIDENCE.get(rule, 0.75),
            relation=relation,
            dependent=dependent,
            supplier=supplier,
            minerals=minerals,
            stage=stage,
            share_pct=value,
            share_qualifier=share.item.qualifier if share and value is not None else None,
            share_of=share_of if value is not None else None,
            rank=rank,
            year=year,
        )


def stage_of(at: Statement, place: re.Match, minerals: tuple[str, ...], since: int | None = None) -> str | None:
    """The stage that the words around a mineral name: "refined gallium", "nickel ore", "rare earth processing".

    `since` widens the look to the left ("a hold on smelting tin"). Several stages: None.
    """
    mention = at.mention(place.group())
    of_form = {p.detail for p in mention.each if p.sign == "M" and p.detail}
    found = [s for s in of_form if s]
    begin = mention.start - (14 if since is None else 34)
    end = mention.end + 26
    words = at.text
    for stage in at.sentence.stages:
        if begin <= stage.start and stage.end <= mention.start:
            between = words[stage.end : mention.start]
            if re.fullmatch(r"\s?(?:of\s|and\s|the\s|raw\s|global\s|most\s|world's\s|all\s){0,2}\s?", between) or (
                since is not None and len(between) < 12 and "," not in between
            ):
                found.append(stage.values[0])
        elif mention.end <= stage.start < end:
            between = words[mention.end : stage.start]
            is_verb = "and" in between and words[stage.start : stage.end].lower().endswith(("es", "ed"))
            if not is_verb and re.fullmatch(r"[\s-]?(?:\(|(?:ore|oxide|metal|and|production|of|raw)\s){0,2}", between):
                found.append(stage.values[0])
    found = list(dict.fromkeys(found))
    return found[0] if len(found) == 1 else None


NEGATED = re.compile(
    r"(?:\bnot|n't|\bno longer|\bnever|\bwithout|\bless|\bindependent|\bneither|\bcannot)(?:\s\w+){0,2}\s?$|"
    r"\b(?:neither|nor)(?:\s[\w‹›]+){0,4}\s?$",
    re.IGNORECASE,
)
