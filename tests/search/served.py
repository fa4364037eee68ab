"""A made site in a real Chromium, served as hosts do: compressed, with the site's own response headers."""

from __future__ import annotations

import contextlib
import gzip
import mimetypes
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self

from site_builder.text.headers import default_rules

HEADERS = dict(default_rules(secure=False)[0][1])


class Served:
    """The folder *root* at `base`; `sent` has the path and the compressed size of each file that was asked for."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.sent: list[tuple[str, int]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.base = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(served) -> type[BaseHTTPRequestHandler]:  # noqa: N805  the handler has a self of its own
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path = self.path.partition("?")[0]
                file = served.root / (path[1:] + "index.html" if path.endswith("/") else path[1:])
                status = 200 if file.is_file() else 404
                body = gzip.compress(file.read_bytes() if status == 200 else b"", 9)
                served.sent.append((path, len(body)))
                self.send_response(status)
                self.send_header("Content-Type", mimetypes.guess_type(file.name)[0] or "text/plain")
                self.send_header("Content-Encoding", "gzip")
                self.send_header("Content-Length", str(len(body)))
                for name, value in HEADERS.items():
                    self.send_header(name, value)
                self.end_headers()
                with contextlib.suppress(ConnectionError):
                    self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        return Handler
