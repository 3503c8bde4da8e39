"""The words that give furniture away: lines of menus and share lists, promotions, cookie notes, error pages.

English and German, and the commonest of French, Spanish and Japanese. A line counts only when it says nothing else.
"""

import re


def _set(text: str) -> frozenset[str]:
    return frozenset(phrase.strip() for phrase in text.strip().split("|") if phrase.strip())


BREADCRUMB = _set("home|startseite|accueil|inicio|start")
MENU = BREADCRUMB | _set(
    "about|about us|business|careers|companies|company|contact|contact us|economy|energy|events|faq|finance|help|"
    "industries|investors|jobs|kontakt|latest|live|log in|login|markets|märkte|media|menu|menü|metals|more|mining|"
    "my account|nachrichten|news|opinion|podcasts|politics|politik|prices|press|press room|products|region|research|"
    "search|services|shop|sign in|sitemap|solutions|sport|suche|technology|topics|unternehmen|videos|wirtschaft|world"
)
_PLATFORMS = _set(
    "facebook|twitter|x|linkedin|whatsapp|telegram|reddit|email|e-mail|mail|xing|pinterest|instagram|youtube|tiktok|"
    "bluesky|mastodon|threads|flipboard|copy link|link kopieren|copy url|line|weibo|wechat|rss"
)
LINES = _PLATFORMS | _set(
    "generic hero banner|hero banner|banner|advertisement|advertisements|anzeige|werbung|sponsored|sponsored content|"
    "ad|publicité|publicidad|latest market news|latest news|breaking news|business intelligence reports|learn more|"
    "read more|read full article|read the full article|read the full story|continue reading|mehr erfahren|"
    "mehr lesen|weiterlesen|jetzt lesen|lire la suite|leer más|show more|load more|view all|see all|view more|"
    "alle anzeigen|share|share this|share this article|share this page|share article|share story|share on|teilen|"
    "artikel teilen|seite teilen|partager|compartir|シェア|シェアする|print|print this page|drucken|imprimer|pdf|save|"
    "bookmark|merken|listen|listen to this article|watch|follow us|folgen sie uns|subscribe|subscribe now|"
    "abonnieren|jetzt abonnieren|newsletter|sign up|register|registrieren|sign in|log in|log out|login|anmelden|"
    "menu|menü|navigation|search|suche|suchen|close|schließen|back|zurück|back to top|nach oben|zum seitenanfang|"
    "skip to content|skip to main content|skip to navigation|zum inhalt springen|zum hauptinhalt springen|"
    "direkt zum inhalt|main content|cookie settings|cookie-einstellungen|cookies|manage cookies|accept|accept all|"
    "accept cookies|accept all cookies|alle akzeptieren|akzeptieren|ablehnen|reject all|privacy policy|"
    "privacy settings|datenschutz|impressum|terms of use|terms and conditions|terms of service|agb|"
    "all rights reserved|alle rechte vorbehalten|contact us|kontakt|request a demo|book a demo|free trial|"
    "start free trial|related|related articles|related news|related stories|related posts|related content|"
    "verwandte artikel|weitere artikel|recommended|most read|most popular|trending|trending articles|comments|"
    "leave a comment|kommentare|previous article|next article|previous|next|tags|read original article|"
    "original article|関連記事|印刷|メニュー|検索|ページトップへ|本文へ"
)
LINE_FORMS = re.compile(
    r"(?:share|teilen|partager|auf|via|send|follow us|tweet)\s(?:this\s)?(?:article\s)?"
    r"(?:(?:on|via|by|with|bei|auf|sur|per)\s+)?"
    r"(?:facebook|twitter|x|linkedin|whatsapp|e-?mail|telegram|reddit|xing)(?:\steilen)?$"
    r"|\d{1,3}\s?(?:min|minutes?|minuten|mins)\.?(?:\sread|\slesezeit)?$"
    r"|(?:©|\(c\)|copyright)\s.{0,120}$"
    r"|(?:also read|read also|read next|read more|see also|lesen sie auch|lesen sie mehr|à lire aussi|related)"
    r"\s?[:>»].{0,250}$"
    r"|the post .{3,250} (?:first appeared|appeared first) on .{2,80}$"
    r"|.{0,40}(?:enable|activate|turn on) javascript.{0,120}$"
)

CLOSING = re.compile(
    r"(?:teilen|artikel teilen|share|share this|share this article|share this page|share article|partager"
    r"|business intelligence reports|related (?:articles|news|stories|content|posts|topics|reading)"
    r"|more (?:news|stories|articles)(?: (?:from|about|on) .{2,40})?|trending(?: articles| now| stories)?"
    r"|most (?:read|popular|viewed)|you (?:may|might) (?:also )?(?:like|be interested in).{0,40}"
    r"|recommended(?: for you| reading| articles)?|latest (?:market )?news|about the author|sign up for .{0,60}"
    r"|weitere (?:artikel|meldungen|nachrichten|themen)|mehr zum thema|das könnte sie auch interessieren"
    r"|verwandte (?:artikel|themen)|関連記事|generic hero banner)$"
)

PROMOTION = re.compile(
    r"\bsubscribe (?:now|today|here|to (?:our|the|receive|get|read|continue))"
    r"|\bsign up (?:for|to) (?:our|the|receive|get)|\bfree trial\b|\brequest a (?:free )?demo\b"
    r"|\bour (?:free )?(?:daily |weekly )?newsletter\b|\bfollow us on\b"
    r"|\bnewsletter (?:abonnieren|bestellen)|\bjetzt (?:abonnieren|testen|anmelden)|\bdownload (?:our|the) app\b"
    r"|\bsupport our journalism\b|\bbecome a member\b|\bthese reports are specially created\b"
    r"|\bonly the headline and picture of this report may have been reworked"
    r"|\bplease (?:enable|turn on) javascript|\byour browser (?:does not support|is out of date|is not supported)"
    r"|\ball rights reserved\b|\balle rechte vorbehalten\b",
    re.IGNORECASE,
)
_COOKIE = re.compile(
    r"\b(?:we|this (?:web)?site|our (?:web)?site|wir|diese (?:web)?seite|nous)\b.{0,80}"
    r"\b(?:use|uses|verwende[nt]|nutz(?:t|en)|setz(?:t|en)|utilisons)\b.{0,80}cookies"
    r"|cookies?.{0,200}\b(?:accept|consent|agree|preferences|settings|akzeptieren|zustimm|einwillig|einstellungen)",
    re.IGNORECASE | re.DOTALL,
)

TEASER = re.compile(
    r"(?:…|\.\.\.)\s{0,10}\n\s{0,200}(?:read more|continue reading|read full (?:article|story)|weiterlesen)",
    re.IGNORECASE,
)
STUB = re.compile(
    r"\b(?:subscribe|subscription|subscribers?[- ]only|request a (?:free )?demo|log ?in to (?:read|continue|view)"
    r"|sign in to (?:read|continue|view)|register to (?:read|continue|view)|to continue reading"
    r"|already a (?:subscriber|member)|members[- ]only"
    r"|this (?:article|content|story) is (?:for|reserved|available)|unlock (?:this|the full)"
    r"|free trial|paywall|abonnent|weiterlesen mit|jetzt abonnieren)\b",
    re.IGNORECASE,
)
ERROR_TITLE = re.compile(
    r"^\W*(?:error\s*)?(?:40[0-9]|41[0-9]|429|50[0-9])\b\W*(?:error|forbidden|not found|unauthori[sz]ed|bad gateway"
    r"|service|too many|internal|gateway|request|gone|$|\W)|^\W*(?:error|http error)\s*(?:4|5)\d\d\b"
    r"|^\W*(?:access denied|page not found|not found|forbidden|just a moment|attention required|are you a robot"
    r"|pardon our interruption|verify you are (?:a )?human|service unavailable|bad gateway|request rejected"
    r"|security check|site maintenance|seite nicht gefunden|zugriff verweigert|this page (?:isn.t|is not) available"
    r"|something went wrong|robot check|bot verification|temporarily unavailable)\b",
    re.IGNORECASE,
)
CONSENT_TITLE = re.compile(
    r"^\W*(?:before you continue|cookie (?:consent|notice|settings|policy)|we value your privacy|your privacy"
    r"|privacy (?:settings|preferences)|consent|manage your (?:privacy|cookie)|datenschutzeinstellungen"
    r"|bevor sie fortfahren|zustimmung)\b",
    re.IGNORECASE,
)


def is_cookie_note(passage: str) -> bool:
    """Whether a short passage asks for consent to cookies."""
    return "cookie" in passage.lower() and _COOKIE.search(passage) is not None
