"""What a host cannot do is said before the site is there."""

import pytest

from site_builder.commands.check import check
from site_builder.commands.folders import folders_of
from site_builder.commands.new import new
from site_builder.commands.options import Options
from site_builder.hosts.abilities import Facts, complaints, remark
from site_builder.model.hosts import HOSTS
from tests.hosts.served import NOW


def said(host, *, base_url="https://example.org", built_for="same", files=None, redirects=0):
    named = host if built_for == "same" else built_for
    facts = Facts(base_url=base_url, built_for=named, files=files or {"index.html": 10}, redirects=redirects)
    return [(problem.code, problem.message) for problem in complaints(host, facts)]


@pytest.mark.parametrize("host", ["netlify", "cloudflare", "nginx", "caddy"])
def test_these_can_do_all_that_a_site_relies_on(host):
    assert said(host, redirects=9) == []


@pytest.mark.parametrize("host", ["github-pages", "s3"])
def test_these_send_no_headers_and_redirect_by_pages(host):
    codes = said(host, redirects=1)
    assert [code for code, _ in codes] == ["SB701", "SB701"]
    assert "sends no headers" in codes[0][1]
    assert "1 former address" in codes[1][1]


def test_some_serve_only_from_the_top_of_a_domain():
    for host in HOSTS:
        told = [message for _, message in said(host, base_url="https://example.org/news") if "/news" in message]
        assert bool(told) == (host in {"netlify", "cloudflare"})


def test_an_address_without_https_is_told():
    assert any("https" in message for _, message in said("nginx", base_url="http://example.org"))


@pytest.mark.parametrize(
    ("host", "built_for", "fits"),
    [
        ("netlify", None, True),
        ("cloudflare", None, True),
        ("cloudflare", "netlify", True),
        ("nginx", None, False),
        ("netlify", "caddy", False),
        ("caddy", "nginx", False),
    ],
)
def test_a_site_that_is_built_for_another_host_is_told(host, built_for, fits):
    assert (said(host, built_for=built_for) == []) == fits


@pytest.mark.parametrize(
    ("host", "facts", "words"),
    [
        ("cloudflare", {"files": {f"{n}.html": 1 for n in range(20_001)}}, "20,001 files"),
        ("cloudflare", {"files": {"a.pdf": 25 * 1024 * 1024 + 1}}, "a.pdf has 26,214,401 bytes"),
        ("cloudflare", {"redirects": 2_001}, "2,001 redirects"),
        ("github-pages", {"files": {"a": 600_000_000, "b": 400_000_001}}, "1,000,000,001 bytes"),
        ("netlify", {"files": {f"x/{n}.html": 1 for n in range(54_001)}}, "the folder x/ has 54,001 files"),
    ],
)
def test_a_site_that_is_too_large_is_told_with_figures(host, facts, words):
    told = [message for code, message in said(host, **facts) if code == "SB702"]
    assert len(told) == 1
    assert words in told[0]


def test_no_limit_is_met_by_what_just_fits():
    assert said("cloudflare", files={f"{n}": 25 * 1024 * 1024 for n in range(20_000)}, redirects=2_000) == []


@pytest.mark.parametrize("host", HOSTS)
def test_precompressed_files_are_told_where_nobody_uses_them(host):
    told = [message for _, message in said(host, files={"a.html": 1, "a.html.gz": 1, "a.html.br": 1})]
    assert any("2 precompressed files" in message for message in told) == (host not in {"nginx", "caddy"})


@pytest.mark.parametrize("host", HOSTS)
def test_check_tells_it_of_a_real_site(tmp_path, host):
    new(tmp_path, title="Desk", language="en", host="nginx")
    report = check(folders_of(tmp_path), Options(now=NOW), host=host)
    told = [problem for problem in report.problems if problem.code.startswith("SB7")]
    assert all(problem.severity == "warning" and problem.path == "content/site.yml" for problem in told)
    assert bool(told) == (host != "nginx")
    assert remark(host) in report.notes
    assert not (tmp_path / "output/index.html").exists()
