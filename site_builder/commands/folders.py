"""Where a site lies on the disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from site_builder.model.problem import ConfigError, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Folders:
    """The folders of one site."""

    root: Path
    output: Path
    memory_at: Path | None = None
    """Where builds remember, if not in the site's folder: some hosts keep only a place of their own."""

    @property
    def content(self) -> Path:
        """What people write."""
        return self.root / "content"

    @property
    def templates(self) -> Path:
        """Templates of the site's own, which replace those of the theme."""
        return self.root / "templates"

    @property
    def themes(self) -> Path:
        """Themes of the site's own."""
        return self.root / "themes"

    @property
    def inputs(self) -> tuple[Path, ...]:
        """All folders that a build reads."""
        return (self.content, self.templates, self.themes, builtin_themes())

    @property
    def memory(self) -> Path:
        """What builds remember; deleting it costs time only."""
        return self.memory_at or self.root / ".site-builder"


def builtin_themes() -> Path:
    """The themes that come with the program: in the package where it is installed, else beside it in its checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "themes"
    return inside if inside.is_dir() else package.parent / "themes"


def folders_of(root: Path, output: Path | None = None, memory: Path | None = None) -> Folders:
    """The folders of the site at *root*; *output* and *memory* are `output` and `.site-builder` there by default.

    Raises ConfigError where there is no site.
    """
    root = root.resolve()
    if not (root / "content" / "site.yml").is_file():
        hint = "go to the site's folder, name it with -C, or make a site with `site-builder new`"
        raise ConfigError(
            Problem("there is no content/site.yml here", code="SB001", path="content/site.yml", hint=hint)
        )
    memory_at = memory.absolute() if memory is not None else None
    return Folders(root=root, output=(output or root / "output").absolute(), memory_at=memory_at)
