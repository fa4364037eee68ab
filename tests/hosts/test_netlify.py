"""Netlify's own parsers read what `new` and `build` write for Netlify as it was meant."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from site_builder import __version__
from site_builder.text.headers import default_rules
from tests.hosts.served import make_site

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
# Exact, so that the test says the same tomorrow. All three are under the MIT licence.
PACKAGES = ("@netlify/config@24.6.0", "@netlify/headers-parser@9.0.3", "@netlify/redirect-parser@15.0.4")
CACHE = ROOT / ".make" / "netlify"


@pytest.fixture(scope="module")
def packages():
    """The folder with Netlify's parsers; fetched once, and kept."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("node or npm is not installed")
    wanted = json.dumps(PACKAGES)
    made = CACHE / "made"
    if not made.is_file() or made.read_text(encoding="utf-8") != wanted:
        CACHE.mkdir(parents=True, exist_ok=True)
        (CACHE / "package.json").write_text('{"private": true}\n', encoding="utf-8")
        command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--save-exact", *PACKAGES]
        done = subprocess.run(command, cwd=CACHE, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            pytest.skip(f"npm could not fetch Netlify's parsers: {done.stderr[-300:]}")
        made.write_text(wanted, encoding="utf-8")
    return CACHE


def read(packages, site, context="production"):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NETLIFY")}
    command = ["node", HERE / "netlify.mjs", packages, site, context]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return make_site(tmp_path_factory.mktemp("netlify") / "site", "netlify", "https://example.org").root


def test_the_settings_are_those_of_each_context(packages, site):
    install = f"python -m pip install 'site-builder=={__version__}' && python -m site_builder build"
    for context, options in (
        ("production", '--strict --base-url "${URL}"'),
        ("deploy-preview", '--drafts --noindex --base-url "${DEPLOY_PRIME_URL}"'),
        ("branch-deploy", '--noindex --base-url "${DEPLOY_PRIME_URL}"'),
    ):
        build = read(packages, site, context)["build"]
        assert build["command"] == f"{install} {options}"
        assert Path(build["publish"]) == site / "output"
        assert build["environment"]["PYTHON_VERSION"] == "3.12"
        assert build["environment"]["SITE_BUILDER_BUILD_MEMORY"].startswith("/opt/build/cache/")


def test_the_settings_of_this_project_are_sound(packages):
    for context in ("production", "deploy-preview", "branch-deploy"):
        build = read(packages, ROOT, context)["build"]
        assert "site_builder build" in build["command"]
        assert Path(build["publish"]) == ROOT / "output"
        assert build["environment"]["SITE_BUILDER_BUILD_MEMORY"].startswith("/opt/build/cache/")


def test_every_header_is_read_as_it_was_meant(packages, site):
    found = read(packages, site)
    assert found["errors"] == []
    assert [(rule["for"], rule["values"]) for rule in found["headers"]] == [
        (path, dict(values)) for path, values in default_rules()
    ]


def test_every_redirect_is_read_as_it_was_meant(packages, site):
    # Written as a build writes it; it stays in a site that has none.
    lines = "/briefings/old-name/ /briefings/library-lends-tools/ 301\n/caf%C3%A9/ /topics/ 301\n"
    path = site / "output/_redirects"
    before = path.read_bytes() if path.exists() else None
    try:
        path.write_text(lines, encoding="utf-8")
        found = read(packages, site)
    finally:
        path.unlink() if before is None else path.write_bytes(before)
    assert found["errors"] == []
    assert [(rule["from"], rule["to"], rule["status"]) for rule in found["redirects"]] == [
        ("/briefings/old-name/", "/briefings/library-lends-tools/", 301),
        ("/caf%C3%A9/", "/topics/", 301),
    ]
