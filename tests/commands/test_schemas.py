"""The JSON Schemas accept all that the decoder accepts, and reject what a schema can tell is wrong."""

import json
import re
import shutil
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from site_builder.commands.folders import folders_of
from site_builder.commands.json_schema import SCHEMAS, json_schema
from site_builder.commands.new import new
from site_builder.commands.schemas import SETTINGS, decap_config, editor_files, names_of, write_schemas
from site_builder.model.briefing import FrontMatter
from site_builder.model.config import Config
from site_builder.model.entity import EntityRecord, TopicRecord
from site_builder.model.theme import ThemeSettings
from site_builder.text.frontmatter import split
from site_builder.text.schema import decode
from tests.outcomes import outcome

ROOT = Path(__file__).parents[2]
SITES = [
    ROOT,
    *(path.parent for path in sorted((ROOT / "tests/sites").glob("*/content")) if path.parent.name != "broken"),
]
TYPES = {
    "front-matter": FrontMatter,
    "site": Config,
    "theme": ThemeSettings,
    "entities": tuple[EntityRecord, ...],
    "topics": tuple[TopicRecord, ...],
}


class Loader(yaml.SafeLoader):
    """YAML as editors read it (1.2): a date is a text, and so is `no`."""


Loader.yaml_implicit_resolvers = {
    sign: [(tag, rule) for tag, rule in rules if not tag.endswith((":timestamp", ":bool"))]
    for sign, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))


def mistakes(name, text, names=None):
    read = yaml.load(text, Loader)  # noqa: S506  a safe one
    return [error.message for error in Draft202012Validator(json_schema(name, names)).iter_errors(read)]


def written(root):
    """The YAML of every file of a site with the name of its schema."""
    for name in ("site", "topics", "entities", "sources", "review"):
        path = root / f"content/{name}.yml"
        if path.is_file():
            yield name, path.read_text("utf-8")
    for name, folder in (("front-matter", "briefings"), ("page", "pages")):
        for path in sorted((root / "content" / folder).rglob("*.md")):
            yield name, split(path.read_text("utf-8")).yaml
    for path in sorted(root.glob("themes/*/theme.yml")):
        yield "theme", path.read_text("utf-8")


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_one(name):
    Draft202012Validator.check_schema(json_schema(name))


@pytest.mark.parametrize("root", SITES, ids=lambda path: path.name)
def test_the_sample_sites_are_valid(root):
    names = names_of(folders_of(root))
    found = {name: mistakes(name, text, names) for name, text in written(root)}
    assert {name: told for name, told in found.items() if told} == {}
    assert "site" in found


GOOD = {
    "front-matter": [
        "title: 2026",
        "title: One\ndate: 2026-02-19",
        "title: One\ndate: 2026-02-19 17:08 +01:00\ntopics: one\nsummary:",
        "title: One\nkey_points: [Just a text, {text: One, evidence: p4}]",
        "title: One\nlanguage: no\nnoindex: yes\nstatus: draft",
        "title: One\nallow:\n  - {rule: SB230, reason: the title of a film}",
    ],
    "site": ["title: One\nbase_url: https://example.org\npage_size: '30'\nrules: {SB2: 'off'}\nlanguage: pt_BR"],
    "theme": ["name: one\naccent: '#9a3412'"],
    "entities": ["- {id: a-b, name: A, kind: person, names: {it: B}}"],
    "topics": ["- {id: 2026, title: 2026}"],
}
BAD = {
    "front-matter": [
        "date: 2026-02-19",
        "titel: One",
        "title: []",
        "title: ''",
        "title: One\ndate: yesterday",
        "title: One\ndate: 19.2.2026",
        "title: One\nstatus: live",
        "title: One\nslug: Not A Slug",
        "title: One\noriginal_url: example.org",
        "title: One\noriginal_url: ftp://example.org/",
        "title: One\nkey_points:\n  - {evidence: p4}",
        "title: One\nkey_points:\n  - {text: One, evidenc: p4}",
        "title: One\ntopics: {one: two}",
        "title: One\nnoindex: perhaps",
        "title: One\ncorrections: [{date: 2026-01-01}]",
        "- title: One",
    ],
    "site": [
        "title: One",
        "title: One\nbase_url: https://example.org\npage_size: 0",
        "title: One\nbase_url: https://example.org\npage_size: many",
        "title: One\nbase_url: https://example.org\nfeeds: {itmes: 3}",
        "title: One\nbase_url: https://example.org\nhost: geocities",
        "title: One\nbase_url: https://example.org\nlanguage: english please",
    ],
    "theme": ["description: One", "name: one\naccent: red"],
    "entities": [
        "id: one",
        "- {id: a, name: A}",
        "- {id: a, name: A, kind: alien}",
        "- {id: A B, name: A, kind: other}",
    ],
    "topics": ["- {id: a}", "- {id: a, title: A, parnet: b}"],
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in GOOD.items() for text in texts])
def test_what_the_decoder_accepts_is_valid(name, text):
    assert outcome(decode, TYPES[name], text)[1] == ()
    assert mistakes(name, text) == []


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in BAD.items() for text in texts])
def test_what_the_decoder_rejects_is_rejected(name, text):
    assert outcome(decode, TYPES[name], text)[1]
    assert mistakes(name, text)


@pytest.mark.parametrize("name", ["unknown-name.md", "wrong-type.md"])
def test_the_broken_site_is_rejected_where_a_schema_can(name):
    text = (ROOT / "tests/sites/broken/content/briefings" / name).read_text("utf-8")
    assert mistakes("front-matter", split(text).yaml)


def test_names_of_the_site_are_offered_and_others_allowed():
    names = {"entities": ["Acme"], "topics": ["trade"]}
    schema = json_schema("front-matter", names)["properties"]["entities"]["anyOf"][0]["items"]
    assert schema["anyOf"][0] == {"enum": ["Acme"]}
    assert mistakes("front-matter", "title: One\nentities: [Acme, Another]", names) == []


def test_every_field_has_a_schema_and_most_are_described():
    properties = json_schema("front-matter")["properties"]
    assert "description" in properties["date"]
    assert properties["status"]["default"] == "published"


def test_a_new_site_has_settings_for_editors(tmp_path):
    new(tmp_path, title="One", language="en")
    settings = json.loads((tmp_path / SETTINGS).read_text("utf-8"))
    for place, files in settings["yaml.schemas"].items():
        assert json.loads((tmp_path / place).read_text("utf-8"))["title"]
        assert files.startswith(("content/", "themes/"))


def test_writing_renews_the_names_and_keeps_other_settings(tmp_path):
    new(tmp_path, title="One", language="en")
    (tmp_path / SETTINGS).write_text('{"editor.rulers": [100], "yaml.schemas": {"./own.json": "own.yml"}}', "utf-8")
    folders = folders_of(tmp_path)
    assert write_schemas(folders).problems == ()
    settings = json.loads((tmp_path / SETTINGS).read_text("utf-8"))
    assert settings["editor.rulers"] == [100]
    assert settings["yaml.schemas"]["./own.json"] == "own.yml"
    assert set(settings["yaml.schemas"]) > {f"./{name}" for name in editor_files() if name != SETTINGS}
    with (tmp_path / "content/entities.yml").open("a", encoding="utf-8") as file:
        file.write("\n- {id: brand-new, name: Brand New, kind: other}\n")
    assert write_schemas(folders).counts["written"] > 0
    assert "Brand New" in (tmp_path / ".vscode/schemas/front-matter.json").read_text("utf-8")
    assert write_schemas(folders).counts["written"] == 0


def test_settings_with_comments_are_left_alone(tmp_path):
    shutil.copytree(ROOT / "tests/sites/tiny/content", tmp_path / "content")
    (tmp_path / ".vscode").mkdir()
    (tmp_path / SETTINGS).write_text("// mine\n{}\n", "utf-8")
    (problem,) = write_schemas(folders_of(tmp_path)).problems
    assert (problem.severity, problem.path) == ("warning", SETTINGS)
    assert (tmp_path / SETTINGS).read_text("utf-8") == "// mine\n{}\n"


def test_decap_is_told_of_every_field():
    collections = {one["name"]: one for one in json.loads(decap_config())["collections"]}
    fields = {field["name"]: field for field in collections["briefings"]["fields"]}
    assert set(fields) == {*json_schema("front-matter")["properties"], "body"}
    assert fields["status"] == {
        "name": "status",
        "label": "Status",
        "widget": "select",
        "options": ["draft", "published"],
        "required": False,
    }
    assert [field["name"] for field in fields["key_points"]["fields"]] == ["text", "evidence", "quote"]
    assert fields["date"]["widget"] == "datetime"
