"""A site that changes and is built again and again while others read it: `python -m tests.hostile.rebuilds`."""

from __future__ import annotations

import random
import sys
from pathlib import Path

from site_builder.commands.folders import folders_of
from tests.laws.world import made, other_body, retitle, write


def rebuild(root: Path, rounds: int) -> None:
    """Edit and build the site at *root*, *rounds* times; pages name other files of styles and pictures each time."""
    rng, folders = random.Random(7), folders_of(root)
    for number in range(rounds):
        other_body(rng, folders)
        retitle(folders, f"Edition {number}")
        write(folders.themes / "own/assets/style.css", f"p {{ margin: {number}px }}\n")
        write(folders.content / "assets/map.svg", f'<svg xmlns="http://www.w3.org/2000/svg" width="{number}"/>')
        made(folders)


if __name__ == "__main__":
    rebuild(Path(sys.argv[1]), int(sys.argv[2]))
