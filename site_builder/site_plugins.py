"""The `plugins/` folder of the site at hand, as a package: its modules are called `site_builder.site_plugins.NAME`.

Under this name worker processes find the functions that are sent to them, however they were started: the folder is
handed on by the environment.
"""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from types import ModuleType

_FOLDER = "SITE_BUILDER_PLUGINS_FOLDER"

__path__ = [os.environ[_FOLDER]] if os.environ.get(_FOLDER) else []


def modules_in(folder: Path) -> list[str]:
    """The names of the modules in *folder*, sorted; those that begin with `_` or `.` are helpers of others."""
    if not folder.is_dir():
        return []
    files = (path.stem for path in folder.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file())
    return sorted(name for name in files if name.isidentifier() and not name.startswith("_"))


def load(folder: Path, name: str) -> ModuleType:
    """The module *name* of *folder*, read anew. Raises whatever the module raises."""
    whole = str(folder.resolve())
    if __path__ != [whole]:
        _forget()
        __path__[:] = [whole]
        os.environ[_FOLDER] = whole
    _read_sources_only()
    importlib.invalidate_caches()
    return importlib.import_module(f"{__name__}.{name}")


def _read_sources_only() -> None:
    """Leave no compiled files: Python takes one for its source where both are of one second and one length."""
    sys.dont_write_bytecode = True


def _forget() -> None:
    """Another site's modules of the same names are not this one's."""
    for name in [name for name in sys.modules if name.startswith(f"{__name__}.")]:
        del sys.modules[name]


if __path__:
    _read_sources_only()
