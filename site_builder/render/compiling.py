"""What templates become: Jinja's Python code, with the questions that are asked most answered where they arise.

On a briefing's page some two hundred fields are read and a hundred values printed. Jinja asks a function of the
environment each time; here the code itself looks whether the value is of a type whose field is known to be readable,
and the function is asked only where it is not. Nothing else may be read for it: see `Sandbox.getattr`.
"""

from __future__ import annotations

import keyword
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst

_VALUE = "_value"
"""A variable of the generated code; those of templates are called `l_0_name`."""


class Generator(CodeGenerator):
    """Writes the code of one template. All escape, so Jinja's cases for those that do not are left out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields: set[str] = set()
        """What is read by its name anywhere in the template."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's names
        """The module; the types are looked up when it is loaded, since its functions run later."""
        super().visit_Template(node, frame)
        for name in sorted(self.fields):
            self.writeline(f"{_types(name)} = environment.readable({name!r})")

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """`a.name`."""
        name = node.attr
        if not (name.isascii() and name.isidentifier()) or keyword.iskeyword(name) or name.startswith("_"):
            self.write("environment.getattr(")
            self.visit(node.node, frame)
            self.write(f", {name!r})")
            return
        self.fields.add(name)
        self.write(f"({_VALUE}.{name} if type({_VALUE} := ")
        self.visit(node.node, frame)
        self.write(f") in {_types(name)} else environment.getattr({_VALUE}, {name!r}))")

    @optimizeconst
    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """`a(...)`, without the variables of loops and blocks around it: no function of ours looks at them."""
        self.write("environment.call(context, ")
        self.visit(node.node, frame)
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002
        self.write("environment.shown(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002
        self.write(")")


def _types(name: str) -> str:
    """The variable that holds the types with a field *name*."""
    return f"with_{name}"
