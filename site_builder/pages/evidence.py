"""Links to the passages on which statements rest: on the page, or in the original itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote as quoted

from site_builder.model.briefing import Briefing
from site_builder.model.site import Site
from site_builder.model.views import EvidenceLink
from site_builder.text.evidence import parse_evidence

_CHANGED = re.compile(r"[\[\]…]|\.\.\.")


def evidence_links(
    site: Site, briefing: Briefing, texts: Sequence[str], *, quote: str | None = None, url: str = ""
) -> tuple[EvidenceLink, ...]:
    """The links for the evidence *texts* of a statement of *briefing*.

    Where the article has an address, they open it at the passage, or at the words *quote*, by a text fragment
    (https://wicg.github.io/scroll-to-text-fragment/); else they lead to the article's entry on the briefing's page,
    whose address is *url* where the link stands elsewhere.
    """
    # Which of several passages has the words is not known here.
    words = quote if len(texts) == 1 else None
    links = (_evidence_link(site, briefing, text, words, url) for text in texts)
    return tuple(link for link in links if link is not None)


def _evidence_link(site: Site, briefing: Briefing, text: str, quote: str | None, url: str) -> EvidenceLink | None:
    cited = briefing.head.articles
    passage = parse_evidence(text)
    article = (passage.article or (cited[0] if cited else None)) if passage is not None else None
    if passage is None or article not in cited:
        return None
    record = site.articles.get(article)
    title = (record.title if record is not None else None) or article
    address = f"{url}#source-{cited.index(article) + 1}"
    fragment = _fragment(quote) or site.passages.get(f"{article}#p{passage.paragraph}")
    if record is not None and record.url is not None and fragment is not None:
        address = f"{record.url.partition('#')[0]}#:~:text={fragment}"
    return EvidenceLink(label=f"¶\N{NO-BREAK SPACE}{passage.paragraph}", url=address, title=title)


def _fragment(quote: str | None) -> str | None:
    """The words as they stand in the original; None where there are none, or where something was changed in them."""
    if quote is None or _CHANGED.search(quote):
        return None
    # A hyphen and a comma have a meaning of their own in a text fragment.
    return quoted(" ".join(quote.split()), safe="").replace("-", "%2D")
