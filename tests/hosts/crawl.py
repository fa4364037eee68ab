"""Follows every address that the pages, feeds, styles and sitemap of a site name."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urljoin, urlsplit

from tests.hosts.served import Served

_ADDRESS = re.compile(
    r'(?:href|src|content)="((?:https?:|/|\.|#)[^"]*)"|<loc>([^<]+)</loc>|<link>([^<]+)</link>|url\(([^)]+)\)'
)


def crawl(server: Served) -> tuple[set[str], list[tuple[str, str, int]]]:
    """The paths that were visited, below the site's own, and what does not answer: address, where it stands, status.

    Addresses on the same host that are not below the site's path count as broken.
    """
    host = urlsplit(server.base).netloc
    prefix = urlsplit(server.base).path
    waiting = [("/", "/")]
    waiting += [("/404.html", "/"), ("/robots.txt", "/"), ("/sitemap.xml", "/")]
    visited: set[str] = set()
    broken: list[tuple[str, str, int]] = []
    while waiting:
        path, source = waiting.pop()
        if path in visited:
            continue
        visited.add(path)
        answer = server.get(path)
        # Some servers keep the page for what is not there to themselves.
        if answer.status != 200 and (answer.status, path) != (404, "/404.html"):
            broken.append((path, source, answer.status))
            continue
        if not re.search("html|xml|css|svg", answer.headers["content-type"]):
            continue
        for found in _ADDRESS.findall(answer.body.decode("utf-8")):
            whole = urlsplit(urljoin(server.base + path, unescape("".join(found)).strip("'\"")))
            if whole.netloc != host:
                continue
            if not whole.path.startswith(prefix + "/"):
                broken.append((whole.path, path, 0))
            else:
                waiting.append((whole.path.removeprefix(prefix), path))
    return visited, broken
