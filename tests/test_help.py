"""What the program says of itself: its commands, their options and examples, and the codes of problems."""

import re

import click
import pytest
from click.testing import CliRunner

from site_builder.cli import cli
from site_builder.model.codes import CODES

COMMANDS = sorted(cli.commands)


def said(*arguments):
    done = CliRunner().invoke(cli, arguments)
    return done.exit_code, done.output


def _with_parts(command):
    yield command
    yield from getattr(command, "commands", {}).values()


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_has_examples_that_name_options_it_has(command):
    code, out = said(command, "--help")
    assert code == 0
    examples = re.findall(rf"^ +site-builder (?:-C \S+ )?{command}\b.*$", out, re.MULTILINE)
    assert examples, out
    known = {name for one in _with_parts(cli.commands[command]) for parameter in one.params for name in parameter.opts}
    for example in examples:
        assert set(re.findall(r"(?<= )--?[a-z][a-z-]*", example)) <= known | {"-C"}


def test_every_option_says_what_it_does():
    for command in [cli, *cli.commands.values()]:
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, (command.name, parameter.name)


def test_without_a_command_the_help_lists_all_of_them():
    _, out = said()
    for command in COMMANDS:
        assert f"  {command} " in out


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_is_explained(code):
    exit_code, out = said("explain", code.lower())
    assert exit_code == 0
    assert out.startswith(f"{code}: {CODES[code]}\n")
