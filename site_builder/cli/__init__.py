"""The door: arguments in, exit code out.

One file a command; heavy rooms are entered late, so that `--help` is quick.
"""

from site_builder.cli.door import cli, main

__all__ = ["cli", "main"]
