"""The program is quick to open: its door loads nothing heavy."""

import subprocess
import sys

# What may be loaded before the program knows what it is asked to do. Everything else waits until a command needs it.
MAY_BE_LOADED = {
    "site_builder",
    "site_builder.cli",
    "site_builder.commands",
    "site_builder.commands.messages",
    "site_builder.commands.outcome",
    "site_builder.commands.progress",
    "site_builder.model",
    "site_builder.model.codes",
    "site_builder.model.explanations",
    "site_builder.model.hosts",
    "site_builder.model.problem",
    "site_builder.model.report",
    "site_builder.text",
    "site_builder.text.names",
    "site_builder.text.suggestions",
}
LISTED = """
import sys
before = set(sys.modules)
import site_builder.cli
print(*sorted(set(sys.modules) - before))
"""


def test_the_door_loads_nothing_heavy():
    done = subprocess.run([sys.executable, "-c", LISTED], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    ours = {name for name in loaded if name.partition(".")[0] == "site_builder"}
    assert {name for name in ours if not name.startswith("site_builder.cli.")} <= MAY_BE_LOADED
    strangers = {name.partition(".")[0] for name in loaded} - set(sys.stdlib_module_names)
    assert strangers == {"site_builder", "click"}
