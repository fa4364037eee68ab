"""Plugins are found by their entry points, put together by name, and told when they cannot be used."""

import pytest

from site_builder.model.extensions import Extensions
from site_builder.model.problem import ConfigError
from site_builder.plugins import load_plugins, together


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Install a plugin for this test: a module, and a distribution that names a value of it."""
    monkeypatch.syspath_prepend(tmp_path)

    def install(name, value, code=""):
        folder = tmp_path / f"{name}-1.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n", encoding="utf-8")
        (folder / "entry_points.txt").write_text(f"[site_builder]\n{name} = {value}\n", encoding="utf-8")
        if code:
            module = value.partition(":")[0]
            (tmp_path / f"{module}.py").write_text(code, encoding="utf-8")

    return install


PLUGIN = """
from site_builder.model.extensions import Extensions

def loud(text):
    return text.upper() + "{sign}"

def check(briefings, config):
    return []

value = Extensions(filters={{"{name}": loud}}, checks=(check,))
"""


def test_without_plugins_there_is_nothing_to_add():
    assert load_plugins() == Extensions()


def test_plugins_are_put_together_in_the_order_of_their_names(install):
    install("zebra", "plugin_z:value", PLUGIN.format(name="loud", sign="?"))
    install("ant", "plugin_a:value", PLUGIN.format(name="loud", sign="!"))
    install("middle", "plugin_m:value", PLUGIN.format(name="other", sign="."))
    found = load_plugins()
    assert list(found.filters) == ["loud", "other"]
    # Of two filters with one name the later counts.
    assert found.filters["loud"]("a") == "A?"
    assert [check.__module__ for check in found.checks] == ["plugin_a", "plugin_m", "plugin_z"]


def test_every_plugin_that_cannot_be_loaded_is_told(install):
    install("a-good-one", "plugin_g:value", PLUGIN.format(name="x", sign=""))
    install("broken", "plugin_b:value", "import nowhere_at_all\n")
    install("nameless", "plugin_n:value", "other = 1\n")
    install("wrong", "plugin_w:value", "value = {'filters': {}}\n")
    with pytest.raises(ConfigError) as caught:
        load_plugins()
    told = {problem.message.partition("`")[2].partition("`")[0]: problem for problem in caught.value.problems}
    assert sorted(told) == ["broken", "nameless", "wrong"]
    assert {problem.code for problem in told.values()} == {"SB003"}
    assert all(problem.hint for problem in told.values())
    assert "ModuleNotFoundError" in told["broken"].message
    assert "is a dict, not an Extensions value" in told["wrong"].message
    assert "plugin_w:value" in (told["wrong"].hint or "")


def test_together_keeps_every_kind_of_function_in_order():
    def one(*_):
        return ()

    def two(*_):
        return ()

    first, second = (Extensions(readers=(f,), steps=(f,), families=(f,), checks=(f,)) for f in (one, two))
    both = together([first, second])
    for kind in ("readers", "steps", "families", "checks"):
        assert getattr(both, kind) == (one, two)
    assert together([]) == Extensions()
