"""Sums of money in a sentence: currency, full units, qualifier."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from critmin.claims import regex as re
from critmin.claims.rates import qualifier_before

_SYMBOLS = {
    "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD",
    "R$": "BRL", "NT$": "TWD", "MX$": "MXN", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW",
    "₽": "RUB", "Rs": "INR", "Rs.": "INR", "RM": "MYR", "Rp": "IDR", "CNY": "CNY", "RMB": "CNY",
}  # fmt: skip
_CODES = (
    "USD|EUR|GBP|JPY|CNY|AUD|CAD|NZD|CHF|SEK|NOK|DKK|INR|KRW|BRL|ZAR|IDR|MYR|SAR|AED|KZT|MXN|CLP|RUB|TRY|UAH|RMB|TWD"
)
_WORDS = {
    "us dollars": "USD", "u.s. dollars": "USD", "american dollars": "USD", "dollars": "USD", "dollar": "USD",
    "australian dollars": "AUD", "canadian dollars": "CAD", "euros": "EUR", "euro": "EUR", "pounds": "GBP",
    "yen": "JPY",
    "yuan": "CNY", "renminbi": "CNY", "rupees": "INR", "won": "KRW", "rand": "ZAR", "riyals": "SAR", "ringgit": "MYR",
    "rupiah": "IDR", "reais": "BRL", "roubles": "RUB", "rubles": "RUB", "kronor": "SEK", "kroner": "NOK",
    "swiss francs": "CHF", "dirhams": "AED", "tenge": "KZT", "pesos": "MXN", "hryvnia": "UAH",
}  # fmt: skip
_SCALES = {
    "thousand": 3, "k": 3, "lakh": 5, "million": 6, "mn": 6, "mln": 6, "m": 6, "crore": 7, "billion": 9, "bn": 9,
    "bln": 9, "b": 9, "trillion": 12, "tn": 12, "trn": 12, "t": 12,
}  # fmt: skip
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?"
_SCALE = r"(?:thousand|lakh|crore|million|billion|trillion|mln|mn|bln|bn|trn|tn|m|b|k|t)"
_MONEY = re.compile(
    r"(?P<symbol>US\$|AU\$|CA\$|NZ\$|HK\$|NT\$|MX\$|[ACSR]\$|\$|€|£|¥|₹|₩|₽|\bRs\.?\s|"
    r"\bRM(?=\s?\d)|\bRMB(?=\s?\d)|\bRp(?=\s?\d))\s?"
    rf"(?P<n1>{_NUMBER})(?:[\s-]?(?P<s1>{_SCALE})\b(?![-%]))?(?:\s(?P<code1>US|USD|AUD|CAD)\b)?"
    rf"|\b(?P<code2>{_CODES})\s?(?P<n2>{_NUMBER})(?:[\s-]?(?P<s2>{_SCALE})\b)?"
    rf"|(?<![\d.,$€£¥])\b(?P<n3>{_NUMBER})[\s-]?(?P<s3>{_SCALE})?\s?(?P<word>{_CODES}|"
    rf"{'|'.join(sorted(map(re.escape, _WORDS), key=len, reverse=True))}|€|£)(?![\w])",
    re.IGNORECASE,
)
_ANY = re.compile(
    r"[$€£¥₹₩₽]|\b(?:"
    + _CODES
    + (
        r"|Rs|RM|RMB|Rp)\b|dollar|euro|pound|yen\b|yuan|rupee|\bwon\b|rand\b|riyal|"
        r"ringgit|rupiah|reais|rouble|ruble|kron|franc|dirham|tenge|peso|renminbi|"
        r"hryvnia"
    ),
    re.IGNORECASE,
)


# Where a sum may begin: trying `_MONEY` at these places only finds the same, many times faster.
START = re.compile(rf"(?:US|AU|CA|NZ|HK|NT|MX|[ACSR])?\$|[€£¥₹₩₽]|(?<!\d)\d|\b(?:R[sMp]|{_CODES})", re.IGNORECASE)
_WEIGHT = re.compile(r"\s(?:of|U3O8|per|a year|annually)\b")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Money:
    """A sum, in full units of `currency`. `each` says that every party pays it."""

    start: int
    end: int
    value: Decimal
    currency: str
    qualifier: str
    each: bool = False


def find(text: str, places: Sequence[int] | None = None) -> list[Money]:
    """The sums of a sentence, in order; a sum in brackets that restates another currency is left out. `places` are
    those where one may begin (`START`), in order; without them any may be."""
    places = range(len(text)) if places is None else places
    if not places or not _DIGIT.search(text) or not _ANY.search(text):
        return []
    found: list[Money] = []
    for m in re.matches_at(_MONEY, places, text):
        if m["symbol"]:
            currency = _SYMBOLS.get(m["symbol"].strip().upper()) or _SYMBOLS.get(m["symbol"].strip(), "USD")
            currency = {"AUD": "AUD", "CAD": "CAD"}.get((m["code1"] or "").upper(), currency)
            number, scale = m["n1"], m["s1"]
        elif m["code2"]:
            currency, number, scale = m["code2"].upper(), m["n2"], m["s2"]
        else:
            word = m["word"].lower()
            currency = _WORDS.get(word) or {"€": "EUR", "£": "GBP"}.get(word) or word.upper()
            number, scale = m["n3"], m["s3"]
            if word in ("pounds", "won") and (not scale or _WEIGHT.match(text, m.end())):  # a weight, a verb
                continue
        currency = "CNY" if currency == "RMB" else currency
        if found and m.start() - found[-1].end <= 3 and text[found[-1].end : m.start()].strip(" ~") == "(":
            if text[m.end() : m.end() + 1] == ")":
                found[-1] = replace(found[-1], end=m.end() + 1)  # one sum, told twice
            continue
        value = Decimal(number.replace(",", "")).scaleb(_SCALES[scale.lower()] if scale else 0)
        before = text[max(0, m.start() - 28) : m.start()]
        each = bool(re.match(r"\s(?:each|apiece|per (?:country|side|party))\b", text[m.end() : m.end() + 12]))
        found.append(Money(m.start(), m.end(), value, currency, qualifier_before(before), each))
    return found
