"""Builds a site again and again, edition after edition, until it is killed: the program that test_killed_builds starts.

Arguments: the site's folder, and the number of the first edition. It says `ready` when it begins.
"""

import itertools
import sys
from pathlib import Path

from site_builder.commands.folders import folders_of
from tests.laws.world import made, retitle


def main() -> None:
    root, first = sys.argv[1:]
    folders = folders_of(Path(root))
    print("ready", flush=True)
    for number in itertools.count(int(first)):
        retitle(folders, f"Edition {number:04}")
        made(folders)


if __name__ == "__main__":
    main()
