from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import site_builder
from site_builder.engine import LIBRARIES, engine_fingerprint, versions

PACKAGE = Path(site_builder.__file__).parent


def of_a_copy(folder: Path) -> str:
    """The fingerprint that the package in *folder* gives itself."""
    code = "from site_builder.engine import engine_fingerprint; print(engine_fingerprint())"
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


def copy(folder: Path) -> Path:
    target = folder / "site_builder"
    shutil.copytree(PACKAGE, target, ignore=shutil.ignore_patterns("__pycache__"))
    return target


def test_equal_code_has_one_fingerprint_wherever_it_is(tmp_path):
    copy(tmp_path)
    assert of_a_copy(tmp_path) == engine_fingerprint()
    # The second run finds compiled files.
    assert of_a_copy(tmp_path) == engine_fingerprint()


def test_any_change_of_the_source_changes_it(tmp_path):
    package = copy(tmp_path)
    seen = {engine_fingerprint()}
    with (package / "model" / "moment.py").open("a") as file:
        file.write("# a word\n")
    seen.add(of_a_copy(tmp_path))
    (package / "text" / "slugs.py").rename(package / "text" / "snails.py")
    seen.add(of_a_copy(tmp_path))
    (package / "text" / "new.py").write_text("")
    seen.add(of_a_copy(tmp_path))
    assert len(seen) == 4


def test_themes_and_data_are_not_a_part_of_it(tmp_path):
    package = copy(tmp_path)
    (package / "themes" / "x").mkdir(parents=True)
    (package / "themes" / "x" / "extra.py").write_text("pass")
    (package / "notes.txt").write_text("words")
    assert of_a_copy(tmp_path) == engine_fingerprint()


def test_the_version_of_every_library_is_known():
    found = versions()
    assert list(found) == ["Python", "site-builder", *LIBRARIES]
    assert "none" not in found.values()
