"""The words that name a trade measure, and those that say how far it has come."""

from dataclasses import dataclass
from functools import lru_cache

from critmin.claims import regex as re
from critmin.claims.patterns import rule

_EXPORTS = (
    r"(?:exports?(?![\s-](?:controls?|restrictions?|curbs?|bans?|limits?|quotas?|"
    r"licen|rules|permits?))|exporting|shipments?|overseas sales|supplies|outflows?)"
)
_OF_M = r"(?:all\s|the\s|its\s|their\s|raw\s|any\s|most\s|some\s|unprocessed\s|domestic\s|further\s){0,3}"
_GOODS_OF = (  # a country or its goods, that are no duty of its own
    r"(?:(?:the|all|any|those|goods|imports|products|shipments|from|of)\s|{MP}\sfrom\s){0,4}{C}"
    r"(?!(?:'s?)?\s(?!from\b)(?:[\w-]+\s|{MP}\s){0,3}(?:tariff|dut|lev|ban|quota|control|law|econom|growth|price))"
)
_LIMIT = r"(?:controls?|restrictions?|curbs?|limits|clampdown|constraints)"
_BAN_VERB = (
    r"(?:ban|bans|banned|banning|halt|halts|halted|halting|stop|stops|stopped|stopping|"
    r"end|ends|ending|ended|freeze|froze|freezing|frozen|block|blocks|blocked|blocking|"
    r"prohibit|prohibits|prohibited|prohibiting|withhold|withheld|withholding|forbidden|"
    r"forbidding|outlaw|outlawed|outlawing|cease|ceased|embargo|embargoed|suspend|"
    r"suspends|suspended|suspending|forbid|forbids|forbade|bar|bars|barred|barring)"
)
_LIMIT_VERB = (
    r"(?:restrict|restricts|restricted|restricting|curb|curbs|curbed|curbing|limit|"
    r"limits|limited|limiting|tighten|tightened|tightening|choke off|choked off|choking "
    r"off|throttle|throttled|squeeze|squeezed)"
)


@dataclass(frozen=True)
class Head:
    """A phrase that names a measure, at a place in a folded sentence."""

    measure: str
    start: int
    end: int
    is_export: bool = False


# in order: an earlier pattern takes its words, a later one does not see them
_HEADS: tuple[tuple[str, re.Pattern, bool], ...] = (
    (
        "tariff_rate_quota",
        rule(
            r"\btariff[- ]rate quotas?\b|\bTRQs?\b|\bout-of-quota\s(?:dut(?:y|ies)|tariffs?|rates?|imports)\b|"
            r"\b(?:tariff|duty|dut(?:y|ies))[- ]free\s(?:{MP}\s)?(?:import\s)?(?:tariff\s)?(?:quotas?|volumes?|"
            r"allowances?|limits?|allocations?|tonnages?)\b|"
            r"\b(?:limit|cap|cut|reduc|restrict|curb|halv|slash|shrink)(?:e|es|s|ed|ped|ted|ting|ping|ing)?\s"
            r"(?:the\s|its\s)?(?:tariff|duty)-free\s(?=(?:[\w-]+\s){0,2}(?:‹[MP]|imports?\b))"
        ),
        False,
    ),
    (
        "anti_dumping_duty",
        rule(
            r"\banti-?dumping(?:\sduty)?(?:\s\(ADD?\))?(?:\s?(?:and|/|or)\s?(?:countervailing|anti-?subsidy)(?:\sduty)?"
            r"(?:\s\(CVD\))?)?\s(?:dut(?:y|ies)|tariffs?|lev(?:y|ies)|tax(?:es)?|penalt(?:y|ies)|measures|orders?|"
            r"inquir(?:y|ies)|investigations?|probes?|cases?|margins?|deposits?|rates?|petitions?|reviews?)\b|"
            r"\b(?-i:AD)(?:/CVD)?\s(?:dut(?:y|ies)|orders?|investigations?|petitions?|cases?|margins?|rates?)\b|"
            r"\bdumping\s(?:margins?|duties|rates?)\b|\bthe\ssame\sorders?\b"
        ),
        False,
    ),
    (
        "countervailing_duty",
        rule(
            r"\b(?:countervailing|anti-?subsidy)(?:\sduty)?(?:\s\(CVD\))?(?:\s(?:and|"
            r"/)\santi-?dumping)?\s(?:dut(?:y|ies)|"
            r"tariffs?|lev(?:y|ies)|measures|orders?|inquir(?:y|ies)|investigations?|probes?|cases?|margins?|deposits?|"
            r"rates?|petitions?|reviews?)\b|"
            r"\bsubsid(?:y|i[sz]ation)\s(?:rates?|margins?)\b|"
            r"\b(?-i:CVD)\s(?:dut(?:y|ies)|orders?|investigations?|petitions?|cases?|margins?|rates?)\b"
        ),
        False,
    ),
    (
        "safeguard_duty",
        rule(
            r"\bsafeguards?\s(?:dut(?:y|ies)|measures?|tariffs?|lev(?:y|ies)|tax|investigations?|probes?|"
            r"inquir(?:y|ies))\b"
        ),
        False,
    ),
    (
        "export_quota",
        rule(
            rf"\bexport[- ](?:quotas?|caps?)\b|\bquotas?\s(?:on|for)\s(?:[^;‹›]{{0,20}})?(?:{{M}}\s)?{_EXPORTS}"
            rf"\b|\b{{M}}\sexport\squotas?\b|\bcap(?:s|ped|ping)?\s(?:on\s)?(?:[^;‹›]{{0,12}})?(?:{{M}}\s"
            rf")?exports\b|{{M}}\squotas?\b|\d[\d,.]*\s?(?:t|mt|tonnes?|tons?)\s(?:cap|quota|limit)\b"
        ),
        True,
    ),
    (
        "export_tax",
        rule(
            r"\bexport[- ](?:tax(?:es)?|dut(?:y|ies)|lev(?:y|ies)|tariffs?|royalt(?:y|"
            r"ies))\b|\b(?:tax|taxes|duty|duties|levy|levies)\son\s(?:[^;‹›]{0,12})?(?:{MP}\s)?exports\b"
        ),
        True,
    ),
    (
        "import_ban",
        rule(
            r"\bimport[- ]bans?\b|\bbans?\son\s(?:the\s)?(?:imports?|importing)\b|"
            rf"\b{_BAN_VERB}\s(?:the\s|all\s)?(?:{{MP}}\s)?(?:imports?|importing|"
            rf"importation)\b(?:\sof)?|\bban\son\s(?:‹C\d+›\s){{MP}}\simports\b|\b(?:banned|bans|banning|barred|"
            rf"bars|prohibiting|"
            r"prohibited|prohibits)\s(?:all\s)?{{C}}\s{{MP}}"
        ),
        False,
    ),
    (
        "export_control",
        rule(
            r"\b(?:put|puts|placed?|placing|brought|bring)\s[^;]{0,90}?\sunder\s(?:stricter\s|"
            r"strict\s|new\s)?export[\s-]controls?\b"
        ),
        True,
    ),
    (
        "export_ban",
        rule(
            r"\b(?:exports?|shipments?|sales)\sof\s[^;]{0,80}?\s(?:have been|has "
            r"been|are|were|is|was|will be|had been)\s(?:also\s|now\s)?(?:banned|"
            r"halted|prohibited|forbidden|stopped|frozen|barred|blocked|outlawed)\b|{MP}\s(?:ore\s)?may\s(?:no "
            r"longer|not)\sbe\sexported\b|\bbans?\son\s(?:the\s)?(?:sales?|exports?)\sof\b"
        ),
        True,
    ),
    (
        "licensing",
        rule(
            r"\b(?:need(?:s|ed)?|requir(?:e|es|ed|ing)|demand(?:s|ed|ing)?|ask(?:s|"
            r"ed)? for|apply for|introduc(?:e|es|ed|ing)|under)\s(?:an?\s|new\s|"
            r"the\s|export\s|government\s|special\s|state\s|its\s){0,3}(?:export\s)?(?:licen[cs]es?|"
            r"permits?)\b|\bexport[\s-]permits?\b|\b(?:licen[cs]es?|permits?)\s(?:for|"
            r"that)\s(?=[^;]{0,40}‹[CMP])|\bexport[- ]licen[cs](?:es?|ing)(?:\s(?:requirements?|"
            r"regime|system|rules?))?\b|\bimport[- ]licen[cs]ing(?:\srequirements?)?\b|"
            r"\bgeneral licen[cs]es?\b"
        ),
        True,
    ),
    (
        "export_ban",
        rule(
            rf"\bexport[- ](?:bans?|embargo(?:es)?|prohibitions?|halt|moratorium|suspension)\b"
            r"|\b(?:bans?|embargo(?:es)?|prohibitions?|halt|moratorium|suspension)\s(?:on|"
            rf"to|of)\s(?:the\s)?{_OF_M}(?:{{MP}}\s)?{_EXPORTS}\b(?:\sof\b)?"
            rf"|\b{_BAN_VERB}\s{_OF_M}(?:{{MP}}\s)?{_EXPORTS}\b(?:\sof\b)?"
            rf"|\bban(?:s|ned|ning)?\s(?:on\s)?(?:the\s)?(?:export|sale)\b"
            rf"|\b{_BAN_VERB}\s(?:the\s)?exports?\sof\b"
            rf"|{{M}}(?:\s(?:ore|concentrate|metal))?\s(?:export\s)?(?:ban|embargo|halt|moratorium)\b"
            r"|\b(?:ban|embargo)\son\s(?:exporting\s)?(?:raw\s|unprocessed\s|unrefined\s|"
            rf"lithium\s)?{{MP}}(?!\simports)"
        ),
        True,
    ),
    (
        "export_control",
        rule(
            rf"\b(?:{{M}}\s)?export[- ]{_LIMIT}\b(?!\slaw)"
            rf"|\bexport[- ]control\s(?:list|catalogue|catalog|regime|measures?|regulations?|rules?)\b"
            rf"|\b{_LIMIT}\s(?:on|over|of)\s(?:the\s)?{_OF_M}(?:{{MP}}\s)?{_EXPORTS}\b(?:\sof\b)?"
            rf"|\b{_LIMIT_VERB}\s(?:the\s)?{_OF_M}(?:{{MP}}\s)?{_EXPORTS}\b(?:\sof\b)?"
            rf"|\bcurb(?:s|ed|ing)?\s(?:the\s)?exports?\b"
            rf"|\blicensing requirements?\s(?:limiting|restricting|for|on)\s(?:the\s)?exports?\b(?:\sof\b)?"
            rf"|{{M}}\s(?:controls|curbs|restrictions|export\scurbs)\b"
            rf"|\b(?:controls|curbs|restrictions)\son\s(?:[^;‹›]{{0,16}}){{M}}"
        ),
        True,
    ),
    ("import_quota", rule(r"\bimport[- ]quotas?\b|\bquotas?\son\s(?:{MP}\s)?imports\b"), False),
    ("price_floor", rule(r"\bminimum import prices?\b|\bprice[- ]floors?\s(?:on|for)\simports\b"), False),
    (
        "processing_requirement",
        rule(
            r"\b(?:local|domestic|in-country)[- ](?:processing|refining|beneficiation|"
            r"value-addition)\s(?:requirements?|mandates?|rules?|obligations?)\b"
        ),
        True,
    ),
    (
        "sourcing_restriction",
        rule(
            r"\bforeign[- ]entit(?:y|ies)[- ]of[- ]concern\s(?:rules?|restrictions?|"
            r"requirements?)\b|\bsourcing\s(?:restrictions?|bans?)\b"
        ),
        False,
    ),
    (
        "exemption",
        rule(
            r"\ballow(?:s|ed|ing)?\s(?:temporary\s|limited\s|some\s|the\s)?imports?\sof\b"
            r"(?![^;]{0,90}\sto\s(?:remain|stay|rise|fall|grow|increase|compete|be)\b)|"
            r"\b(?:exemptions?|carve-?outs?|waivers?|exclusions?|exceptions)\b|\bexempt(?:s|"
            r"ed|ing)?\b|\b(?:will|would|do|does|shall)\snot\sapply\sto\b|\bno longer "
            r"be subject to\b|\bnot (?:be )?(?:subject to|liable to|covered by|face|pay|incur|attract)(?= (?:the |"
            r"these |those |this |any |such |‹[CMPR]\d+›(?:'s)? |[\w-]+ ){0,4}(?:tariff|dut|lev|measure))|"
            r"\b(?:is|are|were|be|been|was)\s(?:\w+ly\s|also\s|all\s|both\s)?(?:excluded|spared|left out|carved out|"
            r"unaffected|not (?:affected|covered|included))\b|"
            rf"\b(?:spar(?:e|es|ed|ing)|exclud(?:e|es|ed|ing)|leav(?:e|es|ing) out)\s(?={_GOODS_OF})|"
            rf"\b(?:does|do|did|will|would|shall) not (?:affect|cover|include|hit|touch|extend to)\s(?={_GOODS_OF})"
        ),
        False,
    ),
    (
        "tariff",
        rule(
            r"(?<!export )(?<!export-)(?<!non-)(?<!non )\b(?:counter-?)?(?:tariffs?|lev(?:y|ies)|import "
            r"tax(?:es)?|import dut(?:y|ies)|rates? of duty|surcharges?|surtax(?:es)?|taxes on "
            r"(?:all )?imports)\b|\bsection\s(?:201|232|301)\s(?:[a-z-]+\s){0,3}(?:investigations?|probes?|"
            r"inquir(?:y|ies))\b|"
            r"(?<!heavy-)(?<!heavy )(?<!on )(?<!call of )(?<!double "
            r")(?<!export )(?<!off )\bdut(?:y|ies)\b(?!\sof\scare|\s?-?free|\sfree|"
            r"\sto\b)"
        ),
        False,
    ),
)
_NO_HEAD_AFTER = re.compile(
    (
        r"[\s-](?:schedules?|lines?|codes?|revenues?|wars?|negotiations|talks|policy|"
        r"policies|polic\w+|of tolls|preference\w*|concessions?|truce|classification|"
        r"elimination|evasion|row|dispute|free|talk|programmes?|programs?|agenda|authority|powers|uncertainty|"
        r"turmoil|headwinds|"
        r"risks?|refunds?|deals?|board|commission|act\b|numbers?|exemptions?|waivers?)\b"
    ),
    re.IGNORECASE,
)


@lru_cache(maxsize=64)  # several rules ask of one sentence
def heads(folded: str) -> tuple[Head, ...]:
    """The measures that a folded sentence names, in order; each word belongs to one of them."""
    taken: list[tuple[int, int]] = []
    found: list[Head] = []
    for measure, pattern, is_export in re.asked(folded, _HEADS, 1):
        for m in pattern.finditer(folded):
            if any(a < m.end() and m.start() < b for a, b in taken) or m.end() == m.start():
                continue
            taken.append((m.start(), m.end()))
            if measure == "tariff" and _NO_HEAD_AFTER.match(folded, m.end()):
                continue
            found.append(Head(measure, m.start(), m.end(), is_export))
            if measure == "anti_dumping_duty" and re.search(r"countervailing|subsidy", m.group(), re.IGNORECASE):
                found.append(Head("countervailing_duty", m.start(), m.end()))
            if measure == "countervailing_duty" and re.search(r"dumping", m.group(), re.IGNORECASE):
                found.append(Head("anti_dumping_duty", m.start(), m.end()))
    return tuple(sorted(found, key=lambda h: h.start))


# status cues, the strongest first: the first that stands in the clause decides
STATUS: tuple[tuple[str, str, re.Pattern], ...] = (
    (
        "kept",
        "law",
        rule(
            r"\b(?:retain(?:s|ed|ing)?|maintain(?:s|ed|ing)?|keep(?:s|ing)?|kept|remain(?:s|ed|ing)?|"
            r"stay(?:s|ed)?|leaving|leaves|left|surviv(?:e|es|ed)|(?:does|do|did|will) not (?:affect|impact|"
            r"touch|apply to|cover|change)|"
            r"(?:doesn't|don't|won't|didn't) (?:affect|impact|touch))\b(?!\s(?:suspended|paused|frozen|on hold|on ice))"
        ),
    ),
    (
        "annulled",
        "law",
        rule(
            r"\b(?:struck down|strikes down|voided|voids|annul\w*|invalidat\w*|ruled "
            r"(?:[^;‹›]{0,60} )?(?:illegal|unlawful|invalid|unconstitutional)|(?:ruled|held|found|decided|said) "
            r"(?:that )?[^;]{0,60}"
            r"(?:cannot|could not|may not|no (?:power|authority)|not (?:authori[sz]e|allow|permit|empower|let))|"
            r"confers? no power|quash\w*|overturn\w*|nullif\w*)\b"
        ),
    ),
    (
        "withdrawn",
        "denied",
        rule(
            r"\b(?:no longer (?:considering|plan\w*|going|intend\w*|threaten\w*|"
            r"under consideration)|ruled out|(?:ruled|voted|decided) against|not (?:to )?(?:follow "
            r"through|go ahead|go through|proceed|press ahead)|"
            r"called off|calls off|scrap(?:ped|"
            r"ping)|(?:to|will|would|may) scrap|scraps (?:the|its|all|an?)|abandon(?:s|ed|ing)?|"
            r"dropp(?:ed|ing)|drops|back(?:s|ed|ing)? "
            r"(?:off|down|away) from|backs down|climb\w* down|shelv(?:e|es|ed|ing) "
            r"plans|will not impose|won't impose|not impose|kill(?:s|ed)?\b|negative "
            r"vote|never (?:came|took|went) (?:into|effect))\b"
        ),
    ),
    (
        "withdrawn",
        "law",
        rule(
            r"\b(?:eliminate (?:approximately |about |almost |nearly )?‹R\d+› of|"
            r"withdr[ae]w\w*|rescind\w*|revok\w*|repeal\w*|lift(?:s|ed|ing)?\b(?! "
            r"off)|remov(?:e|es|ed|ing|al)\b|eliminat\w+|end(?:ed|ing|s)? (?:those|"
            r"these|the|its|his)\b|cancel\w*|terminat\w*|roll(?:s|ed|ing)? back|"
            r"scrapped|drop(?:s|ped|ping)? (?:the|its|all)|axed|swap(?:s|ped)?|ended|"
            r"abolish\w*)\b"
        ),
    ),
    ("expired", "law", rule(r"\b(?:expired|lapsed|ran out|has run out)\b")),
    (
        "suspended",
        "law",
        rule(
            r"\b(?:suspend(?:s|ed|ing)?|suspension of|paus(?:e|es|ed|ing)|shelv(?:e|"
            r"es|ed|ing)|on hold|put on ice|freez(?:e|es|ing) (?:the|its)|waiv(?:e|"
            r"es|ed|ing))\b"
        ),
    ),
    (
        "delayed",
        "law",
        rule(r"\b(?:postpon\w*|delay(?:s|ed|ing)?|push(?:es|ed|ing)? back|defer(?:s|red|ring)?|put off)\b"),
    ),
    (
        "extended",
        "law",
        rule(
            r"\bextend(?:s|ed|ing)?\b|\bextension of\b|\bprolong\w*\b|"
            r"\brenew(?:s|ed|ing)?\s(?=(?:the|its|an?|anti|counter|safeguard|definitive|provisional)\b)"
        ),
    ),
    ("reinstated", "law", rule(r"\b(?:reinstat\w*|reimpos\w*|restor(?:e|es|ed|ing) (?:the )?(?:tariffs|duties))\b")),
    (
        "threatened",
        "threatened",
        rule(
            r"\b(?:(?<!long-)(?<!much-)threat(?:s|en|ens|ened|ening)?|vow(?:s|ed|ing)?|warn(?:s|ed|ing)?|"
            r"float(?:s|ed|ing)?|would (?:face|be hit)|will either be|menac\w+)\b"
        ),
    ),
    (
        "proposed",
        "considered",
        rule(
            r"\b(?:wants? (?:an?|to (?:impose|tax|ban|introduce))|(?:plan|draft|"
            r"bill)\b[^;‹›]{0,60}\b(?:before|in) (?:the )?(?:parliament|congress|"
            r"legislature)|plan\b[^;]{0,90}\bis (?:now )?before (?:the )?‹|seeks? to|propos(?:e|es|ed|ing|al|"
            r"als)|call(?:s|ed|ing)? "
            r"(?:on|for)\b|consider(?:s|ed|ing)?|inquir(?:y|ies)|probes?|opened (?:an?|both|two)\b|"
            r"(?:launch|initiat|start|beg[aiu]n)\w* (?:an? )?(?:new )?(?:[\w-]+ )?(?:cases?|reviews?)\b|weigh(?:s|"
            r"ed|ing)?|mull(?:s|ed|"
            r"ing)?|investigat\w+|petition\w*|push(?:es|ed|ing)? for|study(?:ing)?|explor(?:e|"
            r"es|ed|ing) (?:a|the|new|imposing)|suggest(?:s|ed|ing)?|recommend\w*|"
            r"contemplat\w*|eyeing|eyes (?=(?:an?|new|fresh|‹R)\b)|draft|"
            r"(?:may|might|could) (?:\w+ly |also |soon |still |then |now )?(?:impose|introduce|levy|slap)|"
            r"potential (?:imposition|introduction|new)|possible (?:imposition|"
            r"introduction|new))\b"
        ),
    ),
    (
        "scheduled",
        "scheduled",
        rule(
            r"\b(?:scheduled|due to (?:take|come|start|begin|go)|(?:to|will|would|"
            r"set to|shall|is to|are to) (?:take effect|go into effect|come into "
            r"(?:force|effect)|enter into force|start|begin|apply|kick in)|goes? "
            r"into effect|takes? effect|effective from)\b"
        ),
    ),
    (
        "announced",
        "announced",
        rule(
            r"\b(?:(?:was|is|were|are) (?:raising|imposing|introducing|putting|lifting|doubling|hiking)\b|"
            r"(?:an )?announcement of (?:an?|new|further|the)|will (?:also |now |soon |then )?(?:limit|stop|"
            r"halt|require|curb|block|freeze|forbid|prohibit|"
            r"outlaw|exempt|spare|cap|ration|"
            r"tighten|set|add|expand|ban|impose|introduce|be taxed|increase|raise|face|pay|"
            r"have|be (?:charged|levied|added)|be subject|end|halt|cut|lower|reduce|levy|charge|restrict|apply|"
            r"put|not)|would (?:slap|hit|charge|tax|double|respond with|levy|impose|introduce|put|apply|raise|"
            r"restrict|ban|reciprocat\w+|"
            r"levy|set)|going to (?:impose|put|introduce|raise)|plan(?:s|ned|ning)? "
            r"(?:to|on|for)|intends? (?:‹D\d+› )?to|intended to|announc(?:e|es|ed|"
            r"ing)|unveil(?:s|ed|ing)?|sign(?:s|ed|ing)? (?:an?|the|three|two|several)?\s?(?:executive "
            r"|historic )?(?:orders?|proclamations?)|said (?:it|he|she|they) would|"
            r"pledg\w+|confirm\w* (?:that )?(?:it|‹C\d+›) will|wants? to|agreed "
            r"to|is implementing|to impose|to introduce|commit\w*|promis\w+)\b"
        ),
    ),
    (
        "in_force",
        "law",
        rule(
            r"\b(?:stay(?:s|ed)? in place|impos(?:e|es|ed|ing)|in (?:force|effect|"
            r"place)|took effect|taken effect|came into (?:force|effect)|come into "
            r"effect|went into effect|has been hit|introduc(?:e|es|ed|ing)|tighten(?:s|"
            r"ed|ing)?|already|banned|halted|restricted|curbed|levied|levies|slapped|"
            r"enacted|implement\w+|faces?|hiked|raised|doubled|increased|is|are)\b"
        ),
    ),
)
HEDGE = rule(r"\b(?:possibly|may|might|could|reportedly|perhaps|likely|expected to|rumou?red|said to be|appears? to)\b")
LATEST = {
    "withdrawn": 5,
    "annulled": 5,
    "suspended": 4,
    "delayed": 4,
    "expired": 4,
    "extended": 3,
    "reinstated": 3,
    "in_force": 2,
    "reduced": 2,
    "scheduled": 2,
    "announced": 1,
    "proposed": 0,
    "threatened": 0,
}
EXPIRED = rule(
    r"\b(?:in (?:his|her|their|its) first term|during (?:his|her) first term|temporarily|"
    r"former(?:ly)?|at the time|backed off from those|years? ago)\b"
)
EFFECT = re.compile(
    (
        r"\b(?:take|takes|took|taking|taken|go|goes|went|come|comes|came|coming|enter|"
        r"enters|entered)\s(?:into\s)?(?:effect|force)\b|\b(?:effective|on or after|starting|beginning|"
        r"begin|begins|start|starts|started|begun|from|as of|kick(?:s|ed)? in|with "
        r"effect from)\b"
    ),
    re.IGNORECASE,
)
REDUCED = re.compile(
    r"\b(?:lower(?:s|ed|ing)?|cut(?:s|ting)?|halv(?:e|es|ed|ing)|reduc(?:e|es|ed|ing)|slash(?:es|ed|ing)?)\b",
    re.IGNORECASE,
)
