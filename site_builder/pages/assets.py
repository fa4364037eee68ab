"""Files that go out as they are, under addresses that hold a piece of their digest, so that browsers may keep them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from site_builder.model.files import CopyView
from site_builder.model.page import Page, Scope
from site_builder.model.site import Asset, Site
from site_builder.text.urls import digest_url


def pages(site: Site, scope: Scope, theme_assets: Iterable[Asset]) -> Iterator[Page]:
    """A page for each asset of the content folder and of the theme; one for those of equal name and content."""
    seen: set[str] = set()
    for folder, assets in (("/assets", site.assets.values()), ("/assets/theme", theme_assets)):
        for asset in assets:
            url = digest_url(folder, asset.name, asset.sha256)
            view = CopyView(sha256=asset.sha256, size=asset.size, source=asset.path)
            if url not in seen:
                yield Page(url=url, view=view, language=scope.language, format="copy")
            seen.add(url)


def theme_asset_urls(theme_assets: Iterable[Asset]) -> dict[str, str]:
    """The address of each asset of the theme by its name."""
    return {asset.name: digest_url("/assets/theme", asset.name, asset.sha256) for asset in theme_assets}
