"""`site-builder schema`: what editors need to complete and check what people write, Decap CMS among them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from site_builder.commands.folders import Folders
from site_builder.commands.ingest_folder import write_bytes
from site_builder.commands.json_schema import SCHEMAS, Names, json_schema
from site_builder.commands.load import load_config, load_content
from site_builder.model.problem import ConfigError, Problem
from site_builder.model.report import Report

FOLDER = ".vscode"
SETTINGS = f"{FOLDER}/settings.json"
_KEY = "yaml.schemas"


def schema_text(name: str, folders: Folders | None) -> str:
    """The schema called *name* as JSON text; with the names of the site at *folders* where there is one."""
    return _as_json(json_schema(name, names_of(folders) if folders is not None else None))


def names_of(folders: Folders) -> Names:
    """What the site calls its topics, entities, sources, articles and briefings. Raises ConfigError."""
    content = load_content(folders, load_config(folders))
    authority = content.authority.authority
    return {
        "topics": [record.id for record in authority.topics],
        "entities": sorted(record.name for record in authority.entities),
        "sources": [record.id for record in authority.sources],
        "articles": [record.id for record in content.articles],
        "briefings": sorted(briefing.slug for briefing in content.briefings),
    }


def editor_files(names: Names | None = None) -> dict[str, bytes]:
    """The files of a new site by which VS Code and others know the schemas, by path."""
    files = {_place(name): _as_json(json_schema(name, names)).encode() for name in SCHEMAS}
    return files | {SETTINGS: _as_json({_KEY: _assigned()}).encode()}


def write_schemas(folders: Folders) -> Report:
    """Renew the schemas in the site's folder with its present names, and have the settings of VS Code name them.

    Other settings there stay as they are; a file that is no plain JSON is left alone, with a warning that says what to
    add. Raises ConfigError where a file cannot be written.
    """
    files = editor_files(names_of(folders))
    path = folders.root / SETTINGS
    problems: list[Problem] = []
    if path.exists():
        kept = _with_ours(path.read_bytes())
        if kept is None:
            hint = f'add "{_KEY}": {json.dumps(_assigned())}'
            message = "the settings are no plain JSON, and were left as they are"
            problems.append(Problem(message, code="SB004", path=SETTINGS, hint=hint, severity="warning"))
            del files[SETTINGS]
        else:
            files[SETTINGS] = kept
    written = 0
    for name, data in files.items():
        target = folders.root / name
        if not target.exists() or target.read_bytes() != data:
            _write(folders, name, data)
            written += 1
    return Report(counts={"schemas": len(SCHEMAS), "written": written}, problems=tuple(problems))


def decap_config(branch: str = "main") -> str:
    """A configuration of Decap CMS (config.yml; JSON, which is YAML too) for briefings, pages and authority files."""
    folder: dict[str, Any] = {
        "backend": {"name": "git-gateway", "branch": branch},
        "media_folder": "content/assets",
        "public_folder": "../assets",
        "collections": [
            {
                "name": "briefings",
                "label": "Briefings",
                "folder": "content/briefings",
                "create": True,
                "extension": "md",
                "format": "yaml-frontmatter",
                "fields": [*_widgets(json_schema("front-matter")), _BODY],
            },
            {
                "name": "pages",
                "label": "Pages",
                "folder": "content/pages",
                "create": True,
                "extension": "md",
                "format": "yaml-frontmatter",
                "fields": [*_widgets(json_schema("page")), _BODY],
            },
        ],
    }
    return _as_json(folder)


_BODY = {"name": "body", "label": "Text", "widget": "markdown", "required": False}


def _widgets(schema: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The fields of *schema* as Decap's widgets (decapcms.org/docs/widgets)."""
    parts = schema.get("$defs", {})
    for name, field in schema["properties"].items():
        widget = _widget(field, parts)
        label = name.replace("_", " ").capitalize()
        hint = {"hint": field["description"]} if "description" in field else {}
        yield {"name": name, "label": label, **widget, "required": name in schema.get("required", ()), **hint}


def _widget(field: Mapping[str, Any], parts: Mapping[str, Any]) -> dict[str, Any]:
    kinds = [kind for kind in field.get("anyOf", [field]) if kind.get("type") != "null"]
    first = kinds[0]
    if first.get("type") == "array":
        record = next((kind for kind in first["items"].get("anyOf", [first["items"]]) if "$ref" in kind), None)
        if record is None:
            return {"widget": "list"}
        return {"widget": "list", "fields": list(_widgets(parts[record["$ref"].rpartition("/")[2]]))}
    if set(first.get("enum", ())) >= {True, False}:
        return {"widget": "boolean"}
    if "enum" in first:
        return {"widget": "select", "options": first["enum"]}
    if first.get("examples"):
        return {"widget": "datetime", "format": "YYYY-MM-DDTHH:mmZ", "date_format": "YYYY-MM-DD"}
    return {"widget": "string"}


def _with_ours(data: bytes) -> bytes | None:
    try:
        settings = json.loads(data)
    except ValueError:
        return None
    if not isinstance(settings, dict) or not isinstance(settings.get(_KEY, {}), dict):
        return None
    wanted = {**settings.get(_KEY, {}), **_assigned()}
    return data if settings.get(_KEY) == wanted else _as_json({**settings, _KEY: wanted}).encode()


def _assigned() -> dict[str, str]:
    return {f"./{_place(name)}": files for name, (_, _, files) in SCHEMAS.items()}


def _place(name: str) -> str:
    return f"{FOLDER}/schemas/{name}.json"


def _write(folders: Folders, name: str, data: bytes) -> None:
    try:
        write_bytes(folders.root / name, data)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ConfigError(Problem(f"the file cannot be written: {reason}", code="SB005", path=name)) from None


def _as_json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
