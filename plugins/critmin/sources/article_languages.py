"""Which language a passage is written in, by its small words and its letters; no model, no download.

Short headings and lists of names have few small words: for them the answer is None, and the caller keeps them
with their neighbours.
"""

import re
from collections import Counter

_SMALL_WORDS = {
    "en": "the of and to in is that for it was on are as with by be at this from has have which not its will an they "
    "said but would more than their were been also who after other could about",
    "de": "der die das und in den von zu mit ist des im für auf eine ein sich nicht dem als auch es an werden aus er "
    "hat dass sie nach wird bei einer um am sind noch wie einem über zur durch haben wir ihre",
    "fr": "le la les de des et en un une du que est pour dans qui par sur au pas plus ce avec ne se sont il aux ont "
    "cette mais leur nous été être comme ses vous votre",
    "es": "el la los las de que y en un una del se por con para su al es lo como más no sus este entre ha han sobre "
    "también pero fue son esta años según",
    "pt": "o os as de que e em um uma do da dos das no na nos nas para com por se mais ao como não foi são sua seu "
    "também pelo pela entre ser à está",
    "it": "il lo la gli le di che e in un una del della dei delle per con si non da al alla sono nel nella ha più "
    "come anche dal dalla questo essere stato",
    "nl": "de het een en van in is dat op te zijn voor met niet aan er om ook als door naar bij uit worden heeft maar "
    "wordt dan nog tegen deze die",
}
_WORDS = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000  # characters looked at: more would not change the answer


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language that `text` is written in, None when its words do not tell."""
    sample = text[:_SAMPLE]
    script = _by_script(sample)
    if script:
        return script
    words = [w.lower() for w in _WORD.findall(sample)]
    if len(words) < 4:
        return None
    counts = Counter(words)
    hits = {lang: sum(counts[w] for w in small if w in counts) for lang, small in _WORDS.items()}
    ranked = sorted(hits.items(), key=lambda pair: (-pair[1], pair[0]))
    (best, n_best), (_, n_next) = ranked[0], ranked[1]
    if n_best < 3 or n_best < 0.1 * len(words) or n_best < 1.3 * n_next:
        return None
    return best


def _by_script(text: str) -> str | None:
    n_kana = n_han = n_hangul = n_cyrillic = n_arabic = n_latin = 0
    for c in text:
        if c.isascii():
            n_latin += c.isalpha()
        elif "぀" <= c <= "ヿ":
            n_kana += 1
        elif "一" <= c <= "鿿":
            n_han += 1
        elif "가" <= c <= "힣":
            n_hangul += 1
        elif "Ѐ" <= c <= "ӿ":
            n_cyrillic += 1
        elif "؀" <= c <= "ۿ":
            n_arabic += 1
        else:
            n_latin += c.isalpha()
    # A word in an East Asian script is one or two letters long where a Latin one has five.
    east = n_kana + n_han + n_hangul
    if east * 3 > n_latin and east >= 4:
        if n_hangul > n_han:
            return "ko"
        return "ja" if n_kana * 10 > n_han else "zh"
    if n_cyrillic > n_latin:
        return "uk" if any(c in "іїєґ" for c in text.lower()) else "ru"
    return "ar" if n_arabic > n_latin else None


def body_language(passages: list[str]) -> tuple[str | None, list[bool]]:
    """The language of the body, and for each passage whether it belongs to it.

    A page that carries its body in several languages keeps the English one, else the longest. A passage whose
    language cannot be told belongs when a neighbour does. A short passage in another language inside the body is
    the page's shell (a cookie note, a promotion) and does not belong.
    """
    told = [language_of(p) for p in passages]
    weights: Counter[str] = Counter()
    for language, passage in zip(told, passages, strict=True):
        if language:
            weights[language] += len(" ".join(passage.split())) * (3 if language in ("ja", "zh", "ko") else 1)
    if not weights:
        return language_of("\n".join(passages)), [True] * len(passages)
    longest = max(weights, key=lambda lang: (weights[lang], lang))
    body = "en" if weights["en"] >= 0.3 * weights[longest] else longest
    if len(weights) == 1:
        return body, [True] * len(passages)
    before: list[str | None] = []
    for language in told:
        before.append(language or (before[-1] if before else None))
    after: list[str | None] = []
    for language in reversed(told):
        after.append(language or (after[-1] if after else None))
    return body, [body in pair for pair in zip(before, reversed(after), strict=True)]
