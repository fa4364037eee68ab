"""A starter site behind a real web server, with the files that `new --host` wrote."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import http.client
import os
import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from site_builder.commands.build import build
from site_builder.commands.folders import Folders, folders_of
from site_builder.commands.new import new
from site_builder.commands.options import Options
from site_builder.model.hosts import HostName

NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
_MIME_TYPES = ("/etc/nginx/mime.types", "/opt/homebrew/etc/nginx/mime.types", "/usr/local/etc/nginx/mime.types")
_BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Served:
    """A running server."""

    name: str
    base: str
    """The site's address, without a slash at the end."""
    folders: Folders
    brotli: bool = True
    """Whether it can send files that are precompressed so."""

    def get(self, path: str, **headers: str) -> Answer:
        """What it answers for *path* below the site, as it comes: nothing followed, nothing unpacked."""
        whole = urlsplit(self.base)
        connection = http.client.HTTPConnection(whole.hostname or "", whole.port, timeout=10)
        with contextlib.closing(connection):
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request("GET", whole.path + path, headers=named)
            answer = connection.getresponse()
            return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())


def program(name: str) -> str:
    """The path of a server's program; skips the test where it is not installed."""
    found = os.environ.get(name.upper()) or shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if not found:
        pytest.skip(f"{name} is not installed")
    return found


def make_site(folder: Path, host: HostName, base_url: str) -> Folders:
    """A starter site for *host*, with an asset, built."""
    new(folder, title="Desk", language="en", host=host)
    settings = folder / "content/site.yml"
    text = re.sub(r"(?m)^base_url:.*", f"base_url: {base_url}", settings.read_text(encoding="utf-8"))
    settings.write_text(text, encoding="utf-8")
    assets = folder / "content/assets"
    assets.mkdir()
    (assets / "map.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    report = build(folders_of(folder), Options(now=NOW))
    assert report.problems == ()
    return folders_of(folder)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _nothing(_: Folders) -> None:
    pass


@contextlib.contextmanager
def nginx(folder: Path, prefix: str = "", before: Callable[[Folders], None] = _nothing) -> Iterator[Served]:
    """The site in *folder* below *prefix*, behind nginx; *before* may change the output before it starts."""
    command = program("nginx")
    types = next((path for path in _MIME_TYPES if Path(path).exists()), None)
    if types is None:
        pytest.skip("nginx has no mime.types where it is looked for")
    port = free_port()
    folders = make_site(folder / "site", "nginx", f"http://127.0.0.1:{port}{prefix}")
    server = (folders.root / "nginx.conf").read_text(encoding="utf-8")
    server = server.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("    listen [::]:80;\n", "")
    server = server.replace("root /srv/site/output", f"root {_root(folder, folders, prefix)}")
    server = server.replace("/srv/site/output", str(folders.output))
    brotli = _BROTLI.exists()
    if brotli:
        server = server.replace("# brotli_static on;", "brotli_static on;")
    paths = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    # As root, the processes that serve would be nobody's, who may not read the folders of tests.
    user = "user root;" if os.getuid() == 0 else ""
    module = f"load_module {_BROTLI};" if brotli else ""
    (folder / "main.conf").write_text(
        f"{module}{user} daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; events {{}}\n"
        f"http {{ include {types}; access_log off; {paths}\n{server}\n}}",
        encoding="utf-8",
    )
    before(folders)
    with _running([command, "-p", str(folder), "-c", str(folder / "main.conf")], folder, port):
        yield Served("nginx", f"http://127.0.0.1:{port}{prefix}", folders, brotli)


@contextlib.contextmanager
def caddy(folder: Path, prefix: str = "", before: Callable[[Folders], None] = _nothing) -> Iterator[Served]:
    """The site in *folder* below *prefix*, behind Caddy; *before* may change the output before it starts."""
    command = program("caddy")
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    folders = make_site(folder / "site", "caddy", f"{base}{prefix}")
    config = (folders.root / "Caddyfile").read_text(encoding="utf-8")
    config = config.replace("root * /srv/site/output", f"root * {_root(folder, folders, prefix)}")
    config = config.replace("\nexample.org {", f"\n{base} {{").replace("/srv/site/output", str(folders.output))
    (folder / "Caddyfile").write_text("{\n\tadmin off\n}\n" + config, encoding="utf-8")
    before(folders)
    with _running([command, "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"], folder, port):
        yield Served("caddy", f"{base}{prefix}", folders)


@contextlib.contextmanager
def github_pages(folder: Path, prefix: str = "/news", before: Callable[[Folders], None] = _nothing) -> Iterator[Served]:
    """The site in *folder* as GitHub Pages serves one: below a path, no headers, no redirects, its own 404 page."""
    port = free_port()
    folders = make_site(folder / "site", "github-pages", f"http://127.0.0.1:{port}{prefix}")
    before(folders)
    handler = functools.partial(_GitHubPages, directory=str(_root(folder, folders, prefix)))
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Served("github-pages", f"http://127.0.0.1:{port}{prefix}", folders)
    finally:
        server.shutdown()
        server.server_close()


class _GitHubPages(SimpleHTTPRequestHandler):
    extensions_map = {  # noqa: RUF012  as the base class has it
        **SimpleHTTPRequestHandler.extensions_map,
        ".html": "text/html; charset=utf-8",
        ".xml": "application/xml",
    }

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The nearest 404 page, as GitHub sends it."""
        if code != 404:
            super().send_error(code, message, explain)
            return
        page = next(Path(self.directory).glob("*/404.html"), None)
        body = page.read_bytes() if page is not None else b""
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def _root(folder: Path, folders: Folders, prefix: str) -> Path:
    """The folder that is served: where the site has a path, one with a link to the output of that name."""
    if not prefix:
        return folders.output
    link = folder / "www" / prefix.strip("/")
    link.parent.mkdir(parents=True)
    link.symlink_to(folders.output)
    return folder / "www"


@contextlib.contextmanager
def _running(command: list[str], folder: Path, port: int) -> Iterator[None]:
    environment = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
        try:
            _wait(process, port, folder)
            yield
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait(process: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    for _ in range(200):
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    pytest.fail((folder / "server.log").read_text(encoding="utf-8", errors="replace"))
