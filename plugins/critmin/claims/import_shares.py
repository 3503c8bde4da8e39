"""Who buys from whom: "Two thirds of German imports of magnesium come from China"."""

from collections.abc import Iterator
from dataclasses import replace

from critmin.claims import regex as re
from critmin.claims.claim import DependencyClaim
from critmin.claims.context import minerals_of
from critmin.claims.evidence_words import UNDONE
from critmin.claims.patterns import rule, signs
from critmin.claims.statement import Statement, stage_of
from critmin.claims.world_shares import is_shared

_IMPORT_FROM = rule(
    r"(?P<rate>‹R\d+›|\b(?:most|much|the bulk|the majority|a majority|the vast "
    r"majority))\s(?:or more\s)?of\s(?:the\s|all\s|total\s)*{C:to}(?:'s|'|\s|-)(?P<what>[^;]{0,80}?)\b(?:"
    r"imports?|supply|supplies|needs|demand|requirements|consumption|purchases)\b[^;]{0,80}?\b(?:come|"
    r"comes|came|coming|is|are|was|were|originat\w+|arriv\w+|sourced|supplied|"
    r"imported|bought|met|provided)\b[^;‹›]{0,30}?\b(?:from|by|in)\s(?:the\s)?{C:who}"
)
_SUPPLIES_OF = rule(
    r"{C:who}(?:,[^‹›;]{0,60},)?\s(?:[\w-]+\s){0,3}?(?:accounts?\sfor|accounted\sfor|"
    r"accounting\sfor|supplies|supplied|provides|provided|contributes|contributed|furnishes|makes up|made up|"
    r"represents|"
    r"represented|delivers|covers|meets|met|ships|was the source of|is the source "
    r"of|sends|sent|responsible for)\s(?:[\w-]+\s){0,4}?(?P<rate>‹R\d+›|most|the "
    r"bulk|the majority|much)\s(?:or more\s)?of\s(?:the\s|all\s|total\s)*{C:to}(?:'s|"
    r"'|\s)(?P<what>[^;]{0,80})"
)
_BUYS_FROM = rule(
    r"{C:to}(?:'s? \w+)?(?:,[^‹›;]{0,60},)?\s(?:[\w-]+\s){0,4}?(?:imports?(?!\sof)|"
    r"imported|buy|source|get(?!\srid)|obtain|procure|draw|covers?|covered|sources|"
    r"sourced|gets|got|obtains|obtained|buys|bought|purchases|purchased|receives|"
    r"received|procures|procured|relies on|relied on|importing|sourcing|getting|"
    r"draws)\s(?P<what>[^;]{0,110}?)\b(?:from|in)\s(?:the\s)?{C:who}"
)
_OF_THE_M = rule(
    r"\bof\s(?:the|its|all)\s(?:[\w-]+\s){0,3}?{M:what}[^;]{0,40}?\s(?:that|which)?\s?(?:the\s)?{C:to}\s("
    r"?:[\w-]+\s){0,3}?(?:imports?|imported|buys|bought|uses|used|purchased|purchases)\b(?P<figures>[^;]*"
    r")"
)
_THAT_BUYS = rule(
    r"(?P<rate>‹R\d+›|\b(?:[Mm]ost|[Nn]early all|[Aa]lmost all|[Mm]uch))\s(?:or "
    r"more\s)?of\s(?:the\s)?(?:[\w-]+\s){0,2}?{M:what}\s(?:[\w-]+\s){0,4}?(?:that|"
    r"which)?\s?(?:the\s)?{C:to}\s(?:imports?|imported|buys|bought|uses|used|purchases|"
    r"consumes)\b[^;]{0,50}?\b(?:comes?|came|is|was|are|were)\s(?:from\s)?(?:the\s)?{C:who}"
)
_SENDS = rule(
    r"{C:who}\s(?:[\w-]+\s){0,2}?(?:sends|sent|ships|shipped|exports|exported|"
    r"sells|sold|supplies|supplied)\s(?P<what>[^;‹›]{0,30}?{M}[^;‹›]{0,30}?)\sto\s(?:the\s)?{C:to}"
)
_IMPORTS_SHARE = rule(
    r"{C:to}(?:,[^‹›;]{0,60},)?\s(?:[\w-]+\s){0,3}?(?:imports?|imported|buys abroad|"
    r"bought abroad)\s(?:[\w-]+\s){0,4}?(?P<rate>‹R\d+›)\s(?:or more\s)?of\s(?:its|"
    r"the|their|all)\s(?P<what>[^;‹›]{0,40}?{M:what1})(?![^;]{0,60}\bfrom\s(?:the\s)?‹C)"
)
_NET_IMPORTER = rule(
    r"{C:to}(?:,[^‹›;]{0,60},)?\s(?:is|are|was|were|remains?|as|became|has become)\s(?:[\w'-]+\s){0,4}?(?:net|major|"
    r"heavy|leading|large|largest|biggest|significant|top)\s(?:[\w-]+\s){0,2}?importers?\sof\s(?P<what>[^;‹›]{0,30}?"
    r"{M:what1})"
)
_EXPORTS_TO = rule(
    r"(?P<rate>‹R\d+›|\b(?:most|much|the bulk|the majority|nearly all|almost all|"
    r"all))\s(?:or more\s)?of\s(?:the\s|all\s|total\s)*{C:who}(?:'s|'|\s)(?P<what>[^;]{0,80}?)\b(?:export"
    r"s?|output|production|shipments?)\b[^;‹›]{0,40}?\b(?:go|goes|went|are shipped|"
    r"is shipped|are sent|is sent|are exported|is exported|were shipped|head|heads|"
    r"destined|bound|ends up|end up|sold|flow|flows)\b[^;‹›]{0,20}?\b(?:to|for|"
    r"in)\s(?:the\s)?{C:to}"
)
_TAKES = rule(
    r"{C:to}\s(?:takes|took|buys|bought|imports|imported|absorbs|absorbed|receives|"
    r"received|accounts for|accounted for|purchases)\s(?:[\w-]+\s){0,3}?(?P<rate>‹R\d+›|"
    r"most|nearly all|almost all)\s(?:or more\s)?of\s(?:the\s|all\s)*{C:who}(?:'s|"
    r"'|\s)(?P<what>[^;]{0,80}?)\bexports?\b"
)
_SUPPLIER_TO = rule(
    r"{C:who}(?:,\s|\s(?:is|was|remains)\s|,\swhich is\s)(?:also\s|now\s)?(?:a|"
    r"an|one of (?:its|the)|the|its)\s(?P<size>(?:[\w-]+\s){0,3}?)(?:supplier|"
    r"source|exporter|provider)s?\sof\s(?P<what>[^;]{0,60}?)\b(?:to|for)\s(?:the\s)?{C:to}"
)


_PLANNED_BUY = re.compile(
    r"\b(?:hopes?|hoped|wants?|wanted|plans?|planned|will|would|could|may|might|seeks?|sought|aims?|agreed|expects?|"
    r"intends?|promised|should|can|talks|wishes|not|never|no longer|n't|stopped)\b"
)


def imports(at: Statement) -> Iterator[DependencyClaim]:
    """ "Two thirds of German imports of magnesium come from China", "India buys most of Omani chrome exports"."""
    folded = at.folded
    for pattern, name in re.asked(
        folded,
        (
            (_IMPORTS_SHARE, "imports_a_share"),
            (_NET_IMPORTER, "net_importer"),
        ),
    ):
        for m in pattern.finditer(folded):
            minerals = minerals_of(at.mention(m["what1"]))
            place = next(s for s in signs(folded, "M") if s.group() == m["what1"])
            for to in at.values(m["to"], m.start())[:1] if minerals else ():
                yield at.claim(
                    "relies_on",
                    name,
                    to,
                    None,
                    minerals,
                    stage_of(at, place, minerals),
                    at.mention(m["rate"]) if "rate" in m.groupdict() else None,
                    "consumption",
                )
    if folded.count("‹C") < 2:
        return
    seen: set[tuple] = set()
    for m in _OF_THE_M.finditer(folded):
        minerals = minerals_of(at.mention(m["what"]))
        place = next(s for s in signs(folded, "M") if s.group() == m["what"])
        for to in at.values(m["to"], m.start())[:1]:
            for r in signs(folded, "R", m.start("figures"), m.end("figures")):
                near = re.match(r"\s(?:\w+\s){0,3}?(?:from\s(?:the\s)?|(?:is|was)\s)(‹C\d+›)", folded[r.end() :])
                giver = re.search(
                    (
                        r"(‹C\d+›)\s(?:(?:supplied|provided|sent|delivered|accounted for|"
                        r"supplies)\s)?(?:about\s|some\s|more than\s)?(?:a\s)?$"
                    ),
                    folded[m.start("figures") : r.start()],
                )
                who = near.group(1) if near else giver.group(1) if giver else None
                if who and minerals:
                    for w in at.values(who, m.start()):
                        seen.add((to, w, minerals))
                        yield at.claim(
                            "relies_on",
                            "of_the_imported",
                            to,
                            w,
                            minerals,
                            stage_of(at, place, minerals),
                            at.mention(r.group()),
                            "importer_imports",
                        )
    for pattern, name, share_of in re.asked(
        folded,
        (
            (_IMPORT_FROM, "import_share", "importer_imports"),
            (_EXPORTS_TO, "exports_go_to", "supplier_exports"),
            (_TAKES, "takes_exports", "supplier_exports"),
            (_SUPPLIES_OF, "supplies_share", "importer_imports"),
            (_BUYS_FROM, "buys_from", "importer_imports"),
            (_SUPPLIER_TO, "supplier_to", None),
            (_THAT_BUYS, "share_of_what_is_bought", "importer_imports"),
            (_SENDS, "sends_to", None),
        ),
    ):
        for m in pattern.finditer(folded):
            if name == "share_of_what_is_bought" and m["to"] == m["who"]:
                continue
            if UNDONE.search(folded[max(0, m.start() - 8) : m.end()]):
                continue
            what = m["what"] + folded[m.end("what") : m.end("what") + 60]
            place = next(
                (
                    s
                    for s in signs(folded, "M", m.start("what"), min(len(folded), m.end("what") + 60))
                    if minerals_of(at.mention(s.group()))
                ),
                None,
            )
            if name in ("supplies_share",) and not re.search(
                r"\b(?:imports?|supply|supplies|needs|demand|consumption|requirements|purchases)\b", what
            ):
                continue
            if (name == "buys_from" and _PLANNED_BUY.search(folded[m.end("to") : m.start("what")])) or (
                name == "buys_from"
                and (place is None or place.start() > m.end("what"))
                and not re.search(r"\bof the metals?|minerals\b", m["what"])
            ):
                continue
            if place is not None:
                minerals = minerals_of(at.mention(place.group()))
                stage = stage_of(at, place, minerals)
            elif name == "supplier_to" and re.search(
                r"\b(?:the|these|those)\s(?:metals?|minerals?|materials?|‹P)", m["what"] + " "
            ):
                minerals, stage = at.context.minerals_near(at.i, m.start(), 1), None
            else:
                minerals, stage = (
                    at.context.minerals_near(at.i, m.end(), 1)
                    if re.search(r"\bof it|them|the (?:metal|mineral)\b", what)
                    else (),
                    None,
                )
            if not minerals:
                continue
            word = m.groupdict().get("rate")
            share = (
                at.mention(word)
                if word and word.startswith("‹")
                else at.rate_within(m.start("what"), m.end("what"))
                if name == "buys_from"
                else None
            )
            kind = (
                "consumption"
                if share_of == "importer_imports"
                and re.search(r"\b(?:consumption|demand|needs|requirements)\b", what[:90])
                else share_of
            )
            year = at.year(share) if share else None
            if is_shared(at, m["who"]):
                share = None  # "95% came from Peru and Laos combined"
            for to in at.values(m["to"], m.start())[:1]:
                for who in at.values(m["who"], m.start()):
                    if who != to and (to, who, minerals) not in seen:
                        seen.add((to, who, minerals))
                        yield at.claim("relies_on", name, to, who, minerals, stage, share, kind, year=year)


_PARTED = re.compile(
    r"(‹R\d+›)\sof\s(?:its|their|the)\s[^;]{2,60},\s(?:and\s|with\s)?(?:(?:about\s|some\s|nearly\s|over\s|more than\s)?"
    r"(‹R\d+›)(?:\sof\s(?:it|them|this|these|which))?|mostly|mainly|chiefly|largely|primarily|principally|predominantly)"
    r"\s(?:coming\s)?from\s(?:the\s)?‹C"
)


def parted(at: Statement, found: list[DependencyClaim]) -> list[DependencyClaim]:
    """ "Spain imports 90% of its tin, two thirds of it from Peru": the first figure is of all imports, and none of
    Peru's."""
    m = _PARTED.search(at.folded)
    first = at.mention(m[1]).item.value if m else None
    if first is None:
        return found
    own = at.mention(m[2]).item.value if m[2] else None
    out, whole = [], False
    for claim in found:
        if claim.relation == "relies_on" and claim.dependent and claim.share_pct == first:
            if not whole:
                out.append(replace(claim, supplier=None, share_of="consumption"))
                whole = True
            claim = replace(claim, share_pct=own, share_qualifier="exactly" if own else None)
            if claim.supplier is None or any(c.supplier == claim.supplier for c in out):
                continue
        out.append(claim)
    return out
