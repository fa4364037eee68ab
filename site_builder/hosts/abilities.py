"""What each host can and cannot do, and how much it takes. Figures are the hosts' own; their documentation is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from site_builder.model.hosts import HostName
from site_builder.model.problem import Problem
from site_builder.text.urls import base_path, is_secure

SETTINGS = "content/site.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a built site asks of its host."""

    base_url: str
    built_for: HostName | None
    """`host` in site.yml."""
    files: Mapping[str, int]
    """Every file of the output with its size in bytes."""
    redirects: int = 0
    """Former addresses that lead to others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Host:
    name: str
    headers: bool = True
    """Whether it sends the response headers that the site wants."""
    redirects: bool = True
    """Whether it answers former addresses with 301."""
    path: bool = True
    """Whether a site can live below a path."""
    packed: bool = True
    """Whether it makes use of files that are compressed already."""
    most_files: int | None = None
    most_in_folder: int | None = None
    most_bytes: int | None = None
    """Of the whole site."""
    largest_file: int | None = None
    most_redirects: int | None = None
    remark: str = ""
    """What is good to know and asks for nothing."""


_HOSTS: Mapping[HostName, _Host] = {
    "netlify": _Host(
        name="Netlify",
        path=False,
        packed=False,
        # docs.netlify.com, "Deploy overview", limit of files per directory
        most_in_folder=54_000,
        remark="Netlify builds deploy previews of pull requests, and keeps what builds remember.",
    ),
    "cloudflare": _Host(
        name="Cloudflare Pages",
        path=False,
        packed=False,
        # developers.cloudflare.com/pages/platform/limits and /pages/configuration/redirects; the free plan
        most_files=20_000,
        largest_file=25 * 1024 * 1024,
        most_redirects=2_000,
        remark="Cloudflare Pages builds previews of branches; it keeps nothing between builds, which costs time only.",
    ),
    "github-pages": _Host(
        name="GitHub Pages",
        headers=False,
        redirects=False,
        packed=False,
        # docs.github.com, "GitHub Pages limits"
        most_bytes=1_000_000_000,
        remark="GitHub Pages has no previews: the workflow builds pull requests without serving them.",
    ),
    "s3": _Host(
        name="S3",
        headers=False,
        redirects=False,
        packed=False,
        remark="A bucket has no https: put CloudFront before it, with the policy in cloudfront-headers.json.",
    ),
    "nginx": _Host(name="nginx", remark="nginx has to be told to read _nginx.conf after a build: `nginx -s reload`."),
    "caddy": _Host(name="Caddy", remark="Caddy has to be told to read _caddy.conf after a build: `caddy reload`."),
}


def complaints(host: HostName, facts: Facts) -> Iterator[Problem]:
    """What *host* cannot do for a site, and where the site is too large for it."""
    it = _HOSTS[host]
    if not _fits(host, facts.built_for):
        message = (
            f"the site is built for {_HOSTS[facts.built_for].name if facts.built_for else 'Netlify or Cloudflare'}"
        )
        yield _cannot(f"{message}, not for {it.name}", f"write `host: {host}`")
    path = base_path(facts.base_url)
    if path and not it.path:
        hint = "take the path out of `base_url`"
        yield _cannot(f"{it.name} serves a site from the top of its domain, not below {path}", hint)
    if not is_secure(facts.base_url):
        hint = "write `base_url` with https: without it, browsers are not told to stay with https"
        yield _cannot("the site's address is not one of https", hint)
    if not it.headers:
        message = f"{it.name} sends no headers of the site's own"
        hint = (
            "pages state their Content-Security-Policy themselves; what they cannot say is that nobody may frame them, "
            "that types must not be guessed, and how long to keep a file"
        )
        yield _cannot(message, hint)
    if facts.redirects and not it.redirects:
        hint = "readers are led on by pages, which search engines follow more slowly than a 301"
        yield _cannot(
            f"{it.name} cannot redirect {_number(facts.redirects, 'former address', 'former addresses')}", hint
        )
    packed = [file for file in facts.files if file.endswith((".gz", ".br"))]
    if packed and not it.packed:
        hint = "take `precompress` out: it only makes the site larger here"
        yield _cannot(f"{it.name} does not use the {_number(len(packed), 'precompressed file')}", hint)
    yield from _limits(it, facts)


def remark(host: HostName) -> str:
    """A sentence on what is good to know of *host*."""
    return _HOSTS[host].remark


def _fits(host: HostName, built_for: HostName | None) -> bool:
    # Netlify and Cloudflare read the same files, which are those of a site that names no host.
    alike = {None, "netlify", "cloudflare"}
    return host == built_for or (host in alike and built_for in alike)


def _limits(it: _Host, facts: Facts) -> Iterator[Problem]:
    files = facts.files
    total = sum(files.values())
    if it.most_files is not None and len(files) > it.most_files:
        yield _too_much(f"the site has {len(files):,} files, {it.name} takes {it.most_files:,}")
    if it.most_bytes is not None and total > it.most_bytes:
        yield _too_much(f"the site has {total:,} bytes, {it.name} takes {it.most_bytes:,}")
    if it.largest_file is not None:
        for file, size in sorted(files.items()):
            if size > it.largest_file:
                yield _too_much(f"{file} has {size:,} bytes, {it.name} takes {it.largest_file:,} a file")
    if it.most_in_folder is not None:
        for folder, count in sorted(Counter(file.rpartition("/")[0] for file in files).items()):
            if count > it.most_in_folder:
                yield _too_much(f"the folder {folder}/ has {count:,} files, {it.name} takes {it.most_in_folder:,}")
    if it.most_redirects is not None and facts.redirects > it.most_redirects:
        yield _too_much(f"there are {facts.redirects:,} redirects, {it.name} takes {it.most_redirects:,}")


def _cannot(message: str, hint: str) -> Problem:
    return Problem(message, code="SB701", path=SETTINGS, hint=hint)


def _too_much(message: str) -> Problem:
    return Problem(message, code="SB702", path=SETTINGS, hint="choose another host, or ask this one for more")


def _number(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
