"""Law 6: a build killed at any moment does no lasting harm, and readers never see half a site."""

import os
import random
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.laws.world import changed, made, make_world, retitle, tree

PROGRAM = Path(__file__).with_name("builder.py")
KILLS = 6
PICTURE = b"\x89PNG"
EDITION = re.compile(rb"Edition (\d{4})")

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="no SIGKILL on Windows")]


def without_number(data):
    """The bytes of a file as they are in edition 0; of a picture, which shows the number, that it is whole."""
    if data.startswith(PICTURE) and data.endswith(b"IEND\xaeB`\x82"):
        return PICTURE
    return EDITION.sub(b"Edition 0000", data)


class Reader(threading.Thread):
    """Reads pages as visitors do, and keeps what it saw that no visitor may see."""

    def __init__(self, output, expected):
        super().__init__(daemon=True)
        self.output = output
        self.expected = {name: data for name, data in expected.items() if EDITION.search(data)}
        self.done = False
        self.reads = 0
        self.harm = []

    def run(self):
        rng = random.Random(1)
        while not self.done:
            page = rng.choice(sorted(self.expected))
            before, seen, after = (self.edition(name) for name in ("index.html", page, "index.html"))
            # Where the home page stayed the same meanwhile, what was read in between belongs to its edition.
            if before == after != seen:
                self.harm.append(f"{page} is of edition {seen} beside {before}")
            self.reads += 1

    def edition(self, name):
        """The number of the edition that the file, as it is now, belongs to."""
        try:
            data = (self.output / name).read_bytes()
        except OSError as error:
            self.harm.append(f"{name}: {error}")
            return None
        numbers = set(EDITION.findall(data))
        if len(numbers) != 1 or without_number(data) != self.expected[name]:
            self.harm.append(f"{name} is not whole: {len(data)} bytes of {len(self.expected[name])}")
            return None
        return numbers.pop()


def test_a_killed_build_leaves_a_whole_site_and_the_next_one_mends_everything(tmp_path, rng):
    folders = make_world(tmp_path / "site", rng)
    retitle(folders, "Edition 0000")
    made(folders)
    expected = {name: without_number(data) for name, data in tree(folders.output).items()}
    beside = sorted(path.name for path in folders.root.iterdir())
    reader = Reader(folders.output, expected)
    assert len(reader.expected) > 20
    reader.start()
    for kill in range(1, KILLS + 1):
        command = [sys.executable, str(PROGRAM), str(folders.root), str(1000 * kill)]
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            time.sleep(rng.uniform(0, 1.2))
            process.kill()
        (folders.content / ".site.yml.new").unlink(missing_ok=True)
        retitle(folders, f"Edition {1000 * kill + 999:04}")
        assert made(folders).problems == ()
        found = tree(folders.output)
        assert changed({name: without_number(data) for name, data in found.items()}, expected) == set()
        assert EDITION.findall(found["index.html"])[0] == b"%04d" % (1000 * kill + 999)
        assert sorted(path.name for path in folders.root.iterdir()) == beside
    reader.done = True
    reader.join()
    assert reader.harm[:5] == []
    assert reader.reads > KILLS
