"""`_nginx.conf` and `_caddy.conf`: what the web server's own configuration includes, to serve the site rightly.

Both are made by the build, because they follow from the site: its path, its headers, its former addresses. Neither
names a folder or a port; these are said by the file that includes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from site_builder.model.config import Config
from site_builder.model.files import ServerView
from site_builder.model.page import Page
from site_builder.text.headers import covers
from site_builder.text.urls import escape_path, is_external

Rules = tuple[tuple[str, Mapping[str, str]], ...]

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_OTHERWISE = {"Cache-Control": "no-cache"}
"""What no rule says: keep a file, but ask whether it has changed; else browsers guess (RFC 9111, section 4.2.2)."""
_TEXTS = (
    "application/atom+xml",
    "application/feed+json",
    "application/javascript",
    "application/json",
    "application/manifest+json",
    "application/rss+xml",
    "application/xml",
    "image/svg+xml",
    "text/css",
    "text/javascript",
    "text/markdown",
    "text/plain",
    "text/x-opml",
    "text/xml",
)
"""Types of texts besides text/html: all are UTF-8, and worth compressing."""
_OURS = r"(_[^/]*|\.(?!well-known(/|$)).*)"
"""Files at the top of the site that are not for readers: those for hosts, and the builder's own."""


def server(page: Page, *, config: Config) -> bytes:
    """The configuration of *page* for its server, UTF-8."""
    view = page.view
    if not isinstance(view, ServerView):
        raise TypeError(f"{page.url} says nothing to a server")
    lines = _nginx(view, config) if view.server == "nginx" else _caddy(view, config)
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


# --- nginx (nginx.org/en/docs), 1.18 or newer. The file stands in a `server` block. ---


def _nginx(view: ServerView, config: Config) -> Iterator[str]:
    rules = _rules(view, config)
    below = _nginx_text(view.prefix)
    yield "# Made by site-builder, and made again by every build. nginx reads it when it starts: `nginx -s reload`."
    yield "index index.html;"
    yield "absolute_redirect off;"
    yield f"error_page 404 410 {below}/404.html;"
    yield "charset utf-8;"
    yield f"charset_types {' '.join(_TEXTS)};"
    yield "gzip on;"
    yield "gzip_static on;"
    yield "gzip_vary on;"
    yield "gzip_proxied any;"
    yield "gzip_min_length 1024;"
    yield f"gzip_types {' '.join(_TEXTS)};"
    yield from _nginx_headers(_for("/*", rules))
    yield f"location = {below}/404.html {{ internal; }}"
    yield f'location ~ "^{_nginx_text(re.escape(view.prefix))}/{_OURS}$" {{ return 404; }}'
    for path, _ in rules:
        if path != "/*":
            yield f"location {_nginx_place(path, view.prefix)} {{"
            yield from (f"  {line}" for line in _nginx_headers(_for(path, rules)))
            yield "}"
    # nginx does not start where two of its places are one.
    taken = {view.prefix + path for path in ("/404.html", *(path for path, _ in rules))}
    for path, target in _answers(view).items():
        if path not in taken:
            answer = "410" if target is None else f'301 "{target.replace("$", "%24")}"'
            yield f'location = "{_nginx_text(path)}" {{ return {answer}; }}'


def _nginx_place(path: str, prefix: str) -> str:
    """The head of a `location` for a pattern. Those of whole folders come before those of endings, as in `_headers`."""
    if "*" not in path:
        return f'= "{_nginx_text(prefix + path)}"'
    if path.endswith("*") and "*" not in path[:-1]:
        return f'^~ "{_nginx_text(prefix + path[:-1])}"'
    return f'~ "^{_nginx_text(_expression(path, prefix))}$"'


def _nginx_headers(headers: Mapping[str, str]) -> Iterator[str]:
    for name, value in headers.items():
        if name == "Content-Type":
            # `charset` above says the rest: nginx compresses by the bare type.
            yield "types {}"
            yield f'default_type "{_nginx_text(value.partition(";")[0])}";'
        else:
            yield f'add_header {name} "{_nginx_value(value)}" always;'


def _nginx_text(text: str) -> str:
    return _CONTROL.sub("", text).replace("\\", "\\\\").replace('"', '\\"')


def _nginx_value(value: str) -> str:
    if "$" in value:
        # It would begin a variable, and nginx has no way of writing it otherwise.
        raise ValueError(f"nginx cannot send a header with a dollar sign: {value!r}")
    return _nginx_text(value)


# --- Caddy (caddyserver.com/docs), 2.6 or newer. The file stands in a site block. ---


def _caddy(view: ServerView, config: Config) -> Iterator[str]:
    rules = _rules(view, config)
    missing = _caddy_text(f"{view.prefix}/404.html")
    yield "# Made by site-builder, and made again by every build. Caddy reads it when it starts: `caddy reload`."
    yield "encode zstd gzip"
    yield "header {"
    for name, value in _for("/*", rules).items():
        # With `?` a value gives way to that of a more particular rule.
        yield f"\t{'?' if name in _OTHERWISE else ''}{name} {_caddy_text(value)}"
    yield "\t-Server"
    yield "}"
    for number, (path, headers) in enumerate(rules):
        if path != "/*":
            yield f"@rule{number} path_regexp {_caddy_text(f'^{_expression(path, view.prefix)}$')}"
            yield f"header @rule{number} {{"
            yield from (f"\t{name} {_caddy_text(value)}" for name, value in headers.items())
            yield "}"
    yield f"@ours path_regexp {_caddy_text(f'^{re.escape(view.prefix)}/{_CADDY_OURS}$')}"
    yield "error @ours 404"
    yield f"@page path {missing}"
    yield "error @page 404"
    # Maps, because they compare whole paths letter by letter: matchers of paths do not heed case.
    answers = _answers(view)
    yield from _caddy_map("gone", {path: "gone" for path, new in answers.items() if new is None}, "error @gone 410")
    moved = {path: new for path, new in answers.items() if new is not None}
    yield from _caddy_map("moved", moved, "redir @moved {moved} permanent")
    yield "file_server {"
    yield "\tprecompressed br gzip"
    yield "}"
    yield "handle_errors {"
    # What was set above is not sent with an error.
    yield "\theader {"
    everywhere = {**_for("/*", rules), "Content-Type": "text/html; charset=utf-8"}
    yield from (f"\t\t{name} {_caddy_text(value)}" for name, value in everywhere.items())
    yield "\t\t-Server"
    yield "\t}"
    yield "\t@missing expression {http.error.status_code} in [404, 410]"
    yield "\thandle @missing {"
    yield f"\t\trewrite * {missing}"
    yield "\t\tfile_server"
    yield "\t}"
    yield "}"


_CADDY_OURS = r"(_[^/]*|\.([^w/][^/]*|w[^e/][^/]*|we[^l/][^/]*)(/.*)?)"
"""As `_OURS`, in expressions that cannot look ahead (RE2)."""


def _caddy_map(name: str, entries: Mapping[str, str], answer: str) -> Iterator[str]:
    """Paths with what they mean, and the answer where a path is among them."""
    if not entries:
        return
    yield f"map {{path}} {{{name}}} {{"
    for path, meaning in entries.items():
        yield f"\t{_caddy_text(path)} {_caddy_text(meaning)}"
    yield "\tdefault ``"
    yield "}"
    yield f'@{name} expression {{{name}}} != ""'
    yield answer


def _caddy_text(text: str) -> str:
    """*text* as a token that Caddy takes literally."""
    plain = _CONTROL.sub("", text)
    if "`" not in plain:
        return f"`{plain}`"
    # In quotation marks, a backslash means something only before a quotation mark.
    return '"' + plain.replace('"', '\\"') + '"'


# --- Both ---


def _rules(view: ServerView, config: Config) -> Rules:
    if not config.noindex:
        return view.rules
    return (*view.rules, ("/*", {"X-Robots-Tag": "noindex"}))


def _for(path: str, rules: Rules) -> dict[str, str]:
    """All headers of files that the pattern *path* means: those of its own rule, and of all that cover it."""
    found = dict(_OTHERWISE)
    for pattern, headers in rules:
        if covers(pattern, path):
            found |= headers
    return found


def _expression(path: str, prefix: str) -> str:
    """A pattern as a regular expression."""
    return ".*".join(map(re.escape, (prefix + path).split("*")))


def _answers(view: ServerView) -> dict[str, str | None]:
    """What a server answers by the path that it compares: the address that took its place, or None where none did."""
    found: dict[str, str | None] = {}
    for old, new in view.redirects:
        target = escape_path(new if is_external(new) else view.prefix + new)
        for path in _forms(old, view.prefix):
            found.setdefault(path, target)
    for url in view.gone:
        for path in _forms(url, view.prefix):
            found.setdefault(path, None)
    return found


def _forms(url: str, prefix: str) -> Iterator[str]:
    """A path as a server compares it, decoded; that of a folder also without the slash at its end."""
    path = prefix + unquote(url)
    yield path
    if path.endswith("/") and path.strip("/"):
        yield path.rstrip("/")
