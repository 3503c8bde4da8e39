"""An explanation as one HTML page that needs nothing else: no script, no address, every word of the article escaped."""

from html import escape

from critmin.claims.extract import READER_VERSION
from critmin.explaining import MENTIONS, Explained, Line

_STYLE = """
body { font: 16px/1.6 Georgia, serif; max-width: 56rem; margin: 2rem auto; padding: 0 1rem; color: #1c1c1c;
  background: #fdfdfb; }
h1 { font-size: 1.4rem; } h2 { font-size: 1rem; margin: 1.6rem 0 .4rem; color: #555; }
.legend, .facts, .why, .told, .aside { font: 13px/1.5 system-ui, sans-serif; }
.line { margin: .5rem 0; padding-left: 3rem; position: relative; }
.line > .n { position: absolute; left: 0; width: 2.2rem; text-align: right; color: #777;
  font: 12px/26px system-ui, sans-serif; }
.has { background: #eef6ee; border-left: 3px solid #1b7837; }
mark { background: none; color: inherit; border-bottom: 2px solid; padding: 0 1px; }
.told { color: #14532d; margin: 0; } .why { color: #5c5c5c; margin: 0; } .aside { color: #5c5c5c; }
""" + "".join(f"mark.{sign} {{ color: {colour}; }}\n" for sign, (_, colour) in MENTIONS.items())


def page(found: Explained) -> str:
    """The whole page. The text of the document is only ever written as escaped text, never as markup."""
    title = escape(found.document.title or found.name)
    counts = ", ".join(f"{n} {escape(kind.replace('_', ' '))}" for kind, n in found.counts().items()) or "no claim"
    facts = [
        counts,
        f"published on {found.document.published_on or 'an unknown day'}",
        escape(found.document.publisher or ""),
        escape(found.document.address or ""),
        f"reader {escape(READER_VERSION)}",
    ]
    legend = " ".join(f'<mark class="{sign}">{escape(what)}</mark>' for sign, (what, _) in MENTIONS.items())
    parts = [
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">',
        # whatever an article smuggles in, nothing is loaded and nothing runs
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>How it was read: {title}</title><style>{_STYLE}</style></head><body>",
        f'<h1>{title}</h1><p class="facts">{" · ".join(f for f in facts if f)}</p><p class="legend">{legend}</p>',
    ]
    section = ""
    for line in found.lines:
        if line.section != section:
            section = line.section
            parts.append(f"<h2>{escape(section)}</h2>")
        parts.append(_line(line))
    if found.set_aside:
        pieces = "".join(f"<li>{escape(piece)}</li>" for piece in found.set_aside)
        parts.append(f'<h2>No sentences: headings, menus, boilerplate</h2><ul class="aside">{pieces}</ul>')
    parts.append("</body></html>\n")
    return "".join(parts)


def _line(line: Line) -> str:
    told = "".join(
        f'<p class="told">+ {"" if t.is_evidence else "again: "}{escape(t.says)} '
        f"[{escape(t.rule)}, {t.confidence:.2f}]</p>"
        for t in line.claims
    )
    why = "".join(
        f'<p class="why">− {escape(x.candidate.replace("_", " "))}: {escape(x.rule)}. {escape(x.why)}</p>'
        for x in line.left
    )
    has = " has" if line.claims else ""
    return f'<div class="line{has}"><span class="n">{line.number + 1}</span>{_words(line)}{told}{why}</div>\n'


def _words(line: Line) -> str:
    parts, place = [], 0
    for m in line.mentions:
        parts.append(escape(line.text[place : m.start]))
        what = f"{MENTIONS[m.sign][0]}: {m.says}"
        parts.append(f'<mark class="{m.sign}" title="{escape(what)}">{escape(line.text[m.start : m.end])}</mark>')
        place = m.end
    return "".join(parts) + escape(line.text[place:])
