"""Lines around an article that are no part of it: labels, captions, credits, navigation, in several languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from site_builder.ingest.dates_in_text import find_dates
from site_builder.ingest.lexicons.words import word_set

Role = Literal[
    "published",
    "updated",
    "title",
    "publisher",
    "byline",
    "url",
    "copyright",
    "caption",
    "navigation",
    "breadcrumb",
    "section",
]


@dataclass(frozen=True, slots=True)
class Furniture:
    """What a line is, when it is no text of the article."""

    role: Role
    value: str
    """What stands behind the label, or the whole line."""
    why: str


LONGEST_LABEL = 200
"""Characters; a longer line is never a label or a link of the page."""
LONGEST_CAPTION = 700


def _phrases(text: str) -> str:
    """A pattern for any of the phrases in *text*, which are separated by `|`; a space stands for any white space."""
    listed = (" ".join(phrase.split()) for phrase in text.split("|"))
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in listed)


_PREPOSITION = r"(?:\s+(?:on|at|il|el|le|am))?\s*[:–—-]?\s+"
_PUBLISHED_WORDS = """
    published|first published|originally published|posted|date|created|pubblicato|data|publicado|fecha
    |veröffentlicht|publié|paru
"""
_UPDATED_WORDS = """
    updated|last updated|modified|last modified|aggiornato|ultimo aggiornamento|actualizado|última actualización
    |aktualisiert|stand|mis à jour
"""
_DATED: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (
        "published",
        re.compile(rf"(?P<label>{_phrases(_PUBLISHED_WORDS)}){_PREPOSITION}(?P<value>.*\d.*)", re.IGNORECASE),
    ),
    ("updated", re.compile(rf"(?P<label>{_phrases(_UPDATED_WORDS)}){_PREPOSITION}(?P<value>.*\d.*)", re.IGNORECASE)),
)
_TITLE_WORDS = "title|headline|titolo|título|titel|titre|überschrift"
_PUBLISHER_WORDS = "source|publisher|publication|fonte|editore|fuente|quelle|herausgeber|éditeur"
_LABELS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("title", re.compile(rf"(?i:{_phrases(_TITLE_WORDS)})\s*:\s+(?P<value>\S.*)")),
    ("publisher", re.compile(rf"(?i:{_phrases(_PUBLISHER_WORDS)})\s*:\s+(?P<value>(?:the\s)?[A-Z0-9].{{1,60}})")),
    ("url", re.compile(r"(?i:(?:url|link|permalink|original|web)\s*:\s*)?(?P<value>https?://[^\s<>\"]{4,})")),
)
_RIGHTS = """
    all rights reserved|tutti i diritti riservati|riproduzione riservata|todos los derechos reservados
    |alle rechte vorbehalten|tous droits réservés
"""
_COPYRIGHT = re.compile(rf"(?:©|\(c\)\s|copyright\b).*|.*\b(?:{_phrases(_RIGHTS)})\W*", re.IGNORECASE)

_NAME = r"[^\W\d_a-zà-öø-ÿ][\w.'’-]*"
_BY = "by|written by|author|authors|text by|words by|di|a cura di|autore|autrice|por|autor|autora|von|par|auteur"
_LINKS = "de|di|del|della|da|van|von|der|den|la|le|bin|al|and|e|y|et|und|with"
_BYLINE = re.compile(
    rf"(?i:{_phrases(_BY)})\s*:?\s+(?P<value>{_NAME}(?:\s(?:{_LINKS}|{_NAME})|,\s{_NAME}){{0,9}})"
    r"\s*(?:[|•·,–—/-]\s*(?P<rest>.{0,80}))?\.?"
)
_REPORTERS = re.compile(
    rf"[(\[]?(?i:additional\s+)?(?i:reporting|writing|report)\s+by\s+(?P<value>{_NAME}(?:,?\s(?:and\s)?{_NAME}){{0,9}})"
    r"\s*(?:\sin\s[^;.]{1,40})?(?:[;.)\]].*)?"
)

# Capitalised where it stands behind the caption's text: "a photo by his brother" is part of a sentence.
_PICTURE = """
    Photo|Photos|PHOTO|PHOTOS|Picture|Pictures|Image|Images|Foto|Fotos|FOTO|Fotografía|Imagen|Immagine|Bild|Crédit
    |Crédit photo|Photograph|Illustration
"""
_ARCHIVES = """
    Getty Images|AP Photo|AFP via Getty Images|Shutterstock|iStock|Unsplash|Picture Alliance|picture alliance|IMAGO
    |ANSA Foto
"""
_CREDITED = re.compile(
    rf"""
    (?:^|.*[\s.)\]"”’])
    (?:
        [(\[]?(?:{_phrases(_PICTURE)})(?:\s?:\s?|/|\sby\s|\scourtesy\s(?:of\s)?|\s?[Cc]redits?:\s)[A-Z@][^.!?]{{0,60}}?[)\]]?\.?
      | [(\[]?(?:Credits?|CREDITS?)(?:\s[Pp]hotos?)?:\s?[A-Z@][^.!?]{{0,60}}?[)\]]?\.?
      | \(?(?:[A-Z][\w .-]{{0,40}}/)?(?:{_phrases(_ARCHIVES)})(?:/[\w .-]{{1,40}})?\)?\.?
      | \[?[Pp]hoto/[A-Z][\w .-]{{0,40}}\]?
    )$
    """,
    re.VERBOSE,
)
# Captions leave out the article that a sentence of the text has: "Photo released by the police shows ...".
_CAPTION_OPENING = re.compile(
    r"(?:file\s)?(?:photo|picture|image)\s(?:taken|shows|provided\sby|released\sby|illustration|dated)\b"
    r"|file\s(?:photo|picture|image)\b|(?:pictured|photo|image|foto|bild|left|right|above|below)\s?:\s"
    r"|(?:in\s)?this\s(?:[\w\s,.]{0,40}\s)?(?:file\s)?(?:photo|picture|image|photograph)\b(?:\s\w+){0,6}\s(?:shows|showing|taken)\b"
    r"|(?:nella foto|im bild|photo d['’]illustration)\b",
    re.IGNORECASE,
)
_AGENCY = re.compile(r"\((?:[A-Z][\w.&' -]{1,30}|[A-Z]{2,8})(?:/[\w. -]{1,30})?\)\.?$")
_SHOWS = re.compile(
    r"\b(?:shows?|showing|seen|pictured|poses?|taken|mostra|ritratt[oai]|muestra|zeigt|montre)\b", re.IGNORECASE
)

_ALONE = """
    advertisement|advertising|sponsored|sponsored content|pubblicità|publicidad|werbung|anzeige|publicité|privacy
    |terms|privacy policy|terms of use|terms of service|terms and conditions|contact|contact us|about|about us|menu
    |search|home|loading|listen to this article|play video|view gallery|view comments|cookie policy|cookie settings
    |cookie preferences|accept cookies|accept all cookies|reject all cookies|manage cookies|save|reply|comment
    |comments|commenti|comentarios|teilen|drucken|partager|commenter|condividi|stampa|compartir|share|tweet|print
    |email|related|trending|latest|most read
"""
_LEADING = """
    share this|share on|share via|tweet this|print this|email this|condividi su|condividi l'articolo|compartir en
    |partager sur|read more|read also|see also|see more|watch more|watch also|watch next|learn more|read next
    |read the full|also read|more on|must read|leggi anche|leggi tutto|approfondisci|lee también|leer más
    |te puede interesar|lesen sie auch|mehr zum thema|lire aussi|à lire aussi|voir aussi|related articles
    |related stories|related news|related posts|related topics|related coverage|recommended articles
    |recommended stories|trending articles|popular posts|most read articles|latest news|latest stories|more stories
    |more news|further reading|articoli correlati|artículos relacionados|noticias relacionadas|verwandte artikel
    |articles liés|subscribe|sign up|sign in|log in|register|join us|follow us|like us|download the app
    |download our app|get the app|get our app|get the newsletter|get our newsletter|click here|tap here|skip to
    |jump to|back to top|go to top|go to home|iscriviti|abbonati|registrati|accedi|seguici|scarica l'app|clicca qui
    |suscríbete|regístrate|síguenos|haz clic|abonnieren|anmelden|newsletter|folgen sie uns|abonnez-vous
    |inscrivez-vous|suivez-nous|cliquez ici|we use cookies|this site uses cookies|this website uses cookies
"""
_NETWORKS = """
    facebook|twitter|linkedin|whatsapp|telegram|reddit|pinterest|instagram|x|flipboard|email|e-mail|copy link
"""
_READING_TIME = (
    r"\d+\s(?:min(?:ute)?s?|minuti|minutos|minuten)\s(?:read|di\slettura|de\slectura|de\slecture)|\d+\scomments?"
)
_NAVIGATION = re.compile(
    rf"(?:(?:{_phrases(_ALONE)})|(?:{_phrases(_LEADING)})\b.{{0,150}}|{_READING_TIME}"
    rf"|(?:{_phrases(_NETWORKS)})(?:[\s,|/·•]+(?:{_phrases(_NETWORKS)}))*)\W{{0,3}}",
    re.IGNORECASE,
)
_OF_THE_PAGE = re.compile(
    r"\b(?:newsletter|subscri|sign(?:ing)? up|log in|cookies|inbox|follow us|click|tap here|our app|account|iscriv"
    r"|abbon|suscr|síguenos|seguici|abonn|cliquez|clicca|read|leggi|lee|lire)",
    re.IGNORECASE,
)
"""Words that make even a whole sentence a call to the reader rather than a part of the article."""
_SECTIONS = word_set(
    """
    international national world politics business economy finance markets money companies technology tech science
    health sport sports culture arts entertainment lifestyle travel opinion editorial comment analysis breaking
    exclusive news
    local regional europe asia africa americas us uk china environment climate education media video features feature
    interview interviews review reviews magazine weekend style food society law crime military energy autos industry
    esteri interni mondo politica economia finanza mercati tecnologia scienza salute cultura spettacoli cronaca opinioni
    internacional nacional mundo política economía finanzas mercados tecnología ciencia salud deportes opinión
    ausland inland politik wirtschaft finanzen technik wissenschaft gesundheit kultur meinung gesellschaft panorama
    monde politique économie marchés technologie santé société opinions
    """
)
_CRUMBS = re.compile(r"\s(?:/|>|»|›|\||→|\\)\s")
_ENDED = re.compile(r"[.!?…][\"'”’»)\]]*$")


def furniture(text: str) -> Furniture | None:
    """What the line *text* is, where its words alone show that it is not part of an article; else None."""
    if len(text) <= LONGEST_LABEL:
        found = _label(text)
        if found is not None:
            return found
        reporters = _REPORTERS.fullmatch(text)
        if reporters is not None:
            return Furniture("byline", reporters["value"], "a line that names the reporters")
        if _COPYRIGHT.fullmatch(text):
            return Furniture("copyright", text, "a copyright line")
        if _NAVIGATION.fullmatch(text.replace("’", "'")) and (not is_sentence(text) or _OF_THE_PAGE.search(text)):
            return Furniture("navigation", text, "a link or button of the page")
    return Furniture("caption", text, "a caption of a picture") if _is_caption(text) else None


def head_furniture(text: str) -> Furniture | None:
    """The same for lines above the text, where less is needed: breadcrumbs, section words, bylines."""
    if len(text) > LONGEST_LABEL:
        return None
    parts = _CRUMBS.split(text)
    if len(parts) > 1 and not _ENDED.search(text) and all(part.strip() and len(part.split()) <= 3 for part in parts):
        return Furniture("breadcrumb", text, "a breadcrumb above the text")
    if text.casefold().strip(" :|/>") in _SECTIONS:
        return Furniture("section", text, "the name of a section above the text")
    byline = _BYLINE.fullmatch(text)
    if byline is not None:
        return Furniture("byline", byline["value"], "a byline")
    return None


def is_sentence(text: str) -> bool:
    """Whether a line has the length and the end mark of a sentence."""
    return len(text.split()) >= 8 and _ENDED.search(text) is not None


def _label(text: str) -> Furniture | None:
    for role, pattern in _DATED:
        match = pattern.fullmatch(text)
        if match is not None and _is_date(match["value"]):
            return Furniture(role, match["value"], f"a line that says “{match['label']}”")
    for role, pattern in _LABELS:
        match = pattern.fullmatch(text)
        if match is not None:
            return Furniture(role, match["value"].strip(), f"a line that gives the {role.replace('url', 'address')}")
    return None


def _is_date(text: str) -> bool:
    """Whether a text is a date and little else, so that `Published in 1999, the book ...` stays."""
    found = next(find_dates(text, month_first=True), None)
    return found is not None and len(text[: found.start].split()) <= 3 and len(text[found.end :].split()) <= 6


def _is_caption(text: str) -> bool:
    if len(text) > LONGEST_CAPTION:
        return False
    if _CAPTION_OPENING.match(text):
        return True
    if len(text) <= 400 and _CREDITED.match(text):
        return True
    # An agency's name in brackets also signs the last paragraph of its reports: a picture has to be spoken of as well.
    return _AGENCY.search(text) is not None and len(text) <= 400 and _SHOWS.search(text) is not None
