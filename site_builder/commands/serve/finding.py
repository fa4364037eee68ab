"""From an address to the page of the plan that stands there: planned no further than it has to be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from site_builder.commands.bodies import Bodies
from site_builder.commands.search import Indexing
from site_builder.commands.serve.preview import Preview
from site_builder.memo import Memo
from site_builder.model.briefing import Body
from site_builder.model.extensions import Extensions
from site_builder.model.page import Page, Scope
from site_builder.model.site import Site
from site_builder.pages import assets, hosts, search
from site_builder.pages.briefings import page_of
from site_builder.pages.parts import in_part, scopes_of
from site_builder.pages.plan import plan

_BRIEFINGS = "/briefings/"
_INDEX = "/search/index/"
_OF_HOSTS = frozenset({"404.html", "robots.txt", "_headers", "_nginx.conf", "_caddy.conf"})


class Finder:
    """The pages of one preview by address. For one thread at a time."""

    def __init__(self, preview: Preview, extensions: Extensions, memo: Memo | None = None) -> None:
        """*memo* is where parts of the search index are remembered."""
        site, scope = preview.site, preview.scope
        self._preview = preview
        self._found = {page.file: page for page in assets.pages(site, scope, preview.theme.assets.values())}
        families = (*extensions.families, _search)
        self._rest = plan(site, scope, preview.theme.assets.values(), families)
        # The index of search is work for all bodies, and only who searches waits for it.
        indexing = Indexing(_BodiesOf(preview), memo, None, text=preview.config.search.text)
        self._index: Iterator[Page] = (
            page for part in scopes_of(scope) for page in indexing.pages(in_part(site, part), part)
        )

    def find(self, file: str) -> Page | None:
        """The page whose file is *file*, as `topics/ai/index.html`; None where the plan has none."""
        if file in _OF_HOSTS and file not in self._found:
            # Every answer asks for the headers: they shall not wait for the rest of the plan.
            site, scope = self._preview.site, self._preview.scope
            self._found |= {page.file: page for page in hosts.pages(site, scope)}
            self._found |= {page.file: page for page in hosts.not_found(in_part(site, scope), scope)}
        if file not in self._found:
            page = self._briefing(file)
            if page is not None:
                self._found[file] = page
        rest = self._index if _INDEX in f"/{file}" else self._rest
        while file not in self._found:
            page = next(rest, None)
            if page is None:
                return None
            self._found.setdefault(page.file, page)
        return self._found[file]

    def _briefing(self, file: str) -> Page | None:
        folder, _, name = f"/{file}".rpartition("/")
        slug = folder.removeprefix(_BRIEFINGS)
        card = self._preview.site.cards.get(slug)
        # Those of a part in another language are found in the plan.
        if name != "index.html" or card is None or card.url != f"{folder}/":
            return None
        return page_of(self._preview.site, self._preview.scope, slug)


def _search(site: Site, scope: Scope) -> Iterator[Page]:
    """The pages of search without the index."""
    if scope.search != "off" and site.cards:
        yield from search.pages(site, scope, ())


class _BodiesOf(Bodies):
    """The bodies of a preview."""

    def __init__(self, preview: Preview) -> None:
        super().__init__(None)
        self._preview = preview

    def pick(self, names: Iterable[str]) -> dict[str, Body]:
        """The bodies called *names*. Raises ForgottenBodyError where one is lost."""
        return self._preview.bodies(names)
