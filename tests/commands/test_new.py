"""A starter site builds as it is, says only what holds, and never harms what is there."""

import datetime as dt
import hashlib
import json
import re
import shutil
import subprocess
import tomllib

import pytest
import yaml

from site_builder import __version__
from site_builder.commands.build import build
from site_builder.commands.folders import folders_of
from site_builder.commands.ingest import ingest
from site_builder.commands.load import load_config, load_content
from site_builder.commands.new import new
from site_builder.commands.options import Options
from site_builder.commands.schemas import editor_files
from site_builder.content.config import parse_config
from site_builder.model.hosts import HOSTS
from site_builder.model.problem import ConfigError
from site_builder.text.headers import CONTENT_SECURITY_POLICY

NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
FILES_OF = {
    "netlify": {"netlify.toml"},
    "cloudflare": {"wrangler.toml", "build.sh", ".python-version"},
    "github-pages": {".github/workflows/pages.yml"},
    "s3": {"deploy.sh", "cloudfront-headers.json"},
    "nginx": {"nginx.conf"},
    "caddy": {"Caddyfile"},
}
ALWAYS = {".gitignore", "netlify.toml", "output/.gitignore", *editor_files()}
AUTHORITY = {"content/entities.yml", "content/site.yml", "content/sources.yml", "content/topics.yml"}


def files(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def make(folder, title="Briefings", language="en"):
    return new(folder, title=title, language=language)


def problems(folder, **options):
    with pytest.raises(ConfigError) as caught:
        make(folder, **options)
    return caught.value.problems


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("language", ["en", "it", "it-CH", "de", "ar"])
def test_a_new_site_builds_without_a_problem(tmp_path, language, strict):
    make(tmp_path / "site", language=language)
    report = build(folders_of(tmp_path / "site"), Options(now=NOW, strict=strict))
    assert report.problems == ()
    assert report.notes == ()
    assert (tmp_path / "site" / "output" / "index.html").is_file()
    assert report.counts["briefings"] == 1


def test_a_new_site_has_every_kind_of_file_that_people_edit(tmp_path):
    report = make(tmp_path)
    assert files(tmp_path) == {
        *ALWAYS,
        *AUTHORITY,
        "content/articles/library-lends-tools/article.yml",
        "content/articles/library-lends-tools/original.txt",
        "content/articles/library-lends-tools/text.txt",
        "content/briefings/library-lends-tools.md",
        "content/pages/about.md",
    }
    assert report.counts == {"files": len(files(tmp_path))}


def test_the_texts_are_in_the_language_of_the_site_where_there_are_some(tmp_path):
    make(tmp_path / "it", language="it")
    assert "content/briefings/biblioteca-presta-attrezzi.md" in files(tmp_path / "it")
    make(tmp_path / "de", language="de")
    (german,) = load_content(folders_of(tmp_path / "de"), load_config(folders_of(tmp_path / "de"))).briefings
    assert german.head.language == "en"


@pytest.mark.parametrize(("language", "tag"), [("en\n", "en"), ("PT_br", "pt-BR"), ("zh-hant", "zh-Hant")])
def test_the_language_is_written_as_a_tag(tmp_path, language, tag):
    make(tmp_path, language=language)
    assert load_config(folders_of(tmp_path)).language == tag


TITLES = [
    ("The AI race", "The AI race"),
    ("A: B # C", "A: B # C"),
    ('He said "no"', 'He said "no"'),
    ("- [x] {y} & *z !t %u @v `w", "- [x] {y} & *z !t %u @v `w"),
    ("yes", "yes"),
    ("2026-01-01", "2026-01-01"),
    ("back\\slash \\n", "back\\slash \\n"),
    ("  two\n lines\t", "two lines"),
    ("a\u2028b\x85c", "a b c"),
    ("__LANGUAGE__ __TITLE__ __VERSION__", "__LANGUAGE__ __TITLE__ __VERSION__"),
    ("日本 😀 عربي", "日本 😀 عربي"),
    ("x" * 5000, "x" * 5000),
]


@pytest.mark.parametrize(("given", "read"), TITLES)
def test_any_title_is_read_back_as_it_was_given(tmp_path, given, read):
    make(tmp_path, title=given)
    assert load_config(folders_of(tmp_path)).title == read


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"title": ""}, "SB107"),
        ({"title": " \n "}, "SB107"),
        ({"title": "a\x00b"}, "SB114"),
        ({"title": "a\x1bb"}, "SB114"),
        ({"title": "a\x7fb"}, "SB114"),
        ({"title": "a\udc80b"}, "SB110"),
        ({"language": ""}, "SB107"),
        ({"language": "english!"}, "SB107"),
    ],
)
def test_a_title_or_language_that_cannot_be_used_is_told_and_nothing_is_written(tmp_path, options, code):
    folder = tmp_path / "site"
    (problem,) = problems(folder, **options)
    assert (problem.code, problem.path, problem.line) == (code, None, None)
    assert not folder.exists()


def test_files_that_are_there_are_all_told_and_none_is_touched(tmp_path):
    (tmp_path / "content").mkdir()
    mine = {"netlify.toml": b"mine", "content/site.yml": b"title: mine\n", "README.md": b"mine"}
    for name, data in mine.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / ".gitignore").symlink_to("nowhere")
    told = problems(tmp_path)
    assert [(problem.code, problem.path) for problem in told] == [
        ("SB004", ".gitignore"),
        ("SB004", "content/site.yml"),
        ("SB004", "netlify.toml"),
    ]
    assert files(tmp_path) == set(mine)
    assert {name: (tmp_path / name).read_bytes() for name in mine} == mine
    assert [path.name for path in (tmp_path / "content").iterdir()] == ["site.yml"]


def test_other_files_of_a_folder_stay_as_they_are(tmp_path):
    (tmp_path / "content" / "briefings").mkdir(parents=True)
    (tmp_path / "content" / "briefings" / "mine.md").write_text("mine", encoding="utf-8")
    make(tmp_path)
    assert (tmp_path / "content" / "briefings" / "mine.md").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (problem,) = problems(tmp_path / "file" / "site")
    assert problem.code == "SB005"
    assert files(tmp_path) == {"file"}


def test_what_was_written_before_a_failure_is_taken_back(tmp_path):
    # `content/pages` is a file, so the page in it cannot be written; others were before it.
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "pages").write_text("mine", encoding="utf-8")
    (problem,) = problems(tmp_path)
    assert problem.code == "SB005"
    assert problem.path is not None
    assert "content/pages" in problem.path
    assert files(tmp_path) == {"content/pages"}
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["content", "pages"]


@pytest.mark.parametrize("language", ["en", "it"])
def test_the_record_of_the_example_is_that_of_its_article(tmp_path, language):
    make(tmp_path, language=language)
    (folder,) = (tmp_path / "content" / "articles").iterdir()
    (record,) = load_content(folders_of(tmp_path), load_config(folders_of(tmp_path))).articles
    original = (folder / "original.txt").read_bytes()
    assert record.sha256 == hashlib.sha256(original).hexdigest()
    assert record.size == len(original)
    blocks = (folder / "text.txt").read_text(encoding="utf-8").rstrip("\n").split("\n\n")
    assert [block.partition("] ")[0] for block in blocks] == [f"[p{number}" for number in range(1, len(blocks) + 1)]
    assert record.paragraphs == len(blocks)
    for block in blocks:
        assert block.partition("] ")[2] in original.decode()


@pytest.mark.parametrize("language", ["en", "it"])
def test_ingest_makes_the_same_of_the_article_of_the_example(tmp_path, language):
    make(tmp_path / "site", language=language)
    (given,) = (tmp_path / "site" / "content" / "articles").iterdir()
    make(tmp_path / "other", language=language)
    shutil.rmtree(tmp_path / "other" / "content" / "articles")
    shutil.rmtree(tmp_path / "other" / "content" / "briefings")
    report = ingest([given / "original.txt"], tmp_path / "other", now=NOW)
    assert report.problems == ()
    (made,) = (tmp_path / "other" / "content" / "articles").iterdir()
    assert (made / "text.txt").read_bytes() == (given / "text.txt").read_bytes()
    ours, theirs = (record(tmp_path / name) for name in ("site", "other"))
    for field in ("sha256", "size", "title", "date", "byline", "language", "paragraphs"):
        assert getattr(ours, field) == getattr(theirs, field), field


def record(root):
    (found,) = load_content(folders_of(root), load_config(folders_of(root))).articles
    return found


@pytest.mark.parametrize("language", ["en", "it"])
def test_the_example_quotes_the_passages_that_it_names(tmp_path, language):
    make(tmp_path, language=language)
    text = next((tmp_path / "content" / "articles").glob("*/text.txt")).read_text(encoding="utf-8")
    passages = dict(re.findall(r"^\[(p\d+)\] (.+)$", text, re.MULTILINE))
    (briefing,) = load_content(folders_of(tmp_path), load_config(folders_of(tmp_path))).briefings
    head = briefing.head
    quoted = [(point.quote, point.evidence) for point in head.key_points if point.quote is not None]
    quoted += [(quotation.text, quotation.evidence) for quotation in head.quotations]
    assert len(quoted) == 2
    for words, evidence in quoted:
        assert any(words in passages[name] for name in evidence)


def test_the_host_installs_this_version_and_builds(tmp_path):
    make(tmp_path)
    settings = tomllib.loads((tmp_path / "netlify.toml").read_text(encoding="utf-8"))
    commands = [settings["build"]["command"], *(context["command"] for context in settings["context"].values())]
    assert len(commands) == 3
    for command in commands:
        assert f"pip install 'site-builder=={__version__}' && python -m site_builder build --" in command
    assert settings["build"]["publish"] == "output"


@pytest.mark.parametrize("host", HOSTS)
def test_every_host_gets_its_files_and_no_gap_stays_open(tmp_path, host):
    new(tmp_path, title="Desk", language="en", host=host)
    assert FILES_OF[host] <= files(tmp_path)
    others = {name for other in HOSTS if other != host for name in FILES_OF[other]}
    assert not (others - FILES_OF[host]) & files(tmp_path)
    assert load_config(folders_of(tmp_path)).host == host
    for name in FILES_OF[host]:
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert "__" not in text.replace("__init__", "")
        if "pip install" in text:
            assert f"'site-builder=={__version__}'" in text
    assert build(folders_of(tmp_path), Options(now=NOW, strict=True)).problems == ()


def test_the_workflow_for_github_is_sound(tmp_path):
    new(tmp_path, title="Desk", language="en", host="github-pages")
    workflow = yaml.safe_load((tmp_path / ".github/workflows/pages.yml").read_text(encoding="utf-8"))
    steps = workflow["jobs"]["build"]["steps"]
    (cache,) = [step for step in steps if step.get("uses", "").startswith("actions/cache@")]
    assert cache["with"]["path"].split() == [".site-builder", "output"]
    served = next(step for step in steps if "--strict" in step.get("run", ""))
    assert served["env"]["BASE_URL"] == "${{ steps.pages.outputs.base_url }}"
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}


@pytest.mark.parametrize(("host", "name"), [("s3", "deploy.sh"), ("cloudflare", "build.sh")])
def test_a_script_for_a_host_is_one_for_any_shell(tmp_path, host, name):
    new(tmp_path, title="Desk", language="en", host=host)
    subprocess.run(["sh", "-n", name], cwd=tmp_path, check=True)


def test_the_policy_for_cloudfront_says_what_the_headers_of_other_hosts_say(tmp_path):
    new(tmp_path, title="Desk", language="en", host="s3")
    policy = json.loads((tmp_path / "cloudfront-headers.json").read_text(encoding="utf-8"))
    secure = policy["SecurityHeadersConfig"]
    assert secure["ContentSecurityPolicy"]["ContentSecurityPolicy"] == CONTENT_SECURITY_POLICY
    assert secure["StrictTransportSecurity"]["AccessControlMaxAgeSec"] == 31536000
    custom = {item["Header"] for item in policy["CustomHeadersConfig"]["Items"]}
    assert custom == {"Permissions-Policy", "Cross-Origin-Opener-Policy"}
    assert policy["CustomHeadersConfig"]["Quantity"] == 2


def test_a_build_remembers_where_it_is_told_to(tmp_path):
    make(tmp_path / "site")
    report = build(folders_of(tmp_path / "site", memory=tmp_path / "kept"), Options(now=NOW))
    assert report.problems == ()
    assert (tmp_path / "kept/memo.sqlite").is_file()
    assert not (tmp_path / "site/.site-builder").exists()


@pytest.mark.parametrize("language", ["en", "it"])
def test_the_ids_of_feed_items_get_an_authority_with_the_year(tmp_path, language):
    new(tmp_path, title="Mine", language=language, year=2031)
    settings = (tmp_path / "content/site.yml").read_text(encoding="utf-8")
    assert parse_config(settings).feeds.authority == "example.org,2031"
    assert "__" not in settings
