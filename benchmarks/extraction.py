"""Reading claims out of articles, documents a second on one core: dense with facts, and as news are.

Beside it: spaCy's blank English pipeline with a PhraseMatcher over the same seeds. It finds terms and nothing else (no
events, amounts, dates or firmness); a user who wants claims would still have to write all of that on top.
"""

import time

from benchmarks.news import SENTENCES
from critmin.claims.claim import Document
from critmin.extraction import document
from critmin.lake import Page, Retrieval
from critmin.settings import settings
from critmin.tables import sources
from critmin.vocabulary import seed

N_DOCUMENTS = 600
WORDS = 500


def texts() -> list[Document]:
    """The sample articles, joined and cut to documents of about 500 words."""
    source = sources()["articles"]
    found = []
    for path in sorted((settings().samples_root / "articles").iterdir()):
        if path.name.endswith(".meta.yml"):
            continue
        content = path.read_bytes()
        look = Retrieval("articles", path.name, path.name, "file", settings().now(), path.name, len(content))
        found += [document(row) for row in source.parse(Page(content, look)).tables["documents"].to_pylist()]
    out = []
    for number in range(N_DOCUMENTS):
        base = found[number % len(found)]
        text = base.text
        while len(text.split()) < WORDS:
            number += 1
            text += "\n\n" + found[number % len(found)].text
        cut = " ".join(text.split(" ")[: WORDS * 2])
        out.append(Document(f"{len(out)}", cut[: _end_of_words(cut)], base.title, base.published_on))
    return out


def news() -> list[Document]:
    """The same documents with four paragraphs of plain news to each of theirs, cut to about 500 words."""
    out = []
    place = 0
    for base in texts():
        parts: list[str] = []
        for paragraph in base.text.split("\n\n"):
            parts.append(paragraph)
            for _ in range(4):
                parts.append(" ".join(SENTENCES[(place + k) % len(SENTENCES)] for k in range(3)))
                place += 7
        text = "\n\n".join(parts)
        out.append(Document(base.document_id, text[: _end_of_words(text)], base.title, base.published_on))
    return out


def _end_of_words(text: str) -> int:
    n_words = 0
    inside = False
    for position, character in enumerate(text):
        if character.isspace():
            inside = False
        elif not inside:
            inside = True
            n_words += 1
            if n_words > WORDS:
                return position
    return len(text)


def measure() -> list[dict]:
    """Time both over the same documents, in turn; processor time, so that other work on the machine counts less."""
    import spacy
    from spacy.matcher import PhraseMatcher

    from critmin.claims.extract import extract

    nlp = spacy.blank("en")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    names = {r["name"] for r in seed("country_names")} | {r["name"] for r in seed("mineral_names")}
    matcher.add("term", [nlp.make_doc(name) for name in sorted(names)])
    rows = []
    for kind, documents in (("dense", texts()), ("news", news())):
        for read in documents[:60]:  # patterns are compiled, and common words looked up, once a process
            extract(read)
        ours = theirs = 0.0
        n_claims = n_terms = 0
        for read in documents:
            start = time.process_time()
            claims = extract(read)
            ours += time.process_time() - start
            n_claims += len(claims.agreements) + len(claims.trade_measures) + len(claims.dependencies)
            start = time.process_time()
            n_terms += len(matcher(nlp.make_doc(read.text)))
            theirs += time.process_time() - start
        rows += [
            _row(f"{kind}: critmin's reader (claims)", len(documents), ours, n_claims, theirs),
            _row(f"{kind}: spaCy blank + PhraseMatcher (terms only)", len(documents), theirs, n_terms, theirs),
        ]
    return rows


def _row(name: str, n: int, seconds: float, found: int, base: float) -> dict:
    return {
        "what": name,
        "documents": n,
        "per_second": round(n / seconds, 1),
        "found": found,
        "speed_against_spacy": f"{base / seconds:.2f}x",
    }
