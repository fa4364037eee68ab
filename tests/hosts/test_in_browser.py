"""Chromium keeps to the policy that a server sends, or that the pages state, and finds nothing to object to."""

import pytest

from tests.hosts import served
from tests.hosts.crawl import crawl

pytestmark = [pytest.mark.browser, pytest.mark.slow]

VIOLATIONS = """
window.violations = [];
document.addEventListener('securitypolicyviolation', event =>
    window.violations.push(event.violatedDirective + ' ' + event.blockedURI));
"""


@pytest.fixture(scope="module", params=["nginx", "caddy", "github_pages"])
def server(request, tmp_path_factory):
    with getattr(served, request.param)(tmp_path_factory.mktemp(request.param), "/news") as running:
        yield running


def test_no_page_of_the_site_breaks_its_own_policy(server, browser):
    visited, _ = crawl(server)
    context = browser.new_context()
    context.add_init_script(VIOLATIONS)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    # An icon that is still on its way when the next page is asked for is no failure.
    page.on("requestfailed", lambda request: said.append(request.url) if "ABORTED" not in request.failure else None)
    for path in sorted(path for path in visited if path.endswith("/")):
        page.goto(server.base + path)
        assert page.evaluate("window.violations") == []
        assert page.evaluate("document.styleSheets.length") > 0
    assert said == []
    context.close()


def test_the_policy_is_in_force(server, browser):
    page = browser.new_page()
    page.goto(server.base + "/")
    page.evaluate(
        """() => { const script = document.createElement('script');
                   script.textContent = 'window.ran = true'; document.body.append(script); }"""
    )
    assert page.evaluate("window.ran") is None
    page.close()
